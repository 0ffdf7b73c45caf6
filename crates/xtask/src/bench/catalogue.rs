//! What is measured, by whom, and what we want to reach.

/// One question, put to several contenders.
pub struct Experiment {
    /// What is typed to choose it.
    pub name: &'static str,
    /// The heading of its section.
    pub title: &'static str,
    /// What is done, in a sentence or two.
    pub about: &'static str,
    /// What a value is.
    pub unit: Unit,
    /// The contender that the others are compared with.
    pub reference: Option<&'static str>,
    /// Who does it.
    pub contenders: &'static [Contender],
}

/// One who does what an experiment asks.
pub struct Contender {
    /// Its name in the table.
    pub label: &'static str,
    /// What runs it.
    pub by: By,
    /// What it is asked to do.
    pub words: &'static [&'static str],
    /// How much of it.
    pub size: u64,
    /// Which of the numbers that it prints is meant.
    pub number: &'static str,
    /// What we want to reach.
    pub goals: &'static [Goal],
}

/// What runs a contender.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// `measure`, natively.
    Ours,
    /// `measure` in wasm32, under node.
    Wasm,
    /// `peers`, the crates that we compare with.
    Peers,
    /// A script under the python3 of PATH.
    CPython,
    /// A script that needs the packages of `requirements.txt`.
    SimPy,
}

