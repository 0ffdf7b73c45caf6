//! What a thread's next operation touches, for those who ask which steps commute and who races with whom.
//!
//! Where nothing more precise is known the answer is [`Footprint::Anything`]: it errs on the side of more order.

use interleave_program::{CompareOp, NameId, Native, Op, Reg, UnaryOp};
use interleave_trace::{ObjectId, ProcessId, TaskId, ThreadId};

use super::World;
use super::memory::is_reader;
use super::object::Object;
use super::task::{Guard, Progress, State};
use super::value::Value;

/// A place in memory that tasks share.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Location {
    /// A global of a process.
    Global(ProcessId, u32),
    /// A captured variable, by its cell.
    Cell(ObjectId),
    /// An attribute of an object, by the number of its name.
    Attribute(ObjectId, u32),
    /// An item of a list.
    Item(ObjectId, i64),
    /// An item of another collection, not told from its other items.
    Entry(ObjectId),
    /// A whole collection.
    Whole(ObjectId),
}

impl Location {
    /// The collection that it is in, if it is in one.
    #[must_use]
    pub fn collection(self) -> Option<ObjectId> {
        match self {
            Location::Item(id, _) | Location::Entry(id) | Location::Whole(id) => Some(id),
            _ => None,
        }
    }

    /// Whether two places have something in common.
    #[must_use]
    #[inline]
    pub fn overlaps(self, other: Location) -> bool {
        match (self, other) {
            (Location::Whole(a) | Location::Entry(a), b) => b.collection() == Some(a),
            (a, Location::Whole(b) | Location::Entry(b)) => a.collection() == Some(b),
            (a, b) => a == b,
        }
    }
}

/// What a thread's next operation touches.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Footprint {
    /// It has ended.
    Nothing,
    /// A place in memory.
    Memory {
        /// Which.
        location: Location,
        /// Whether it is written rather than read.
        writes: bool,
    },
    /// An object of synchronisation, and the lock of a condition.
    Object(ObjectId, Option<ObjectId>),
    /// An output.
    Output,
    /// It makes a thread.
    Starts,
    /// It ends.
    Ends,
    /// It waits for a thread to end, for as long as it takes.
    Joins(ThreadId),
    /// It asks whether a thread has ended, or waits for that with a time-out.
    AsksForEnd,
    /// It lets time pass.
    Sleeps,
    /// It reads a clock.
    Clock,
    /// Anything.
    Anything,
}

impl Footprint {
    /// Whether two operations of different threads can change places without anybody noticing: they neither write what
    /// the other touches nor decide whether the other can happen.
    #[must_use]
    #[inline]
    pub fn commutes(self, other: Footprint) -> bool {
        use Footprint::{Ends, Joins, Memory, Nothing, Object, Output};
        match (self, other) {
            (Nothing, _) | (_, Nothing) => true,
            // What looks into a whole collection is no operation of its own: it comes along with any.
            (Memory { location, writes }, _) | (_, Memory { location, writes })
                if writes && location.collection().is_some() =>
            {
                false
            }
            (
                Memory { location, writes },
                Memory {
                    location: theirs,
                    writes: they_write,
                },
            ) => !(writes || they_write) || !location.overlaps(theirs),
            (Object(a, b), Object(c, d)) => {
                let ours = [Some(a), b];
                ![Some(c), d]
                    .iter()
                    .any(|theirs| theirs.is_some() && ours.contains(theirs))
            }
            (Memory { .. }, Object(..) | Output | Ends | Joins(_))
            | (Object(..), Memory { .. } | Output | Joins(_))
            | (Output, Memory { .. } | Object(..) | Joins(_))
            | (Joins(_), Memory { .. } | Object(..) | Output | Joins(_))
            | (Ends, Memory { .. }) => true,
            _ => false,
        }
    }
}

