//! Functions about event loops: `asyncio.get_running_loop()` and its kin.

use std::sync::Arc;

use interleave_program::{Native, Reg};
use interleave_trace::{ObjectId, TaskId, What};

use super::loop_methods::{nanoseconds, seconds};
use super::{Callback, EventLoop, Future, FutureState};
use crate::library::Fault;
use crate::world::World;
use crate::world::interpreter::{Arguments, Flow};
use crate::world::log::Log;
use crate::world::object::{Items, Key, Object};
use crate::world::value::Value;

impl World {
    /// Performs a call of one of the functions about event loops.
    pub(crate) fn loop_function(
        &mut self,
        id: TaskId,
        native: Native,
        arguments: &Arguments,
        base: Reg,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        let first = arguments.positional.first().copied().unwrap_or(Value::None);
        let running = self.running_loop(id);
        let value = match native {
            Native::YieldToLoop => return self.yield_to_loop(id, base, log),
            Native::GetRunningLoop => match running {
                Some(event_loop) => Value::Object(event_loop),
                None => return Err(self.no_running_loop(id)),
            },
            Native::RunningLoopOrNone => running.map_or(Value::None, Value::Object),
            Native::NewLoop => self
                .env(id)
                .alloc(Object::Loop(Box::<EventLoop>::default())),
            Native::CloseLoop => {
                if let Some(event_loop) = first
                    .object()
                    .and_then(|event_loop| self.event_loop(event_loop))
                {
                    event_loop.closed = true;
                }
                Value::None
            }
            Native::CurrentTask => match self.task(id).object {
                object if self.task(id).kind == interleave_trace::TaskKind::Coroutine => object,
                _ if running.is_some() => Value::None,
                _ => return Err(self.no_running_loop(id)),
            },
            Native::AllTasks => {
                let event_loop = first.object().or(running);
                let tasks = event_loop
                    .and_then(|event_loop| self.event_loop(event_loop))
                    .map(|event_loop| event_loop.tasks.clone());
                let items: Items = tasks
                    .unwrap_or_default()
                    .into_values()
                    .map(|task| (Key::Identity(task), Value::Object(task)))
                    .collect();
                self.env(id).set(items)
            }
            Native::GatherFuture => {
                let children: Vec<ObjectId> = match arguments.positional.get(1) {
                    Some(&list) => match self.heap.of(list) {
                        Object::List(items) => {
                            items.iter().filter_map(|child| child.object()).collect()
                        }
                        _ => Vec::new(),
                    },
                    None => Vec::new(),
                };
                if let Some(future) = first.object().and_then(|future| self.future_mut(future)) {
                    future.children = children;
                }
                Value::None
            }
            Native::CancelRequested => Value::Bool(
                first
                    .object()
                    .and_then(|future| self.future(future))
                    .is_some_and(|future| future.cancel_requested),
            ),
            Native::LabelledFuture | Native::SleepFuture => {
                let Some(event_loop) = running else {
                    return Err(self.no_running_loop(id));
                };
                if native == Native::SleepFuture {
                    self.sleep_future(id, event_loop, &arguments.positional, log)?
                } else {
                    let word = arguments.positional.get(1).copied();
                    let mut future = Future::new(event_loop, None);
                    future.label = word.map(|word| (first, word));
                    self.env(id).alloc(Object::Future(Box::new(future)))
                }
            }
            Native::SetUnlessDone => {
                self.set_unless_done(id, &arguments.positional, log);
                Value::None
            }
            Native::LabelFuture => {
                if let [Value::Object(future), object, word] = arguments.positional[..]
                    && let Some(future) = self.future_mut(future)
                {
                    future.label = Some((object, word));
                }
                Value::None
            }
            Native::Note => {
                if let [Value::Object(object), word, count] = arguments.positional[..]
                    && let Some(word) = self.env(id).as_text(word)
                {
                    let object = log.object(self, object);
                    let count = match count {
                        Value::Int(count) => u32::try_from(count).unwrap_or(u32::MAX),
                        _ => 0,
                    };
                    let what = match &*word {
                        "acquired" => What::Acquired { object },
                        "released" => What::Released { object, free: true },
                        "saw" => What::Saw { object },
                        "cleared" => What::Cleared { object },
                        "notified" => What::Notified { object, count },
                        _ => What::Set { object },
                    };
                    log.event(self, id, what);
                }
                Value::None
            }
            _ => {
                let message = format!("{}() is not supported here", native.path());
                return Err(self.env(id).type_error(&message));
            }
        };
        self.finish_operation(id, base, value);
        Ok(Flow::Continue)
    }

    fn no_running_loop(&mut self, id: TaskId) -> Fault {
        self.env(id)
            .raise(Native::RuntimeError, "no running event loop")
    }

    /// `sleep_future(delay, result, word)`: what `asyncio.sleep` waits for.
    fn sleep_future(
        &mut self,
        id: TaskId,
        event_loop: ObjectId,
        arguments: &[Value],
        log: &mut Log<'_>,
    ) -> Result<Value, Fault> {
        let &[delay, result, word] = arguments else {
            return Err(self.env(id).type_error("sleep_future() takes 3 arguments"));
        };
        let Some(delay) = seconds(delay) else {
            return Err(self
                .env(id)
                .type_error("asyncio.sleep() takes a number of seconds"));
        };
        let when = self.now.after(nanoseconds(delay));
        let mut future = Future::new(event_loop, None);
        future.label = Some((Value::Int(i64::try_from(when.0).unwrap_or(i64::MAX)), word));
        let future = self.heap.alloc(id.0, Object::Future(Box::new(future)));
        let function = Value::Native(Native::SetUnlessDone);
        let callback = Callback::Call(function, Arc::new([Value::Object(future), result]));
        let timer = self.call_at(id, event_loop, when, callback, log);
        if let Some(future) = self.future_mut(future) {
            future.timer = Some(timer);
        }
        Ok(Value::Object(future))
    }

    /// `set_unless_done(future, result)`
    pub(super) fn set_unless_done(&mut self, by: TaskId, arguments: &[Value], log: &mut Log<'_>) {
        if let &[Value::Object(id), result] = arguments
            && self.future(id).is_some_and(|future| !future.is_done())
        {
            self.set_state(by, id, FutureState::Result(result), log);
        }
    }
}
