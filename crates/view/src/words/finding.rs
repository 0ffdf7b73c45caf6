//! What a run shows to be wrong.

use interleave_findings::{Busy, Finding, Kind, Loss, Role, Spot};
use interleave_trace::{Subject, TaskId, TaskKind, Trace, Why};

use super::{Language, Names, duration, english_list, korean_list, korean_task, state, subject};
use crate::lanes::State;

/// The name of a kind of finding, for a heading.
#[must_use]
pub fn finding_kind(language: Language, kind: &Kind) -> &'static str {
    let (english, korean) = match kind {
        Kind::Race { .. } => ("Data race", "데이터 경쟁"),
        Kind::Deadlock { whole: true, .. } => ("Deadlock", "교착 상태"),
        Kind::Deadlock { whole: false, .. } => ("Partial deadlock", "부분 교착 상태"),
        Kind::LostWakeup { .. } => ("Lost wakeup", "놓친 신호"),
        Kind::BlockedLoop { .. } => ("Blocked event loop", "막힌 이벤트 루프"),
        Kind::NeverAwaited { .. } => ("Never awaited", "기다리지 않은 코루틴"),
        Kind::NeverRetrieved { .. } => ("Exception never retrieved", "확인하지 않은 예외"),
        Kind::CutOff { .. } => ("Cut off at exit", "종료 때 끊김"),
        Kind::Exception { .. } => ("Uncaught exception", "처리되지 않은 예외"),
        Kind::Assertion { .. } => ("Assertion failed", "단언 실패"),
    };
    match language {
        Language::English => english,
        Language::Korean => korean,
    }
}

/// What a line of the source is called.
#[must_use]
pub fn line(language: Language, number: u32) -> String {
    match language {
        Language::English => format!("line {number}"),
        Language::Korean => format!("{number}번째 줄"),
    }
}

/// A sentence or two about a finding; its places stand beside it.
#[must_use]
pub fn finding(language: Language, finding: &Finding, trace: &Trace) -> String {
    let tasks = finding.tasks();
    match language {
        Language::English => english(finding, &tasks, trace),
        Language::Korean => korean(finding, &tasks, trace),
    }
}

/// What happens at a place of a finding.
#[must_use]
pub fn spot(language: Language, spot: &Spot, trace: &Trace) -> String {
    let object = |id| subject(Subject::Object(id), trace).to_owned();
    let waits = |why, on| state(language, State::Blocked { why, on }, trace);
    match language {
        Language::English => {
            let name = trace.task(spot.task).map_or("?", |info| &info.name);
            match spot.role {
                Role::Reads => format!("{name} reads it"),
                Role::Writes => format!("{name} writes it"),
                Role::Waits(why, on) => format!("{name} {}", waits(why, on)),
                Role::Took(id) => format!("{name} took {}", object(id)),
                Role::Signals(id) => format!("{name} signals {}", object(id)),
                Role::Begins => format!("{name} gets its turn"),
                Role::GivesBack => format!("{name} gives its turn back"),
                Role::Blocks => format!("{name} blocks the thread"),
                Role::Makes => "the coroutine is made".to_owned(),
                Role::Raises => "the exception is raised".to_owned(),
                Role::Stops => format!("{name} had come to here"),
            }
        }
        Language::Korean => {
            let name = korean_task(trace, spot.task);
            match spot.role {
                Role::Reads => format!("{name}: 읽기"),
                Role::Writes => format!("{name}: 쓰기"),
                Role::Waits(why, on) => format!("{name}: {}", waits(why, on)),
                Role::Took(id) => format!("{name}: {} 얻음", object(id)),
                Role::Signals(id) => format!("{name}: {} 신호 보냄", object(id)),
                Role::Begins => format!("{name}: 차례 시작"),
                Role::GivesBack => format!("{name}: 차례를 돌려줌"),
                Role::Blocks => format!("{name}: 스레드를 막음"),
                Role::Makes => "코루틴이 만들어진 곳".to_owned(),
                Role::Raises => "예외가 일어난 곳".to_owned(),
                Role::Stops => format!("{name}: 여기까지 실행"),
            }
        }
    }
}

