//! View models: what a picture of a run shows and where, without a canvas to paint it on.
//!
//! Everything here is a pure function of a [`Trace`](interleave_trace::Trace) or of one
//! [`Snapshot`](interleave_trace::Snapshot). What grows with the trace ([`Lanes`], [`Depths`], [`Table`],
//! [`Printed`], [`Pace`]) is told of new events by `extend` and never reads an event twice.
//!
//! [`svg`] draws some of them as pictures that stand on their own.
//!
//! [`export`] writes runs down for other tools.
//!
//! [`plots`] does the same for what was measured on real cores.
//!
//! **Architecture invariant:** this crate knows no engine and no browser. Time is an integer until it becomes a
//! pixel; floats exist only in geometry.

pub mod bars;
pub mod coffman;
pub mod compare;
pub mod depth;
pub mod detail;
pub mod export;
pub mod highlight;
pub mod lanes;
pub mod loops;
pub mod marks;
pub mod metrics;
pub mod minimap;
pub mod pace;
pub mod plots;
pub mod printed;
pub mod queue;
pub mod rows;
pub mod search;
pub mod svg;
pub mod table;
pub mod time_scale;
pub mod utf16;
pub mod wait_graph;
pub mod words;

pub use depth::Depths;
pub use lanes::{Lanes, Look, Span, State};
pub use metrics::Metrics;
pub use minimap::Minimap;
pub use pace::Pace;
pub use printed::Printed;
pub use table::Table;
pub use time_scale::TimeScale;
pub use words::{Label, Language, Names};
