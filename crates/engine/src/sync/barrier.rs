//! Barriers.

use interleave_program::{Hook, Native, well_known};
use interleave_trace::{ObjectId, TaskId, What};

use super::patience;
use crate::library::Fault;
use crate::world::interpreter::Flow;
use crate::world::object::Object;
use crate::world::operation::{Call, OPEN, Wait};
use crate::world::task::{Guard, Progress, State};
use crate::world::value::Value;
use crate::world::{Log, Touched, World};

/// `threading.Barrier`: tasks wait until as many as it has parties have arrived.
#[derive(Clone, Debug)]
pub struct Barrier {
    /// How many must arrive.
    pub parties: u32,
    /// What the last one to arrive calls before anybody passes; `None` for nothing.
    pub action: Value,
    /// How many seconds a wait that says nothing of its own lasts at most; `None` for ever.
    pub timeout: Value,
    /// Who has arrived and waits, in that order.
    pub arrived: Vec<TaskId>,
    /// Who may pass, with the index that `wait` returns.
    pub passing: Vec<(TaskId, u32)>,
    /// Whether it is broken.
    pub broken: bool,
    /// Whether the last one to arrive is calling the action.
    pub acting: bool,
    /// Whether it was reset while tasks waited: they learn that it was broken, and then it is as new.
    pub resetting: bool,
}

impl Barrier {
    /// A barrier for so many.
    #[must_use]
    pub fn new(parties: u32, action: Value, timeout: Value) -> Self {
        Self {
            parties,
            action,
            timeout,
            arrived: Vec::new(),
            passing: Vec::new(),
            broken: false,
            acting: false,
            resetting: false,
        }
    }

    /// Whether the next one to arrive is the last, and has to call the action first.
    fn is_to_act(&self) -> bool {
        !matches!(self.action, Value::None) && self.arrived.len() as u32 + 1 >= self.parties
    }

    /// Whether a task may arrive, or has to learn that the barrier is broken: no earlier generation is still passing.
    #[must_use]
    pub fn can_arrive(&self) -> bool {
        self.broken || self.passing.is_empty() && !self.acting && !self.resetting
    }

    /// `task` arrives; the last one opens the barrier for all. While earlier ones still pass, nobody may arrive.
    pub fn arrive(&mut self, task: TaskId) {
        self.arrived.push(task);
        if self.arrived.len() as u32 >= self.parties {
            let arrived = std::mem::take(&mut self.arrived);
            self.passing.extend(
                arrived
                    .into_iter()
                    .enumerate()
                    .map(|(index, task)| (task, index as u32)),
            );
        }
    }

    /// Whether `task` may pass, or has to learn that the barrier is broken.
    #[must_use]
    pub fn can_pass(&self, task: TaskId) -> bool {
        let failed = self.broken || self.resetting;
        failed || self.passing.iter().any(|&(passing, _)| passing == task)
    }

    /// `task` passes, and this is its index; `None` if the barrier is broken.
    pub fn pass(&mut self, task: TaskId) -> Option<u32> {
        let at = self
            .passing
            .iter()
            .position(|&(passing, _)| passing == task);
        self.arrived.retain(|&waiting| waiting != task);
        self.resetting &= !self.arrived.is_empty();
        at.map(|at| self.passing.remove(at).1)
    }
}

/// Whether a task that has arrived may go on.
pub(crate) fn may_pass(world: &World, id: ObjectId, task: TaskId) -> bool {
    matches!(world.object_for(task, id), Object::Barrier(barrier) if barrier.can_pass(task))
}

/// Whether no earlier generation is still passing.
pub(crate) fn may_arrive(world: &World, id: ObjectId, task: TaskId) -> bool {
    matches!(world.object_for(task, id), Object::Barrier(barrier) if barrier.can_arrive())
}

/// What a call of one of its methods waits for at first.
pub(crate) fn guard(call: &Call<'_>) -> Wait {
    match call.name {
        well_known::WAIT => (Guard::BarrierEntry(call.object), None),
        _ => OPEN,
    }
}

