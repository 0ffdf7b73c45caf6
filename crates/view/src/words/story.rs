//! How it came to that: a run told in a few sentences, one for each turn of a thread.

use interleave_program::Program;
use interleave_trace::{Brief, Event, Moment, Subject, TaskId, Trace, What, Why};

use super::{Language, Names, korean_task, subject};

/// Most sentences; what comes before the last ones is left out.
const MOST_SENTENCES: usize = 12;
/// Most things that are told of one turn.
const MOST_OF_A_TURN: usize = 6;

/// One turn of a thread.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Sentence {
    /// What it does, in words.
    pub text: String,
    /// The line of the last thing that is told of it, if it has one.
    pub line: Option<u32>,
    /// The moment after that.
    pub moment: Moment,
}

/// The turns of the threads up to a moment, as far as several of them have to do with the same things; `about` narrows it to
/// some tasks if it names any.
#[must_use]
pub fn story(
    language: Language,
    program: &Program,
    trace: &Trace,
    until: Moment,
    about: &[TaskId],
) -> Vec<Sentence> {
    let events = trace.events();
    let events = events
        .get(..(until.0 as usize).min(events.len()))
        .unwrap_or_default();
    let shared = shared(events);
    let mut turns: Vec<Turn<'_>> = Vec::new();
    for (index, event) in events.iter().enumerate() {
        let is_concerned = about.is_empty() || about.contains(&event.task);
        let is_told = match topic(&event.what) {
            Some(Topic::Always) => true,
            Some(topic) => shared.contains(&topic),
            None => false,
        };
        if !is_concerned || !is_told || program.line(event.site).is_none() {
            continue;
        }
        if turns.last().is_none_or(|turn| turn.task != event.task) {
            turns.push(Turn {
                task: event.task,
                events: Vec::new(),
                end: Moment(0),
            });
        }
        if let Some(turn) = turns.last_mut() {
            turn.events.push(event);
            turn.end = Moment(u32::try_from(index + 1).unwrap_or(u32::MAX));
        }
    }
    let skip = turns.len().saturating_sub(MOST_SENTENCES);
    let mut sentences = Vec::new();
    if let Some(before) = skip.checked_sub(1).and_then(|last| turns.get(last)) {
        sentences.push(Sentence {
            text: match language {
                Language::English => format!("… after {skip} earlier turns:"),
                Language::Korean => format!("… 앞선 차례 {skip}번 뒤:"),
            },
            line: None,
            moment: before.end,
        });
    }
    sentences.extend(turns.iter().skip(skip).map(|turn| {
        Sentence {
            text: sentence(language, program, trace, turn.task, &turn.events),
            line: turn
                .events
                .last()
                .and_then(|event| program.line(event.site)),
            moment: turn.end,
        }
    }));
    sentences
}

/// What a thread did before another one did something.
struct Turn<'a> {
    task: TaskId,
    events: Vec<&'a Event>,
    end: Moment,
}

/// What an event is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Topic {
    /// It is told in any case.
    Always,
    Variable(u32),
    Object(interleave_trace::ObjectId),
}

fn topic(what: &What) -> Option<Topic> {
    Some(match what {
        What::Read { variable, .. } | What::Wrote { variable, .. } => Topic::Variable(variable.0),
        What::Acquired { object }
        | What::Released { object, .. }
        | What::Notified { object, .. }
        | What::Set { object }
        | What::Cleared { object }
        | What::Arrived { object } => Topic::Object(*object),
        What::Put { queue, .. } | What::Got { queue, .. } => Topic::Object(*queue),
        What::Blocked {
            why: Why::Gil | Why::Turn,
            ..
        } => return None,
        What::Blocked { .. } | What::Output { error: false, .. } | What::Uncaught { .. } => {
            Topic::Always
        }
        _ => return None,
    })
}

/// What several tasks have to do with.
fn shared(events: &[Event]) -> Vec<Topic> {
    let mut first: Vec<(Topic, TaskId)> = Vec::new();
    let mut shared = Vec::new();
    for event in events {
        let Some(topic) = topic(&event.what) else {
            continue;
        };
        match first.iter().find(|(known, _)| *known == topic) {
            Some((_, task)) if *task != event.task && !shared.contains(&topic) => {
                shared.push(topic);
            }
            Some(_) => {}
            None => first.push((topic, event.task)),
        }
    }
    shared
}

