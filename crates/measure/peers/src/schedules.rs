//! The explorer's subjects by others' means: as models for stateright, as programs for loom and shuttle.

use std::sync::atomic::{AtomicU64, Ordering};

use stateright::{Checker, Model, Property};

use crate::Failure;

/// Most processes of a model: states are arrays of that many.
const MOST: usize = 12;

/// `N` philosophers; a step takes a fork or puts one back.
struct Philosophers {
    seats: u8,
    /// Whether everybody takes the fork of the lower number first.
    ordered: bool,
    /// Whether only the way to a deadlock is asked for, not all states.
    shortest: bool,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Table {
    /// How many steps each has taken.
    taken: [u8; MOST],
    /// The forks that somebody has.
    forks: u16,
}

impl Philosophers {
    fn forks_of(&self, seat: u8) -> (u8, u8) {
        match (self.ordered, seat + 1 == self.seats) {
            (true, true) => (0, seat),
            _ => (seat, (seat + 1) % self.seats),
        }
    }

    fn can_step(&self, table: &Table, seat: u8) -> bool {
        let (first, second) = self.forks_of(seat);
        match table.taken[usize::from(seat)] {
            0 => table.forks & 1 << first == 0,
            1 => table.forks & 1 << second == 0,
            step => step < 4,
        }
    }

    fn is_stuck(&self, table: &Table) -> bool {
        let is_done = |seat: u8| table.taken[usize::from(seat)] == 4;
        !(0..self.seats).any(|seat| self.can_step(table, seat)) && !(0..self.seats).all(is_done)
    }
}

impl Model for Philosophers {
    type State = Table;
    type Action = u8;

    fn init_states(&self) -> Vec<Table> {
        vec![Table {
            taken: [0; MOST],
            forks: 0,
        }]
    }

    fn actions(&self, table: &Table, actions: &mut Vec<u8>) {
        actions.extend((0..self.seats).filter(|&seat| self.can_step(table, seat)));
    }

    fn next_state(&self, table: &Table, seat: u8) -> Option<Table> {
        let mut next = table.clone();
        let (first, second) = self.forks_of(seat);
        let step = &mut next.taken[usize::from(seat)];
        match step {
            0 => next.forks |= 1 << first,
            1 => next.forks |= 1 << second,
            2 => next.forks &= !(1 << second),
            _ => next.forks &= !(1 << first),
        }
        *step += 1;
        Some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        let mut properties = vec![Property::always("no deadlock", |model: &Self, table| {
            !model.is_stuck(table)
        })];
        // A search ends when nothing is left to be found; this one is never found.
        if !self.shortest {
            properties.push(Property::always("true", |_, _| true));
        }
        properties
    }
}

/// Processes that add 1 to a counter; a step reads it or writes it.
struct LostUpdate {
    processes: u8,
    times: u8,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Counter {
    value: u8,
    /// Twice the rounds done, and one more between reading and writing.
    taken: [u8; MOST],
    seen: [u8; MOST],
}

impl Model for LostUpdate {
    type State = Counter;
    type Action = u8;

    fn init_states(&self) -> Vec<Counter> {
        vec![Counter {
            value: 0,
            taken: [0; MOST],
            seen: [0; MOST],
        }]
    }

    fn actions(&self, state: &Counter, actions: &mut Vec<u8>) {
        let goes_on = |&process: &u8| state.taken[usize::from(process)] < 2 * self.times;
        actions.extend((0..self.processes).filter(goes_on));
    }

