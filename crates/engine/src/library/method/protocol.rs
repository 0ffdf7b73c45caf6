//! Special methods of built-in types, where a program calls them by name: `super().__init__()`, `object.__setattr__(…)`,
//! `items.__len__()`.

use interleave_program::{BinaryOp, CompareOp, Hook, NameId, Native, UnaryOp, well_known};

use crate::library::arguments::Arguments;
use crate::library::call::{call_native, plain_format};
use crate::library::{Done, Env, Outcome, attribute, class, hash, item, iterate, operator, text};
use crate::world::object::Object;
use crate::world::value::Value;

const NOT_IMPLEMENTED: Value = Value::Native(Native::NotImplemented);

/// Binary special methods: their operator and whether the receiver is the right operand.
const BINARY: [(NameId, BinaryOp, bool); 23] = [
    (well_known::ADD, BinaryOp::Add, false),
    (well_known::RADD, BinaryOp::Add, true),
    (well_known::SUB, BinaryOp::Sub, false),
    (well_known::RSUB, BinaryOp::Sub, true),
    (well_known::MUL, BinaryOp::Mul, false),
    (well_known::RMUL, BinaryOp::Mul, true),
    (well_known::TRUEDIV, BinaryOp::Div, false),
    (well_known::RTRUEDIV, BinaryOp::Div, true),
    (well_known::FLOORDIV, BinaryOp::FloorDiv, false),
    (well_known::RFLOORDIV, BinaryOp::FloorDiv, true),
    (well_known::MOD, BinaryOp::Mod, false),
    (well_known::RMOD, BinaryOp::Mod, true),
    (well_known::POW, BinaryOp::Pow, false),
    (well_known::RPOW, BinaryOp::Pow, true),
    (well_known::AND, BinaryOp::BitAnd, false),
    (well_known::RAND, BinaryOp::BitAnd, true),
    (well_known::OR, BinaryOp::BitOr, false),
    (well_known::ROR, BinaryOp::BitOr, true),
    (well_known::XOR, BinaryOp::BitXor, false),
    (well_known::RXOR, BinaryOp::BitXor, true),
    (well_known::LSHIFT, BinaryOp::Shl, false),
    (well_known::RSHIFT, BinaryOp::Shr, false),
    (well_known::MATMUL, BinaryOp::MatMul, false),
];

