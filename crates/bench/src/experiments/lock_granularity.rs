//! One lock for everything against a lock for each part.

use crossbeam_utils::CachePadded;
use parking_lot::Mutex;

use crate::crew::{crew, per_second, spin};
use crate::experiment::{Case, Experiment, Plan, Quantity, Sample};

/// The experiment.
pub struct LockGranularity;

/// Its name.
pub const NAME: &str = "lock-granularity";
/// One lock.
pub const ONE: &str = "one lock";
/// Many locks, each for its part.
pub const STRIPED: &str = "striped locks";
/// The setting: how much of an operation holds the lock.
pub const INSIDE: &str = "inside (%)";
/// Shares of an operation that hold the lock, in per cent.
pub const INSIDES: [u64; 3] = [10, 50, 90];
/// Stripes: enough that two of a few threads seldom meet.
pub const STRIPES: usize = 16;
/// Work of one operation, inside and outside together.
const ROUNDS: u64 = 1_000;

impl Experiment for LockGranularity {
    fn name(&self) -> &'static str {
        NAME
    }

    fn shows(&self) -> &'static str {
        "the longer threads stay inside one lock, the more they take turns; locks of smaller parts let them go on"
    }

    fn lesson(&self) -> &'static str {
        "lock-granularity"
    }

    fn cases(&self, plan: &Plan) -> Vec<Case> {
        let operations = plan.amount(10_000, 200);
        let case = |variant, stripes, threads: usize, inside: u64| {
            let settings = [("threads", threads as f64), (INSIDE, inside as f64)];
            Case::new(variant, &settings, move || {
                let elapsed = work(stripes, threads, operations, ROUNDS * inside / 100);
                let all = operations * threads as u64;
                Sample::of(Quantity::THROUGHPUT, per_second(all, elapsed))
            })
        };
        let mut cases = Vec::new();
        for threads in plan.threads() {
            for inside in INSIDES {
                cases.push(case(ONE, 1, threads, inside));
                cases.push(case(STRIPED, STRIPES, threads, inside));
            }
        }
        cases
    }
}

/// Operations that each belong to one part of some data, evenly spread.
fn work(stripes: usize, threads: usize, operations: u64, inside: u64) -> std::time::Duration {
    let locks: Vec<CachePadded<Mutex<u64>>> =
        (0..stripes).map(|_| CachePadded::default()).collect();
    let (elapsed, _) = crew(threads, |index| {
        let mut part = index;
        for operation in 0..operations {
            spin(ROUNDS - inside, operation);
            // Steps of a number that is prime to the stripes reach every stripe.
            part += 7;
            let mut sum = locks[part % stripes].lock();
            *sum = sum.wrapping_add(spin(inside, operation));
        }
    });
    elapsed
}
