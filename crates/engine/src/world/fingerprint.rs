//! Fingerprints: 64 bits that are equal for equal worlds, whatever happened before.
//!
//! A search over states takes one after every step, so only what was written since the last one is hashed again: heap
//! and tasks keep sums of hashes, a task keeps hashes of the frames below its innermost one. The same bits come out on
//! 32 bits as on 64.

use std::hash::{Hash, Hasher};
use std::rc::Rc;

use interleave_program::Liveness;
use interleave_trace::{ObjectId, Scheduling};

use super::code::Code;
use super::globals::Globals;
use super::heap::Heap;
use super::object::{GeneratorState, Object};
use super::task::{Frame, Progress, State, Suspension, Task, Then, for_live};
use super::value::Value;
use super::{Ending, World};
use crate::executor::{Callback, FutureState};

/// What was written since the last fingerprint, as long as that is little.
#[derive(Clone, Debug, Default)]
pub(super) enum Written<K> {
    /// These, each once; the number says how many.
    Only([Option<K>; MOST_WRITTEN], u8),
    /// Too much to remember, or there was no fingerprint yet.
    #[default]
    Anything,
}

/// Most writes that are remembered: more than nearly every step makes.
const MOST_WRITTEN: usize = 12;

impl<K: Copy> Written<K> {
    /// Notes the first write to something whose hash was known.
    #[inline]
    pub fn note(&mut self, key: K) {
        if let Written::Only(keys, count) = self {
            match keys.get_mut(usize::from(*count)) {
                Some(place) => {
                    *place = Some(key);
                    *count += 1;
                }
                None => *self = Written::Anything,
            }
        }
    }

    /// What was written, if that is known.
    pub fn keys(&self) -> Option<impl Iterator<Item = K>> {
        match self {
            Written::Only(keys, _) => Some(keys.iter().filter_map(|&key| key)),
            Written::Anything => None,
        }
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        matches!(self, Written::Only(_, 0))
    }

    /// Begins anew and gives what there was.
    pub fn take(&mut self) -> Self {
        std::mem::replace(self, Written::Only([None; MOST_WRITTEN], 0))
    }

    /// What was written is no more.
    pub fn unnote(&mut self, key: K)
    where
        K: PartialEq,
    {
        if let Written::Only(keys, _) = self {
            for place in keys.iter_mut().filter(|place| **place == Some(key)) {
                *place = None;
            }
        }
    }

    /// Notes that anything may have been written.
    pub fn forget(&mut self) {
        *self = Written::Anything;
    }
}

impl World {
    /// The fingerprint. Two worlds from which the same can happen have the same one; two others share one with a
    /// chance of about n²/2⁶⁵ among n worlds. Time counts only as far as an event loop waits for it.
    pub fn fingerprint(&mut self) -> u64 {
        let mut print = Print::default();
        self.sum_hashes(&mut print);
        for thread in &self.threads {
            if thread.scheduling != Scheduling::default() {
                (thread.id, thread.scheduling).hash(&mut print);
            }
            // What follows from the task's own state need not be said again.
            if thread.current != Some(thread.root) || thread.event_loop.is_some() {
                (thread.id, thread.current, thread.event_loop).hash(&mut print);
            }
            // Which timers are due decides what runs in the same round.
            if let Some(id) = thread.event_loop
                && let Object::Loop(event_loop) = self.object_for(thread.root, id)
            {
                for timer in &event_loop.timers {
                    print.word(timer.when.since(self.now));
                }
            }
        }
        for (thread, stores) in self.buffers.waiting.iter() {
            print.word(u64::from(thread.0));
            for store in stores {
                store.location.hash(&mut print);
                print.value(store.value);
            }
        }
        print.word(self.gil_interval_ns);
        print.word(self.coroutines_made);
        print.word(self.devices.fingerprint());
        match self.ending {
            None => {}
            Some(Ending::Finished { code }) => print.word(1 << 8 | u64::from(code)),
            Some(Ending::Failed(exception)) => print.value(exception),
            Some(Ending::Limit(limit)) => limit.hash(&mut print),
        }
        print.finish()
    }

    /// Hashes what was written of memory and tasks.
    pub(super) fn sum_hashes(&mut self, print: &mut Print) {
        if self.processes.len() == 1 {
            hash_space(&self.program, &mut self.heap, &mut self.globals, print);
        } else {
            self.hash_processes(print);
        }
        let live = self.program.liveness();
        let kernel = &mut self.heap;
        print.word(kernel.kernel_fingerprint(|id, object| hash_object(id, object, live)));
        print.word(self.task_hash());
    }

