//! Opening what a link says, and keeping the location in step with what is shown.
//!
//! Whatever a reader changes about the program, its knobs or the machine becomes an entry of the browser's history, so
//! that its Back takes it back. Changes that follow each other at once are one entry.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use interleave_lessons::Lesson;
use interleave_playground::share::{Machine, State};
use interleave_trace::Moment;
use interleave_view::rows::By;
use wasm_bindgen_futures::spawn_local;

use super::{Deck, machine};
use crate::address::Address;
use crate::browser;
use crate::model::{Action, Model, Opened, Place, Source};
use crate::parts::views_named;

/// How long to wait after a change before it is written down.
const SETTLE_MS: u32 = 400;

/// What stands in the location.
#[derive(Default)]
pub(super) struct History {
    written: RefCell<Option<Address>>,
    waiting: RefCell<Option<Timeout>>,
    /// Counts what is to be written: of two that are being packed the later one counts.
    writes: Cell<u32>,
}

impl Deck {
    /// Opens a lesson as it is meant.
    pub fn open(&self, lesson: &'static Lesson) {
        self.restore(lesson, &State::default());
    }

    /// Does what the location says now.
    pub fn follow_location(&self) {
        let deck = self.clone();
        spawn_local(async move {
            let address = Address::here().await;
            deck.follow_address(address);
        });
    }

    /// Does what an address says. One with something wrong in it changes nothing but says so.
    pub fn follow_address(&self, address: Address) {
        self.speak(address.language);
        let written = self.0.history.written.borrow().clone();
        if address.trouble.is_some() {
            if self.0.loads.get() == 0 {
                self.restore(address.lesson, &State::default());
            }
            return self.complain(address.trouble);
        }
        self.complain(None);
        let known = written.as_ref().is_some_and(|written| {
            written.lesson.slug == address.lesson.slug && written.state == address.state
        });
        let mut address = address;
        if address.place == Place::Lesson {
            if !known {
                self.restore(address.lesson, &address.state);
            }
        } else if let Some(written) = written {
            // The lesson stays as it is, to be gone back to.
            address = Address {
                place: address.place,
                language: address.language,
                ..written
            };
        }
        if address.place != self.place() {
            self.go(address.place);
        }
        address.state.moment = 0;
        self.0.history.written.replace(Some(address));
    }

    /// Opens a lesson with what a link says of it.
    pub fn restore(&self, lesson: &'static Lesson, state: &State) {
        self.0.place.set(Place::Lesson);
        let mut config = machine(&lesson.machine);
        if let Some(machine) = &state.machine {
            config = machine.applied(config);
        }
        config.memory = state.memory;
        let text: Rc<str> = state.source.as_deref().unwrap_or(lesson.program).into();
        let own = *text != *lesson.program;
        let views = state.views.as_ref();
        let opened = Opened {
            lesson,
            source: Source {
                text: text.clone(),
                own,
            },
            config: config.clone(),
            views: views.map_or_else(|| lesson.views.to_vec(), |names| views_named(names)),
            by: if state.by_core { By::Core } else { By::Task },
            schedule: state.schedule.as_str().into(),
            by_hand: state.by_hand,
            beside: state.beside.clone().map(Rc::new),
        };
        {
            let mut told = self.0.told.borrow_mut();
            // What is compiled already need not be compiled again.
            if told.source != text {
                told.program = None;
            }
            told.lesson = lesson;
            told.source = text;
            told.knobs = state.knobs.clone();
            told.config = config;
            told.schedule = opened.schedule.clone();
            told.by_hand = state.by_hand;
        }
        let by = opened.by;
        self.dispatch(Action::Open(Box::new(opened)));
        self.stage().update(|play| {
            play.by = by;
            play.aim(Moment(state.moment));
        });
        self.load();
    }

    /// Writes into the location what is shown, once it has settled.
    pub fn write_location(&self, model: &Model) {
        // A link in which something is wrong stays where the reader can look at it.
        if model.trouble.is_some() || (model.place == Place::Lesson && !model.known) {
            return;
        }
        let address = address_of(model, Moment(0));
        let history = &self.0.history;
        history.writes.set(history.writes.get() + 1);
        // The language and the lesson are written at once: they need no packing.
        if address.state == State::default() {
            history.waiting.take();
            return self.write(address);
        }
        let weak = Rc::downgrade(&self.0);
        let write = Timeout::new(SETTLE_MS, move || {
            if let Some(inner) = weak.upgrade() {
                Deck(inner).write(address);
            }
        });
        history.waiting.replace(Some(write));
    }

    fn write(&self, address: Address) {
        let history = &self.0.history;
        if history.written.borrow().as_ref() == Some(&address) {
            return;
        }
        let before = history.written.replace(Some(address.clone()));
        let push =
            !crate::embed::is_embedded() && before.is_some_and(|before| differs(&before, &address));
        if address.state == State::default() {
            let fragment =
                crate::address::location(address.place, address.lesson, address.language);
            return browser::set_fragment(&fragment, push);
        }
        let (weak, number) = (Rc::downgrade(&self.0), history.writes.get());
        spawn_local(async move {
            let fragment = address.fragment().await;
            let current = weak
                .upgrade()
                .is_some_and(|inner| inner.history.writes.get() == number);
            if current {
                browser::set_fragment(&fragment, push);
            }
        });
    }
}

/// Whether a change is one that a reader would want to take back.
fn differs(before: &Address, after: &Address) -> bool {
    let of = |address: &Address| {
        let state = &address.state;
        (
            state.source.clone(),
            state.knobs.clone(),
            state.machine.clone(),
            state.beside.clone(),
        )
    };
    before.place != after.place
        || after.place == Place::Lesson
            && (before.lesson.slug != after.lesson.slug || of(before) != of(after))
}

/// What a link to what is shown says.
pub fn address_of(model: &Model, moment: Moment) -> Address {
    let lesson = *model.lesson;
    let by_hand = model.turn.as_ref();
    let turned = model
        .knobs
        .iter()
        .filter(|(knob, value)| *value != knob.value);
    let state = State {
        source: model.source.own.then(|| model.source.text.to_string()),
        knobs: turned
            .map(|(knob, value)| (knob.name.clone(), *value))
            .collect(),
        machine: (Machine::of(&model.config) != Machine::of(&machine(&lesson.machine)))
            .then(|| Machine::of(&model.config)),
        memory: model.config.memory,
        schedule: by_hand.map_or_else(|| model.schedule.to_string(), |turn| turn.schedule.clone()),
        by_hand: model.by_hand,
        moment: moment.0,
        views: (*model.views != lesson.views).then(|| {
            model
                .views
                .iter()
                .map(|view| view.name().to_owned())
                .collect()
        }),
        by_core: model.by == By::Core,
        beside: model.beside.as_deref().cloned(),
    };
    Address {
        place: model.place,
        lesson,
        language: model.language,
        state,
        trouble: None,
    }
}
