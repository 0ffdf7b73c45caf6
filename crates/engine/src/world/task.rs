//! Tasks: stacks of frames, and what each waits for.

use std::sync::Arc;

use interleave_program::{FunctionId, Liveness, Program, Reg, Site};
use interleave_trace::{ObjectId, ProcessId, TaskId, TaskKind, ThreadId, Tick};

use super::value::Value;
use crate::device::Device;

/// What happens with the value that a call returns (or a generator yields).
#[derive(Clone, Copy, Debug)]
#[allow(
    missing_docs,
    reason = "the comment of each variant defines its fields"
)]
pub enum Then {
    /// The value goes to a register, and execution goes on behind the call.
    Into(Reg),
    /// The value must be `None`: the instance is already in its register.
    Init,
    /// The value's truth, negated or not, goes to a register.
    Truth { dst: Reg, negate: bool },
    /// Goes to `target` if the value's truth is `when`, else on.
    Branch { when: bool, target: u32 },
    /// The value is the next item of the loop at this instruction; the end of the iterator ends the loop.
    Next { item: Reg, target: u32 },
    /// As `Into`; the end of the iterator gives this instead of `StopIteration`.
    NextOr { dst: Reg, default: Value },
    /// As `Into`; an `AttributeError` gives this instead.
    AttributeOr { dst: Reg, default: Value },
    /// The value is yielded on; the return value of the inner generator goes to the register.
    Delegate(Reg),
    /// As `Into`; the end of the asynchronous generator is `StopAsyncIteration`.
    AsyncNext(Reg),
    /// The generator is being closed: it must not yield again.
    Close(Reg),
    /// The value goes to a register, and the same instruction is tried again.
    Retry(Reg),
    /// The value is dropped, and execution goes on behind the call.
    Discard,
    /// The value is what the method call at this instruction calls, with the arguments after `base`.
    Callee { base: Reg, args: u8 },
    /// The task ends with the value.
    Root,
    /// The callback of an event loop ends.
    Callback,
}

/// One frame of a stack.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The code.
    pub function: FunctionId,
    /// The instruction being executed; while a call runs, the call.
    pub pc: u32,
    /// Its first register on the task's stack of registers.
    pub base: u32,
    /// How many exceptions were being handled when it began.
    pub handled: u32,
    /// What happens with its result.
    pub then: Then,
    /// The generator or coroutine whose body it is.
    pub generator: Option<ObjectId>,
    /// For an `__init__`: the instance, which is the call's result, and what happens with it.
    pub instance: Option<(Value, Box<Then>)>,
    /// Hash of all that lies below the frame, which cannot change while it is there; 0 when it is not known yet.
    pub(crate) below: u64,
}

/// The condition under which a visible operation can happen.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(
    missing_docs,
    reason = "the comment of each variant defines its fields"
)]
pub enum Guard {
    /// Always.
    Open,
    /// The lock is free, or held by the task if it is re-entrant.
    Lock(ObjectId),
    /// The semaphore is above zero.
    Semaphore(ObjectId),
    /// The event is set.
    Event(ObjectId),
    /// The barrier lets the task pass.
    Barrier(ObjectId),
    /// No earlier generation is still passing the barrier.
    BarrierEntry(ObjectId),
    /// The queue has room.
    QueuePut(ObjectId),
    /// The queue has an item.
    QueueGet(ObjectId),
    /// All items of the queue are reported as done.
    QueueJoin(ObjectId),
    /// The task was notified on the condition (or its time is over), and the lock is free.
    Condition { condition: ObjectId, lock: ObjectId },
    /// The thread has ended.
    Join(ThreadId),
    /// The process has ended.
    Process(ProcessId),
    /// The new thread has got going: `Thread.start` waits for that (`Lib/threading.py`).
    Started(ThreadId),
    /// The time has come. A sleep orders nothing: an explorer may end it at any moment.
    Sleep,
    /// What was asked of the device is there. Like a sleep, it orders nothing.
    Device(Device),
    /// The event loop has a ready callback or a timer that is due.
    Round(ObjectId),
}

