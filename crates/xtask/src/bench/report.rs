//! The report: Markdown that reads as well in a terminal.

use super::catalogue::{Contender, Experiment, Goal, Unit};
use super::machine;
use super::run::Row;
use crate::shell::Result;
use crate::workspace::Workspace;

/// A spread above which a value is no more than a hint.
const TOO_WIDE: f64 = 0.25;

/// What stands above the sections.
pub fn head(
    workspace: &Workspace,
    title: &str,
    rounds: usize,
    part: u64,
    load: Option<&str>,
) -> Result<String> {
    let typed: Vec<String> = std::env::args().skip(1).collect();
    let mut page = format!(
        "# {title}\n\nWritten by `cargo xtask {}`, which builds and runs everything again; no figure here\n\
        was typed in. ",
        typed.join(" ")
    );
    page += &format!(
        "Each value is the median of {rounds} rounds in which the contenders took turns, by the time\n\
        that each had a processor; the spread is the greatest minus the least as a part of the median.\n"
    );
    if part > 1 {
        page +=
            &format!("\n**Quick run**: everything a {part}th of its size; take it as a hint.\n");
    }
    page.push('\n');
    for line in machine::description(workspace)? {
        page += &format!("* {line}\n");
    }
    if let Some(load) = load {
        page += &format!("* load before the run: {load}\n");
    }
    Ok(page)
}

/// An experiment and its table.
pub fn section(experiment: &Experiment, rows: &[Row]) -> String {
    let mut header = vec![String::new(), unit(experiment.unit), "spread".to_owned()];
    header.extend(
        experiment
            .reference
            .map(|reference| format!("times as fast as {reference}")),
    );
    header.push("goal".to_owned());
    let mut table = vec![header];
    for (contender, row) in experiment.contenders.iter().zip(rows) {
        table.push(line(experiment, rows, contender, row));
    }
    let mut section = format!(
        "\n## {} (`{}`)\n\n{}\n\n",
        experiment.title, experiment.name, experiment.about
    );
    section += &aligned(&table);
    let wide: Vec<&str> = experiment
        .contenders
        .iter()
        .zip(rows)
        .filter(|(_, row)| row.as_ref().is_ok_and(|sample| sample.spread() > TOO_WIDE))
        .map(|(contender, _)| contender.label)
        .collect();
    if !wide.is_empty() {
        section += &format!(
            "\nThe spread is too wide to rely on: {}.\n",
            wide.join("; ")
        );
    }
    section
}

fn line(experiment: &Experiment, rows: &[Row], contender: &Contender, row: &Row) -> Vec<String> {
    let mut line = vec![contender.label.to_owned()];
    match row {
        Ok(sample) => {
            line.push(figure(sample.median()));
            line.push(format!("{:.0} %", sample.spread() * 100.0));
            if let Some(reference) = experiment.reference {
                let ratio = median(experiment, rows, reference)
                    .map(|reference| times_as_fast(experiment.unit, sample.median(), reference));
                line.push(ratio.map_or("–".to_owned(), figure));
            }
            let goals = contender
                .goals
                .iter()
                .map(|goal| verdict(experiment, rows, *goal, sample.median()));
            line.push(goals.collect::<Vec<_>>().join("; "));
        }
        Err(reason) => {
            line.push(format!("not measured: {reason}"));
            line.resize(
                if experiment.reference.is_some() { 5 } else { 4 },
                String::new(),
            );
        }
    }
    line
}

fn median(experiment: &Experiment, rows: &[Row], label: &str) -> Option<f64> {
    let index = experiment
        .contenders
        .iter()
        .position(|contender| contender.label == label)?;
    rows.get(index)?
        .as_ref()
        .ok()
        .map(super::sample::Sample::median)
}

fn times_as_fast(unit: Unit, value: f64, reference: f64) -> f64 {
    match unit {
        Unit::MillionsPerSecond(_) => value / reference,
        _ => reference / value,
    }
}

