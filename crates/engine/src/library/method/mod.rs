//! Methods of built-in types, one file a type.

mod deque;
mod dict;
mod exception;
mod list;
mod number;
mod protocol;
mod sequence;
mod set;
mod text;
mod text_parts;
mod text_search;

use interleave_program::{Hook, NameId, Native, well_known};
use interleave_trace::ObjectId;

use super::arguments::{Arguments, Called};
use super::{Done, Env, Fault, Outcome, attribute, format, item, percent};
use crate::world::object::{Map, Object};
use crate::world::value::Value;

/// Calls a method of a built-in type.
///
/// # Errors
/// What the method raises.
pub fn call_method(
    env: &mut Env<'_>,
    receiver: Value,
    name: NameId,
    args: &[Value],
    named: &[(NameId, Value)],
) -> Outcome<Done> {
    if let Value::Native(class) = receiver
        && class.is_type()
    {
        return call_on_type(env, class, name, args, named);
    }
    let native = attribute::native_type(env, receiver);
    dispatch(env, native, receiver, name, args, named)
}

/// A call through a type: `dict.fromkeys(…)`, or a method with its receiver as first argument: `str.upper(text)`.
fn call_on_type(
    env: &mut Env<'_>,
    class: Native,
    name: NameId,
    args: &[Value],
    named: &[(NameId, Value)],
) -> Outcome<Done> {
    if class == Native::Dict && name == well_known::FROMKEYS {
        return dict::from_keys(env, args);
    }
    if name == well_known::NEW {
        return match args {
            [of, rest @ ..] if class == Native::Type => {
                let args = Arguments {
                    called: Called::As("type.__new__"),
                    positional: args,
                    named,
                };
                super::call::new_class(env, *of, rest, &args)
            }
            [of, rest @ ..] => new(env, *of, rest),
            [] => Err(env.type_error(&format!("{}.__new__(): not enough arguments", class.name()))),
        };
    }
    if name == well_known::INIT_SUBCLASS {
        return match named {
            [] => Ok(Done::Value(Value::None)),
            _ => Err(env.type_error("__init_subclass__() takes no keyword arguments")),
        };
    }
    let text = env.heap.name(name).to_owned();
    let [receiver, rest @ ..] = args else {
        return Err(env.type_error(&format!(
            "unbound method {}.{text}() needs an argument",
            class.name()
        )));
    };
    let native = attribute::native_type(env, *receiver);
    if !native.derives_from(class) {
        let kind = attribute::type_name(env, *receiver);
        return Err(env.type_error(&format!(
            "descriptor '{text}' for '{}' objects doesn't apply to a '{kind}' object",
            class.name()
        )));
    }
    dispatch(env, native, *receiver, name, rest, named)
}

/// `object.__new__(class)`
fn new(env: &mut Env<'_>, class: Value, args: &[Value]) -> Outcome<Done> {
    if !attribute::is_class(env.heap, class) {
        return Err(env.type_error("object.__new__(X): X is not a type object"));
    }
    let native = attribute::native_class(env.heap, class);
    if native.derives_from(Native::BaseException) {
        return Ok(Done::Value(env.exception_of(class, args.to_vec())));
    }
    if !args.is_empty() {
        return Err(
            env.type_error("object.__new__() takes exactly one argument (the type to instantiate)")
        );
    }
    super::class::check_abstract(env, class)?;
    Ok(Done::Value(env.alloc(Object::Instance(Box::new(
        crate::world::object::Instance {
            class,
            fields: Vec::new(),
        },
    )))))
}

fn dispatch(
    env: &mut Env<'_>,
    native: Native,
    receiver: Value,
    name: NameId,
    args: &[Value],
    named: &[(NameId, Value)],
) -> Outcome<Done> {
    let args = Arguments {
        called: Called::Method(native, name),
        positional: args,
        named,
    };
    if native == Native::Tuple
        && let Some(done) = resume(env, receiver, name, &args)?
    {
        return Ok(done);
    }
    if matches!(
        name,
        well_known::INDEX_ | well_known::COUNT | well_known::REMOVE
    ) && searches_by_code(env, receiver, args.positional)
    {
        let method = env.heap.name(name).to_owned();
        let method = env.text(method);
        let wanted = env.tuple(args.positional.to_vec());
        return env.hook(Hook::Search, vec![receiver, method, wanted]);
    }
    let done = match native {
        Native::Str => text::call(env, receiver, name, &args)?,
        Native::List => list::call(env, receiver, name, &args)?,
        Native::Tuple | Native::Range => sequence::call(env, receiver, name, &args)?,
        Native::Dict => dict::call(env, receiver, name, &args)?,
        Native::Set | Native::FrozenSet | Native::DictKeys | Native::DictItems => {
            set::call(env, native, receiver, name, &args)?
        }
        Native::Deque => deque::call(env, receiver, name, &args)?,
        Native::Int | Native::Bool | Native::Float => number::call(env, receiver, name, &args)?,
        Native::Property => exception::property(env, receiver, name, &args)?,
        _ if native.derives_from(Native::BaseException) => {
            exception::call(env, receiver, name, &args)?
        }
        _ => None,
    };
    match done {
        Some(done) => Ok(done),
        None => protocol::call(env, native, receiver, name, &args),
    }
}

