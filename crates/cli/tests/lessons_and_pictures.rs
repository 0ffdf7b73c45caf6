//! `interleave lessons`, `lesson:NAME` and `interleave render` as a person or a script calls them.

use std::process::{Command, Output};

fn interleave(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_interleave"))
        .args(arguments)
        .output()
        .expect("the command starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn lessons_are_listed_for_people_and_for_programs() {
    let english = text(&interleave(&["lessons"]).stdout);
    assert!(english.contains("  philosophers  The dining philosophers\n"));
    let korean = text(&interleave(&["lessons", "--lang", "ko"]).stdout);
    assert!(korean.contains("  philosophers  식사하는 철학자들\n"));

    let json = text(&interleave(&["lessons", "--json"]).stdout);
    let entries: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let entries = entries.as_array().expect("an array");
    let slugs: Vec<&str> = entries
        .iter()
        .filter_map(|entry| entry["slug"].as_str())
        .collect();
    assert_eq!(slugs.first(), Some(&"lost-update"));
    for entry in entries {
        for needed in entry["needs"].as_array().expect("needs") {
            assert!(slugs.contains(&needed.as_str().expect("a slug")));
        }
        assert!(entry["title"]["ko"].is_string() && !entry["views"].as_array().unwrap().is_empty());
    }
}

#[test]
fn a_lesson_brings_its_machine_unless_one_says_otherwise() {
    let output = interleave(&["run", "lesson:lost-update"]);
    // Without the interpreter lock, which is the lesson's machine, the race loses updates.
    assert!(
        text(&output.stderr).contains("race"),
        "{}",
        text(&output.stderr)
    );
    let stdout = text(&interleave(&["run", "lesson:lost-update", "--dialect", "cpython"]).stdout);
    assert!(stdout.contains("counter 2000\n"), "{stdout}");

    let output = interleave(&["run", "lesson:lost"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("no lesson `lost`"));
}

#[test]
fn a_picture_is_written_where_one_says() {
    let picture = interleave(&[
        "render",
        "lesson:philosophers",
        "--view",
        "table",
        "--at",
        "5ms",
        "--lang",
        "ko",
        "-o",
        "-",
    ]);
    assert_eq!(picture.status.code(), Some(0));
    let picture = text(&picture.stdout);
    assert!(picture.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    assert!(picture.contains("철학자의 식탁 · 5 ms") && picture.contains("Arendt"));

    for (arguments, part) in [
        (
            ["--view", "tabel", "-o", "-"],
            "timeline, table, loop, queue",
        ),
        (["--at", "5", "-o", "-"], "1.5ms"),
        (
            ["--lang", "en", "-o", "/nowhere/picture.svg"],
            "cannot be written",
        ),
    ] {
        let mut call = vec!["render", "lesson:baristas"];
        call.extend(arguments);
        let output = interleave(&call);
        assert_eq!(output.status.code(), Some(2), "{call:?}");
        assert!(
            text(&output.stderr).contains(part),
            "{}",
            text(&output.stderr)
        );
    }
}
