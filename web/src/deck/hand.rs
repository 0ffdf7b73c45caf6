//! The reader chooses what happens next.

use std::rc::Rc;

use interleave_engine::{Choice, MemoryModel};
use interleave_playground::Command;
use interleave_trace::Moment;

use super::Deck;
use crate::checking::Candidate;
use crate::model::Action;

impl Deck {
    /// From the moment on that is shown, the reader chooses.
    pub fn take_over(&self) {
        let moment = self.stage().read(|play| play.moment);
        if self.hand(true) {
            // The worker takes over at the moment that it was asked for last.
            self.0.link.send(Command::Seek(moment));
            self.0.link.send_anew(Command::TakeOver);
        }
    }

    /// The machine chooses from here on.
    pub fn let_go(&self) {
        if self.hand(false) {
            self.0.link.send(Command::LetGo);
        }
    }

    /// Runs again by a schedule and stops there: at its end, or at a moment of it. From then on the reader chooses.
    pub fn replay(&self, schedule: &str, memory: MemoryModel, moment: Option<Moment>) {
        self.0.offers.take();
        let schedule: Rc<str> = schedule.into();
        let (there, config) = {
            let mut told = self.0.told.borrow_mut();
            let other = told.config.memory != memory;
            told.by_hand = true;
            told.schedule = schedule.clone();
            told.config.memory = memory;
            (!told.forgotten, other.then(|| told.config.clone()))
        };
        self.dispatch(Action::Follow(schedule.clone(), memory));
        self.stage()
            .update(|play| play.aim(moment.unwrap_or_default()));
        if !there {
            // What is being compiled is loaded as it was told last.
            return;
        }
        if let Some(config) = config {
            self.0.link.send_anew(Command::SetConfig(config));
        }
        self.0.link.send_anew(Command::Replay {
            schedule: schedule.to_string(),
            by_hand: true,
        });
    }

    /// The same, and points to a line.
    pub fn replay_to(&self, schedule: &str, memory: MemoryModel, moment: Moment, line: u32) {
        self.replay(schedule, memory, Some(moment));
        self.dispatch(Action::Point(line));
    }

    /// The program as it is put to the question, once it is compiled.
    pub fn candidate(&self) -> Option<Candidate> {
        let told = self.0.told.borrow();
        Some(Candidate {
            source: told.source.clone(),
            program: told.program.clone()?,
            knobs: told.knobs.clone(),
            config: told.config.clone(),
        })
    }

    /// Notes who chooses; whether the worker is there to hear of it.
    fn hand(&self, by_hand: bool) -> bool {
        self.0.offers.take();
        let mut told = self.0.told.borrow_mut();
        told.by_hand = by_hand;
        told.schedule = Rc::from("");
        let there = !told.forgotten;
        drop(told);
        self.dispatch(Action::ByHand(by_hand));
        there
    }

    /// This happens next.
    pub fn choose(&self, choice: Choice) {
        // One choice at a time: the next ones are not known before this one was made.
        self.0.offers.take();
        self.0.link.send(Command::Choose(choice));
    }

    /// The thing happens next that stands at a place of the list, counted from 0.
    pub fn choose_nth(&self, place: usize) {
        let choice = self.0.offers.borrow().get(place).copied();
        if let Some(choice) = choice {
            self.choose(choice);
        }
    }

    /// What the machine would choose happens next.
    pub fn one_step(&self) {
        if self.0.told.borrow().by_hand {
            self.0.link.send(Command::Natural);
        }
    }

    /// Takes the last step back.
    pub fn undo(&self) {
        if self.0.told.borrow().by_hand {
            self.0.link.send_anew(Command::Undo);
        }
    }

    /// Makes the step again that was taken back last.
    pub fn redo(&self) {
        if self.0.told.borrow().by_hand {
            self.0.link.send(Command::Redo);
        }
    }
}
