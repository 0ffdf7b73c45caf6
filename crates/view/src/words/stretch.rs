//! What a task did from one instant to another: how its time went, and what happened, with whom it waited for and why.

use interleave_program::Lines;
use interleave_trace::{Event, Moment, Subject, TaskId, Tick, Trace, What, Why};

use crate::Lanes;
use crate::lanes::Look;

use super::story::part;
use super::{Label, Language, Names, cause, duration, korean_task, operation, subject};

/// Most things that are told: more are counted.
const MOST: usize = 12;
/// Most things of one line that are told as one.
const MOST_OF_A_LINE: usize = 4;
/// Most events that are looked at for one stretch, and for whoever held something.
const MOST_EVENTS: usize = 100_000;
/// What made a task wake up stands this many events before its waking at most.
const NEAR: usize = 64;

/// Something that happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// What, without the name of the task: `takes forks[1]`.
    pub text: String,
    /// The line of the program.
    pub line: Option<u32>,
    /// The moment just after it.
    pub moment: Moment,
    /// The instant.
    pub at: Tick,
}

/// How the time of a task went between two instants: `Plato, for 2 ms: running 1.5 ms, waiting 500 µs.`
#[must_use]
pub fn stretch(
    language: Language,
    trace: &Trace,
    lanes: &Lanes,
    task: TaskId,
    (from, to): (Tick, Tick),
) -> String {
    let mut times = [0_u64; Look::ALL.len()];
    for span in lanes.task(task) {
        let (start, end) = (span.start.max(from), span.end.min(to));
        times[span.state.look() as usize] += end.since(start);
    }
    let shares = Look::ALL.into_iter().filter_map(|look| {
        let ns = times[look as usize];
        let label = match look {
            Look::Running => Label::Running,
            Look::Ready => Label::Ready,
            Look::Waiting => Label::Waiting,
            Look::Sleeping => Label::Sleeping,
            Look::Gil => Label::WaitingForGil,
            Look::Device => Label::WaitingForDevice,
            Look::Ended => return None,
        };
        (ns > 0).then(|| format!("{} {}", label.text(language).to_lowercase(), duration(ns)))
    });
    let shares: Vec<String> = shares.collect();
    let long = duration(to.since(from));
    let shares = shares.join(", ");
    match language {
        Language::English => format!("{}, for {long}: {shares}.", Names::task(trace, task).0),
        Language::Korean => format!("{}, {long} 동안: {shares}.", korean_task(trace, task)),
    }
}

/// What happened to a task between two instants, and how many things more than are told, which are those in the middle.
#[must_use]
pub fn happened(
    language: Language,
    trace: &Trace,
    lines: &Lines,
    task: TaskId,
    (from, to): (Tick, Tick),
) -> (Vec<Told>, usize) {
    let events = trace.events();
    let first = events.partition_point(|event| event.at < from);
    let mut told: Vec<Told> = Vec::new();
    let mut of_line = 0;
    for (index, event) in events.iter().enumerate().skip(first).take(MOST_EVENTS) {
        if event.at > to {
            break;
        }
        if event.task != task {
            continue;
        }
        let (text, own) = tell(language, trace, lines, index, event);
        if text.is_empty() {
            continue;
        }
        let line = lines.line(event.site).filter(|_| own);
        let moment = Moment(index as u32 + 1);
        match told.last_mut() {
            Some(last)
                if own && line.is_some() && last.line == line && of_line < MOST_OF_A_LINE =>
            {
                last.text += ", ";
                last.text += &text;
                last.moment = moment;
                of_line += 1;
            }
            _ => {
                told.push(Told {
                    text,
                    line,
                    moment,
                    at: event.at,
                });
                of_line = 1;
            }
        }
    }
    let more = told.len().saturating_sub(MOST);
    if more > 0 {
        told.drain(MOST / 2..MOST / 2 + more);
    }
    (told, more)
}

/// An event in a few words: who did what, on which line.
#[must_use]
pub fn event(language: Language, event: &Event, line: Option<u32>, trace: &Trace) -> String {
    let lines = Lines::default();
    // What others had to do with it is left to the story of the stretch.
    let (text, _) = tell(language, trace, &lines, 0, event);
    // What goes without saying in a story has its own word all the same.
    let mut words = operation(&event.what).0.split(' ');
    let word = match language {
        Language::English => words.next(),
        Language::Korean => words.next_back(),
    };
    let text = if text.is_empty() {
        word.unwrap_or_default().to_owned()
    } else {
        text
    };
    let name = Names::task(trace, event.task).0;
    match (language, line) {
        (_, None) => format!("{name}: {text}"),
        (Language::English, Some(line)) => format!("{name}, line {line}: {text}"),
        (Language::Korean, Some(line)) => format!("{name}, {line}번째 줄: {text}"),
    }
}

