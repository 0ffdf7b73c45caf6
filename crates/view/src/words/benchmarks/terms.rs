//! Words that reports use for variants, quantities and settings.

use super::Language;

/// English, as reports have it, and Korean.
const KOREAN: &[(&str, &str)] = &[
    // Quantities.
    ("throughput", "처리량"),
    ("updates lost", "사라진 갱신"),
    ("time", "시간"),
    ("wall time", "걸린 시간"),
    ("resident memory", "상주 메모리"),
    ("context switches", "문맥 교환"),
    ("latency", "지연 시간"),
    ("latency p50", "지연 시간 중앙값"),
    ("latency p99", "지연 시간 99 백분위"),
    ("speed-up", "속도 향상"),
    ("meals", "식사"),
    ("fairness", "공평함"),
    ("deadlocks", "교착 상태"),
    ("wait of the urgent", "급한 스레드의 대기"),
    // Settings.
    ("threads", "스레드"),
    ("tasks", "태스크"),
    ("capacity", "용량"),
    ("inside", "락 안"),
    ("inside (%)", "락 안(%)"),
    ("reads", "읽기"),
    ("reads (%)", "읽기(%)"),
    ("skew", "치우침"),
    ("wait (ms)", "대기(ms)"),
    ("percentile", "백분위"),
    // Variants.
    ("load and store", "읽고 쓰기"),
    ("sharded", "나눠 세기"),
    ("std mutex", "std 뮤텍스"),
    ("parking_lot mutex", "parking_lot 뮤텍스"),
    ("neighbours", "이웃"),
    ("padded", "띄어 놓기"),
    ("one lock", "락 하나"),
    ("striped locks", "나눈 락"),
    ("std read-write lock", "std 읽기-쓰기 락"),
    ("parking_lot read-write lock", "parking_lot 읽기-쓰기 락"),
    ("function call", "함수 호출"),
    ("atomic add", "원자적 덧셈"),
    ("lock and unlock", "락 얻고 놓기"),
    ("yield of an async task", "비동기 태스크의 양보"),
    ("thread switch", "스레드 교환"),
    ("wake-up on another core", "다른 코어에서 깨우기"),
    ("process switch", "프로세스 교환"),
    ("spawn and join a thread", "스레드 만들고 기다리기"),
    (
        "spawn and join a tokio task",
        "tokio 태스크 만들고 기다리기",
    ),
    ("spawn and join a rayon job", "rayon 작업 만들고 기다리기"),
    ("time slice", "시간 조각"),
    ("thread per task", "태스크마다 스레드"),
    ("thread pool", "스레드 풀"),
    ("async runtime", "비동기 런타임"),
    ("all parallel", "모두 병렬"),
    ("a tenth under a lock", "10분의 1은 락 안"),
    ("grows with the threads", "스레드만큼 늘어나는 일"),
    ("undisturbed", "방해 없음"),
    ("blocking call", "블로킹 호출"),
    ("ring", "링 버퍼"),
    ("fixed shares", "고정된 몫"),
    ("one queue", "큐 하나"),
    ("stealing", "훔치기"),
    ("left, then right", "왼쪽 다음 오른쪽"),
    ("lower number first", "낮은 번호부터"),
    ("a waiter", "웨이터"),
    ("try, and back off", "시도하고 물러서기"),
    ("nobody in the middle", "중간 스레드 없음"),
    ("somebody in the middle", "중간 스레드 있음"),
    ("lock with a ceiling", "우선순위 상한이 있는 락"),
    // Why there is no prediction.
    (
        "the simulated memory has no cache lines",
        "시뮬레이션의 메모리에는 캐시 라인이 없습니다",
    ),
    (
        "Python's library, which the simulation runs, has no read-write lock",
        "시뮬레이션이 실행하는 파이썬 라이브러리에는 읽기-쓰기 락이 없습니다",
    ),
    (
        "these are the costs that the simulation is given",
        "이 비용이 시뮬레이션에 주어지는 값입니다",
    ),
    (
        "this version has no program for it",
        "이 버전에는 맞는 프로그램이 없습니다",
    ),
];

/// A word of a report in a language; as it is if nothing better is known.
#[must_use]
pub fn term(language: Language, text: &str) -> String {
    let known = match language {
        Language::English => None,
        Language::Korean => KOREAN.iter().find(|(english, _)| *english == text),
    };
    match (known, language) {
        (Some((_, korean)), _) => (*korean).to_owned(),
        (None, Language::Korean) => composed(text).unwrap_or_else(|| text.to_owned()),
        (None, Language::English) => text.to_owned(),
    }
}

/// `inside 50 %`, `50 % inside`, `skew 20`: a known word and a number.
fn composed(text: &str) -> Option<String> {
    let digits = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
    let known = |word: &str| {
        let known = KOREAN.iter().find(|(english, _)| *english == word);
        known.map(|(_, korean)| *korean)
    };
    let (first, rest) = text.split_once(' ')?;
    if digits(rest) {
        return Some(format!("{} {rest}", known(first)?));
    }
    let (number, word) = text.rsplit_once(' ')?;
    digits(number)
        .then(|| known(word))
        .flatten()
        .map(|word| format!("{word} {number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_word_is_translated_with_its_number() {
        let korean = |text| term(Language::Korean, text);
        assert_eq!(korean("skew 20"), "치우침 20");
        assert_eq!(korean("50 % inside"), "락 안 50 %");
        assert_eq!(korean("inside 50 %"), "락 안 50 %");
        assert_eq!(korean("crossbeam"), "crossbeam");
        assert_eq!(term(Language::English, "skew 20"), "skew 20");
    }
}
