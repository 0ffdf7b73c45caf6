//! Experiments that `cargo xtask bench` measures: Python programs on the engine, and the barest machines there are.
//!
//! Each is prepared and then done, so that whoever holds a clock measures the doing alone. What is measured counts its own
//! amount: a program's only output is how many of the things that it is about it has done.

pub mod bare;
pub mod frames;
pub mod jumps;
pub mod programs;
pub mod steps;
