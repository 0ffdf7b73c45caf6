//! What was measured.

use serde::{Deserialize, Serialize};

use crate::Summary;

/// One question put to the machine.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Experiment {
    /// Its name on the command line.
    pub name: String,
    /// What it shows, in a sentence.
    pub shows: String,
    /// The lesson that it belongs to.
    pub lesson: String,
    /// What was compared.
    pub variants: Vec<Variant>,
}

/// One way of doing it under one setting.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// Its name.
    pub name: String,
    /// Under what it was measured, such as so many threads.
    pub settings: Vec<Setting>,
    /// Why there are no numbers, if the machine does not allow it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_measured: Option<String>,
    /// Threads of which each waited for the next one, and the last for the first, if that was seen: a deadlock.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub circle: Vec<u32>,
    /// What was measured.
    pub measurements: Vec<Measurement>,
    /// How long single operations took, over all samples.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latency: Option<Latency>,
}

/// A number that was chosen.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// Of what, such as `threads` or `inside (%)`, with its unit in brackets.
    pub name: String,
    /// How many.
    pub value: f64,
}

/// A quantity, its samples after warm-up, and what they say.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measurement {
    /// The quantity.
    pub metric: Metric,
    /// In the order in which they were taken.
    pub samples: Vec<f64>,
    /// In short.
    pub summary: Summary,
}

/// A quantity that can be measured.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// Its name, such as `throughput`.
    pub name: String,
    /// Its unit, such as `op/s`.
    pub unit: String,
    /// What is better.
    pub better: Direction,
}

/// Which way is better.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// It is neither: it describes.
    Neither,
}

/// How long single operations took: a distribution of its own, not samples of a median.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Latency {
    /// How many operations.
    pub count: u64,
    /// Pairs: so many per cent of the operations took at most so many nanoseconds.
    pub percentiles: Vec<(f64, u64)>,
}

impl Experiment {
    /// The variants of a name, in the order in which they were measured.
    pub fn variants_named(&self, name: &str) -> impl Iterator<Item = &Variant> {
        self.variants
            .iter()
            .filter(move |variant| variant.name == name)
    }

    /// The median of a quantity of a variant under exactly these settings.
    #[must_use]
    pub fn median(&self, variant: &str, settings: &[(&str, f64)], metric: &str) -> Option<f64> {
        let found = self.variants_named(variant).find(|variant| {
            settings
                .iter()
                .all(|(name, value)| variant.setting(name) == Some(*value))
        })?;
        found.median(metric)
    }
}

impl Variant {
    /// The value of a setting.
    #[must_use]
    pub fn setting(&self, name: &str) -> Option<f64> {
        self.settings
            .iter()
            .find(|setting| setting.name == name)
            .map(|setting| setting.value)
    }

    /// What was measured of a quantity.
    #[must_use]
    pub fn measurement(&self, metric: &str) -> Option<&Measurement> {
        self.measurements
            .iter()
            .find(|measurement| measurement.metric.name == metric && measurement.summary.count > 0)
    }

    /// The median of a quantity.
    #[must_use]
    pub fn median(&self, metric: &str) -> Option<f64> {
        Some(self.measurement(metric)?.summary.median)
    }

    /// Who waited for whom: `0 → 1 → 2 → 0`; nothing if there was no circle.
    #[must_use]
    pub fn circle_words(&self) -> Option<String> {
        let first = self.circle.first()?;
        let all = self.circle.iter().chain(std::iter::once(first));
        let names: Vec<String> = all.map(u32::to_string).collect();
        Some(names.join(" → "))
    }

    /// The settings in words: `threads 2, inside 50 %`.
    #[must_use]
    pub fn setting_words(&self) -> String {
        let words = |setting: &Setting| {
            let value = setting.value;
            match setting.name.split_once(" (") {
                Some((name, unit)) => format!("{name} {value} {}", unit.trim_end_matches(')')),
                None => format!("{} {value}", setting.name),
            }
        };
        self.settings
            .iter()
            .map(words)
            .collect::<Vec<_>>()
            .join(", ")
    }
}
