//! What has to be built or installed before anything is measured. What cannot be had is said, and the rest goes on.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::catalogue::{By, Experiment};
use crate::setup;
use crate::shell::{self, Result};
use crate::workspace::Workspace;

/// The peers' own workspace.
pub const PEERS_MANIFEST: &str = "crates/measure/peers/Cargo.toml";
const SCRIPTS: &str = "crates/measure/peers/python";
const WASM: &str = "wasm32-unknown-unknown";

/// How each kind of contender is run, or why it cannot be.
pub struct Builds {
    made: Vec<(By, std::result::Result<Vec<PathBuf>, String>)>,
}

impl Builds {
    /// Makes what these experiments need.
    pub fn make(workspace: &mut Workspace, experiments: &[&Experiment]) -> Builds {
        let mut made: Vec<(By, std::result::Result<Vec<PathBuf>, String>)> = Vec::new();
        for contender in experiments
            .iter()
            .flat_map(|experiment| experiment.contenders)
        {
            if made.iter().all(|(by, _)| *by != contender.by) {
                let result = make(workspace, contender.by);
                made.push((contender.by, result.map_err(|error| error.to_string())));
            }
        }
        Builds { made }
    }

    /// The command that begins with what runs such a contender.
    pub fn command(
        &self,
        workspace: &Workspace,
        by: By,
        words: &[&str],
    ) -> std::result::Result<Command, String> {
        let (_, made) = self
            .made
            .iter()
            .find(|(known, _)| *known == by)
            .ok_or("it was not built")?;
        let begins = made.as_ref().map_err(Clone::clone)?;
        let (program, rest) = begins.split_first().ok_or("it was not built")?;
        let mut command = workspace.command(program);
        command.args(rest);
        // Python is told its script by a path, everybody else an experiment by its name.
        match (by, words) {
            (By::CPython | By::SimPy, [script, words @ ..]) => {
                command.arg(Path::new(SCRIPTS).join(script)).args(words)
            }
            _ => command.args(words),
        };
        Ok(command)
    }
}

/// `cargo` for the peers, who keep what they build apart.
pub fn cargo_for_peers(workspace: &Workspace) -> Command {
    let mut cargo = workspace.command("cargo");
    cargo.env("CARGO_TARGET_DIR", workspace.target().join("peers"));
    cargo
}

fn make(workspace: &mut Workspace, by: By) -> Result<Vec<PathBuf>> {
    match by {
        By::Ours => ours(workspace),
        By::Wasm => wasm(workspace),
        By::Peers => peers(workspace),
        By::CPython => Ok(vec![python(workspace)?]),
        By::SimPy => simpy(workspace),
    }
}

fn ours(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let mut cargo = workspace.command("cargo");
    shell::run(cargo.args([
        "build",
        "--release",
        "--package",
        "interleave-measure",
        "--bin",
        "measure",
    ]))?;
    Ok(vec![workspace.target().join("release/measure")])
}

/// As the page ships: for size, but for the engine.
fn wasm(workspace: &mut Workspace) -> Result<Vec<PathBuf>> {
    let node = workspace
        .find(&["node", "nodejs"])
        .ok_or("node is not on PATH")?;
    setup::wasm32(workspace)?;
    let mut cargo = workspace.command("cargo");
    cargo.args([
        "build",
        "--profile",
        "page",
        "--package",
        "interleave-measure",
        "--bin",
        "measure-wasm",
    ]);
    shell::run(cargo.args(["--target", WASM]))?;
    let module = workspace.target().join(WASM).join("page/measure-wasm.wasm");
    Ok(vec![node, "crates/measure/wasm.mjs".into(), module])
}

fn peers(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let mut cargo = cargo_for_peers(workspace);
    shell::run(cargo.args([
        "build",
        "--release",
        "--locked",
        "--manifest-path",
        PEERS_MANIFEST,
    ]))?;
    Ok(vec![workspace.target().join("peers/release/peers")])
}

fn python(workspace: &Workspace) -> Result<PathBuf> {
    Ok(workspace
        .find(&["python3"])
        .ok_or("python3 is not on PATH")?)
}

/// A Python of the benchmark's own, with the packages that peers need.
fn simpy(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let home = workspace.target().join("bench-python");
    let own = home.join("bin/python");
    let has_all =
        |own: &Path| shell::answer(workspace.command(own).args(["-c", "import simpy"])).is_some();
    if !has_all(&own) {
        shell::run(
            workspace
                .command(python(workspace)?)
                .args(["-m", "venv"])
                .arg(&home),
        )?;
        let requirements = Path::new(SCRIPTS).join("requirements.txt");
        shell::run(
            workspace
                .command(&own)
                .args(["-m", "pip", "install", "--quiet", "--requirement"])
                .arg(requirements),
        )?;
    }
    Ok(vec![own])
}
