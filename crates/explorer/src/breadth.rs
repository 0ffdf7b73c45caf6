//! Breadth-first search: every state once, the shortest way to each, nothing left out.

use interleave_engine::{Choice, Schedule};
use interleave_trace::{LimitKind, ThreadId};
use num_bigint::BigUint;
use rustc_hash::FxHashMap;

use crate::graph::{Graph, StateId};
use crate::noted::Noted;
use crate::options::When;
use crate::outputs::OutputId;
use crate::position::Position;
use crate::queue::{Arrived, Queue};
use crate::report::{Finding, FindingKind, Outcome, Progress, Report};
use crate::walker::{End, Taken, Walker};
use crate::wrongs::{self, Accesses};
use crate::{count, livelock, shortest};

/// Where something goes wrong: in a state, or on a step from it.
type Spot = (StateId, Option<Choice>);

/// A state in which the program has ended, or can never go on.
struct Ended {
    state: StateId,
    output: OutputId,
    exit: u8,
}

/// The search.
pub struct Breadth {
    graph: Graph,
    pending: Queue,
    ended: Vec<Ended>,
    noted: Noted<Spot>,
    /// Races: the state, and the two threads.
    races: Noted<(StateId, [ThreadId; 2])>,
    /// `Possible` expectations that were met.
    met: Vec<bool>,
    limit: Option<LimitKind>,
    depth: u32,
    choices: Vec<Choice>,
    /// The state that is being expanded, and one that it leads to.
    here: Position,
    next: Position,
    taken: Taken,
    accesses: Accesses,
    unmet: Vec<u32>,
}

impl Breadth {
    /// A search that is about to begin.
    pub fn new(walker: &mut Walker) -> Self {
        let mut search = Self {
            graph: Graph::default(),
            pending: Queue::default(),
            ended: Vec::new(),
            noted: Noted::default(),
            races: Noted::default(),
            met: vec![false; walker.options.expectations.len()],
            limit: None,
            depth: 0,
            choices: Vec::new(),
            here: Position::default(),
            next: Position::default(),
            taken: Taken::default(),
            accesses: Accesses::default(),
            unmet: Vec::new(),
        };
        let mut taken = Taken::default();
        let mut position = walker.start(&mut taken);
        let fingerprint = walker.fingerprint(&mut position);
        search.graph.reach(fingerprint, 0);
        search.note_wrongs(&taken, (0, None));
        search.look_at(walker, 0, &position, ThreadId(0));
        let arrived = Arrived {
            depth: 0,
            last: ThreadId(0),
            preemptions: 0,
        };
        search.pending.push(&position, arrived);
        search
    }

    /// Expands so many states, fewer when that is all.
    pub fn go_on(&mut self, walker: &mut Walker, states: u64) -> Progress {
        for _ in 0..states {
            if self.is_stopped() || walker.stale {
                break;
            }
            let Some(arrived) = self.pending.pop(&mut self.here) else {
                break;
            };
            self.expand(walker, arrived);
            self.check_bounds(walker);
        }
        Progress {
            states: self.graph.len() as u64,
            expanded: self.graph.expanded() as u64,
            frontier: self.pending.len() as u64,
            schedules: 0,
            depth: self.depth,
            done: self.is_stopped() || self.pending.is_empty(),
        }
    }

    /// Stops where it is.
    pub fn stop(&mut self) {
        if !self.pending.is_empty() {
            self.limit = Some(LimitKind::Patience);
        }
    }

    /// Whether a limit leaves nothing more to do; others only leave out some schedules.
    fn is_stopped(&self) -> bool {
        !matches!(
            self.limit,
            None | Some(LimitKind::Depth | LimitKind::Preemptions)
        )
    }

