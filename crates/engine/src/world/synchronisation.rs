//! Operations of locks, conditions, semaphores, events, barriers and queues.

use interleave_program::{CompareOp, NameId, Native, Op, Reg, well_known};
use interleave_trace::{ObjectId, TaskId, Tick, What};

use super::interpreter::{Arguments, Flow, Target};
use super::log::Log;
use super::memory::Place;
use super::object::Object;
use super::task::{Guard, Progress, State};
use super::threading::nanoseconds;
use super::value::Value;
use super::{Touched, World};
use crate::library::{Done, Fault, call, operator};
use crate::sync::QueueKind;

/// Whether a guard lets a task's operation happen now.
pub(crate) fn is_open(world: &World, task: TaskId, guard: Guard) -> bool {
    match guard {
        Guard::Open => true,
        Guard::Lock(id) => {
            matches!(world.heap.get(id), Object::Lock(lock) if lock.can_acquire(task))
        }
        Guard::Semaphore(id) => {
            matches!(world.heap.get(id), Object::Semaphore(semaphore) if semaphore.can_acquire())
        }
        Guard::Event(id) => matches!(world.heap.get(id), Object::Event(event) if event.set),
        Guard::Barrier(id) => {
            matches!(world.heap.get(id), Object::Barrier(barrier) if barrier.can_pass(task))
        }
        Guard::BarrierEntry(id) => {
            matches!(world.heap.get(id), Object::Barrier(barrier) if barrier.broken || barrier.passing.is_empty())
        }
        Guard::QueuePut(id) => {
            matches!(world.heap.get(id), Object::Queue(queue) if queue.can_put())
        }
        Guard::QueueGet(id) => {
            matches!(world.heap.get(id), Object::Queue(queue) if !queue.items.is_empty())
        }
        Guard::QueueJoin(id) => {
            matches!(world.heap.get(id), Object::Queue(queue) if queue.unfinished == 0)
        }
        Guard::Condition { condition, lock } => {
            let chosen = world.task(task).timed_out
                || matches!(world.heap.get(condition), Object::Condition(condition) if condition.is_notified(task));
            chosen && is_open(world, task, Guard::Lock(lock))
        }
        Guard::Join(thread) => world
            .threads
            .get(thread.index())
            .is_none_or(|thread| thread.ended),
        Guard::Started(thread) => world
            .threads
            .get(thread.index())
            .is_none_or(|thread| thread.begun),
        Guard::Sleep => match world.task(task).state {
            State::Poised {
                until: Some(until), ..
            } => world.now >= until,
            _ => true,
        },
        Guard::Round(id) => match world.heap.get(id) {
            Object::Loop(event_loop) => {
                !event_loop.ready.is_empty()
                    || event_loop
                        .timers
                        .first()
                        .is_some_and(|timer| timer.when <= world.now)
            }
            _ => true,
        },
    }
}

/// The guard of the operation that a task stands before, and when its patience ends.
pub(crate) fn guard(world: &mut World, id: TaskId) -> (Guard, Option<Tick>) {
    const OPEN: (Guard, Option<Tick>) = (Guard::Open, None);
    if matches!(
        world.task(id).progress,
        Progress::Returned(_) | Progress::Raised(_) | Progress::CallbackEnded(_)
    ) {
        return OPEN;
    }
    let Some(
        op @ (Op::Call { .. }
        | Op::CallNamed { .. }
        | Op::CallSpread { .. }
        | Op::CallMethod { .. }),
    ) = world.op(id)
    else {
        return OPEN;
    };
    let mut crossed = false;
    let mut interpreter = world.interpreter(id, &mut crossed);
    // Arguments that are wrong are found again, and reported, when the operation is performed.
    let (Ok(target), Ok(arguments)) = (interpreter.target(op), interpreter.gather(op)) else {
        return OPEN;
    };
    match target {
        Some(Target::Native(native)) => world.call_guard(id, native, &arguments),
        Some(Target::Method(Value::Object(object), name)) => {
            method_guard(world, object, name, &arguments)
        }
        _ => OPEN,
    }
}

