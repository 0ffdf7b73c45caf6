//! Where a heap keeps its objects: in one tree, in blocks that belong to one task each.
//!
//! What is written after a fork is copied, and nothing else. The sum of all objects' hashes is kept up: who writes an
//! object takes its hash out, and a fingerprint puts the new ones in.

use std::rc::Rc;

use super::fingerprint::Written;
use super::object::Object;
use super::tree::Tree;
use super::watch::{Area, Watch};

/// One object with what is known about it.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub object: Object,
    /// Whether other tasks can reach it, so that touching it is a visible operation.
    pub shared: bool,
    /// Whether it was made since the hashes were summed last.
    young: bool,
    /// Hash of the object as far as the store's sum has it; 0 when it has to be computed anew.
    pub hash: u64,
}

impl Slot {
    pub fn new(object: Object, shared: bool) -> Self {
        Self {
            object,
            shared,
            young: true,
            hash: 0,
        }
    }
}

/// Slots that one arena gets at a time.
const BLOCK_SLOTS: u32 = 16;

/// Where the objects of one task are.
#[derive(Clone, Debug, Default)]
struct Arena {
    /// The numbers of its blocks.
    blocks: Vec<u32>,
    /// Slots ever used and not given up since.
    length: u32,
    /// Free numbers below that, the lowest last.
    free: Vec<u32>,
}

impl Arena {
    #[inline]
    fn place(&self, index: u32) -> Option<usize> {
        if index >= self.length {
            return None;
        }
        let block = *self.blocks.get((index / BLOCK_SLOTS) as usize)?;
        Some((block * BLOCK_SLOTS + index % BLOCK_SLOTS) as usize)
    }
}

/// Objects by arena and number.
#[derive(Clone, Debug, Default)]
pub(super) struct Store {
    slots: Tree<Slot>,
    arenas: Tree<Arena>,
    /// Blocks that arenas have given up.
    spare_blocks: Rc<Vec<u32>>,
    blocks: u32,
    /// While garbage is looked for: what was reached, a bit a place.
    marks: Vec<u64>,
    /// Bytes of objects that were copied because a fork had them too.
    copied: u64,
    /// Sum of the hashes of all objects but those written since.
    hashes: u64,
    written: Written<(u32, u32)>,
    /// Whether an object was made since the hashes were summed last.
    has_made: bool,
}

impl Store {
    #[inline]
    fn place(&self, arena: u32, index: u32) -> Option<usize> {
        self.arenas.get(arena as usize)?.place(index)
    }

    /// An object.
    #[inline]
    pub fn get(&self, arena: u32, index: u32) -> Option<&Slot> {
        self.slots.get(self.place(arena, index)?)
    }

    /// An object that is about to be changed.
    #[inline]
    pub fn get_mut(&mut self, arena: u32, index: u32) -> Option<&mut Slot> {
        let place = self.place(arena, index)?;
        let copied = &mut self.copied;
        let slot = self
            .slots
            .get_mut_or_copy(place, |slot| *copied += slot.object.size())?;
        if slot.hash != 0 {
            self.hashes = self.hashes.wrapping_sub(slot.hash);
            slot.hash = 0;
            self.written.note((arena, index));
        }
        Some(slot)
    }

    /// Bytes of objects copied so far because a fork had them too.
    pub fn copied(&self) -> u64 {
        self.copied
    }

    /// Notes that others can reach an object; gives the object if that is news.
    pub fn share(&mut self, arena: u32, index: u32) -> Option<&Object> {
        let place = self.place(arena, index)?;
        if self.slots.get(place)?.shared {
            return None;
        }
        let slot = self.slots.get_mut(place)?;
        slot.shared = true;
        Some(&slot.object)
    }

    /// Puts an object where the arena's lowest number is free, and gives the number.
    pub fn put(&mut self, arena: u32, slot: Slot) -> u32 {
        if self.arenas.get(arena as usize).is_none() {
            self.arenas.put(arena as usize, Arena::default());
        }
        let home = &mut self.arenas[arena as usize];
        let index = home.free.pop().unwrap_or_else(|| {
            if home.length == home.blocks.len() as u32 * BLOCK_SLOTS {
                let spare = if self.spare_blocks.is_empty() {
                    None
                } else {
                    Rc::make_mut(&mut self.spare_blocks).pop()
                };
                home.blocks.push(spare.unwrap_or_else(|| {
                    self.blocks += 1;
                    self.blocks - 1
                }));
            }
            home.length += 1;
            home.length - 1
        });
        if let Some(place) = home.place(index) {
            self.slots.put(place, slot);
            self.written.note((arena, index));
            self.has_made = true;
        }
        index
    }

