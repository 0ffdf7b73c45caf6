//! The dining philosophers: a deadlock, three rules against it, and a livelock.

use crate::{Claim, Group, Lesson, Machine, Outcome, Predict, View, Words};

pub(super) const LESSON: Lesson = Lesson {
    slug: "philosophers",
    group: Group::Stuck,
    needs: &["lock-granularity"],
    title: Words {
        en: "The dining philosophers",
        ko: "식사하는 철학자들",
    },
    summary: Words {
        en: "Five philosophers, five forks, and a circle in which everyone waits. Three rules open it, and one only looks as if it did.",
        ko: "철학자 다섯과 포크 다섯, 그리고 모두가 기다리는 원. 규칙 셋은 그 원을 풀고, 하나는 푸는 척만 합니다.",
    },
    program: include_str!("../../lessons/philosophers/main.py"),
    views: &[View::Table, View::Timeline],
    machine: Machine::DEFAULT,
    predict: Predict {
        question: Words {
            en: "All five sit down at once, and each takes the left fork first. How does the meal end?",
            ko: "다섯이 동시에 앉아 저마다 왼쪽 포크부터 집습니다. 식사는 어떻게 끝날까요?",
        },
        choices: &[
            Words {
                en: "Everyone eats, one after another",
                ko: "차례차례 모두 먹는다",
            },
            Words {
                en: "Two eat at a time, so it takes three rounds",
                ko: "둘씩 먹으므로 세 차례가 걸린다",
            },
            Words {
                en: "Nobody ever eats",
                ko: "아무도 먹지 못한다",
            },
        ],
        answer: 2,
        because: Words {
            en: "Each holds the fork that the neighbour on the left is waiting for, and nobody lets go of theirs.",
            ko: "저마다 왼쪽 사람이 기다리는 포크를 쥐고 있고, 아무도 자기 포크를 놓지 않습니다.",
        },
    },
    claims: &[
        Claim::every(Machine::DEFAULT, Outcome::Deadlocks),
        Claim::every(Machine::DEFAULT, Outcome::Finds("deadlock")),
        Claim::some(Machine::DEFAULT, Outcome::Finishes).with(&[("PAUSE_MS", 0), ("EAT_MS", 0)]),
        // The lower number first.
        Claim::every(Machine::DEFAULT, Outcome::Prints(NOBODY)).with(&[("RULE", 1)]),
        Claim::no(Machine::DEFAULT, Outcome::Finds("deadlock")).with(&[("RULE", 1)]),
        Claim::no(Machine::DEFAULT, Outcome::Deadlocks)
            .with(&[("RULE", 1), ("PAUSE_MS", 0), ("EAT_MS", 0)])
            .over(200),
        // The waiter.
        Claim::every(Machine::DEFAULT, Outcome::Prints(NOBODY)).with(&[("RULE", 2)]),
        Claim::no(Machine::DEFAULT, Outcome::Deadlocks)
            .with(&[("RULE", 2), ("PAUSE_MS", 0), ("EAT_MS", 0)])
            .over(200),
        // Backing off in step, and out of step.
        Claim::every(Machine::DEFAULT, Outcome::Prints("still hungry: 5")).with(&[("RULE", 3)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints(NOBODY))
            .with(&[("RULE", 3), ("JITTER_MS", 30)]),
        // Four at most.
        Claim::every(Machine::DEFAULT, Outcome::Prints(NOBODY)).with(&[("RULE", 4)]),
        Claim::no(Machine::DEFAULT, Outcome::Deadlocks)
            .with(&[("RULE", 4), ("PAUSE_MS", 0), ("EAT_MS", 0)])
            .over(200),
    ],
    markdown: Words {
        en: include_str!("../../lessons/philosophers/en.md"),
        ko: include_str!("../../lessons/philosophers/ko.md"),
    },
};

/// What is printed when all have eaten.
const NOBODY: &str = "still hungry: 0";