fn english(finding: &Finding, tasks: &[TaskId], trace: &Trace) -> String {
    let all = english_list(trace, tasks);
    let first = tasks.first().map_or("?", |&id| Names::task(trace, id).0);
    match &finding.kind {
        Kind::Race { variable, loss } => {
            let name = trace.variable(*variable);
            let loss = match loss {
                Loss::Possible => "An update can be lost.",
                Loss::NotUnderGil => {
                    "No update is lost only because CPython's interpreter lock does not change hands between the read \
                     and the write."
                }
                Loss::None => {
                    "This run shows no update that could be lost, but who comes first is left to chance."
                }
            };
            format!("nothing orders what {all} do with {name}. {loss}")
        }
        Kind::Deadlock { cycle: true, whole } => {
            let waits = match tasks {
                [_] => format!("{first} waits for itself"),
                _ => format!("{all} wait for each other"),
            };
            match whole {
                true => format!("{waits}, and nothing can happen any more."),
                false => format!("{waits} for ever, though others may go on."),
            }
        }
        Kind::Deadlock { cycle: false, .. } => match tasks {
            [] => "nothing can happen any more.".to_owned(),
            [_] => format!("{first} waits for what nobody will ever do."),
            _ => format!("{all} wait for what nobody will ever do."),
        },
        Kind::LostWakeup { object } => {
            let object = subject(Subject::Object(*object), trace);
            let waiter = tasks.last().map_or("?", |&id| Names::task(trace, id).0);
            format!(
                "{object} was signalled while nobody waited for it, and {waiter} waits for it for ever."
            )
        }
        Kind::BlockedLoop { ns, by, kept } => {
            let does = match by {
                Busy::Blocks(Why::Sleep) => "sleeps and so blocks its thread",
                Busy::Blocks(_) => "waits and so blocks its thread",
                Busy::Computes => "computes without giving its turn back",
            };
            let kept = match kept {
                0 => String::new(),
                1 => "; one callback was kept waiting".to_owned(),
                kept => format!("; {kept} callbacks were kept waiting"),
            };
            format!(
                "the event loop could serve nobody for {}: {first} {does}{kept}.",
                duration(*ns)
            )
        }
        Kind::NeverAwaited { coroutine } => {
            let name = trace.text(*coroutine);
            format!("a coroutine of {name} was made and never awaited: nothing of it has run.")
        }
        Kind::NeverRetrieved { exception } => {
            let exception = trace.text(*exception);
            match tasks.first().map(|&id| Names::task(trace, id).1) {
                Some(TaskKind::Coroutine) => {
                    format!("nobody looked at the exception of {first}: {exception}")
                }
                _ => format!("nobody looked at the exception of a future: {exception}"),
            }
        }
        Kind::CutOff { waited, holds } => {
            let holds: Vec<&str> = holds
                .iter()
                .map(|&id| subject(Subject::Object(id), trace))
                .collect();
            let held = match holds.as_slice() {
                [] => String::new(),
                holds => format!(" while it held {}", holds.join(", ")),
            };
            let did = match waited {
                Some((why, on)) => state(
                    Language::English,
                    State::Blocked { why: *why, on: *on },
                    trace,
                ),
                None => "runs".to_owned(),
            };
            format!("the program ended, and the daemon thread {first} was cut off{held}: it {did}.")
        }
        Kind::Exception { exception } => {
            format!("nothing in {first} caught {}", trace.text(*exception))
        }
        Kind::Assertion { exception } => {
            format!("an assertion of {first} failed: {}", trace.text(*exception))
        }
    }
}

