//! A run in the formats of other tools, one a file.

pub mod chrome;
pub mod mermaid;
