//! Calls of types.

use std::collections::VecDeque;

use interleave_program::{Hook, Native, well_known};

use crate::library::arguments::{Arguments, integer};
use crate::library::collections::{Members, Merge};
use crate::library::number::{INT_TO_FLOAT, Number, parse, round};
use crate::library::operator::{Truth, truth};
use crate::library::{
    Done, Env, Outcome, attribute, class, collections, continuation, iterate, slice, text, walk,
};
use crate::world::object::{Instance, Items, Key, Map, Object};
use crate::world::value::Value;

/// An exception of a built-in class.
pub(super) fn exception(env: &mut Env<'_>, native: Native, args: &Arguments<'_>) -> Outcome<Done> {
    // These few take the name that was not found, which only shows where it is asked for.
    let named = native == Native::AttributeError
        || native == Native::ImportError
        || native.derives_from(Native::NameError);
    if !named {
        args.by_position(env)?;
    }
    // `OSError(2, …)` is a `FileNotFoundError`.
    let native = match (native, args.positional) {
        (Native::OSError, [Value::Int(number), _, ..]) => match *number {
            1 | 13 => Native::PermissionError,
            2 => Native::FileNotFoundError,
            3 => Native::ProcessLookupError,
            17 => Native::FileExistsError,
            20 => Native::NotADirectoryError,
            21 => Native::IsADirectoryError,
            104 => Native::ConnectionResetError,
            110 => Native::TimeoutError,
            111 => Native::ConnectionRefusedError,
            _ => native,
        },
        _ => native,
    };
    let class = Value::Native(native);
    // The name of the file is an attribute and no argument (`oserror_parse_args`).
    if let (true, [number, message, filename]) =
        (native.derives_from(Native::OSError), args.positional)
    {
        let exception = env.exception_of(class, vec![*number, *message]);
        if let Value::Object(id) = exception
            && let Some(Object::Exception(exception)) = env.heap.get_mut(id)
        {
            exception.fields.push((well_known::FILENAME, *filename));
        }
        return Ok(Done::Value(exception));
    }
    Ok(Done::Value(
        env.exception_of(class, args.positional.to_vec()),
    ))
}

pub(super) fn construct(env: &mut Env<'_>, native: Native, args: &Arguments<'_>) -> Outcome<Done> {
    let value = match native {
        Native::Object => {
            if !args.positional.is_empty() || !args.named.is_empty() {
                return Err(env.type_error("object() takes no arguments"));
            }
            env.alloc(Object::Instance(Box::new(Instance {
                class: Value::Native(Native::Object),
                fields: Vec::new(),
            })))
        }
        Native::Type => match *args.positional {
            [value] => attribute::class_of(env, value),
            [name, bases, namespace] => {
                let metaclass = Value::Native(Native::Type);
                return new_class(env, metaclass, &[name, bases, namespace], args);
            }
            _ => return Err(env.type_error("type() takes 1 or 3 arguments")),
        },
        Native::NoneType => Value::None,
        Native::EllipsisType => Value::Ellipsis,
        Native::NotImplementedType => Value::Native(Native::NotImplemented),
        Native::Int => return int(env, args),
        Native::Bool => {
            args.between(env, 0, 1)?;
            let value = args.get(0).unwrap_or(Value::Bool(false));
            match truth(env, value)? {
                Truth::Known(known) => Value::Bool(known),
                Truth::Ask { callee, args } => return Ok(Done::Call { callee, args }),
            }
        }
        Native::Float => return float(env, args),
        Native::Str => return string(env, args),
        Native::List | Native::Tuple | Native::Set | Native::FrozenSet => {
            return collection(env, native, args);
        }
        Native::Dict => return dictionary(env, args),
        Native::Deque => return deque(env, args),
        Native::Range => range(env, args)?,
        Native::Slice => {
            args.between(env, 1, 3)?;
            let get = |at| args.get(at).unwrap_or(Value::None);
            match args.positional.len() {
                1 => slice::make_slice(env, Value::None, get(0), Value::None),
                _ => slice::make_slice(env, get(0), get(1), get(2)),
            }
        }
        Native::Property => {
            let [getter, setter, deleter, _doc] = args.bind(
                env,
                [
                    well_known::FGET,
                    well_known::SET,
                    well_known::DELATTR,
                    well_known::DOC,
                ],
                0,
            )?;
            let parts = [getter, setter, deleter].map(|part| part.unwrap_or(Value::None));
            env.alloc(Object::Property(Box::new(parts)))
        }
        Native::StaticMethod => {
            let function = args.one(env)?;
            env.alloc(Object::StaticMethod(function))
        }
        Native::ClassMethod => {
            let function = args.one(env)?;
            env.alloc(Object::ClassMethod(function))
        }
        Native::Super => match *args.positional {
            [class, object] => env.alloc(Object::Super { class, object }),
            _ => {
                return Err(env.type_error(
                    "super() takes a class and an object here, or nothing inside a method",
                ));
            }
        },
        Native::Method => {
            args.between(env, 2, 2)?;
            env.alloc(Object::Method {
                function: args.positional[0],
                receiver: args.positional[1],
            })
        }
        _ => {
            let name = attribute::full_name(native);
            return Err(env.type_error(&format!("cannot create '{name}' instances")));
        }
    };
    Ok(Done::Value(value))
}

