//! Events.

/// `threading.Event`: waiting passes while it is set.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Event {
    /// Whether it is set.
    pub set: bool,
}
