//! Everything that a person can do to the page, in one place: each control calls one of these.

mod answers;
mod beside;
mod hand;
mod opening;
mod searching;

pub use beside::{SIDES, beside_of};
pub use opening::address_of;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use interleave_engine::{Choice, Config};
use interleave_lessons::{Lesson, Machine, Target, View};
use interleave_playground::{Command, machine as machines};
use interleave_trace::{Moment, TaskId, Tick};
use interleave_view::Language;
use interleave_view::rows::By;
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, UseReducerDispatcher};

use crate::address::{self, Trouble};
use crate::compiler::Compiler;
use crate::front_wire::Compiled;
use crate::link::Link;
use crate::model::{Action, Model, Phase, Place, Source};
use crate::stage::{Play, Stage};
use crate::theme::Theme;
use crate::wire::Load;

/// A page keeps the whole trace: more events than this and a phone runs out of memory.
const MOST_EVENTS: u32 = 1_000_000;
/// How long to wait after a key before the text is checked.
const TYPING_MS: u32 = 350;
/// A worker that has not stopped by then does not hear.
const PATIENCE_MS: u32 = 4_000;

/// What the worker was told last: enough to tell it again.
struct Told {
    lesson: &'static Lesson,
    source: Rc<str>,
    /// The source compiled, once it is.
    program: Option<Rc<[u8]>>,
    knobs: Vec<(String, i64)>,
    config: Config,
    schedule: Rc<str>,
    by_hand: bool,
    /// Whether the worker knows no program, because it was started anew or the source is not compiled yet.
    forgotten: bool,
}

struct Inner {
    stage: Stage,
    link: Link,
    dispatch: UseReducerDispatcher<Model>,
    told: RefCell<Told>,
    seek: RefCell<answers::Seek>,
    grown: Cell<bool>,
    last_beat: Cell<(bool, bool)>,
    killer: RefCell<Option<Timeout>>,
    place: Cell<Place>,
    compiler: Compiler,
    /// Counts what was asked to be loaded: an answer about an earlier source is dropped.
    loads: Cell<u32>,
    /// Checks what is being written, some time after the last key.
    typing: RefCell<Option<Timeout>>,
    /// Counts what was written.
    drafts: Cell<u32>,
    /// What may happen next, when the reader chooses.
    offers: RefCell<Vec<Choice>>,
    history: opening::History,
    /// Whether this is the second one of two runs side by side.
    second: bool,
}

/// The handle that components share. Equal to itself only.
#[derive(Clone)]
pub struct Deck(Rc<Inner>);

impl PartialEq for Deck {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deck {
    /// Starts the worker; nothing is loaded yet.
    pub fn new(dispatch: UseReducerDispatcher<Model>, lesson: &'static Lesson) -> Self {
        Self::with(dispatch, lesson, false)
    }

    fn with(dispatch: UseReducerDispatcher<Model>, lesson: &'static Lesson, second: bool) -> Self {
        let told = Told {
            lesson,
            source: lesson.program.into(),
            program: None,
            knobs: Vec::new(),
            config: machine(&lesson.machine),
            schedule: Rc::from(""),
            by_hand: false,
            forgotten: true,
        };
        let deck = Self(Rc::new_cyclic(|weak: &std::rc::Weak<Inner>| {
            let listener = weak.clone();
            Inner {
                stage: Stage::new(),
                link: Link::new(move |news| {
                    if let Some(inner) = listener.upgrade() {
                        Deck(inner).hear(news);
                    }
                }),
                dispatch,
                told: RefCell::new(told),
                seek: RefCell::default(),
                grown: Cell::new(false),
                last_beat: Cell::new((false, true)),
                killer: RefCell::new(None),
                place: Cell::new(Place::Lesson),
                compiler: Compiler::default(),
                loads: Cell::new(0),
                typing: RefCell::new(None),
                drafts: Cell::new(0),
                offers: RefCell::default(),
                history: opening::History::default(),
                second,
            }
        }));
        let weak = Rc::downgrade(&deck.0);
        deck.0.stage.on_beat(move |_| {
            if let Some(inner) = weak.upgrade() {
                Deck(inner).beat();
            }
        });
        deck
    }