    fn next_state(&self, state: &Counter, process: u8) -> Option<Counter> {
        let mut next = state.clone();
        let at = usize::from(process);
        if next.taken[at].is_multiple_of(2) {
            next.seen[at] = next.value;
        } else {
            next.value = next.seen[at] + 1;
            next.seen[at] = 0;
        }
        next.taken[at] += 1;
        Some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![Property::always("true", |_, _| true)]
    }
}

fn states<M>(model: M) -> Result<u64, Failure>
where
    M: Model + Send + Sync + 'static,
    M::Action: Clone + PartialEq,
    M::State: std::hash::Hash + Send + Sync + Clone + PartialEq + 'static,
{
    let checker = model.checker().threads(1).spawn_bfs().join();
    Ok(checker.unique_state_count() as u64)
}

/// Checks a subject and prints how many states or schedules that took.
pub fn check(words: &[&str]) -> Result<(), Failure> {
    let number = |text: &str| text.parse::<u8>();
    let (what, count) = match words {
        ["stateright-philosophers", seats, order, what] => {
            let model = Philosophers {
                seats: number(seats)?,
                ordered: *order == "ordered",
                shortest: *what == "shortest",
            };
            ("states", states(model)?)
        }
        ["stateright-lost-update", processes, times] => {
            let model = LostUpdate {
                processes: number(processes)?,
                times: number(times)?,
            };
            ("states", states(model)?)
        }
        ["loom-philosophers", seats, order] => {
            let (seats, ordered) = (number(seats)?, *order == "ordered");
            let program = counted(move || in_loom_at_table(seats, ordered));
            loom::model(program);
            schedules()
        }
        ["loom-lost-update", processes, times] => {
            let (processes, times) = (number(processes)?, number(times)?);
            let program = counted(move || in_loom_counting(processes, times));
            loom::model(program);
            schedules()
        }
        ["shuttle-philosophers", seats, order] => {
            let (seats, ordered) = (number(seats)?, *order == "ordered");
            let program = counted(move || in_shuttle_at_table(seats, ordered));
            shuttle::check_dfs(program, None);
            schedules()
        }
        ["shuttle-lost-update", processes, times] => {
            let (processes, times) = (number(processes)?, number(times)?);
            let program = counted(move || in_shuttle_counting(processes, times));
            shuttle::check_dfs(program, None);
            schedules()
        }
        ["shuttle-random", processes, times, count] => {
            let (processes, times) = (number(processes)?, number(times)?);
            let program = counted(move || in_shuttle_counting(processes, times));
            shuttle::check_random(program, count.parse()?);
            schedules()
        }
        _ => return Err(format!("nobody checks {}", words.join(" ")).into()),
    };
    println!("{what} {count}");
    Ok(())
}

/// Which forks somebody takes, in this order.
fn forks_of(seat: u8, seats: u8, ordered: bool) -> (usize, usize) {
    let (first, second) = (seat, (seat + 1) % seats);
    match ordered && second < first {
        true => (second.into(), first.into()),
        false => (first.into(), second.into()),
    }
}

static SCHEDULES: AtomicU64 = AtomicU64::new(0);

/// A program that is counted whenever it begins.
fn counted(program: impl Fn() + Sync + Send + 'static) -> impl Fn() + Sync + Send + 'static {
    move || {
        SCHEDULES.fetch_add(1, Ordering::Relaxed);
        program();
    }
}

fn schedules() -> (&'static str, u64) {
    ("schedules", SCHEDULES.load(Ordering::Relaxed))
}

/// The two programs as loom and shuttle want them: with their own locks, atomics and threads.
macro_rules! programs {
    ($library:ident, $at_table:ident, $counting:ident) => {
        fn $at_table(seats: u8, ordered: bool) {
            use $library::sync::{Arc, Mutex};
            let forks: Vec<_> = (0..seats).map(|_| Arc::new(Mutex::new(()))).collect();
            let threads: Vec<_> = (0..seats)
                .map(|seat| {
                    let (first, second) = forks_of(seat, seats, ordered);
                    let (first, second) = (forks[first].clone(), forks[second].clone());
                    $library::thread::spawn(move || {
                        let _first = first.lock();
                        let _second = second.lock();
                    })
                })
                .collect();
            for thread in threads {
                let _ended = thread.join();
            }
        }

        fn $counting(processes: u8, times: u8) {
            use $library::sync::Arc;
            use $library::sync::atomic::{AtomicUsize, Ordering};
            let counter = Arc::new(AtomicUsize::new(0));
            let threads: Vec<_> = (0..processes)
                .map(|_| {
                    let counter = counter.clone();
                    $library::thread::spawn(move || {
                        for _ in 0..times {
                            let seen = counter.load(Ordering::SeqCst);
                            counter.store(seen + 1, Ordering::SeqCst);
                        }
                    })
                })
                .collect();
            for thread in threads {
                let _ended = thread.join();
            }
        }
    };
}

programs!(loom, in_loom_at_table, in_loom_counting);
programs!(shuttle, in_shuttle_at_table, in_shuttle_counting);
