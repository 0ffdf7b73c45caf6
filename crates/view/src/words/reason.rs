//! Why a task waits, and what it does next.

use interleave_trace::snapshot::{Activity, Pending, Reason, TaskState};
use interleave_trace::{CoreId, Snapshot, Subject, Tick, Trace, Why};

use crate::lanes::State;

use super::{Label, Language, Names, duration, english_list, korean_list, priority};

/// What a blocked task waits for, without its name and without a full stop: `waits for the lock forks[1], which
/// Kant holds`.
#[must_use]
pub fn reason(language: Language, reason: &Reason, now: Tick, names: &impl Names) -> String {
    match language {
        Language::English => english(reason, now, names),
        Language::Korean => korean(reason, now, names),
    }
}

/// A whole sentence about what a task does now.
#[must_use]
pub fn sentence(language: Language, task: &TaskState, now: Tick, names: &impl Names) -> String {
    let does = activity(language, &task.activity, now, names);
    match language {
        Language::English => format!("{} {does}.", task.name),
        Language::Korean => format!("{}: {does}.", task.name),
    }
}

/// What a task does now, without its name, which stands beside it.
#[must_use]
pub fn activity(language: Language, activity: &Activity, now: Tick, names: &impl Names) -> String {
    match (activity, language) {
        (Activity::Running(core), Language::English) => format!("runs on core {}", core.0),
        (Activity::Running(core), Language::Korean) => format!("코어 {}에서 실행 중입니다", core.0),
        (Activity::Ready, _) => Label::ReadyToRun.text(language).to_owned(),
        (Activity::Blocked(why), _) => reason(language, why, now, names),
        (Activity::Finished, _) => Label::HasFinished.text(language).to_owned(),
        (Activity::Failed(message), Language::English) => format!("ended with {message}"),
        (Activity::Failed(message), Language::Korean) => format!("예외로 끝났습니다: {message}"),
        (Activity::Killed(signal), _) => killed(language, *signal),
    }
}

/// What a task does now, what it does next where it can go on, and its priority where there is something to say.
#[must_use]
pub fn doing(language: Language, task: &TaskState, snapshot: &Snapshot) -> String {
    let mut said = activity(language, &task.activity, snapshot.now, snapshot);
    if let (Activity::Running(_) | Activity::Ready, Some(next)) = (&task.activity, &task.next)
        && *next != Pending::Local
    {
        let word = Label::Next.text(language);
        said += &format!(" · {word}: {}", pending(language, next));
    }
    if let Some(its) = &task.priority {
        said += &format!(" · {}", priority(language, its, snapshot));
    }
    said
}

/// What a core is called.
#[must_use]
pub fn core(language: Language, core: CoreId) -> String {
    match language {
        Language::English => format!("Core {}", core.0),
        Language::Korean => format!("코어 {}", core.0),
    }
}

/// What a task did during a span of its lane: less than a snapshot tells, for nobody's way on is known.
#[must_use]
pub fn state(language: Language, state: State, trace: &Trace) -> String {
    let (why, on) = match (state, language) {
        (State::Blocked { why: Why::Idle, .. }, _) => {
            return Label::CoreIdle.text(language).to_owned();
        }
        (State::Blocked { why, on }, _) => (why, on),
        (State::Running(core), Language::English) => return format!("runs on core {}", core.0),
        (State::Running(core), Language::Korean) => return format!("코어 {}에서 실행 중", core.0),
        (State::Ready, _) => return Label::ReadyToRun.text(language).to_owned(),
        (State::Finished, _) => return Label::HasFinished.text(language).to_owned(),
        (State::Failed, _) => return Label::Failed.text(language).to_owned(),
        (State::Killed(signal), _) => return killed(language, signal),
    };
    let known = Reason {
        why,
        object: None,
        name: subject(on, trace).to_owned(),
        holders: Vec::new(),
        until: None,
        counts: (0, 0),
    };
    reason(language, &known, Tick(0), trace)
}

/// How a task was ended with its process.
fn killed(language: Language, signal: u8) -> String {
    let name = match signal {
        9 => " (SIGKILL)",
        15 => " (SIGTERM)",
        _ => "",
    };
    match (language, signal) {
        (Language::English, 0) => "was ended with its process".to_owned(),
        (Language::Korean, 0) => "프로세스와 함께 끝났습니다".to_owned(),
        (Language::English, _) => format!("was ended by signal {signal}{name}"),
        (Language::Korean, _) => format!("시그널 {signal}{name} 때문에 끝났습니다"),
    }
}