    /// Frees an object; gives it if there was one.
    pub fn free(&mut self, arena: u32, index: u32) -> Option<Object> {
        let place = self.place(arena, index)?;
        let slot = self.slots.get(place)?.clone();
        self.slots.clear(place);
        let free = &mut self.arenas[arena as usize].free;
        let at = free.partition_point(|&other| other > index);
        free.insert(at, index);
        self.written.forget();
        Some(slot.object)
    }

    /// What was written since the hashes were summed last, and whether it was made since; `None` if that is unknown or much.
    pub fn written(&self) -> Option<impl Iterator<Item = (u32, u32, &Slot)>> {
        let keys = self.written.keys()?;
        Some(keys.filter_map(|(arena, index)| Some((arena, index, self.get(arena, index)?))))
    }

    /// Frees an object, and goes on knowing the hashes of all others; gives it if there was one.
    pub fn drop_one(&mut self, arena: u32, index: u32) -> Option<Object> {
        let place = self.place(arena, index)?;
        let hash = self.slots.get(place)?.hash;
        if hash == 0 {
            self.written.unnote((arena, index));
        } else {
            self.hashes = self.hashes.wrapping_sub(hash);
        }
        let object = self.slots.take(place)?.object;
        let free = &mut self.arenas[arena as usize].free;
        let at = free.partition_point(|&other| other > index);
        free.insert(at, index);
        Some(object)
    }

    /// Marks an object as reached; gives it if that is news.
    pub fn mark(&mut self, arena: u32, index: u32) -> Option<&Object> {
        let place = self.place(arena, index)?;
        if self.marks.len() * 64 < self.slots.len() {
            self.marks.resize(self.slots.len().div_ceil(64), 0);
        }
        let word = self.marks.get_mut(place / 64)?;
        let bit = 1 << (place % 64);
        if *word & bit != 0 {
            return None;
        }
        *word |= bit;
        self.slots.get(place).map(|slot| &slot.object)
    }

    /// Takes the marks away and frees nothing.
    pub fn forget_marks(&mut self) {
        self.marks.clear();
    }

    /// What is in use and not marked, with its arena and number.
    pub fn unmarked(&self) -> impl Iterator<Item = (u32, u32, &Slot)> {
        self.slots().filter(|&(arena, index, _)| {
            let place = self.place(arena, index).unwrap_or_default();
            !has(&self.marks, place)
        })
    }

    /// Whether an object is marked.
    pub fn is_marked(&self, arena: u32, index: u32) -> bool {
        let place = self.place(arena, index);
        place.is_some_and(|place| has(&self.marks, place))
    }

    /// Frees what is not marked, takes the marks away, and gives the bytes that are left.
    pub fn sweep(&mut self) -> u64 {
        let marks = std::mem::take(&mut self.marks);
        let mut live = 0;
        for at in 0..self.arenas.len() {
            let Some(arena) = self.arenas.get(at) else {
                continue;
            };
            let (mut free, mut freed, mut length) = (Vec::new(), Vec::new(), 0);
            for index in 0..arena.length {
                let place = arena.place(index).unwrap_or_default();
                let slot = self.slots.get(place);
                if let Some(slot) = slot.filter(|_| has(&marks, place)) {
                    live += slot.object.size();
                    length = index + 1;
                } else {
                    free.push(index);
                    if slot.is_some() {
                        freed.push(place);
                    }
                }
            }
            if freed.is_empty() {
                continue;
            }
            free.retain(|&index| index < length);
            free.reverse();
            let blocks = length.div_ceil(BLOCK_SLOTS) as usize;
            let arena = &mut self.arenas[at];
            arena.free = free;
            arena.length = length;
            if blocks < arena.blocks.len() {
                Rc::make_mut(&mut self.spare_blocks).extend(arena.blocks.drain(blocks..).rev());
            }
            for place in freed {
                self.slots.clear(place);
            }
            self.written.forget();
        }
        live
    }