impl World {
    /// What the thread's next operation touches.
    #[must_use]
    pub fn footprint(&self, thread: ThreadId) -> Footprint {
        let Some(state) = self.threads.get(thread.index()) else {
            return Footprint::Nothing;
        };
        if state.ended {
            return Footprint::Nothing;
        }
        let Some(id) = state.current else {
            return Footprint::Anything;
        };
        if self.processes.len() > 1 {
            return Footprint::Anything;
        }
        let task = self.task(id);
        match task.progress {
            Progress::Returned(_) | Progress::Raised(_) if state.root == id => {
                return Footprint::Ends;
            }
            Progress::Returned(_) | Progress::Raised(_) | Progress::CallbackEnded(_) => {
                return Footprint::Anything;
            }
            Progress::Starting(_) => return Footprint::Starts,
            _ => {}
        }
        if let State::Poised {
            guard: Guard::Round(_),
            ..
        } = task.state
        {
            return Footprint::Anything;
        }
        match self.op(id) {
            Some(Op::Call { base, args }) => self.call_footprint(id, base, Some(args)),
            Some(Op::CallNamed { base, args, .. }) => self.call_footprint(id, base, Some(args)),
            Some(Op::CallSpread { base }) => self.call_footprint(id, base, None),
            Some(Op::CallMethod { base, name, .. }) => {
                self.method_footprint(task.register(base), name)
            }
            Some(op) => self.memory_footprint(id, op),
            None => Footprint::Anything,
        }
    }

    fn is_in_library(&self, id: TaskId) -> bool {
        let frame = self.task(id).frames.last();
        frame.is_some_and(|frame| self.program.function(frame.function).library)
    }

    fn call_footprint(&self, id: TaskId, base: Reg, args: Option<u8>) -> Footprint {
        let task = self.task(id);
        match task.register(base) {
            Value::Native(Native::StartThread) => Footprint::Starts,
            Value::Native(Native::JoinThread) => match (task.register(base.offset(1)), &task.state)
            {
                (Value::Int(number), State::Poised { until: None, .. }) => {
                    Footprint::Joins(ThreadId(number as u32))
                }
                _ => Footprint::AsksForEnd,
            },
            Value::Native(Native::ThreadEnded) => Footprint::AsksForEnd,
            Value::Native(Native::Sleep | Native::YieldCore) => Footprint::Sleeps,
            Value::Native(native) if native.reads_clock() => Footprint::Clock,
            Value::Native(
                Native::Print | Native::Write | Native::WriteError | Native::ReportException,
            ) => {
                let is_plain = |reg: u16| match task.register(base.offset(reg)) {
                    Value::Object(object) => matches!(
                        self.heap.get(object),
                        Object::Str(_) | Object::BigInt(_) | Object::Exception(_)
                    ),
                    _ => true,
                };
                match args {
                    Some(args) if (1..=u16::from(args)).all(is_plain) => Footprint::Output,
                    _ => Footprint::Anything,
                }
            }
            callee => match self.heap.of(callee) {
                Object::NativeMethod { receiver, name } => self.method_footprint(*receiver, *name),
                _ => Footprint::Anything,
            },
        }
    }

    fn method_footprint(&self, receiver: Value, name: NameId) -> Footprint {
        let Value::Object(object) = receiver else {
            return Footprint::Anything;
        };
        match self.heap.get(object) {
            Object::Condition(condition) => Footprint::Object(object, Some(condition.lock)),
            Object::Lock(_)
            | Object::Semaphore(_)
            | Object::Event(_)
            | Object::Barrier(_)
            | Object::Queue(_) => Footprint::Object(object, None),
            Object::List(_) | Object::Map(_) | Object::Set(_) | Object::Deque(_) => {
                Footprint::Memory {
                    location: Location::Whole(object),
                    writes: !is_reader(name),
                }
            }
            _ => Footprint::Anything,
        }
    }

    fn memory_footprint(&self, id: TaskId, op: Op) -> Footprint {
        let task = self.task(id);
        let (location, writes) = match op {
            Op::LoadGlobal { global, .. } => (Location::Global(self.process, global.0), false),
            Op::StoreGlobal { global, .. } | Op::UnsetGlobal { global } => {
                (Location::Global(self.process, global.0), true)
            }
            Op::LoadCell { cell, .. } | Op::StoreCell { cell, .. } => match task.register(cell) {
                Value::Object(cell) => (Location::Cell(cell), matches!(op, Op::StoreCell { .. })),
                _ => return Footprint::Anything,
            },
            Op::GetAttr { object, name, .. }
            | Op::SetAttr { object, name, .. }
            | Op::DelAttr { object, name } => match task.register(object) {
                // Instances look into their class without that being an operation.
                Value::Object(class)
                    if matches!(self.heap.get(class), Object::Class(_))
                        && !matches!(op, Op::GetAttr { .. }) =>
                {
                    return Footprint::Anything;
                }
                Value::Object(object) => (
                    Location::Attribute(object, u32::from(name.0)),
                    !matches!(op, Op::GetAttr { .. }),
                ),
                _ => return Footprint::Anything,
            },
            Op::GetItem { object, key, .. }
            | Op::SetItem { object, key, .. }
            | Op::DelItem { object, key } => match task.register(object) {
                Value::Object(object) => (
                    self.item_location(object, task.register(key), op),
                    !matches!(op, Op::GetItem { .. }),
                ),
                _ => return Footprint::Anything,
            },
            _ => return Footprint::Anything,
        };
        Footprint::Memory { location, writes }
    }