    fn hash_processes(&mut self, print: &mut Print) {
        for (index, process) in Rc::make_mut(&mut self.processes).iter_mut().enumerate() {
            (process.signal, process.exit).hash(print);
            if index == self.process.index() {
                hash_space(&self.program, &mut self.heap, &mut self.globals, print);
            } else if let Some(space) = &mut process.parked {
                hash_space(&self.program, &mut space.heap, &mut space.globals, print);
            }
        }
    }

    /// The sum of the tasks' hashes.
    fn task_hash(&mut self) -> u64 {
        if self.written_tasks.is_empty() {
            return self.task_hashes;
        }
        match self.written_tasks.take() {
            Written::Only(ids, _) => {
                for id in ids.into_iter().flatten() {
                    self.hash_task_again(id.index());
                }
            }
            Written::Anything => {
                self.task_hashes = 0;
                for index in 0..self.tasks.len() {
                    match self.tasks[index].hash {
                        0 => self.hash_task_again(index),
                        known => self.task_hashes = self.task_hashes.wrapping_add(known),
                    }
                }
            }
        }
        self.task_hashes
    }

    fn hash_task_again(&mut self, index: usize) {
        if let Some(task) = self.tasks.get_mut(index) {
            task.hash = hash_task(task, self.program.liveness()) | 1;
            self.task_hashes = self.task_hashes.wrapping_add(task.hash);
        }
    }
}

fn hash_space(code: &Code, heap: &mut Heap, globals: &mut Rc<Globals>, print: &mut Print) {
    let live = code.liveness();
    print.word(heap.fingerprint(|id, object| hash_object(id, object, live)));
    print.word(globals.known_hash().unwrap_or_else(|| {
        let mut print = Print::default();
        print.values(globals.values());
        let hash = print.finish() | 1;
        Rc::make_mut(globals).remember_hash(hash);
        hash
    }));
}

/// A hash in the making: a chain of folded multiplications (as in wyhash, Wang Yi), a word at a time.
#[derive(Default)]
pub(super) struct Print(u64);

impl Print {
    #[inline]
    pub fn word(&mut self, word: u64) {
        // The multiplier of Knuth's multiplicative hashing: 2⁶⁴ divided by the golden ratio.
        let product = u128::from(self.0 ^ word) * 0x9e37_79b9_7f4a_7c15;
        self.0 = (product as u64 ^ (product >> 64) as u64).wrapping_add(0xd1b5_4a32_d192_ed03);
    }

    #[inline]
    pub fn value(&mut self, value: Value) {
        // Each kind of value is spread over the words in its own way; the numbers are random.
        self.word(match value {
            Value::Unset => 0x6a09_e667_f3bc_c908,
            Value::None => 0xbb67_ae85_84ca_a73b,
            Value::Ellipsis => 0x3c6e_f372_fe94_f82b,
            Value::Bool(value) => 0xa54f_f53a_5f1d_36f1 ^ u64::from(value),
            Value::Int(value) => 0x510e_527f_ade6_82d1 ^ value as u64,
            Value::Float(value) => 0x9b05_688c_2b3e_6c1f ^ value.to_bits(),
            Value::Native(native) => 0x1f83_d9ab_fb41_bd6b ^ native as u64,
            Value::Function(function) => 0x5be0_cd19_137e_2179 ^ u64::from(function.0),
            Value::Object(id) => 0xcbbb_9d5d_c105_9ed8 ^ object_word(id),
        });
    }

    fn values(&mut self, values: &[Value]) {
        self.word(values.len() as u64);
        values.iter().for_each(|&value| self.value(value));
    }
}

fn object_word(id: ObjectId) -> u64 {
    u64::from(id.owner) << 32 | u64::from(id.index)
}

impl Hasher for Print {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            for (to, from) in word.iter_mut().zip(chunk) {
                *to = *from;
            }
            self.word(u64::from_le_bytes(word));
        }
        self.word(bytes.len() as u64);
    }

    fn write_u8(&mut self, word: u8) {
        self.word(word.into());
    }

    fn write_u16(&mut self, word: u16) {
        self.word(word.into());
    }

    fn write_u32(&mut self, word: u32) {
        self.word(word.into());
    }

    fn write_u64(&mut self, word: u64) {
        self.word(word);
    }

    fn write_usize(&mut self, word: usize) {
        self.word(word as u64);
    }

    fn write_isize(&mut self, word: isize) {
        self.word(word as u64);
    }

    fn write_i64(&mut self, word: i64) {
        self.word(word as u64);
    }

    /// With the finaliser of SplitMix64 (Steele, Lea and Flood, 2014), so that sums of hashes keep their independence.
    fn finish(&self) -> u64 {
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }
}

