//! Queues.

use std::collections::VecDeque;

use interleave_program::{CompareOp, Hook, Native, well_known};
use interleave_trace::{ObjectId, ProcessId, TaskId, What};

use super::{is_false, is_negative, patience};
use crate::library::{Fault, operator};
use crate::world::interpreter::Flow;
use crate::world::object::Object;
use crate::world::operation::{Call, OPEN, Wait};
use crate::world::task::Guard;
use crate::world::value::Value;
use crate::world::{Log, Touched, World};

/// `EPIPE` of Linux.
const BROKEN_PIPE: i64 = 32;

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

/// Which processes can still write to a pipe, and read from it (`pipe(7)`).
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Ends {
    /// Those that have the writing end open.
    pub writers: Vec<ProcessId>,
    /// Those that have the reading end open.
    pub readers: Vec<ProcessId>,
}

impl Ends {
    /// A process opens an end.
    pub fn open(&mut self, process: ProcessId, writing: bool) {
        let end = if writing {
            &mut self.writers
        } else {
            &mut self.readers
        };
        if !end.contains(&process) {
            end.push(process);
        }
    }

    /// A process closes an end.
    pub fn close(&mut self, process: ProcessId, writing: bool) {
        let end = if writing {
            &mut self.writers
        } else {
            &mut self.readers
        };
        end.retain(|&open| open != process);
    }

