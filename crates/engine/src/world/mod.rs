//! The world: a program caught at one instant.

pub mod heap;
pub mod object;
pub mod value;
