//! axe-core, which journeys ask whether everybody can use the page.

use std::path::PathBuf;
use std::process::Stdio;

use crate::shell::{self, Result};
use crate::workspace::Workspace;

const PACKAGE: &str = "axe-core@4.10.3";

/// The script of axe-core.
pub fn ensure(workspace: &Workspace) -> Result<PathBuf> {
    let home = workspace.tools()?.join(PACKAGE.replace('@', "-"));
    let script = home.join("node_modules/axe-core/axe.min.js");
    if script.is_file() {
        return Ok(script);
    }
    let npm = workspace
        .find(&["npm"])
        .ok_or_else(|| format!("{PACKAGE} is needed: install Node.js with npm"))?;
    super::say(&format!("installing npm's {PACKAGE} (a few seconds)…"));
    std::fs::create_dir_all(&home)?;
    let mut install = workspace.command(npm);
    install.args([
        "install",
        "--no-audit",
        "--no-fund",
        "--no-save",
        "--prefix",
    ]);
    shell::run(install.arg(&home).arg(PACKAGE).stdin(Stdio::null()))?;
    Ok(script)
}
