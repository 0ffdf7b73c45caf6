//! Attributes.

mod assign;
mod native;
mod types;

use interleave_program::{NameId, Native, well_known};

pub use self::assign::{del_attr, del_plain_attr, set_attr, set_plain_attr};
pub use self::native::order_of;
pub use self::types::{
    class_in, class_name, class_of, derives, full_name, is_class, is_instance, is_subclass,
    is_subclass_of, module_name, native_class, native_type, type_name, type_name_in,
};
use super::{Done, Env, Fault, Outcome, walk};
use crate::world::object::Object;
use crate::world::value::Value;
pub use interleave_program::methods::has_method;

/// What a method call calls.
#[derive(Clone, Debug)]
pub enum Method {
    /// A function of the program, with the receiver to pass first.
    Code {
        /// The function.
        function: Value,
        /// What to pass before the arguments.
        receiver: Option<Value>,
    },
    /// A method of a built-in type: [`super::call::call_method`], or an operation of the world.
    Native {
        /// The object.
        receiver: Value,
        /// The method.
        name: NameId,
    },
    /// Some other callable, to be called with the arguments alone.
    Value(Value),
    /// The result of this call is what to call.
    Ask {
        /// What to call.
        callee: Value,
        /// Its positional arguments.
        args: Vec<Value>,
    },
}

/// `object.name`
///
/// # Errors
/// `AttributeError` where there is none.
pub fn get_attr(env: &mut Env<'_>, object: Value, name: NameId) -> Outcome<Done> {
    match find(env, object, name)? {
        Some(found) => Ok(bound(env, found)),
        None => Err(no_attribute(env, object, name)),
    }
}

/// What a `with` statement calls at its end. (It is hardly ever asked for by name.)
///
/// # Errors
/// The `TypeError` of `BEFORE_WITH` and `BEFORE_ASYNC_WITH` in `Python/ceval.c` where there is none.
pub fn find_exit(env: &mut Env<'_>, object: Value, name: NameId) -> Outcome<Done> {
    if let Some(found) = find(env, object, name)? {
        return Ok(bound(env, found));
    }
    let (enter, kind) = match name {
        well_known::AEXIT => (well_known::AENTER, "asynchronous context manager"),
        _ => (well_known::ENTER, "context manager"),
    };
    let missed = match find(env, object, enter)? {
        Some(_) => format!(" (missed {} method)", env.heap.name(name)),
        None => String::new(),
    };
    let of = type_name(env, object);
    Err(env.type_error(&format!(
        "'{of}' object does not support the {kind} protocol{missed}"
    )))
}

/// `object.name`; `None` where there is none.
///
/// # Errors
/// Those of a limit.
pub fn find_attr(env: &mut Env<'_>, object: Value, name: NameId) -> Outcome<Option<Done>> {
    let found = find(env, object, name)?;
    Ok(found.map(|found| bound(env, found)))
}

/// What `receiver.name(…)` calls, without making a bound method.
///
/// # Errors
/// `AttributeError` where there is none.
pub fn find_method(env: &mut Env<'_>, receiver: Value, name: NameId) -> Outcome<Method> {
    if is_plain_method(env.heap.of(receiver), name) {
        return Ok(Method::Native { receiver, name });
    }
    match find(env, receiver, name)? {
        Some(found) => Ok(found),
        // What `async for` calls first: `GET_AITER` in `Python/ceval.c`.
        None if name == well_known::AITER => {
            let of = type_name(env, receiver);
            Err(env.type_error(&format!(
                "'async for' requires an object with __aiter__ method, got {of}"
            )))
        }
        None => Err(no_attribute(env, receiver, name)),
    }
}

