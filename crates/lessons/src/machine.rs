//! The machine that a lesson asks for, in the lesson's own words: this crate does not know the engine's.

/// The rules of one runtime.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Dialect {
    /// CPython with its global interpreter lock.
    Cpython,
    /// CPython built without that lock.
    CpythonFreeThreaded,
}

impl Dialect {
    /// Every dialect.
    pub const ALL: [Dialect; 2] = [Dialect::Cpython, Dialect::CpythonFreeThreaded];

    /// Its name on the command line and in links.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Dialect::Cpython => "cpython",
            Dialect::CpythonFreeThreaded => "cpython-free-threaded",
        }
    }

    /// The dialect of a name.
    #[must_use]
    pub fn find(name: &str) -> Option<Dialect> {
        Dialect::ALL
            .into_iter()
            .find(|dialect| dialect.name() == name)
    }
}

/// How the simulated operating system's scheduler chooses.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Policy {
    /// Who has waited longest goes next, for one time slice.
    RoundRobin,
    /// Who has had least goes next, weighted by nice values.
    FairShare,
    /// A higher priority goes at once and for as long as it wants.
    FixedPriority,
    /// As before, and the owner of a lock has the priority of those who wait for it.
    PriorityInheritance,
}

impl Policy {
    /// Every policy.
    pub const ALL: [Policy; 4] = [
        Policy::RoundRobin,
        Policy::FairShare,
        Policy::FixedPriority,
        Policy::PriorityInheritance,
    ];

    /// Its name on the command line and in links.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Policy::RoundRobin => "round-robin",
            Policy::FairShare => "fair-share",
            Policy::FixedPriority => "fixed-priority",
            Policy::PriorityInheritance => "priority-inheritance",
        }
    }

    /// The policy of a name.
    #[must_use]
    pub fn find(name: &str) -> Option<Policy> {
        Policy::ALL.into_iter().find(|policy| policy.name() == name)
    }
}

/// What a lesson decides about the simulated machine; the rest is the engine's default.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Machine {
    /// The rules of the runtime.
    pub dialect: Dialect,
    /// How threads get cores.
    pub policy: Policy,
    /// Simulated cores.
    pub cores: u16,
    /// The time slice of the simulated operating system.
    pub quantum_ns: u64,
    /// What a request over the simulated network takes, and a tenth of it at most on top.
    pub network_ns: u64,
    /// Decides what a real machine leaves to chance.
    pub seed: u64,
}

impl Machine {
    /// An everyday machine with ordinary CPython.
    pub const DEFAULT: Machine = Machine {
        dialect: Dialect::Cpython,
        policy: Policy::RoundRobin,
        cores: 2,
        quantum_ns: 4_000_000,
        network_ns: 100_000_000,
        seed: 0,
    };
}
