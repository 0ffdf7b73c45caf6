//! Which type a value is of, and how types relate.

use std::sync::Arc;

use interleave_program::{FunctionKind, Native, well_known};

use crate::library::walk::{Halt, Walk};
use crate::library::{Env, Outcome};
use crate::sync::QueueKind;
use crate::world::heap::Heap;
use crate::world::object::{Iter, MapPart, Object};
use crate::world::value::Value;

/// `type(value)`
#[must_use]
pub fn class_of(env: &Env<'_>, value: Value) -> Value {
    class_in(env.heap, value)
}

/// `type(value)`
#[must_use]
pub fn class_in(heap: &Heap, value: Value) -> Value {
    match heap.of(value) {
        Object::Instance(instance) => instance.class,
        Object::Exception(exception) => exception.class,
        Object::Class(class) => class.metaclass,
        _ => Value::Native(built_in(heap, value)),
    }
}

/// The built-in type that a value is, or that its class derives from.
#[must_use]
pub fn native_type(env: &Env<'_>, value: Value) -> Native {
    match env.heap.of(value) {
        Object::Exception(exception) => native_class(env.heap, exception.class),
        _ => built_in(env.heap, value),
    }
}

/// The built-in type that a class is or derives from.
#[must_use]
pub fn native_class(heap: &Heap, class: Value) -> Native {
    match class {
        Value::Native(native) => native,
        _ => match heap.of(class) {
            Object::Class(class) => class.native_base,
            _ => Native::Object,
        },
    }
}

fn built_in(heap: &Heap, value: Value) -> Native {
    let id = match value {
        Value::Unset | Value::None => return Native::NoneType,
        Value::Ellipsis => return Native::EllipsisType,
        Value::Bool(_) => return Native::Bool,
        Value::Int(_) => return Native::Int,
        Value::Float(_) => return Native::Float,
        Value::Function(_) => return Native::Function,
        Value::Native(Native::NotImplemented) => return Native::NotImplementedType,
        Value::Native(native) if native.is_type() => return Native::Type,
        Value::Native(_) => return Native::BuiltinFunction,
        Value::Object(id) => id,
    };
    match heap.get(id) {
        Object::Free
        | Object::Cell(_)
        | Object::Instance(_)
        | Object::Exception(_)
        | Object::Twister(_) => Native::Object,
        Object::Str(_) => Native::Str,
        Object::BigInt(_) => Native::Int,
        Object::List(_) => Native::List,
        Object::Tuple(_) => Native::Tuple,
        Object::Map(_) => Native::Dict,
        Object::Set(_) => Native::Set,
        Object::FrozenSet(_) => Native::FrozenSet,
        Object::Deque(_) => Native::Deque,
        Object::Range { .. } => Native::Range,
        Object::Slice(_) => Native::Slice,
        Object::MapView { part, .. } => match part {
            MapPart::Keys => Native::DictKeys,
            MapPart::Values => Native::DictValues,
            MapPart::Items => Native::DictItems,
        },
        Object::Iterator(_) | Object::AsyncNext { .. } => Native::Iterator,
        Object::Closure(_) => Native::Function,
        Object::Method { .. } => Native::Method,
        Object::NativeMethod { .. } => Native::BuiltinFunction,
        Object::Super { .. } => Native::Super,
        Object::Class(_) => Native::Type,
        Object::Property(_) => Native::Property,
        Object::StaticMethod(_) => Native::StaticMethod,
        Object::ClassMethod(_) => Native::ClassMethod,
        Object::Generator(generator) => match generator.kind {
            FunctionKind::Plain | FunctionKind::Generator => Native::Generator,
            FunctionKind::Coroutine => Native::Coroutine,
            FunctionKind::AsyncGenerator => Native::AsyncGenerator,
        },
        Object::Lock(lock) if lock.reentrant => Native::RLock,
        Object::Lock(_) => Native::Lock,
        Object::Condition(_) => Native::Condition,
        Object::Semaphore(semaphore) if semaphore.bound.is_some() => Native::BoundedSemaphore,
        Object::Semaphore(_) => Native::Semaphore,
        Object::Event(_) => Native::Event,
        Object::Barrier(_) => Native::Barrier,
        Object::Queue(queue) if !queue.joinable => Native::SimpleQueue,
        Object::Queue(queue) => match queue.kind {
            QueueKind::Fifo => Native::Queue,
            QueueKind::Lifo => Native::LifoQueue,
            QueueKind::Priority => Native::PriorityQueue,
        },
        Object::Future(future) if future.task.is_some() => Native::Task,
        Object::Future(_) => Native::Future,
        Object::Handle(_) => Native::Handle,
        Object::Loop(_) => Native::EventLoop,
        Object::Shared(_) | Object::Named(_) => Native::Object,
    }
}

