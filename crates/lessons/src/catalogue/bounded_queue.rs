//! A bounded queue and its backpressure.

use crate::{Claim, Group, Lesson, Machine, Outcome, Predict, View, Words};

pub(super) const LESSON: Lesson = Lesson {
    slug: "bounded-queue",
    group: Group::Work,
    needs: &["baristas"],
    title: Words {
        en: "A queue that pushes back",
        ko: "되미는 큐",
    },
    summary: Words {
        en: "Producers that are quicker than the consumer fill a bounded queue, and then have to wait for it.",
        ko: "소비자보다 빠른 생산자는 한계가 있는 큐를 가득 채우고, 그다음부터는 큐를 기다려야 합니다.",
    },
    program: include_str!("../../lessons/bounded-queue/main.py"),
    views: &[View::Queue, View::Timeline],
    machine: Machine::DEFAULT,
    predict: Predict {
        question: Words {
            en: "The queue has room for 3 orders, and everything is served after 3.7 seconds. What if it had room for 20?",
            ko: "큐에 주문 3개가 들어갈 때는 모든 주문이 3.7초 만에 처리됩니다. 20개가 들어간다면 어떻게 될까요?",
        },
        choices: &[
            Words {
                en: "All is served sooner",
                ko: "더 빨리 모두 처리된다",
            },
            Words {
                en: "All is served at the same time as before",
                ko: "전과 같은 때에 모두 처리된다",
            },
            Words {
                en: "All is served later",
                ko: "더 늦게 모두 처리된다",
            },
        ],
        answer: 1,
        because: Words {
            en: "The consumer is never idle in either case, and it sets the pace. Only the producers are done earlier.",
            ko: "어느 쪽이든 소비자는 쉬지 않고, 속도는 소비자가 정합니다. 생산자가 먼저 끝날 뿐입니다.",
        },
    },
    // Twelve orders of 300 ms, the first of which arrives after 100 ms.
    claims: &[
        Claim::every(Machine::DEFAULT, Outcome::Prints("all served at 3.7 s")),
        Claim::every(Machine::DEFAULT, Outcome::Prints("all served at 3.7 s"))
            .with(&[("CAPACITY", 20)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("all served at 3.7 s"))
            .with(&[("CAPACITY", 1)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("producers done at 0.6 s"))
            .with(&[("CAPACITY", 20)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("producers done at 2.5 s")),
        Claim::every(Machine::DEFAULT, Outcome::Prints("producers done at 3.1 s"))
            .with(&[("CAPACITY", 1)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("all served at 1.9 s"))
            .with(&[("CONSUMERS", 2)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("all served at 1.3 s"))
            .with(&[("CONSUME_MS", 100)]),
        Claim::no(Machine::DEFAULT, Outcome::Deadlocks).with(&[
            ("CAPACITY", 1),
            ("CONSUMERS", 4),
            ("PRODUCERS", 4),
        ]),
    ],
    markdown: Words {
        en: include_str!("../../lessons/bounded-queue/en.md"),
        ko: include_str!("../../lessons/bounded-queue/ko.md"),
    },
};
