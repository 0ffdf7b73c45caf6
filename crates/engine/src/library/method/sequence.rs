//! Methods of tuples and ranges.

use interleave_program::{NameId, well_known};

use super::{bound, count, not_found, position};
use crate::library::arguments::Arguments;
use crate::library::{Done, Env, Outcome, operator, text};
use crate::world::object::Object;
use crate::world::value::Value;

pub(super) fn call(
    env: &mut Env<'_>,
    receiver: Value,
    name: NameId,
    args: &Arguments<'_>,
) -> Outcome<Option<Done>> {
    let (is_index, items) = match (name, env.heap.of(receiver)) {
        (well_known::INDEX_, Object::Tuple(items)) => (true, items.to_vec()),
        (well_known::COUNT, Object::Tuple(items)) => (false, items.to_vec()),
        (well_known::INDEX_ | well_known::COUNT, Object::Range { start, step, .. }) => {
            let range = (*start, *step);
            return in_range(env, receiver, range, name == well_known::INDEX_, args).map(Some);
        }
        _ => return Ok(None),
    };
    if !is_index {
        let wanted = args.one(env)?;
        return count(env, &items, wanted).map(|count| Some(Done::Value(count)));
    }
    args.between(env, 1, 3)?;
    let start = bound(env, args.get(1), items.len(), 0)?;
    let stop = bound(env, args.get(2), items.len(), items.len())?;
    match position(env, &items, args.positional[0], start, stop)? {
        Some(at) => Ok(Some(Done::Value(Value::Int(at as i64)))),
        None => Err(not_found(env, "tuple.index(x): x not in tuple")),
    }
}

fn in_range(
    env: &mut Env<'_>,
    range: Value,
    (start, step): (i64, i64),
    is_index: bool,
    args: &Arguments<'_>,
) -> Outcome<Done> {
    let wanted = args.one(env)?;
    let found = operator::plain_compare(env, interleave_program::CompareOp::In, wanted, range)?;
    let found = matches!(found, Some(Value::Bool(true)));
    if !is_index {
        return Ok(Done::Value(Value::Int(i64::from(found))));
    }
    if !found {
        let shown = text::repr(env, wanted)?.unwrap_or_else(|| "value".to_owned());
        return Err(not_found(env, &format!("{shown} is not in range")));
    }
    let wanted = crate::library::arguments::integer(env, wanted).unwrap_or(start);
    let distance = (i128::from(wanted) - i128::from(start)) / i128::from(step);
    Ok(Done::Value(Value::Int(
        i64::try_from(distance).unwrap_or(i64::MAX),
    )))
}