/// Goes on with an operation whose state is a tuple (see [`super::continuation`]).
fn resume(
    env: &mut Env<'_>,
    state: Value,
    name: NameId,
    args: &Arguments<'_>,
) -> Outcome<Option<Done>> {
    if !matches!(
        name,
        well_known::SETITEM | well_known::FORMAT_ | well_known::MOD
    ) {
        return Ok(None);
    }
    let state = match env.heap.of(state) {
        Object::Tuple(items) => items.to_vec(),
        _ => return Ok(None),
    };
    let given = args.one(env)?;
    match name {
        well_known::FORMAT_ => format::template::resume(env, &state, given).map(Some),
        well_known::MOD => percent::resume(env, &state, given).map(Some),
        _ => {
            let (Some(&Value::Object(list)), Some(&slice)) = (state.first(), state.get(1)) else {
                return Ok(None);
            };
            let Object::Slice(parts) = env.heap.of(slice) else {
                return Ok(None);
            };
            let parts = **parts;
            item::set_slice(env, list, parts, given).map(Some)
        }
    }
}

/// The id of a receiver, which every object of the heap has.
fn id_of(receiver: Value) -> ObjectId {
    receiver.object().unwrap_or(ObjectId {
        owner: ObjectId::CONSTANT,
        index: u32::MAX,
    })
}

/// The items of a list to be changed.
fn list_of<'e>(env: &'e mut Env<'_>, list: ObjectId) -> Option<&'e mut Vec<Value>> {
    match env.heap.get_mut(list) {
        Some(Object::List(items)) => Some(items),
        _ => None,
    }
}

/// A dictionary to be changed.
fn map_of<'e>(env: &'e mut Env<'_>, map: ObjectId) -> Option<&'e mut Map> {
    match env.heap.get_mut(map) {
        Some(Object::Map(map)) => Some(map),
        _ => None,
    }
}

/// Whether searching a sequence runs code of its items or of what is searched for.
fn searches_by_code(env: &mut Env<'_>, sequence: Value, args: &[Value]) -> bool {
    let Some(&wanted) = args.first() else {
        return false;
    };
    let is_plain = |value: Value| {
        !matches!(value, Value::Object(_))
            || matches!(
                env.heap.of(value),
                Object::Str(_) | Object::Future(_) | Object::Handle(_) | Object::Generator(_)
            )
    };
    let all_are_plain = match env.heap.of(sequence) {
        Object::List(items) => items.iter().all(|&item| is_plain(item)),
        Object::Tuple(items) => items.iter().all(|&item| is_plain(item)),
        Object::Deque(deque) => deque.0.iter().all(|&item| is_plain(item)),
        _ => return false,
    };
    if all_are_plain && is_plain(wanted) {
        return false;
    }
    let items: Vec<Value> = match env.heap.of(sequence) {
        Object::List(items) => items.clone(),
        Object::Tuple(items) => items.to_vec(),
        Object::Deque(deque) => deque.0.iter().copied().collect(),
        _ => return false,
    };
    items.into_iter().any(|item| {
        matches!(
            super::operator::compare::same_or_equal(env, item, wanted),
            Ok(None)
        )
    })
}

