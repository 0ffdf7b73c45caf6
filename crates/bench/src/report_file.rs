//! Reports on disk.

use std::fs::{self, OpenOptions};
use std::path::Path;

use interleave_report::Report;

/// Says at once if a report could not be written here later. Nothing that is there is touched.
pub fn check_writable(path: &Path) -> Result<(), String> {
    let beside = beside(path);
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .open(&beside)
        .and_then(|_| fs::remove_file(&beside))
        .map_err(|error| format!("{} cannot be written: {error}", path.display()))
}

/// Writes a report in one go: whoever reads the file finds the old one or the new one, never half of it.
pub fn write(path: &Path, report: &Report) -> Result<(), String> {
    let beside = beside(path);
    let fail =
        |error: &dyn std::fmt::Display| format!("{} cannot be written: {error}", path.display());
    fs::write(&beside, text(report).map_err(|error| fail(&error))?)
        .map_err(|error| fail(&error))?;
    fs::rename(&beside, path).map_err(|error| fail(&error))
}

/// A report as text, one variant a line, so that versions of it can be compared by eye.
fn text(report: &Report) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string(report)?;
    for part in [
        "{\"name\":",
        "\"machine\":",
        "\"experiments\":",
        "\"predictions\":",
        "{\"experiment\":",
    ] {
        text = text.replace(&format!(",{part}"), &format!(",\n{part}"));
    }
    text.push('\n');
    Ok(text)
}

/// Reads a report; what is wrong is said with its line and column.
pub fn read(path: &Path) -> Result<Report, String> {
    let fail = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let text = fs::read_to_string(path).map_err(|error| fail(&error))?;
    let report: Report = serde_json::from_str(&text)
        .map_err(|error| fail(&format!("no report of interleave-bench: {error}")))?;
    if report.format != Report::FORMAT {
        return Err(fail(&format!(
            "a report of format {}; this version reads format {}",
            report.format,
            Report::FORMAT
        )));
    }
    Ok(report)
}

fn beside(path: &Path) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    name.into()
}
