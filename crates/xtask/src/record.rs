//! `cargo xtask record`: what the programs of tests/programs/python print under real CPython.

use std::collections::VecDeque;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::arguments::{Arguments, Flag, Verb, unknown};
use crate::shell::{self, Result};
use crate::workspace::Workspace;

const PROGRAMS: &str = "tests/programs/python";
const OLDEST: (u32, u32) = (3, 11);
/// Programs mostly sleep, so more of them run at once than there are cores.
const AT_ONCE: usize = 6;
const DEADLOCK: i64 = 3;
const DEFAULT_TIMEOUT_S: i64 = 10;
const POLL: Duration = Duration::from_millis(5);

/// The verb.
pub const VERB: Verb = Verb {
    name: "record",
    about: "run tests/programs/python under CPython and write down what they print",
    words: "[NAME]…",
    flags: &[Flag {
        name: "--check",
        value: None,
        about: "compare with what was written down, and change nothing",
    }],
    run,
};

fn run(arguments: &Arguments) -> Result {
    let workspace = Workspace::locate()?;
    let programs = chosen(&workspace.root().join(PROGRAMS), &arguments.words)?;
    let Some(python) = python(&workspace) else {
        let (major, minor) = OLDEST;
        eprintln!("record: skipped, as there is no python3 of {major}.{minor} or newer on PATH");
        return Ok(());
    };
    let check = arguments.has("--check");
    let total = programs.len();
    let queue = Mutex::new(VecDeque::from(programs));
    let complaints = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(folder) = take(&queue) {
                    if let Err(complaint) = record(&workspace, &python, &folder, check) {
                        let name = folder
                            .file_name()
                            .unwrap_or_default()
                            .to_string_lossy()
                            .into_owned();
                        complaints
                            .lock()
                            .unwrap()
                            .push(format!("{PROGRAMS}/{name}: {complaint}"));
                    }
                }
            });
        }
    });
    let mut complaints = complaints.into_inner()?;
    complaints.sort();
    for complaint in &complaints {
        eprintln!("{complaint}");
    }
    if complaints.is_empty() {
        println!(
            "record: {total} programs {}",
            if check {
                "agree with CPython"
            } else {
                "recorded"
            }
        );
        return Ok(());
    }
    Err(format!(
        "{} of {total} programs disagree with CPython",
        complaints.len()
    )
    .into())
}

fn take(queue: &Mutex<VecDeque<PathBuf>>) -> Option<PathBuf> {
    queue.lock().ok()?.pop_front()
}

/// The folders with these names, or all of them.
fn chosen(programs: &Path, names: &[String]) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(programs).map_err(|error| format!("{PROGRAMS}: {error}"))?;
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    folders.retain(|folder| folder.join("main.py").is_file());
    folders.sort();
    if names.is_empty() {
        return Ok(folders);
    }
    let all: Vec<String> = folders
        .iter()
        .filter_map(|folder| Some(folder.file_name()?.to_str()?.to_owned()))
        .collect();
    for name in names {
        if !all.contains(name) {
            return Err(unknown("program", name, all.iter().map(String::as_str)).into());
        }
    }
    Ok(names.iter().map(|name| programs.join(name)).collect())
}

fn python(workspace: &Workspace) -> Option<PathBuf> {
    let program = workspace.find(&["python3"])?;
    let ask = "import sys; print(sys.version_info[0], sys.version_info[1])";
    let version = shell::answer(workspace.command(&program).args(["-c", ask]))?;
    let (major, minor) = version.split_once(' ')?;
    ((major.parse().ok()?, minor.parse().ok()?) >= OLDEST).then_some(program)
}

/// What program.toml says about a run under CPython.
struct Expectation {
    exit: i64,
    timeout: Duration,
    varies: bool,
}

fn expectation(toml: &str) -> Result<Expectation> {
    let table: toml::Table = toml.parse()?;
    let number = |key: &str| table.get(key).and_then(|value| value.as_integer());
    let exit = number("exit").unwrap_or(0);
    let seconds = u64::try_from(number("timeout_s").unwrap_or(DEFAULT_TIMEOUT_S))?;
    Ok(Expectation {
        exit,
        timeout: Duration::from_secs(seconds),
        varies: table
            .get("varies")
            .and_then(|value| value.as_bool())
            .unwrap_or(false),
    })
}

