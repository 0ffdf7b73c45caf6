//! `interleave run FILE`

use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use interleave_playground::engine::{Config, Dialect, Policy, Schedule};
use interleave_playground::findings::Kind;
use interleave_playground::run::{Run, compile};
use interleave_playground::trace::snapshot::{Activity, RunStatus};
use interleave_playground::view::words::{self, Language};
use interleave_playground::{Diagnostic, Severity};

/// The source is not accepted, or the call is wrong (as clap has it).
pub const NOT_ACCEPTED: u8 = 2;
const NS_PER_MS: u64 = 1_000_000;
/// An hour.
const MAX_LATENCY_MS: u64 = 3_600_000;

#[derive(Args)]
pub struct Arguments {
    /// The program, a Python file; `-` reads standard input
    file: PathBuf,
    /// Decides what a real machine leaves to chance
    #[arg(long, default_value_t = 0, value_name = "N")]
    seed: u64,
    /// Simulated cores
    #[arg(long, default_value_t = Config::default().cores, value_name = "N",
          value_parser = clap::value_parser!(u16).range(1..=i64::from(Config::MAX_CORES)))]
    cores: u16,
    /// The rules of the runtime: `cpython` or `cpython-free-threaded`
    #[arg(long, default_value = Dialect::Cpython.name(), value_name = "D", value_parser = dialect)]
    dialect: Dialect,
    /// What a request over the simulated network takes, in milliseconds
    #[arg(long, default_value_t = Config::default().network_ns / NS_PER_MS, value_name = "MS",
          value_parser = clap::value_parser!(u64).range(..=MAX_LATENCY_MS))]
    latency: u64,
    /// How threads get cores: `round-robin` (priorities are ignored), `fair-share` (nice values are weights),
    /// `fixed-priority` (a higher priority goes first), or `priority-inheritance` (and so does who holds up a higher one)
    #[arg(long, default_value = Policy::RoundRobin.name(), value_name = "P", value_parser = policy)]
    policy: Policy,
    /// Turn a knob of the program
    #[arg(long = "set", value_name = "KNOB=V", value_parser = knob)]
    knobs: Vec<(String, i64)>,
    /// End the run after so many operations
    #[arg(long, default_value_t = u64::MAX, hide_default_value = true, value_name = "N")]
    max_steps: u64,
    /// Follow a schedule, then go on as the simulated machine chooses
    #[arg(long, default_value = "", hide_default_value = true, value_name = "S", value_parser = schedule)]
    schedule: Schedule,
    /// Do not look for data races and the like, which takes time where much is shared
    #[arg(long)]
    no_findings: bool,
}

fn dialect(name: &str) -> Result<Dialect, String> {
    Dialect::find(name).ok_or_else(|| {
        let known: Vec<&str> = Dialect::ALL.iter().map(|dialect| dialect.name()).collect();
        format!("the dialects are {}", known.join(", "))
    })
}

pub fn policy(name: &str) -> Result<Policy, String> {
    Policy::find(name).ok_or_else(|| {
        let known: Vec<&str> = Policy::ALL.iter().map(|policy| policy.name()).collect();
        format!("the policies are {}", known.join(", "))
    })
}

pub fn knob(text: &str) -> Result<(String, i64), String> {
    let (name, value) = text
        .split_once('=')
        .ok_or("expected KNOB=VALUE, such as WORKERS=4")?;
    let value = value
        .trim()
        .parse()
        .map_err(|_| format!("`{value}` is not a whole number"))?;
    Ok((name.trim().to_owned(), value))
}

fn schedule(text: &str) -> Result<Schedule, String> {
    text.parse()
}

/// Runs a program and passes its output on as it comes.
pub fn run(arguments: &Arguments) -> ExitCode {
    let (name, source) = match read(&arguments.file) {
        Ok(read) => read,
        Err(message) => {
            eprintln!("interleave: {message}");
            return ExitCode::from(NOT_ACCEPTED);
        }
    };
    let program = match compile(&name, &source, &arguments.knobs) {
        Ok((program, warnings)) => {
            report(&name, &warnings);
            program
        }
        Err(errors) => {
            report(&name, &errors);
            return ExitCode::from(NOT_ACCEPTED);
        }
    };
    let config = Config {
        seed: arguments.seed,
        cores: arguments.cores,
        dialect: arguments.dialect,
        network_ns: arguments.latency * NS_PER_MS,
        policy: arguments.policy,
        ..Config::default()
    };
    let mut run = if arguments.no_findings {
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
    report_findings(&mut run);
    ExitCode::from(run.exit_code())
}

pub fn read(file: &PathBuf) -> Result<(String, String), String> {
    if file.as_os_str() == "-" {
        let mut source = String::new();
        std::io::stdin()
            .read_to_string(&mut source)
            .map_err(|error| format!("standard input cannot be read: {error}"))?;
        return Ok(("<stdin>".to_owned(), source));
    }
    let name = file
        .file_name()
        .unwrap_or(file.as_os_str())
        .to_string_lossy()
        .into_owned();
    match std::fs::read_to_string(file) {
        Ok(source) => Ok((name, source)),
        Err(error) => Err(format!("{} cannot be read: {error}", file.display())),
    }
}

pub fn report(name: &str, diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        eprintln!(
            "{name}:{}:{}: {severity}: {}",
            diagnostic.line, diagnostic.column, diagnostic.message
        );
    }
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
