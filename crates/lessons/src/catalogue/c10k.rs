//! Ten thousand requests at once.

use crate::{Claim, Group, Lesson, Machine, Outcome, Predict, View, Words};

pub(super) const LESSON: Lesson = Lesson {
    slug: "c10k",
    group: Group::Work,
    needs: &["threads-and-event-loop", "baristas"],
    title: Words {
        en: "Ten thousand at once",
        ko: "한꺼번에 만 개",
    },
    summary: Words {
        en: "A thread for each request, a pool of threads, or an event loop: three ways to wait for a database.",
        ko: "요청마다 스레드, 스레드 풀, 이벤트 루프. 데이터베이스를 기다리는 세 가지 방법입니다.",
    },
    program: include_str!("../../lessons/c10k/main.py"),
    views: &[View::Timeline, View::EventLoop],
    machine: Machine::DEFAULT,
    predict: Predict {
        question: Words {
            en: "A hundred requests wait 0.1 seconds each. When is the last one answered by a pool of twenty threads?",
            ko: "요청 백 개가 저마다 0.1초씩 기다립니다. 스레드 스무 개짜리 풀이라면 마지막 요청은 언제 답을 받을까요?",
        },
        choices: &[
            Words {
                en: "After 0.1 seconds",
                ko: "0.1초 뒤",
            },
            Words {
                en: "After 0.5 seconds",
                ko: "0.5초 뒤",
            },
            Words {
                en: "After 10 seconds",
                ko: "10초 뒤",
            },
        ],
        answer: 1,
        because: Words {
            en: "Twenty at a time are five rounds of 0.1 seconds. A thread for each, or an event loop, would wait for all at once.",
            ko: "스무 개씩이면 0.1초짜리 다섯 바퀴입니다. 요청마다 스레드를 두거나 이벤트 루프를 쓰면 한꺼번에 기다립니다.",
        },
    },
    claims: &[
        Claim::every(Machine::DEFAULT, last(100, 110)),
        Claim::every(Machine::DEFAULT, last(500, 510)).with(&[("WAY", 1)]),
        Claim::every(Machine::DEFAULT, last(100, 110)).with(&[("WAY", 2)]),
        Claim::every(Machine::DEFAULT, last(150, 250))
            .with(&[("REQUESTS", 10_000)])
            .over(1),
        Claim::every(Machine::DEFAULT, last(50_000, 50_100))
            .with(&[("WAY", 1), ("REQUESTS", 10_000)])
            .over(1),
        Claim::every(Machine::DEFAULT, last(1_000, 1_100))
            .with(&[("WAY", 1), ("REQUESTS", 10_000), ("WORKERS", 1_000)])
            .over(1),
        Claim::every(Machine::DEFAULT, last(110, 149))
            .with(&[("WAY", 2), ("REQUESTS", 10_000)])
            .over(1),
        Claim::every(Machine::DEFAULT, Outcome::Prints("threads 1")).with(&[("WAY", 2)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("threads 21")).with(&[("WAY", 1)]),
        Claim::no(Machine::DEFAULT, Outcome::Finds("race")),
    ],
    markdown: Words {
        en: include_str!("../../lessons/c10k/en.md"),
        ko: include_str!("../../lessons/c10k/ko.md"),
    },
};

/// When the last request was answered, in milliseconds.
const fn last(from: u64, to: u64) -> Outcome {
    Outcome::Counts {
        words: "last after",
        from,
        to,
    }
}
