//! The lost update and its lock.

use crate::{Claim, Dialect, Group, Lesson, Machine, Outcome, Predict, View, Words};

/// Two cores without the interpreter lock. Ordinary CPython has not lost such an update in practice since 3.10.
const FREE_THREADED: Machine = Machine {
    dialect: Dialect::CpythonFreeThreaded,
    ..Machine::DEFAULT
};

/// One core that changes threads every few dozen rounds.
const SHORT_SLICES: Machine = Machine {
    cores: 1,
    quantum_ns: 10_000,
    ..FREE_THREADED
};

pub(super) const LESSON: Lesson = Lesson {
    slug: "lost-update",
    group: Group::Sharing,
    needs: &[],
    title: Words {
        en: "The lost update",
        ko: "사라진 갱신",
    },
    summary: Words {
        en: "Two threads add to one variable, and some of their additions vanish. A lock brings them back.",
        ko: "스레드 두 개가 변수 하나에 값을 더하면 그중 일부가 사라집니다. 락을 쓰면 사라지지 않습니다.",
    },
    program: include_str!("../../lessons/lost-update/main.py"),
    views: &[View::Timeline],
    machine: FREE_THREADED,
    predict: Predict {
        question: Words {
            en: "Two threads add 1 a thousand times each, without a lock. What may the program print at the end?",
            ko: "스레드 두 개가 락 없이 1을 천 번씩 더합니다. 프로그램은 마지막에 무엇을 출력할 수 있을까요?",
        },
        choices: &[
            Words {
                en: "Always 2000",
                ko: "언제나 2000",
            },
            Words {
                en: "2000 or less",
                ko: "2000 또는 그보다 작은 수",
            },
            Words {
                en: "2000 or more",
                ko: "2000 또는 그보다 큰 수",
            },
        ],
        answer: 1,
        because: Words {
            en: "Two threads that read the same number write the same sum, and one addition is lost. None is ever made twice.",
            ko: "같은 값을 읽은 두 스레드는 같은 합을 쓰므로 덧셈 하나가 사라집니다. 반대로 덧셈이 두 번 반영되는 일은 없습니다.",
        },
    },
    claims: &[
        Claim::some(FREE_THREADED, Outcome::PrintsNot("counter 2000")),
        Claim::some(SHORT_SLICES, Outcome::PrintsNot("counter 2000")),
        Claim::every(Machine::DEFAULT, Outcome::Prints("counter 2000")),
        Claim::every(FREE_THREADED, Outcome::Prints("counter 2000")).with(&[("SAFE", 1)]),
        Claim::every(FREE_THREADED, Outcome::Finds("race")),
        Claim::every(Machine::DEFAULT, Outcome::Finds("race")),
        Claim::no(FREE_THREADED, Outcome::Finds("race")).with(&[("SAFE", 1)]),
        Claim::every(SHORT_SLICES, Outcome::Prints("counter 2000")).with(&[("SAFE", 1)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("counter 2000")).with(&[("SAFE", 1)]),
    ],
    markdown: Words {
        en: include_str!("../../lessons/lost-update/en.md"),
        ko: include_str!("../../lessons/lost-update/ko.md"),
    },
};
