//! How a thread stands: all that a search wants to know of it, in one small value.
//!
//! It depends on few parts of a world, so it is computed once and found again in a table, and searches compare numbers.

use interleave_engine::world::object::Object;
use interleave_engine::world::task::Guard;
use interleave_engine::world::{Footprint, Readiness};
use interleave_engine::{Choice, World};
use interleave_program::Site;
use interleave_trace::ThreadId;
use rustc_hash::FxHashMap;

use crate::fusing::Others;
use crate::table::Standing;

/// How a thread stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Look {
    /// What it may do next while the program has not ended.
    pub choices: [Option<Choice>; 2],
    /// What its next operation touches.
    pub footprint: Footprint,
    /// Where it is.
    pub site: Site,
    /// Whom it waits for, if it waits for a lock or the end of a thread, for as long as it takes.
    pub waits_for: Option<ThreadId>,
    /// Whether its next operation is possible without having to wait, be it for the end of a sleep.
    pub is_open: bool,
    /// Whether it has something to do that nobody can notice.
    pub is_local: bool,
    /// Whether it passed a point where CPython looks at its evaluation breaker since its last operation.
    pub crossed_breaker: bool,
    /// Whether it has ended.
    pub ended: bool,
    /// Whether it does not keep the program running.
    pub daemon: bool,
    /// Whether the library made it for itself.
    pub pool: bool,
    /// Whether it runs an event loop.
    pub has_loop: bool,
    /// Whether it has written something that others cannot see yet.
    pub has_stores: bool,
}

impl Look {
    /// How a thread of a world stands.
    pub fn of(world: &World, thread: ThreadId) -> Option<Self> {
        let state = world.threads().get(thread.index())?;
        let readiness = world.readiness(thread);
        let footprint = world.footprint(thread);
        let waits_for = match readiness {
            Readiness::Closed {
                guard: Guard::Lock(lock),
                until: None,
            } => match world.heap().get(lock) {
                Object::Lock(lock) => lock.owner.map(|owner| world.task(owner).thread),
                _ => None,
            },
            Readiness::Closed {
                guard: Guard::Join(other),
                until: None,
            } => Some(other),
            _ => None,
        };
        Some(Self {
            choices: world.choices_of(thread),
            footprint,
            site: world.site(state.current.unwrap_or(state.root)),
            waits_for,
            is_open: readiness == Readiness::Open && footprint != Footprint::Sleeps,
            is_local: readiness == Readiness::Local,
            crossed_breaker: world.crossed_breaker(thread),
            ended: state.ended,
            daemon: state.daemon,
            pool: state.pool,
            has_loop: state.event_loop.is_some(),
            has_stores: world.has_waiting_stores(thread),
        })
    }
}

/// A look, by its number.
pub type LookId = u32;

/// All looks that were seen.
#[derive(Default)]
pub struct Looks {
    list: Vec<Look>,
    ids: FxHashMap<Look, LookId>,
}

impl Looks {
    /// The number of a look.
    pub fn intern(&mut self, look: Look) -> LookId {
        let new = self.list.len() as LookId;
        let id = *self.ids.entry(look).or_insert(new);
        if id == new {
            self.list.push(look);
        }
        id
    }

    /// The look of a number.
    #[inline]
    pub fn get(&self, id: LookId) -> Option<&Look> {
        self.list.get(id as usize)
    }
}

/// How the threads of a state stand.
#[derive(Clone, Copy)]
pub struct Crowd<'a> {
    looks: &'a Looks,
    standings: &'a [Standing],
}

impl<'a> Crowd<'a> {
    /// Of a state whose threads stand so.
    pub fn new(looks: &'a Looks, standings: &'a [Standing]) -> Self {
        Self { looks, standings }
    }

    /// How a thread stands.
    #[inline]
    pub fn look(self, thread: ThreadId) -> Option<&'a Look> {
        self.looks.get(self.standings.get(thread.index())?.look)
    }

    /// All threads.
    pub fn threads(self) -> impl Iterator<Item = (ThreadId, &'a Look)> {
        let numbered = self.standings.iter().enumerate();
        numbered.filter_map(move |(index, standing)| {
            Some((ThreadId(index as u32), self.looks.get(standing.look)?))
        })
    }

    /// What there is besides a thread that acts.
    pub fn others(self, processes: bool) -> Others {
        let alive = || self.threads().filter(|(_, look)| !look.ended);
        Others {
            several: alive().nth(1).is_some(),
            processes,
            unkept: alive().any(|(_, look)| look.daemon || look.pool),
        }
    }
}
