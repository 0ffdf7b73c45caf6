//! The whole run in a strip, and the window of the timeline on it: what takes hold of the window, and where it goes.

use interleave_trace::Tick;

use crate::TimeScale;

/// A pointer this near to an edge of the window takes hold of the edge.
const GRIP_PX: f64 = 9.0;
/// The window is drawn no narrower, however little it shows.
const LEAST_PX: f64 = 6.0;

/// What a pointer takes hold of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The left edge: the window begins elsewhere.
    Start,
    /// The window as a whole.
    Window,
    /// The right edge.
    End,
    /// The run beside the window.
    Outside,
}

/// The strip.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Minimap {
    whole: TimeScale,
}

impl Minimap {
    /// The strip of a run.
    #[must_use]
    pub fn new(duration: Tick, width_px: f64) -> Minimap {
        Minimap {
            whole: TimeScale::fit(duration, width_px),
        }
    }

    /// The scale of the strip.
    #[must_use]
    pub fn scale(&self) -> &TimeScale {
        &self.whole
    }

    /// The edges of a scale's window.
    #[must_use]
    pub fn window(&self, scale: &TimeScale) -> (f64, f64) {
        let (from, to) = scale.window();
        let (left, right) = (self.whole.x(from), self.whole.x(to));
        let missing = (LEAST_PX - (right - left)).max(0.0) / 2.0;
        (left - missing, right + missing)
    }

    /// What a pointer at `x` takes hold of. Of a window too narrow for both edges and a middle it is the middle.
    #[must_use]
    pub fn hit(&self, scale: &TimeScale, x: f64) -> Part {
        let (left, right) = self.window(scale);
        let grip = GRIP_PX.min((right - left) / 3.0);
        if (left + grip..=right - grip).contains(&x) {
            Part::Window
        } else if (left - GRIP_PX..left + grip).contains(&x) {
            Part::Start
        } else if (right - grip..right + GRIP_PX).contains(&x) {
            Part::End
        } else {
            Part::Outside
        }
    }

    /// The scale after a part of its window was moved by `dx` pixels of the strip.
    #[must_use]
    pub fn moved(&self, scale: TimeScale, part: Part, dx: f64) -> TimeScale {
        let (from, to) = scale.window();
        let by = |at: Tick| self.whole.tick(self.whole.x(at) + dx);
        match part {
            Part::Start => scale.showing(by(from).min(to), to),
            Part::End => scale.showing(from, by(to).max(from)),
            Part::Window => scale.panned(-dx * self.whole.ns_per_px() / scale.ns_per_px()),
            Part::Outside => scale,
        }
    }

    /// The scale after its window was put around a place.
    #[must_use]
    pub fn centred(&self, scale: TimeScale, x: f64) -> TimeScale {
        let (left, right) = self.window(&scale);
        self.moved(scale, Part::Window, x - (left + right) / 2.0)
    }

    /// Where the strip of one of so many rows stands in a height: its upper edge, and how high it is. Nothing where the
    /// one before stands in the same place.
    #[must_use]
    pub fn row(index: usize, rows: usize, height_px: f64) -> Option<(f64, f64)> {
        let each = height_px / rows.max(1) as f64;
        let y = |index: usize| (index as f64 * each).floor();
        let shown = index == 0 || y(index) > y(index - 1);
        shown.then(|| (y(index), (each - 1.0).clamp(1.0, 6.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: u64 = 1_000_000_000;

    fn map() -> (Minimap, TimeScale) {
        let duration = Tick(10 * SECOND);
        let scale = TimeScale::fit(duration, 1000.0);
        (
            Minimap::new(duration, 206.0),
            scale.showing(Tick(2 * SECOND), Tick(6 * SECOND)),
        )
    }

    fn near(a: Tick, seconds: f64) -> bool {
        (a.0 as f64 / SECOND as f64 - seconds).abs() < 0.01
    }

    #[test]
    fn the_window_is_where_its_time_is() {
        let (map, scale) = map();
        let (left, right) = map.window(&scale);
        assert!((left - 40.0).abs() < 0.1 && (right - 120.0).abs() < 0.1);
        let parts = [10.0, 38.0, 44.0, 80.0, 116.0, 125.0, 180.0].map(|x| map.hit(&scale, x));
        assert_eq!(
            parts,
            [
                Part::Outside,
                Part::Start,
                Part::Start,
                Part::Window,
                Part::End,
                Part::End,
                Part::Outside
            ]
        );
    }

    #[test]
    fn edges_and_the_window_are_dragged() {
        let (map, scale) = map();
        let (from, to) = map.moved(scale, Part::Start, 20.0).window();
        assert!(near(from, 3.0) && near(to, 6.0));
        let (from, to) = map.moved(scale, Part::End, -40.0).window();
        assert!(near(from, 2.0) && near(to, 4.0));
        let (from, to) = map.moved(scale, Part::Window, 20.0).window();
        assert!(near(from, 3.0) && near(to, 7.0));
        let (from, to) = map.centred(scale, 20.0).window();
        assert!(near(from, 0.0) && near(to, 4.0));
    }

    #[test]
    fn an_edge_stops_at_the_other_one() {
        let (map, scale) = map();
        for (part, dx) in [(Part::Start, 1e6), (Part::End, -1e6)] {
            let (from, to) = map.moved(scale, part, dx).window();
            assert!(from <= to && to.0 <= 11 * SECOND);
            let (left, right) = map.window(&map.moved(scale, part, dx));
            assert!(right - left >= LEAST_PX - 1e-6);
            assert_eq!(
                map.hit(&map.moved(scale, part, dx), (left + right) / 2.0),
                Part::Window
            );
        }
    }

    #[test]
    fn many_rows_share_the_height() {
        assert_eq!(Minimap::row(1, 2, 20.0), Some((10.0, 6.0)));
        assert_eq!(Minimap::row(3, 4, 8.0), Some((6.0, 1.0)));
        let shown = (0..400).filter_map(|row| Minimap::row(row, 400, 20.0));
        assert_eq!(shown.count(), 20);
        assert_eq!(Minimap::row(0, 0, 20.0), Some((0.0, 6.0)));
    }
}
