//! The answer to "can this ever go wrong?", as a page says it.

use interleave_trace::{TaskId, Trace, VariableId};

use super::{Language, Names, korean_task};

/// What trying every schedule came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Judgement {
    /// Nothing goes wrong.
    Pass,
    /// Something does.
    Fail,
    /// Nothing was found, and not everything was tried.
    Incomplete,
}

/// The verdict in a sentence or two.
#[must_use]
pub fn verdict(language: Language, judgement: Judgement) -> &'static str {
    match (judgement, language) {
        (Judgement::Pass, Language::English) => {
            "No. Every schedule was tried, and nothing goes wrong under any of them."
        }
        (Judgement::Pass, Language::Korean) => {
            "아니요. 모든 스케줄을 시도했고, 어떤 스케줄에서도 잘못되지 않습니다."
        }
        (Judgement::Fail, Language::English) => {
            "Yes. There are schedules under which it goes wrong."
        }
        (Judgement::Fail, Language::Korean) => "네. 잘못되는 스케줄이 있습니다.",
        (Judgement::Incomplete, Language::English) => {
            "Not known. Nothing wrong was found, but not every schedule was tried."
        }
        (Judgement::Incomplete, Language::Korean) => {
            "아직 모릅니다. 잘못을 찾지 못했지만 모든 스케줄을 시도하지는 않았습니다."
        }
    }
}

/// How much was looked at: states, and, where it is a number, all interleavings in decimal digits.
#[must_use]
pub fn coverage(language: Language, states: u64, interleavings: Option<&str>) -> String {
    let states = grouped(&states.to_string());
    match (language, interleavings.map(grouped)) {
        (Language::English, Some(all)) => format!("{states} states, {all} interleavings."),
        (Language::English, None) => format!("{states} states."),
        (Language::Korean, Some(all)) => format!("상태 {states}개, 인터리빙 {all}가지."),
        (Language::Korean, None) => format!("상태 {states}개."),
    }
}

/// How many of all interleavings end so; both in decimal digits.
#[must_use]
pub fn share(language: Language, count: &str, all: &str) -> String {
    let (count, all) = (grouped(count), grouped(all));
    match language {
        Language::English => format!("{count} of {all} interleavings"),
        Language::Korean => format!("인터리빙 {all}가지 중 {count}가지"),
    }
}

/// How an outcome ends, by the exit code of `interleave run`.
#[must_use]
pub fn ends(language: Language, exit: u8) -> String {
    match (exit, language) {
        (0, Language::English) => "finishes".to_owned(),
        (0, Language::Korean) => "정상 종료".to_owned(),
        (1, Language::English) => "ends with an exception".to_owned(),
        (1, Language::Korean) => "예외로 끝남".to_owned(),
        (3, Language::English) => "is deadlocked".to_owned(),
        (3, Language::Korean) => "교착 상태".to_owned(),
        (code, Language::English) => format!("exits with {code}"),
        (code, Language::Korean) => format!("종료 코드 {code}"),
    }
}

/// The heading of a finding, by the name of its kind; a kind without a heading of its own keeps its name.
#[must_use]
pub fn kind(language: Language, name: &str) -> &str {
    let (english, korean) = match name {
        "deadlock" => ("Deadlock", "교착 상태"),
        "race" => ("Data race", "데이터 경쟁"),
        "assertion" => ("Not as expected", "기대와 다름"),
        "exception" => ("Uncaught exception", "처리되지 않은 예외"),
        "livelock" => ("Livelock", "라이브락"),
        "starvation" => ("Starvation", "기아"),
        "lost-wakeup" => ("Lost wakeup", "놓친 신호"),
        "cut-off" => ("Cut off at exit", "종료 때 끊김"),
        other => return other,
    };
    match language {
        Language::English => english,
        Language::Korean => korean,
    }
}

/// How far a search has come. `rate` is in states a second, `schedules` counts those tried one by one.
#[must_use]
pub fn progress(
    language: Language,
    states: u64,
    frontier: u64,
    depth: u32,
    schedules: u64,
    rate: u64,
) -> String {
    let [states, frontier, schedules_text, rate] =
        [states, frontier, schedules, rate].map(|number| grouped(&number.to_string()));
    let tried = match (schedules, language) {
        (0, _) => String::new(),
        (_, Language::English) => format!(", {schedules_text} schedules tried"),
        (_, Language::Korean) => format!(", 시도한 스케줄 {schedules_text}개"),
    };
    match language {
        Language::English => format!(
            "{states} states, {frontier} waiting, {depth} steps deep, {rate} states a second{tried}"
        ),
        Language::Korean => {
            format!("상태 {states}개, 대기 {frontier}개, 깊이 {depth}걸음, 초당 {rate}개{tried}")
        }
    }
}

/// What lies ahead of a reader who tries to break a program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ahead {
    /// It is broken already.
    Broken,
    /// On a shortest way to a failure this comes next: who does what, its place in the list of choices from 1, and how many
    /// steps there are.
    Next {
        /// The name of the thread.
        who: String,
        /// What it does then.
        does: String,
        /// Its place in the list, if it has one.
        place: Option<usize>,
        /// Steps to the failure, with this one.
        steps: u64,
    },
    /// Every way from here was tried, and none goes wrong.
    Safe,
    /// None was found, and not every way was tried: why.
    Unknown(String),
}

