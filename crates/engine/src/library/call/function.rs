//! Built-in functions.

use interleave_program::{BinaryOp, FunctionKind, Hook, NameId, Native, well_known};
use num_bigint::BigInt;

use crate::library::arguments::{Arguments, integer, not_integer};
use crate::library::number::{Computed, Number, float, int, round_float, round_int, round_to_int};
use crate::library::{
    Done, Env, Outcome, attribute, class, collections, format, hash, iterate, operator, text, walk,
};
use crate::world::object::Object;
use crate::world::value::Value;

pub(super) fn call(env: &mut Env<'_>, native: Native, args: &Arguments<'_>) -> Outcome<Done> {
    let value = match native {
        Native::Len => return length(env, args),
        Native::Repr => {
            let value = args.one(env)?;
            match text::repr(env, value)? {
                Some(text) => env.text(text),
                None => return env.hook(Hook::Repr, vec![value]),
            }
        }
        Native::Hash => {
            let value = args.one(env)?;
            match hash::hash(env, value)? {
                Some(hash) => Value::Int(hash),
                None => return env.hook(Hook::Hash, vec![value]),
            }
        }
        Native::Id => Value::Int(text::address(args.one(env)?)),
        Native::IsInstance => {
            args.between(env, 2, 2)?;
            let class = args.positional[1];
            if let Some(callee) = walk::special(env.heap, class, well_known::INSTANCE_CHECK) {
                return Ok(Done::Call {
                    callee,
                    args: vec![class, args.positional[0]],
                });
            }
            Value::Bool(attribute::is_instance(
                env,
                args.positional[0],
                args.positional[1],
            )?)
        }
        Native::IsSubclass => {
            args.between(env, 2, 2)?;
            Value::Bool(attribute::is_subclass_of(
                env,
                args.positional[0],
                args.positional[1],
            )?)
        }
        Native::Callable => {
            let value = args.one(env)?;
            Value::Bool(is_callable(env, value))
        }
        Native::GetAttr => return get_attr(env, args),
        Native::HasAttr => return has_attr(env, args),
        Native::SetAttr => {
            args.between(env, 3, 3)?;
            let name = attribute_name(env, args.positional[1])?;
            return attribute::set_attr(env, args.positional[0], name, args.positional[2]);
        }
        Native::Abs => return absolute(env, args),
        Native::Round => return round(env, args),
        Native::DivMod => divide(env, args)?,
        Native::Pow => return power(env, args),
        Native::Ord => ordinal(env, args)?,
        Native::Chr => character(env, args)?,
        Native::Hex => in_base(env, args, 16, "0x")?,
        Native::Bin => in_base(env, args, 2, "0b")?,
        Native::Oct => in_base(env, args, 8, "0o")?,
        Native::Iter => {
            args.between(env, 1, 2)?;
            if args.positional.len() == 2 {
                return env.hook(Hook::Until, args.positional.to_vec());
            }
            return iterate::iter(env, args.positional[0]);
        }
        Native::Format => {
            args.between(env, 1, 2)?;
            let spec = match args.get(1) {
                None => "".into(),
                Some(spec) => match env.as_text(spec) {
                    Some(spec) => spec,
                    None => {
                        let name = attribute::type_name(env, spec);
                        return Err(
                            env.type_error(&format!("format() argument 2 must be str, not {name}"))
                        );
                    }
                },
            };
            let value = args.positional[0];
            match format::format(env, value, &spec)? {
                Some(text) => env.text(text),
                None => {
                    let spec = env.text(spec);
                    return env.hook(Hook::Format, vec![value, spec]);
                }
            }
        }
        Native::IsCoroutine => {
            let value = args.one(env)?;
            Value::Bool(
                matches!(env.heap.of(value), Object::Generator(generator) if generator.kind == FunctionKind::Coroutine),
            )
        }
        _ => {
            let name = native.name();
            return Err(env.type_error(&format!("'{name}' object is not callable")));
        }
    };
    Ok(Done::Value(value))
}

/// The length of a built-in collection.
fn known_length(env: &Env<'_>, value: Value) -> Option<i64> {
    let length = match env.heap.of(value) {
        Object::Str(text) => text.chars().count(),
        Object::List(items) => items.len(),
        Object::Tuple(items) => items.len(),
        Object::Map(map) => map.len(),
        Object::Set(items) | Object::FrozenSet(items) => items.len(),
        Object::Deque(deque) => deque.0.len(),
        Object::Range { start, stop, step } => {
            return Some(
                i64::try_from(collections::range_length(*start, *stop, *step)).unwrap_or(i64::MAX),
            );
        }
        Object::MapView { .. } => collections::viewed(env.heap, value)?.0.len(),
        _ => return None,
    };
    Some(length as i64)
}

