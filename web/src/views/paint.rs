//! Painting the timeline: geometry comes from `view`, colours from the palette.

use interleave_trace::{TaskId, Tick};
use interleave_view::bars::{
    self, AXIS_PX, BAR_PX, BAR_TOP, Bar, LABEL_PX, MARK_ROOM_PX, MARKED_BAR_PX, MOST_ARROWS,
    ROW_PX, TICK_PX,
};
use interleave_view::detail::Piece;
use interleave_view::lanes::{self, Span, State};
use interleave_view::marks::{self, Kind, Mark};
use interleave_view::rows::{By, Subject};
use interleave_view::{Language, Look, words};
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement};

use super::palette::{Palette, context_of};
use crate::browser;
use crate::stage::Play;

/// A pointer this near to a mark touches it.
const MARK_REACH_PX: f64 = 6.0;

/// Of rows beyond the edges of the window so much is painted, for whoever scrolls.
const BEYOND_PX: f64 = 300.0;
/// More arrows than this in one window are not even looked through for those of the task that is lit.
const MOST_LOOKED_AT: usize = 20_000;

/// Everything that painting needs.
struct Easel<'a> {
    context: CanvasRenderingContext2d,
    play: &'a Play,
    palette: &'a Palette,
    width: f64,
    height: f64,
}

/// The part of the timeline that is in sight: its upper edge and its height, on a grid, so that scrolling changes it
/// seldom. A canvas of hundreds of rows would be slow to clear and large to keep.
fn in_sight(area: &Element) -> (f64, f64) {
    let place = area.get_bounding_client_rect();
    let window = browser::window().inner_height().ok();
    let window = window.and_then(|height| height.as_f64()).unwrap_or(1000.0);
    let grid = |y: f64| (y / BEYOND_PX).floor() * BEYOND_PX;
    let top = grid(-place.top() - BEYOND_PX).clamp(0.0, place.height());
    let bottom = grid(window - place.top() + 2.0 * BEYOND_PX).clamp(top, place.height());
    (top, bottom - top)
}

/// Makes a canvas as sharp as the screen, and empties it.
pub fn fit(canvas: &HtmlCanvasElement, context: &CanvasRenderingContext2d, size: (f64, f64)) {
    let density = browser::window().device_pixel_ratio().max(1.0);
    let pixels = ((size.0 * density) as u32, (size.1 * density) as u32);
    if (canvas.width(), canvas.height()) != pixels {
        canvas.set_width(pixels.0);
        canvas.set_height(pixels.1);
    }
    // A scale of positive numbers is never refused.
    let _ = context.set_transform(density, 0.0, 0.0, density, 0.0, 0.0);
    context.clear_rect(0.0, 0.0, size.0, size.1);
}

/// Paints what is in sight of the timeline.
pub fn timeline(canvas: &HtmlCanvasElement, area: &Element, play: &Play, palette: &Palette) {
    let (top, height) = in_sight(area);
    let style = canvas.style();
    for (name, value) in [("top", top), ("height", height)] {
        let _ = style.set_property(name, &format!("{}px", value as i32));
    }
    let width = f64::from(area.client_width());
    let Some(context) = context_of(canvas).filter(|_| width > 0.0) else {
        return;
    };
    fit(canvas, &context, (width, height));
    let _ = context.translate(0.0, -top);
    context.set_font(&palette.font);
    let easel = Easel {
        context,
        play,
        palette,
        width,
        height: top + height,
    };
    easel.axis();
    for (y, row) in play.rows.iter() {
        let y = y + AXIS_PX;
        if y + ROW_PX > top && y < top + height {
            easel.row(y, row.subject, row.inner);
        }
    }
    if play.by == By::Task {
        easel.arrows();
        easel.marks();
    }
    easel.chosen();
    easel.future();
    easel.found();
    easel.playhead();
}

