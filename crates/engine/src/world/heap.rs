//! The heap: objects named by the task that made them, forked at the price of a few reference counts.
//!
//! **Names.** An object is named by the task that made it and a number among that task's objects; the lowest free
//! number is given first. So a name does not depend on how other tasks were scheduled, and worlds that differ only
//! in the order of independent steps are equal, which is what a search over states lives on.
//!
//! **Processes.** A heap is the memory of one process. What the operating system keeps for all processes (their locks,
//! queues, shared values) is in an arena of its own, which travels to the heap of the process that is performing and
//! refers to nothing in any heap.

use std::rc::Rc;

use interleave_program::{Constant, NameId, Program};
use interleave_trace::{LimitKind, ObjectId};
use num_bigint::BigInt;
use rustc_hash::FxHashMap;

use super::object::Object;
use super::store::{Slot, Store};
use super::value::Value;

static FREE: Object = Object::Free;

/// What came of a collection.
#[derive(Clone, Debug, Default)]
pub struct Collected {
    /// What nothing refers to any more and somebody has to hear of; it is still there.
    pub dying: Vec<ObjectId>,
    /// What other tasks could reach before, and is gone.
    pub gone: Vec<ObjectId>,
}

/// What a heap never changes.
#[derive(Debug)]
struct Constants {
    objects: Vec<Object>,
    values: Vec<Value>,
}

/// The names of a program and those made while running, and how to find them.
#[derive(Clone, Debug, Default)]
struct NameTable {
    texts: Vec<String>,
    ids: FxHashMap<String, NameId>,
}

impl NameTable {
    fn new(names: &[String]) -> Self {
        let mut table = Self::default();
        for (index, name) in names.iter().enumerate() {
            table.push(name, NameId(index as u16));
        }
        table
    }

    fn push(&mut self, text: &str, id: NameId) {
        self.texts.push(text.to_owned());
        self.ids.entry(text.to_owned()).or_insert(id);
    }
}

/// All objects of a world, its constants and the names made while running.
#[derive(Clone, Debug)]
pub struct Heap {
    /// The objects of tasks, in one arena a task.
    pub(super) own: Store,
    constants: Rc<Constants>,
    names: Rc<NameTable>,
    /// What the operating system keeps for all processes, in one arena; empty while another process is performing.
    kernel: Store,
    /// Bytes of what the operating system keeps, which are counted in `bytes` too.
    kernel_bytes: u64,
    /// Bytes in the heaps of the other processes.
    other_bytes: u64,
    bytes: u64,
    max_bytes: u64,
    /// Bytes at which garbage is collected next.
    collect_at: u64,
    /// Bytes ever made.
    made: u64,
}

/// The heap is larger than its limit allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutOfMemory;

impl From<OutOfMemory> for LimitKind {
    fn from(_: OutOfMemory) -> Self {
        LimitKind::Memory
    }
}

impl Heap {
    /// Bytes allocated before garbage is first looked for.
    const FIRST_COLLECTION_BYTES: u64 = 4 << 20;

    /// An empty heap with the constants of a program.
    #[must_use]
    pub fn new(program: &Program, max_bytes: u64) -> Self {
        let mut objects = Vec::new();
        let mut values: Vec<Value> = Vec::with_capacity(program.constants.len());
        for constant in &program.constants {
            let mut object = |object| {
                objects.push(object);
                Value::Object(ObjectId {
                    owner: ObjectId::CONSTANT,
                    index: objects.len() as u32 - 1,
                })
            };
            let value = match constant {
                Constant::None => Value::None,
                Constant::Ellipsis => Value::Ellipsis,
                Constant::Bool(value) => Value::Bool(*value),
                Constant::Int(value) => Value::Int(*value),
                Constant::Float(value) => Value::Float(*value),
                Constant::Native(native) => Value::Native(*native),
                Constant::Str(text) => object(Object::Str(text.as_str().into())),
                Constant::BigInt(digits) => {
                    object(Object::BigInt(digits.parse::<BigInt>().unwrap_or_default()))
                }
                Constant::Tuple(items) => object(Object::Tuple(
                    items
                        .iter()
                        .map(|item| values.get(item.index()).copied().unwrap_or(Value::None))
                        .collect(),
                )),
            };
            values.push(value);
        }
        Self {
            own: Store::default(),
            constants: Rc::new(Constants { objects, values }),
            names: Rc::new(NameTable::new(&program.names)),
            kernel: Store::default(),
            kernel_bytes: 0,
            other_bytes: 0,
            bytes: 0,
            made: 0,
            max_bytes,
            collect_at: Self::FIRST_COLLECTION_BYTES.min(max_bytes / 2),
        }
    }

