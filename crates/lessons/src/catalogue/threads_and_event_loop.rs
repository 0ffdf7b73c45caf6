//! Threads against an event loop on the same waits.

use crate::{Claim, Group, Lesson, Machine, Outcome, Predict, View, Words};

/// What starting threads or a loop may cost on top of the waits.
const TOLERANCE_MS: u64 = 10;

pub(super) const LESSON: Lesson = Lesson {
    slug: "threads-and-event-loop",
    group: Group::Waiting,
    needs: &["baristas"],
    title: Words {
        en: "Threads and an event loop",
        ko: "스레드와 이벤트 루프",
    },
    summary: Words {
        en: "The same three waits, once in three threads and once in a single one. Both end with the longest.",
        ko: "똑같은 기다림 세 번을 스레드 세 개로, 또 스레드 하나로 처리합니다. 둘 다 가장 긴 기다림과 함께 끝납니다.",
    },
    program: include_str!("../../lessons/threads-and-event-loop/main.py"),
    views: &[View::Timeline, View::EventLoop],
    machine: Machine::DEFAULT,
    predict: Predict {
        question: Words {
            en: "Coffee takes 2 seconds, toast 1, the egg 3. When is breakfast ready, with a thread for each?",
            ko: "커피는 2초, 토스트는 1초, 달걀은 3초가 걸립니다. 저마다 스레드를 하나씩 두면 아침 식사는 언제 준비될까요?",
        },
        choices: &[
            Words {
                en: "After 2 seconds",
                ko: "2초 뒤",
            },
            Words {
                en: "After 3 seconds",
                ko: "3초 뒤",
            },
            Words {
                en: "After 6 seconds",
                ko: "6초 뒤",
            },
        ],
        answer: 1,
        because: Words {
            en: "Sleeping threads need no core, so the waits overlap and the longest one decides.",
            ko: "잠든 스레드는 코어를 쓰지 않으므로 기다림이 겹치고, 가장 긴 기다림이 끝나는 때를 정합니다.",
        },
    },
    claims: &[
        Claim::every(Machine::DEFAULT, ends_at(3000)),
        Claim::every(Machine::DEFAULT, ends_at(3000)).with(&[("EVENT_LOOP", 1)]),
        Claim::every(Machine::DEFAULT, ends_at(5000)).with(&[("EGG", 5)]),
        Claim::every(Machine::DEFAULT, ends_at(5000)).with(&[("EVENT_LOOP", 1), ("EGG", 5)]),
        Claim::every(ONE_CORE, ends_at(3000)),
        Claim::every(Machine::DEFAULT, Outcome::Prints("toast ready at 1.0 s")),
        Claim::every(
            Machine::DEFAULT,
            Outcome::Prints("breakfast ready at 3.0 s"),
        )
        .with(&[("EVENT_LOOP", 1)]),
    ],
    markdown: Words {
        en: include_str!("../../lessons/threads-and-event-loop/en.md"),
        ko: include_str!("../../lessons/threads-and-event-loop/ko.md"),
    },
};

const ONE_CORE: Machine = Machine {
    cores: 1,
    ..Machine::DEFAULT
};

const fn ends_at(ms: u64) -> Outcome {
    Outcome::EndsAt {
        ms,
        tolerance_ms: TOLERANCE_MS,
    }
}
