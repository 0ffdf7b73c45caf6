//! Ids of what a run makes, and virtual time.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident($inner:ty)) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        pub struct $name(pub $inner);

        impl $name {
            /// The id as an index into its table.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(
    /// A task: one flow of control of the program (a thread's, or a coroutine's).
    TaskId(u32)
);
id!(
    /// A kernel thread: what the simulated scheduler puts on cores.
    ThreadId(u32)
);
id!(
    /// A process: threads that share one memory. The program's first one is process 0.
    ProcessId(u32)
);
id!(
    /// A simulated core.
    CoreId(u16)
);
id!(
    /// A text of a trace's table.
    TextId(u32)
);
id!(
    /// A variable of a trace's table.
    VariableId(u32)
);
id!(
    /// A point between events: the number of events that have happened.
    Moment(u32)
);

/// Virtual time in nanoseconds since the start of the run. An integer, never a float.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Tick(pub u64);

impl Tick {
    /// The instant `ns` nanoseconds later.
    #[must_use]
    pub fn after(self, ns: u64) -> Tick {
        Tick(self.0.saturating_add(ns))
    }

    /// Nanoseconds since an earlier instant; 0 if it is later.
    #[must_use]
    pub fn since(self, earlier: Tick) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// An object of the simulated heap. Its name does not depend on the order in which tasks ran: `owner` is the task
/// that made it (or [`ObjectId::CONSTANT`], or [`ObjectId::KERNEL`]), `index` counts that task's objects.
///
/// A forked process has copies of its parent's objects under their names. Where objects of several processes meet (in
/// traces and snapshots) the owner's upper bits say whose copy it is: see [`ObjectId::in_process`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ObjectId {
    /// The task that made it.
    pub owner: u32,
    /// Its number among that task's objects.
    pub index: u32,
}

impl ObjectId {
    /// The owner of a program's constants.
    pub const CONSTANT: u32 = u32::MAX;
    /// The owner of what the operating system keeps for all processes: their locks, queues and shared values.
    pub const KERNEL: u32 = u32::MAX - 1;
    /// Bits of the owner that are the task's number.
    const TASK_BITS: u32 = 20;
    /// Most tasks that object names can tell apart.
    pub const MAX_TASKS: u32 = 1 << Self::TASK_BITS;
    /// Most processes that object names can tell apart.
    pub const MAX_PROCESSES: u32 = (1 << (u32::BITS - Self::TASK_BITS)) - 1;

    /// The object's name among those of all processes. Constants, and what all processes share, keep theirs, and so
    /// does a name that says its process already.
    #[must_use]
    pub fn in_process(self, process: ProcessId) -> Self {
        if self.owner >= Self::MAX_TASKS {
            return self;
        }
        Self {
            owner: self.owner | process.0.min(Self::MAX_PROCESSES - 1) << Self::TASK_BITS,
            index: self.index,
        }
    }

    /// Whether all processes have it in common.
    #[must_use]
    pub fn is_kernel(self) -> bool {
        self.owner == Self::KERNEL
    }
}
