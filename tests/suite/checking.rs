//! The page asks whether a program can go wrong, and readers try to break it: a worker without a browser.

use interleave_playground::check::{
    Inquiry, News, Question, Sheet, Subject, is_expecting, lost_update,
};
use interleave_playground::engine::{Config, Dialect, MemoryModel, Recording, Schedule};
use interleave_playground::trace::{Moment, What};
use interleave_playground::view::Language;

const LOST_UPDATE: &str = "import threading
counter = 0
def add():
    global counter
    counter += 1
threads = [threading.Thread(target=add, name=name) for name in ('A', 'B')]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print('counter', counter)
";

const DEADLOCK: &str = "import threading
a, b = threading.Lock(), threading.Lock()
def one():
    with a:
        with b:
            pass
def two():
    with b:
        with a:
            pass
threads = [threading.Thread(target=one, name='A'), threading.Thread(target=two, name='B')]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";

fn subject(source: &str) -> Subject {
    Subject::compile("main.py", source).expect("accepted").0
}

/// Lets an inquiry come to its end; gives everything that it says.
fn news(inquiry: &mut Inquiry) -> Vec<News> {
    let mut told = Vec::new();
    while inquiry.is_busy() {
        told.extend(inquiry.work(100));
    }
    told
}

fn ask(source: &str, question: Question) -> Vec<Sheet> {
    let mut inquiry = Inquiry::default();
    inquiry.search(subject(source), Config::default(), question);
    match news(&mut inquiry).pop() {
        Some(News::Verdict(sheets)) => sheets,
        other => panic!("no verdict: {other:?}"),
    }
}

fn recording(source: &str, schedule: &str) -> Recording {
    let mut recording = Recording::new(subject(source).program.into(), Config::default());
    let schedule: Schedule = schedule.parse().expect("a schedule");
    recording.follow(&schedule).expect("possible");
    recording
}

#[test]
fn a_verdict_speaks_every_language_and_counts_exactly() {
    let sheets = ask(LOST_UPDATE, Question::default());
    assert_eq!(sheets.len(), Language::ALL.len());
    let english = &sheets[0];
    assert_eq!(english.verdict, "fail");
    let shares: Vec<_> = english
        .endings
        .iter()
        .map(|ending| {
            (
                ending.output.as_str(),
                ending.share.as_deref(),
                ending.permille,
            )
        })
        .collect();
    assert!(
        shares.contains(&("counter 1\n", Some("4 of 6 interleavings"), Some(666))),
        "{shares:?}"
    );
    assert!(
        shares.contains(&("counter 2\n", Some("2 of 6 interleavings"), Some(333))),
        "{shares:?}"
    );
    let race = &english.findings[0];
    assert_eq!((race.kind.as_str(), race.fails), ("race", true));
    // The story that is told is one in which an update is lost.
    assert_eq!(
        (race.story.len(), english.findings.len()),
        (4, 1),
        "{race:?}"
    );
    assert!(
        race.story.iter().all(|told| told.line == Some(5)),
        "{race:?}"
    );
    assert_eq!(
        sheets[1].endings[0].share.as_deref(),
        Some("인터리빙 6가지 중 2가지")
    );
    assert_eq!(sheets[1].findings[0].title, "데이터 경쟁");
}

#[test]
fn every_sentence_of_a_story_has_its_moment_on_the_readers_own_machine() {
    for source in [LOST_UPDATE, DEADLOCK] {
        let sheet = ask(source, Question::default()).swap_remove(0);
        for finding in sheet.findings.iter().filter(|finding| finding.fails) {
            let mut run = recording(source, &finding.schedule);
            let program = subject(source).program;
            for told in finding.story.iter().filter(|told| told.line.is_some()) {
                let Moment(count) = told.moment;
                let events = run.trace().events();
                // A deadlock is noticed a little later than its schedule ends.
                let Some(event) = events.get(count as usize - 1) else {
                    run.advance();
                    continue;
                };
                assert_eq!(program.line(event.site), told.line, "{}", told.text);
            }
        }
    }
}

