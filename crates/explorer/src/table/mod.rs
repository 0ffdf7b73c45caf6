//! Steps that are looked up rather than made.
//!
//! A state is no world but a row of small numbers, one for each part that differs between states. A step is made once by
//! [`World::apply_noting`], which stays the only one that knows what a step does; what it has looked at and what it has
//! changed is noted, and wherever a state agrees on the former, the step is to put the same numbers in their places
//! (transition caching: Blom, van de Pol and Weber, CAV 2010). The same goes for how threads stand, and for questions that
//! expectations ask. The table is a memory and nothing else: it can be forgotten at any moment.

mod parts;
mod trie;

use interleave_engine::world::parts::{Meters, Spot};
use interleave_engine::world::{Answer, Ending, Log};
use interleave_engine::{Choice, World};
use interleave_program::FunctionId;
use interleave_trace::{ObjectId, ThreadId, Trace};

use crate::look::{Look, LookId, Looks};
use parts::Parts;
use trie::Trie;

/// Steps really made after which it is asked whether the table is any use.
const TRIAL_STEPS: u64 = 4096;
/// Bytes of the table above which what was learnt is forgotten.
const MOST_BYTES: u64 = 256 << 20;

/// A state.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Row {
    /// By place, the number of the part that is there.
    pub values: Vec<u32>,
    /// The sum of what its parts add to a fingerprint, but for what all states have in common.
    pub print: u64,
    /// What is counted along the way to it.
    pub meters: Meters,
}

impl Row {
    /// The fingerprint: equal for states from which the same can happen.
    #[inline]
    pub fn fingerprint(&self) -> u64 {
        // The finaliser of SplitMix64 (Steele, Lea and Flood, 2014): sums of hashes are spread once more.
        let mut bits = self.print;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }
}

/// What a step has done besides.
#[derive(Clone, Copy, Debug, Default)]
pub struct Effect {
    /// What it has written, and what went wrong, as the caller reads it from the trace.
    pub traced: u32,
    /// Where it has changed something: bit n for all places that are n modulo 64.
    pub changed: u64,
    /// Threads that it has made.
    pub made: u32,
    /// Whether the program has ended.
    pub ended: bool,
    /// Which shared collections it has looked into without that being an operation: see [`Table::looked`].
    pub looked: u32,
}

/// What is known of a step.
#[derive(Debug)]
struct Known {
    writes: Box<[(u32, u32)]>,
    effect: Effect,
    instructions: u64,
    output_bytes: (u32, u32),
    heap_bytes: i64,
}

/// How a thread stands, and what that depends on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Standing {
    /// How.
    pub look: LookId,
    /// Which of the answers of a table of this age it is.
    pub answer: u32,
    /// Bit n for all places that are n modulo 64.
    pub depends: u64,
}

/// Steps that are known.
pub struct Table {
    /// The first state.
    origin: World,
    /// Whether the program asks for the time, which states differ in then.
    timed: bool,
    limits: Meters,
    parts: Parts,
    steps: Trie,
    known: Vec<Known>,
    /// What steps have looked into; the first one nothing.
    looked: Vec<Box<[ObjectId]>>,
    looks: Trie,
    standings: Vec<Standing>,
    asks: Trie,
    /// Grows when what was learnt is forgotten: what [`Standing`]s depend on is said in other places then.
    pub age: u64,
    found: u64,
    made: u64,
    /// Why it is no use any more: the program does what cannot be taken to parts, or hardly ever the same twice.
    pub is_over: bool,
    /// Whether all has to be done anew because the program has asked for the time.
    pub is_outdated: bool,
}

impl Table {
    /// An empty table for what follows from a world; `None` where that cannot be taken to parts.
    pub fn new(mut origin: World) -> Option<Self> {
        origin.begin_plain().then(|| Self {
            limits: origin.limits(),
            origin,
            timed: false,
            parts: Parts::default(),
            steps: Trie::default(),
            known: Vec::new(),
            looked: vec![Box::default()],
            looks: Trie::default(),
            standings: Vec::new(),
            asks: Trie::default(),
            age: 0,
            found: 0,
            made: 0,
            is_over: false,
            is_outdated: false,
        })
    }

    /// Begins anew, if the program has asked for the time with another idea of what makes states differ.
    pub fn renew(&mut self) {
        if std::mem::take(&mut self.is_outdated) {
            self.timed = true;
            self.parts = Parts::default();
            self.forget();
        }
    }

