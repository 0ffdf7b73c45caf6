//! The checkout that xtask works on, and the toolchain that builds it.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, Result};

/// The checkout, and how commands are run in it.
pub struct Workspace {
    root: PathBuf,
    cargo_home: PathBuf,
    path: OsString,
    toolchain: Option<String>,
}

impl Workspace {
    /// The checkout that this xtask was started in.
    pub fn locate() -> Result<Workspace> {
        // Asked at run time: checkouts that share a target directory share the binary too.
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest
            .ancestors()
            .nth(2)
            .ok_or("xtask runs as `cargo xtask`")?
            .to_path_buf();
        let cargo_home = match std::env::var_os("CARGO_HOME") {
            Some(home) => PathBuf::from(home),
            None => std::env::home_dir()
                .ok_or("set HOME or CARGO_HOME")?
                .join(".cargo"),
        };
        // Set-up puts tools into Cargo's own folder: look there first, as rustup makes shells do.
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let folders =
            std::iter::once(cargo_home.join("bin")).chain(std::env::split_paths(&inherited));
        let path = std::env::join_paths(folders)?;
        Ok(Workspace {
            root,
            cargo_home,
            path,
            toolchain: None,
        })
    }

    /// The top of the checkout.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where Trunk puts the page.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Cargo's target directory.
    pub fn target(&self) -> PathBuf {
        let set = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
        self.root.join(set.unwrap_or_else(|| "target".into()))
    }

    /// Where Cargo puts installed programs.
    pub fn cargo_bin(&self) -> PathBuf {
        self.cargo_home.join("bin")
    }

    /// Where set-up keeps tools that are not Cargo's, shared by all checkouts.
    pub fn tools(&self) -> Result<PathBuf> {
        let cache = match std::env::var_os("XDG_CACHE_HOME") {
            Some(cache) => PathBuf::from(cache),
            None => std::env::home_dir()
                .ok_or("set HOME or XDG_CACHE_HOME")?
                .join(".cache"),
        };
        Ok(cache.join("interleave"))
    }

    /// From here on, everything is built by this toolchain of rustup's.
    pub fn use_toolchain(&mut self, name: &str) {
        self.toolchain = Some(name.to_owned());
    }

    /// A command that runs at the top of the checkout with the chosen toolchain.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", &self.path);
        if let Some(toolchain) = &self.toolchain {
            command.env("RUSTUP_TOOLCHAIN", toolchain);
        }
        command
    }

    /// Where the first of these programs is.
    pub fn find(&self, names: &[&str]) -> Option<PathBuf> {
        shell::find(names, &self.path)
    }

    /// The version of this package in Cargo.lock.
    pub fn locked_version(&self, package: &str) -> Result<String> {
        let lock = std::fs::read_to_string(self.root.join("Cargo.lock"))?;
        locked_version(&lock, package)?
            .ok_or_else(|| format!("Cargo.lock names no {package}").into())
    }
}

/// The version of a package in the text of a Cargo.lock.
pub fn locked_version(lock: &str, package: &str) -> Result<Option<String>> {
    let lock: toml::Table = lock.parse()?;
    let packages = lock.get("package").and_then(|packages| packages.as_array());
    let found = packages
        .into_iter()
        .flatten()
        .find(|entry| entry.get("name").and_then(|name| name.as_str()) == Some(package));
    let version = found
        .and_then(|entry| entry.get("version"))
        .and_then(|version| version.as_str());
    Ok(version.map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    const LOCK: &str = r#"
version = 4

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
dependencies = ["cfg-if"]

[[package]]
name = "wasm-bindgen-shared"
version = "0.2.131"
"#;

    #[test]
    fn the_lock_file_says_which_version_of_a_package() {
        assert_eq!(
            locked_version(LOCK, "wasm-bindgen").unwrap().as_deref(),
            Some("0.2.130")
        );
        assert_eq!(locked_version(LOCK, "yew").unwrap(), None);
        assert!(locked_version("version = ", "yew").is_err());
    }
}
