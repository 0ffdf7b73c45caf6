//! `interleave-bench run [NAME…]`

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;
use clap::builder::PossibleValuesParser;
use interleave_report::Report;

use super::INTERRUPTED;
use crate::experiment::Plan;
use crate::{catalogue, machine, measure, report_file, stop, table};

/// More threads than this say nothing new about a machine, and some systems refuse them.
const MOST_THREADS: i64 = 1024;

#[derive(Args)]
pub struct Arguments {
    /// Which experiments; `interleave-bench list` describes them
    #[arg(value_name = "NAME", value_parser = PossibleValuesParser::new(catalogue::names()), hide_possible_values = true)]
    names: Vec<String>,
    /// Few and small samples, for a first look
    #[arg(long)]
    quick: bool,
    /// Write the report to this file
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Numbers of threads to measure with
    #[arg(long, value_name = "1,2,4", value_delimiter = ',', value_parser = threads)]
    threads: Vec<usize>,
    /// Samples to keep of each variant
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    samples: Option<u16>,
}

fn threads(text: &str) -> Result<usize, String> {
    match text.trim().parse() {
        Ok(number @ 1..=MOST_THREADS) => usize::try_from(number).map_err(|error| error.to_string()),
        _ => Err(format!(
            "expected whole numbers from 1 to {MOST_THREADS}, such as 1,2,4"
        )),
    }
}

/// Measures, prints a table, and writes the report.
pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    stop::listen()?;
    if let Some(path) = &arguments.json {
        // A long run must not end with nowhere to go.
        report_file::check_writable(path)?;
    }
    let plan = plan(arguments);
    let mut report = Report {
        format: Report::FORMAT,
        began_unix_s: SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_secs()),
        quick: plan.quick,
        optimised: !cfg!(debug_assertions),
        complete: false,
        machine: machine::describe(),
        versions: machine::versions(),
        experiments: Vec::new(),
        predictions: Vec::new(),
    };
    print!("{}", table::head(&report));
    for experiment in catalogue::all() {
        if stop::requested() {
            break;
        }
        if !arguments.names.is_empty() && !arguments.names.iter().any(|n| n == experiment.name()) {
            continue;
        }
        let measured = measure::measure(experiment, &plan);
        print!("{}", table::experiment(&measured, &report.machine));
        report.experiments.push(measured);
    }
    report.complete = !stop::requested();
    if let Some(path) = &arguments.json {
        report_file::write(path, &report)?;
        println!("\nThe report is in {}.", path.display());
    }
    if report.complete {
        Ok(ExitCode::SUCCESS)
    } else {
        println!("\nInterrupted: this is what had been measured.");
        Ok(ExitCode::from(INTERRUPTED))
    }
}

fn plan(arguments: &Arguments) -> Plan {
    let mut threads = arguments.threads.clone();
    threads.sort_unstable();
    threads.dedup();
    let (samples, warm_up) = if arguments.quick { (3, 1) } else { (15, 2) };
    Plan {
        quick: arguments.quick,
        cores: machine::logical_cores(),
        threads,
        samples: arguments.samples.map_or(samples, usize::from),
        warm_up,
    }
}
