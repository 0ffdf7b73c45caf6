//! Random numbers as `measure`'s bare machines draw them: SplitMix64 (Steele, Lea and Flood, 2014).

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// A generator.
#[derive(Serialize, Deserialize)]
pub struct Random(u64);

impl Random {
    /// A generator that starts from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// An exponentially distributed time, of at least a nanosecond: what is due now cannot be scheduled.
    pub fn exponential(&mut self, rate_per_s: f64) -> Duration {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^= bits >> 31;
        let uniform = (bits >> 11) as f64 / (1_u64 << 53) as f64;
        Duration::from_nanos((-(1.0 - uniform).ln() / rate_per_s * 1e9) as u64 + 1)
    }
}
