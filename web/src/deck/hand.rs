//! The reader chooses what happens next.

use std::rc::Rc;

use interleave_engine::Choice;
use interleave_playground::Command;

use super::Deck;
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
