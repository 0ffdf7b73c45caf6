//! Fuzzing: source → program → a thousand steps. `cargo xtask fuzz` builds and runs it.
#![no_main]

use interleave_tests::fuzz::{check, mutate::mutate};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_target!(|data: &[u8]| {
    if let Ok(source) = std::str::from_utf8(data) {
        check(source);
    }
});

// Half of the time the bytes are changed with no idea what they are, half of the time as a program.
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let text = data
        .get(..size)
        .and_then(|text| std::str::from_utf8(text).ok());
    let changed = text
        .filter(|_| seed % 2 == 0)
        .map(|text| mutate(text, u64::from(seed)));
    match changed {
        Some(changed) if changed.len() <= max_size && changed.len() <= data.len() => {
            data[..changed.len()].copy_from_slice(changed.as_bytes());
            changed.len()
        }
        _ => fuzzer_mutate(data, size, max_size),
    }
});
