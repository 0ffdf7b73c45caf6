//! What a run shows to be wrong.

use interleave_findings::{Busy, Finding, Kind, Loss, Role, Spot};
use interleave_trace::{ObjectId, Subject, TaskId, TaskKind, Trace, Why};

use super::{Language, Names, duration, english_list, korean_list, korean_task, state, subject};
use crate::lanes::State;

/// The name of a kind of finding, for a heading.
#[must_use]
pub fn finding_kind(language: Language, kind: &Kind) -> &'static str {
    let both = match kind {
        Kind::Race { .. } => ("Data race", "데이터 경쟁"),
        Kind::Deadlock { whole: true, .. } => ("Deadlock", "교착 상태"),
        Kind::Deadlock { whole: false, .. } => ("Partial deadlock", "부분 교착 상태"),
        Kind::LostWakeup { .. } => ("Lost wakeup", "놓친 신호"),
        Kind::Starvation { .. } => ("Starvation", "기아"),
        Kind::BlockedLoop { .. } => ("Blocked event loop", "막힌 이벤트 루프"),
        Kind::NeverAwaited { .. } => ("Never awaited", "기다리지 않은 코루틴"),
        Kind::NeverRetrieved { .. } => ("Exception never retrieved", "확인하지 않은 예외"),
        Kind::CutOff { .. } => ("Cut off at exit", "종료 때 끊김"),
        Kind::Exception { .. } => ("Uncaught exception", "처리되지 않은 예외"),
        Kind::Assertion { .. } => ("Assertion failed", "단언 실패"),
    };
    of(language, both)
}

/// Words that need nothing put into them, in both languages.
type Both = (&'static str, &'static str);

fn of(language: Language, (english, korean): Both) -> &'static str {
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
    let sentence = Sentence {
        language,
        tasks: &finding.tasks(),
        trace,
    };
    match &finding.kind {
        Kind::Race { variable, loss } => sentence.race(trace.variable(*variable), *loss),
        Kind::Deadlock { cycle, whole } => sentence.deadlock(*cycle, *whole),
        Kind::LostWakeup { object } => sentence.lost_wakeup(sentence.object(*object)),
        Kind::Starvation { object, times, ns } => {
            sentence.starvation(sentence.object(*object), *times, *ns)
        }
        Kind::BlockedLoop { ns, by, kept } => sentence.blocked_loop(*ns, *by, *kept),
        Kind::NeverAwaited { coroutine } => sentence.with(
            (
                "a coroutine of",
                "was made and never awaited: nothing of it has run.",
            ),
            (
                "",
                "코루틴을 만들고 기다리지 않았습니다. 본문은 전혀 실행되지 않았습니다.",
            ),
            trace.text(*coroutine),
        ),
        Kind::NeverRetrieved { exception } => sentence.never_retrieved(trace.text(*exception)),
        Kind::CutOff { waited, holds } => sentence.cut_off(*waited, holds),
        Kind::Exception { exception } => sentence.raised(
            ("nothing in", "caught"),
            "에서 예외가 처리되지 않았습니다",
            trace.text(*exception),
        ),
        Kind::Assertion { exception } => sentence.raised(
            ("an assertion of", "failed:"),
            "에서 단언이 실패했습니다",
            trace.text(*exception),
        ),
    }
}

/// What happens at a place of a finding.
#[must_use]
pub fn spot(language: Language, spot: &Spot, trace: &Trace) -> String {
    let object = |id| subject(Subject::Object(id), trace);
    let (before, both, after): (&str, Both, &str) = match spot.role {
        Role::Makes => {
            return of(language, ("the coroutine is made", "코루틴이 만들어진 곳")).to_owned();
        }
        Role::Raises => {
            return of(language, ("the exception is raised", "예외가 일어난 곳")).to_owned();
        }
        Role::Waits(why, on) => {
            let waits = state(language, State::Blocked { why, on }, trace);
            return by(language, trace, spot.task, &waits);
        }
        Role::Reads => ("", ("reads it", "읽기"), ""),
        Role::Writes => ("", ("writes it", "쓰기"), ""),
        Role::Took(id) => match language {
            Language::English => ("took ", ("", ""), object(id)),
            Language::Korean => (object(id), ("", " 얻음"), ""),
        },
        Role::Signals(id) => match language {
            Language::English => ("signals ", ("", ""), object(id)),
            Language::Korean => (object(id), ("", " 신호 보냄"), ""),
        },
        Role::Begins => ("", ("gets its turn", "차례 시작"), ""),
        Role::GivesBack => ("", ("gives its turn back", "차례를 돌려줌"), ""),
        Role::Blocks => ("", ("blocks the thread", "스레드를 막음"), ""),
        Role::Stops => ("", ("had come to here", "여기까지 실행"), ""),
    };
    let does = [before, of(language, both), after].concat();
    by(language, trace, spot.task, &does)
}

