//! What to paint of a lane at a distance: spans too short to see are painted together, as what was done for most of the
//! time. How much there is to do for a picture depends on its width and not on the length of the run.

use interleave_trace::Tick;

use crate::lanes::{Look, Span};

/// So many spans have their times summed up in advance.
const BLOCK: usize = 32;

/// For how long each look is seen.
type Times = [u64; Look::ALL.len()];

/// For how long each look is seen from the start of a lane to the end of each of its complete blocks.
#[derive(Clone, Default, Debug)]
pub struct Sums(Vec<Times>);

impl Sums {
    /// Takes the spans that have become final: all but the last one.
    pub(crate) fn extend(&mut self, spans: &[Span]) {
        while (self.0.len() + 1) * BLOCK < spans.len() {
            let first = self.0.len() * BLOCK;
            let mut times = self.0.last().copied().unwrap_or_default();
            add(&mut times, &spans[first..first + BLOCK]);
            self.0.push(times);
        }
    }

    /// For how long each look is seen in some spans of the lane.
    fn between(&self, spans: &[Span], from: usize, to: usize) -> Times {
        let mut times = Times::default();
        let (first, last) = (from.div_ceil(BLOCK), (to / BLOCK).min(self.0.len()));
        if first >= last {
            add(&mut times, &spans[from..to]);
            return times;
        }
        add(&mut times, &spans[from..first * BLOCK]);
        add(&mut times, &spans[last * BLOCK..to]);
        let none = Times::default();
        let before = first.checked_sub(1).map_or(&none, |block| &self.0[block]);
        for (time, (all, before)) in times.iter_mut().zip(self.0[last - 1].iter().zip(before)) {
            *time = time.saturating_add(all.saturating_sub(*before));
        }
        times
    }
}

fn add(times: &mut Times, spans: &[Span]) {
    for span in spans {
        let time = &mut times[span.state.look() as usize];
        *time = time.saturating_add(span.end.since(span.start));
    }
}

/// The spans of a lane, in order, with what is known of them at a distance.
#[derive(Clone, Copy, Debug)]
pub struct Lane<'a> {
    spans: &'a [Span],
    sums: Option<&'a Sums>,
}

/// A piece of a lane as it is painted: a span, or many together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece {
    /// The span. Of many together it has the task and state of the first one.
    pub span: Span,
    /// What it looks like: of many together, like what takes most of the time.
    pub look: Look,
    /// Whether it is many together.
    pub several: bool,
}

impl<'a> Lane<'a> {
    pub(crate) fn new(spans: &'a [Span], sums: Option<&'a Sums>) -> Lane<'a> {
        Lane { spans, sums }
    }

    /// The spans.
    #[must_use]
    pub fn spans(self) -> &'a [Span] {
        self.spans
    }

    /// What to paint between two instants where nothing shorter than `least_ns` can be seen.
    pub fn pieces(self, from: Tick, to: Tick, least_ns: u64) -> impl Iterator<Item = Piece> + 'a {
        let least_ns = least_ns.max(1);
        let mut next = self.spans.partition_point(|span| span.end <= from);
        let mut waiting: Option<Piece> = None;
        std::iter::from_fn(move || {
            loop {
                let piece = self.piece(&mut next, to, least_ns);
                match (waiting.take(), piece) {
                    // What looks alike side by side is one stroke.
                    (Some(before), Some(piece)) if joins(&before, &piece) => {
                        let span = Span {
                            end: piece.span.end,
                            ..before.span
                        };
                        waiting = Some(Piece { span, ..before });
                    }
                    (Some(before), piece) => {
                        waiting = piece;
                        return Some(before);
                    }
                    (None, Some(piece)) => waiting = Some(piece),
                    (None, None) => return None,
                }
            }
        })
    }

    /// The piece that begins with the span of this number.
    fn piece(self, next: &mut usize, to: Tick, least_ns: u64) -> Option<Piece> {
        let spans = self.spans;
        let first = *spans.get(*next).filter(|span| span.start <= to)?;
        let begin = *next;
        *next += 1;
        let alone = Piece {
            span: first,
            look: first.state.look(),
            several: false,
        };
        if first.end.since(first.start) >= least_ns {
            return Some(alone);
        }
        // Pieces end where a grid has its lines, so that they stay as they are while the picture is moved.
        let until = Tick(
            (first.end.0 / least_ns)
                .saturating_add(1)
                .saturating_mul(least_ns),
        );
        *next = gallop(spans, *next, |span| span.end <= until);
        let end = spans
            .get(*next)
            .map_or(until, |span| span.start.min(until))
            .max(first.end);
        if *next == begin + 1 {
            let span = Span { end, ..first };
            return Some(Piece { span, ..alone });
        }
        let times = match self.sums {
            Some(sums) => sums.between(spans, begin, *next),
            None => Sums::default().between(spans, begin, *next),
        };
        let longest = Look::ALL
            .into_iter()
            .rev()
            .max_by_key(|&look| times[look as usize]);
        Some(Piece {
            span: Span { end, ..first },
            look: longest.unwrap_or(alone.look),
            several: true,
        })
    }
}

