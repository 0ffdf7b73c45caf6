//! States that wait to be expanded, first come, first served, in little room.

use std::collections::VecDeque;

use interleave_engine::World;
use interleave_engine::world::parts::Meters;
use interleave_trace::ThreadId;

use crate::outputs::OutputId;
use crate::position::{Place, Position};
use crate::table::Standing;
use crate::walker::End;

/// What is known of a way to a state.
#[derive(Clone, Copy, Debug)]
pub struct Arrived {
    /// Steps.
    pub depth: u32,
    /// Who made the last one.
    pub last: ThreadId,
    /// How often the turn was taken from a thread that could go on: where that is bounded.
    pub preemptions: u32,
}

/// A state that waits, but for its values, which stand in a row with those of all others.
struct Waiting {
    arrived: Arrived,
    threads: u32,
    values: u32,
    print: u64,
    meters: Meters,
    /// The age of the table that said how threads stand.
    age: u64,
    end: Option<End>,
    output: OutputId,
    turn: Option<ThreadId>,
}

/// What a waiting world takes besides what it shares with others: its own tables, a task and a chunk of objects.
const WORLD_BYTES: u64 = 2048;

/// States that wait.
#[derive(Default)]
pub struct Queue {
    waiting: VecDeque<Waiting>,
    /// How threads stand, by the numbers of answers, and the values: those of the states at the front, how many were taken of
    /// them, and those of the states behind.
    front: Vec<u16>,
    taken: usize,
    back: Vec<u16>,
    /// Of those that are worlds.
    worlds: VecDeque<Box<World>>,
}

impl Queue {
    /// Puts a state at the end.
    pub fn push(&mut self, position: &Position, arrived: Arrived) {
        let mut waiting = Waiting {
            arrived,
            threads: position.standings.len() as u32,
            values: u32::MAX,
            print: 0,
            meters: Meters::default(),
            age: position.age,
            end: position.end,
            output: position.output,
            turn: position.turn,
        };
        match &position.place {
            Place::World(world) => self.worlds.push_back(world.clone()),
            Place::Row(row) => {
                waiting.values = row.values.len() as u32;
                (waiting.print, waiting.meters) = (row.print, row.meters);
                for standing in &position.standings {
                    put(&mut self.back, standing.answer);
                }
                for &value in &row.values {
                    put(&mut self.back, value);
                }
            }
        }
        self.waiting.push_back(waiting);
    }

    /// Takes the state at the front; how its threads stand is to be found out again.
    pub fn pop(&mut self, into: &mut Position) -> Option<Arrived> {
        let waiting = self.waiting.pop_front()?;
        if waiting.values == u32::MAX {
            into.place = Place::World(self.worlds.pop_front()?);
        } else {
            if let Place::World(_) = into.place {
                into.place = Position::default().place;
            }
            if let Place::Row(row) = &mut into.place {
                if self.taken >= self.front.len() {
                    std::mem::swap(&mut self.front, &mut self.back);
                    self.back.clear();
                    self.taken = 0;
                }
                let mut left = self.front.get(self.taken..).unwrap_or_default();
                let before = left.len();
                into.standings.clear();
                for _ in 0..waiting.threads {
                    into.standings.push(Standing {
                        answer: take(&mut left),
                        ..Standing::default()
                    });
                }
                row.values.clear();
                for _ in 0..waiting.values {
                    row.values.push(take(&mut left));
                }
                self.taken += before - left.len();
                (row.print, row.meters) = (waiting.print, waiting.meters);
            }
        }
        into.age = waiting.age;
        (into.end, into.output, into.turn) = (waiting.end, waiting.output, waiting.turn);
        Some(waiting.arrived)
    }

    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// About how many bytes they take.
    pub fn bytes(&self) -> u64 {
        let rows = self.waiting.capacity() * size_of::<Waiting>()
            + (self.front.capacity() + self.back.capacity()) * 2;
        rows as u64 + self.worlds.len() as u64 * WORLD_BYTES
    }
}

/// Writes a number: nearly all are small.
#[inline]
fn put(to: &mut Vec<u16>, number: u32) {
    if number < u32::from(u16::MAX) {
        to.push(number as u16);
    } else {
        to.extend([u16::MAX, number as u16, (number >> 16) as u16]);
    }
}

/// Reads a number.
#[inline]
fn take(from: &mut &[u16]) -> u32 {
    match **from {
        [u16::MAX, low, high, ref rest @ ..] => {
            *from = rest;
            u32::from(high) << 16 | u32::from(low)
        }
        [number, ref rest @ ..] => {
            *from = rest;
            number.into()
        }
        [] => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{put, take};

    #[test]
    fn numbers_of_any_size_are_read_as_they_were_written() {
        let numbers = [0, 7, 65_534, 65_535, 65_536, u32::MAX, 1];
        let mut written = Vec::new();
        numbers.iter().for_each(|&number| put(&mut written, number));
        let mut left = &written[..];
        assert!(numbers.iter().all(|&number| take(&mut left) == number));
        assert_eq!((left.len(), take(&mut left)), (0, 0));
    }
}
