//! From values to pixels.

/// How values are spread.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Kind {
    /// Equal steps are equally long.
    Linear,
    /// Equal factors are equally long.
    Log,
    /// Percentiles: 90, 99 and 99.9 are equally far apart.
    Nines,
}

/// A scale from a range of values to a range of pixels.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    kind: Kind,
    values: (f64, f64),
    pixels: (f64, f64),
}

/// Percentiles beyond this one are drawn at it: they would be infinitely far away.
const LAST_PERCENTILE: f64 = 99.99;

impl Scale {
    /// A scale; a range without extent gets some.
    pub fn new(kind: Kind, values: (f64, f64), pixels: (f64, f64)) -> Scale {
        let (from, to) = (bent(kind, values.0), bent(kind, values.1));
        let values = if to > from {
            (from, to)
        } else {
            (from - 0.5, from + 0.5)
        };
        Scale {
            kind,
            values,
            pixels,
        }
    }

    /// Where a value is.
    pub fn at(&self, value: f64) -> f64 {
        let (from, to) = self.values;
        let share = (bent(self.kind, value) - from) / (to - from);
        self.pixels.0 + share.clamp(0.0, 1.0) * (self.pixels.1 - self.pixels.0)
    }
}

/// What is spread evenly.
fn bent(kind: Kind, value: f64) -> f64 {
    match kind {
        Kind::Linear => value,
        Kind::Log => value.max(f64::MIN_POSITIVE).log10(),
        Kind::Nines => -(100.0 - value.clamp(0.0, LAST_PERCENTILE)).log10(),
    }
}

/// A range that holds all values with round ends, and the round values in it.
pub fn round(kind: Kind, low: f64, high: f64) -> ((f64, f64), Vec<f64>) {
    match kind {
        Kind::Log => decades(low, high),
        Kind::Linear | Kind::Nines => steps(high),
    }
}

/// Powers of ten; of many, some.
fn decades(low: f64, high: f64) -> ((f64, f64), Vec<f64>) {
    const MOST: i32 = 6;
    let first = low.max(f64::MIN_POSITIVE).log10().floor() as i32;
    let last = (high.max(f64::MIN_POSITIVE).log10().ceil() as i32).max(first + 1);
    let stride = (last - first) / MOST + 1;
    let ticks = (first..=last)
        .step_by(stride.unsigned_abs() as usize)
        .map(|power| 10_f64.powi(power))
        .collect();
    ((10_f64.powi(first), 10_f64.powi(last)), ticks)
}

/// From zero in steps of 1, 2 or 5.
fn steps(high: f64) -> ((f64, f64), Vec<f64>) {
    const WANTED: f64 = 4.0;
    if high <= 0.0 {
        return ((0.0, 1.0), vec![0.0, 1.0]);
    }
    let rough = high / WANTED;
    let decade = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * decade)
        .find(|step| *step >= rough)
        .unwrap_or(rough);
    let count = (high / step).ceil().min(20.0) as u32;
    let ticks = (0..=count).map(|n| f64::from(n) * step).collect();
    ((0.0, f64::from(count) * step), ticks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_values_hold_the_rest() {
        assert_eq!(round(Kind::Linear, 0.5, 1.9).1, [0.0, 0.5, 1.0, 1.5, 2.0]);
        assert_eq!(round(Kind::Log, 3.0, 250.0).1, [1.0, 10.0, 100.0, 1000.0]);
        assert_eq!(round(Kind::Linear, 0.0, 0.0).1, [0.0, 1.0]);
    }

    #[test]
    fn nines_are_equally_far_apart() {
        let scale = Scale::new(Kind::Nines, (0.0, 99.9), (0.0, 300.0));
        let places = [0.0, 90.0, 99.0, 99.9].map(|percent| scale.at(percent).round());
        assert_eq!(places, [0.0, 100.0, 200.0, 300.0]);
    }

    #[test]
    fn any_number_has_a_place() {
        for value in [0.0, -1.0, f64::MAX, 1e-300] {
            for kind in [Kind::Linear, Kind::Log, Kind::Nines] {
                let (range, _) = round(kind, value, value);
                let x = Scale::new(kind, range, (10.0, 20.0)).at(value);
                assert!((10.0..=20.0).contains(&x), "{kind:?} {value}");
            }
        }
    }
}