/// The name of what a task waits for; empty if it has none.
#[must_use]
pub fn subject(on: Subject, trace: &Trace) -> &str {
    match on {
        Subject::Object(id) => trace.object(id).map_or("", |info| &info.name),
        Subject::Task(id) => trace.task(id).map_or("", |info| &info.name),
        Subject::Text(id) => trace.text(id),
        Subject::Nothing => "",
    }
}

fn english(reason: &Reason, now: Tick, names: &impl Names) -> String {
    let name = &reason.name;
    let (count, capacity) = reason.counts;
    let held = |verb: &str| match reason.holders.as_slice() {
        [] => String::new(),
        holders => format!(", which {} {verb}", english_list(names, holders)),
    };
    let holds = if reason.holders.len() > 1 {
        "hold"
    } else {
        "holds"
    };
    let sentence = match reason.why {
        Why::Lock => format!("waits for the lock {name}{}", held(holds)),
        Why::Condition => format!("waits to be notified on {name}"),
        Why::ConditionLock => format!(
            "was notified and waits for the lock of {name}{}",
            held(holds)
        ),
        Why::Semaphore => format!("waits for the semaphore {name}, which is at 0"),
        Why::Event => format!("waits for the event {name} to be set"),
        Why::Barrier if capacity == 0 => format!("waits at the barrier {name}"),
        Why::Barrier => format!("waits at the barrier {name}: {count} of {capacity} have arrived"),
        Why::QueuePut if capacity == 0 => format!("waits to put into {name}, which is full"),
        Why::QueuePut => format!("waits to put into {name}, which is full ({count} of {capacity})"),
        Why::QueueGet => format!("waits to get from {name}, which is empty"),
        Why::QueueJoin => format!("waits for all items of {name} to be done"),
        Why::Join => format!("waits for {name} to end"),
        Why::Future => format!("awaits {name}"),
        Why::Turn => "waits for its turn on the event loop".to_owned(),
        Why::Idle if count == 0 => "has nothing to do until another thread calls".to_owned(),
        Why::Idle => "has nothing to do until the next timer".to_owned(),
        Why::Sleep => "sleeps".to_owned(),
        Why::Gil => format!("waits for the interpreter lock{}", held(holds)),
        Why::Network => format!("waits for the answer of {name}"),
        Why::Disk => format!("waits for the disk: {name}"),
        Why::Connection => "waits for a free connection".to_owned(),
    };
    match reason.until {
        Some(until) => format!("{sentence}, for {} more", duration(until.since(now))),
        None => sentence,
    }
}

fn korean(reason: &Reason, now: Tick, names: &impl Names) -> String {
    let name = &reason.name;
    let (count, capacity) = reason.counts;
    let held = match reason.holders.as_slice() {
        [] => String::new(),
        holders => format!(" ({}가 쥐고 있음)", korean_list(names, holders)),
    };
    let sentence = match reason.why {
        Why::Lock => format!("{name} 락을 기다립니다{held}"),
        Why::Condition => format!("{name} 조건 변수의 알림을 기다립니다"),
        Why::ConditionLock => format!("알림을 받았고 {name} 조건 변수의 락을 기다립니다{held}"),
        Why::Semaphore => format!("값이 0인 {name} 세마포어를 기다립니다"),
        Why::Event => format!("{name} 이벤트가 설정되기를 기다립니다"),
        Why::Barrier if capacity == 0 => format!("{name} 배리어에서 기다립니다"),
        Why::Barrier => format!("{name} 배리어에서 기다립니다 ({capacity} 가운데 {count} 도착)"),
        Why::QueuePut if capacity == 0 => {
            format!("가득 찬 {name} 큐에 자리가 나기를 기다립니다")
        }
        Why::QueuePut => {
            format!("가득 찬 {name} 큐에 자리가 나기를 기다립니다 ({count}/{capacity})")
        }
        Why::QueueGet => format!("빈 {name} 큐에 항목이 들어오기를 기다립니다"),
        Why::QueueJoin => format!("{name} 큐의 일이 모두 끝나기를 기다립니다"),
        Why::Join => format!("{name} 스레드가 끝나기를 기다립니다"),
        Why::Future => format!("{name} 결과를 기다립니다"),
        Why::Turn => "이벤트 루프에서 차례를 기다립니다".to_owned(),
        Why::Idle if count == 0 => "다른 스레드가 부를 때까지 할 일이 없습니다".to_owned(),
        Why::Idle => "다음 타이머까지 할 일이 없습니다".to_owned(),
        Why::Sleep => "잠자는 중입니다".to_owned(),
        Why::Gil => format!("인터프리터 락(GIL)을 기다립니다{held}"),
        Why::Network => format!("{name}의 응답을 기다립니다"),
        Why::Disk => format!("디스크를 기다립니다: {name}"),
        Why::Connection => "빈 연결이 나기를 기다립니다".to_owned(),
    };
    match reason.until {
        Some(until) => format!("{sentence} ({} 남음)", duration(until.since(now))),
        None => sentence,
    }
}