fn length(env: &mut Env<'_>, args: &Arguments<'_>) -> Outcome<Done> {
    let value = args.one(env)?;
    if let Some(length) = known_length(env, value) {
        return Ok(Done::Value(Value::Int(length)));
    }
    match walk::special(env.heap, value, well_known::LEN) {
        Some(callee) => Ok(Done::Call {
            callee,
            args: vec![value],
        }),
        None => {
            let name = attribute::type_name(env, value);
            Err(env.type_error(&format!("object of type '{name}' has no len()")))
        }
    }
}

fn is_callable(env: &Env<'_>, value: Value) -> bool {
    match value {
        Value::Native(native) => native != Native::NotImplemented,
        Value::Function(_) => true,
        _ => match env.heap.of(value) {
            Object::Closure(_)
            | Object::Method { .. }
            | Object::NativeMethod { .. }
            | Object::Class(_)
            | Object::StaticMethod(_) => true,
            _ => walk::special(env.heap, value, well_known::CALL).is_some(),
        },
    }
}

fn attribute_name(env: &mut Env<'_>, name: Value) -> Outcome<NameId> {
    match env.as_text(name) {
        Some(text) => class::intern(env, &text),
        None => {
            let name = attribute::type_name(env, name);
            Err(env.type_error(&format!("attribute name must be string, not '{name}'")))
        }
    }
}

fn get_attr(env: &mut Env<'_>, args: &Arguments<'_>) -> Outcome<Done> {
    args.between(env, 2, 3)?;
    let name = attribute_name(env, args.positional[1])?;
    match args.get(2) {
        None => attribute::get_attr(env, args.positional[0], name),
        Some(default) => {
            let found = attribute::find_attr(env, args.positional[0], name)?;
            Ok(found.unwrap_or(Done::Value(default)))
        }
    }
}

fn has_attr(env: &mut Env<'_>, args: &Arguments<'_>) -> Outcome<Done> {
    args.between(env, 2, 2)?;
    let name = attribute_name(env, args.positional[1])?;
    let found = attribute::find_attr(env, args.positional[0], name)?;
    Ok(Done::Value(Value::Bool(found.is_some())))
}

fn absolute(env: &mut Env<'_>, args: &Arguments<'_>) -> Outcome<Done> {
    let value = args.one(env)?;
    if let Some(number) = Number::of(env.heap, value) {
        let computed = int::absolute(number);
        return Ok(Done::Value(env.computed(computed)));
    }
    match walk::special(env.heap, value, well_known::ABS) {
        Some(callee) => Ok(Done::Call {
            callee,
            args: vec![value],
        }),
        None => {
            let name = attribute::type_name(env, value);
            Err(env.type_error(&format!("bad operand type for abs(): '{name}'")))
        }
    }
}

fn round(env: &mut Env<'_>, args: &Arguments<'_>) -> Outcome<Done> {
    let number_name = class::intern(env, "number")?;
    let [value, digits] = args.bind(env, [number_name, well_known::NDIGITS], 1)?;
    let value = value.unwrap_or(Value::None);
    let digits = match digits {
        None | Some(Value::None) => None,
        Some(digits) => Some(integer(env, digits)?),
    };
    let calculation = match (Number::of(env.heap, value), digits) {
        (Some(Number::Float(value)), None) => round_to_int(value),
        (Some(Number::Float(value)), Some(digits)) => {
            round_float(value, digits).map(Computed::Float)
        }
        (Some(Number::Int(value)), None) => Ok(Computed::Int(value)),
        (Some(Number::Big(_)), None) => return Ok(Done::Value(value)),
        (Some(number), Some(digits)) => {
            Ok(round_int(&number.to_big().unwrap_or_default(), digits).into())
        }
        (None, _) => {
            let special = class::intern(env, "__round__")?;
            if let Some(callee) = walk::special(env.heap, value, special) {
                let args = [value].into_iter().chain(digits.map(Value::Int)).collect();
                return Ok(Done::Call { callee, args });
            }
            let name = attribute::type_name(env, value);
            return Err(env.type_error(&format!("type {name} doesn't define __round__ method")));
        }
    };
    env.calculated(calculation).map(Done::Value)
}

