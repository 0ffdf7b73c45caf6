//! Setting and deleting attributes.

use interleave_program::{NameId, Native, well_known};
use interleave_trace::ObjectId;

use super::{class_in, class_name, full_name, has_method, no_attribute, type_name};
use crate::library::walk;
use crate::library::{Done, Env, Fault, Outcome};
use crate::world::object::{Fields, Object};
use crate::world::value::Value;

/// `object.name = value`
///
/// # Errors
/// What the assignment raises.
pub fn set_attr(env: &mut Env<'_>, object: Value, name: NameId, value: Value) -> Outcome<Done> {
    if let Some(callee) = walk::special(env.heap, object, well_known::SETATTR) {
        let text = name_text(env, name);
        return Ok(Done::Call {
            callee,
            args: vec![object, text, value],
        });
    }
    set_plain_attr(env, object, name, value)
}

/// `object.__setattr__(name, value)` as `object` has it.
///
/// # Errors
/// What the assignment raises.
pub fn set_plain_attr(
    env: &mut Env<'_>,
    object: Value,
    name: NameId,
    value: Value,
) -> Outcome<Done> {
    if let Some(call) = descriptor(env, object, name, well_known::SET, 1, Some(value))? {
        return Ok(call);
    }
    let Value::Object(id) = object else {
        return Err(read_only(env, object, name));
    };
    match env.heap.get(id) {
        // `object()` has no dictionary.
        Object::Instance(instance) if matches!(instance.class, Value::Native(_)) => {
            return Err(read_only(env, object, name));
        }
        Object::Instance(_) => {
            check_slots(env, object, name)?;
            if name == well_known::CLASS || name == well_known::DICT {
                let text = env.heap.name(name).to_owned();
                return Err(env.type_error(&format!("setting {text} is not supported")));
            }
        }
        Object::Exception(_) => {
            if set_on_exception(env, id, name, value)? {
                return Ok(Done::Value(Value::None));
            }
        }
        Object::Closure(_) | Object::Class(_) => {}
        _ => return Err(read_only(env, object, name)),
    }
    if name == well_known::NAME_
        && let Some(text) = env.as_text(value)
        && let Some(Object::Class(class)) = env.heap.get_mut(id)
    {
        class.name = text;
        return Ok(Done::Value(Value::None));
    }
    let mut added = false;
    if let Some(fields) = env.heap.get_mut(id).and_then(fields_mut) {
        match fields.iter_mut().find(|(field, _)| *field == name) {
            Some(field) => field.1 = value,
            None => {
                fields.push((name, value));
                added = true;
            }
        }
    }
    if added {
        env.heap.grown(24);
    }
    Ok(Done::Value(Value::None))
}

fn fields_mut(object: &mut Object) -> Option<&mut Fields> {
    match object {
        Object::Instance(instance) => Some(&mut instance.fields),
        Object::Exception(exception) => Some(&mut exception.fields),
        Object::Closure(closure) => Some(&mut closure.fields),
        Object::Class(class) => Some(&mut class.fields),
        _ => None,
    }
}

fn name_text(env: &mut Env<'_>, name: NameId) -> Value {
    let text = env.heap.name(name).to_owned();
    env.text(text)
}

/// The call of a property's setter (part 1) or deleter (part 2), or of a descriptor's method.
fn descriptor(
    env: &mut Env<'_>,
    object: Value,
    name: NameId,
    method: NameId,
    part: usize,
    value: Option<Value>,
) -> Outcome<Option<Done>> {
    let Some(class) = walk::program_class(env.heap, object) else {
        return Ok(None);
    };
    let Some(raw) = walk::class_attribute(env.heap, class, name) else {
        return Ok(None);
    };
    match env.heap.of(raw) {
        Object::Property(parts) => {
            let callee = parts[part];
            if matches!(callee, Value::None) {
                let kind = if part == 1 { "setter" } else { "deleter" };
                let message = format!(
                    "property '{}' of '{}' object has no {kind}",
                    env.heap.name(name),
                    class_name(env.heap, class)
                );
                return Err(env.raise(Native::AttributeError, &message));
            }
            let args = [object].into_iter().chain(value).collect();
            Ok(Some(Done::Call { callee, args }))
        }
        Object::Instance(_) => Ok(
            walk::special(env.heap, raw, method).map(|callee| Done::Call {
                callee,
                args: [raw, object].into_iter().chain(value).collect(),
            }),
        ),
        _ => Ok(None),
    }
}

