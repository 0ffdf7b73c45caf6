//! The barest machines there are: what is left when nothing but the work itself is done.

pub mod heap;
pub mod machine;
pub mod random;
pub mod states;
