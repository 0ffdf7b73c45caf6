//! Policies of the simulated operating system's scheduler, one a file: which ready thread gets a core, for how long,
//! and who has to make room for it.
//!
//! All cores share one queue of ready threads; a real system keeps one a core and moves threads between them, which
//! comes to the same but for the moving. Which cores a thread may run on (`sched_setaffinity`) every policy honours.

mod fair_share;
mod fixed_priority;
mod inheritance;
mod round_robin;

use std::fmt::Debug;
use std::ops::{Deref, DerefMut};

use interleave_trace::{ObjectId, Scheduling, ThreadId};

use super::Core;
use crate::config::Policy;
use fair_share::FairShare;
use fixed_priority::FixedPriority;
use inheritance::Inheritance;
use round_robin::RoundRobin;

/// How a thread comes to be ready.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arrival {
    /// It is new, or what it waited for has come.
    Woken,
    /// Its time slice is over.
    Expired,
    /// Somebody else has its core, through no doing of its own.
    Displaced,
    /// It lets others go first (`sched_yield`).
    Yielded,
}

/// A set of cores: core 0 is the lowest bit.
pub type Cores = u64;

/// What a policy decides. Threads that are ready are in its keeping; those on cores are not.
pub trait Scheduler: Debug {
    /// What a thread asks for, from now on; told for every thread before anything else is.
    fn set(&mut self, thread: ThreadId, scheduling: Scheduling);

    /// A thread has become ready.
    fn add(&mut self, thread: ThreadId, arrival: Arrival);

    /// A thread is no longer ready.
    fn remove(&mut self, thread: ThreadId);

    /// Whether nobody is ready.
    fn is_empty(&self) -> bool;

    /// Takes the ready thread that gets one of these free cores, if one may run there.
    fn take_next(&mut self, free: Cores) -> Option<ThreadId>;

    /// How long a thread that is on one of the cores may run before others have their turn; `None` is for ever.
    fn slice_ns(&self, thread: ThreadId, cores: &[Core]) -> Option<u64>;

    /// Whether somebody ready might have the core of a running thread at the end of the slice.
    fn wants(&self, core: usize, running: ThreadId) -> bool;

    /// Whether somebody ready has the core now that the slice is over.
    fn expires(&self, core: usize, running: ThreadId) -> bool {
        self.wants(core, running)
    }

    /// A ready thread for which a running one has to make room at once, and the core. Asked until there is none.
    fn challenge(&mut self, _cores: &[Core]) -> Option<(ThreadId, usize)> {
        None
    }

    /// Whether it has to know who has run for how long.
    fn measures(&self) -> bool {
        false
    }

    /// Each of these threads has run for so many nanoseconds more.
    fn ran(&mut self, _threads: &[(ThreadId, u64)]) {}

    /// Who of several waiters is woken first: the highest rank, of equal ones the longest waiter.
    fn rank(&self, _thread: ThreadId) -> u32 {
        0
    }

    /// A thread has begun to wait for a lock with its present owner, or (`None`) waits for no lock any more.
    fn waits(&mut self, _thread: ThreadId, _lock: Option<(ObjectId, Option<ThreadId>)>) {}

    /// A lock that threads may wait for has another owner.
    fn owned(&mut self, _lock: ObjectId, _owner: Option<ThreadId>) {}

    /// Whose priority a thread runs at, if it is not its own.
    fn lender(&self, _thread: ThreadId) -> Option<ThreadId> {
        None
    }
}

/// The ready threads, kept as the policy of the machine says.
#[derive(Clone, Debug)]
pub enum Ready {
    /// See [`round_robin`].
    RoundRobin(RoundRobin),
    /// See [`fair_share`].
    FairShare(FairShare),
    /// See [`fixed_priority`].
    FixedPriority(FixedPriority),
    /// See [`inheritance`].
    PriorityInheritance(Inheritance),
}

impl Ready {
    /// Nobody is ready yet.
    #[must_use]
    pub fn new(policy: Policy, quantum_ns: u64) -> Self {
        let quantum_ns = quantum_ns.max(1);
        match policy {
            Policy::RoundRobin => Ready::RoundRobin(RoundRobin::new(quantum_ns)),
            Policy::FairShare => Ready::FairShare(FairShare::new(quantum_ns)),
            Policy::FixedPriority => Ready::FixedPriority(FixedPriority::new(quantum_ns)),
            Policy::PriorityInheritance => Ready::PriorityInheritance(Inheritance::new(quantum_ns)),
        }
    }
}

impl Deref for Ready {
    type Target = dyn Scheduler;

    fn deref(&self) -> &Self::Target {
        match self {
            Ready::RoundRobin(policy) => policy,
            Ready::FairShare(policy) => policy,
            Ready::FixedPriority(policy) => policy,
            Ready::PriorityInheritance(policy) => policy,
        }
    }
}

impl DerefMut for Ready {
    fn deref_mut(&mut self) -> &mut Self::Target {
        match self {
            Ready::RoundRobin(policy) => policy,
            Ready::FairShare(policy) => policy,
            Ready::FixedPriority(policy) => policy,
            Ready::PriorityInheritance(policy) => policy,
        }
    }
}

/// What each thread asks for.
#[derive(Clone, Debug, Default)]
struct Wishes(Vec<Scheduling>);

impl Wishes {
    fn set(&mut self, thread: ThreadId, scheduling: Scheduling) {
        if self.0.len() <= thread.index() {
            self.0.resize(thread.index() + 1, Scheduling::default());
        }
        self.0[thread.index()] = scheduling;
    }

    fn of(&self, thread: ThreadId) -> Scheduling {
        self.0.get(thread.index()).copied().unwrap_or_default()
    }

    /// Whether a thread may run on one of the cores.
    fn may_run(&self, thread: ThreadId, cores: Cores) -> bool {
        self.of(thread).cores & cores != 0
    }

    /// Whether a thread may run on a core.
    fn allows(&self, thread: ThreadId, core: usize) -> bool {
        self.of(thread).allows(core)
    }
}
