//! The module-level variables.

use interleave_program::GlobalId;

use super::value::Value;

/// The values of all globals, with their hash for as long as none is written.
#[derive(Clone, Debug)]
pub struct Globals {
    values: Vec<Value>,
    /// Hash of the values; 0 when it has to be computed anew.
    hash: u64,
}

impl Globals {
    /// So many unbound globals.
    #[must_use]
    pub fn new(count: usize) -> Self {
        Self {
            values: vec![Value::Unset; count],
            hash: 0,
        }
    }

    /// The value of a global; unbound for an id of another program.
    #[must_use]
    #[inline]
    pub fn get(&self, id: GlobalId) -> Value {
        self.values.get(id.index()).copied().unwrap_or_default()
    }

    /// Binds a global, or unbinds it.
    pub fn set(&mut self, id: GlobalId, value: Value) {
        self.hash = 0;
        if let Some(place) = self.values.get_mut(id.index()) {
            *place = value;
        }
    }

    /// All values, by id.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// The hash, computed at most once since a global was last written.
    #[must_use]
    pub(super) fn known_hash(&self) -> Option<u64> {
        (self.hash != 0).then_some(self.hash)
    }

    /// Notes the hash.
    pub(super) fn remember_hash(&mut self, hash: u64) {
        self.hash = hash;
    }
}
