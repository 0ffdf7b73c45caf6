//! What programs have written so far, one number a text, so that states that differ in it are different states.

use rustc_hash::FxHashMap;

/// A text that a program has written on its way to a state.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct OutputId(u32);

/// All texts that some schedule has written by some moment.
#[derive(Debug)]
pub struct Outputs {
    texts: Vec<String>,
    ids: FxHashMap<String, OutputId>,
    bytes: u64,
}

impl Outputs {
    /// Only the empty text.
    pub fn new() -> Self {
        Self {
            texts: vec![String::new()],
            ids: [(String::new(), OutputId::default())].into_iter().collect(),
            bytes: 0,
        }
    }

    /// The text of an id.
    pub fn text(&self, id: OutputId) -> &str {
        self.texts.get(id.0 as usize).map_or("", String::as_str)
    }

    /// The text that comes of appending to another one.
    pub fn append(&mut self, id: OutputId, more: &str) -> OutputId {
        if more.is_empty() {
            return id;
        }
        let text = format!("{}{more}", self.text(id));
        if let Some(&known) = self.ids.get(&text) {
            return known;
        }
        let new = OutputId(self.texts.len() as u32);
        self.bytes += 2 * text.len() as u64;
        self.texts.push(text.clone());
        self.ids.insert(text, new);
        new
    }

    /// About how many bytes all texts take.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }
}

impl OutputId {
    /// The fingerprint of a state in which this was written, from that of its world.
    pub fn mix(self, world: u64) -> u64 {
        // The golden ratio's bits spread small numbers over the word (Knuth, The Art of Computer Programming 3, 6.4).
        world ^ u64::from(self.0).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}
