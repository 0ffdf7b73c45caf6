//! The state of the page that changes at discrete moments, and the one place that changes it.

use std::rc::Rc;

use interleave_engine::Config;
use interleave_lessons::{Lesson, View};
use interleave_playground::Diagnostic;
use interleave_playground::findings::Finding;
use interleave_program::Knob;
use interleave_trace::snapshot::RunStatus;
use interleave_trace::{Snapshot, TaskId};
use interleave_view::Language;
use interleave_view::rows::By;
use yew::Reducible;

use crate::shared::Shared;
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
    /// What there is to say about the program.
    pub diagnostics: Rc<Vec<Diagnostic>>,
    /// Its knobs.
    pub knobs: Rc<Vec<(Knob, i64)>>,
    /// The machine.
    pub config: Config,
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
    /// A line that the lesson's text points to.
    pub line: Option<u32>,
    /// What the reader has answered.
    pub choice: Option<usize>,
    /// Whether the map of keys is shown.
    pub help: bool,
}

/// A change.
pub enum Action {
    /// Speaks another language.
    Speak(Language),
    /// Shows something else.
    Go(Place),
    /// Other colours.
    Paint(Theme),
    /// Another lesson, with its program and its machine.
    Open(&'static Lesson, Config),
    /// Another program.
    Program(Source),
    /// Opens the editor, writes in it, or closes it.
    Draft(Option<Rc<str>>),
    /// The worker has compiled the program.
    Compiled(bool, Vec<Diagnostic>, Vec<(Knob, i64)>),
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
    /// Points to a line.
    Point(u32),
    /// Answers the lesson's question.
    Answer(usize),
    /// Shows or hides the map of keys.
    Help(bool),
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
            knobs: Rc::default(),
            config,
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
            line: None,
            choice: None,
            help: false,
        }
    }

    fn opened(&self, lesson: &'static Lesson, config: Config) -> Self {
        let mut opened = Self {
            phase: self.phase.clone(),
            speed: self.speed,
            by: self.by,
            ..Self::new(self.language, self.theme, lesson, config)
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
            Action::Open(lesson, config) => next = self.opened(lesson, config),
            Action::Program(source) => {
                next.source = source;
                next.line = None;
                next.begin();
            }
            Action::Draft(draft) => next.draft = draft,
            Action::Compiled(accepted, diagnostics, knobs) => {
                next.diagnostics = Rc::new(diagnostics);
                next.knobs = Rc::new(knobs);
                if !accepted {
                    next.phase = Phase::Rejected;
                    next.findings = Rc::default();
                    next.snapshot = None;
                    next.revision += 1;
                }
            }
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
                next.lit = None;
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
            Action::Point(line) => next.line = Some(line),
            Action::Answer(choice) => next.choice = Some(choice),
            Action::Help(help) => next.help = help,
        }
        Rc::new(next)
    }
}