fn hash_task(task: &mut Task, live: &Liveness) -> u64 {
    let mut print = Print(u64::from(task.id.0));
    print.word(task.frames.len() as u64);
    if let Some((inner, outer)) = task.frames.split_last_mut() {
        print.word(hash_below(inner, outer, &task.registers, live));
        let own = task.registers.get(inner.base as usize..);
        hash_frame(inner, own.unwrap_or_default(), live, &mut print);
    }
    print.values(&task.handled);
    print.value(task.context);
    match task.state {
        State::Local => print.word(1),
        State::Arriving => print.word(2),
        State::Poised { guard, .. } => {
            print.word(3);
            guard.hash(&mut print);
        }
        State::Suspended(suspension) => match suspension {
            Suspension::Turn => print.word(4),
            Suspension::Future(future) => (5u8, future).hash(&mut print),
            Suspension::Loop { event_loop, until } => (6u8, event_loop, until).hash(&mut print),
        },
        State::Killed(signal) => (9u8, signal).hash(&mut print),
        State::Finished(value) => {
            print.word(7);
            print.value(value);
        }
        State::Failed(value) => {
            print.word(8);
            print.value(value);
        }
    }
    match task.progress {
        Progress::Fresh => print.word(1),
        Progress::Sleeping => print.word(2),
        Progress::AtBarrier => print.word(3),
        Progress::OnCondition { depth } => print.word(4 << 32 | u64::from(depth)),
        Progress::Starting(thread) => print.word(5 << 32 | u64::from(thread.0)),
        Progress::CallbackEnded(None) => print.word(6),
        Progress::CallbackEnded(Some(value)) => {
            print.word(7);
            print.value(value);
        }
        Progress::Returned(value) => {
            print.word(8);
            print.value(value);
        }
        Progress::Raised(value) => {
            print.word(9);
            print.value(value);
        }
        Progress::Transfer {
            name,
            impatient,
            lost,
        } => {
            (10u8, impatient, lost).hash(&mut print);
            print.value(name);
        }
    }
    let flags = u64::from(task.woken_unnotified) << 1 | u64::from(task.timed_out);
    print.word(u64::from(task.cancelling) << 2 | flags);
    if let Some(exception) = task.must_cancel {
        print.value(exception);
    }
    print.finish()
}

/// The hash of all that lies below a frame, which stays as it is for as long as the frame is there.
fn hash_below(frame: &mut Frame, outer: &mut [Frame], registers: &[Value], live: &Liveness) -> u64 {
    let Some((next, rest)) = outer.split_last_mut() else {
        return 0;
    };
    if frame.below == 0 {
        let mut print = Print(hash_below(next, rest, registers, live));
        let own = registers.get(next.base as usize..frame.base as usize);
        hash_frame(next, own.unwrap_or_default(), live, &mut print);
        frame.below = print.finish() | 1;
    }
    frame.below
}

/// What a register holds that is written before it is read again makes no difference.
fn hash_frame(frame: &Frame, registers: &[Value], live: &Liveness, print: &mut Print) {
    let row = live.row(frame.function, frame.pc as usize);
    for_live(registers, row, |value| print.value(value));
    print.word(u64::from(frame.function.0) << 32 | u64::from(frame.pc));
    print.word(u64::from(frame.base) << 32 | u64::from(frame.handled));
    hash_then(&frame.then, print);
    if let Some(generator) = frame.generator {
        print.word(object_word(generator));
    }
    if let Some((instance, then)) = &frame.instance {
        print.value(*instance);
        hash_then(then, print);
    }
}

fn hash_then(then: &Then, print: &mut Print) {
    let (kind, reg, more) = match *then {
        Then::Into(dst) => (1, dst.0, 0),
        Then::Init => (2, 0, 0),
        Then::Truth { dst, negate } => (3, dst.0, u32::from(negate)),
        Then::Branch { when, target } => (4, u16::from(when), target),
        Then::Next { item, target } => (5, item.0, target),
        Then::NextOr { dst, default } => {
            print.value(default);
            (6, dst.0, 0)
        }
        Then::AttributeOr { dst, default } => {
            print.value(default);
            (7, dst.0, 0)
        }
        Then::Delegate(dst) => (8, dst.0, 0),
        Then::AsyncNext(dst) => (9, dst.0, 0),
        Then::Close(dst) => (10, dst.0, 0),
        Then::Retry(dst) => (11, dst.0, 0),
        Then::Discard => (12, 0, 0),
        Then::Callee { base, args } => (13, base.0, u32::from(args)),
        Then::Root => (14, 0, 0),
        Then::Callback => (15, 0, 0),
    };
    print.word(kind << 48 | u64::from(reg) << 32 | u64::from(more));
}

