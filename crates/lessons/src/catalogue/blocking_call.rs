//! A call that blocks the loop, and its cures.

use crate::{Claim, Group, Lesson, Machine, Outcome, Predict, View, Words};

pub(super) const LESSON: Lesson = Lesson {
    slug: "blocking-call",
    group: Group::Waiting,
    needs: &["threads-and-event-loop"],
    title: Words {
        en: "A blocking call in the loop",
        ko: "루프를 막는 호출",
    },
    summary: Words {
        en: "One call without an await stops everybody on the event loop. A thread takes it out of the way.",
        ko: "await 없는 호출 하나가 이벤트 루프 위의 모두를 멈춥니다. 스레드로 보내면 길이 트입니다.",
    },
    program: include_str!("../../lessons/blocking-call/main.py"),
    views: &[View::EventLoop, View::Timeline],
    machine: Machine::DEFAULT,
    predict: Predict {
        question: Words {
            en: "A heartbeat is due every 0.1 seconds. Beside it, another coroutine calls time.sleep(0.5). What becomes of the first beat?",
            ko: "심장은 0.1초마다 뛰어야 합니다. 그 옆에서 다른 코루틴이 time.sleep(0.5)를 호출합니다. 첫 박동은 어떻게 될까요?",
        },
        choices: &[
            Words {
                en: "It is on time: coroutines take turns",
                ko: "제때 뛴다: 코루틴은 번갈아 실행되니까",
            },
            Words {
                en: "It is 0.4 seconds late",
                ko: "0.4초 늦는다",
            },
            Words {
                en: "It never sounds",
                ko: "끝내 뛰지 않는다",
            },
        ],
        answer: 1,
        because: Words {
            en: "The loop gets its turn back only when the call returns, after 0.5 seconds, and then finds a timer that was due at 0.1.",
            ko: "0.5초 뒤 호출이 돌아와야 루프가 차례를 되찾고, 그제야 0.1초에 울렸어야 할 타이머를 봅니다.",
        },
    },
    claims: &[
        Claim::every(Machine::DEFAULT, Outcome::Prints("a beat was 0.4 s late")),
        Claim::every(Machine::DEFAULT, Outcome::Prints("a beat was 0.0 s late"))
            .with(&[("CURE", 1)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("a beat was 0.0 s late"))
            .with(&[("CURE", 2)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("a beat was 0.9 s late"))
            .with(&[("REPORT_MS", 1000)]),
        Claim::every(Machine::DEFAULT, Outcome::Finds("blocked-loop")),
        Claim::no(Machine::DEFAULT, Outcome::Finds("blocked-loop")).with(&[("CURE", 1)]),
        Claim::no(Machine::DEFAULT, Outcome::Finds("blocked-loop")).with(&[("CURE", 2)]),
        Claim::every(Machine::DEFAULT, Outcome::Prints("report ready at 0.5 s"))
            .with(&[("CURE", 1)]),
    ],
    markdown: Words {
        en: include_str!("../../lessons/blocking-call/en.md"),
        ko: include_str!("../../lessons/blocking-call/ko.md"),
    },
};
