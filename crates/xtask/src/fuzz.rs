//! `cargo xtask fuzz`: sources by the million, until one makes somebody panic, hang or take too much memory.
//!
//! The fuzzer is LLVM's libFuzzer (`tests/fuzz`), linked into a build with coverage counters; both work with a stable
//! compiler.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::arguments::{Arguments, Flag, Verb};
use crate::shell::{self, Result};
use crate::workspace::Workspace;

const MANIFEST: &str = "tests/fuzz/Cargo.toml";
const CORPUS: &str = "tests/fuzz/corpus";
const PROGRAMS: &str = "tests/programs";
const DEFAULT_MINUTES: &str = "10";
/// Longest source that is tried, in bytes.
const LONGEST: &str = "-max_len=4096";
/// Seconds after which a source counts as hanging; most take a few thousandths.
const PATIENCE: &str = "-timeout=20";
/// Megabytes that the fuzzer with all that it keeps may take.
const MEMORY: &str = "-rss_limit_mb=2048";

/// Counters at every edge, and what comparisons compare, as `cargo fuzz` asks for them.
const INSTRUMENTATION: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing";

/// The verb.
pub const VERB: Verb = Verb {
    name: "fuzz",
    about: "try sources by chance; or only the named ones, each as often as it takes to believe it",
    words: "[FILE]…",
    flags: &[
        Flag {
            name: "--minutes",
            value: Some("N"),
            about: "go on for so long instead of 10 minutes",
        },
        Flag {
            name: "--minimise",
            value: None,
            about: "afterwards keep in tests/fuzz/corpus the fewest sources that reach what was reached",
        },
    ],
    run,
};

fn run(arguments: &Arguments) -> Result {
    let typed = arguments.value("--minutes").unwrap_or(DEFAULT_MINUTES);
    let minutes: u64 = typed
        .parse()
        .map_err(|_| format!("--minutes wants a number, not `{typed}`"))?;
    let workspace = Workspace::locate()?;
    let fuzzer = build(&workspace)?;
    let mut command = workspace.command(&fuzzer);
    command.args([LONGEST, PATIENCE, MEMORY]);
    if !arguments.words.is_empty() {
        return shell::run(command.args(&arguments.words));
    }
    let work = workspace.target().join("fuzz/work");
    let (found, failures, seeds) = (
        work.join("corpus"),
        work.join("failures"),
        work.join("seeds"),
    );
    for folder in [&found, &failures, &seeds] {
        std::fs::create_dir_all(folder)?;
    }
    plant(&workspace, &seeds)?;
    command.arg(format!("-artifact_prefix={}/", failures.display()));
    command.args(["-reload=0", "-print_final_stats=1"]);
    command.args([&found, &workspace.root().join(CORPUS), &seeds]);
    // A failure ends the fuzzer, but not the verb: it is written down, and the next one is looked for.
    let end = Instant::now() + Duration::from_secs(minutes * 60);
    while let Some(left) = end.checked_duration_since(Instant::now()) {
        let mut again = workspace.command(command.get_program());
        again.args(command.get_args());
        again.arg(format!("-max_total_time={}", left.as_secs() + 1));
        if shell::run(&mut again).is_ok() {
            break;
        }
    }
    if arguments.has("--minimise") {
        minimise(&workspace, &fuzzer, &[&found, &seeds])?;
    }
    report(&failures)
}

/// Builds the fuzzer for the host by its full name: so build scripts and macros stay without counters.
fn build(workspace: &Workspace) -> Result<std::path::PathBuf> {
    let version =
        shell::answer(workspace.command("rustc").arg("-vV")).ok_or("`rustc -vV` failed")?;
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .ok_or("rustc names no host")?;
    let target = workspace.target().join("fuzz");
    let mut cargo = workspace.command("cargo");
    cargo.args([
        "build",
        "--release",
        "--manifest-path",
        MANIFEST,
        "--target",
        host,
    ]);
    cargo
        .env("CARGO_TARGET_DIR", &target)
        .env("RUSTFLAGS", INSTRUMENTATION);
    shell::run(&mut cargo)?;
    Ok(target.join(host).join("release/fuzz"))
}

/// Puts the sources of tests/programs where the fuzzer looks for what to begin with.
fn plant(workspace: &Workspace, seeds: &Path) -> Result {
    for kind in ["python", "refused"] {
        for entry in std::fs::read_dir(workspace.root().join(PROGRAMS).join(kind))? {
            let program = entry?.path();
            let name = program
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            // A folder without a main.py is no program of ours.
            let _ = std::fs::copy(program.join("main.py"), seeds.join(format!("{name}.py")));
        }
    }
    Ok(())
}

/// Replaces the corpus by the fewest sources that reach all that it and these folders reach.
fn minimise(workspace: &Workspace, fuzzer: &Path, folders: &[&Path]) -> Result {
    let (corpus, merged) = (
        workspace.root().join(CORPUS),
        workspace.target().join("fuzz/work/merged"),
    );
    let _ = std::fs::remove_dir_all(&merged);
    std::fs::create_dir_all(&merged)?;
    let mut merge = workspace.command(fuzzer);
    merge
        .args(["-set_cover_merge=1", LONGEST, PATIENCE, MEMORY])
        .arg(&merged)
        .arg(&corpus)
        .args(folders);
    shell::run(&mut merge)?;
    for entry in std::fs::read_dir(&corpus)? {
        std::fs::remove_file(entry?.path())?;
    }
    for entry in std::fs::read_dir(&merged)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        std::fs::copy(
            &path,
            corpus.join(format!("{}.py", name.trim_end_matches(".py"))),
        )?;
    }
    Ok(())
}

/// Says what was found, and how to see it again.
fn report(failures: &Path) -> Result {
    let mut found: Vec<String> = std::fs::read_dir(failures)?
        .flatten()
        .map(|entry| entry.path().display().to_string())
        .collect();
    found.sort();
    let Some(first) = found.first() else {
        println!("fuzz: nothing was found");
        return Ok(());
    };
    Err(format!(
        "{} sources fail; `cargo xtask fuzz {first}` shows how the first one does:\n{}",
        found.len(),
        found.join("\n")
    )
    .into())
}
