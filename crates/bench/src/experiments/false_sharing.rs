//! Counters that nobody shares, on cache lines that everybody does.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use crate::crew::{crew, per_second};
use crate::experiment::{Case, Experiment, Plan, Quantity, Sample};

/// The experiment.
pub struct FalseSharing;

/// Its name.
pub const NAME: &str = "false-sharing";

/// So many counters apart, no two are on one line, nor on two that are fetched as a pair, as Intel's processors do.
const PADDING: usize = 128 / size_of::<AtomicU64>();

impl Experiment for FalseSharing {
    fn name(&self) -> &'static str {
        NAME
    }

    fn shows(&self) -> &'static str {
        "threads that never touch each other's data slow each other down while it lies on one cache line"
    }

    fn lesson(&self) -> &'static str {
        "lost-update"
    }

    fn cases(&self, plan: &Plan) -> Vec<Case> {
        let rounds = plan.amount(4_000_000, 50_000);
        let case = move |variant, stride: usize, threads: usize| {
            let counters: Vec<AtomicU64> = (0..threads * stride)
                .map(|_| AtomicU64::default())
                .collect();
            Case::new(variant, &[("threads", threads as f64)], move || {
                let (elapsed, _) = crew(threads, |index| count(&counters[index * stride], rounds));
                let all = rounds * threads as u64;
                Sample::of(Quantity::THROUGHPUT, per_second(all, elapsed))
            })
        };
        let pair = |threads| {
            [
                case("neighbours", 1, threads),
                case("padded", PADDING, threads),
            ]
        };
        plan.threads().into_iter().flat_map(pair).collect()
    }
}

/// The only thread that writes here needs no atomic addition, but every store must reach memory.
fn count(counter: &AtomicU64, rounds: u64) {
    for _ in 0..rounds {
        counter.store(std::hint::black_box(counter.load(Relaxed) + 1), Relaxed);
    }
}
