//! `interleave check FILE`

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use interleave_playground::check::{Answer, Check, Explained, Property, Question, Reached};
use interleave_playground::engine::{Config, Dialect, MemoryModel};
use interleave_playground::explorer::{Bounds, Progress, Strategy};
use interleave_playground::view::words::Language;
use serde::Serialize;

use crate::program::{dialect, knob, load, memory};

/// States between two looks at how far it has come and whether somebody wants to stop.
const SLICE: u64 = 2000;
/// A search shorter than this shows no progress.
const PATIENCE: Duration = Duration::from_millis(500);
const MIB: u64 = 1 << 20;

#[derive(Args)]
pub struct Arguments {
    /// The program, a Python file; `-` reads standard input
    file: PathBuf,
    /// Print one JSON object instead of sentences
    #[arg(long)]
    json: bool,
    /// How schedules are gone through: `auto` (`bfs`, and if there are too many states the others), `bfs` (every state once: shortest schedules, exact counts), `dpor` (one schedule
    /// for each order that matters, without a memory of states), `pct` (schedules by chance)
    #[arg(long, default_value = "auto", value_name = "S", value_parser = strategy)]
    strategy: Strategy,
    /// What threads see of what others write: `sc` (everything at once), `tso` (store buffers, as on x86), `relaxed` (store
    /// buffers for each variable)
    #[arg(long, default_value = MemoryModel::Sequential.name(), value_name = "M", value_parser = memory)]
    memory: MemoryModel,
    /// Let each thread return once from a condition's `wait` though nobody notified it
    #[arg(long)]
    spurious_wakeups: bool,
    /// Within what: `states=N`, `memory=MIB`, `depth=STEPS`, `schedules=N`, `preemptions=N`; a number alone means
    /// preemptions. May be given several times
    #[arg(long = "bound", value_name = "WHAT=N", value_parser = bound)]
    bounds: Vec<Bound>,
    /// What to look for: `deadlock`, `race`, `assertion`, `exception`, `livelock`, `starvation`, `lost-wakeup`,
    /// `cut-off`. Without it: all but the last kinds that are no failure by themselves, starvation and threads cut off at the
    /// end, and of races those that can lose an update
    #[arg(long = "property", value_delimiter = ',', value_name = "P", value_parser = property)]
    properties: Vec<Property>,
    /// Narrow what can happen to the rules of a runtime: under `cpython` a thread loses its turn only where CPython's
    /// lock changes hands. Without it, a thread may lose its turn between any two steps
    #[arg(long, value_name = "D", value_parser = dialect)]
    dialect: Option<Dialect>,
    /// What chance goes by, where a strategy uses it
    #[arg(long, default_value_t = 0, value_name = "N")]
    seed: u64,
    /// Turn a knob of the program
    #[arg(long = "set", value_name = "KNOB=V", value_parser = knob)]
    knobs: Vec<(String, i64)>,
    /// Give up after so many states: the same as `--bound states=N`
    #[arg(long, value_name = "N")]
    max_states: Option<u64>,
    /// The language of the answer: `en` or `ko`
    #[arg(long, default_value = "en", value_name = "L", value_parser = language)]
    lang: Language,
}

/// One bound on the command line.
#[derive(Clone, Copy)]
enum Bound {
    States(u64),
    MemoryMib(u64),
    Depth(u32),
    Schedules(u64),
    Preemptions(u32),
}

fn bound(text: &str) -> Result<Bound, String> {
    let (what, number) = text.split_once('=').unwrap_or(("preemptions", text));
    let wrong = |_| format!("`{number}` is not a whole number");
    let number64 = || number.parse::<u64>().map_err(wrong);
    let number32 = || number.parse::<u32>().map_err(wrong);
    Ok(match what {
        _ if what != "preemptions" && number.parse() == Ok(0_u64) => {
            return Err(format!(
                "with `{text}` nothing is tried: at least 1 is needed"
            ));
        }
        "states" => Bound::States(number64()?),
        "memory" => Bound::MemoryMib(number64()?),
        "depth" => Bound::Depth(number32()?),
        "schedules" => Bound::Schedules(number64()?),
        "preemptions" => Bound::Preemptions(number32()?),
        _ => {
            return Err(format!(
                "`{what}` cannot be bounded; there are states, memory, depth, schedules and preemptions"
            ));
        }
    })
}

