//! The state of the page that changes at discrete moments, and the one place that changes it.

use std::rc::Rc;

use interleave_engine::{Config, MemoryModel};
use interleave_lessons::{Lesson, View};
use interleave_playground::findings::Finding;
use interleave_playground::share::Beside;
use interleave_playground::{Diagnostic, Turn};
use interleave_program::Knob;
use interleave_trace::snapshot::RunStatus;
use interleave_trace::{Snapshot, TaskId};
use interleave_view::Language;
use interleave_view::rows::By;
use yew::Reducible;

use crate::address::Trouble;
use crate::shared::Shared;
use crate::stage::Chosen;
use crate::theme::Theme;

/// How the run stands, as the worker tells it.
#[derive(Clone, PartialEq, Debug)]
pub enum Phase {
    /// The worker has not said anything yet.
    Loading,
    /// It is being computed.
    Computing,
    /// The source was not accepted.
    Rejected,
    /// The reader chooses what happens next.
    Turn,
    /// It has ended so.
    Done(RunStatus),
    /// It was cancelled.
    Cancelled,
    /// The worker did not hear and had to be ended.
    Killed,
    /// The worker has crashed.
    Lost,
}

/// The program that is shown.
#[derive(Clone, PartialEq, Debug)]
pub struct Source {
    /// The text.
    pub text: Rc<str>,
    /// Whether the reader has changed it.
    pub own: bool,
}

/// What the page shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// All lessons, and a first picture.
    Home,
    /// A lesson.
    Lesson,
    /// Measurements on real cores.
    Benchmarks,
}

/// The state of the page.
#[derive(Clone, PartialEq, Debug)]
pub struct Model {
    /// The language.
    pub language: Language,
    /// What is shown.
    pub place: Place,
    /// The colours.
    pub theme: Theme,
    /// The lesson.
    pub lesson: Shared<&'static Lesson>,
    /// The program.
    pub source: Source,
    /// The text in the editor, while there is one.
    pub draft: Option<Rc<str>>,
    /// What there is to say about the program, or about that text.
    pub diagnostics: Rc<Vec<Diagnostic>>,
    /// Whether its knobs are known: it is compiled, or was not accepted.
    pub known: bool,
    /// Its knobs.
    pub knobs: Rc<Vec<(Knob, i64)>>,
    /// The machine.
    pub config: Config,
    /// Whether the reader chooses what happens.
    pub by_hand: bool,
    /// What may happen next, if the reader chooses.
    pub turn: Option<Shared<Turn>>,
    /// The schedule that a link has asked for.
    pub schedule: Rc<str>,
    /// Why a choice or a schedule is impossible.
    pub refused: Option<Rc<str>>,
    /// How the run stands.
    pub phase: Phase,
    /// What the run has shown to be wrong.
    pub findings: Rc<Vec<Finding>>,
    /// How things stand at the moment that is shown.
    pub snapshot: Option<Shared<Snapshot>>,
    /// Counts how often the recording has grown.
    pub revision: u32,
    /// Whether time passes.
    pub playing: bool,
    /// Whether the playhead is at the start.
    pub at_start: bool,
    /// How fast time passes.
    pub speed: f64,
    /// The views that are open.
    pub views: Rc<Vec<View>>,
    /// What the timeline's rows are of.
    pub by: By,
    /// The task that is lit.
    pub lit: Option<TaskId>,
    /// The part of the timeline whose story is told.
    pub chosen: Option<Chosen>,
    /// A line that the lesson's text points to.
    pub line: Option<u32>,
    /// What the reader has answered.
    pub choice: Option<usize>,
    /// Whether the map of keys is shown.
    pub help: bool,
    /// Whether the ways to share are shown.
    pub share: bool,
    /// What is wrong with the link that was followed last.
    pub trouble: Option<Trouble>,
    /// Whether the page is part of another one.
    pub embedded: bool,
    /// The run to compare with.
    pub beside: Option<Rc<Beside>>,
}

