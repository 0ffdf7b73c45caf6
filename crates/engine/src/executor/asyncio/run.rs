//! Running a loop: rounds, callbacks, suspending and waking tasks.

use std::borrow::Cow;
use std::sync::Arc;

use interleave_program::{FunctionKind, Native, Op, well_known};
use interleave_trace::{
    ObjectId, Subject, TaskId, TaskInfo, TaskKind, TextId, ThreadId, Tick, What, Why,
};

use super::{Callback, EventLoop, Future, FutureState, Handle, Timer};
use crate::library::{Fault, exception};
use crate::world::interpreter::{Arguments, Flow, Stop};
use crate::world::log::Log;
use crate::world::object::{GeneratorState, Object};
use crate::world::task::{Frame, Guard, State, Suspension, Then};
use crate::world::threading::new_task;
use crate::world::value::Value;
use crate::world::{Touched, World};

impl World {
    pub(super) fn event_loop(&mut self, id: ObjectId) -> Option<&mut EventLoop> {
        match self.heap.get_mut(id) {
            Some(Object::Loop(event_loop)) => Some(event_loop),
            _ => None,
        }
    }

    pub(super) fn future(&self, id: ObjectId) -> Option<&Future> {
        match self.heap.get(id) {
            Object::Future(future) => Some(future),
            _ => None,
        }
    }

    pub(super) fn future_mut(&mut self, id: ObjectId) -> Option<&mut Future> {
        match self.heap.get_mut(id) {
            Some(Object::Future(future)) => Some(future),
            _ => None,
        }
    }

    /// Puts a callback into the ready queue of a loop; `by` is the task that does so.
    pub(super) fn call_soon(
        &mut self,
        by: TaskId,
        event_loop: ObjectId,
        callback: Callback,
        log: &mut Log<'_>,
    ) -> ObjectId {
        if let Callback::Step(task) | Callback::Wakeup(task, _) = callback {
            log.event(self, task, What::Woken { by });
        }
        let label = if log.is_on() {
            log.text(&self.callback_label(&callback))
        } else {
            TextId(0)
        };
        let handle = Object::Handle(Box::new(Handle {
            callback,
            when: None,
            timer: None,
            cancelled: false,
        }));
        let handle = self.heap.alloc(by.0, handle);
        if let Some(state) = self.event_loop(event_loop) {
            state.ready.push_back(handle);
        }
        let on = log.object(self, event_loop);
        log.event(self, by, What::Scheduled { on, label });
        self.touch(Touched::Object(event_loop));
        handle
    }

    /// Sets a timer of a loop.
    pub(super) fn call_at(
        &mut self,
        by: TaskId,
        event_loop: ObjectId,
        when: Tick,
        callback: Callback,
        log: &mut Log<'_>,
    ) -> ObjectId {
        let sequence = self.event_loop(event_loop).map_or(0, |state| {
            state.timers_made += 1;
            state.timers_made
        });
        let handle = Object::Handle(Box::new(Handle {
            callback,
            when: Some(when),
            timer: Some((event_loop, sequence)),
            cancelled: false,
        }));
        let handle = self.heap.alloc(by.0, handle);
        if let Some(state) = self.event_loop(event_loop) {
            state.timers.insert(Timer {
                when,
                sequence,
                handle,
            });
        }
        log.event(self, by, What::TimerSet { when });
        handle
    }