/// Whether a name is a method of a built-in type that programs call all the time: known at once, without a search.
#[inline]
pub(crate) fn is_plain_method(object: &Object, name: NameId) -> bool {
    use well_known::{
        ACQUIRE, APPEND, CALL_LATER, CANCEL, CREATE_FUTURE, DONE, ENTER, EXIT, FULL, GET_,
        GET_NOWAIT, POP, PUT, PUT_NOWAIT, RELEASE, REMOVE, RESULT, SET_RESULT, TASK_DONE, TIME,
    };
    match object {
        Object::Lock(_) | Object::Semaphore(_) | Object::Condition(_) => {
            matches!(name, ACQUIRE | RELEASE | ENTER | EXIT)
        }
        Object::Queue(queue) => {
            matches!(name, PUT | GET_)
                || queue.joinable && matches!(name, PUT_NOWAIT | GET_NOWAIT | FULL | TASK_DONE)
        }
        Object::List(_) => matches!(name, APPEND | POP | REMOVE),
        Object::Future(_) => matches!(name, SET_RESULT | DONE | RESULT),
        Object::Loop(_) => matches!(name, CREATE_FUTURE | CALL_LATER | TIME),
        Object::Handle(_) => name == CANCEL,
        _ => false,
    }
}

fn bound(env: &mut Env<'_>, found: Method) -> Done {
    Done::Value(match found {
        Method::Value(value)
        | Method::Code {
            function: value,
            receiver: None,
        } => value,
        Method::Code {
            function,
            receiver: Some(receiver),
        } => env.alloc(Object::Method { function, receiver }),
        Method::Native { receiver, name } => env.alloc(Object::NativeMethod { receiver, name }),
        Method::Ask { callee, args } => return Done::Call { callee, args },
    })
}

/// Finds what a name means on an object.
fn find(env: &mut Env<'_>, object: Value, name: NameId) -> Outcome<Option<Method>> {
    match env.heap.of(object) {
        Object::Instance(_) | Object::Exception(_) => find_on_instance(env, object, name),
        Object::Class(_) => find_on_class(env, object, name),
        Object::Super { class, object } => {
            let (class, object) = (*class, *object);
            find_on_super(env, class, object, name)
        }
        _ => {
            let native = types::native_type(env, object);
            if let Value::Native(class) = object
                && class.is_type()
                && (has_method(class, name) || name == well_known::NEW)
            {
                return Ok(Some(Method::Native {
                    receiver: object,
                    name,
                }));
            }
            if native != Native::Type && has_method(native, name) {
                return Ok(Some(Method::Native {
                    receiver: object,
                    name,
                }));
            }
            Ok(native::attribute(env, object, name)?.map(Method::Value))
        }
    }
}

fn find_on_instance(env: &mut Env<'_>, object: Value, name: NameId) -> Outcome<Option<Method>> {
    let class = types::class_in(env.heap, object);
    let in_class = walk::class_attribute(env.heap, class, name);
    if let Some(raw) = in_class
        && is_data_descriptor(env, raw)
    {
        return Ok(Some(bind(env, raw, Some(object), class)));
    }
    let fields = match env.heap.of(object) {
        Object::Instance(instance) => &instance.fields,
        Object::Exception(exception) => &exception.fields,
        _ => return Ok(None),
    };
    if let Some(value) = walk::field(fields, name) {
        return Ok(Some(Method::Value(value)));
    }
    if let Some(raw) = in_class {
        return Ok(Some(bind(env, raw, Some(object), class)));
    }
    if has_method(types::native_class(env.heap, class), name) {
        return Ok(Some(Method::Native {
            receiver: object,
            name,
        }));
    }
    if let Some(value) = native::attribute(env, object, name)? {
        return Ok(Some(Method::Value(value)));
    }
    Ok(ask(env, class, object, name))
}

fn find_on_class(env: &mut Env<'_>, class: Value, name: NameId) -> Outcome<Option<Method>> {
    if let Some(raw) = walk::class_attribute(env.heap, class, name) {
        return Ok(Some(bind(env, raw, None, class)));
    }
    if let Some(value) = native::attribute(env, class, name)? {
        return Ok(Some(Method::Value(value)));
    }
    let metaclass = types::class_in(env.heap, class);
    if let Some(raw) = walk::class_attribute(env.heap, metaclass, name) {
        return Ok(Some(bind(env, raw, Some(class), metaclass)));
    }
    let native = types::native_class(env.heap, class);
    if has_method(native, name) {
        return Ok(Some(Method::Native {
            receiver: Value::Native(native),
            name,
        }));
    }
    Ok(ask(env, metaclass, class, name))
}