#[test]
fn a_search_waits_and_goes_on_and_stops() {
    let mut inquiry = Inquiry::default();
    let many = LOST_UPDATE.replace(
        "    counter += 1",
        "    for _ in range(40):\n        counter += 1",
    );
    inquiry.search(subject(&many), Config::default(), Question::default());
    let mut found = None;
    while inquiry.states() < 3_000 {
        found = inquiry.work(100).or(found);
    }
    assert!(
        matches!(&found, Some(News::Found(sheets)) if sheets[0].verdict == "fail"),
        "{found:?}"
    );
    assert!(inquiry.progress(7).contains("7 states a second"));
    inquiry.pause(true);
    assert!(!inquiry.is_busy());
    assert_eq!(inquiry.work(100), None);
    inquiry.stop();
    let last = news(&mut inquiry);
    let [News::Verdict(sheets)] = last.as_slice() else {
        panic!("no verdict: {last:?}");
    };
    // What was found stands, but it is not called everything.
    assert_eq!(sheets[0].verdict, "fail");
    assert!(
        sheets[0]
            .coverage
            .iter()
            .any(|said| said.contains("stopped"))
    );
    assert!(
        sheets[0]
            .endings
            .iter()
            .all(|ending| ending.share.is_none())
    );
}

#[test]
fn a_safe_program_passes_and_has_no_way_to_break_it() {
    let safe = LOST_UPDATE.replace("    counter += 1", "    with lock:\n        counter += 1");
    let safe = safe.replace("counter = 0\n", "counter = 0\nlock = threading.Lock()\n");
    let sheet = ask(&safe, Question::default()).swap_remove(0);
    assert_eq!(sheet.verdict, "pass");
    assert_eq!(sheet.endings.len(), 1);
    assert_eq!(sheet.endings[0].permille, Some(1000));
    let hint = Breaker::new(&safe).hint();
    assert!(hint.contains("Nothing can go wrong any more"), "{hint}");
}

/// Somebody who follows hints.
struct Breaker<'a> {
    source: &'a str,
    schedule: Schedule,
}

impl<'a> Breaker<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            schedule: Schedule::default(),
        }
    }

    fn ask(&self, hint: bool) -> News {
        let mut inquiry = Inquiry::default();
        let at_once = inquiry.challenge(
            &subject(self.source),
            &Config::default(),
            Question::default(),
            &self.schedule.to_string(),
            hint,
        );
        at_once.unwrap_or_else(|| news(&mut inquiry).pop().expect("an answer"))
    }

    fn hint(&self) -> String {
        match self.ask(true) {
            News::Hint(text) => text,
            other => panic!("no hint: {other:?}"),
        }
    }

    fn broken(&self) -> Option<String> {
        match self.ask(false) {
            News::Broken(message) => message,
            other => panic!("no judgement: {other:?}"),
        }
    }

    /// Does what the hint says; gives how many steps it says are left, if it says so.
    fn follow(&mut self) -> Option<u64> {
        let hint = self.hint();
        let place: usize = hint.split(['[', ']']).nth(1)?.parse().ok()?;
        let run = recording(self.source, &self.schedule.to_string());
        let choice = run.head().prospect().world().enabled()[place - 1];
        self.schedule.push(choice);
        if hint.contains("One step") {
            return Some(1);
        }
        let words: Vec<&str> = hint.split_whitespace().collect();
        let at = words.iter().rposition(|&word| word == "steps")?;
        words[at - 1].parse().ok()
    }
}

#[test]
fn hints_lead_to_a_failure_step_by_step() {
    for (source, says) in [
        (LOST_UPDATE, "an update of counter is lost"),
        (DEADLOCK, "wait"),
    ] {
        let mut breaker = Breaker::new(source);
        let mut left = None;
        for _ in 0..40 {
            assert_eq!(breaker.broken(), None, "{}", breaker.schedule);
            let steps = breaker.follow();
            let steps = steps.unwrap_or_else(|| panic!("{}: {}", breaker.schedule, breaker.hint()));
            if let Some(before) = left {
                assert_eq!(steps + 1, before, "{}", breaker.schedule);
            }
            left = Some(steps);
            if steps == 1 {
                break;
            }
        }
        let message = breaker.broken().expect("it is broken");
        assert!(message.contains(says), "{message}");
        assert!(breaker.hint().contains("gone wrong already"));
    }
}

