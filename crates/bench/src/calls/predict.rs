//! `interleave-bench predict FILE`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::{document, predict, report_file, table};

#[derive(Args)]
pub struct Arguments {
    /// A report of `interleave-bench run`
    file: PathBuf,
    /// Write the report with its predictions to this file, which may be the same
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Renew the measured part of this document
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
}

/// Prints prediction against measurement.
pub fn predict(arguments: &Arguments) -> Result<ExitCode, String> {
    let mut report = report_file::read(&arguments.file)?;
    report.predictions = predict::predictions(&report)?;
    print!("{}", table::head(&report));
    print!("{}", table::predictions(&report.predictions));
    if let Some(path) = &arguments.json {
        report_file::write(path, &report)?;
        println!(
            "\nThe report with its predictions is in {}.",
            path.display()
        );
    }
    if let Some(path) = &arguments.markdown {
        document::renew(path, &report)?;
        println!("\n{} has the new figures.", path.display());
    }
    Ok(ExitCode::SUCCESS)
}
