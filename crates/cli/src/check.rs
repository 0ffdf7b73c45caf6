//! `interleave check FILE`

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use interleave_playground::check::{Check, Explanation};
use interleave_playground::engine::Config;
use interleave_playground::explorer::{
    Bounds, Finding, FindingKind, Outcome, Progress, Report, Verdict,
};
use interleave_playground::run::compile;
use interleave_playground::view::words::{self, Language};
use serde::Serialize;

use crate::run::{NOT_ACCEPTED, knob, read, report};

/// Not every schedule could be tried.
const INCOMPLETE: u8 = 4;
/// States between two looks at how far it has come.
const SLICE: u64 = 2000;

#[derive(Args)]
pub struct Arguments {
    /// The program, a Python file; `-` reads standard input
    file: PathBuf,
    /// Print one JSON object instead of sentences
    #[arg(long)]
    json: bool,
    /// Turn a knob of the program
    #[arg(long = "set", value_name = "KNOB=V", value_parser = knob)]
    knobs: Vec<(String, i64)>,
    /// Give up after so many states
    #[arg(long, default_value_t = Bounds::default().states, value_name = "N")]
    max_states: u64,
}

/// Tries every schedule of a program, and says what can come of it.
pub fn check(arguments: &Arguments) -> ExitCode {
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
    let bounds = Bounds {
        states: arguments.max_states,
        ..Bounds::default()
    };
    let mut check = Check::new(program, Config::default(), bounds);
    search(&mut check);
    let found = check.report();
    let explained: Vec<(&Finding, Explanation)> = found
        .findings
        .iter()
        .filter_map(|finding| Some((finding, check.explain(finding).ok()?)))
        .collect();
    let mut stdout = std::io::stdout().lock();
    // Nobody being there to read the answer is no reason to hide it from the exit code.
    let _closed = if arguments.json {
        let answer = Answer::new(&found, &explained);
        serde_json::to_writer(&mut stdout, &answer)
            .map_err(std::io::Error::from)
            .and_then(|()| writeln!(stdout))
    } else {
        print(&mut stdout, &found, &explained)
    };
    match found.verdict {
        Verdict::Pass => ExitCode::SUCCESS,
        Verdict::Fail => ExitCode::FAILURE,
        Verdict::Incomplete => ExitCode::from(INCOMPLETE),
    }
}

/// Searches to the end; says on a terminal how far it has come.
fn search(check: &mut Check) {
    let shows = std::io::stderr().is_terminal();
    loop {
        let Progress {
            states,
            expanded,
            depth,
            done,
        } = check.go_on(SLICE);
        if shows {
            eprint!("\r\x1b[K{states} states, {expanded} of them tried out, {depth} steps deep");
        }
        if done {
            break;
        }
    }
    if shows {
        eprint!("\r\x1b[K");
    }
}

fn print(
    to: &mut impl std::io::Write,
    found: &Report,
    explained: &[(&Finding, Explanation)],
) -> std::io::Result<()> {
    let states = found.states;
    match found.verdict {
        Verdict::Pass => writeln!(to, "pass: nothing goes wrong under any schedule")?,
        Verdict::Fail => writeln!(to, "fail: there are schedules under which it goes wrong")?,
        Verdict::Incomplete => writeln!(to, "incomplete: not every schedule could be tried")?,
    }
    match &found.interleavings {
        Some(interleavings) => writeln!(to, "{states} states, {interleavings} interleavings")?,
        None => writeln!(to, "{states} states")?,
    }
    if let Some(limit) = found.limit {
        writeln!(to, "{}", words::limit(Language::English, limit))?;
    }
    for outcome in &found.outcomes {
        writeln!(to, "\n{}", headline(outcome))?;
        for line in outcome.stdout.lines() {
            writeln!(to, "    {line}")?;
        }
        writeln!(to, "  schedule {}", outcome.schedule)?;
    }
    for (finding, explanation) in explained {
        writeln!(
            to,
            "\n{}: {}",
            name(finding.kind),
            message(finding, explanation)
        )?;
        if !explanation.lines.is_empty() {
            let lines: Vec<String> = explanation.lines.iter().map(u32::to_string).collect();
            writeln!(to, "  lines {}", lines.join(", "))?;
        }
        writeln!(to, "  schedule {}", finding.schedule)?;
        if !finding.circle.is_empty() {
            writeln!(to, "  and then again and again {}", finding.circle)?;
        }
    }
    Ok(())
}

fn headline(outcome: &Outcome) -> String {
    let ends = match outcome.exit {
        3 => "deadlock".to_owned(),
        code => format!("exit {code}"),
    };
    match &outcome.count {
        Some(count) => format!("outcome: {ends}, {count} interleavings"),
        None => format!("outcome: {ends}"),
    }
}

fn name(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Deadlock => "deadlock",
        FindingKind::Assertion => "assertion",
        FindingKind::Exception => "exception",
        FindingKind::Livelock => "livelock",
    }
}

/// What goes wrong, in a sentence.
fn message(finding: &Finding, explanation: &Explanation) -> String {
    match finding.kind {
        FindingKind::Deadlock => words::ending(Language::English, &explanation.snapshot),
        FindingKind::Assertion | FindingKind::Exception => explanation.failures.join("; "),
        FindingKind::Livelock => {
            "The threads can go on for ever without getting anywhere, though each \
                                  of them gets its turn."
                .to_owned()
        }
    }
}

/// The answer as other programs read it.
#[derive(Serialize)]
struct Answer<'a> {
    verdict: &'static str,
    states: u64,
    /// In decimal digits: it may be larger than any number that JSON's readers know.
    interleavings: Option<String>,
    outcomes: Vec<OutcomeAnswer<'a>>,
    findings: Vec<FindingAnswer>,
}

#[derive(Serialize)]
struct OutcomeAnswer<'a> {
    stdout: &'a str,
    exit: u8,
    count: Option<String>,
    schedule: String,
}

#[derive(Serialize)]
struct FindingAnswer {
    kind: &'static str,
    message: String,
    schedule: String,
    lines: Vec<u32>,
}

impl<'a> Answer<'a> {
    fn new(found: &'a Report, explained: &[(&Finding, Explanation)]) -> Self {
        let outcome = |outcome: &'a Outcome| OutcomeAnswer {
            stdout: &outcome.stdout,
            exit: outcome.exit,
            count: outcome.count.as_ref().map(ToString::to_string),
            schedule: outcome.schedule.to_string(),
        };
        let finding = |(finding, explanation): &(&Finding, Explanation)| FindingAnswer {
            kind: name(finding.kind),
            message: message(finding, explanation),
            schedule: finding.schedule.to_string(),
            lines: explanation.lines.clone(),
        };
        Self {
            verdict: match found.verdict {
                Verdict::Pass => "pass",
                Verdict::Fail => "fail",
                Verdict::Incomplete => "incomplete",
            },
            states: found.states,
            interleavings: found.interleavings.as_ref().map(ToString::to_string),
            outcomes: found.outcomes.iter().map(outcome).collect(),
            findings: explained.iter().map(finding).collect(),
        }
    }
}
