//! What tasks did at single instants: reads, writes, locks taken and let go, items put and got, text printed.

use interleave_trace::{Event, ObjectId, TaskId, TextId, Tick, Trace, What};

/// More marks than this in one window are noise: one has to look closer.
pub const MOST: usize = 240;

/// What happened.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// A variable was read.
    Read,
    /// A variable was written.
    Write,
    /// Something was taken: a lock, an item.
    Take,
    /// Something was let go: a lock, an item.
    Give,
    /// Text was printed.
    Print,
}

/// Something that a task did at an instant.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Mark {
    /// When.
    pub at: Tick,
    /// Who.
    pub task: TaskId,
    /// What.
    pub kind: Kind,
    /// The event itself.
    pub what: What,
}

/// The marks between two instants, in order; none if there are more than one can tell apart.
#[must_use]
pub fn between(trace: &Trace, from: Tick, to: Tick) -> Vec<Mark> {
    let events = trace.events();
    let first = events.partition_point(|event| event.at < from);
    let last = events.partition_point(|event| event.at <= to);
    // Most events are marks: a window with many more events than marks may have need not be searched.
    if last - first > MOST * 4 {
        return Vec::new();
    }
    let marks: Vec<Mark> = events[first..last].iter().filter_map(of).collect();
    if marks.len() > MOST {
        Vec::new()
    } else {
        marks
    }
}

/// The mark that an event leaves, if it leaves one.
#[must_use]
pub fn of(event: &Event) -> Option<Mark> {
    let kind = match event.what {
        What::Read { .. } => Kind::Read,
        What::Wrote { .. } => Kind::Write,
        What::Acquired { .. } | What::Got { .. } => Kind::Take,
        What::Released { .. } | What::Put { .. } => Kind::Give,
        What::Output { .. } => Kind::Print,
        _ => return None,
    };
    Some(Mark {
        at: event.at,
        task: event.task,
        kind,
        what: event.what,
    })
}

impl Mark {
    /// A few letters to stand beside the mark: the value, the item, the lock.
    #[must_use]
    pub fn brief(&self, trace: &Trace) -> String {
        let object = |id: ObjectId| {
            trace
                .object(id)
                .map_or(String::new(), |info| info.name.clone())
        };
        let text = |id: TextId| trace.text(id).trim_end().to_owned();
        match self.what {
            What::Read { value, .. } | What::Wrote { value, .. } => trace.brief(value),
            What::Acquired { object: id } | What::Released { object: id, .. } => object(id),
            What::Put { item, .. } | What::Got { item, .. } => text(item),
            What::Output { text: id, .. } => text(id),
            _ => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use interleave_trace::Brief;

    use super::*;

    fn trace(count: u64) -> Trace {
        let mut trace = Trace::default();
        let variable = trace.push_variable(interleave_trace::VariableInfo {
            name: "counter".to_owned(),
            place: interleave_trace::VariablePlace::Global(Default::default(), 0),
        });
        for at in 0..count {
            let value = Brief::Int(at as i32);
            let what = match at % 3 {
                0 => What::Read { variable, value },
                1 => What::Wrote { variable, value },
                _ => What::GilTaken,
            };
            let (task, site) = (TaskId(1), Default::default());
            trace.push(Event {
                at: Tick(at),
                task,
                site,
                what,
            });
        }
        trace
    }

    #[test]
    fn a_near_window_shows_what_was_done() {
        let trace = trace(9);
        let marks = between(&trace, Tick(3), Tick(7));
        let seen: Vec<_> = marks
            .iter()
            .map(|mark| (mark.kind, mark.brief(&trace)))
            .collect();
        assert_eq!(
            seen,
            [
                (Kind::Read, "3".to_owned()),
                (Kind::Write, "4".to_owned()),
                (Kind::Read, "6".to_owned()),
                (Kind::Write, "7".to_owned())
            ]
        );
    }

    #[test]
    fn a_far_window_shows_none() {
        assert_eq!(between(&trace(10_000), Tick(0), Tick(9_999)), []);
        assert_eq!(between(&trace(600), Tick(0), Tick(599)), []);
    }
}
