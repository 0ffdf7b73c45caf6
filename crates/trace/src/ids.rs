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
/// that made it (or [`ObjectId::CONSTANT`]), `index` counts that task's objects.
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
}
