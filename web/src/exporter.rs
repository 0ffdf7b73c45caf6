//! The page's end of the line to the worker that writes runs down. One worker writes one text.

use crate::codec;
use crate::export_wire::Request;
use crate::line::Line;

/// Relative to the page, so that it may be hosted under any path.
const ADDRESS: &str = "./export_loader.js";

/// A worker that writes a text. Dropping it ends it, whatever it is doing.
pub struct Exporter(#[expect(dead_code, reason = "dropping it ends the worker")] Line);

impl Exporter {
    /// Asks for a text; hears `None` if there is none, or if the worker could not be started or has crashed.
    pub fn ask(
        request: &Request,
        hear: impl Fn(Option<String>) + Clone + 'static,
    ) -> Option<Exporter> {
        let answered = hear.clone();
        let asked = Line::new(ADDRESS, move |bytes| {
            let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
            answered(text.filter(|text| !text.is_empty()));
        })
        .zip(codec::encode(request));
        let Some((line, bytes)) = asked else {
            hear(None);
            return None;
        };
        line.send(bytes);
        Some(Exporter(line))
    }
}
