//! What tasks wait for, in a word or two: a line of a table.

use interleave_trace::Why;

use crate::coffman::Condition;

use super::Language;

/// The cause of waiting; without one, it is for a core.
#[must_use]
pub fn cause(language: Language, why: Option<Why>) -> &'static str {
    let (english, korean) = match why {
        None => ("a core", "코어"),
        Some(Why::Lock) => ("a lock", "락"),
        Some(Why::Condition) => ("a condition", "조건 변수"),
        Some(Why::ConditionLock) => ("a condition's lock", "조건 변수의 락"),
        Some(Why::Semaphore) => ("a semaphore", "세마포어"),
        Some(Why::Event) => ("an event", "이벤트"),
        Some(Why::Barrier) => ("a barrier", "배리어"),
        Some(Why::QueuePut) => ("room in a queue", "큐의 빈자리"),
        Some(Why::QueueGet) => ("an item of a queue", "큐의 항목"),
        Some(Why::QueueJoin) => ("a queue to be done", "큐의 완료"),
        Some(Why::Join) => ("a thread to end", "스레드의 끝"),
        Some(Why::Future) => ("a future", "퓨처"),
        Some(Why::Turn) => ("a turn on the loop", "루프의 차례"),
        Some(Why::Idle) => ("the loop's next work", "루프의 다음 일"),
        Some(Why::Sleep) => ("time (sleep)", "시간(잠)"),
        Some(Why::Gil) => ("the interpreter lock", "인터프리터 락(GIL)"),
        Some(Why::Network) => ("the network", "네트워크"),
        Some(Why::Disk) => ("the disk", "디스크"),
        Some(Why::Connection) => ("a free connection", "빈 연결"),
    };
    match language {
        Language::English => english,
        Language::Korean => korean,
    }
}

/// One of the conditions of a deadlock.
#[must_use]
pub fn condition(language: Language, condition: Condition) -> &'static str {
    match (condition, language) {
        (Condition::MutualExclusion, Language::English) => "mutual exclusion",
        (Condition::MutualExclusion, Language::Korean) => "상호 배제",
        (Condition::HoldAndWait, Language::English) => "hold and wait",
        (Condition::HoldAndWait, Language::Korean) => "점유와 대기",
        (Condition::NoPreemption, Language::English) => "no preemption",
        (Condition::NoPreemption, Language::Korean) => "비선점",
        (Condition::CircularWait, Language::English) => "circular wait",
        (Condition::CircularWait, Language::Korean) => "순환 대기",
    }
}
