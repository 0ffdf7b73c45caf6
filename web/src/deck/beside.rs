//! A second run beside the first: a deck of its own, with a worker of its own, on the first one's axis of time.

use std::rc::Rc;

use interleave_engine::{Config, Dialect};
use interleave_lessons::{Lesson, find};
use interleave_playground::share::{Beside, Machine, State};
use interleave_trace::Moment;
use yew::UseReducerDispatcher;

use super::{Deck, address_of, machine};
use crate::model::{Action, Model};

/// Which run of two something belongs to: what readers are told.
pub const SIDES: [&str; 2] = ["A", "B"];

impl Deck {
    /// The deck of the second run. Playhead and window of both are one until [`Deck::leave`].
    pub fn beside(
        dispatch: UseReducerDispatcher<Model>,
        lesson: &'static Lesson,
        first: &Deck,
    ) -> Deck {
        let second = Deck::with(dispatch, lesson, true);
        first.stage().join(second.stage());
        second
    }

    /// The first run stays alone.
    pub fn leave(&self) {
        self.stage().part();
    }

    /// Puts another run beside this one: the same program under the other dialect, until the reader says otherwise.
    pub fn compare(&self, model: &Model) {
        let dialect = match model.config.dialect.has_gil() {
            true => Dialect::CpythonFreeThreaded,
            false => Dialect::Cpython,
        };
        let config = Config {
            dialect,
            ..model.config.clone()
        };
        let state = address_of(model, Moment(0)).state;
        self.set_beside(Some(Beside {
            lesson: model.lesson.slug.to_owned(),
            source: state.source,
            knobs: state.knobs,
            machine: (config != machine(&model.lesson.machine)).then(|| Machine::of(&config)),
            // What one dialect can do may be impossible in the other one.
            schedule: String::new(),
        }));
    }

    /// Notes what the second run is, for the link; or that there is none.
    pub fn set_beside(&self, beside: Option<Beside>) {
        self.dispatch(Action::Beside(beside.map(Rc::new)));
    }

    /// Runs what a link says of the second run.
    pub fn restore_beside(&self, beside: &Beside) {
        let known = find(&beside.lesson);
        let lesson = known.unwrap_or_else(|| self.0.told.borrow().lesson);
        let state = State {
            source: beside.source.clone(),
            knobs: beside.knobs.clone(),
            machine: beside.machine.clone(),
            schedule: beside.schedule.clone(),
            ..State::default()
        };
        self.restore(lesson, &state);
    }
}

/// What a link says of a second run, once its program is known.
pub fn beside_of(model: &Model) -> Option<Beside> {
    let state = address_of(model, Moment(0)).state;
    model.known.then(|| Beside {
        lesson: model.lesson.slug.to_owned(),
        source: state.source,
        knobs: state.knobs,
        machine: state.machine,
        schedule: state.schedule,
    })
}
