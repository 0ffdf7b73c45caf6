//! What tasks and things say to each other in a sequence diagram: a few words, for arrows are short.

use super::Language;

/// A fixed message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Word {
    /// Makes another task.
    Starts,
    /// Makes another task ready.
    Wakes,
    /// Takes a lock.
    Takes,
    /// Lets go of it.
    LetsGo,
    /// Sets an event, or gives a future its result.
    Sets,
    /// Notifies a condition.
    Notifies,
    /// Is over.
    HasEnded,
    /// Nothing can happen any more.
    Deadlock,
}

impl Word {
    /// The word in a language.
    #[must_use]
    pub fn text(self, language: Language) -> &'static str {
        match (self, language) {
            (Word::Starts, Language::English) => "starts",
            (Word::Starts, Language::Korean) => "시작시킴",
            (Word::Wakes, Language::English) => "wakes",
            (Word::Wakes, Language::Korean) => "깨움",
            (Word::Takes, Language::English) => "takes",
            (Word::Takes, Language::Korean) => "얻음",
            (Word::LetsGo, Language::English) => "lets go",
            (Word::LetsGo, Language::Korean) => "놓음",
            (Word::Sets, Language::English) => "sets",
            (Word::Sets, Language::Korean) => "설정",
            (Word::Notifies, Language::English) => "notifies",
            (Word::Notifies, Language::Korean) => "알림",
            (Word::HasEnded, Language::English) => "has ended",
            (Word::HasEnded, Language::Korean) => "끝남",
            (Word::Deadlock, Language::English) => "deadlock: nothing can happen any more",
            (Word::Deadlock, Language::Korean) => "교착 상태: 더는 아무 일도 일어날 수 없음",
        }
    }
}

/// That a task sleeps for so long.
#[must_use]
pub fn sleeps(language: Language, time: &str) -> String {
    match language {
        Language::English => format!("sleeps for {time}"),
        Language::Korean => format!("{time} 동안 잠"),
    }
}

/// That a task ended with an exception.
#[must_use]
pub fn failed(language: Language, exception: &str) -> String {
    match language {
        Language::English => format!("ended with {exception}"),
        Language::Korean => format!("예외로 끝남: {exception}"),
    }
}

/// How many messages are not shown.
#[must_use]
pub fn left_out(language: Language, count: usize) -> String {
    match language {
        Language::English => format!("and {count} more"),
        Language::Korean => format!("외 {count}개"),
    }
}
