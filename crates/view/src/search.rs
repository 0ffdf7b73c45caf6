//! Searching a run: for tasks, operations, variables, lines and output, by what is typed into one field.
//!
//! Every word has to be found: in the name of the task, in what it did ([`words::operation`]), in the name of what it did
//! it with, or in the value or text. `line 12` and `:12` are lines.

use interleave_program::Lines;
use interleave_trace::{
    Brief, Event, Moment, ObjectId, Subject, TextId, Tick, Trace, VariableId, What,
};

use crate::words;

/// Longest text that is searched for, in characters.
const MAX_CHARACTERS: usize = 200;
/// Most words of a search.
const MAX_WORDS: usize = 8;
/// What stands before the number of a line, in every language.
const LINE: [&str; 3] = ["line", "줄", "행"];

/// What is searched for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    terms: Vec<Term>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Term {
    Line(u32),
    /// In lower case.
    Word(String),
}

impl Query {
    /// What a text asks for; nothing where it says nothing.
    #[must_use]
    pub fn parse(text: &str) -> Option<Query> {
        let text: String = text.chars().take(MAX_CHARACTERS).collect();
        let text = text.to_lowercase();
        let mut words = text.split_whitespace().take(MAX_WORDS).peekable();
        let mut terms = Vec::new();
        while let Some(word) = words.next() {
            let number = words.peek().and_then(|next| next.parse().ok());
            let term = match (word.strip_prefix(':').map(str::parse), number) {
                (Some(Ok(line)), _) => Term::Line(line),
                (_, Some(line)) if LINE.contains(&word) => {
                    words.next();
                    Term::Line(line)
                }
                _ => Term::Word(word.to_owned()),
            };
            terms.push(term);
        }
        (!terms.is_empty()).then_some(Query { terms })
    }
}

/// The events that a query finds, in their order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Matches {
    events: Vec<u32>,
}

impl Matches {
    /// Searches a run.
    #[must_use]
    pub fn of(query: &Query, trace: &Trace, lines: &Lines) -> Matches {
        let mut seekers: Vec<Seeker> = query
            .terms
            .iter()
            .map(|term| Seeker::new(term, trace))
            .collect();
        let mut finds = |event: &Event| {
            let (_, quiet) = words::operation(&event.what);
            let mut named = false;
            seekers.iter_mut().all(|seeker| {
                let found = seeker.finds(event, trace, lines);
                named |= found == Found::Operation;
                found != Found::Nothing
            }) && (named || !quiet)
        };
        let numbered = (0_u32..).zip(trace.events());
        Matches {
            events: numbered
                .filter_map(|(index, event)| finds(event).then_some(index))
                .collect(),
        }
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.events.len()
    }

    /// The moment just after a match.
    #[must_use]
    pub fn moment(&self, place: usize) -> Option<Moment> {
        self.events.get(place).map(|&event| Moment(event + 1))
    }

    /// The event of a match.
    #[must_use]
    pub fn event<'a>(&self, place: usize, trace: &'a Trace) -> Option<&'a Event> {
        trace.events().get(*self.events.get(place)? as usize)
    }

    /// The match that a moment comes just after, if it does.
    #[must_use]
    pub fn at(&self, moment: Moment) -> Option<usize> {
        let event = moment.0.checked_sub(1)?;
        self.events.binary_search(&event).ok()
    }

    /// The first match after a moment; behind the last one, the first of all.
    #[must_use]
    pub fn after(&self, moment: Moment) -> Option<usize> {
        let next = self.events.partition_point(|&event| event < moment.0);
        let next = if next == self.events.len() { 0 } else { next };
        (!self.events.is_empty()).then_some(next)
    }

    /// The last match before the one that a moment comes just after; before the first one, the last of all.
    #[must_use]
    pub fn before(&self, moment: Moment) -> Option<usize> {
        let here = moment.0.saturating_sub(1);
        let next = self.events.partition_point(|&event| event < here);
        let last = self.events.len().checked_sub(1)?;
        Some(next.checked_sub(1).unwrap_or(last))
    }

    /// The matches between two instants that can be told apart: of those within `least_ns` of each other the first one.
    pub fn between<'a>(
        &'a self,
        trace: &'a Trace,
        from: Tick,
        to: Tick,
        least_ns: u64,
    ) -> impl Iterator<Item = &'a Event> {
        let events = trace.events();
        let at = move |&event: &u32| events.get(event as usize).map_or(Tick(0), |event| event.at);
        let mut next = self.events.partition_point(|event| at(event) < from);
        std::iter::from_fn(move || {
            let event = events.get(*self.events.get(next)? as usize)?;
            if event.at > to {
                return None;
            }
            let until = event.at.after(least_ns.max(1));
            next += self.events[next..].partition_point(|event| at(event) < until);
            Some(event)
        })
    }
}