/// An event in words, without the name of its task; and whether it is what the task itself did at its line.
fn tell(
    language: Language,
    trace: &Trace,
    lines: &Lines,
    index: usize,
    event: &Event,
) -> (String, bool) {
    let english = language == Language::English;
    let name = |task: TaskId| match language {
        Language::English => Names::task(trace, task).0.to_owned(),
        Language::Korean => korean_task(trace, task),
    };
    let text = match event.what {
        What::Dispatched { core, .. } if english => format!("gets core {}", core.0),
        What::Dispatched { core, .. } => format!("코어 {} 얻음", core.0),
        What::Preempted { .. } if english => "has to leave its core to another one".to_owned(),
        What::Preempted { .. } => "다른 스레드에 코어를 내줌".to_owned(),
        What::Sleeps { until } => {
            let long = duration(until.since(event.at));
            let text = if english {
                format!("sleeps for {long}")
            } else {
                format!("{long} 동안 잠")
            };
            return (text, true);
        }
        What::Spawned { child } => {
            let text = if english {
                format!("starts {}", name(child))
            } else {
                format!("{} 시작", name(child))
            };
            return (text, true);
        }
        What::Finished => Label::HasFinished.text(language).to_owned(),
        What::Failed { exception } if english => format!("ends with {}", trace.text(exception)),
        What::Failed { exception } => format!("예외로 끝남: {}", trace.text(exception)),
        What::Woken { by } if by == event.task && english => "can go on: the time is up".to_owned(),
        What::Woken { by } if by == event.task => "시간이 되어 이어 갈 수 있음".to_owned(),
        What::Woken { by } => {
            let did = what_woke(trace, index, by).map(|cause| {
                let line = lines.line(cause.site);
                (part(language, trace, cause), line)
            });
            woken(language, &name(by), did)
        }
        What::Blocked { why, on, .. } => {
            return (waits(language, trace, index, event.task, why, on), true);
        }
        _ => return (part(language, trace, event), true),
    };
    (text, false)
}

/// Who made a task go on, by doing what on which line.
fn woken(language: Language, name: &str, did: Option<(String, Option<u32>)>) -> String {
    let did = did.filter(|(text, _)| !text.is_empty());
    match (language, did) {
        (Language::English, None) => format!("can go on because of {name}"),
        (Language::Korean, None) => format!("이어 갈 수 있음 ({name} 덕분)"),
        (Language::English, Some((text, None))) => format!("can go on: {name} {text}"),
        (Language::Korean, Some((text, None))) => format!("이어 갈 수 있음 ({name}: {text})"),
        (Language::English, Some((text, Some(line)))) => {
            format!("can go on: {name} {text} on line {line}")
        }
        (Language::Korean, Some((text, Some(line)))) => {
            format!("이어 갈 수 있음 ({name}: {line}번째 줄에서 {text})")
        }
    }
}

/// What a task begins to wait for, and who has it.
fn waits(
    language: Language,
    trace: &Trace,
    index: usize,
    task: TaskId,
    why: Why,
    on: Subject,
) -> String {
    let what = match subject(on, trace) {
        "" => cause(language, Some(why)),
        name => name,
    };
    let holder = holder(trace, index, why, on).filter(|&holder| holder != task);
    match (language, holder) {
        (Language::English, None) => format!("waits for {what}"),
        (Language::Korean, None) => format!("{what} 기다림"),
        (Language::English, Some(holder)) => {
            format!(
                "waits for {what}, which {} holds",
                Names::task(trace, holder).0
            )
        }
        (Language::Korean, Some(holder)) => {
            format!("{what} 기다림 ({}가 쥐고 있음)", korean_task(trace, holder))
        }
    }
}

/// Who has what a task begins to wait for, where it is something that one has.
fn holder(trace: &Trace, index: usize, why: Why, on: Subject) -> Option<TaskId> {
    let before = trace.events().get(..index)?;
    let process = |task: TaskId| trace.task(task).map(|info| info.process);
    let own = process(trace.events().get(index)?.task);
    for event in before.iter().rev().take(MOST_EVENTS) {
        match (event.what, on) {
            (What::Acquired { object }, Subject::Object(id)) if object == id => {
                return (why == Why::Lock || why == Why::ConditionLock).then_some(event.task);
            }
            (What::Released { object, free: true }, Subject::Object(id)) if object == id => {
                return None;
            }
            (What::GilTaken, _) if why == Why::Gil && process(event.task) == own => {
                return Some(event.task);
            }
            (What::GilDropped, _) if why == Why::Gil && process(event.task) == own => return None,
            _ => {}
        }
    }
    None
}

