//! Binaryen's wasm-opt, which makes the page's modules small.

use std::process::Stdio;

use crate::shell::{self, Result};
use crate::workspace::Workspace;

/// Older ones do not know the features that rustc emits by now.
const OLDEST: u32 = 122;
const PACKAGE: &str = "binaryen@132.0.0";

/// A wasm-opt that is recent enough, where Trunk finds it.
pub fn ensure(workspace: &Workspace) -> Result {
    if installed_version(workspace) >= Some(OLDEST) {
        return Ok(());
    }
    let Some(npm) = workspace.find(&["npm"]) else {
        return Err(missing());
    };
    super::say(&format!(
        "installing wasm-opt from npm's {PACKAGE} (a few seconds)…"
    ));
    let home = workspace.tools()?.join(PACKAGE.replace('@', "-"));
    let mut install = workspace.command(npm);
    install.args(["install", "--global", "--no-audit", "--no-fund", "--prefix"]);
    shell::run(install.arg(&home).arg(PACKAGE).stdin(Stdio::null()))
        .map_err(|error| format!("{error}; {}", missing()))?;
    shell::link(
        &home.join("bin/wasm-opt"),
        &workspace.cargo_bin().join("wasm-opt"),
    )?;
    if installed_version(workspace) >= Some(OLDEST) {
        return Ok(());
    }
    Err(missing())
}

fn missing() -> Box<dyn std::error::Error> {
    format!("wasm-opt {OLDEST} or newer is needed: install Node.js with npm, or put Binaryen's wasm-opt on PATH")
        .into()
}

fn installed_version(workspace: &Workspace) -> Option<u32> {
    let program = workspace.find(&["wasm-opt"])?;
    version(&shell::answer(workspace.command(program).arg("--version"))?)
}

fn version(said: &str) -> Option<u32> {
    said.strip_prefix("wasm-opt version ")?
        .split_whitespace()
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn the_version_is_a_number_however_it_was_built() {
        assert_eq!(version("wasm-opt version 132 (version_132)"), Some(132));
        assert_eq!(version("wasm-opt version 108"), Some(108));
        assert_eq!(version("command not found"), None);
    }
}
