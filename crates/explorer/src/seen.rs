//! What searches that try schedule after schedule have seen: outcomes and findings, each with its schedule.

use interleave_engine::Choice;
use interleave_trace::{LimitKind, ThreadId};
use rustc_hash::FxHashMap;

use crate::noted::Noted;
use crate::options::When;
use crate::outputs::OutputId;
use crate::position::Position;
use crate::report::{Finding, FindingKind, Outcome, Report};
use crate::walker::{End, Taken, Walker};
use crate::wrongs::{self, Accesses};

/// Outcomes and findings.
#[derive(Default)]
pub struct Seen {
    outcomes: Vec<(OutputId, u8, Vec<Choice>)>,
    known: FxHashMap<(OutputId, u8), usize>,
    noted: Noted<Vec<Choice>>,
    races: Noted<(Vec<Choice>, [ThreadId; 2])>,
    met: Vec<bool>,
    accesses: Accesses,
    unmet: Vec<u32>,
    /// A limit of the simulated machine that some schedule reached.
    pub limit: Option<LimitKind>,
    /// Steps made.
    pub steps: u64,
    /// Schedules tried to their ends.
    pub schedules: u64,
    /// Steps of the longest of them.
    pub depth: u32,
}

impl Seen {
    /// Looks at what a step has led to; `way` are the choices up to it.
    pub fn look_at(
        &mut self,
        walker: &mut Walker,
        position: &Position,
        moved: ThreadId,
        taken: &Taken,
        way: &[Choice],
    ) {
        self.steps += 1;
        self.depth = self.depth.max(way.len() as u32);
        for &(kind, site) in &taken.wrong {
            self.noted.note(kind, u64::from(site.0), || way.to_vec());
        }
        let crowd = walker.crowd(position);
        let circle = wrongs::circle(crowd, moved);
        if circle.len() > 1 {
            let what = wrongs::places(crowd, circle);
            self.noted
                .note(FindingKind::Deadlock, what, || way.to_vec());
        }
        if !walker.options.expectations.is_empty() {
            self.judge(walker, position, way);
        }
        let races = &mut self.races;
        let crowd = walker.crowd(position);
        wrongs::races(crowd, &mut self.accesses, |a, b| {
            let what = wrongs::pair(wrongs::site(crowd, a), wrongs::site(crowd, b));
            races.note(FindingKind::Race, what, || (way.to_vec(), [a, b]));
        });
    }

    fn judge(&mut self, walker: &mut Walker, position: &Position, way: &[Choice]) {
        let mut unmet = std::mem::take(&mut self.unmet);
        walker.judge(position, position.end.is_some(), &mut unmet);
        self.met.resize(walker.options.expectations.len(), false);
        for &index in &unmet {
            let expectation = walker.options.expectations.get(index as usize);
            if expectation.is_some_and(|expectation| expectation.when == When::Possible) {
                if let Some(met) = self.met.get_mut(index as usize) {
                    *met = true;
                }
            } else {
                self.noted
                    .note(FindingKind::Unmet(index), 0, || way.to_vec());
            }
        }
        self.unmet = unmet;
    }

    /// A schedule is at its end.
    pub fn end(&mut self, walker: &Walker, position: &Position, way: &[Choice]) {
        self.schedules += 1;
        let end = walker.end(position);
        if let End::Limit(limit) = end {
            self.limit = Some(limit);
            return;
        }
        self.noted.end(walker.crowd(position), end, || way.to_vec());
        let key = (position.output, end.exit());
        match self
            .known
            .get(&key)
            .and_then(|&at| self.outcomes.get_mut(at))
        {
            Some((_, _, known)) if way.len() < known.len() => *known = way.to_vec(),
            Some(_) => {}
            None => {
                self.known.insert(key, self.outcomes.len());
                self.outcomes.push((key.0, key.1, way.to_vec()));
            }
        }
    }

    /// What was found out; `limit` says why not every schedule was tried.
    pub fn report(&self, walker: &mut Walker, limit: Option<LimitKind>) -> Report {
        let mut sorted: Vec<_> = self.outcomes.iter().collect();
        sorted.sort_by_key(|(.., way)| way.len());
        let mut outcomes = Vec::new();
        for (output, exit, way) in sorted {
            outcomes.push(Outcome {
                stdout: walker.outputs.text(*output).to_owned(),
                exit: *exit,
                count: None,
                schedule: walker.whole(way).into_iter().collect(),
            });
        }
        let mut findings = Vec::new();
        let mut find = |kind, choices: Vec<Choice>| {
            findings.push(Finding {
                kind,
                schedule: choices.into_iter().collect(),
                circle: Default::default(),
            });
        };
        for (kind, way) in self.noted.list() {
            find(*kind, walker.whole(way));
        }
        for (kind, (way, threads)) in self.races.list() {
            let mut choices = walker.whole(way);
            choices.extend(threads.map(Choice::Run));
            find(*kind, choices);
        }
        let complete = limit.is_none();
        for (index, expectation) in walker.options.expectations.iter().enumerate() {
            if complete && expectation.when == When::Possible && self.met.get(index) != Some(&true)
            {
                find(FindingKind::Unmet(index as u32), Vec::new());
            }
        }
        Report {
            complete,
            states: self.steps,
            interleavings: None,
            outcomes,
            findings,
            limit,
        }
    }
}
