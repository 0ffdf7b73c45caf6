//! Computing under the interpreter lock, in processes, and without it.

use crate::{Claim, Dialect, Group, Lesson, Machine, Outcome, Predict, View, Words};

pub(super) const LESSON: Lesson = Lesson {
    slug: "cpu-work",
    group: Group::Work,
    needs: &["baristas"],
    title: Words {
        en: "Computing on four cores",
        ko: "코어 네 개로 계산하기",
    },
    summary: Words {
        en: "Threads do not make computing faster under the interpreter lock. Processes do, and so does a build without it.",
        ko: "인터프리터 락 아래에서는 스레드를 써도 계산이 빨라지지 않습니다. 프로세스를 쓰거나 락 없는 빌드를 쓰면 빨라집니다.",
    },
    program: include_str!("../../lessons/cpu-work/main.py"),
    views: &[View::Timeline],
    machine: FOUR_CORES,
    predict: Predict {
        question: Words {
            en: "Four threads compute on four cores, in ordinary CPython. How long does it take, compared with one thread that does everything?",
            ko: "일반 CPython에서 스레드 네 개가 코어 네 개로 계산합니다. 스레드 하나가 다 할 때와 비교하면 얼마나 걸릴까요?",
        },
        choices: &[
            Words {
                en: "A quarter of the time",
                ko: "4분의 1",
            },
            Words {
                en: "About half",
                ko: "절반쯤",
            },
            Words {
                en: "Just as long",
                ko: "똑같이 걸린다",
            },
        ],
        answer: 2,
        because: Words {
            en: "Only the thread that holds the interpreter lock runs bytecode. The other cores stay empty.",
            ko: "인터프리터 락을 쥔 스레드만 바이트코드를 실행합니다. 나머지 코어는 비어 있습니다.",
        },
    },
    claims: &[
        Claim::every(FOUR_CORES, took(50, 65)).over(8),
        Claim::every(FOUR_CORES, took(50, 65))
            .with(&[("WAY", 0)])
            .over(8),
        Claim::every(FOUR_CORES, took(14, 20))
            .with(&[("WAY", 2)])
            .over(8),
        Claim::every(FREE_THREADED, took(12, 17)).over(8),
        Claim::every(TWO_CORES, took(26, 36))
            .with(&[("WAY", 2)])
            .over(8),
        Claim::no(FOUR_CORES, Outcome::Finds("race")).over(5),
    ],
    markdown: Words {
        en: include_str!("../../lessons/cpu-work/en.md"),
        ko: include_str!("../../lessons/cpu-work/ko.md"),
    },
};

const FOUR_CORES: Machine = Machine {
    cores: 4,
    ..Machine::DEFAULT
};

const FREE_THREADED: Machine = Machine {
    dialect: Dialect::CpythonFreeThreaded,
    ..FOUR_CORES
};

const TWO_CORES: Machine = Machine {
    cores: 2,
    ..FOUR_CORES
};

/// What the program says that it took, in milliseconds.
const fn took(from: u64, to: u64) -> Outcome {
    Outcome::Counts {
        words: "done in",
        from,
        to,
    }
}
