//! More workers, and what they share.

use crate::{Claim, Group, Lesson, Machine, Outcome, Predict, View, Words};

pub(super) const LESSON: Lesson = Lesson {
    slug: "baristas",
    group: Group::Waiting,
    needs: &[],
    title: Words {
        en: "One barista and three",
        ko: "바리스타 한 명과 세 명",
    },
    summary: Words {
        en: "Three workers are three times as fast, until all of them wait for the same machine.",
        ko: "일손이 셋이면 세 배 빠릅니다. 모두가 같은 기계를 기다리게 되기 전까지는요.",
    },
    program: include_str!("../../lessons/baristas/main.py"),
    views: &[View::Timeline],
    machine: Machine::DEFAULT,
    predict: Predict {
        question: Words {
            en: "One barista makes six coffees in 2.4 seconds: each takes 0.1 to grind and 0.3 to brew. How long do three baristas take if there is only one coffee machine?",
            ko: "바리스타 한 명은 커피 여섯 잔을 2.4초에 만듭니다. 한 잔마다 원두를 가는 데 0.1초, 내리는 데 0.3초입니다. 커피 머신이 한 대뿐일 때 세 명이면 얼마나 걸릴까요?",
        },
        choices: &[
            Words {
                en: "0.8 seconds",
                ko: "0.8초",
            },
            Words {
                en: "1.9 seconds",
                ko: "1.9초",
            },
            Words {
                en: "2.4 seconds",
                ko: "2.4초",
            },
        ],
        answer: 1,
        because: Words {
            en: "Six times 0.3 seconds at the one machine, and the first grinding before that. Turn both knobs and see.",
            ko: "머신 한 대에서 0.3초씩 여섯 번, 그 앞에 원두를 처음 가는 시간이 더해집니다. 두 손잡이를 돌려 확인해 보세요.",
        },
    },
    claims: &[
        Claim::every(Machine::DEFAULT, Outcome::Prints("all served at 2.4 s")),
        Claim::every(Machine::DEFAULT, Outcome::Prints("all served at 0.8 s"))
            .with(&[("BARISTAS", 3)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("all served at 0.8 s"))
            .with(&[("BARISTAS", 5)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("all served at 1.9 s"))
            .with(&[("BARISTAS", 3), ("MACHINES", 1)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("all served at 1.9 s"))
            .with(&[("BARISTAS", 2), ("MACHINES", 1)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("all served at 1.9 s"))
            .with(&[("BARISTAS", 5), ("MACHINES", 1)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("all served at 2.4 s"))
            .with(&[("MACHINES", 1)]),
    ],
    markdown: Words {
        en: include_str!("../../lessons/baristas/en.md"),
        ko: include_str!("../../lessons/baristas/ko.md"),
    },
};
