//! Steps: advance, arrive, perform; and the same as choices.

use interleave_program::{Native, Op};
use interleave_trace::{LimitKind, ObjectId, ProcessId, TaskId, ThreadId, Tick, What};

use super::choice::Choice;
use super::footprint::Footprint;
use super::interpreter::{Flow, Stop, Target};
use super::log::Log;
use super::object::Object;
use super::operation::Call;
use super::task::{Guard, Progress, State};
use super::value::Value;
use super::{Ending, Touched, World};
use crate::library::Fault;

/// How a kernel thread stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Readiness {
    /// It has instructions to run that nobody can notice.
    Local,
    /// Its next operation can happen.
    Open,
    /// Its next operation cannot happen now.
    Closed {
        /// The condition under which it can.
        guard: Guard,
        /// When it can go on all the same.
        until: Option<Tick>,
    },
    /// It has ended.
    Ended,
}

/// Most instructions that [`World::apply`] lets a task run between two operations before it counts as a step.
const LOCAL_INSTRUCTIONS_PER_STEP: u64 = 1_000_000;

impl World {
    /// How a thread stands.
    #[must_use]
    #[inline]
    pub fn readiness(&self, thread: ThreadId) -> Readiness {
        let state = &self.threads[thread.index()];
        if state.ended {
            return Readiness::Ended;
        }
        if self.is_signalled(thread) {
            return Readiness::Open;
        }
        let Some(current) = state.current else {
            return Readiness::Open;
        };
        match self.task(current).state {
            State::Local => Readiness::Local,
            State::Poised { guard, until } if !self.is_open(current, guard) => {
                Readiness::Closed { guard, until }
            }
            _ => Readiness::Open,
        }
    }

    /// Whether a thread has instructions to run that nobody can notice.
    #[must_use]
    pub fn is_local(&self, thread: ThreadId) -> bool {
        let state = &self.threads[thread.index()];
        let current = state.current.filter(|_| !state.ended);
        current.is_some_and(|id| matches!(self.task(id).state, State::Local))
            && !self.is_signalled(thread)
    }

    /// Runs a thread's instructions up to its next operation, at most `budget` of them, and says how many it ran.
    pub fn advance(&mut self, thread: ThreadId, budget: u64) -> u64 {
        self.enter(self.process_of(thread));
        let mut used = 0;
        while used < budget && self.ending.is_none() {
            let Some(id) = self.threads[thread.index()].current else {
                break;
            };
            if !matches!(self.task(id).state, State::Local) {
                break;
            }
            let mut crossed = false;
            let mut interpreter = self.interpreter(id, &mut crossed);
            let (ran, stop) = interpreter.run(budget - used);
            let crossed = *interpreter.crossed_breaker;
            let task = interpreter.task;
            task.crossed_breaker |= crossed;
            used += ran;
            if let Stop::Operation | Stop::Await(_) = stop {
                task.progress = Progress::Fresh;
                task.state = State::Arriving;
                break;
            }
            self.stopped(id, stop);
        }
        self.instructions += used;
        if self.instructions > self.limits.instructions {
            self.end_at_limit(LimitKind::Steps);
        }
        used
    }

    /// Notes why the interpreter of a task stopped.
    pub(crate) fn stopped(&mut self, id: TaskId, stop: Stop) {
        let progress = match stop {
            Stop::Budget => return,
            Stop::Collect => {
                if let Err(limit) = self.collect() {
                    self.end_at_limit(limit);
                }
                return;
            }
            Stop::Dropped(iterator) => {
                let outcome = self.close_dropped(id, iterator);
                return self.settle(id, outcome);
            }
            Stop::Limit(limit) => return self.end_at_limit(limit),
            Stop::Operation | Stop::Await(_) => Progress::Fresh,
            Stop::Returned(value) => Progress::Returned(value),
            Stop::Raised(exception) => Progress::Raised(exception),
            Stop::CallbackReturned => Progress::CallbackEnded(None),
            Stop::CallbackRaised(exception) => Progress::CallbackEnded(Some(exception)),
        };
        let task = self.task_mut(id);
        task.progress = progress;
        task.state = State::Arriving;
    }

    /// Looks at the operation that a thread stands before. A time-out begins to run now.
    pub fn arrive(&mut self, thread: ThreadId) {
        self.enter(self.process_of(thread));
        let Some(id) = self.threads[thread.index()].current else {
            return;
        };
        if !matches!(self.task(id).state, State::Arriving) {
            return;
        }
        let (guard, until) = self.guard(id);
        self.task_mut(id).state = State::Poised { guard, until };
        let state = &self.threads[thread.index()];
        // Who keeps the program running need not ask whether anybody does.
        if state.daemon || state.pool || self.processes.len() > 1 {
            self.end_if_idle();
        }
    }