    /// The value of a constant of the program.
    #[must_use]
    pub fn constant(&self, index: usize) -> Value {
        self.constants
            .values
            .get(index)
            .copied()
            .unwrap_or(Value::None)
    }

    /// An object.
    #[must_use]
    #[inline]
    pub fn get(&self, id: ObjectId) -> &Object {
        if id.owner == ObjectId::CONSTANT {
            let constant = self.constants.objects.get(id.index as usize);
            return constant.unwrap_or(&FREE);
        }
        match self.slot(id) {
            Some(slot) => &slot.object,
            None => &FREE,
        }
    }

    /// The object of a value, [`Object::Free`] for values that are none.
    #[must_use]
    #[inline]
    pub fn of(&self, value: Value) -> &Object {
        match value {
            Value::Object(id) => self.get(id),
            _ => &FREE,
        }
    }

    /// An object to be changed; `None` for constants, which never are.
    #[inline]
    pub fn get_mut(&mut self, id: ObjectId) -> Option<&mut Object> {
        let slot = if id.is_kernel() {
            self.kernel.get_mut(0, id.index)
        } else {
            self.own.get_mut(id.owner, id.index)
        };
        slot.map(|slot| &mut slot.object)
    }

    #[inline]
    fn slot(&self, id: ObjectId) -> Option<&Slot> {
        if id.is_kernel() {
            self.kernel.get(0, id.index)
        } else {
            self.own.get(id.owner, id.index)
        }
    }

    /// Makes an object that belongs to the task `owner`.
    pub fn alloc(&mut self, owner: u32, object: Object) -> ObjectId {
        self.grown(object.size());
        let index = self.own.put(owner, Slot::new(object, false));
        ObjectId { owner, index }
    }

    /// Makes an object that the operating system keeps. It must refer to no others than such.
    pub fn alloc_kernel(&mut self, object: Object) -> ObjectId {
        self.bytes = self.bytes.saturating_add(object.size());
        self.kernel_bytes = self.kernel_bytes.saturating_add(object.size());
        ObjectId {
            owner: ObjectId::KERNEL,
            index: self.kernel.put(0, Slot::new(object, true)),
        }
    }

    /// Frees an object that the operating system kept and nothing refers to any more.
    pub fn free_kernel(&mut self, id: ObjectId) {
        if !id.is_kernel() {
            return;
        }
        if let Some(object) = self.kernel.free(0, id.index) {
            self.bytes = self.bytes.saturating_sub(object.size());
            self.kernel_bytes = self.kernel_bytes.saturating_sub(object.size());
        }
    }

    /// The memory of a new process: a copy, or empty.
    #[must_use]
    pub fn for_child(&self, copy: bool) -> Self {
        let mut child = self.clone();
        if !copy {
            child.own = Store::default();
            child.bytes = child.kernel_bytes;
        }
        child.bytes = child.bytes.saturating_sub(child.kernel_bytes);
        (child.kernel, child.kernel_bytes) = (Store::default(), 0);
        child
    }

    /// Whether there is room for another heap of so many bytes beside this one.
    #[must_use]
    pub fn has_room_beside(&self, child: &Heap) -> bool {
        let all = self.bytes.saturating_add(self.other_bytes);
        all.saturating_add(child.bytes) < self.max_bytes
    }

    /// Counts the bytes of another process's heap from now on.
    pub fn count_other(&mut self, other: &Heap) {
        self.other_bytes = self.other_bytes.saturating_add(other.bytes);
    }

    /// Counts the bytes of another process's heap no longer.
    pub fn discount_other(&mut self, other: &Heap) {
        self.other_bytes = self.other_bytes.saturating_sub(other.bytes);
    }

