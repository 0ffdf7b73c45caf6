//! What must come out the same on the host and in wasm32, reduced to a line for each program.
//!
//! `cargo xtask test wasm` computes the lines on the host, compiles them into the tests for wasm32, and these compute
//! them again in the browser.

use std::fmt::{self, Write};

use interleave_playground::engine::Config;

use crate::programs::{PROGRAMS, Program};
use crate::runs;

/// One line for each program: its name and a digest of all that is deterministic about it.
#[must_use]
pub fn lines() -> String {
    let mut lines = String::new();
    for program in PROGRAMS {
        let Digest(digest) = of(program);
        lines += &format!("{} {digest:016x}\n", program.name);
    }
    lines
}

/// A digest of all that happens in a program under two seeds, and of how things stand at the end.
fn of(program: &Program) -> Digest {
    let mut digest = Digest::default();
    let config = runs::config(program);
    for seed in [config.seed, config.seed + 1] {
        let mut run = runs::start(
            program,
            &Config {
                seed,
                ..config.clone()
            },
        );
        let (stdout, stderr) = run.finish();
        let trace = run.recording().trace();
        // Writing into a digest cannot fail.
        let _ = write!(
            digest,
            "{stdout}{stderr}{:?}{:?}",
            trace.events(),
            trace.objects()
        );
        let _ = write!(digest, "{:?}", run.snapshot());
    }
    digest
}

/// FNV-1a of whatever is written into it: no seed, no dependence on the width of a pointer.
#[derive(Clone, Copy)]
struct Digest(u64);

impl Default for Digest {
    fn default() -> Digest {
        Digest(0xcbf2_9ce4_8422_2325)
    }
}

impl Write for Digest {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Digest, lines};
    use std::fmt::Write;

    #[test]
    fn a_digest_is_the_published_one() {
        let mut digest = Digest::default();
        digest.write_str("foobar").unwrap();
        assert_eq!(digest.0, 0x8594_4171_f739_67e8);
    }

    #[test]
    fn computing_twice_gives_the_same() {
        assert_eq!(lines(), lines());
    }
}
