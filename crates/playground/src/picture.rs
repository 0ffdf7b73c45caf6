//! Pictures of a run that stand on their own.

use interleave_trace::Tick;
use interleave_view::svg::{self, Scene, View};
use interleave_view::{Depths, Lanes, Language, Table};

use crate::run::Run;

/// Draws a moment of a run as SVG: the last one, or that of an instant. The run must keep its whole trace
/// ([`Run::new`]), and should be at its end.
pub fn svg(run: &mut Run, view: View, at: Option<Tick>, title: &str, language: Language) -> String {
    let trace = run.recording().trace();
    let (moment, duration) = match at {
        Some(at) => (trace.moment_at(at), trace.duration()),
        None => (trace.end(), trace.duration()),
    };
    let mut snapshot = run.at(moment);
    if let Some(at) = at {
        // The moment is that of the last event before; time has passed since.
        snapshot.now = at.min(duration);
    }
    let trace = run.recording().trace();
    let (mut lanes, mut depths, mut table) =
        (Lanes::default(), Depths::default(), Table::default());
    lanes.extend(trace);
    depths.extend(trace);
    table.extend(trace);
    let scene = Scene {
        title,
        trace,
        lanes: &lanes,
        depths: &depths,
        table: &table,
        snapshot: &snapshot,
    };
    svg::draw(view, &scene, language)
}