    /// A forked process has the ends open that its parent has.
    pub fn inherit(&mut self, parent: ProcessId, child: ProcessId) {
        for end in [&mut self.writers, &mut self.readers] {
            if end.contains(&parent) {
                end.push(child);
            }
        }
    }
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
    /// Which processes have the ends of a pipe open; nothing for a queue.
    pub ends: Option<Box<Ends>>,
    /// Whether items are compared by code of the program: then they are in the order of a heap (`Lib/heapq.py`), which
    /// code of the library keeps.
    pub by_code: bool,
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
            ends: None,
            by_code: false,
            producers: Vec::new(),
            consumers: Vec::new(),
        }
    }

    /// Whether there is something to get, or to learn that there will never be: nobody can write to the pipe.
    #[must_use]
    pub fn can_get(&self) -> bool {
        !self.items.is_empty()
            || self
                .ends
                .as_ref()
                .is_some_and(|ends| ends.writers.is_empty())
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

/// Whether a queue can take an item.
pub(crate) fn has_room(world: &World, id: ObjectId, task: TaskId) -> bool {
    matches!(world.object_for(task, id), Object::Queue(queue) if queue.can_put())
}

/// Whether a queue can give an item.
pub(crate) fn has_item(world: &World, id: ObjectId, task: TaskId) -> bool {
    matches!(world.object_for(task, id), Object::Queue(queue) if queue.can_get())
}

/// Whether all items of a queue are reported as done.
pub(crate) fn is_done(world: &World, id: ObjectId, task: TaskId) -> bool {
    matches!(world.object_for(task, id), Object::Queue(queue) if queue.unfinished == 0)
}

/// Whether the time-out of a call that may block is below zero. Where there is always room it is not looked at.
fn refuses(world: &World, call: &Call<'_>) -> bool {
    use well_known::{BLOCK, GET_, PUT, TIMEOUT};
    let first = match (call.name, world.heap.get(call.object)) {
        (PUT, Object::Queue(queue)) if queue.capacity > 0 => 1,
        (GET_, _) => 0,
        _ => return false,
    };
    !is_false(call.get(first, BLOCK)) && is_negative(call.get(first + 1, TIMEOUT))
}

/// What a call of one of its methods waits for.
pub(crate) fn guard(world: &World, call: &Call<'_>) -> Wait {
    use well_known::{BLOCK, GET_, JOIN, PUT, SWAP_GET, SWAP_PUT, TIMEOUT};
    let patience_at = |position| patience(world, call.get(position, TIMEOUT));
    match call.name {
        // A time-out that is refused is refused when the call is performed.
        PUT | GET_ if refuses(world, call) => OPEN,
        PUT if is_false(call.get(1, BLOCK)) => OPEN,
        PUT => (Guard::QueuePut(call.object), patience_at(2)),
        GET_ if is_false(call.get(0, BLOCK)) => OPEN,
        GET_ => (Guard::QueueGet(call.object), patience_at(1)),
        SWAP_PUT => (Guard::QueuePut(call.object), None),
        SWAP_GET => (Guard::QueueGet(call.object), None),
        JOIN => (Guard::QueueJoin(call.object), None),
        _ => OPEN,
    }
}

impl World {
    pub(crate) fn queue_operation(
        &mut self,
        call: &Call<'_>,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        let Object::Queue(queue) = self.heap.get(call.object) else {
            return Ok(Flow::Continue);
        };
        let (depth, capacity, by_code) = (queue.items.len(), queue.capacity, queue.by_code);
        if refuses(self, call) {
            let mut env = self.env(call.task);
            return Err(env.value_error("'timeout' must be a non-negative number"));
        }
        let value = match call.name {
            well_known::PUT | well_known::PUT_NOWAIT => match self.put(call, log)? {
                Some(value) => value,
                None => return self.by_code(call, Hook::PutByCode),
            },
            well_known::GET_ | well_known::GET_NOWAIT if by_code && depth > 0 => {
                return self.by_code(call, Hook::GetByCode);
            }
            well_known::GET_ | well_known::GET_NOWAIT => self.get(call, log)?,
            well_known::SWAP_PUT | well_known::SWAP_GET => self.swap(call, log)?,
            well_known::TASK_DONE => self.task_done(call, log)?,
            well_known::JOIN => {
                let object = log.object(self, call.object);
                log.event(self, call.task, What::Acquired { object });
                Value::None
            }
            well_known::QSIZE | well_known::LEN => Value::Int(depth as i64),
            well_known::EMPTY => Value::Bool(depth == 0),
            well_known::FULL => Value::Bool(capacity > 0 && depth >= capacity),
            _ => return Err(self.no_method(call)),
        };
        self.answer(call, value)
    }

    /// Goes on in the library, which compares the items and then swaps them for others in one operation, unless
    /// somebody has changed them meanwhile.
    fn by_code(&mut self, call: &Call<'_>, hook: Hook) -> Result<Flow, Fault> {
        let items = self.items(call.object);
        let items = self.env(call.task).list(items);
        let mut arguments = vec![Value::Object(call.object)];
        if hook == Hook::PutByCode {
            arguments.push(call.get(0, well_known::ITEM).unwrap_or(Value::None));
        }
        arguments.push(items);
        self.answer_by_hook(call, hook, arguments)
    }

    fn items(&self, queue: ObjectId) -> Vec<Value> {
        match self.heap.get(queue) {
            Object::Queue(queue) => queue.items.iter().copied().collect(),
            _ => Vec::new(),
        }
    }

    /// `queue._swap_put(item, new, old)` and `queue._swap_get(item, new, old)`: puts or takes the item by keeping the
    /// items `new`, if there still are the items `old`; `None` if so, and the items that there are if not.
    fn swap(&mut self, call: &Call<'_>, log: &mut Log<'_>) -> Result<Value, Fault> {
        let [item, new, old] = [0, 1, 2].map(|at| {
            let value = call.arguments.positional.get(at).copied();
            value.unwrap_or(Value::None)
        });
        let listed = |value: Value| match self.heap.of(value) {
            Object::List(items) => items.clone(),
            _ => Vec::new(),
        };
        let (new, old) = (listed(new), listed(old));
        let items = self.items(call.object);
        if items.len() != old.len() || !items.iter().zip(&old).all(|(a, b)| a.is(*b)) {
            return Ok(self.env(call.task).list(items));
        }
        let is_put = call.name == well_known::SWAP_PUT;
        self.heap.share(item);
        self.heap.grown(16);
        if let Some(Object::Queue(queue)) = self.heap.get_mut(call.object) {
            queue.by_code = true;
            if is_put {
                queue.put(call.task, item, 0);
            } else {
                queue.get(call.task);
            }
            queue.items = new.into();
        }
        let (queue, item) = (log.object(self, call.object), log.label(self, item));
        let depth = self.depth(call.object);
        let what = if is_put {
            What::Put { depth, item, queue }
        } else {
            What::Got { depth, item, queue }
        };
        log.event(self, call.task, what);
        self.touch(Touched::Object(queue));
        Ok(Value::None)
    }

    /// Puts an item; `None` where finding its place runs code.
    fn put(&mut self, call: &Call<'_>, log: &mut Log<'_>) -> Result<Option<Value>, Fault> {
        let Some(item) = call.get(0, well_known::ITEM) else {
            return Err(self
                .env(call.task)
                .type_error("put() missing 1 required positional argument: 'item'"));
        };
        if !has_room(self, call.object, call.task) {
            return Err(self.env(call.task).exception_fault(Native::QueueFull));
        }
        if let Object::Queue(queue) = self.heap.get(call.object)
            && let Some(ends) = &queue.ends
            && ends.readers.is_empty()
        {
            let mut env = self.env(call.task);
            let words = env.text("Broken pipe");
            let fault = env.exception_of(
                Value::Native(Native::BrokenPipeError),
                vec![Value::Int(BROKEN_PIPE), words],
            );
            return Err(Fault::Raise(fault));
        }
        let at = match self.heap.get(call.object) {
            Object::Queue(queue) if queue.kind == QueueKind::Priority => {
                match self.priority_place(call, item)? {
                    Some(at) => at,
                    None => return Ok(None),
                }
            }
            _ => 0,
        };
        // A queue between processes carries messages.
        let item = if call.object.is_kernel() {
            self.pack(call.task, item, false)?
        } else {
            item
        };
        self.heap.share(item);
        self.heap.grown(16);
        if let Some(Object::Queue(queue)) = self.heap.get_mut(call.object) {
            queue.put(call.task, item, at);
        }
        let (queue, item) = (log.object(self, call.object), log.label(self, item));
        let depth = self.depth(call.object);
        log.event(self, call.task, What::Put { depth, item, queue });
        self.touch(Touched::Object(queue));
        Ok(Some(Value::None))
    }

    fn get(&mut self, call: &Call<'_>, log: &mut Log<'_>) -> Result<Value, Fault> {
        let item = match self.heap.get_mut(call.object) {
            Some(Object::Queue(queue)) => queue.get(call.task),
            _ => None,
        };
        let Some(item) = item else {
            let at_end = has_item(self, call.object, call.task);
            return Err(self.env(call.task).exception_fault(if at_end {
                Native::EOFError
            } else {
                Native::QueueEmpty
            }));
        };
        let (queue, label) = (log.object(self, call.object), log.label(self, item));
        let what = What::Got {
            depth: self.depth(call.object),
            item: label,
            queue,
        };
        log.event(self, call.task, what);
        self.touch(Touched::Object(queue));
        if call.object.is_kernel() {
            self.unpack(call.task, item)
        } else {
            Ok(item)
        }
    }

    fn task_done(&mut self, call: &Call<'_>, log: &mut Log<'_>) -> Result<Value, Fault> {
        let done = match self.heap.get_mut(call.object) {
            Some(Object::Queue(queue)) => queue.task_done(),
            _ => Ok(()),
        };
        if let Err(message) = done {
            return Err(self.env(call.task).value_error(message));
        }
        let queue = log.object(self, call.object);
        log.event(self, call.task, What::TaskDone { queue });
        self.touch(Touched::Object(queue));
        Ok(Value::None)
    }

    /// How many items a queue holds, as the trace can say it.
    fn depth(&self, queue: ObjectId) -> u16 {
        match self.heap.get(queue) {
            Object::Queue(queue) => u16::try_from(queue.items.len()).unwrap_or(u16::MAX),
            _ => 0,
        }
    }

    /// Where a priority queue keeps an item: behind all that are not greater. `None` where comparing runs code.
    fn priority_place(&mut self, call: &Call<'_>, item: Value) -> Result<Option<usize>, Fault> {
        let items = self.items(call.object);
        if matches!(self.heap.get(call.object), Object::Queue(queue) if queue.by_code) {
            return Ok(None);
        }
        let (mut low, mut high) = (0, items.len());
        while low < high {
            let middle = (low + high) / 2;
            let mut env = self.env(call.task);
            match operator::plain_compare(&mut env, CompareOp::Lt, item, items[middle])? {
                Some(Value::Bool(true)) => high = middle,
                Some(_) => low = middle + 1,
                None => return Ok(None),
            }
        }
        Ok(Some(low))
    }
}
