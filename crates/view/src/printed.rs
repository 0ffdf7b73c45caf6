//! What the program has printed at a moment.

use interleave_trace::{Moment, TaskId, Trace, What};

/// A piece of output.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// What was printed to one stream by one task, up to the next piece.
    pub text: String,
    /// Whether it is standard error.
    pub error: bool,
    /// Who printed it; nobody is named where there are too many pieces to tell apart.
    pub task: Option<TaskId>,
    /// The moment just after its last text.
    pub moment: Moment,
}

/// Where the output events of a run are.
#[derive(Clone, Default, Debug)]
pub struct Printed {
    seen: usize,
    events: Vec<u32>,
}

/// More than this much text is cut off at its beginning: nobody reads it, and pages slow down.
const MOST_BYTES: usize = 64 << 10;
/// Of more pieces than this the first ones do not say who printed them.
const MOST_PIECES: usize = 400;

impl Printed {
    /// Reads the events that have come since the last time.
    pub fn extend(&mut self, trace: &Trace) {
        for (index, event) in trace.events().iter().enumerate().skip(self.seen) {
            if matches!(event.what, What::Output { .. }) {
                self.events.push(index as u32);
            }
        }
        self.seen = trace.events().len();
    }

    /// How many output events there were before a moment.
    #[must_use]
    pub fn count(&self, moment: Moment) -> usize {
        self.events.partition_point(|&index| index < moment.0)
    }

    /// The text of the first `count` output events, and whether its beginning is cut off.
    #[must_use]
    pub fn pieces(&self, trace: &Trace, count: usize) -> (Vec<Piece>, bool) {
        let mut first = count.min(self.events.len());
        let mut bytes = 0;
        while first > 0 && bytes < MOST_BYTES {
            first -= 1;
            bytes += self
                .output(trace, first)
                .map_or(0, |piece| piece.text.len());
        }
        let outputs = (first..count).filter_map(|index| self.output(trace, index));
        let mut pieces = joined(outputs);
        let hidden = pieces.len().saturating_sub(MOST_PIECES);
        if hidden > 0 {
            let rest = pieces.split_off(hidden);
            let nobody = pieces.into_iter().map(|piece| Piece {
                task: None,
                ..piece
            });
            pieces = joined(nobody);
            pieces.extend(rest);
        }
        (pieces, first > 0)
    }

    fn output(&self, trace: &Trace, index: usize) -> Option<Piece> {
        let place = *self.events.get(index)?;
        let event = trace.events().get(place as usize)?;
        match event.what {
            What::Output { text, error } => Some(Piece {
                text: trace.text(text).to_owned(),
                error,
                task: Some(event.task),
                moment: Moment(place + 1),
            }),
            _ => None,
        }
    }
}

/// Pieces of one task and one stream that follow each other, as one.
fn joined(pieces: impl Iterator<Item = Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    for piece in pieces {
        match joined.last_mut() {
            Some(last) if (last.error, last.task) == (piece.error, piece.task) => {
                last.text += &piece.text;
                last.moment = piece.moment;
            }
            _ => joined.push(piece),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use interleave_trace::{Event, TaskId, Tick};

    use super::*;

    #[test]
    fn output_is_what_was_printed_before_the_moment() {
        let mut trace = Trace::default();
        for (at, text, error) in [(0, "a\n", false), (1, "b\n", false), (2, "oh\n", true)] {
            let text = trace.intern(text);
            let task = TaskId(0);
            let site = Default::default();
            trace.push(Event {
                at: Tick(at),
                task,
                site,
                what: What::GilTaken,
            });
            trace.push(Event {
                at: Tick(at),
                task,
                site,
                what: What::Output { text, error },
            });
        }
        let mut printed = Printed::default();
        printed.extend(&trace);
        assert_eq!(printed.count(Moment(1)), 0);
        assert_eq!(printed.count(Moment(2)), 1);
        assert_eq!(printed.count(Moment(99)), 3);
        let (pieces, cut) = printed.pieces(&trace, 3);
        let pieces: Vec<_> = pieces
            .iter()
            .map(|piece| (piece.text.as_str(), piece.error))
            .collect();
        assert_eq!(pieces, [("a\nb\n", false), ("oh\n", true)]);
        assert!(!cut);
        assert_eq!(printed.pieces(&trace, 3).0[0].task, Some(TaskId(0)));
        assert_eq!(printed.pieces(&trace, 1).0[0].moment, Moment(2));
        assert_eq!(printed.pieces(&trace, 0).0, []);
    }

    #[test]
    fn who_printed_is_told_as_long_as_it_can_be_told_apart() {
        let mut trace = Trace::default();
        let text = trace.intern("x");
        for at in 0..1000 {
            trace.push(Event {
                at: Tick(at),
                task: TaskId((at % 2) as u32),
                site: Default::default(),
                what: What::Output { text, error: false },
            });
        }
        let mut printed = Printed::default();
        printed.extend(&trace);
        let (pieces, _) = printed.pieces(&trace, 1000);
        assert_eq!(pieces.len(), MOST_PIECES + 1);
        assert_eq!((pieces[0].task, pieces[0].text.len()), (None, 600));
        assert_eq!(pieces[400].task, Some(TaskId(1)));
    }
}
