//! The reader tries to break a program by hand: whether they have, and what comes next on a shortest way to it.

use std::sync::Arc;

use interleave_engine::world::Answer as Said;
use interleave_engine::world::choice::Part;
use interleave_engine::{Choice, Config, Recording, Schedule, Status};
use interleave_explorer::{Finding, FindingKind, Origin, Strategy, When};
use interleave_trace::What;
use interleave_view::words::{self, Ahead};

use super::explain::Replay;
use super::lost::{lost_update, out_of_date};
use super::{Check, Explained, Property, Question, Subject};
use crate::player::{Offer, Player};

/// States after which a search is looked at for the first time; after that, whenever they have doubled.
const FIRST_LOOK: u64 = 64;
/// A race is noted two steps before it happens: so much deeper another failure may be that is as near.
const STEPS_BEHIND: u32 = 2;
/// Most steps that a thread with a value out of date is let go on alone.
const MOST_ALONE: u32 = 64;
/// Most small things that the machine does to notice that nothing can happen any more.
const MOST_NOTICING: u32 = 10_000;

/// A run by hand, and the search for a failure from where it is.
pub struct Challenge {
    check: Check,
    broken: Vec<Explained>,
    offers: Vec<Offer>,
    /// A way on which an update is lost that a thread has begun already: a search from here sees no race in it any more.
    begun: Option<Schedule>,
    /// Whether a thread has a value that is out of date.
    is_stale: bool,
    next_look: u64,
    /// How deep the search was when it had found something.
    found_at: Option<u32>,
}

impl Challenge {
    /// A run that follows a schedule on a machine, and a search that is about to begin there.
    ///
    /// # Errors
    /// A sentence when the schedule cannot be read or followed.
    pub fn new(
        subject: &Subject,
        config: &Config,
        question: &Question,
        schedule: &str,
    ) -> Result<Self, String> {
        let mut config = config.clone();
        config.memory = question.memory;
        let schedule: Schedule = schedule.parse()?;
        let program = Arc::new(subject.program.clone());
        let mut recording = Recording::new(program.clone(), config.clone());
        recording.follow(&schedule)?;
        let origin = Origin {
            world: recording.head().prospect().world().clone(),
            written: written(&recording),
        };
        // A hint is a step on a shortest way.
        let question = Question {
            strategy: Strategy::Breadth,
            ..question.clone()
        };
        let check = Check::beginning(
            program,
            config,
            question,
            subject.expected.clone(),
            Some((schedule, origin)),
        );
        let offers = Player::default().turn(&recording).offers;
        let stale = out_of_date(recording.trace());
        let alone = offers.iter().filter(|offer| stale.contains(&offer.task));
        let begun = alone.filter_map(|offer| loses_alone(&recording, offer.choice));
        Ok(Self {
            begun: begun.min_by_key(Schedule::steps),
            is_stale: !stale.is_empty(),
            broken: check.broken(recording),
            offers,
            check,
            next_look: FIRST_LOOK,
            found_at: None,
        })
    }

    /// What has gone wrong by now.
    #[must_use]
    pub fn broken(&self) -> &[Explained] {
        &self.broken
    }

    /// Looks further ahead by so many states; what lies there, once that is known.
    pub fn go_on(&mut self, states: u64) -> Option<Ahead> {
        if !self.broken.is_empty() {
            return Some(Ahead::Broken);
        }
        let language = self.check.question.language;
        let progress = self.check.go_on(states);
        let deep_enough = |at| progress.depth > at + STEPS_BEHIND;
        let look = match self.found_at {
            _ if progress.done => true,
            Some(at) => deep_enough(at),
            None => progress.states >= self.next_look,
        };
        if !look {
            return None;
        }
        self.next_look = progress.states.saturating_mul(2);
        let report = self.check.report();
        let failure = self.check.told(&report).findings.into_iter();
        let nearest = failure
            .filter(|finding| finding.fails)
            // A race is one where it costs an update.
            .filter(|finding| finding.loses || finding.kind != Property::Race.name())
            .filter_map(|finding| finding.schedule.parse::<Schedule>().ok())
            .filter(|schedule| !schedule.is_empty())
            .chain(self.begun.clone())
            .min_by_key(Schedule::steps);
        match nearest {
            None if !progress.done => None,
            None => Some(match report.limit {
                // What becomes of that value was not looked at on every way.
                None if self.is_stale => Ahead::Unknown(words::out_of_date(language).to_owned()),
                None => Ahead::Safe,
                Some(limit) => Ahead::Unknown(words::search_limit(language, limit)),
            }),
            Some(_) if !progress.done && self.found_at.is_none() => {
                self.found_at = Some(progress.depth);
                None
            }
            Some(schedule) => self.next(&schedule),
        }
    }

