//! The heap: objects in one arena a task, forked at the price of a reference count an arena.
//!
//! **Names.** An object is named by the task that made it and a number among that task's objects; the lowest free
//! number is given first. So a name does not depend on how other tasks were scheduled, and worlds that differ only
//! in the order of independent steps are equal, which is what a search over states lives on.
//!
//! **Sharing.** Arenas and objects are copied when first written after a fork, never before.
//!
//! **Fingerprints.** Each slot keeps the hash of its object until it is written.

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

/// The objects that one task made.
#[derive(Clone, Debug, Default)]
struct Arena {
    slots: Vec<Slot>,
    free: BTreeSet<u32>,
    /// Sum of the slots' hashes; `None` when a slot was written since.
    hash: Option<u64>,
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
        let arena = Arc::make_mut(self.arenas.get_mut(id.owner as usize)?);
        let slot = arena.slots.get_mut(id.index as usize)?;
        slot.hash = 0;
        arena.hash = None;
        Some(Arc::make_mut(&mut slot.object))
    }

    fn slot(&self, id: ObjectId) -> Option<&Slot> {
        self.arenas
            .get(id.owner as usize)?
            .slots
            .get(id.index as usize)
    }

    /// Makes an object that belongs to the task `owner`.
    pub fn alloc(&mut self, owner: u32, object: Object) -> ObjectId {
        self.bytes = self.bytes.saturating_add(object.size());
        let owner_index = owner as usize;
        if self.arenas.len() <= owner_index {
            self.arenas.resize_with(owner_index + 1, Arc::default);
        }
        let arena = Arc::make_mut(&mut self.arenas[owner_index]);
        arena.hash = None;
        let slot = Slot {
            object: Arc::new(object),
            hash: 0,
            shared: false,
            marked: false,
        };
        let index = match arena.free.pop_first() {
            Some(index) => {
                arena.slots[index as usize] = slot;
                index
            }
            None => {
                arena.slots.push(slot);
                arena.slots.len() as u32 - 1
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
            let Some(arena) = self.arenas.get_mut(id.owner as usize) else {
                continue;
            };
            let Some(slot) = Arc::make_mut(arena).slots.get_mut(id.index as usize) else {
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
            arena.hash = None;
            for (index, slot) in arena.slots.iter_mut().enumerate() {
                if slot.marked {
                    slot.marked = false;
                    live += slot.object.size();
                } else if !matches!(*slot.object, Object::Free) {
                    *slot = Slot {
                        object: Arc::new(Object::Free),
                        hash: 0,
                        shared: false,
                        marked: false,
                    };
                    arena.free.insert(index as u32);
                }
            }
            while arena
                .slots
                .last()
                .is_some_and(|slot| matches!(*slot.object, Object::Free))
            {
                arena.slots.pop();
                let length = arena.slots.len() as u32;
                arena.free.remove(&length);
            }
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
            let Some(arena) = self.arenas.get_mut(id.owner as usize) else {
                continue;
            };
            let Some(slot) = Arc::make_mut(arena).slots.get_mut(id.index as usize) else {
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
            let arena_hash = arena.hash.unwrap_or_else(|| {
                let arena = Arc::make_mut(arena);
                let mut arena_sum = 0u64;
                for (index, slot) in arena.slots.iter_mut().enumerate() {
                    if slot.hash == 0 && !matches!(*slot.object, Object::Free) {
                        let id = ObjectId {
                            owner: owner as u32,
                            index: index as u32,
                        };
                        slot.hash = hash(id, &slot.object) | 1;
                    }
                    arena_sum = arena_sum.wrapping_add(slot.hash);
                }
                arena.hash = Some(arena_sum);
                arena_sum
            });
            sum = sum.wrapping_add(arena_hash);
        }
        sum
    }

    /// Every object in use.
    pub fn objects(&self) -> impl Iterator<Item = (ObjectId, &Object)> {
        self.arenas.iter().enumerate().flat_map(|(owner, arena)| {
            arena
                .slots
                .iter()
                .enumerate()
                .filter_map(move |(index, slot)| {
                    let id = ObjectId {
                        owner: owner as u32,
                        index: index as u32,
                    };
                    (!matches!(*slot.object, Object::Free)).then_some((id, &*slot.object))
                })
        })
    }
}