    /// Performs the operation that a thread stands before, which must be open, or, if `timed_out`, lets it fail for
    /// having waited too long.
    pub fn perform(&mut self, thread: ThreadId, timed_out: bool, log: &mut Log<'_>) {
        self.enter(self.process_of(thread));
        self.report_leftovers(log);
        if self.is_signalled(thread) {
            return self.end_by_signal(thread);
        }
        let Some(id) = self.threads[thread.index()].current else {
            return self.next_callback(thread, log);
        };
        if self.has_waiting_stores(thread)
            && !matches!(self.footprint(thread), Footprint::Memory { .. })
            && !self.is_silent(thread)
        {
            self.drain_thread(thread);
        }
        self.actor = id;
        let op = self.op(id);
        let task = self.task_mut(id);
        task.crossed_breaker = false;
        task.timed_out = timed_out;
        let before = std::mem::replace(&mut task.state, State::Local);
        match task.progress {
            Progress::Returned(value) => return self.end_task(id, Ok(value), log),
            Progress::Raised(exception) => return self.end_task(id, Err(exception), log),
            Progress::CallbackEnded(exception) => return self.callback_ended(id, exception, log),
            _ => {}
        }
        if let State::Poised {
            guard: Guard::Round(event_loop),
            ..
        } = before
        {
            return self.begin_round(id, event_loop, log);
        }
        // CPython looks at its evaluation breaker behind every call too.
        task.crossed_breaker = matches!(
            op,
            Some(
                Op::Call { .. }
                    | Op::CallNamed { .. }
                    | Op::CallSpread { .. }
                    | Op::CallMethod { .. }
            )
        );
        let outcome = self.operate(id, op, log);
        self.settle(id, outcome);
        if self.output_bytes.0.saturating_add(self.output_bytes.1) > self.limits.output_bytes {
            self.end_at_limit(LimitKind::Output);
        }
    }

    /// Goes on as an operation ended.
    pub(crate) fn settle(&mut self, id: TaskId, outcome: Result<Flow, Fault>) {
        match outcome {
            Ok(Flow::Continue) => {}
            Ok(Flow::Stop(stop)) => self.stopped(id, stop),
            Err(Fault::Limit(limit)) => self.end_at_limit(limit),
            Err(Fault::Raise(exception)) => self.raise_in(id, exception),
        }
    }

    /// Raises an exception at the present instruction of a task.
    pub(crate) fn raise_in(&mut self, id: TaskId, exception: Value) {
        self.task_mut(id).progress = Progress::Fresh;
        let mut crossed = false;
        if let Some(stop) = self.interpreter(id, &mut crossed).unwind(exception, true) {
            self.stopped(id, stop);
        }
    }

    /// The instruction that a task stands before.
    pub(crate) fn op(&self, id: TaskId) -> Option<Op> {
        let frame = self.task(id).frames.last()?;
        self.program
            .function(frame.function)
            .code
            .get(frame.pc as usize)
            .copied()
    }

    fn operate(&mut self, id: TaskId, op: Option<Op>, log: &mut Log<'_>) -> Result<Flow, Fault> {
        let Some(op) = op else {
            return Ok(Flow::Continue);
        };
        match op {
            Op::Await { value } | Op::YieldFrom { iter: value } => self.suspend_for(id, value, log),
            Op::Yield { value } => self.yield_to_loop(id, value, log),
            Op::Call { base, .. }
            | Op::CallNamed { base, .. }
            | Op::CallSpread { base }
            | Op::CallMethod { base, .. } => {
                if let Some((object, name, arguments)) = self.plain_method(id, op) {
                    let call = Call {
                        task: id,
                        object,
                        name,
                        arguments: &arguments,
                        base,
                    };
                    return self.method_operation(&call, log);
                }
                let mut crossed = false;
                let mut interpreter = self.interpreter(id, &mut crossed);
                let target = interpreter.target(op)?;
                let arguments = interpreter.gather(op)?;
                match target {
                    Some(Target::Native(native)) => {
                        self.call_operation(id, native, arguments, base, log)
                    }
                    Some(Target::Method(Value::Object(object), name)) => {
                        let call = Call {
                            task: id,
                            object,
                            name,
                            arguments: &arguments,
                            base,
                        };
                        self.method_operation(&call, log)
                    }
                    _ => Ok(Flow::Continue),
                }
            }
            _ => self.memory_operation(id, op, log),
        }
    }

    /// What may happen next, for those who choose by hand or try every choice: a sleep may end at any moment, and
    /// patience may run out at any moment.
    #[must_use]
    pub fn enabled(&self) -> Vec<Choice> {
        let threads = self.threads.iter();
        let choices = threads.flat_map(|thread| {
            let steps = self.choices_of(thread.id).into_iter().flatten();
            steps.chain(self.drains_of(thread.id))
        });
        choices.collect()
    }

