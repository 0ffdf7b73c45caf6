//! What a search has noted as wrong: one of each kind and place.

use rustc_hash::FxHashSet;

use crate::look::Crowd;
use crate::report::FindingKind;
use crate::walker::End;
use crate::wrongs;

/// Most findings of one kind.
const MOST_OF_A_KIND: usize = 16;

/// Findings, each with where it was seen first.
#[derive(Debug)]
pub struct Noted<W> {
    seen: FxHashSet<(FindingKind, u64)>,
    list: Vec<(FindingKind, W)>,
}

impl<W> Default for Noted<W> {
    fn default() -> Self {
        Self {
            seen: FxHashSet::default(),
            list: Vec::new(),
        }
    }
}

impl<W> Noted<W> {
    /// Notes a finding unless one of its kind and place is there; `what` tells places of one kind apart.
    pub fn note(&mut self, kind: FindingKind, what: u64, place: impl FnOnce() -> W) {
        if !self.seen.insert((kind, what)) {
            return;
        }
        let same = |known: &&(FindingKind, W)| {
            std::mem::discriminant(&known.0) == std::mem::discriminant(&kind)
        };
        if self.list.iter().filter(same).count() < MOST_OF_A_KIND {
            self.list.push((kind, place()));
        }
    }

    /// Notes what is wrong with this end of a program.
    pub fn end(&mut self, crowd: Crowd<'_>, end: End, place: impl Fn() -> W) {
        match end {
            End::Deadlock => self.note(FindingKind::Deadlock, wrongs::standstill(crowd), place),
            End::Exit(_) => {
                for (thread, look) in crowd.threads() {
                    if !look.ended && !look.pool {
                        self.note(FindingKind::CutOff(thread), 0, &place);
                    }
                }
            }
            End::Limit(_) => {}
        }
    }

    /// All, in the order of being noted.
    pub fn list(&self) -> &[(FindingKind, W)] {
        &self.list
    }
}
