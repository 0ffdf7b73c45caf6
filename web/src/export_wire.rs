//! What goes between the page and the worker that writes runs down.

use interleave_playground::findings::Finding;
use interleave_trace::{Snapshot, Tick, TraceChunk};
use interleave_view::Language;
use serde::{Deserialize, Serialize};

/// What to write.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub enum Form {
    /// The picture of a view, by the view's name, as SVG.
    Picture(String),
    /// A sequence diagram in Mermaid's language.
    Sequence,
    /// Chrome's trace-event format.
    Trace,
}

/// What the page asks. The answer is the text.
#[derive(Serialize, Deserialize, Debug)]
pub struct Request {
    /// What to write.
    pub form: Form,
    /// The reader's language.
    pub language: Language,
    /// What the run is called.
    pub title: String,
    /// All of the run.
    pub run: TraceChunk,
    /// The moment that is shown.
    pub snapshot: Snapshot,
    /// Until when a diagram goes.
    pub until: Tick,
    /// What is wrong with the run.
    pub findings: Vec<Finding>,
}