    /// What a thread may do next: go on, or give up waiting.
    #[must_use]
    pub fn choices_of(&self, thread: ThreadId) -> [Option<Choice>; 2] {
        if self.ending.is_some() {
            return [None, None];
        }
        let (run, give_up) = match self.readiness(thread) {
            Readiness::Local | Readiness::Open => (true, false),
            // Whether a new thread has got going is the operating system's affair.
            Readiness::Closed {
                guard: Guard::Started(_),
                ..
            }
            | Readiness::Closed {
                guard: Guard::Sleep | Guard::Round(_),
                until: Some(_),
            } => (true, false),
            Readiness::Closed {
                guard: Guard::Device(_),
                ..
            } => (true, self.may_give_up(thread)),
            Readiness::Closed {
                guard: Guard::Condition { condition, .. },
                until: None,
            } => (false, self.may_wake_unnotified(thread, condition)),
            Readiness::Closed { until, .. } => (false, until.is_some()),
            Readiness::Ended => (false, false),
        };
        [
            run.then_some(Choice::Run(thread)),
            give_up.then_some(Choice::TimeOut(thread)),
        ]
    }

    /// Whether the patience of a thread that waits for a device may run out before the answer is there.
    fn may_give_up(&self, thread: ThreadId) -> bool {
        self.threads[thread.index()].current.is_some_and(|id| {
            matches!(
                self.task(id).progress,
                Progress::Transfer {
                    impatient: true,
                    lost: false,
                    ..
                }
            )
        })
    }

    /// Performs a choice: the operation that the thread stands before, and what it then does that nobody can notice.
    /// A choice that is not enabled does nothing.
    pub fn apply(&mut self, choice: Choice, log: &mut Log<'_>) {
        self.apply_noting(choice, log, None);
        self.tidy();
    }

    /// The same, but for [`World::tidy`], which is left to the caller; adds to `looks`, where it is there, the shared
    /// collections that the thread looks into on its way without that being an operation.
    pub fn apply_noting(
        &mut self,
        choice: Choice,
        log: &mut Log<'_>,
        looks: Option<&mut Vec<ObjectId>>,
    ) {
        let thread = choice.thread();
        if let Choice::Drain(thread, which) = choice {
            return self.drain(thread, which);
        }
        if thread.index() >= self.threads.size() || !self.choices_of(thread).contains(&Some(choice))
        {
            return;
        }
        let readiness = self.readiness(thread);
        if let Readiness::Closed {
            until: Some(until), ..
        } = readiness
        {
            self.set_now(until);
        }
        let threads = self.threads.size();
        if readiness != Readiness::Local {
            self.perform(thread, matches!(choice, Choice::TimeOut(_)), log);
        }
        // Nobody waits for a thread to get going here: that is the operating system's affair.
        let mut index = self.threads.size();
        while self.not_begun > 0 && index > 0 {
            index -= 1;
            self.begin_thread(ThreadId(index as u32));
        }
        self.touched.clear();
        self.run_noting(thread, log, looks);
        // What a new thread does before its first operation is nobody's affair either.
        for new in threads..self.threads.size() {
            self.run(ThreadId(new as u32), log);
        }
        self.touched.clear();
    }

    /// Lets a thread run up to its next operation that others can notice.
    pub fn run_unnoticed(&mut self, thread: ThreadId, log: &mut Log<'_>) {
        self.run(thread, log);
        self.tidy();
    }

    fn run(&mut self, thread: ThreadId, log: &mut Log<'_>) {
        self.run_noting(thread, log, None);
    }

    fn run_noting(
        &mut self,
        thread: ThreadId,
        log: &mut Log<'_>,
        mut looks: Option<&mut Vec<ObjectId>>,
    ) {
        let mut budget = LOCAL_INSTRUCTIONS_PER_STEP;
        while budget > 0 && self.ending.is_none() {
            let slice = match looks.as_deref_mut() {
                None if self.has_waiting_stores(thread) => {
                    let mut looks = Vec::new();
                    self.note_looks(thread, &mut looks);
                    self.drain_before_look(thread, &looks);
                    1
                }
                Some(looks) => {
                    self.note_looks(thread, looks);
                    1
                }
                None => budget,
            };
            budget = budget.saturating_sub(self.advance(thread, slice).max(1));
            self.arrive(thread);
            match self.readiness(thread) {
                Readiness::Open if self.is_silent(thread) => self.perform(thread, false, log),
                Readiness::Local => {}
                _ => break,
            }
        }
    }

