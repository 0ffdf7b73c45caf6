//! Store buffers: what threads have written and others cannot see yet, where the memory model says so.
//!
//! A plain write of a shared variable (a global, a captured variable, an attribute that is there, an item of a list) waits in its
//! thread's buffer until a choice lets it reach memory ([`Choice::Drain`]). The thread itself reads its own latest write.
//! Every other operation empties the buffer first: locks and all that synchronises, `print`, the end of the thread.
//!
//! * [`MemoryModel::Tso`]: one buffer a thread, first in, first out: a read may overtake an earlier write of another
//!   variable, and nothing else is reordered (x86-TSO: Sewell, Sarkar, Owens, Zappa Nardelli and Myreen, CACM 2010).
//! * [`MemoryModel::Relaxed`]: one buffer a thread and variable: writes of different variables may also overtake each other.
//!   Reads stay in their order, no write overtakes an earlier read, and a write reaches all others at once
//!   (SPARC's partial store order, The SPARC Architecture Manual 8, appendix K).
//!
//! With sequential consistency there are no buffers, and nothing is paid.

use std::rc::Rc;

use interleave_program::Op;
use interleave_trace::{ObjectId, TaskId, ThreadId};

use super::World;
use super::choice::Choice;
use super::footprint::{Footprint, Location};
use super::interpreter::Flow;
use super::log::Log;
use super::memory::Place;
use super::object::Object;
use super::value::Value;
use crate::config::MemoryModel;
use interleave_program::{GlobalId, NameId};

/// A write on its way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Store {
    pub location: Location,
    pub value: Value,
}

/// What waits, by thread, for those that have anything waiting.
#[derive(Clone, Debug, Default)]
pub(super) struct Buffers {
    pub model: MemoryModel,
    pub waiting: Rc<Vec<(ThreadId, Vec<Store>)>>,
}

/// Most writes of one thread that wait: what comes then pushes the first one out.
const MOST_WAITING: usize = 16;

impl Buffers {
    pub fn of(&self, thread: ThreadId) -> &[Store] {
        let found = self.waiting.iter().find(|(owner, _)| *owner == thread);
        found.map_or(&[], |(_, stores)| stores)
    }

    fn push(&mut self, thread: ThreadId, store: Store) {
        let waiting = Rc::make_mut(&mut self.waiting);
        match waiting.binary_search_by_key(&thread, |(owner, _)| *owner) {
            Ok(at) => {
                if let Some((_, stores)) = waiting.get_mut(at) {
                    stores.push(store);
                }
            }
            Err(at) => waiting.insert(at, (thread, vec![store])),
        }
    }

    /// The places in a thread's buffer whose write may reach memory next.
    fn next(&self, thread: ThreadId) -> Vec<usize> {
        let stores = self.of(thread);
        if self.model != MemoryModel::Relaxed {
            return (0..stores.len().min(1)).collect();
        }
        let is_first = |at: &usize| {
            let location = stores.get(*at).map(|store| store.location);
            let earlier = stores.get(..*at).unwrap_or_default();
            !earlier.iter().any(|store| Some(store.location) == location)
        };
        (0..stores.len()).filter(is_first).collect()
    }

    fn take(&mut self, thread: ThreadId, at: usize) -> Option<Store> {
        let waiting = Rc::make_mut(&mut self.waiting);
        let index = waiting.iter().position(|(owner, _)| *owner == thread)?;
        let (_, stores) = waiting.get_mut(index)?;
        let store = (at < stores.len()).then(|| stores.remove(at))?;
        if stores.is_empty() {
            waiting.remove(index);
        }
        Some(store)
    }
}

impl World {
    /// Whether writes wait in buffers at all.
    #[must_use]
    pub fn has_buffers(&self) -> bool {
        self.buffers.model != MemoryModel::Sequential
    }

    /// Whether a thread has written something that others cannot see yet.
    #[must_use]
    pub fn has_waiting_stores(&self, thread: ThreadId) -> bool {
        !self.buffers.waiting.is_empty() && !self.buffers.of(thread).is_empty()
    }

    /// The writes of a thread that may reach memory next.
    #[must_use]
    pub fn drains_of(&self, thread: ThreadId) -> Vec<Choice> {
        if self.buffers.waiting.is_empty() || self.ending.is_some() {
            return Vec::new();
        }
        let count = self.buffers.next(thread).len().min(usize::from(u8::MAX));
        (0..count)
            .map(|which| Choice::Drain(thread, which as u8))
            .collect()
    }

    /// Lets a write reach memory.
    pub(super) fn drain(&mut self, thread: ThreadId, which: u8) {
        let next = self.buffers.next(thread);
        if let Some(&at) = next.get(usize::from(which))
            && let Some(store) = self.buffers.take(thread, at)
        {
            self.reach_memory(store);
        }
    }

    /// Lets all writes of a thread reach memory, in their order.
    pub(super) fn drain_thread(&mut self, thread: ThreadId) {
        while let Some(store) = (!self.buffers.of(thread).is_empty())
            .then(|| self.buffers.take(thread, 0))
            .flatten()
        {
            self.reach_memory(store);
        }
    }

