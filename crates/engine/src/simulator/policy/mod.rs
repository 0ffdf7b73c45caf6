//! Policies of the simulated operating system's scheduler, one a file: which ready thread gets a core next.

mod round_robin;

pub use round_robin::RoundRobin;
