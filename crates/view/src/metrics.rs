//! A run in numbers: how busy the cores were, what tasks waited for, how much was done, and how long it took.

use std::collections::{BTreeMap, VecDeque};

use interleave_trace::{CoreId, ObjectId, TaskId, TextId, Tick, Trace, What, Why};

use crate::lanes::{Lanes, Span, State};

/// The numbers of a run up to an instant. Times are in nanoseconds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Metrics {
    /// How long the run took until then.
    pub duration_ns: u64,
    /// For how long each core was at work, by its number.
    pub busy_ns: Vec<u64>,
    /// What tasks waited for, the longest first.
    pub waiting: Vec<Waiting>,
    /// How long tasks lived, from being made to their end; the main task's is the run's.
    pub tasks: Latencies,
    /// How long items lay in queues.
    pub items: Latencies,
}

/// Everything that was waited for one cause, over all tasks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Waiting {
    /// The cause; `None` is waiting for a core.
    pub why: Option<Why>,
    /// For how long, all waits together.
    pub total_ns: u64,
    /// How many waits there were.
    pub waits: u64,
    /// The longest one.
    pub longest_ns: u64,
}

/// How long things took, in ascending order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Latencies {
    sorted_ns: Vec<u64>,
}

impl Latencies {
    fn of(mut all_ns: Vec<u64>) -> Latencies {
        all_ns.sort_unstable();
        Latencies { sorted_ns: all_ns }
    }

    /// How many things there were.
    #[must_use]
    pub fn count(&self) -> usize {
        self.sorted_ns.len()
    }

    /// What so many of a hundred did not exceed, by the nearest rank; nothing where there was nothing.
    #[must_use]
    pub fn percentile_ns(&self, percent: u8) -> Option<u64> {
        let count = self.sorted_ns.len();
        let rank = (count * usize::from(percent.min(100))).div_ceil(100);
        self.sorted_ns.get(rank.max(1) - 1).copied()
    }
}

impl Metrics {
    /// Measures a run up to an instant, on a machine of so many cores.
    #[must_use]
    pub fn of(trace: &Trace, lanes: &Lanes, cores: u16, until: Tick) -> Metrics {
        let until = until.min(trace.duration());
        let cores = usize::from(cores).max(lanes.core_count());
        let busy = |core: usize| {
            let spans = lanes.core(CoreId(core as u16));
            spans.iter().map(|span| length(span, until)).sum()
        };
        Metrics {
            duration_ns: until.0,
            busy_ns: (0..cores).map(busy).collect(),
            waiting: waiting(trace, lanes, until),
            tasks: Latencies::of(lives(trace, lanes, until)),
            items: Latencies::of(stays(trace, until)),
        }
    }

    /// Which share of the time a core was at work, from 0 to 1.
    #[must_use]
    pub fn utilisation(&self, core: usize) -> f64 {
        let busy = self.busy_ns.get(core).copied().unwrap_or(0);
        busy as f64 / (self.duration_ns as f64).max(1.0)
    }

    /// How many tasks came to their end in a second.
    #[must_use]
    pub fn tasks_per_second(&self) -> f64 {
        self.per_second(&self.tasks)
    }

    /// How many items were taken from queues in a second.
    #[must_use]
    pub fn items_per_second(&self) -> f64 {
        self.per_second(&self.items)
    }

    fn per_second(&self, things: &Latencies) -> f64 {
        things.count() as f64 * 1e9 / (self.duration_ns as f64).max(1.0)
    }
}

/// How much of a span lies before an instant.
fn length(span: &Span, until: Tick) -> u64 {
    span.end.min(until).since(span.start.min(until))
}

fn waiting(trace: &Trace, lanes: &Lanes, until: Tick) -> Vec<Waiting> {
    // A cause's place in this list is that of its first wait, which keeps equal ones in order.
    let mut causes: Vec<Waiting> = Vec::new();
    for task in 0..trace.tasks().len() {
        for span in lanes.task(TaskId(task as u32)) {
            let ns = length(span, until);
            let why = match span.state {
                State::Blocked { why, .. } => Some(why),
                State::Ready => None,
                _ => continue,
            };
            if ns == 0 {
                continue;
            }
            let place = causes.iter().position(|cause| cause.why == why);
            let place = place.unwrap_or_else(|| {
                causes.push(Waiting {
                    why,
                    total_ns: 0,
                    waits: 0,
                    longest_ns: 0,
                });
                causes.len() - 1
            });
            if let Some(cause) = causes.get_mut(place) {
                cause.total_ns = cause.total_ns.saturating_add(ns);
                cause.waits += 1;
                cause.longest_ns = cause.longest_ns.max(ns);
            }
        }
    }
    causes.sort_by_key(|cause| std::cmp::Reverse(cause.total_ns));
    causes
}

/// How long tasks lived that are over.
fn lives(trace: &Trace, lanes: &Lanes, until: Tick) -> Vec<u64> {
    let tasks = (1..trace.tasks().len()).map(|task| lanes.task(TaskId(task as u32)));
    tasks
        .filter_map(|spans| {
            let (first, last) = (spans.first()?, spans.last()?);
            let over = matches!(
                last.state,
                State::Finished | State::Failed | State::Killed(_)
            );
            (over && last.start <= until).then(|| last.start.since(first.start))
        })
        .collect()
}

