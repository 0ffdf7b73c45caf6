//! Three priorities, one lock, one processor.

use crate::{Claim, Dialect, Group, Lesson, Machine, Outcome, Policy, Predict, View, Words};

pub(super) const LESSON: Lesson = Lesson {
    slug: "priority-inversion",
    group: Group::Stuck,
    needs: &["lock-granularity"],
    title: Words {
        en: "Priority inversion",
        ko: "우선순위 역전",
    },
    summary: Words {
        en: "The most urgent thread waits for one that has nothing to do with it. It happened on Mars.",
        ko: "가장 급한 스레드가 자기와 아무 상관 없는 스레드를 기다립니다. 화성에서 실제로 있었던 일입니다.",
    },
    program: include_str!("../../lessons/priority-inversion/main.py"),
    views: &[View::Timeline],
    machine: PATHFINDER,
    predict: Predict {
        question: Words {
            en: "The weather thread holds a lock that the most urgent thread wants. A thread of medium urgency, which needs no lock, wakes up. Who runs?",
            ko: "기상 스레드가 쥔 락을 가장 급한 스레드가 기다립니다. 이때 락이 필요 없는 중간 스레드가 깨어납니다. 누가 실행될까요?",
        },
        choices: &[
            Words {
                en: "The most urgent one",
                ko: "가장 급한 스레드",
            },
            Words {
                en: "The one in the middle",
                ko: "중간 스레드",
            },
            Words {
                en: "The weather thread, so that it can let go",
                ko: "락을 내놓을 수 있도록 기상 스레드",
            },
        ],
        answer: 1,
        because: Words {
            en: "The most urgent one waits, and of the other two the scheduler takes the more urgent. It does not know what the lock is for.",
            ko: "가장 급한 스레드는 기다리는 중이고, 스케줄러는 나머지 둘 가운데 더 급한 쪽을 고릅니다. 락이 누구에게 필요한지 스케줄러는 모릅니다.",
        },
    },
    claims: &[
        Claim::every(PATHFINDER, waited(40, 50)).over(8),
        Claim::every(PATHFINDER, waited(160, 175))
            .with(&[("LONG", 2_000_000)])
            .over(8),
        Claim::every(PATHFINDER, waited(1, 5))
            .with(&[("LONG", 0)])
            .over(8),
        Claim::every(INHERITING, waited(1, 5)).over(8),
        Claim::every(INHERITING, waited(1, 5))
            .with(&[("LONG", 2_000_000)])
            .over(8),
    ],
    markdown: Words {
        en: include_str!("../../lessons/priority-inversion/en.md"),
        ko: include_str!("../../lessons/priority-inversion/ko.md"),
    },
};

/// One processor, a scheduler that goes by priority, and no interpreter lock beside the one that the lesson is about.
const PATHFINDER: Machine = Machine {
    dialect: Dialect::CpythonFreeThreaded,
    policy: Policy::FixedPriority,
    cores: 1,
    ..Machine::DEFAULT
};

const INHERITING: Machine = Machine {
    policy: Policy::PriorityInheritance,
    ..PATHFINDER
};

/// How long the most urgent thread waited, in milliseconds.
const fn waited(from: u64, to: u64) -> Outcome {
    Outcome::Counts {
        words: "bus manager waited",
        from,
        to,
    }
}
