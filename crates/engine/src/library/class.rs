//! Making classes and instances.

use interleave_program::{NameId, Native, well_known};
use interleave_trace::LimitKind;

use super::{Env, Fault, Outcome, attribute, walk};
use crate::world::object::{Class, Fields, Instance, Key, Object};
use crate::world::value::Value;

/// Whether making a class runs code: a base has a metaclass of its own or `__init_subclass__`, or an attribute has
/// `__set_name__`.
#[must_use]
pub fn runs_code(env: &Env<'_>, bases: Value, namespace: Value) -> bool {
    let by_base = |&base: &Value| {
        let Object::Class(class) = env.heap.of(base) else {
            return false;
        };
        matches!(env.heap.of(class.metaclass), Object::Class(_))
            || walk::class_attribute(env.heap, base, well_known::INIT_SUBCLASS).is_some()
    };
    let bases = match env.heap.of(bases) {
        Object::Tuple(bases) => bases,
        _ => return false,
    };
    bases.iter().any(by_base)
        || matches!(env.heap.of(namespace), Object::Map(map) if map.values().any(|&(_, value)| {
            walk::special(env.heap, value, well_known::SET_NAME).is_some()
        }))
}

/// The class that a `class` statement makes from its name, a tuple of bases and a dictionary of attributes.
///
/// # Errors
/// `TypeError` for bases that a class cannot have.
pub fn make_class(
    env: &mut Env<'_>,
    metaclass: Value,
    name: Value,
    bases: Value,
    namespace: Value,
) -> Outcome<Value> {
    let Some(name) = env.as_text(name) else {
        return Err(env.type_error("type.__new__() argument 1 must be str"));
    };
    let mut bases = match env.heap.of(bases) {
        Object::Tuple(items) => items.to_vec(),
        Object::List(items) => items.clone(),
        _ => Vec::new(),
    };
    if bases.is_empty() {
        bases.push(Value::Native(Native::Object));
    }
    let mut native_base = Native::Object;
    for &base in &bases {
        let native = base_type(env, base)?;
        if native.derives_from(native_base) {
            native_base = native;
        }
    }
    let fields = namespace_fields(env, namespace)?;
    let inherited = linearise(env, &bases)?;
    let class = env.alloc(Object::Class(Box::new(Class {
        name,
        metaclass,
        bases,
        mro: Vec::new(),
        native_base,
        fields,
    })));
    if let Value::Object(id) = class
        && let Some(Object::Class(made)) = env.heap.get_mut(id)
    {
        made.mro.push(class);
        made.mro.extend(inherited);
    }
    Ok(class)
}

/// The built-in type behind a base.
fn base_type(env: &mut Env<'_>, base: Value) -> Outcome<Native> {
    match base {
        Value::Native(native) if native.is_type() => {
            if matches!(native, Native::Object | Native::Type)
                || native.derives_from(Native::BaseException)
            {
                return Ok(native);
            }
            let name = native.name();
            Err(env.type_error(&format!(
                "a class that derives from '{name}' is not supported: keep a {name} in an attribute instead"
            )))
        }
        _ => match env.heap.of(base) {
            Object::Class(class) => Ok(class.native_base),
            _ => {
                let name = attribute::type_name(env, base);
                Err(env.type_error(&format!(
                    "bases of a class must be classes, not '{name}' objects"
                )))
            }
        },
    }
}

fn namespace_fields(env: &mut Env<'_>, namespace: Value) -> Outcome<Fields> {
    let Object::Map(map) = env.heap.of(namespace) else {
        return Ok(Fields::new());
    };
    let pairs: Vec<_> = map
        .iter()
        .map(|(key, &(_, value))| (key.clone(), value))
        .collect();
    let mut fields = Fields::with_capacity(pairs.len());
    for (key, value) in pairs {
        let Key::Str(text) = key else {
            return Err(env.type_error("names in a class must be strings"));
        };
        if &*text == "__getattribute__" {
            return Err(env.type_error(
                "__getattribute__ is not supported: define __getattr__ or properties instead",
            ));
        }
        let name = intern(env, &text)?;
        // These are about the class without being told (`type_new_staticmethod` and its kin in `Objects/typeobject.c`).
        let is_function = matches!(env.heap.of(value), Object::Closure(_));
        let value = match name {
            well_known::NEW if is_function => env.alloc(Object::StaticMethod(value)),
            well_known::INIT_SUBCLASS | well_known::CLASS_GETITEM if is_function => {
                env.alloc(Object::ClassMethod(value))
            }
            _ => value,
        };
        fields.push((name, value));
    }
    Ok(fields)
}

/// The name of a text.
///
/// # Errors
/// When a program has made more names than there are numbers for.
pub fn intern(env: &mut Env<'_>, text: &str) -> Outcome<NameId> {
    env.heap.intern(text).ok_or(Fault::Limit(LimitKind::Memory))
}