/// That in a sentence.
#[must_use]
pub fn hint(language: Language, ahead: &Ahead) -> String {
    let korean = language == Language::Korean;
    match ahead {
        Ahead::Broken if korean => "이미 잘못됐습니다.".to_owned(),
        Ahead::Broken => "It has gone wrong already.".to_owned(),
        Ahead::Next {
            who,
            does,
            place,
            steps,
        } => {
            let key = place.map(|place| place.to_string());
            let key = key.map_or_else(String::new, |place| format!("[{place}] "));
            match (korean, steps) {
                (false, 1) => format!("{key}{who}: {does}. One step is enough."),
                (false, steps) => format!("{key}{who}: {does}. A failure is {steps} steps away."),
                (true, 1) => format!("{key}{who}: {does}. 한 걸음이면 됩니다."),
                (true, steps) => {
                    format!("{key}{who}: {does}. 잘못되기까지 {steps}걸음 남았습니다.")
                }
            }
        }
        Ahead::Safe if korean => {
            "여기서는 무엇을 골라도 더는 잘못되지 않습니다. 몇 걸음 되돌려 보세요.".to_owned()
        }
        Ahead::Safe => {
            "Nothing can go wrong any more from here, whatever you choose. Take some steps back."
                .to_owned()
        }
        Ahead::Unknown(why) if korean => format!("알 수 없습니다: {why}."),
        Ahead::Unknown(why) => format!("Not known: {why}."),
    }
}

/// An update that was lost: `by` wrote over what `of` had written since `by` read the variable.
#[must_use]
pub fn lost(
    language: Language,
    trace: &Trace,
    variable: VariableId,
    of: TaskId,
    by: TaskId,
) -> String {
    let name = trace.variable(variable);
    match language {
        Language::English => {
            let (of, by) = (Names::task(trace, of).0, Names::task(trace, by).0);
            format!(
                "an update of {name} is lost: {by} wrote over what {of} had written since {by} read it."
            )
        }
        Language::Korean => {
            let (of, by) = (korean_task(trace, of), korean_task(trace, by));
            format!(
                "{name} 갱신이 사라졌습니다: {by}가 값을 읽은 뒤 {of}가 쓴 값을 {by}가 덮어썼습니다."
            )
        }
    }
}

/// Why it is not known that nothing can go wrong any more.
#[must_use]
pub fn out_of_date(language: Language) -> &'static str {
    match language {
        Language::English => "a thread still works on a value that another one has changed since",
        Language::Korean => "그사이 다른 스레드가 바꾼 값을 아직 쓰고 있는 스레드가 있습니다",
    }
}

/// Why there is no end of states, for somebody who can do something about it.
#[must_use]
pub fn advice(language: Language) -> &'static str {
    match language {
        Language::English => {
            "Fewer rounds or fewer threads make far fewer states: turn the knobs, or allow few preemptions only."
        }
        Language::Korean => {
            "반복 횟수나 스레드 수를 줄이면 상태가 훨씬 적어집니다. 손잡이를 돌리거나 선점 횟수를 제한해 보세요."
        }
    }
}

/// That a search still goes on.
#[must_use]
pub fn so_far(language: Language) -> &'static str {
    match language {
        Language::English => "So far; the search goes on.",
        Language::Korean => "지금까지의 결과이며, 탐색은 계속됩니다.",
    }
}

/// That a reader has broken the program, in how many steps; a shortest way from the start takes `shortest`, if that is known.
#[must_use]
pub fn broken(language: Language, steps: u64, shortest: Option<u64>) -> String {
    let known = shortest.filter(|&shortest| shortest <= steps);
    match (language, known) {
        (Language::English, None) => format!("You broke it in {steps} steps."),
        (Language::English, Some(least)) if least == steps => {
            format!("You broke it in {steps} steps, and no way is shorter.")
        }
        (Language::English, Some(least)) => {
            format!("You broke it in {steps} steps. A shortest way takes {least}.")
        }
        (Language::Korean, None) => format!("{steps}걸음 만에 깨뜨렸습니다."),
        (Language::Korean, Some(least)) if least == steps => {
            format!("{steps}걸음 만에 깨뜨렸습니다. 더 짧은 길은 없습니다.")
        }
        (Language::Korean, Some(least)) => {
            format!("{steps}걸음 만에 깨뜨렸습니다. 가장 짧은 길은 {least}걸음입니다.")
        }
    }
}

/// Decimal digits in groups of three.
#[must_use]
pub fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_groups_of_three() {
        assert_eq!(
            ["7", "100", "1000", "1234567"].map(grouped),
            ["7", "100", "1,000", "1,234,567"]
        );
    }

    #[test]
    fn counts_are_exact_however_large() {
        let all = "123456789012345678901234567890";
        assert_eq!(
            share(Language::English, "18", all),
            "18 of 123,456,789,012,345,678,901,234,567,890 interleavings"
        );
    }

    #[test]
    fn a_way_is_only_called_longer_than_one_that_is() {
        assert_eq!(
            broken(Language::English, 5, Some(5)),
            "You broke it in 5 steps, and no way is shorter."
        );
        assert_eq!(
            broken(Language::English, 4, Some(5)),
            "You broke it in 4 steps."
        );
    }
}
