//! Chromium and its driver, for the tests that want a real browser.

use std::path::PathBuf;

use super::debian;
use crate::shell::Result;
use crate::workspace::Workspace;

const PACKAGES: &[&str] = &["chromium", "chromium-driver", "fonts-noto-cjk"];
const BROWSERS: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const DRIVERS: &[&str] = &["chromedriver", "chromium.chromedriver"];
/// Debian's and Ubuntu's place for the font without which Korean is boxes in screenshots.
const FONT: &str = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";

/// A browser that tests can drive.
pub struct Browser {
    /// The browser itself.
    pub chromium: PathBuf,
    /// What speaks WebDriver for it.
    pub driver: PathBuf,
}

/// The browser and its driver: those on the machine, or Debian's.
pub fn ensure(workspace: &Workspace) -> Result<Browser> {
    let font_is_there = std::path::Path::new(FONT).is_file();
    let is_complete = find(workspace).is_some() && font_is_there;
    if !is_complete && debian::may_install(workspace) {
        super::say(
            "installing Chromium, its driver and a Korean font from Debian (half a minute)…",
        );
        if let Err(error) = debian::install(workspace, PACKAGES) {
            // A browser without the font is enough for all but the pictures.
            eprintln!("Set-up: {error}");
        }
    }
    find(workspace).ok_or_else(|| {
        let remedy = debian::remedy(PACKAGES);
        format!("the browser tests need Chromium and chromedriver: `{remedy}`, or put both on PATH")
            .into()
    })
}

fn find(workspace: &Workspace) -> Option<Browser> {
    let named = |variable: &str| std::env::var_os(variable).map(PathBuf::from);
    Some(Browser {
        chromium: named("CHROMIUM").or_else(|| workspace.find(BROWSERS))?,
        driver: named("CHROMEDRIVER").or_else(|| workspace.find(DRIVERS))?,
    })
}
