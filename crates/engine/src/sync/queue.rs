//! Queues.

use std::collections::VecDeque;

use interleave_trace::TaskId;

use crate::world::value::Value;

/// The order in which items leave a queue.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum QueueKind {
    /// First in, first out
    Fifo,
    /// Last in, first out
    Lifo,
    /// Smallest first
    Priority,
}

/// A queue with an optional capacity, of threads (`queue.Queue`) or, waited for by the library, of asyncio.
#[derive(Clone, Debug)]
pub struct Queue {
    /// The order.
    pub kind: QueueKind,
    /// The items, the next one to leave first.
    pub items: VecDeque<Value>,
    /// The capacity; 0 is unbounded.
    pub capacity: usize,
    /// Items put and not yet reported as done.
    pub unfinished: u32,
    /// Whether it has `task_done` and `join` (all but `SimpleQueue`).
    pub joinable: bool,
    /// Who has put, in the order of their first time.
    pub producers: Vec<TaskId>,
    /// Who has got, in the order of their first time.
    pub consumers: Vec<TaskId>,
}

impl Queue {
    /// An empty queue.
    #[must_use]
    pub fn new(kind: QueueKind, capacity: usize, joinable: bool) -> Self {
        Self {
            kind,
            items: VecDeque::new(),
            capacity,
            unfinished: 0,
            joinable,
            producers: Vec::new(),
            consumers: Vec::new(),
        }
    }

    /// Whether an item can be put now.
    #[must_use]
    pub fn can_put(&self) -> bool {
        self.capacity == 0 || self.items.len() < self.capacity
    }

    /// Puts an item at the place that `at` gives (priority queues), or where the kind of queue says.
    pub fn put(&mut self, task: TaskId, item: Value, at: usize) {
        match self.kind {
            QueueKind::Fifo => self.items.push_back(item),
            QueueKind::Lifo => self.items.push_front(item),
            QueueKind::Priority => self.items.insert(at.min(self.items.len()), item),
        }
        self.unfinished = self.unfinished.saturating_add(1);
        if !self.producers.contains(&task) {
            self.producers.push(task);
        }
    }

    /// Takes the next item.
    pub fn get(&mut self, task: TaskId) -> Option<Value> {
        let item = self.items.pop_front()?;
        if !self.consumers.contains(&task) {
            self.consumers.push(task);
        }
        Some(item)
    }

    /// Reports an item as done.
    ///
    /// # Errors
    /// CPython's message where there were fewer items.
    pub fn task_done(&mut self) -> Result<(), &'static str> {
        self.unfinished = self
            .unfinished
            .checked_sub(1)
            .ok_or("task_done() called too many times")?;
        Ok(())
    }
}
