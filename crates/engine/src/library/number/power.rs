//! `a ** b` of floats, and what is made of the same parts. The system's `pow` differs between machines in the last bit,
//! and a run must not; this one computes in pairs of floats (Dekker's arithmetic, about 100 bits) and rounds once, which gives what a good `pow`
//! gives, everywhere.

/// An unevaluated sum of two floats.
#[derive(Clone, Copy)]
struct Pair {
    high: f64,
    low: f64,
}

const LN_2: Pair = Pair {
    high: std::f64::consts::LN_2,
    low: 2.319_046_813_846_299_6e-17,
};

impl Pair {
    const ZERO: Pair = Pair {
        high: 0.0,
        low: 0.0,
    };

    fn of(value: f64) -> Pair {
        Pair {
            high: value,
            low: 0.0,
        }
    }

    /// The exact sum of two floats.
    fn sum(a: f64, b: f64) -> Pair {
        let high = a + b;
        let part = high - a;
        Pair {
            high,
            low: (a - (high - part)) + (b - part),
        }
    }

    /// The exact product of two floats of moderate size.
    fn product(a: f64, b: f64) -> Pair {
        let high = a * b;
        let ((a1, a2), (b1, b2)) = (halves(a), halves(b));
        Pair {
            high,
            low: ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2,
        }
    }

    fn plus(self, other: Pair) -> Pair {
        let high = Pair::sum(self.high, other.high);
        let low = Pair::sum(self.low, other.low);
        let first = Pair::sum(high.high, high.low + low.high);
        Pair::sum(first.high, first.low + low.low)
    }

    fn times(self, other: Pair) -> Pair {
        let product = Pair::product(self.high, other.high);
        Pair::sum(
            product.high,
            product.low + (self.high * other.low + self.low * other.high),
        )
    }

    fn over(self, other: Pair) -> Pair {
        let first = self.high / other.high;
        let rest = self.plus(other.times(Pair::of(-first)));
        let second = rest.high / other.high;
        let rest = rest.plus(other.times(Pair::of(-second)));
        Pair::sum(first, second).plus(Pair::of(rest.high / other.high))
    }
}

/// A float as a sum of two with half as many bits each.
fn halves(value: f64) -> (f64, f64) {
    let scaled = value * 134_217_729.0;
    let high = scaled - (scaled - value);
    (high, value - high)
}

/// `a ** b` as C's `pow` defines it.
pub fn power(a: f64, b: f64) -> f64 {
    if b == 0.0 || a == 1.0 {
        return 1.0;
    }
    if a.is_nan() || b.is_nan() {
        return f64::NAN;
    }
    let odd = b.abs() < 9_007_199_254_740_992.0 && b % 2.0 != 0.0 && b == b.floor();
    let sign = if a.is_sign_negative() && odd {
        -1.0
    } else {
        1.0
    };
    let magnitude = a.abs();
    if b.is_infinite() {
        return if magnitude == 1.0 {
            1.0
        } else if (magnitude > 1.0) == (b > 0.0) {
            f64::INFINITY
        } else {
            0.0
        };
    }
    if magnitude == 0.0 || magnitude.is_infinite() {
        return sign
            * if (magnitude == 0.0) == (b > 0.0) {
                0.0
            } else {
                f64::INFINITY
            };
    }
    if magnitude == 1.0 {
        return sign;
    }
    if a < 0.0 && b != b.floor() {
        return f64::NAN;
    }
    if b == 0.5 {
        // Roots come nearer to the middle between two floats than a pair can tell.
        return a.sqrt();
    }
    let logarithm = natural_logarithm(magnitude);
    let estimate = logarithm.high * b;
    if estimate > 710.0 {
        return sign * f64::INFINITY;
    }
    if estimate < -746.0 {
        return sign * 0.0;
    }
    sign * exponential(logarithm.times(Pair::of(b)))
}

const ONE_THIRD: Pair = Pair {
    high: 1.0 / 3.0,
    low: 1.850_371_707_708_594e-17,
};

/// The logarithm of a finite float above 0.
fn natural_logarithm(value: f64) -> Pair {
    let (mantissa, exponent) = parts(value);
    // ln m = 2 artanh((m - 1) / (m + 1)), and the quotient is at most 0.172.
    let quotient = Pair::of(mantissa - 1.0).over(Pair::sum(mantissa, 1.0));
    let square = quotient.times(quotient);
    let mut series = Pair::ZERO;
    for denominator in (1..=45u32).rev().step_by(2) {
        series = series
            .times(square)
            .plus(Pair::of(1.0).over(Pair::of(f64::from(denominator))));
    }
    let doubled = quotient.times(series).times(Pair::of(2.0));
    LN_2.times(Pair::of(exponent)).plus(doubled)
}

/// A finite float above 0 as a mantissa, between the roots of 1/2 and of 2, and a power of two.
fn parts(value: f64) -> (f64, f64) {
    let (mut mantissa, mut exponent) = (value, 0f64);
    if mantissa < f64::MIN_POSITIVE {
        mantissa *= 18_014_398_509_481_984.0;
        exponent -= 54.0;
    }
    let bits = mantissa.to_bits();
    exponent += ((bits >> 52) as i64 - 1023) as f64;
    mantissa = f64::from_bits((bits & ((1 << 52) - 1)) | (1023 << 52));
    if mantissa > std::f64::consts::SQRT_2 {
        mantissa /= 2.0;
        exponent += 1.0;
    }
    (mantissa, exponent)
}

