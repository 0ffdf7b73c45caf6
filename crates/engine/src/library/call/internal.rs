//! Functions of `_interleave`, which only the library's own Python calls.

use interleave_program::{FunctionKind, Hook, Native};

use super::synchronise;
use crate::library::arguments::{Arguments, integer};
use crate::library::key::{Key, own_hash, stand_in};
use crate::library::{
    Done, Env, Outcome, attribute, class, exception, format, hash, operator, sort, text,
};
use crate::world::object::Object;
use crate::world::value::Value;

const NOT_IMPLEMENTED: Value = Value::Native(Native::NotImplemented);

pub(super) fn call(env: &mut Env<'_>, native: Native, args: &Arguments<'_>) -> Outcome<Done> {
    let value = match native {
        Native::QueueStore => {
            args.between(env, 1, 2)?;
            synchronise::store(env, args.positional[0], args.get(1))?
        }
        Native::NewTwister => {
            args.none(env)?;
            env.alloc(Object::Twister(None))
        }
        Native::SortInPlace => {
            args.between(env, 3, 3)?;
            let reverse = matches!(args.positional[2], Value::Bool(true));
            let keys = match env.heap.of(args.positional[1]) {
                Object::List(keys) => keys.clone(),
                _ => Vec::new(),
            };
            Value::Bool(sort::sort_by_keys(env, args.positional[0], &keys, reverse)?)
        }
        Native::PlainRepr => {
            let value = args.one(env)?;
            let text = text::plain_repr(env, value)?;
            env.text(text)
        }
        Native::LookupSpecial => {
            args.between(env, 2, 2)?;
            look_up(env, args.positional[0], args.positional[1])?
        }
        Native::PlainBinary => {
            args.between(env, 3, 3)?;
            let name = env.as_text(args.positional[0]).unwrap_or_default();
            let (a, b) = (args.positional[1], args.positional[2]);
            operator::plain_binary(env, &name, a, b)?.unwrap_or(NOT_IMPLEMENTED)
        }
        Native::PlainCompare => {
            args.between(env, 3, 3)?;
            let name = env.as_text(args.positional[0]).unwrap_or_default();
            let (a, b) = (args.positional[1], args.positional[2]);
            match operator::compare::find(&name) {
                Some(op) => operator::plain_compare(env, op, a, b)?.unwrap_or(NOT_IMPLEMENTED),
                None => NOT_IMPLEMENTED,
            }
        }
        Native::PlainFormat => {
            args.between(env, 2, 2)?;
            let spec = env.as_text(args.positional[1]).unwrap_or_default();
            let value = args.positional[0];
            match plain_format(env, value, &spec)? {
                Some(text) => env.text(text),
                None => return env.hook(Hook::Str, vec![value]),
            }
        }
        Native::KeyedMembers => {
            args.between(env, 2, 2)?;
            let wanted = integer(env, args.positional[1])?;
            let found = |key: &Key| own_hash(key) == Some(wanted);
            let members = match env.heap.of(args.positional[0]) {
                Object::Map(map) => map
                    .iter()
                    .filter(|(key, _)| found(key))
                    .map(|(_, &(key, _))| key)
                    .collect(),
                Object::Set(items) | Object::FrozenSet(items) => items
                    .iter()
                    .filter(|(key, _)| found(key))
                    .map(|(_, &member)| member)
                    .collect(),
                _ => Vec::new(),
            };
            env.list(members)
        }
        Native::FunctionKindOf => {
            let function = args.one(env)?;
            match kind_of(env, function) {
                Some(kind) => env.text(kind),
                None => Value::None,
            }
        }
        Native::NewClass => {
            args.between(env, 4, 4)?;
            let [metaclass, name, bases, namespace] = [0, 1, 2, 3].map(|at| args.positional[at]);
            class::make_class(env, metaclass, name, bases, namespace)?
        }
        Native::AdoptException => {
            args.between(env, 2, 2)?;
            exception::adopt(env, args.positional[0], args.positional[1]);
            Value::None
        }
        Native::KeepText => {
            args.between(env, 2, 2)?;
            exception::keep_text(env, args.positional[0], args.positional[1]);
            Value::None
        }
        Native::TracebackText => {
            args.between(env, 1, 2)?;
            let chain = !matches!(args.get(1), Some(Value::Bool(false)));
            let text = exception::traceback(env, args.positional[0], chain);
            env.text(text)
        }
        Native::StandIn => {
            args.between(env, 2, 2)?;
            stand_in(env, args.positional[0], args.positional[1])
        }
        _ => {
            let value = args.one(env)?;
            Value::Int(hash::plain_hash(env, value)?)
        }
    };
    Ok(Done::Value(value))
}

/// What calling a function gives, in a word.
fn kind_of(env: &Env<'_>, function: Value) -> Option<&'static str> {
    let id = match (function, env.heap.of(function)) {
        (Value::Function(id), _) => id,
        (_, Object::Closure(closure)) => closure.function,
        (_, Object::Method { function, .. })
            if !matches!(env.heap.of(*function), Object::Method { .. }) =>
        {
            return kind_of(env, *function);
        }
        _ => return None,
    };
    Some(match env.program.function(id).kind {
        FunctionKind::Plain => "function",
        FunctionKind::Generator => "generator",
        FunctionKind::Coroutine => "coroutine",
        FunctionKind::AsyncGenerator => "async generator",
    })
}

/// `object.__format__(value, spec)`: the text of the value, which an empty specification leaves as it is.
pub(in crate::library) fn plain_format(
    env: &mut Env<'_>,
    value: Value,
    spec: &str,
) -> Outcome<Option<String>> {
    let is_instance = matches!(
        env.heap.of(value),
        Object::Instance(_) | Object::Exception(_)
    );
    if !is_instance {
        return format::format(env, value, spec);
    }
    if spec.is_empty() {
        return text::to_text(env, value);
    }
    let name = attribute::type_name(env, value);
    Err(env.type_error(&format!(
        "unsupported format string passed to {name}.__format__"
    )))
}

/// A special method of a class of the program, bound to its instance; `None` for everything else.
fn look_up(env: &mut Env<'_>, value: Value, name: Value) -> Outcome<Value> {
    let Some(text) = env.as_text(name) else {
        return Ok(Value::None);
    };
    let name = class::intern(env, &text)?;
    Ok(match attribute::special(env, value, name) {
        None => Value::None,
        Some(raw) => match env.heap.of(raw) {
            Object::StaticMethod(function) => *function,
            Object::ClassMethod(function) => {
                let function = *function;
                let receiver = attribute::class_of(env, value);
                env.alloc(Object::Method { function, receiver })
            }
            // `__hash__ = None` says that there is none.
            _ if matches!(raw, Value::None) => Value::None,
            _ => env.alloc(Object::Method {
                function: raw,
                receiver: value,
            }),
        },
    })
}
