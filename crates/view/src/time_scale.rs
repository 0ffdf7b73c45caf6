//! Virtual time to pixels and back: the only place where a tick becomes a float.

use interleave_trace::Tick;

/// A window of time on an axis of pixels.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TimeScale {
    /// The time at the left edge, in nanoseconds.
    start_ns: f64,
    /// How much time a pixel shows, in nanoseconds.
    ns_per_px: f64,
    /// How wide the axis is, in pixels.
    width_px: f64,
    /// How long the whole run is, in nanoseconds.
    duration_ns: f64,
}

/// Nobody looks closer than this: a tick is a nanosecond.
const MIN_NS_PER_PX: f64 = 0.05;
/// Room after the end of the run, as a share of the width: the last event is not glued to the edge.
const MARGIN: f64 = 0.03;

impl TimeScale {
    /// The scale that shows a whole run.
    #[must_use]
    pub fn fit(duration: Tick, width_px: f64) -> TimeScale {
        let width_px = width_px.max(1.0);
        let duration_ns = (duration.0 as f64).max(1.0);
        TimeScale {
            start_ns: 0.0,
            ns_per_px: duration_ns * (1.0 + MARGIN) / width_px,
            width_px,
            duration_ns,
        }
    }

    /// The same window for a run that has grown or an axis that has another width; a window that showed
    /// everything goes on to do so.
    #[must_use]
    pub fn resized(self, duration: Tick, width_px: f64) -> TimeScale {
        let whole = TimeScale::fit(duration, width_px);
        if self.shows_everything() {
            return whole;
        }
        TimeScale {
            start_ns: self.start_ns,
            ns_per_px: self.ns_per_px * self.width_px / whole.width_px,
            ..whole
        }
        .clamped()
    }

    /// Whether the window shows the whole run.
    #[must_use]
    pub fn shows_everything(&self) -> bool {
        self.ns_per_px >= self.widest() * 0.999
    }

    /// Where an instant is.
    #[must_use]
    pub fn x(&self, at: Tick) -> f64 {
        (at.0 as f64 - self.start_ns) / self.ns_per_px
    }

    /// Which instant is at a place; places before the start of the run are its start.
    #[must_use]
    pub fn tick(&self, x: f64) -> Tick {
        Tick((self.start_ns + x * self.ns_per_px).max(0.0).round() as u64)
    }

    /// The first and the last instant of the window.
    #[must_use]
    pub fn window(&self) -> (Tick, Tick) {
        (self.tick(0.0), self.tick(self.width_px))
    }

    /// How much time a pixel shows.
    #[must_use]
    pub fn ns_per_px(&self) -> f64 {
        self.ns_per_px
    }

    /// How wide the axis is.
    #[must_use]
    pub fn width_px(&self) -> f64 {
        self.width_px
    }

    /// Shows `factor` times as much detail; what is at `x` stays there.
    #[must_use]
    pub fn zoomed(self, x: f64, factor: f64) -> TimeScale {
        let ns_per_px =
            (self.ns_per_px / factor).clamp(MIN_NS_PER_PX.min(self.widest()), self.widest());
        TimeScale {
            start_ns: self.start_ns + x * (self.ns_per_px - ns_per_px),
            ns_per_px,
            ..self
        }
        .clamped()
    }

    /// Shows what lies between two instants, as far as one may look so closely.
    #[must_use]
    pub fn showing(self, from: Tick, to: Tick) -> TimeScale {
        let shown = to.since(from) as f64 / self.width_px;
        let ns_per_px = shown.clamp(MIN_NS_PER_PX.min(self.widest()), self.widest());
        // Too little is shown in the middle of what can be.
        let more = ((ns_per_px - shown) * self.width_px).max(0.0);
        TimeScale {
            start_ns: from.0 as f64 - more / 2.0,
            ns_per_px,
            ..self
        }
        .clamped()
    }

    /// Moves the window so that its content moves `dx` pixels to the right.
    #[must_use]
    pub fn panned(self, dx: f64) -> TimeScale {
        TimeScale {
            start_ns: self.start_ns - dx * self.ns_per_px,
            ..self
        }
        .clamped()
    }

