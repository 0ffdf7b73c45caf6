//! Choices and schedules: the only nondeterminism, and its written form.

use std::fmt;
use std::str::FromStr;

use interleave_trace::ThreadId;

/// One thing that may happen next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Choice {
    /// The thread's next step.
    Run(ThreadId),
    /// The thread stops waiting in vain: its time-out is over, or, where spurious wakeups are allowed, it returns from a
    /// condition unnotified.
    TimeOut(ThreadId),
    /// A write of the thread that others cannot see yet reaches memory: of those that may be next, the one of this number.
    Drain(ThreadId, u8),
}

impl Choice {
    /// The thread that it is about.
    #[must_use]
    pub fn thread(self) -> ThreadId {
        match self {
            Choice::Run(thread) | Choice::TimeOut(thread) | Choice::Drain(thread, _) => thread,
        }
    }
}

/// A part of a schedule.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Part {
    /// So many steps as the simulated operating system would choose them.
    Natural(u32),
    /// A choice, so many times in a row.
    Chosen(Choice, u32),
}

/// A sequence of choices; when it is used up, the simulated operating system goes on choosing. Its written form is
/// safe in a URL: `~120.2.2.1x3.2!.1d` are 120 natural steps, two steps of thread 2, three of thread 1, the end of
/// thread 2's patience, and a write of thread 1 that reaches memory (`1d2` is the third of those that may).
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Schedule {
    parts: Vec<Part>,
}

impl Schedule {
    /// Most parts of a written schedule.
    pub const MAX_PARTS: usize = 100_000;

    /// The parts in order.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Whether it leaves everything to the simulated operating system.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Appends a choice.
    pub fn push(&mut self, choice: Choice) {
        match self.parts.last_mut() {
            Some(Part::Chosen(last, count)) if *last == choice => *count += 1,
            _ => self.parts.push(Part::Chosen(choice, 1)),
        }
    }

    /// Takes the last step away: a choice, or `Some(None)` for a natural step; `None` where there is none.
    pub fn pop(&mut self) -> Option<Option<Choice>> {
        let (last, taken) = match self.parts.pop()? {
            Part::Natural(count) => (Part::Natural(count.saturating_sub(1)), None),
            Part::Chosen(choice, count) => {
                (Part::Chosen(choice, count.saturating_sub(1)), Some(choice))
            }
        };
        if !matches!(last, Part::Natural(0) | Part::Chosen(_, 0)) {
            self.parts.push(last);
        }
        Some(taken)
    }

    /// How many steps it has.
    #[must_use]
    pub fn steps(&self) -> u64 {
        let count = |part: &Part| match part {
            Part::Natural(count) | Part::Chosen(_, count) => u64::from(*count),
        };
        self.parts.iter().map(count).sum()
    }

    /// Appends natural steps.
    pub fn push_natural(&mut self, steps: u32) {
        match self.parts.last_mut() {
            _ if steps == 0 => {}
            Some(Part::Natural(count)) => *count += steps,
            _ => self.parts.push(Part::Natural(steps)),
        }
    }
}

impl FromIterator<Choice> for Schedule {
    fn from_iter<I: IntoIterator<Item = Choice>>(choices: I) -> Self {
        let mut schedule = Schedule::default();
        choices.into_iter().for_each(|choice| schedule.push(choice));
        schedule
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self.parts.iter().enumerate() {
            if index > 0 {
                f.write_str(".")?;
            }
            let (choice, count) = match part {
                Part::Natural(steps) => {
                    write!(f, "~{steps}")?;
                    continue;
                }
                Part::Chosen(choice, count) => (choice, count),
            };
            match choice {
                Choice::Run(thread) => write!(f, "{}", thread.0)?,
                Choice::TimeOut(thread) => write!(f, "{}!", thread.0)?,
                Choice::Drain(thread, 0) => write!(f, "{}d", thread.0)?,
                Choice::Drain(thread, which) => write!(f, "{}d{which}", thread.0)?,
            }
            if *count > 1 {
                write!(f, "x{count}")?;
            }
        }
        Ok(())
    }
}

impl FromStr for Schedule {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut schedule = Schedule::default();
        if text.is_empty() {
            return Ok(schedule);
        }
        for (index, part) in text.split('.').enumerate() {
            if index >= Self::MAX_PARTS {
                return Err(format!(
                    "the schedule has more than {} parts",
                    Self::MAX_PARTS
                ));
            }
            let wrong = || {
                format!(
                    "part {} of the schedule is `{part}`; expected a thread's number such as `2`, `2x5` or `2!`, or `~120`",
                    index + 1
                )
            };
            let number = |digits: &str| digits.parse::<u32>().map_err(|_| wrong());
            if let Some(steps) = part.strip_prefix('~') {
                schedule.parts.push(Part::Natural(number(steps)?));
                continue;
            }
            let (who, count) = match part.split_once('x') {
                Some((who, count)) => (who, number(count)?),
                None => (part, 1),
            };
            let choice = match (who.strip_suffix('!'), who.split_once('d')) {
                (Some(thread), _) => Choice::TimeOut(ThreadId(number(thread)?)),
                (None, Some((thread, ""))) => Choice::Drain(ThreadId(number(thread)?), 0),
                (None, Some((thread, which))) => {
                    let which = which.parse().map_err(|_| wrong())?;
                    Choice::Drain(ThreadId(number(thread)?), which)
                }
                (None, None) => Choice::Run(ThreadId(number(who)?)),
            };
            if count == 0 {
                return Err(wrong());
            }
            schedule.parts.push(Part::Chosen(choice, count));
        }
        Ok(schedule)
    }
}

#[cfg(test)]
mod tests {
    use interleave_trace::ThreadId;

    use super::{Choice, Schedule};

    #[test]
    fn steps_are_taken_away_one_by_one() {
        let mut schedule: Schedule = "~2.1!".parse().expect("a schedule");
        assert_eq!(schedule.steps(), 3);
        assert_eq!(schedule.pop(), Some(Some(Choice::TimeOut(ThreadId(1)))));
        assert_eq!(schedule.pop(), Some(None));
        assert_eq!(schedule.to_string(), "~1");
        assert_eq!(schedule.pop(), Some(None));
        assert_eq!(schedule.pop(), None);
    }

    #[test]
    fn schedules_survive_being_written_and_read() {
        for text in [
            "",
            "~120.2.1x3.2!",
            "1.1d.2d3x2",
            "0x4000000000",
            "1..2",
            "x",
            "~",
            "1x0",
        ] {
            match text.parse::<Schedule>() {
                Ok(schedule) => assert_eq!(schedule.to_string(), text),
                Err(message) => assert!(message.contains("part"), "{text}: {message}"),
            }
        }
    }
}
