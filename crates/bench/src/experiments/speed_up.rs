//! The same work by more and more threads.

use std::sync::Mutex;
use std::time::Duration;

use crate::crew::{crew, spin};
use crate::experiment::{Case, Experiment, Plan, Quantity, Sample};

/// The experiment.
pub struct SpeedUp;

/// Its name.
pub const NAME: &str = "speed-up";
/// The same work, all of which can be shared out.
pub const PARALLEL: &str = "all parallel";
/// The same work, a tenth of which holds a lock.
pub const TENTH_SERIAL: &str = "a tenth under a lock";
/// As much work for each thread.
pub const SCALED: &str = "grows with the threads";
/// One share of [`TENTH_SERIAL`] in so many.
pub const SERIAL_SHARE: u64 = 10;
/// Pieces that the work is cut into: divisible by every small number of threads.
pub const PIECES: u64 = 840;

impl Experiment for SpeedUp {
    fn name(&self) -> &'static str {
        NAME
    }

    fn shows(&self) -> &'static str {
        "more threads help until the cores run out, a serial part caps what they can give, and threads beyond the cores cost"
    }

    fn lesson(&self) -> &'static str {
        "baristas"
    }

    fn cases(&self, plan: &Plan) -> Vec<Case> {
        let rounds = plan.amount(100_000, 2_000);
        let cases = |threads: usize| {
            let settings = [("threads", threads as f64)];
            let wall =
                |elapsed: Duration| Sample::of(Quantity::WALL_TIME, elapsed.as_secs_f64() * 1e3);
            [
                Case::new(PARALLEL, &settings, move || {
                    wall(work(threads, PIECES, rounds, 0))
                }),
                Case::new(TENTH_SERIAL, &settings, move || {
                    wall(work(threads, PIECES, rounds, rounds / SERIAL_SHARE))
                }),
                Case::new(SCALED, &settings, move || {
                    wall(work(threads, PIECES / 4 * threads as u64, rounds, 0))
                }),
            ]
        };
        plan.every_thread().into_iter().flat_map(cases).collect()
    }
}

/// Shares pieces out evenly; so many rounds of each hold a lock.
fn work(threads: usize, pieces: u64, rounds: u64, serial: u64) -> Duration {
    let lock = Mutex::new(0);
    let (elapsed, _) = crew(threads, |index| {
        let own = share(pieces, threads as u64, index as u64);
        for piece in 0..own {
            spin(rounds - serial, piece);
            if serial > 0 {
                // Nobody panics while holding it, so it is never poisoned.
                if let Ok(mut last) = lock.lock() {
                    *last = spin(serial, piece);
                }
            }
        }
    });
    elapsed
}

/// How much of a total falls to one of several: no two differ by more than one.
pub fn share(total: u64, among: u64, index: u64) -> u64 {
    total * (index + 1) / among - total * index / among
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn shares_add_up() {
        for among in 1..20 {
            let all: Vec<u64> = (0..among).map(|index| share(840, among, index)).collect();
            assert_eq!(all.iter().sum::<u64>(), 840);
            assert!(all.iter().max().unwrap() - all.iter().min().unwrap() <= 1);
        }
    }
}
