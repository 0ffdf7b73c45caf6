//! Numbers with their units, as people write them.

/// A number with three significant digits and its unit: `1.23 Mop/s`, `42.8 µs`.
#[must_use]
pub fn amount(value: f64, unit: &str) -> String {
    const RATES: &[(f64, &str)] = &[(1e9, "G"), (1e6, "M"), (1e3, "k"), (0.0, "")];
    let size = value.abs();
    let (value, unit) = match unit {
        "op/s" | "meals/s" => {
            let (factor, prefix) = scale(RATES, size);
            (value / factor, format!("{prefix}{unit}"))
        }
        "ns" => time(value),
        "µs" => time(value * 1e3),
        "ms" => time(value * 1e6),
        _ => (value, unit.to_owned()),
    };
    let digits = match value.abs() {
        0.0 => 0,
        100.0.. => 0,
        10.0.. => 1,
        1.0.. => 2,
        _ => 3,
    };
    format!("{value:.digits$} {unit}").trim_end().to_owned()
}

/// Nanoseconds in the unit that suits them.
fn time(ns: f64) -> (f64, String) {
    const TIMES: &[(f64, &str)] = &[(1e9, "s"), (1e6, "ms"), (1e3, "µs"), (0.0, "ns")];
    let (factor, unit) = scale(TIMES, ns.abs());
    (ns / factor, unit.to_owned())
}

/// The first step that is not too large; the last one stands for one.
fn scale(steps: &[(f64, &'static str)], size: f64) -> (f64, &'static str) {
    let step = steps.iter().find(|(factor, _)| size >= *factor);
    step.map_or((1.0, ""), |&(factor, unit)| (factor.max(1.0), unit))
}

#[cfg(test)]
mod tests {
    use super::amount;

    #[test]
    fn numbers_have_three_digits_and_a_unit() {
        assert_eq!(amount(1_234_567.0, "op/s"), "1.23 Mop/s");
        assert_eq!(amount(0.0, "%"), "0 %");
        assert_eq!(amount(12.34, ""), "12.3");
        assert_eq!(amount(42_756.0, "ns"), "42.8 µs");
        assert_eq!(amount(0.5, "ms"), "500 µs");
    }
}