    /// Lets all writes of all threads reach memory.
    pub fn drain_all(&mut self) {
        while let Some(thread) = self.buffers.waiting.first().map(|(thread, _)| *thread) {
            self.drain_thread(thread);
        }
    }

    fn reach_memory(&mut self, store: Store) {
        let Store { location, value } = store;
        match location {
            Location::Global(_, global) => {
                Rc::make_mut(&mut self.globals).set(GlobalId(global), value);
            }
            Location::Cell(cell) => {
                if let Some(Object::Cell(place)) = self.heap.get_mut(cell) {
                    *place = value;
                }
            }
            Location::Attribute(object, name) => {
                if let Some(Object::Instance(instance)) = self.heap.get_mut(object)
                    && let Some((_, field)) = instance
                        .fields
                        .iter_mut()
                        .find(|(field, _)| u32::from(field.0) == name)
                {
                    *field = value;
                }
            }
            Location::Item(list, at) => {
                if let Some(Object::List(items)) = self.heap.get_mut(list)
                    && let Some(item) = usize::try_from(at).ok().and_then(|at| items.get_mut(at))
                {
                    *item = value;
                }
            }
            Location::Entry(_) | Location::Whole(_) => {}
        }
    }

    /// Empties the buffer of a thread that is about to look into a collection of which it has an item waiting.
    pub(super) fn drain_before_look(&mut self, thread: ThreadId, looks: &[ObjectId]) {
        let inside = |store: &Store| {
            let collection = store.location.collection();
            collection.is_some_and(|collection| looks.contains(&collection))
        };
        if self.buffers.of(thread).iter().any(inside) {
            self.drain_thread(thread);
        }
    }

    /// Performs a read or write by way of the buffer. `None` where it is to be done in memory itself.
    pub(super) fn buffered(&mut self, id: TaskId, op: Op, log: &mut Log<'_>) -> Option<Flow> {
        let thread = self.task(id).thread;
        let Footprint::Memory { location, writes } = self.footprint(thread) else {
            self.drain_thread(thread);
            return None;
        };
        let place = self.place_of(id, op);
        let Some(place) = place.filter(|_| self.can_wait(location, op)) else {
            self.drain_thread(thread);
            return None;
        };
        if writes {
            let value = self.stored_by(id, op)?;
            self.note(id, log, value, true, place);
            self.heap.share(value);
            if self.buffers.of(thread).len() >= MOST_WAITING {
                self.drain(thread, 0);
            }
            self.buffers.push(thread, Store { location, value });
            self.task_mut(id).advance();
            return Some(Flow::Continue);
        }
        let own = self.buffers.of(thread).iter().rev();
        let mut own = own.filter(|store| store.location == location);
        let value = own.next()?.value;
        let (Op::LoadGlobal { dst, .. }
        | Op::LoadCell { dst, .. }
        | Op::GetItem { dst, .. }
        | Op::GetAttr { dst, .. }) = op
        else {
            return None;
        };
        self.note(id, log, value, false, place);
        self.set_result(id, dst, value);
        Some(Flow::Continue)
    }

    /// Whether a write there can wait: the place exists, so that reaching memory cannot fail later.
    fn can_wait(&self, location: Location, op: Op) -> bool {
        match location {
            Location::Global(..) => !matches!(op, Op::UnsetGlobal { .. }),
            Location::Cell(_) => true,
            Location::Attribute(object, name) => {
                !matches!(op, Op::DelAttr { .. })
                    && matches!(self.heap.get(object), Object::Instance(instance)
                        if instance.fields.iter().any(|(field, _)| u32::from(field.0) == name))
            }
            Location::Item(list, at) => matches!(self.heap.get(list), Object::List(items)
                if usize::try_from(at).is_ok_and(|at| at < items.len())),
            Location::Entry(_) | Location::Whole(_) => false,
        }
    }

    fn place_of(&self, id: TaskId, op: Op) -> Option<Place> {
        let task = self.task(id);
        Some(match op {
            Op::LoadGlobal { global, .. } | Op::StoreGlobal { global, .. } => Place::Global(global),
            Op::LoadCell { cell, .. } | Op::StoreCell { cell, .. } => Place::Local(id, cell),
            Op::GetItem { object, key, .. } | Op::SetItem { object, key, .. } => {
                Place::Item(task.register(object), task.register(key))
            }
            Op::GetAttr { object, name, .. } | Op::SetAttr { object, name, .. } => {
                Place::Attribute(task.register(object), NameId(name.0))
            }
            _ => return None,
        })
    }

    fn stored_by(&self, id: TaskId, op: Op) -> Option<Value> {
        let task = self.task(id);
        match op {
            Op::StoreGlobal { src, .. } | Op::StoreCell { src, .. } => Some(task.register(src)),
            Op::SetItem { value, .. } | Op::SetAttr { value, .. } => Some(task.register(value)),
            _ => None,
        }
    }
}
