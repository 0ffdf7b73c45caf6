//! What goes between the page and the worker that reads reports.

use interleave_view::plots::Sheet;
use serde::{Deserialize, Serialize};

/// What the page asks.
#[derive(Serialize, Deserialize, Debug)]
pub struct Request {
    /// The code of the reader's language.
    pub language: String,
    /// The width of a plot, in pixels.
    pub width: u32,
    /// The text of a report.
    pub text: String,
}

/// What the worker answers.
pub type Answer = Result<Sheet, Damage>;

/// Why a text is no report.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Damage {
    /// The line, from 1; 0 if it has no place.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// What is wrong there.
    pub message: String,
}