    /// Moves the window, if it must, so that an instant is in it and not at its very edge.
    #[must_use]
    pub fn following(self, at: Tick) -> TimeScale {
        let x = self.x(at);
        if (0.0..=self.width_px).contains(&x) {
            return self;
        }
        self.panned(self.width_px * 0.2 - x)
    }

    /// Instants to label, about `spacing_px` apart, and the step between them.
    #[must_use]
    pub fn ticks(&self, spacing_px: f64) -> (Vec<Tick>, u64) {
        let step = nice_step(self.ns_per_px * spacing_px.max(1.0));
        let (from, to) = self.window();
        let first = from.0.div_ceil(step);
        let last = to.0 / step;
        let ticks = (first..=last).map(|index| Tick(index * step)).collect();
        (ticks, step)
    }

    fn widest(&self) -> f64 {
        self.duration_ns * (1.0 + MARGIN) / self.width_px
    }

    fn clamped(self) -> TimeScale {
        let shown = self.width_px * self.ns_per_px;
        let latest = (self.duration_ns * (1.0 + MARGIN) - shown).max(0.0);
        TimeScale {
            start_ns: self.start_ns.clamp(0.0, latest),
            ..self
        }
    }
}

/// The smallest of 1, 2, 5, 10, 20, 50 … that is at least this.
fn nice_step(at_least_ns: f64) -> u64 {
    let mut power = 1u64;
    while power < 1_000_000_000_000_000_000 {
        for factor in [1, 2, 5] {
            if (power * factor) as f64 >= at_least_ns {
                return power * factor;
            }
        }
        power *= 10;
    }
    power
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: u64 = 1_000_000_000;

    fn scale() -> TimeScale {
        TimeScale::fit(Tick(3 * SECOND), 600.0)
    }

    #[test]
    fn places_and_instants_are_inverse() {
        let scale = scale().zoomed(200.0, 7.0);
        for x in [0.0, 1.0, 33.3, 599.0] {
            assert!((scale.x(scale.tick(x)) - x).abs() < 1e-3);
        }
    }

    #[test]
    fn what_is_under_the_pointer_stays_there() {
        let before = scale().tick(450.0);
        let after = scale().zoomed(450.0, 3.0).tick(450.0);
        assert!(before.0.abs_diff(after.0) <= 1);
    }

    #[test]
    fn the_window_stays_on_the_run() {
        assert_eq!(scale().panned(1e9).window().0, Tick(0));
        let (_, end) = scale().zoomed(0.0, 10.0).panned(-1e9).window();
        assert!(end.0 >= 3 * SECOND && end.0 < 4 * SECOND);
        assert!(scale().zoomed(10.0, 0.001).shows_everything());
        assert!(scale().zoomed(0.0, 1e30).ns_per_px() >= MIN_NS_PER_PX);
    }

    #[test]
    fn labels_stand_at_round_instants() {
        let (ticks, step) = scale().ticks(80.0);
        assert_eq!(step, 500_000_000);
        assert_eq!(ticks.len(), 7);
        assert_eq!(ticks[3], Tick(1_500_000_000));
        assert_eq!(nice_step(0.1), 1);
        assert_eq!(nice_step(3.0), 5);
    }

    #[test]
    fn a_scale_that_shows_everything_goes_on_to_do_so() {
        let grown = scale().resized(Tick(9 * SECOND), 300.0);
        assert_eq!(grown, TimeScale::fit(Tick(9 * SECOND), 300.0));
        let zoomed = scale().zoomed(0.0, 4.0);
        assert_eq!(
            zoomed.resized(Tick(9 * SECOND), 600.0).ns_per_px(),
            zoomed.ns_per_px()
        );
    }

    #[test]
    fn an_empty_run_has_a_scale() {
        let scale = TimeScale::fit(Tick(0), 0.0);
        assert!(scale.x(Tick(0)).is_finite());
        assert!(scale.ticks(80.0).0.len() < 200);
    }
}
