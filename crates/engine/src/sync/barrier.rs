//! Barriers.

use interleave_program::{Native, well_known};
use interleave_trace::{ObjectId, TaskId, What};

use crate::library::Fault;
use crate::world::interpreter::Flow;
use crate::world::object::Object;
use crate::world::operation::{Call, OPEN, Wait};
use crate::world::task::{Guard, Progress, State};
use crate::world::threading::nanoseconds;
use crate::world::value::Value;
use crate::world::{Log, Touched, World};

/// `threading.Barrier`: tasks wait until as many as it has parties have arrived.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Barrier {
    /// How many must arrive.
    pub parties: u32,
    /// Who has arrived and waits, in that order.
    pub arrived: Vec<TaskId>,
    /// Who may pass, with the index that `wait` returns.
    pub passing: Vec<(TaskId, u32)>,
    /// Whether it is broken.
    pub broken: bool,
}

impl Barrier {
    /// A barrier for so many.
    #[must_use]
    pub fn new(parties: u32) -> Self {
        Self {
            parties,
            arrived: Vec::new(),
            passing: Vec::new(),
            broken: false,
        }
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
        self.broken || self.passing.iter().any(|&(passing, _)| passing == task)
    }

    /// `task` passes, and this is its index; `None` if the barrier is broken.
    pub fn pass(&mut self, task: TaskId) -> Option<u32> {
        let at = self
            .passing
            .iter()
            .position(|&(passing, _)| passing == task);
        self.arrived.retain(|&waiting| waiting != task);
        at.map(|at| self.passing.remove(at).1)
    }
}

/// Whether a task that has arrived may go on.
pub(crate) fn may_pass(world: &World, id: ObjectId, task: TaskId) -> bool {
    matches!(world.object_for(task, id), Object::Barrier(barrier) if barrier.can_pass(task))
}

/// Whether no earlier generation is still passing.
pub(crate) fn may_arrive(world: &World, id: ObjectId, task: TaskId) -> bool {
    matches!(world.object_for(task, id), Object::Barrier(barrier) if barrier.broken || barrier.passing.is_empty())
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
            (well_known::WAIT, _) => {
                barrier.arrive(call.task);
                self.await_others(call, log);
                return Ok(Flow::Continue);
            }
            (well_known::ABORT, _) => {
                barrier.broken = true;
                Value::None
            }
            (well_known::RESET, _) => {
                let parties = barrier.parties;
                let waiting = !barrier.arrived.is_empty();
                // Those who wait learn that it was broken; then it is as new.
                barrier.broken = waiting;
                if !waiting {
                    **barrier = Barrier::new(parties);
                }
                Value::None
            }
            _ => return Err(self.no_method(call)),
        };
        self.touch(Touched::Object(call.object));
        self.answer(call, value)
    }

    fn broken_barrier(&mut self, call: &Call<'_>) -> Fault {
        self.env(call.task)
            .exception_fault(Native::BrokenBarrierError)
    }

    /// A task that has arrived waits until it may pass.
    fn await_others(&mut self, call: &Call<'_>, log: &mut Log<'_>) {
        let until = match call.get(0, well_known::TIMEOUT) {
            None | Some(Value::None) => None,
            Some(seconds) => Some(self.now.after(nanoseconds(seconds).unwrap_or(0))),
        };
        let guard = Guard::Barrier(call.object);
        let task = self.task_mut(call.task);
        task.progress = Progress::AtBarrier;
        task.state = State::Poised { guard, until };
        let object = log.object(self, call.object);
        log.event(self, call.task, What::Arrived { object });
        self.touch(Touched::Object(object));
    }
}