    /// The sum of the hashes of all objects, each computed at most once since it was last written.
    pub fn fingerprint(&mut self, hash: impl Fn(u32, u32, &Object) -> u64) -> u64 {
        if self.written.is_empty() {
            return self.hashes;
        }
        self.has_made = false;
        match self.written.take() {
            Written::Only(written, _) => {
                for (arena, index) in written.into_iter().flatten() {
                    self.hash_again(arena, index, &hash);
                }
            }
            Written::Anything => {
                self.hashes = 0;
                for arena in 0..self.arenas.len() as u32 {
                    let length = self.length(arena);
                    for index in 0..length {
                        match self.get(arena, index).map(|slot| slot.hash) {
                            Some(known) if known != 0 => {
                                self.hashes = self.hashes.wrapping_add(known);
                            }
                            _ => self.hash_again(arena, index, &hash),
                        }
                    }
                }
            }
        }
        self.hashes
    }

    fn hash_again(&mut self, arena: u32, index: u32, hash: impl Fn(u32, u32, &Object) -> u64) {
        let place = self.place(arena, index);
        let Some(slot) = place.and_then(|place| self.slots.get_mut(place)) else {
            return;
        };
        slot.hash = hash(arena, index, &slot.object) | 1;
        slot.young = false;
        self.hashes = self.hashes.wrapping_add(slot.hash);
    }

    fn length(&self, arena: u32) -> u32 {
        self.arenas
            .get(arena as usize)
            .map_or(0, |arena| arena.length)
    }

    /// Whether an object may have been made since the hashes were summed last.
    pub fn has_made(&self) -> bool {
        self.has_made || matches!(self.written, Written::Anything)
    }

    /// Whether this one was.
    pub fn is_young(slot: &Slot) -> bool {
        slot.young
    }

    /// Lets somebody take notice of which objects are used from now on, or nobody any more.
    pub fn set_watch(&mut self, watch: Option<&Rc<Watch>>) {
        let of = |area| watch.map(|watch| (Rc::clone(watch), area));
        self.slots.set_watch(of(Area::Slots));
        self.arenas.set_watch(of(Area::Arenas));
    }

    /// The arena and number of a place.
    pub fn name(&self, place: u32) -> Option<(u32, u32)> {
        let block = place / BLOCK_SLOTS;
        (0..self.arenas.len()).find_map(|arena| {
            let blocks = &self.arenas.shared(arena)?.blocks;
            let at = blocks.iter().position(|&known| known == block)? as u32;
            Some((arena as u32, at * BLOCK_SLOTS + place % BLOCK_SLOTS))
        })
    }

    /// An object as forks share it.
    pub fn shared(&self, arena: u32, index: u32) -> Option<&Rc<Slot>> {
        let place = self.arenas.shared(arena as usize)?.place(index)?;
        self.slots.shared(place)
    }

    /// How many numbers an arena has given out, and which of them are free, the lowest last; those behind the last one
    /// that is in use do not count.
    pub fn numbers(&self, arena: u32) -> (u32, Vec<u32>) {
        let Some(arena) = self.arenas.shared(arena as usize) else {
            return (0, Vec::new());
        };
        let (mut length, mut free) = (arena.length, arena.free.clone());
        while length > 0 && free.first() == Some(&(length - 1)) {
            free.remove(0);
            length -= 1;
        }
        (length, free)
    }

    /// Gives an arena these numbers; objects are to follow.
    pub fn set_numbers(&mut self, arena: u32, length: u32, free: &[u32]) {
        let mut home = self.arenas.get(arena as usize).cloned().unwrap_or_default();
        while (home.blocks.len() as u32) < length.div_ceil(BLOCK_SLOTS) {
            home.blocks.push(self.blocks);
            self.blocks += 1;
        }
        home.length = length;
        home.free = free.to_vec();
        self.arenas.put(arena as usize, home);
    }

