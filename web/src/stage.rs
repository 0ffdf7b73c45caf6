//! What moves: the recording of the run, the playhead, the window of the timeline. It lives outside of
//! component state, and one animation-frame loop paints it.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use interleave_program::Lines;
use interleave_trace::{Moment, TaskId, Tick, Trace, TraceChunk};
use interleave_view::bars::ROW_PX;
use interleave_view::coffman::Conditions;
use interleave_view::rows::{By, Rows};
use interleave_view::search::Matches;
use interleave_view::{Depths, Lanes, Pace, Printed, Table, TimeScale, words};

use crate::browser::Frames;

/// What happened, and what the views have made of it so far.
#[derive(Default)]
pub struct Recording {
    /// The events.
    pub trace: Trace,
    /// Who did what when.
    pub lanes: Lanes,
    /// Queues.
    pub depths: Depths,
    /// Output.
    pub printed: Printed,
    /// Philosophers.
    pub table: Table,
    /// When the conditions of a deadlock held.
    pub conditions: Conditions,
}

impl Recording {
    fn append(&mut self, chunk: TraceChunk) {
        self.trace.append(chunk);
        self.lanes.extend(&self.trace);
        self.depths.extend(&self.trace);
        self.printed.extend(&self.trace);
        self.table.extend(&self.trace);
        self.conditions.extend(&self.trace);
    }
}

/// How finely the clock divides a run.
const CLOCK_STEPS: u64 = 100;

/// Where the playhead goes when a run begins anew.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Anchor {
    Start,
    End,
    Stay,
    At(Moment),
}

/// A part of a task's lane that the reader has asked about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Chosen {
    /// Whose.
    pub task: TaskId,
    /// Where it begins.
    pub from: Tick,
    /// Where it ends.
    pub to: Tick,
}

/// Everything that changes from frame to frame.
pub struct Play {
    /// The run.
    pub recording: Recording,
    /// Whether the run has ended.
    pub complete: bool,
    /// The instant that is shown.
    pub now: Tick,
    /// The moment that is shown: many may share an instant.
    pub moment: Moment,
    /// Whether time passes.
    pub playing: bool,
    /// How many times as fast as usual.
    pub speed: f64,
    /// The window of the timeline.
    pub scale: TimeScale,
    /// What the timeline's rows are of.
    pub by: By,
    /// How many cores the machine has.
    pub cores: u16,
    /// The rows.
    pub rows: Rows,
    /// The task that is lit.
    pub lit: Option<TaskId>,
    /// Where the pointer is over the timeline.
    pub pointer: Option<(f64, f64)>,
    /// The lines of the program that runs.
    pub lines: Lines,
    /// What was searched for.
    pub matches: Matches,
    /// Counts how often something was searched for.
    pub searched: u32,
    /// What was asked about.
    pub chosen: Option<Chosen>,
    /// Counts how often the colours of the system have changed.
    pub colours: u32,
    /// Set from when a run begins anew until it is complete or the reader moves the playhead.
    anchor: Option<Anchor>,
    /// How long the run beside this one is, on the same axis of time.
    beside: Option<Tick>,
    /// Whether that other run's stage says where the playhead begins.
    led: bool,
    last_frame_ms: Option<f64>,
}

impl Play {
    fn new() -> Self {
        Self {
            recording: Recording::default(),
            complete: false,
            now: Tick(0),
            moment: Moment(0),
            playing: false,
            speed: 1.0,
            scale: TimeScale::fit(Tick(0), 1.0),
            by: By::Task,
            cores: 1,
            rows: Rows::default(),
            lit: None,
            pointer: None,
            lines: Lines::default(),
            matches: Matches::default(),
            searched: 0,
            chosen: None,
            colours: 0,
            anchor: None,
            beside: None,
            led: false,
            last_frame_ms: None,
        }
    }

    /// How long the run is, as far as it is known.
    pub fn duration(&self) -> Tick {
        self.recording.trace.duration()
    }

