//! The list of what programs may use: it is the front end's own, written down, and every name of it is in some program.

use std::collections::BTreeSet;

use interleave_playground::supported::{Listing, Name};
use interleave_tests::programs::PROGRAMS;

const WRITTEN: &str = include_str!("../../docs/python.md");

#[test]
fn the_written_list_is_the_code_s() {
    let made = Listing::new().markdown();
    assert!(
        made.trim_end() == WRITTEN.trim_end(),
        "docs/python.md is stale: run `cargo xtask docs`"
    );
}

/// What came after the CPython that programs are recorded from, and works all the same.
const NEWER: [&str; 2] = ["batched", "override"];

#[test]
fn every_name_is_in_a_recorded_program() {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    let words: BTreeSet<&str> = PROGRAMS
        .iter()
        .flat_map(|program| program.source.split(|character| !is_part(character)))
        .collect();
    let listing = Listing::new();
    let missing = |place: &str, names: &[Name]| -> Vec<String> {
        let mut missing = Vec::new();
        for Name { name, members } in names {
            // Some classes are never named: what functions give is of them, and shows in its methods.
            if members.is_empty() && !words.contains(name.as_str()) {
                missing.push(format!("{place}.{name}"));
            }
            for member in members {
                if !words.contains(member.as_str()) {
                    missing.push(format!("{place}.{name}.{member}"));
                }
            }
        }
        missing
    };
    let mut all = missing("builtins", &listing.builtins);
    all.extend(missing("types", &listing.types));
    all.extend(missing("exceptions", &listing.exceptions));
    for (module, names) in &listing.modules {
        all.extend(missing(module, names));
    }
    all.retain(|path| !NEWER.iter().any(|newer| path.ends_with(newer)));
    assert!(all.is_empty(), "in no program: {all:#?}");
}
