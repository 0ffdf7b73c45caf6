//! The answer, in words: plain data for a terminal, for other programs and for the page.

use interleave_explorer::{Report, Strategy, Verdict};
use interleave_trace::LimitKind;
use interleave_view::words::{self, Language, Sentence};

/// One way in which the program can end.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Reached {
    /// What it has written to standard output by then.
    pub stdout: String,
    /// The exit code of `interleave run`.
    pub exit: u8,
    /// How many schedules end so, in decimal digits; `None` where that is not a number or not known.
    pub count: Option<String>,
    /// A shortest schedule that ends so.
    pub schedule: String,
}

/// Something that goes wrong under some schedule.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Explained {
    /// The name of its kind, for machines to read.
    pub kind: String,
    /// What goes wrong, in a sentence.
    pub message: String,
    /// How it comes about, step by step.
    pub story: Vec<Sentence>,
    /// The lines of the source that are involved, ascending.
    pub lines: Vec<u32>,
    /// A shortest schedule that leads to it.
    pub schedule: String,
    /// What then happens again and again, if it never ends.
    pub circle: String,
    /// Whether the program fails by it; if not, it is only told.
    pub fails: bool,
    /// Whether it is about what the program says of itself.
    pub is_expectation: bool,
    /// Of a race: whether its schedule loses an update, and not only shows that one can be lost.
    pub loses: bool,
}

/// What was found out.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Answer {
    /// `pass`, `fail` or `incomplete`.
    pub verdict: String,
    /// States seen.
    pub states: u64,
    /// How many schedules there are, in decimal digits; `None` where that is not a number or not known.
    pub interleavings: Option<String>,
    /// Every way in which the program can end, shortest schedule first.
    pub outcomes: Vec<Reached>,
    /// What goes wrong, shortest schedule first.
    pub findings: Vec<Explained>,
    /// Why not every schedule was tried, in a sentence.
    pub limit: Option<String>,
    /// Whether that is because there are too many states.
    pub is_too_large: bool,
    /// The names of the strategies that were tried one after the other: the last one gave the answer.
    pub strategies: Vec<String>,
}

impl Answer {
    /// The exit code of `interleave check`.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self.verdict.as_str() {
            "pass" => 0,
            "fail" => 1,
            _ => 4,
        }
    }

    pub(super) fn new(
        verdict: Verdict,
        report: &Report,
        findings: Vec<Explained>,
        strategies: &[Strategy],
        language: Language,
    ) -> Self {
        let names = strategies.iter().map(|strategy| strategy.name().to_owned());
        let outcomes = report.outcomes.iter().map(|outcome| Reached {
            stdout: outcome.stdout.clone(),
            exit: outcome.exit,
            count: outcome.count.as_ref().map(ToString::to_string),
            schedule: outcome.schedule.to_string(),
        });
        Self {
            verdict: verdict.name().to_owned(),
            states: report.states,
            interleavings: report.interleavings.as_ref().map(ToString::to_string),
            outcomes: outcomes.collect(),
            findings,
            is_too_large: matches!(
                report.limit,
                Some(LimitKind::States | LimitKind::SearchMemory)
            ),
            limit: report
                .limit
                .map(|limit| words::search_limit(language, limit)),
            strategies: names.collect(),
        }
    }
}