    /// What moves.
    pub fn stage(&self) -> &Stage {
        &self.0.stage
    }

    /// The identifier of a part of the page: of two runs side by side, each has parts of its own.
    pub fn id(&self, name: &str) -> AttrValue {
        match self.0.second {
            true => format!("{name}-b").into(),
            false => name.to_owned().into(),
        }
    }

    // The lesson and the program.

    /// Runs the text of the editor.
    pub fn run(&self, text: Rc<str>) {
        let own = {
            let mut told = self.0.told.borrow_mut();
            told.source = text.clone();
            told.program = None;
            told.knobs.clear();
            told.schedule = Rc::from("");
            *told.lesson.program != *text
        };
        self.dispatch(Action::Program(Source { text, own }));
        self.rewind();
        self.load();
    }

    /// Goes back to the lesson's own program.
    pub fn discard(&self) {
        let lesson = self.0.told.borrow().lesson;
        self.draft(None);
        self.run(lesson.program.into());
    }

    /// Opens the program to be changed.
    pub fn write_own(&self) {
        self.go(Place::Lesson);
        self.edit();
    }

    /// Opens the editor. Like every field of a browser it knows one end of a line.
    pub fn edit(&self) {
        let text = self.0.told.borrow().source.replace("\r\n", "\n");
        self.draft(Some(text.replace('\r', "\n").into()));
    }

    /// Writes in the editor, or closes it.
    pub fn draft(&self, text: Option<Rc<str>>) {
        self.0.typing.take();
        let draft = self.0.drafts.get() + 1;
        self.0.drafts.set(draft);
        if let Some(text) = text.clone() {
            let weak = Rc::downgrade(&self.0);
            let check = Timeout::new(TYPING_MS, move || {
                if let Some(inner) = weak.upgrade() {
                    Deck(inner).check(&text, draft);
                }
            });
            self.0.typing.replace(Some(check));
        }
        self.dispatch(Action::Draft(text));
    }

    /// Says what there is to say about a text that is being written, unless it is another one by then.
    fn check(&self, text: &str, draft: u32) {
        let weak = Rc::downgrade(&self.0);
        self.0.compiler.ask(text, move |compiled| {
            let current = weak.upgrade().filter(|inner| inner.drafts.get() == draft);
            if let (Some(inner), Some(compiled)) = (current, compiled) {
                Deck(inner).dispatch(Action::Diagnose(compiled.diagnostics));
            }
        });
    }

    /// Turns a knob.
    pub fn turn(&self, name: &str, value: i64) {
        {
            let mut told = self.0.told.borrow_mut();
            told.knobs.retain(|(knob, _)| knob != name);
            told.knobs.push((name.to_owned(), value));
            told.schedule = Rc::from("");
        }
        self.dispatch(Action::Turn(name.to_owned(), value));
        self.again(Command::SetKnob {
            name: name.to_owned(),
            value,
        });
    }

    /// Changes the machine.
    pub fn configure(&self, change: impl FnOnce(&mut Config)) {
        let config = {
            let mut told = self.0.told.borrow_mut();
            change(&mut told.config);
            told.schedule = Rc::from("");
            told.config.clone()
        };
        self.dispatch(Action::Machine(config.clone()));
        self.again(Command::SetConfig(config));
    }

    /// Does what a link of the lesson's text says.
    pub fn follow(&self, target: &Target) {
        match target {
            Target::Line(line) => self.dispatch(Action::Point(*line)),
            Target::Set { knob, value } => self.turn(knob, *value),
            Target::Machine(setting) => {
                self.configure(|config| machines::change(config, *setting));
            }
        }
    }

    /// Answers the lesson's question.
    pub fn answer(&self, choice: usize) {
        self.dispatch(Action::Answer(choice));
    }

    /// Stops the run. A worker that does not hear is ended.
    pub fn cancel(&self) {
        self.0.link.send(Command::Cancel);
        let weak = Rc::downgrade(&self.0);
        self.0
            .killer
            .replace(Some(Timeout::new(PATIENCE_MS, move || {
                if let Some(inner) = weak.upgrade() {
                    Deck(inner).kill();
                }
            })));
    }

