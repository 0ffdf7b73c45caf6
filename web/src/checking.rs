//! The page's end of the question "can this ever go wrong?": the state of its panel, and the lines to the workers that
//! answer. They are started when something is first asked, and ended when what they know is void.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use interleave_engine::{Config, MemoryModel};
use interleave_playground::Diagnostic;
use interleave_playground::check::{News, Question, Sheet, is_expecting};
use interleave_view::Language;
use yew::{Reducible, UseReducerDispatcher};

use crate::checker_wire::{Answer, Asked, Order, Request, Said};
use crate::codec;
use crate::compiler::ask_subject;
use crate::deck::Deck;
use crate::line::Line;
use crate::shared::Shared;

/// Relative to the page, so that it may be hosted under any path.
const ADDRESS: &str = "./checker_loader.js";
/// A worker that has not answered by then is ended.
const PATIENCE_MS: u32 = 2_000;
/// Of so many reports of progress one is read aloud.
const SPOKEN: u32 = 20;

/// How the search stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Stand {
    /// Nothing was asked, or the answer is there.
    #[default]
    Still,
    /// It goes on.
    Searching,
    /// It waits to be told to go on.
    Paused,
    /// The worker could not be started or has crashed.
    Lost,
}

/// What somebody is told who tries to break the program.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Challenge {
    /// What has gone wrong.
    pub broken: Option<Rc<str>>,
    /// The hint.
    pub hint: Option<Rc<str>>,
    /// Whether one was asked for.
    pub asked: bool,
}

/// The state of the panel.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Panel {
    /// What is asked.
    pub question: Shared<Question>,
    /// How the search stands.
    pub stand: Stand,
    /// How far it has come.
    pub progress: Rc<str>,
    /// The same, as seldom as it can be listened to.
    pub spoken: Rc<str>,
    told: u32,
    /// What was found out, in every language.
    pub sheets: Option<Shared<Vec<Sheet>>>,
    /// What is wrong with the program's expectations.
    pub diagnostics: Rc<Vec<Diagnostic>>,
    /// Somebody tries to break the program.
    pub challenge: Option<Challenge>,
}

impl Panel {
    /// What was found out, in a language.
    pub fn sheet(&self, language: Language) -> Option<&Sheet> {
        let mut sheets = self.sheets.as_ref()?.iter();
        sheets.find(|sheet| sheet.language == language.code())
    }
}

/// A change of it.
pub enum Change {
    /// Another question.
    Ask(Question),
    /// The search stands otherwise.
    Stand(Stand),
    /// The search begins.
    Begin,
    /// It has come so far.
    Progress(String),
    /// It has found something out.
    Found(Vec<Sheet>),
    /// The program's expectations are not understood.
    Refuse(Vec<Diagnostic>),
    /// Somebody tries to break the program, or no longer.
    Challenge(bool),
    /// A hint was asked for.
    AskHint,
    /// What there is to say to them.
    Hint(String),
    /// Whether they have broken it; hints for another moment are void.
    Broken(Option<String>),
    /// Another program, or another machine: all is void.
    Void,
}

impl Reducible for Panel {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut next = (*self).clone();
        match change {
            Change::Ask(question) => next.question = Shared::new(question),
            Change::Stand(stand) => next.stand = stand,
            Change::Begin => {
                next = Self {
                    question: next.question,
                    challenge: next.challenge,
                    stand: Stand::Searching,
                    ..Self::default()
                };
            }
            Change::Progress(text) => {
                next.progress = text.into();
                if next.told.is_multiple_of(SPOKEN) {
                    next.spoken = next.progress.clone();
                }
                next.told += 1;
            }
            Change::Found(sheets) => next.sheets = Some(Shared::new(sheets)),
            Change::Refuse(diagnostics) => {
                next.diagnostics = Rc::new(diagnostics);
                next.stand = Stand::Still;
            }
            Change::Challenge(on) => next.challenge = on.then(Challenge::default),
            Change::AskHint => next.challenge = with(next.challenge, |told| told.asked = true),
            Change::Hint(text) => {
                next.challenge = with(next.challenge, |told| {
                    (told.asked, told.hint) = (false, Some(text.into()));
                });
            }
            Change::Broken(broken) => {
                next.challenge = with(next.challenge, |told| {
                    told.broken = broken.map(Rc::from);
                    (told.asked, told.hint) = (false, None);
                });
            }
            Change::Void => {
                next = Self {
                    question: next.question,
                    ..Self::default()
                };
            }
        }
        Rc::new(next)
    }
}

