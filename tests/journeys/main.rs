//! Journeys: what a reader does in a real browser, and what the page then shows.
//!
//! `cargo xtask test journeys` builds the page, serves it and runs these. Against a page that is being served
//! already, such as by `cargo xtask serve`, run
//! `cargo test -p interleave-tests --features journeys --test journeys`.

mod page;
mod session;

mod access;
mod checking;
mod comparing;
mod editing;
mod embedding;
mod finding;
mod guarding;
mod measuring;
mod opening;
mod reading;
mod scheduling;
mod sharing;
mod watching;
mod writing;