    fn expand(&mut self, walker: &mut Walker, arrived: Arrived) {
        let state = self.graph.expanded() as StateId;
        self.depth = arrived.depth;
        let mut here = std::mem::take(&mut self.here);
        let mut next = std::mem::take(&mut self.next);
        let mut choices = std::mem::take(&mut self.choices);
        let mut taken = std::mem::take(&mut self.taken);
        walker.stand(&mut here);
        walker.choices(&here, &mut choices);
        if choices.is_empty() {
            self.end(walker, state, &here);
        } else {
            self.note_races(walker, state, &here);
        }
        if arrived.depth >= walker.options.bounds.depth && !choices.is_empty() {
            self.limit = Some(LimitKind::Depth);
            choices.clear();
        }
        let bound = walker.options.bounds.preemptions;
        let goes_on = bound.is_some() && choices.contains(&Choice::Run(arrived.last));
        for &choice in &choices {
            let mut preemptions = arrived.preemptions;
            if let Some(bound) = bound
                && goes_on
                && choice.thread() != arrived.last
            {
                preemptions += 1;
                if preemptions > bound {
                    self.limit = Some(LimitKind::Preemptions);
                    continue;
                }
            }
            next.copy(&here);
            taken.wrong.clear();
            walker.take(&mut next, choice, &mut taken);
            let mut fingerprint = walker.fingerprint(&mut next);
            if bound.is_some() {
                let more = u64::from(preemptions) << 32 | u64::from(choice.thread().0);
                fingerprint ^= more.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            }
            let (target, is_new) = self.graph.reach(fingerprint, arrived.depth + 1);
            if !self.graph.connect(choice, target) {
                self.limit = Some(LimitKind::SearchMemory);
            }
            // What goes wrong on a step may leave nothing behind, and lead where another one has led.
            self.note_wrongs(&taken, (state, Some(choice)));
            if is_new {
                self.look_at(walker, target, &next, choice.thread());
                let arrived = Arrived {
                    depth: arrived.depth + 1,
                    last: choice.thread(),
                    preemptions,
                };
                self.pending.push(&next, arrived);
            }
        }
        (self.here, self.next) = (here, next);
        (self.choices, self.taken) = (choices, taken);
        self.graph.close();
    }

    /// Notes what went wrong on a step.
    fn note_wrongs(&mut self, taken: &Taken, place: Spot) {
        for &(kind, site) in &taken.wrong {
            self.noted.note(kind, u64::from(site.0), || place);
        }
    }

    /// Notes what is wrong in a state that is new.
    fn look_at(
        &mut self,
        walker: &mut Walker,
        state: StateId,
        position: &Position,
        moved: ThreadId,
    ) {
        let crowd = walker.crowd(position);
        let circle = wrongs::circle(crowd, moved);
        if circle.len() > 1 {
            let what = wrongs::places(crowd, circle);
            self.noted
                .note(FindingKind::Deadlock, what, || (state, None));
        }
        if !walker.options.expectations.is_empty() {
            let mut unmet = std::mem::take(&mut self.unmet);
            walker.judge(position, position.end.is_some(), &mut unmet);
            for &index in &unmet {
                let expectation = walker.options.expectations.get(index as usize);
                if expectation.is_some_and(|expectation| expectation.when == When::Possible) {
                    if let Some(met) = self.met.get_mut(index as usize) {
                        *met = true;
                    }
                } else {
                    self.noted
                        .note(FindingKind::Unmet(index), 0, || (state, None));
                }
            }
            self.unmet = unmet;
        }
    }

    fn note_races(&mut self, walker: &Walker, state: StateId, position: &Position) {
        let races = &mut self.races;
        let crowd = walker.crowd(position);
        wrongs::races(crowd, &mut self.accesses, |a, b| {
            let what = wrongs::pair(wrongs::site(crowd, a), wrongs::site(crowd, b));
            races.note(FindingKind::Race, what, || (state, [a, b]));
        });
    }

    fn end(&mut self, walker: &Walker, state: StateId, position: &Position) {
        let end = walker.end(position);
        if let End::Limit(limit) = end {
            self.limit = Some(limit);
            return;
        }
        self.noted
            .end(walker.crowd(position), end, || (state, None));
        self.ended.push(Ended {
            state,
            output: position.output,
            exit: end.exit(),
        });
    }

    fn check_bounds(&mut self, walker: &Walker) {
        let bounds = walker.options.bounds;
        let waiting = self.pending.bytes() + walker.kept_bytes();
        let bytes = self.graph.bytes() + walker.outputs.bytes() + waiting;
        let states = self.graph.len() as u64;
        if self.pending.is_empty() {
            return;
        }
        if states >= bounds.states || !self.graph.has_room() {
            self.limit = Some(LimitKind::States);
        } else if bytes > bounds.bytes {
            self.limit = Some(LimitKind::SearchMemory);
        }
    }

