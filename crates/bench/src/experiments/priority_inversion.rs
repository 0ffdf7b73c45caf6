//! An urgent thread that waits for a lock, and one in the middle that needs none.

use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use thread_priority::{
    RealtimeThreadSchedulePolicy, ThreadPriority, ThreadPriorityValue, ThreadSchedulePolicy,
    set_thread_priority_and_policy, thread_native_id,
};

use crate::crew::pin;
use crate::experiment::{Case, Experiment, Plan, Quantity, Sample};

/// The experiment.
pub struct PriorityInversion;

/// Its name.
pub const NAME: &str = "priority-inversion";
/// Only the urgent one and the one with the lock.
pub const NOBODY: &str = "nobody in the middle";
/// And one between them.
pub const SOMEBODY: &str = "somebody in the middle";
/// And a lock that raises who holds it.
pub const CEILING: &str = "lock with a ceiling";
/// How long the least urgent thread works while it holds the lock.
pub const HELD: Duration = Duration::from_millis(2);
/// How long the one in the middle works.
pub const MIDDLE: Duration = Duration::from_millis(20);
const LOW: u8 = 10;
const MEDIUM: u8 = 20;
const HIGH: u8 = 30;

#[derive(Clone, Copy, PartialEq)]
struct Scene {
    /// Whether there is a thread in the middle.
    middle: bool,
    /// Whether who holds the lock becomes as urgent as who may want it (L. Sha and others: Priority inheritance
    /// protocols, 1990, which describes this as the priority ceiling).
    ceiling: bool,
}

impl Experiment for PriorityInversion {
    fn name(&self) -> &'static str {
        NAME
    }

    fn shows(&self) -> &'static str {
        "an urgent thread waits for one in the middle that holds nothing it wants, unless who holds the lock is raised"
    }

    fn lesson(&self) -> &'static str {
        "priority-inversion"
    }

    fn cases(&self, _: &Plan) -> Vec<Case> {
        let case = |variant, middle, ceiling| {
            Case::fallible(variant, &[], move || {
                let waited = play(Scene { middle, ceiling })?;
                Ok(Sample::of(Quantity::WAITED, waited.as_secs_f64() * 1e6))
            })
        };
        vec![
            case(NOBODY, false, false),
            case(SOMEBODY, true, false),
            case(CEILING, true, true),
        ]
    }
}

/// Makes the current thread run before all less urgent ones, as long as it wants.
fn become_urgent(priority: u8) -> Result<(), String> {
    let refused = |why: &dyn std::fmt::Debug| {
        format!("not permitted here: the system grants no real-time priority ({why:?})")
    };
    let value = ThreadPriorityValue::try_from(priority).map_err(|why| refused(&why))?;
    set_thread_priority_and_policy(
        thread_native_id(),
        ThreadPriority::Crossplatform(value),
        ThreadSchedulePolicy::Realtime(RealtimeThreadSchedulePolicy::Fifo),
    )
    .map_err(|why| refused(&why))
}

fn work(length: Duration) {
    let began = Instant::now();
    while began.elapsed() < length {
        std::hint::spin_loop();
    }
}

/// Three threads on one core; the answer is how long the urgent one waited for the lock.
fn play(scene: Scene) -> Result<Duration, String> {
    let lock = Mutex::new(());
    let taken = AtomicBool::new(false);
    let ready = Barrier::new(2 + usize::from(scene.middle));
    // Whoever is about to begin waits on the barrier, and goes on only when the least urgent one holds the lock.
    let enter = |priority: u8| -> Result<(), String> {
        let placed = pin(0);
        let granted = become_urgent(priority);
        ready.wait();
        match (placed, granted) {
            (true, granted) => granted,
            (false, _) => {
                Err("not permitted here: threads cannot be pinned to one core".to_owned())
            }
        }
    };
    let wait_for_holder = || {
        while !taken.load(Relaxed) {
            thread::sleep(Duration::from_micros(50));
        }
    };
    let low = || {
        let entered = enter(LOW);
        let held = lock.lock();
        let raised = if scene.ceiling {
            become_urgent(HIGH)
        } else {
            Ok(())
        };
        taken.store(true, Relaxed);
        work(HELD);
        drop(held);
        entered.and(raised)
    };
    let medium = || {
        let entered = enter(MEDIUM);
        wait_for_holder();
        if entered.is_ok() {
            // A moment later than the urgent one.
            thread::sleep(Duration::from_micros(200));
            work(MIDDLE);
        }
        entered
    };
    let high = || {
        let entered = enter(HIGH);
        wait_for_holder();
        let began = Instant::now();
        drop(lock.lock());
        entered.map(|()| began.elapsed())
    };
    thread::scope(|scope| {
        let low = scope.spawn(low);
        let medium = scene.middle.then(|| scope.spawn(medium));
        let high = scope.spawn(high);
        let ended = |_| "a thread ended".to_owned();
        let waited = high.join().map_err(ended)?;
        if let Some(medium) = medium {
            medium.join().map_err(ended)??;
        }
        low.join().map_err(ended)??;
        waited
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_measured_or_said_to_be_refused() {
        match play(Scene {
            middle: true,
            ceiling: true,
        }) {
            Ok(_) => {}
            Err(why) => assert!(why.starts_with("not permitted here"), "{why}"),
        }
    }
}
