//! What a command runs: a file, standard input or a lesson, and on which machine.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use interleave_playground::engine::{Config, Dialect, MemoryModel, Policy};
use interleave_playground::lessons::{self, Lesson};
use interleave_playground::program::Program;
use interleave_playground::run::compile;
use interleave_playground::view::words::Language;
use interleave_playground::{Diagnostic, Severity, machine};

/// The source is not accepted, or the call is wrong (as clap has it).
pub const NOT_ACCEPTED: u8 = 2;
const NS_PER_MS: u64 = 1_000_000;
/// An hour.
const MAX_LATENCY_MS: u64 = 3_600_000;
/// What stands before a lesson's name where a file is expected.
const LESSON: &str = "lesson:";

/// The program and the machine.
#[derive(Args)]
pub struct Subject {
    /// The program: a Python file, `-` for standard input, or a lesson such as `lesson:lost-update`, which brings its
    /// own machine
    file: PathBuf,
    /// Decides what a real machine leaves to chance [default: 0]
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Simulated cores [default: 2]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=i64::from(Config::MAX_CORES)))]
    cores: Option<u16>,
    /// The rules of the runtime: `cpython` or `cpython-free-threaded` [default: cpython]
    #[arg(long, value_name = "D", value_parser = dialect)]
    dialect: Option<Dialect>,
    /// What a request over the simulated network takes, in milliseconds [default: 100]
    #[arg(long, value_name = "MS", value_parser = clap::value_parser!(u64).range(..=MAX_LATENCY_MS))]
    latency: Option<u64>,
    /// How threads get cores: `round-robin` (priorities are ignored), `fair-share` (nice values are weights),
    /// `fixed-priority` (a higher priority goes first), or `priority-inheritance` (and so does who holds up a higher
    /// one) [default: round-robin]
    #[arg(long, value_name = "P", value_parser = policy)]
    policy: Option<Policy>,
    /// What threads see of what others write, for schedules that let writes wait: `sc`, `tso` or `relaxed`
    #[arg(long, default_value = MemoryModel::Sequential.name(), value_name = "M", value_parser = memory)]
    memory: MemoryModel,
    /// Let a schedule end a condition's `wait` though nobody notified the thread: `2!`
    #[arg(long)]
    spurious_wakeups: bool,
    /// Turn a knob of the program
    #[arg(long = "set", value_name = "KNOB=V", value_parser = knob)]
    knobs: Vec<(String, i64)>,
}

/// A program that was accepted, and its machine.
pub struct Loaded {
    /// The program.
    pub program: Program,
    /// The machine.
    pub config: Config,
    lesson: Option<&'static Lesson>,
    name: String,
}

impl Loaded {
    /// What a picture of it is called: the lesson's title, or the file's name.
    pub fn title(&self, language: Language) -> &str {
        let language = match language {
            Language::English => lessons::Language::En,
            Language::Korean => lessons::Language::Ko,
        };
        self.lesson
            .map_or(&self.name, |lesson| lesson.title.get(language))
    }
}

impl Subject {
    /// Reads and compiles the program; says on standard error what is wrong with it.
    ///
    /// # Errors
    /// The exit code, when there is no program to run.
    pub fn load(&self) -> Result<Loaded, ExitCode> {
        let (name, program) = load(&self.file, |name, source| {
            compile(name, source, &self.knobs)
        })?;
        let lesson = lesson(&self.file);
        Ok(Loaded {
            config: self.config(lesson),
            program,
            lesson,
            name,
        })
    }

    fn config(&self, lesson: Option<&Lesson>) -> Config {
        let own = lesson.map_or_else(Config::default, |lesson| machine::config(&lesson.machine));
        Config {
            seed: self.seed.unwrap_or(own.seed),
            cores: self.cores.unwrap_or(own.cores),
            dialect: self.dialect.unwrap_or(own.dialect),
            network_ns: self.latency.map_or(own.network_ns, |ms| ms * NS_PER_MS),
            policy: self.policy.unwrap_or(own.policy),
            memory: self.memory,
            spurious_wakeups: self.spurious_wakeups,
            ..own
        }
    }
}

pub fn dialect(name: &str) -> Result<Dialect, String> {
    Dialect::find(name).ok_or_else(|| {
        let known: Vec<&str> = Dialect::ALL.iter().map(|dialect| dialect.name()).collect();
        format!("the dialects are {}", known.join(", "))
    })
}

pub fn memory(name: &str) -> Result<MemoryModel, String> {
    MemoryModel::find(name).ok_or_else(|| {
        let known = MemoryModel::ALL.map(MemoryModel::name);
        format!("the memory models are {}", known.join(", "))
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

/// Reads a program and compiles it as `compile` does, given its name and its text; says on standard error what there is to
/// say about it. Gives its name and what was compiled.
///
/// # Errors
/// The exit code, when it cannot be read or is not accepted.
pub fn load<T>(
    file: &PathBuf,
    compile: impl FnOnce(&str, &str) -> Result<(T, Vec<Diagnostic>), Vec<Diagnostic>>,
) -> Result<(String, T), ExitCode> {
    let (name, source) = read(file).map_err(|message| {
        eprintln!("interleave: {message}");
        ExitCode::from(NOT_ACCEPTED)
    })?;
    let (compiled, warnings) = compile(&name, &source).map_err(|errors| {
        report(&name, &errors);
        ExitCode::from(NOT_ACCEPTED)
    })?;
    report(&name, &warnings);
    Ok((name, compiled))
}

/// The lesson that a file's name stands for, if it does.
fn lesson(file: &Path) -> Option<&'static Lesson> {
    lessons::find(file.to_str()?.strip_prefix(LESSON)?)
}

/// The name and the text of a program.
///
/// # Errors
/// Why it cannot be read.
fn read(file: &PathBuf) -> Result<(String, String), String> {
    if let Some(lesson) = lesson(file) {
        return Ok((Lesson::PROGRAM_NAME.to_owned(), lesson.program.to_owned()));
    }
    if let Some(slug) = file.to_str().and_then(|name| name.strip_prefix(LESSON)) {
        let known: Vec<&str> = lessons::all().iter().map(|lesson| lesson.slug).collect();
        return Err(format!(
            "there is no lesson `{slug}`; the lessons are {}",
            known.join(", ")
        ));
    }
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

/// Says on standard error what there is to say about a source.
fn report(name: &str, diagnostics: &[Diagnostic]) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_that_help_names_are_the_engines() {
        let command = Subject::augment_args(clap::Command::new("run"));
        let own = Config::default();
        for (name, default) in [
            ("seed", own.seed.to_string()),
            ("cores", own.cores.to_string()),
            ("dialect", own.dialect.name().to_owned()),
            ("latency", (own.network_ns / NS_PER_MS).to_string()),
            ("policy", own.policy.name().to_owned()),
        ] {
            let argument = command
                .get_arguments()
                .find(|argument| argument.get_id() == name);
            let help = argument
                .and_then(|argument| argument.get_help())
                .map(ToString::to_string)
                .unwrap_or_default();
            let said = format!("[default: {default}]");
            assert!(help.ends_with(&said), "{name}: {help}");
        }
    }
}
