//! What a thread asks of the operating system's scheduler.

use crate::TaskId;

/// A thread's scheduling class, as `sched_setscheduler(2)` sets it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Class {
    /// `SCHED_OTHER`: its nice value says how much it wants.
    #[default]
    Other,
    /// `SCHED_FIFO`: a real-time priority, and no time slice.
    Fifo,
    /// `SCHED_RR`: a real-time priority, and turns with its equals.
    RoundRobin,
}

/// What a thread asks of the scheduler; which of it counts is the policy's affair.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Scheduling {
    /// Its class.
    pub class: Class,
    /// From -20, which is the most, to 19; counts for `SCHED_OTHER`.
    pub nice: i8,
    /// From 1 to 99, which is the most; 0 for `SCHED_OTHER`.
    pub priority: u8,
    /// The cores that it may run on: core 0 is the lowest bit.
    pub cores: u64,
}

impl Default for Scheduling {
    fn default() -> Self {
        Self {
            class: Class::Other,
            nice: 0,
            priority: 0,
            cores: u64::MAX,
        }
    }
}

impl Scheduling {
    /// Nice values: the largest and the smallest wish.
    pub const NICE: std::ops::RangeInclusive<i64> = -20..=19;
    /// Real-time priorities.
    pub const PRIORITIES: std::ops::RangeInclusive<i64> = 1..=99;

    /// Whether it may run on a core.
    #[must_use]
    pub fn allows(&self, core: usize) -> bool {
        u32::try_from(core).is_ok_and(|core| self.cores.checked_shr(core).unwrap_or(0) & 1 == 1)
    }
}

/// A thread's priority where there is something to say about it: it asked for one, or was lent one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Priority {
    /// What it asks for.
    pub wish: Scheduling,
    /// Whether the policy looks at such a priority.
    pub counts: bool,
    /// Whose higher priority it runs at, because that one waits for its lock.
    pub lender: Option<TaskId>,
}
