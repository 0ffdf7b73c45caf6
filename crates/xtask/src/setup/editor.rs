//! What the page's editor is made of: npm's packages, exactly those of `web/editor/package-lock.json`.

use std::process::Stdio;

use crate::shell::{self, Result};
use crate::workspace::Workspace;

/// What npm notes in `node_modules` when it is done.
const INSTALLED: &str = "node_modules/.package-lock.json";
const WANTED: &str = "package-lock.json";

/// The packages, installed beside their list.
pub fn ensure(workspace: &Workspace) -> Result {
    let home = workspace.root().join("web/editor");
    let changed = |name: &str| home.join(name).metadata()?.modified();
    let is_fresh = changed(INSTALLED)
        .and_then(|installed| Ok(installed >= changed(WANTED)?))
        .unwrap_or(false);
    if is_fresh {
        return Ok(());
    }
    let npm = workspace
        .find(&["npm"])
        .ok_or("the page's editor is made of npm's packages: install Node.js with npm")?;
    super::say("installing npm's packages for the editor (a few seconds)…");
    let mut install = workspace.command(npm);
    // None of them needs to run anything to be installed.
    install.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    install.current_dir(&home).stdin(Stdio::null());
    shell::run(&mut install).map_err(|error| {
        format!("{error}; see that npm's registry can be reached, then try again").into()
    })
}
