//! Calls as operations: under which condition one can happen, whether that holds now, and who performs it.
//!
//! What a primitive's methods do, and wait for, stands with the primitive (`crate::sync`); here is only who is asked.

use interleave_program::{Hook, NameId, Native, Op, Reg};
use interleave_trace::{ObjectId, Subject, TaskId, Tick, Why};

use super::World;
use super::interpreter::{Arguments, Flow, Target};
use super::log::Log;
use super::object::Object;
use super::task::{Guard, Progress, State, Then};
use super::value::Value;
use crate::device::Device;
use crate::library::{Fault, attribute};
use crate::sync::{barrier, condition, event, lock, queue, semaphore};

/// A call of a method of an object that the engine implements: all that there is to know about it.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    /// The task that calls.
    pub task: TaskId,
    /// Whose method.
    pub object: ObjectId,
    /// Which method.
    pub name: NameId,
    /// With what.
    pub arguments: &'a Arguments,
    /// The register that takes the result.
    pub base: Reg,
}

impl Call<'_> {
    /// The first argument by position; `None` where there is none.
    pub fn first(&self) -> Value {
        let first = self.arguments.positional.first();
        first.copied().unwrap_or(Value::None)
    }

    /// The argument at a position or of a name.
    pub fn get(&self, position: usize, name: NameId) -> Option<Value> {
        self.arguments.get(position, name)
    }
}

/// A guard, and the instant at which the operation can go on all the same, having waited in vain.
pub(crate) type Wait = (Guard, Option<Tick>);

/// What waits for nothing.
pub(crate) const OPEN: Wait = (Guard::Open, None);

impl World {
    /// Whether a guard lets a task's operation happen now.
    #[must_use]
    pub fn is_open(&self, task: TaskId, guard: Guard) -> bool {
        match guard {
            Guard::Open => true,
            Guard::Lock(id) => lock::is_open(self, id, task),
            Guard::Semaphore(id) => semaphore::is_open(self, id, task),
            Guard::Event(id) => event::is_open(self, id, task),
            Guard::Barrier(id) => barrier::may_pass(self, id, task),
            Guard::BarrierEntry(id) => barrier::may_arrive(self, id, task),
            Guard::QueuePut(id) => queue::has_room(self, id, task),
            Guard::QueueGet(id) => queue::has_item(self, id, task),
            Guard::QueueJoin(id) => queue::is_done(self, id, task),
            Guard::Condition { condition, lock } => condition::is_open(self, condition, lock, task),
            Guard::Join(thread) => {
                let thread = self.threads.get(thread.index());
                thread.is_none_or(|thread| thread.ended)
            }
            Guard::Process(process) => self.has_exited(process),
            Guard::Started(thread) => {
                let thread = self.threads.get(thread.index());
                thread.is_none_or(|thread| thread.begun)
            }
            Guard::Sleep | Guard::Device(_) => match self.task(task).state {
                State::Poised {
                    until: Some(until), ..
                } => self.now() >= until,
                _ => true,
            },
            Guard::Round(id) => match self.object_for(task, id) {
                Object::Loop(event_loop) => event_loop.has_work(self.now()),
                _ => true,
            },
        }
    }

    /// What a task waits for, in the words of the trace.
    #[must_use]
    pub fn wait_of(&self, guard: Guard) -> (Why, Subject) {
        let object = |id: ObjectId| Subject::Object(id);
        match guard {
            Guard::Open => (Why::Turn, Subject::Nothing),
            Guard::Lock(id) => (Why::Lock, object(id)),
            Guard::Semaphore(id) => (Why::Semaphore, object(id)),
            Guard::Event(id) => (Why::Event, object(id)),
            Guard::Barrier(id) | Guard::BarrierEntry(id) => (Why::Barrier, object(id)),
            Guard::QueuePut(id) => (Why::QueuePut, object(id)),
            Guard::QueueGet(id) => (Why::QueueGet, object(id)),
            Guard::QueueJoin(id) => (Why::QueueJoin, object(id)),
            Guard::Condition { condition, .. } => (Why::Condition, object(condition)),
            Guard::Join(thread) | Guard::Started(thread) => {
                (Why::Join, Subject::Task(self.threads[thread.index()].root))
            }
            Guard::Process(process) => {
                let root = self.processes[process.index()].root;
                (Why::Join, Subject::Task(self.threads[root.index()].root))
            }
            Guard::Sleep => (Why::Sleep, Subject::Nothing),
            Guard::Device(Device::Network) => (Why::Network, Subject::Nothing),
            Guard::Device(Device::Disk) => (Why::Disk, Subject::Nothing),
            Guard::Round(id) => (Why::Idle, object(id)),
        }
    }

