//! Five philosophers on threads of their own, and a watchdog that looks whether they can still eat.

mod table;

use std::thread;
use std::time::{Duration, Instant};

use self::table::Table;
use crate::crew::crew;
use crate::experiment::{Case, Experiment, Plan, Quantity, Sample};

/// The experiment.
pub struct Philosophers;

/// Its name.
pub const NAME: &str = "philosophers";
/// Left fork, then right fork.
pub const NAIVE: &str = "left, then right";
/// The fork of the lower number first.
pub const ORDERED: &str = "lower number first";
/// Nobody sits down while four others sit.
pub const WAITER: &str = "a waiter";
/// Who does not get the second fork puts the first one back.
pub const BACK_OFF: &str = "try, and back off";
/// How many there are.
pub const SEATS: usize = 5;
/// Between the first fork and the second.
pub const PAUSE: Duration = Duration::from_micros(200);
/// With both forks.
pub const EAT: Duration = Duration::from_micros(400);
/// How often the watchdog looks.
const LOOK: Duration = Duration::from_millis(1);

#[derive(Clone, Copy, PartialEq, Debug)]
enum Manners {
    Naive,
    Ordered,
    Waiter,
    BackOff,
}

/// What happened at a table.
struct Dinner {
    meals: Vec<u64>,
    elapsed: Duration,
    /// Who waits for whom, if nobody can go on.
    circle: Option<Vec<usize>>,
}

impl Experiment for Philosophers {
    fn name(&self) -> &'static str {
        NAME
    }

    fn shows(&self) -> &'static str {
        "who takes the left fork and waits for the right one starves with all others; an order, a waiter or backing off feeds everybody"
    }

    fn lesson(&self) -> &'static str {
        "philosophers"
    }

    fn cases(&self, plan: &Plan) -> Vec<Case> {
        let length = Duration::from_millis(plan.amount(100, 10));
        let case = |variant, manners| {
            Case::new(variant, &[], move || {
                let dinner = dine(manners, length);
                let all: u64 = dinner.meals.iter().sum();
                let most = dinner.meals.iter().max().copied().unwrap_or(0).max(1);
                let fewest = dinner.meals.iter().min().copied().unwrap_or(0);
                let rate = all as f64 / dinner.elapsed.as_secs_f64().max(1e-9);
                let deadlocked = if dinner.circle.is_some() { 100.0 } else { 0.0 };
                let mut sample = Sample::of(Quantity::MEALS, rate)
                    .and(Quantity::FAIRNESS, fewest as f64 / most as f64 * 100.0)
                    .and(Quantity::DEADLOCKS, deadlocked);
                let circle = dinner.circle.unwrap_or_default();
                sample.circle = circle.into_iter().map(|seat| seat as u32).collect();
                sample
            })
        };
        vec![
            case(NAIVE, Manners::Naive),
            case(ORDERED, Manners::Ordered),
            case(WAITER, Manners::Waiter),
            case(BACK_OFF, Manners::BackOff),
        ]
    }
}

/// Lets them eat until the time is over or the watchdog barks.
fn dine(manners: Manners, length: Duration) -> Dinner {
    let table = Table::new(SEATS);
    let (circle, elapsed, meals) = thread::scope(|scope| {
        let watchdog = scope.spawn(|| watch(&table, length));
        let (elapsed, meals) = crew(SEATS, |seat| {
            let mut meals = 0;
            while eat(&table, manners, seat) {
                meals += 1;
            }
            meals
        });
        (watchdog.join().ok().flatten(), elapsed, meals)
    });
    Dinner {
        meals,
        elapsed,
        circle,
    }
}

/// Closes the table when the time is over, or when nobody can ever eat again: then the answer is the circle.
fn watch(table: &Table, length: Duration) -> Option<Vec<usize>> {
    let end = Instant::now() + length;
    let circle = loop {
        thread::sleep(LOOK);
        let circle = table.circle();
        if circle.is_some() || Instant::now() >= end {
            break circle;
        }
    };
    table.close();
    circle
}

/// One meal; not if the table was closed meanwhile.
fn eat(table: &Table, manners: Manners, seat: usize) -> bool {
    let (left, right) = (seat, (seat + 1) % SEATS);
    let (first, second) = match manners {
        Manners::Ordered => (left.min(right), left.max(right)),
        _ => (left, right),
    };
    if manners == Manners::Waiter && !table.sit_down() {
        return false;
    }
    let eaten = table.take(first, seat) && {
        thread::sleep(PAUSE);
        let got = if manners == Manners::BackOff {
            take_or_back_off(table, seat, first, second)
        } else {
            table.take(second, seat)
        };
        if got {
            thread::sleep(EAT);
            table.put_back(second);
        }
        // Who backed off in vain has no fork any more; only a closed table ends so.
        table.put_back_if_held(first, seat);
        got
    };
    if manners == Manners::Waiter {
        table.stand_up();
    }
    eaten
}

/// Takes the second fork, or puts the first one back for a while and begins anew. Waiting as long as one's seat number
/// says keeps all from doing the same thing at the same time for ever.
fn take_or_back_off(table: &Table, seat: usize, first: usize, second: usize) -> bool {
    while !table.try_take(second, seat) {
        table.put_back(first);
        thread::sleep(PAUSE * (seat as u32 + 1) / 4);
        if !table.take(first, seat) {
            return false;
        }
        thread::sleep(PAUSE);
    }
    true
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use super::*;

    #[test]
    fn the_watchdog_finds_the_circle_of_the_naive_table() {
        let table = Table::new(SEATS);
        let all_hold_one = Barrier::new(SEATS);
        let circle = thread::scope(|scope| {
            let watchdog = scope.spawn(|| watch(&table, Duration::from_secs(600)));
            crew(SEATS, |seat| {
                assert!(table.take(seat, seat));
                all_hold_one.wait();
                assert!(!table.take((seat + 1) % SEATS, seat), "the table is closed");
            });
            watchdog.join().unwrap()
        });
        let mut circle = circle.expect("nobody can go on");
        circle.sort_unstable();
        assert_eq!(circle, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn good_manners_never_make_a_circle() {
        for manners in [Manners::Ordered, Manners::Waiter, Manners::BackOff] {
            let dinner = dine(manners, Duration::from_millis(10));
            assert_eq!(dinner.circle, None, "{manners:?}");
        }
    }
}
