//! Running other programs, and asking for them.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What everything here returns: done, or one sentence that names the remedy.
pub type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Runs a command in the open: says what it runs, shows what it prints, and fails when it fails.
pub fn run(command: &mut Command) -> Result {
    let line = shown(command);
    eprintln!("$ {line}");
    let status = command
        .status()
        .map_err(|error| format!("cannot run `{line}`: {error}"))?;
    if status.success() {
        return Ok(());
    }
    Err(format!("`{line}` failed ({status})").into())
}

/// What a command prints, if it runs and succeeds. It is asked quietly.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// Where the first of these programs is, looked up the way a shell does.
pub fn find(names: &[&str], path: &std::ffi::OsStr) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(path).collect();
    let candidates = names
        .iter()
        .flat_map(|name| folders.iter().map(move |dir| dir.join(name)));
    candidates.into_iter().find(|candidate| candidate.is_file())
}

/// Makes `link` a symbolic link to `original`, whatever was there before.
pub fn link(original: &Path, link: &Path) -> Result {
    if let Some(folder) = link.parent() {
        std::fs::create_dir_all(folder)?;
    }
    if link.symlink_metadata().is_ok() {
        std::fs::remove_file(link)?;
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(original, link)?;
    #[cfg(windows)]
    std::os::windows::fs::symlink_file(original, link)?;
    Ok(())
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    words.join(" ")
}