fn method_guard(
    world: &World,
    id: ObjectId,
    name: NameId,
    arguments: &Arguments,
) -> (Guard, Option<Tick>) {
    use well_known::{ACQUIRE, BLOCK, BLOCKING, ENTER, GET_, JOIN, PUT, TIMEOUT, WAIT};
    const OPEN: (Guard, Option<Tick>) = (Guard::Open, None);
    let is_false = |value: Option<Value>| matches!(value, Some(Value::Bool(false) | Value::Int(0)));
    let deadline = |value: Option<Value>| {
        value.and_then(|seconds| match seconds {
            // Any negative time-out of a lock means to wait for ever; queues refuse one when performed.
            Value::None | Value::Int(-1) => None,
            Value::Float(-1.0) => None,
            seconds => Some(world.now.after(nanoseconds(seconds).unwrap_or(0))),
        })
    };
    let timeout_at = |position| deadline(arguments.get(position, TIMEOUT));
    match (world.heap.get(id), name) {
        (Object::Lock(_), ENTER) => (Guard::Lock(id), None),
        (Object::Lock(_), ACQUIRE) if is_false(arguments.get(0, BLOCKING)) => OPEN,
        (Object::Lock(_), ACQUIRE) => (Guard::Lock(id), timeout_at(1)),
        (Object::Condition(condition), ENTER | ACQUIRE) => {
            method_guard(world, condition.lock, name, arguments)
        }
        (Object::Semaphore(_), ENTER) => (Guard::Semaphore(id), None),
        (Object::Semaphore(_), ACQUIRE) if is_false(arguments.get(0, BLOCKING)) => OPEN,
        (Object::Semaphore(_), ACQUIRE) => (Guard::Semaphore(id), timeout_at(1)),
        (Object::Event(_), WAIT) => (Guard::Event(id), timeout_at(0)),
        (Object::Barrier(_), WAIT) => (Guard::BarrierEntry(id), None),
        (Object::Queue(_), PUT) if is_false(arguments.get(1, BLOCK)) => OPEN,
        (Object::Queue(_), PUT) => (Guard::QueuePut(id), timeout_at(2)),
        (Object::Queue(_), GET_) if is_false(arguments.get(0, BLOCK)) => OPEN,
        (Object::Queue(_), GET_) => (Guard::QueueGet(id), timeout_at(1)),
        (Object::Queue(_), JOIN) => (Guard::QueueJoin(id), None),
        _ => OPEN,
    }
}

impl World {
    /// Performs a method of an object of synchronisation, of an event loop, or of a shared collection.
    pub(crate) fn method_operation(
        &mut self,
        id: TaskId,
        receiver: Value,
        name: NameId,
        arguments: Arguments,
        base: Reg,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        let Value::Object(object) = receiver else {
            return Ok(Flow::Continue);
        };
        let value = match self.heap.get(object) {
            Object::Lock(_) | Object::Semaphore(_) | Object::Event(_) | Object::Queue(_) => {
                self.immediate_operation(id, object, name, &arguments, log)?
            }
            Object::Condition(_) => {
                return self.condition_operation(id, object, name, &arguments, base, log);
            }
            Object::Barrier(_) => {
                return self.barrier_operation(id, object, name, &arguments, base, log);
            }
            Object::Future(_) | Object::Handle(_) | Object::Loop(_) => {
                return self.loop_method(id, object, name, &arguments, base, log);
            }
            _ => return self.collection_operation(id, receiver, name, &arguments, base, log),
        };
        self.finish_operation(id, base, value);
        Ok(Flow::Continue)
    }

    /// Performs an operation that has one part only.
    pub(crate) fn immediate_operation(
        &mut self,
        id: TaskId,
        object: ObjectId,
        name: NameId,
        arguments: &Arguments,
        log: &mut Log<'_>,
    ) -> Result<Value, Fault> {
        match self.heap.get(object) {
            Object::Lock(_) => self.lock_operation(id, object, name, log),
            Object::Semaphore(_) => self.semaphore_operation(id, object, name, arguments, log),
            Object::Event(_) => self.event_operation(id, object, name, log),
            _ => self.queue_operation(id, object, name, arguments, log),
        }
    }

