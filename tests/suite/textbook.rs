//! Textbook programs with their known answers.

use interleave_playground::check::{Answer, Check, Question};
use interleave_playground::engine::Config;
use interleave_playground::explorer::Bounds;

fn ask(source: &str) -> Answer {
    ask_as(source, Question::default())
}

fn ask_as(source: &str, question: Question) -> Answer {
    let check = Check::of_source("main.py", source, &[], Config::default(), question);
    let (mut check, _) = check.unwrap_or_else(|errors| panic!("{}", errors[0].message));
    while !check.go_on(1000).done {}
    check.answer()
}

fn outputs(answer: &Answer) -> Vec<&str> {
    let outcomes = answer.outcomes.iter();
    let mut outputs: Vec<&str> = outcomes.map(|outcome| outcome.stdout.trim()).collect();
    outputs.sort_by_key(|text| (text.len(), *text));
    outputs
}

/// How many schedules print a text.
fn count<'a>(answer: &'a Answer, text: &str) -> Option<&'a str> {
    let mut outcomes = answer.outcomes.iter();
    let outcome = outcomes.find(|outcome| outcome.stdout.trim() == text)?;
    outcome.count.as_deref()
}

/// The kinds of what fails the program.
fn kinds(answer: &Answer) -> Vec<&str> {
    let failures = answer.findings.iter().filter(|finding| finding.fails);
    let mut kinds: Vec<&str> = failures.map(|finding| finding.kind.as_str()).collect();
    kinds.dedup();
    kinds
}

/// `threads` threads each add 1 to a shared counter `times` times.
fn lost_update(threads: u32, times: u32) -> String {
    format!(
        "import threading
counter = 0
def work():
    global counter
    for _ in range({times}):
        counter += 1
threads = [threading.Thread(target=work) for _ in range({threads})]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter)
"
    )
}

/// Each philosopher takes the fork that `first` names, then the other one.
fn philosophers(count: u32, first: &str) -> String {
    format!(
        "import threading
N = {count}
forks = [threading.Lock() for _ in range(N)]
def philosopher(seat):
    one, other = {first}
    with forks[one]:
        with forks[other]:
            pass
threads = [threading.Thread(target=philosopher, args=(seat,)) for seat in range(N)]
for thread in threads:
    thread.start()
"
    )
}

#[test]
fn lost_updates_leave_any_number_from_two_to_all() {
    // With at least two rounds each, two threads can lose all but two of the updates, and no more.
    for (threads, times) in [(2, 2), (2, 3), (3, 2), (4, 2)] {
        let answer = ask(&lost_update(threads, times));
        let all: Vec<String> = (2..=threads * times).map(|n| n.to_string()).collect();
        assert_eq!(outputs(&answer), all, "{threads} threads, {times} times");
        assert_eq!(kinds(&answer), ["race"]);
    }
    assert_eq!(outputs(&ask(&lost_update(2, 1))), ["1", "2"]);
    assert_eq!(outputs(&ask(&lost_update(3, 1))), ["1", "2", "3"]);
}

#[test]
fn interleavings_are_those_of_the_textbook() {
    // Each thread has a read and a write for each round; nothing else of the program counts.
    let once = ask(&lost_update(2, 1));
    assert_eq!(once.interleavings.as_deref(), Some("6"), "4 over 2");
    assert_eq!(count(&once, "2"), Some("2"));
    assert_eq!(count(&once, "1"), Some("4"));
    let twice = ask(&lost_update(2, 2));
    assert_eq!(twice.interleavings.as_deref(), Some("70"), "8 over 4");
    let three = ask(&lost_update(3, 1));
    assert_eq!(three.interleavings.as_deref(), Some("90"), "6!/(2! 2! 2!)");
    assert_eq!(count(&three, "3"), Some("6"));
}

#[test]
fn counts_of_outcomes_add_up() {
    let answer = ask(&lost_update(3, 2));
    let counts = answer.outcomes.iter().map(|outcome| {
        let count = outcome.count.as_deref().expect("a number");
        count.parse::<u64>().expect("digits")
    });
    let sum: u64 = counts.sum();
    assert_eq!(Some(sum.to_string()), answer.interleavings);
}

#[test]
fn locked_updates_are_never_lost() {
    let source = lost_update(3, 2)
        .replace("counter = 0", "counter = 0\nlock = threading.Lock()")
        .replace(
            "        counter += 1",
            "        with lock:\n            counter += 1",
        );
    let answer = ask(&format!(
        "{source}# expect: final counter == 6\n# expect: race-free\n"
    ));
    assert_eq!(answer.verdict, "pass", "{:?}", answer.findings);
    assert_eq!(outputs(&answer), ["6"]);
}

