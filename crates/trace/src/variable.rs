//! Variables: the places in memory that events read and write.

use crate::{ObjectId, ProcessId, TextId};

/// The key of an item of a collection.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum ItemKey {
    /// A whole number.
    Int(i64),
    /// Anything else, as text.
    Text(TextId),
}

/// A place in memory that tasks can share. An object's place is another one when the object is gone and its name is used
/// again; see [`Trace::forget_places`](crate::Trace::forget_places).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum VariablePlace {
    /// A module-level variable of a process, by its number in the program.
    Global(ProcessId, u32),
    /// A variable that functions capture, by its cell.
    Captured(ObjectId),
    /// An attribute of an object, by the number of its name.
    Attribute(ObjectId, u32),
    /// An item of a collection, by its key.
    Item(ObjectId, ItemKey),
    /// A whole collection: one of its methods was called.
    Whole(ObjectId),
    /// What code of the library reaches; it is as atomic as the library makes it.
    Library(ObjectId, u32),
}

impl VariablePlace {
    /// The object that it is a part of.
    #[must_use]
    pub fn object(self) -> Option<ObjectId> {
        match self {
            VariablePlace::Global(..) => None,
            VariablePlace::Captured(id)
            | VariablePlace::Attribute(id, _)
            | VariablePlace::Item(id, _)
            | VariablePlace::Whole(id)
            | VariablePlace::Library(id, _) => Some(id),
        }
    }
}

/// A variable's entry in the table of a trace.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct VariableInfo {
    /// Its name, such as `counter`, `account.balance` or `totals['a']`.
    pub name: String,
    /// Where it is.
    pub place: VariablePlace,
}
