//! What no manifest shows: uses of the standard library that a crate which runs anywhere must not make.

use std::path::{Path, PathBuf};

use super::Complaint;
use super::imports::Package;
use crate::shell::Result;
use crate::workspace::Workspace;

/// What is looked for, and what to do instead.
const FORBIDDEN: &[(&str, &str)] = &[
    ("time::Instant", "time is a Tick that the caller hands in"),
    ("Instant::now", "time is a Tick that the caller hands in"),
    ("SystemTime", "time is a Tick that the caller hands in"),
    (
        "std::thread",
        "the simulation runs where it is called; threads belong to web and cli",
    ),
    (
        "std::fs",
        "text comes in as an argument; files belong to cli and the tests",
    ),
    (
        "std::env",
        "settings come in as an argument; the environment belongs to cli",
    ),
    ("std::net", "nothing here talks to the network"),
    ("std::process", "nothing here starts or ends a process"),
    (
        "println!",
        "output is an event of the trace; printing belongs to cli",
    ),
    ("unsafe ", "write it without"),
];
/// A longer file is worth a thought.
const LONG_FILE_LINES: usize = 800;

/// Every forbidden use in the crates that run anywhere.
pub fn check(workspace: &Workspace, packages: &[Package]) -> Result<Vec<Complaint>> {
    let mut complaints = Vec::new();
    for package in packages.iter().filter(|package| package.runs_anywhere()) {
        for path in sources(&package.folder.join("src"))? {
            let text = std::fs::read_to_string(&path)?;
            let file = shown(workspace, &path);
            let found = forbidden_uses(&text).into_iter();
            complaints.extend(found.map(|(line, remedy)| Complaint {
                file: file.clone(),
                line,
                remedy,
            }));
        }
    }
    Ok(complaints)
}

/// A sentence about every file that has grown long.
pub fn long_files(workspace: &Workspace, packages: &[Package]) -> Result<Vec<String>> {
    let mut notes = Vec::new();
    for package in packages {
        for path in sources(&package.folder)? {
            let lines = std::fs::read_to_string(&path)?.lines().count();
            if lines > LONG_FILE_LINES {
                let file = shown(workspace, &path);
                notes.push(format!(
                    "{file}:{LONG_FILE_LINES}: {lines} lines; find the two things that it does"
                ));
            }
        }
    }
    Ok(notes)
}

fn shown(workspace: &Workspace, path: &Path) -> String {
    path.strip_prefix(workspace.root())
        .unwrap_or(path)
        .display()
        .to_string()
}

/// Every Rust file beneath this folder, in order.
fn sources(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() && !path.ends_with("target") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Lines (from 1) that use what is forbidden. Comments do not count, nor does a test module at the file's end.
fn forbidden_uses(text: &str) -> Vec<(usize, String)> {
    let code = text
        .lines()
        .take_while(|line| line.trim() != "#[cfg(test)]");
    let mut found = Vec::new();
    for (index, line) in code.enumerate() {
        let line = without_comment(line);
        for (pattern, remedy) in FORBIDDEN {
            if line.contains(pattern) || is_grouped(line, pattern) {
                found.push((index + 1, format!("{}: {remedy}", pattern.trim())));
                break;
            }
        }
    }
    found
}

fn without_comment(line: &str) -> &str {
    line.split("//").next().unwrap_or(line)
}

/// `use std::{fs, io}` is a use of `std::fs` as well.
fn is_grouped(line: &str, pattern: &str) -> bool {
    let (Some(module), Some((_, group))) =
        (pattern.strip_prefix("std::"), line.split_once("std::{"))
    else {
        return false;
    };
    group
        .split([',', '{', '}', ' ', ':', ';'])
        .any(|word| word == module)
}

#[cfg(test)]
mod tests {
    use super::forbidden_uses;

    fn lines(text: &str) -> Vec<usize> {
        forbidden_uses(text)
            .into_iter()
            .map(|(line, _)| line)
            .collect()
    }

    #[test]
    fn uses_of_the_system_are_found_at_their_line() {
        assert_eq!(lines("use std::fmt;\nuse std::fs::File;\n"), [2]);
        assert_eq!(lines("use std::{fmt, fs};"), [1]);
        assert_eq!(lines("let start = Instant::now();"), [1]);
        assert!(lines("use std::{fmt, rc::Rc};\nlet instant = Instant(5);").is_empty());
    }

    #[test]
    fn comments_and_tests_may_speak_of_it() {
        assert!(lines("// unlike std::thread\n/// see std::env\n").is_empty());
        assert!(lines("fn pure() {}\n#[cfg(test)]\nmod tests { use std::fs; }").is_empty());
    }
}
