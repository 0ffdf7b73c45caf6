//! The command-line half of wasm-bindgen, which must be of the same version as the library half.

use super::cargo_tool::CargoTool;
use crate::shell::Result;
use crate::workspace::Workspace;

/// wasm-bindgen and its test runner, of the version in Cargo.lock.
pub fn ensure(workspace: &Workspace) -> Result {
    CargoTool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: &workspace.locked_version("wasm-bindgen")?,
        minutes: "a minute",
        // Without --locked: its own lock file may name a release that was withdrawn.
        options: &[],
    }
    .ensure(workspace)
}
