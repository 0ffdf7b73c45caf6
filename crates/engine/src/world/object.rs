//! Objects: what the heap holds.

use std::collections::VecDeque;
use std::sync::Arc;

use indexmap::IndexMap;
use interleave_program::{FunctionId, FunctionKind, GlobalId, NameId, Native, Site};
use interleave_trace::ObjectId;
use num_bigint::BigInt;
use rustc_hash::FxBuildHasher;

use super::dictionary::Dictionary;
use super::value::Value;
use crate::executor::{EventLoop, Future, Handle};
use crate::library::twister::Twister;
use crate::sync::{Barrier, Condition, Event, Lock, Queue, Semaphore};

/// A dictionary: keys by content, in the order of insertion.
pub type Map = Dictionary<(Value, Value)>;
/// A set, in the order of insertion; the value is the item itself.
pub type Items = IndexMap<Key, Value, FxBuildHasher>;
/// Attributes by name. Few, so a search along the list is quickest.
pub type Fields = Vec<(NameId, Value)>;

/// A global, and the attributes of classes that lead on from it.
pub type GlobalName = (GlobalId, Box<[NameId]>);

/// The content of a value as a key: equal keys are equal values, whatever order objects were made in.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Key {
    /// `None`
    None,
    /// `...`
    Ellipsis,
    /// An integer, a truth value, or a float that is one
    Int(i64),
    /// A larger integer
    BigInt(BigInt),
    /// The bits of any other float
    Float(u64),
    /// A string
    Str(Arc<str>),
    /// A tuple
    Tuple(Box<[Key]>),
    /// A frozen set, its members in a canonical order
    FrozenSet(Box<[Key]>),
    /// A type or function of the engine
    Native(Native),
    /// A library function
    Function(FunctionId),
    /// Any other object is its own key
    Identity(ObjectId),
}

/// An object of the heap.
#[derive(Clone, Debug)]
#[allow(
    missing_docs,
    reason = "the comment of each variant defines its fields"
)]
pub enum Object {
    /// A slot that is not in use
    Free,
    /// A string
    Str(Arc<str>),
    /// An integer beyond 64 bits, never one that would fit
    BigInt(BigInt),
    /// A list
    List(Vec<Value>),
    /// A tuple
    Tuple(Box<[Value]>),
    /// A dictionary
    Map(Box<Map>),
    /// A set
    Set(Box<Items>),
    /// A frozen set
    FrozenSet(Box<Items>),
    /// A double-ended queue and its `maxlen`
    Deque(Box<(VecDeque<Value>, Option<usize>)>),
    /// `range(start, stop, step)`; `step` is not 0
    Range { start: i64, stop: i64, step: i64 },
    /// `slice(start, stop, step)`
    Slice(Box<[Value; 3]>),
    /// A view of a dictionary
    MapView { map: ObjectId, part: MapPart },
    /// A built-in iterator
    Iterator(Iter),
    /// A captured variable
    Cell(Value),
    /// A function object
    Closure(Box<Closure>),
    /// A method of the program's code bound to its receiver
    Method { function: Value, receiver: Value },
    /// A method of the engine bound to its receiver
    NativeMethod { receiver: Value, name: NameId },
    /// `super()`: attributes of `object` after `class` in the order of resolution
    Super { class: Value, object: Value },
    /// A class
    Class(Box<Class>),
    /// An instance of a class
    Instance(Box<Instance>),
    /// An exception
    Exception(Box<Exception>),
    /// A property: getter, setter, deleter
    Property(Box<[Value; 3]>),
    /// `staticmethod`
    StaticMethod(Value),
    /// `classmethod`
    ClassMethod(Value),
    /// A generator, coroutine or asynchronous generator
    Generator(Box<Generator>),
    /// The awaitable that an asynchronous generator's `__anext__`, `asend`, `athrow` or `aclose` gives
    AsyncNext {
        generator: ObjectId,
        step: AsyncStep,
    },
    /// A generator of random numbers; `None` until it is seeded
    Twister(Option<Box<Twister>>),
    /// A lock, plain or re-entrant
    Lock(Lock),
    /// A condition variable
    Condition(Box<Condition>),
    /// A semaphore, bounded or not
    Semaphore(Semaphore),
    /// An event
    Event(Event),
    /// A barrier
    Barrier(Box<Barrier>),
    /// A queue
    Queue(Box<Queue>),
    /// A future or task of an event loop
    Future(Box<Future>),
    /// A callback handed to an event loop
    Handle(Box<Handle>),
    /// An event loop
    Loop(Box<EventLoop>),
    /// Numbers in memory that processes share
    Shared(Box<[Value]>),
    /// In a message between processes: what a global, or an attribute of classes below it, is bound to
    Named(Box<GlobalName>),
}

