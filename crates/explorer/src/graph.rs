//! The graph of states: which were seen, how each was reached first, and where each step leads.

use interleave_engine::{Choice, Schedule};
use interleave_trace::ThreadId;
use rustc_hash::FxHashMap;

/// A state, by the order in which a breadth-first search finds it: 0 is the start.
pub type StateId = u32;

/// A choice in four bytes: the thread, and whether its patience runs out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Packed(u32);

impl Packed {
    fn new(choice: Choice) -> Self {
        match choice {
            Choice::Run(thread) => Packed(thread.0 << 1),
            Choice::TimeOut(thread) => Packed(thread.0 << 1 | 1),
        }
    }

    fn choice(self) -> Choice {
        let thread = ThreadId(self.0 >> 1);
        if self.0 & 1 == 0 {
            Choice::Run(thread)
        } else {
            Choice::TimeOut(thread)
        }
    }
}

/// A step from one state to another.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    choice: Packed,
    /// Where it leads.
    pub target: StateId,
}

impl Edge {
    /// What was chosen.
    pub fn choice(self) -> Choice {
        self.choice.choice()
    }
}

/// How a state was reached first.
#[derive(Clone, Copy, Debug)]
struct Arrival {
    from: StateId,
    choice: Packed,
}

/// States seen so far. A state counts as expanded once its edges are known; states are expanded in their order.
#[derive(Debug, Default)]
pub struct Graph {
    ids: FxHashMap<u64, StateId>,
    arrivals: Vec<Arrival>,
    /// Where the edges of each expanded state end.
    ends: Vec<u32>,
    edges: Vec<Edge>,
}

impl Graph {
    /// The state of a fingerprint; `true` when it is new.
    pub fn reach(&mut self, fingerprint: u64, from: StateId, choice: Choice) -> (StateId, bool) {
        let new = self.arrivals.len() as StateId;
        let id = *self.ids.entry(fingerprint).or_insert(new);
        if id == new {
            let choice = Packed::new(choice);
            self.arrivals.push(Arrival { from, choice });
        }
        (id, id == new)
    }

    /// Adds a step of the state that is being expanded.
    pub fn connect(&mut self, choice: Choice, target: StateId) {
        let choice = Packed::new(choice);
        self.edges.push(Edge { choice, target });
    }

    /// All steps of the state that is being expanded were added.
    pub fn close(&mut self) {
        self.ends.push(self.edges.len() as u32);
    }

    /// States seen.
    pub fn len(&self) -> usize {
        self.arrivals.len()
    }

    /// States expanded.
    pub fn expanded(&self) -> usize {
        self.ends.len()
    }

    /// The steps of a state.
    pub fn edges(&self, state: StateId) -> &[Edge] {
        let at = state as usize;
        let end = |at: usize| {
            self.ends
                .get(at)
                .map_or(self.edges.len(), |&end| end as usize)
        };
        let begin = if at == 0 { 0 } else { end(at - 1) };
        self.edges.get(begin..end(at)).unwrap_or(&[])
    }

    /// The choices of a shortest way from the start to a state.
    pub fn way_to(&self, state: StateId) -> Vec<Choice> {
        let mut choices = Vec::new();
        let mut at = state;
        while at != 0 {
            let Some(arrival) = self.arrivals.get(at as usize) else {
                break;
            };
            choices.push(arrival.choice.choice());
            at = arrival.from;
        }
        choices.reverse();
        choices
    }

    /// The same as a schedule.
    pub fn schedule_to(&self, state: StateId) -> Schedule {
        self.way_to(state).into_iter().collect()
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> u64 {
        // A slot of the hash table holds 16 bytes and one of control, and is used by seven eighths at most.
        let table = self.ids.capacity() * 20;
        (table
            + self.arrivals.capacity() * 8
            + self.ends.capacity() * 4
            + self.edges.capacity() * 8) as u64
    }
}
