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

    /// A small number for choices of the first threads to go on or give up.
    #[inline]
    fn near(self) -> usize {
        match self.0 & 0xff {
            kind @ (0 | 1) => (self.0 >> 8) as usize * 2 + kind as usize,
            _ => usize::MAX,
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

/// Choices that are told apart without hashing.
const NEAR: usize = 256;

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

/// States seen so far. A state counts as expanded once its edges are known; states are expanded in their order.
#[derive(Debug, Default)]
pub struct Graph {
    prints: Vec<u64>,
    /// A hash table with linear probing: the upper half of a fingerprint, and one more than the number of the state; 0 is
    /// free. At most two thirds are in use. The lower half of the fingerprint says where to look.
    table: Vec<u64>,
    /// The first state of each depth, beginning with depth 1.
    levels: Vec<StateId>,
    /// Where the edges of each expanded state end.
    ends: Vec<u32>,
    targets: Vec<StateId>,
    /// The choices of edges, as places in the list of all choices.
    labels: Vec<u16>,
    choices: Vec<Packed>,
    /// Places in that list, one more than they are: of choices of few threads by number, 0 being none.
    near: Vec<u16>,
    far: FxHashMap<u32, u16>,
}

impl Graph {
    /// The state of a fingerprint; `true` when it is new.
    pub fn reach(&mut self, fingerprint: u64, depth: u32) -> (StateId, bool) {
        if (self.prints.len() + 1) * 3 > self.table.len() * 2 {
            self.grow();
        }
        let mask = self.table.len() - 1;
        let tag = fingerprint & !u64::from(u32::MAX);
        let mut at = fingerprint as usize & mask;
        loop {
            let entry = self.table.get(at).copied().unwrap_or(0);
            if entry == 0 {
                break;
            }
            let state = (entry as u32).wrapping_sub(1);
            if entry & !u64::from(u32::MAX) == tag
                && self.prints.get(state as usize) == Some(&fingerprint)
            {
                return (state, false);
            }
            at = (at + 1) & mask;
        }
        let state = self.prints.len() as StateId;
        self.prints.push(fingerprint);
        if let Some(place) = self.table.get_mut(at) {
            *place = tag | u64::from(state + 1);
        }
        if depth as usize > self.levels.len() {
            self.levels.push(state);
        }
        (state, true)
    }

    fn grow(&mut self) {
        let size = (self.table.len() * 2).max(1 << 10);
        self.table = vec![0; size];
        for (state, fingerprint) in self.prints.iter().enumerate() {
            let mut at = *fingerprint as usize & (size - 1);
            while let Some(place) = self.table.get_mut(at) {
                if *place == 0 {
                    *place = fingerprint & !u64::from(u32::MAX) | (state as u64 + 1);
                    break;
                }
                at = (at + 1) & (size - 1);
            }
        }
    }

    /// Adds a step of the state that is being expanded; `false` when there are too many different choices.
    pub fn connect(&mut self, choice: Choice, target: StateId) -> bool {
        let choice = Packed::new(choice);
        let known = match self.near.get(choice.near()) {
            Some(&label) => label,
            None => self.far.get(&choice.0).copied().unwrap_or(0),
        };
        let label = match known {
            0 => match self.learn(choice) {
                Some(label) => label,
                None => return false,
            },
            known => known - 1,
        };
        self.targets.push(target);
        self.labels.push(label);
        true
    }

    #[cold]
    fn learn(&mut self, choice: Packed) -> Option<u16> {
        let label = u16::try_from(self.choices.len())
            .ok()
            .filter(|&label| label < u16::MAX)?;
        self.choices.push(choice);
        self.near.resize(NEAR, 0);
        match self.near.get_mut(choice.near()) {
            Some(place) => *place = label + 1,
            None => {
                self.far.insert(choice.0, label + 1);
            }
        }
        Some(label)
    }

    /// All steps of the state that is being expanded were added.
    pub fn close(&mut self) {
        self.ends.push(self.targets.len() as u32);
    }

    /// Whether there is room for more states and steps.
    pub fn has_room(&self) -> bool {
        // A state has hardly ever more steps than this.
        const ROOM: usize = 1 << 20;
        let most = u32::MAX as usize - ROOM;
        self.prints.len() < most && self.targets.len() < most
    }

    /// States seen.
    pub fn len(&self) -> usize {
        self.prints.len()
    }

    /// States expanded.
    pub fn expanded(&self) -> usize {
        self.ends.len()
    }

    /// The steps of a state.
    pub fn edges(&self, state: StateId) -> impl ExactSizeIterator<Item = Edge> + Clone {
        let at = state as usize;
        let end = |at: usize| {
            self.ends
                .get(at)
                .map_or(self.targets.len(), |&end| end as usize)
        };
        let begin = if at == 0 { 0 } else { end(at - 1) };
        let range = begin..end(at).max(begin);
        let targets = self.targets.get(range.clone()).unwrap_or(&[]);
        let labels = self.labels.get(range).unwrap_or(&[]);
        let unknown = Packed(0);
        let edge = move |(&target, &label): (&StateId, &u16)| Edge {
            choice: *self.choices.get(usize::from(label)).unwrap_or(&unknown),
            target,
        };
        targets.iter().zip(labels).map(edge)
    }

    /// How many steps each state is away from the start.
    pub fn depths(&self) -> Vec<u32> {
        let mut depths = Vec::with_capacity(self.prints.len());
        for (depth, &end) in self.levels.iter().enumerate() {
            depths.resize(end as usize, depth as u32);
        }
        depths.resize(self.prints.len(), self.levels.len() as u32);
        depths
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> u64 {
        let words = self.prints.capacity() + self.table.capacity();
        let halves = self.ends.capacity() + self.targets.capacity();
        (words * 8 + halves * 4 + self.labels.capacity() * 2) as u64
    }
}
