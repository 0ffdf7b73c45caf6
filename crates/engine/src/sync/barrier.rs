//! Barriers.

use interleave_trace::TaskId;

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
