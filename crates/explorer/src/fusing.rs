//! Which steps are no steps of their own, because nobody can notice when they happen.
//!
//! That a thread is made, ends, is joined once it has ended, or sleeps, matters to nobody but the thread itself, as long as
//! nobody asks for it; no more does the use of a variable that no other thread uses while there are several. Such a step can follow the one before it at once: it is always possible, it stays possible, and it
//! commutes with all that others can do until then, so every schedule is equivalent to one in which it comes at once (a
//! persistent set of one step; Godefroid, 1996). What would make a difference is watched for while searching: a second thread
//! that makes threads or uses the variable, a question whether a thread is alive, a clock, a daemon, a collection that is looked
//! into on the way while others change it. Once it is seen the search begins anew without the rule. Until then no schedule was left out,
//! because all that comes before the first such operation was tried.

use interleave_engine::world::{Footprint, Location};
use interleave_trace::{ObjectId, ThreadId};
use rustc_hash::{FxHashMap, FxHashSet};

/// What there is besides the thread that acts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Others {
    /// Whether there are several threads.
    pub several: bool,
    /// Whether there are several processes.
    pub processes: bool,
    /// Whether there are threads that do not keep the program running.
    pub unkept: bool,
}

/// The rules that still hold, and what they rest on.
#[derive(Clone, Debug)]
pub struct Fusing {
    starts: bool,
    ends: bool,
    joins: bool,
    sleeps: bool,
    /// Variables that only one thread uses.
    own: bool,
    /// Whether nothing comes at once, while it is found out which rules hold.
    rests: bool,
    /// Who uses a variable while there are several threads, where that is one thread.
    owners: FxHashMap<Location, ThreadId>,
    /// The variables that several threads use.
    shared: FxHashSet<Location>,
    /// Who makes threads.
    starter: Option<ThreadId>,
    /// Collections looked into by what came along with such steps.
    looked: FxHashSet<ObjectId>,
    /// Collections changed while there were several threads.
    changed: FxHashSet<ObjectId>,
    /// Grows when any of this changes in a way that matters to [`Fusing::comes_at_once`] or [`Fusing::notice`].
    pub version: u32,
}

impl Fusing {
    /// All rules.
    pub fn new() -> Self {
        Self {
            starts: true,
            ends: true,
            joins: true,
            sleeps: true,
            own: true,
            rests: false,
            owners: FxHashMap::default(),
            shared: FxHashSet::default(),
            starter: None,
            looked: FxHashSet::default(),
            changed: FxHashSet::default(),
            version: 1,
        }
    }

    /// Forgets what was seen, but not the rules that did not hold.
    pub fn forget(&mut self) {
        self.version += 1;
        self.owners.clear();
        self.starter = None;
        self.looked.clear();
        self.changed.clear();
    }

    /// Lets nothing come at once for a while, or no longer.
    pub fn rest(&mut self, rests: bool) {
        self.version += 1;
        self.rests = rests;
    }

    /// Whether a thread's next operation, which is possible, can come at once.
    pub fn comes_at_once(&self, thread: ThreadId, footprint: Footprint) -> bool {
        if self.rests {
            return false;
        }
        match footprint {
            Footprint::Memory { location, .. } => {
                let key = key(location);
                self.own
                    && !self.shared.contains(&key)
                    && self.owners.get(&key).is_none_or(|&owner| owner == thread)
            }
            Footprint::Starts => self.starts,
            Footprint::Ends => self.ends,
            Footprint::Joins(_) => self.joins,
            Footprint::Sleeps => self.sleeps,
            _ => false,
        }
    }

    /// Takes notice of an operation that a thread, which may run an event loop, is about to perform. Whether a rule does not
    /// hold any more.
    pub fn notice(
        &mut self,
        others: Others,
        thread: ThreadId,
        has_loop: bool,
        footprint: Footprint,
    ) -> bool {
        let before = self.rules();
        let mut is_news = false;
        match footprint {
            Footprint::Starts => {
                let starter = *self.starter.get_or_insert(thread);
                self.starts &= starter == thread;
            }
            // Who asks whether a thread is alive notices its end.
            Footprint::AsksForEnd => (self.starts, self.ends) = (false, false),
            Footprint::Clock => self.sleeps = false,
            Footprint::Memory { location, writes } if others.several => {
                if let Some(collection) = location.collection()
                    && writes
                    && self.changed.insert(collection)
                {
                    self.check_looks();
                }
                let key = key(location);
                if !self.shared.contains(&key) {
                    let owners = self.owners.len();
                    if *self.owners.entry(key).or_insert(thread) != thread {
                        self.shared.insert(key);
                        is_news = true;
                    }
                    self.version += u32::from(is_news || owners != self.owners.len());
                }
            }
            // What it does others may look into without an operation, such as an attribute of a class.
            Footprint::Anything if others.several => {
                (self.starts, self.joins, self.sleeps, self.own) = (false, false, false, false);
            }
            _ => {}
        }
        if others.processes || has_loop {
            (self.starts, self.ends, self.joins) = (false, false, false);
            (self.sleeps, self.own) = (false, false);
        }
        // The end of the program cuts daemons off, and ends what only waits for work.
        if self.ends && matches!(footprint, Footprint::Ends) {
            self.ends &= !others.unkept;
        }
        self.version += u32::from(before != self.rules());
        is_news || before != self.rules()
    }

    /// Takes notice of the collections that were looked into along with a step that came at once. Whether a rule does not
    /// hold any more.
    pub fn notice_looks(&mut self, others: Others, looks: &[ObjectId]) -> bool {
        if looks.is_empty() || !others.several {
            return false;
        }
        let before = self.rules();
        self.looked.extend(looks.iter().copied());
        self.check_looks();
        self.version += u32::from(before != self.rules());
        before != self.rules()
    }

    fn check_looks(&mut self) {
        if !self.looked.is_disjoint(&self.changed) {
            (self.starts, self.joins, self.sleeps) = (false, false, false);
        }
    }

    fn rules(&self) -> [bool; 5] {
        [self.starts, self.ends, self.joins, self.sleeps, self.own]
    }
}

/// What stands for a place: collections are not divided.
fn key(location: Location) -> Location {
    match location.collection() {
        Some(collection) => Location::Whole(collection),
        None => location,
    }
}
