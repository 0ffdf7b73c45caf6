//! Methods of futures and of asyncio's tasks.

use std::sync::Arc;

use interleave_program::{Native, well_known};
use interleave_trace::{ObjectId, TaskId, What};

use super::{Callback, FutureState};
use crate::library::Fault;
use crate::world::interpreter::Flow;
use crate::world::object::Object;
use crate::world::operation::Call;
use crate::world::value::Value;
use crate::world::{Log, World};

impl World {
    /// Performs a method of a future or task.
    pub(crate) fn future_operation(
        &mut self,
        call: &Call<'_>,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        let Some(future) = self.future(call.object) else {
            return Ok(Flow::Continue);
        };
        let (task, event_loop) = (future.task, future.event_loop);
        let (done, cancelled) = (
            future.is_done(),
            matches!(future.state, FutureState::Cancelled(_)),
        );
        let value = match (call.name, task) {
            (well_known::DONE, _) => Value::Bool(done),
            // What waits for a future's own iterator waits for the future.
            (well_known::AWAIT | well_known::ITER, _) => Value::Object(call.object),
            (well_known::CANCELLED, _) => Value::Bool(cancelled),
            (well_known::RESULT | well_known::EXCEPTION, _) => self.outcome(call)?,
            (well_known::SET_RESULT | well_known::SET_EXCEPTION, _) => {
                self.set_outcome(call, done, log)?
            }
            (well_known::CANCEL, _) => {
                let message = call
                    .get(0, well_known::MSG)
                    .filter(|message| !matches!(message, Value::None));
                Value::Bool(self.cancel_future(call.task, call.object, message, log))
            }
            (well_known::CANCELLING, task) => {
                Value::Int(task.map_or(0, |task| i64::from(self.task(task).cancelling)))
            }
            (well_known::UNCANCEL, Some(task)) => {
                let task = self.task_mut(task);
                task.cancelling = task.cancelling.saturating_sub(1);
                Value::Int(i64::from(task.cancelling))
            }
            (well_known::ADD_DONE_CALLBACK, _) => {
                let callback = Callback::Call(call.first(), Arc::new([Value::Object(call.object)]));
                self.on_done(call.task, call.object, callback, log);
                Value::None
            }
            (well_known::REMOVE_DONE_CALLBACK, _) => {
                Value::Int(self.remove_callback(call.object, call.first()))
            }
            (well_known::GET_LOOP, _) => Value::Object(event_loop),
            (well_known::GET_CORO, Some(_)) => {
                let coroutine = self.future(call.object).and_then(|future| future.coroutine);
                coroutine.map_or(Value::None, Value::Object)
            }
            (well_known::TASK_TEXT, Some(_)) => {
                let text = self.task_text(call.object);
                self.env(call.task).text(text)
            }
            (well_known::GET_NAME, Some(task)) => {
                let name = self.task(task).name.clone();
                self.env(call.task).text(name)
            }
            (well_known::SET_NAME_, Some(task)) => {
                if let Some(name) = self.env(call.task).as_text(call.first()) {
                    self.task_mut(task).name = name;
                }
                Value::None
            }
            _ => return Err(self.no_method(call)),
        };
        self.answer(call, value)
    }

    /// `result()` or `exception()`.
    fn outcome(&mut self, call: &Call<'_>) -> Result<Value, Fault> {
        let wants_result = call.name == well_known::RESULT;
        let Some(future) = self.future_mut(call.object) else {
            return Ok(Value::None);
        };
        future.retrieved = true;
        match future.state {
            FutureState::Pending => {
                let message = match wants_result {
                    true => "Result is not set.",
                    false => "Exception is not set.",
                };
                let mut env = self.env(call.task);
                Err(env.raise(Native::InvalidStateError, message))
            }
            FutureState::Cancelled(exception) => Err(Fault::Raise(exception)),
            FutureState::Exception(exception) if wants_result => Err(Fault::Raise(exception)),
            FutureState::Exception(exception) => Ok(exception),
            FutureState::Result(value) if wants_result => Ok(value),
            FutureState::Result(_) => Ok(Value::None),
        }
    }

    /// `set_result()` or `set_exception()`.
    fn set_outcome(
        &mut self,
        call: &Call<'_>,
        done: bool,
        log: &mut Log<'_>,
    ) -> Result<Value, Fault> {
        if done {
            return Err(self
                .env(call.task)
                .raise(Native::InvalidStateError, "invalid state"));
        }
        let state = if call.name == well_known::SET_RESULT {
            FutureState::Result(call.get(0, well_known::RESULT).unwrap_or(Value::None))
        } else {
            FutureState::Exception(self.exception_of_argument(call.task, call.first())?)
        };
        self.set_state(call.task, call.object, state, log);
        Ok(Value::None)
    }

    /// A future that is not done gets a result or an exception.
    pub(super) fn set_state(
        &mut self,
        by: TaskId,
        future: ObjectId,
        state: FutureState,
        log: &mut Log<'_>,
    ) {
        let object = log.object(self, future);
        log.event(self, by, What::Set { object });
        self.complete(by, future, state, log);
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
}
