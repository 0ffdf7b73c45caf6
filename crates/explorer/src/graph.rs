//! The graph of states: which were seen, how each was reached first, and where each step leads.

use interleave_engine::Choice;
use interleave_trace::ThreadId;
use rustc_hash::FxHashMap;

/// A state, by the order in which a breadth-first search finds it: 0 is the start.
pub type StateId = u32;

/// A choice in four bytes: the thread, and in the lowest eight bits 0, 1 where its patience runs out, or two more than the
/// number of the write that reaches memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Packed(u32);

impl Packed {
    fn new(choice: Choice) -> Self {
        match choice {
            Choice::Run(thread) => Packed(thread.0 << 8),
            Choice::TimeOut(thread) => Packed(thread.0 << 8 | 1),
            Choice::Drain(thread, which) => {
                Packed(thread.0 << 8 | (u32::from(which) + 2).min(0xff))
            }
        }
    }

    fn choice(self) -> Choice {
        let thread = ThreadId(self.0 >> 8);
        match self.0 & 0xff {
            0 => Choice::Run(thread),
            1 => Choice::TimeOut(thread),
            which => Choice::Drain(thread, (which - 2) as u8),
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
    pub fn reach(&mut self, fingerprint: u64, from: StateId) -> (StateId, bool) {
        let new = self.arrivals.len() as StateId;
        let id = *self.ids.entry(fingerprint).or_insert(new);
        if id == new {
            self.arrivals.push(Arrival { from });
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

    /// How many steps each state is away from the start.
    pub fn depths(&self) -> Vec<u32> {
        let mut depths = Vec::with_capacity(self.arrivals.len());
        for (index, arrival) in self.arrivals.iter().enumerate() {
            let before = depths.get(arrival.from as usize).copied();
            depths.push(if index == 0 {
                0
            } else {
                before.unwrap_or(0) + 1
            });
        }
        depths
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> u64 {
        // A slot of the hash table holds 16 bytes and one of control, and is used by seven eighths at most.
        let table = self.ids.capacity() * 20;
        (table
            + self.arrivals.capacity() * 4
            + self.ends.capacity() * 4
            + self.edges.capacity() * 8) as u64
    }
}