impl Easel<'_> {
    fn axis(&self) {
        let (ticks, step) = self.play.scale.ticks(TICK_PX);
        let (_, end) = self.play.scale.window();
        self.context.set_text_align("left");
        self.context.set_text_baseline("middle");
        for at in ticks {
            let x = self.play.scale.x(at).round() + 0.5;
            self.line(
                (x, AXIS_PX - 6.0),
                (x, self.height),
                &self.palette.line,
                1.0,
            );
            let label = words::instant(at, step, end);
            if x + 4.0 + self.width_of(&label) <= self.width {
                self.context.set_fill_style_str(&self.palette.faint);
                self.text(&label, x + 4.0, AXIS_PX / 2.0 - 1.0, TICK_PX);
            }
        }
    }

    fn row(&self, y: f64, subject: Subject, inner: bool) {
        let lane = self.play.recording.lanes.of(subject);
        let lit = match subject {
            Subject::Task(task) => self.play.lit.is_none_or(|lit| lit == task),
            Subject::Core(_) => true,
        };
        for (piece, bar) in bars::row(lane, y, inner, &self.play.scale, self.play.duration()) {
            let dim = match subject {
                Subject::Core(_) => self.play.lit.is_some_and(|lit| lit != piece.span.task),
                Subject::Task(_) => !lit,
            };
            self.context.set_global_alpha(if dim { 0.35 } else { 1.0 });
            self.piece(&piece, bar, subject);
        }
        self.context.set_global_alpha(1.0);
    }

    fn piece(&self, piece: &Piece, bar: Bar, subject: Subject) {
        let Piece {
            span,
            look,
            several,
        } = piece;
        let look = *look;
        let Bar {
            left,
            top,
            width,
            height: high,
        } = bar;
        let scale = &self.play.scale;
        let context = &self.context;
        let color = self.palette.color(look);
        match look {
            Look::Running | Look::Ready | Look::Sleeping => {
                let body = bar.body(look);
                context.set_fill_style_str(color);
                context.fill_rect(left, body.top, width, body.height);
            }
            Look::Waiting | Look::Gil => {
                let alpha = context.global_alpha();
                context.set_global_alpha(alpha * 0.16);
                context.set_fill_style_str(color);
                context.fill_rect(left, top, width, high);
                context.set_global_alpha(alpha);
                if let Some(pattern) = self.palette.pattern(look) {
                    context.save();
                    let _ = context.scale(0.5, 0.5);
                    context.set_fill_style_canvas_pattern(pattern);
                    context.fill_rect(left * 2.0, top * 2.0, width * 2.0, high * 2.0);
                    context.restore();
                }
            }
            Look::Device => {
                let alpha = context.global_alpha();
                context.set_global_alpha(alpha * 0.3);
                context.set_fill_style_str(color);
                let body = bar.body(look);
                context.fill_rect(left, body.top, width, body.height);
                context.set_global_alpha(alpha);
            }
            Look::Ended => {
                let x = left.round() + 0.5;
                if span.state.is_cut_short() {
                    self.line(
                        (x, top),
                        (x + high, top + high),
                        self.palette.color(Look::Waiting),
                        2.0,
                    );
                    self.line(
                        (x, top + high),
                        (x + high, top),
                        self.palette.color(Look::Waiting),
                        2.0,
                    );
                } else if scale.x(span.start) >= 0.0 {
                    self.line((x, top), (x, top + high), color, 2.0);
                }
                return;
            }
        }
        if !several && width >= LABEL_PX && look != Look::Sleeping {
            self.label(
                span,
                left.max(0.0),
                top + high / 2.0,
                (left + width).min(self.width),
                look,
                subject,
            );
        }
    }

    /// What a bar is about, where there is room for it.
    fn label(&self, span: &Span, left: f64, middle: f64, right: f64, look: Look, subject: Subject) {
        let trace = &self.play.recording.trace;
        let text = match (subject, span.state) {
            (Subject::Core(_), _) => trace.task(span.task).map_or("", |info| &info.name),
            (_, State::Blocked { on, .. }) => words::subject(on, trace),
            _ => "",
        };
        if text.is_empty() {
            return;
        }
        let room = right - left - 12.0;
        let width = self.width_of(text);
        if width > room {
            return;
        }
        let context = &self.context;
        if look == Look::Running {
            context.set_fill_style_str(&self.palette.on_running);
        } else {
            // A little ground behind the words keeps them legible on stripes.
            context.set_fill_style_str(&self.palette.ground);
            context.fill_rect(left + 5.0, middle - 6.5, width + 6.0, 13.0);
            context.set_fill_style_str(&self.palette.ink);
        }
        self.text(text, left + 8.0, middle + 0.5, room);
    }

    /// What tasks did at single instants, once one looks closely enough to tell them apart.
    fn marks(&self) {
        let scale = &self.play.scale;
        let (from, to) = scale.window();
        let trace = &self.play.recording.trace;
        let marks = marks::between(trace, from, to);
        for (index, mark) in marks.iter().enumerate() {
            let Some(y) = bar_middle(self.play, mark.task).filter(|_| self.runs_visibly(mark))
            else {
                continue;
            };
            let x = scale.x(mark.at);
            self.mark(x, y, mark.kind);
            let next = marks[index + 1..]
                .iter()
                .find(|next| next.task == mark.task);
            let room = next.map_or(MARK_ROOM_PX * 2.0, |next| scale.x(next.at) - x) - 16.0;
            if room >= MARK_ROOM_PX {
                self.context.set_fill_style_str(&self.palette.on_running);
                self.text(&mark.brief(trace), x + 8.0, y + 0.5, room);
            }
        }
    }

    /// Whether one can see the task run where it made a mark: marks of slivers would hide what is around them.
    fn runs_visibly(&self, mark: &Mark) -> bool {
        let spans = self.play.recording.lanes.task(mark.task);
        let before = Tick(mark.at.0.saturating_sub(1));
        lanes::at(spans, before).is_some_and(|span| {
            let end = span.end.min(self.play.duration());
            let width = end.since(span.start) as f64 / self.play.scale.ns_per_px();
            span.state.look() == Look::Running && width >= MARKED_BAR_PX
        })
    }

    fn mark(&self, x: f64, y: f64, kind: Kind) {
        let context = &self.context;
        context.begin_path();
        match kind {
            Kind::Read | Kind::Write => {
                // A full circle of a positive radius is never refused.
                let _ = context.arc(x, y, 4.0, 0.0, std::f64::consts::TAU);
            }
            Kind::Take | Kind::Give => {
                context.move_to(x, y - 5.0);
                context.line_to(x + 5.0, y);
                context.line_to(x, y + 5.0);
                context.line_to(x - 5.0, y);
                context.close_path();
            }
            Kind::Print => context.rect(x - 3.5, y - 3.5, 7.0, 7.0),
        }
        // Hollow for what comes in, full for what goes out.
        let full = matches!(kind, Kind::Write | Kind::Give | Kind::Print);
        let (fill, stroke) = if full {
            (&self.palette.ink, &self.palette.ground)
        } else {
            (&self.palette.ground, &self.palette.ink)
        };
        context.set_fill_style_str(fill);
        context.fill();
        context.set_line_width(1.5);
        context.set_stroke_style_str(stroke);
        context.stroke();
    }

    fn arrows(&self) {
        let scale = &self.play.scale;
        let (from, to) = scale.window();
        let arrows = self.play.recording.lanes.arrows();
        let first = arrows.partition_point(|arrow| arrow.at < from);
        let last = arrows.partition_point(|arrow| arrow.at <= to);
        let few = last - first <= MOST_ARROWS;
        if last - first > MOST_LOOKED_AT {
            return;
        }
        for arrow in &arrows[first..last] {
            let lit = self
                .play
                .lit
                .is_some_and(|lit| lit == arrow.from || lit == arrow.to);
            if !(lit || few) {
                continue;
            }
            let ends = (
                bar_middle(self.play, arrow.from),
                bar_middle(self.play, arrow.to),
            );
            let (Some(start), Some(end)) = ends else {
                continue;
            };
            let half = BAR_PX / 2.0;
            let (start, end) = if end > start {
                (start + half, end - half)
            } else {
                (start - half, end + half)
            };
            self.context.set_global_alpha(if lit { 1.0 } else { 0.55 });
            self.arrow(scale.x(arrow.at), start, end, arrow.spawn);
        }
        self.context.set_global_alpha(1.0);
    }

    fn arrow(&self, x: f64, start: f64, end: f64, dashed: bool) {
        let context = &self.context;
        let x = x.round() + 0.5;
        let tip = if end > start { -5.0 } else { 5.0 };
        if dashed {
            let dashes = js_sys::Array::of2(&2.into(), &3.into());
            let _ = context.set_line_dash(&dashes);
        }
        self.line((x, start), (x, end + tip * 0.6), &self.palette.ink, 1.0);
        let _ = context.set_line_dash(&js_sys::Array::new());
        context.set_fill_style_str(&self.palette.ink);
        context.begin_path();
        context.move_to(x, end);
        context.line_to(x - 3.5, end + tip);
        context.line_to(x + 3.5, end + tip);
        context.fill();
    }

    /// A frame around what was asked about.
    fn chosen(&self) {
        let Some(chosen) = self.play.chosen else {
            return;
        };
        let Some(middle) = bar_middle(self.play, chosen.task) else {
            return;
        };
        let scale = &self.play.scale;
        let left = scale.x(chosen.from).max(-4.0);
        let right = scale.x(chosen.to).min(self.width + 4.0);
        self.context.set_stroke_style_str(&self.palette.accent);
        self.context.set_line_width(2.0);
        let top = middle - BAR_PX / 2.0 - 2.0;
        self.context
            .stroke_rect(left - 1.0, top, (right - left).max(2.0) + 2.0, BAR_PX + 4.0);
    }

    /// What was searched for: a tick on the axis and a wedge above the bar; the one at the playhead is larger.
    fn found(&self) {
        let scale = &self.play.scale;
        let (from, to) = scale.window();
        let trace = &self.play.recording.trace;
        let matches = &self.play.matches;
        let here = matches.at(self.play.moment);
        let here = here.and_then(|place| matches.event(place, trace));
        let least_ns = (scale.ns_per_px() * 3.0) as u64;
        self.context.set_fill_style_str(&self.palette.found);
        for event in matches.between(trace, from, to, least_ns).chain(here) {
            let x = scale.x(event.at);
            let size = if here == Some(event) { 7.0 } else { 4.0 };
            self.context.fill_rect(x - 0.75, AXIS_PX - 9.0, 1.5, 9.0);
            if let Some(middle) = bar_middle(self.play, event.task) {
                let tip = middle - BAR_PX / 2.0 + 1.0;
                self.context.begin_path();
                self.context.move_to(x, tip);
                self.context.line_to(x - size, tip - size * 1.4);
                self.context.line_to(x + size, tip - size * 1.4);
                self.context.fill();
            }
        }
    }

    /// What has not happened yet at the playhead steps back.
    fn future(&self) {
        let x = self.play.scale.x(self.play.now).clamp(0.0, self.width);
        self.context.set_global_alpha(0.66);
        self.context.set_fill_style_str(&self.palette.ground);
        self.context
            .fill_rect(x, AXIS_PX, self.width - x, self.height - AXIS_PX);
        self.context.set_global_alpha(1.0);
    }

    fn playhead(&self) {
        let x = self.play.scale.x(self.play.now);
        if x < -1.0 || x > self.width + 1.0 {
            return;
        }
        let x = x.clamp(1.0, self.width - 1.0);
        self.line(
            (x, AXIS_PX - 8.0),
            (x, self.height),
            &self.palette.accent,
            2.0,
        );
        let context = &self.context;
        context.set_fill_style_str(&self.palette.accent);
        context.begin_path();
        context.move_to(x - 6.0, AXIS_PX - 16.0);
        context.line_to(x + 6.0, AXIS_PX - 16.0);
        context.line_to(x + 6.0, AXIS_PX - 10.0);
        context.line_to(x, AXIS_PX - 3.0);
        context.line_to(x - 6.0, AXIS_PX - 10.0);
        context.fill();
    }

    fn line(&self, from: (f64, f64), to: (f64, f64), color: &str, width: f64) {
        self.context.set_stroke_style_str(color);
        self.context.set_line_width(width);
        self.context.begin_path();
        self.context.move_to(from.0, from.1);
        self.context.line_to(to.0, to.1);
        self.context.stroke();
    }

    fn width_of(&self, text: &str) -> f64 {
        let size = self.context.measure_text(text);
        size.map_or(0.0, |size| size.width())
    }

    fn text(&self, text: &str, x: f64, y: f64, room: f64) {
        // Refused only on a context that is lost, and then there is nothing to see.
        let _ = self.context.fill_text_with_max_width(text, x, y, room);
    }
}

