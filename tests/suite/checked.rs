//! Textbook programs with their known answers: `programs/checked`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use interleave_playground::check::{Answer, Check, Property, Question};
use interleave_playground::engine::{Config, MemoryModel, Schedule};
use interleave_playground::explorer::Strategy;
use interleave_playground::run::{Run, compile};

/// A question of check.toml.
#[derive(Debug)]
struct Ask {
    knobs: Vec<(String, i64)>,
    question: Question,
    verdict: String,
    kinds: BTreeSet<String>,
    outcomes: Option<BTreeSet<String>>,
}

impl Ask {
    fn of(table: &toml::Table) -> Self {
        let known = [
            "set",
            "strategy",
            "memory",
            "spurious_wakeups",
            "properties",
            "verdict",
            "kinds",
            "outcomes",
        ];
        if let Some(stranger) = table.keys().find(|key| !known.contains(&key.as_str())) {
            panic!("`{stranger}` is no key of an `ask`");
        }
        let word = |key: &str| table.get(key).and_then(toml::Value::as_str);
        let words = |key: &str| {
            let list = table.get(key)?.as_array().expect("a list");
            let word = |value: &toml::Value| value.as_str().expect("a text").to_owned();
            Some(list.iter().map(word).collect::<BTreeSet<String>>())
        };
        let knobs = table.get("set").and_then(toml::Value::as_table);
        let knobs = knobs.into_iter().flatten();
        let properties = words("properties").unwrap_or_default();
        let properties = properties.iter();
        Self {
            knobs: knobs
                .map(|(name, value)| (name.clone(), value.as_integer().expect("a number")))
                .collect(),
            question: Question {
                strategy: match word("strategy") {
                    None | Some("bfs") => Strategy::Breadth,
                    Some("dpor") => Strategy::Reduced,
                    Some(other) => panic!("no strategy here is called {other}"),
                },
                memory: word("memory").map_or(MemoryModel::Sequential, |name| {
                    MemoryModel::find(name).expect("a memory model")
                }),
                spurious_wakeups: table.contains_key("spurious_wakeups"),
                properties: properties
                    .map(|name| Property::find(name).expect("a property"))
                    .collect(),
                ..Question::default()
            },
            verdict: word("verdict").expect("a verdict").to_owned(),
            kinds: words("kinds").unwrap_or_default(),
            outcomes: words("outcomes"),
        }
    }

    /// What is wrong with the answer, if anything is.
    fn mistake(&self, source: &str) -> Option<String> {
        let config = Config::default();
        let check = Check::of_source(
            "main.py",
            source,
            &self.knobs,
            config,
            self.question.clone(),
        );
        let (mut check, _) = match check {
            Ok(check) => check,
            Err(errors) => return Some(errors[0].message.clone()),
        };
        while !check.go_on(5000).done {}
        let answer = check.answer();
        let failures = answer.findings.iter().filter(|finding| finding.fails);
        let kinds: BTreeSet<String> = failures.map(|finding| finding.kind.clone()).collect();
        let outcomes = answer.outcomes.iter();
        let outcomes: BTreeSet<String> = outcomes
            .map(|outcome| outcome.stdout.trim().to_owned())
            .collect();
        if answer.verdict != self.verdict {
            let Answer { verdict, limit, .. } = answer;
            return Some(format!("{verdict} {kinds:?} {limit:?}"));
        }
        if kinds != self.kinds {
            return Some(format!("{kinds:?} goes wrong"));
        }
        if let Some(wanted) = self.outcomes.as_ref().filter(|wanted| **wanted != outcomes) {
            return Some(format!("{outcomes:?} instead of {wanted:?}"));
        }
        let outcomes = answer.outcomes.iter().map(|outcome| &outcome.schedule);
        let findings = answer.findings.iter().map(|finding| &finding.schedule);
        outcomes
            .chain(findings)
            .find_map(|schedule| self.stray(source, schedule))
    }

    /// Why the machine does not follow a schedule.
    fn stray(&self, source: &str, schedule: &str) -> Option<String> {
        let (program, _) = compile("main.py", source, &self.knobs).expect("accepted");
        let config = Config {
            memory: self.question.memory,
            spurious_wakeups: self.question.spurious_wakeups,
            ..Config::default()
        };
        let parsed: Schedule = schedule.parse().expect("a schedule");
        let mut run = Run::of_output(program, config, u64::MAX);
        let message = run.follow(&parsed).err()?;
        Some(format!("{schedule}: {message}"))
    }
}

/// Asks every question about one program.
fn answers_are_as_known(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("programs/checked")
        .join(name);
    let read = |file: &str| fs::read_to_string(folder.join(file)).expect("a file");
    let source = read("main.py");
    let settings: toml::Table = read("check.toml").parse().expect("TOML");
    let about = settings.get("about").and_then(toml::Value::as_str);
    assert!(
        about.is_some_and(|about| about.ends_with('.')),
        "{name} says nothing of itself"
    );
    let asks = settings.get("ask").and_then(toml::Value::as_array);
    for ask in asks.expect("questions") {
        let ask = Ask::of(ask.as_table().expect("a table"));
        if let Some(mistake) = ask.mistake(&source) {
            panic!("{name}: {mistake}\n{ask:#?}");
        }
    }
}

/// A test for each program.
macro_rules! programs {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            answers_are_as_known(stringify!($name));
        })*

        const PROGRAMS: &[&str] = &[$(stringify!($name)),*];
    };
}

programs! {
    aba_stack
    aba_stack_versions
    bakery
    bounded_buffer_if
    bounded_buffer_one_signal
    bounded_buffer_while
    dekker
    double_checked_flag
    lost_update
    naive_flags
    peterson
    peterson_fenced
    peterson_fenced_twice
    philosophers
    philosophers_ordered
    philosophers_waiter
    polite_flags
    readers_writers
    readers_writers_broken
    signal_if
    signal_while
}

#[test]
fn every_program_is_asked_about() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("programs/checked");
    let folders = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = folders
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    assert_eq!(names, PROGRAMS);
}
