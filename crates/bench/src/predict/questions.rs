//! Each experiment's question, put to its program.

use interleave_playground::engine::{Config, Policy};
use interleave_report::{Experiment, speed_ups};

use super::calibration::Calibration;
use super::program::Program;
use super::{Answer, Answers};
use crate::experiments::{
    blocked_loop as blocked, channels as channel, lock_granularity as locks, philosophers as table,
    priority_inversion as priority, speed_up as law, waiting as wait, work_stealing as steal,
};

macro_rules! program {
    ($name:literal) => {
        Program {
            name: $name,
            source: include_str!(concat!("../../programs/", $name)),
        }
    };
}

/// Pieces and rounds of a piece in `speed_up.py`: few enough to simulate quickly, and divisible as the measured ones.
const PIECES: f64 = 84.0;
const ROUNDS: i64 = 100;

/// How many times as fast as one thread.
pub fn speed_up(experiment: &Experiment, calibration: &Calibration) -> Answers {
    const PROGRAM: Program = program!("speed_up.py");
    let inside = ROUNDS / law::SERIAL_SHARE as i64;
    let ways = [
        (law::PARALLEL, 0, false),
        (law::TENTH_SERIAL, inside, false),
        (law::SCALED, 0, true),
    ];
    let mut answers = Vec::new();
    for (variant, inside, grows) in ways {
        let Some(alone_ms) = experiment.median(variant, &[("threads", 1.0)], "wall time") else {
            continue;
        };
        let measured = speed_ups(experiment, variant, grows);
        let race = Race {
            program: PROGRAM,
            knobs: &|threads| {
                let pieces = if grows {
                    PIECES / 4.0 * threads
                } else {
                    PIECES
                };
                vec![
                    ("PIECES", pieces as i64),
                    ("OUTSIDE", ROUNDS - inside),
                    ("INSIDE", inside),
                ]
            },
            alone_ns: alone_ms * 1e6,
            measured: measured
                .iter()
                .map(|point| (point.threads, point.factor))
                .collect(),
            grows,
        };
        answers.push(race.answer(variant.to_owned(), calibration)?);
    }
    Ok(answers)
}

/// The same by more and more threads.
struct Race<'a> {
    program: Program,
    /// The knobs but for `THREADS`.
    knobs: &'a dyn Fn(f64) -> Vec<(&'static str, i64)>,
    /// How long one thread was measured to take: what the price of an instruction is fitted to.
    alone_ns: f64,
    /// By threads, how many times as fast as one it was measured to be.
    measured: Vec<(f64, f64)>,
    /// Whether every thread brings work of its own.
    grows: bool,
}

impl Race<'_> {
    fn answer(self, variant: String, calibration: &Calibration) -> Result<Answer, String> {
        let knobs = |threads: f64| {
            let mut knobs = (self.knobs)(threads);
            knobs.push(("THREADS", threads as i64));
            knobs
        };
        let one = calibration.machine(1.0);
        let one = self.program.fitted(&knobs(1.0), &one, self.alone_ns)?;
        let alone = self.program.prints("elapsed", &knobs(1.0), &one)?;
        let mut rows = Vec::new();
        for &(threads, measured) in &self.measured {
            let mut config = calibration.machine(threads);
            config.instruction_ns = one.instruction_ns;
            let elapsed = self.program.prints("elapsed", &knobs(threads), &config)?;
            let work = if self.grows { threads } else { 1.0 };
            rows.push((threads, measured, alone / elapsed * work));
        }
        Ok(Answer {
            variant,
            metric: "speed-up",
            unit: "",
            setting: "threads",
            rows,
        })
    }
}

/// The share of updates that is lost.
pub fn lost_update(experiment: &Experiment, calibration: &Calibration) -> Answers {
    const PROGRAM: Program = program!("lost_update.py");
    let mut answers = Vec::new();
    for (variant, safe) in [("load and store", 0), ("std mutex", 1)] {
        let mut rows = Vec::new();
        for (threads, lost) in by(experiment, variant, "threads", "updates lost", &[]) {
            let knobs = [("THREADS", threads as i64), ("SAFE", safe)];
            let config = calibration.machine(threads);
            rows.push((threads, lost, PROGRAM.prints("lost", &knobs, &config)?));
        }
        answers.push(Answer {
            variant: variant.to_owned(),
            metric: "updates lost",
            unit: "%",
            setting: "threads",
            rows,
        });
    }
    Ok(answers)
}