    /// How long the axis of time is: two runs side by side share one.
    pub fn extent(&self) -> Tick {
        self.duration().max(self.beside.unwrap_or_default())
    }

    /// An instant of the run as its clock shows it.
    pub fn clock(&self, at: Tick) -> String {
        let duration = self.extent();
        words::instant(at, (duration.0 / CLOCK_STEPS).max(1), duration)
    }

    /// How far the playhead has come, from 0 to 1.
    pub fn share(&self) -> f64 {
        self.now.0 as f64 / (self.extent().0 as f64).max(1.0)
    }

    /// Whether the playhead is at the end of the run.
    pub fn at_end(&self) -> bool {
        self.complete
            && self.moment >= self.recording.trace.end()
            && self.now >= self.beside.unwrap_or_default()
    }

    /// Puts the playhead on an instant.
    pub fn go(&mut self, at: Tick) {
        self.anchor = None;
        self.now = at.min(self.extent());
        self.moment = self.recording.trace.moment_at(self.now);
    }

    /// Puts the playhead on a moment.
    pub fn go_to_moment(&mut self, moment: Moment, at: Tick) {
        self.anchor = None;
        self.now = at;
        self.moment = moment;
    }

    /// Forgets the run, keeping in mind where the playhead stood.
    pub fn restart(&mut self) {
        let anchor = self.anchor.unwrap_or(if self.led {
            Anchor::Stay
        } else if self.moment == Moment(0) || self.playing {
            Anchor::Start
        } else if self.at_end() {
            Anchor::End
        } else {
            Anchor::Stay
        });
        self.anchor = Some(anchor);
        self.recording = Recording::default();
        self.lay_out_rows();
        self.complete = false;
        self.lit = None;
        self.matches = Matches::default();
        self.searched += 1;
        self.chosen = None;
        self.scale = self.scale.resized(self.extent(), self.scale.width_px());
        self.moment = Moment(0);
        if anchor == Anchor::Start {
            self.now = Tick(0);
        }
    }

    /// Puts the playhead back to the start, for a program that has nothing to do with the one before.
    pub fn rewind(&mut self) {
        if self.led {
            return;
        }
        self.playing = false;
        self.anchor = Some(Anchor::Start);
        self.now = Tick(0);
    }

    /// Puts the playhead on a moment of the run that is about to begin.
    pub fn aim(&mut self, moment: Moment) {
        self.rewind();
        if moment != Moment(0) {
            self.anchor = Some(Anchor::At(moment));
        }
    }

    /// Takes what has happened.
    pub fn append(&mut self, chunk: TraceChunk) {
        let tasks = self.recording.trace.tasks().len();
        self.recording.append(chunk);
        if self.recording.trace.tasks().len() > tasks {
            self.lay_out_rows();
        }
        self.scale = self.scale.resized(self.extent(), self.scale.width_px());
    }

    /// The run has ended: the playhead goes where it stood before, if that was not the start.
    pub fn finish(&mut self) {
        self.complete = true;
        match self.anchor.take() {
            Some(Anchor::Stay) if self.led && self.now == Tick(0) => {}
            // The run beside this one has moved the playhead to where there was nothing yet.
            None | Some(Anchor::Start) if self.beside.is_some() && self.now > Tick(0) => {
                self.go(self.now);
            }
            None | Some(Anchor::Start) => {}
            Some(Anchor::End) => self.go(self.extent()),
            Some(Anchor::Stay) => self.go(self.now),
            Some(Anchor::At(moment)) => self.go_to_event(moment),
        }
    }

    /// It is the reader's turn: they look at what they have done, or at what a link has asked for.
    pub fn pause_at_end(&mut self) {
        self.complete = true;
        self.playing = false;
        match self.anchor.take() {
            Some(Anchor::At(moment)) => self.go_to_event(moment),
            _ => {
                let end = self.recording.trace.end();
                self.go_to_moment(end, self.duration());
                self.scale = self.scale.following(self.now);
            }
        }
    }