    /// Another process performs now: its heap takes over what the operating system keeps.
    pub fn hand_over(&mut self, next: &mut Heap) {
        std::mem::swap(&mut self.kernel, &mut next.kernel);
        std::mem::swap(&mut self.names, &mut next.names);
        self.bytes = self.bytes.saturating_sub(self.kernel_bytes);
        next.other_bytes = (self.other_bytes + self.bytes).saturating_sub(next.bytes);
        next.kernel_bytes = std::mem::take(&mut self.kernel_bytes);
        next.bytes = next.bytes.saturating_add(next.kernel_bytes);
        let room = next.max_bytes.saturating_sub(next.other_bytes);
        next.collect_at = next.collect_at.min(room);
    }

    /// Whether it knows the same names as another one, and nothing that the operating system keeps.
    pub(super) fn is_as_plain_as(&self, other: &Heap) -> bool {
        Rc::ptr_eq(&self.names, &other.names) && self.kernel.is_empty() && self.other_bytes == 0
    }

    /// Takes so many bytes for what there is.
    pub(super) fn count_anew(&mut self, bytes: u64) {
        self.bytes = bytes;
        self.own.settle();
    }

    /// What was written since the hashes were summed last, and whether it was made since; `None` if that is unknown or much.
    pub(super) fn written(&self) -> Option<impl Iterator<Item = (ObjectId, &Object, bool)>> {
        let written = self.own.written()?;
        Some(written.map(|(owner, index, slot)| {
            let id = ObjectId { owner, index };
            (id, &slot.object, Store::is_young(slot))
        }))
    }

    /// Whether an object may have been made since the hashes were summed last.
    pub(super) fn has_made(&self) -> bool {
        self.own.has_made()
    }

    /// Frees an object that nothing refers to; whether others could reach it.
    pub(super) fn drop_one(&mut self, id: ObjectId) -> bool {
        let shared = self.is_shared(id);
        if let Some(object) = self.own.drop_one(id.owner, id.index) {
            self.bytes = self.bytes.saturating_sub(object.size());
        }
        shared
    }

    /// Asks for room before something large is made or grown.
    ///
    /// # Errors
    /// When it would go beyond the limit even after everything that can be freed is freed.
    pub fn reserve(&mut self, bytes: u64) -> Result<(), OutOfMemory> {
        let all = self.bytes.saturating_add(self.other_bytes);
        if all.saturating_add(bytes) > self.max_bytes.saturating_mul(2) || bytes > self.max_bytes {
            return Err(OutOfMemory);
        }
        Ok(())
    }

    /// About how many bytes there are, garbage included.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Bytes ever made, or copied because a fork had them too: what a fork keeps alive is at most what this has grown by
    /// since. Only differences mean something, and those of one process.
    #[must_use]
    pub fn turnover(&self) -> u64 {
        self.made + self.own.copied() + self.kernel.copied()
    }

    /// Notes that an object has grown by so many bytes.
    #[inline]
    pub fn grown(&mut self, bytes: u64) {
        self.bytes = self.bytes.saturating_add(bytes);
        self.made += bytes;
    }

    /// Bytes at which garbage is collected next.
    pub(super) fn collects_at(&self) -> u64 {
        self.collect_at
    }

    /// Whether garbage should be collected at the next instruction.
    #[must_use]
    #[inline]
    pub fn wants_collection(&self) -> bool {
        self.bytes >= self.collect_at
    }

    /// Whether other tasks can reach an object.
    #[must_use]
    #[inline]
    pub fn is_shared(&self, id: ObjectId) -> bool {
        self.slot(id).is_some_and(|slot| slot.shared)
    }

    /// Marks everything that can be reached from a value as shared.
    pub fn share(&mut self, value: Value) {
        let mut pending: Vec<ObjectId> = value.object().into_iter().collect();
        while let Some(id) = pending.pop() {
            // What the operating system keeps is shared from the start.
            if let Some(object) = self.own.share(id.owner, id.index) {
                object.trace(&mut |inner| pending.extend(inner.object()));
            }
        }
    }

