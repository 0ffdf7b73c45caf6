//! Running contenders by turns: A B C, A B C, …, so that what disturbs the machine disturbs them all.

use std::collections::BTreeMap;

use super::build::Builds;
use super::catalogue::{Contender, Experiment, Unit};
use super::sample::Sample;
use crate::workspace::Workspace;

/// What came of a contender: its values, or why there are none.
pub type Row = Result<Sample, String>;

/// The numbers that a contender printed, by their names.
type Numbers = BTreeMap<String, f64>;

/// Lets every contender of an experiment do its part so many times; a row for each.
pub fn rounds(
    workspace: &Workspace,
    builds: &Builds,
    experiment: &Experiment,
    rounds: usize,
    part: u64,
) -> Vec<Row> {
    let mut rows: Vec<Result<Vec<f64>, String>> = experiment
        .contenders
        .iter()
        .map(|_| Ok(Vec::new()))
        .collect();
    for _ in 0..rounds {
        let mut done: Vec<(&Contender, Result<Numbers, String>)> = Vec::new();
        for (contender, row) in experiment.contenders.iter().zip(&mut rows) {
            let Ok(values) = row else { continue };
            let same = |other: &&(&Contender, _)| is_same_run(other.0, contender);
            let numbers = match done.iter().find(same) {
                Some((_, numbers)) => numbers.clone(),
                None => once(workspace, builds, contender, part),
            };
            match numbers
                .clone()
                .and_then(|numbers| value(&numbers, contender, experiment.unit))
            {
                Ok(value) => values.push(value),
                Err(reason) => *row = Err(reason),
            }
            done.push((contender, numbers));
        }
    }
    rows.into_iter()
        .map(|row| {
            row.and_then(|values| Sample::of(values).ok_or("nothing was measured".to_owned()))
        })
        .collect()
}

/// Do these two look at different numbers of the same thing?
fn is_same_run(one: &Contender, other: &Contender) -> bool {
    (one.by, one.words, one.size) == (other.by, other.words, other.size)
}

fn once(
    workspace: &Workspace,
    builds: &Builds,
    contender: &Contender,
    part: u64,
) -> Result<Numbers, String> {
    let size = (contender.size / part).max(1);
    let (first, rest) = contender.words.split_first().ok_or("it is asked nothing")?;
    let size = size.to_string();
    // The size comes after the experiment's name; a script's name is no part of what it is asked.
    let words: Vec<&str> = if first.ends_with(".py") {
        contender
            .words
            .iter()
            .copied()
            .chain([size.as_str()])
            .collect()
    } else {
        [*first, size.as_str()]
            .into_iter()
            .chain(rest.iter().copied())
            .collect()
    };
    let mut command = builds.command(workspace, contender.by, &words)?;
    let output = command.output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said.lines().rev().find(|line| !line.trim().is_empty());
        return Err(last.unwrap_or("it failed").trim().to_owned());
    }
    Ok(numbers(&String::from_utf8_lossy(&output.stdout)))
}

/// Reads a name and a number a line.
fn numbers(printed: &str) -> Numbers {
    let pairs = printed.lines().filter_map(|line| line.split_once(' '));
    pairs
        .filter_map(|(name, number)| Some((name.to_owned(), number.trim().parse().ok()?)))
        .collect()
}

fn value(numbers: &Numbers, contender: &Contender, unit: Unit) -> Result<f64, String> {
    let number = |name: &str| {
        numbers
            .get(name)
            .copied()
            .ok_or_else(|| format!("it printed no `{name}`"))
    };
    let measured = number(contender.number)?;
    Ok(match unit {
        Unit::NanosecondsEach(_) => measured / number("amount")?,
        Unit::MicrosecondsEach(_) => measured / number("amount")? / 1e3,
        Unit::MillionsPerSecond(_) => number("amount")? / measured * 1e3,
        Unit::Milliseconds => measured / 1e6,
        Unit::BytesEach(_) => measured / number("events")?,
    })
}

#[cfg(test)]
mod tests {
    use super::{numbers, value};
    use crate::bench::catalogue::{By, Contender, Unit};

    #[test]
    fn values_come_from_what_was_printed() {
        let contender = Contender {
            label: "",
            by: By::Ours,
            words: &[],
            size: 1,
            number: "ns",
            goals: &[],
        };
        let printed = numbers("ns 2000\namount 4\nhello world\n");
        assert_eq!(
            value(&printed, &contender, Unit::NanosecondsEach("x")),
            Ok(500.0)
        );
        assert_eq!(
            value(&printed, &contender, Unit::MillionsPerSecond("x")),
            Ok(2.0)
        );
        assert!(value(&printed, &contender, Unit::BytesEach("x")).is_err());
    }
}