/// A change.
pub enum Action {
    /// Speaks another language.
    Speak(Language),
    /// Shows something else.
    Go(Place),
    /// Other colours.
    Paint(Theme),
    /// Another lesson, or what a link says of one.
    Open(Box<Opened>),
    /// Another program.
    Program(Source),
    /// Opens the editor, writes in it, or closes it.
    Draft(Option<Rc<str>>),
    /// What there is to say about a program that was accepted, or about a text that is being written.
    Diagnose(Vec<Diagnostic>),
    /// The program was not accepted.
    Reject(Vec<Diagnostic>),
    /// The knobs that it has.
    Knobs(Vec<(Knob, i64)>),
    /// The reader chooses from now on, or the machine.
    ByHand(bool),
    /// A schedule is followed; the reader chooses from there on, under a model of memory.
    Follow(Rc<str>, MemoryModel),
    /// It is the reader's turn.
    YourTurn(Turn),
    /// Something cannot happen.
    Refuse(String),
    /// A knob is turned.
    Turn(String, i64),
    /// Another machine.
    Machine(Config),
    /// The run stands otherwise.
    Enter(Phase),
    /// The worker has found something wrong with the run.
    Find(Vec<Finding>),
    /// The worker has shown how things stand.
    Show(Snapshot),
    /// The run begins anew: what was shown is void.
    Clear,
    /// The recording has grown, or the playhead moves or stops: what follows from both is looked at again.
    Beat {
        /// Whether the recording has grown.
        grown: bool,
        /// Whether time passes.
        playing: bool,
        /// Whether the playhead is at the start.
        at_start: bool,
    },
    /// How fast time passes.
    Speed(f64),
    /// Opens or closes a view.
    Toggle(View),
    /// What the timeline's rows are of.
    Rows(By),
    /// Lights a task in every view.
    Light(Option<TaskId>),
    /// Tells the story of a part of the timeline.
    Choose(Option<Chosen>),
    /// Another run is put beside this one, or is another one than before; or this one is alone.
    Beside(Option<Rc<Beside>>),
    /// Points to a line.
    Point(u32),
    /// Answers the lesson's question.
    Answer(usize),
    /// Shows or hides the map of keys.
    Help(bool),
    /// Shows or hides the ways to share.
    Share(bool),
    /// A link was followed in which something is wrong, or nothing.
    Trouble(Option<Trouble>),
}

/// A lesson with what a link says of it.
pub struct Opened {
    /// The lesson.
    pub lesson: &'static Lesson,
    /// The program.
    pub source: Source,
    /// The machine.
    pub config: Config,
    /// The views that are open.
    pub views: Vec<View>,
    /// What the timeline's rows are of.
    pub by: By,
    /// The schedule to follow.
    pub schedule: Rc<str>,
    /// Whether the reader chooses afterwards.
    pub by_hand: bool,
    /// The run to compare with.
    pub beside: Option<Rc<Beside>>,
}

impl Model {
    /// The page before anything has happened.
    pub fn new(language: Language, theme: Theme, lesson: &'static Lesson, config: Config) -> Self {
        Self {
            language,
            place: Place::Lesson,
            theme,
            lesson: Shared::new(lesson),
            source: Source {
                text: lesson.program.into(),
                own: false,
            },
            draft: None,
            diagnostics: Rc::default(),
            known: false,
            knobs: Rc::default(),
            config,
            by_hand: false,
            turn: None,
            schedule: Rc::from(""),
            refused: None,
            phase: Phase::Loading,
            findings: Rc::default(),
            snapshot: None,
            revision: 0,
            playing: false,
            at_start: true,
            speed: 1.0,
            views: Rc::new(lesson.views.to_vec()),
            by: By::Task,
            lit: None,
            chosen: None,
            line: None,
            choice: None,
            help: false,
            share: false,
            trouble: None,
            embedded: false,
            beside: None,
        }
    }

