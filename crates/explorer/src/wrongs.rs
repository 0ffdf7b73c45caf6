//! What is wrong in a state: threads that wait for each other, and accesses that race.

use std::hash::{Hash as _, Hasher as _};

use interleave_engine::World;
use interleave_engine::world::object::Object;
use interleave_engine::world::task::Guard;
use interleave_engine::world::{Footprint, Location, Readiness};
use interleave_program::Site;
use interleave_trace::ThreadId;
use rustc_hash::FxHasher;

/// Where a thread is.
pub fn site(world: &World, thread: ThreadId) -> Site {
    let Some(state) = world.threads().get(thread.index()) else {
        return Site(0);
    };
    world.site(state.current.unwrap_or(state.root))
}

/// Whom a thread waits for, if it waits for a lock or the end of a thread, for as long as it takes.
fn waits_for(world: &World, thread: ThreadId) -> Option<ThreadId> {
    let Readiness::Closed { guard, until: None } = world.readiness(thread) else {
        return None;
    };
    match guard {
        Guard::Lock(lock) => match world.heap().get(lock) {
            Object::Lock(lock) => Some(world.task(lock.owner?).thread),
            _ => None,
        },
        Guard::Join(other) => Some(other),
        _ => None,
    }
}

/// The threads that wait for each other in a circle which begins at `thread`; empty if there is none.
pub fn circle(world: &World, thread: ThreadId) -> Vec<ThreadId> {
    let mut circle = vec![thread];
    let mut at = thread;
    while let Some(next) = waits_for(world, at) {
        if next == thread {
            return circle;
        }
        if circle.contains(&next) {
            break;
        }
        circle.push(next);
        at = next;
    }
    Vec::new()
}

/// What tells a deadlock of these threads from others: where they are.
pub fn places(world: &World, threads: impl IntoIterator<Item = ThreadId>) -> u64 {
    let threads = threads.into_iter();
    let mut sites: Vec<Site> = threads.map(|thread| site(world, thread)).collect();
    sites.sort_unstable();
    let mut hasher = FxHasher::default();
    sites.hash(&mut hasher);
    hasher.finish()
}

/// What tells the deadlock of a world in which nothing can happen from others.
pub fn standstill(world: &World) -> u64 {
    let waiting = || {
        let threads = world.threads().iter();
        threads
            .filter(|thread| !thread.ended)
            .map(|thread| thread.id)
    };
    let circle = waiting().map(|thread| circle(world, thread));
    match circle.into_iter().find(|circle| circle.len() > 1) {
        Some(circle) => places(world, circle),
        None => places(world, waiting()),
    }
}

/// What tells two places from others, whichever comes first.
pub fn pair(a: Site, b: Site) -> u64 {
    u64::from(a.0.min(b.0)) << 32 | u64::from(a.0.max(b.0))
}

/// An access to memory that a thread is about to make.
#[derive(Clone, Copy)]
struct Access {
    thread: ThreadId,
    location: Location,
    writes: bool,
}

/// Calls `each` with every two threads that are about to use the same place, one of them to write it: a data race, by its
/// definition for sequentially consistent executions (Adve and Hill, 1990).
pub fn races(world: &World, accesses: &mut Accesses, mut each: impl FnMut(ThreadId, ThreadId)) {
    accesses.0.clear();
    for thread in world.threads() {
        if !thread.ended
            && let Footprint::Memory { location, writes } = world.footprint(thread.id)
            && !matches!(location, Location::Whole(_))
        {
            accesses.0.push(Access {
                thread: thread.id,
                location,
                writes,
            });
        }
    }
    for (index, a) in accesses.0.iter().enumerate() {
        for b in accesses.0.iter().skip(index + 1) {
            // CPython does not divide the use of an item: only updates of items can be lost.
            let conflict = match a.location {
                Location::Item(..) | Location::Entry(_) => a.writes && b.writes,
                _ => a.writes || b.writes,
            };
            if conflict && a.location.overlaps(b.location) {
                each(a.thread, b.thread);
            }
        }
    }
}

/// Room for [`races`].
#[derive(Default)]
pub struct Accesses(Vec<Access>);