    /// The first state.
    pub fn start(&self) -> Row {
        Row {
            meters: self.origin.meters(),
            ..Row::default()
        }
    }

    /// A state as a world.
    pub fn world(&self, row: &Row) -> World {
        let parts: Vec<_> = self.parts.of(&row.values).collect();
        self.origin.assemble(&parts, row.meters)
    }

    /// The shared collections that a step has looked into.
    pub fn looked(&self, effect: Effect) -> &[ObjectId] {
        let looked = self.looked.get(effect.looked as usize);
        looked.map_or(&[], |looked| looked)
    }

    /// How the program has ended in a state in which it has.
    pub fn ending(&self, row: &Row) -> Option<&Ending> {
        self.parts.at(Spot::Ending, &row.values)?.ending()
    }

    /// Makes a step. `trace` takes what it writes, and `harvest` reads that and gives it a number.
    pub fn step(
        &mut self,
        row: &mut Row,
        choice: Choice,
        trace: &mut Trace,
        harvest: impl FnOnce(&mut Trace) -> u32,
    ) -> Effect {
        let question = question(choice);
        if let Some(at) = self.steps.find(question, &row.values)
            && let Some(known) = self.known.get(at as usize)
        {
            let meters = &row.meters;
            let after = Meters {
                instructions: meters.instructions + known.instructions,
                output_bytes: (
                    meters.output_bytes.0.saturating_add(known.output_bytes.0),
                    meters.output_bytes.1.saturating_add(known.output_bytes.1),
                ),
                heap_bytes: meters.heap_bytes.saturating_add_signed(known.heap_bytes),
            };
            let output = after.output_bytes.0.saturating_add(after.output_bytes.1);
            if after.instructions <= self.limits.instructions
                && output <= self.limits.output_bytes.0
                && after.heap_bytes < self.limits.heap_bytes / 2
            {
                self.found += 1;
                row.meters = after;
                write(&self.parts, row, &known.writes);
                return known.effect;
            }
        }
        self.make(row, choice, question, trace, harvest)
    }

    /// Makes a step that is not known, and learns from it.
    #[cold]
    fn make(
        &mut self,
        row: &mut Row,
        choice: Choice,
        question: u32,
        trace: &mut Trace,
        harvest: impl FnOnce(&mut Trace) -> u32,
    ) -> Effect {
        self.made += 1;
        if self.made.is_multiple_of(TRIAL_STEPS) && self.found < 4 * self.made {
            self.is_over = true;
        }
        if self.bytes() > MOST_BYTES {
            self.forget();
        }
        let before = self.world(row);
        let mut world = before.clone();
        let watching = world.watch();
        let mut looked = Vec::new();
        let mut count = 0;
        let mut log = Log::new(Some(trace), &mut count);
        world.apply_noting(choice, &mut log, Some(&mut looked));
        let touch = world.finish_watching(&watching, &before);
        let traced = harvest(trace);
        self.is_over |= !world.is_plain(&self.origin);
        if self.is_over {
            return Effect::default();
        }
        let spots = match &touch {
            Some(touch) => touch.written.clone(),
            None => world.spots(&before),
        };
        let mut news = false;
        let mut writes = Vec::new();
        let mut changed = 0;
        for spot in spots {
            if !world.differs(&before, spot) {
                continue;
            }
            let part = world.part(spot, self.timed);
            let origin = &self.origin;
            let written = self.parts.intern(spot, part, origin, self.timed, &mut news);
            if let Some((place, id)) = written
                && trie::value_at(&row.values, place) != id
            {
                writes.push((place, id));
                changed |= 1 << (place % 64);
            }
        }
        if news {
            self.forget();
        }
        let mut seen_inside = 0;
        if !looked.is_empty() {
            seen_inside = self.looked.len() as u32;
            self.looked.push(looked.into());
        }
        let effect = Effect {
            traced,
            changed,
            made: (world.threads().len() - before.threads().len()) as u32,
            ended: world.ending().is_some(),
            looked: seen_inside,
        };
        let after = world.meters();
        if let Some(touch) = touch {
            let places = self.places(&touch.read);
            let answer = self.known.len() as u32;
            self.steps.learn(question, &row.values, places, answer);
            let meters = row.meters;
            self.known.push(Known {
                writes: writes.clone().into(),
                effect,
                instructions: after.instructions.saturating_sub(meters.instructions),
                output_bytes: (
                    after.output_bytes.0.saturating_sub(meters.output_bytes.0),
                    after.output_bytes.1.saturating_sub(meters.output_bytes.1),
                ),
                heap_bytes: after.heap_bytes as i64 - meters.heap_bytes as i64,
            });
        }
        row.meters = after;
        write(&self.parts, row, &writes);
        effect
    }