/// What an asynchronous generator goes on with.
#[derive(Clone, Copy, Debug)]
pub enum AsyncStep {
    /// A value, which its `yield` gives
    Send(Value),
    /// An exception, which its `yield` raises
    Throw(Value),
    /// `GeneratorExit`, after which it must not go on
    Close,
}

/// Which part of a dictionary a view shows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum MapPart {
    /// `keys()`
    Keys,
    /// `values()`
    Values,
    /// `items()`
    Items,
}

/// The state of a built-in iterator.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[allow(
    missing_docs,
    reason = "the comment of each variant defines its fields"
)]
pub enum Iter {
    /// Over a list or tuple by index
    Sequence { sequence: ObjectId, index: usize },
    /// Over a deque that must keep its length
    Deque {
        deque: ObjectId,
        index: usize,
        length: usize,
    },
    /// Over a list or tuple from its end: `index` items are left
    Reversed { sequence: ObjectId, index: usize },
    /// Over a range: `left` more from `next`
    Range { next: i64, step: i64, left: u64 },
    /// Over the characters of a string, by byte offset
    Text { text: ObjectId, offset: usize },
    /// Over a dictionary that must keep its length
    Map {
        map: ObjectId,
        part: MapPart,
        index: usize,
        length: usize,
    },
    /// Over a set that must keep its length; `order` has the places of its members, where that is not the order in
    /// which they were added
    Set {
        order: Option<Arc<[u32]>>,
        set: ObjectId,
        index: usize,
        length: usize,
    },
    /// Exhausted
    Done,
}

/// A function object.
#[derive(Clone, Debug)]
pub struct Closure {
    /// Its code.
    pub function: FunctionId,
    /// The cells of the variables that it captures.
    pub cells: Box<[Value]>,
    /// A tuple of the defaults of positional parameters, or `None`.
    pub defaults: Value,
    /// A dictionary of the defaults of keyword-only parameters, or `None`.
    pub keyword_defaults: Value,
    /// Attributes set by the program.
    pub fields: Fields,
}

/// A class of the program.
#[derive(Clone, Debug)]
pub struct Class {
    /// Its name.
    pub name: Arc<str>,
    /// Its own class: `type`, or a class of the program that derives from it.
    pub metaclass: Value,
    /// Its direct bases.
    pub bases: Vec<Value>,
    /// The order of method resolution: itself first, `object` last (C3 linearisation).
    pub mro: Vec<Value>,
    /// The built-in type that its instances are, `object` for most, an exception type for exceptions.
    pub native_base: Native,
    /// Its attributes.
    pub fields: Fields,
}

/// An instance of a class of the program.
#[derive(Clone, Debug)]
pub struct Instance {
    /// Its class.
    pub class: Value,
    /// Its attributes.
    pub fields: Fields,
}

/// An exception.
#[derive(Clone, Debug)]
pub struct Exception {
    /// Its class: a native exception type or a class of the program derived from one.
    pub class: Value,
    /// The arguments that it was made with.
    pub args: Vec<Value>,
    /// Attributes set by the program.
    pub fields: Fields,
    /// `raise … from cause`
    pub cause: Value,
    /// The exception that was being handled when this one was raised.
    pub context: Value,
    /// Whether the context is not to be shown.
    pub suppress_context: bool,
    /// Where it was raised and every call that it went through, innermost first.
    pub traceback: Vec<Site>,
}

/// A generator, coroutine or asynchronous generator.
#[derive(Clone, Debug)]
pub struct Generator {
    /// Its code.
    pub function: FunctionId,
    /// What it is.
    pub kind: FunctionKind,
    /// Where in the reader's own source it was made.
    pub made_at: Site,
    /// Where it stands.
    pub state: GeneratorState,
}

/// Where a generator stands.
#[derive(Clone, Debug)]
#[allow(
    missing_docs,
    reason = "the comment of each variant defines its fields"
)]
pub enum GeneratorState {
    /// Suspended before `pc` with these registers and exceptions being handled; `started` once it has run.
    Suspended {
        registers: Vec<Value>,
        handled: Vec<Value>,
        pc: u32,
        started: bool,
    },
    /// On the stack of a task
    Running,
    /// At its end
    Finished,
}