/// How long items lay in queues: from the put of an item to the first get of an equal one.
fn stays(trace: &Trace, until: Tick) -> Vec<u64> {
    let mut lying: BTreeMap<(ObjectId, TextId), VecDeque<Tick>> = BTreeMap::new();
    let mut stays = Vec::new();
    for event in trace.events().iter().take_while(|event| event.at <= until) {
        match event.what {
            What::Put { queue, item, .. } => {
                lying.entry((queue, item)).or_default().push_back(event.at);
            }
            What::Got { queue, item, .. } => {
                let put = lying.get_mut(&(queue, item)).and_then(VecDeque::pop_front);
                stays.extend(put.map(|put| event.at.since(put)));
            }
            _ => {}
        }
    }
    stays
}

#[cfg(test)]
mod tests {
    use interleave_trace::{Event, ProcessId, Subject, TaskInfo, TaskKind, ThreadId};

    use super::*;

    /// Two tasks on one core for 10 ns: the second waits for a lock for 4, and is over at 9.
    fn run() -> (Trace, Lanes) {
        let mut trace = Trace::default();
        for thread in 0..2 {
            trace.push_task(TaskInfo {
                name: String::new(),
                kind: TaskKind::Thread,
                thread: ThreadId(thread),
                process: ProcessId(0),
                parent: None,
                daemon: false,
                pool: false,
            });
        }
        let queue = ObjectId { owner: 0, index: 0 };
        let item = trace.intern("tea");
        let on_core = What::Dispatched {
            core: CoreId(0),
            switched: false,
        };
        let blocked = What::Blocked {
            why: Why::Lock,
            patient: false,
            on: Subject::Nothing,
        };
        for (at, task, what) in [
            (0, 0, on_core),
            (1, 0, What::Spawned { child: TaskId(1) }),
            (
                1,
                0,
                What::Put {
                    depth: 1,
                    item,
                    queue,
                },
            ),
            (
                2,
                0,
                What::Put {
                    depth: 2,
                    item,
                    queue,
                },
            ),
            (2, 0, What::Preempted { core: CoreId(0) }),
            (2, 1, on_core),
            (3, 1, blocked),
            (7, 1, What::Woken { by: TaskId(0) }),
            (8, 1, on_core),
            (
                8,
                1,
                What::Got {
                    depth: 1,
                    item,
                    queue,
                },
            ),
            (9, 1, What::Finished),
            (10, 0, What::Ended { code: 0 }),
        ] {
            trace.push(Event {
                at: Tick(at),
                task: TaskId(task),
                site: Default::default(),
                what,
            });
        }
        let mut lanes = Lanes::default();
        lanes.extend(&trace);
        (trace, lanes)
    }

    #[test]
    fn a_run_is_measured_from_its_spans() {
        let (trace, lanes) = run();
        let metrics = Metrics::of(&trace, &lanes, 2, Tick(u64::MAX));
        assert_eq!(metrics.duration_ns, 10);
        // On the core: the main task for 2, the other one from 2 to 3 and from 8 to 9.
        assert_eq!(metrics.busy_ns, [4, 0]);
        assert!((metrics.utilisation(0) - 0.4).abs() < 1e-9);
        let lock = metrics
            .waiting
            .iter()
            .find(|cause| cause.why == Some(Why::Lock))
            .copied();
        assert_eq!(
            lock,
            Some(Waiting {
                why: Some(Why::Lock),
                total_ns: 4,
                waits: 1,
                longest_ns: 4
            })
        );
        // For a core: the main task from 2 to the end, the other one from 1 to 2 and from 7 to 8.
        let ready = metrics.waiting.iter().find(|cause| cause.why.is_none());
        assert_eq!(ready.map(|cause| cause.total_ns), Some(8 + 1 + 1));
        assert_eq!(metrics.tasks.percentile_ns(50), Some(8));
        assert_eq!(metrics.items.percentile_ns(100), Some(7));
        assert!((metrics.tasks_per_second() - 1e8).abs() < 1.0);
    }

    #[test]
    fn an_earlier_instant_knows_less() {
        let (trace, lanes) = run();
        let metrics = Metrics::of(&trace, &lanes, 1, Tick(5));
        assert_eq!((metrics.duration_ns, metrics.tasks.count()), (5, 0));
        let lock = metrics
            .waiting
            .iter()
            .find(|cause| cause.why == Some(Why::Lock));
        assert_eq!(lock.map(|cause| cause.total_ns), Some(2));
        assert_eq!(Metrics::default().utilisation(7), 0.0);
    }

    #[test]
    fn percentiles_are_by_nearest_rank() {
        let latencies = Latencies::of((1..=10).rev().collect());
        let at = |percent| latencies.percentile_ns(percent);
        assert_eq!(
            (at(0), at(50), at(90), at(91), at(100)),
            (Some(1), Some(5), Some(9), Some(10), Some(10))
        );
        assert_eq!(Latencies::default().percentile_ns(50), None);
    }
}
