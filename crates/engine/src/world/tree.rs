//! A vector whose forks share everything that neither has written since.
//!
//! A tree of small nodes, as in Clojure's persistent vectors (Bagwell and Rompf, "RRB-Trees: Efficient Immutable
//! Vectors", 2011, section 2). Forking costs one reference count; writing an item copies the nodes on the way to it
//! and the item, unless nobody else has them. Counts are not atomic: forks stay in the thread that made them, and an
//! atomic count costs as much as the rest of a step's share of it.

use std::ops::{Index, IndexMut};
use std::rc::Rc;

use super::watch::{Area, Watch};

/// Items or children of a node: few, so that a write copies little.
const FAN: usize = 16;
const FAN_BITS: u32 = 4;

#[derive(Clone, Debug)]
enum Node<T> {
    Leaf([Option<Rc<T>>; FAN]),
    Branch([Option<Rc<Node<T>>>; FAN]),
}

impl<T> Node<T> {
    fn leaf() -> Self {
        Node::Leaf(Default::default())
    }

    fn branch() -> Self {
        Node::Branch(Default::default())
    }
}

/// What nobody else has, copied before if need be. As `Rc::make_mut`, but that what is nearly always so is found out in
/// place and not by a call.
#[inline(always)]
fn own<T: Clone>(shared: &mut Rc<T>) -> &mut T {
    if Rc::get_mut(shared).is_none() {
        copy(shared);
    }
    // Nobody has the copy yet: this never copies.
    match Rc::get_mut(shared) {
        Some(own) => own,
        None => unreachable!("a copy is nobody else's"),
    }
}

#[cold]
#[inline(never)]
fn copy<T: Clone>(shared: &mut Rc<T>) {
    *shared = Rc::new(T::clone(shared));
}

/// A vector, possibly with gaps.
#[derive(Debug)]
pub struct Tree<T> {
    root: Rc<Node<T>>,
    /// Levels of branches above the leaves.
    height: u32,
    length: u32,
    /// Items below this index are found at once: all, or none while somebody watches, so that not being watched is free.
    open: u32,
    watch: Option<(Rc<Watch>, Area)>,
}

impl<T> Clone for Tree<T> {
    fn clone(&self) -> Self {
        Self {
            root: Rc::clone(&self.root),
            watch: self.watch.clone(),
            ..*self
        }
    }
}

impl<T> Default for Tree<T> {
    fn default() -> Self {
        Self {
            root: Rc::new(Node::leaf()),
            height: 0,
            length: 0,
            open: 0,
            watch: None,
        }
    }
}

impl<T> Tree<T> {
    /// One more than the highest index ever used.
    #[must_use]
    #[inline]
    pub fn len(&self) -> usize {
        if self.open != self.length {
            self.note_length();
        }
        self.length as usize
    }

    /// The same, for those to whom it makes no difference what it is: nobody takes notice.
    pub(super) fn size(&self) -> usize {
        self.length as usize
    }

    /// Whether no index was ever used.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// An item; `None` in a gap and beyond the end.
    #[must_use]
    #[inline]
    pub fn get(&self, index: usize) -> Option<&T> {
        if index >= self.open as usize && !self.has_aside(index) {
            return None;
        }
        self.shared(index).map(|item| &**item)
    }

    /// An item as forks share it; `None` in a gap. Nobody takes notice of it.
    #[inline]
    pub(super) fn shared(&self, index: usize) -> Option<&Rc<T>> {
        if index >= self.length as usize {
            return None;
        }
        let mut shift = self.height * FAN_BITS;
        let mut node = &*self.root;
        loop {
            let at = (index >> shift) % FAN;
            match node {
                Node::Leaf(items) => return items[at].as_ref(),
                Node::Branch(children) => node = children[at].as_deref()?,
            }
            shift = shift.wrapping_sub(FAN_BITS);
        }
    }

    /// Lets somebody take notice of which items are used from now on, or nobody any more.
    pub(super) fn set_watch(&mut self, watch: Option<(Rc<Watch>, Area)>) {
        self.open = if watch.is_some() { 0 } else { self.length };
        self.watch = watch;
    }

    /// Takes notice of something that goes with the items.
    #[inline]
    pub(super) fn note(&self, area: Area) {
        if let Some((watch, _)) = &self.watch {
            watch.read(area, 0);
        }
    }

    #[cold]
    fn note_length(&self) {
        if let Some((watch, area)) = &self.watch {
            watch.read(area.length(), 0);
        }
    }

    /// Whether an index is in use though it is not open: then it is watched.
    #[cold]
    fn has_aside(&self, index: usize) -> bool {
        if index >= self.length as usize {
            self.note_length();
            return false;
        }
        if let Some((watch, area)) = &self.watch {
            watch.read(*area, index);
        }
        true
    }

    #[cold]
    fn has_aside_to_write(&self, index: usize) -> bool {
        let has = self.has_aside(index);
        if let (true, Some((watch, area))) = (has, &self.watch) {
            watch.write(*area, index);
        }
        has
    }

    /// The items in use, by index.
    #[must_use]
    pub fn iter(&self) -> Iter<'_, T> {
        self.iter_from(0)
    }

    /// The items in use, by index, from one on.
    #[must_use]
    pub fn iter_from(&self, index: usize) -> Iter<'_, T> {
        Iter {
            tree: self,
            at: index,
        }
    }
}

