//! The numbers of a run as a table for people.

use std::fmt::Write as _;

use interleave_playground::run::Run;
use interleave_playground::trace::Tick;
use interleave_playground::view::Lanes;
use interleave_playground::view::coffman::{Condition, Conditions};
use interleave_playground::view::metrics::{Latencies, Metrics};
use interleave_playground::view::words::{self, Language, duration};

const LANGUAGE: Language = Language::English;

/// Measures a run that has ended, on a machine of so many cores.
pub fn table(run: &Run, cores: u16) -> String {
    let trace = run.recording().trace();
    let mut lanes = Lanes::default();
    lanes.extend(trace);
    let metrics = Metrics::of(trace, &lanes, cores, Tick(u64::MAX));
    let mut conditions = Conditions::default();
    conditions.extend(trace);

    let mut table = String::new();
    let mut line = |name: &str, value: String| {
        // Writing into a string does not fail.
        let _ = writeln!(table, "{name:<34}{value}");
    };
    line("duration", duration(metrics.duration_ns));
    for (core, busy) in metrics.busy_ns.iter().enumerate() {
        let percent = metrics.utilisation(core) * 100.0;
        let value = format!("{percent:.1} % at work, {}", duration(*busy));
        line(&format!("core {core}"), value);
    }
    for cause in &metrics.waiting {
        let name = format!("waiting for {}", words::cause(LANGUAGE, cause.why));
        let value = format!(
            "{} in {} {}, the longest {}",
            duration(cause.total_ns),
            cause.waits,
            if cause.waits == 1 { "wait" } else { "waits" },
            duration(cause.longest_ns)
        );
        line(&name, value);
    }
    for (name, latencies, rate) in [
        ("tasks", &metrics.tasks, metrics.tasks_per_second()),
        (
            "items of queues",
            &metrics.items,
            metrics.items_per_second(),
        ),
    ] {
        if let Some(value) = percentiles(latencies) {
            line(
                name,
                format!("{}, {rate:.1} a second; {value}", latencies.count()),
            );
        }
    }
    for condition in Condition::ALL {
        let value = match conditions.first(condition) {
            Some(at) => format!("first at {}", duration(at.0)),
            None => "never".to_owned(),
        };
        line(words::condition(LANGUAGE, condition), value);
    }
    table
}

/// How long they took, where there was anything.
fn percentiles(latencies: &Latencies) -> Option<String> {
    let part = |percent: u8| {
        let ns = latencies.percentile_ns(percent)?;
        Some(format!("{percent} % within {}", duration(ns)))
    };
    let parts: Option<Vec<String>> = [50, 90, 99, 100].into_iter().map(part).collect();
    Some(parts?.join(", "))
}
