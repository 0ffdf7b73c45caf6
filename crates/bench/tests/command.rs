//! The command, from outside: every experiment on small sizes, and what it says when it is called wrongly. Nothing here
//! looks at how long anything took.

use std::path::Path;
use std::process::{Command, Output};
use std::sync::OnceLock;

use interleave_report::{Modelled, Prediction, Report, Variant};

fn bench(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_interleave-bench"))
        .args(arguments)
        .output()
        .expect("the command starts")
}

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    path.to_str().expect("a plain name").to_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Everything, measured once and quickly, with the table that was printed.
fn measured() -> &'static (Report, String) {
    static MEASURED: OnceLock<(Report, String)> = OnceLock::new();
    MEASURED.get_or_init(|| {
        let path = file("all.json");
        let small = [
            "run",
            "--quick",
            "--samples",
            "2",
            "--threads",
            "1,2",
            "--json",
        ];
        let output = bench(&[&small[..], &[path.as_str()]].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        let table = String::from_utf8_lossy(&output.stdout).into_owned();
        (read(&path), table)
    })
}

fn read(path: &str) -> Report {
    let text = std::fs::read_to_string(path).expect("a report");
    serde_json::from_str(&text).expect("a report that can be read")
}

/// Some experiments of [`measured`], as a file.
fn part(name: &str, experiments: &[&str]) -> String {
    let (mut report, _) = measured().clone();
    report
        .experiments
        .retain(|one| experiments.contains(&one.name.as_str()));
    let path = file(name);
    let text = serde_json::to_string(&report).expect("it can be written");
    std::fs::write(&path, text).expect("a file");
    path
}

fn medians<'a>(report: &'a Report, experiment: &str, metric: &'a str) -> Vec<(&'a Variant, f64)> {
    let experiment = report.experiment(experiment).expect("it was measured");
    let median = |variant: &'a Variant| Some((variant, variant.median(metric)?));
    experiment.variants.iter().filter_map(median).collect()
}

#[test]
fn every_experiment_measures_what_must_hold_on_any_machine() {
    let (report, table) = measured();
    assert_eq!(report.experiments.len(), 12);
    assert!(report.complete && report.quick);

    for (variant, lost) in medians(report, "lost-update", "updates lost") {
        let may_lose = variant.name == "load and store" && variant.setting("threads") != Some(1.0);
        assert!(lost == 0.0 || may_lose, "{}", variant.name);
    }
    for (variant, deadlocks) in medians(report, "philosophers", "deadlocks") {
        let naive = variant.name == "left, then right";
        assert!(deadlocks == 0.0 || naive, "{}", variant.name);
    }
    let dinner = report.experiment("philosophers").expect("it was measured");
    for variant in &dinner.variants {
        let starved = variant.median("deadlocks") > Some(0.0);
        assert_eq!(
            starved,
            variant.circle_words().is_some(),
            "{}",
            variant.name
        );
    }
    for experiment in &report.experiments {
        assert!(table.contains(&experiment.name));
        for variant in &experiment.variants {
            let measured = variant
                .measurements
                .iter()
                .all(|one| one.summary.count <= 2);
            let refused = variant.not_measured.is_some();
            assert!(measured && (refused || !variant.measurements.is_empty()));
        }
    }

    // It round-trips.
    let again = serde_json::to_string(report).expect("it can be written");
    assert_eq!(
        serde_json::from_str::<Report>(&again).ok().as_ref(),
        Some(report)
    );
}

#[test]
fn a_report_does_not_differ_from_itself() {
    let path = part("same.json", &["costs", "channels"]);
    let compared = bench(&["compare", &path, &path]);
    let compared = String::from_utf8_lossy(&compared.stdout).into_owned();
    assert!(compared.contains("no difference beyond the noise"));
    assert!(!compared.contains("better") && !compared.contains("worse"));
}

#[test]
fn what_must_hold_is_predicted_as_well() {
    let names = ["costs", "lost-update", "philosophers", "false-sharing"];
    let path = part("predicted.json", &names);
    let predict = bench(&["predict", &path, "--json", &path]);
    assert!(predict.status.success(), "{}", stderr(&predict));
    let report = read(&path);
    let mut safe = 0;
    for prediction in &report.predictions {
        let is_naive = prediction.variant == "left, then right";
        let wanted = match (prediction.metric.as_str(), prediction.variant.as_str()) {
            ("updates lost", "std mutex") => 0.0,
            ("deadlocks", _) if is_naive => 100.0,
            ("deadlocks", _) => 0.0,
            _ => continue,
        };
        let Modelled::Rows(rows) = &prediction.modelled else {
            panic!("{} is modelled", prediction.experiment);
        };
        assert!(rows.iter().all(|(_, _, predicted)| *predicted == wanted));
        safe += 1;
    }
    assert_eq!(safe, 5);
    let no_model = |one: &&Prediction| matches!(one.modelled, Modelled::No(_));
    assert_eq!(report.predictions.iter().filter(no_model).count(), 2);
}

#[test]
fn nothing_is_predicted_without_costs() {
    let predict = bench(&["predict", &part("uncalibrated.json", &["false-sharing"])]);
    assert_eq!(predict.status.code(), Some(2));
    assert!(stderr(&predict).contains("`costs`"), "{}", stderr(&predict));
}

#[test]
fn wrong_words_get_a_suggestion() {
    let output = bench(&["run", "philosopher"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("'philosophers'"),
        "{}",
        stderr(&output)
    );
    let output = bench(&["run", "--qick"]);
    assert!(stderr(&output).contains("'--quick'"), "{}", stderr(&output));
    let output = bench(&["campare"]);
    assert!(stderr(&output).contains("'compare'"), "{}", stderr(&output));
    let output = bench(&["run", "--threads", "1,zero"]);
    assert!(stderr(&output).contains("1,2,4"), "{}", stderr(&output));
}

#[test]
fn a_damaged_report_is_refused_with_its_place() {
    let path = file("damaged.json");
    std::fs::write(&path, "{\n  \"format\": 1,\n  \"quick\": maybe\n}\n").expect("a file");
    let output = bench(&["compare", &path, &path]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("line 3 column"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn nowhere_to_write_is_said_before_anything_is_measured() {
    let output = bench(&["run", "--json", "/no/such/folder/report.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("cannot be written"),
        "{}",
        stderr(&output)
    );
    assert!(output.stdout.is_empty());
}

#[test]
fn every_experiment_is_listed_with_its_lesson() {
    let output = bench(&["list"]);
    let list = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(list.matches("(lesson ").count(), 12);
    assert!(list.contains("philosophers  (lesson philosophers)"));
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_keeps_what_it_measured() {
    use std::io::{BufRead, BufReader, Read};
    use std::process::Stdio;

    use nix::sys::signal::{Signal, kill};
    use nix::unistd::Pid;

    let path = file("interrupted.json");
    let mut run = Command::new(env!("CARGO_BIN_EXE_interleave-bench"))
        .args(["run", "--quick", "--samples", "1000", "--json"])
        .arg(&path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command starts");
    let mut stdout = BufReader::new(run.stdout.take().expect("a pipe"));
    let mut line = String::new();
    stdout.read_line(&mut line).expect("the machine's name");
    let id = Pid::from_raw(run.id().try_into().expect("a process id"));
    kill(id, Signal::SIGINT).expect("it still runs");
    stdout.read_to_string(&mut line).expect("the table so far");
    assert_eq!(run.wait().expect("it ends").code(), Some(130));
    assert!(line.contains("Interrupted"));
    assert!(!read(&path).complete);
}