/// How a task stands.
#[derive(Clone, Debug)]
#[allow(
    missing_docs,
    reason = "the comment of each variant defines its fields"
)]
pub enum State {
    /// It has instructions to run that no one else can notice.
    Local,
    /// It stands before an operation that nobody has looked at yet.
    Arriving,
    /// It stands before a visible operation, which can happen when the guard opens. At `until`, where there is one,
    /// it can go on all the same, having waited in vain.
    Poised { guard: Guard, until: Option<Tick> },
    /// It is a coroutine that waits for its turn, or for a future, or it runs an event loop.
    Suspended(Suspension),
    /// It ended with a result.
    Finished(Value),
    /// It ended with an exception.
    Failed(Value),
    /// It was ended with its process, by a signal of this number or, if that is 0, without one.
    Killed(u8),
}

/// Why a task is suspended.
#[derive(Clone, Copy, Debug)]
#[allow(
    missing_docs,
    reason = "the comment of each variant defines its fields"
)]
pub enum Suspension {
    /// It waits for its turn in the ready queue.
    Turn,
    /// It waits for a future.
    Future(ObjectId),
    /// It runs an event loop until a future is done.
    Loop {
        event_loop: ObjectId,
        until: ObjectId,
    },
}

/// What a visible operation of several steps has done so far.
#[derive(Clone, Copy, Debug, Default)]
#[allow(
    missing_docs,
    reason = "the comment of each variant defines its fields"
)]
pub enum Progress {
    /// Nothing.
    #[default]
    Fresh,
    /// The sleep has begun.
    Sleeping,
    /// A device was asked for what bears this name. Patience may run out before the answer is there; it will if `lost`.
    Transfer {
        name: Value,
        impatient: bool,
        lost: bool,
    },
    /// The condition's lock was released after so many acquisitions.
    OnCondition { depth: u32 },
    /// The task has made this thread.
    Starting(ThreadId),
    /// The task has arrived at the barrier.
    AtBarrier,
    /// The outermost function has returned this; the task is about to end.
    Returned(Value),
    /// The outermost function has raised this; the task is about to end.
    Raised(Value),
    /// A callback of an event loop has returned, or raised this.
    CallbackEnded(Option<Value>),
}

/// One flow of control.
#[derive(Clone, Debug)]
pub struct Task {
    /// Which.
    pub id: TaskId,
    /// What it is.
    pub kind: TaskKind,
    /// The kernel thread that runs it.
    pub thread: ThreadId,
    /// Its name.
    pub name: Arc<str>,
    /// Its frames, outermost first.
    pub frames: Vec<Frame>,
    /// The registers of all frames, end to end.
    pub registers: Vec<Value>,
    /// The exceptions being handled, outermost first.
    pub handled: Vec<Value>,
    /// Its context variables (PEP 567): a dictionary that nobody changes, or `None`.
    pub context: Value,
    /// How it stands.
    pub state: State,
    /// What its present operation has done so far.
    pub progress: Progress,
    /// Whether its present operation waited in vain.
    pub timed_out: bool,
    /// Whether it has returned from a condition unnotified, which it may once.
    pub woken_unnotified: bool,
    /// The program's object for it: a `Thread`, or the future of a coroutine.
    pub object: Value,
    /// For a coroutine: an exception to be thrown in when it has its turn (a cancellation).
    pub must_cancel: Option<Value>,
    /// For a thread that runs an event loop: the future that ends it.
    pub loop_until: Option<ObjectId>,
    /// For a coroutine: how many cancellations are asked for and not taken back.
    pub cancelling: u32,
    /// Whether it passed a point where CPython looks at its evaluation breaker since its last operation.
    pub crossed_breaker: bool,
    /// Objects that only its registers refer to, as far as they are remembered.
    pub(super) temporaries: super::tidy::Temporaries,
    /// Hash of all this as far as the world's sum has it; 0 when it has to be computed anew.
    pub(super) hash: u64,
}