fn with(challenge: Option<Challenge>, change: impl FnOnce(&mut Challenge)) -> Option<Challenge> {
    challenge.map(|mut challenge| {
        change(&mut challenge);
        challenge
    })
}

/// A program that is put to the question, as the page knows it.
pub struct Candidate {
    /// The source.
    pub source: Rc<str>,
    /// The program as the front end has written it.
    pub program: Rc<[u8]>,
    /// Knobs turned away from the values in the source.
    pub knobs: Vec<(String, i64)>,
    /// The machine.
    pub config: Config,
}

/// A source, and what it is with its expectations.
type Compiled = (Rc<str>, Rc<[u8]>);

/// A worker, and the number of what it was asked last.
#[derive(Default)]
struct Side {
    line: RefCell<Option<Line>>,
    number: Cell<u32>,
}

struct Inner {
    deck: Deck,
    dispatch: UseReducerDispatcher<Panel>,
    /// The worker that searches, and the one that looks ahead of a run by hand.
    search: Side,
    ahead: Side,
    /// A source with expectations that is being compiled.
    front: RefCell<Option<Line>>,
    /// The last such source, compiled.
    subject: RefCell<Option<Compiled>>,
    number: Rc<Cell<u32>>,
    killer: RefCell<Option<Timeout>>,
}

/// The handle of the panel. Equal to itself only.
#[derive(Clone)]
pub struct Checking(Rc<Inner>);

impl PartialEq for Checking {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Checking {
    /// Nothing is started yet.
    pub fn new(deck: Deck, dispatch: UseReducerDispatcher<Panel>) -> Self {
        Self(Rc::new(Inner {
            deck,
            dispatch,
            search: Side::default(),
            ahead: Side::default(),
            front: RefCell::default(),
            subject: RefCell::default(),
            number: Rc::default(),
            killer: RefCell::default(),
        }))
    }

    /// The page's commands.
    pub fn deck(&self) -> &Deck {
        &self.0.deck
    }

    /// Changes the state of the panel.
    pub fn dispatch(&self, change: Change) {
        self.0.dispatch.dispatch(change);
    }

    /// Tries every schedule.
    pub fn search(&self, question: Question) {
        self.dispatch(Change::Begin);
        self.ask(question, |this, asked| {
            this.send(&this.0.search, Order::Search(asked));
        });
    }

    /// Lets the search wait, or go on.
    pub fn pause(&self, paused: bool) {
        self.dispatch(Change::Stand(match paused {
            true => Stand::Paused,
            false => Stand::Searching,
        }));
        self.send_on(&self.0.search, Order::Pause(paused));
    }

    /// Ends the search; what was found so far is told, unless the worker does not hear.
    pub fn cancel(&self) {
        self.dispatch(Change::Stand(Stand::Still));
        self.send_on(&self.0.search, Order::Stop);
        let weak = Rc::downgrade(&self.0);
        let kill = Timeout::new(PATIENCE_MS, move || {
            if let Some(inner) = weak.upgrade() {
                inner.search.line.take();
            }
        });
        self.0.killer.replace(Some(kill));
    }

    /// Lets the reader choose from the start on, to break the program.
    pub fn challenge(&self, memory: MemoryModel) {
        self.0.deck.replay("", memory, None);
        self.dispatch(Change::Challenge(true));
    }

    /// Asks whether a run by hand has gone wrong, or, for a hint, what lies ahead of it.
    pub fn look(&self, question: Question, schedule: &str, hint: bool) {
        if hint {
            self.dispatch(Change::AskHint);
        }
        let schedule = schedule.to_owned();
        self.ask(question, move |this, asked| {
            let order = Order::Challenge {
                asked,
                schedule,
                hint,
            };
            this.send(&this.0.ahead, order);
        });
    }