    /// Where what was looked at is in states, as far as states differ in it.
    fn places(&mut self, read: &[Spot]) -> Vec<u32> {
        let mut places = Vec::new();
        for &spot in read.iter().chain([&Spot::Rest]) {
            let spot = match spot {
                Spot::Timer if self.timed => Spot::Clock,
                Spot::Timer => continue,
                spot => spot,
            };
            // Once somebody asks for the time, states differ in it.
            self.is_outdated |= spot == Spot::Clock && !self.timed;
            let place = self.parts.place(spot, &self.origin, self.timed);
            if let Some(place) = place
                && !places.contains(&place)
            {
                places.push(place);
            }
        }
        places
    }

    /// How a thread stands.
    #[inline]
    pub fn standing(&mut self, row: &Row, thread: ThreadId, looks: &mut Looks) -> Standing {
        if let Some(at) = self.looks.find(thread.0, &row.values)
            && let Some(&standing) = self.standings.get(at as usize)
        {
            return standing;
        }
        self.look_at(row, thread, looks)
    }

    /// How a thread stands by the number of the answer, as long as the table does not age.
    #[inline]
    pub fn answer(&self, answer: u32) -> Standing {
        let known = self.standings.get(answer as usize);
        known.copied().unwrap_or_default()
    }

    #[cold]
    fn look_at(&mut self, row: &Row, thread: ThreadId, looks: &mut Looks) -> Standing {
        let mut world = self.world(row);
        world.forget_ending();
        let watching = world.watch();
        let look = Look::of(&world, thread);
        let read = world.finish_asking(&watching);
        let Some(look) = look else {
            return Standing::default();
        };
        let places = self.places(&read);
        let depends = places.iter().fold(0, |all, place| all | 1 << (place % 64));
        let standing = Standing {
            look: looks.intern(look),
            answer: self.standings.len() as u32,
            depends,
        };
        let answer = standing.answer;
        self.looks.learn(thread.0, &row.values, places, answer);
        self.standings.push(standing);
        standing
    }

    /// What a function of the program would say in a state, in a few words of the caller's: `words` gives them a number.
    pub fn ask(
        &mut self,
        row: &Row,
        question: u32,
        function: FunctionId,
        words: impl FnOnce(Answer) -> u32,
    ) -> u32 {
        if let Some(answer) = self.asks.find(question, &row.values) {
            return answer;
        }
        let mut world = self.world(row);
        let watching = world.watch();
        let answer = words(world.ask(function));
        let read = world.finish_asking(&watching);
        let places = self.places(&read);
        self.asks.learn(question, &row.values, places, answer);
        answer
    }

    /// Forgets what was learnt, but not which parts there are.
    fn forget(&mut self) {
        self.steps.clear();
        self.known.clear();
        self.looks.clear();
        self.standings.clear();
        self.asks.clear();
        self.age += 1;
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> u64 {
        let known = self.known.len() as u64 * 200 + self.standings.len() as u64 * 16;
        let tries = self.steps.bytes() + self.looks.bytes() + self.asks.bytes();
        known + tries
    }

    /// About how many bytes the parts of states take, which cannot be forgotten.
    pub fn kept_bytes(&self) -> u64 {
        self.parts.bytes()
    }
}

/// Puts parts in their places.
#[inline]
fn write(parts: &Parts, row: &mut Row, writes: &[(u32, u32)]) {
    for &(place, id) in writes {
        let at = place as usize;
        if row.values.len() <= at {
            row.values.resize(at + 1, 0);
        }
        if let Some(value) = row.values.get_mut(at) {
            let before = std::mem::replace(value, id);
            row.print = row
                .print
                .wrapping_add(parts.print(place, id))
                .wrapping_sub(parts.print(place, before));
        }
    }
}

/// The number of the question what a choice does.
fn question(choice: Choice) -> u32 {
    match choice {
        Choice::Run(thread) => thread.0 * 2,
        Choice::TimeOut(thread) | Choice::Drain(thread, _) => thread.0 * 2 + 1,
    }
}