/// What a task did just before it woke another one.
fn what_woke(trace: &Trace, index: usize, by: TaskId) -> Option<&Event> {
    let before = trace.events().get(..index)?.iter().rev().take(NEAR);
    let causes = |event: &&Event| {
        event.task == by
            && matches!(
                event.what,
                What::Released { .. }
                    | What::Put { .. }
                    | What::Got { .. }
                    | What::Set { .. }
                    | What::Notified { .. }
                    | What::Arrived { .. }
            )
    };
    let mut at_once = before.take_while(|event| event.task == by || !is_by_hand(&event.what));
    at_once.find(causes)
}

/// Whether an event is something that a task does by itself: whoever woke somebody did so after it.
fn is_by_hand(what: &What) -> bool {
    matches!(
        what,
        What::Read { .. } | What::Wrote { .. } | What::Acquired { .. } | What::Output { .. }
    )
}

#[cfg(test)]
mod tests {
    use interleave_trace::{
        CoreId, ObjectId, ObjectInfo, ObjectKind, ProcessId, TaskInfo, TaskKind, ThreadId,
    };

    use super::*;

    /// Kant has a fork; Plato runs, waits for it, and has it.
    fn run() -> (Trace, Lanes) {
        let mut trace = Trace::default();
        for (index, name) in ["Kant", "Plato"].into_iter().enumerate() {
            trace.push_task(TaskInfo {
                name: name.to_owned(),
                kind: TaskKind::Thread,
                thread: ThreadId(index as u32),
                process: ProcessId(0),
                parent: None,
                daemon: false,
                pool: false,
            });
        }
        let fork = ObjectId { owner: 0, index: 1 };
        trace.push_object(ObjectInfo {
            id: fork,
            kind: ObjectKind::Lock,
            name: "forks[1]".to_owned(),
            bounded: false,
        });
        let dispatched = |core| What::Dispatched {
            core: CoreId(core),
            switched: false,
        };
        let blocked = What::Blocked {
            why: Why::Lock,
            patient: false,
            on: Subject::Object(fork),
        };
        let free = true;
        for (at, task, what) in [
            (0, 0, dispatched(0)),
            (0, 0, What::Spawned { child: TaskId(1) }),
            (1, 0, What::Acquired { object: fork }),
            (2, 1, dispatched(1)),
            (3, 1, blocked),
            (8, 0, What::Released { object: fork, free }),
            (8, 1, What::Woken { by: TaskId(0) }),
            (9, 1, dispatched(1)),
            (9, 1, What::Acquired { object: fork }),
        ] {
            trace.push(Event {
                at: Tick(at),
                task: TaskId(task),
                site: Default::default(),
                what,
            });
        }
        let mut lanes = Lanes::default();
        lanes.extend(&trace);
        (trace, lanes)
    }

    fn texts(language: Language, from: u64, to: u64) -> Vec<String> {
        let (trace, _) = run();
        let within = (Tick(from), Tick(to));
        let (told, more) = happened(language, &trace, &Lines::default(), TaskId(1), within);
        assert_eq!(more, 0);
        told.into_iter().map(|told| told.text).collect()
    }

    #[test]
    fn a_wait_names_who_held_and_who_let_go() {
        assert_eq!(
            texts(Language::English, 3, 8),
            [
                "waits for forks[1], which Kant holds",
                "can go on: Kant lets go of forks[1]"
            ]
        );
        assert_eq!(
            texts(Language::Korean, 3, 8),
            [
                "forks[1] 기다림 (Kant 스레드가 쥐고 있음)",
                "이어 갈 수 있음 (Kant 스레드: forks[1] 놓기)"
            ]
        );
    }

    #[test]
    fn the_time_of_a_stretch_adds_up() {
        let (trace, lanes) = run();
        let within = (Tick(2), Tick(9));
        assert_eq!(
            stretch(Language::English, &trace, &lanes, TaskId(1), within),
            "Plato, for 7 ns: running 1 ns, ready 1 ns, waiting 5 ns."
        );
        assert_eq!(texts(Language::English, 0, 9).len(), 5);
    }
}