/// How many times as many operations as one thread.
pub fn lock_granularity(experiment: &Experiment, calibration: &Calibration) -> Answers {
    const OPERATIONS: f64 = 1_000.0;
    const ROUNDS: i64 = 40;
    let mut answers = Vec::new();
    for (variant, stripes) in [(locks::ONE, 1), (locks::STRIPED, locks::STRIPES as i64)] {
        for inside in locks::INSIDES {
            let fixed = [(locks::INSIDE, inside as f64)];
            let measured = by(experiment, variant, "threads", "throughput", &fixed);
            let Some(&(_, alone)) = measured.iter().find(|(threads, _)| *threads == 1.0) else {
                continue;
            };
            let race = Race {
                program: program!("lock_granularity.py"),
                knobs: &|_| {
                    let rounds = ROUNDS * inside as i64 / 100;
                    vec![
                        ("STRIPES", stripes),
                        ("OPERATIONS", OPERATIONS as i64),
                        ("OUTSIDE", ROUNDS - rounds),
                        ("INSIDE", rounds),
                    ]
                },
                alone_ns: OPERATIONS * 1e9 / alone.max(1.0),
                measured: measured
                    .iter()
                    .map(|(threads, all)| (*threads, all / alone))
                    .collect(),
                grows: true,
            };
            answers.push(race.answer(format!("{variant}, {inside} % inside"), calibration)?);
        }
    }
    Ok(answers)
}

/// How long many waits take.
pub fn waiting(experiment: &Experiment, calibration: &Calibration) -> Answers {
    const PROGRAM: Program = program!("waiting.py");
    let mut answers = Vec::new();
    for (way, variant) in [wait::THREADS, wait::POOL, wait::ASYNC]
        .into_iter()
        .enumerate()
    {
        let wait_ms = experiment
            .variants_named(variant)
            .find_map(|one| one.setting(wait::WAIT));
        let Some(wait_ms) = wait_ms else { continue };
        let mut rows = Vec::new();
        for (tasks, measured) in by(experiment, variant, wait::TASKS, "wall time", &[]) {
            let knobs = [
                ("WAY", way as i64),
                ("TASKS", tasks as i64),
                ("POOL", wait::POOL_SIZE as i64),
                ("WAIT_MS", wait_ms as i64),
            ];
            let elapsed = PROGRAM.prints("elapsed", &knobs, &calibration.machine(tasks))?;
            rows.push((tasks, measured, elapsed * 1e3));
        }
        answers.push(Answer {
            variant: variant.to_owned(),
            metric: "wall time",
            unit: "ms",
            setting: wait::TASKS,
            rows,
        });
    }
    Ok(answers)
}

/// How late the other tasks of a loop are.
pub fn blocked_loop(experiment: &Experiment, calibration: &Calibration) -> Answers {
    const PROGRAM: Program = program!("blocked_loop.py");
    let ways = [blocked::UNDISTURBED, blocked::BLOCKING, blocked::SPAWNED];
    let mut answers = Vec::new();
    for (way, variant) in ways.into_iter().enumerate() {
        let knobs = [
            ("WAY", way as i64),
            ("BLOCK_MS", blocked::BLOCK.as_millis() as i64),
            ("REST_MS", blocked::REST.as_millis() as i64),
            ("NAPPERS", blocked::NAPPERS as i64),
            ("NAP_MS", blocked::NAP.as_millis() as i64),
        ];
        let config = calibration.machine(2.0);
        let mut rows = Vec::new();
        for (percent, metric, printed) in
            [(50.0, "latency p50", "p50"), (99.0, "latency p99", "p99")]
        {
            if let Some(measured) = experiment.median(variant, &[], metric) {
                let late = PROGRAM.prints(printed, &knobs, &config)?;
                rows.push((percent, measured, late * 1e6));
            }
        }
        answers.push(Answer {
            variant: variant.to_owned(),
            metric: "latency",
            unit: "µs",
            setting: "percentile",
            rows,
        });
    }
    Ok(answers)
}

/// Items in a second.
pub fn channels(experiment: &Experiment, calibration: &Calibration) -> Answers {
    const PROGRAM: Program = program!("channels.py");
    const ITEMS: i64 = 10_000;
    let mut rows = Vec::new();
    for (capacity, measured) in by(
        experiment,
        channel::STD,
        channel::CAPACITY,
        "throughput",
        &[],
    ) {
        let knobs = [("CAPACITY", capacity as i64), ("ITEMS", ITEMS)];
        let elapsed = PROGRAM.prints("elapsed", &knobs, &calibration.machine(2.0))?;
        rows.push((capacity, measured, ITEMS as f64 / elapsed));
    }
    Ok(vec![Answer {
        variant: channel::STD.to_owned(),
        metric: "throughput",
        unit: "op/s",
        setting: channel::CAPACITY,
        rows,
    }])
}