/// What the class's own `__getattr__` is to be asked, if it has one.
fn ask(env: &mut Env<'_>, class: Value, object: Value, name: NameId) -> Option<Method> {
    let callee = walk::class_attribute(env.heap, class, well_known::GETATTR)?;
    let text = env.heap.name(name).to_owned();
    let text = env.text(text);
    Some(Method::Ask {
        callee,
        args: vec![object, text],
    })
}

fn find_on_super(
    env: &mut Env<'_>,
    class: Value,
    object: Value,
    name: NameId,
) -> Outcome<Option<Method>> {
    // In a class method, `super()` is bound to the class itself.
    let own_class = types::class_in(env.heap, object);
    let (start, receiver) = if is_class(env.heap, object) && !derives(env.heap, own_class, class) {
        (object, None)
    } else {
        (types::class_in(env.heap, object), Some(object))
    };
    let Object::Class(of) = env.heap.of(start) else {
        return Ok(None);
    };
    let behind = of
        .mro
        .iter()
        .skip_while(|base| !base.is(class))
        .skip(1)
        .copied()
        .collect::<Vec<_>>();
    for &base in &behind {
        if let Object::Class(base) = env.heap.of(base)
            && let Some(raw) = walk::field(&base.fields, name)
        {
            return Ok(Some(bind(env, raw, receiver, start)));
        }
    }
    let native = types::native_class(env.heap, start);
    if has_method(native, name) {
        // `__new__` takes the class as an argument, whoever asks.
        let receiver =
            receiver.filter(|_| !matches!(name, well_known::NEW | well_known::INIT_SUBCLASS));
        return Ok(Some(Method::Native {
            receiver: receiver.unwrap_or(Value::Native(native)),
            name,
        }));
    }
    match receiver {
        Some(object) => Ok(native::attribute(env, object, name)?.map(Method::Value)),
        None => Ok(None),
    }
}

/// Whether a class attribute goes before the fields of an instance.
fn is_data_descriptor(env: &Env<'_>, raw: Value) -> bool {
    match env.heap.of(raw) {
        Object::Property(_) => true,
        Object::Instance(_) => walk::special(env.heap, raw, well_known::SET).is_some(),
        _ => false,
    }
}

/// Binds an attribute of a class to the object, or (`None`) the class, that it was reached through.
fn bind(env: &mut Env<'_>, raw: Value, object: Option<Value>, class: Value) -> Method {
    match env.heap.of(raw) {
        Object::Closure(_) => Method::Code {
            function: raw,
            receiver: object,
        },
        Object::StaticMethod(function) => Method::Value(*function),
        Object::ClassMethod(function) => Method::Code {
            function: *function,
            receiver: Some(class),
        },
        Object::Property(parts) => match (object, parts[0]) {
            (Some(object), getter) if !matches!(getter, Value::None) => Method::Ask {
                callee: getter,
                args: vec![object],
            },
            _ => Method::Value(raw),
        },
        Object::Instance(_) => match walk::special(env.heap, raw, well_known::GET) {
            Some(callee) => Method::Ask {
                callee,
                args: vec![raw, object.unwrap_or(Value::None), class],
            },
            None => Method::Value(raw),
        },
        _ => match raw {
            Value::Function(_) => Method::Code {
                function: raw,
                receiver: object,
            },
            _ => Method::Value(raw),
        },
    }
}

/// A special method as the class of an instance defines it, not bound.
#[must_use]
pub fn special(env: &Env<'_>, value: Value, name: NameId) -> Option<Value> {
    walk::special(env.heap, value, name)
}

