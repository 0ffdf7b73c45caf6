//! A state of a search.

use interleave_engine::World;
use interleave_trace::ThreadId;

use crate::outputs::OutputId;
use crate::table::{Row, Standing};
use crate::walker::End;

/// Where a search is: in a world, or in a row of the table's.
#[derive(Clone)]
pub enum Place {
    World(Box<World>),
    Row(Row),
}

/// A state of a search.
#[derive(Clone)]
pub struct Position {
    pub place: Place,
    /// How each thread stands.
    pub standings: Vec<Standing>,
    /// The age of the table that said so.
    pub age: u64,
    /// How the program has ended, once it has.
    pub end: Option<End>,
    /// What the program has written to standard output.
    pub output: OutputId,
    /// Who cannot lose its turn now, where CPython's lock decides.
    pub turn: Option<ThreadId>,
}

impl Default for Position {
    fn default() -> Self {
        Self {
            place: Place::Row(Row::default()),
            standings: Vec::new(),
            age: 0,
            end: None,
            output: OutputId::default(),
            turn: None,
        }
    }
}

impl Position {
    /// Becomes the same as another one, in the room that it has.
    pub fn copy(&mut self, other: &Position) {
        match (&mut self.place, &other.place) {
            (Place::Row(own), Place::Row(other)) => {
                own.values.clone_from(&other.values);
                (own.print, own.meters) = (other.print, other.meters);
            }
            (place, other) => *place = other.clone(),
        }
        self.standings.clone_from(&other.standings);
        (self.age, self.end) = (other.age, other.end);
        (self.output, self.turn) = (other.output, other.turn);
    }
}
