//! The heap: objects in one arena a task, forked at the price of a reference count an arena.
//!
//! **Names.** An object is named by the task that made it and a number among that task's objects; the lowest free
//! number is given first. So a name does not depend on how other tasks were scheduled, and worlds that differ only
//! in the order of independent steps are equal, which is what a search over states lives on.
//!
//! **Sharing.** Arenas, chunks of them and objects are copied when first written after a fork, never before.
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
        self.arenas.get(id.owner as usize)?.slot(id.index)
    }

    fn slot_mut(&mut self, id: ObjectId) -> Option<&mut Slot> {
        Arc::make_mut(self.arenas.get_mut(id.owner as usize)?).slot_mut(id.index)
    }

    /// Makes an object that belongs to the task `owner`.
    pub fn alloc(&mut self, owner: u32, object: Object) -> ObjectId {
        self.bytes = self.bytes.saturating_add(object.size());
        let owner_index = owner as usize;
        if self.arenas.len() <= owner_index {
            self.arenas.resize_with(owner_index + 1, Arc::default);
        }
        let arena = Arc::make_mut(&mut self.arenas[owner_index]);
        let slot = Slot::new(object);
        let index = match arena.free.pop_first() {
            Some(index) => {
                if let Some(place) = arena.slot_mut(index) {
                    *place = slot;
                }
                index
            }
            None => {
                arena.push(slot);
                arena.len() - 1
            }
        };
        ObjectId { owner, index }
    }

    /// Asks for room before something large is made or grown.
    ///
    /// # Errors
    /// When it would go beyond the limit even after everything that can be freed is freed.
    pub fn reserve(&mut self, bytes: u64) -> Result<(), OutOfMemory> {
        if self.bytes.saturating_add(bytes) > self.max_bytes.saturating_mul(2)
            || bytes > self.max_bytes
        {
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

    /// Frees every object that cannot be reached from `roots`.
    ///
    /// # Errors
    /// When what is left is larger than the limit.
    pub fn collect(&mut self, roots: Vec<Value>) -> Result<(), OutOfMemory> {
        self.mark(roots);
        let mut live = 0;
        for arena in &mut self.arenas {
            let arena = Arc::make_mut(arena);
            for (place, chunk) in arena.chunks.iter_mut().enumerate() {
                let chunk = Arc::make_mut(chunk);
                chunk.hash = None;
                for (at, slot) in chunk.slots.iter_mut().enumerate() {
                    if slot.marked {
                        slot.marked = false;
                        live += slot.object.size();
                    } else if !slot.is_free() {
                        *slot = Slot::new(Object::Free);
                        arena.free.insert((place * CHUNK_SLOTS + at) as u32);
                    }
                }
            }
            arena.shrink();
        }
        self.bytes = live;
        self.collect_at = (live * 2)
            .max(Self::FIRST_COLLECTION_BYTES)
            .min(self.max_bytes);
        if live >= self.max_bytes {
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
        let mut sum = 0u64;
        for (owner, arena) in self.arenas.iter_mut().enumerate() {
            if arena.chunks.iter().any(|chunk| chunk.hash.is_none()) {
                let arena = Arc::make_mut(arena);
                let unknown = arena.chunks.iter_mut().enumerate();
                for (place, chunk) in unknown.filter(|(_, chunk)| chunk.hash.is_none()) {
                    let chunk = Arc::make_mut(chunk);
                    let mut chunk_sum = 0u64;
                    for (at, slot) in chunk.slots.iter_mut().enumerate() {
                        if slot.hash == 0 && !slot.is_free() {
                            let index = (place * CHUNK_SLOTS + at) as u32;
                            let id = ObjectId {
                                owner: owner as u32,
                                index,
                            };
                            slot.hash = hash(id, &slot.object) | 1;
                        }
                        chunk_sum = chunk_sum.wrapping_add(slot.hash);
                    }
                    chunk.hash = Some(chunk_sum);
                }
            }
            for chunk in &arena.chunks {
                sum = sum.wrapping_add(chunk.hash.unwrap_or(0));
            }
        }
        sum
    }

    /// Every object in use.
    pub fn objects(&self) -> impl Iterator<Item = (ObjectId, &Object)> {
        self.arenas.iter().zip(0..).flat_map(|(arena, owner)| {
            arena.slots().filter_map(move |(index, slot)| {
                (!slot.is_free()).then_some((ObjectId { owner, index }, &*slot.object))
            })
        })
    }
}
