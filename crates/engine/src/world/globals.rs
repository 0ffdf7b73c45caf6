//! The module-level variables.

use std::rc::Rc;

use interleave_program::GlobalId;

use super::value::Value;
use super::watch::{Area, Watch};

/// The values of all globals, with their hash for as long as none is written.
#[derive(Clone, Debug)]
pub struct Globals {
    /// Empty while somebody watches, so that not being watched is free.
    values: Vec<Value>,
    /// Hash of the values; 0 when it has to be computed anew.
    hash: u64,
    /// Who watches, and the values meanwhile.
    watched: Option<(Rc<Watch>, Vec<Value>)>,
}

impl Globals {
    /// So many unbound globals.
    #[must_use]
    pub fn new(count: usize) -> Self {
        Self {
            values: vec![Value::Unset; count],
            hash: 0,
            watched: None,
        }
    }

    /// The value of a global; unbound for an id of another program.
    #[must_use]
    #[inline]
    pub fn get(&self, id: GlobalId) -> Value {
        match self.values.get(id.index()) {
            Some(&value) => value,
            None => self.get_aside(id),
        }
    }

    #[cold]
    fn get_aside(&self, id: GlobalId) -> Value {
        let Some((watch, values)) = &self.watched else {
            return Value::Unset;
        };
        watch.read(Area::Globals, id.index());
        values.get(id.index()).copied().unwrap_or_default()
    }

    /// Binds a global, or unbinds it.
    pub fn set(&mut self, id: GlobalId, value: Value) {
        self.hash = 0;
        let values = match &mut self.watched {
            Some((watch, values)) => {
                watch.write(Area::Globals, id.index());
                values
            }
            None => &mut self.values,
        };
        if let Some(place) = values.get_mut(id.index()) {
            *place = value;
        }
    }

    /// All values, by id.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        match &self.watched {
            Some((watch, values)) => {
                for index in 0..values.len() {
                    watch.read(Area::Globals, index);
                }
                values
            }
            None => &self.values,
        }
    }

    /// Lets somebody take notice of which globals are used from now on, or nobody any more.
    pub(super) fn set_watch(&mut self, watch: Option<Rc<Watch>>) {
        let values = match self.watched.take() {
            Some((_, values)) => values,
            None => std::mem::take(&mut self.values),
        };
        match watch {
            Some(watch) => self.watched = Some((watch, values)),
            None => self.values = values,
        }
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