/// Where an item is among others, from `start` to `stop`.
fn position(
    env: &mut Env<'_>,
    items: &[Value],
    wanted: Value,
    start: usize,
    stop: usize,
) -> Outcome<Option<usize>> {
    for (at, &item) in items.iter().enumerate().take(stop).skip(start) {
        if equal(env, item, wanted)? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

/// How often an item is among others.
fn count(env: &mut Env<'_>, items: &[Value], wanted: Value) -> Outcome<Value> {
    let mut count = 0;
    for &item in items {
        count += i64::from(equal(env, item, wanted)?);
    }
    Ok(Value::Int(count))
}

fn equal(env: &mut Env<'_>, a: Value, b: Value) -> Outcome<bool> {
    match super::operator::compare::same_or_equal(env, a, b)? {
        Some(equal) => Ok(equal),
        None => Err(env.type_error(
            "searching a list for objects with their own __eq__ is not supported by this method: use a loop",
        )),
    }
}

/// A bound of a search: counted from the end if negative, and cut to the length.
fn bound(env: &mut Env<'_>, value: Option<Value>, length: usize, default: usize) -> Outcome<usize> {
    let Some(value) = value else {
        return Ok(default);
    };
    let Some(index) = super::slice::bound(env, value)? else {
        return Ok(default);
    };
    let length = length as i64;
    let index = if index < 0 {
        index.saturating_add(length).max(0)
    } else {
        index.min(length)
    };
    Ok(index as usize)
}

/// The fault of a value that is not in a collection.
fn not_found(env: &mut Env<'_>, message: &str) -> Fault {
    env.raise(Native::ValueError, message)
}

#[cfg(test)]
mod tests {
    use crate::library::testing::method;

    fn check(receiver: &str, name: &str, args: &[&str], expected: &str) {
        assert_eq!(method(receiver, name, args).0, expected);
    }

    fn check_after(receiver: &str, name: &str, args: &[&str], expected: &str, after: &str) {
        let (result, receiver) = method(receiver, name, args);
        assert_eq!((result.as_str(), receiver.as_str()), (expected, after));
    }

    #[test]
    fn strings() {
        check("'a,b,,c'", "split", &["','", "2"], "['a', 'b', ',c']");
        check("' a  b '", "rsplit", &["None", "1"], "[' a', 'b']");
        check("'한글 텍스트'", "find", &["'텍'"], "3");
        check("'abc'", "find", &["''", "4"], "-1");
        check("'ab'", "center", &["5", "'*'"], "'**ab*'");
        check("'-5'", "zfill", &["4"], "'-005'");
        check("'ß it'", "title", &[], "'Ss It'");
        check("'aaa'", "replace", &["'a'", "'b'", "2"], "'bba'");
        check(
            "', '",
            "join",
            &["['a', 1]"],
            "TypeError: sequence item 1: expected str instance, int found",
        );
        check(
            "'a'",
            "upper",
            &["1"],
            "TypeError: str.upper() takes no arguments (1 given)",
        );
        check("'ab'", "ljust", &["9999999999"], "limit Memory");
    }

    #[test]
    fn lists_and_deques() {
        check_after("[3, 1]", "append", &["2"], "None", "[3, 1, 2]");
        check_after("[1, 2, 3]", "pop", &["-2"], "2", "[1, 3]");
        check_after("[1, 2]", "insert", &["-100", "0"], "None", "[0, 1, 2]");
        check_after("[1, True, 2]", "remove", &["1.0"], "None", "[True, 2]");
        check("[]", "pop", &[], "IndexError: pop from empty list");
        check("[1]", "index", &["2"], "ValueError: 2 is not in list");
        check(
            "[1]",
            "pop",
            &["1", "2"],
            "TypeError: pop expected at most 1 argument, got 2",
        );
    }

    #[test]
    fn dictionaries_and_sets() {
        check_after("{(1, 2)}:", "setdefault", &["3", "4"], "4", "{1: 2, 3: 4}");
        check_after("{(1, 2)}:", "pop", &["1"], "2", "{}");
        check_after("{(1, 2)}:", "update", &["[(1, 5)]"], "None", "{1: 5}");
        check("{(1, 2)}:", "pop", &["9"], "KeyError: 9");
        check("{(1, 2)}:", "items", &[], "dict_items([(1, 2)])");
        check_after("{1}", "add", &["2"], "None", "{1, 2}");
        check("{1, 2}", "issuperset", &["[1]"], "True");
        check("{1}", "remove", &["2"], "KeyError: 2");
    }

    #[test]
    fn special_methods_by_name() {
        check("[1, 2]", "__len__", &[], "2");
        check("5", "__add__", &["'a'"], "NotImplemented");
        check("5", "__eq__", &["5"], "True");
        check("'abc'", "__contains__", &["'b'"], "True");
        check("[1]", "__getitem__", &["0"], "1");
    }
}
