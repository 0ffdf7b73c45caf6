//! A run as a sequence diagram in Mermaid's language, which many Markdown renderers draw.
//!
//! Tasks are participants, and so is every lock, queue or event that they use; what a task does to one of them is a
//! message. See <https://mermaid.js.org/syntax/sequenceDiagram.html>.

use interleave_trace::{Event, ObjectId, Subject, TaskId, Tick, Trace, What, Why};

use crate::marks;
use crate::words::{self, Language, message};

/// More messages than this nobody reads; the diagram says how many there were.
pub const MOST_MESSAGES: usize = 250;

/// Somebody or something that takes part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Party {
    Task(TaskId),
    Object(ObjectId),
}

/// A line of the diagram.
enum Line {
    /// From whom to whom, whether it is only the consequence of something, and what.
    Message(Party, Party, bool, String),
    /// Said of somebody.
    Note(Party, String),
}

/// Writes down what happened up to an instant.
#[must_use]
pub fn mermaid(trace: &Trace, until: Tick, language: Language) -> String {
    let events = trace.events().iter().take_while(|event| event.at <= until);
    let mut lines: Vec<Line> = Vec::new();
    let mut left_out = 0_usize;
    for line in events.filter_map(|event| line(trace, event, language)) {
        if lines.len() < MOST_MESSAGES {
            lines.push(line);
        } else {
            left_out += 1;
        }
    }
    let mut parties: Vec<Party> = Vec::new();
    for line in &lines {
        let (first, second) = match line {
            Line::Message(from, to, ..) => (*from, *to),
            Line::Note(party, _) => (*party, *party),
        };
        for party in [first, second] {
            if !parties.contains(&party) {
                parties.push(party);
            }
        }
    }
    // Tasks stand at the left in the order of their making, things at the right in the order of their use.
    parties.sort_by_key(|party| match party {
        Party::Task(task) => (0, task.0),
        Party::Object(_) => (1, 0),
    });
    write(trace, &parties, &lines, left_out, language)
}

fn write(
    trace: &Trace,
    parties: &[Party],
    lines: &[Line],
    left_out: usize,
    language: Language,
) -> String {
    let mut diagram = "sequenceDiagram\n".to_owned();
    let name = |party: &Party| {
        let place = parties.iter().position(|other| other == party);
        format!("p{}", place.unwrap_or(0))
    };
    for party in parties {
        let called = match party {
            Party::Task(task) => trace.task(*task).map_or("?", |info| &info.name),
            Party::Object(id) => trace.object(*id).map_or("?", |info| &info.name),
        };
        diagram += &format!("    participant {} as {}\n", name(party), escape(called));
    }
    for line in lines {
        diagram += &match line {
            Line::Message(from, to, dashed, says) => {
                let arrow = if *dashed { "-->>" } else { "->>" };
                format!("    {}{arrow}{}: {}\n", name(from), name(to), escape(says))
            }
            Line::Note(party, says) => {
                format!("    Note over {}: {}\n", name(party), escape(says))
            }
        };
    }
    if let (true, Some(first)) = (left_out > 0, parties.first()) {
        let says = message::left_out(language, left_out);
        diagram += &format!("    Note over {}: {}\n", name(first), escape(&says));
    }
    diagram
}

/// What an event is in the diagram, if it is something to tell.
fn line(trace: &Trace, event: &Event, language: Language) -> Option<Line> {
    let me = Party::Task(event.task);
    let word = |word: message::Word| word.text(language).to_owned();
    Some(match event.what {
        What::Spawned { child } => {
            let child = Party::Task(child);
            Line::Message(me, child, false, word(message::Word::Starts))
        }
        What::Woken { by } if by != event.task => {
            Line::Message(Party::Task(by), me, true, word(message::Word::Wakes))
        }
        What::Joined { task } => {
            Line::Message(Party::Task(task), me, true, word(message::Word::HasEnded))
        }
        What::Acquired { object } => {
            Line::Message(me, Party::Object(object), false, word(message::Word::Takes))
        }
        What::Released { object, .. } => Line::Message(
            me,
            Party::Object(object),
            false,
            word(message::Word::LetsGo),
        ),
        What::Set { object } => {
            Line::Message(me, Party::Object(object), false, word(message::Word::Sets))
        }
        What::Notified { object, .. } => {
            let notifies = word(message::Word::Notifies);
            Line::Message(me, Party::Object(object), false, notifies)
        }
        What::Put { queue, item, .. } => {
            let item = trace.text(item).to_owned();
            Line::Message(me, Party::Object(queue), false, item)
        }
        What::Got { queue, item, .. } => {
            let item = trace.text(item).to_owned();
            Line::Message(Party::Object(queue), me, false, item)
        }
        // Waiting for the interpreter lock, for a turn or for work is no message to anybody.
        What::Blocked {
            why: Why::Gil | Why::Turn | Why::Idle,
            ..
        } => return None,
        What::Blocked { why, on, .. } => {
            let state = crate::State::Blocked { why, on };
            let waits = words::state(language, state, trace);
            match on {
                Subject::Object(id) => Line::Message(me, Party::Object(id), true, waits),
                _ => Line::Note(me, waits),
            }
        }
        What::Sleeps { until } => {
            let time = words::duration(until.since(event.at));
            Line::Note(me, message::sleeps(language, &time))
        }
        // What has no value that one could read tells nothing: `<Thread>`.
        What::Read { value, .. } | What::Wrote { value, .. }
            if trace.brief(value).starts_with('<') =>
        {
            return None;
        }
        What::Read { .. } | What::Wrote { .. } | What::Output { .. } => {
            Line::Note(me, words::mark(language, &marks::of(event)?, trace))
        }
        What::Finished => Line::Note(me, word(message::Word::HasEnded)),
        What::Failed { exception } => {
            Line::Note(me, message::failed(language, trace.text(exception)))
        }
        What::Deadlock => Line::Note(me, word(message::Word::Deadlock)),
        _ => return None,
    })
}

