//! How a run stands, and the cycle of a deadlock.

use interleave_trace::snapshot::{Activity, RunStatus};
use interleave_trace::{LimitKind, Snapshot, TaskId};

use super::{Language, Names, reason};

/// A sentence about how a run stands; for a deadlock, who waits for whom.
#[must_use]
pub fn ending(language: Language, snapshot: &Snapshot) -> String {
    match (&snapshot.status, language) {
        (RunStatus::Running, Language::English) => "The program is running.".to_owned(),
        (RunStatus::Running, Language::Korean) => "프로그램이 실행 중입니다.".to_owned(),
        (RunStatus::Finished { code: 0 }, Language::English) => {
            "The program has finished.".to_owned()
        }
        (RunStatus::Finished { code: 0 }, Language::Korean) => "프로그램이 끝났습니다.".to_owned(),
        (RunStatus::Finished { code }, Language::English) => {
            format!("The program has finished with exit code {code}.")
        }
        (RunStatus::Finished { code }, Language::Korean) => {
            format!("프로그램이 끝났습니다 (종료 코드 {code}).")
        }
        (RunStatus::Failed { message }, Language::English) => {
            format!("An exception was not caught: {message}")
        }
        (RunStatus::Failed { message }, Language::Korean) => {
            format!("처리되지 않은 예외: {message}")
        }
        (RunStatus::Deadlocked, _) => deadlock(language, snapshot),
        (RunStatus::Limited { limit: kind }, _) => limit(language, *kind),
    }
}

/// How many tasks do what: `1 runs, 2 are ready, 3 wait`.
#[must_use]
pub fn tally(language: Language, snapshot: &Snapshot) -> String {
    let count = |does: fn(&Activity) -> bool| {
        let tasks = snapshot.tasks.iter();
        tasks.filter(|task| does(&task.activity)).count()
    };
    let running = count(|activity| matches!(activity, Activity::Running(_)));
    let ready = count(|activity| matches!(activity, Activity::Ready));
    let blocked = count(|activity| matches!(activity, Activity::Blocked(_)));
    match language {
        Language::English => format!("Running: {running} · ready: {ready} · waiting: {blocked}"),
        Language::Korean => format!("실행 {running} · 준비 {ready} · 대기 {blocked}"),
    }
}

/// Which limit ended a run.
#[must_use]
pub fn limit(language: Language, kind: LimitKind) -> String {
    let (english, korean) = match kind {
        LimitKind::Steps => ("instructions", "명령"),
        LimitKind::Memory => ("memory", "메모리"),
        LimitKind::Tasks => ("tasks", "태스크"),
        LimitKind::Trace => ("events", "이벤트"),
        LimitKind::Output => ("output", "출력"),
        LimitKind::Time => ("virtual time", "가상 시간"),
        LimitKind::Processes => ("processes", "프로세스"),
        LimitKind::States => ("states", "상태"),
        LimitKind::SearchMemory => ("memory of the search", "탐색 메모리"),
        LimitKind::Depth => ("steps of one schedule", "한 스케줄의 단계"),
        LimitKind::Preemptions => ("preemptions", "선점"),
        LimitKind::Schedules => ("schedules tried", "시도한 스케줄"),
        LimitKind::Patience => ("patience", "기다리는 시간"),
    };
    match language {
        Language::English => {
            format!("The run was ended by its limit of {english}: the program may never end.")
        }
        Language::Korean => {
            format!(
                "{korean} 한도에 이르러 실행을 멈췄습니다. 프로그램이 끝나지 않을 수도 있습니다."
            )
        }
    }
}

/// The cycle of a deadlock: who waits for whom because of what, back to the first one. `None` if nothing closes.
#[must_use]
pub fn cycle(language: Language, snapshot: &Snapshot) -> Option<String> {
    let first = *snapshot.cycle.first()?;
    let followers = snapshot.cycle.iter().skip(1).chain([&first]);
    let links: Vec<String> = snapshot
        .cycle
        .iter()
        .zip(followers)
        .map(|(&waiter, &holder)| link(language, snapshot, waiter, holder))
        .collect();
    Some(match language {
        Language::English => match links.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{}, and {last}", rest.join(", ")),
            _ => links.concat(),
        },
        Language::Korean => format!("{}{}", snapshot.task(first).0, links.concat()),
    })
}

