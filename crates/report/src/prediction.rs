//! What the simulation says about what was measured.

use serde::{Deserialize, Serialize};

/// A measured number and the simulation's, for the same question.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prediction {
    /// The experiment.
    pub experiment: String,
    /// The variant.
    pub variant: String,
    /// The quantity, such as `speed-up`.
    pub metric: String,
    /// Its unit; nothing for a plain ratio.
    pub unit: String,
    /// The setting that changes from row to row.
    pub setting: String,
    /// What there is, setting by setting, or why there is nothing.
    pub modelled: Modelled,
}

/// Whether the simulation has a model of it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Modelled {
    /// Rows of setting, measured median, predicted value.
    Rows(Vec<(f64, f64, f64)>),
    /// It has none, and why.
    No(String),
}

impl Prediction {
    /// By how much a prediction misses, as a share of what was measured; nothing where nothing was measured.
    #[must_use]
    pub fn error(measured: f64, predicted: f64) -> Option<f64> {
        if measured == predicted {
            return Some(0.0);
        }
        (measured != 0.0).then(|| (predicted - measured) / measured.abs())
    }
}