    /// Frees every object that cannot be reached from `roots`. What the operating system keeps is only marked: see
    /// [`Heap::collect_kernel`].
    ///
    /// # Errors
    /// When what is left is larger than the limit.
    /// What somebody has to hear of before it goes stays once more; it is in the answer.
    pub fn collect(
        &mut self,
        roots: Vec<Value>,
        has_last_words: fn(&Object) -> bool,
    ) -> Result<Collected, OutOfMemory> {
        self.mark(roots);
        let (mut dying, mut gone) = (Vec::new(), Vec::new());
        for (owner, index, slot) in self.own.unmarked() {
            if slot.shared {
                gone.push(ObjectId { owner, index });
            }
            if has_last_words(&slot.object) {
                dying.push(ObjectId { owner, index });
            }
        }
        if !dying.is_empty() {
            self.mark(dying.iter().copied().map(Value::Object).collect());
            gone.retain(|&id| !self.own.is_marked(id.owner, id.index));
        }
        let live = self.own.sweep();
        self.set_bytes(live.saturating_add(self.kernel_bytes))?;
        Ok(Collected { dying, gone })
    }

    /// Keeps of `objects` those that cannot be reached from `roots`.
    pub fn retain_unreached(&mut self, roots: Vec<Value>, objects: &mut Vec<ObjectId>) {
        self.mark(roots);
        objects.retain(|id| !self.own.is_marked(id.owner, id.index));
        self.own.forget_marks();
        self.kernel.forget_marks();
    }

    /// Frees what the operating system keeps for no process: after every process's heap was collected.
    ///
    /// # Errors
    /// When what is left is larger than the limit.
    pub fn collect_kernel(&mut self) -> Result<(), OutOfMemory> {
        let own = self.bytes.saturating_sub(self.kernel_bytes);
        if !self.kernel.is_empty() {
            self.kernel_bytes = self.kernel.sweep();
        }
        self.set_bytes(own.saturating_add(self.kernel_bytes))
    }

    fn set_bytes(&mut self, live: u64) -> Result<(), OutOfMemory> {
        let room = self.max_bytes.saturating_sub(self.other_bytes);
        self.bytes = live;
        self.collect_at = (live * 2).max(Self::FIRST_COLLECTION_BYTES).min(room);
        if live >= room {
            Err(OutOfMemory)
        } else {
            Ok(())
        }
    }

    fn mark(&mut self, mut pending: Vec<Value>) {
        while let Some(value) = pending.pop() {
            let Value::Object(id) = value else { continue };
            let reached = if id.is_kernel() {
                self.kernel.mark(0, id.index)
            } else {
                self.own.mark(id.owner, id.index)
            };
            if let Some(object) = reached {
                object.trace(&mut |inner| {
                    if let Value::Object(_) = inner {
                        pending.push(inner);
                    }
                });
            }
        }
    }

    /// A name made while running, or known before; `None` when there are too many.
    pub fn intern(&mut self, text: &str) -> Option<NameId> {
        if let Some(&known) = self.names.ids.get(text) {
            return Some(known);
        }
        let id = NameId(u16::try_from(self.names.texts.len()).ok()?);
        Rc::make_mut(&mut self.names).push(text, id);
        Some(id)
    }

    /// The text of a name.
    #[must_use]
    pub fn name(&self, id: NameId) -> &str {
        let text = self.names.texts.get(id.index());
        text.map_or("?", String::as_str)
    }

    /// The sum of the hashes of all objects, each computed at most once since it was last written.
    pub fn fingerprint(&mut self, hash: impl Fn(ObjectId, &Object) -> u64) -> u64 {
        self.own
            .fingerprint(|owner, index, object| hash(ObjectId { owner, index }, object))
    }

    /// The same of what the operating system keeps.
    pub fn kernel_fingerprint(&mut self, hash: impl Fn(ObjectId, &Object) -> u64) -> u64 {
        let owner = ObjectId::KERNEL;
        self.kernel
            .fingerprint(|_, index, object| hash(ObjectId { owner, index }, object))
    }

    /// Every object in use.
    pub fn objects(&self) -> impl Iterator<Item = (ObjectId, &Object)> {
        let objects = self.own.objects();
        objects.map(|(owner, index, object)| (ObjectId { owner, index }, object))
    }

    /// Every object that the operating system keeps.
    pub fn kernel_objects(&self) -> impl Iterator<Item = (ObjectId, &Object)> {
        let owner = ObjectId::KERNEL;
        let objects = self.kernel.objects();
        objects.map(move |(_, index, object)| (ObjectId { owner, index }, object))
    }
}