    /// Ends everything: what was asked about is there no more.
    pub fn void(&self) {
        self.0.number.set(self.0.number.get() + 1);
        self.0.search.line.take();
        self.0.ahead.line.take();
        self.0.front.take();
        self.dispatch(Change::Void);
    }

    /// Has the program ready, with what it expects of itself, and goes on with it.
    fn ask(&self, question: Question, go_on: impl FnOnce(&Self, Asked) + 'static) {
        self.0.killer.take();
        let Some(candidate) = self.0.deck.candidate() else {
            return self.dispatch(Change::Stand(Stand::Still));
        };
        let Candidate {
            source,
            program,
            knobs,
            config,
        } = candidate;
        let asked = move |program: &[u8], expecting| Asked {
            program: program.to_vec(),
            expecting,
            knobs,
            config,
            question,
        };
        if !is_expecting(&source) {
            return go_on(self, asked(&program, false));
        }
        let known = self.0.subject.borrow().clone();
        if let Some((_, subject)) = known.filter(|(known, _)| *known == source) {
            return go_on(self, asked(&subject, true));
        }
        let (this, number) = (Rc::downgrade(&self.0), self.0.number.get());
        let go_on = Cell::new(Some((go_on, asked)));
        let text = source.clone();
        let line = ask_subject(&text, move |compiled| {
            let this = this.upgrade().filter(|inner| inner.number.get() == number);
            let Some(this) = this.map(Checking) else {
                return;
            };
            let Some(compiled) = compiled else {
                return this.lose();
            };
            match (compiled.program, go_on.take()) {
                (Some(program), Some((go_on, asked))) => {
                    let program: Rc<[u8]> = program.into();
                    this.0
                        .subject
                        .replace(Some((source.clone(), program.clone())));
                    go_on(&this, asked(&program, true));
                }
                (Some(_), None) => {}
                (None, _) => this.dispatch(Change::Refuse(compiled.diagnostics)),
            }
        });
        self.0.front.replace(line);
    }

    /// Asks a worker another question, and starts it if need be.
    fn send(&self, side: &Side, order: Order) {
        self.0.number.set(self.0.number.get() + 1);
        side.number.set(self.0.number.get());
        if side.line.borrow().is_none() {
            let weak = Rc::downgrade(&self.0);
            let line = Line::new(ADDRESS, move |bytes| {
                if let Some(inner) = weak.upgrade() {
                    Checking(inner).hear(bytes);
                }
            });
            if line.is_none() {
                self.lose();
            }
            side.line.replace(line);
        }
        self.send_on(side, order);
    }

    /// Tells a worker something about what it was asked.
    fn send_on(&self, side: &Side, order: Order) {
        let number = side.number.get();
        let bytes = codec::encode(&Request { number, order });
        if let (Some(line), Some(bytes)) = (&*side.line.borrow(), bytes) {
            line.send(bytes);
        }
    }

    /// A worker has crashed: the next question starts another one.
    fn lose(&self) {
        self.0.search.line.take();
        self.0.ahead.line.take();
        self.dispatch(Change::Stand(Stand::Lost));
    }

    fn hear(&self, bytes: Option<Vec<u8>>) {
        let Some(Answer { said, number }) = bytes.and_then(|bytes| codec::decode(&bytes)) else {
            return self.lose();
        };
        let sides = [&self.0.search, &self.0.ahead];
        if !sides.iter().any(|side| side.number.get() == number) {
            return;
        }
        match said {
            Said::Progress(text) => self.dispatch(Change::Progress(text)),
            Said::News(News::Verdict(sheets)) => {
                self.0.killer.take();
                self.dispatch(Change::Found(sheets));
                self.dispatch(Change::Stand(Stand::Still));
                // What it remembers of its search is not needed any more, and may be much.
                self.0.search.line.take();
            }
            Said::News(News::Found(sheets)) => self.dispatch(Change::Found(sheets)),
            Said::News(News::Broken(broken)) => self.dispatch(Change::Broken(broken)),
            Said::News(News::Hint(text) | News::Refused(text)) => self.dispatch(Change::Hint(text)),
            Said::NotUnderstood => self.lose(),
        }
    }
}
