//! `cargo xtask test`: every test there is, from the host's to journeys in a real browser.

use crate::arguments::{Arguments, Verb, unknown};
use crate::build;
use crate::http::Server;
use crate::setup::{self, Browser};
use crate::shell::{self, Result};
use crate::workspace::Workspace;

/// The runner's own 20 seconds are short for an unoptimised build on a busy machine.
const WASM_PATIENCE_S: &str = "300";
const PARTS: &[&str] = &["host", "wasm", "page", "journeys"];

/// The verb.
pub const VERB: Verb = Verb {
    name: "test",
    about: "install what is missing and run every test: host, wasm, page, journeys",
    words: "[host|wasm|page|journeys]…",
    flags: &[],
    run,
};

fn run(arguments: &Arguments) -> Result {
    for word in &arguments.words {
        if !PARTS.contains(&word.as_str()) {
            return Err(unknown("part of `test`", word, PARTS.iter().copied()).into());
        }
    }
    let wanted =
        |part: &str| arguments.words.is_empty() || arguments.words.iter().any(|word| word == part);
    let mut workspace = Workspace::locate()?;
    // Set-up first: it decides which toolchain builds everything that follows.
    if wanted("page") || wanted("journeys") {
        setup::page(&mut workspace)?;
    } else if wanted("wasm") {
        setup::wasm_tests(&mut workspace)?;
    }
    if wanted("host") {
        setup::spin(&workspace);
        host(&workspace)?;
    }
    // A journey through yesterday's page would prove nothing, so journeys build it too.
    if wanted("page") || wanted("journeys") {
        build::release(&workspace)?;
    }
    // Asked late, so that a machine without a browser still hears about everything else.
    if wanted("wasm") {
        wasm(&workspace, &setup::browser(&workspace)?)?;
    }
    if wanted("journeys") {
        journeys(&workspace, &setup::browser(&workspace)?)?;
    }
    Ok(())
}

fn host(workspace: &Workspace) -> Result {
    let mut cargo = workspace.command("cargo");
    shell::run(cargo.args(["test", "--workspace", "--exclude", "interleave-web"]))
}

fn wasm(workspace: &Workspace, browser: &Browser) -> Result {
    let runner = workspace.find(&["wasm-bindgen-test-runner"]).ok_or(
        "wasm-bindgen-test-runner is missing: run `cargo install --force wasm-bindgen-cli`",
    )?;
    let mut digest = workspace.command("cargo");
    digest.args([
        "run",
        "--quiet",
        "--package",
        "interleave-tests",
        "--bin",
        "digest",
    ]);
    let host = shell::answer(&mut digest)
        .ok_or("`cargo run -p interleave-tests --bin digest` failed: run it to see why")?;
    let mut cargo = workspace.command("cargo");
    cargo.args(["test", "--package", "interleave-tests", "--test", "wasm"]);
    cargo.args(["--target", "wasm32-unknown-unknown"]);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    cargo.env("CHROMEDRIVER", &browser.driver);
    cargo.env("INTERLEAVE_DIGEST", host);
    cargo.env("WASM_BINDGEN_TEST_TIMEOUT", WASM_PATIENCE_S);
    shell::run(&mut cargo)
}

fn journeys(workspace: &Workspace, browser: &Browser) -> Result {
    let server = Server::bind(&workspace.dist(), 0)?;
    let address = server.address()?;
    std::thread::spawn(move || server.run());
    let mut cargo = workspace.command("cargo");
    cargo.args([
        "test",
        "--package",
        "interleave-tests",
        "--features",
        "journeys",
        "--test",
        "journeys",
    ]);
    cargo.env("INTERLEAVE_URL", address);
    cargo.env("AXE", setup::axe(workspace)?);
    cargo
        .env("CHROMEDRIVER", &browser.driver)
        .env("CHROMIUM", &browser.chromium);
    shell::run(&mut cargo)
}