    /// What was found out so far.
    pub fn report(&self, walker: &mut Walker) -> Report {
        let complete = self.limit.is_none() && self.pending.is_empty();
        let (firsts, counts, all) = self.outcomes(complete);
        // Where schedules can be counted, none goes round in a circle.
        let mut circles = Vec::new();
        if complete && all.is_none() {
            circles.extend(
                livelock::livelocks(&self.graph)
                    .into_iter()
                    .map(|state| (FindingKind::Livelock, state)),
            );
            if walker.options.starvation {
                circles.extend(
                    livelock::starvations(&self.graph)
                        .into_iter()
                        .map(|(state, thread)| (FindingKind::Starvation(thread), state)),
                );
            }
        }
        let mut wanted: Vec<StateId> = firsts.iter().map(|&(at, ..)| at).collect();
        wanted.extend(self.noted.list().iter().map(|&(_, (state, _))| state));
        wanted.extend(self.races.list().iter().map(|&(_, (state, _))| state));
        wanted.extend(circles.iter().map(|&(_, state)| state));
        let ways = shortest::ways(&self.graph, &wanted);
        let mut ways = ways.into_iter();
        let mut way = |walker: &mut Walker, step: Option<Choice>| {
            let mut way = ways.next().unwrap_or_default();
            way.extend(step);
            walker.whole(&way)
        };
        let outcomes = firsts
            .iter()
            .zip(counts)
            .map(|(&(_, output, exit), count)| Outcome {
                stdout: walker.outputs.text(output).to_owned(),
                exit,
                count,
                schedule: Schedule::default(),
            });
        let mut outcomes: Vec<Outcome> = outcomes.collect();
        for outcome in &mut outcomes {
            outcome.schedule = way(walker, None).into_iter().collect();
        }
        let mut findings = Vec::new();
        let finding = |kind, schedule: Vec<Choice>| Finding {
            kind,
            schedule: schedule.into_iter().collect(),
            circle: Schedule::default(),
        };
        for &(kind, (_, step)) in self.noted.list() {
            findings.push(finding(kind, way(walker, step)));
        }
        for &(kind, (_, threads)) in self.races.list() {
            let mut choices = way(walker, None);
            choices.extend(threads.map(Choice::Run));
            findings.push(finding(kind, choices));
        }
        for (kind, state) in circles {
            let around = match kind {
                FindingKind::Starvation(thread) => {
                    livelock::circle_without(&self.graph, state, Some(thread))
                }
                _ => livelock::circle_without(&self.graph, state, None),
            };
            let mut starved = finding(kind, way(walker, None));
            let mut choices: Vec<Choice> = shortest::ways(&self.graph, &[state])
                .pop()
                .unwrap_or_default();
            let before = walker.whole(&choices).len();
            choices.extend(around);
            starved.circle = walker.whole(&choices).into_iter().skip(before).collect();
            findings.push(starved);
        }
        if complete {
            for (index, expectation) in walker.options.expectations.iter().enumerate() {
                if expectation.when == When::Possible
                    && !self.met.get(index).is_some_and(|&met| met)
                {
                    findings.push(finding(FindingKind::Unmet(index as u32), Vec::new()));
                }
            }
        }
        Report {
            complete,
            states: self.graph.len() as u64,
            interleavings: all,
            outcomes,
            findings,
            limit: self.limit,
        }
    }

    /// Every outcome by the first state that has it, how many schedules lead to it, and the number of all schedules.
    #[allow(clippy::type_complexity, reason = "three parallel answers of one pass")]
    fn outcomes(
        &self,
        complete: bool,
    ) -> (
        Vec<(StateId, OutputId, u8)>,
        Vec<Option<BigUint>>,
        Option<BigUint>,
    ) {
        let states: Vec<StateId> = self.ended.iter().map(|end| end.state).collect();
        let ways = complete
            .then(|| count::ways(&self.graph, &states))
            .flatten();
        let all = ways.as_ref().map(|ways| ways.iter().sum());
        let mut known: FxHashMap<(OutputId, u8), usize> = FxHashMap::default();
        let mut firsts = Vec::new();
        let mut counts: Vec<Option<BigUint>> = Vec::new();
        for (index, end) in self.ended.iter().enumerate() {
            let count = ways.as_ref().and_then(|ways| ways.get(index));
            let at = *known.entry((end.output, end.exit)).or_insert_with(|| {
                firsts.push((end.state, end.output, end.exit));
                counts.push(count.map(|_| BigUint::ZERO));
                firsts.len() - 1
            });
            if let (Some(Some(sum)), Some(count)) = (counts.get_mut(at), count) {
                *sum += count;
            }
        }
        (firsts, counts, all)
    }
}
