//! The two laws of speed-up, and fitting them to what was measured.
//!
//! G. M. Amdahl: Validity of the single processor approach to achieving large scale computing capabilities, 1967.
//! J. L. Gustafson: Reevaluating Amdahl's law, 1988.

use crate::Experiment;

/// A measured speed-up.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct SpeedUp {
    /// How many threads.
    pub threads: f64,
    /// How much faster than one.
    pub factor: f64,
}

/// Amdahl's law: the same work with a serial part on so many processors.
#[must_use]
pub fn amdahl(serial: f64, threads: f64) -> f64 {
    1.0 / (serial + (1.0 - serial) / threads)
}

/// Gustafson's law: work that grows with the processors, but for its serial part.
#[must_use]
pub fn gustafson(serial: f64, threads: f64) -> f64 {
    threads - serial * (threads - 1.0)
}

/// The serial fraction that fits Amdahl's law best, by least squares on the time, which is linear in it. Only points
/// with no more threads than `cores` are looked at: the law knows no oversubscription. Nothing without a point above one
/// thread.
#[must_use]
pub fn serial_fraction(points: &[SpeedUp], cores: f64) -> Option<f64> {
    // 1 / S = 1 / n + s (1 - 1 / n)
    fit(points, cores, |point| {
        let share = 1.0 / point.threads;
        (1.0 - share, 1.0 / point.factor - share)
    })
}

/// The same for Gustafson's law.
#[must_use]
pub fn serial_fraction_scaled(points: &[SpeedUp], cores: f64) -> Option<f64> {
    // n - S = s (n - 1)
    fit(points, cores, |point| {
        (point.threads - 1.0, point.threads - point.factor)
    })
}

fn fit(points: &[SpeedUp], cores: f64, line: impl Fn(&SpeedUp) -> (f64, f64)) -> Option<f64> {
    let fits =
        |point: &&SpeedUp| point.threads > 1.0 && point.threads <= cores && point.factor > 0.0;
    let (mut along, mut across) = (0.0, 0.0);
    for (x, y) in points.iter().filter(fits).map(line) {
        along += x * y;
        across += x * x;
    }
    (across > 0.0).then(|| (along / across).clamp(0.0, 1.0))
}

/// The speed-ups of a variant by threads. `scaled` says that the work grows with the threads.
#[must_use]
pub fn speed_ups(experiment: &Experiment, variant: &str, scaled: bool) -> Vec<SpeedUp> {
    let times: Vec<(f64, f64)> = experiment
        .variants_named(variant)
        .filter_map(|variant| Some((variant.setting("threads")?, variant.median("wall time")?)))
        .collect();
    let alone = times.iter().find(|(threads, _)| *threads == 1.0);
    let Some(&(_, alone)) = alone else {
        return Vec::new();
    };
    times
        .into_iter()
        .filter(|(_, time)| *time > 0.0)
        .map(|(threads, time)| SpeedUp {
            threads,
            factor: alone / time * if scaled { threads } else { 1.0 },
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(law: impl Fn(f64) -> f64) -> Vec<SpeedUp> {
        let point = |threads| SpeedUp {
            threads,
            factor: law(threads),
        };
        [1.0, 2.0, 4.0, 8.0].map(point).to_vec()
    }

    #[test]
    fn a_law_is_found_again_in_its_own_points() {
        let found = serial_fraction(&points(|n| amdahl(0.1, n)), 8.0).unwrap();
        assert!((found - 0.1).abs() < 1e-9, "{found}");
        let found = serial_fraction_scaled(&points(|n| gustafson(0.25, n)), 8.0).unwrap();
        assert!((found - 0.25).abs() < 1e-9, "{found}");
    }

    #[test]
    fn more_threads_than_cores_say_nothing_about_the_serial_part() {
        let flat = points(|n| n.min(2.0));
        assert_eq!(serial_fraction(&flat, 2.0), Some(0.0));
        assert_eq!(serial_fraction(&flat, 1.0), None);
    }
}
