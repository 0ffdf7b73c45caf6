//! (being written)

pub mod config;
pub mod executor;
pub mod library;
pub mod sync;
pub mod world;

pub use config::{Config, Dialect, Limits};
