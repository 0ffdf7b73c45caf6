//! What a command writes for others to read.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

/// It could not be written.
const UNWRITTEN: u8 = 2;

/// Writes a file, or to standard output where its name is `-`; says on standard error if that fails.
pub fn file(path: &Path, text: &str) -> ExitCode {
    let written = if path.as_os_str() == "-" {
        std::io::stdout().write_all(text.as_bytes())
    } else {
        std::fs::write(path, text)
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("interleave: {} cannot be written: {error}", path.display());
            ExitCode::from(UNWRITTEN)
        }
    }
}