/// Refuses a name that the `__slots__` of a class do not have.
fn check_slots(env: &mut Env<'_>, object: Value, name: NameId) -> Outcome<()> {
    let class = class_in(env.heap, object);
    let Object::Class(of) = env.heap.of(class) else {
        return Ok(());
    };
    for &base in &of.mro {
        let Object::Class(base) = env.heap.of(base) else {
            continue;
        };
        // One class without slots is enough for a dictionary.
        let Some(slots) = walk::field(&base.fields, well_known::SLOTS) else {
            return Ok(());
        };
        let wanted = env.heap.name(name);
        let is_wanted =
            |value: &Value| matches!(env.heap.of(*value), Object::Str(text) if **text == *wanted);
        let listed = match env.heap.of(slots) {
            Object::Tuple(items) => items.iter().any(is_wanted),
            Object::List(items) => items.iter().any(is_wanted),
            _ => is_wanted(&slots),
        };
        if listed {
            return Ok(());
        }
    }
    Err(no_attribute(env, object, name))
}

/// Sets what every exception has; `false` for other names.
fn set_on_exception(env: &mut Env<'_>, id: ObjectId, name: NameId, value: Value) -> Outcome<bool> {
    let args = if name == well_known::ARGS {
        crate::library::iterate::collect_or_none(env, value)?
    } else {
        None
    };
    let linked = name == well_known::CAUSE || name == well_known::CONTEXT;
    if linked
        && !matches!(value, Value::None)
        && !matches!(env.heap.of(value), Object::Exception(_))
    {
        let word = if name == well_known::CAUSE {
            "cause"
        } else {
            "context"
        };
        return Err(env.type_error(&format!(
            "exception {word} must be None or derive from BaseException"
        )));
    }
    let Some(Object::Exception(exception)) = env.heap.get_mut(id) else {
        return Ok(false);
    };
    match name {
        well_known::ARGS => exception.args = args.unwrap_or_default(),
        well_known::CAUSE => {
            exception.cause = value;
            exception.suppress_context = true;
        }
        well_known::CONTEXT => exception.context = value,
        well_known::SUPPRESS_CONTEXT => {
            exception.suppress_context = matches!(value, Value::Bool(true))
        }
        well_known::TRACEBACK => exception.traceback.clear(),
        _ => return Ok(false),
    }
    Ok(true)
}

fn read_only(env: &mut Env<'_>, object: Value, name: NameId) -> Fault {
    let text = env.heap.name(name).to_owned();
    if let Value::Native(native) = object
        && native.is_type()
    {
        return env.type_error(&format!(
            "cannot set '{text}' attribute of immutable type '{}'",
            full_name(native)
        ));
    }
    let native = super::native_type(env, object);
    if has_method(native, name) {
        let kind = type_name(env, object);
        return env.raise(
            Native::AttributeError,
            &format!("'{kind}' object attribute '{text}' is read-only"),
        );
    }
    match super::native::attribute(env, object, name) {
        Ok(Some(_)) => env.raise(Native::AttributeError, "readonly attribute"),
        Ok(None) => no_attribute(env, object, name),
        Err(fault) => fault,
    }
}

/// `del object.name`
///
/// # Errors
/// What the deletion raises.
pub fn del_attr(env: &mut Env<'_>, object: Value, name: NameId) -> Outcome<Done> {
    if let Some(callee) = walk::special(env.heap, object, well_known::DELATTR) {
        let text = name_text(env, name);
        return Ok(Done::Call {
            callee,
            args: vec![object, text],
        });
    }
    del_plain_attr(env, object, name)
}

/// `object.__delattr__(name)` as `object` has it.
///
/// # Errors
/// What the deletion raises.
pub fn del_plain_attr(env: &mut Env<'_>, object: Value, name: NameId) -> Outcome<Done> {
    if let Some(call) = descriptor(env, object, name, well_known::DELATTR, 2, None)? {
        return Ok(call);
    }
    let removed = match object {
        Value::Object(id) => env
            .heap
            .get_mut(id)
            .and_then(fields_mut)
            .and_then(|fields| {
                let at = fields.iter().position(|(field, _)| *field == name)?;
                Some(fields.remove(at))
            }),
        _ => None,
    };
    match removed {
        Some(_) => Ok(Done::Value(Value::None)),
        None => Err(no_attribute(env, object, name)),
    }
}
