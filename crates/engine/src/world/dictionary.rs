//! Dictionaries: keys by content, in the order of insertion, removed in constant time.
//!
//! As in CPython (`Objects/dictobject.c`), what is removed leaves a hole in the order of insertion, and holes go when
//! there are more of them than keys. Keys keep their positions while nothing is inserted.

use std::hash::{Hash, Hasher};

use indexmap::map::Entry;
use indexmap::{Equivalent, IndexMap};
use rustc_hash::FxBuildHasher;

use super::object::Key;

/// Holes that are not worth the work of closing them.
const FEW_HOLES: usize = 8;

/// A position in the order of insertion.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Place {
    Key(Key),
    /// The hole at this position.
    Hole(u32),
}

impl Hash for Place {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Place::Key(key) => key.hash(state),
            Place::Hole(at) => at.hash(state),
        }
    }
}

/// Finds the place of a key without making one.
#[derive(Hash)]
struct Wanted<'a>(&'a Key);

impl Equivalent<Place> for Wanted<'_> {
    fn equivalent(&self, place: &Place) -> bool {
        matches!(place, Place::Key(key) if key == self.0)
    }
}

/// A dictionary.
#[derive(Clone, Debug)]
pub struct Dictionary<V> {
    places: IndexMap<Place, V, FxBuildHasher>,
    holes: usize,
}

impl<V> Default for Dictionary<V> {
    fn default() -> Self {
        Self {
            places: IndexMap::default(),
            holes: 0,
        }
    }
}

impl<V: Copy> Dictionary<V> {
    /// How many keys there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len() - self.holes
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &Key) -> Option<&V> {
        self.places.get(&Wanted(key))
    }

    /// Whether there is a key.
    #[must_use]
    pub fn contains_key(&self, key: &Key) -> bool {
        self.places.contains_key(&Wanted(key))
    }

    /// The value of a key, which `make` gives if it is new.
    pub fn get_or_insert_with(&mut self, key: Key, make: impl FnOnce() -> V) -> &mut V {
        self.close_holes();
        self.places.entry(Place::Key(key)).or_insert_with(make)
    }

    /// Sets the value of a key, which keeps its position if it is there; gives the value before.
    pub fn insert(&mut self, key: Key, value: V) -> Option<V> {
        self.close_holes();
        match self.places.entry(Place::Key(key)) {
            Entry::Occupied(mut entry) => Some(entry.insert(value)),
            Entry::Vacant(entry) => {
                entry.insert(value);
                None
            }
        }
    }

    /// Removes a key; gives its value if it was there.
    pub fn remove(&mut self, key: &Key) -> Option<V> {
        let (at, _, &value) = self.places.get_full(&Wanted(key))?;
        if at + 1 == self.places.len() {
            self.places.pop();
            self.drop_last_holes();
        } else if self
            .places
            .replace_index(at, Place::Hole(at as u32))
            .is_ok()
        {
            self.holes += 1;
        }
        Some(value)
    }

    /// Removes the key that was inserted last.
    pub fn pop(&mut self) -> Option<(Key, V)> {
        match self.places.pop()? {
            (Place::Key(key), value) => {
                self.drop_last_holes();
                Some((key, value))
            }
            // The last place is never a hole.
            (Place::Hole(_), _) => None,
        }
    }

    /// Removes all keys.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    fn drop_last_holes(&mut self) {
        while matches!(self.places.last(), Some((Place::Hole(_), _))) {
            self.places.pop();
            self.holes -= 1;
        }
    }

    fn close_holes(&mut self) {
        if self.holes > FEW_HOLES && self.holes > self.len() {
            self.places
                .retain(|place, _| matches!(place, Place::Key(_)));
            self.holes = 0;
        }
    }

    /// The first key at a position or behind it, with its position.
    #[must_use]
    pub fn first_from(&self, position: usize) -> Option<(usize, &V)> {
        (position..self.places.len()).find_map(|at| match self.places.get_index(at)? {
            (Place::Key(_), value) => Some((at, value)),
            (Place::Hole(_), _) => None,
        })
    }

    /// Keys and values in the order of insertion.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Key, &V)> {
        self.places.iter().filter_map(|(place, value)| match place {
            Place::Key(key) => Some((key, value)),
            Place::Hole(_) => None,
        })
    }

    /// Keys and values in the order of insertion, taken out.
    pub fn into_pairs(self) -> impl Iterator<Item = (Key, V)> {
        self.places
            .into_iter()
            .filter_map(|(place, value)| match place {
                Place::Key(key) => Some((key, value)),
                Place::Hole(_) => None,
            })
    }

    /// Keys in the order of insertion.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &Key> {
        self.iter().map(|(key, _)| key)
    }

    /// Values in the order of insertion.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.iter().map(|(_, value)| value)
    }
}

impl<V: Copy> FromIterator<(Key, V)> for Dictionary<V> {
    fn from_iter<I: IntoIterator<Item = (Key, V)>>(pairs: I) -> Self {
        let mut dictionary = Self::default();
        for (key, value) in pairs {
            dictionary.insert(key, value);
        }
        dictionary
    }
}

#[cfg(test)]
mod tests {
    use super::{Dictionary, Key};

    fn keys(dictionary: &Dictionary<i64>) -> Vec<i64> {
        dictionary.values().copied().collect()
    }

    #[test]
    fn what_is_removed_leaves_the_order_of_the_others() {
        let mut dictionary: Dictionary<i64> = (0..40).map(|key| (Key::Int(key), key)).collect();
        for key in (0..40).filter(|key| key % 4 != 1) {
            assert_eq!(dictionary.remove(&Key::Int(key)), Some(key));
            assert_eq!(dictionary.remove(&Key::Int(key)), None);
        }
        assert_eq!(keys(&dictionary), [1, 5, 9, 13, 17, 21, 25, 29, 33, 37]);
        assert_eq!(dictionary.first_from(6), Some((9, &9)));
        assert_eq!(dictionary.insert(Key::Int(2), 2), None);
        assert_eq!(dictionary.insert(Key::Int(1), 1), Some(1));
        assert_eq!((dictionary.len(), dictionary.places.len()), (11, 11));
        assert_eq!(keys(&dictionary), [1, 5, 9, 13, 17, 21, 25, 29, 33, 37, 2]);
    }

    #[test]
    fn the_last_key_is_found_behind_holes() {
        let mut dictionary: Dictionary<i64> = (0..5).map(|key| (Key::Int(key), key)).collect();
        for key in [2, 3] {
            dictionary.remove(&Key::Int(key));
        }
        assert_eq!(dictionary.pop(), Some((Key::Int(4), 4)));
        assert_eq!(dictionary.pop(), Some((Key::Int(1), 1)));
        assert_eq!(dictionary.remove(&Key::Int(0)), Some(0));
        assert_eq!((dictionary.pop(), dictionary.first_from(0)), (None, None));
        assert!(dictionary.is_empty());
    }
}