impl World {
    pub(crate) fn barrier_operation(
        &mut self,
        call: &Call<'_>,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        let task = self.task(call.task);
        let (timed_out, progress) = (task.timed_out, task.progress);
        let Some(Object::Barrier(barrier)) = self.heap.get_mut(call.object) else {
            return Ok(Flow::Continue);
        };
        let value = match (call.name, progress) {
            // Whoever has arrived has no time-out to fear any more while the last one acts.
            (well_known::WAIT, Progress::AtBarrier) if timed_out && barrier.acting => {
                let guard = Guard::Barrier(call.object);
                let task = self.task_mut(call.task);
                task.state = State::Poised { guard, until: None };
                return Ok(Flow::Continue);
            }
            (well_known::WAIT, Progress::AtBarrier) => {
                if timed_out {
                    barrier.broken = true;
                }
                match barrier.pass(call.task) {
                    Some(index) => {
                        let object = log.object(self, call.object);
                        log.event(self, call.task, What::Acquired { object });
                        Value::Int(i64::from(index))
                    }
                    None => return Err(self.broken_barrier(call)),
                }
            }
            (well_known::WAIT, _) if barrier.broken => return Err(self.broken_barrier(call)),
            (well_known::WAIT, _) if barrier.is_to_act() => {
                barrier.acting = true;
                let arguments = vec![Value::Object(call.object), barrier.action];
                // The action comes after all that the others did before they arrived.
                let object = log.object(self, call.object);
                log.event(self, call.task, What::Acquired { object });
                return self.answer_by_hook(call, Hook::BarrierAction, arguments);
            }
            (well_known::WAIT, _) => {
                barrier.arrive(call.task);
                self.await_others(call, log);
                return Ok(Flow::Continue);
            }
            (well_known::ABORT, _) => {
                barrier.broken = true;
                barrier.acting = false;
                Value::None
            }
            (well_known::RESET, _) => {
                barrier.broken = false;
                barrier.resetting = !barrier.arrived.is_empty();
                Value::None
            }
            _ => return Err(self.no_method(call)),
        };
        self.touch(Touched::Object(call.object));
        self.answer(call, value)
    }

    /// `open_barrier(barrier)`: the last one to arrive has called the action, and passes before everybody else.
    pub(crate) fn open_barrier(&mut self, id: TaskId, barrier: Value, log: &mut Log<'_>) -> Value {
        let Value::Object(object) = barrier else {
            return Value::None;
        };
        let index = match self.heap.get_mut(object) {
            Some(Object::Barrier(barrier)) => {
                barrier.acting = false;
                barrier.arrive(id);
                barrier.pass(id)
            }
            _ => None,
        };
        let object = log.object(self, object);
        log.event(self, id, What::Arrived { object });
        log.event(self, id, What::Acquired { object });
        self.touch(Touched::Object(object));
        index.map_or(Value::None, |index| Value::Int(i64::from(index)))
    }

    fn broken_barrier(&mut self, call: &Call<'_>) -> Fault {
        self.env(call.task)
            .exception_fault(Native::BrokenBarrierError)
    }

    /// A task that has arrived waits until it may pass.
    fn await_others(&mut self, call: &Call<'_>, log: &mut Log<'_>) {
        let its_own = match self.heap.get(call.object) {
            Object::Barrier(barrier) => barrier.timeout,
            _ => Value::None,
        };
        let given = call.get(0, well_known::TIMEOUT);
        let given = given.filter(|given| !matches!(given, Value::None));
        let until = patience(self, given.or(Some(its_own)));
        let guard = Guard::Barrier(call.object);
        let task = self.task_mut(call.task);
        task.progress = Progress::AtBarrier;
        task.state = State::Poised { guard, until };
        let object = log.object(self, call.object);
        log.event(self, call.task, What::Arrived { object });
        self.touch(Touched::Object(object));
    }
}