    fn opened(&self, opened: Opened) -> Self {
        let same = self.lesson.slug == opened.lesson.slug;
        let mut opened = Self {
            phase: self.phase.clone(),
            speed: self.speed,
            embedded: self.embedded,
            choice: self.choice.filter(|_| same),
            source: opened.source,
            views: Rc::new(opened.views),
            by: opened.by,
            schedule: opened.schedule,
            by_hand: opened.by_hand,
            beside: opened.beside,
            ..Self::new(self.language, self.theme, opened.lesson, opened.config)
        };
        opened.begin();
        opened
    }

    fn turned(&mut self, name: &str, value: i64) {
        for knob in Rc::make_mut(&mut self.knobs) {
            if knob.0.name == name {
                knob.1 = value.clamp(knob.0.min, knob.0.max);
            }
        }
    }

    /// What is shown of the run so far is void at once, not only when the worker has heard.
    fn begin(&mut self) {
        if self.phase != Phase::Lost {
            self.phase = Phase::Computing;
        }
    }

    /// The same program is to run otherwise: if there is one.
    fn run_again(&mut self) {
        if self.phase != Phase::Rejected {
            self.schedule = Rc::from("");
            self.turn = None;
            self.begin();
        }
    }

    fn toggle(&mut self, view: View) {
        let views = Rc::make_mut(&mut self.views);
        match views.iter().position(|&open| open == view) {
            Some(place) => {
                views.remove(place);
            }
            None => views.push(view),
        }
    }
}

impl Reducible for Model {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        // Every field is cheap to clone; what is large is shared.
        let mut next = (*self).clone();
        match action {
            Action::Speak(language) => next.language = language,
            Action::Go(place) => next.place = place,
            Action::Paint(theme) => next.theme = theme,
            Action::Open(opened) => next = self.opened(*opened),
            Action::Program(source) => {
                next.source = source;
                next.schedule = Rc::from("");
                next.turn = None;
                next.line = None;
                next.known = false;
                next.begin();
            }
            Action::Draft(draft) => next.draft = draft,
            Action::Diagnose(diagnostics) => next.diagnostics = Rc::new(diagnostics),
            Action::Reject(diagnostics) => {
                next.diagnostics = Rc::new(diagnostics);
                next.knobs = Rc::default();
                next.known = true;
                next.phase = Phase::Rejected;
                next.findings = Rc::default();
                next.snapshot = None;
                next.turn = None;
                next.revision += 1;
            }
            Action::Knobs(knobs) => {
                next.knobs = Rc::new(knobs);
                next.known = true;
            }
            Action::ByHand(by_hand) => {
                next.by_hand = by_hand;
                next.run_again();
            }
            Action::Follow(schedule, memory) => {
                next.by_hand = true;
                next.config.memory = memory;
                next.run_again();
                next.schedule = schedule;
            }
            Action::YourTurn(turn) => next.turn = Some(Shared::new(turn)),
            Action::Refuse(why) => next.refused = Some(why.into()),
            Action::Turn(name, value) => {
                next.turned(&name, value);
                next.run_again();
            }
            Action::Machine(config) => {
                next.config = config;
                next.run_again();
            }
            Action::Enter(phase) => next.phase = phase,
            Action::Find(findings) => next.findings = Rc::new(findings),
            Action::Show(snapshot) => next.snapshot = Some(Shared::new(snapshot)),
            Action::Clear => {
                next.findings = Rc::default();
                next.refused = None;
                next.lit = None;
                next.chosen = None;
                next.revision += 1;
            }
            Action::Beat {
                grown,
                playing,
                at_start,
            } => {
                next.revision += u32::from(grown);
                next.playing = playing;
                next.at_start = at_start;
            }
            Action::Speed(speed) => next.speed = speed,
            Action::Toggle(view) => next.toggle(view),
            Action::Rows(by) => next.by = by,
            Action::Light(task) => next.lit = task,
            Action::Choose(chosen) => next.chosen = chosen,
            Action::Beside(beside) => next.beside = beside,
            Action::Point(line) => next.line = Some(line),
            Action::Answer(choice) => next.choice = Some(choice),
            Action::Help(help) => next.help = help,
            Action::Share(share) => next.share = share,
            Action::Trouble(trouble) => next.trouble = trouble,
        }
        Rc::new(next)
    }
}