/// A goal, and whether it is reached.
fn verdict(experiment: &Experiment, rows: &[Row], goal: Goal, value: f64) -> String {
    let (wanted, reached) = match goal {
        Goal::AtMost(most) => (format!("≤ {}", figure(most)), Some(value <= most)),
        Goal::AtLeast(least) => (format!("≥ {}", figure(least)), Some(value >= least)),
        Goal::TimesAsFastAs(times, other) => {
            let reached = median(experiment, rows, other)
                .map(|reference| times_as_fast(experiment.unit, value, reference) >= times);
            (format!("≥ {} × {other}", figure(times)), reached)
        }
        Goal::AtMostTimes(times, other) => {
            let reached =
                median(experiment, rows, other).map(|reference| value <= reference * times);
            (format!("≤ {} × that of {other}", figure(times)), reached)
        }
    };
    match reached {
        Some(true) => format!("{wanted}: reached"),
        Some(false) => format!("{wanted}: **missed**"),
        None => format!("{wanted}: unknown"),
    }
}

fn unit(unit: Unit) -> String {
    match unit {
        Unit::NanosecondsEach(what) => format!("ns per {what}"),
        Unit::MicrosecondsEach(what) => format!("µs per {what}"),
        Unit::MillionsPerSecond(what) => format!("million {what} a second"),
        Unit::Milliseconds => "ms".to_owned(),
        Unit::BytesEach(what) => format!("bytes per {what}"),
    }
}

/// Three significant digits.
pub fn figure(value: f64) -> String {
    let digits = if value.abs() >= 100.0 {
        0
    } else if value.abs() >= 10.0 {
        1
    } else if value.abs() >= 1.0 {
        2
    } else {
        3
    };
    format!("{value:.digits$}")
}

/// A table of Markdown whose columns stand below each other; numbers to the right.
pub fn aligned(table: &[Vec<String>]) -> String {
    let columns = table.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |row: &Vec<String>, column: usize| row.get(column).cloned().unwrap_or_default();
    let width = |column: usize| {
        table
            .iter()
            .map(|row| cell(row, column).chars().count())
            .max()
            .unwrap_or(0)
            .max(3)
    };
    let is_number = |column: usize| column > 0 && column + 1 < columns;
    let mut text = String::new();
    for (index, row) in table.iter().enumerate() {
        for column in 0..columns {
            let (content, width) = (cell(row, column), width(column));
            let line = if is_number(column) {
                format!("| {content:>width$} ")
            } else {
                format!("| {content:<width$} ")
            };
            text += &line;
        }
        text += "|\n";
        if index == 0 {
            for column in 0..columns {
                let end = if is_number(column) { ":" } else { "-" };
                text += &format!("|{}{end}", "-".repeat(width(column) + 1));
            }
            text += "|\n";
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::catalogue::EXPERIMENTS;
    use crate::bench::sample::Sample;

    #[test]
    fn figures_have_three_digits() {
        assert_eq!(
            ["580", "58.1", "5.81", "0.581"],
            [580.2, 58.12, 5.812, 0.5812].map(figure)
        );
    }

    #[test]
    fn goals_are_judged_and_what_is_missing_is_said() {
        let experiment = &EXPERIMENTS[0];
        let rows: Vec<Row> = experiment
            .contenders
            .iter()
            .map(|contender| match contender.label {
                "boa" => Err("there is none".to_owned()),
                "CPython" => Ok(Sample::of(vec![58.0]).unwrap()),
                _ => Ok(Sample::of(vec![20.0, 29.0, 30.0]).unwrap()),
            })
            .collect();
        let text = section(experiment, &rows);
        assert!(text.contains("≥ 2.00 × CPython: reached"), "{text}");
        assert!(text.contains("not measured: there is none"), "{text}");
        assert!(
            text.contains("too wide to rely on: ours, native; "),
            "{text}"
        );
    }
}