fn record(workspace: &Workspace, python: &Path, folder: &Path, check: bool) -> Result {
    let said = std::fs::read_to_string(folder.join("program.toml"))
        .map_err(|error| format!("program.toml: {error}"))?;
    let expected = expectation(&said).map_err(|error| format!("program.toml: {error}"))?;
    let ran = run_program(workspace, python, folder, expected.timeout)?;
    let wanted = if expected.exit == DEADLOCK {
        None
    } else {
        Some(expected.exit)
    };
    if ran.exit != wanted {
        return Err(format!(
            "{}, where program.toml says exit = {}; it printed:\n{}{}",
            ran.exit
                .map_or("it did not end in time".to_owned(), |code| format!(
                    "it ended with {code}"
                )),
            expected.exit,
            ran.stdout,
            ran.stderr
        )
        .into());
    }
    let recorded = recorded(folder)?;
    if recorded.iter().any(|(_, text)| *text == ran.stdout) {
        return Ok(());
    }
    if check {
        let before = recorded
            .first()
            .map_or("nothing", |(_, text)| text.as_str());
        return Err(format!("recorded:\n{before}\nCPython:\n{}", ran.stdout).into());
    }
    let name = match recorded.len() {
        seen @ 1.. if expected.varies => format!("expected.{}.txt", seen + 1),
        _ => "expected.txt".to_owned(),
    };
    std::fs::write(folder.join(&name), &ran.stdout)?;
    eprintln!(
        "wrote {PROGRAMS}/{}/{name}",
        folder.file_name().unwrap_or_default().to_string_lossy()
    );
    Ok(())
}

/// Every expected*.txt of a program, in order of their names.
fn recorded(folder: &Path) -> Result<Vec<(PathBuf, String)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("expected") && name.ends_with(".txt") {
            found.push((path.clone(), std::fs::read_to_string(&path)?));
        }
    }
    found.sort();
    Ok(found)
}

/// One run of a program: no exit code if it had to be killed.
struct Run {
    exit: Option<i64>,
    stdout: String,
    stderr: String,
}

fn run_program(
    workspace: &Workspace,
    python: &Path,
    folder: &Path,
    timeout: Duration,
) -> Result<Run> {
    let mut command = workspace.command(python);
    // Unbuffered, so that a program that hangs has still printed what it printed.
    command.args(["-u", "-B", "main.py"]).current_dir(folder);
    command
        .env("PYTHONHASHSEED", "0")
        .env("PYTHONIOENCODING", "utf-8");
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let stdout = reader(child.stdout.take());
    let stderr = reader(child.stderr.take());
    let exit = wait(&mut child, timeout)?;
    let gone = |_| "the reader of the program's output ended early";
    Ok(Run {
        exit,
        stdout: stdout.join().map_err(gone)?,
        stderr: stderr.join().map_err(gone)?,
    })
}

fn reader<R: Read + Send + 'static>(pipe: Option<R>) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // What arrived before an error is all there is to compare.
        let _ = pipe.map(|mut pipe| pipe.read_to_end(&mut bytes));
        String::from_utf8_lossy(&bytes).replace("\r\n", "\n")
    })
}

fn wait(child: &mut Child, timeout: Duration) -> Result<Option<i64>> {
    let deadline = Instant::now() + timeout;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status.code().map_or(-1, i64::from)));
        }
        if Instant::now() > deadline {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(POLL);
    }
}

#[cfg(test)]
mod tests {
    use super::expectation;

    #[test]
    fn a_program_says_how_it_ends() {
        let plain = expectation("about = \"x\"").unwrap();
        assert_eq!(
            (plain.exit, plain.timeout.as_secs(), plain.varies),
            (0, 10, false)
        );
        let stuck = expectation("exit = 3\ntimeout_s = 2\nvaries = true").unwrap();
        assert_eq!(
            (stuck.exit, stuck.timeout.as_secs(), stuck.varies),
            (3, 2, true)
        );
    }
}
