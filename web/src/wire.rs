//! What goes between the page and its worker.

use interleave_engine::Config;
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
    pub order: Order,
}

/// What to do.
#[derive(Serialize, Deserialize, Debug)]
pub enum Order {
    /// Runs another program.
    Load(Load),
    /// Forgets the program, because another one was not accepted.
    Unload,
    /// Does something with the program that is loaded.
    Command(Command),
}

/// A program and how to run it.
#[derive(Serialize, Deserialize, Debug)]
pub struct Load {
    /// The program as the front end has written it. The page hands it on unread.
    pub program: Vec<u8>,
    /// Knobs turned away from the values in the source.
    pub knobs: Vec<(String, i64)>,
    /// The machine.
    pub config: Config,
    /// The schedule to follow, in its written form.
    pub schedule: String,
    /// Whether the reader chooses afterwards.
    pub by_hand: bool,
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
