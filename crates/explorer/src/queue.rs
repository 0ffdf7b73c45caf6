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
    /// How threads stand, by the numbers of answers, and the values.
    values: VecDeque<u32>,
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
                let answers = position.standings.iter();
                self.values.extend(answers.map(|standing| standing.answer));
                self.values.extend(&row.values);
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
                let answers = self.values.drain(..waiting.threads as usize);
                into.standings.clear();
                into.standings.extend(answers.map(|answer| Standing {
                    answer,
                    ..Standing::default()
                }));
                row.values.clear();
                let values = self.values.drain(..waiting.values as usize);
                row.values.extend(values);
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
        let rows = self.waiting.capacity() * size_of::<Waiting>() + self.values.capacity() * 4;
        rows as u64 + self.worlds.len() as u64 * WORLD_BYTES
    }
}