    /// Puts the playhead on a moment, at the instant of the event that led to it.
    pub fn go_to_event(&mut self, moment: Moment) {
        let events = self.recording.trace.events();
        let moment = Moment(moment.0.min(self.recording.trace.end().0));
        let last = (moment.0 as usize).checked_sub(1);
        let at = last.and_then(|last| events.get(last)).map(|event| event.at);
        self.go_to_moment(moment, at.unwrap_or(Tick(0)));
        self.scale = self.scale.following(self.now);
    }

    /// Lays out the rows anew, when what they are of has changed.
    pub fn lay_out_rows(&mut self) {
        let recording = &self.recording;
        self.rows = Rows::new(
            self.by,
            &recording.trace,
            &recording.lanes,
            self.cores,
            ROW_PX,
        );
    }

    /// Whether the run is being computed again, to be looked at where the playhead stood before.
    pub fn is_waiting(&self) -> bool {
        matches!(
            self.anchor,
            Some(Anchor::End | Anchor::Stay | Anchor::At(_))
        )
    }

    /// Where the playhead is, and the window.
    fn shown(&self) -> Shown {
        (self.now, self.moment == Moment(0), self.scale.window())
    }

    fn advance(&mut self, now_ms: f64, beside: Option<&Play>) {
        if !self.playing {
            self.last_frame_ms = None;
            return;
        }
        // A page that was hidden for a minute goes on where it was.
        let elapsed_ms = (now_ms - self.last_frame_ms.unwrap_or(now_ms)).clamp(0.0, 100.0);
        self.last_frame_ms = Some(now_ms);
        // Of two runs the longer one says how fast time passes.
        let longer = beside.filter(|other| other.duration() > self.duration());
        let pace = Pace::new(&longer.unwrap_or(self).recording.trace);
        let way = pace.way(self.now) + elapsed_ms / 1000.0 * self.speed / pace.seconds();
        // Never back: finding an instant on the way rounds.
        let next = pace.instant(way).max(self.now);
        self.go(next);
        self.scale = self.scale.following(self.now);
        if self.at_end() {
            self.playing = false;
        }
    }
}

/// What a frame calls: something that paints.
type Paint = Rc<dyn Fn(&Play)>;
/// What is told of each frame before it is painted: whether time has passed or the run has grown.
type Beat = Box<dyn Fn(&Stage)>;

struct Inner {
    play: RefCell<Play>,
    painters: RefCell<Vec<(u32, Paint)>>,
    next_painter: Cell<u32>,
    beat: RefCell<Option<Beat>>,
    frames: Frames,
    /// The stage of the run beside this one.
    twin: RefCell<Weak<Inner>>,
    /// Where both were when they agreed last.
    agreed: Cell<Option<Shown>>,
}

/// Where a playhead is, whether before everything, and what window of time is shown.
type Shown = (Tick, bool, (Tick, Tick));

/// The handle that components share. Equal to itself only.
#[derive(Clone)]
pub struct Stage(Rc<Inner>);

impl PartialEq for Stage {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Paints until it is dropped.
pub struct Painter {
    stage: Stage,
    id: u32,
}

impl Drop for Painter {
    fn drop(&mut self) {
        self.stage
            .0
            .painters
            .borrow_mut()
            .retain(|(id, _)| *id != self.id);
    }
}

impl Stage {
    /// An empty stage.
    pub fn new() -> Self {
        Self(Rc::new_cyclic(|weak| Inner {
            play: RefCell::new(Play::new()),
            painters: RefCell::default(),
            next_painter: Cell::new(0),
            beat: RefCell::new(None),
            twin: RefCell::default(),
            agreed: Cell::new(None),
            frames: Frames::new(weak, |inner, now_ms| Stage(inner).frame(now_ms)),
        }))
    }