fn strategy(name: &str) -> Result<Strategy, String> {
    let known = [
        Strategy::Auto { seed: 0 },
        Strategy::Breadth,
        Strategy::Reduced,
        Strategy::Random { seed: 0 },
    ];
    let found = known.into_iter().find(|strategy| strategy.name() == name);
    found.ok_or_else(|| {
        let names = known.map(Strategy::name).join(", ");
        format!("the strategies are {names}")
    })
}

fn property(name: &str) -> Result<Property, String> {
    Property::find(name).ok_or_else(|| {
        let names = Property::ALL.map(Property::name).join(", ");
        format!("the properties are {names}")
    })
}

fn language(tag: &str) -> Result<Language, String> {
    Language::find(tag).ok_or_else(|| "the languages are en and ko".to_owned())
}

/// Tries every schedule of a program, and says what can come of it.
pub fn check(arguments: &Arguments) -> ExitCode {
    let question = question(arguments);
    let loaded = load(&arguments.file, |name, source| {
        let config = Config::default();
        Check::of_source(name, source, &arguments.knobs, config, question)
    });
    let mut check = match loaded {
        Ok((_, check)) => check,
        Err(code) => return code,
    };
    search(&mut check);
    let answer = check.answer();
    let mut stdout = std::io::stdout().lock();
    // Nobody being there to read the answer is no reason to hide it from the exit code.
    let _closed = if arguments.json {
        serde_json::to_writer(&mut stdout, &Json::new(&answer))
            .map_err(std::io::Error::from)
            .and_then(|()| writeln!(stdout))
    } else {
        print(&mut stdout, &answer)
    };
    ExitCode::from(answer.exit_code())
}

fn question(arguments: &Arguments) -> Question {
    let mut bounds = Bounds::default();
    let more = arguments.max_states.map(Bound::States);
    for bound in arguments.bounds.iter().copied().chain(more) {
        match bound {
            Bound::States(states) => bounds.states = states,
            Bound::MemoryMib(mib) => bounds.bytes = mib.saturating_mul(MIB),
            Bound::Depth(steps) => bounds.depth = steps,
            Bound::Schedules(schedules) => bounds.schedules = schedules,
            Bound::Preemptions(preemptions) => bounds.preemptions = Some(preemptions),
        }
    }
    let strategy = match arguments.strategy {
        Strategy::Random { .. } => Strategy::Random {
            seed: arguments.seed,
        },
        Strategy::Auto { .. } => Strategy::Auto {
            seed: arguments.seed,
        },
        other => other,
    };
    Question {
        strategy,
        bounds,
        dialect: arguments.dialect,
        memory: arguments.memory,
        spurious_wakeups: arguments.spurious_wakeups,
        properties: arguments.properties.clone(),
        language: arguments.lang,
    }
}

/// Searches to the end, or until somebody presses Ctrl-C; says on a terminal how far it has come.
fn search(check: &mut Check) {
    let stopped = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stopped);
    // Where signals cannot be caught, Ctrl-C ends the command as always.
    let _uncaught = ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed));
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(4));
    bar.set_style(
        ProgressStyle::with_template("{spinner} {msg} [{elapsed}]")
            .unwrap_or_else(|_| ProgressStyle::default_spinner()),
    );
    let began = Instant::now();
    loop {
        let progress = check.go_on(SLICE);
        if progress.done {
            break;
        }
        if stopped.load(Ordering::Relaxed) {
            check.stop();
            break;
        }
        let passed = began.elapsed();
        if passed > PATIENCE {
            let strategy = check
                .strategies()
                .last()
                .map_or("", |strategy| strategy.name());
            bar.set_message(message(strategy, &progress, passed));
            bar.tick();
        }
    }
    bar.finish_and_clear();
}

fn message(strategy: &str, progress: &Progress, passed: Duration) -> String {
    let Progress {
        states,
        frontier,
        schedules,
        depth,
        ..
    } = progress;
    let rate = *states as f64 / passed.as_secs_f64();
    let schedules = match schedules {
        0 => String::new(),
        schedules => format!(", {schedules} schedules"),
    };
    format!(
        "{strategy}: {states} states ({rate:.0} a second), {frontier} waiting, {depth} steps deep{schedules}"
    )
}