/// Where a word was found in an event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Found {
    Nothing,
    Something,
    /// In the name of what was done.
    Operation,
}

/// Looks for one term, and looks at each name once.
struct Seeker<'a> {
    term: &'a Term,
    number: Option<i32>,
    tasks: Vec<bool>,
    /// In order.
    objects: Vec<ObjectId>,
    variables: Vec<Option<bool>>,
    texts: Vec<Option<bool>>,
}

impl<'a> Seeker<'a> {
    fn new(term: &'a Term, trace: &Trace) -> Seeker<'a> {
        let has = |name: &str| match term {
            Term::Word(word) => name.to_lowercase().contains(word),
            Term::Line(_) => false,
        };
        let objects = trace.objects().iter().filter(|info| has(&info.name));
        let mut objects: Vec<ObjectId> = objects.map(|info| info.id).collect();
        objects.sort_unstable();
        Seeker {
            number: match term {
                Term::Word(word) => word.parse().ok(),
                Term::Line(_) => None,
            },
            tasks: trace.tasks().iter().map(|task| has(&task.name)).collect(),
            objects,
            variables: Vec::new(),
            texts: Vec::new(),
            term,
        }
    }

    fn finds(&mut self, event: &Event, trace: &Trace, lines: &Lines) -> Found {
        let word = match self.term {
            Term::Line(line) if lines.line(event.site) == Some(*line) => return Found::Something,
            Term::Line(_) => return Found::Nothing,
            Term::Word(word) => word,
        };
        let (operation, _) = words::operation(&event.what);
        if operation.split(' ').any(|name| name.starts_with(word)) {
            return Found::Operation;
        }
        let task = |id: interleave_trace::TaskId| self.tasks.get(id.index()) == Some(&true);
        let object = |id: ObjectId| self.objects.binary_search(&id).is_ok();
        let found = task(event.task)
            || match event.what {
                What::Spawned { child } | What::Joined { task: child } => task(child),
                What::Woken { by } => task(by),
                What::Blocked { on, .. } => match on {
                    Subject::Object(id) => object(id),
                    Subject::Task(id) => task(id),
                    Subject::Text(id) => self.text(id, trace),
                    Subject::Nothing => false,
                },
                What::Read { variable, value } | What::Wrote { variable, value } => {
                    self.variable(variable, trace)
                        || match value {
                            Brief::Int(value) => self.number == Some(value),
                            Brief::Text(id) => self.text(id, trace),
                        }
                }
                What::Acquired { object: id }
                | What::Released { object: id, .. }
                | What::Arrived { object: id }
                | What::Saw { object: id }
                | What::Notified { object: id, .. }
                | What::Set { object: id }
                | What::Cleared { object: id }
                | What::TaskDone { queue: id } => object(id),
                What::Put { queue, item, .. } | What::Got { queue, item, .. } => {
                    object(queue) || self.text(item, trace)
                }
                What::Output { text: id, .. }
                | What::Failed { exception: id }
                | What::Uncaught { exception: id }
                | What::NeverRetrieved { exception: id }
                | What::NeverAwaited { coroutine: id }
                | What::Scheduled { label: id, .. } => self.text(id, trace),
                _ => false,
            };
        if found {
            Found::Something
        } else {
            Found::Nothing
        }
    }

    fn text(&mut self, id: TextId, trace: &Trace) -> bool {
        remembered(&mut self.texts, id.index(), self.term, || trace.text(id))
    }

    fn variable(&mut self, id: VariableId, trace: &Trace) -> bool {
        remembered(&mut self.variables, id.index(), self.term, || {
            trace.variable(id)
        })
    }
}

/// Whether a name has a word in it, asked for once.
fn remembered<'a>(
    known: &mut Vec<Option<bool>>,
    index: usize,
    term: &Term,
    name: impl FnOnce() -> &'a str,
) -> bool {
    if known.len() <= index {
        known.resize(index + 1, None);
    }
    let Some(place) = known.get_mut(index) else {
        return false;
    };
    *place.get_or_insert_with(|| match term {
        Term::Word(word) => name().to_lowercase().contains(word),
        Term::Line(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use interleave_program::Site;
    use interleave_trace::{
        ObjectInfo, ObjectKind, ProcessId, TaskId, TaskInfo, TaskKind, ThreadId, VariableInfo,
        VariablePlace,
    };

    use super::*;

    /// Two tasks that add to a variable under a lock and print; every event one nanosecond after the other.
    fn run() -> Trace {
        let mut trace = Trace::default();
        for (index, name) in ["MainThread", "Plato"].into_iter().enumerate() {
            trace.push_task(TaskInfo {
                name: name.to_owned(),
                kind: TaskKind::Thread,
                thread: ThreadId(index as u32),
                process: ProcessId(0),
                parent: None,
                daemon: false,
                pool: false,
            });
        }
        let fork = ObjectId { owner: 0, index: 1 };
        trace.push_object(ObjectInfo {
            id: fork,
            kind: ObjectKind::Lock,
            name: "forks[1]".to_owned(),
            bounded: false,
        });
        let variable = trace.push_variable(VariableInfo {
            name: "counter".to_owned(),
            place: VariablePlace::Global(ProcessId(0), 0),
        });
        let text = trace.intern("All done\n");
        let dispatched = What::Dispatched {
            core: interleave_trace::CoreId(0),
            switched: false,
        };
        let value = Brief::Int(41);
        for (at, (task, what)) in [
            (0, dispatched),
            (0, What::Spawned { child: TaskId(1) }),
            (1, dispatched),
            (1, What::Acquired { object: fork }),
            (1, What::Read { variable, value }),
            (
                1,
                What::Wrote {
                    variable,
                    value: Brief::Int(42),
                },
            ),
            (
                1,
                What::Released {
                    object: fork,
                    free: true,
                },
            ),
            (0, What::Output { text, error: false }),
        ]
        .into_iter()
        .enumerate()
        {
            trace.push(Event {
                at: Tick(at as u64),
                task: TaskId(task),
                site: Site(0),
                what,
            });
        }
        trace
    }

    fn found(text: &str) -> Vec<u32> {
        let query = Query::parse(text).expect("something to look for");
        Matches::of(&query, &run(), &Lines::default()).events
    }

    #[test]
    fn everything_can_be_searched_for() {
        // A task: what it did and what was done to it, but not every turn of the scheduler.
        assert_eq!(found("plato"), [1, 3, 4, 5, 6]);
        assert_eq!(found("COUNTER"), [4, 5]);
        assert_eq!(found("writes"), [5]);
        assert_eq!(found("쓰기"), [5]);
        assert_eq!(found("forks"), [3, 6]);
        assert_eq!(found("done"), [7]);
        assert_eq!(found("counter 41"), [4]);
        assert_eq!(found("plato runs"), [2]);
        assert!(found("plato nothing").is_empty());
        assert_eq!(Query::parse("  "), None);
    }

    #[test]
    fn lines_are_numbers_with_a_word_before_them() {
        let terms = |text| Query::parse(text).map(|query| query.terms);
        let word = |word: &str| Term::Word(word.to_owned());
        assert_eq!(terms("line 12"), Some(vec![Term::Line(12)]));
        assert_eq!(terms(":12 Kant"), Some(vec![Term::Line(12), word("kant")]));
        assert_eq!(terms("줄 3"), Some(vec![Term::Line(3)]));
        assert_eq!(terms("line"), Some(vec![word("line")]));
        assert_eq!(terms("12"), Some(vec![word("12")]));
    }

    #[test]
    fn one_goes_from_match_to_match_and_around() {
        let matches = Matches {
            events: vec![2, 5, 9],
        };
        assert_eq!(matches.after(Moment(0)), Some(0));
        assert_eq!(matches.after(Moment(3)), Some(1));
        assert_eq!(matches.after(Moment(10)), Some(0));
        assert_eq!(matches.before(Moment(6)), Some(0));
        assert_eq!(matches.before(Moment(3)), Some(2));
        assert_eq!(matches.before(Moment(8)), Some(1));
        assert_eq!(
            (matches.at(Moment(6)), matches.at(Moment(7))),
            (Some(1), None)
        );
        assert_eq!(matches.moment(2), Some(Moment(10)));
        assert_eq!(Matches::default().after(Moment(0)), None);
        assert_eq!(Matches::default().before(Moment(0)), None);
    }

    #[test]
    fn matches_that_cannot_be_told_apart_are_one() {
        let trace = run();
        let matches = Matches {
            events: (0..8).collect(),
        };
        let at = |from, to, least| -> Vec<u64> {
            let events = matches.between(&trace, Tick(from), Tick(to), least);
            events.map(|event| event.at.0).collect()
        };
        assert_eq!(at(2, 5, 1), [2, 3, 4, 5]);
        assert_eq!(at(0, 9, 3), [0, 3, 6]);
    }
}
