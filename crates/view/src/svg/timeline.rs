//! The thread timeline.

use interleave_trace::{Tick, Trace};

use crate::bars::{
    self, AXIS_PX, BAR_PX, BAR_TOP, Bar, LABEL_PX, MARK_ROOM_PX, MARKED_BAR_PX, MOST_ARROWS,
    ROW_PX, TICK_PX,
};
use crate::detail::Piece;
use crate::lanes::{self, Arrow, Look, Span, State};
use crate::marks::{self, Kind, Mark};
use crate::rows::{self, By, Rows, Subject};
use crate::words::{self, Label, Language};
use crate::{Names, TimeScale};

use super::writer::{Writer, coordinate, fit, point, way, width};
use super::{MARGIN, SMALL, Scene, TEXT, WIDTH};

/// More rows than this are not drawn.
const MOST_ROWS: usize = 60;
/// Where the legend ends and the axis begins.
const LEGEND_PX: f64 = 26.0;

/// Everything that the parts of the picture need.
struct Easel<'a> {
    scene: &'a Scene<'a>,
    scale: TimeScale,
    rows: Rows,
    duration: Tick,
    language: Language,
}

/// The patterns of what waits: colour never says it alone.
pub(super) fn patterns(to: &mut Writer) {
    to.begin("defs", &[]);
    for (id, class, way) in [
        ("interleave-hatch", "bad", "M-1 5L5 -1M3 9L9 3"),
        ("interleave-dots", "gil", "M1 1h2v2h-2ZM5 5h2v2h-2Z"),
    ] {
        to.begin(
            "pattern",
            &[
                ("id", id.into()),
                ("width", 8.0.into()),
                ("height", 8.0.into()),
                ("patternUnits", "userSpaceOnUse".into()),
            ],
        );
        to.path(class, way);
        to.end();
    }
    to.end();
}

/// Draws it; how high it is, or nothing where nothing has happened.
pub(super) fn draw(to: &mut Writer, scene: &Scene<'_>, language: Language) -> Option<f64> {
    let inner = WIDTH - 2.0 * MARGIN;
    let cores = scene.snapshot.cores.len() as u16;
    let rows = Rows::new(By::Task, scene.trace, scene.lanes, cores, ROW_PX);
    rows.iter().next()?;
    let duration = scene.trace.duration();
    let easel = Easel {
        scene,
        scale: TimeScale::fit(duration, inner),
        rows,
        duration,
        language,
    };
    legend(to, language);
    to.group("", (0.0, LEGEND_PX));
    let shown = easel.rows.iter().count().min(MOST_ROWS);
    let hidden = easel.rows.iter().count() - shown;
    let height = AXIS_PX + shown as f64 * ROW_PX;
    easel.axis(to, height);
    for (y, row) in easel.rows.iter().take(MOST_ROWS) {
        easel.row(to, y + AXIS_PX, row.subject, row.inner);
    }
    easel.arrows(to, height);
    easel.marks(to, height);
    // Names stand above the arrows that cross them.
    for (y, row) in easel.rows.iter().take(MOST_ROWS) {
        easel.heading(to, y + AXIS_PX, row.subject, row.inner);
    }
    easel.now(to, height);
    if hidden > 0 {
        to.label("soft small", (0.0, height + 10.0), &format!("+{hidden}"));
    }
    to.end();
    Some(LEGEND_PX + height + if hidden > 0 { 18.0 } else { 0.0 })
}

/// What the looks of bars mean.
fn legend(to: &mut Writer, language: Language) {
    let mut x = 0.0;
    for (look, label) in [
        (Look::Running, Label::Running),
        (Look::Ready, Label::Ready),
        (Look::Waiting, Label::Waiting),
        (Look::Sleeping, Label::Sleeping),
        (Look::Gil, Label::WaitingForGil),
        (Look::Device, Label::WaitingForDevice),
    ] {
        let swatch = Bar {
            left: x,
            top: 0.0,
            width: 18.0,
            height: 12.0,
        };
        fill(to, swatch, look);
        let label = label.text(language);
        to.label("soft small", (x + 24.0, 6.0), label);
        x += 24.0 + width(label, SMALL) + 16.0;
    }
}

