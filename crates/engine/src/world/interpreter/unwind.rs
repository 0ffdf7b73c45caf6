//! Results and exceptions: leaving frames.

use interleave_program::{Hook, Native};

use super::{Arguments, Flow, Interpreter, Stop};
use crate::library::{Fault, attribute, exception, operator};
use crate::world::object::{GeneratorState, Object};
use crate::world::task::Then;
use crate::world::value::Value;

impl Interpreter<'_> {
    /// The innermost function returns `value`.
    pub(super) fn leave(&mut self, value: Value) -> Result<Flow, Fault> {
        let Some(frame) = self.task.frames.pop() else {
            return Ok(Flow::Stop(Stop::Returned(value)));
        };
        self.task.registers.truncate(frame.base as usize);
        self.task.handled.truncate(frame.handled as usize);
        if let Some(generator) = frame.generator {
            return self.generator_returned(generator, frame.then, value);
        }
        match frame.instance {
            Some((instance, then)) => match value {
                Value::None => self.deliver(*then, instance),
                _ => {
                    let name = attribute::type_name(&self.env(), value);
                    Err(self
                        .env()
                        .type_error(&format!("__init__() should return None, not '{name}'")))
                }
            },
            None => self.deliver(frame.then, value),
        }
    }

    /// Does with a value what was planned for it.
    pub(crate) fn deliver(&mut self, then: Then, value: Value) -> Result<Flow, Fault> {
        match then {
            Then::Into(dst)
            | Then::Next { item: dst, .. }
            | Then::NextOr { dst, .. }
            | Then::AttributeOr { dst, .. }
            | Then::AsyncNext(dst)
            | Then::Delegate(dst)
            | Then::Close(dst) => {
                self.task.set_register(dst, value);
                self.task.advance();
            }
            Then::Retry(dst) => self.task.set_register(dst, value),
            Then::Init | Then::Discard => self.task.advance(),
            Then::Truth { dst, negate } => {
                let truth = self.plain_truth(value)?;
                self.task.set_register(dst, Value::Bool(truth != negate));
                self.task.advance();
            }
            Then::Branch { when, target } => {
                let truth = self.plain_truth(value)?;
                if let Some(frame) = self.task.frames.last_mut() {
                    frame.pc = if truth == when { target } else { frame.pc + 1 };
                }
            }
            Then::Callee { base, args } => {
                let positional: Vec<Value> = (1..=u16::from(args))
                    .map(|at| self.register(base.offset(at)))
                    .collect();
                return self.invoke(value, Arguments::positional(positional), Then::Into(base));
            }
            Then::Root => return Ok(Flow::Stop(Stop::Returned(value))),
            Then::Callback => return Ok(Flow::Stop(Stop::CallbackReturned)),
        }
        Ok(Flow::Continue)
    }

    /// The truth of what a `__bool__`, `__len__` or comparison gave.
    fn plain_truth(&mut self, value: Value) -> Result<bool, Fault> {
        match operator::truth(&mut self.env(), value)? {
            operator::Truth::Known(truth) => Ok(truth),
            operator::Truth::Ask { .. } => {
                Err(self.env().type_error("__bool__ should return bool"))
            }
        }
    }

    /// Raises an exception: finds its handler, leaving frames on the way. `fresh` exceptions get their context and the
    /// first entry of their traceback.
    pub(crate) fn unwind(&mut self, exception: Value, fresh: bool) -> Option<Stop> {
        let mut exception = exception;
        // What is raised again in the frame that caught it has this frame's entry.
        let mut has_entry = !fresh;
        if fresh {
            self.note_context(exception);
        }
        loop {
            let Some(frame) = self.task.frames.last_mut() else {
                return Some(Stop::Raised(exception));
            };
            let function = self.program.function(frame.function);
            let pc = frame.pc;
            let site = self.program.site(frame.function, pc as usize);
            let handler = function
                .handlers
                .iter()
                .find(|handler| (handler.start..handler.end).contains(&pc))
                .copied();
            if let Some(handler) = handler {
                frame.pc = handler.target;
            }
            if !std::mem::take(&mut has_entry)
                && let Value::Object(id) = exception
                && let Some(Object::Exception(raised)) = self.heap.get_mut(id)
                && raised.traceback.len() < super::MAX_FRAMES
            {
                raised.traceback.push(site);
            }
            if let Some(handler) = handler {
                self.task.set_register(handler.exception, exception);
                return None;
            }
            let Some(frame) = self.task.frames.pop() else {
                return Some(Stop::Raised(exception));
            };
            self.task.registers.truncate(frame.base as usize);
            self.task.handled.truncate(frame.handled as usize);
            if let Some(id) = frame.generator {
                if let Some(Object::Generator(generator)) = self.heap.get_mut(id) {
                    generator.state = GeneratorState::Finished;
                }
                if self.is_exception(exception, Native::StopIteration) {
                    // PEP 479
                    let stop = exception;
                    exception = self
                        .env()
                        .exception(Native::RuntimeError, "generator raised StopIteration");
                    if let Value::Object(id) = exception
                        && let Some(Object::Exception(raised)) = self.heap.get_mut(id)
                    {
                        raised.cause = stop;
                        raised.context = stop;
                        raised.suppress_context = true;
                    }
                }
                if let Then::Close(dst) = frame.then
                    && self.is_exception(exception, Native::GeneratorExit)
                {
                    return self.stop_of(Then::Into(dst), Value::None);
                }
            } else if let Then::AttributeOr { dst, default } = frame.then
                && self.is_exception(exception, Native::AttributeError)
            {
                return self.stop_of(Then::Into(dst), default);
            } else if self.is_exception(exception, Native::StopIteration) {
                match frame.then {
                    Then::Next { target, .. } => {
                        if let Some(frame) = self.task.frames.last_mut() {
                            frame.pc = target;
                        }
                        return None;
                    }
                    Then::NextOr { dst, default } => return self.stop_of(Then::Into(dst), default),
                    _ => {}
                }
            }
            if matches!(frame.then, Then::Root | Then::Callback)
                && exception::needs_text(self.heap, exception)
                && self.ask_for_text(exception, frame.then)
            {
                return None;
            }
            match frame.then {
                Then::Root => return Some(Stop::Raised(exception)),
                Then::Callback => return Some(Stop::CallbackRaised(exception)),
                _ => {}
            }
        }
    }

    /// Has the library keep the texts that a traceback will show, and raise the exception again.
    fn ask_for_text(&mut self, exception: Value, then: Then) -> bool {
        let Some(hook) = self.program.hook(Hook::Uncaught) else {
            return false;
        };
        let arguments = Arguments::positional(vec![exception]);
        self.invoke(Value::Function(hook), arguments, then).is_ok()
    }

    fn stop_of(&mut self, then: Then, value: Value) -> Option<Stop> {
        match self.deliver(then, value) {
            Ok(Flow::Stop(stop)) => Some(stop),
            _ => None,
        }
    }

    /// The exception being handled becomes the context of a new one.
    fn note_context(&mut self, exception: Value) {
        let Some(&handled) = self.task.handled.last() else {
            return;
        };
        if handled.is(exception) {
            return;
        }
        if let Value::Object(id) = exception
            && let Some(Object::Exception(raised)) = self.heap.get_mut(id)
            && !raised.context.is_set()
        {
            raised.context = handled;
        }
    }
}