fn sentence(
    language: Language,
    program: &Program,
    trace: &Trace,
    task: TaskId,
    turn: &[&Event],
) -> String {
    let skip = turn.len().saturating_sub(MOST_OF_A_TURN);
    let mut parts = Vec::new();
    let mut before = None;
    for event in turn.iter().skip(skip) {
        let line = program.line(event.site);
        let part = part(language, trace, event);
        parts.push(match line.filter(|_| line != before) {
            Some(line) => on_line(language, line, &part),
            None => part,
        });
        before = line;
    }
    let more = if skip > 0 { "… " } else { "" };
    match language {
        Language::English => {
            format!("{} {more}{}.", Names::task(trace, task).0, parts.join(", "))
        }
        Language::Korean => format!("{}: {more}{}", korean_task(trace, task), parts.join(", ")),
    }
}

fn on_line(language: Language, line: u32, part: &str) -> String {
    match language {
        Language::English => format!("on line {line} {part}"),
        Language::Korean => format!("{line}번째 줄에서 {part}"),
    }
}

/// What a task did, without its name; empty for what goes without saying.
pub(super) fn part(language: Language, trace: &Trace, event: &Event) -> String {
    let value = |brief: Brief| match brief {
        Brief::Int(number) => number.to_string(),
        Brief::Text(text) => trace.text(text).to_owned(),
    };
    let object = |id| subject(Subject::Object(id), trace).to_owned();
    let (english, korean) = match event.what {
        What::Read {
            variable,
            value: read,
        } => {
            let (name, value) = (trace.variable(variable), value(read));
            (
                format!("reads {name} = {value}"),
                format!("{name} = {value} 읽기"),
            )
        }
        What::Wrote {
            variable,
            value: written,
        } => {
            let (name, value) = (trace.variable(variable), value(written));
            (
                format!("writes {name} = {value}"),
                format!("{name} = {value} 쓰기"),
            )
        }
        What::Acquired { object: id } => (
            format!("takes {}", object(id)),
            format!("{} 얻기", object(id)),
        ),
        What::Released { object: id, .. } => (
            format!("lets go of {}", object(id)),
            format!("{} 놓기", object(id)),
        ),
        What::Notified {
            object: id,
            count: 0,
        } => (
            format!("notifies {}, where nobody waits", object(id)),
            format!("{}에 알림 (기다리는 태스크 없음)", object(id)),
        ),
        What::Notified { object: id, .. } => (
            format!("notifies {}", object(id)),
            format!("{}에 알림", object(id)),
        ),
        What::Set { object: id } => (
            format!("sets {}", object(id)),
            format!("{} 설정", object(id)),
        ),
        What::Cleared { object: id } => (
            format!("clears {}", object(id)),
            format!("{} 해제", object(id)),
        ),
        What::Arrived { object: id } => (
            format!("arrives at {}", object(id)),
            format!("{} 도착", object(id)),
        ),
        What::Put { queue, item, .. } => (
            format!("puts {} into {}", trace.text(item), object(queue)),
            format!("{} 큐에 {} 넣기", object(queue), trace.text(item)),
        ),
        What::Got { queue, item, .. } => (
            format!("gets {} from {}", trace.text(item), object(queue)),
            format!("{} 큐에서 {} 꺼내기", object(queue), trace.text(item)),
        ),
        What::Blocked { on, .. } => match subject(on, trace) {
            "" => ("has to wait".to_owned(), "기다림".to_owned()),
            name => (format!("waits for {name}"), format!("{name} 기다림")),
        },
        What::Output { text, .. } => {
            let text = trace.text(text).trim_end();
            (format!("prints “{text}”"), format!("“{text}” 출력"))
        }
        What::Uncaught { exception } => {
            let text = trace.text(exception);
            (format!("raises {text}"), format!("{text} 발생"))
        }
        _ => (String::new(), String::new()),
    };
    match language {
        Language::English => english,
        Language::Korean => korean,
    }
}
