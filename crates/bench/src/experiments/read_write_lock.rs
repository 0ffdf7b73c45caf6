//! A lock that lets readers in together, against one that does not.

use std::sync::{Mutex, RwLock};

use crate::crew::{crew, per_second, spin};
use crate::experiment::{Case, Experiment, Plan, Quantity, Sample};

/// The experiment.
pub struct ReadWriteLock;

/// Its name.
pub const NAME: &str = "read-write-lock";
/// What a reader looks at while it holds the lock.
type Table = [u64; 64];
/// Work between two operations.
const OUTSIDE: u64 = 200;

/// Reads or writes under its lock.
type Access = Box<dyn Fn(bool) -> u64 + Sync>;

impl Experiment for ReadWriteLock {
    fn name(&self) -> &'static str {
        NAME
    }

    fn shows(&self) -> &'static str {
        "letting readers in together pays only while almost everybody reads, and for long enough"
    }

    fn lesson(&self) -> &'static str {
        "lock-granularity"
    }

    fn cases(&self, plan: &Plan) -> Vec<Case> {
        let operations = plan.amount(40_000, 500);
        let threads = plan.contenders();
        let case = |variant, access: fn() -> Access, reads: u64| {
            let settings = [("threads", threads as f64), ("reads (%)", reads as f64)];
            Case::new(variant, &settings, move || {
                let access = access();
                let (elapsed, _) = crew(threads, |index| {
                    for operation in 0..operations {
                        spin(OUTSIDE, operation);
                        access(is_read(operation + index as u64, reads));
                    }
                });
                let all = operations * threads as u64;
                Sample::of(Quantity::THROUGHPUT, per_second(all, elapsed))
            })
        };
        let mut cases = Vec::new();
        for reads in [0, 50, 90, 99, 100] {
            cases.push(case("std mutex", mutex, reads));
            cases.push(case("std read-write lock", std_lock, reads));
            cases.push(case("parking_lot read-write lock", parking_lot_lock, reads));
        }
        cases
    }
}

/// Spreads so many reads in a hundred evenly (37 is prime to 100).
fn is_read(operation: u64, reads: u64) -> bool {
    operation * 37 % 100 < reads
}

fn sum(table: &Table) -> u64 {
    table.iter().fold(0, |sum, entry| {
        std::hint::black_box(sum).wrapping_add(*entry)
    })
}

fn change(table: &mut Table) -> u64 {
    for entry in table.iter_mut() {
        *entry = std::hint::black_box(*entry).wrapping_add(1);
    }
    table[0]
}

// Nobody panics while holding one of these, so none is ever poisoned.

fn mutex() -> Access {
    let lock: Mutex<Table> = Mutex::new([0; 64]);
    Box::new(move |read| match (lock.lock(), read) {
        (Ok(table), true) => sum(&table),
        (Ok(mut table), false) => change(&mut table),
        (Err(_), _) => 0,
    })
}

fn std_lock() -> Access {
    let lock: RwLock<Table> = RwLock::new([0; 64]);
    Box::new(move |read| {
        if read {
            lock.read().map_or(0, |table| sum(&table))
        } else {
            lock.write().map_or(0, |mut table| change(&mut table))
        }
    })
}

fn parking_lot_lock() -> Access {
    let lock: parking_lot::RwLock<Table> = parking_lot::RwLock::new([0; 64]);
    Box::new(move |read| {
        if read {
            sum(&lock.read())
        } else {
            change(&mut lock.write())
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_are_as_many_as_said() {
        for reads in [0, 50, 90, 99, 100] {
            let found = (0..100).filter(|&n| is_read(n, reads)).count() as u64;
            assert_eq!(found, reads);
        }
    }

    #[test]
    fn every_lock_loses_no_write() {
        for access in [mutex, std_lock, parking_lot_lock] {
            let access = access();
            crew(4, |_| (0..500).map(|_| access(false)).max());
            assert_eq!(access(true), 64 * 2_000);
        }
    }
}
