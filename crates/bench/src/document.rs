//! The part of `docs/benchmarks.md` that is computed.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use interleave_report::{Experiment, Measurement, Modelled, Prediction, Report, Variant, amount};

use crate::table::{at, head, laws, missed};

const BEGIN: &str = "<!-- measured: what follows is written by `interleave-bench predict` -->\n";
const END: &str = "<!-- measured ends -->\n";

/// Puts a report's figures where the document has a place for them.
pub fn renew(path: &Path, report: &Report) -> Result<(), String> {
    let fail = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let text = fs::read_to_string(path).map_err(|error| fail(&error))?;
    let renewed = with_figures(&text, report)
        .ok_or_else(|| fail(&format!("no place for figures: {BEGIN}{END}")))?;
    fs::write(path, renewed).map_err(|error| fail(&error))
}

/// The document with a report's figures.
pub fn with_figures(text: &str, report: &Report) -> Option<String> {
    let begin = text.find(BEGIN)? + BEGIN.len();
    let end = begin + text[begin..].find(END)?;
    Some(format!(
        "{}\n{}{}",
        &text[..begin],
        figures(report),
        &text[end..]
    ))
}

fn figures(report: &Report) -> String {
    let mut text = String::from("## The machine\n\n");
    for line in head(report).lines() {
        let _ = writeln!(text, "    {line}");
    }
    for experiment in &report.experiments {
        let _ = write!(text, "\n## {}\n\n", experiment.name);
        let _ = writeln!(text, "Shows that {}.\n", experiment.shows);
        text += &measured(experiment);
        let laws = laws(experiment, &report.machine);
        if !laws.is_empty() {
            text.push('\n');
            laws.lines().for_each(|line| {
                let _ = writeln!(text, "  {line}");
            });
        }
        text += &predicted(report, &experiment.name);
    }
    text.push('\n');
    text
}

/// A row a variant and setting, a column a quantity; `?` where the spread was too wide to say.
fn measured(experiment: &Experiment) -> String {
    let mut metrics: Vec<&str> = Vec::new();
    let all = |variant: &'_ Variant| variant.measurements.clone();
    let named: Vec<Measurement> = experiment.variants.iter().flat_map(all).collect();
    for one in &named {
        if !metrics.contains(&one.metric.name.as_str()) {
            metrics.push(&one.metric.name);
        }
    }
    let mut text = format!("| variant | setting | {} |\n", metrics.join(" | "));
    let _ = writeln!(text, "|---|---|{}", "---:|".repeat(metrics.len()));
    for variant in &experiment.variants {
        let cell = |name: &&str| match variant.measurement(name) {
            Some(one) => {
                let doubt = if one.summary.wide { " ?" } else { "" };
                amount(one.summary.median, &one.metric.unit) + doubt
            }
            None => variant.not_measured.clone().unwrap_or_default(),
        };
        let cells: Vec<String> = metrics.iter().map(cell).collect();
        let _ = writeln!(
            text,
            "| {} | {} | {} |",
            variant.name,
            variant.setting_words(),
            cells.join(" | ")
        );
    }
    text
}

fn predicted(report: &Report, experiment: &str) -> String {
    let of_this = |prediction: &&Prediction| prediction.experiment == experiment;
    let mut text = String::new();
    let mut rows = String::new();
    for prediction in report.predictions.iter().filter(of_this) {
        match &prediction.modelled {
            Modelled::No(why) => {
                let _ = writeln!(text, "\nNot predicted: {why}.");
            }
            Modelled::Rows(all) => {
                for &(setting, measured, predicted) in all {
                    let _ = writeln!(
                        rows,
                        "| {} | {} | {} | {} | {} | {} |",
                        prediction.variant,
                        at(prediction, setting),
                        prediction.metric,
                        amount(measured, &prediction.unit),
                        amount(predicted, &prediction.unit),
                        missed(measured, predicted)
                    );
                }
            }
        }
    }
    if !rows.is_empty() {
        text += "\n| variant | setting | quantity | measured | predicted | error |\n";
        text += "|---|---|---|---:|---:|---:|\n";
        text += &rows;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = include_str!("../../../docs/benchmarks.md");
    const SAMPLE: &str = include_str!("../../../web/reports/intel-xeon-2-cores.json");

    #[test]
    fn the_document_shows_the_sample_that_ships() {
        let sample: Report = serde_json::from_str(SAMPLE).unwrap();
        assert!(!sample.predictions.is_empty());
        let renewed = with_figures(DOCUMENT, &sample).unwrap();
        assert!(
            renewed == DOCUMENT,
            "renew it: cargo run --release --bin interleave-bench -- predict web/reports/intel-xeon-2-cores.json \
             --json web/reports/intel-xeon-2-cores.json --markdown docs/benchmarks.md"
        );
    }
}
