//! (being written)

pub mod config;

pub use config::{Config, Dialect, Limits};