    pub(crate) fn no_method(&mut self, id: TaskId, object: ObjectId, name: NameId) -> Fault {
        let kind = crate::library::attribute::type_name(&self.env(id), Value::Object(object));
        let message = format!(
            "'{kind}' object has no attribute '{}'",
            self.heap.name(name)
        );
        self.env(id).raise(Native::AttributeError, &message)
    }

    fn lock_operation(
        &mut self,
        id: TaskId,
        object: ObjectId,
        name: NameId,
        log: &mut Log<'_>,
    ) -> Result<Value, Fault> {
        match name {
            well_known::ACQUIRE | well_known::ENTER => {
                if !self.is_open(id, Guard::Lock(object)) {
                    return Ok(Value::Bool(false));
                }
                self.take_lock(id, object, 1, log);
                Ok(Value::Bool(true))
            }
            well_known::RELEASE | well_known::EXIT => {
                let released = match self.heap.get_mut(object) {
                    Some(Object::Lock(lock)) => lock.release(id),
                    _ => Ok(()),
                };
                if let Err(message) = released {
                    return Err(self.env(id).raise(Native::RuntimeError, message));
                }
                let object = log.object(self, object);
                log.event(self, id, What::Released { object });
                self.touch(Touched::Object(object));
                Ok(if name == well_known::EXIT {
                    Value::Bool(false)
                } else {
                    Value::None
                })
            }
            well_known::LOCKED => Ok(Value::Bool(
                matches!(self.heap.get(object), Object::Lock(lock) if lock.owner.is_some()),
            )),
            _ => Err(self.no_method(id, object, name)),
        }
    }

    fn take_lock(&mut self, id: TaskId, object: ObjectId, depth: u32, log: &mut Log<'_>) {
        if let Some(Object::Lock(lock)) = self.heap.get_mut(object) {
            lock.acquire(id, depth);
        }
        let object = log.object(self, object);
        log.event(self, id, What::Acquired { object });
    }

    fn condition_operation(
        &mut self,
        id: TaskId,
        object: ObjectId,
        name: NameId,
        arguments: &Arguments,
        base: Reg,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        let Object::Condition(condition) = self.heap.get(object) else {
            return Ok(Flow::Continue);
        };
        let lock = condition.lock;
        let owned = matches!(self.heap.get(lock), Object::Lock(held)
            if held.owner.is_some() && (!held.reentrant || held.owner == Some(id)));
        let first = arguments.positional.first().copied();
        let value = match name {
            well_known::WAIT => {
                return self.condition_wait(id, object, lock, owned, arguments, base, log);
            }
            well_known::WAIT_FOR => {
                let mut args = vec![Value::Object(object)];
                args.extend(arguments.get(0, well_known::PREDICATE));
                args.push(arguments.get(1, well_known::TIMEOUT).unwrap_or(Value::None));
                let done = self.env(id).hook(interleave_program::Hook::WaitFor, args)?;
                let mut crossed = false;
                return self
                    .interpreter(id, &mut crossed)
                    .finish(done, super::task::Then::Into(base));
            }
            well_known::NOTIFY | well_known::NOTIFY_ALL => {
                if !owned {
                    return Err(self
                        .env(id)
                        .raise(Native::RuntimeError, "cannot notify on un-acquired lock"));
                }
                let count = match (name, first.or_else(|| arguments.get(0, well_known::N))) {
                    (well_known::NOTIFY_ALL, _) => usize::MAX,
                    (_, Some(Value::Int(count))) => usize::try_from(count).unwrap_or(0),
                    _ => 1,
                };
                let chosen = match self.heap.get_mut(object) {
                    Some(Object::Condition(condition)) => condition.notify(count).len(),
                    _ => 0,
                };
                let object = log.object(self, object);
                log.event(
                    self,
                    id,
                    What::Notified {
                        object,
                        count: chosen as u32,
                    },
                );
                self.touch(Touched::Object(object));
                Value::None
            }
            _ => self.lock_operation(id, lock, name, log)?,
        };
        self.finish_operation(id, base, value);
        Ok(Flow::Continue)
    }

