//! The generator behind `random`: MT19937 (M. Matsumoto, T. Nishimura, *Mersenne Twister: a 623-dimensionally
//! equidistributed uniform pseudorandom number generator*, ACM TOMACS 8, 1998), seeded by an array as its authors'
//! version of 2002 does, which is what CPython uses.

use num_bigint::BigUint;

const SIZE: usize = 624;
const MIDDLE: usize = 397;

/// A seeded generator.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Twister {
    words: [u32; SIZE],
    /// How many words of this round were given out.
    used: usize,
}

impl Twister {
    /// The generator of an array of numbers (`init_by_array`); none at all counts as a single 0.
    #[must_use]
    pub fn new(key: &[u32]) -> Self {
        let key = if key.is_empty() { &[0] } else { key };
        let mut words = [0u32; SIZE];
        words[0] = 19_650_218;
        for at in 1..SIZE {
            words[at] = mixed(words[at - 1])
                .wrapping_mul(1_812_433_253)
                .wrapping_add(at as u32);
        }
        // The places 1 to 623, round and round; what stands before the first is the last.
        let mut at = 1;
        let mut go_on = |words: &mut [u32; SIZE], factor: u32, more: &dyn Fn(usize) -> u32| {
            words[at] =
                (words[at] ^ mixed(words[at - 1]).wrapping_mul(factor)).wrapping_add(more(at));
            at += 1;
            if at == SIZE {
                words[0] = words[SIZE - 1];
                at = 1;
            }
        };
        for round in 0..SIZE.max(key.len()) {
            let place = round % key.len();
            go_on(&mut words, 1_664_525, &|_| {
                key[place].wrapping_add(place as u32)
            });
        }
        for _ in 1..SIZE {
            go_on(&mut words, 1_566_083_941, &|at| (at as u32).wrapping_neg());
        }
        words[0] = 1 << 31;
        Self { words, used: SIZE }
    }

    /// The generator of an integer, as `random.seed(number)` makes it.
    #[must_use]
    pub fn of_integer(number: &BigUint) -> Self {
        Self::new(&number.to_u32_digits())
    }

    /// The next 32 bits.
    pub fn word(&mut self) -> u32 {
        if self.used >= SIZE {
            self.twist();
            self.used = 0;
        }
        let mut word = self.words[self.used];
        self.used += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    fn twist(&mut self) {
        for at in 0..SIZE {
            let next = self.words[(at + 1) % SIZE];
            let joined = (self.words[at] & (1 << 31)) | (next & !(1 << 31));
            let odd = if joined & 1 == 1 { 0x9908_b0df } else { 0 };
            self.words[at] = self.words[(at + MIDDLE) % SIZE] ^ (joined >> 1) ^ odd;
        }
    }

    /// A float in [0, 1) of 53 bits (`genrand_res53`).
    pub fn float(&mut self) -> f64 {
        let (high, low) = (self.word() >> 5, self.word() >> 6);
        (f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0
    }

    /// An integer of so many bits, the first words lowest; of the last word the highest bits count.
    pub fn bits(&mut self, count: u64) -> BigUint {
        let mut words = Vec::new();
        let mut left = count;
        while left > 0 {
            let word = self.word();
            words.push(if left < 32 { word >> (32 - left) } else { word });
            left = left.saturating_sub(32);
        }
        BigUint::new(words)
    }

    /// An integer in [0, bound) for a bound above 0: of as many bits as the bound has, drawn until it is smaller.
    pub fn below(&mut self, bound: &BigUint) -> BigUint {
        loop {
            let drawn = self.bits(bound.bits());
            if drawn < *bound {
                return drawn;
            }
        }
    }
}

fn mixed(word: u32) -> u32 {
    word ^ (word >> 30)
}

#[cfg(test)]
mod tests {
    use num_bigint::BigUint;

    use super::Twister;

    /// The first numbers of `mt19937ar.out`, which the authors publish beside their program.
    #[test]
    fn words_are_those_of_the_reference() {
        let mut twister = Twister::new(&[0x123, 0x234, 0x345, 0x456]);
        let words: Vec<u32> = (0..1000).map(|_| twister.word()).collect();
        assert_eq!(
            words[..10],
            [
                1_067_595_299,
                955_945_823,
                477_289_528,
                4_107_218_783,
                4_228_976_476,
                3_344_332_714,
                3_355_579_695,
                227_628_506,
                810_200_273,
                2_591_290_167,
            ]
        );
        assert_eq!(words[999], 3_460_025_646);
    }

    #[test]
    fn integers_seed_as_in_cpython() {
        let mut twister = Twister::of_integer(&BigUint::from(42u32));
        assert_eq!(twister.float(), 0.639_426_798_457_883_8);
        assert_eq!(twister.float(), 0.025_010_755_222_666_936);
        let mut zero = Twister::of_integer(&BigUint::ZERO);
        assert_eq!(zero.float(), 0.844_421_851_525_048_1);
    }
}
