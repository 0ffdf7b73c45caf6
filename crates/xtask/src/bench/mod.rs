//! `cargo xtask bench`: how fast ours is, beside named peers measured in the same run.
//!
//! What is measured is a table of its own ([`catalogue`]); everything that is printed or written comes from a run.

mod build;
mod catalogue;
mod explorer;
mod machine;
mod report;
mod run;
mod sample;

use crate::arguments::{Arguments, Flag, Verb, unknown};
use crate::shell::{self, Result};
use crate::workspace::Workspace;
use build::Builds;
use catalogue::{EXPERIMENTS, Experiment};

const ROUNDS: usize = 5;
/// Fewer have no middle worth the name.
const LEAST_ROUNDS: usize = 3;
/// How much smaller everything is when it has to be quick.
const QUICK_PART: u64 = 10;

/// What is typed for the explorer's own report.
const EXPLORER: &str = "explorer";

/// The verb.
pub const VERB: Verb = Verb {
    name: "bench",
    about: "measure our speed beside named peers, all in one run",
    words: "[NAME]…|explorer",
    flags: &[
        Flag {
            name: "--quick",
            value: None,
            about: "a tenth of the size and fewer rounds: a hint, not a result",
        },
        Flag {
            name: "--rounds",
            value: Some("N"),
            about: "how often everything is measured: at least 3, usually 5",
        },
        Flag {
            name: "--write",
            value: Some("FILE"),
            about: "write the report there too, such as docs/performance.md",
        },
        Flag {
            name: "--tidy",
            value: None,
            about: "measure nothing: check formatting and Clippy of the peers' code, which `tidy` leaves alone",
        },
    ],
    run,
};

fn run(arguments: &Arguments) -> Result {
    let mut workspace = Workspace::locate()?;
    if arguments.has("--tidy") {
        return tidy(&workspace);
    }
    let of_explorer = arguments.words.iter().any(|word| word == EXPLORER);
    if of_explorer && arguments.words.len() > 1 {
        return Err(format!("`{EXPLORER}` makes a report of its own: name it alone").into());
    }
    let experiments = chosen(&arguments.words)?;
    let (usual, part) = if arguments.has("--quick") {
        (LEAST_ROUNDS, QUICK_PART)
    } else if of_explorer {
        (LEAST_ROUNDS, 1)
    } else {
        (ROUNDS, 1)
    };
    let rounds = match arguments.value("--rounds") {
        None => usual,
        Some(typed) => typed
            .parse()
            .ok()
            .filter(|rounds| *rounds >= LEAST_ROUNDS)
            .ok_or_else(|| format!("--rounds wants a number from {LEAST_ROUNDS}, not `{typed}`"))?,
    };
    let load = machine::load();
    let report = if of_explorer {
        explorer::report(&workspace, rounds, load.as_deref())?
    } else {
        let builds = Builds::make(&mut workspace, &experiments);
        let mut report = report::head(&workspace, "Performance", rounds, part, load.as_deref())?;
        for experiment in experiments {
            eprintln!("bench: {}, {rounds} rounds", experiment.name);
            let rows = run::rounds(&workspace, &builds, experiment, rounds, part);
            report += &report::section(experiment, &rows);
        }
        report
    };
    print!("{report}");
    if let Some(file) = arguments.value("--write") {
        let file = workspace.root().join(file);
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(file, report)?;
    }
    Ok(())
}

/// The experiments with these names, or all of them.
fn chosen(names: &[String]) -> Result<Vec<&'static Experiment>> {
    let known = || {
        EXPERIMENTS
            .iter()
            .map(|experiment| experiment.name)
            .chain([EXPLORER])
    };
    if let Some(stranger) = names
        .iter()
        .find(|name| !known().any(|known| known == *name))
    {
        return Err(unknown("experiment", stranger, known()).into());
    }
    let is_chosen = |experiment: &&Experiment| {
        names.is_empty() || names.iter().any(|name| name == experiment.name)
    };
    Ok(EXPERIMENTS.iter().filter(is_chosen).collect())
}

fn tidy(workspace: &Workspace) -> Result {
    let manifest = ["--manifest-path", build::PEERS_MANIFEST];
    let mut format = workspace.command("cargo");
    shell::run(format.arg("fmt").args(manifest).arg("--check"))?;
    let mut clippy = build::cargo_for_peers(workspace);
    clippy
        .arg("clippy")
        .args(manifest)
        .args(["--release", "--locked"]);
    shell::run(clippy.args(["--", "--deny", "warnings"]))
}