pub(super) fn call(
    env: &mut Env<'_>,
    native: Native,
    receiver: Value,
    name: NameId,
    args: &Arguments<'_>,
) -> Outcome<Done> {
    if let Some(&(_, op, reflected)) = BINARY.iter().find(|(method, ..)| *method == name) {
        let other = args.one(env)?;
        let (a, b) = if reflected {
            (other, receiver)
        } else {
            (receiver, other)
        };
        return Ok(match operator::plain(env, op, false, a, b)? {
            operator::Plain::Value(value) => Done::Value(value),
            operator::Plain::Unsupported => Done::Value(NOT_IMPLEMENTED),
            operator::Plain::Code(done) => done,
        });
    }
    let value = match name {
        // `type.__init__` looks at nothing.
        well_known::INIT if native == Native::Type => Value::None,
        well_known::INIT => {
            if !args.positional.is_empty() || !args.named.is_empty() {
                return Err(env.type_error(
                    "object.__init__() takes exactly one argument (the instance to initialize)",
                ));
            }
            Value::None
        }
        well_known::REPR | well_known::STR => {
            args.none(env)?;
            let is_object = matches!(env.heap.of(receiver), Object::Instance(_));
            let shown = if name == well_known::REPR {
                text::own_repr(env, receiver)?
            } else if is_object {
                // `object.__str__` asks for the repr, which the class may define.
                match text::repr(env, receiver)? {
                    Some(shown) => Some(shown),
                    None => return env.hook(Hook::Repr, vec![receiver]),
                }
            } else {
                text::to_text(env, receiver)?
            };
            let shown = match shown {
                Some(shown) => shown,
                None => text::plain_repr(env, receiver)?,
            };
            env.text(shown)
        }
        well_known::FORMAT => {
            let spec = args.one(env)?;
            let spec = env.as_text(spec).unwrap_or_default();
            match plain_format(env, receiver, &spec)? {
                Some(text) => env.text(text),
                None => return env.hook(Hook::Str, vec![receiver]),
            }
        }
        well_known::EQ | well_known::NE => {
            let other = args.one(env)?;
            equality(env, native, receiver, other, name == well_known::NE)?
        }
        well_known::LT | well_known::LE | well_known::GT | well_known::GE => {
            let other = args.one(env)?;
            let op = match name {
                well_known::LT => CompareOp::Lt,
                well_known::LE => CompareOp::Le,
                well_known::GT => CompareOp::Gt,
                _ => CompareOp::Ge,
            };
            if matches!(env.heap.of(receiver), Object::Instance(_)) {
                NOT_IMPLEMENTED
            } else {
                operator::plain_compare(env, op, receiver, other)?.unwrap_or(NOT_IMPLEMENTED)
            }
        }
        well_known::HASH => {
            args.none(env)?;
            Value::Int(hash::plain_hash(env, receiver)?)
        }
        well_known::SETATTR => {
            args.between(env, 2, 2)?;
            let Some(text) = env.as_text(args.positional[0]) else {
                return Err(env.type_error("attribute name must be string"));
            };
            let name = class::intern(env, &text)?;
            return attribute::set_plain_attr(env, receiver, name, args.positional[1]);
        }
        well_known::DELATTR => {
            let name = args.one(env)?;
            let text = env.as_text(name).unwrap_or_default();
            let name = class::intern(env, &text)?;
            return attribute::del_plain_attr(env, receiver, name);
        }
        well_known::LEN => return call_native(env, Native::Len, &[receiver], &[]),
        well_known::ABS => return call_native(env, Native::Abs, &[receiver], &[]),
        well_known::INT | well_known::INDEX => {
            return call_native(env, Native::Int, &[receiver], &[]);
        }
        well_known::FLOAT => return call_native(env, Native::Float, &[receiver], &[]),
        well_known::BOOL => return call_native(env, Native::Bool, &[receiver], &[]),
        well_known::ITER => {
            args.none(env)?;
            return iterate::iter(env, receiver);
        }
        well_known::NEXT => match receiver {
            Value::Object(id) => match iterate::next(env, id)? {
                Some(value) => value,
                None => {
                    let end = env.exception_of(Value::Native(Native::StopIteration), Vec::new());
                    return Err(crate::library::Fault::Raise(end));
                }
            },
            _ => Value::None,
        },
        well_known::CONTAINS => {
            let wanted = args.one(env)?;
            return operator::compare(env, CompareOp::In, wanted, receiver);
        }
        well_known::GETITEM => {
            let key = args.one(env)?;
            return item::get_item(env, receiver, key);
        }
        well_known::SETITEM => {
            args.between(env, 2, 2)?;
            return item::set_item(env, receiver, args.positional[0], args.positional[1]);
        }
        well_known::DELITEM => {
            let key = args.one(env)?;
            return item::del_item(env, receiver, key);
        }
        well_known::IADD | well_known::IMUL => {
            let other = args.one(env)?;
            let op = if name == well_known::IADD {
                BinaryOp::Add
            } else {
                BinaryOp::Mul
            };
            return operator::binary(env, op, true, receiver, other);
        }
        well_known::NEG => return operator::unary(env, UnaryOp::Neg, receiver),
        well_known::POS => return operator::unary(env, UnaryOp::Pos, receiver),
        well_known::INVERT => return operator::unary(env, UnaryOp::Invert, receiver),
        well_known::CALL => {
            return Ok(Done::Call {
                callee: receiver,
                args: args.positional.to_vec(),
            });
        }
        _ => return Err(attribute::no_attribute(env, receiver, name)),
    };
    Ok(Done::Value(value))
}

fn equality(env: &mut Env<'_>, native: Native, a: Value, b: Value, negate: bool) -> Outcome<Value> {
    if matches!(env.heap.of(a), Object::Instance(_) | Object::Exception(_)) {
        return Ok(if a.is(b) {
            Value::Bool(!negate)
        } else {
            NOT_IMPLEMENTED
        });
    }
    let other = attribute::native_type(env, b);
    let comparable = native == other
        || (native.derives_from(Native::Int) && other.derives_from(Native::Int))
        || (native == Native::Float && other.derives_from(Native::Int));
    if !comparable {
        return Ok(NOT_IMPLEMENTED);
    }
    let op = if negate { CompareOp::Ne } else { CompareOp::Eq };
    Ok(operator::plain_compare(env, op, a, b)?.unwrap_or(NOT_IMPLEMENTED))
}