    /// `wait`: first releases the lock and waits; then, notified or out of patience, takes the lock again.
    #[allow(
        clippy::too_many_arguments,
        reason = "one operation, its operands and its place"
    )]
    fn condition_wait(
        &mut self,
        id: TaskId,
        object: ObjectId,
        lock: ObjectId,
        owned: bool,
        arguments: &Arguments,
        base: Reg,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        if let Progress::OnCondition { depth } = self.task(id).progress {
            let guard = Guard::Condition {
                condition: object,
                lock,
            };
            if self.task(id).timed_out && !self.is_open(id, Guard::Lock(lock)) {
                // Patience is over, but the lock has still to come back.
                self.task_mut(id).state = State::Poised { guard, until: None };
                return Ok(Flow::Continue);
            }
            let notified = matches!(self.heap.get(object), Object::Condition(condition) if condition.is_notified(id));
            if let Some(Object::Condition(condition)) = self.heap.get_mut(object) {
                condition.leave(id);
            }
            self.take_lock(id, lock, depth, log);
            self.finish_operation(id, base, Value::Bool(notified));
            return Ok(Flow::Continue);
        }
        if !owned {
            return Err(self
                .env(id)
                .raise(Native::RuntimeError, "cannot wait on un-acquired lock"));
        }
        let depth = match self.heap.get_mut(lock) {
            Some(Object::Lock(held)) => held.release_all(),
            _ => 1,
        };
        if let Some(Object::Condition(condition)) = self.heap.get_mut(object) {
            condition.wait(id);
        }
        let released = log.object(self, lock);
        log.event(self, id, What::Released { object: released });
        self.touch(Touched::Object(released));
        let until = match arguments.get(0, well_known::TIMEOUT) {
            None | Some(Value::None) => None,
            Some(seconds) => Some(self.now.after(nanoseconds(seconds).unwrap_or(0))),
        };
        let task = self.task_mut(id);
        task.progress = Progress::OnCondition { depth };
        task.state = State::Poised {
            guard: Guard::Condition {
                condition: object,
                lock,
            },
            until,
        };
        Ok(Flow::Continue)
    }

    fn semaphore_operation(
        &mut self,
        id: TaskId,
        object: ObjectId,
        name: NameId,
        arguments: &Arguments,
        log: &mut Log<'_>,
    ) -> Result<Value, Fault> {
        match name {
            well_known::ACQUIRE | well_known::ENTER => {
                if !self.is_open(id, Guard::Semaphore(object)) {
                    return Ok(Value::Bool(false));
                }
                if let Some(Object::Semaphore(semaphore)) = self.heap.get_mut(object) {
                    semaphore.acquire();
                }
                let object = log.object(self, object);
                log.event(self, id, What::Acquired { object });
                Ok(Value::Bool(true))
            }
            well_known::RELEASE | well_known::EXIT => {
                let count = match (name, arguments.get(0, well_known::N)) {
                    (well_known::RELEASE, Some(Value::Int(count))) => {
                        u32::try_from(count).unwrap_or(0)
                    }
                    _ => 1,
                };
                if count < 1 {
                    return Err(self.env(id).value_error("n must be one or more"));
                }
                let released = match self.heap.get_mut(object) {
                    Some(Object::Semaphore(semaphore)) => semaphore.release(count),
                    _ => Ok(()),
                };
                if let Err(message) = released {
                    return Err(self.env(id).value_error(message));
                }
                let object = log.object(self, object);
                log.event(self, id, What::Released { object });
                // Each permit can let one waiter go on.
                (0..count.min(self.threads.len() as u32))
                    .for_each(|_| self.touch(Touched::Object(object)));
                Ok(Value::None)
            }
            _ => Err(self.no_method(id, object, name)),
        }
    }

    fn event_operation(
        &mut self,
        id: TaskId,
        object: ObjectId,
        name: NameId,
        log: &mut Log<'_>,
    ) -> Result<Value, Fault> {
        let set = matches!(self.heap.get(object), Object::Event(event) if event.set);
        match name {
            well_known::WAIT => {
                if set {
                    let object = log.object(self, object);
                    log.event(self, id, What::Acquired { object });
                }
                Ok(Value::Bool(set))
            }
            well_known::IS_SET => Ok(Value::Bool(set)),
            well_known::SET_ | well_known::CLEAR => {
                let value = name == well_known::SET_;
                if let Some(Object::Event(event)) = self.heap.get_mut(object) {
                    event.set = value;
                }
                let object = log.object(self, object);
                log.event(
                    self,
                    id,
                    if value {
                        What::Set { object }
                    } else {
                        What::Cleared { object }
                    },
                );
                self.touch(Touched::Object(object));
                Ok(Value::None)
            }
            _ => Err(self.no_method(id, object, name)),
        }
    }

    fn barrier_operation(
        &mut self,
        id: TaskId,
        object: ObjectId,
        name: NameId,
        arguments: &Arguments,
        base: Reg,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        let timed_out = self.task(id).timed_out;
        let progress = self.task(id).progress;
        let now = self.now;
        let Some(Object::Barrier(barrier)) = self.heap.get_mut(object) else {
            return Ok(Flow::Continue);
        };
        let value = match (name, progress) {
            (well_known::WAIT, Progress::AtBarrier) => {
                if timed_out {
                    barrier.broken = true;
                }
                match barrier.pass(id) {
                    Some(index) => Value::Int(i64::from(index)),
                    None => return Err(self.env(id).exception_fault(Native::BrokenBarrierError)),
                }
            }
            (well_known::WAIT, _) => {
                if barrier.broken {
                    return Err(self.env(id).exception_fault(Native::BrokenBarrierError));
                }
                barrier.arrive(id);
                let until = match arguments.get(0, well_known::TIMEOUT) {
                    None | Some(Value::None) => None,
                    Some(seconds) => Some(now.after(nanoseconds(seconds).unwrap_or(0))),
                };
                let task = self.task_mut(id);
                task.progress = Progress::AtBarrier;
                task.state = State::Poised {
                    guard: Guard::Barrier(object),
                    until,
                };
                let object = log.object(self, object);
                log.event(self, id, What::Acquired { object });
                self.touch(Touched::Object(object));
                return Ok(Flow::Continue);
            }
            (well_known::ABORT, _) => {
                barrier.broken = true;
                Value::None
            }
            (well_known::RESET, _) => {
                let parties = barrier.parties;
                let waiting = !barrier.arrived.is_empty();
                // Those who wait learn that it was broken; then it is as new.
                barrier.broken = waiting;
                if !waiting {
                    **barrier = crate::sync::Barrier::new(parties);
                }
                Value::None
            }
            _ => return Err(self.no_method(id, object, name)),
        };
        self.touch(Touched::Object(object));
        self.finish_operation(id, base, value);
        Ok(Flow::Continue)
    }

    fn queue_operation(
        &mut self,
        id: TaskId,
        object: ObjectId,
        name: NameId,
        arguments: &Arguments,
        log: &mut Log<'_>,
    ) -> Result<Value, Fault> {
        let Object::Queue(queue) = self.heap.get(object) else {
            return Ok(Value::None);
        };
        let (depth, capacity, can_put, kind) = (
            queue.items.len(),
            queue.capacity,
            queue.can_put(),
            queue.kind,
        );
        match name {
            well_known::PUT | well_known::PUT_NOWAIT => {
                let Some(item) = arguments.get(0, well_known::ITEM) else {
                    return Err(self
                        .env(id)
                        .type_error("put() missing 1 required positional argument: 'item'"));
                };
                if !can_put {
                    return Err(self.env(id).exception_fault(Native::QueueFull));
                }
                let at = if kind == QueueKind::Priority {
                    self.priority_place(id, object, item)?
                } else {
                    0
                };
                self.heap.share(item);
                self.heap.grown(16);
                if let Some(Object::Queue(queue)) = self.heap.get_mut(object) {
                    queue.put(id, item, at);
                }
                let (queue, item) = (log.object(self, object), log.label(self, item));
                log.event(
                    self,
                    id,
                    What::Put {
                        depth: short(depth + 1),
                        item,
                        queue,
                    },
                );
                self.touch(Touched::Object(queue));
                Ok(Value::None)
            }
            well_known::GET_ | well_known::GET_NOWAIT => {
                let item = match self.heap.get_mut(object) {
                    Some(Object::Queue(queue)) => queue.get(id),
                    _ => None,
                };
                let Some(item) = item else {
                    return Err(self.env(id).exception_fault(Native::QueueEmpty));
                };
                let (queue, label) = (log.object(self, object), log.label(self, item));
                log.event(
                    self,
                    id,
                    What::Got {
                        depth: short(depth - 1),
                        item: label,
                        queue,
                    },
                );
                self.touch(Touched::Object(queue));
                Ok(item)
            }
            well_known::TASK_DONE => {
                let done = match self.heap.get_mut(object) {
                    Some(Object::Queue(queue)) => queue.task_done(),
                    _ => Ok(()),
                };
                if let Err(message) = done {
                    return Err(self.env(id).value_error(message));
                }
                let queue = log.object(self, object);
                log.event(self, id, What::TaskDone { queue });
                self.touch(Touched::Object(queue));
                Ok(Value::None)
            }
            well_known::JOIN => Ok(Value::None),
            well_known::QSIZE | well_known::LEN => Ok(Value::Int(depth as i64)),
            well_known::EMPTY => Ok(Value::Bool(depth == 0)),
            well_known::FULL => Ok(Value::Bool(capacity > 0 && depth >= capacity)),
            _ => Err(self.no_method(id, object, name)),
        }
    }

    /// Where a priority queue keeps an item: behind all that are not greater.
    fn priority_place(
        &mut self,
        id: TaskId,
        object: ObjectId,
        item: Value,
    ) -> Result<usize, Fault> {
        let items: Vec<Value> = match self.heap.get(object) {
            Object::Queue(queue) => queue.items.iter().copied().collect(),
            _ => Vec::new(),
        };
        let (mut low, mut high) = (0, items.len());
        while low < high {
            let middle = (low + high) / 2;
            match operator::plain_compare(&mut self.env(id), CompareOp::Lt, item, items[middle])? {
                Some(Value::Bool(true)) => high = middle,
                Some(_) => low = middle + 1,
                None => {
                    return Err(self.env(id).type_error(
                        "a PriorityQueue takes items that compare without running code: numbers, strings, tuples of them",
                    ));
                }
            }
        }
        Ok(low)
    }

    /// A method of a list, dictionary, set or deque that other tasks can reach: one operation.
    fn collection_operation(
        &mut self,
        id: TaskId,
        receiver: Value,
        name: NameId,
        arguments: &Arguments,
        base: Reg,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        let done = call::call_method(
            &mut self.env(id),
            receiver,
            name,
            &arguments.positional,
            &arguments.named,
        )?;
        for &value in &arguments.positional {
            self.heap.share(value);
        }
        let reads = matches!(
            name,
            well_known::GET_
                | well_known::KEYS
                | well_known::VALUES
                | well_known::ITEMS
                | well_known::INDEX_
                | well_known::COUNT
                | well_known::COPY
        );
        self.note(id, log, receiver, !reads, Place::Whole(receiver));
        match done {
            Done::Value(value) => {
                self.finish_operation(id, base, value);
                Ok(Flow::Continue)
            }
            Done::Call { .. } => {
                let mut crossed = false;
                self.interpreter(id, &mut crossed)
                    .finish(done, super::task::Then::Into(base))
            }
        }
    }
}

fn short(depth: usize) -> u16 {
    u16::try_from(depth).unwrap_or(u16::MAX)
}
