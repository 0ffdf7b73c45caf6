//! `interleave-bench compare A.json B.json`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use interleave_report::{Direction, Experiment, Measurement, Report, Variant, amount};

use crate::report_file;
use crate::table::aligned;

/// Medians that differ by no more than so many of their deviations may differ by chance: three are beyond what a
/// normal distribution gives once in twenty times.
const DEVIATIONS: f64 = 3.0;

#[derive(Args)]
pub struct Arguments {
    /// A report
    #[arg(value_name = "A.json")]
    before: PathBuf,
    /// Another one, of the same machine or not
    #[arg(value_name = "B.json")]
    after: PathBuf,
}

/// Prints what both reports have measured, side by side.
pub fn compare(arguments: &Arguments) -> Result<ExitCode, String> {
    let before = report_file::read(&arguments.before)?;
    let after = report_file::read(&arguments.after)?;
    for warning in warnings(&before, &after) {
        println!("Note: {warning}");
    }
    let mut found = false;
    for experiment in &before.experiments {
        let Some(other) = after.experiment(&experiment.name) else {
            println!("\n{}: only in the first report", experiment.name);
            continue;
        };
        let rows = rows(experiment, other);
        found |= !rows.is_empty();
        println!("\n{}", experiment.name);
        print!("{}", aligned(&rows));
    }
    for experiment in &after.experiments {
        if before.experiment(&experiment.name).is_none() {
            println!("\n{}: only in the second report", experiment.name);
        }
    }
    if found {
        Ok(ExitCode::SUCCESS)
    } else {
        Err("the reports have nothing in common".to_owned())
    }
}

fn warnings(before: &Report, after: &Report) -> Vec<&'static str> {
    let mut warnings = Vec::new();
    let placed = |report: &Report| interleave_report::Machine {
        load: None,
        ..report.machine.clone()
    };
    if placed(before) != placed(after) {
        warnings.push("the reports are of different machines");
    }
    if before.versions != after.versions {
        warnings.push("they were measured with different versions");
    }
    if (before.quick, before.optimised) != (after.quick, after.optimised) {
        warnings.push("only one of them is quick, or compiled with optimisations");
    }
    warnings
}

fn rows(before: &Experiment, after: &Experiment) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for variant in &before.variants {
        let same =
            |other: &&Variant| other.name == variant.name && other.settings == variant.settings;
        let Some(other) = after.variants.iter().find(same) else {
            continue;
        };
        for one in &variant.measurements {
            let Some(two) = other.measurement(&one.metric.name) else {
                continue;
            };
            if one.summary.count == 0 || one.metric != two.metric {
                continue;
            }
            rows.push(vec![
                variant.name.clone(),
                variant.setting_words(),
                one.metric.name.clone(),
                amount(one.summary.median, &one.metric.unit),
                amount(two.summary.median, &two.metric.unit),
                verdict(one, two),
            ]);
        }
    }
    rows
}

/// By how much, and whether that means anything.
fn verdict(one: &Measurement, two: &Measurement) -> String {
    let (before, after) = (one.summary, two.summary);
    let change = after.median - before.median;
    let noise = DEVIATIONS * before.deviation.max(after.deviation);
    if change.abs() <= noise || change == 0.0 {
        return "no difference beyond the noise".to_owned();
    }
    let better = match one.metric.better {
        Direction::Higher if change > 0.0 => "better",
        Direction::Lower if change < 0.0 => "better",
        Direction::Neither => "different",
        _ => "worse",
    };
    match before.median {
        0.0 => better.to_owned(),
        median => format!("{:+.1} % {better}", change / median.abs() * 100.0),
    }
}

#[cfg(test)]
mod tests {
    use interleave_report::{Metric, Summary};

    use super::*;

    fn measured(better: Direction, samples: &[f64]) -> Measurement {
        Measurement {
            metric: Metric {
                name: "time".to_owned(),
                unit: "ns".to_owned(),
                better,
            },
            samples: samples.to_vec(),
            summary: Summary::of(samples),
        }
    }

    #[test]
    fn only_what_exceeds_the_noise_is_a_difference() {
        let calm = measured(Direction::Lower, &[99.0, 100.0, 101.0]);
        let near = measured(Direction::Lower, &[101.0, 102.0, 103.0]);
        let far = measured(Direction::Lower, &[149.0, 150.0, 151.0]);
        assert_eq!(verdict(&calm, &near), "no difference beyond the noise");
        assert_eq!(verdict(&calm, &far), "+50.0 % worse");
        assert_eq!(verdict(&far, &calm), "-33.3 % better");
    }
}