    /// An item of a list that stays as long as it is; of anything else the whole.
    fn item_location(&self, object: ObjectId, key: Value, op: Op) -> Location {
        match (self.heap.get(object), key) {
            (Object::List(items), Value::Int(at)) if !matches!(op, Op::DelItem { .. }) => {
                let at = if at < 0 { at + items.len() as i64 } else { at };
                Location::Item(object, at)
            }
            _ => Location::Entry(object),
        }
    }

    /// Adds the shared collections that the instruction at hand looks into without being an operation: `len(xs)`,
    /// `for x in xs`, `x in xs`.
    pub(super) fn note_looks(&self, thread: ThreadId, seen: &mut Vec<ObjectId>) {
        let Some(id) = self
            .threads
            .get(thread.index())
            .and_then(|thread| thread.current)
        else {
            return;
        };
        let task = self.task(id);
        if !matches!(task.state, State::Local) {
            return;
        }
        let mut look = |reg: Reg| {
            let Value::Object(mut object) = task.register(reg) else {
                return;
            };
            if let iterator @ Object::Iterator(_) = self.heap.get(object) {
                let mut inside = None;
                iterator.trace(&mut |value| inside = inside.or(value.object()));
                match inside {
                    Some(inside) => object = inside,
                    None => return,
                }
            }
            if self.heap.is_shared(object)
                && matches!(
                    self.heap.get(object),
                    Object::List(_)
                        | Object::Map(_)
                        | Object::Set(_)
                        | Object::Deque(_)
                        | Object::MapView { .. }
                )
                && !seen.contains(&object)
            {
                seen.push(object);
            }
        };
        match self.op(id) {
            Some(Op::Compare { op, a, b, .. })
                if !matches!(op, CompareOp::Is | CompareOp::IsNot) =>
            {
                [a, b].into_iter().for_each(look);
            }
            Some(
                Op::Add { a, b, .. }
                | Op::Mul { a, b, .. }
                | Op::Sub { a, b, .. }
                | Op::Binary { a, b, .. }
                | Op::Inplace { a, b, .. }
                | Op::JumpUnless { a, b, .. },
            ) => [a, b].into_iter().for_each(look),
            Some(
                Op::Iter { src: a, .. }
                | Op::Next { iter: a, .. }
                | Op::JumpIf { cond: a, .. }
                | Op::JumpIfNot { cond: a, .. }
                | Op::Unary {
                    op: UnaryOp::Not,
                    a,
                    ..
                }
                | Op::ListExtend { values: a, .. }
                | Op::MapMerge { values: a, .. }
                | Op::Unpack { src: a, .. }
                | Op::UnpackRest { src: a, .. }
                | Op::Format { base: a, .. }
                | Op::YieldFrom { iter: a },
            ) => look(a),
            // Of the reader's own code it is an operation.
            Some(Op::GetItem { object, .. }) if self.is_in_library(id) => look(object),
            Some(Op::Call { base, args } | Op::CallNamed { base, args, .. }) => {
                if matches!(self.heap.of(task.register(base)), Object::Closure(_)) {
                    return;
                }
                (0..=u16::from(args)).for_each(|at| look(base.offset(at)));
            }
            Some(Op::CallMethod { base, args, .. }) => {
                (0..=u16::from(args)).for_each(|at| look(base.offset(at)));
            }
            Some(Op::CallSpread { base }) => (0..3).for_each(|at| look(base.offset(at))),
            _ => {}
        }
    }
}
