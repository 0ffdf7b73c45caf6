//! Everything that a person can do to the page, in one place: each control calls one of these.

mod answers;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use interleave_engine::Config;
use interleave_lessons::{Lesson, Machine, Target, View};
use interleave_playground::{Command, machine as machines};
use interleave_trace::{Moment, TaskId, Tick};
use interleave_view::Language;
use interleave_view::rows::By;
use yew::UseReducerDispatcher;

use crate::browser;
use crate::link::Link;
use crate::model::{Action, Model, Phase, Place, Source};
use crate::stage::{Play, Stage};
use crate::theme::Theme;

/// A page keeps the whole trace: more events than this and a phone runs out of memory.
const MOST_EVENTS: u32 = 1_000_000;
/// What the location calls the page of measurements.
pub const BENCHMARKS: &str = "benchmarks";
/// A worker that has not stopped by then does not hear.
const PATIENCE_MS: u32 = 1_500;

/// What the worker was told last: enough to tell it again.
struct Told {
    lesson: &'static Lesson,
    source: Rc<str>,
    knobs: Vec<(String, i64)>,
    config: Config,
    /// Whether the worker knows no program, because it was started anew.
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
    /// Starts the worker and loads a lesson.
    pub fn new(dispatch: UseReducerDispatcher<Model>, lesson: &'static Lesson) -> Self {
        let told = Told {
            lesson,
            source: lesson.program.into(),
            knobs: Vec::new(),
            config: machine(&lesson.machine),
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
            }
        }));
        let weak = Rc::downgrade(&deck.0);
        deck.0.stage.on_beat(move |_| {
            if let Some(inner) = weak.upgrade() {
                Deck(inner).beat();
            }
        });
        deck.load();
        deck
    }

    /// What moves.
    pub fn stage(&self) -> &Stage {
        &self.0.stage
    }

    // The lesson and the program.

    /// Whether this lesson is open.
    pub fn shows(&self, lesson: &Lesson) -> bool {
        self.0.told.borrow().lesson.slug == lesson.slug
    }

    /// Opens a lesson.
    pub fn open(&self, lesson: &'static Lesson) {
        self.0.place.set(Place::Lesson);
        let config = machine(&lesson.machine);
        {
            let mut told = self.0.told.borrow_mut();
            told.lesson = lesson;
            told.source = lesson.program.into();
            told.knobs.clear();
            told.config = config.clone();
        }
        self.dispatch(Action::Open(lesson, config));
        self.rewind();
        self.load();
    }

    /// Runs the text of the editor.
    pub fn run(&self, text: Rc<str>) {
        let own = {
            let mut told = self.0.told.borrow_mut();
            told.source = text.clone();
            told.knobs.clear();
            *told.lesson.program != *text
        };
        self.dispatch(Action::Program(Source { text, own }));
        self.rewind();
        self.load();
    }

    /// Goes back to the lesson's own program.
    pub fn discard(&self) {
        let lesson = self.0.told.borrow().lesson;
        self.dispatch(Action::Draft(None));
        self.run(lesson.program.into());
    }

    /// Opens the editor with a text, writes in it, or closes it.
    pub fn draft(&self, text: Option<Rc<str>>) {
        self.dispatch(Action::Draft(text));
    }

    /// Turns a knob.
    pub fn turn(&self, name: &str, value: i64) {
        {
            let mut told = self.0.told.borrow_mut();
            told.knobs.retain(|(knob, _)| knob != name);
            told.knobs.push((name.to_owned(), value));
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
            let last = (moment.0 as usize).checked_sub(1);
            let event = last.and_then(|last| play.recording.trace.events().get(last));
            if let Some(at) = event.map(|event| event.at) {
                play.playing = false;
                play.go_to_moment(moment, at);
                play.scale = play.scale.following(at);
            }
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
            play.go(play.duration());
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
        self.dispatch(Action::Paint(Theme::preferred()));
    }

    /// Shows or hides the map of keys.
    pub fn help(&self, shown: bool) {
        self.dispatch(Action::Help(shown));
    }

    // Telling the worker.

    fn load(&self) {
        let mut told = self.0.told.borrow_mut();
        told.forgotten = false;
        self.0.killer.take();
        self.0.link.send_anew(Command::Load {
            file_name: Lesson::PROGRAM_NAME.to_owned(),
            source: told.source.to_string(),
            knobs: told.knobs.clone(),
            config: told.config.clone(),
        });
    }

    /// Runs again; a worker that was started anew must first be told everything.
    fn again(&self, command: Command) {
        if self.0.told.borrow().forgotten {
            self.load();
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

/// Keeps the location in step with what is shown.
pub fn write_location(place: Place, lesson: &Lesson, language: Language) {
    browser::set_fragment(&location(place, lesson, language));
}

/// The fragment of the location that shows something.
pub fn location(place: Place, lesson: &Lesson, language: Language) -> String {
    let language = language.code();
    match place {
        Place::Lesson => format!("#lesson={}&lang={language}", lesson.slug),
        Place::Benchmarks => format!("#page={BENCHMARKS}&lang={language}"),
    }
}