    /// Puts an object as forks share it where it belongs, or takes what is there away. Sums of hashes are not kept up.
    pub fn set_shared(&mut self, arena: u32, index: u32, slot: Option<Rc<Slot>>) {
        let block = self.arenas.get(arena as usize).and_then(|home| {
            let block = home.blocks.get((index / BLOCK_SLOTS) as usize);
            block.copied()
        });
        if let Some(block) = block {
            let place = (block * BLOCK_SLOTS + index % BLOCK_SLOTS) as usize;
            self.slots.put_shared(place, slot);
        }
    }

    /// The greatest number of arenas, and of numbers in each.
    pub fn sizes(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        (0..self.arenas.len() as u32).map(|arena| {
            let home = self.arenas.shared(arena as usize);
            (arena, home.map_or(0, |home| home.length))
        })
    }

    /// Nothing was written since the hashes were summed last.
    pub fn settle(&mut self) {
        self.written.take();
        self.has_made = false;
    }

    /// Whether nothing was ever put here.
    pub fn is_empty(&self) -> bool {
        self.arenas.is_empty()
    }

    /// Every object in use, with its arena and number.
    pub fn objects(&self) -> impl Iterator<Item = (u32, u32, &Object)> {
        let slots = self.slots();
        slots.map(|(arena, index, slot)| (arena, index, &slot.object))
    }

    fn slots(&self) -> impl Iterator<Item = (u32, u32, &Slot)> {
        (0..self.arenas.len() as u32).flat_map(move |arena| {
            (0..self.length(arena))
                .filter_map(move |index| Some((arena, index, self.get(arena, index)?)))
        })
    }
}

/// Whether a place is marked.
fn has(marks: &[u64], place: usize) -> bool {
    let word = marks.get(place / 64).copied().unwrap_or(0);
    word & (1 << (place % 64)) != 0
}

#[cfg(test)]
mod tests {
    use super::{Object, Slot, Store};
    use crate::world::value::Value;

    fn cell(number: i64) -> Slot {
        Slot::new(Object::Cell(Value::Int(number)), false)
    }

    fn print(store: &mut Store) -> u64 {
        store.fingerprint(|arena, index, object| match object {
            Object::Cell(Value::Int(number)) => {
                (*number as u64 + 1) << 32 | u64::from(arena) << 16 | u64::from(index)
            }
            _ => 0,
        })
    }

    #[test]
    fn the_lowest_free_number_is_given_first() {
        let mut store = Store::default();
        for number in 0..40 {
            assert_eq!(store.put(3, cell(number)), number as u32);
        }
        for index in [39, 7, 20] {
            assert!(store.free(3, index).is_some());
            assert!(store.free(3, index).is_none());
        }
        let given: Vec<u32> = (0..4).map(|_| store.put(3, cell(0))).collect();
        assert_eq!(given, [7, 20, 39, 40]);
        assert_eq!(store.put(0, cell(0)), 0);
    }

    #[test]
    fn what_is_swept_leaves_its_blocks_to_others() {
        let mut store = Store::default();
        for number in 0..100 {
            store.put(0, cell(number));
        }
        for index in [2, 40] {
            assert!(store.mark(0, index).is_some());
            assert!(store.mark(0, index).is_none());
        }
        let live = store.sweep();
        assert_eq!(live, 2 * Object::Cell(Value::None).size());
        assert_eq!(store.objects().count(), 2);
        assert_eq!((store.put(0, cell(0)), store.put(1, cell(0))), (0, 0));
        let blocks = store.blocks;
        for number in 1..40 {
            store.put(1, cell(number));
        }
        assert_eq!(store.blocks, blocks);
    }

    #[test]
    fn the_fingerprint_is_that_of_the_content_however_it_came_about() {
        let mut slow = Store::default();
        let mut quick = Store::default();
        assert_eq!(print(&mut quick), 0);
        for number in 0..30 {
            quick.put(0, cell(100));
            let mut fork = quick.clone();
            if let Some(slot) = fork.get_mut(0, number) {
                slot.object = Object::Cell(Value::Int(number.into()));
            }
            assert_ne!(print(&mut quick), print(&mut fork));
            quick = fork;
        }
        for number in 0..30 {
            slow.put(0, cell(number));
        }
        assert_eq!(print(&mut slow), print(&mut quick));
    }
}
