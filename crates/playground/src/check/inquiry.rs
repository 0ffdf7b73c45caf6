//! A worker without a browser: one question at a time, put in slices, answered in every language.

use interleave_engine::Config;
use interleave_explorer::{Bounds, Progress};
use interleave_view::words::{self, Language};

use super::{Challenge, Check, Question, Sheet, Subject};

/// Most states of a page's search.
const MOST_STATES: u64 = 5_000_000;
/// Most bytes of it: a phone has little more to give.
const MOST_BYTES: u64 = 400 << 20;
/// Most states of the search for a hint.
const MOST_AHEAD: u64 = 500_000;

/// States after which a search is looked at for the first time; after that, whenever they have doubled.
const FIRST_LOOK: u64 = 1_000;

/// What came of a question.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum News {
    /// The answer, in the order of [`Language::ALL`].
    Verdict(Vec<Sheet>),
    /// Something goes wrong, and the search goes on.
    Found(Vec<Sheet>),
    /// By hand: what has gone wrong by now, in a sentence, if something has.
    Broken(Option<String>),
    /// By hand: what comes next on a shortest way to a failure, or that there is none, in a sentence.
    Hint(String),
    /// The schedule cannot be followed, and why.
    Refused(String),
}

enum Task {
    Search(Box<Check>),
    Hint(Box<Challenge>),
}

/// The question that is being worked on.
#[derive(Default)]
pub struct Inquiry {
    task: Option<Task>,
    language: Language,
    paused: bool,
    progress: Progress,
    next_look: u64,
    /// How many findings were told of.
    told: usize,
}

impl Inquiry {
    /// Puts the question to every schedule; what was asked before is dropped.
    pub fn search(&mut self, subject: Subject, config: Config, mut question: Question) {
        question.bounds = bounded(question.bounds, MOST_STATES);
        self.begin(&question);
        let check = Check::of(subject, config, question);
        self.task = Some(Task::Search(Box::new(check)));
    }

    /// Looks at a run by hand: whether it has gone wrong, and, where a hint is wanted, what lies ahead.
    pub fn challenge(
        &mut self,
        subject: &Subject,
        config: &Config,
        mut question: Question,
        schedule: &str,
        hint: bool,
    ) -> Option<News> {
        question.bounds = bounded(question.bounds, MOST_AHEAD);
        self.begin(&question);
        let challenge = match Challenge::new(subject, config, &question, schedule) {
            Ok(challenge) => challenge,
            Err(why) => return Some(News::Refused(why)),
        };
        if hint {
            self.task = Some(Task::Hint(Box::new(challenge)));
            return None;
        }
        let first = challenge.broken().first();
        Some(News::Broken(first.map(|finding| finding.message.clone())))
    }

    /// Waits, or goes on.
    pub fn pause(&mut self, paused: bool) {
        self.paused = paused;
    }

    /// Ends the search where it is; what was found so far is the answer.
    pub fn stop(&mut self) {
        self.paused = false;
        match &mut self.task {
            Some(Task::Search(check)) => check.stop(),
            Some(Task::Hint(challenge)) => challenge.stop(),
            None => {}
        }
    }

    /// Whether there is something to work on.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.task.is_some() && !self.paused
    }

    /// Goes on by so many states; the answer, once it is there.
    pub fn work(&mut self, states: u64) -> Option<News> {
        if self.paused {
            return None;
        }
        match self.task.take()? {
            Task::Search(mut check) => {
                self.progress = check.go_on(states);
                if self.progress.done {
                    return Some(News::Verdict(sheets(&mut check, true)));
                }
                let mut news = None;
                if self.progress.states >= self.next_look {
                    self.next_look = self.progress.states.saturating_mul(2);
                    news = self.look(&mut check);
                }
                self.task = Some(Task::Search(check));
                news
            }
            Task::Hint(mut challenge) => match challenge.go_on(states) {
                Some(ahead) => Some(News::Hint(words::hint(self.language, &ahead))),
                None => {
                    self.task = Some(Task::Hint(challenge));
                    None
                }
            },
        }
    }

    /// How far a search has come, and how that reads at so many states a second.
    #[must_use]
    pub fn progress(&self, rate: u64) -> String {
        let Progress {
            states,
            frontier,
            depth,
            schedules,
            ..
        } = self.progress;
        words::progress(self.language, states, frontier, depth, schedules, rate)
    }

    /// States seen so far.
    #[must_use]
    pub fn states(&self) -> u64 {
        self.progress.states
    }

    /// What is wrong so far, if that is news.
    fn look(&mut self, check: &mut Check) -> Option<News> {
        let sheets = sheets(check, false);
        let first = sheets.first()?;
        let fails = first.findings.iter().any(|finding| finding.fails);
        let is_news = fails && first.findings.len() > self.told;
        self.told = first.findings.len();
        is_news.then_some(News::Found(sheets))
    }

    fn begin(&mut self, question: &Question) {
        (self.next_look, self.told) = (FIRST_LOOK, 0);
        self.task = None;
        self.paused = false;
        self.language = question.language;
        self.progress = Progress::default();
    }
}

/// What was found out so far, in every language.
fn sheets(check: &mut Check, is_last: bool) -> Vec<Sheet> {
    let answers = check.answers(&Language::ALL);
    let sheets = answers.iter().zip(Language::ALL);
    sheets
        .map(|(answer, language)| Sheet::new(answer, is_last, language))
        .collect()
}

/// Bounds within what a page can give.
fn bounded(bounds: Bounds, states: u64) -> Bounds {
    Bounds {
        states: bounds.states.min(states),
        bytes: bounds.bytes.min(MOST_BYTES),
        ..bounds
    }
}
