//! One lock for everything, or one for each thing; and how long to hold it.

use crate::{Claim, Group, Lesson, Machine, Outcome, Predict, View, Words};

pub(super) const LESSON: Lesson = Lesson {
    slug: "lock-granularity",
    group: Group::Sharing,
    needs: &["lost-update"],
    title: Words {
        en: "The lock, coarse and fine",
        ko: "락, 크게 하나와 잘게 여럿",
    },
    summary: Words {
        en: "One lock for the whole bank makes everybody wait. What counts is what it covers, and for how long.",
        ko: "은행 전체에 락이 하나면 모두가 기다립니다. 중요한 것은 락이 무엇을, 얼마나 오래 덮느냐입니다.",
    },
    program: include_str!("../../lessons/lock-granularity/main.py"),
    views: &[View::Timeline],
    machine: Machine::DEFAULT,
    predict: Predict {
        question: Words {
            en: "Four tellers make three deposits each, every one on an account of their own, and hold one common lock for 0.1 seconds each time. When is everything done?",
            ko: "직원 넷이 저마다 다른 계좌에 세 번씩 입금하면서, 그때마다 공동의 락 하나를 0.1초씩 쥡니다. 언제 모두 끝날까요?",
        },
        choices: &[
            Words {
                en: "After 0.3 seconds",
                ko: "0.3초 뒤",
            },
            Words {
                en: "After 0.4 seconds",
                ko: "0.4초 뒤",
            },
            Words {
                en: "After 1.2 seconds",
                ko: "1.2초 뒤",
            },
        ],
        answer: 2,
        because: Words {
            en: "Twelve times a tenth of a second under one lock cannot overlap, although the accounts are different ones.",
            ko: "계좌가 서로 달라도 락 하나 아래에서 0.1초씩 열두 번은 겹칠 수 없습니다.",
        },
    },
    claims: &[
        Claim::every(Machine::DEFAULT, Outcome::Prints("total 120")),
        Claim::every(Machine::DEFAULT, Outcome::Prints("total 120")).with(&[("FINE", 1)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("done at 1.2 s")),
        Claim::every(Machine::DEFAULT, Outcome::Prints("done at 0.3 s")).with(&[("FINE", 1)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("done at 1.2 s"))
            .with(&[("FINE", 1), ("ACCOUNTS", 1)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("done at 0.3 s")).with(&[("OUTSIDE", 1)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("total 120"))
            .with(&[("OUTSIDE", 1), ("ACCOUNTS", 1)]),
        Claim::no(Machine::DEFAULT, Outcome::Finds("race")),
        Claim::no(Machine::DEFAULT, Outcome::Finds("race")).with(&[("FINE", 1)]),
    ],
    markdown: Words {
        en: include_str!("../../lessons/lock-granularity/en.md"),
        ko: include_str!("../../lessons/lock-granularity/ko.md"),
    },
};
