//! What an experiment is.

use hdrhistogram::Histogram;
use interleave_report::{Direction, Metric};

/// One question that is put to the machine.
pub trait Experiment: Sync {
    /// Its name on the command line.
    fn name(&self) -> &'static str;
    /// What it shows, in a sentence.
    fn shows(&self) -> &'static str;
    /// The slug of the lesson that it belongs to.
    fn lesson(&self) -> &'static str;
    /// What is compared: samples of all cases are taken in turns.
    fn cases(&self, plan: &Plan) -> Vec<Case>;
}

/// How much to measure.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Few and small samples.
    pub quick: bool,
    /// Threads that this machine can run at once.
    pub cores: usize,
    /// The numbers of threads that were asked for; none leaves it to the experiment.
    pub threads: Vec<usize>,
    /// Samples to keep of each case.
    pub samples: usize,
    /// Samples to discard before.
    pub warm_up: usize,
}

impl Plan {
    /// A size: the first for good, the second for a quick look.
    pub fn amount<T>(&self, full: T, quick: T) -> T {
        if self.quick { quick } else { full }
    }

    /// Powers of two up to twice the cores, unless asked otherwise.
    pub fn threads(&self) -> Vec<usize> {
        if !self.threads.is_empty() {
            return self.threads.clone();
        }
        let mut threads = vec![1];
        while let Some(last) = threads.last().filter(|last| **last < self.cores * 2) {
            threads.push(last * 2);
        }
        threads
    }

    /// Every number up to twice the cores, as long as these are few.
    pub fn every_thread(&self) -> Vec<usize> {
        const FEW: usize = 8;
        if self.threads.is_empty() && self.cores <= FEW {
            return (1..=self.cores * 2).collect();
        }
        self.threads()
    }

    /// As many threads as there are cores, but at least two that can be in each other's way.
    pub fn contenders(&self) -> usize {
        let asked = self.threads.iter().copied().max();
        asked.unwrap_or(self.cores).max(2)
    }
}

/// One variant under one setting.
pub struct Case {
    /// The variant.
    pub variant: &'static str,
    /// The setting: names and values.
    pub settings: Vec<(&'static str, f64)>,
    /// Takes one sample, or says why this machine does not let it.
    pub sample: Box<dyn FnMut() -> Result<Sample, String>>,
}

impl Case {
    /// A case that always succeeds.
    pub fn new(
        variant: &'static str,
        settings: &[(&'static str, f64)],
        mut sample: impl FnMut() -> Sample + 'static,
    ) -> Case {
        Case::fallible(variant, settings, move || Ok(sample()))
    }

    /// A case that the machine may refuse.
    pub fn fallible(
        variant: &'static str,
        settings: &[(&'static str, f64)],
        sample: impl FnMut() -> Result<Sample, String> + 'static,
    ) -> Case {
        Case {
            variant,
            settings: settings.to_vec(),
            sample: Box::new(sample),
        }
    }
}

/// What one repetition measured.
#[derive(Default)]
pub struct Sample {
    /// Quantities and their values; a value is missing where the system does not tell it.
    pub values: Vec<(Quantity, Option<f64>)>,
    /// How long single operations took, in nanoseconds.
    pub latency: Option<Histogram<u64>>,
    /// Threads that waited for each other in a circle.
    pub circle: Vec<u32>,
}

impl Sample {
    /// A sample of one quantity.
    pub fn of(quantity: Quantity, value: f64) -> Sample {
        Sample::default().and(quantity, value)
    }

    /// One more quantity.
    pub fn and(self, quantity: Quantity, value: f64) -> Sample {
        self.and_perhaps(quantity, Some(value))
    }

    /// One more quantity, if the system tells it.
    pub fn and_perhaps(mut self, quantity: Quantity, value: Option<f64>) -> Sample {
        self.values.push((quantity, value));
        self
    }

    /// Latencies in nanoseconds, with their middle and their tail as quantities.
    pub fn and_latency(self, latency: Histogram<u64>) -> Sample {
        let at = |percent: f64| latency.value_at_percentile(percent) as f64 / 1e3;
        let mut sample = self
            .and(Quantity::LATENCY_P50, at(50.0))
            .and(Quantity::LATENCY_P99, at(99.0));
        sample.latency = Some(latency);
        sample
    }
}

/// A histogram of nanoseconds, from one to an hour, exact to 1 %.
pub fn latencies() -> Histogram<u64> {
    const HOUR_NS: u64 = 3_600_000_000_000;
    Histogram::new_with_max(HOUR_NS, 2).expect("the bounds are constants that it accepts")
}

/// Adds a latency; one above an hour counts as an hour.
pub fn record(latencies: &mut Histogram<u64>, elapsed: std::time::Duration) {
    latencies.saturating_record(u64::try_from(elapsed.as_nanos()).unwrap_or(u64::MAX));
}

/// A quantity that experiments measure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Quantity {
    name: &'static str,
    unit: &'static str,
    better: Direction,
}

impl Quantity {
    /// Time from the first start to the last end.
    pub const WALL_TIME: Quantity = Quantity::new("wall time", "ms", Direction::Lower);
    /// Time of one operation.
    pub const TIME: Quantity = Quantity::new("time", "ns", Direction::Lower);
    /// Operations of all threads in a second.
    pub const THROUGHPUT: Quantity = Quantity::new("throughput", "op/s", Direction::Higher);
    /// The share of operations that left no trace.
    pub const LOST: Quantity = Quantity::new("updates lost", "%", Direction::Lower);
    /// The middle of a sample's latencies.
    pub const LATENCY_P50: Quantity = Quantity::new("latency p50", "µs", Direction::Lower);
    /// Their tail.
    pub const LATENCY_P99: Quantity = Quantity::new("latency p99", "µs", Direction::Lower);
    /// What the resident memory of the process grew by at most.
    pub const MEMORY: Quantity = Quantity::new("resident memory", "KiB", Direction::Lower);
    /// Threads taken from a core or waiting, in the whole process.
    pub const SWITCHES: Quantity = Quantity::new("context switches", "", Direction::Lower);
    /// Meals of all philosophers.
    pub const MEALS: Quantity = Quantity::new("meals", "meals/s", Direction::Higher);
    /// The fewest meals of one philosopher as a share of the most.
    pub const FAIRNESS: Quantity = Quantity::new("fairness", "%", Direction::Higher);
    /// How often nobody could go on.
    pub const DEADLOCKS: Quantity = Quantity::new("deadlocks", "%", Direction::Lower);
    /// How long the most urgent thread waited.
    pub const WAITED: Quantity = Quantity::new("wait of the urgent", "µs", Direction::Lower);

    const fn new(name: &'static str, unit: &'static str, better: Direction) -> Quantity {
        Quantity { name, unit, better }
    }

    /// As reports have it.
    pub fn metric(self) -> Metric {
        Metric {
            name: self.name.to_owned(),
            unit: self.unit.to_owned(),
            better: self.better,
        }
    }
}
