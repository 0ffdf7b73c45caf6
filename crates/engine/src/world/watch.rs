//! What a step looks at and what it changes, for those who do not want to make the same step twice.
//!
//! A search makes the same step in many worlds that differ elsewhere. What it depends on is what it has looked at: so the
//! trees that tasks, threads and objects stand in, and the globals, tell a [`Watch`] of each look while there is one.

use std::cell::RefCell;
use std::rc::Rc;

/// Where something was looked at or changed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Area {
    /// A task, by its number.
    Tasks,
    /// How many tasks there are.
    TaskCount,
    /// A thread, by its number.
    Threads,
    /// How many threads there are.
    ThreadCount,
    /// An object, by its place in the store.
    Slots,
    /// What a task's objects are numbered by. Only changes matter: where objects are found is nobody's concern.
    Arenas,
    /// A global.
    Globals,
    /// The time, by somebody who asks for it.
    Clock,
    /// The time, by what waits.
    Timer,
    /// Nothing that matters.
    Nowhere,
}

impl Area {
    /// Where the number of items of this kind is.
    pub fn length(self) -> Area {
        match self {
            Area::Tasks => Area::TaskCount,
            Area::Threads => Area::ThreadCount,
            _ => Area::Nowhere,
        }
    }
}

/// What was noticed.
#[derive(Clone, Debug, Default)]
pub(super) struct Noticed {
    /// What was looked at, in order, each once in a row.
    pub read: Vec<(Area, u32)>,
    /// What was changed, likewise.
    pub written: Vec<(Area, u32)>,
}

/// Takes notice.
#[derive(Debug, Default)]
pub(super) struct Watch(RefCell<Noticed>);

impl Watch {
    /// Something is looked at.
    pub fn read(&self, area: Area, index: usize) {
        self.note(area, index, |noticed| &mut noticed.read);
    }

    /// Something is changed.
    pub fn write(&self, area: Area, index: usize) {
        self.note(area, index, |noticed| &mut noticed.written);
    }

    fn note(&self, area: Area, index: usize, list: fn(&mut Noticed) -> &mut Vec<(Area, u32)>) {
        // It is never borrowed for longer than this.
        if let Ok(mut noticed) = self.0.try_borrow_mut() {
            let list = list(&mut noticed);
            let entry = (area, index as u32);
            if list.last() != Some(&entry) {
                list.push(entry);
            }
        }
    }

    /// What was noticed so far; begins anew.
    pub fn take(self: &Rc<Self>) -> Noticed {
        self.0.try_borrow_mut().map_or_else(
            |_| Noticed::default(),
            |mut noticed| std::mem::take(&mut *noticed),
        )
    }
}