/// `type.__new__(metaclass, name, bases, namespace, **keywords)`
pub(in crate::library) fn new_class(
    env: &mut Env<'_>,
    metaclass: Value,
    parts: &[Value],
    args: &Arguments<'_>,
) -> Outcome<Done> {
    let &[name, bases, namespace] = parts else {
        return Err(env.type_error(&format!(
            "type.__new__() takes exactly 3 arguments ({} given)",
            parts.len()
        )));
    };
    let named = keywords(env, args);
    let named = env.map(named);
    env.hook(
        Hook::CompleteClass,
        vec![metaclass, name, bases, namespace, named],
    )
}

fn int(env: &mut Env<'_>, args: &Arguments<'_>) -> Outcome<Done> {
    let base = match (args.get(1), args.named) {
        (Some(base), []) => Some(base),
        (None, &[(well_known::BASE, base)]) => Some(base),
        (None, []) => None,
        _ => {
            let given = args.positional.len() + args.named.len();
            return Err(env.type_error(&format!("int() takes at most 2 arguments ({given} given)")));
        }
    };
    let Some(value) = args.get(0) else {
        return match base {
            None => Ok(Done::Value(Value::Int(0))),
            Some(_) => Err(env.type_error("int() missing string argument")),
        };
    };
    if let Some(base) = base {
        let base = integer(env, base)?;
        if base != 0 && !(2..=36).contains(&base) {
            return Err(env.value_error("int() base must be >= 2 and <= 36, or 0"));
        }
        let Some(text) = env.as_text(value) else {
            return Err(env.type_error("int() can't convert non-string with explicit base"));
        };
        return parse_int(env, value, &text, base as u32);
    }
    match Number::of(env.heap, value) {
        Some(Number::Int(value)) => return Ok(Done::Value(Value::Int(value))),
        Some(Number::Big(_)) => return Ok(Done::Value(value)),
        Some(Number::Float(value)) => {
            let whole = round::to_int(value);
            return env.calculated(whole).map(Done::Value);
        }
        None => {}
    }
    if let Some(text) = env.as_text(value) {
        return parse_int(env, value, &text, 10);
    }
    let method = walk::special(env.heap, value, well_known::INT)
        .or_else(|| walk::special(env.heap, value, well_known::INDEX));
    match method {
        Some(callee) => Ok(Done::Call {
            callee,
            args: vec![value],
        }),
        None => {
            let name = attribute::type_name(env, value);
            Err(env.type_error(&format!(
                "int() argument must be a string, a bytes-like object or a real number, not '{name}'"
            )))
        }
    }
}

fn parse_int(env: &mut Env<'_>, value: Value, text: &str, base: u32) -> Outcome<Done> {
    match parse::int(text, base) {
        Ok(number) => Ok(Done::Value(env.integer(number))),
        Err(parse::IntError::Digits(digits)) => {
            Err(env.value_error(&text::digits_message(Some(digits))))
        }
        Err(parse::IntError::Literal) => {
            let shown = text::repr(env, value)?.unwrap_or_default();
            Err(env.value_error(&format!(
                "invalid literal for int() with base {base}: {shown}"
            )))
        }
    }
}

fn float(env: &mut Env<'_>, args: &Arguments<'_>) -> Outcome<Done> {
    args.between(env, 0, 1)?;
    let Some(value) = args.get(0) else {
        return Ok(Done::Value(Value::Float(0.0)));
    };
    if let Some(number) = Number::of(env.heap, value) {
        return match number.to_float() {
            Ok(number) => Ok(Done::Value(Value::Float(number))),
            Err(_) => Err(env.number_error(INT_TO_FLOAT)),
        };
    }
    if let Some(text) = env.as_text(value) {
        return match parse::float(&text) {
            Some(number) => Ok(Done::Value(Value::Float(number))),
            None => {
                let shown = text::repr(env, value)?.unwrap_or_default();
                Err(env.value_error(&format!("could not convert string to float: {shown}")))
            }
        };
    }
    match walk::special(env.heap, value, well_known::FLOAT) {
        Some(callee) => Ok(Done::Call {
            callee,
            args: vec![value],
        }),
        None => {
            let name = attribute::type_name(env, value);
            Err(env.type_error(&format!(
                "float() argument must be a string or a real number, not '{name}'"
            )))
        }
    }
}

fn string(env: &mut Env<'_>, args: &Arguments<'_>) -> Outcome<Done> {
    args.between(env, 0, 1)?;
    let Some(value) = args.get(0) else {
        return Ok(Done::Value(env.text("")));
    };
    if matches!(env.heap.of(value), Object::Str(_)) {
        return Ok(Done::Value(value));
    }
    match text::to_text(env, value)? {
        Some(text) => Ok(Done::Value(env.text(text))),
        None => env.hook(Hook::Str, vec![value]),
    }
}