    /// What is called at every frame, before painting.
    pub fn on_beat(&self, beat: impl Fn(&Stage) + 'static) {
        self.0.beat.replace(Some(Box::new(beat)));
    }

    /// Paints at every frame from now on.
    pub fn paint_with(&self, paint: impl Fn(&Play) + 'static) -> Painter {
        let id = self.0.next_painter.get();
        self.0.next_painter.set(id + 1);
        self.0.painters.borrow_mut().push((id, Rc::new(paint)));
        self.ask();
        Painter {
            stage: self.clone(),
            id,
        }
    }

    /// Reads.
    pub fn read<T>(&self, read: impl FnOnce(&Play) -> T) -> T {
        read(&self.0.play.borrow())
    }

    /// Changes something, and asks for a frame that shows it.
    pub fn update<T>(&self, update: impl FnOnce(&mut Play) -> T) -> T {
        let result = update(&mut self.0.play.borrow_mut());
        self.ask();
        result
    }

    /// Asks for a frame.
    pub fn ask(&self) {
        self.0.frames.ask();
    }

    /// From now on two stages show one instant and one window of time; the other one follows this one at first.
    pub fn join(&self, other: &Stage) {
        self.0.twin.replace(Rc::downgrade(&other.0));
        other.0.twin.replace(Rc::downgrade(&self.0));
        other.update(|play| play.led = true);
        self.0.agreed.set(None);
        let shown = other.read(Play::shown);
        other.0.agreed.set(Some(shown));
        self.ask();
    }

    /// Each goes its own way again.
    pub fn part(&self) {
        if let Some(twin) = self.0.twin.take().upgrade() {
            Stage(twin).part();
        }
        self.update(|play| {
            play.beside = None;
            play.led = false;
            play.now = play.now.min(play.duration());
            play.scale = play.scale.resized(play.extent(), play.scale.width_px());
        });
    }

    fn twin(&self) -> Option<Stage> {
        self.0.twin.borrow().upgrade().map(Stage)
    }

    /// Takes over the other run's length, and hands on where the playhead and the window have gone.
    fn agree(&self, twin: &Stage) {
        let beside = twin.read(Play::duration);
        let shown = {
            let mut play = self.0.play.borrow_mut();
            if play.beside != Some(beside) {
                play.beside = Some(beside);
                play.scale = play.scale.resized(play.extent(), play.scale.width_px());
                // The other one has to hear of this one's length as well.
                twin.ask();
            }
            play.shown()
        };
        if self.0.agreed.replace(Some(shown)) == Some(shown) {
            return;
        }
        let (scale, duration) = self.read(|play| (play.scale, play.duration()));
        let (now, at_start, (from, to)) = shown;
        let theirs = twin.update(|play| {
            play.beside = Some(duration);
            if play.now != now || at_start {
                play.playing = false;
                play.go(now);
            }
            if at_start {
                play.go_to_moment(Moment(0), now);
            }
            let whole = TimeScale::fit(play.extent(), play.scale.width_px());
            play.scale = match scale.shows_everything() {
                true => whole,
                false => whole.showing(from, to),
            };
            play.shown()
        });
        twin.0.agreed.set(Some(theirs));
    }

    fn frame(&self, now_ms: f64) {
        self.0.frames.begin();
        let twin = self.twin();
        {
            let beside = twin.as_ref().map(|twin| twin.0.play.borrow());
            self.0.play.borrow_mut().advance(now_ms, beside.as_deref());
        }
        if let Some(twin) = twin {
            self.agree(&twin);
        }
        if let Some(beat) = &*self.0.beat.borrow() {
            beat(self);
        }
        let painters: Vec<Paint> = self
            .0
            .painters
            .borrow()
            .iter()
            .map(|(_, paint)| paint.clone())
            .collect();
        let play = self.0.play.borrow();
        for paint in painters {
            paint(&play);
        }
        if play.playing {
            self.ask();
        }
    }
}
