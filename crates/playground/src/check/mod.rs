//! The question "can this ever go wrong?", put to every schedule of a program.

mod answer;
mod auto;
mod challenge;
mod expect;
mod explain;
mod inquiry;
mod lost;
mod sheet;
mod subject;

use std::sync::Arc;

use interleave_engine::{Config, Dialect, MemoryModel, Schedule};
use interleave_explorer::{
    Bounds, FindingKind, Options, Origin, Progress, Report, Search, Strategy, Verdict,
};
use interleave_program::Program;
use interleave_view::words::Language;

use crate::message::Diagnostic;

pub use answer::{Answer, Explained, Reached};
pub use challenge::Challenge;
pub use expect::Expected;
pub use inquiry::{Inquiry, News};
pub use lost::{Lost, lost_update};
pub use sheet::{Ending, Sheet, Told};
pub use subject::{Subject, is_expecting};

/// What can be looked for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Property {
    /// Threads that wait for each other, or for what nobody will do.
    Deadlock,
    /// Two threads use a place in memory, one of them writes it, and nothing orders the two.
    Race,
    /// A failed `assert`, or an expectation that is not met.
    Assertion,
    /// An exception that nothing catches.
    Exception,
    /// Threads go round for ever under a fair schedule.
    Livelock,
    /// A thread is put off for ever though it could go on again and again.
    Starvation,
    /// A signal that nobody heard, and somebody waits for.
    LostWakeup,
    /// The end of the program cuts a thread off.
    CutOff,
}

impl Property {
    /// Every property.
    pub const ALL: [Property; 8] = [
        Property::Deadlock,
        Property::Race,
        Property::Assertion,
        Property::Exception,
        Property::Livelock,
        Property::Starvation,
        Property::LostWakeup,
        Property::CutOff,
    ];

    /// The name on the command line and in answers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Property::Deadlock => "deadlock",
            Property::Race => "race",
            Property::Assertion => "assertion",
            Property::Exception => "exception",
            Property::Livelock => "livelock",
            Property::Starvation => "starvation",
            Property::LostWakeup => "lost-wakeup",
            Property::CutOff => "cut-off",
        }
    }

    /// The property of a name.
    #[must_use]
    pub fn find(name: &str) -> Option<Property> {
        Property::ALL
            .into_iter()
            .find(|property| property.name() == name)
    }
}

/// What is asked about a program.
#[derive(Clone, PartialEq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Question {
    /// How schedules are gone through.
    pub strategy: Strategy,
    /// Within what.
    pub bounds: Bounds,
    /// The rules of the runtime that narrow what can happen; without one a thread may lose its turn between any two steps.
    pub dialect: Option<Dialect>,
    /// What threads see of what others write.
    pub memory: MemoryModel,
    /// Whether each thread may once return from a condition though nobody notified it.
    pub spurious_wakeups: bool,
    /// What to look for. If it is empty: all but starvation, threads cut off, and races that lose no update.
    pub properties: Vec<Property>,
    /// The language of the answer.
    pub language: Language,
}

impl Question {
    /// Whether a thread loses its turn only where CPython's interpreter lock can change hands.
    fn gil(&self) -> bool {
        self.dialect.is_some_and(Dialect::has_gil)
    }

    /// Whether a finding of this kind makes the answer a failure.
    fn asks_for(&self, property: Property) -> bool {
        if self.properties.is_empty() {
            !matches!(property, Property::Starvation | Property::CutOff)
        } else {
            self.properties.contains(&property)
        }
    }
}

/// The machine on which findings are looked at: one whose runtime has the rules that were asked for.
fn as_asked(mut config: Config, question: &Question) -> Config {
    config.dialect = if question.gil() {
        Dialect::Cpython
    } else {
        Dialect::CpythonFreeThreaded
    };
    config
}

/// A search that is about to begin, at the start or where a schedule leads.
fn search(
    program: &Arc<Program>,
    config: &Config,
    options: &Options,
    from: Option<&(Schedule, Origin)>,
) -> Search {
    let (program, options) = (program.clone(), options.clone());
    match from {
        Some((_, origin)) => Search::from(program, config, options, origin.clone()),
        None => Search::new(program, config, options),
    }
}

/// A search through the schedules of one program, done in slices.
pub struct Check {
    program: Arc<Program>,
    config: Config,
    question: Question,
    expected: Vec<Expected>,
    /// The way to where the search began and what it found there, if that is not the start.
    from: Option<(Schedule, Origin)>,
    options: Options,
    /// The strategies to be tried, how many were, and what those found that gave no answer.
    stages: Vec<(Strategy, Bounds)>,
    stage: usize,
    before: Vec<Report>,
    search: Search,
}

