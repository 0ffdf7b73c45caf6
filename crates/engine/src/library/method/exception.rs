//! Methods of exceptions and properties.

use interleave_program::{NameId, well_known};

use super::id_of;
use crate::library::arguments::Arguments;
use crate::library::{Done, Env, Outcome, attribute, text, walk};
use crate::world::object::Object;
use crate::world::value::Value;

pub(super) fn call(
    env: &mut Env<'_>,
    receiver: Value,
    name: NameId,
    args: &Arguments<'_>,
) -> Outcome<Option<Done>> {
    let value = match name {
        well_known::WITH_TRACEBACK => {
            if let Value::None = args.one(env)?
                && let Some(Object::Exception(exception)) = env.heap.get_mut(id_of(receiver))
            {
                exception.traceback.clear();
            }
            receiver
        }
        well_known::ADD_NOTE => {
            let note = args.one(env)?;
            if env.as_text(note).is_none() {
                let name = attribute::type_name(env, note);
                return Err(env.type_error(&format!("note must be a str, not '{name}'")));
            }
            add_note(env, receiver, note);
            Value::None
        }
        well_known::INIT => {
            args.by_position(env)?;
            if let Some(Object::Exception(exception)) = env.heap.get_mut(id_of(receiver)) {
                exception.args = args.positional.to_vec();
            }
            Value::None
        }
        well_known::STR => {
            args.none(env)?;
            match text::exception_text(env, receiver)? {
                Some(text) => env.text(text),
                None => return Err(env.type_error("the text of this exception runs code")),
            }
        }
        _ => return Ok(None),
    };
    Ok(Some(Done::Value(value)))
}

fn add_note(env: &mut Env<'_>, exception: Value, note: Value) {
    let fields = match env.heap.of(exception) {
        Object::Exception(exception) => &exception.fields,
        _ => return,
    };
    if let Some(Value::Object(notes)) = walk::field(fields, well_known::NOTES) {
        if let Some(notes) = super::list_of(env, notes) {
            notes.push(note);
        }
        return;
    }
    let notes = env.list(vec![note]);
    if let Some(Object::Exception(exception)) = env.heap.get_mut(id_of(exception)) {
        exception.fields.push((well_known::NOTES, notes));
    }
}

/// `property.setter` and its kin: a property with one part replaced.
pub(super) fn property(
    env: &mut Env<'_>,
    receiver: Value,
    name: NameId,
    args: &Arguments<'_>,
) -> Outcome<Option<Done>> {
    let Object::Property(parts) = env.heap.of(receiver) else {
        return Ok(None);
    };
    let mut parts = **parts;
    let part = match name {
        well_known::GETTER => 0,
        well_known::SETTER => 1,
        well_known::DELETER => 2,
        _ => return Ok(None),
    };
    parts[part] = args.one(env)?;
    Ok(Some(Done::Value(
        env.alloc(Object::Property(Box::new(parts))),
    )))
}
