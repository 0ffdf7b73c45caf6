//! The heap: objects in one arena a task, forked at the price of a reference count an arena.
//!
//! **Names.** An object is named by the task that made it and a number among that task's objects; the lowest free
//! number is given first. So a name does not depend on how other tasks were scheduled, and worlds that differ only
//! in the order of independent steps are equal, which is what a search over states lives on.
//!
//! **Sharing.** Arenas, chunks of them and objects are copied when first written after a fork, never before.
//!
//! **Processes.** A heap is the memory of one process. What the operating system keeps for all processes (their locks,
//! queues, shared values) is in an arena of its own, which travels to the heap of the process that is performing and
//! refers to nothing in any heap.
//!
//! **Fingerprints.** Each chunk keeps the sum of its objects' hashes until one of them is written.

use std::collections::BTreeSet;
use std::sync::Arc;

use interleave_program::{Constant, NameId, Program};
use interleave_trace::{LimitKind, ObjectId};
use num_bigint::BigInt;

use super::object::Object;
use super::value::Value;

static FREE: Object = Object::Free;

/// One object with what is known about it.
#[derive(Clone, Debug)]
struct Slot {
    object: Arc<Object>,
    /// Hash of the object; 0 when it has to be computed anew.
    hash: u64,
    /// Whether other tasks can reach it, so that touching it is a visible operation.
    shared: bool,
    marked: bool,
}

impl Slot {
    fn new(object: Object) -> Self {
        Self {
            object: Arc::new(object),
            hash: 0,
            shared: false,
            marked: false,
        }
    }

    fn is_free(&self) -> bool {
        matches!(*self.object, Object::Free)
    }
}

/// What came of a collection.
#[derive(Clone, Debug, Default)]
pub struct Collected {
    /// What nothing refers to any more and somebody has to hear of; it is still there.
    pub dying: Vec<ObjectId>,
    /// What other tasks could reach before, and is gone.
    pub gone: Vec<ObjectId>,
}

/// Slots that are copied together. Few, so that a step of a fork copies little.
const CHUNK_SLOTS: usize = 16;

/// Some of the objects that one task made.
#[derive(Clone, Debug, Default)]
struct Chunk {
    slots: Vec<Slot>,
    /// Sum of the slots' hashes; `None` when a slot was written since.
    hash: Option<u64>,
}

/// The objects that one task made. All chunks but the last are full.
#[derive(Clone, Debug, Default)]
struct Arena {
    chunks: Vec<Arc<Chunk>>,
    free: BTreeSet<u32>,
}

impl Arena {
    fn slot(&self, index: u32) -> Option<&Slot> {
        let index = index as usize;
        self.chunks
            .get(index / CHUNK_SLOTS)?
            .slots
            .get(index % CHUNK_SLOTS)
    }

    fn slot_mut(&mut self, index: u32) -> Option<&mut Slot> {
        let index = index as usize;
        let chunk = Arc::make_mut(self.chunks.get_mut(index / CHUNK_SLOTS)?);
        chunk.hash = None;
        chunk.slots.get_mut(index % CHUNK_SLOTS)
    }

    fn len(&self) -> u32 {
        self.chunks.last().map_or(0, |last| {
            (self.chunks.len() - 1) * CHUNK_SLOTS + last.slots.len()
        }) as u32
    }

    fn push(&mut self, slot: Slot) {
        if self
            .chunks
            .last()
            .is_none_or(|last| last.slots.len() >= CHUNK_SLOTS)
        {
            self.chunks.push(Arc::default());
        }
        if let Some(last) = self.chunks.last_mut() {
            let last = Arc::make_mut(last);
            last.hash = None;
            last.slots.push(slot);
        }
    }

    /// Gives up free slots at the end.
    fn shrink(&mut self) {
        while let Some(last) = self.chunks.last_mut() {
            if !last.slots.last().is_none_or(Slot::is_free) {
                break;
            }
            let last = Arc::make_mut(last);
            last.hash = None;
            last.slots.pop();
            if last.slots.is_empty() {
                self.chunks.pop();
            }
        }
        let length = self.len();
        self.free.split_off(&length);
    }

    /// Puts an object where the lowest number is free, and gives the number.
    fn put(&mut self, slot: Slot) -> u32 {
        match self.free.pop_first() {
            Some(index) => {
                if let Some(place) = self.slot_mut(index) {
                    *place = slot;
                }
                index
            }
            None => {
                self.push(slot);
                self.len() - 1
            }
        }
    }

    /// Frees what is not marked, takes the marks away, and gives the bytes that are left.
    fn sweep(&mut self) -> u64 {
        let mut live = 0;
        for (place, chunk) in self.chunks.iter_mut().enumerate() {
            let chunk = Arc::make_mut(chunk);
            chunk.hash = None;
            for (at, slot) in chunk.slots.iter_mut().enumerate() {
                if slot.marked {
                    slot.marked = false;
                    live += slot.object.size();
                } else if !slot.is_free() {
                    *slot = Slot::new(Object::Free);
                    self.free.insert((place * CHUNK_SLOTS + at) as u32);
                }
            }
        }
        self.shrink();
        live
    }

