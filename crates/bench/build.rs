//! Notes the versions that a report names: the compiler's, and of the crates that are being measured.

use std::process::Command;

/// Libraries whose primitives are measured.
const MEASURED: &[&str] = &[
    "crossbeam-channel",
    "crossbeam-queue",
    "parking_lot",
    "rayon",
    "tokio",
];
const LOCK: &str = "../../Cargo.lock";

fn main() {
    println!("cargo::rerun-if-changed={LOCK}");
    let mut versions = Vec::new();
    if let Some(compiler) = compiler() {
        versions.push(compiler);
    }
    let lock = std::fs::read_to_string(LOCK).unwrap_or_default();
    for name in MEASURED {
        if let Some(version) = locked(&lock, name) {
            versions.push(format!("{name} {version}"));
        }
    }
    println!("cargo::rustc-env=MEASURED_WITH={}", versions.join(";"));
}

/// `rustc 1.95.0`.
fn compiler() -> Option<String> {
    let rustc = std::env::var_os("RUSTC")?;
    let answer = Command::new(rustc).arg("--version").output().ok()?;
    let answer = String::from_utf8(answer.stdout).ok()?;
    let words: Vec<&str> = answer.split_whitespace().take(2).collect();
    Some(words.join(" "))
}

/// The version that Cargo.lock has of a crate.
fn locked<'a>(lock: &'a str, name: &str) -> Option<&'a str> {
    let entry = format!("name = \"{name}\"\nversion = \"");
    let rest = &lock[lock.find(&entry)? + entry.len()..];
    rest.split('"').next()
}
