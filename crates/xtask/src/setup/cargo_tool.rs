//! Programs that come from the registry of crates.

use crate::shell::{self, Result};
use crate::workspace::Workspace;

/// A program that `cargo install` builds.
pub struct CargoTool<'a> {
    /// Name of the package.
    pub package: &'a str,
    /// Name of the program.
    pub program: &'a str,
    /// The version that we want, exactly.
    pub version: &'a str,
    /// How long building it takes on two cores.
    pub minutes: &'a str,
    /// What to pass to `cargo install` besides.
    pub options: &'a [&'a str],
}

impl CargoTool<'_> {
    /// Builds and installs the program unless this very version is there.
    pub fn ensure(&self, workspace: &Workspace) -> Result {
        if self.installed_version(workspace).as_deref() == Some(self.version) {
            return Ok(());
        }
        let (package, version) = (self.package, self.version);
        super::say(&format!(
            "installing {package} {version} from source (about {} the first time)…",
            self.minutes
        ));
        let mut install = workspace.command("cargo");
        install.args(["install", "--force", package, "--version", version]);
        // Not optimised: one waits longer for building the tools than for their work.
        install
            .args(["--debug", "--config", "profile.dev.debug=false"])
            .args(self.options);
        // Cargo then builds in a folder of its own and removes it.
        install.env_remove("CARGO_TARGET_DIR");
        shell::run(&mut install).map_err(|error| {
            format!("{error}; see that the registry of crates can be reached, then try again")
        })?;
        match self.installed_version(workspace) {
            Some(found) if found == version => Ok(()),
            found => Err(format!(
                "`{} --version` says {}: put {} first on PATH",
                self.program,
                found.as_deref().unwrap_or("nothing"),
                workspace.cargo_bin().display()
            )
            .into()),
        }
    }

    fn installed_version(&self, workspace: &Workspace) -> Option<String> {
        let program = workspace.find(&[self.program])?;
        let said = shell::answer(workspace.command(program).arg("--version"))?;
        said.split_whitespace().nth(1).map(str::to_owned)
    }
}
