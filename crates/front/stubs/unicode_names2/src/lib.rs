//! Stands in for the published crate of this name, whose table of character names weighs more than all the rest
//! of the front end. `"\N{…}"` is refused before the parser asks for a name.

/// The character of a Unicode name: this table is empty.
#[must_use]
pub fn character(_name: &str) -> Option<char> {
    None
}
