//! What many samples say in a few numbers.

use serde::{Deserialize, Serialize};

/// A median absolute deviation above this share of the median is too wide to conclude anything from.
pub const WIDE_SPREAD: f64 = 0.1;

/// Samples in short. The median and its absolute deviation are what a noisy machine disturbs least (P. J. Rousseeuw,
/// C. Croux: Alternatives to the median absolute deviation, 1993).
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// How many samples.
    pub count: u32,
    /// The middle one.
    pub median: f64,
    /// At least 95 % of the samples are no larger.
    pub p95: f64,
    /// At least 99 % of the samples are no larger.
    pub p99: f64,
    /// The median of the distances from the median.
    pub deviation: f64,
    /// Whether the deviation exceeds [`WIDE_SPREAD`] of the median.
    pub wide: bool,
}

impl Summary {
    /// Sums up samples; what is not a finite number is no sample.
    #[must_use]
    pub fn of(samples: &[f64]) -> Summary {
        let sorted = sorted(samples.iter().copied());
        let middle = median(&sorted);
        let deviation = median(&sorted_distances(&sorted, middle));
        Summary {
            count: u32::try_from(sorted.len()).unwrap_or(u32::MAX),
            median: rounded(middle),
            p95: percentile(&sorted, 95),
            p99: percentile(&sorted, 99),
            deviation: rounded(deviation),
            wide: deviation > WIDE_SPREAD * middle.abs(),
        }
    }

    /// The deviation as a share of the median; nothing when the median is zero.
    #[must_use]
    pub fn spread(&self) -> Option<f64> {
        (self.median != 0.0).then(|| self.deviation / self.median.abs())
    }
}

fn sorted(samples: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sorted: Vec<f64> = samples.filter(|sample| sample.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    sorted
}

fn sorted_distances(samples: &[f64], from: f64) -> Vec<f64> {
    sorted(samples.iter().map(|sample| (sample - from).abs()))
}

fn median(sorted: &[f64]) -> f64 {
    let at = |index: usize| sorted.get(index).copied().unwrap_or_default();
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        at(half)
    } else {
        f64::midpoint(at(half.saturating_sub(1)), at(half))
    }
}

/// By nearest rank: the smallest sample that so many per cent do not exceed.
fn percentile(sorted: &[f64], percent: usize) -> f64 {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

/// A number with six significant digits: no clock is better than that, and reports stay short.
#[must_use]
pub fn rounded(value: f64) -> f64 {
    if !value.is_finite() || value == 0.0 {
        return value;
    }
    format!("{value:.5e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_tail() {
        let samples: Vec<f64> = (1..=100).map(f64::from).collect();
        let summary = Summary::of(&samples);
        assert_eq!(
            (summary.median, summary.p95, summary.p99),
            (50.5, 95.0, 99.0)
        );
        assert_eq!(summary.deviation, 25.0);
        assert!(summary.wide);
    }

    #[test]
    fn one_wild_sample_does_not_make_a_result_wide() {
        let summary = Summary::of(&[10.0, 10.1, 9.9, 10.0, 900.0]);
        assert_eq!((summary.median, summary.p99), (10.0, 900.0));
        assert!(!summary.wide);
    }

    #[test]
    fn nothing_and_what_is_no_number_sum_up_to_nothing() {
        assert_eq!(Summary::of(&[]), Summary::default());
        assert_eq!(Summary::of(&[f64::NAN, f64::INFINITY]).count, 0);
        assert_eq!(Summary::of(&[0.0, 0.0]).spread(), None);
    }

    #[test]
    fn six_digits_stay() {
        assert_eq!(rounded(123_456_789.0), 123_457_000.0);
        assert_eq!(rounded(0.001_234_567_8), 0.001_234_57);
    }
}