/// What a value is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Nanoseconds for each.
    NanosecondsEach(&'static str),
    /// Microseconds for each.
    MicrosecondsEach(&'static str),
    /// Millions of them in a second.
    MillionsPerSecond(&'static str),
    /// Milliseconds.
    Milliseconds,
    /// Bytes for each.
    BytesEach(&'static str),
}

/// What we want to reach.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Goal {
    /// To be so many times as fast as another contender.
    TimesAsFastAs(f64, &'static str),
    /// A value of at most so much.
    AtMost(f64),
    /// A value of at least so much.
    AtLeast(f64),
    /// No more than so many times the value of another contender.
    AtMostTimes(f64, &'static str),
}

use By::{CPython, Ours, Peers, SimPy, Wasm};
use Goal::{AtLeast, AtMost, AtMostTimes, TimesAsFastAs};

/// A contender whose time is meant, with no goal.
const fn peer(label: &'static str, by: By, words: &'static [&'static str], size: u64) -> Contender {
    ours(label, by, words, size, &[])
}

/// A contender whose time is meant.
const fn ours(
    label: &'static str,
    by: By,
    words: &'static [&'static str],
    size: u64,
    goals: &'static [Goal],
) -> Contender {
    Contender {
        label,
        by,
        words,
        size,
        number: "ns",
        goals,
    }
}

/// Every experiment, in the order of the report.
pub const EXPERIMENTS: &[Experiment] = &[
    Experiment {
        name: "interpreter",
        title: "Interpreter",
        about: "A function counts to ten million: `while i < n: x = x + 1; i += 1`. Ours can be preempted at every instruction.",
        unit: Unit::NanosecondsEach("iteration"),
        reference: Some("CPython"),
        contenders: &[
            ours(
                "ours, native",
                Ours,
                &["count"],
                10_000_000,
                &[
                    TimesAsFastAs(2.0, "CPython"),
                    TimesAsFastAs(1.0, "Luau, interpreted"),
                ],
            ),
            ours(
                "ours, wasm",
                Wasm,
                &["count"],
                10_000_000,
                &[TimesAsFastAs(1.0, "CPython")],
            ),
            peer("CPython", CPython, &["cpython.py", "count"], 10_000_000),
            peer("boa", Peers, &["boa-count"], 10_000_000),
            peer("Luau, interpreted", Peers, &["luau-count"], 10_000_000),
            peer("bare register machine", Ours, &["bare-count"], 10_000_000),
        ],
    },
    Experiment {
        name: "shared",
        title: "Shared variables",
        about: "Two threads add to a global under CPython's lock: each addition is a load and a store that others could notice, and every one is an event of the trace.",
        unit: Unit::MillionsPerSecond("loads and stores"),
        reference: Some("CPython"),
        contenders: &[
            ours(
                "ours, traced",
                Ours,
                &["shared", "traced"],
                2_000_000,
                &[AtLeast(5.0)],
            ),
            peer("ours, output only", Ours, &["shared"], 4_000_000),
            peer("ours, wasm, traced", Wasm, &["shared", "traced"], 2_000_000),
            peer("CPython", CPython, &["cpython.py", "shared"], 4_000_000),
        ],
    },
    Experiment {
        name: "queue",
        title: "Simulation of a queue",
        about: "M/M/1/10: customers arrive at random and are served one at a time, at most ten in the system. Every arrival and every end of service is a timed event. Ours is a Python program, of two threads or of two coroutines.",
        unit: Unit::MillionsPerSecond("timed events"),
        reference: Some("nexosim"),
        contenders: &[
            ours(
                "ours, threads, traced",
                Ours,
                &["queue_threads", "traced"],
                100_000,
                &[TimesAsFastAs(1.0, "nexosim")],
            ),
            ours(
                "ours, threads",
                Ours,
                &["queue_threads"],
                100_000,
                &[AtLeast(10.0)],
            ),
            peer(
                "ours, asyncio, traced",
                Ours,
                &["queue_asyncio", "traced"],
                100_000,
            ),
            peer("ours, asyncio", Ours, &["queue_asyncio"], 100_000),
            peer("nexosim", Peers, &["nexosim-queue"], 2_000_000),
            peer("SimPy", SimPy, &["simpy_queue.py"], 200_000),
            peer("bare binary heap", Ours, &["bare-queue"], 4_000_000),
        ],
    },
    Experiment {
        name: "ring",
        title: "Simulation of a token ring",
        about: "A thousand tasks in a ring, each with a token at first: who has one holds it for a while, which is a timed event, and hands it on. Ours is a Python program, of threads or of coroutines.",
        unit: Unit::MillionsPerSecond("timed events"),
        reference: Some("nexosim"),
        contenders: &[
            ours(
                "ours, threads, traced",
                Ours,
                &["ring_threads", "traced"],
                100_000,
                &[TimesAsFastAs(1.0, "nexosim")],
            ),
            ours(
                "ours, threads",
                Ours,
                &["ring_threads"],
                100_000,
                &[AtLeast(7.0)],
            ),
            peer(
                "ours, asyncio, traced",
                Ours,
                &["ring_asyncio", "traced"],
                100_000,
            ),
            peer("ours, asyncio", Ours, &["ring_asyncio"], 100_000),
            peer("nexosim", Peers, &["nexosim-ring"], 2_000_000),
            peer("SimPy", SimPy, &["simpy_ring.py"], 200_000),
            peer("bare binary heap", Ours, &["bare-ring"], 4_000_000),
        ],
    },
    Experiment {
        name: "world",
        title: "A checker's step",
        about: "Five philosophers at the table: fork the world, let one thread take a step, fingerprint the result. Beside it the least that a checker can do: clone 200 bytes and step a bare machine; insert a state of 64 bytes into a hash set.",
        unit: Unit::NanosecondsEach("step"),
        reference: Some("clone 200 bytes, step a bare machine"),
        contenders: &[
            ours(
                "ours: fork, step, fingerprint",
                Ours,
                &["fork"],
                1_000_000,
                &[AtMost(300.0)],
            ),
            peer(
                "clone 200 bytes, step a bare machine",
                Ours,
                &["clone-and-step"],
                20_000_000,
            ),
            peer(
                "insert 64 bytes into a hash set",
                Ours,
                &["insert"],
                1_000_000,
            ),
        ],
    },
    Experiment {
        name: "jumps",
        title: "Jumps in a long recording",
        about: "From anywhere to a random instant of a recording of a million events, four hundred times; a frame of a screen at 60 Hz lasts 16.7 ms.",
        unit: Unit::Milliseconds,
        reference: None,
        contenders: &[
            Contender {
                label: "median jump",
                by: Ours,
                words: &["jumps"],
                size: 1_000_000,
                number: "median",
                goals: &[AtMost(16.0)],
            },
            Contender {
                label: "worst jump",
                by: Ours,
                words: &["jumps"],
                size: 1_000_000,
                number: "worst",
                goals: &[AtMost(16.0)],
            },
            Contender {
                label: "worst jump, a ring of 1,000 coroutines",
                by: Ours,
                words: &["jumps", "ring_asyncio"],
                size: 1_000_000,
                number: "worst",
                goals: &[AtMost(16.0)],
            },
        ],
    },
    Experiment {
        name: "frames",
        title: "A frame of the timeline",
        about: "A hundred lanes of a million spans, 2,000 pixels wide: where every bar of one frame stands, from far away and from near by turns. Painting is not part of it.",
        unit: Unit::MicrosecondsEach("frame"),
        reference: None,
        contenders: &[
            ours(
                "ours, native",
                Ours,
                &["frames"],
                1_000_000,
                &[AtMost(4_000.0)],
            ),
            ours(
                "ours, wasm",
                Wasm,
                &["frames"],
                1_000_000,
                &[AtMost(4_000.0)],
            ),
        ],
    },
    Experiment {
        name: "trace",
        title: "Size of a trace",
        about: "The same recording: what an event occupies, and what with the tables of names and texts that events refer to.",
        unit: Unit::BytesEach("event"),
        reference: None,
        contenders: &[
            Contender {
                label: "an event",
                by: Ours,
                words: &["jumps"],
                size: 1_000_000,
                number: "bytes",
                goals: &[AtMost(32.0)],
            },
            Contender {
                label: "and its part of the tables",
                by: Ours,
                words: &["jumps"],
                size: 1_000_000,
                number: "with_tables",
                goals: &[],
            },
        ],
    },
    Experiment {
        name: "c10k",
        title: "Many tasks",
        about: "So many threads, or coroutines, are made, sleep and wake (C10k).",
        unit: Unit::MicrosecondsEach("task"),
        reference: None,
        contenders: &[
            peer(
                "1,000 threads",
                Ours,
                &["sleepers_threads", "traced"],
                1_000,
            ),
            peer(
                "10,000 threads",
                Ours,
                &["sleepers_threads", "traced"],
                10_000,
            ),
            ours(
                "100,000 threads",
                Ours,
                &["sleepers_threads", "traced"],
                100_000,
                &[AtMost(50.0), AtMostTimes(1.5, "1,000 threads")],
            ),
            ours(
                "10,000 threads, wasm",
                Wasm,
                &["sleepers_threads", "traced"],
                10_000,
                &[AtMost(200.0)],
            ),
            peer(
                "1,000 coroutines",
                Ours,
                &["sleepers_asyncio", "traced"],
                1_000,
            ),
            peer(
                "10,000 coroutines",
                Ours,
                &["sleepers_asyncio", "traced"],
                10_000,
            ),
            ours(
                "100,000 coroutines",
                Ours,
                &["sleepers_asyncio", "traced"],
                100_000,
                &[AtMost(50.0), AtMostTimes(1.5, "1,000 coroutines")],
            ),
            ours(
                "10,000 coroutines, wasm",
                Wasm,
                &["sleepers_asyncio", "traced"],
                10_000,
                &[AtMost(200.0)],
            ),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::{EXPERIMENTS, Goal};

    #[test]
    fn whoever_is_compared_with_is_there() {
        for experiment in EXPERIMENTS {
            let has = |label: &str| {
                experiment
                    .contenders
                    .iter()
                    .any(|other| other.label == label)
            };
            assert!(experiment.reference.is_none_or(has), "{}", experiment.name);
            for goal in experiment
                .contenders
                .iter()
                .flat_map(|contender| contender.goals)
            {
                if let Goal::TimesAsFastAs(_, other) | Goal::AtMostTimes(_, other) = goal {
                    assert!(has(other), "{}: {other}", experiment.name);
                }
            }
        }
    }
}