/// Text that Mermaid takes for text: what has a meaning to it is written as a number (its `#35;` is `#`).
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.trim().chars() {
        match character {
            '#' | ';' | '%' | '<' | '>' | '&' | '`' | '\\' => {
                escaped += &format!("#{};", u32::from(character));
            }
            character if character.is_control() => escaped.push(' '),
            character => escaped.push(character),
        }
    }
    // The word that ends a block.
    if escaped.eq_ignore_ascii_case("end") {
        escaped.insert(0, '\u{200b}');
    }
    if escaped.is_empty() {
        escaped.push('\u{200b}');
    }
    escaped
}

#[cfg(test)]
mod tests {
    use interleave_trace::{
        Brief, ObjectInfo, ObjectKind, ProcessId, TaskInfo, TaskKind, ThreadId, VariableInfo,
        VariablePlace,
    };

    use super::*;

    fn trace() -> Trace {
        let mut trace = Trace::default();
        for name in ["MainThread", "a;b"] {
            trace.push_task(TaskInfo {
                name: name.to_owned(),
                kind: TaskKind::Thread,
                thread: ThreadId(0),
                process: ProcessId(0),
                parent: None,
                daemon: false,
                pool: false,
            });
        }
        let object = ObjectId { owner: 0, index: 0 };
        trace.push_object(ObjectInfo {
            id: object,
            kind: ObjectKind::Lock,
            name: "lock".to_owned(),
            bounded: false,
        });
        let variable = trace.push_variable(VariableInfo {
            name: "counter".to_owned(),
            place: VariablePlace::Global(ProcessId(0), 0),
        });
        let text = trace.intern("100%\n");
        let whats = [
            (0, What::Spawned { child: TaskId(1) }),
            (1, What::Acquired { object }),
            (
                1,
                What::Wrote {
                    variable,
                    value: Brief::Int(1),
                },
            ),
            (
                0,
                What::Blocked {
                    why: Why::Lock,
                    patient: false,
                    on: Subject::Object(object),
                },
            ),
            (1, What::GilTaken),
            (1, What::Released { object, free: true }),
            (0, What::Woken { by: TaskId(1) }),
            (1, What::Output { text, error: false }),
            (1, What::Finished),
        ];
        for (at, (task, what)) in whats.into_iter().enumerate() {
            trace.push(Event {
                at: Tick(at as u64),
                task: TaskId(task),
                site: Default::default(),
                what,
            });
        }
        trace
    }

    #[test]
    fn a_run_is_a_conversation() {
        let expected = "\
sequenceDiagram
    participant p0 as MainThread
    participant p1 as a#59;b
    participant p2 as lock
    p0->>p1: starts
    p1->>p2: takes
    Note over p1: writes counter = 1
    p0-->>p2: waits for the lock lock
    p1->>p2: lets go
    p1-->>p0: wakes
    Note over p1: prints 100#37;
    Note over p1: has ended
";
        assert_eq!(
            mermaid(&trace(), Tick(u64::MAX), Language::English),
            expected
        );
        let early = mermaid(&trace(), Tick(1), Language::Korean);
        assert_eq!(early.lines().count(), 6, "{early}");
    }

    #[test]
    fn a_long_run_says_what_it_leaves_out() {
        let mut trace = trace();
        let lock = ObjectId { owner: 0, index: 0 };
        for at in 0..1_000 {
            trace.push(Event {
                at: Tick(100 + at),
                task: TaskId(0),
                site: Default::default(),
                what: What::Acquired { object: lock },
            });
        }
        let diagram = mermaid(&trace, Tick(u64::MAX), Language::English);
        assert!(diagram.lines().count() < MOST_MESSAGES + 10);
        assert!(diagram.ends_with("and 758 more\n"), "{diagram}");
    }

    #[test]
    fn no_name_ends_a_line_or_a_block() {
        assert_eq!(escape("a\nb; c"), "a b#59; c");
        assert_ne!(escape("END"), "END");
        assert!(!escape(" \t ").is_empty());
    }
}
