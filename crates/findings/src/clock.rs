//! Vector clocks (Lamport 1978; Mattern 1989), sparse: most threads never hear of most others.

use std::cmp::Ordering;

/// How much of each thread's past is known: a thread's number with a count, in the order of the numbers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Clock(Vec<(u32, u32)>);

impl Clock {
    /// How far a thread is known.
    pub fn get(&self, thread: u32) -> u32 {
        match self.0.binary_search_by_key(&thread, |&(thread, _)| thread) {
            Ok(place) => self.0.get(place).map_or(0, |&(_, count)| count),
            Err(_) => 0,
        }
    }

    /// Lets a thread go on by one.
    pub fn tick(&mut self, thread: u32) {
        match self.0.binary_search_by_key(&thread, |&(thread, _)| thread) {
            Ok(place) => {
                if let Some((_, count)) = self.0.get_mut(place) {
                    *count = count.saturating_add(1);
                }
            }
            Err(place) => self.0.insert(place, (thread, 1)),
        }
    }

    /// Learns all that another clock knows.
    pub fn join(&mut self, other: &Clock) {
        if other
            .0
            .iter()
            .all(|&(thread, count)| self.get(thread) >= count)
        {
            return;
        }
        let mut joined = Vec::with_capacity(self.0.len().max(other.0.len()));
        let (mut mine, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        loop {
            let next = match (mine.peek(), theirs.peek()) {
                (Some(&&a), Some(&&b)) => match a.0.cmp(&b.0) {
                    Ordering::Less => {
                        mine.next();
                        a
                    }
                    Ordering::Greater => {
                        theirs.next();
                        b
                    }
                    Ordering::Equal => {
                        mine.next();
                        theirs.next();
                        (a.0, a.1.max(b.1))
                    }
                },
                (Some(&&a), None) => {
                    mine.next();
                    a
                }
                (None, Some(&&b)) => {
                    theirs.next();
                    b
                }
                (None, None) => break,
            };
            joined.push(next);
        }
        self.0 = joined;
    }

    /// How many threads it knows of.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::Clock;

    fn clock(counts: &[(u32, u32)]) -> Clock {
        let mut clock = Clock::default();
        for &(thread, count) in counts {
            (0..count).for_each(|_| clock.tick(thread));
        }
        clock
    }

    #[test]
    fn joining_takes_the_larger_count_of_each_thread() {
        let mut joined = clock(&[(0, 3), (2, 1), (7, 2)]);
        joined.join(&clock(&[(0, 1), (1, 4), (7, 5), (9, 1)]));
        let expected = clock(&[(0, 3), (1, 4), (2, 1), (7, 5), (9, 1)]);
        assert_eq!(joined, expected);
        assert_eq!((joined.get(7), joined.get(8)), (5, 0));
    }

    #[test]
    fn joining_the_past_changes_nothing() {
        let now = clock(&[(0, 3), (1, 4)]);
        let mut joined = now.clone();
        joined.join(&clock(&[(1, 4)]));
        assert_eq!(joined, now);
    }
}
