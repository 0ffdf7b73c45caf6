//! Ctrl-C ends a run between two samples.

use std::sync::atomic::{AtomicBool, Ordering};

static REQUESTED: AtomicBool = AtomicBool::new(false);

/// Listens for Ctrl-C, and for being asked to terminate. Being asked a second time ends the process at once.
pub fn listen() -> Result<(), String> {
    ctrlc::set_handler(|| {
        if REQUESTED.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(crate::calls::INTERRUPTED));
        }
        eprintln!("ending after this sample; once more ends at once");
    })
    .map_err(|error| format!("cannot listen for Ctrl-C: {error}"))
}

/// Whether somebody wants the run to end.
pub fn requested() -> bool {
    REQUESTED.load(Ordering::Relaxed)
}
