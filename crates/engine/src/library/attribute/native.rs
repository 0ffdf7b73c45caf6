//! Attributes that built-in values have, besides methods.

use interleave_program::{FunctionId, NameId, Native, well_known};
use interleave_trace::ObjectId;
use num_bigint::BigInt;

use super::types::{class_in, class_name, full_name, module_name};
use crate::library::number::Number;
use crate::library::{Env, Outcome};
use crate::world::object::{Fields, Key, Map, Object};
use crate::world::value::Value;

/// The attribute of a built-in kind; `None` when it has none of that name.
pub(super) fn attribute(env: &mut Env<'_>, object: Value, name: NameId) -> Outcome<Option<Value>> {
    if name == well_known::CLASS {
        return Ok(Some(class_in(env.heap, object)));
    }
    Ok(match object {
        Value::Native(native) if native.is_type() => type_attribute(env, native, name),
        Value::Native(native) => match name {
            well_known::NAME_ | well_known::QUALNAME => Some(env.text(native.name())),
            well_known::MODULE => Some(env.text(native.module())),
            well_known::DOC => Some(Value::None),
            _ => None,
        },
        Value::Function(function) => function_attribute(env, function, name),
        Value::Object(id) => object_attribute(env, id, name)?,
        _ => number_attribute(env, object, name),
    })
}

fn type_attribute(env: &mut Env<'_>, native: Native, name: NameId) -> Option<Value> {
    match name {
        well_known::NAME_ | well_known::QUALNAME => {
            let name = class_name(env.heap, Value::Native(native));
            Some(env.text(name))
        }
        well_known::MODULE => Some(env.text(module_name(native))),
        well_known::DOC => Some(Value::None),
        well_known::DICT => Some(env.map(Map::default())),
        well_known::BASES => {
            let bases = match native {
                Native::Object => Vec::new(),
                _ => native.base().map(Value::Native).into_iter().collect(),
            };
            Some(env.tuple(bases))
        }
        well_known::MRO => {
            let order = order_of(native);
            Some(env.tuple(order))
        }
        _ => None,
    }
}

/// The order of method resolution of a built-in type.
#[must_use]
pub fn order_of(native: Native) -> Vec<Value> {
    let mut order = vec![Value::Native(native)];
    let mut current = native;
    while let Some(base) = current.base().filter(|&base| base != current) {
        order.push(Value::Native(base));
        current = base;
    }
    order
}

fn number_attribute(env: &mut Env<'_>, object: Value, name: NameId) -> Option<Value> {
    let number = Number::of(env.heap, object)?;
    let is_int = number.is_int();
    let itself = match object {
        Value::Bool(value) => Value::Int(i64::from(value)),
        _ => object,
    };
    match name {
        well_known::REAL => Some(itself),
        well_known::IMAG if is_int => Some(Value::Int(0)),
        well_known::IMAG => Some(Value::Float(0.0)),
        well_known::NUMERATOR if is_int => Some(itself),
        well_known::DENOMINATOR if is_int => Some(env.integer(BigInt::from(1))),
        _ => None,
    }
}

fn function_attribute(env: &mut Env<'_>, function: FunctionId, name: NameId) -> Option<Value> {
    let code = env.program.function(function);
    match name {
        well_known::NAME_ => Some(env.text(code.name.as_str())),
        well_known::QUALNAME => Some(env.text(code.qualified_name.as_str())),
        well_known::MODULE => Some(env.text(if code.library { "builtins" } else { "__main__" })),
        well_known::DOC => Some(
            code.doc
                .map_or(Value::None, |doc| env.heap.constant(doc.index())),
        ),
        _ => None,
    }
}

