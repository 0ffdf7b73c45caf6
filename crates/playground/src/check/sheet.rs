//! The answer as a page shows it: every word is there, and how long every bar is.

use interleave_engine::Schedule;
use interleave_view::words::{self, Judgement, Language, Sentence};

use super::{Answer, Explained, Property, Reached};

/// Most outcomes that are listed.
const MOST_ENDINGS: usize = 100;
/// Most characters of an outcome's output that are shown.
const MOST_OUTPUT: usize = 1_000;
/// Digits that a bar's length is computed from.
const DIGITS: usize = 15;

/// One way in which the program can end.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Ending {
    /// What it writes, perhaps cut; empty if it writes nothing.
    pub output: String,
    /// How it ends.
    pub ends: String,
    /// Whether that is not with exit code 0.
    pub is_bad: bool,
    /// How many of all interleavings end so, if that is known.
    pub share: Option<String>,
    /// The same in thousandths, rounded, for a bar.
    pub permille: Option<u32>,
    /// A shortest schedule that ends so.
    pub schedule: String,
}

/// A finding.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Told {
    /// The name of its kind, for machines to read.
    pub kind: String,
    /// The same for people.
    pub title: String,
    /// What goes wrong.
    pub message: String,
    /// How it comes about.
    pub story: Vec<Sentence>,
    /// The lines that are involved.
    pub lines: Vec<u32>,
    /// A shortest schedule that leads to it; once around, for what never ends.
    pub schedule: String,
    /// How many steps that has.
    pub steps: u64,
    /// What then happens again and again.
    pub circle: String,
    /// Whether the program fails by it; if not, it is only told.
    pub fails: bool,
}

/// The answer.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Sheet {
    /// The code of the language in which it speaks.
    pub language: String,
    /// `pass`, `fail` or `incomplete`.
    pub verdict: String,
    /// The verdict in a sentence.
    pub headline: String,
    /// How much was looked at, and why not everything, if not.
    pub coverage: Vec<String>,
    /// Ways in which the program can end, shortest schedule first.
    pub endings: Vec<Ending>,
    /// How many of them are not listed.
    pub unlisted: usize,
    /// What goes wrong, what makes the program fail first.
    pub findings: Vec<Told>,
}

impl Sheet {
    /// The sheet of an answer, which speaks the same language; one that is not the last says so.
    #[must_use]
    pub fn new(answer: &Answer, is_last: bool, language: Language) -> Self {
        let judgement = match answer.verdict.as_str() {
            "pass" => Judgement::Pass,
            "fail" => Judgement::Fail,
            _ => Judgement::Incomplete,
        };
        let all = answer.interleavings.as_deref();
        let mut coverage = vec![words::coverage(language, answer.states, all)];
        if is_last {
            coverage.extend(answer.limit.as_deref().map(sentence));
        } else {
            coverage.push(words::so_far(language).to_owned());
        }
        if answer.is_too_large {
            coverage.push(words::advice(language).to_owned());
        }
        let listed = answer.outcomes.iter().take(MOST_ENDINGS);
        let mut findings: Vec<Told> = answer
            .findings
            .iter()
            .filter(|finding| !is_shown_better(finding, &answer.findings))
            .map(|finding| Told::new(finding, language))
            .collect();
        findings.sort_by_key(|finding| !finding.fails);
        Self {
            language: language.code().to_owned(),
            verdict: answer.verdict.clone(),
            headline: words::verdict(language, judgement).to_owned(),
            coverage,
            endings: listed
                .map(|reached| Ending::new(reached, all, language))
                .collect(),
            unlisted: answer.outcomes.len().saturating_sub(MOST_ENDINGS),
            findings,
        }
    }

    /// Steps of the shortest schedule that makes the program fail.
    #[must_use]
    pub fn shortest(&self) -> Option<u64> {
        let failures = self.findings.iter().filter(|finding| finding.fails);
        failures
            .filter(|finding| finding.steps > 0)
            .map(|finding| finding.steps)
            .min()
    }
}

impl Ending {
    fn new(reached: &Reached, all: Option<&str>, language: Language) -> Self {
        let counted = reached.count.as_deref().zip(all);
        let mut output: String = reached.stdout.chars().take(MOST_OUTPUT).collect();
        if output.len() < reached.stdout.len() {
            output.push('…');
        }
        Self {
            output,
            ends: words::ends(language, reached.exit),
            is_bad: reached.exit != 0,
            share: counted.map(|(count, all)| words::share(language, count, all)),
            permille: counted.map(|(count, all)| permille(count, all)),
            schedule: reached.schedule.clone(),
        }
    }
}

impl Told {
    fn new(finding: &Explained, language: Language) -> Self {
        let mut schedule = finding.schedule.clone();
        if !finding.circle.is_empty() {
            if !schedule.is_empty() {
                schedule.push('.');
            }
            schedule += &finding.circle;
        }
        let steps = schedule
            .parse()
            .map_or(0, |schedule: Schedule| schedule.steps());
        Self {
            title: words::kind(language, &finding.kind).to_owned(),
            kind: finding.kind.clone(),
            message: finding.message.clone(),
            story: finding.story.clone(),
            lines: finding.lines.clone(),
            schedule,
            steps,
            circle: finding.circle.clone(),
            fails: finding.fails,
        }
    }
}

/// Whether a race that could lose an update is also told by a schedule that does, of the same lines.
fn is_shown_better(finding: &Explained, all: &[Explained]) -> bool {
    let race = |one: &Explained| one.kind == Property::Race.name() && one.fails;
    let better = |other: &Explained| race(other) && other.loses && other.lines == finding.lines;
    race(finding) && !finding.loses && all.iter().any(better)
}

/// A limit as a sentence of its own.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let mut sentence: String = first.chain(letters).collect();
    sentence.push('.');
    sentence
}

/// The ratio of two numbers in decimal digits, in thousandths: what is not nothing shows, and what is not all neither looks so.
fn permille(count: &str, all: &str) -> u32 {
    let cut = all.len().saturating_sub(DIGITS);
    let leading = |digits: &str| {
        let kept = digits.len().saturating_sub(cut);
        digits.get(..kept).unwrap_or("").parse::<u64>().unwrap_or(0)
    };
    let (part, whole) = (leading(count), leading(all).max(1));
    let exact = u32::try_from(part.saturating_mul(1000) / whole).unwrap_or(1000);
    match (count == "0", count == all) {
        (true, _) => 0,
        (_, true) => 1000,
        _ => exact.clamp(1, 999),
    }
}

#[cfg(test)]
mod tests {
    use super::permille;

    #[test]
    fn a_bar_is_as_long_as_its_share_however_large_the_numbers() {
        assert_eq!(permille("18", "20"), 900);
        assert_eq!(permille("1", "99999"), 1);
        assert_eq!(permille("99998", "99999"), 999);
        assert_eq!(permille("0", "7"), 0);
        let all = format!("4{}", "0".repeat(400));
        assert_eq!(permille(&format!("1{}", "0".repeat(400)), &all), 250);
        assert_eq!(permille("7", &all), 1);
        assert_eq!(permille(&all, &all), 1000);
    }
}
