//! What goes between the page and its worker.

use interleave_playground::{Command, Update};
use serde::{Deserialize, Serialize};

/// What the page asks.
#[derive(Serialize, Deserialize, Debug)]
pub struct Request {
    /// Counts the page's requests.
    pub number: u32,
    /// Which run this is about. A run is replaced, never resumed: a larger number makes smaller ones void.
    pub generation: u32,
    /// What to do.
    pub command: Command,
}

/// What the worker answers.
#[derive(Serialize, Deserialize, Debug)]
pub struct Answer {
    /// The last request that had been applied.
    pub number: u32,
    /// The run that this is about.
    pub generation: u32,
    /// What came of it.
    pub updates: Vec<Update>,
}
