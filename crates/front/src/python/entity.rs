//! What a name that is known at compile time stands for.

use interleave_program::Native;

/// Something that an import names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Entity {
    /// A module, which exists at compile time only.
    Module(String),
    /// A type or function of the engine.
    Native(Native),
    /// A top-level name of a module of the library.
    Library {
        /// The module.
        module: &'static str,
        /// The name in it.
        name: String,
    },
    /// A `from __future__` import, which changes nothing.
    Nothing,
}
