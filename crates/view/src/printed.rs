//! What the program has printed at a moment.

use interleave_trace::{Moment, Trace, What};

/// A piece of output.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Standard output up to the next piece of the other stream, or the other way round.
    pub text: String,
    /// Whether it is standard error.
    pub error: bool,
}

/// Where the output events of a run are.
#[derive(Clone, Default, Debug)]
pub struct Printed {
    seen: usize,
    events: Vec<u32>,
}

/// More than this much text is cut off at its beginning: nobody reads it, and pages slow down.
const MOST_BYTES: usize = 64 << 10;

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
            bytes += self.output(trace, first).map_or(0, |(text, _)| text.len());
        }
        let mut pieces: Vec<Piece> = Vec::new();
        for index in first..count {
            let Some((text, error)) = self.output(trace, index) else {
                continue;
            };
            match pieces.last_mut() {
                Some(piece) if piece.error == error => piece.text.push_str(text),
                _ => pieces.push(Piece {
                    text: text.to_owned(),
                    error,
                }),
            }
        }
        (pieces, first > 0)
    }

    fn output<'a>(&self, trace: &'a Trace, index: usize) -> Option<(&'a str, bool)> {
        let event = trace.events().get(*self.events.get(index)? as usize)?;
        match event.what {
            What::Output { text, error } => Some((trace.text(text), error)),
            _ => None,
        }
    }
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
        assert_eq!(printed.pieces(&trace, 0).0, []);
    }
}