    // The transport.

    /// Plays from here, or from the start if this is the end; or pauses.
    pub fn play_or_pause(&self) {
        self.0.stage.update(|play| {
            play.playing = !play.playing;
            if play.playing && play.at_end() {
                play.go(Tick(0));
                play.moment = Moment(0);
            }
        });
    }

    /// Puts the playhead on an instant.
    pub fn scrub(&self, at: Tick) {
        self.0.stage.update(|play| {
            play.playing = false;
            play.go(at);
        });
    }

    /// Puts the playhead on a moment of a finding, and points to its line.
    pub fn visit(&self, moment: Moment, line: Option<u32>) {
        self.0.stage.update(|play| {
            play.playing = false;
            play.go_to_event(moment);
        });
        if let Some(line) = line {
            self.dispatch(Action::Point(line));
        }
    }

    /// Goes to the start.
    pub fn to_start(&self) {
        self.0.stage.update(|play| {
            play.playing = false;
            play.go_to_moment(Moment(0), Tick(0));
            play.scale = play.scale.following(Tick(0));
        });
    }

    /// Goes to the end.
    pub fn to_end(&self) {
        self.0.stage.update(|play| {
            play.playing = false;
            play.go(play.extent());
            play.scale = play.scale.following(play.now);
        });
    }

    /// Goes to the next moment at which a task does something that others can notice.
    pub fn step(&self) {
        self.walk(Command::StepForward);
    }

    /// Goes to the one before.
    pub fn step_back(&self) {
        self.walk(Command::StepBack);
    }

    /// Lets time pass at another speed.
    pub fn set_speed(&self, speed: f64) {
        self.0.stage.update(|play| play.speed = speed);
        self.dispatch(Action::Speed(speed));
    }

    // The views.

    /// Opens or closes a view.
    pub fn toggle(&self, view: View) {
        self.dispatch(Action::Toggle(view));
    }

    /// Shows rows by task or by core.
    pub fn rows_by(&self, by: By) {
        self.0.stage.update(|play| {
            play.by = by;
            play.lay_out_rows();
        });
        self.dispatch(Action::Rows(by));
    }

    /// Lights a task in every view, or none.
    pub fn light(&self, task: Option<TaskId>) {
        let changed = self.0.stage.update(|play| {
            let changed = play.lit != task;
            play.lit = task;
            changed
        });
        if changed {
            self.dispatch(Action::Light(task));
        }
    }

    // The frame of the page.

    /// Shows something else. A lesson that nobody sees does not play.
    pub fn go(&self, place: Place) {
        // Who began with the benchmarks has no lesson yet.
        if place != Place::Benchmarks && self.0.loads.get() == 0 {
            let lesson = self.0.told.borrow().lesson;
            self.open(lesson);
        }
        self.0.place.set(place);
        self.0.stage.update(|play| play.playing = false);
        self.dispatch(Action::Go(place));
    }

    /// What is shown.
    pub fn place(&self) -> Place {
        self.0.place.get()
    }

    /// Speaks another language.
    pub fn speak(&self, language: Language) {
        self.dispatch(Action::Speak(language));
        self.0.stage.ask();
    }

    /// Changes the colours, because the reader says so.
    pub fn paint(&self, theme: Theme) {
        theme.remember();
        self.dispatch(Action::Paint(theme));
    }

    /// Changes the colours with the reader's system, unless the reader has said something else.
    pub fn repaint(&self) {
        self.0.stage.update(|play| play.colours += 1);
        self.dispatch(Action::Paint(Theme::preferred()));
    }

    /// Changes the colours because the page around this one has.
    pub fn follow_theme(&self, theme: Theme) {
        self.dispatch(Action::Paint(theme));
    }

    /// Shows or hides the ways to share.
    pub fn share(&self, shown: bool) {
        self.dispatch(Action::Share(shown));
    }

    /// Says what is wrong with a link, or no longer.
    pub fn complain(&self, trouble: Option<Trouble>) {
        self.dispatch(Action::Trouble(trouble));
    }

