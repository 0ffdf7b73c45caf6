//! Lengths of time, in the unit that leaves the fewest digits.

use interleave_trace::Tick;

const UNITS: [(u64, &str); 4] = [
    (1_000_000_000, "s"),
    (1_000_000, "ms"),
    (1_000, "µs"),
    (1, "ns"),
];
/// More fractional digits than this tell nobody anything.
const DIGITS: usize = 3;

/// A length of time with about three digits, such as `1.25 s` or `120 ms`. The same in every language.
#[must_use]
pub fn duration(ns: u64) -> String {
    let unit = UNITS
        .into_iter()
        .find(|&(size, _)| ns >= size)
        .unwrap_or(if ns == 0 { UNITS[0] } else { UNITS[3] });
    let digits = match ns / unit.0 {
        0..10 => 2,
        10..100 => 1,
        _ => 0,
    };
    in_unit(ns, unit, digits)
}

/// An instant among others up to `end`, told apart by steps of `step_ns`: in the largest unit that needs no more
/// than three fractional digits for that, so that the labels of one axis share theirs.
#[must_use]
pub fn instant(at: Tick, step_ns: u64, end: Tick) -> String {
    let unit = UNITS
        .into_iter()
        .find(|&(size, _)| size <= step_ns.saturating_mul(1000) && size <= end.0)
        .unwrap_or(UNITS[3]);
    in_unit(at.0, unit, DIGITS)
}

fn in_unit(ns: u64, (size, name): (u64, &str), digits: usize) -> String {
    let whole = ns / size;
    let fraction = (u128::from(ns % size) * 10u128.pow(digits as u32) / u128::from(size)) as u64;
    let fraction = if digits == 0 {
        String::new()
    } else {
        format!("{fraction:0digits$}")
    };
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() {
        format!("{whole} {name}")
    } else {
        format!("{whole}.{fraction} {name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(duration(0), "0 s");
        assert_eq!(duration(40), "40 ns");
        assert_eq!(duration(12_500), "12.5 µs");
        assert_eq!(duration(3_000_000_000), "3 s");
        assert_eq!(duration(1_250_040_000), "1.25 s");
        assert_eq!(duration(120_012_000), "120 ms");
        assert_eq!(duration(10_058_000), "10 ms");
        assert_eq!(duration(u64::MAX), "18446744073 s");
    }

    #[test]
    fn instants_of_an_axis_share_a_unit() {
        let second = 1_000_000_000;
        let end = Tick(3 * second);
        assert_eq!(instant(Tick(0), second / 2, end), "0 s");
        assert_eq!(instant(Tick(second * 3 / 2), second / 2, end), "1.5 s");
        assert_eq!(instant(Tick(second + 1_000), 1_000, end), "1000.001 ms");
        assert_eq!(instant(Tick(114_850), 50, Tick(231_000)), "114.85 µs");
        assert_eq!(instant(Tick(0), 1, Tick(0)), "0 ns");
    }
}
