//! Messages as bytes whose first one is a version.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Changes whenever a type that goes over a wire does: a page and a worker of two builds must not guess.
const VERSION: u8 = 5;

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
