//! What programs and the library may ask of loops, futures, tasks and handles.

use interleave_program::{Hook, NameId, Native, Reg, well_known};
use interleave_trace::{ObjectId, TaskId, Tick, What};

use super::{Callback, EventLoop, Future, FutureState};
use crate::library::Fault;
use crate::world::World;
use crate::world::interpreter::{Arguments, Flow};
use crate::world::log::Log;
use crate::world::object::{Items, Key, Object};
use crate::world::task::Then;
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
                None => {
                    return Err(self
                        .env(id)
                        .raise(Native::RuntimeError, "no running event loop"));
                }
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
                _ => {
                    return Err(self
                        .env(id)
                        .raise(Native::RuntimeError, "no running event loop"));
                }
            },
            Native::AllTasks => {
                let event_loop = first.object().or(running);
                let tasks = event_loop
                    .and_then(|event_loop| self.event_loop(event_loop))
                    .map(|event_loop| event_loop.tasks.clone());
                let items: Items = tasks
                    .unwrap_or_default()
                    .into_iter()
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
            Native::LabelFuture => {
                if let [Value::Object(future), object, word] = arguments.positional[..]
                    && let Some(future) = self.future_mut(future)
                {
                    future.label = Some((object, word));
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

    /// Performs a method of a loop, future, task or handle.
    pub(crate) fn loop_method(
        &mut self,
        id: TaskId,
        object: ObjectId,
        name: NameId,
        arguments: &Arguments,
        base: Reg,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        if let (Object::Loop(_), well_known::RUN_UNTIL_COMPLETE) = (self.heap.get(object), name) {
            return self.run_until_complete(id, object, arguments, log);
        }
        if let (Object::Loop(_), well_known::RUN_IN_EXECUTOR) = (self.heap.get(object), name) {
            let mut args = vec![Value::Object(object)];
            args.extend(arguments.positional.iter().copied().take(2));
            args.resize(3, Value::None);
            let rest = arguments.positional.get(2..).unwrap_or_default().to_vec();
            args.push(self.env(id).tuple(rest));
            let done = self.env(id).hook(Hook::RunInExecutor, args)?;
            let mut crossed = false;
            return self
                .interpreter(id, &mut crossed)
                .finish(done, Then::Into(base));
        }
        let value = self.loop_method_value(id, object, name, arguments, log)?;
        self.finish_operation(id, base, value);
        Ok(Flow::Continue)
    }

    fn run_until_complete(
        &mut self,
        id: TaskId,
        event_loop: ObjectId,
        arguments: &Arguments,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        let first = arguments.positional.first().copied().unwrap_or(Value::None);
        if self.running_loop(id).is_some() {
            return Err(self
                .env(id)
                .raise(Native::RuntimeError, "This event loop is already running"));
        }
        if self
            .event_loop(event_loop)
            .is_some_and(|event_loop| event_loop.closed)
        {
            return Err(self
                .env(id)
                .raise(Native::RuntimeError, "Event loop is closed"));
        }
        let until = match self.heap.of(first) {
            Object::Future(_) => first.object().unwrap_or(event_loop),
            _ => self.make_task(id, event_loop, first, None, log)?,
        };
        self.enter_loop(id, event_loop, until, log);
        Ok(Flow::Continue)
    }

    /// Performs a method of a loop, future, task or handle that is over at once.
    pub(super) fn loop_method_value(
        &mut self,
        id: TaskId,
        object: ObjectId,
        name: NameId,
        arguments: &Arguments,
        log: &mut Log<'_>,
    ) -> Result<Value, Fault> {
        match self.heap.get(object) {
            Object::Loop(_) => self.event_loop_method(id, object, name, arguments, log),
            Object::Future(_) => self.future_method(id, object, name, arguments, log),
            _ => self.handle_method(id, object, name),
        }
    }

    fn event_loop_method(
        &mut self,
        id: TaskId,
        object: ObjectId,
        name: NameId,
        arguments: &Arguments,
        log: &mut Log<'_>,
    ) -> Result<Value, Fault> {
        let args = &arguments.positional;
        let callback_at = |at: usize| {
            args.get(at).map(|&function| {
                Callback::Call(function, args.get(at + 1..).unwrap_or_default().to_vec())
            })
        };
        let seconds = |value: Option<&Value>| match value {
            Some(Value::Int(seconds)) => Some(*seconds as f64),
            Some(Value::Float(seconds)) => Some(*seconds),
            _ => None,
        };
        let value = match name {
            well_known::CALL_SOON | well_known::CALL_SOON_THREADSAFE => match callback_at(0) {
                Some(callback) => Value::Object(self.call_soon(id, object, callback, log)),
                None => return Err(self.env(id).type_error("call_soon() needs a callback")),
            },
            well_known::CALL_LATER | well_known::CALL_AT => {
                match (seconds(args.first()), callback_at(1)) {
                    (Some(seconds), Some(callback)) => {
                        let ns = (seconds.clamp(0.0, 3e10) * 1e9).round() as u64;
                        let when = if name == well_known::CALL_AT {
                            Tick(ns)
                        } else {
                            self.now.after(ns)
                        };
                        Value::Object(self.call_at(id, object, when, callback, log))
                    }
                    _ => {
                        return Err(self
                            .env(id)
                            .type_error("call_later() needs a number of seconds and a callback"));
                    }
                }
            }
            well_known::TIME => Value::Float(self.now.0 as f64 / 1e9),
            well_known::CREATE_FUTURE => self
                .env(id)
                .alloc(Object::Future(Box::new(Future::new(object, None)))),
            well_known::CREATE_TASK => {
                let coroutine = arguments
                    .get(0, well_known::COROUTINE)
                    .unwrap_or(Value::None);
                let name = arguments
                    .named
                    .iter()
                    .find(|(name, _)| *name == well_known::NAME)
                    .map(|&(_, name)| name);
                let name = name.and_then(|name| self.env(id).as_text(name));
                Value::Object(self.make_task(id, object, coroutine, name, log)?)
            }
            well_known::STOP => {
                if let Some(event_loop) = self.event_loop(object) {
                    event_loop.stopping = true;
                }
                Value::None
            }
            well_known::CLOSE => {
                if let Some(event_loop) = self.event_loop(object) {
                    event_loop.closed = true;
                }
                Value::None
            }
            well_known::IS_RUNNING => Value::Bool(
                self.event_loop(object)
                    .is_some_and(|event_loop| event_loop.running),
            ),
            well_known::IS_CLOSED => Value::Bool(
                self.event_loop(object)
                    .is_some_and(|event_loop| event_loop.closed),
            ),
            well_known::GET_DEBUG => Value::Bool(false),
            well_known::SET_DEBUG => Value::None,
            _ => return Err(self.no_method(id, object, name)),
        };
        Ok(value)
    }

    fn future_method(
        &mut self,
        id: TaskId,
        object: ObjectId,
        name: NameId,
        arguments: &Arguments,
        log: &mut Log<'_>,
    ) -> Result<Value, Fault> {
        let first = arguments.positional.first().copied().unwrap_or(Value::None);
        let Some(future) = self.future(object) else {
            return Ok(Value::None);
        };
        let (state, task, event_loop) = (future.state.clone(), future.task, future.event_loop);
        let done = future.is_done();
        let value = match name {
            well_known::DONE => Value::Bool(done),
            well_known::CANCELLED => Value::Bool(matches!(state, FutureState::Cancelled(_))),
            well_known::RESULT | well_known::EXCEPTION => {
                let what = if name == well_known::RESULT {
                    "Result"
                } else {
                    "Exception"
                };
                if let Some(future) = self.future_mut(object) {
                    future.retrieved = true;
                }
                match state {
                    FutureState::Pending => {
                        let message = format!("{what} is not set.");
                        return Err(self.env(id).raise(Native::InvalidStateError, &message));
                    }
                    FutureState::Cancelled(exception) => return Err(Fault::Raise(exception)),
                    FutureState::Exception(exception) if name == well_known::RESULT => {
                        return Err(Fault::Raise(exception));
                    }
                    FutureState::Exception(exception) => exception,
                    FutureState::Result(value) if name == well_known::RESULT => value,
                    FutureState::Result(_) => Value::None,
                }
            }
            well_known::SET_RESULT | well_known::SET_EXCEPTION => {
                if done {
                    return Err(self
                        .env(id)
                        .raise(Native::InvalidStateError, "invalid state"));
                }
                let state = if name == well_known::SET_RESULT {
                    FutureState::Result(arguments.get(0, well_known::RESULT).unwrap_or(Value::None))
                } else {
                    FutureState::Exception(self.exception_of_argument(id, first)?)
                };
                let named = log.object(self, object);
                log.event(self, id, What::Set { object: named });
                self.complete(id, object, state, log);
                Value::None
            }
            well_known::CANCEL => {
                let message = arguments
                    .get(0, well_known::MSG)
                    .filter(|message| !matches!(message, Value::None));
                Value::Bool(self.cancel_future(id, object, message, log))
            }
            well_known::CANCELLING => {
                Value::Int(task.map_or(0, |task| i64::from(self.task(task).cancelling)))
            }
            well_known::UNCANCEL => {
                let Some(task) = task else {
                    return Err(self.no_method(id, object, name));
                };
                let task = self.task_mut(task);
                task.cancelling = task.cancelling.saturating_sub(1);
                Value::Int(i64::from(task.cancelling))
            }
            well_known::ADD_DONE_CALLBACK => {
                self.on_done(
                    id,
                    object,
                    Callback::Call(first, vec![Value::Object(object)]),
                    log,
                );
                Value::None
            }
            well_known::REMOVE_DONE_CALLBACK => Value::Int(self.remove_callback(object, first)),
            well_known::GET_LOOP => Value::Object(event_loop),
            well_known::GET_NAME if task.is_some() => {
                let name = task
                    .map(|task| self.task(task).name.clone())
                    .unwrap_or_default();
                self.env(id).text(name)
            }
            well_known::SET_NAME_ if task.is_some() => {
                let name = self.env(id).as_text(first);
                if let (Some(task), Some(name)) = (task, name) {
                    self.task_mut(task).name = name;
                }
                Value::None
            }
            _ => return Err(self.no_method(id, object, name)),
        };
        Ok(value)
    }

    fn remove_callback(&mut self, object: ObjectId, function: Value) -> i64 {
        // Bound methods are made anew each time they are looked up: they are equal if their parts are.
        let parts = |world: &World, value: Value| match world.heap.of(value) {
            Object::Method { function, receiver } => (*function, *receiver),
            _ => (value, Value::Unset),
        };
        let wanted = parts(self, function);
        let Some(future) = self.future(object) else {
            return 0;
        };
        let keep: Vec<bool> = future
            .callbacks
            .iter()
            .map(|callback| match callback {
                Callback::Call(function, _) => {
                    let found = parts(self, *function);
                    !(found.0.is(wanted.0) && found.1.is(wanted.1))
                }
                _ => true,
            })
            .collect();
        let removed = keep.iter().filter(|&&keep| !keep).count();
        if let Some(future) = self.future_mut(object) {
            let mut keep = keep.into_iter();
            future.callbacks.retain(|_| keep.next().unwrap_or(true));
        }
        removed as i64
    }

    fn exception_of_argument(&mut self, id: TaskId, value: Value) -> Result<Value, Fault> {
        match self.heap.of(value) {
            Object::Exception(_) => Ok(value),
            _ => match value {
                Value::Native(native) if native.derives_from(Native::BaseException) => {
                    Ok(self.env(id).exception_of(value, Vec::new()))
                }
                _ => Err(self
                    .env(id)
                    .type_error("set_exception() takes an exception")),
            },
        }
    }

    fn handle_method(
        &mut self,
        id: TaskId,
        object: ObjectId,
        name: NameId,
    ) -> Result<Value, Fault> {
        let Some(Object::Handle(handle)) = self.heap.get_mut(object) else {
            return Ok(Value::None);
        };
        match name {
            well_known::CANCEL => {
                handle.cancelled = true;
                self.drop_timer(object);
                Ok(Value::None)
            }
            well_known::CANCELLED => Ok(Value::Bool(handle.cancelled)),
            well_known::WHEN => Ok(handle
                .when
                .map_or(Value::None, |when| Value::Float(when.0 as f64 / 1e9))),
            _ => Err(self.no_method(id, object, name)),
        }
    }

    /// A cancelled timer no longer keeps its loop waiting.
    fn drop_timer(&mut self, handle: ObjectId) {
        let loops: Vec<ObjectId> = self
            .threads
            .iter()
            .filter_map(|thread| thread.event_loop)
            .collect();
        for id in loops {
            if let Some(event_loop) = self.event_loop(id) {
                event_loop.timers.retain(|timer| timer.handle != handle);
            }
        }
    }
}
