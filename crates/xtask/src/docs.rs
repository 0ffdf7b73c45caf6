//! `cargo xtask docs`: the documentation that is made from the code.

use crate::arguments::{Arguments, Verb};
use crate::shell::{self, Result};
use crate::workspace::Workspace;

const PAGE: &str = "docs/python.md";

/// The verb.
pub const VERB: Verb = Verb {
    name: "docs",
    about: "write docs/python.md, the list of what programs may use, from the front end's tables",
    words: "",
    flags: &[],
    run,
};

fn run(_: &Arguments) -> Result {
    let workspace = Workspace::locate()?;
    let mut command = workspace.command("cargo");
    command.args([
        "run",
        "--quiet",
        "--package",
        "interleave",
        "--",
        "supported",
    ]);
    let text = shell::answer(&mut command)
        .ok_or("`cargo run -p interleave -- supported` failed: run it to see why")?;
    std::fs::write(
        workspace.root().join(PAGE),
        format!("{}\n", text.trim_end()),
    )?;
    println!("docs: wrote {PAGE}");
    Ok(())
}
