//! Every word that the page and the command say, in every language.
//!
//! Fixed words are [`Label`]s; sentences with arguments are functions, one module a subject. A label without a
//! translation does not compile, and a sentence is one `match` on the language.
//!
//! Names in a program may be anything, so Korean sentences put a noun after each of them and never have to guess
//! which particle fits.

pub mod benchmarks;
mod cause;
mod check;
mod compare;
mod duration;
pub mod editor;
mod ending;
mod finding;
mod label;
mod mark;
pub mod message;
mod operation;
mod priority;
mod python;
mod reason;
mod story;
mod stretch;
mod verdict;

pub use cause::{cause, condition};
pub use check::{
    livelock, never_so, outcome_missing, outcome_unexpected, search_limit, starvation, unmet,
};
pub use compare::{amount, difference, quantity};
pub use duration::{duration, instant};
pub use ending::{cycle, ending, limit, tally};
pub use finding::{finding, finding_kind, line, spot};
pub use label::Label;
pub use mark::mark;
pub use operation::operation;
pub use priority::priority;
pub use python::{Deviation, PythonList};
pub use reason::{activity, core, doing, pending, reason, sentence, state, subject};
pub use story::{Sentence, story};
pub use stretch::{Told, event, happened, stretch};
pub use verdict::{
    Ahead, Judgement, advice, broken, coverage, ends, grouped, hint, kind, lost, out_of_date,
    progress, share, so_far, verdict,
};

use interleave_trace::{Snapshot, TaskId, TaskKind, Trace};

/// A language of the page.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Korean.
    Korean,
}

impl Language {
    /// Every language.
    pub const ALL: [Language; 2] = [Language::English, Language::Korean];

    /// Its code in links and in the `lang` attribute of HTML.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Korean => "ko",
        }
    }

    /// What its speakers call it.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Korean => "한국어",
        }
    }

    /// That in as little room as a switch has.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Language::English => "EN",
            Language::Korean => "한",
        }
    }

    /// The language of a tag such as `ko` or `ko-KR`, if it is one of ours.
    #[must_use]
    pub fn find(tag: &str) -> Option<Language> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        Language::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(primary))
    }
}

/// What tasks are called.
pub trait Names {
    /// A task's name and what it is.
    fn task(&self, id: TaskId) -> (&str, TaskKind);
}

impl Names for Snapshot {
    fn task(&self, id: TaskId) -> (&str, TaskKind) {
        self.tasks
            .get(id.index())
            .map_or(("?", TaskKind::Thread), |task| (&task.name, task.kind))
    }
}

impl Names for Trace {
    fn task(&self, id: TaskId) -> (&str, TaskKind) {
        Trace::task(self, id).map_or(("?", TaskKind::Thread), |task| (&task.name, task.kind))
    }
}

/// A name that fits anywhere: its first letter, and what tells it from its siblings.
#[must_use]
pub fn initials(name: &str) -> String {
    let mut short: String = name.chars().take(1).collect();
    let digits = name
        .split(|c: char| !c.is_ascii_digit())
        .find(|digits| !digits.is_empty());
    let last_word = name.split_whitespace().skip(1).last();
    match (digits, last_word) {
        (Some(digits), _) => short.push_str(digits),
        (None, Some(word)) => short.extend(word.chars().take(1)),
        (None, None) => {}
    }
    short
}

/// A task's name with the noun that a Korean particle can follow.
pub(crate) fn korean_task(names: &impl Names, id: TaskId) -> String {
    let (name, kind) = names.task(id);
    match kind {
        TaskKind::Thread => format!("{name} 스레드"),
        TaskKind::Coroutine => format!("{name} 태스크"),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn english_list(names: &impl Names, tasks: &[TaskId]) -> String {
    let names: Vec<&str> = tasks.iter().map(|&id| names.task(id).0).collect();
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// The same for Korean, ending in a noun.
pub(crate) fn korean_list(names: &impl Names, tasks: &[TaskId]) -> String {
    let names: Vec<String> = tasks.iter().map(|&id| korean_task(names, id)).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_tell_siblings_apart() {
        let names = ["Plato", "Thread-12 (add)", "producer A", "consumer 1", ""];
        assert_eq!(names.map(initials), ["P", "T12", "pA", "c1", ""]);
    }

    #[test]
    fn a_language_is_found_by_its_tag() {
        assert_eq!(Language::find("ko-KR"), Some(Language::Korean));
        assert_eq!(Language::find("EN_us"), Some(Language::English));
        assert_eq!(Language::find("kok"), None);
    }
}
