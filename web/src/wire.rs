//! What goes between the page and its worker: bytes whose first one is the version of this file.

use interleave_playground::{Command, Update};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Changes whenever a type that goes over the wire does: a page and a worker of two builds must not guess.
const VERSION: u8 = 2;

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

/// A message as bytes; `None` if it cannot be written, which plain data can.
pub fn encode(message: &impl Serialize) -> Option<Vec<u8>> {
    postcard::to_extend(message, vec![VERSION]).ok()
}

/// A message from bytes; `None` for one of another version or of no meaning.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let (&version, message) = bytes.split_first()?;
    if version != VERSION {
        return None;
    }
    postcard::from_bytes(message).ok()
}