    /// Whether the operation that a thread stands before is a system call, around which CPython drops its lock.
    pub(crate) fn is_system_call(&self, thread: ThreadId) -> bool {
        let Some(id) = self.threads[thread.index()].current else {
            return false;
        };
        let task = self.task(id);
        if !matches!(task.state, State::Poised { .. }) {
            return false;
        }
        match (task.progress, self.op(id)) {
            (Progress::Sleeping | Progress::Transfer { .. }, _) => true,
            (
                Progress::Fresh,
                Some(Op::Call { base, .. } | Op::CallNamed { base, .. } | Op::CallSpread { base }),
            ) => {
                matches!(
                    task.register(base),
                    Value::Native(Native::Print | Native::Write | Native::WriteError)
                )
            }
            _ => false,
        }
    }

    /// Whether nobody but the thread itself can notice its next operation.
    pub(crate) fn is_silent(&self, thread: ThreadId) -> bool {
        if self.is_signalled(thread) {
            return false;
        }
        let Some(id) = self.threads[thread.index()].current else {
            return true;
        };
        let task = self.task(id);
        match task.progress {
            Progress::Returned(_) | Progress::Raised(_) => {
                return self.threads[thread.index()].root != id;
            }
            Progress::CallbackEnded(_) | Progress::Starting(_) => return true,
            _ => {}
        }
        match self.op(id) {
            Some(Op::Await { .. } | Op::Yield { .. } | Op::YieldFrom { .. }) => true,
            Some(Op::Call { base, .. }) => matches!(
                task.register(base),
                Value::Native(
                    Native::CurrentThreadObject
                        | Native::CurrentThreadNumber
                        | Native::NativeId
                        | Native::RunningLoopOrNone
                        | Native::GetRunningLoop
                        | Native::NewLoop
                        | Native::CurrentTask
                        | Native::AllTasks
                        | Native::LabelFuture
                        | Native::LabelledFuture
                        | Native::SleepFuture
                        | Native::SetUnlessDone
                        | Native::Note
                        | Native::GatherFuture
                        | Native::CancelRequested
                        | Native::YieldToLoop
                        | Native::NetworkLatency
                        | Native::CurrentProcess
                        | Native::ParentProcess
                        | Native::GetPid
                        | Native::GetParentPid
                        | Native::GivenToProcess
                        | Native::RunModule
                        | Native::ModuleName
                )
            ),
            Some(Op::CallMethod { base, .. }) => {
                matches!(
                    task.register(base)
                        .object()
                        .map(|object| self.object_for(id, object)),
                    Some(Object::Future(_) | Object::Handle(_) | Object::Loop(_))
                )
            }
            _ => false,
        }
    }

    /// A task's outermost function is done.
    fn end_task(&mut self, id: TaskId, result: Result<Value, Value>, log: &mut Log<'_>) {
        let thread = self.task(id).thread;
        let is_root = self.threads[thread.index()].root == id;
        match result {
            Ok(value) => {
                self.task_mut(id).state = State::Finished(value);
                log.event(self, id, What::Finished);
            }
            Err(exception) => {
                self.task_mut(id).state = State::Failed(exception);
                let text = self.last_line(id, exception);
                let exception = log.text(&text);
                log.event(self, id, What::Failed { exception });
            }
        }
        self.task_mut(id).progress = Progress::Fresh;
        if is_root {
            if id == TaskId(0)
                && let Err(exception) = result
            {
                self.report_main(id, exception, log);
            }
            self.threads[thread.index()].ended = true;
            self.touch(Touched::Thread(thread));
            self.threads[thread.index()].current = None;
            self.end_if_idle();
        } else {
            self.threads[thread.index()].current = None;
            self.finish_future(id, result, log);
        }
    }

    fn end_by_signal(&mut self, thread: ThreadId) {
        let process = self.process_of(thread);
        let signal = self.processes[process.index()].signal.unwrap_or_default();
        self.actor = self.threads[thread.index()].root;
        self.end_process(process, -i32::from(signal));
        self.end_if_idle();
    }

    /// Ends the run when nothing is left that keeps the program running, and processes likewise.
    pub(crate) fn end_if_idle(&mut self) {
        if self.ending.is_some() {
            return;
        }
        if self.processes.len() > 1 {
            self.end_idle_processes();
        }
        if !self.threads[0].ended || !self.is_done(ProcessId(0)) {
            return;
        }
        self.enter(ProcessId(0));
        self.ending = Some(match self.task(TaskId(0)).state {
            State::Failed(exception) => match self.exit_code(exception) {
                Some(code) => Ending::Finished { code },
                None => Ending::Failed(exception),
            },
            _ => Ending::Finished { code: 0 },
        });
    }
}
