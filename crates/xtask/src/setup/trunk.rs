//! Trunk, which builds the page.

use super::cargo_tool::CargoTool;
use crate::shell::Result;
use crate::workspace::Workspace;

const TRUNK: CargoTool = CargoTool {
    package: "trunk",
    program: "trunk",
    version: "0.21.14",
    minutes: "2 minutes",
    options: &["--locked", "--no-default-features", "--features", "rustls"],
};

/// Trunk of the version that Trunk.toml was written for.
pub fn ensure(workspace: &Workspace) -> Result {
    TRUNK.ensure(workspace)
}