/// `e ** value` for values within the range of floats.
fn exponential(value: Pair) -> f64 {
    let doublings = (value.high / LN_2.high).round();
    let rest = value.plus(LN_2.times(Pair::of(-doublings)));
    let mut series = Pair::of(1.0);
    for factor in (1..=27u32).rev() {
        series = series
            .times(rest)
            .over(Pair::of(f64::from(factor)))
            .plus(Pair::of(1.0));
    }
    let value = series.high + series.low;
    // In two steps, as 2**doublings alone may be out of range where the result is not.
    let half = (doublings / 2.0).floor();
    value * two_to(half) * two_to(doublings - half)
}

/// `e ** value`
pub fn exp(value: f64) -> f64 {
    if value.is_nan() || value > 710.0 {
        value + f64::INFINITY
    } else if value < -746.0 {
        0.0
    } else {
        exponential(Pair::of(value))
    }
}

const LN_10: Pair = Pair {
    high: std::f64::consts::LN_10,
    low: -2.170_756_223_382_249_4e-16,
};

/// The natural logarithm of a finite float above 0.
pub fn log(value: f64) -> f64 {
    // Most results are far enough from the middle between two floats for fewer digits to decide (Ziv, "Fast evaluation of
    // elementary mathematical functions with correctly rounded last bit", 1991).
    let (mantissa, exponent) = parts(value);
    let quotient = Pair::of(mantissa - 1.0).over(Pair::sum(mantissa, 1.0));
    let square = quotient.times(quotient);
    let mut rest = 0.0;
    for weight in [23.0, 21.0, 19.0, 17.0, 15.0, 13.0, 11.0, 9.0, 7.0, 5.0] {
        rest = rest * square.high + 1.0 / weight;
    }
    let rest = quotient.high * square.high * square.high * rest;
    let series = quotient
        .plus(quotient.times(square).times(ONE_THIRD))
        .plus(Pair::of(rest));
    let result = LN_2
        .times(Pair::of(exponent))
        .plus(series.times(Pair::of(2.0)));
    let error = quotient.high.abs() * 2.0e-18;
    let (low, high) = (
        result.high + (result.low - error),
        result.high + (result.low + error),
    );
    if low == high {
        return high;
    }
    natural_logarithm(value).high
}

/// The logarithm to base 2 of a finite float above 0.
pub fn log2(value: f64) -> f64 {
    natural_logarithm(value).over(LN_2).high
}

/// The logarithm to base 10 of a finite float above 0.
pub fn log10(value: f64) -> f64 {
    natural_logarithm(value).over(LN_10).high
}

/// The root of the sum of the squares of finite floats.
pub fn length(sides: &[f64]) -> f64 {
    let largest = sides
        .iter()
        .fold(0f64, |largest, side| largest.max(side.abs()));
    if largest == 0.0 {
        return 0.0;
    }
    // A power of two that brings the largest near 1; subnormal ones have the exponent of the smallest normal.
    let exponent = ((largest.to_bits() >> 52) as i64 - 1023).clamp(-1022, 1022) as f64;
    let (up, down) = (two_to(-exponent), two_to(exponent));
    let mut squares = Pair::ZERO;
    for side in sides {
        let side = side * up;
        squares = squares.plus(Pair::product(side, side));
    }
    let root = squares.high.sqrt();
    let rest = squares.plus(Pair::product(root, -root));
    (root + rest.high / (2.0 * root)) * down
}

fn two_to(exponent: f64) -> f64 {
    f64::from_bits(((1023 + exponent as i64) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::{log, natural_logarithm, power};

    #[test]
    fn the_quick_logarithm_is_the_slow_one() {
        let mut bits = 1u64;
        for _ in 0..20_000 {
            bits = bits
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            // Between 0 and 1, near 1, and anywhere.
            let unit = (bits >> 11) as f64 / (1u64 << 53) as f64;
            for value in [1.0 - unit, 1.0 + unit * 1e-9, f64::from_bits(bits >> 2)] {
                assert_eq!(log(value), natural_logarithm(value).high, "ln {value}");
            }
        }
    }

    #[test]
    fn powers_are_correctly_rounded() {
        // What CPython gives.
        for (a, b, expected) in [
            (2.0, 10.0, 1024.0),
            (2.0, 0.5, std::f64::consts::SQRT_2),
            (10.0, -3.0, 0.001),
            (1.1, 10.0, 2.593_742_460_100_002_3),
            (0.1, 20.0, 1.0000000000000011e-20),
            (123.456, 7.89, 3.1771028258180936e+16),
            (2.0, -1074.0, 5e-324),
            (-2.0, 3.0, -8.0),
            (-2.0, 2.0, 4.0),
        ] {
            assert_eq!(power(a, b), expected, "{a} ** {b}");
        }
    }

    #[test]
    fn corners_are_those_of_c() {
        assert_eq!(power(f64::NAN, 0.0), 1.0);
        assert_eq!(power(1.0, f64::NAN), 1.0);
        assert_eq!(power(0.5, f64::INFINITY), 0.0);
        assert_eq!(power(-2.0, f64::NEG_INFINITY), 0.0);
        assert_eq!(power(-1.0, f64::INFINITY), 1.0);
        assert!(power(-0.0, 3.0).is_sign_negative());
        assert_eq!(power(f64::NEG_INFINITY, 3.0), f64::NEG_INFINITY);
        assert_eq!(power(10.0, 400.0), f64::INFINITY);
        assert_eq!(power(10.0, -400.0), 0.0);
    }
}
