//! Where and with what it was measured.

use serde::{Deserialize, Serialize};

/// A machine. What it does not tell is `None`, and every reader says so.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Machine {
    /// The processor's name, as it gives it.
    pub cpu: Option<String>,
    /// Threads that can run at once.
    pub logical_cores: u32,
    /// Cores that share no execution unit with another.
    pub physical_cores: Option<u32>,
    /// The caches that the first core sees.
    pub caches: Vec<Cache>,
    /// Bytes of main memory.
    pub memory_bytes: Option<u64>,
    /// The operating system.
    pub system: String,
    /// The version of its kernel.
    pub kernel: Option<String>,
    /// The instruction set.
    pub architecture: String,
    /// Who decides about the clock frequency, such as `performance` or `powersave`.
    pub governor: Option<String>,
    /// Whether the machine is a guest of another one, which may take cores away at any time.
    pub virtual_machine: Option<bool>,
    /// How many threads wanted a core, on average over the minute before the run: more than a few tenths disturb.
    pub load: Option<f64>,
    /// Whether threads could be pinned to cores.
    pub pinned: bool,
}

/// A cache.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cache {
    /// Its distance from the core: 1 is the nearest.
    pub level: u32,
    /// `Data`, `Instruction` or `Unified`.
    pub kind: String,
    /// Its size.
    pub bytes: u64,
    /// The bytes that move together.
    pub line_bytes: u32,
}

/// A program or a library and its version.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}