/// The name of a value's type as error messages have it (`tp_name` in CPython).
#[must_use]
pub fn type_name(env: &Env<'_>, value: Value) -> Arc<str> {
    type_name_in(env.heap, value)
}

/// The name of a value's type as error messages have it.
#[must_use]
pub fn type_name_in(heap: &Heap, value: Value) -> Arc<str> {
    match heap.of(value) {
        Object::Iterator(iter) => iterator_name(heap, iter).into(),
        Object::AsyncNext { .. } => "async_generator_asend".into(),
        _ => match class_in(heap, value) {
            Value::Native(native) => full_name(native).into(),
            class => class_name(heap, class),
        },
    }
}

/// `class.__name__`
#[must_use]
pub fn class_name(heap: &Heap, class: Value) -> Arc<str> {
    match class {
        Value::Native(native) => {
            let name = full_name(native);
            name.rsplit('.').next().unwrap_or(name).into()
        }
        _ => match heap.of(class) {
            Object::Class(class) => class.name.clone(),
            _ => "object".into(),
        },
    }
}

/// The name that CPython gives a built-in type: with its module unless that is `builtins`.
#[must_use]
pub fn full_name(native: Native) -> &'static str {
    match native {
        Native::EllipsisType => "ellipsis",
        Native::Function => "function",
        Native::BuiltinFunction => "builtin_function_or_method",
        Native::Method => "method",
        Native::Generator => "generator",
        Native::Coroutine => "coroutine",
        Native::AsyncGenerator => "async_generator",
        Native::Deque => "collections.deque",
        Native::Lock => "_thread.lock",
        Native::RLock => "_thread.RLock",
        Native::SimpleQueue => "_queue.SimpleQueue",
        Native::Future => "_asyncio.Future",
        Native::Task => "_asyncio.Task",
        _ => native.name(),
    }
}

/// The module of a built-in type as its repr and tracebacks show it.
#[must_use]
pub fn module_name(native: Native) -> &'static str {
    match native {
        Native::Lock | Native::RLock => "_thread",
        Native::SimpleQueue | Native::QueueEmpty => "_queue",
        Native::Future | Native::Task => "_asyncio",
        Native::CancelledError | Native::InvalidStateError => "asyncio.exceptions",
        Native::PickleError | Native::PicklingError | Native::UnpicklingError => "_pickle",
        Native::Handle => "asyncio.events",
        Native::EventLoop => "asyncio.unix_events",
        native if native.module() == "types" => "builtins",
        native => native.module(),
    }
}