fn print(to: &mut impl std::io::Write, answer: &Answer) -> std::io::Result<()> {
    let states = answer.states;
    match answer.verdict.as_str() {
        "pass" => writeln!(to, "pass: nothing goes wrong under any schedule")?,
        "fail" => writeln!(to, "fail: there are schedules under which it goes wrong")?,
        _ => writeln!(to, "incomplete: not every schedule could be tried")?,
    }
    match &answer.interleavings {
        Some(interleavings) => writeln!(to, "{states} states, {interleavings} interleavings")?,
        None => writeln!(to, "{states} states")?,
    }
    writeln!(to, "searched by {}", answer.strategies.join(", then by "))?;
    if let Some(limit) = &answer.limit {
        writeln!(to, "{limit}")?;
    }
    for outcome in &answer.outcomes {
        writeln!(to, "\n{}", headline(outcome, answer))?;
        for line in outcome.stdout.lines() {
            writeln!(to, "    {line}")?;
        }
        writeln!(to, "  schedule {}", outcome.schedule)?;
    }
    for finding in &answer.findings {
        print_finding(to, finding)?;
    }
    Ok(())
}

fn print_finding(to: &mut impl std::io::Write, finding: &Explained) -> std::io::Result<()> {
    let note = if finding.fails { "" } else { " (no failure)" };
    writeln!(to, "\n{}{note}: {}", finding.kind, finding.message)?;
    if !finding.lines.is_empty() {
        let lines: Vec<String> = finding.lines.iter().map(u32::to_string).collect();
        writeln!(to, "  lines {}", lines.join(", "))?;
    }
    for sentence in &finding.story {
        writeln!(to, "    {}", sentence.text)?;
    }
    if !finding.schedule.is_empty() {
        writeln!(to, "  schedule {}", finding.schedule)?;
    }
    if !finding.circle.is_empty() {
        writeln!(to, "  and then again and again {}", finding.circle)?;
    }
    Ok(())
}

fn headline(outcome: &Reached, answer: &Answer) -> String {
    let ends = match outcome.exit {
        3 => "deadlock".to_owned(),
        code => format!("exit {code}"),
    };
    match (&outcome.count, &answer.interleavings) {
        (Some(count), Some(all)) => format!("outcome: {ends}, {count} of {all} interleavings"),
        _ => format!("outcome: {ends}"),
    }
}

/// The answer as other programs read it.
#[derive(Serialize)]
struct Json<'a> {
    verdict: &'a str,
    states: u64,
    /// In decimal digits: it may be larger than any number that JSON's readers know.
    interleavings: Option<&'a str>,
    outcomes: Vec<JsonOutcome<'a>>,
    findings: Vec<JsonFinding<'a>>,
    /// Why the verdict is `incomplete`, in a sentence.
    limit: Option<&'a str>,
    /// What was tried one after the other; the last one gave the answer.
    strategies: &'a [String],
}

#[derive(Serialize)]
struct JsonOutcome<'a> {
    stdout: &'a str,
    exit: u8,
    count: Option<&'a str>,
    schedule: &'a str,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    kind: &'a str,
    message: &'a str,
    schedule: &'a str,
    lines: &'a [u32],
    /// How it comes about, step by step.
    story: Vec<&'a str>,
    /// Whether the program fails by it.
    fails: bool,
}

impl<'a> Json<'a> {
    fn new(answer: &'a Answer) -> Self {
        Self {
            verdict: &answer.verdict,
            states: answer.states,
            interleavings: answer.interleavings.as_deref(),
            outcomes: answer
                .outcomes
                .iter()
                .map(|outcome| JsonOutcome {
                    stdout: &outcome.stdout,
                    exit: outcome.exit,
                    count: outcome.count.as_deref(),
                    schedule: &outcome.schedule,
                })
                .collect(),
            findings: answer
                .findings
                .iter()
                .map(|finding| JsonFinding {
                    kind: &finding.kind,
                    message: &finding.message,
                    schedule: &finding.schedule,
                    lines: &finding.lines,
                    story: finding
                        .story
                        .iter()
                        .map(|told| told.text.as_str())
                        .collect(),
                    fails: finding.fails,
                })
                .collect(),
            limit: answer.limit.as_deref(),
            strategies: &answer.strategies,
        }
    }
}