/// How many times as fast as one thread that does everything.
pub fn work_stealing(experiment: &Experiment, calibration: &Calibration) -> Answers {
    let ways = [steal::FIXED, steal::QUEUE, steal::STEALING];
    let mut answers = Vec::new();
    for (way, variant) in ways.into_iter().enumerate() {
        for skew in steal::SKEWS {
            let fixed = [(steal::SKEW, skew as f64)];
            let measured = by(experiment, variant, "threads", "wall time", &fixed);
            let Some(&(_, alone)) = measured.iter().find(|(threads, _)| *threads == 1.0) else {
                continue;
            };
            let race = Race {
                program: program!("work_stealing.py"),
                knobs: &|_| {
                    vec![
                        ("WAY", way as i64),
                        ("PIECES", steal::PIECES as i64),
                        ("SKEW", skew as i64),
                    ]
                },
                alone_ns: alone * 1e6,
                measured: measured
                    .iter()
                    .map(|(threads, time)| (*threads, alone / time))
                    .collect(),
                grows: false,
            };
            answers.push(race.answer(format!("{variant}, skew {skew}"), calibration)?);
        }
    }
    Ok(answers)
}

/// Whether they starve, and if not, how many meals they have.
pub fn philosophers(experiment: &Experiment, calibration: &Calibration) -> Answers {
    const PROGRAM: Program = program!("philosophers.py");
    let ways = [table::NAIVE, table::ORDERED, table::WAITER, table::BACK_OFF];
    let config = calibration.machine(table::SEATS as f64);
    let mut answers = Vec::new();
    for (way, variant) in ways.into_iter().enumerate() {
        let knobs = [
            ("WAY", way as i64),
            ("PAUSE_US", table::PAUSE.as_micros() as i64),
            ("EAT_US", table::EAT.as_micros() as i64),
        ];
        let mut answer = |metric, unit, predicted| {
            if let Some(measured) = experiment.median(variant, &[], metric) {
                answers.push(Answer {
                    variant: variant.to_owned(),
                    metric,
                    unit,
                    setting: "",
                    rows: vec![(0.0, measured, predicted)],
                });
            }
        };
        let deadlocks = PROGRAM.deadlocks(&knobs, &config)?;
        answer("deadlocks", "%", deadlocks);
        if deadlocks == 0.0 {
            answer(
                "meals",
                "meals/s",
                PROGRAM.prints("meals", &knobs, &config)?,
            );
        }
    }
    Ok(answers)
}

/// How long the urgent thread waits, on one core whose scheduler goes by priority.
pub fn priority_inversion(experiment: &Experiment, calibration: &Calibration) -> Answers {
    const PROGRAM: Program = program!("priority_inversion.py");
    let ways = [
        (priority::NOBODY, 0, 0),
        (priority::SOMEBODY, 1, 0),
        (priority::CEILING, 1, 1),
    ];
    let mut answers = Vec::new();
    for (variant, middle, ceiling) in ways {
        let Some(measured) = experiment.median(variant, &[], "wait of the urgent") else {
            continue;
        };
        let knobs = [
            ("MIDDLE", middle),
            ("CEILING", ceiling),
            ("HELD_US", priority::HELD.as_micros() as i64),
            ("MIDDLE_US", priority::MIDDLE.as_micros() as i64),
        ];
        let config = Config {
            cores: 1,
            policy: Policy::FixedPriority,
            // Looking at the clock is all the work there is: once in a while is enough.
            instruction_ns: 100,
            ..calibration.machine(f64::INFINITY)
        };
        let waited = PROGRAM.prints("waited", &knobs, &config)?;
        answers.push(Answer {
            variant: variant.to_owned(),
            metric: "wait of the urgent",
            unit: "µs",
            setting: "",
            rows: vec![(0.0, measured, waited * 1e6)],
        });
    }
    Ok(answers)
}

/// The medians of a quantity by a setting, where the fixed settings are so.
fn by(
    experiment: &Experiment,
    variant: &str,
    setting: &str,
    metric: &str,
    fixed: &[(&str, f64)],
) -> Vec<(f64, f64)> {
    experiment
        .variants_named(variant)
        .filter(|one| {
            fixed
                .iter()
                .all(|(name, value)| one.setting(name) == Some(*value))
        })
        .filter_map(|one| Some((one.setting(setting)?, one.median(metric)?)))
        .collect()
}
