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

/// What a lesson decides about the simulated machine; the rest is the engine's default.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Machine {
    /// The rules of the runtime.
    pub dialect: Dialect,
    /// Simulated cores.
    pub cores: u16,
    /// The time slice of the simulated operating system.
    pub quantum_ns: u64,
    /// Decides what a real machine leaves to chance.
    pub seed: u64,
}

impl Machine {
    /// An everyday machine with ordinary CPython.
    pub const DEFAULT: Machine = Machine {
        dialect: Dialect::Cpython,
        cores: 2,
        quantum_ns: 4_000_000,
        seed: 0,
    };
}