/// Whether two pieces can be painted as one.
fn joins(before: &Piece, piece: &Piece) -> bool {
    before.several
        && piece.several
        && before.look == piece.look
        && before.span.task == piece.span.task
        && before.span.end == piece.span.start
}

/// The first place from `from` on at which something no longer holds: found in steps that double, as it is near.
fn gallop(spans: &[Span], from: usize, holds: impl Fn(&Span) -> bool) -> usize {
    let mut low = from;
    let mut step = 1;
    while spans.get(low + step - 1).is_some_and(&holds) {
        low += step;
        step *= 2;
    }
    let high = (low + step - 1).min(spans.len());
    low + spans[low..high].partition_point(holds)
}

#[cfg(test)]
mod tests {
    use interleave_trace::{CoreId, TaskId};

    use super::*;
    use crate::lanes::State;

    fn span(start: u64, end: u64, state: State) -> Span {
        Span {
            start: Tick(start),
            end: Tick(end),
            task: TaskId(0),
            state,
        }
    }

    /// Spans of 10 ns: two of three are waits for a turn, the third one runs.
    fn busy(count: u64) -> Vec<Span> {
        let state = |n: u64| match n % 3 {
            0 => State::Running(CoreId(0)),
            _ => State::Ready,
        };
        (0..count)
            .map(|n| span(n * 10, n * 10 + 10, state(n)))
            .collect()
    }

    fn summed(spans: &[Span]) -> Sums {
        let mut sums = Sums::default();
        sums.extend(spans);
        sums
    }

    #[test]
    fn what_is_painted_does_not_grow_with_the_run() {
        let spans = busy(1_000_000);
        let sums = summed(&spans);
        let lane = Lane::new(&spans, Some(&sums));
        let far: Vec<Piece> = lane.pieces(Tick(0), Tick(10_000_000), 10_000).collect();
        // Everything looks alike from far away, and the last span is not known to be over.
        assert!(far.len() <= 2, "{far:?}");
        assert!(far[0].several && far[0].look == Look::Ready);
        let near: Vec<Span> = lane
            .pieces(Tick(95), Tick(125), 1)
            .map(|piece| piece.span)
            .collect();
        assert_eq!(near, spans[9..=12]);
    }

    #[test]
    fn what_was_done_longest_is_seen() {
        let mut spans = busy(64);
        for span in &mut spans[32..] {
            span.state = State::Running(CoreId(0));
        }
        let looks = |sums: Option<&Sums>| -> Vec<(Look, Tick, Tick)> {
            let lane = Lane::new(&spans, sums);
            let pieces = lane.pieces(Tick(0), Tick(639), 160);
            pieces
                .map(|piece| (piece.look, piece.span.start, piece.span.end))
                .collect()
        };
        assert_eq!(
            looks(None),
            [
                (Look::Ready, Tick(0), Tick(320)),
                (Look::Running, Tick(320), Tick(640))
            ]
        );
        assert_eq!(looks(Some(&summed(&spans))), looks(None));
    }

    #[test]
    fn sums_are_those_of_the_spans() {
        let spans = busy(1000);
        let sums = summed(&spans);
        for (from, to) in [(0, 999), (5, 20), (31, 33), (32, 64), (7, 700), (500, 500)] {
            let mut plain = Times::default();
            add(&mut plain, &spans[from..to]);
            assert_eq!(sums.between(&spans, from, to), plain, "{from}..{to}");
        }
    }

    #[test]
    fn pieces_stay_as_they_are_when_the_picture_moves() {
        let spans = busy(10_000);
        let lane = Lane::new(&spans, None);
        let ends = |from: u64| -> Vec<Tick> {
            let pieces = lane.pieces(Tick(from), Tick(60_000), 25);
            let inside = pieces.filter(|piece| piece.span.start >= Tick(1_000));
            inside.map(|piece| piece.span.end).collect()
        };
        assert_eq!(ends(0), ends(333));
        assert_eq!(ends(0), ends(995));
    }

    #[test]
    fn galloping_finds_what_halving_finds() {
        let spans = busy(100);
        for from in 0..100 {
            for until in (0..1010).step_by(5) {
                let holds = |span: &Span| span.end <= Tick(until);
                let slow = from + spans[from..].partition_point(holds);
                assert_eq!(gallop(&spans, from, holds), slow, "{from} {until}");
            }
        }
    }
}
