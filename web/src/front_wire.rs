//! What goes between the page and the worker that compiles.

use interleave_playground::Diagnostic;
use serde::{Deserialize, Serialize};

/// What the page asks.
#[derive(Serialize, Deserialize, Debug)]
pub enum Question {
    /// For a program; the answer is [`Compiled`].
    Compile(Source),
    /// For a program with what its source says of itself; the answer is [`Compiled`] with a `Subject` in it.
    Subject(Source),
    /// For what programs may use; the answer is a `Listing`.
    Supported,
}

/// A source to be compiled.
#[derive(Serialize, Deserialize, Debug)]
pub struct Source {
    /// Counts the page's requests.
    pub number: u32,
    /// The name shown in messages, such as `main.py`.
    pub file_name: String,
    /// The text.
    pub text: String,
}

/// What came of it.
#[derive(Serialize, Deserialize, Debug)]
pub struct Compiled {
    /// The request that is answered.
    pub number: u32,
    /// The program for the simulator, unless the source was not accepted. The page hands it on unread.
    pub program: Option<Vec<u8>>,
    /// What there is to say about the source.
    pub diagnostics: Vec<Diagnostic>,
}
