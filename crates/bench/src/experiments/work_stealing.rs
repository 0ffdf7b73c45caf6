//! Who gets which piece of work: settled beforehand, from one queue, or stolen.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use crossbeam_queue::SegQueue;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::speed_up::share;
use crate::crew::{crew, spin};
use crate::experiment::{Case, Experiment, Plan, Quantity, Sample};

/// The experiment.
pub struct WorkStealing;

/// Its name.
pub const NAME: &str = "work-stealing";
/// Every thread gets as many pieces, those next to each other.
pub const FIXED: &str = "fixed shares";
/// Every thread takes the next piece from one queue.
pub const QUEUE: &str = "one queue";
/// Threads have queues of their own and steal from each other (rayon).
pub const STEALING: &str = "stealing";
/// The setting: how many times as much the first pieces are.
pub const SKEW: &str = "skew";
/// Pieces of work.
pub const PIECES: u64 = 512;
/// One in so many is heavy; they are the first ones.
pub const HEAVY_SHARE: u64 = 8;
/// Even and skewed.
pub const SKEWS: [u64; 2] = [1, 20];

type Way = fn(&Arc<Pool>, &Pieces) -> Duration;

/// Threads that rayon keeps, and how many.
struct Pool {
    threads: usize,
    rayon: Option<rayon::ThreadPool>,
}

/// Rounds of every piece, and how many were done.
struct Pieces {
    rounds: Vec<u64>,
    done: AtomicU64,
}

const WAYS: &[(&str, Way)] = &[
    (FIXED, fixed_shares),
    (QUEUE, one_queue),
    (STEALING, stealing),
];

impl Experiment for WorkStealing {
    fn name(&self) -> &'static str {
        NAME
    }

    fn shows(&self) -> &'static str {
        "fixed shares are best for even work and worst for skewed work; a queue balances, and stealing balances without everybody at one queue"
    }

    fn lesson(&self) -> &'static str {
        "bounded-queue"
    }

    fn cases(&self, plan: &Plan) -> Vec<Case> {
        let total: u64 = plan.amount(40_000_000, 200_000);
        let mut cases = Vec::new();
        for threads in plan.threads() {
            let pool = Arc::new(Pool {
                threads,
                rayon: rayon::ThreadPoolBuilder::new()
                    .num_threads(threads)
                    .build()
                    .ok(),
            });
            for skew in SKEWS {
                for &(variant, way) in WAYS {
                    let pool = pool.clone();
                    let settings = [("threads", threads as f64), (SKEW, skew as f64)];
                    cases.push(Case::new(variant, &settings, move || {
                        let elapsed = way(&pool, &pieces(total, skew));
                        Sample::of(Quantity::WALL_TIME, elapsed.as_secs_f64() * 1e3)
                    }));
                }
            }
        }
        cases
    }
}

/// As much work in all, however it is skewed.
fn pieces(total: u64, skew: u64) -> Pieces {
    let heavy = PIECES / HEAVY_SHARE;
    let light_rounds = total / (heavy * skew + PIECES - heavy);
    let rounds = |piece: u64| light_rounds * if piece < heavy { skew } else { 1 };
    Pieces {
        rounds: (0..PIECES).map(rounds).collect(),
        done: AtomicU64::new(0),
    }
}

impl Pieces {
    fn work(&self, piece: usize) {
        spin(self.rounds[piece], piece as u64);
        self.done.fetch_add(1, Relaxed);
    }
}

fn fixed_shares(pool: &Arc<Pool>, pieces: &Pieces) -> Duration {
    let threads = pool.threads as u64;
    let (elapsed, _) = crew(pool.threads, |index| {
        let before: u64 = (0..index as u64).map(|n| share(PIECES, threads, n)).sum();
        for piece in before..before + share(PIECES, threads, index as u64) {
            pieces.work(piece as usize);
        }
    });
    elapsed
}

fn one_queue(pool: &Arc<Pool>, pieces: &Pieces) -> Duration {
    let queue = SegQueue::new();
    (0..pieces.rounds.len()).for_each(|piece| queue.push(piece));
    let (elapsed, _) = crew(pool.threads, |_| {
        while let Some(piece) = queue.pop() {
            pieces.work(piece);
        }
    });
    elapsed
}

/// Every piece may be stolen: left to itself, rayon makes few leaves of so few pieces, and the heavy ones share one.
/// Without threads of rayon's own, which a system may refuse, on this one.
fn stealing(pool: &Arc<Pool>, pieces: &Pieces) -> Duration {
    let all: Vec<usize> = (0..pieces.rounds.len()).collect();
    let began = Instant::now();
    let work = || {
        all.par_iter()
            .with_max_len(1)
            .for_each(|&piece| pieces.work(piece))
    };
    match &pool.rayon {
        Some(rayon) => rayon.install(work),
        None => work(),
    }
    began.elapsed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_piece_is_done_once_whoever_does_it() {
        let pool = Arc::new(Pool {
            threads: 3,
            rayon: rayon::ThreadPoolBuilder::new().num_threads(3).build().ok(),
        });
        for (name, way) in WAYS {
            for skew in SKEWS {
                let pieces = pieces(10_000, skew);
                way(&pool, &pieces);
                assert_eq!(pieces.done.load(Relaxed), PIECES, "{name}");
            }
        }
    }

    #[test]
    fn skewed_work_is_as_much_as_even_work() {
        let sum = |skew| pieces(40_000_000, skew).rounds.iter().sum::<u64>();
        assert!(sum(1).abs_diff(sum(20)) < 100_000);
    }
}
