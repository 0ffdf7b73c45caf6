//! What the tests share: the recorded programs, and their runs reduced to what can be compared.

pub mod programs;
