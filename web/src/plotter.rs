//! The page's end of the line to the worker that reads reports. One worker lays out one report: it is fetched from the
//! browser's own store after the first time, and nothing of a report stays behind.

use crate::codec;
use crate::line::Line;
use crate::sheet_wire::{Answer, Request};

/// Relative to the page, so that it may be hosted under any path.
const ADDRESS: &str = "./reports_loader.js";

/// A worker that lays out one report. Dropping it ends it, whatever it is doing.
pub struct Plotter(#[expect(dead_code, reason = "dropping it ends the worker")] Line);

impl Plotter {
    /// Asks for a layout; hears nothing if the worker could not be started or has crashed.
    pub fn ask(request: &Request, hear: impl Fn(Option<Answer>) + 'static) -> Option<Plotter> {
        let line = Line::new(ADDRESS, move |bytes| {
            hear(bytes.and_then(|bytes| codec::decode::<Answer>(&bytes)));
        })?;
        line.send(codec::encode(request)?);
        Some(Plotter(line))
    }
}
