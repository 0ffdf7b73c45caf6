//! `interleave run --trace`, `--metrics` and `interleave render --view sequence`: what other tools read.

use std::collections::BTreeMap;
use std::process::{Command, Output};

use serde_json::Value;

fn interleave(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_interleave"))
        .args(arguments)
        .output()
        .expect("the command starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The entries of a run's trace, by their phase.
fn trace(arguments: &[&str]) -> BTreeMap<String, Vec<Value>> {
    let output = interleave(&[&["run"], arguments, &["--trace", "-"]].concat());
    // Behind what the program prints.
    let stdout = text(&output.stdout);
    let json = stdout.lines().last().expect("a trace");
    let file: Value = serde_json::from_str(json).expect("JSON");
    let mut phases: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for entry in file["traceEvents"].as_array().expect("entries") {
        let phase = entry["ph"].as_str().expect("a phase").to_owned();
        phases.entry(phase).or_default().push(entry.clone());
    }
    phases
}

fn track(entry: &Value) -> (u64, u64) {
    let number = |key: &str| entry[key].as_u64().expect("a number");
    (number("pid"), number("tid"))
}

/// A time in nanoseconds.
fn ns(entry: &Value, key: &str) -> u64 {
    (entry[key].as_f64().expect("a time") * 1000.0).round() as u64
}

#[test]
fn a_trace_has_tracks_spans_flows_and_findings() {
    for lesson in [
        "lesson:philosophers",
        "lesson:blocking-call",
        "lesson:cpu-work",
    ] {
        let phases = trace(&[lesson]);
        let named: Vec<(u64, u64)> = phases["M"]
            .iter()
            .filter(|entry| entry["name"] == "thread_name")
            .map(track)
            .collect();
        // Every span stands on a track that has a name, and no two of one track overlap.
        let mut ends: BTreeMap<(u64, u64), u64> = BTreeMap::new();
        let mut spans = phases["X"].clone();
        spans.sort_by_key(|entry| ns(entry, "ts"));
        for span in &spans {
            let track = track(span);
            assert!(named.contains(&track), "{lesson}: {span}");
            let end = ends.entry(track).or_default();
            assert!(ns(span, "ts") >= *end, "{lesson}: {span}");
            *end = ns(span, "ts") + ns(span, "dur");
        }
        // Every flow leaves one task, and arrives at another one at the same time.
        let ends = |phase: &str| -> BTreeMap<u64, (u64, (u64, u64))> {
            phases[phase]
                .iter()
                .map(|entry| {
                    let id = entry["id"].as_u64().expect("an id");
                    (id, (ns(entry, "ts"), track(entry)))
                })
                .collect()
        };
        let (starts, arrivals) = (ends("s"), ends("f"));
        assert!(!starts.is_empty());
        assert_eq!(starts.len(), phases["s"].len());
        for (id, (at, from)) in &starts {
            let (then, to) = arrivals[id];
            assert!(*at == then && *from != to, "{lesson}: flow {id}");
        }
        assert_eq!(starts.len(), arrivals.len());
    }
}

#[test]
fn a_trace_says_what_is_wrong_and_where() {
    let phases = trace(&["lesson:philosophers"]);
    let findings: Vec<&Value> = phases["i"]
        .iter()
        .filter(|entry| entry["cat"] == "finding")
        .collect();
    assert_eq!(findings.len(), 5, "one for each philosopher");
    assert!(findings.iter().all(|entry| entry["name"] == "deadlock"));
    assert!(
        findings[0]["args"]["lines"]
            .as_str()
            .is_some_and(|lines| !lines.is_empty())
    );
    let output = interleave(&[
        "run",
        "lesson:philosophers",
        "--trace",
        "/nowhere/trace.json",
    ]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_sequence_is_mermaid_up_to_an_instant() {
    let sequence = |at: &[&str]| {
        let call = [
            "render",
            "lesson:lost-update",
            "--set",
            "ROUNDS=2",
            "--view",
            "sequence",
            "-o",
            "-",
        ];
        text(&interleave(&[&call, at].concat()).stdout)
    };
    let whole = sequence(&[]);
    assert!(whole.starts_with("sequenceDiagram\n    participant p0 as MainThread\n"));
    assert!(whole.contains("p0->>p1: starts"), "{whole}");
    assert!(whole.contains("writes counter = "), "{whole}");
    let early = sequence(&["--at", "12us"]);
    assert!(early.lines().count() < whole.lines().count());
    let korean = sequence(&["--lang", "ko"]);
    assert!(korean.contains("시작시킴"), "{korean}");
}

#[test]
fn metrics_stand_behind_the_output() {
    let output = interleave(&["run", "lesson:bounded-queue", "--metrics"]);
    assert_eq!(output.status.code(), Some(0));
    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
    assert!(stdout.ends_with("all served at 3.7 s\n"), "{stdout}");
    for part in [
        "core 0",
        "waiting for room in a queue",
        "items of queues",
        "circular wait",
    ] {
        assert!(stderr.contains(part), "{part}: {stderr}");
    }
}
