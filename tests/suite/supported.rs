//! The list of what programs may use: it is the front end's own, written down, and every name of it is in some program.

use interleave_playground::supported::Listing;

const WRITTEN: &str = include_str!("../../docs/python.md");

#[test]
fn the_written_list_is_the_code_s() {
    let made = Listing::new().markdown();
    assert!(
        made.trim_end() == WRITTEN.trim_end(),
        "docs/python.md is stale: run `cargo xtask docs`"
    );
}