fn iterator_name(heap: &Heap, iter: &Iter) -> &'static str {
    let of = |id| heap.get(id);
    match iter {
        Iter::Sequence { sequence, .. } => match of(*sequence) {
            Object::Tuple(_) => "tuple_iterator",
            _ => "list_iterator",
        },
        Iter::Deque { .. } => "_collections._deque_iterator",
        Iter::Reversed { sequence, .. } => match of(*sequence) {
            Object::List(_) => "list_reverseiterator",
            Object::Deque(_) => "_collections._deque_reverse_iterator",
            _ => "reversed",
        },
        Iter::Range { .. } => "range_iterator",
        Iter::Text { text, .. } => match of(*text) {
            Object::Str(text) if text.is_ascii() => "str_ascii_iterator",
            _ => "str_iterator",
        },
        Iter::Map { part, .. } => match part {
            MapPart::Keys => "dict_keyiterator",
            MapPart::Values => "dict_valueiterator",
            MapPart::Items => "dict_itemiterator",
        },
        Iter::Set { .. } => "set_iterator",
        Iter::Done => "list_iterator",
    }
}

/// Whether a value is a type.
#[must_use]
pub fn is_class(heap: &Heap, value: Value) -> bool {
    match value {
        Value::Native(native) => native.is_type(),
        _ => matches!(heap.of(value), Object::Class(_)),
    }
}

/// Whether `class` is `ancestor` or derives from it.
#[must_use]
pub fn is_subclass(env: &Env<'_>, class: Value, ancestor: Value) -> bool {
    derives(env.heap, class, ancestor)
}

/// Whether `class` is `ancestor` or derives from it.
#[must_use]
pub fn derives(heap: &Heap, class: Value, ancestor: Value) -> bool {
    match (class, ancestor) {
        (_, Value::Native(Native::Object)) => true,
        (Value::Native(class), Value::Native(ancestor)) => class.derives_from(ancestor),
        _ => match heap.of(class) {
            Object::Class(class) => class.mro.iter().any(|&base| {
                base.is(ancestor)
                    || matches!(ancestor, Value::Native(_))
                        && stands_for(heap, base).is_some_and(|native| native.is(ancestor))
            }),
            _ => false,
        },
    }
}

/// The built-in type that a class of the library stands for: named tuples are tuples, and counters dictionaries, but
/// they are written in Python here.
fn stands_for(heap: &Heap, class: Value) -> Option<Value> {
    match heap.of(class) {
        Object::Class(class) => crate::library::walk::field(&class.fields, well_known::STANDS_FOR),
        _ => None,
    }
}

/// `isinstance(value, class)`, where `class` may be a tuple.
///
/// # Errors
/// `TypeError` when `class` is no type.
pub fn is_instance(env: &mut Env<'_>, value: Value, class: Value) -> Outcome<bool> {
    let actual = class_of(env, value);
    among(env.heap, &mut Walk::default(), actual, class).or_else(|halt| {
        env.halted(halt, "in __instancecheck__")?;
        Err(env.type_error("isinstance() arg 2 must be a type, a tuple of types, or a union"))
    })
}

/// `issubclass(class, ancestor)`, where `ancestor` may be a tuple.
///
/// # Errors
/// `TypeError` when one is no type.
pub fn is_subclass_of(env: &mut Env<'_>, class: Value, ancestor: Value) -> Outcome<bool> {
    if !is_class(env.heap, class) {
        return Err(env.type_error("issubclass() arg 1 must be a class"));
    }
    among(env.heap, &mut Walk::default(), class, ancestor).or_else(|halt| {
        env.halted(halt, "in __subclasscheck__")?;
        Err(env.type_error("issubclass() arg 2 must be a class, a tuple of classes, or a union"))
    })
}

/// Whether a class derives from another or one of a tuple of others. [`Halt::Code`] stands for those that are no types.
fn among(heap: &Heap, walk: &mut Walk, class: Value, ancestor: Value) -> Result<bool, Halt> {
    if is_class(heap, ancestor) {
        return Ok(derives(heap, class, ancestor));
    }
    let Object::Tuple(ancestors) = heap.of(ancestor) else {
        return Err(Halt::Code);
    };
    walk.visit()?;
    walk.nested(|walk| {
        for &ancestor in ancestors {
            if among(heap, walk, class, ancestor)? {
                return Ok(true);
            }
        }
        Ok(false)
    })
}
