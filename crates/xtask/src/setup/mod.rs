//! What has to be on the machine: checked cheaply, installed where the system lets us, explained where not.

mod axe;
mod cargo_tool;
mod chromium;
mod debian;
mod editor;
mod spin;
mod trunk;
mod wasm32;
mod wasm_bindgen;
mod wasm_opt;

pub use chromium::Browser;

use crate::arguments::{Arguments, Flag, Verb};
use crate::shell::Result;
use crate::workspace::Workspace;

/// Installs everything and does nothing else.
pub const VERB: Verb = Verb {
    name: "setup",
    about: "install what serve needs; with --browser also what test needs",
    words: "",
    flags: &[Flag {
        name: "--browser",
        value: None,
        about: "Chromium, its driver, a Korean font and SPIN as well",
    }],
    run: |arguments: &Arguments| {
        let mut workspace = Workspace::locate()?;
        page(&mut workspace)?;
        if arguments.has("--browser") {
            browser(&workspace)?;
            axe(&workspace)?;
            spin(&workspace);
        }
        eprintln!("Everything is in place.");
        Ok(())
    },
};

/// What compiling for wasm32 needs.
pub fn wasm32(workspace: &mut Workspace) -> Result {
    wasm32::ensure(workspace)
}

/// What running tests in wasm32 needs.
pub fn wasm_tests(workspace: &mut Workspace) -> Result {
    wasm32::ensure(workspace)?;
    wasm_bindgen::ensure(workspace)
}

/// What building the page needs.
pub fn page(workspace: &mut Workspace) -> Result {
    wasm32::ensure(workspace)?;
    wasm_bindgen::ensure(workspace)?;
    wasm_opt::ensure(workspace)?;
    editor::ensure(workspace)?;
    trunk::ensure(workspace)
}

/// The script that judges whether everybody can use the page.
pub fn axe(workspace: &Workspace) -> Result<std::path::PathBuf> {
    axe::ensure(workspace)
}

/// What driving a browser needs.
pub fn browser(workspace: &Workspace) -> Result<Browser> {
    chromium::ensure(workspace)
}

/// The checker that one test compares with; that test is left out where it cannot be had.
pub fn spin(workspace: &Workspace) {
    spin::ensure(workspace);
}

/// Clippy for the toolchain that builds wasm32.
pub fn clippy(workspace: &Workspace) -> Result {
    wasm32::ensure_clippy(workspace)
}

/// Says what set-up is about to do.
fn say(what: &str) {
    eprintln!("Set-up: {what}");
}