fn korean(finding: &Finding, tasks: &[TaskId], trace: &Trace) -> String {
    let all = korean_list(trace, tasks);
    let name_of = |task: Option<&TaskId>| match task {
        Some(&id) => korean_task(trace, id),
        None => "?".to_owned(),
    };
    let first = name_of(tasks.first());
    match &finding.kind {
        Kind::Race { variable, loss } => {
            let name = trace.variable(*variable);
            let loss = match loss {
                Loss::Possible => "갱신이 사라질 수 있습니다.",
                Loss::NotUnderGil => {
                    "읽기와 쓰기 사이에 CPython의 인터프리터 락이 넘어가지 않아 갱신이 사라지지 않을 뿐입니다."
                }
                Loss::None => {
                    "이 실행에서 사라질 수 있는 갱신은 보이지 않지만, 누가 먼저인지는 우연에 달려 있습니다."
                }
            };
            format!("{name} 변수에 대한 {all}의 접근에는 정해진 순서가 없습니다. {loss}")
        }
        Kind::Deadlock { cycle: true, whole } => {
            let waits = match tasks {
                [_] => format!("{first}가 자기 자신을 기다립니다"),
                _ => format!("{all}가 서로를 기다립니다"),
            };
            match whole {
                true => format!("{waits}. 더는 아무 일도 일어날 수 없습니다."),
                false => format!("{waits}. 다른 태스크는 계속될 수 있지만 이들은 영원히 멈춥니다."),
            }
        }
        Kind::Deadlock { cycle: false, .. } => match tasks {
            [] => "더는 아무 일도 일어날 수 없습니다.".to_owned(),
            _ => format!("{all}가 아무도 하지 않을 일을 기다립니다."),
        },
        Kind::LostWakeup { object } => {
            let object = subject(Subject::Object(*object), trace);
            let waiter = name_of(tasks.last());
            format!(
                "아무도 기다리지 않을 때 {object} 신호를 보냈고, 그 뒤에 온 {waiter}는 영원히 기다립니다."
            )
        }
        Kind::BlockedLoop { ns, by, kept } => {
            let does = match by {
                Busy::Blocks(Why::Sleep) => "잠들어 스레드를 막았습니다",
                Busy::Blocks(_) => "기다리며 스레드를 막았습니다",
                Busy::Computes => "차례를 돌려주지 않고 계산했습니다",
            };
            let kept = match kept {
                0 => String::new(),
                kept => format!(" 그동안 콜백 {kept}개가 기다렸습니다."),
            };
            format!(
                "이벤트 루프가 {} 동안 멈췄습니다. {first}가 {does}.{kept}",
                duration(*ns)
            )
        }
        Kind::NeverAwaited { coroutine } => {
            let name = trace.text(*coroutine);
            format!("{name} 코루틴을 만들고 기다리지 않았습니다. 본문은 전혀 실행되지 않았습니다.")
        }
        Kind::NeverRetrieved { exception } => {
            let exception = trace.text(*exception);
            match tasks.first().map(|&id| Names::task(trace, id).1) {
                Some(TaskKind::Coroutine) => {
                    format!("{first}의 예외를 아무도 확인하지 않았습니다: {exception}")
                }
                _ => format!("퓨처의 예외를 아무도 확인하지 않았습니다: {exception}"),
            }
        }
        Kind::CutOff { waited, holds } => {
            let holds: Vec<&str> = holds
                .iter()
                .map(|&id| subject(Subject::Object(id), trace))
                .collect();
            let held = match holds.as_slice() {
                [] => String::new(),
                holds => format!(" ({} 쥔 채)", holds.join(", ")),
            };
            let did = match waited {
                Some((why, on)) => state(
                    Language::Korean,
                    State::Blocked { why: *why, on: *on },
                    trace,
                ),
                None => "실행 중".to_owned(),
            };
            format!("프로그램이 끝나면서 데몬인 {first}가 끊겼습니다{held}: {did}.")
        }
        Kind::Exception { exception } => {
            format!(
                "{first}에서 예외가 처리되지 않았습니다: {}",
                trace.text(*exception)
            )
        }
        Kind::Assertion { exception } => {
            format!(
                "{first}에서 단언이 실패했습니다: {}",
                trace.text(*exception)
            )
        }
    }
}
