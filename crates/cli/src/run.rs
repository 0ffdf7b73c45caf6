//! `interleave run FILE`

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use interleave_playground::engine::Schedule;
use interleave_playground::findings::Kind;
use interleave_playground::run::Run;
use interleave_playground::trace::snapshot::{Activity, RunStatus};
use interleave_playground::view::Lanes;
use interleave_playground::view::export::chrome::chrome;
use interleave_playground::view::words::{self, Language};

use crate::program::{Loaded, NOT_ACCEPTED, Subject};
use crate::{metrics, write};

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    subject: Subject,
    /// End the run after so many operations
    #[arg(long, default_value_t = u64::MAX, hide_default_value = true, value_name = "N")]
    max_steps: u64,
    /// Follow a schedule, then go on as the simulated machine chooses
    #[arg(long, default_value = "", hide_default_value = true, value_name = "S", value_parser = schedule)]
    schedule: Schedule,
    /// Do not look for data races and the like, which takes time where much is shared
    #[arg(long)]
    no_findings: bool,
    /// Write down the whole run in Chrome's trace-event format, which Perfetto opens
    #[arg(long, value_name = "OUT.json")]
    trace: Option<PathBuf>,
    /// Print at the end, on standard error, how busy the cores were, what tasks waited for, and how long things took
    #[arg(long)]
    metrics: bool,
}

fn schedule(text: &str) -> Result<Schedule, String> {
    text.parse()
}

/// Runs a program and passes its output on as it comes.
pub fn run(arguments: &Arguments) -> ExitCode {
    let Loaded {
        program, config, ..
    } = match arguments.subject.load() {
        Ok(loaded) => loaded,
        Err(code) => return code,
    };
    let cores = config.cores;
    let mut run = if arguments.trace.is_some() || arguments.metrics {
        Run::recorded(program, config, arguments.max_steps)
    } else if arguments.no_findings {
        Run::of_output(program, config, arguments.max_steps)
    } else {
        Run::passing(program, config, arguments.max_steps)
    };
    let followed = run.follow(&arguments.schedule);
    pass_on(&mut run);
    if let Err(message) = followed {
        eprintln!("interleave: the schedule cannot be followed: {message}");
        return ExitCode::from(NOT_ACCEPTED);
    }
    while run.go_on() {
        pass_on(&mut run);
    }
    pass_on(&mut run);
    explain(&mut run);
    if !arguments.no_findings {
        report_findings(&mut run);
    }
    if arguments.metrics {
        eprint!("{}", metrics::table(&run, cores));
    }
    if let Some(path) = &arguments.trace
        && let Err(code) = export(&mut run, path)
    {
        return code;
    }
    ExitCode::from(run.exit_code())
}

/// Writes down the whole run for Perfetto.
fn export(run: &mut Run, path: &Path) -> Result<(), ExitCode> {
    let findings = run.findings().to_vec();
    let trace = run.recording().trace();
    let mut lanes = Lanes::default();
    lanes.extend(trace);
    let written = chrome(trace, &lanes, &findings, Language::English);
    write::json(path, &written)
}

/// Passes on what the program has written. Nobody being there to read it any more is no error of the program.
fn pass_on(run: &mut Run) {
    let (mut stdout, mut stderr) = (std::io::stdout().lock(), std::io::stderr().lock());
    for output in run.output() {
        let _closed = if output.error {
            stderr.write_all(output.text.as_bytes())
        } else {
            stdout.write_all(output.text.as_bytes())
        };
    }
    let _closed = stdout.flush();
}

/// Says on standard error why a run did not come to its own end.
fn explain(run: &mut Run) {
    if run.is_out_of_steps() {
        eprintln!(
            "interleave: the run was ended after {} operations",
            run.recording().head().steps()
        );
        return;
    }
    match run.status() {
        RunStatus::Deadlocked => explain_deadlock(run),
        RunStatus::Limited { limit } => {
            eprintln!("interleave: {}", words::limit(Language::English, limit))
        }
        _ => {}
    }
}

/// Says on standard error what the run has shown to be wrong, with the lines.
fn report_findings(run: &mut Run) {
    let findings = run.findings().to_vec();
    let trace = run.recording().trace();
    for finding in &findings {
        // The traceback stands there already.
        if let Kind::Exception { .. } | Kind::Assertion { .. } = finding.kind {
            continue;
        }
        eprintln!(
            "interleave: {}: {}",
            finding.kind.name(),
            words::finding(Language::English, finding, trace)
        );
        for spot in &finding.spots {
            let line = spot.place.map_or("in the library".to_owned(), |place| {
                format!("line {}", place.line)
            });
            eprintln!("  {line}: {}", words::spot(Language::English, spot, trace));
        }
    }
    if run.gave_up() {
        eprintln!(
            "interleave: there was too much to keep in mind: other data races may have been missed"
        );
    }
}

fn explain_deadlock(run: &mut Run) {
    let snapshot = run.snapshot();
    eprintln!(
        "interleave: {}",
        words::ending(Language::English, &snapshot)
    );
    for task in &snapshot.tasks {
        if let Activity::Blocked(_) = task.activity {
            let sentence = words::sentence(Language::English, task, snapshot.now, &snapshot);
            let line = task
                .place
                .map(|place| format!(" (line {})", place.line))
                .unwrap_or_default();
            eprintln!("  {sentence}{line}");
        }
    }
}