/// What stands beside the pointer: which task does what there, from when to when.
pub fn hint(play: &Play, language: Language) -> Option<String> {
    let (x, y) = play.pointer?;
    if y < AXIS_PX {
        return None;
    }
    let at = play.scale.tick(x);
    let lanes = &play.recording.lanes;
    let trace = &play.recording.trace;
    let (row, span) = play.rows.hit(lanes, y - AXIS_PX, at)?;
    let span = span.filter(|span| span.state.look() != Look::Ended || span.state.is_cut_short())?;
    let name = trace.task(span.task).map_or("?", |info| &info.name);
    let end = span.end.min(play.duration());
    let long = words::duration(end.since(span.start));
    let start = play.clock(span.start);
    let does = match row.subject {
        Subject::Task(_) => words::state(language, span.state, trace),
        Subject::Core(core) => words::state(language, State::Running(core), trace),
    };
    if let Some(mark) = nearest_mark(play, x, row.subject) {
        return Some(format!("{name}: {}", words::mark(language, &mark, trace)));
    }
    Some(format!("{name}: {does} · {long} · {start}"))
}

/// The mark of a row that a pointer at `x` touches.
fn nearest_mark(play: &Play, x: f64, subject: Subject) -> Option<Mark> {
    let reach = |x: f64| play.scale.tick(x);
    let (from, to) = play.scale.window();
    // Shown only if the whole window's marks are.
    marks::between(&play.recording.trace, from, to)
        .into_iter()
        .filter(|mark| Subject::Task(mark.task) == subject)
        .filter(|mark| reach(x - MARK_REACH_PX) <= mark.at && mark.at <= reach(x + MARK_REACH_PX))
        .min_by_key(|mark| mark.at.0.abs_diff(reach(x).0))
}

/// The middle of the bar of a task.
fn bar_middle(play: &Play, task: TaskId) -> Option<f64> {
    let row = play.rows.middle_of(task)? - ROW_PX / 2.0;
    Some(row + AXIS_PX + BAR_TOP + BAR_PX / 2.0)
}

/// The instant under a place.
pub fn instant(play: &Play, x: f64) -> Tick {
    play.scale.tick(x).min(play.extent())
}
