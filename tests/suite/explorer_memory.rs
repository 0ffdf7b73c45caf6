//! Memory models: the classic litmus tests with exactly the outcomes that each model allows, and algorithms of mutual exclusion
//! that need more than store buffers give.

use std::collections::BTreeSet;

use interleave_playground::check::{Answer, Check, Property, Question};
use interleave_playground::engine::{Config, MemoryModel};
use interleave_playground::run::{Run, compile};

fn ask(source: &str, memory: MemoryModel) -> Answer {
    let question = Question {
        memory,
        properties: vec![Property::Assertion],
        ..Question::default()
    };
    let check = Check::of_source("main.py", source, &[], Config::default(), question);
    let (mut check, _) = check.unwrap_or_else(|errors| panic!("{}", errors[0].message));
    while !check.go_on(1000).done {}
    check.answer()
}

/// Threads by their statements, and what is printed at the end.
fn litmus(threads: &[&str], shown: &str) -> String {
    let mut source = "import threading\nx = y = 0\na = b = c = d = 0\n".to_owned();
    for (index, statements) in threads.iter().enumerate() {
        source.push_str(&format!(
            "def work_{index}():\n    global x, y, a, b, c, d\n"
        ));
        for statement in statements.split("; ") {
            source.push_str(&format!("    {statement}\n"));
        }
    }
    let targets: Vec<String> = (0..threads.len())
        .map(|index| format!("threading.Thread(target=work_{index})"))
        .collect();
    source.push_str(&format!(
        "threads = [{}]\nfor thread in threads:\n    thread.start()\nfor thread in threads:\n    thread.join()\nprint({shown})\n",
        targets.join(", ")
    ));
    source
}

fn outcomes(answer: &Answer) -> BTreeSet<String> {
    assert_ne!(answer.verdict, "incomplete");
    let outcomes = answer.outcomes.iter();
    outcomes
        .map(|outcome| outcome.stdout.trim().replace(' ', ""))
        .collect()
}

/// Every outcome of `digits` numbers, each 0 or 1, but for some.
fn all_but(digits: u32, forbidden: &[&str]) -> BTreeSet<String> {
    let all = (0..1u32 << digits).map(|bits| {
        (0..digits)
            .rev()
            .map(|digit| if bits >> digit & 1 == 1 { '1' } else { '0' })
            .collect::<String>()
    });
    all.filter(|outcome| !forbidden.contains(&outcome.as_str()))
        .collect()
}

#[test]
fn litmus_tests_have_exactly_the_outcomes_of_their_models() {
    use MemoryModel::{Relaxed, Sequential, Tso};
    let check = |name: &str, source: &str, expected: [BTreeSet<String>; 3]| {
        for (memory, expected) in [Sequential, Tso, Relaxed].into_iter().zip(expected) {
            let found = outcomes(&ask(source, memory));
            assert_eq!(found, expected, "{name} under {}", memory.name());
        }
    };
    let same = |expected: BTreeSet<String>| [expected.clone(), expected.clone(), expected];

    let sb = litmus(&["x = 1; a = y", "y = 1; b = x"], "a, b");
    check(
        "SB",
        &sb,
        [all_but(2, &["00"]), all_but(2, &[]), all_but(2, &[])],
    );

    let mp = litmus(&["x = 1; y = 1", "a = y; b = x"], "a, b");
    check(
        "MP",
        &mp,
        [all_but(2, &["10"]), all_but(2, &["10"]), all_but(2, &[])],
    );

    let lb = litmus(&["a = x; y = 1", "b = y; x = 1"], "a, b");
    check("LB", &lb, same(all_but(2, &["11"])));

    let writes = litmus(&["x = 1; y = 2", "y = 1; x = 2"], "x, y");
    let set = |outcomes: &[&str]| outcomes.iter().map(ToString::to_string).collect();
    let ordered: BTreeSet<String> = set(&["12", "21", "22"]);
    check(
        "2+2W",
        &writes,
        [ordered.clone(), ordered, set(&["11", "12", "21", "22"])],
    );

    let iriw = litmus(
        &["x = 1", "y = 1", "a = x; b = y", "c = y; d = x"],
        "a, b, c, d",
    );
    check("IRIW", &iriw, same(all_but(4, &["1010"])));

    let corr = litmus(&["x = 1", "a = x; b = x"], "a, b");
    check("CoRR", &corr, same(all_but(2, &["10"])));

    let wrc = litmus(&["x = 1", "a = x; y = 1", "b = y; c = x"], "a, b, c");
    check("WRC", &wrc, same(all_but(3, &["110"])));
}

