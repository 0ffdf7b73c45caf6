//! A writer among readers, and a line to stand in.

use crate::{Claim, Group, Lesson, Machine, Outcome, Predict, View, Words};

pub(super) const LESSON: Lesson = Lesson {
    slug: "starvation",
    group: Group::Stuck,
    needs: &["lock-granularity"],
    title: Words {
        en: "Starvation and fairness",
        ko: "기아 상태와 공평함",
    },
    summary: Words {
        en: "Readers come and go, and the writer never gets in, though nothing is stuck. A fair lock makes them stand in line.",
        ko: "읽는 스레드가 끊이지 않아 쓰는 스레드가 들어가지 못합니다. 멈춘 것도 아닌데 말이죠. 공평한 락은 줄을 세웁니다.",
    },
    program: include_str!("../../lessons/starvation/main.py"),
    views: &[View::Timeline],
    machine: Machine::DEFAULT,
    predict: Predict {
        question: Words {
            en: "Three readers read for 0.1 seconds again and again, at different times. A writer needs the page for itself. When does it get in?",
            ko: "읽는 스레드 셋이 서로 다른 때에 0.1초씩 거듭 읽습니다. 쓰는 스레드는 문서를 혼자 써야 합니다. 언제 들어갈 수 있을까요?",
        },
        choices: &[
            Words {
                en: "Within 0.1 seconds",
                ko: "0.1초 안에",
            },
            Words {
                en: "When one of the readers rests",
                ko: "한 명이 쉴 때",
            },
            Words {
                en: "When all have read for the last time",
                ko: "모두가 마지막으로 읽은 뒤에",
            },
        ],
        answer: 2,
        because: Words {
            en: "While one rests another one reads, so there is never a moment without a reader.",
            ko: "하나가 쉬는 동안 다른 하나가 읽으므로, 읽는 이가 없는 순간이 오지 않습니다.",
        },
    },
    claims: &[
        Claim::every(Machine::DEFAULT, Outcome::Prints("the writer waited 0.7 s")),
        Claim::every(Machine::DEFAULT, Outcome::Prints("the writer waited 2.4 s"))
            .with(&[("READS", 20)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("the writer waited 0.1 s"))
            .with(&[("FAIR", 1)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("the writer waited 0.1 s"))
            .with(&[("FAIR", 1), ("READS", 20)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("the writer waited 0.1 s"))
            .with(&[("GAP_MS", 200)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("done at 0.9 s")),
        Claim::every(Machine::DEFAULT, Outcome::Prints("done at 1.0 s")).with(&[("FAIR", 1)]),
        Claim::no(Machine::DEFAULT, Outcome::Deadlocks).with(&[("FAIR", 1)]),
    ],
    markdown: Words {
        en: include_str!("../../lessons/starvation/en.md"),
        ko: include_str!("../../lessons/starvation/ko.md"),
    },
};