impl Check {
    /// A search that is about to begin, with what the source says in comments `# expect: …`.
    ///
    /// # Errors
    /// What is wrong with the source, the knobs or the expectations. Beside the check there are the source's warnings.
    pub fn of_source(
        file_name: &str,
        source: &str,
        knobs: &[(String, i64)],
        config: Config,
        question: Question,
    ) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let (program, expected, warnings) = expect::compile(file_name, source, knobs)?;
        let config = as_asked(config, &question);
        Ok((Self::with(program, config, question, expected), warnings))
    }

    /// A search that is about to begin, without expectations.
    #[must_use]
    pub fn new(program: Program, config: Config, question: Question) -> Self {
        let config = as_asked(config, &question);
        Self::with(program, config, question, Vec::new())
    }

    /// A search that is about to begin. Findings are looked at on this very machine, so their moments are its moments.
    #[must_use]
    pub fn of(subject: Subject, config: Config, question: Question) -> Self {
        Self::with(subject.program, config, question, subject.expected)
    }

    fn with(program: Program, config: Config, question: Question, expected: Vec<Expected>) -> Self {
        Self::beginning(Arc::new(program), config, question, expected, None)
    }

    /// A search that begins where a schedule leads, if one is given with the state that it leads to.
    fn beginning(
        program: Arc<Program>,
        mut config: Config,
        question: Question,
        expected: Vec<Expected>,
        from: Option<(Schedule, Origin)>,
    ) -> Self {
        config.memory = question.memory;
        config.spurious_wakeups = question.spurious_wakeups;
        let gil = question.gil();
        let expectations: Vec<_> = expected.iter().filter_map(Expected::of_states).collect();
        let stages = auto::stages(&question);
        let (strategy, bounds) = stages.first().copied().unwrap_or_default();
        let options = Options {
            strategy,
            bounds,
            gil,
            starvation: question.asks_for(Property::Starvation),
            every_step: expected.iter().any(Expected::is_of_every_state),
            untabled: false,
            expectations,
        };
        let search = search(&program, &config, &options, from.as_ref());
        Self {
            search,
            from,
            options,
            stages,
            stage: 0,
            before: Vec::new(),
            program,
            config,
            question,
            expected,
        }
    }

    /// Goes on for so many states; with the next strategy where one ends without an answer and several are to be tried.
    pub fn go_on(&mut self, states: u64) -> Progress {
        let mut progress = self.search.go_on(states);
        if progress.done
            && let Some(&(strategy, bounds)) = self.stages.get(self.stage + 1)
            && self.answer().verdict == Verdict::Incomplete.name()
        {
            self.before.push(self.search.report());
            self.stage += 1;
            (self.options.strategy, self.options.bounds) = (strategy, bounds);
            let from = self.from.as_ref();
            self.search = search(&self.program, &self.config, &self.options, from);
            progress.done = false;
        }
        progress
    }

    /// The way to where the search began.
    fn prefix(&self) -> Schedule {
        self.from
            .as_ref()
            .map_or_else(Schedule::default, |(prefix, _)| prefix.clone())
    }

    /// The strategies that were tried, the present one last.
    #[must_use]
    pub fn strategies(&self) -> Vec<Strategy> {
        let tried = self.stages.iter().take(self.stage + 1);
        tried.map(|&(strategy, _)| strategy).collect()
    }

    /// Ends the search where it is.
    pub fn stop(&mut self) {
        self.search.stop();
        self.stages.truncate(self.stage + 1);
    }

    /// What the search itself has found out so far.
    #[must_use]
    pub fn report(&mut self) -> Report {
        auto::merge(self.search.report(), &self.before)
    }

    /// What was found out so far, in words.
    #[must_use]
    pub fn answer(&mut self) -> Answer {
        let report = self.report();
        self.told(&report)
    }

    /// The same in several languages, for the price of one report.
    #[must_use]
    pub fn answers(&mut self, languages: &[Language]) -> Vec<Answer> {
        let report = self.report();
        let told = |&language| {
            self.question.language = language;
            self.told(&report)
        };
        languages.iter().map(told).collect()
    }

    /// What a report says, in words.
    fn told(&self, report: &Report) -> Answer {
        let mut findings = Vec::new();
        for finding in &report.findings {
            // Without an expectation that forbids it, to end early is a daemon's fate.
            if matches!(finding.kind, FindingKind::CutOff(_)) && !self.wants(Property::CutOff) {
                continue;
            }
            for explained in self.explain(finding) {
                if !findings.contains(&explained) {
                    findings.push(explained);
                }
            }
        }
        findings.extend(expect::of_outcomes(
            &self.expected,
            report,
            self.question.language,
        ));
        findings.retain(|finding| {
            finding.fails || self.question.properties.is_empty() || finding.is_expectation
        });
        let verdict = match (
            findings.iter().any(|finding| finding.fails),
            report.complete,
        ) {
            (true, _) => Verdict::Fail,
            (false, true) => Verdict::Pass,
            (false, false) => Verdict::Incomplete,
        };
        let tried = self.strategies();
        Answer::new(verdict, report, findings, &tried, self.question.language)
    }

    /// Whether a finding of this kind is a failure: by what was asked, or by what the program says of itself.
    fn wants(&self, property: Property) -> bool {
        self.question.asks_for(property) || self.forbids(property)
    }

    /// Whether the program says that there is no such thing.
    fn forbids(&self, property: Property) -> bool {
        self.expected
            .iter()
            .any(|expected| expected.forbids(property))
    }
}
