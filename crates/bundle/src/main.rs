//! What Trunk cannot do for the page: a hook that runs when it has built everything, before the page is put in place.
//!
//! It compiles the lessons, so that nobody who reads one pays for a front end; moves the script that Trunk writes into
//! the page to a file of its own and adds the content-security policy, which forbids such scripts; makes the editor of npm's
//! packages; and lists all files for the service worker, under a version that changes with any of them.

#[path = "../../../web/src/codec.rs"]
#[allow(dead_code, reason = "only the page reads")]
mod codec;
mod document;
mod editor;
mod files;
mod lessons;

use std::error::Error;
use std::path::PathBuf;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result {
    let folder = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or(
            "Trunk runs this and says where the page is: `cargo xtask build`, or `trunk build`",
        )?;
    // While it is being worked on, Trunk reloads the page by a script of its own, and nothing may be kept.
    let ships = std::env::var("TRUNK_PROFILE").as_deref() == Ok("release");
    lessons::write(&folder)?;
    editor::write(&folder)?;
    if ships {
        document::guard(&folder)?;
        files::list(&folder)?;
    }
    Ok(())
}