/// What a task does next, in a few words.
#[must_use]
pub fn pending(language: Language, pending: &Pending) -> String {
    match language {
        Language::English => match pending {
            Pending::Read(name) => format!("reads {name}"),
            Pending::Write(name, value) => format!("writes {name} = {value}"),
            Pending::Operation(object, operation) => format!("calls {object}.{operation}"),
            Pending::Wake => "wakes up".to_owned(),
            Pending::Transfer(name) => format!("goes on with {name}"),
            Pending::Print(text) => format!("prints {text}"),
            Pending::Spawn(name) => format!("starts {name}"),
            Pending::Join(name) => format!("waits for {name} to end"),
            Pending::Callback(label) => format!("runs {label}"),
            Pending::Clock => "reads the clock".to_owned(),
            Pending::End => "ends".to_owned(),
            Pending::Local => "computes".to_owned(),
        },
        Language::Korean => match pending {
            Pending::Read(name) => format!("{name} 읽기"),
            Pending::Write(name, value) => format!("{name} = {value} 쓰기"),
            Pending::Operation(object, operation) => format!("{object}.{operation} 호출"),
            Pending::Wake => "깨어나기".to_owned(),
            Pending::Transfer(name) => format!("{name}을(를) 받아 이어 가기"),
            Pending::Print(text) => format!("출력: {text}"),
            Pending::Spawn(name) => format!("{name} 시작"),
            Pending::Join(name) => format!("{name} 종료 기다리기"),
            Pending::Callback(label) => format!("{label} 실행"),
            Pending::Clock => "시계 읽기".to_owned(),
            Pending::End => "끝나기".to_owned(),
            Pending::Local => "계산".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use interleave_trace::{TaskId, TaskKind};

    use super::*;

    struct People;

    impl Names for People {
        fn task(&self, id: TaskId) -> (&str, TaskKind) {
            (["Plato", "Kant", "Hume"][id.index()], TaskKind::Thread)
        }
    }

    fn because(why: Why) -> Reason {
        Reason {
            why,
            object: None,
            name: "forks[1]".to_owned(),
            holders: vec![TaskId(1)],
            until: None,
            counts: (3, 3),
        }
    }

    #[test]
    fn a_lock_names_its_holder() {
        let lock = because(Why::Lock);
        assert_eq!(
            reason(Language::English, &lock, Tick(0), &People),
            "waits for the lock forks[1], which Kant holds"
        );
        assert_eq!(
            reason(Language::Korean, &lock, Tick(0), &People),
            "forks[1] 락을 기다립니다 (Kant 스레드가 쥐고 있음)"
        );
    }

    #[test]
    fn a_time_out_counts_down() {
        let sleep = Reason {
            until: Some(Tick(1_500_000_000)),
            ..because(Why::Sleep)
        };
        assert_eq!(
            reason(Language::English, &sleep, Tick(1_000_000_000), &People),
            "sleeps, for 500 ms more"
        );
    }

    #[test]
    fn every_reason_has_its_own_words_in_every_language() {
        const ALL: [Why; 18] = [
            Why::Lock,
            Why::Condition,
            Why::ConditionLock,
            Why::Semaphore,
            Why::Event,
            Why::Barrier,
            Why::QueuePut,
            Why::QueueGet,
            Why::QueueJoin,
            Why::Join,
            Why::Future,
            Why::Turn,
            Why::Idle,
            Why::Sleep,
            Why::Gil,
            Why::Network,
            Why::Disk,
            Why::Connection,
        ];
        let mut said = Vec::new();
        for language in Language::ALL {
            said.extend(ALL.map(|why| reason(language, &because(why), Tick(0), &People)));
        }
        let count = said.len();
        said.sort();
        said.dedup();
        assert_eq!(said.len(), count);
    }
}