/// Fills a bar as its look wants.
fn fill(to: &mut Writer, bar: Bar, look: Look) {
    let class = match look {
        Look::Running => "running",
        Look::Ready => "ready",
        Look::Waiting => "waiting veil",
        Look::Sleeping => "sleeping",
        Look::Gil => "gil veil",
        Look::Device => "device",
        Look::Ended => "ended",
    };
    let body = bar.body(look);
    let (place, size) = ((body.left, body.top), (body.width, body.height));
    to.rect(class, place, size);
    let pattern = match look {
        Look::Waiting => "url(#interleave-hatch)",
        Look::Gil => "url(#interleave-dots)",
        _ => return,
    };
    to.element(
        "rect",
        &[
            ("fill", pattern.into()),
            ("x", place.0.into()),
            ("y", place.1.into()),
            ("width", size.0.into()),
            ("height", size.1.into()),
        ],
    );
}

impl Easel<'_> {
    fn axis(&self, to: &mut Writer, height: f64) {
        let (ticks, step) = self.scale.ticks(TICK_PX);
        let (_, end) = self.scale.window();
        for at in ticks {
            let x = self.scale.x(at);
            to.path("line", &way(&[(x, AXIS_PX - 6.0), (x, height)]));
            let label = words::instant(at, step, end);
            if x + 4.0 + width(&label, SMALL) <= self.scale.width_px() {
                to.label("faint small", (x + 4.0, AXIS_PX / 2.0 - 1.0), &label);
            }
        }
    }

    fn row(&self, to: &mut Writer, y: f64, subject: Subject, inner: bool) {
        let lane = self.scene.lanes.of(subject);
        for (piece, bar) in bars::row(lane, y, inner, &self.scale, self.duration) {
            let Piece {
                span,
                look,
                several,
            } = piece;
            if look == Look::Ended {
                let class = if span.state.is_cut_short() {
                    "bad"
                } else {
                    "edge"
                };
                let (top, bottom) = (bar.top, bar.top + bar.height);
                let line = if span.state.is_cut_short() {
                    let right = bar.left + bar.height;
                    way(&[(bar.left, top), (right, bottom)])
                        + &way(&[(bar.left, bottom), (right, top)])
                } else {
                    way(&[(bar.left, top), (bar.left, bottom)])
                };
                to.path(class, &line);
                continue;
            }
            fill(to, bar, look);
            if !several && bar.width >= LABEL_PX && look != Look::Sleeping {
                self.about(to, &span, bar);
            }
        }
    }

    /// The name of a row, and what its task does at the moment.
    fn heading(&self, to: &mut Writer, y: f64, subject: Subject, inner: bool) {
        let Subject::Task(task) = subject else { return };
        let snapshot = self.scene.snapshot;
        let x = if inner { 14.0 } else { 0.0 };
        let name = if rows::has_several_processes(self.scene.trace) {
            rows::name_with_process(self.scene.trace, task)
        } else {
            Names::task(self.scene.trace, task).0.to_owned()
        };
        let room = self.scale.width_px() - x;
        let name = fit(&name, TEXT, room / 2.0).into_owned();
        to.label("strong halo", (x, y + 9.0), &name);
        if let Some(state) = snapshot.tasks.get(task.index()) {
            let says = words::activity(self.language, &state.activity, snapshot.now, snapshot);
            let left = width(&name, TEXT) * 1.15 + 10.0;
            to.fitted(
                "soft small halo",
                (x + left, y + 9.0),
                &says,
                SMALL,
                room - left,
            );
        }
    }

    /// What a bar is about, where there is room for it.
    fn about(&self, to: &mut Writer, span: &Span, bar: Bar) {
        let State::Blocked { on, .. } = span.state else {
            return;
        };
        let text = words::subject(on, self.scene.trace);
        let wide = width(text, SMALL);
        let left = bar.left.max(0.0);
        if text.is_empty() || wide > bar.left + bar.width - left - 16.0 {
            return;
        }
        // A little ground behind the words keeps them legible on stripes.
        to.rect(
            "ground",
            (left + 5.0, bar.middle() - 6.5),
            (wide + 6.0, 13.0),
        );
        to.label("small", (left + 8.0, bar.middle() + 0.5), text);
    }

    /// The middle of the bar of a task, if its row is drawn.
    fn bar_middle(&self, task: interleave_trace::TaskId, height: f64) -> Option<f64> {
        let row = self.rows.middle_of(task)? - ROW_PX / 2.0;
        let middle = row + AXIS_PX + BAR_TOP + BAR_PX / 2.0;
        (middle < height).then_some(middle)
    }

    fn arrows(&self, to: &mut Writer, height: f64) {
        let arrows = self.scene.lanes.arrows();
        if arrows.len() > MOST_ARROWS {
            return;
        }
        for Arrow {
            at,
            from,
            to: whom,
            spawn,
        } in arrows
        {
            let ends = (
                self.bar_middle(*from, height),
                self.bar_middle(*whom, height),
            );
            let (Some(start), Some(end)) = ends else {
                continue;
            };
            let half = BAR_PX / 2.0;
            let down = end > start;
            let (start, end) = if down {
                (start + half, end - half)
            } else {
                (start - half, end + half)
            };
            let x = self.scale.x(*at);
            let tip = if down { -5.0 } else { 5.0 };
            let class = if *spawn { "dashed" } else { "edge" };
            to.path(class, &way(&[(x, start), (x, end + tip * 0.6)]));
            let head = way(&[(x, end), (x - 3.5, end + tip), (x + 3.5, end + tip)]);
            to.path("ink", &(head + "Z"));
        }
    }

    /// What tasks did at single instants, where one can tell them apart.
    fn marks(&self, to: &mut Writer, height: f64) {
        let (from, until) = self.scale.window();
        let trace = self.scene.trace;
        let marks = marks::between(trace, from, until);
        for (index, mark) in marks.iter().enumerate() {
            let Some(y) = self
                .bar_middle(mark.task, height)
                .filter(|_| self.runs_visibly(mark))
            else {
                continue;
            };
            let x = self.scale.x(mark.at);
            to.path(class_of(mark.kind), &shape(x, y, mark.kind));
            let next = marks[index + 1..]
                .iter()
                .find(|next| next.task == mark.task);
            let next = next.map_or(self.duration, |next| next.at);
            let spans = self.scene.lanes.task(mark.task);
            let room = match lanes::at(spans, mark.at) {
                Some(span) if span.state.look() == Look::Running => {
                    self.scale.x(next.min(span.end)) - x - 16.0
                }
                _ => 0.0,
            };
            self.brief(to, (x + 8.0, y + 0.5), mark, trace, room);
        }
    }

    fn brief(&self, to: &mut Writer, at: (f64, f64), mark: &Mark, trace: &Trace, room: f64) {
        let brief = mark.brief(trace);
        if room >= MARK_ROOM_PX && width(&brief, SMALL) <= room {
            to.label("on-running small", at, &brief);
        }
    }

    /// Whether one can see the task run where it made a mark.
    fn runs_visibly(&self, mark: &Mark) -> bool {
        let spans = self.scene.lanes.task(mark.task);
        let before = Tick(mark.at.0.saturating_sub(1));
        lanes::at(spans, before).is_some_and(|span| {
            let end = span.end.min(self.duration);
            let width = end.since(span.start) as f64 / self.scale.ns_per_px();
            span.state.look() == Look::Running && width >= MARKED_BAR_PX
        })
    }

    /// The moment, and what has not happened yet, which steps back; nothing at the end of the run.
    fn now(&self, to: &mut Writer, height: f64) {
        let now = self.scene.snapshot.now;
        if now >= self.duration {
            return;
        }
        let (x, right) = (self.scale.x(now), self.scale.width_px());
        // The names stay.
        for (y, _) in self.rows.iter().take(MOST_ROWS) {
            let top = y + AXIS_PX + BAR_TOP;
            to.rect("future", (x, top), (right - x, BAR_PX));
        }
        to.rect(
            "now",
            (x - 1.0, AXIS_PX - 8.0),
            (2.0, height - AXIS_PX + 8.0),
        );
        let top = AXIS_PX - 16.0;
        let head = [
            (x - 6.0, top),
            (x + 6.0, top),
            (x + 6.0, top + 6.0),
            (x, top + 13.0),
            (x - 6.0, top + 6.0),
        ];
        to.path("now", &(way(&head) + "Z"));
    }
}

/// Hollow for what comes in, full for what goes out.
fn class_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Read | Kind::Take => "hollow",
        Kind::Write | Kind::Give | Kind::Print => "full",
    }
}

fn shape(x: f64, y: f64, kind: Kind) -> String {
    match kind {
        Kind::Read | Kind::Write => {
            let left = point((x - 4.0, y));
            let four = coordinate(4.0);
            format!("M{left}a{four} {four} 0 1 0 8 0a{four} {four} 0 1 0 -8 0Z")
        }
        Kind::Take | Kind::Give => {
            way(&[(x, y - 5.0), (x + 5.0, y), (x, y + 5.0), (x - 5.0, y)]) + "Z"
        }
        Kind::Print => {
            let s = 3.5;
            way(&[
                (x - s, y - s),
                (x + s, y - s),
                (x + s, y + s),
                (x - s, y + s),
            ]) + "Z"
        }
    }
}
