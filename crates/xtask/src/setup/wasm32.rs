//! The standard library for wasm32: rustup's where it can be fetched, else built from Debian's source of it.

use std::path::{Path, PathBuf};

use super::debian;
use crate::shell::{self, Result};
use crate::workspace::Workspace;

const TARGET: &str = "wasm32-unknown-unknown";
const COMPILER_PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
const CLIPPY_PACKAGE: &str = "rust-web-clippy";
const LINKER: &str = "/usr/bin/wasm-ld-22";
/// What rustup calls Debian's compiler once set-up has linked it.
const DISTRO: &str = "distro";

/// A toolchain for this checkout that builds wasm32.
pub fn ensure(workspace: &mut Workspace) -> Result {
    if has_library(workspace) {
        return Ok(());
    }
    if workspace.find(&["rustup"]).is_some() {
        super::say("adding rustup's standard library for wasm32…");
        let mut add = workspace.command("rustup");
        // Quietly: where it cannot be fetched, rustup's account of that is long, and there is another way.
        shell::answer(add.args(["target", "add", TARGET]));
        if has_library(workspace) {
            return Ok(());
        }
    }
    from_debian(workspace)
}

/// Clippy for the toolchain that builds wasm32.
pub fn ensure_clippy(workspace: &Workspace) -> Result {
    if shell::answer(workspace.command("cargo").args(["clippy", "--version"])).is_some() {
        return Ok(());
    }
    if sysroot(workspace).as_deref() == Some("/usr") && debian::may_install(workspace) {
        super::say("installing Clippy from Debian…");
        return debian::install(workspace, &[CLIPPY_PACKAGE]);
    }
    super::say("adding rustup's Clippy…");
    shell::run(
        workspace
            .command("rustup")
            .args(["component", "add", "clippy"]),
    )
    .map_err(|error| format!("{error}; install Clippy for the toolchain in use").into())
}

/// Debian's compiler with a wasm32 library that we build for it, chosen for this checkout only.
fn from_debian(workspace: &mut Workspace) -> Result {
    let library = Path::new("/usr/lib/rustlib").join(TARGET).join("lib");
    let is_built = is_library(&library) && Path::new(LINKER).is_file();
    if !is_built {
        if !debian::may_install(workspace) {
            return Err(format!(
                "rustup cannot fetch {TARGET} here: run `rustup target add {TARGET}` where the network \
                 allows it, or run this as root on Debian 12"
            )
            .into());
        }
        super::say("rustup cannot fetch it here: installing Debian's compiler (half a minute)…");
        debian::install(workspace, COMPILER_PACKAGES)?;
        super::say(
            "building the standard library for wasm32 from Debian's source (about a minute)…",
        );
        build_library(workspace, &library)?;
    }
    shell::link(Path::new(LINKER), &workspace.cargo_bin().join("rust-lld"))?;
    if workspace.find(&["rustup"]).is_some() {
        shell::run(
            workspace
                .command("rustup")
                .args(["toolchain", "link", DISTRO, "/usr"]),
        )?;
        shell::run(
            workspace
                .command("rustup")
                .args(["override", "set", DISTRO]),
        )?;
        workspace.use_toolchain(DISTRO);
    }
    if has_library(workspace) {
        return Ok(());
    }
    Err(
        format!("the compiler in use has no {TARGET} library: use /usr/bin/rustc in this checkout")
            .into(),
    )
}

fn build_library(workspace: &Workspace, library: &Path) -> Result {
    let scratch = workspace.target().join("wasm32-library");
    let _ = std::fs::remove_dir_all(&scratch);
    std::fs::create_dir_all(scratch.join("src"))?;
    // Any crate will do: building it builds the library beneath it.
    let manifest = "[package]\nname = \"seed\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
                    [lib]\ncrate-type = [\"cdylib\"]\n[workspace]\n";
    std::fs::write(scratch.join("Cargo.toml"), manifest)?;
    std::fs::write(scratch.join("src/lib.rs"), "")?;
    let target = scratch.join("target");
    let mut build = workspace.command("/usr/bin/cargo");
    build.args([
        "build",
        "--release",
        "-Zbuild-std=std,panic_abort,test",
        "--target",
        TARGET,
    ]);
    build
        .current_dir(&scratch)
        .env("PATH", "/usr/bin:/bin")
        .env("CARGO_TARGET_DIR", &target);
    // Bitcode is what lets the page be linked with fat LTO.
    build
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes");
    build.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", LINKER);
    build.env_remove("RUSTC").env_remove("CARGO_BUILD_TARGET");
    shell::run(&mut build)?;

    std::fs::create_dir_all(library)?;
    for entry in std::fs::read_dir(target.join(TARGET).join("release/deps"))? {
        let path = entry?.path();
        let is_rlib = path
            .extension()
            .is_some_and(|extension| extension == "rlib");
        if let (true, Some(name)) = (is_rlib, path.file_name()) {
            std::fs::copy(&path, library.join(name))?;
        }
    }
    // What was compiled against another build of the library would not link with this one.
    let _ = std::fs::remove_dir_all(workspace.target().join(TARGET));
    std::fs::remove_dir_all(&scratch)?;
    Ok(())
}

fn has_library(workspace: &Workspace) -> bool {
    let mut ask = workspace.command("rustc");
    let folder = shell::answer(ask.args(["--print", "target-libdir", "--target", TARGET]));
    folder.is_some_and(|folder| is_library(&PathBuf::from(folder)))
}

/// Is the library there, with the part that tests need?
fn is_library(folder: &Path) -> bool {
    let names: Vec<String> = std::fs::read_dir(folder)
        .map(|entries| {
            let names = entries
                .flatten()
                .map(|entry| entry.file_name().to_string_lossy().into_owned());
            names.collect()
        })
        .unwrap_or_default();
    let has = |prefix: &str| {
        names
            .iter()
            .any(|name| name.starts_with(prefix) && name.ends_with(".rlib"))
    };
    has("libstd-") && has("libtest-")
}

fn sysroot(workspace: &Workspace) -> Option<String> {
    shell::answer(workspace.command("rustc").args(["--print", "sysroot"]))
}
