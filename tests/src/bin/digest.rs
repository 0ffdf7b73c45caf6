//! Prints the host's digests, which the tests in wasm32 must reproduce.

fn main() {
    print!("{}", interleave_tests::digest::lines());
}
