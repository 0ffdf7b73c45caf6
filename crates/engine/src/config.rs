//! The simulated machine and the rules of the runtime on it.

use interleave_trace::scheduling::Class;

/// The rules of one runtime.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Dialect {
    /// CPython 3.12 with its global interpreter lock: the lock changes hands at blocking calls and, once a waiter
    /// has waited for the switch interval, at backward jumps and calls (`Python/ceval_gil.c`).
    #[default]
    Cpython,
    /// CPython without the lock (PEP 703): threads run in parallel and may be preempted anywhere.
    CpythonFreeThreaded,
}

impl Dialect {
    /// Every dialect.
    pub const ALL: [Dialect; 2] = [Dialect::Cpython, Dialect::CpythonFreeThreaded];

    /// The name on the command line and in links.
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

    /// Whether one lock serialises the threads of a process.
    #[must_use]
    pub fn has_gil(self) -> bool {
        self == Dialect::Cpython
    }
}

/// How the simulated operating system's scheduler chooses; `simulator/policy` has one file for each.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Policy {
    /// Who has waited longest goes next, for one time slice. Priorities are ignored.
    #[default]
    RoundRobin,
    /// Who has had least goes next, weighted by nice values. Real-time classes are ignored.
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

    /// The name on the command line and in links.
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

    /// Whether it looks at the priority of a thread of this class.
    #[must_use]
    pub fn regards(self, class: Class) -> bool {
        match self {
            Policy::RoundRobin => false,
            Policy::FairShare => class == Class::Other,
            Policy::FixedPriority | Policy::PriorityInheritance => true,
        }
    }

    /// Whether a higher priority always comes before a lower one, also among those who wait.
    #[must_use]
    pub fn is_by_priority(self) -> bool {
        matches!(self, Policy::FixedPriority | Policy::PriorityInheritance)
    }
}

/// What a thread can see of what others write.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum MemoryModel {
    /// Every write at once: sequential consistency (Lamport, 1979).
    #[default]
    Sequential,
    /// Writes wait in a store buffer a thread, as on x86.
    Tso,
    /// Writes wait in a store buffer a thread and variable.
    Relaxed,
}

impl MemoryModel {
    /// Every model.
    pub const ALL: [MemoryModel; 3] = [
        MemoryModel::Sequential,
        MemoryModel::Tso,
        MemoryModel::Relaxed,
    ];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            MemoryModel::Sequential => "sc",
            MemoryModel::Tso => "tso",
            MemoryModel::Relaxed => "relaxed",
        }
    }

    /// The model of a name.
    #[must_use]
    pub fn find(name: &str) -> Option<MemoryModel> {
        MemoryModel::ALL
            .into_iter()
            .find(|model| model.name() == name)
    }
}

/// Bounds of a run. Reaching one ends the run with an explanation; see [`interleave_trace::LimitKind`].
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Limits {
    /// Instructions executed by all tasks together.
    pub instructions: u64,
    /// Bytes of simulated memory, as counted by the heap.
    pub memory_bytes: u64,
    /// Tasks ever made; never more than [`interleave_trace::ObjectId::MAX_TASKS`].
    pub tasks: u32,
    /// Processes ever made.
    pub processes: u32,
    /// Events of the trace.
    pub events: u32,
    /// Bytes of output.
    pub output_bytes: u32,
    /// Virtual time.
    pub time_ns: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            instructions: 200_000_000,
            memory_bytes: 256 << 20,
            tasks: 200_000,
            processes: 1_000,
            events: 2_000_000,
            output_bytes: 4 << 20,
            time_ns: 24 * 3600 * 1_000_000_000,
        }
    }
}

/// The machine, the dialect and the seed: with the program, all that a run depends on.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Config {
    /// The rules of the runtime.
    pub dialect: Dialect,
    /// How threads get cores.
    pub policy: Policy,
    /// What threads see of what others write. The machine's own stores reach memory at once, which every model allows; a
    /// schedule may let them wait.
    pub memory: MemoryModel,
    /// Whether each thread may once return from a `Condition.wait` without time-out though nobody notified it, as POSIX lets
    /// `pthread_cond_wait` do. The machine never does so by itself; a schedule may.
    pub spurious_wakeups: bool,
    /// Simulated cores.
    pub cores: u16,
    /// The time slice of the operating system's scheduler, in nanoseconds; under fair share the scale of its slices.
    pub quantum_ns: u64,
    /// What putting another thread on a core costs, in nanoseconds.
    pub switch_ns: u64,
    /// What one instruction costs, in nanoseconds.
    pub instruction_ns: u64,
    /// What a visible operation costs on top, in nanoseconds.
    pub operation_ns: u64,
    /// What a request over the network takes, and a tenth of it at most on top, in nanoseconds.
    pub network_ns: u64,
    /// What a system call on files takes, and a tenth of it at most on top, in nanoseconds.
    pub disk_ns: u64,
    /// What forking costs the process that does it, in nanoseconds. CPython 3.11 measured on a small Linux machine:
    /// `Process.start()` takes 0.3 to 0.5 ms.
    pub fork_ns: u64,
    /// How long a forked process takes from then to its first instruction, in nanoseconds. Measured as above: 1.2 to
    /// 1.5 ms from `start()` on.
    pub process_ns: u64,
    /// How long a spawned process takes to its first instruction: an interpreter starts anew, in nanoseconds. Measured
    /// as above: 40 to 60 ms.
    pub spawn_ns: u64,
    /// How late a timer may fire, in nanoseconds: Linux lets one wait for its neighbours by 50 µs (`PR_SET_TIMERSLACK`).
    pub timer_slack_ns: u64,
    /// During how many of a thousand segments something else on the machine takes the core for a while, up to two time
    /// slices. None on a machine that does nothing else.
    pub interruptions_permille: u16,
    /// CPython's switch interval (`sys.setswitchinterval`), in nanoseconds.
    pub gil_interval_ns: u64,
    /// Decides everything that a real machine leaves to chance: the jitter of time slices and start-up.
    pub seed: u64,
    /// Bounds of the run.
    pub limits: Limits,
}

impl Config {
    /// Most cores.
    pub const MAX_CORES: u16 = 64;
}

impl Default for Config {
    fn default() -> Self {
        Self {
            dialect: Dialect::default(),
            policy: Policy::default(),
            memory: MemoryModel::default(),
            spurious_wakeups: false,
            cores: 2,
            quantum_ns: 4_000_000,
            switch_ns: 2_000,
            instruction_ns: 20,
            operation_ns: 50,
            network_ns: 100_000_000,
            disk_ns: 100_000,
            fork_ns: 300_000,
            process_ns: 900_000,
            spawn_ns: 40_000_000,
            timer_slack_ns: 50_000,
            interruptions_permille: 0,
            gil_interval_ns: 5_000_000,
            seed: 0,
            limits: Limits::default(),
        }
    }
}
