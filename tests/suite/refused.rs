//! Sources that are not accepted: the place, and the name of the construct.

use std::fs;
use std::path::Path;

use interleave_playground::front::{Options, compile};

#[test]
fn refusals_name_the_place_and_the_construct() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("programs/refused");
    let mut mistakes = Vec::new();
    let mut seen = 0;
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let (Ok(source), Ok(expected)) = (
            fs::read_to_string(path.join("main.py")),
            fs::read_to_string(path.join("expected.txt")),
        ) else {
            continue;
        };
        seen += 1;
        let compiled = compile(&source, &Options::default());
        let found = compiled.diagnostics.first().map(|first| {
            let construct = first
                .construct
                .as_deref()
                .map(|name| format!(" {name}"))
                .unwrap_or_default();
            format!("{}:{}{construct}", first.line, first.column)
        });
        let wanted = expected.trim_end();
        if compiled.program.is_some() || found.as_deref() != Some(wanted) {
            mistakes.push(format!(
                "{}: {found:?} instead of {wanted:?}",
                path.display()
            ));
        }
        let explained = compiled
            .diagnostics
            .iter()
            .all(|diagnostic| !diagnostic.message.is_empty());
        assert!(explained, "{}", path.display());
    }
    assert!(seen >= 8, "only {seen} sources");
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}