impl Object {
    /// About how many bytes the object takes, for the limit on memory.
    #[must_use]
    pub fn size(&self) -> u64 {
        let extra = match self {
            Object::Str(text) => text.len(),
            Object::BigInt(value) => value.bits() as usize / 8,
            Object::List(items) => items.len() * 16,
            Object::Tuple(items) => items.len() * 16,
            Object::Map(map) => map.len() * 72,
            Object::Set(items) | Object::FrozenSet(items) => items.len() * 56,
            Object::Deque(deque) => deque.0.len() * 16,
            Object::Instance(instance) => instance.fields.len() * 24 + 48,
            Object::Closure(_) | Object::Class(_) | Object::Generator(_) | Object::Exception(_) => {
                200
            }
            Object::Queue(queue) => queue.items.len() * 16 + 100,
            Object::Twister(_) => size_of::<Twister>(),
            Object::Shared(values) => values.len() * 16,
            _ => 16,
        };
        64 + extra as u64
    }

    /// Calls `each` with every value that the object refers to.
    pub fn trace(&self, each: &mut impl FnMut(Value)) {
        let mut id = |id: ObjectId| each(Value::Object(id));
        match self {
            Object::Free
            | Object::Str(_)
            | Object::BigInt(_)
            | Object::Range { .. }
            | Object::Twister(_)
            | Object::Lock(_)
            | Object::Semaphore(_)
            | Object::Event(_)
            | Object::Named(_) => {}
            Object::Barrier(barrier) => each(barrier.action),
            Object::List(items) => items.iter().copied().for_each(each),
            Object::Tuple(items) => items.iter().copied().for_each(each),
            Object::Map(map) => map.values().for_each(|&(key, value)| {
                each(key);
                each(value);
            }),
            Object::Set(items) | Object::FrozenSet(items) => items.values().copied().for_each(each),
            Object::Deque(deque) => deque.0.iter().copied().for_each(each),
            Object::Slice(parts) | Object::Property(parts) => parts.iter().copied().for_each(each),
            Object::MapView { map, .. } => id(*map),
            Object::Iterator(iter) => match iter {
                Iter::Sequence { sequence, .. } | Iter::Reversed { sequence, .. } => id(*sequence),
                Iter::Text { text, .. } => id(*text),
                Iter::Map { map, .. } => id(*map),
                Iter::Deque { deque, .. } => id(*deque),
                Iter::Set { set, .. } => id(*set),
                Iter::Range { .. } | Iter::Done => {}
            },
            Object::Cell(value) | Object::StaticMethod(value) | Object::ClassMethod(value) => {
                each(*value)
            }
            Object::Closure(closure) => {
                closure.cells.iter().copied().for_each(&mut *each);
                each(closure.defaults);
                each(closure.keyword_defaults);
                closure.fields.iter().for_each(|&(_, value)| each(value));
            }
            Object::Method { function, receiver } => {
                each(*function);
                each(*receiver);
            }
            Object::NativeMethod { receiver, .. } => each(*receiver),
            Object::Super { class, object } => {
                each(*class);
                each(*object);
            }
            Object::Class(class) => {
                class
                    .bases
                    .iter()
                    .chain(&class.mro)
                    .copied()
                    .for_each(&mut *each);
                class.fields.iter().for_each(|&(_, value)| each(value));
                each(class.metaclass);
            }
            Object::Instance(instance) => {
                each(instance.class);
                instance.fields.iter().for_each(|&(_, value)| each(value));
            }
            Object::Exception(exception) => {
                each(exception.class);
                exception.args.iter().copied().for_each(&mut *each);
                exception.fields.iter().for_each(|&(_, value)| each(value));
                each(exception.cause);
                each(exception.context);
            }
            Object::Generator(generator) => {
                if let GeneratorState::Suspended {
                    registers, handled, ..
                } = &generator.state
                {
                    registers.iter().chain(handled).copied().for_each(each);
                }
            }
            Object::AsyncNext { generator, step } => {
                id(*generator);
                if let AsyncStep::Send(value) | AsyncStep::Throw(value) = step {
                    each(*value);
                }
            }
            Object::Condition(condition) => id(condition.lock),
            Object::Queue(queue) => queue.items.iter().copied().for_each(each),
            Object::Shared(values) => values.iter().copied().for_each(each),
            Object::Future(future) => future.trace(each),
            Object::Handle(handle) => handle.trace(each),
            Object::Loop(event_loop) => event_loop.trace(each),
        }
    }
}
