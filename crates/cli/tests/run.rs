//! `interleave run` as a person or a script calls it.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

fn interleave(arguments: &[&str], stdin: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_interleave"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    // A call that is refused ends before it reads.
    let _closed = child
        .stdin
        .take()
        .expect("piped")
        .write_all(stdin.as_bytes());
    child.wait_with_output().expect("it ends")
}

/// Runs a program given on standard input: exit code, standard output, standard error.
fn run(source: &str, flags: &[&str]) -> (i32, String, String) {
    let output = interleave(&[&["run", "-"], flags].concat(), source);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code().unwrap_or(-1),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn exit_codes_say_how_it_ended() {
    assert_eq!(
        run("print('hi')\n", &[]),
        (0, "hi\n".to_owned(), String::new())
    );

    let (code, stdout, stderr) = run("print('a')\n1 / 0\n", &[]);
    assert_eq!((code, stdout.as_str()), (1, "a\n"));
    assert!(
        stderr.contains("line 2") && stderr.ends_with("ZeroDivisionError: division by zero\n"),
        "{stderr}"
    );

    let (code, _, stderr) = run("x = (\n", &[]);
    assert_eq!(code, 2);
    assert!(stderr.starts_with("<stdin>:"), "{stderr}");

    let (code, _, stderr) = run("import socket\n", &[]);
    assert_eq!(code, 2);
    assert!(
        stderr.starts_with("<stdin>:1:8: error: ") || stderr.starts_with("<stdin>:1:1: error: "),
        "{stderr}"
    );

    let deadlock = "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()\n";
    let (code, _, stderr) = run(deadlock, &[]);
    assert_eq!(code, 3);
    assert!(
        stderr.contains("MainThread waits for the lock lock") && stderr.contains("line 4"),
        "{stderr}"
    );

    let (code, stdout, stderr) = run("while True:\n    print('again')\n", &["--max-steps", "3"]);
    assert_eq!((code, stdout.as_str()), (4, "again\nagain\nagain\n"));
    assert!(stderr.contains("3 operations"), "{stderr}");

    assert_eq!(run("import sys\nsys.exit(7)\n", &[]).0, 7);
}

#[test]
fn knobs_turn_within_their_range() {
    let source = "N = 2  # knob: 1..9\nprint(N)\n";
    assert_eq!(run(source, &["--set", "N=5"]).1, "5\n");
    for (flag, part) in [
        ("N=10", "1 to 9"),
        ("M=1", "no knob `M`"),
        ("N", "KNOB=VALUE"),
        ("N=x", "whole number"),
    ] {
        let (code, _, stderr) = run(source, &["--set", flag]);
        assert_eq!(code, 2, "{flag}");
        assert!(stderr.contains(part), "{flag}: {stderr}");
    }
}

#[test]
fn a_schedule_decides_who_goes_first() {
    let source = "import threading\ndef f(name):\n    print(name)\na = threading.Thread(target=f, args=('a',))\n\
                  b = threading.Thread(target=f, args=('b',))\na.start(); b.start(); a.join(); b.join()\n";
    assert_eq!(run(source, &[]).1, "a\nb\n");
    let (code, stdout, stderr) = run(source, &["--schedule", "0x2.2x2"]);
    assert_eq!((code, stdout.as_str()), (0, "b\na\n"), "{stderr}");
    let (code, _, stderr) = run(source, &["--schedule", "9"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("there is no thread 9"), "{stderr}");
    let (code, _, stderr) = run(source, &["--schedule", "1..2"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("part 2"), "{stderr}");
}

#[test]
fn wrong_calls_are_told_what_is_right() {
    let (code, _, stderr) = run("", &["--dialect", "jython"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("cpython-free-threaded"), "{stderr}");
    let (code, _, stderr) = run("", &["--sed", "1"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("--seed"), "{stderr}");
    let output = interleave(&["run", "/nowhere.py"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("/nowhere.py cannot be read"));
}