    /// Shows or hides the map of keys.
    pub fn help(&self, shown: bool) {
        self.dispatch(Action::Help(shown));
    }

    // Telling the worker.

    /// Compiles what is to run, if it is not compiled yet, and loads it.
    fn load(&self) {
        self.0.killer.take();
        self.0.compiler.forget();
        self.0.loads.set(self.0.loads.get() + 1);
        let source = {
            let mut told = self.0.told.borrow_mut();
            told.forgotten = true;
            match told.program {
                Some(_) => None,
                None => Some(told.source.clone()),
            }
        };
        let Some(source) = source else {
            return self.send_program();
        };
        // What still comes about the run before is void: it must not end the one that is about to begin.
        self.0.link.load(None);
        let lesson = self.0.told.borrow().lesson;
        if *lesson.program == *source {
            return self.fetch_program(lesson, self.0.loads.get());
        }
        self.compile(&source, self.0.loads.get());
    }

    /// Fetches a lesson's program, which is compiled already; where that fails, compiles it.
    fn fetch_program(&self, lesson: &'static Lesson, load: u32) {
        let weak = Rc::downgrade(&self.0);
        spawn_local(async move {
            let program = address::fetch(&format!("./lessons/{}.bin", lesson.slug)).await;
            let current = weak.upgrade().filter(|inner| inner.loads.get() == load);
            let Some(deck) = current.map(Deck) else {
                return;
            };
            match program {
                Some(program) => {
                    deck.dispatch(Action::Diagnose(Vec::new()));
                    deck.0.told.borrow_mut().program = Some(program.into());
                    deck.send_program();
                }
                None => deck.compile(lesson.program, load),
            }
        });
    }

    fn compile(&self, source: &str, load: u32) {
        let weak = Rc::downgrade(&self.0);
        self.0.compiler.ask(source, move |compiled| {
            if let Some(inner) = weak.upgrade().filter(|inner| inner.loads.get() == load) {
                Deck(inner).take_program(compiled);
            }
        });
    }

    fn take_program(&self, compiled: Option<Compiled>) {
        let Some(compiled) = compiled else {
            return self.dispatch(Action::Enter(Phase::Lost));
        };
        match compiled.program {
            Some(program) => {
                self.dispatch(Action::Diagnose(compiled.diagnostics));
                self.0.told.borrow_mut().program = Some(program.into());
                self.send_program();
            }
            None => {
                self.0.link.load(None);
                self.0.stage.update(Play::restart);
                self.dispatch(Action::Reject(compiled.diagnostics));
            }
        }
    }

    fn send_program(&self) {
        let mut told = self.0.told.borrow_mut();
        let Some(program) = &told.program else {
            return;
        };
        self.0.link.load(Some(Load {
            program: program.to_vec(),
            knobs: told.knobs.clone(),
            config: told.config.clone(),
            schedule: told.schedule.to_string(),
            by_hand: told.by_hand,
        }));
        told.forgotten = false;
    }

    /// Runs again; a worker that was started anew must first be told everything.
    fn again(&self, command: Command) {
        let (forgotten, compiled) = {
            let told = self.0.told.borrow();
            (told.forgotten, told.program.is_some())
        };
        if forgotten {
            // What is being compiled is loaded as it was told last.
            if compiled {
                self.load();
            }
        } else {
            self.0.killer.take();
            self.0.link.send_anew(command);
        }
    }

    fn rewind(&self) {
        self.0.stage.update(Play::rewind);
    }

    fn kill(&self) {
        self.0.killer.take();
        self.0.told.borrow_mut().forgotten = true;
        self.0.link.restart();
        self.0.stage.update(Play::finish);
        self.dispatch(Action::Enter(Phase::Killed));
    }

    fn dispatch(&self, action: Action) {
        self.0.dispatch.dispatch(action);
    }
}

/// The machine that a lesson asks for, within what a page can hold.
pub fn machine(machine: &Machine) -> Config {
    let mut config = machines::config(machine);
    config.limits.events = MOST_EVENTS;
    config
}