fn collection(env: &mut Env<'_>, native: Native, args: &Arguments<'_>) -> Outcome<Done> {
    args.between(env, 0, 1)?;
    let items = match args.get(0) {
        None => Vec::new(),
        Some(value) => {
            let same = match env.heap.of(value) {
                Object::Tuple(_) => native == Native::Tuple,
                Object::FrozenSet(_) => native == Native::FrozenSet,
                _ => false,
            };
            if same {
                return Ok(Done::Value(value));
            }
            if native == Native::Set || native == Native::FrozenSet {
                // Sets keep the keys that they have.
                return match collections::members_of(env, value)? {
                    Members::Known(items) => Ok(Done::Value(make_set(env, native, items))),
                    Members::Keyed(values) if native == Native::Set => {
                        collections::make_set(env, &values)
                    }
                    Members::Keyed(_) => Err(env.type_error(
                        "frozenset() of objects with their own __hash__ takes a set here: frozenset(set(items))",
                    )),
                    Members::Code => continuation::list_into(env, value, Value::Native(native)),
                };
            }
            match iterate::collect(env, value)? {
                Some(items) => items,
                None if native == Native::List => return env.hook(Hook::List, vec![value]),
                None => return continuation::list_into(env, value, Value::Native(native)),
            }
        }
    };
    Ok(Done::Value(match native {
        Native::List => env.list(items),
        Native::Tuple => env.tuple(items),
        _ => make_set(env, native, Items::default()),
    }))
}

fn make_set(env: &mut Env<'_>, native: Native, items: Items) -> Value {
    if native == Native::Set {
        env.set(items)
    } else {
        env.alloc(Object::FrozenSet(Box::new(items)))
    }
}

fn dictionary(env: &mut Env<'_>, args: &Arguments<'_>) -> Outcome<Done> {
    if args.positional.len() > 1 {
        let given = args.positional.len();
        return Err(env.type_error(&format!("dict expected at most 1 argument, got {given}")));
    }
    let named = keywords(env, args);
    let Some(source) = args.get(0) else {
        return Ok(Done::Value(env.map(named)));
    };
    let target = env.map(Map::default());
    match collections::update_map(env, target, source)? {
        Merge::Done => {
            let named = env.map(named);
            collections::update_map(env, target, named)?;
            return Ok(Done::Value(target));
        }
        Merge::Keyed(mut pairs) => {
            pairs.extend(named.values());
            return collections::fill(env, target, &pairs, target);
        }
        Merge::Code => {}
    }
    if named.is_empty() {
        return env.hook(Hook::Dict, vec![source]);
    }
    let named = env.map(named);
    continuation::with_map(env, source, named, well_known::ROR)
}

/// Arguments by name as a dictionary.
pub(in crate::library) fn keywords(env: &mut Env<'_>, args: &Arguments<'_>) -> Map {
    let mut map = Map::default();
    for &(name, value) in args.named {
        let text: std::sync::Arc<str> = env.heap.name(name).into();
        let key_value = env.text(text.clone());
        map.insert(Key::Str(text), (key_value, value));
    }
    map
}

fn deque(env: &mut Env<'_>, args: &Arguments<'_>) -> Outcome<Done> {
    let iterable_name = class::intern(env, "iterable")?;
    let [iterable, most] = args.bind(env, [iterable_name, well_known::MAXLEN], 0)?;
    let most = match most {
        None | Some(Value::None) => None,
        Some(most) => match usize::try_from(integer(env, most)?) {
            Ok(most) => Some(most),
            Err(_) => return Err(env.value_error("maxlen must be non-negative")),
        },
    };
    let made = env.alloc(Object::Deque(Box::new((VecDeque::new(), most))));
    let Some(iterable) = iterable else {
        return Ok(Done::Value(made));
    };
    let Some(items) = iterate::collect(env, iterable)? else {
        return continuation::with_list(env, iterable, made, well_known::IADD);
    };
    if let Value::Object(id) = made {
        crate::library::operator::extend_deque(env, id, items)?;
    }
    Ok(Done::Value(made))
}

fn range(env: &mut Env<'_>, args: &Arguments<'_>) -> Outcome<Value> {
    args.between(env, 1, 3)?;
    let mut parts = [0i64; 3];
    for (part, &value) in parts.iter_mut().zip(args.positional) {
        *part = match Number::of(env.heap, value) {
            Some(Number::Big(_)) => {
                return Err(env.raise(
                    Native::OverflowError,
                    "ranges beyond 64 bits are not supported: use a while loop",
                ));
            }
            _ => integer(env, value)?,
        };
    }
    let (start, stop, step) = match args.positional.len() {
        1 => (0, parts[0], 1),
        2 => (parts[0], parts[1], 1),
        _ => (parts[0], parts[1], parts[2]),
    };
    if step == 0 {
        return Err(env.value_error("range() arg 3 must not be zero"));
    }
    Ok(env.alloc(Object::Range { start, stop, step }))
}
