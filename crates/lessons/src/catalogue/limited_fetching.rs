//! A semaphore in front of a network.

use crate::{Claim, Group, Lesson, Machine, Outcome, Predict, View, Words};

pub(super) const LESSON: Lesson = Lesson {
    slug: "limited-fetching",
    group: Group::Waiting,
    needs: &["threads-and-event-loop"],
    title: Words {
        en: "Fetching, four at a time",
        ko: "한 번에 네 개씩 가져오기",
    },
    summary: Words {
        en: "A loop can ask for everything at once. A semaphore keeps it polite, and says what that costs.",
        ko: "이벤트 루프는 모든 것을 한꺼번에 요청할 수 있습니다. 세마포어는 예의를 지키게 하고, 그 값이 얼마인지 보여 줍니다.",
    },
    program: include_str!("../../lessons/limited-fetching/main.py"),
    views: &[View::Timeline, View::EventLoop],
    machine: Machine::DEFAULT,
    predict: Predict {
        question: Words {
            en: "Twenty pages take 0.1 seconds each, and a semaphore lets four through at a time. How long does it take?",
            ko: "페이지 스무 개가 저마다 0.1초씩 걸리고, 세마포어는 한 번에 네 개를 통과시킵니다. 모두 얼마나 걸릴까요?",
        },
        choices: &[
            Words {
                en: "About 0.1 seconds",
                ko: "0.1초쯤",
            },
            Words {
                en: "About 0.5 seconds",
                ko: "0.5초쯤",
            },
            Words {
                en: "About 2 seconds",
                ko: "2초쯤",
            },
        ],
        answer: 1,
        because: Words {
            en: "Four at a time are five rounds of a tenth of a second. All at once would be 0.1 seconds, one by one 2.",
            ko: "네 개씩이면 0.1초짜리 다섯 바퀴입니다. 한꺼번에 하면 0.1초, 하나씩 하면 2초입니다.",
        },
    },
    claims: &[
        Claim::every(Machine::DEFAULT, Outcome::Prints("20 pages in 0.5 s")).over(10),
        Claim::every(Machine::DEFAULT, Outcome::Prints("at most 4 at a time")).over(10),
        Claim::every(Machine::DEFAULT, Outcome::Prints("20 pages in 2.1 s"))
            .with(&[("LIMIT", 1)])
            .over(10),
        Claim::every(Machine::DEFAULT, Outcome::Prints("20 pages in 0.1 s"))
            .with(&[("LIMIT", 20)])
            .over(10),
        Claim::every(Machine::DEFAULT, Outcome::Prints("60 pages in 1.6 s"))
            .with(&[("PAGES", 60)])
            .over(10),
        Claim::every(SLOW_NETWORK, Outcome::Prints("20 pages in 1.6 s")).over(10),
    ],
    markdown: Words {
        en: include_str!("../../lessons/limited-fetching/en.md"),
        ko: include_str!("../../lessons/limited-fetching/ko.md"),
    },
};

const SLOW_NETWORK: Machine = Machine {
    network_ns: 300_000_000,
    ..Machine::DEFAULT
};