fn object_attribute(env: &mut Env<'_>, id: ObjectId, name: NameId) -> Outcome<Option<Value>> {
    let value = Value::Object(id);
    Ok(match env.heap.get(id) {
        Object::BigInt(_) => number_attribute(env, value, name),
        Object::Range { start, stop, step } => match name {
            well_known::START => Some(Value::Int(*start)),
            well_known::STOP => Some(Value::Int(*stop)),
            well_known::STEP => Some(Value::Int(*step)),
            _ => None,
        },
        Object::Slice(parts) => match name {
            well_known::START => Some(parts[0]),
            well_known::STOP => Some(parts[1]),
            well_known::STEP => Some(parts[2]),
            _ => None,
        },
        Object::Deque(deque) => (name == well_known::MAXLEN)
            .then(|| deque.1.map_or(Value::None, |most| Value::Int(most as i64))),
        Object::Property(parts) => match (name, parts[0]) {
            (well_known::FGET, getter) => Some(getter),
            (well_known::DOC, Value::Function(getter)) => function_attribute(env, getter, name),
            (well_known::DOC, Value::Object(getter)) => object_attribute(env, getter, name)?,
            (well_known::DOC, _) => Some(Value::None),
            _ => None,
        },
        Object::StaticMethod(function) | Object::ClassMethod(function) => {
            (name == well_known::FUNC || name == well_known::WRAPPED).then_some(*function)
        }
        Object::Method { function, receiver } => {
            let (function, receiver) = (*function, *receiver);
            match name {
                well_known::FUNC => Some(function),
                well_known::SELF => Some(receiver),
                // A method bound twice is not asked any further.
                _ if matches!(env.heap.of(function), Object::Method { .. }) => None,
                _ => attribute(env, function, name)?,
            }
        }
        Object::NativeMethod { receiver, name: of } => {
            let (receiver, of) = (*receiver, *of);
            match name {
                well_known::SELF => Some(receiver),
                well_known::NAME_ => {
                    let name = env.heap.name(of).to_owned();
                    Some(env.text(name))
                }
                well_known::QUALNAME => {
                    let class = match receiver {
                        Value::Native(native) => full_name(native).into(),
                        _ => class_name(env.heap, class_in(env.heap, receiver)),
                    };
                    let name = format!("{class}.{}", env.heap.name(of));
                    Some(env.text(name))
                }
                well_known::DOC => Some(Value::None),
                _ => None,
            }
        }
        Object::Closure(closure) => {
            if let Some(value) = crate::library::walk::field(&closure.fields, name) {
                return Ok(Some(value));
            }
            match name {
                well_known::DEFAULTS => Some(closure.defaults),
                well_known::DICT => {
                    let fields = closure.fields.clone();
                    Some(dictionary(env, &fields))
                }
                _ => {
                    let function = closure.function;
                    function_attribute(env, function, name)
                }
            }
        }
        Object::Generator(generator) => {
            let function = generator.function;
            match name {
                well_known::NAME_ | well_known::QUALNAME => function_attribute(env, function, name),
                _ => None,
            }
        }
        Object::Instance(instance) => match name {
            well_known::DICT => {
                let fields = instance.fields.clone();
                Some(dictionary(env, &fields))
            }
            well_known::DOC => Some(Value::None),
            well_known::MODULE => Some(env.text("__main__")),
            _ => None,
        },
        Object::Exception(_) => exception_attribute(env, id, name),
        Object::Class(_) => class_attribute(env, id, name),
        Object::Semaphore(semaphore) if name == well_known::PRIVATE_VALUE => {
            Some(Value::Int(i64::from(semaphore.value)))
        }
        Object::Barrier(barrier) => match name {
            well_known::PARTIES => Some(Value::Int(i64::from(barrier.parties))),
            well_known::N_WAITING => Some(Value::Int(barrier.arrived.len() as i64)),
            well_known::BROKEN => Some(Value::Bool(barrier.broken)),
            _ => None,
        },
        Object::Queue(queue) if queue.joinable => match name {
            well_known::MAXSIZE => Some(Value::Int(queue.capacity as i64)),
            well_known::UNFINISHED_TASKS => Some(Value::Int(i64::from(queue.unfinished))),
            _ => None,
        },
        Object::Loop(_) | Object::Future(_) => None,
        _ => (name == well_known::DOC).then_some(Value::None),
    })
}

fn class_attribute(env: &mut Env<'_>, id: ObjectId, name: NameId) -> Option<Value> {
    let Object::Class(class) = env.heap.get(id) else {
        return None;
    };
    match name {
        well_known::NAME_ | well_known::QUALNAME => {
            let name = class.name.clone();
            Some(env.text(name))
        }
        well_known::BASES => {
            let bases = class.bases.clone();
            Some(env.tuple(bases))
        }
        well_known::MRO => {
            let order = class.mro.clone();
            Some(env.tuple(order))
        }
        well_known::DICT => {
            let fields = class.fields.clone();
            Some(dictionary(env, &fields))
        }
        well_known::MODULE => Some(env.text("__main__")),
        well_known::DOC => Some(Value::None),
        _ => None,
    }
}

fn exception_attribute(env: &mut Env<'_>, id: ObjectId, name: NameId) -> Option<Value> {
    let Object::Exception(exception) = env.heap.get(id) else {
        return None;
    };
    let native = super::types::native_class(env.heap, exception.class);
    let bound = |value: Value| if value.is_set() { value } else { Value::None };
    let first = || exception.args.first().copied().unwrap_or(Value::None);
    match name {
        well_known::ARGS => {
            let args = exception.args.clone();
            Some(env.tuple(args))
        }
        well_known::CAUSE => Some(bound(exception.cause)),
        well_known::CONTEXT => Some(bound(exception.context)),
        well_known::SUPPRESS_CONTEXT => Some(Value::Bool(exception.suppress_context)),
        well_known::TRACEBACK => Some(Value::None),
        well_known::VALUE if native == Native::StopIteration => Some(first()),
        well_known::CODE if native == Native::SystemExit => Some(match exception.args.len() {
            0 | 1 => first(),
            _ => {
                let args = exception.args.clone();
                env.tuple(args)
            }
        }),
        well_known::ERRNO | well_known::STRERROR if native.derives_from(Native::OSError) => {
            let at = usize::from(name == well_known::STRERROR);
            Some(if exception.args.len() >= 2 {
                exception.args[at]
            } else {
                Value::None
            })
        }
        well_known::FILENAME if native.derives_from(Native::OSError) => Some(Value::None),
        well_known::DICT => {
            let fields = exception.fields.clone();
            Some(dictionary(env, &fields))
        }
        well_known::DOC => Some(Value::None),
        well_known::NAME
            if native.derives_from(Native::NameError) || native == Native::AttributeError =>
        {
            Some(Value::None)
        }
        _ => None,
    }
}

/// Fields as a dictionary: a copy, as of now.
fn dictionary(env: &mut Env<'_>, fields: &Fields) -> Value {
    let mut map = Map::default();
    for &(name, value) in fields {
        let text: std::sync::Arc<str> = env.heap.name(name).into();
        let key_value = env.text(text.clone());
        map.insert(Key::Str(text), (key_value, value));
    }
    env.map(map)
}
