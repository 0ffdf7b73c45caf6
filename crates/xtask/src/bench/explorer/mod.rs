//! `cargo xtask bench explorer`: how long it takes to a verdict, beside SPIN, stateright, loom and shuttle.
//!
//! Everybody is a command that is measured from its start to its end: ours from the Python source to the answer in words, the
//! others' from a model or program that was compiled beforehand.

mod run;
mod subjects;

use super::report::{self, aligned, figure};
use super::sample::Sample;
use crate::shell::Result;
use crate::workspace::Workspace;
use run::{Answer, Builds, LIMIT_S, Row};
use subjects::{Contender, SUBJECTS, Subject};

/// Fewer states say nothing of what one takes.
const MANY: f64 = 50_000.0;

/// Measures every subject and gives the report.
pub fn report(workspace: &Workspace, rounds: usize, load: Option<&str>) -> Result<String> {
    let builds = Builds::make(workspace)?;
    let mut page = report::head(workspace, "Speed of the explorer", rounds, 1, load)?;
    page += &format!(
        "\nEverybody is a command, measured from its start to its end: ours (`interleave check FILE --json`) from the Python source \
         to the answer in\nwords, the others' from what was compiled beforehand: models in Promela (`tests/spin`) and in Rust, and \
         programs in Rust for loom and shuttle\n(`crates/measure/peers/src/schedules.rs`). In all of them a read and a write of the \
         counter, taking a fork and putting it back are a step each.\n\"Same states\" goes through every state once; \"reduced\" leaves \
         out what partial-order reduction shows to lead to nothing else. What wants more than\n{LIMIT_S} s of a processor is not \
         waited for. Bytes a state are the most memory that the whole command had, divided by the states.\n"
    );
    for subject in SUBJECTS {
        eprintln!("bench: {}, {rounds} rounds", subject.title);
        let rows = run::rounds(workspace, &builds, subject, rounds);
        page += &section(subject, &rows);
    }
    Ok(page)
}

fn section(subject: &Subject, rows: &[Row]) -> String {
    let header = [
        String::new(),
        "ms".to_owned(),
        "spread".to_owned(),
        "states".to_owned(),
        "bytes a state".to_owned(),
        format!("times as fast as {}", subject.reference),
        "goal".to_owned(),
    ];
    let mut table = vec![header.to_vec()];
    let reference = subject
        .contenders
        .iter()
        .zip(rows)
        .find(|(contender, _)| contender.label == subject.reference);
    let reference = reference
        .and_then(|(_, row)| time(row))
        .map(|sample| sample.median());
    for (contender, row) in subject.contenders.iter().zip(rows) {
        table.push(line(contender, row, reference));
    }
    format!(
        "\n## {}\n\n{}\n\n{}",
        subject.title,
        subject.about,
        aligned(&table)
    )
}

fn line(contender: &Contender, row: &Row, reference: Option<f64>) -> Vec<String> {
    let mut line = vec![contender.label.to_owned()];
    let (Some(time), Ok([answer, ..])) = (time(row), row.as_deref()) else {
        line.push(row.as_ref().err().cloned().unwrap_or_default());
        line.resize(7, String::new());
        return line;
    };
    let ms = time.median();
    line.push(figure(ms));
    line.push(format!("{:.0} %", time.spread() * 100.0));
    line.push(counted(answer));
    line.push(match answer.count {
        Some((states, "states")) if states >= MANY => figure(answer.bytes / states),
        _ => "–".to_owned(),
    });
    line.push(reference.map_or("–".to_owned(), |reference| figure(reference / ms)));
    let goal = |most: &f64| {
        let verdict = if ms <= *most { "reached" } else { "**missed**" };
        format!("≤ {}: {verdict}", figure(*most))
    };
    line.push(
        contender
            .goals
            .iter()
            .map(goal)
            .collect::<Vec<_>>()
            .join("; "),
    );
    line
}

fn counted(answer: &Answer) -> String {
    match answer.count {
        Some((count, "states")) => format!("{count}"),
        Some((count, what)) => format!("{count} {what}"),
        None => "–".to_owned(),
    }
}

fn time(row: &Row) -> Option<Sample> {
    let answers = row.as_ref().ok()?;
    Sample::of(answers.iter().map(|answer| answer.ms).collect())
}

#[cfg(test)]
mod tests {
    use super::run::{Answer, Row};
    use super::{SUBJECTS, section};

    #[test]
    fn ratios_and_goals_are_computed_and_what_is_missing_is_said() {
        let subject = &SUBJECTS[0];
        let answer = |ms, count| Answer {
            ms,
            bytes: 1e7,
            count: Some((count, "states")),
        };
        let row = |label: &str| -> Row {
            match label {
                "SPIN" => Ok(vec![answer(100.0, 100_000.0)]),
                "ours, reduced" => Ok(vec![
                    answer(50.0, 10.0),
                    answer(40.0, 10.0),
                    answer(60.0, 10.0),
                ]),
                _ => Err("no end within 90 s".to_owned()),
            }
        };
        let rows: Vec<Row> = subject
            .contenders
            .iter()
            .map(|contender| row(contender.label))
            .collect();
        let text = section(subject, &rows);
        assert!(
            text.contains("≤ 60.0: reached; ≤ 8.00: **missed**"),
            "{text}"
        );
        assert!(
            text.contains(" 2.00 |") && text.contains(" 100 |"),
            "{text}"
        );
        assert!(text.contains("no end within 90 s"), "{text}");
    }

    #[test]
    fn everybody_is_compared_with_somebody_who_takes_part() {
        for subject in SUBJECTS {
            let mut labels = subject.contenders.iter().map(|contender| contender.label);
            assert!(
                labels.any(|label| label == subject.reference),
                "{}",
                subject.title
            );
        }
    }
}
