//! SPIN, an independent checker, and the C compiler that its verifiers need: one test compares with it.

use super::debian;
use crate::workspace::Workspace;

const PACKAGES: &[&str] = &["spin", "gcc"];
const COMMANDS: &[&str] = &["spin", "cc"];

/// Installs it where the system lets us, and says so where not: the test that wants it then has nothing to compare.
pub fn ensure(workspace: &Workspace) {
    let is_there = || {
        COMMANDS
            .iter()
            .all(|command| workspace.find(&[command]).is_some())
    };
    if is_there() {
        return;
    }
    if debian::may_install(workspace) {
        super::say("installing SPIN, with which one test compares, from Debian…");
        if let Err(error) = debian::install(workspace, PACKAGES) {
            eprintln!("Set-up: {error}");
        }
    }
    if !is_there() {
        let remedy = debian::remedy(PACKAGES);
        super::say(&format!(
            "the comparison with SPIN is left out, as it is not here: `{remedy}`"
        ));
    }
}