/// Who does what.
fn by(language: Language, trace: &Trace, task: TaskId, does: &str) -> String {
    match language {
        Language::English => [trace.task(task).map_or("?", |info| &info.name), " ", does].concat(),
        Language::Korean => [&korean_task(trace, task), ": ", does].concat(),
    }
}

/// What every sentence is made of.
struct Sentence<'a> {
    language: Language,
    /// Who is involved.
    tasks: &'a [TaskId],
    trace: &'a Trace,
}

impl Sentence<'_> {
    fn object(&self, id: ObjectId) -> &str {
        subject(Subject::Object(id), self.trace)
    }

    fn task(&self, task: Option<&TaskId>) -> String {
        match (task, self.language) {
            (None, _) => "?".to_owned(),
            (Some(&id), Language::English) => Names::task(self.trace, id).0.to_owned(),
            (Some(&id), Language::Korean) => korean_task(self.trace, id),
        }
    }

    fn first(&self) -> String {
        self.task(self.tasks.first())
    }

    fn last(&self) -> String {
        self.task(self.tasks.last())
    }

    fn all(&self) -> String {
        match self.language {
            Language::English => english_list(self.trace, self.tasks),
            Language::Korean => korean_list(self.trace, self.tasks),
        }
    }

    fn of(&self, english: &'static str, korean: &'static str) -> &'static str {
        of(self.language, (english, korean))
    }

    /// A name between words.
    fn with(&self, english: Both, korean: Both, name: &str) -> String {
        let (before, after) = match self.language {
            Language::English => english,
            Language::Korean => korean,
        };
        let text = [before, name, after].join(" ");
        text.trim_start().to_owned()
    }

    /// An exception, behind words with the task's name in them.
    fn raised(&self, english: Both, korean: &str, exception: &str) -> String {
        let first = self.first();
        match self.language {
            Language::English => [english.0, &first, english.1, exception].join(" "),
            Language::Korean => [&first, korean, ": ", exception].concat(),
        }
    }

    fn race(&self, name: &str, loss: Loss) -> String {
        let loss = match loss {
            Loss::Possible => self.of("An update can be lost.", "갱신이 사라질 수 있습니다."),
            Loss::NotUnderGil => self.of(
                "No update is lost only because CPython's interpreter lock does not change hands between the read and the \
                 write.",
                "읽기와 쓰기 사이에 CPython의 인터프리터 락이 넘어가지 않아 갱신이 사라지지 않을 뿐입니다.",
            ),
            Loss::None => self.of(
                "This run shows no update that could be lost, but who comes first is left to chance.",
                "이 실행에서 사라질 수 있는 갱신은 보이지 않지만, 누가 먼저인지는 우연에 달려 있습니다.",
            ),
        };
        let all = self.all();
        match self.language {
            Language::English => format!("nothing orders what {all} do with {name}. {loss}"),
            Language::Korean => {
                format!("{name} 변수에 대한 {all}의 접근에는 정해진 순서가 없습니다. {loss}")
            }
        }
    }

    fn deadlock(&self, cycle: bool, whole: bool) -> String {
        let (first, all) = (self.first(), self.all());
        let alone = self.tasks.len() == 1;
        if !cycle {
            return match (self.tasks, self.language) {
                ([], _) => self
                    .of(
                        "nothing can happen any more.",
                        "더는 아무 일도 일어날 수 없습니다.",
                    )
                    .to_owned(),
                (_, Language::English) => {
                    let waits = if alone { "waits" } else { "wait" };
                    format!("{all} {waits} for what nobody will ever do.")
                }
                (_, Language::Korean) => format!("{all}가 아무도 하지 않을 일을 기다립니다."),
            };
        }
        let waits = match (self.language, alone) {
            (Language::English, true) => format!("{first} waits for itself"),
            (Language::English, false) => format!("{all} wait for each other"),
            (Language::Korean, true) => format!("{first}가 자기 자신을 기다립니다"),
            (Language::Korean, false) => format!("{all}가 서로를 기다립니다"),
        };
        let rest = match whole {
            true => self.of(
                ", and nothing can happen any more.",
                ". 더는 아무 일도 일어날 수 없습니다.",
            ),
            false => self.of(
                " for ever, though others may go on.",
                ". 다른 태스크는 계속될 수 있지만 이들은 영원히 멈춥니다.",
            ),
        };
        waits + rest
    }

    fn lost_wakeup(&self, object: &str) -> String {
        let waiter = self.last();
        match self.language {
            Language::English => format!(
                "{object} was signalled while nobody waited for it, and {waiter} waits for it for ever."
            ),
            Language::Korean => format!(
                "아무도 기다리지 않을 때 {object} 신호를 보냈고, 그 뒤에 온 {waiter}는 영원히 기다립니다."
            ),
        }
    }

    fn starvation(&self, object: &str, times: u32, ns: u64) -> String {
        let (waiter, other, time) = (self.first(), self.last(), duration(ns));
        match self.language {
            Language::English => format!(
                "{waiter} waited for {object} for {time}, and {other} took it {times} times meanwhile: the lock is not \
                 handed over in turn."
            ),
            Language::Korean => format!(
                "{waiter}가 {object}을(를) {time} 동안 기다리는 사이에 {other}가 {times}번 얻었습니다. 락은 차례대로 \
                 넘어가지 않습니다."
            ),
        }
    }

    fn blocked_loop(&self, ns: u64, by: Busy, kept: u32) -> String {
        let does = match by {
            Busy::Blocks(Why::Sleep) => self.of(
                "sleeps and so blocks its thread",
                "잠들어 스레드를 막았습니다",
            ),
            Busy::Blocks(_) => self.of(
                "waits and so blocks its thread",
                "기다리며 스레드를 막았습니다",
            ),
            Busy::Computes => self.of(
                "computes without giving its turn back",
                "차례를 돌려주지 않고 계산했습니다",
            ),
        };
        let (first, time) = (self.first(), duration(ns));
        let kept = match (kept, self.language) {
            (0, _) => String::new(),
            (1, Language::English) => "; one callback was kept waiting".to_owned(),
            (kept, Language::English) => format!("; {kept} callbacks were kept waiting"),
            (kept, Language::Korean) => format!(" 그동안 콜백 {kept}개가 기다렸습니다."),
        };
        match self.language {
            Language::English => {
                format!("the event loop could serve nobody for {time}: {first} {does}{kept}.")
            }
            Language::Korean => {
                format!("이벤트 루프가 {time} 동안 멈췄습니다. {first}가 {does}.{kept}")
            }
        }
    }

    fn never_retrieved(&self, exception: &str) -> String {
        let is_task = self
            .tasks
            .first()
            .is_some_and(|&id| Names::task(self.trace, id).1 == TaskKind::Coroutine);
        let whose = match is_task {
            true => self.first(),
            false => self.of("a future", "퓨처").to_owned(),
        };
        match self.language {
            Language::English => format!("nobody looked at the exception of {whose}: {exception}"),
            Language::Korean => format!("{whose}의 예외를 아무도 확인하지 않았습니다: {exception}"),
        }
    }

    fn cut_off(&self, waited: Option<(Why, Subject)>, holds: &[ObjectId]) -> String {
        let first = self.first();
        let holds: Vec<&str> = holds.iter().map(|&id| self.object(id)).collect();
        let holds = holds.join(", ");
        let held = match self.language {
            _ if holds.is_empty() => String::new(),
            Language::English => format!(" while it held {holds}"),
            Language::Korean => format!(" ({holds} 쥔 채)"),
        };
        let did = match waited {
            Some((why, on)) => state(self.language, State::Blocked { why, on }, self.trace),
            None => self.of("runs", "실행 중").to_owned(),
        };
        match self.language {
            Language::English => format!(
                "the program ended, and the daemon thread {first} was cut off{held}: it {did}."
            ),
            Language::Korean => {
                format!("프로그램이 끝나면서 데몬인 {first}가 끊겼습니다{held}: {did}.")
            }
        }
    }
}