impl Task {
    /// Whether it has ended.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        matches!(
            self.state,
            State::Finished(_) | State::Failed(_) | State::Killed(_)
        )
    }

    /// About how many bytes it takes.
    #[must_use]
    pub fn size(&self) -> u64 {
        let own = size_of::<Task>() + self.frames.len() * size_of::<Frame>();
        (own + (self.registers.len() + self.handled.len()) * size_of::<Value>()) as u64
    }

    /// A register of the innermost frame.
    #[must_use]
    #[inline]
    pub fn register(&self, reg: Reg) -> Value {
        let base = self.frames.last().map_or(0, |frame| frame.base as usize);
        self.registers
            .get(base + reg.index())
            .copied()
            .unwrap_or_default()
    }

    /// Sets a register of the innermost frame.
    #[inline]
    pub fn set_register(&mut self, reg: Reg, value: Value) {
        let base = self.frames.last().map_or(0, |frame| frame.base as usize);
        if let Some(register) = self.registers.get_mut(base + reg.index()) {
            *register = value;
        }
    }

    /// The place in the reader's source where it is: the innermost frame outside the library.
    #[must_use]
    pub fn site(&self, program: &Program) -> Site {
        let own = self
            .frames
            .iter()
            .rev()
            .find(|frame| !program.function(frame.function).library);
        own.or(self.frames.last()).map_or(Site(0), |frame| {
            program.site(frame.function, frame.pc as usize)
        })
    }

    /// Goes on behind the present instruction.
    #[inline]
    pub fn advance(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.pc += 1;
        }
    }

    /// Calls `each` with every value that it refers to.
    pub fn trace(&self, each: &mut impl FnMut(Value)) {
        self.registers.iter().copied().for_each(&mut *each);
        self.trace_rest(each);
    }

    /// Calls `each` with every value that it refers to and may still read.
    pub fn trace_live(&self, live: &Liveness, each: &mut impl FnMut(Value)) {
        let mut end = self.registers.len();
        for frame in self.frames.iter().rev() {
            let base = frame.base as usize;
            let row = live.row(frame.function, frame.pc as usize);
            let own = self.registers.get(base..end).unwrap_or_default();
            for_live(own, row, &mut *each);
            end = base;
        }
        self.trace_rest(each);
    }

    fn trace_rest(&self, each: &mut impl FnMut(Value)) {
        self.handled.iter().copied().for_each(&mut *each);
        for frame in &self.frames {
            if let Some(generator) = frame.generator {
                each(Value::Object(generator));
            }
            if let Some((instance, _)) = &frame.instance {
                each(*instance);
            }
            if let Then::NextOr { default, .. } | Then::AttributeOr { default, .. } = frame.then {
                each(default);
            }
        }
        match self.state {
            State::Finished(value) | State::Failed(value) => each(value),
            State::Suspended(Suspension::Future(future)) => each(Value::Object(future)),
            State::Suspended(Suspension::Loop { event_loop, until }) => {
                each(Value::Object(event_loop));
                each(Value::Object(until));
            }
            _ => {}
        }
        each(self.object);
        each(self.context);
        match self.progress {
            Progress::Returned(value)
            | Progress::Raised(value)
            | Progress::CallbackEnded(Some(value))
            | Progress::Transfer { name: value, .. } => each(value),
            _ => {}
        }
        if let Some(future) = self.loop_until {
            each(Value::Object(future));
        }
        if let Some(exception) = self.must_cancel {
            each(exception);
        }
    }
}

/// Calls `each` with the values of those registers of a frame that a row of bits has.
#[inline]
pub(super) fn for_live(registers: &[Value], row: &[u64], mut each: impl FnMut(Value)) {
    for (registers, &bits) in registers.chunks(64).zip(row) {
        let mut left = bits;
        while let Some(&value) = registers.get(left.trailing_zeros() as usize) {
            each(value);
            left &= left - 1;
        }
    }
}