    /// Ends the search where it is.
    pub fn stop(&mut self) {
        self.check.stop();
    }

    /// The first step of a way.
    fn next(&self, way: &Schedule) -> Option<Ahead> {
        let Part::Chosen(choice, _) = *way.parts().first()? else {
            return None;
        };
        let language = self.check.question.language;
        let place = self.offers.iter().position(|offer| offer.choice == choice);
        let offer = place.and_then(|place| self.offers.get(place));
        Some(Ahead::Next {
            who: offer.map_or_else(String::new, |offer| offer.name.clone()),
            does: offer.map_or_else(String::new, |offer| offer.words(language)),
            place: place.map(|place| place + 1),
            steps: way.steps(),
        })
    }
}

impl Check {
    /// What a run shows to be wrong by now, of what makes the program fail.
    fn broken(&self, recording: Recording) -> Vec<Explained> {
        let mut run = Replay {
            recording,
            ..self.replay()
        };
        // Where nothing can happen any more, the machine has still to notice.
        for _ in 0..MOST_NOTICING {
            let head = run.recording.head();
            if head.status() != Status::Running || !head.prospect().world().enabled().is_empty() {
                break;
            }
            run.recording.advance();
        }
        self.watch(&mut run, usize::MAX);
        let here = |kind| Finding {
            kind,
            schedule: self.prefix(),
            circle: Schedule::default(),
        };
        let mut found = self.of_watch(
            &here(FindingKind::Race),
            &run,
            usize::MAX,
            |_| true,
            |_| true,
        );
        let asked = self.expected.iter().filter_map(super::Expected::of_states);
        for (index, expectation) in asked.enumerate() {
            let world = run.recording.head().world();
            let is_ended = world.ending().is_some();
            let wanted = match expectation.when {
                When::Final if is_ended => true,
                When::Always => true,
                When::Never => false,
                When::Final | When::Possible => continue,
            };
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            // Where it cannot be said yet, it agrees with everything.
            if matches!(world.ask(expectation.holds), Said::Truth(truth) if truth != wanted) {
                found.extend(self.unmet(&here(FindingKind::Unmet(index)), index, &run));
            }
        }
        found.retain(|finding| finding.fails);
        // That one could be lost is no news to somebody who tries to lose one.
        let trace = run.recording.trace();
        match lost_update(trace, trace.end()) {
            Some(lost) => {
                let language = self.question.language;
                let races = found.iter_mut();
                for race in races.filter(|finding| finding.kind == Property::Race.name()) {
                    race.message = words::lost(language, trace, lost.variable, lost.of, lost.by);
                }
            }
            None => found.retain(|finding| finding.kind != Property::Race.name()),
        }
        found
    }
}

/// The steps by which a thread that goes on alone makes the run lose an update, if it does.
fn loses_alone(recording: &Recording, choice: Choice) -> Option<Schedule> {
    let mut run = recording.clone();
    let mut way = Schedule::default();
    for _ in 0..MOST_ALONE {
        run.choose(choice).ok()?;
        way.push(choice);
        if lost_update(run.trace(), run.trace().end()).is_some() {
            return Some(way);
        }
    }
    None
}

/// What a run has written to standard output.
fn written(recording: &Recording) -> String {
    let trace = recording.trace();
    let texts = trace.events().iter().filter_map(|event| match event.what {
        What::Output { text, error: false } => Some(trace.text(text)),
        _ => None,
    });
    texts.collect()
}
