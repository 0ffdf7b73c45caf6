//! How fast virtual time passes while one watches.
//!
//! A run may sleep for seconds and then do a hundred things within a microsecond. Played at a constant pace, one
//! would watch either nothing or everything at once. So a run is watched along its *way*: half of the way is
//! spread evenly over virtual time, the other half evenly over events. Long waits pass quickly, busy moments
//! slowly, and time never stands still or goes back.

use interleave_trace::{Tick, Trace};

/// The way through a run, from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub struct Pace<'a> {
    trace: &'a Trace,
}

impl<'a> Pace<'a> {
    /// The way through what there is of a trace.
    #[must_use]
    pub fn new(trace: &'a Trace) -> Pace<'a> {
        Pace { trace }
    }

    /// How much of the way lies before an instant.
    #[must_use]
    pub fn way(self, at: Tick) -> f64 {
        let duration = self.trace.duration();
        if duration.0 == 0 {
            return 1.0;
        }
        let at = at.min(duration);
        let events = self.trace.events();
        let before = self.trace.moment_at(at).0 as usize;
        // Between two events the way goes on evenly, so that playing moves between them too.
        let last = before
            .checked_sub(1)
            .map_or(Tick(0), |index| events[index].at);
        let next = events.get(before).map_or(duration, |event| event.at);
        let within = at.since(last) as f64 / (next.since(last) as f64).max(1.0);
        let counted = (before as f64 + within) / (events.len() as f64 + 1.0);
        let timed = at.0 as f64 / duration.0 as f64;
        ((counted + timed) / 2.0).min(1.0)
    }

    /// The instant at a point of the way.
    #[must_use]
    pub fn instant(self, way: f64) -> Tick {
        let duration = self.trace.duration();
        if way >= 1.0 {
            return duration;
        }
        // `way` grows with time, so halving finds the instant in at most 64 steps.
        let (mut low, mut high) = (0, duration.0);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.way(Tick(middle)) < way {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Tick(low)
    }

    /// How long to watch the whole run for at speed 1, in seconds: a short run with little in it deserves less.
    #[must_use]
    pub fn seconds(self) -> f64 {
        (self.trace.events().len() as f64 / 4.0).clamp(6.0, 16.0)
    }
}

#[cfg(test)]
mod tests {
    use interleave_trace::{Event, TaskId, What};

    use super::*;

    /// Ten events within ten nanoseconds, a second of silence, and ten more.
    fn bursts() -> Trace {
        let mut trace = Trace::default();
        for at in (0..10).chain(1_000_000_000..1_000_000_010) {
            trace.push(Event {
                at: Tick(at),
                task: TaskId(0),
                site: Default::default(),
                what: What::GilTaken,
            });
        }
        trace
    }

    #[test]
    fn bursts_take_a_good_part_of_the_way() {
        let trace = bursts();
        let pace = Pace::new(&trace);
        assert!(pace.way(Tick(10)) > 0.2, "{}", pace.way(Tick(10)));
        assert!(pace.way(Tick(1_000_000_000)) < 0.8);
    }

    #[test]
    fn instants_and_the_way_are_inverse() {
        let trace = bursts();
        let pace = Pace::new(&trace);
        for at in [0, 3, 9, 500_000_000, 1_000_000_003] {
            let found = pace.instant(pace.way(Tick(at)));
            assert!(found.0.abs_diff(at) <= 1_000, "{at}: {found:?}");
        }
        assert_eq!(pace.instant(2.0), trace.duration());
        assert_eq!(pace.instant(0.0), Tick(0));
    }

    #[test]
    fn the_way_never_goes_back() {
        let trace = bursts();
        let pace = Pace::new(&trace);
        let ways: Vec<f64> = (0..1_000).map(|n| pace.way(Tick(n * 1_100_000))).collect();
        assert!(ways.windows(2).all(|pair| pair[0] <= pair[1]));
    }

    #[test]
    fn an_empty_run_is_over_at_once() {
        let trace = Trace::default();
        assert_eq!(Pace::new(&trace).way(Tick(0)), 1.0);
        assert_eq!(Pace::new(&trace).instant(0.3), Tick(0));
    }
}
