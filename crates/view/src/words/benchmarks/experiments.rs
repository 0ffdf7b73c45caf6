//! Titles of experiments, and what they show.

use super::Language;

/// Name; title in English and Korean; what it shows in Korean, as reports say it in English themselves.
const KNOWN: &[(&str, &str, &str, &str)] = &[
    (
        "lost-update",
        "Lost update",
        "사라진 갱신",
        "읽기와 쓰기를 따로 하면 두 코어가 함께 돌자마자 갱신이 사라집니다. 하나도 잃지 않으려면 비용이 들지만, 스레드마다 카운터를 따로 두면 그렇지 않습니다.",
    ),
    (
        "false-sharing",
        "False sharing",
        "거짓 공유",
        "서로의 데이터를 건드리지 않는 스레드도 그 데이터가 한 캐시 라인에 놓이면 서로를 느리게 만듭니다.",
    ),
    (
        "lock-granularity",
        "One lock or many",
        "락 하나와 여럿",
        "락 하나 안에 오래 머물수록 스레드들은 번갈아 갈 수밖에 없습니다. 더 작은 부분마다 락을 두면 함께 나아갑니다.",
    ),
    (
        "read-write-lock",
        "Readers and writers",
        "읽기-쓰기 락",
        "읽는 스레드를 함께 들이는 것은 거의 모두가 읽기만 하고 읽는 시간이 충분히 길 때만 이득입니다.",
    ),
    (
        "costs",
        "What the small things cost",
        "작은 일들의 비용",
        "함수 호출, 태스크 양보, 스레드 교환, 프로세스 교환은 자릿수가 다를 만큼 차이가 납니다.",
    ),
    (
        "waiting",
        "Many waits at once",
        "한꺼번에 기다리기",
        "기다리기만 하는 태스크는 비동기 런타임에 거의 부담이 없습니다. 스레드를 하나씩 쓰면 메모리와 시간이 들고, 스레드 풀에서는 줄을 서게 됩니다.",
    ),
    (
        "speed-up",
        "Speed-up",
        "속도 향상",
        "스레드는 코어가 남아 있는 동안만 도움이 됩니다. 순차 부분이 그 이득에 한계를 두고, 코어보다 많은 스레드는 비용이 듭니다.",
    ),
    (
        "blocked-loop",
        "A blocked loop",
        "막힌 루프",
        "블로킹 호출 하나가 그 시간만큼 같은 루프의 다른 태스크를 모두 늦춥니다. 따로 스레드를 주면 아무도 늦어지지 않습니다.",
    ),
    (
        "channels",
        "Channels and room",
        "채널과 여유 공간",
        "공간이 있으면 보내는 쪽과 받는 쪽이 따로 달릴 수 있어 처리량이 오릅니다. 그 공간에서 기다리는 항목은 그만큼 늦어지고, 그것이 지연 시간입니다.",
    ),
    (
        "work-stealing",
        "Who does which work",
        "일 나누기와 훔치기",
        "고른 일에는 고정된 몫이 가장 좋고 치우친 일에는 가장 나쁩니다. 큐는 균형을 잡아 주고, 훔치기는 모두가 한 큐에 몰리지 않게 하면서 균형을 잡습니다.",
    ),
    (
        "philosophers",
        "Dining philosophers",
        "식사하는 철학자들",
        "왼쪽 포크를 쥐고 오른쪽을 기다리면 모두 함께 굶습니다. 순서를 정하거나, 웨이터를 두거나, 물러서면 모두 먹습니다.",
    ),
    (
        "priority-inversion",
        "Priority inversion",
        "우선순위 역전",
        "급한 스레드가, 자기가 원하는 것을 하나도 쥐지 않은 중간 스레드를 기다립니다. 락을 쥔 스레드의 우선순위를 올려 주면 그렇지 않습니다.",
    ),
];

/// The title of an experiment; its name if it is not one of ours.
#[must_use]
pub fn title(language: Language, name: &str) -> String {
    let known = KNOWN.iter().find(|(known, ..)| *known == name);
    match (known, language) {
        (Some((_, english, ..)), Language::English) => (*english).to_owned(),
        (Some((_, _, korean, _)), Language::Korean) => (*korean).to_owned(),
        (None, _) => name.to_owned(),
    }
}

/// What it shows, as a sentence; the report's own words if it is not one of ours.
#[must_use]
pub fn shows(language: Language, name: &str, own: &str) -> String {
    let known = KNOWN.iter().find(|(known, ..)| *known == name);
    match (known, language) {
        (Some((.., korean)), Language::Korean) => (*korean).to_owned(),
        _ => sentence(own),
    }
}

/// A capital at the start, a full stop at the end.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}
