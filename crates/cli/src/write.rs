//! What a command writes for others to read.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use crate::program::NOT_ACCEPTED;

/// Writes a text into a file, or to standard output where the name is `-`; says on standard error if that fails.
///
/// # Errors
/// The exit code then.
pub fn text(path: &Path, text: &str) -> Result<(), ExitCode> {
    write(path, |to| to.write_all(text.as_bytes()))
}

/// Writes a value as JSON, likewise.
///
/// # Errors
/// The exit code when that fails.
pub fn json(path: &Path, value: &impl Serialize) -> Result<(), ExitCode> {
    write(path, |to| {
        serde_json::to_writer(&mut *to, value).map_err(io::Error::from)?;
        writeln!(to)
    })
}

fn write(path: &Path, with: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), ExitCode> {
    let written = if path.as_os_str() == "-" {
        with(&mut io::stdout().lock())
    } else {
        File::create(path).and_then(|file| {
            let mut file = BufWriter::new(file);
            with(&mut file)?;
            file.flush()
        })
    };
    written.map_err(|error| {
        eprintln!("interleave: {} cannot be written: {error}", path.display());
        ExitCode::from(NOT_ACCEPTED)
    })
}
