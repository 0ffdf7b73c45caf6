//! `cargo xtask build`: the page as it ships, and how large it is.

use crate::arguments::{Arguments, Verb};
use crate::shell::{self, Result};
use crate::workspace::Workspace;
use crate::{budget, compressed, setup};

/// The verb.
pub const VERB: Verb = Verb {
    name: "build",
    about: "build the page in release into dist/ and list the size of every file",
    words: "",
    flags: &[],
    run,
};

fn run(_: &Arguments) -> Result {
    let mut workspace = Workspace::locate()?;
    setup::page(&mut workspace)?;
    release(&workspace)
}

/// Builds the page in release, lists the size of every file, and fails when a budget is exceeded.
pub fn release(workspace: &Workspace) -> Result {
    shell::run(workspace.command("trunk").args(["build", "--release"]))?;
    let files = compressed::files(&workspace.dist())?;
    print!("{}\n{}", compressed::table(&files), budget::check(&files)?);
    Ok(())
}