    fn objects(&self, owner: u32) -> impl Iterator<Item = (ObjectId, &Object)> {
        self.slots().filter_map(move |(index, slot)| {
            (!slot.is_free()).then_some((ObjectId { owner, index }, &*slot.object))
        })
    }

    /// What a sweep would free.
    fn unmarked(&self, owner: u32) -> impl Iterator<Item = ObjectId> {
        self.slots()
            .filter(|(_, slot)| !slot.marked && !slot.is_free())
            .map(move |(index, _)| ObjectId { owner, index })
    }

    fn is_shared(&self, index: u32) -> bool {
        self.slot(index).is_some_and(|slot| slot.shared)
    }

    fn slots(&self) -> impl Iterator<Item = (u32, &Slot)> {
        self.chunks
            .iter()
            .flat_map(|chunk| &chunk.slots)
            .zip(0..)
            .map(|(slot, index)| (index, slot))
    }
}

/// All objects of a world, its constants and the names made while running.
#[derive(Clone, Debug)]
pub struct Heap {
    arenas: Vec<Arc<Arena>>,
    constants: Arc<Vec<Object>>,
    constant_values: Arc<Vec<Value>>,
    names: Arc<Vec<String>>,
    /// What the operating system keeps for all processes; empty while another process is performing.
    kernel: Arc<Arena>,
    /// Bytes of what the operating system keeps, which are counted in `bytes` too.
    kernel_bytes: u64,
    /// Bytes in the heaps of the other processes.
    other_bytes: u64,
    bytes: u64,
    max_bytes: u64,
    /// Bytes at which garbage is collected next.
    collect_at: u64,
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
            arenas: Vec::new(),
            constants: Arc::new(objects),
            constant_values: Arc::new(values),
            names: Arc::new(program.names.clone()),
            kernel: Arc::default(),
            kernel_bytes: 0,
            other_bytes: 0,
            bytes: 0,
            max_bytes,
            collect_at: Self::FIRST_COLLECTION_BYTES.min(max_bytes / 2),
        }
    }

    /// The value of a constant of the program.
    #[must_use]
    pub fn constant(&self, index: usize) -> Value {
        self.constant_values
            .get(index)
            .copied()
            .unwrap_or(Value::None)
    }

    /// An object.
    #[must_use]
    #[inline]
    pub fn get(&self, id: ObjectId) -> &Object {
        if id.owner == ObjectId::CONSTANT {
            return self.constants.get(id.index as usize).unwrap_or(&FREE);
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
        let slot = self.slot_mut(id)?;
        slot.hash = 0;
        Some(Arc::make_mut(&mut slot.object))
    }

    fn slot(&self, id: ObjectId) -> Option<&Slot> {
        match self.arenas.get(id.owner as usize) {
            Some(arena) => arena.slot(id.index),
            None if id.is_kernel() => self.kernel.slot(id.index),
            None => None,
        }
    }

    fn slot_mut(&mut self, id: ObjectId) -> Option<&mut Slot> {
        let arena = match self.arenas.get_mut(id.owner as usize) {
            Some(arena) => arena,
            None if id.is_kernel() => &mut self.kernel,
            None => return None,
        };
        Arc::make_mut(arena).slot_mut(id.index)
    }

    /// Makes an object that belongs to the task `owner`.
    pub fn alloc(&mut self, owner: u32, object: Object) -> ObjectId {
        self.bytes = self.bytes.saturating_add(object.size());
        let owner_index = owner as usize;
        if self.arenas.len() <= owner_index {
            self.arenas.resize_with(owner_index + 1, Arc::default);
        }
        let index = Arc::make_mut(&mut self.arenas[owner_index]).put(Slot::new(object));
        ObjectId { owner, index }
    }

    /// Makes an object that the operating system keeps. It must refer to no others than such.
    pub fn alloc_kernel(&mut self, object: Object) -> ObjectId {
        self.bytes = self.bytes.saturating_add(object.size());
        self.kernel_bytes = self.kernel_bytes.saturating_add(object.size());
        let mut slot = Slot::new(object);
        slot.shared = true;
        ObjectId {
            owner: ObjectId::KERNEL,
            index: Arc::make_mut(&mut self.kernel).put(slot),
        }
    }

    /// Frees an object that the operating system kept and nothing refers to any more.
    pub fn free_kernel(&mut self, id: ObjectId) {
        if !id.is_kernel() {
            return;
        }
        let size = self.get(id).size();
        let kernel = Arc::make_mut(&mut self.kernel);
        if let Some(slot) = kernel.slot_mut(id.index)
            && !slot.is_free()
        {
            *slot = Slot::new(Object::Free);
            kernel.free.insert(id.index);
            self.bytes = self.bytes.saturating_sub(size);
            self.kernel_bytes = self.kernel_bytes.saturating_sub(size);
        }
    }

    /// The memory of a new process: a copy, or empty.
    #[must_use]
    pub fn for_child(&self, copy: bool) -> Self {
        let mut child = self.clone();
        if !copy {
            child.arenas.clear();
            child.bytes = child.kernel_bytes;
        }
        child.bytes = child.bytes.saturating_sub(child.kernel_bytes);
        (child.kernel, child.kernel_bytes) = (Arc::default(), 0);
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

    /// Notes that an object has grown by so many bytes.
    #[inline]
    pub fn grown(&mut self, bytes: u64) {
        self.bytes = self.bytes.saturating_add(bytes);
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
        let mut pending = vec![value];
        while let Some(value) = pending.pop() {
            let Value::Object(id) = value else { continue };
            if self.slot(id).is_none_or(|slot| slot.shared) {
                continue;
            }
            let Some(slot) = self.slot_mut(id) else {
                continue;
            };
            slot.shared = true;
            slot.object.trace(&mut |inner| pending.push(inner));
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
        let dying: Vec<ObjectId> = self
            .arenas
            .iter()
            .zip(0..)
            .flat_map(|(arena, owner)| arena.unmarked(owner))
            .filter(|&id| has_last_words(self.get(id)))
            .collect();
        self.mark(dying.iter().copied().map(Value::Object).collect());
        let mut gone = Vec::new();
        let mut live = 0u64;
        for (arena, owner) in self.arenas.iter_mut().zip(0..) {
            let shared = arena
                .unmarked(owner)
                .filter(|&id| arena.is_shared(id.index));
            gone.extend(shared);
            live = live.saturating_add(Arc::make_mut(arena).sweep());
        }
        self.set_bytes(live.saturating_add(self.kernel_bytes))?;
        Ok(Collected { dying, gone })
    }

    /// Frees what the operating system keeps for no process: after every process's heap was collected.
    ///
    /// # Errors
    /// When what is left is larger than the limit.
    pub fn collect_kernel(&mut self) -> Result<(), OutOfMemory> {
        let own = self.bytes.saturating_sub(self.kernel_bytes);
        if !self.kernel.chunks.is_empty() {
            self.kernel_bytes = Arc::make_mut(&mut self.kernel).sweep();
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
            let Some(slot) = self.slot_mut(id) else {
                continue;
            };
            if !slot.marked {
                slot.marked = true;
                slot.object.trace(&mut |inner| pending.push(inner));
            }
        }
    }

    /// A name made while running, or known before; `None` when there are too many.
    pub fn intern(&mut self, text: &str) -> Option<NameId> {
        if let Some(index) = self.names.iter().position(|name| name == text) {
            return Some(NameId(index as u16));
        }
        let index = u16::try_from(self.names.len()).ok()?;
        Arc::make_mut(&mut self.names).push(text.to_owned());
        Some(NameId(index))
    }

    /// The text of a name.
    #[must_use]
    pub fn name(&self, id: NameId) -> &str {
        self.names.get(id.index()).map_or("?", String::as_str)
    }

    /// The sum of the hashes of all objects, each computed at most once since it was last written.
    pub fn fingerprint(&mut self, hash: impl Fn(ObjectId, &Object) -> u64) -> u64 {
        self.arenas
            .iter_mut()
            .zip(0..)
            .fold(0, |sum: u64, (arena, owner)| {
                sum.wrapping_add(fingerprint(arena, owner, &hash))
            })
    }

    /// The same of what the operating system keeps.
    pub fn kernel_fingerprint(&mut self, hash: impl Fn(ObjectId, &Object) -> u64) -> u64 {
        fingerprint(&mut self.kernel, ObjectId::KERNEL, &hash)
    }

    /// Every object in use.
    pub fn objects(&self) -> impl Iterator<Item = (ObjectId, &Object)> {
        let arenas = self.arenas.iter().zip(0..);
        arenas.flat_map(|(arena, owner)| arena.objects(owner))
    }

    /// Every object that the operating system keeps.
    pub fn kernel_objects(&self) -> impl Iterator<Item = (ObjectId, &Object)> {
        self.kernel.objects(ObjectId::KERNEL)
    }
}

fn fingerprint(
    arena: &mut Arc<Arena>,
    owner: u32,
    hash: &impl Fn(ObjectId, &Object) -> u64,
) -> u64 {
    if arena.chunks.iter().any(|chunk| chunk.hash.is_none()) {
        let arena = Arc::make_mut(arena);
        let unknown = arena.chunks.iter_mut().enumerate();
        for (place, chunk) in unknown.filter(|(_, chunk)| chunk.hash.is_none()) {
            let chunk = Arc::make_mut(chunk);
            let mut chunk_sum = 0u64;
            for (at, slot) in chunk.slots.iter_mut().enumerate() {
                if slot.hash == 0 && !slot.is_free() {
                    let index = (place * CHUNK_SLOTS + at) as u32;
                    slot.hash = hash(ObjectId { owner, index }, &slot.object) | 1;
                }
                chunk_sum = chunk_sum.wrapping_add(slot.hash);
            }
            chunk.hash = Some(chunk_sum);
        }
    }
    arena.chunks.iter().fold(0, |sum: u64, chunk| {
        sum.wrapping_add(chunk.hash.unwrap_or(0))
    })
}
