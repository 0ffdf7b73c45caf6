//! What trying every schedule of a program has shown.

use interleave_trace::LimitKind;

use super::Language;

/// Why not every schedule was tried.
#[must_use]
pub fn search_limit(language: Language, kind: LimitKind) -> String {
    let (english, korean) = match kind {
        LimitKind::States => (
            "there are more states than the bound allows",
            "상태 수가 한도를 넘습니다",
        ),
        LimitKind::SearchMemory => (
            "the search would take more memory than the bound allows",
            "탐색에 필요한 메모리가 한도를 넘습니다",
        ),
        LimitKind::Depth => (
            "some schedule has more steps than the bound allows",
            "단계 수가 한도를 넘는 스케줄이 있습니다",
        ),
        LimitKind::Preemptions => (
            "schedules with more preemptions than the bound allows were left out",
            "선점 횟수가 한도를 넘는 스케줄은 제외했습니다",
        ),
        LimitKind::Schedules => (
            "schedules were tried by chance, and there may be others",
            "스케줄을 무작위로 골라 시도했으므로 다른 스케줄이 있을 수 있습니다",
        ),
        LimitKind::Patience => ("the search was stopped", "탐색을 중단했습니다"),
        LimitKind::Steps
        | LimitKind::Memory
        | LimitKind::Tasks
        | LimitKind::Trace
        | LimitKind::Output
        | LimitKind::Time
        | LimitKind::Processes => (
            "some schedule reaches a limit of the simulated machine",
            "가상 머신의 한도에 이르는 스케줄이 있습니다",
        ),
    };
    match language {
        Language::English => english,
        Language::Korean => korean,
    }
    .to_owned()
}

/// A fair schedule that never ends.
#[must_use]
pub fn livelock(language: Language) -> &'static str {
    match language {
        Language::English => {
            "the threads can go round for ever without getting anywhere, though each of them gets its turn."
        }
        Language::Korean => "모든 스레드가 차례를 얻는데도 아무 진전 없이 영원히 맴돌 수 있습니다.",
    }
}

/// A schedule that puts a thread off for ever.
#[must_use]
pub fn starvation(language: Language, thread: &str) -> String {
    match language {
        Language::English => format!(
            "{thread} can be put off for ever, though it could go on again and again and the others get their turns."
        ),
        Language::Korean => format!(
            "스레드 {thread}: 거듭 진행할 수 있는데도 다른 스레드만 차례를 얻어 영원히 미뤄질 수 있습니다."
        ),
    }
}

/// An expectation that does not hold, and the values of the names in it.
#[must_use]
pub fn unmet(language: Language, expected: &str, values: Option<&str>) -> String {
    match (language, values) {
        (Language::English, Some(values)) => {
            format!("expected “{expected}”, which does not hold: {values}")
        }
        (Language::English, None) => format!("expected “{expected}”, which does not hold"),
        (Language::Korean, Some(values)) => {
            format!("기대한 조건이 성립하지 않습니다: “{expected}” ({values})")
        }
        (Language::Korean, None) => format!("기대한 조건이 성립하지 않습니다: “{expected}”"),
    }
}

/// An expectation that no schedule fulfils.
#[must_use]
pub fn never_so(language: Language, expected: &str) -> String {
    match language {
        Language::English => format!("expected “{expected}”, which no schedule brings about"),
        Language::Korean => format!("기대한 조건을 만족하는 스케줄이 없습니다: “{expected}”"),
    }
}

/// An outcome that was expected and does not occur.
#[must_use]
pub fn outcome_missing(language: Language, text: &str) -> String {
    match language {
        Language::English => format!("expected an outcome that prints “{text}”, and there is none"),
        Language::Korean => format!("기대한 출력이 나오는 스케줄이 없습니다: “{text}”"),
    }
}

/// An outcome that occurs and is not among those expected.
#[must_use]
pub fn outcome_unexpected(language: Language, text: &str) -> String {
    match language {
        Language::English => format!("there is an outcome that was not expected: “{text}”"),
        Language::Korean => format!("기대하지 않은 출력이 나옵니다: “{text}”"),
    }
}