#[test]
fn who_has_passed_the_danger_is_told_so() {
    // A alone first, then B: nothing is lost, though the two race.
    let mut breaker = Breaker::new(LOST_UPDATE);
    loop {
        let run = recording(LOST_UPDATE, &breaker.schedule.to_string());
        let choices = run.head().prospect().world().enabled();
        let wrote = |event: &interleave_playground::trace::Event| {
            matches!(event.what, What::Wrote { .. }) && event.task.0 == 1
        };
        if run.trace().events().iter().any(wrote) {
            break;
        }
        let one = choices.iter().find(|choice| choice.thread().0 == 1);
        breaker.schedule.push(*one.unwrap_or(&choices[0]));
    }
    assert_eq!(breaker.broken(), None);
    let hint = breaker.hint();
    assert!(hint.contains("Take some steps back"), "{hint}");
}

#[test]
fn natural_steps_lead_to_hints_too() {
    let mut breaker = Breaker::new(DEADLOCK);
    breaker.schedule.push_natural(2);
    assert!(breaker.follow().is_some());
}

#[test]
fn a_damaged_schedule_is_refused_with_a_sentence() {
    let mut inquiry = Inquiry::default();
    for schedule in ["1..2", "9x3", "<b>"] {
        let news = inquiry.challenge(
            &subject(DEADLOCK),
            &Config::default(),
            Question::default(),
            schedule,
            true,
        );
        assert!(
            matches!(&news, Some(News::Refused(why)) if !why.is_empty()),
            "{news:?}"
        );
    }
}

#[test]
fn expectations_reach_the_worker_without_a_front_end() {
    let expecting = format!("# expect: final counter == 2\n{LOST_UPDATE}");
    assert!(is_expecting(&expecting) && !is_expecting(LOST_UPDATE));
    let sheet = ask(&expecting, Question::default()).swap_remove(0);
    let unmet = sheet
        .findings
        .iter()
        .find(|finding| finding.kind == "assertion");
    assert!(
        unmet.is_some_and(|unmet| unmet.message.contains("counter = 1")),
        "{sheet:?}"
    );
}

#[test]
fn granularity_and_memory_are_the_readers_choice() {
    let gil = Question {
        dialect: Some(Dialect::Cpython),
        ..Question::default()
    };
    let sheet = ask(LOST_UPDATE, gil).swap_remove(0);
    assert_eq!((sheet.verdict.as_str(), sheet.endings.len()), ("pass", 1));
    let buffers = "import threading
x = y = a = b = 0
def one():
    global x, a
    x = 1
    a = y
def two():
    global y, b
    y = 1
    b = x
threads = [threading.Thread(target=one), threading.Thread(target=two)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(a, b)
";
    let outcomes = |memory| {
        let question = Question {
            memory,
            ..Question::default()
        };
        let sheet = ask(buffers, question).swap_remove(0);
        sheet.endings.iter().any(|ending| ending.output == "0 0\n")
    };
    assert!(!outcomes(MemoryModel::Sequential));
    assert!(outcomes(MemoryModel::Tso));
}

#[test]
fn an_update_is_lost_only_if_somebody_else_wrote_in_between() {
    let serial = recording(LOST_UPDATE, "");
    assert_eq!(lost_update(serial.trace(), serial.trace().end()), None);
    let sheet = ask(LOST_UPDATE, Question::default()).swap_remove(0);
    let race = sheet.findings.iter().find(|finding| finding.fails);
    let run = recording(LOST_UPDATE, &race.expect("a race").schedule);
    let lost = lost_update(run.trace(), run.trace().end()).expect("lost");
    assert_eq!(run.trace().variable(lost.variable), "counter");
    assert_ne!(lost.of, lost.by);
}
