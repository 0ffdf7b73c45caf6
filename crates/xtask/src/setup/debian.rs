//! Debian's package manager, where we may use it.

use std::process::Stdio;

use crate::shell::{self, Result};
use crate::workspace::Workspace;

/// Can packages be installed here: apt-get exists and we are root?
pub fn may_install(workspace: &Workspace) -> bool {
    let user = shell::answer(workspace.command("id").arg("-u"));
    workspace.find(&["apt-get"]).is_some() && user.as_deref() == Some("0")
}

/// The line that a person without our rights can type.
pub fn remedy(packages: &[&str]) -> String {
    format!("sudo apt-get install {}", packages.join(" "))
}

/// Installs these packages; fetches the package lists first when apt knows one of them not.
pub fn install(workspace: &Workspace, packages: &[&str]) -> Result {
    if !packages.iter().all(|package| is_known(workspace, package)) {
        shell::run(apt_get(workspace).arg("update"))?;
    }
    let options = ["install", "-y", "--no-install-recommends"];
    let first = shell::run(apt_get(workspace).args(options).args(packages));
    if first.is_ok() {
        return first;
    }
    // Lists that have aged name files that the mirrors no longer have.
    shell::run(apt_get(workspace).arg("update"))?;
    shell::run(apt_get(workspace).args(options).args(packages))
}

fn apt_get(workspace: &Workspace) -> std::process::Command {
    let mut command = workspace.command("apt-get");
    command
        .arg("-qq")
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(Stdio::null());
    // The package manager's own chatter would bury what the verb prints.
    command.stdout(Stdio::null());
    command
}

fn is_known(workspace: &Workspace, package: &str) -> bool {
    let shown =
        shell::answer(
            workspace
                .command("apt-cache")
                .args(["show", "--no-all-versions", package]),
        );
    shown.is_some_and(|text| !text.is_empty())
}
