//! Generators, coroutines, and waiting.

use interleave_program::{FunctionKind, Hook, NameId, Native, Op, Reg, well_known};
use interleave_trace::ObjectId;

use super::{Arguments, Flow, Interpreter, Stop};
use crate::executor::FutureState;
use crate::library::{Fault, attribute, exception, iterate};
use crate::world::object::{AsyncStep, GeneratorState, Object};
use crate::world::task::Then;
use crate::world::value::Value;

/// What a generator is resumed with.
enum Sent {
    Value(Value),
    Exception(Value),
}

impl Interpreter<'_> {
    /// The `Next` instruction.
    pub(super) fn next_item(&mut self, iter: Reg, target: u32) -> Result<Flow, Fault> {
        let iterator = self.register(iter);
        let item = iter.offset(1);
        let Value::Object(id) = iterator else {
            return Err(self.env().type_error("the object is not an iterator"));
        };
        match self.heap.get(id) {
            Object::Iterator(_) => match iterate::next(&mut self.env(), id)? {
                Some(value) => {
                    self.task.set_register(item, value);
                    self.task.advance();
                    Ok(Flow::Continue)
                }
                None => {
                    if let Some(frame) = self.task.frames.last_mut() {
                        frame.pc = target;
                    }
                    Ok(Flow::Continue)
                }
            },
            Object::Generator(_) => {
                self.resume(id, Sent::Value(Value::None), Then::Next { item, target })
            }
            _ => self.call_dunder_next(iterator, Then::Next { item, target }),
        }
    }

    fn call_dunder_next(&mut self, iterator: Value, then: Then) -> Result<Flow, Fault> {
        match attribute::special(&self.env(), iterator, well_known::NEXT) {
            Some(function) => self.invoke(function, Arguments::positional(vec![iterator]), then),
            None => {
                let name = attribute::type_name(&self.env(), iterator);
                Err(self
                    .env()
                    .type_error(&format!("'{name}' object is not an iterator")))
            }
        }
    }

    /// The function `next`.
    pub(super) fn native_next(&mut self, arguments: Arguments, then: Then) -> Result<Flow, Fault> {
        let Some(&iterator) = arguments.positional.first() else {
            return Err(self
                .env()
                .type_error("next expected at least 1 argument, got 0"));
        };
        let default = arguments.positional.get(1).copied();
        let then = match (then, default) {
            (Then::Into(dst), Some(default)) => Then::NextOr { dst, default },
            (then, _) => then,
        };
        match self.heap.of(iterator) {
            Object::Iterator(_) => {
                let Value::Object(id) = iterator else {
                    return Ok(Flow::Continue);
                };
                match (iterate::next(&mut self.env(), id)?, default) {
                    (Some(value), _) | (None, Some(value)) => self.deliver(then, value),
                    (None, None) => Err(self.stop_iteration(Value::None)),
                }
            }
            Object::Generator(_) => match iterator {
                Value::Object(id) => self.resume(id, Sent::Value(Value::None), then),
                _ => Ok(Flow::Continue),
            },
            _ => self.call_dunder_next(iterator, then),
        }
    }

    pub(super) fn stop_iteration(&mut self, value: Value) -> Fault {
        let args = if let Value::None = value {
            Vec::new()
        } else {
            vec![value]
        };
        let class = Value::Native(Native::StopIteration);
        Fault::Raise(self.env().exception_of(class, args))
    }

    /// A method of a generator, coroutine or asynchronous generator.
    pub(super) fn generator_method(
        &mut self,
        receiver: Value,
        name: NameId,
        arguments: Arguments,
        then: Then,
    ) -> Result<Flow, Fault> {
        let Value::Object(id) = receiver else {
            return Ok(Flow::Continue);
        };
        let kind = match self.heap.get(id) {
            Object::Generator(generator) => generator.kind,
            _ => FunctionKind::Generator,
        };
        let first = arguments.positional.first().copied().unwrap_or(Value::None);
        match (kind, name) {
            (FunctionKind::AsyncGenerator, well_known::AITER)
            | (FunctionKind::Generator, well_known::ITER) => self.deliver(then, receiver),
            (FunctionKind::AsyncGenerator, well_known::ANEXT | well_known::ASEND) => {
                self.async_step(id, AsyncStep::Send(first), then)
            }
            (FunctionKind::AsyncGenerator, well_known::ATHROW) => {
                let exception = self.exception_from(first)?;
                self.async_step(id, AsyncStep::Throw(exception), then)
            }
            (FunctionKind::AsyncGenerator, well_known::ACLOSE) => {
                self.async_step(id, AsyncStep::Close, then)
            }
            // What awaits a coroutine's own iterator awaits the coroutine.
            (FunctionKind::Coroutine, well_known::AWAIT) => self.deliver(then, receiver),
            (FunctionKind::AsyncGenerator, _) => self.unsupported_method(receiver, name),
            (FunctionKind::Generator, well_known::NEXT) => {
                self.resume(id, Sent::Value(Value::None), then)
            }
            (_, well_known::SEND) => self.resume(id, Sent::Value(first), then),
            (_, well_known::THROW) => {
                let exception = self.exception_from(first)?;
                self.resume(id, Sent::Exception(exception), then)
            }
            (_, well_known::CLOSE) => self.close(id, then),
            _ => self.unsupported_method(receiver, name),
        }
    }

    fn async_step(
        &mut self,
        generator: ObjectId,
        step: AsyncStep,
        then: Then,
    ) -> Result<Flow, Fault> {
        let next = self.env().alloc(Object::AsyncNext { generator, step });
        self.deliver(then, next)
    }

    fn unsupported_method(&mut self, receiver: Value, name: NameId) -> Result<Flow, Fault> {
        let kind = attribute::type_name(&self.env(), receiver);
        let message = format!(
            "'{kind}' object has no attribute '{}'",
            self.heap.name(name)
        );
        Err(self.env().raise(Native::AttributeError, &message))
    }

    fn close(&mut self, id: ObjectId, then: Then) -> Result<Flow, Fault> {
        let started = match self.heap.get_mut(id) {
            Some(Object::Generator(generator)) => match &generator.state {
                GeneratorState::Suspended { started: true, .. } => true,
                GeneratorState::Suspended { .. } => {
                    generator.state = GeneratorState::Finished;
                    false
                }
                _ => false,
            },
            _ => false,
        };
        if !started {
            return self.deliver(then, Value::None);
        }
        let exit = self
            .env()
            .exception_of(Value::Native(Native::GeneratorExit), Vec::new());
        let dst = match then {
            Then::Into(dst) => dst,
            _ => Reg(0),
        };
        self.resume(id, Sent::Exception(exit), Then::Close(dst))
    }

    /// Goes on with a suspended generator; `then` says what happens with what it yields.
    fn resume(&mut self, id: ObjectId, sent: Sent, then: Then) -> Result<Flow, Fault> {
        let Some(Object::Generator(generator)) = self.heap.get_mut(id) else {
            return Ok(Flow::Continue);
        };
        let function = generator.function;
        let state = match generator.state {
            // A body that has not begun has no handlers, even when it begins with a `try`.
            GeneratorState::Suspended { started: false, .. }
                if !matches!(sent, Sent::Value(Value::None)) =>
            {
                return Err(match sent {
                    Sent::Exception(exception) => {
                        generator.state = GeneratorState::Finished;
                        Fault::Raise(exception)
                    }
                    Sent::Value(_) => self
                        .env()
                        .type_error("can't send non-None value to a just-started generator"),
                });
            }
            GeneratorState::Suspended { .. } => {
                std::mem::replace(&mut generator.state, GeneratorState::Running)
            }
            GeneratorState::Running => {
                return Err(self.env().value_error("generator already executing"));
            }
            GeneratorState::Finished if generator.kind == FunctionKind::Coroutine => {
                return Err(self.env().raise(
                    Native::RuntimeError,
                    "cannot reuse already awaited coroutine",
                ));
            }
            GeneratorState::Finished => {
                return match (sent, then) {
                    (Sent::Exception(exception), _) => Err(Fault::Raise(exception)),
                    (_, Then::Next { target, .. }) => {
                        if let Some(frame) = self.task.frames.last_mut() {
                            frame.pc = target;
                        }
                        Ok(Flow::Continue)
                    }
                    (_, Then::NextOr { default, .. }) => self.deliver(then, default),
                    (_, Then::Delegate(_)) => self.deliver(then, Value::None),
                    (_, Then::AsyncNext(_)) => Err(Fault::Raise(
                        self.env()
                            .exception_of(Value::Native(Native::StopAsyncIteration), Vec::new()),
                    )),
                    _ => Err(self.stop_iteration(Value::None)),
                };
            }
        };
        let GeneratorState::Suspended {
            registers,
            handled,
            pc,
            started,
        } = state
        else {
            return Ok(Flow::Continue);
        };
        self.resume_frame(function, registers, handled, pc, then, id)?;
        // Who waits for another generator passes on what was sent.
        let op = self.program.function(function).code.get(pc as usize);
        if let Some((reg, then)) = match op {
            Some(&Op::YieldFrom { iter }) => Some((iter, Then::Delegate(iter))),
            Some(&Op::Await { value }) if started => Some((value, Then::Into(value))),
            _ => None,
        } && let Value::Object(inner) = self.register(reg)
        {
            match self.heap.get(inner) {
                Object::Generator(inner_generator) => {
                    let then = match inner_generator.kind {
                        FunctionKind::Coroutine => then,
                        _ => Then::Delegate(reg),
                    };
                    return self.resume(inner, sent, then);
                }
                Object::AsyncNext { generator, .. } => {
                    let generator = *generator;
                    return self.resume(generator, sent, Then::AsyncNext(reg));
                }
                _ => {}
            }
        }
        match sent {
            Sent::Value(value) if started => {
                // A generator is suspended at its `Yield`, which receives the value, or at a `YieldFrom`, which asks on.
                if let Some(Op::Yield { value: reg }) =
                    self.program.function(function).code.get(pc as usize)
                {
                    self.task.set_register(*reg, value);
                    self.task.advance();
                }
                Ok(Flow::Continue)
            }
            Sent::Value(_) => Ok(Flow::Continue),
            Sent::Exception(exception) => Err(Fault::Raise(exception)),
        }
    }

    /// The `Yield` instruction: suspends the generator and hands the value to whoever asked for it.
    pub(super) fn yield_value(&mut self, value: Value) -> Result<Flow, Fault> {
        // What reaches the event loop leaves the task's frames as they are.
        if self.is_driven_by_loop() {
            return match value {
                Value::None => Ok(Flow::Stop(Stop::Operation)),
                _ => {
                    let shown = crate::library::text::brief(self.heap, self.program, value);
                    let message = format!("Task got bad yield: {shown}");
                    Err(self.env().raise(Native::RuntimeError, &message))
                }
            };
        }
        self.yield_up(value)
    }

    /// Whether what the innermost frame yields goes to the event loop: every frame up to the task's own awaits the next.
    fn is_driven_by_loop(&self) -> bool {
        let frames = &self.task.frames;
        for (at, frame) in frames.iter().enumerate().rev() {
            if frame.generator.is_none() {
                return false;
            }
            match frame.then {
                Then::Root => return true,
                Then::Delegate(_) => {}
                Then::Into(_) if at > 0 && self.awaits(at - 1) => {}
                _ => return false,
            }
        }
        false
    }

    /// Whether a frame stands at an `await`.
    fn awaits(&self, frame: usize) -> bool {
        self.task.frames.get(frame).is_some_and(|frame| {
            let code = &self.program.function(frame.function).code;
            matches!(code.get(frame.pc as usize), Some(Op::Await { .. }))
        })
    }

    /// Suspends the innermost generator, and those that wait for it, and hands the value to whoever asked for it.
    fn yield_up(&mut self, value: Value) -> Result<Flow, Fault> {
        let Some(frame) = self.task.frames.pop() else {
            return Ok(Flow::Continue);
        };
        let registers = self.task.registers.split_off(frame.base as usize);
        let handled = self
            .task
            .handled
            .split_off((frame.handled as usize).min(self.task.handled.len()));
        if let Some(id) = frame.generator
            && let Some(Object::Generator(generator)) = self.heap.get_mut(id)
        {
            generator.state = GeneratorState::Suspended {
                registers,
                handled,
                pc: frame.pc,
                started: true,
            };
        }
        match frame.then {
            // The delegating generator yields it in turn, and stays at its `YieldFrom`.
            Then::Delegate(_) => self.yield_up(value),
            Then::Into(_) if self.is_awaited(frame.generator) => self.yield_up(value),
            Then::Close(_) => Err(self
                .env()
                .raise(Native::RuntimeError, "generator ignored GeneratorExit")),
            Then::NextOr { dst, .. } | Then::AsyncNext(dst) => self.deliver(Then::Into(dst), value),
            then => self.deliver(then, value),
        }
    }

    /// Whether the generator just suspended is a coroutine that the frame above awaits.
    fn is_awaited(&self, generator: Option<ObjectId>) -> bool {
        let is_coroutine = generator.is_some_and(|id| {
            matches!(self.heap.get(id), Object::Generator(generator) if generator.kind == FunctionKind::Coroutine)
        });
        let depth = self.task.frames.len();
        is_coroutine && depth > 0 && self.awaits(depth - 1)
    }

    /// The `YieldFrom` instruction.
    pub(super) fn yield_from(&mut self, reg: Reg) -> Result<Flow, Fault> {
        let iterator = self.register(reg);
        match self.heap.of(iterator) {
            Object::Generator(_) => match iterator {
                Value::Object(id) => self.resume(id, Sent::Value(Value::None), Then::Delegate(reg)),
                _ => Ok(Flow::Continue),
            },
            // `yield from future`, in an `__await__`
            Object::Future(_) => self.await_value(reg),
            Object::Iterator(_) => match iterator {
                Value::Object(id) => match iterate::next(&mut self.env(), id)? {
                    Some(value) => self.yield_value(value),
                    None => self.deliver(Then::Into(reg), Value::None),
                },
                _ => Ok(Flow::Continue),
            },
            // An iterable becomes an iterator, and one that runs code a list; then the instruction is tried again.
            _ => {
                let done = if attribute::special(&self.env(), iterator, well_known::NEXT).is_some()
                {
                    self.env().hook(Hook::List, vec![iterator])?
                } else {
                    iterate::iter(&mut self.env(), iterator)?
                };
                self.finish(done, Then::Retry(reg))
            }
        }
    }

    /// The `Await` instruction.
    pub(super) fn await_value(&mut self, reg: Reg) -> Result<Flow, Fault> {
        let value = self.register(reg);
        let Value::Object(id) = value else {
            return self.not_awaitable(value);
        };
        match self.heap.get(id) {
            Object::Generator(generator) if generator.kind == FunctionKind::Coroutine => {
                match generator.state {
                    GeneratorState::Suspended { started: false, .. } => {
                        self.resume(id, Sent::Value(Value::None), Then::Into(reg))
                    }
                    _ => Err(self.env().raise(
                        Native::RuntimeError,
                        "cannot reuse already awaited coroutine",
                    )),
                }
            }
            // The iterator that an `__await__` gave.
            Object::Generator(generator) if generator.kind == FunctionKind::Generator => {
                self.resume(id, Sent::Value(Value::None), Then::Delegate(reg))
            }
            Object::AsyncNext { generator, step } => match (*generator, *step) {
                (generator, AsyncStep::Send(value)) => {
                    self.resume(generator, Sent::Value(value), Then::AsyncNext(reg))
                }
                (generator, AsyncStep::Throw(exception)) => {
                    self.resume(generator, Sent::Exception(exception), Then::AsyncNext(reg))
                }
                (generator, AsyncStep::Close) => self.close(generator, Then::Into(reg)),
            },
            Object::Future(future) => match future.state {
                FutureState::Pending => Ok(Flow::Stop(Stop::Await(id))),
                FutureState::Result(value) => self.deliver(Then::Into(reg), value),
                FutureState::Exception(exception) | FutureState::Cancelled(exception) => {
                    if let Some(Object::Future(future)) = self.heap.get_mut(id) {
                        future.retrieved = true;
                    }
                    Err(Fault::Raise(exception))
                }
            },
            // `__await__` gives something else to wait for: a future, or a generator that delegates to one.
            _ => match attribute::special(&self.env(), value, well_known::AWAIT) {
                Some(function) => self.invoke(
                    function,
                    Arguments::positional(vec![value]),
                    Then::Retry(reg),
                ),
                None => self.not_awaitable(value),
            },
        }
    }

    fn not_awaitable(&mut self, value: Value) -> Result<Flow, Fault> {
        let name = attribute::type_name(&self.env(), value);
        Err(self.env().type_error(&format!(
            "object {name} can't be used in 'await' expression"
        )))
    }

    /// A generator's frame has returned: what its consumer makes of that.
    pub(super) fn generator_returned(
        &mut self,
        id: ObjectId,
        then: Then,
        value: Value,
    ) -> Result<Flow, Fault> {
        let kind = match self.heap.get_mut(id) {
            Some(Object::Generator(generator)) => {
                generator.state = GeneratorState::Finished;
                generator.kind
            }
            _ => FunctionKind::Generator,
        };
        match (kind, then) {
            (_, Then::Close(reg)) => self.deliver(Then::Into(reg), Value::None),
            (FunctionKind::Coroutine, Then::Root | Then::Delegate(_) | Then::Callback) => {
                self.deliver(then, value)
            }
            (FunctionKind::Coroutine, then)
                if self
                    .task
                    .frames
                    .len()
                    .checked_sub(1)
                    .is_some_and(|top| self.awaits(top)) =>
            {
                self.deliver(then, value)
            }
            // Who drives a coroutine by hand learns its result from `StopIteration`.
            (FunctionKind::Coroutine, _) => Err(self.stop_iteration(value)),
            (_, Then::Next { target, .. }) => {
                if let Some(frame) = self.task.frames.last_mut() {
                    frame.pc = target;
                }
                Ok(Flow::Continue)
            }
            (_, Then::NextOr { dst, default }) => self.deliver(Then::Into(dst), default),
            (_, Then::Delegate(reg)) => self.deliver(Then::Into(reg), value),
            (_, Then::AsyncNext(_)) => Err(Fault::Raise(
                self.env()
                    .exception_of(Value::Native(Native::StopAsyncIteration), Vec::new()),
            )),
            _ => Err(self.stop_iteration(value)),
        }
    }

    /// Whether an exception is of a native class.
    pub(super) fn is_exception(&mut self, exception: Value, class: Native) -> bool {
        exception::matches(&mut self.env(), exception, Value::Native(class)).unwrap_or(false)
    }
}
