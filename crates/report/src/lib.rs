//! What `interleave-bench` measured on a machine: the report that it writes and that the page reads.
//!
//! **Architecture invariant:** this crate measures nothing and knows no file, no clock and no picture. It holds numbers
//! and says what follows from them: summaries, and the laws that are fitted to speed-ups.

mod amount;
mod experiment;
mod laws;
mod machine;
mod prediction;
mod summary;

pub use amount::amount;
pub use experiment::{Direction, Experiment, Latency, Measurement, Metric, Setting, Variant};
pub use laws::{SpeedUp, amdahl, gustafson, serial_fraction, serial_fraction_scaled, speed_ups};
pub use machine::{Cache, Machine, Version};
pub use prediction::{Modelled, Prediction};
pub use summary::{Summary, WIDE_SPREAD, rounded};

use serde::{Deserialize, Serialize};

/// Everything of one call of `interleave-bench run`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The version of this format: [`Report::FORMAT`].
    pub format: u32,
    /// When the run began, in seconds since 1970 (UTC).
    pub began_unix_s: u64,
    /// Whether samples were few and small, good for a first look only.
    pub quick: bool,
    /// Whether the measuring code was compiled with optimisations.
    pub optimised: bool,
    /// Whether the run came to its end; what was measured until it was interrupted is here all the same.
    pub complete: bool,
    /// Where it was measured.
    pub machine: Machine,
    /// What it was measured with.
    pub versions: Vec<Version>,
    /// What was measured.
    pub experiments: Vec<Experiment>,
    /// What the simulation says about the same questions, once it was asked.
    #[serde(default)]
    pub predictions: Vec<Prediction>,
}

impl Report {
    /// The version of the format that this crate reads and writes.
    pub const FORMAT: u32 = 1;

    /// The experiment of a name.
    #[must_use]
    pub fn experiment(&self, name: &str) -> Option<&Experiment> {
        self.experiments
            .iter()
            .find(|experiment| experiment.name == name)
    }
}
