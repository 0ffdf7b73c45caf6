//! `cargo xtask build`: the page as it ships, and how large it is.

use crate::arguments::{Arguments, Verb};
use crate::shell::{self, Result};
use crate::workspace::Workspace;
use crate::{compressed, setup};

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

/// Builds the page in release and lists the size of every file.
pub fn release(workspace: &Workspace) -> Result {
    shell::run(workspace.command("trunk").args(["build", "--release"]))?;
    print!("{}", compressed::table(&workspace.dist())?);
    Ok(())
}