    /// The guard of the operation that a task stands before, and when its patience ends.
    pub(super) fn guard(&mut self, id: TaskId) -> Wait {
        if matches!(
            self.task(id).progress,
            Progress::Returned(_) | Progress::Raised(_) | Progress::CallbackEnded(_)
        ) {
            return OPEN;
        }
        let Some(
            op @ (Op::Call { base, .. }
            | Op::CallNamed { base, .. }
            | Op::CallSpread { base }
            | Op::CallMethod { base, .. }),
        ) = self.op(id)
        else {
            return OPEN;
        };
        if !self.may_wait(id, op, base) {
            return OPEN;
        }
        if let Some((object, name, arguments)) = self.plain_method(id, op) {
            return self.method_guard(&Call {
                task: id,
                object,
                name,
                arguments: &arguments,
                base,
            });
        }
        let mut crossed = false;
        let mut interpreter = self.interpreter(id, &mut crossed);
        // Arguments that are wrong are found again, and reported, when the operation is performed.
        let (Ok(target), Ok(arguments)) = (interpreter.target(op), interpreter.gather(op)) else {
            return OPEN;
        };
        match target {
            Some(Target::Native(native)) => self.call_guard(id, native, &arguments),
            Some(Target::Method(Value::Object(object), name)) => self.method_guard(&Call {
                task: id,
                object,
                name,
                arguments: &arguments,
                base,
            }),
            _ => OPEN,
        }
    }

    /// Whether a call may have to wait, as far as that can be told without looking at what it is called with.
    fn may_wait(&self, id: TaskId, op: Op, base: Reg) -> bool {
        match (op, self.task(id).register(base)) {
            (Op::CallMethod { .. }, Value::Object(receiver)) => !matches!(
                self.heap.get(receiver),
                Object::Future(_)
                    | Object::Handle(_)
                    | Object::Loop(_)
                    | Object::List(_)
                    | Object::Map(_)
                    | Object::Set(_)
                    | Object::Deque(_)
            ),
            (Op::CallMethod { .. }, _) => true,
            (_, Value::Native(native)) => World::native_may_wait(native),
            _ => true,
        }
    }

    /// The object, the method and the arguments of a call of a method that programs call all the time.
    pub(super) fn plain_method(&self, id: TaskId, op: Op) -> Option<(ObjectId, NameId, Arguments)> {
        let Op::CallMethod { base, args, name } = op else {
            return None;
        };
        let task = self.task(id);
        let object = task.register(base).object()?;
        if !attribute::is_plain_method(self.heap.get(object), name) {
            return None;
        }
        let first = task.frames.last()?.base as usize + base.index() + 1;
        let arguments = task.registers.get(first..first + usize::from(args))?;
        Some((object, name, Arguments::of(arguments)))
    }

    fn method_guard(&self, call: &Call<'_>) -> Wait {
        match self.heap.get(call.object) {
            Object::Lock(_) => lock::guard(self, call),
            Object::Condition(condition) => condition::guard(self, condition, call),
            Object::Semaphore(_) => semaphore::guard(self, call),
            Object::Event(_) => event::guard(self, call),
            Object::Barrier(_) => barrier::guard(call),
            Object::Queue(_) => queue::guard(self, call),
            _ => OPEN,
        }
    }

    /// Performs a method of an object of synchronisation, of an event loop, or of a shared collection.
    pub(super) fn method_operation(
        &mut self,
        call: &Call<'_>,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        match self.heap.get(call.object) {
            Object::Lock(_) => self.lock_operation(call, log),
            Object::Condition(_) => self.condition_operation(call, log),
            Object::Semaphore(_) => self.semaphore_operation(call, log),
            Object::Event(_) => self.event_operation(call, log),
            Object::Barrier(_) => self.barrier_operation(call, log),
            Object::Queue(_) => self.queue_operation(call, log),
            Object::Loop(_) => self.loop_operation(call, log),
            Object::Future(_) => self.future_operation(call, log),
            Object::Handle(_) => self.handle_operation(call),
            _ => self.collection_operation(call, log),
        }
    }

    /// A call is over with this result.
    pub(crate) fn answer(&mut self, call: &Call<'_>, value: Value) -> Result<Flow, Fault> {
        self.finish_operation(call.task, call.base, value);
        Ok(Flow::Continue)
    }

    /// A call goes on in a function of the library, whose result is its own.
    pub(crate) fn answer_by_hook(
        &mut self,
        call: &Call<'_>,
        hook: Hook,
        arguments: Vec<Value>,
    ) -> Result<Flow, Fault> {
        let done = self.env(call.task).hook(hook, arguments)?;
        let mut crossed = false;
        self.interpreter(call.task, &mut crossed)
            .finish(done, Then::Into(call.base))
    }

    /// The error of a call of a method that there is not.
    pub(crate) fn no_method(&mut self, call: &Call<'_>) -> Fault {
        let object = Value::Object(call.object);
        let kind = crate::library::attribute::type_name(&self.env(call.task), object);
        let message = format!(
            "'{kind}' object has no attribute '{}'",
            self.heap.name(call.name)
        );
        self.env(call.task).raise(Native::AttributeError, &message)
    }
}
