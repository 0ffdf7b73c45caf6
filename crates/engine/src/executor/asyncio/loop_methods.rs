//! Methods of event loops, and of the handles that they give.

use interleave_program::{Hook, Native, well_known};
use interleave_trace::{ObjectId, Tick};

use super::{Callback, EventLoop, Future, Timer};
use crate::library::Fault;
use crate::world::interpreter::Flow;
use crate::world::object::Object;
use crate::world::operation::Call;
use crate::world::value::Value;
use crate::world::{Log, World};

impl World {
    /// Performs a method of an event loop.
    pub(crate) fn loop_operation(
        &mut self,
        call: &Call<'_>,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        let change = |world: &mut World, change: fn(&mut EventLoop)| {
            world.event_loop(call.object).map(change);
            Value::None
        };
        let value = match call.name {
            well_known::RUN_UNTIL_COMPLETE | well_known::RUN_FOREVER => {
                return self.run_until_complete(call, log);
            }
            well_known::RUN_IN_EXECUTOR => return self.run_in_executor(call),
            well_known::CALL_SOON | well_known::CALL_SOON_THREADSAFE => {
                let Some(callback) = callback_at(call, 0) else {
                    let mut env = self.env(call.task);
                    return Err(env.type_error("call_soon() needs a callback"));
                };
                Value::Object(self.call_soon(call.task, call.object, callback, log))
            }
            well_known::CALL_LATER | well_known::CALL_AT => {
                let (Some(seconds), Some(callback)) = (seconds(call.first()), callback_at(call, 1))
                else {
                    return Err(self
                        .env(call.task)
                        .type_error("call_later() needs a number of seconds and a callback"));
                };
                let ns = nanoseconds(seconds);
                let when = match call.name {
                    well_known::CALL_AT => Tick(ns),
                    _ => self.now.after(ns),
                };
                Value::Object(self.call_at(call.task, call.object, when, callback, log))
            }
            well_known::TIME => Value::Float(self.now.0 as f64 / 1e9),
            well_known::CREATE_FUTURE => {
                let future = Future::new(call.object, None);
                self.env(call.task).alloc(Object::Future(Box::new(future)))
            }
            well_known::CREATE_TASK => {
                let coroutine = call.get(0, well_known::COROUTINE).unwrap_or(Value::None);
                // Only by name: `create_task(coro, *, name=None)`.
                let name = call.get(usize::MAX, well_known::NAME);
                let name = name.and_then(|name| self.env(call.task).as_text(name));
                Value::Object(self.make_task(call.task, call.object, coroutine, name, log)?)
            }
            well_known::STOP => change(self, |event_loop| event_loop.stopping = true),
            well_known::CLOSE => change(self, |event_loop| event_loop.closed = true),
            well_known::IS_RUNNING | well_known::IS_CLOSED => {
                let closed = call.name == well_known::IS_CLOSED;
                let event_loop = self.event_loop(call.object);
                Value::Bool(event_loop.is_some_and(|event_loop| match closed {
                    true => event_loop.closed,
                    false => event_loop.running,
                }))
            }
            well_known::SET_EXCEPTION_HANDLER => {
                let handler = Some(call.first()).filter(|value| !matches!(value, Value::None));
                if let Some(event_loop) = self.event_loop(call.object) {
                    event_loop.handler = handler;
                }
                Value::None
            }
            well_known::GET_EXCEPTION_HANDLER => self
                .event_loop(call.object)
                .and_then(|event_loop| event_loop.handler)
                .unwrap_or(Value::None),
            well_known::CALL_EXCEPTION_HANDLER | well_known::DEFAULT_EXCEPTION_HANDLER => {
                let context = call.first();
                let by_default = call.name == well_known::DEFAULT_EXCEPTION_HANDLER;
                if by_default || !self.call_handler(call.task, call.object, context) {
                    self.log_context(call.task, context, log);
                }
                Value::None
            }
            well_known::GET_DEBUG => Value::Bool(false),
            well_known::SET_DEBUG => Value::None,
            _ => return Err(self.no_method(call)),
        };
        self.answer(call, value)
    }

    fn run_in_executor(&mut self, call: &Call<'_>) -> Result<Flow, Fault> {
        let given = &call.arguments.positional;
        let mut arguments = vec![Value::Object(call.object)];
        arguments.extend(given.iter().copied().take(2));
        arguments.resize(3, Value::None);
        let rest = given.get(2..).unwrap_or_default().to_vec();
        arguments.push(self.env(call.task).tuple(rest));
        self.answer_by_hook(call, Hook::RunInExecutor, arguments)
    }

    fn run_until_complete(&mut self, call: &Call<'_>, log: &mut Log<'_>) -> Result<Flow, Fault> {
        let closed = |event_loop: &mut EventLoop| event_loop.closed;
        let problem = if self.running_loop(call.task).is_some() {
            Some("This event loop is already running")
        } else if self.event_loop(call.object).is_some_and(closed) {
            Some("Event loop is closed")
        } else {
            None
        };
        if let Some(message) = problem {
            return Err(self.env(call.task).raise(Native::RuntimeError, message));
        }
        // What `run_forever` waits for is never done: only `stop` ends it.
        let first = match call.name {
            well_known::RUN_FOREVER => {
                let future = Future::new(call.object, None);
                self.env(call.task).alloc(Object::Future(Box::new(future)))
            }
            _ => call.first(),
        };
        let until = match (first, self.heap.of(first)) {
            (Value::Object(future), Object::Future(_)) => future,
            (coroutine, _) => self.make_task(call.task, call.object, coroutine, None, log)?,
        };
        self.enter_loop(call.task, call.object, until, log);
        Ok(Flow::Continue)
    }

    /// Performs a method of a handle.
    pub(crate) fn handle_operation(&mut self, call: &Call<'_>) -> Result<Flow, Fault> {
        let Some(Object::Handle(handle)) = self.heap.get_mut(call.object) else {
            return Ok(Flow::Continue);
        };
        let value = match call.name {
            well_known::CANCEL => {
                self.cancel_handle(call.object);
                Value::None
            }
            well_known::CANCELLED => Value::Bool(handle.cancelled),
            well_known::WHEN => handle
                .when
                .map_or(Value::None, |when| Value::Float(when.0 as f64 / 1e9)),
            _ => return Err(self.no_method(call)),
        };
        self.answer(call, value)
    }

    /// What a handle stands for does not happen; a cancelled timer no longer keeps its loop waiting.
    pub(super) fn cancel_handle(&mut self, id: ObjectId) {
        let Some(Object::Handle(handle)) = self.heap.get_mut(id) else {
            return;
        };
        handle.cancelled = true;
        if let (Some(when), Some((event_loop, sequence))) = (handle.when, handle.timer)
            && let Some(event_loop) = self.event_loop(event_loop)
        {
            event_loop.timers.remove(&Timer {
                when,
                sequence,
                handle: id,
            });
        }
    }
}

/// The function at a position, called with what comes after it.
fn callback_at(call: &Call<'_>, at: usize) -> Option<Callback> {
    let arguments = &call.arguments.positional;
    let rest = arguments.get(at + 1..).unwrap_or_default();
    let function = *arguments.get(at)?;
    Some(Callback::Call(function, rest.into()))
}

/// A number of seconds.
pub(super) fn seconds(value: Value) -> Option<f64> {
    match value {
        Value::Int(seconds) => Some(seconds as f64),
        Value::Float(seconds) => Some(seconds),
        Value::Bool(seconds) => Some(f64::from(u8::from(seconds))),
        _ => None,
    }
}

/// Nanoseconds of a number of seconds: a thousand years at most.
pub(super) fn nanoseconds(seconds: f64) -> u64 {
    (seconds.clamp(0.0, 3e10) * 1e9).round() as u64
}