#[test]
fn a_lock_between_is_a_fence() {
    let fenced = litmus(
        &[
            "x = 1; threading.Lock().acquire(); a = y",
            "y = 1; threading.Lock().acquire(); b = x",
        ],
        "a, b",
    );
    for memory in MemoryModel::ALL {
        assert_eq!(outcomes(&ask(&fenced, memory)), all_but(2, &["00"]));
    }
}

#[test]
fn schedules_with_stores_that_wait_are_followed_by_the_machine() {
    let source = litmus(&["x = 1; y = 1; a = y", "a = y; b = x"], "a, b");
    for memory in [MemoryModel::Tso, MemoryModel::Relaxed] {
        for outcome in ask(&source, memory).outcomes {
            let (program, _) = compile("main.py", &source, &[]).expect("accepted");
            let config = Config {
                memory,
                ..Config::default()
            };
            let mut run = Run::of_output(program, config, u64::MAX);
            let schedule = outcome.schedule.parse().expect("a schedule");
            run.follow(&schedule)
                .unwrap_or_else(|message| panic!("{}: {message}", outcome.schedule));
            assert_eq!(run.finish().0, outcome.stdout, "{}", outcome.schedule);
        }
    }
}

/// Two threads that want to be alone; the lock of the machine notices if they are not.
fn exclusion(enter: &str, leave: &str) -> String {
    let indent = |text: &str| text.replace('\n', "\n    ");
    format!(
        "import threading
flag = [False, False]
number = [0, 0]
turn = 0
gate = threading.Lock()
def work(me):
    global turn
    other = 1 - me
    {}
    assert gate.acquire(blocking=False)
    gate.release()
    {}
a = threading.Thread(target=work, args=(0,))
b = threading.Thread(target=work, args=(1,))
a.start()
b.start()
a.join()
b.join()
",
        indent(enter),
        indent(leave)
    )
}

#[test]
fn peterson_dekker_and_the_bakery_need_sequential_consistency() {
    let peterson = |fence: &str| {
        let enter = format!(
            "flag[me] = True\nturn = other\n{fence}\nwhile flag[other] and turn == other:\n    pass"
        );
        exclusion(&enter, "flag[me] = False")
    };
    let dekker = exclusion(
        "flag[me] = True\nwhile flag[other]:\n    if turn == other:\n        flag[me] = False\n        \
         while turn == other:\n            pass\n        flag[me] = True",
        "turn = other\nflag[me] = False",
    );
    let bakery = exclusion(
        "flag[me] = True\nmine = number[0]\nmine = max(mine, number[1]) + 1\nnumber[me] = mine\nflag[me] = False\n\
         while flag[other]:\n    pass\nwhile True:\n    theirs = number[other]\n    \
         if theirs == 0 or (theirs, other) > (mine, me):\n        break",
        "number[me] = 0",
    );
    for (name, source) in [
        ("Peterson", peterson("pass")),
        ("Dekker", dekker),
        ("bakery", bakery),
    ] {
        let answer = ask(&source, MemoryModel::Sequential);
        assert_eq!(answer.verdict, "pass", "{name}: {:?}", answer.findings);
        assert_eq!(ask(&source, MemoryModel::Tso).verdict, "fail", "{name}");
    }
    let fenced = peterson("with threading.Lock():\n    pass");
    assert_eq!(ask(&fenced, MemoryModel::Tso).verdict, "pass");
}
