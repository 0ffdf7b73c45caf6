//! What fuzzing came by: the corpus that `cargo xtask fuzz` starts from, and programs made by the grammar.

use std::path::Path;

use interleave_tests::fuzz::{check, grammar};

#[test]
fn the_corpus_makes_nobody_panic() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut checked = 0;
    for entry in std::fs::read_dir(corpus).expect("a corpus") {
        let source = std::fs::read(entry.expect("an entry").path()).expect("a source");
        check(&String::from_utf8_lossy(&source));
        checked += 1;
    }
    assert!(checked > 0);
}

#[test]
fn generated_programs_make_nobody_panic_and_most_are_accepted() {
    use interleave_playground::run::compile;

    const PROGRAMS: u64 = 20;
    let mut accepted = 0;
    for seed in 0..PROGRAMS {
        let source = grammar::program(seed);
        accepted += u64::from(compile("main.py", &source, &[]).is_ok());
        check(&source);
    }
    assert!(
        accepted > PROGRAMS / 5,
        "only {accepted} of {PROGRAMS} were accepted"
    );
}
