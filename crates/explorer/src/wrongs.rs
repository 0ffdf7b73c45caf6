//! What is wrong in a state: threads that wait for each other, and accesses that race.

use std::hash::{Hash as _, Hasher as _};

use interleave_engine::world::{Footprint, Location};
use interleave_program::Site;
use interleave_trace::ThreadId;
use rustc_hash::FxHasher;

use crate::look::Crowd;

/// Where a thread is.
pub fn site(crowd: Crowd<'_>, thread: ThreadId) -> Site {
    crowd.look(thread).map_or(Site(0), |look| look.site)
}

/// The threads that wait for each other in a circle which begins at `thread`; empty if there is none.
pub fn circle(crowd: Crowd<'_>, thread: ThreadId) -> Vec<ThreadId> {
    let mut circle = Vec::new();
    let mut at = thread;
    while let Some(next) = crowd.look(at).and_then(|look| look.waits_for) {
        if circle.is_empty() {
            circle.push(thread);
        }
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
pub fn places(crowd: Crowd<'_>, threads: impl IntoIterator<Item = ThreadId>) -> u64 {
    let threads = threads.into_iter();
    let mut sites: Vec<Site> = threads.map(|thread| site(crowd, thread)).collect();
    sites.sort_unstable();
    let mut hasher = FxHasher::default();
    sites.hash(&mut hasher);
    hasher.finish()
}

/// What tells the deadlock of a state in which nothing can happen from others.
pub fn standstill(crowd: Crowd<'_>) -> u64 {
    let waiting = || {
        let threads = crowd.threads();
        threads
            .filter(|(_, look)| !look.ended)
            .map(|(thread, _)| thread)
    };
    let circle = waiting().map(|thread| circle(crowd, thread));
    match circle.into_iter().find(|circle| circle.len() > 1) {
        Some(circle) => places(crowd, circle),
        None => places(crowd, waiting()),
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
pub fn races(crowd: Crowd<'_>, accesses: &mut Accesses, mut each: impl FnMut(ThreadId, ThreadId)) {
    accesses.0.clear();
    for (thread, look) in crowd.threads() {
        if let Footprint::Memory { location, writes } = look.footprint
            && !look.ended
            && !matches!(location, Location::Whole(_))
        {
            accesses.0.push(Access {
                thread,
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
