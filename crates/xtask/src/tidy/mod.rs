//! `cargo xtask tidy`: formatting, Clippy, and the borders of ARCHITECTURE.md.

mod imports;
mod sources;

use std::fmt;

use imports::Package;

use crate::arguments::{Arguments, Flag, Verb};
use crate::setup;
use crate::shell::{self, Result};
use crate::workspace::Workspace;

const DENY_WARNINGS: &[&str] = &["--", "--deny", "warnings"];

/// The verb.
pub const VERB: Verb = Verb {
    name: "tidy",
    about: "check formatting, Clippy for the host and wasm32, and which crate may use which",
    words: "",
    flags: &[Flag {
        name: "--quick",
        value: None,
        about: "all but Clippy",
    }],
    run,
};

/// Something to put right, and how.
#[derive(Debug, PartialEq)]
struct Complaint {
    file: String,
    line: usize,
    remedy: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.file, self.line, self.remedy)
    }
}

fn run(arguments: &Arguments) -> Result {
    let mut workspace = Workspace::locate()?;
    let packages = imports::packages(&workspace)?;
    let mut complaints = imports::check(&workspace, &packages)?;
    complaints.extend(sources::check(&workspace, &packages)?);
    for complaint in &complaints {
        eprintln!("{complaint}");
    }
    for note in sources::long_files(&workspace, &packages)? {
        eprintln!("note: {note}");
    }
    if !complaints.is_empty() {
        return Err(format!(
            "{} breaches of the borders between crates",
            complaints.len()
        )
        .into());
    }
    format(&workspace)?;
    if !arguments.has("--quick") {
        setup::wasm32(&mut workspace)?;
        setup::clippy(&workspace)?;
        clippy(&workspace, &packages)?;
    }
    eprintln!("tidy: nothing to put right");
    Ok(())
}

fn format(workspace: &Workspace) -> Result {
    let toolchain = toolchain_with_rustfmt(workspace)
        .ok_or("no toolchain here has rustfmt: run `rustup component add rustfmt`")?;
    let mut cargo = workspace.command("cargo");
    shell::run(cargo.args(toolchain).args(["fmt", "--all", "--check"]))
        .map_err(|error| format!("{error}: run `cargo fmt`").into())
}

/// What makes `cargo` find rustfmt: nothing, or `+toolchain`, as Debian's compiler comes without.
fn toolchain_with_rustfmt(workspace: &Workspace) -> Option<Option<String>> {
    let list = shell::answer(
        workspace
            .command("rustup")
            .args(["toolchain", "list", "--quiet"]),
    );
    let others = list.unwrap_or_default();
    let others = others.lines().map(|name| Some(format!("+{name}")));
    std::iter::once(None).chain(others).find(|toolchain| {
        let mut ask = workspace.command("cargo");
        shell::answer(ask.args(toolchain).args(["fmt", "--version"])).is_some()
    })
}

fn clippy(workspace: &Workspace, packages: &[Package]) -> Result {
    let mut host = workspace.command("cargo");
    host.args([
        "clippy",
        "--workspace",
        "--exclude",
        "interleave-web",
        "--all-targets",
        "--all-features",
    ]);
    shell::run(host.args(DENY_WARNINGS))?;
    let mut wasm = workspace.command("cargo");
    wasm.args(["clippy", "--target", "wasm32-unknown-unknown"]);
    for package in packages.iter().filter(|package| package.is_in_the_page()) {
        wasm.args(["--package", &package.name]);
    }
    shell::run(wasm.args(DENY_WARNINGS))?;
    let mut tests = workspace.command("cargo");
    tests.args(["clippy", "--target", "wasm32-unknown-unknown"]);
    tests.args(["--package", "interleave-tests", "--test", "wasm"]);
    shell::run(tests.args(DENY_WARNINGS))
}
