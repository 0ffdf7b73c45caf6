//! Every recorded program compiles, every refused one is refused where it should be, and nothing panics.

use std::fs;
use std::path::{Path, PathBuf};

use interleave_front::{Compiled, Options, Severity, compile};

fn folder(name: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/programs");
    let mut found: Vec<PathBuf> = fs::read_dir(root.join(name))
        .expect("the programs are there")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.join("main.py").exists())
        .collect();
    found.sort();
    found
}

fn source(path: &Path) -> String {
    fs::read_to_string(path.join("main.py")).expect("the program can be read")
}

fn compiled(source: &str) -> Compiled {
    compile(source, &Options::default())
}

#[test]
fn recorded_programs_compile() {
    let mut failures = String::new();
    for path in folder("python") {
        let compiled = compiled(&source(&path));
        let errors = compiled
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error);
        for diagnostic in errors {
            failures += &format!(
                "{}:{}:{}: {} ({:?})\n",
                path.display(),
                diagnostic.line,
                diagnostic.column,
                diagnostic.message,
                diagnostic.help
            );
        }
        if compiled.program.is_none() {
            failures += &format!("{}: no program\n", path.display());
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn refused_programs_are_refused_at_their_place() {
    for path in folder("refused") {
        let compiled = compiled(&source(&path));
        let expected = fs::read_to_string(path.join("expected.txt")).expect("it says where");
        let first = compiled
            .diagnostics
            .iter()
            .find(|diagnostic| diagnostic.severity == Severity::Error)
            .unwrap_or_else(|| panic!("{} is accepted", path.display()));
        let mut found = format!("{}:{}", first.line, first.column);
        if let Some(construct) = &first.construct {
            found += &format!(" {construct}");
        }
        assert_eq!(
            found,
            expected.trim(),
            "{}: {}",
            path.display(),
            first.message
        );
        assert!(compiled.program.is_none());
    }
}

/// Every program cut off anywhere, and with pieces of it changed: whatever comes of it, it is no panic.
#[test]
fn broken_programs_do_not_panic() {
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below.max(1) as u64) as usize
    };
    let pieces = [
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ":",
        ",",
        "\n",
        "    ",
        "\"",
        "f\"{",
        "\\",
        "lambda: ",
        "await ",
        "yield ",
        "async ",
        "for x in ",
        "def f(",
        "class C(",
        "try:\n",
        "finally:\n",
        "except:\n",
        "with ",
        "return ",
        "break\n",
        "global x\n",
        "nonlocal y\n",
        "import ",
        "from . import *\n",
        "*",
        "**",
        " = ",
        " := ",
        "del ",
        "match x:\n case ",
        "@",
        "#",
        "0x",
        "1e999",
        "\u{0}",
        "\u{ac00}",
        "raise\n",
        "super()",
        "__class__",
        ";",
    ];
    for path in folder("python") {
        let text = source(&path);
        for _ in 0..3 {
            let mut cut = random(text.len());
            while !text.is_char_boundary(cut) {
                cut -= 1;
            }
            let mut broken = text[..cut].to_owned();
            let _ = compiled(&broken);
            broken += pieces[random(pieces.len())];
            broken += &text[cut..];
            let _ = compiled(&broken);
        }
    }
}