fn link(language: Language, snapshot: &Snapshot, waiter: TaskId, holder: TaskId) -> String {
    let because = snapshot
        .waits
        .iter()
        .find(|edge| edge.waiter == waiter && edge.holder == holder && edge.object.is_some())
        .map_or(String::new(), |edge| format!(" ({})", edge.name));
    let (name, other) = (snapshot.task(waiter).0, snapshot.task(holder).0);
    match language {
        Language::English => format!("{name} waits for {other}{because}"),
        Language::Korean => format!(" → {other}{because}"),
    }
}

fn deadlock(language: Language, snapshot: &Snapshot) -> String {
    if let Some(cycle) = cycle(language, snapshot) {
        return match language {
            Language::English => format!("Deadlock: {cycle}."),
            Language::Korean => format!("교착 상태: 서로를 기다립니다. {cycle}"),
        };
    }
    let stuck: Vec<String> = snapshot
        .tasks
        .iter()
        .filter_map(|task| match &task.activity {
            Activity::Blocked(why) => Some((task, why)),
            _ => None,
        })
        .map(|(task, why)| {
            let why = reason(language, why, snapshot.now, snapshot);
            match language {
                Language::English => format!("{} {why}", task.name),
                Language::Korean => format!("{}: {why}", task.name),
            }
        })
        .collect();
    match language {
        Language::English => {
            format!(
                "Deadlock: nothing can happen any more. {}.",
                stuck.join("; ")
            )
        }
        Language::Korean => format!(
            "교착 상태: 더는 아무 일도 일어날 수 없습니다. {}.",
            stuck.join("; ")
        ),
    }
}

#[cfg(test)]
mod tests {
    use interleave_trace::snapshot::{TaskState, WaitEdge};
    use interleave_trace::{ObjectId, TaskKind, ThreadId};

    use super::*;

    fn stuck(names: &[&str]) -> Snapshot {
        let id = |index: usize| TaskId(index as u32);
        Snapshot {
            status: RunStatus::Deadlocked,
            tasks: names
                .iter()
                .enumerate()
                .map(|(index, &name)| TaskState {
                    id: id(index),
                    name: name.to_owned(),
                    kind: TaskKind::Thread,
                    thread: ThreadId(0),
                    process: interleave_trace::ProcessId(0),
                    pool: false,
                    priority: None,
                    activity: Activity::Ready,
                    place: None,
                    stack: Vec::new(),
                    next: None,
                    enabled: false,
                    holds: Vec::new(),
                })
                .collect(),
            waits: (0..names.len())
                .map(|index| WaitEdge {
                    waiter: id(index),
                    holder: id((index + 1) % names.len()),
                    object: Some(ObjectId { owner: 0, index: 9 }),
                    name: format!("forks[{}]", (index + 1) % names.len()),
                })
                .collect(),
            cycle: (0..names.len()).map(id).collect(),
            ..Snapshot::default()
        }
    }

    #[test]
    fn a_cycle_is_told_all_the_way_round() {
        let snapshot = stuck(&["Plato", "Kant", "Hume"]);
        assert_eq!(
            ending(Language::English, &snapshot),
            "Deadlock: Plato waits for Kant (forks[1]), Kant waits for Hume (forks[2]), and Hume waits for Plato \
             (forks[0])."
        );
        assert_eq!(
            ending(Language::Korean, &snapshot),
            "교착 상태: 서로를 기다립니다. Plato → Kant (forks[1]) → Hume (forks[2]) → Plato (forks[0])"
        );
    }

    #[test]
    fn without_a_cycle_everyone_says_why() {
        let mut snapshot = stuck(&["main"]);
        snapshot.cycle.clear();
        let why = interleave_trace::snapshot::Reason {
            why: interleave_trace::Why::Event,
            object: None,
            name: "go".to_owned(),
            holders: Vec::new(),
            until: None,
            counts: (0, 0),
        };
        snapshot.tasks[0].activity = Activity::Blocked(why);
        assert_eq!(
            ending(Language::English, &snapshot),
            "Deadlock: nothing can happen any more. main waits for the event go to be set."
        );
    }

    #[test]
    fn a_snapshot_of_another_run_does_no_harm() {
        let mut snapshot = stuck(&["main"]);
        snapshot.cycle = vec![TaskId(7)];
        assert_eq!(
            cycle(Language::English, &snapshot).as_deref(),
            Some("? waits for ?")
        );
    }
}
