//! Plots of what `interleave-bench` measured, beside what the simulation predicts.
//!
//! A [`Sheet`] is all that a page shows of a report, laid out and in words of the reader's language; painting it needs
//! no arithmetic.

mod charts;
mod layout;
mod scale;

use interleave_report::Report;

use crate::Language;
use crate::words::benchmarks as words;

/// Everything to show of a report.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Sheet {
    /// The machine's name.
    pub title: String,
    /// What else there is to say about it: a name and a value each.
    pub machine: Vec<(String, String)>,
    /// What makes the numbers worth less.
    pub notes: Vec<String>,
    /// The experiments.
    pub parts: Vec<Part>,
}

/// One experiment.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Part {
    /// Its name on the command line.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it shows.
    pub shows: String,
    /// The slug of the lesson that it belongs to.
    pub lesson: String,
    /// What was not measured or is not predicted, and why.
    pub notes: Vec<String>,
    /// Its plots.
    pub plots: Vec<Plot>,
}

/// A picture, in pixels of its own.
#[derive(Clone, PartialEq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Plot {
    /// What it is of.
    pub title: String,
    /// What can be seen, for those who do not see it.
    pub about: String,
    /// How wide it is.
    pub width: u32,
    /// How high it is.
    pub height: u32,
    /// The lines of its grid, as a path.
    pub grid: String,
    /// What is written on it.
    pub texts: Vec<Text>,
    /// What is drawn on it.
    pub curves: Vec<Curve>,
    /// The numbers: a head, and rows.
    pub table: Vec<Vec<String>>,
}

/// Words on a plot.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Text {
    /// Where its base line begins, ends or has its middle.
    pub x: i32,
    /// Where its base line is.
    pub y: i32,
    /// Which of them.
    pub anchor: Anchor,
    /// Whether it is the plot's title.
    pub strong: bool,
    /// The words.
    pub text: String,
}

/// What of a text is at its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Anchor {
    /// Its start.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// A line with its marks, as paths.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Curve {
    /// Where it comes from.
    pub source: Source,
    /// Its colour, from 1 to [`HUES`]; its marks have a shape of their own for each as well.
    pub hue: u8,
    /// The line.
    pub line: String,
    /// The marks at its points.
    pub marks: String,
}

/// Colours and shapes of curves.
pub const HUES: u8 = 7;

/// Where a curve comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Source {
    /// It was measured: drawn through, with full marks.
    Measured,
    /// The simulation predicts it: dashed, with hollow marks.
    Predicted,
    /// A law that was fitted to the measured points: dotted, without marks.
    Law,
}

/// Lays out a report for so much room.
#[must_use]
pub fn sheet(report: &Report, language: Language, width: u32) -> Sheet {
    Sheet {
        title: words::machine_title(language, &report.machine),
        machine: words::machine(language, report),
        notes: words::warnings(language, report),
        parts: report
            .experiments
            .iter()
            .map(|experiment| Part {
                name: experiment.name.clone(),
                title: words::title(language, &experiment.name),
                shows: words::shows(language, &experiment.name, &experiment.shows),
                lesson: experiment.lesson.clone(),
                notes: words::notes(language, report, experiment),
                plots: charts::of(report, experiment, language)
                    .iter()
                    .filter_map(|chart| layout::plot(chart, language, width))
                    .collect(),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests;
