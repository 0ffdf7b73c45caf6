//! Embeds the programs of `programs/python` with what was recorded of them: a test in a browser has no files.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let programs = root.join("programs/python");
    println!("cargo::rerun-if-changed={}", programs.display());
    let mut table = String::from("&[\n");
    for folder in sorted(&programs)? {
        if folder.join("main.py").is_file() {
            table += &entry(&folder)?;
        }
    }
    table += "]\n";
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("programs.rs"), table)
}

/// The Rust expression for one program.
fn entry(folder: &Path) -> io::Result<String> {
    let name = name_of(folder);
    let include = |path: &Path| format!("include_str!({:?})", path.display().to_string());
    let mut text = format!("    Program {{\n        name: {name:?},\n");
    let _ = writeln!(
        text,
        "        source: {},",
        include(&folder.join("main.py"))
    );
    let _ = writeln!(
        text,
        "        settings: {},",
        include(&folder.join("program.toml"))
    );
    text += "        expected: &[\n";
    for path in sorted(folder)? {
        let file = name_of(&path);
        if file.starts_with("expected") && file.ends_with(".txt") {
            let _ = writeln!(text, "            {},", include(&path));
        }
    }
    Ok(text + "        ],\n    },\n")
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
