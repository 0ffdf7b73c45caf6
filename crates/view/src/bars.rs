//! Where the bars of a timeline stand in their rows: the same for whoever paints them.

use interleave_trace::Tick;

use crate::TimeScale;
use crate::detail::{Lane, Piece};
use crate::lanes::{Look, Span};

/// How high the axis above the rows is.
pub const AXIS_PX: f64 = 26.0;
/// How high a row is: a line of text and a bar. The page's style sheet says the same.
pub const ROW_PX: f64 = 42.0;
/// Where in its row a bar begins.
pub const BAR_TOP: f64 = 20.0;
/// How high a bar is.
pub const BAR_PX: f64 = 15.0;
/// Labels of the axis are about this far apart.
pub const TICK_PX: f64 = 90.0;
/// A bar that is narrower has no label.
pub const LABEL_PX: f64 = 46.0;
/// A mark with less room beside it has no label.
pub const MARK_ROOM_PX: f64 = 18.0;
/// A bar that is narrower shows no marks.
pub const MARKED_BAR_PX: f64 = 12.0;
/// More arrows than this are noise.
pub const MOST_ARROWS: usize = 40;
/// How far beyond the edge of the picture bars are drawn, so that their ends are not seen there.
const BEYOND_PX: f64 = 4.0;

/// The bars of a row that begins at `y`, in the window of a scale: each with what it is a picture of.
pub fn row<'a>(
    lane: Lane<'a>,
    y: f64,
    inner: bool,
    scale: &'a TimeScale,
    until: Tick,
) -> impl Iterator<Item = (Piece, Bar)> + 'a {
    let (from, to) = scale.window();
    let least_ns = scale.ns_per_px().ceil() as u64;
    lane.pieces(from, to, least_ns)
        .map(move |piece| (piece, Bar::of(&piece.span, y, inner, scale, until)))
}

/// A bar: a span of time in its place.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Bar {
    /// Its left edge.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// How wide it is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
}

impl Bar {
    /// The bar of a span whose row begins at `y`, in a run that has come as far as `until`. Bars of coroutines
    /// (`inner`) are a little lower.
    #[must_use]
    pub fn of(span: &Span, y: f64, inner: bool, scale: &TimeScale, until: Tick) -> Bar {
        let left = scale.x(span.start).max(-BEYOND_PX);
        let right = scale
            .x(span.end.min(until))
            .min(scale.width_px() + BEYOND_PX);
        let (top, height) = if inner {
            (y + BAR_TOP + 2.0, BAR_PX - 4.0)
        } else {
            (y + BAR_TOP, BAR_PX)
        };
        Bar {
            left,
            top,
            width: (right - left).max(1.0),
            height,
        }
    }

    /// What is filled of it: whoever rests has a thin line, whoever works or waits for others the whole.
    #[must_use]
    pub fn body(self, look: Look) -> Bar {
        let thickness = match look {
            Look::Ready => 6.0,
            Look::Sleeping => 2.0,
            Look::Device => self.height / 2.0,
            Look::Running | Look::Waiting | Look::Gil | Look::Ended => return self,
        };
        Bar {
            top: self.top + (self.height - thickness) / 2.0,
            height: thickness,
            ..self
        }
    }

    /// The height of its middle.
    #[must_use]
    pub fn middle(self) -> f64 {
        self.top + self.height / 2.0
    }
}

#[cfg(test)]
mod tests {
    use interleave_trace::{CoreId, TaskId};

    use super::*;
    use crate::State;

    #[test]
    fn a_bar_ends_with_its_span_the_run_or_the_picture() {
        let scale = TimeScale::fit(Tick(1_000), 100.0);
        let span = |start, end| Span {
            start: Tick(start),
            end,
            task: TaskId(0),
            state: State::Running(CoreId(0)),
        };
        let bar = |span: &Span, until| Bar::of(span, 0.0, false, &scale, Tick(until));
        let open = bar(&span(500, Span::OPEN), 1_000);
        assert!((open.left + open.width - scale.x(Tick(1_000))).abs() < 1e-9);
        let near = scale.zoomed(0.0, 10.0);
        let cut = Bar::of(&span(0, Tick(1_000)), 0.0, false, &near, Tick(1_000));
        assert!((cut.width - (100.0 + BEYOND_PX)).abs() < 1e-9);
        assert!((bar(&span(500, Tick(500)), 1_000).width - 1.0).abs() < 1e-9);
    }

    #[test]
    fn what_rests_is_thin_and_in_the_middle() {
        let whole = Bar {
            left: 0.0,
            top: 20.0,
            width: 10.0,
            height: BAR_PX,
        };
        for look in [Look::Running, Look::Ready, Look::Sleeping, Look::Device] {
            let body = whole.body(look);
            assert!((body.middle() - whole.middle()).abs() < 1e-9);
            assert!(body.height <= whole.height);
        }
        assert!(whole.body(Look::Sleeping).height < whole.body(Look::Ready).height);
    }
}