    /// What a callback does, in a word or two.
    #[must_use]
    pub fn callback_label(&self, callback: &Callback) -> Cow<'_, str> {
        match callback {
            Callback::Step(task) | Callback::Wakeup(task, _) => (*self.task(*task).name).into(),
            Callback::Call(function, _) => self.function_label(*function),
            Callback::Stop => "stop".into(),
        }
    }

    fn function_label(&self, function: Value) -> Cow<'_, str> {
        if let Value::Native(Native::SetUnlessDone) = function {
            return "_set_unless_done".into();
        }
        match self.heap.of(function) {
            Object::Closure(closure) => {
                let function = self.program.function(closure.function);
                function.qualified_name.as_str().into()
            }
            Object::Method { function, .. } => self.function_label(*function),
            Object::NativeMethod { name, .. } => self.heap.name(*name).into(),
            _ => crate::library::text::brief(&self.heap, &self.program, function).into(),
        }
    }

    /// A thread whose loop is between callbacks runs the next one of the round, or gets ready for the next round.
    pub(crate) fn next_callback(&mut self, thread: ThreadId, log: &mut Log<'_>) {
        let root = self.threads[thread.index()].root;
        let Some(id) = self.threads[thread.index()].event_loop else {
            return;
        };
        let Some(event_loop) = self.event_loop(id) else {
            return;
        };
        if event_loop.suspect {
            self.find_unheard(id, log);
        }
        let Some(event_loop) = self.event_loop(id) else {
            return;
        };
        if event_loop.this_round == 0 {
            if event_loop.stopping {
                return self.leave_loop(thread, id);
            }
            let until = event_loop.timers.first().map(|timer| timer.when);
            self.threads[thread.index()].current = Some(root);
            self.task_mut(root).state = State::Poised {
                guard: Guard::Round(id),
                until,
            };
            return;
        }
        event_loop.this_round -= 1;
        let Some(handle) = event_loop.ready.pop_front() else {
            return;
        };
        let Object::Handle(handle) = self.heap.get(handle) else {
            return;
        };
        if !handle.cancelled {
            let callback = handle.callback.clone();
            self.note_handling(id, &callback);
            self.run_callback(thread, root, id, callback, log);
        }
    }

    fn run_callback(
        &mut self,
        thread: ThreadId,
        root: TaskId,
        id: ObjectId,
        callback: Callback,
        log: &mut Log<'_>,
    ) {
        match callback {
            Callback::Stop => {
                if let Some(event_loop) = self.event_loop(id) {
                    event_loop.stopping = true;
                }
            }
            Callback::Step(task) | Callback::Wakeup(task, _) => {
                if self.task(task).has_ended() {
                    return;
                }
                self.threads[thread.index()].current = Some(task);
                let state = self.task_mut(task);
                state.state = State::Local;
                let cancel = state.must_cancel.take();
                log.event(self, task, What::Resumed);
                match cancel {
                    Some(exception) if self.has_not_begun(task) => {
                        self.end_unbegun(task, exception);
                    }
                    Some(exception) => self.raise_in(task, exception),
                    None => {}
                }
            }
            // It is over at once, and needs no frame.
            Callback::Call(Value::Native(Native::SetUnlessDone), args) => {
                log.event(self, root, What::Resumed);
                self.set_unless_done(root, &args, log);
                log.event(self, root, What::Suspended);
            }
            Callback::Call(function, args) => {
                self.threads[thread.index()].current = Some(root);
                self.task_mut(root).state = State::Local;
                let arguments = Arguments::positional(&args[..]);
                let mut crossed = false;
                let outcome = self.interpreter(root, &mut crossed).invoke(
                    function,
                    arguments,
                    Then::Callback,
                );
                // It begins at the function's first line.
                log.event(self, root, What::Resumed);
                self.settle(root, outcome);
            }
        }
    }

    /// Whether a coroutine task has not run at all: it cannot be suspended at its first instruction later on.
    fn has_not_begun(&self, id: TaskId) -> bool {
        matches!(&self.task(id).frames[..], [frame] if frame.pc == 0)
    }

    /// An exception thrown into a coroutine that has not begun ends it: none of its handlers is there yet.
    fn end_unbegun(&mut self, id: TaskId, exception: Value) {
        let task = self.task_mut(id);
        let frame = task.frames.pop();
        task.registers.clear();
        if let Some(coroutine) = frame.and_then(|frame| frame.generator)
            && let Some(Object::Generator(coroutine)) = self.heap.get_mut(coroutine)
        {
            coroutine.state = GeneratorState::Finished;
        }
        self.stopped(id, Stop::Raised(exception));
    }

    /// A callback on the stack of the thread's own task is over.
    pub(crate) fn callback_ended(
        &mut self,
        root: TaskId,
        exception: Option<Value>,
        log: &mut Log<'_>,
    ) {
        let thread = self.task(root).thread;
        if let Some(exception) = exception {
            let message = "Exception in callback";
            let context = self.handler_context(root, message, exception, None);
            let event_loop = self.running_loop(root);
            if !event_loop.is_some_and(|id| self.call_handler(root, id, context)) {
                self.log_context(root, context, log);
                self.note_uncaught(root, exception, log);
            }
        }
        log.event(self, root, What::Suspended);
        self.threads[thread.index()].current = None;
        self.task_mut(root).progress = crate::world::task::Progress::Fresh;
    }

    /// Begins a round: timers that are due become ready, and what is ready now runs in this round
    /// (`BaseEventLoop._run_once`).
    pub(crate) fn begin_round(&mut self, root: TaskId, id: ObjectId, log: &mut Log<'_>) {
        let now = self.now;
        let mut due = Vec::new();
        if let Some(event_loop) = self.event_loop(id) {
            while let Some(timer) = event_loop.timers.first() {
                if timer.when > now {
                    break;
                }
                due.extend(event_loop.timers.pop_first());
            }
        }
        due.retain(|timer| matches!(self.heap.get(timer.handle), Object::Handle(handle) if !handle.cancelled));
        if let Some(event_loop) = self.event_loop(id) {
            event_loop
                .ready
                .extend(due.into_iter().map(|timer| timer.handle));
            event_loop.this_round = event_loop.ready.len();
            event_loop.rounds += 1;
            let ready = event_loop.ready.len() as u32;
            if ready > 0 {
                log.object(self, id);
                log.event(self, root, What::Round { ready, on: id });
            }
        }
        let thread = self.task(root).thread;
        self.threads[thread.index()].current = None;
    }

    /// Enters a loop until a future is done.
    pub(super) fn enter_loop(
        &mut self,
        root: TaskId,
        id: ObjectId,
        until: ObjectId,
        log: &mut Log<'_>,
    ) {
        let thread = self.task(root).thread;
        if let Some(event_loop) = self.event_loop(id) {
            event_loop.running = true;
            event_loop.stopping = false;
        }
        self.threads[thread.index()].event_loop = Some(id);
        self.threads[thread.index()].current = None;
        self.task_mut(root).state = State::Suspended(Suspension::Loop {
            event_loop: id,
            until,
        });
        self.on_done(root, until, Callback::Stop, log);
        self.task_mut(root).loop_until = Some(until);
    }

    fn leave_loop(&mut self, thread: ThreadId, id: ObjectId) {
        let root = self.threads[thread.index()].root;
        if let Some(event_loop) = self.event_loop(id) {
            event_loop.running = false;
            event_loop.stopping = false;
        }
        self.threads[thread.index()].event_loop = None;
        self.threads[thread.index()].current = Some(root);
        let until = self.task_mut(root).loop_until.take();
        self.task_mut(root).state = State::Local;
        let result = until
            .and_then(|until| self.future_mut(until))
            .map(|future| {
                future.retrieved = true;
                future.state.clone()
            });
        match (result, self.op(root)) {
            (Some(FutureState::Result(value)), Some(op)) => {
                if let Op::Call { base, .. }
                | Op::CallNamed { base, .. }
                | Op::CallSpread { base }
                | Op::CallMethod { base, .. } = op
                {
                    self.finish_operation(root, base, value);
                }
            }
            (Some(FutureState::Exception(exception) | FutureState::Cancelled(exception)), _) => {
                self.raise_in(root, exception);
            }
            (
                _,
                Some(Op::CallMethod {
                    base,
                    name: well_known::RUN_FOREVER,
                    ..
                }),
            ) => self.finish_operation(root, base, Value::None),
            _ => {
                let exception = self.env(root).exception(
                    Native::RuntimeError,
                    "Event loop stopped before Future completed.",
                );
                self.raise_in(root, exception);
            }
        }
    }

    /// Makes a task that runs a coroutine, and schedules its first step.
    pub(super) fn make_task(
        &mut self,
        by: TaskId,
        event_loop: ObjectId,
        coroutine: Value,
        name: Option<Arc<str>>,
        log: &mut Log<'_>,
    ) -> Result<ObjectId, Fault> {
        let generator = coroutine.object().filter(|&id| {
            matches!(self.heap.get(id), Object::Generator(generator)
                if generator.kind == FunctionKind::Coroutine && matches!(generator.state, GeneratorState::Suspended { started: false, .. }))
        });
        let Some(generator) = generator else {
            let shown = crate::library::text::brief(&self.heap, &self.program, coroutine);
            return Err(self
                .env(by)
                .type_error(&format!("a coroutine was expected, got {shown}")));
        };
        if self.tasks.len() as u32 >= self.limits.tasks {
            return Err(Fault::Limit(interleave_trace::LimitKind::Tasks));
        }
        self.coroutines_made += 1;
        let name = name.unwrap_or_else(|| format!("Task-{}", self.coroutines_made).into());
        let id = TaskId(self.tasks.len() as u32);
        let thread = self.task(by).thread;
        let mut future = Future::new(event_loop, Some(id));
        if let Object::Generator(body) = self.heap.get(generator) {
            future.function = Some(body.function);
        }
        future.coroutine = Some(generator);
        let future = self.heap.alloc(by.0, Object::Future(Box::new(future)));
        let mut task = new_task(
            id,
            TaskKind::Coroutine,
            thread,
            name.clone(),
            Value::Object(future),
        );
        task.state = State::Suspended(Suspension::Turn);
        // A task runs in a copy of the context in which it was made (PEP 567).
        task.context = self.task(by).context;
        if let Some(Object::Generator(body)) = self.heap.get_mut(generator)
            && let GeneratorState::Suspended { registers, .. } =
                std::mem::replace(&mut body.state, GeneratorState::Running)
        {
            task.registers = registers;
            task.frames.push(Frame {
                function: body.function,
                pc: 0,
                base: 0,
                handled: 0,
                then: Then::Root,
                generator: Some(generator),
                instance: None,
                below: 0,
            });
        }
        self.push_task(task);
        if let Some(trace) = log.trace() {
            trace.push_task(TaskInfo {
                name: name.to_string(),
                kind: TaskKind::Coroutine,
                thread,
                process: self.process,
                parent: Some(by),
                daemon: false,
                pool: false,
            });
        }
        log.event(self, by, What::Spawned { child: id });
        if let Some(state) = self.event_loop(event_loop) {
            state.tasks.insert(id, future);
        }
        self.call_soon(by, event_loop, Callback::Step(id), log);
        Ok(future)
    }

    /// A task waits for a pending future: it gives its turn back.
    pub(crate) fn suspend_for(
        &mut self,
        id: TaskId,
        value: interleave_program::Reg,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        let Value::Object(future_id) = self.task(id).register(value) else {
            return Ok(Flow::Continue);
        };
        if self.task(id).kind != TaskKind::Coroutine {
            return Err(self.env(id).raise(
                Native::RuntimeError,
                "await outside of a running event loop",
            ));
        }
        if self.future(future_id).is_none_or(Future::is_done) {
            return Ok(Flow::Continue);
        }
        log.event(self, id, What::Suspended);
        let what = self.await_event(future_id, log);
        log.event(self, id, what);
        self.on_done(id, future_id, Callback::Wakeup(id, future_id), log);
        self.suspend(id, Suspension::Future(future_id));
        // A cancellation asked for while the task ran takes effect at its first wait (`Task.__step`).
        if let Some(exception) = self.task(id).must_cancel
            && self.cancel_future(id, future_id, Some(exception), log)
        {
            self.task_mut(id).must_cancel = None;
        }
        Ok(Flow::Continue)
    }

    /// A task lets others have a turn: a bare `yield` under a coroutine.
    pub(crate) fn yield_to_loop(
        &mut self,
        id: TaskId,
        base: interleave_program::Reg,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        let Some(event_loop) = self.running_loop(id) else {
            return Err(self
                .env(id)
                .raise(Native::RuntimeError, "no running event loop"));
        };
        self.finish_operation(id, base, Value::None);
        log.event(self, id, What::Suspended);
        log.event(
            self,
            id,
            What::Blocked {
                why: Why::Turn,
                patient: false,
                on: Subject::Object(event_loop),
            },
        );
        self.suspend(id, Suspension::Turn);
        self.call_soon(id, event_loop, Callback::Step(id), log);
        Ok(Flow::Continue)
    }

    fn suspend(&mut self, id: TaskId, suspension: Suspension) {
        let thread = self.task(id).thread;
        self.task_mut(id).state = State::Suspended(suspension);
        self.threads[thread.index()].current = None;
    }

    /// What waiting for a future means, as an event.
    fn await_event(&self, id: ObjectId, log: &mut Log<'_>) -> What {
        let (why, on) = self.wait_of_future(id);
        if let (Why::Sleep, Some(until)) = (why, self.sleep_until(id)) {
            return What::Sleeps { until };
        }
        let Subject::Object(object) = on else {
            return What::Blocked {
                why,
                patient: false,
                on,
            };
        };
        if let (Why::Network, Object::Str(name)) = (why, self.heap.get(object)) {
            let on = Subject::Text(log.text(name));
            return What::Blocked {
                why,
                patient: false,
                on,
            };
        }
        log.object(self, object);
        What::Blocked {
            why,
            patient: false,
            on,
        }
    }

    /// What waiting for a future means: its label where the library gave it one.
    #[must_use]
    pub fn wait_of_future(&self, id: ObjectId) -> (Why, Subject) {
        let Some(future) = self.future(id) else {
            return (Why::Future, Subject::Nothing);
        };
        if let Some(task) = future.task {
            return (Why::Future, Subject::Task(task));
        }
        let Some((object, word)) = future.label else {
            return (Why::Future, Subject::Object(id));
        };
        let why = match self.heap.of(word) {
            Object::Str(word) => match &**word {
                "sleep" => Why::Sleep,
                "get" => Why::QueueGet,
                "put" => Why::QueuePut,
                "join" => Why::QueueJoin,
                "acquire" if matches!(self.heap.of(object), Object::Instance(_)) => Why::Lock,
                "wait" => Why::Event,
                "condition" => Why::Condition,
                "barrier" => Why::Barrier,
                "connection" => Why::Connection,
                "network" => Why::Network,
                _ => Why::Future,
            },
            _ => Why::Future,
        };
        if why == Why::Future {
            // `wait_for` waits for a task, or for its time to be over.
            if let Object::Future(awaited) = self.heap.of(object)
                && let Some(task) = awaited.task
            {
                return (why, Subject::Task(task));
            }
            // What the library keeps behind it has no name that a reader knows.
            return (why, Subject::Object(id));
        }
        // Where it is known when the waiting ends, that stands beside what is waited for.
        let object = match self.heap.of(object) {
            Object::Tuple(parts) => parts.first().copied().unwrap_or(object),
            _ => object,
        };
        (
            why,
            object.object().map_or(Subject::Nothing, Subject::Object),
        )
    }

    /// When a sleep, or an exchange over the network, that a future stands for is over.
    #[must_use]
    pub fn sleep_until(&self, id: ObjectId) -> Option<Tick> {
        let until = match self.heap.of(self.future(id)?.label?.0) {
            Object::Tuple(parts) => *parts.get(1)?,
            _ => self.future(id)?.label?.0,
        };
        match until {
            Value::Int(until) => Some(Tick(u64::try_from(until).ok()?)),
            Value::Float(until) => Some(Tick((until * 1e9).round() as u64)),
            _ => None,
        }
    }

    /// Schedules a callback for when a future is done: at once if it is.
    pub(super) fn on_done(
        &mut self,
        by: TaskId,
        id: ObjectId,
        callback: Callback,
        log: &mut Log<'_>,
    ) {
        let Some(future) = self.future_mut(id) else {
            return;
        };
        if future.is_done() {
            let event_loop = future.event_loop;
            self.call_soon(by, event_loop, callback, log);
        } else {
            future.callbacks.push(callback);
        }
    }

    /// A future is done: whoever waits for it is scheduled, in the order in which they began to.
    pub(super) fn complete(
        &mut self,
        by: TaskId,
        id: ObjectId,
        state: FutureState,
        log: &mut Log<'_>,
    ) {
        let Some(future) = self.future_mut(id) else {
            return;
        };
        future.state = state;
        let event_loop = future.event_loop;
        let timer = future.timer.take();
        let callbacks = std::mem::take(&mut future.callbacks);
        if let (Some(timer), FutureState::Cancelled(_)) = (timer, &future.state) {
            self.cancel_handle(timer);
        }
        for callback in callbacks {
            self.call_soon(by, event_loop, callback, log);
        }
    }

    /// A coroutine's outermost function is done: so is its future.
    pub(crate) fn finish_future(
        &mut self,
        id: TaskId,
        result: Result<Value, Value>,
        log: &mut Log<'_>,
    ) {
        let Value::Object(future) = self.task(id).object else {
            return;
        };
        if let Some(event_loop) = self.future(future).map(|future| future.event_loop)
            && let Some(event_loop) = self.event_loop(event_loop)
        {
            event_loop.tasks.remove(&id);
            event_loop.suspect = event_loop.handler.is_some();
        }
        let state = match result {
            Ok(value) => FutureState::Result(value),
            Err(exception) => {
                let cancelled = Value::Native(Native::CancelledError);
                match exception::matches(&mut self.env(id), exception, cancelled) {
                    Ok(true) => FutureState::Cancelled(exception),
                    _ => FutureState::Exception(exception),
                }
            }
        };
        self.complete(id, future, state, log);
    }

    /// Cancels a future, or the task behind it; whether that could be asked for.
    pub(super) fn cancel_future(
        &mut self,
        by: TaskId,
        id: ObjectId,
        message: Option<Value>,
        log: &mut Log<'_>,
    ) -> bool {
        let Some(future) = self.future(id) else {
            return false;
        };
        if future.is_done() {
            return false;
        }
        let task = future.task;
        if !future.children.is_empty() {
            let mut asked = false;
            for child in future.children.clone() {
                asked |= self.cancel_future(by, child, message, log);
            }
            if let Some(future) = self.future_mut(id) {
                future.cancel_requested |= asked;
            }
            return asked;
        }
        let is_exception =
            message.is_some_and(|message| matches!(self.heap.of(message), Object::Exception(_)));
        let exception = match message {
            Some(exception) if is_exception => exception,
            message => {
                let args = message.into_iter().collect();
                self.env(by)
                    .exception_of(Value::Native(Native::CancelledError), args)
            }
        };
        let Some(task) = task else {
            self.complete(by, id, FutureState::Cancelled(exception), log);
            return true;
        };
        self.task_mut(task).cancelling += 1;
        if let State::Suspended(Suspension::Future(waits_for)) = self.task(task).state
            && self.cancel_future(by, waits_for, Some(exception), log)
        {
            return true;
        }
        self.task_mut(task).must_cancel = Some(exception);
        true
    }

    /// The loop that runs the code of a task.
    pub(super) fn running_loop(&self, id: TaskId) -> Option<ObjectId> {
        self.threads[self.task(id).thread.index()].event_loop
    }
}
