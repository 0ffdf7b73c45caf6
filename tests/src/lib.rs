//! What the tests share: the recorded programs, and what their runs are reduced to for comparison.

pub mod digest;
pub mod fuzz;
pub mod programs;
pub mod runs;
