//! The editor: CodeMirror and what the page adds to it, as one script.

use std::path::Path;
use std::process::Command;

use interleave_playground::view::words::{Language, editor::phrases};

use super::Result;

/// Where the editor's sources are, and, once `cargo xtask` has set up, npm's packages.
const HOME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/editor");

/// Writes `editor.js`. Without npm's packages it is left out, and the page keeps its text area.
pub fn write(folder: &Path) -> Result {
    let home = Path::new(HOME);
    let bundler = home.join("node_modules/esbuild/bin/esbuild");
    if !bundler.is_file() {
        eprintln!(
            "The page gets a text area instead of the editor: `cargo xtask setup` installs what that is made of"
        );
        return Ok(());
    }
    let status = Command::new("node")
        .arg(bundler)
        .arg("editor.js")
        .args(["--bundle", "--minify", "--format=esm", "--target=es2022"])
        .args([
            "--charset=utf8",
            "--legal-comments=none",
            "--log-level=warning",
        ])
        .arg(format!("--define:PHRASES={}", words()))
        .arg(format!("--outfile={}", folder.join("editor.js").display()))
        .current_dir(home)
        .status()
        .map_err(|error| format!("node, which makes the editor, cannot be run: {error}"))?;
    match status.success() {
        true => Ok(()),
        false => Err("the editor could not be made: esbuild has said why".into()),
    }
}

/// What the editor says, by language and by its own phrases, as JavaScript.
fn words() -> String {
    let languages = Language::ALL.map(|language| {
        let pairs = phrases(language)
            .iter()
            .map(|(phrase, word)| format!("{phrase:?}:{word:?}"));
        let pairs: Vec<String> = pairs.collect();
        format!("{:?}:{{{}}}", language.code(), pairs.join(","))
    });
    format!("{{{}}}", languages.join(","))
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_an_object_of_objects() {
        let words = super::words();
        assert!(
            words.starts_with(r#"{"en":{},"ko":{"Find":"찾기","#),
            "{words}"
        );
        assert!(words.ends_with("\"}}"), "{words}");
    }
}
