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
/// Runs a program with a server on this machine behind its clients.
const NETWORK: &str = "tests/programs/network/run.py";
/// Where the answers of that server are written down.
const LIBRARY: &str = "crates/front/src/python/library";
const OLDEST: (u32, u32) = (3, 11);
/// Programs mostly sleep, so more of them run at once than there are cores.
const AT_ONCE: usize = 6;
const DEADLOCK: i64 = 3;
const DEFAULT_TIMEOUT_S: i64 = 20;
const ATTEMPTS: usize = 3;
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
                        let complaint = format!("{PROGRAMS}/{}: {complaint}", name_of(&folder));
                        complaints.lock().unwrap().push(complaint);
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
    network: bool,
    needs: Vec<String>,
}

fn expectation(toml: &str) -> Result<Expectation> {
    let table: toml::Table = toml.parse()?;
    let number = |key: &str| table.get(key).and_then(|value| value.as_integer());
    let exit = number("exit").unwrap_or(0);
    let seconds = u64::try_from(number("timeout_s").unwrap_or(DEFAULT_TIMEOUT_S))?;
    let flag = |key: &str| table.get(key).and_then(|value| value.as_bool());
    let needs = table.get("needs").and_then(|value| value.as_array());
    Ok(Expectation {
        exit,
        timeout: Duration::from_secs(seconds),
        varies: flag("varies").unwrap_or(false),
        network: flag("network").unwrap_or(false),
        needs: needs
            .into_iter()
            .flatten()
            .filter_map(|name| Some(name.as_str()?.to_owned()))
            .collect(),
    })
}

fn record(workspace: &Workspace, python: &Path, folder: &Path, check: bool) -> Result {
    let said = std::fs::read_to_string(folder.join("program.toml"))
        .map_err(|error| format!("program.toml: {error}"))?;
    let expected = expectation(&said).map_err(|error| format!("program.toml: {error}"))?;
    let recorded = recorded(folder)?;
    for module in &expected.needs {
        let import = format!("import {module}");
        if shell::answer(workspace.command(python).args(["-c", &import])).is_none() {
            eprintln!("{}: skipped, as python3 has no {module}", name_of(folder));
            return Ok(());
        }
    }
    let run = || run_program(workspace, python, folder, &expected);
    let Some(printed) = news(run, &expected, &recorded)? else {
        return Ok(());
    };
    if check {
        let before = recorded.first().map_or("nothing", String::as_str);
        return Err(format!("recorded:\n{before}\nCPython:\n{printed}").into());
    }
    let name = if expected.varies {
        format!("expected-{}.txt", recorded.len() + 1)
    } else {
        "expected.txt".to_owned()
    };
    std::fs::write(folder.join(&name), &printed)?;
    eprintln!("wrote {PROGRAMS}/{}/{name}", name_of(folder));
    Ok(())
}

/// What CPython prints that was not recorded, if anything. A difference is believed when it repeats: a loaded
/// machine wakes sleepers late.
fn news(
    run: impl Fn() -> Result<Run>,
    expected: &Expectation,
    recorded: &[String],
) -> Result<Option<String>> {
    let mut before: Option<String> = None;
    for _ in 0..ATTEMPTS {
        let ran = run()?;
        check_end(&ran, expected.exit)?;
        if recorded.contains(&ran.stdout) {
            return Ok(None);
        }
        if expected.varies || before.as_ref() == Some(&ran.stdout) {
            return Ok(Some(ran.stdout));
        }
        before = Some(ran.stdout);
    }
    Err("no two runs print the same: keep its threads in order, or say `varies = true`".into())
}

fn check_end(ran: &Run, expected: i64) -> Result {
    let wanted = (expected != DEADLOCK).then_some(expected);
    if ran.exit == wanted {
        return Ok(());
    }
    let ended = match ran.exit {
        Some(code) => format!("it ended with {code}"),
        None => "it did not end in time".to_owned(),
    };
    let (stdout, stderr) = (&ran.stdout, &ran.stderr);
    let said = format!("where program.toml says exit = {expected}");
    Err(format!("{ended}, {said}; it printed:\n{stdout}{stderr}").into())
}

/// Every output that was recorded, in order of the files' names.
fn recorded(folder: &Path) -> Result<Vec<String>> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| is_recording(&name_of(path)))
        .collect();
    paths.sort();
    let texts = paths.iter().map(|path| Ok(std::fs::read_to_string(path)?));
    texts.collect()
}

fn is_recording(name: &str) -> bool {
    name.starts_with("expected") && name.ends_with(".txt")
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
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
    expected: &Expectation,
) -> Result<Run> {
    // What a program writes goes into a folder of its own, which is empty at first.
    let name = format!("interleave-{}-{}", std::process::id(), name_of(folder));
    let place = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&place)?;
    let run = run_in(workspace, python, folder, expected, &place);
    std::fs::remove_dir_all(&place)?;
    run
}

fn run_in(
    workspace: &Workspace,
    python: &Path,
    folder: &Path,
    expected: &Expectation,
    place: &Path,
) -> Result<Run> {
    let mut command = workspace.command(python);
    // Unbuffered, so that a program that hangs has still printed what it printed.
    command.args(["-u", "-B"]).current_dir(place);
    if expected.network {
        let root = workspace.root();
        command.args([root.join(NETWORK), root.join(LIBRARY)]);
    }
    command.arg(folder.join("main.py"));
    command
        .env("PYTHONHASHSEED", "0")
        .env("PYTHONIOENCODING", "utf-8");
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    let stdout = reader(child.stdout.take());
    let stderr = reader(child.stderr.take());
    let exit = wait(&mut child, expected.timeout)?;
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
            end_group(child)?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(POLL);
    }
}

/// Ends a program with the processes that it made, which would keep its output open.
fn end_group(child: &mut Child) -> Result {
    #[cfg(unix)]
    std::process::Command::new("kill")
        .args(["-KILL", "--", &format!("-{}", child.id())])
        .status()?;
    // Where there are no groups of processes, or no such command, at least the program itself.
    child.kill()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::expectation;

    #[test]
    fn a_program_says_how_it_ends() {
        let plain = expectation("about = \"x\"").unwrap();
        assert_eq!(
            (plain.exit, plain.timeout.as_secs(), plain.varies),
            (0, 20, false)
        );
        let stuck = expectation("exit = 3\ntimeout_s = 2\nvaries = true").unwrap();
        assert_eq!(
            (stuck.exit, stuck.timeout.as_secs(), stuck.varies),
            (3, 2, true)
        );
    }
}