/// The order of method resolution behind the class itself: the C3 linearisation of its bases.
fn linearise(env: &mut Env<'_>, bases: &[Value]) -> Outcome<Vec<Value>> {
    let mut sequences: Vec<Vec<Value>> = bases
        .iter()
        .map(|&base| match (base, env.heap.of(base)) {
            (_, Object::Class(class)) => class.mro.clone(),
            (Value::Native(native), _) => attribute::order_of(native),
            _ => Vec::new(),
        })
        .collect();
    sequences.push(bases.to_vec());
    for (at, &base) in bases.iter().enumerate() {
        if bases[..at].iter().any(|earlier| earlier.is(base)) {
            let name = attribute::class_name(env.heap, base);
            return Err(env.type_error(&format!("duplicate base class {name}")));
        }
    }
    let mut order = Vec::new();
    loop {
        sequences.retain(|sequence| !sequence.is_empty());
        if sequences.is_empty() {
            return Ok(order);
        }
        let in_tail = |candidate: Value| {
            sequences
                .iter()
                .any(|sequence| sequence[1..].iter().any(|other| other.is(candidate)))
        };
        let next = sequences
            .iter()
            .map(|sequence| sequence[0])
            .find(|&candidate| !in_tail(candidate));
        let Some(next) = next else {
            let names: Vec<String> = bases
                .iter()
                .map(|&base| attribute::class_name(env.heap, base).to_string())
                .collect();
            return Err(env.type_error(&format!(
                "Cannot create a consistent method resolution\norder (MRO) for bases {}",
                names.join(", ")
            )));
        };
        order.push(next);
        for sequence in &mut sequences {
            if sequence[0].is(next) {
                sequence.remove(0);
            }
        }
    }
}

/// Refuses an instance of a class that has abstract methods: `object_new` in `Objects/typeobject.c`.
///
/// # Errors
/// `TypeError`
pub fn check_abstract(env: &mut Env<'_>, class: Value) -> Outcome<()> {
    let missing = match env.heap.of(class) {
        Object::Class(class) => walk::field(&class.fields, well_known::ABSTRACT_METHODS),
        _ => None,
    };
    let Some(missing) = missing else {
        return Ok(());
    };
    let names: Vec<String> = match env.heap.of(missing) {
        Object::Tuple(names) => names
            .iter()
            .filter_map(|&name| env.as_text(name))
            .map(|name| name.to_string())
            .collect(),
        _ => Vec::new(),
    };
    if names.is_empty() {
        return Ok(());
    }
    let plural = if names.len() == 1 { "" } else { "s" };
    let message = format!(
        "Can't instantiate abstract class {} with abstract method{plural} {}",
        attribute::class_name(env.heap, class),
        names.join(", ")
    );
    Err(env.type_error(&message))
}

/// An instance of a class, and its `__init__` to be called with the instance and the arguments.
///
/// # Errors
/// `TypeError` for arguments that nothing takes.
pub fn instantiate(
    env: &mut Env<'_>,
    class: Value,
    args: &[Value],
) -> Outcome<(Value, Option<Value>)> {
    let native = attribute::native_class(env.heap, class);
    let init = walk::class_attribute(env.heap, class, well_known::INIT);
    if native.derives_from(Native::BaseException) {
        let exception = env.exception_of(class, args.to_vec());
        return Ok((exception, init));
    }
    if !matches!(env.heap.of(class), Object::Class(_)) {
        let instance = match super::call::call_native(env, native, args, &[])? {
            super::Done::Value(value) => value,
            super::Done::Call { .. } => return Err(env.type_error("this type cannot be made here")),
        };
        return Ok((instance, None));
    }
    check_abstract(env, class)?;
    if init.is_none() && !args.is_empty() {
        let name = attribute::class_name(env.heap, class);
        return Err(env.type_error(&format!("{name}() takes no arguments")));
    }
    let instance = env.alloc(Object::Instance(Box::new(Instance {
        class,
        fields: Fields::new(),
    })));
    Ok((instance, init))
}

#[cfg(test)]
mod tests {
    use interleave_program::Native;

    use crate::library::testing::{raised, shown, with_env};
    use crate::library::{Env, Outcome};
    use crate::world::object::{Map, Object};
    use crate::world::value::Value;

    fn derived(env: &mut Env<'_>, name: &str, bases: &[Value]) -> Outcome<Value> {
        let name = env.text(name);
        let bases = env.tuple(bases.to_vec());
        let namespace = env.map(Map::default());
        super::make_class(env, Value::Native(Native::Type), name, bases, namespace)
    }

    #[test]
    fn methods_are_looked_up_in_the_order_of_c3() {
        with_env(|env| {
            let a = derived(env, "A", &[]).expect("a class");
            let b = derived(env, "B", &[a]).expect("a class");
            let c = derived(env, "C", &[a]).expect("a class");
            let d = derived(env, "D", &[b, c]).expect("a class");
            let Object::Class(class) = env.heap.of(d) else {
                panic!("a class")
            };
            let order = class.mro.clone();
            let expected = [d, b, c, a, Value::Native(Native::Object)];
            assert!(
                order
                    .iter()
                    .zip(expected)
                    .all(|(found, expected)| found.is(expected))
            );
            let Err(fault) = derived(env, "E", &[a, b]) else {
                panic!("a fault")
            };
            assert_eq!(
                raised(env, fault),
                "TypeError: Cannot create a consistent method resolution\norder (MRO) for bases A, B"
            );
        });
    }

    #[test]
    fn exceptions_keep_their_arguments_and_other_types_are_refused() {
        with_env(|env| {
            let base = Value::Native(Native::ValueError);
            let class = derived(env, "Mine", &[base]).expect("a class");
            let (made, init) = super::instantiate(env, class, &[Value::Int(1)]).expect("one");
            assert!(init.is_none());
            assert_eq!(shown(env, made), "Mine(1)");
            let Err(fault) = derived(env, "Fast", &[Value::Native(Native::Dict)]) else {
                panic!("a fault")
            };
            assert_eq!(
                raised(env, fault),
                "TypeError: a class that derives from 'dict' is not supported: keep a dict in an attribute instead"
            );
            let plain = derived(env, "Plain", &[]).expect("a class");
            let Err(fault) = super::instantiate(env, plain, &[Value::Int(1)]) else {
                panic!("a fault")
            };
            assert_eq!(raised(env, fault), "TypeError: Plain() takes no arguments");
        });
    }
}