/// The `AttributeError` of a name that an object does not have.
pub(super) fn no_attribute(env: &mut Env<'_>, object: Value, name: NameId) -> Fault {
    let text = env.heap.name(name).to_owned();
    let message = match env.heap.of(object) {
        Object::Class(class) => format!("type object '{}' has no attribute '{text}'", class.name),
        _ => match object {
            Value::Native(native) if native.is_type() => format!(
                "type object '{}' has no attribute '{text}'",
                full_name(native)
            ),
            _ => format!(
                "'{}' object has no attribute '{text}'",
                type_name(env, object)
            ),
        },
    };
    env.raise(Native::AttributeError, &message)
}

#[cfg(test)]
mod tests {
    use interleave_program::well_known;

    use super::{Method, find_method, get_attr, set_attr};
    use crate::library::testing::{
        class_with, ended, instance_of, name_of, shown, value, with_env,
    };
    use crate::world::object::Object;
    use crate::world::value::Value;

    #[test]
    fn fields_hide_what_the_class_has_but_properties_do_not() {
        with_env(|env| {
            let class = class_with(env, "Point", &["x", "p"]);
            let point = instance_of(env, class);
            let (x, p) = (name_of(env, "x"), name_of(env, "p"));
            let outcome = get_attr(env, point, x);
            assert_eq!(ended(env, outcome), "None");
            let outcome = set_attr(env, point, x, Value::Int(3));
            assert_eq!(ended(env, outcome), "None");
            let outcome = get_attr(env, point, x);
            assert_eq!(ended(env, outcome), "3");
            let parts = [Value::Int(1), Value::None, Value::None];
            let property = env.alloc(Object::Property(Box::new(parts)));
            assert!(set_attr(env, class, p, property).is_ok());
            let outcome = get_attr(env, point, p);
            assert_eq!(ended(env, outcome), "call with 1");
            let outcome = set_attr(env, point, p, Value::None);
            assert_eq!(
                ended(env, outcome),
                "AttributeError: property 'p' of 'Point' object has no setter"
            );
        });
    }

    #[test]
    fn built_in_methods_are_bound_without_an_object() {
        with_env(|env| {
            let list = value(env, "[]");
            assert!(matches!(
                find_method(env, list, well_known::APPEND),
                Ok(Method::Native { .. })
            ));
            let outcome = get_attr(env, list, well_known::UPPER);
            assert_eq!(
                ended(env, outcome),
                "AttributeError: 'list' object has no attribute 'upper'"
            );
            let text = Value::Native(interleave_program::Native::Str);
            let outcome = get_attr(env, text, well_known::UPPER);
            assert_eq!(ended(env, outcome), "<method 'upper' of 'str' objects>");
        });
    }

    #[test]
    fn slots_are_all_there_is() {
        with_env(|env| {
            let class = class_with(env, "Slotted", &["__slots__"]);
            let slots = value(env, "('a',)");
            assert!(set_attr(env, class, well_known::SLOTS, slots).is_ok());
            let slotted = instance_of(env, class);
            let (a, b) = (name_of(env, "a"), name_of(env, "b"));
            assert!(set_attr(env, slotted, a, Value::Int(1)).is_ok());
            let outcome = set_attr(env, slotted, b, Value::Int(1));
            assert_eq!(
                ended(env, outcome),
                "AttributeError: 'Slotted' object has no attribute 'b'"
            );
        });
    }

    #[test]
    fn a_missing_attribute_is_asked_for() {
        with_env(|env| {
            let class = class_with(env, "Proxy", &["__getattr__"]);
            let proxy = instance_of(env, class);
            let name = name_of(env, "anything");
            let outcome = get_attr(env, proxy, name);
            assert_eq!(ended(env, outcome), "call with 2");
            let outcome = get_attr(env, proxy, well_known::DICT);
            assert_eq!(ended(env, outcome), "{}");
            let class = super::class_of(env, proxy);
            assert_eq!(shown(env, class), "<class '__main__.Proxy'>");
        });
    }
}
