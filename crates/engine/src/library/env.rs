//! What an operation of the library works on, and how it ends.

use std::sync::Arc;

use interleave_program::{Hook, Native, Program};
use interleave_trace::LimitKind;

use crate::world::heap::{Heap, OutOfMemory};
use crate::world::object::{Exception, Items, Map, Object};
use crate::world::value::Value;

/// How an operation fails.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// It raises this exception.
    Raise(Value),
    /// It would go beyond a limit of the run.
    Limit(LimitKind),
}

impl From<OutOfMemory> for Fault {
    fn from(limit: OutOfMemory) -> Self {
        Fault::Limit(limit.into())
    }
}

/// The result of an operation, or its fault.
pub type Outcome<T> = Result<T, Fault>;

/// How an operation goes on.
#[derive(Clone, Debug)]
pub enum Done {
    /// It is finished with this value.
    Value(Value),
    /// Code of the program has to run: this call's result is the operation's.
    Call {
        /// What to call.
        callee: Value,
        /// Its positional arguments.
        args: Vec<Value>,
    },
}

/// What operations work on. Objects that they make belong to the task `owner`.
pub struct Env<'a> {
    /// The program.
    pub program: &'a Program,
    /// The heap.
    pub heap: &'a mut Heap,
    /// The task that runs.
    pub owner: u32,
}

impl Env<'_> {
    /// Makes an object.
    pub fn alloc(&mut self, object: Object) -> Value {
        Value::Object(self.heap.alloc(self.owner, object))
    }

    /// Makes a string.
    pub fn text(&mut self, text: impl Into<Arc<str>>) -> Value {
        self.alloc(Object::Str(text.into()))
    }

    /// Makes a list.
    pub fn list(&mut self, items: Vec<Value>) -> Value {
        self.alloc(Object::List(items))
    }

    /// Makes a tuple.
    pub fn tuple(&mut self, items: Vec<Value>) -> Value {
        self.alloc(Object::Tuple(items.into()))
    }

    /// Makes a dictionary.
    pub fn map(&mut self, map: Map) -> Value {
        self.alloc(Object::Map(Box::new(map)))
    }

    /// Makes a set.
    pub fn set(&mut self, items: Items) -> Value {
        self.alloc(Object::Set(Box::new(items)))
    }

    /// The text of a string.
    #[must_use]
    pub fn as_text(&self, value: Value) -> Option<Arc<str>> {
        match self.heap.of(value) {
            Object::Str(text) => Some(Arc::clone(text)),
            _ => None,
        }
    }

    /// Makes an exception of a native class with a message.
    pub fn exception(&mut self, class: Native, message: &str) -> Value {
        let message = self.text(message);
        self.exception_of(Value::Native(class), vec![message])
    }

    /// Makes an exception of any class with arguments.
    pub fn exception_of(&mut self, class: Value, args: Vec<Value>) -> Value {
        self.alloc(Object::Exception(Box::new(Exception {
            class,
            args,
            fields: Vec::new(),
            cause: Value::Unset,
            context: Value::Unset,
            suppress_context: false,
            traceback: Vec::new(),
        })))
    }

    /// The fault of raising an exception of a native class with a message.
    pub fn raise(&mut self, class: Native, message: &str) -> Fault {
        Fault::Raise(self.exception(class, message))
    }

    /// The fault of raising an exception of a native class without a message.
    pub fn exception_fault(&mut self, class: Native) -> Fault {
        Fault::Raise(self.exception_of(Value::Native(class), Vec::new()))
    }

    /// `TypeError`
    pub fn type_error(&mut self, message: &str) -> Fault {
        self.raise(Native::TypeError, message)
    }

    /// `ValueError`
    pub fn value_error(&mut self, message: &str) -> Fault {
        self.raise(Native::ValueError, message)
    }

    /// Goes on in a library function.
    ///
    /// # Errors
    /// `TypeError` where the program was compiled without it.
    pub fn hook(&mut self, hook: Hook, args: Vec<Value>) -> Outcome<Done> {
        match self.program.hook(hook) {
            Some(function) => Ok(Done::Call {
                callee: Value::Function(function),
                args,
            }),
            None => Err(self.type_error("this operation is not supported here")),
        }
    }
}