fn divide(env: &mut Env<'_>, args: &Arguments<'_>) -> Outcome<Value> {
    args.between(env, 2, 2)?;
    let (a, b) = (args.positional[0], args.positional[1]);
    let (Some(left), Some(right)) = (Number::of(env.heap, a), Number::of(env.heap, b)) else {
        let (left, right) = (attribute::type_name(env, a), attribute::type_name(env, b));
        return Err(env.type_error(&format!(
            "unsupported operand type(s) for divmod(): '{left}' and '{right}'"
        )));
    };
    if left.is_int() && right.is_int() {
        if right.is_zero() {
            return Err(env.raise(Native::ZeroDivisionError, int::DIVISION_BY_ZERO));
        }
        let quotient = int::binary(BinaryOp::FloorDiv, left, right);
        let rest = int::binary(BinaryOp::Mod, left, right);
        if let (Some(quotient), Some(rest)) = (quotient, rest) {
            let parts = vec![env.calculated(quotient)?, env.calculated(rest)?];
            return Ok(env.tuple(parts));
        }
    }
    match (left.to_float(), right.to_float()) {
        (Ok(_), Ok(0.0)) => Err(env.raise(Native::ZeroDivisionError, "float divmod()")),
        (Ok(left), Ok(right)) => {
            let (quotient, rest) = float::divide_with_rest(left, right);
            Ok(env.tuple(vec![Value::Float(quotient), Value::Float(rest)]))
        }
        (Err(error), _) | (_, Err(error)) => Err(env.number_error(error)),
    }
}

fn power(env: &mut Env<'_>, args: &Arguments<'_>) -> Outcome<Done> {
    let (exponent_name, modulus_name) = (class::intern(env, "exp")?, class::intern(env, "mod")?);
    let [base, exponent, modulus] =
        args.bind(env, [well_known::BASE, exponent_name, modulus_name], 2)?;
    let (base, exponent) = (base.unwrap_or(Value::None), exponent.unwrap_or(Value::None));
    let modulus = match modulus {
        None | Some(Value::None) => {
            return operator::binary(env, BinaryOp::Pow, false, base, exponent);
        }
        Some(modulus) => modulus,
    };
    let big = |value| Number::of(env.heap, value).and_then(Number::to_big);
    match (big(base), big(exponent), big(modulus)) {
        (Some(base), Some(exponent), Some(modulus)) => {
            let calculation = int::modular_power(&base, &exponent, &modulus);
            env.calculated(calculation).map(Done::Value)
        }
        _ => {
            Err(env.type_error("pow() 3rd argument not allowed unless all arguments are integers"))
        }
    }
}

fn ordinal(env: &mut Env<'_>, args: &Arguments<'_>) -> Outcome<Value> {
    let value = args.one(env)?;
    let Some(text) = env.as_text(value) else {
        let name = attribute::type_name(env, value);
        return Err(env.type_error(&format!(
            "ord() expected string of length 1, but {name} found"
        )));
    };
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(character), None) => Ok(Value::Int(i64::from(u32::from(character)))),
        _ => {
            let length = text.chars().count();
            Err(env.type_error(&format!(
                "ord() expected a character, but string of length {length} found"
            )))
        }
    }
}

fn character(env: &mut Env<'_>, args: &Arguments<'_>) -> Outcome<Value> {
    let value = args.one(env)?;
    let code = integer(env, value)?;
    if i32::try_from(code).is_err() {
        return Err(env.raise(
            Native::OverflowError,
            "Python int too large to convert to C int",
        ));
    }
    match u32::try_from(code).ok().and_then(char::from_u32) {
        Some(character) => Ok(env.text(character.to_string())),
        None if (0xd800..=0xdfff).contains(&code) => {
            Err(env.value_error("surrogates are not supported in strings"))
        }
        None => Err(env.value_error("chr() arg not in range(0x110000)")),
    }
}

fn in_base(env: &mut Env<'_>, args: &Arguments<'_>, base: u32, mark: &str) -> Outcome<Value> {
    let value = args.one(env)?;
    let Some(whole) = Number::of(env.heap, value).and_then(Number::to_big) else {
        return Err(not_integer(env, value));
    };
    env.heap.reserve(whole.bits())?;
    let sign = if whole < BigInt::ZERO { "-" } else { "" };
    let digits = int::digits(&whole, base);
    Ok(env.text(format!("{sign}{mark}{digits}")))
}