#[test]
fn philosophers_deadlock_unless_they_take_the_forks_in_order() {
    for count in [3, 4, 5] {
        let naive = ask(&philosophers(count, "seat, (seat + 1) % N"));
        assert_eq!(kinds(&naive), ["deadlock"], "{count} philosophers");
        let ordered = ask(&philosophers(count, "sorted((seat, (seat + 1) % N))"));
        assert_eq!(ordered.verdict, "pass", "{count} philosophers");
    }
}

#[test]
fn failed_assertions_and_exceptions_are_told_apart() {
    let source = |failure: &str| {
        format!(
            "import threading
ready = False
def work():
    global ready
    ready = True
thread = threading.Thread(target=work)
thread.start()
{failure}
"
        )
    };
    let found = |failure: &str| kinds(&ask(&source(failure))).join(" ");
    assert_eq!(found("assert ready"), "assertion");
    assert_eq!(found("if not ready:\n    raise ValueError"), "exception");
    assert_eq!(found("thread.join()\nassert ready"), "");
}

#[test]
fn what_a_thread_raises_is_found_with_its_line() {
    let answer = ask(
        "import threading\nitems = []\ndef work():\n    items.pop()\n\
                      threading.Thread(target=work).start()\n",
    );
    assert_eq!(kinds(&answer), ["exception"]);
    assert_eq!(answer.findings[0].lines, [4]);
}

#[test]
fn a_search_that_is_cut_short_never_passes() {
    let bounds = |states, preemptions| Bounds {
        states,
        preemptions,
        ..Bounds::default()
    };
    let locked = philosophers(4, "sorted((seat, (seat + 1) % N))");
    for bounds in [bounds(20, None), bounds(1 << 20, Some(0))] {
        let question = Question {
            bounds,
            ..Question::default()
        };
        let answer = ask_as(&locked, question);
        assert_eq!(answer.verdict, "incomplete", "{bounds:?}");
        assert_eq!(answer.interleavings, None);
        assert!(answer.limit.is_some());
    }
}

#[test]
fn expectations_are_checked_and_their_mistakes_have_a_place() {
    let source = lost_update(2, 1);
    let with = |expectation: &str| ask(&format!("{source}# expect: {expectation}\n"));
    let fails = |expectation: &str| {
        let answer = with(expectation);
        let is_it = |finding: &interleave_playground::check::Explained| {
            finding.is_expectation && finding.kind == "assertion"
        };
        answer.findings.iter().any(is_it)
    };
    assert!(fails("final counter == 2"));
    assert!(!fails("final counter in (1, 2)"));
    assert!(fails("always counter < 2"));
    assert!(!fails("never counter > 2"));
    assert!(!fails("possible counter == 1"));
    assert!(fails("possible counter == 3"));
    assert!(!fails("outcomes \"1\" \"2\""));
    assert!(fails("outcomes \"2\""));
    assert!(!fails("outcome \"1\""));
    let refused = |expectation: &str| {
        let source = format!("{source}# expect: {expectation}\n");
        let question = Question::default();
        match Check::of_source("main.py", &source, &[], Config::default(), question) {
            Ok(_) => 0,
            Err(errors) => errors[0].line,
        }
    };
    assert_eq!(refused("final counter =="), 13);
    assert_eq!(refused("something-free"), 13);
}

#[test]
fn under_the_lock_of_cpython_no_update_of_a_short_loop_is_lost() {
    let question = Question {
        dialect: Some(interleave_playground::engine::Dialect::Cpython),
        ..Question::default()
    };
    let answer = ask_as(&lost_update(2, 2), question);
    assert_eq!(outputs(&answer), ["4"]);
}

/// Two threads that want to be alone, by an algorithm of flags and loops.
fn exclusion(enter: &str, leave: &str) -> String {
    format!(
        "import threading
flag = [False, False]
turn = 0
inside = 0
def work(me):
    global turn, inside
    other = 1 - me
{enter}
    inside += 1
    assert inside == 1
    inside -= 1
{leave}
a = threading.Thread(target=work, args=(0,))
b = threading.Thread(target=work, args=(1,))
a.start()
b.start()
a.join()
b.join()
"
    )
}

#[test]
fn peterson_excludes_and_naive_flags_do_not() {
    let peterson = exclusion(
        "    flag[me] = True\n    turn = other\n    while flag[other] and turn == other:\n        pass",
        "    flag[me] = False",
    );
    let question = || Question {
        properties: vec![
            interleave_playground::check::Property::Assertion,
            interleave_playground::check::Property::Livelock,
        ],
        ..Question::default()
    };
    assert_eq!(ask_as(&peterson, question()).verdict, "pass");
    let naive = exclusion(
        "    while flag[other]:\n        pass\n    flag[me] = True",
        "    flag[me] = False",
    );
    assert_eq!(kinds(&ask_as(&naive, question())), ["assertion"]);
    let polite = exclusion(
        "    flag[me] = True\n    while flag[other]:\n        pass",
        "    flag[me] = False",
    );
    assert_eq!(kinds(&ask_as(&polite, question())), ["livelock"]);
}