impl<T: Clone> Tree<T> {
    /// An item to be changed; `None` in a gap and beyond the end.
    #[inline]
    pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        self.get_mut_or_copy(index, |_| ())
    }

    /// As `get_mut`; `copied` is told of an item that has to be copied because a fork has it too.
    #[inline]
    pub fn get_mut_or_copy(&mut self, index: usize, copied: impl FnOnce(&T)) -> Option<&mut T> {
        if index >= self.open as usize && !self.has_aside_to_write(index) {
            return None;
        }
        let mut shift = self.height * FAN_BITS;
        let mut node = own(&mut self.root);
        loop {
            let at = (index >> shift) % FAN;
            match node {
                Node::Leaf(items) => {
                    let item = items[at].as_mut()?;
                    if Rc::strong_count(item) > 1 {
                        copied(item);
                    }
                    return Some(own(item));
                }
                Node::Branch(children) => node = own(children[at].as_mut()?),
            }
            shift = shift.wrapping_sub(FAN_BITS);
        }
    }

    /// As indexing does, an item to be changed; `copied` is told of one that has to be copied because a fork has it too.
    #[inline]
    pub fn item_mut_or_copy(&mut self, index: usize, copied: impl FnOnce(&T)) -> &mut T {
        match self.get_mut_or_copy(index, copied) {
            Some(item) => item,
            None => missing(index),
        }
    }

    /// Puts an item at an index, in place of what was there.
    pub fn put(&mut self, index: usize, item: T) {
        *self.place(index) = Some(Rc::new(item));
    }

    /// Puts an item as forks share it at an index, or makes a gap.
    pub(super) fn put_shared(&mut self, index: usize, item: Option<Rc<T>>) {
        if item.is_some() || index < self.length as usize {
            *self.place(index) = item;
        }
    }

    /// Makes a gap.
    pub fn clear(&mut self, index: usize) {
        if index < self.length as usize {
            *self.place(index) = None;
        }
    }

    /// Makes a gap, and gives what was there; a copy where a fork has it too.
    pub fn take(&mut self, index: usize) -> Option<T> {
        let item = if index < self.length as usize {
            self.place(index).take()?
        } else {
            return None;
        };
        Some(Rc::unwrap_or_clone(item))
    }

    /// Appends an item.
    pub fn push(&mut self, item: T) {
        self.put(self.len(), item);
    }

    fn place(&mut self, index: usize) -> &mut Option<Rc<T>> {
        self.length = self
            .length
            .max(u32::try_from(index + 1).unwrap_or(u32::MAX));
        match &self.watch {
            Some((watch, area)) => watch.write(*area, index),
            None => self.open = self.length,
        }
        while index >> (self.height * FAN_BITS) >= FAN {
            let mut children: [Option<Rc<Node<T>>>; FAN] = Default::default();
            children[0] = Some(std::mem::replace(&mut self.root, Rc::new(Node::leaf())));
            self.root = Rc::new(Node::Branch(children));
            self.height += 1;
        }
        let mut height = self.height;
        let mut node = own(&mut self.root);
        loop {
            let at = (index >> (height * FAN_BITS)) % FAN;
            match node {
                Node::Leaf(items) => return &mut items[at],
                Node::Branch(children) => {
                    height = height.saturating_sub(1);
                    let child = children[at].get_or_insert_with(|| {
                        Rc::new(if height == 0 {
                            Node::leaf()
                        } else {
                            Node::branch()
                        })
                    });
                    node = own(child);
                }
            }
        }
    }
}

/// As a vector's: beyond the end it is a mistake of the engine's.
impl<T> Index<usize> for Tree<T> {
    type Output = T;

    #[inline]
    fn index(&self, index: usize) -> &T {
        match self.get(index) {
            Some(item) => item,
            None => missing(index),
        }
    }
}

impl<T: Clone> IndexMut<usize> for Tree<T> {
    #[inline]
    fn index_mut(&mut self, index: usize) -> &mut T {
        match self.get_mut(index) {
            Some(item) => item,
            None => missing(index),
        }
    }
}

#[cold]
fn missing(index: usize) -> ! {
    panic!("there is no item {index}")
}

/// The items of a [`Tree`] in use.
#[derive(Debug)]
pub struct Iter<'a, T> {
    tree: &'a Tree<T>,
    at: usize,
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        while self.at < self.tree.len() {
            self.at += 1;
            if let Some(item) = self.tree.get(self.at - 1) {
                return Some(item);
            }
        }
        None
    }
}

impl<'a, T> IntoIterator for &'a Tree<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::Tree;

    #[test]
    fn a_fork_and_its_origin_do_not_see_each_others_writes() {
        let mut tree = Tree::default();
        for number in 0..5000 {
            tree.push(number);
        }
        let mut fork = tree.clone();
        fork[300] = 7;
        fork.clear(4097);
        fork.push(1);
        assert_eq!((tree[300], fork[300]), (300, 7));
        assert_eq!((tree.get(4097), fork.get(4097)), (Some(&4097), None));
        assert_eq!((tree.len(), fork.len()), (5000, 5001));
        assert_eq!(tree.get(5000), None);
        assert!(tree.iter().copied().eq(0..5000));
        assert_eq!(fork.iter().count(), 5000);
    }

    #[test]
    fn items_far_apart_leave_gaps_between_them() {
        let mut tree = Tree::default();
        tree.put(70_000, "far");
        tree.put(3, "near");
        assert_eq!(tree.get(70_000), Some(&"far"));
        assert_eq!(tree.get(3), Some(&"near"));
        assert_eq!((tree.get(4), tree.get(69_999)), (None, None));
        assert_eq!(tree.iter().count(), 2);
        assert!(tree.get_mut(12).is_none());
    }
}
