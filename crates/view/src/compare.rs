//! Two runs side by side, in numbers, and by how much they differ.

use interleave_trace::Why;

use crate::metrics::{Latencies, Metrics};

/// The percentiles that are compared.
const PERCENTS: [u8; 2] = [50, 99];

/// Something that is measured of a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quantity {
    /// How long it took.
    Duration,
    /// Which share of the time its cores were at work, all together.
    AtWork,
    /// For how long its tasks waited, all together, for this; `None` is a core.
    Waited(Option<Why>),
    /// How many tasks came to their end in a second.
    TasksPerSecond,
    /// How long so many of a hundred tasks took at most.
    Tasks(u8),
    /// How many items were taken from queues in a second.
    ItemsPerSecond,
    /// How long so many of a hundred items lay in queues at most.
    Items(u8),
}

/// How much of it there is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Amount {
    /// Nanoseconds.
    Ns(u64),
    /// A share, from 0 to 1.
    Share(f64),
    /// So many in a second.
    Rate(f64),
}

/// A quantity of two runs.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Row {
    /// What.
    pub quantity: Quantity,
    /// Of the first run, if it has any.
    pub first: Option<Amount>,
    /// Of the second one.
    pub second: Option<Amount>,
}

/// Everything that one of two runs has, each beside what the other one has of it.
#[must_use]
pub fn rows(first: &Metrics, second: &Metrics) -> Vec<Row> {
    let mut quantities = vec![Quantity::Duration, Quantity::AtWork];
    for cause in first.waiting.iter().chain(&second.waiting) {
        let quantity = Quantity::Waited(cause.why);
        if !quantities.contains(&quantity) {
            quantities.push(quantity);
        }
    }
    quantities.push(Quantity::TasksPerSecond);
    quantities.extend(PERCENTS.map(Quantity::Tasks));
    quantities.push(Quantity::ItemsPerSecond);
    quantities.extend(PERCENTS.map(Quantity::Items));
    let row = |quantity| Row {
        quantity,
        first: amount(first, quantity),
        second: amount(second, quantity),
    };
    let has_any = |row: &Row| row.first.is_some() || row.second.is_some();
    quantities.into_iter().map(row).filter(has_any).collect()
}

fn amount(metrics: &Metrics, quantity: Quantity) -> Option<Amount> {
    let some = |things: &Latencies, rate: f64| (things.count() > 0).then_some(Amount::Rate(rate));
    match quantity {
        Quantity::Duration => Some(Amount::Ns(metrics.duration_ns)),
        Quantity::AtWork => {
            let cores = metrics.busy_ns.len();
            let together: f64 = (0..cores).map(|core| metrics.utilisation(core)).sum();
            Some(Amount::Share(together / cores.max(1) as f64))
        }
        // Who never waited has waited for no time.
        Quantity::Waited(why) => {
            let cause = metrics.waiting.iter().find(|cause| cause.why == why);
            Some(Amount::Ns(cause.map_or(0, |cause| cause.total_ns)))
        }
        Quantity::TasksPerSecond => some(&metrics.tasks, metrics.tasks_per_second()),
        Quantity::Tasks(percent) => metrics.tasks.percentile_ns(percent).map(Amount::Ns),
        Quantity::ItemsPerSecond => some(&metrics.items, metrics.items_per_second()),
        Quantity::Items(percent) => metrics.items.percentile_ns(percent).map(Amount::Ns),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Waiting;

    fn run(duration_ns: u64, busy_ns: &[u64], waited: &[(Why, u64)]) -> Metrics {
        Metrics {
            duration_ns,
            busy_ns: busy_ns.to_vec(),
            waiting: waited
                .iter()
                .map(|&(why, total_ns)| Waiting {
                    why: Some(why),
                    total_ns,
                    waits: 1,
                    longest_ns: total_ns,
                })
                .collect(),
            ..Metrics::default()
        }
    }

    #[test]
    fn what_either_run_has_stands_beside_the_other() {
        let first = run(100, &[50, 100], &[(Why::Gil, 30)]);
        let second = run(60, &[60, 60], &[(Why::Lock, 5)]);
        let rows = rows(&first, &second);
        let shown: Vec<_> = rows
            .iter()
            .map(|row| (row.quantity, row.first, row.second))
            .collect();
        let ns = |ns| Some(Amount::Ns(ns));
        assert_eq!(
            shown,
            [
                (Quantity::Duration, ns(100), ns(60)),
                (
                    Quantity::AtWork,
                    Some(Amount::Share(0.75)),
                    Some(Amount::Share(1.0))
                ),
                (Quantity::Waited(Some(Why::Gil)), ns(30), ns(0)),
                (Quantity::Waited(Some(Why::Lock)), ns(0), ns(5)),
            ]
        );
    }

    #[test]
    fn empty_runs_have_a_duration_all_the_same() {
        let nothing = Metrics::default();
        let rows = rows(&nothing, &nothing);
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[1].first, Some(Amount::Share(0.0)));
    }
}