fn hash_callback(callback: &Callback, print: &mut Print) {
    match callback {
        Callback::Step(task) => (1u8, task).hash(print),
        Callback::Wakeup(task, future) => (2u8, task, future).hash(print),
        Callback::Call(function, args) => {
            print.value(*function);
            print.values(args);
        }
        Callback::Stop => print.word(3),
    }
}

fn hash_object(id: ObjectId, object: &Object, live: &Liveness) -> u64 {
    let mut print = Print(object_word(id));
    std::mem::discriminant(object).hash(&mut print);
    if !matches!(object, Object::Generator(_)) {
        object.trace(&mut |value| print.value(value));
    }
    let names = |fields: &[(interleave_program::NameId, Value)], print: &mut Print| {
        fields.iter().for_each(|(name, _)| name.hash(print));
    };
    match object {
        Object::Str(text) => text.hash(&mut print),
        Object::BigInt(value) => value.hash(&mut print),
        Object::Range { start, stop, step } => (start, stop, step).hash(&mut print),
        Object::MapView { part, .. } => part.hash(&mut print),
        Object::Iterator(iter) => iter.hash(&mut print),
        Object::Deque(deque) => deque.1.hash(&mut print),
        Object::Closure(closure) => {
            closure.function.hash(&mut print);
            names(&closure.fields, &mut print);
        }
        Object::NativeMethod { name, .. } => name.hash(&mut print),
        Object::AsyncNext { step, .. } => std::mem::discriminant(step).hash(&mut print),
        Object::Class(class) => names(&class.fields, &mut print),
        Object::Instance(instance) => names(&instance.fields, &mut print),
        Object::Exception(exception) => {
            names(&exception.fields, &mut print);
            (exception.args.len(), exception.suppress_context).hash(&mut print);
            exception.traceback.hash(&mut print);
        }
        Object::Generator(generator) => {
            generator.function.hash(&mut print);
            match &generator.state {
                GeneratorState::Suspended {
                    pc,
                    started,
                    handled,
                    registers,
                } => {
                    (pc, started).hash(&mut print);
                    let row = live.row(generator.function, *pc as usize);
                    for_live(registers, row, |value| print.value(value));
                    print.values(handled);
                }
                GeneratorState::Running => print.word(1),
                GeneratorState::Finished => print.word(2),
            }
        }
        Object::Named(name) => name.hash(&mut print),
        Object::Twister(twister) => twister.hash(&mut print),
        Object::Lock(lock) => lock.hash(&mut print),
        Object::Condition(condition) => condition.hash(&mut print),
        Object::Semaphore(semaphore) => semaphore.hash(&mut print),
        Object::Event(event) => event.hash(&mut print),
        Object::Barrier(barrier) => (
            &barrier.arrived,
            &barrier.passing,
            [barrier.broken, barrier.acting, barrier.resetting],
        )
            .hash(&mut print),
        Object::Queue(queue) => (queue.capacity, queue.unfinished, &queue.ends).hash(&mut print),
        Object::Future(future) => {
            print.word(match future.state {
                FutureState::Pending => 0,
                FutureState::Result(_) => 1,
                FutureState::Exception(_) => 2,
                FutureState::Cancelled(_) => 3,
            });
            (future.task, future.callbacks.len(), future.children.len()).hash(&mut print);
            (future.cancel_requested, future.retrieved).hash(&mut print);
            for callback in &future.callbacks {
                hash_callback(callback, &mut print);
            }
        }
        Object::Handle(handle) => {
            handle.cancelled.hash(&mut print);
            hash_callback(&handle.callback, &mut print);
        }
        Object::Loop(event_loop) => {
            print.word(event_loop.this_round as u64);
            print.word(event_loop.ready.len() as u64);
            print.word(event_loop.tasks.len() as u64);
            (event_loop.running, event_loop.stopping, event_loop.closed).hash(&mut print);
            (event_loop.handling, event_loop.suspect).hash(&mut print);
            print.values(event_loop.handler.as_slice());
        }
        _ => {}
    }
    print.finish()
}
