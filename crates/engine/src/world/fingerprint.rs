//! Fingerprints: 64 bits that are equal for equal worlds, whatever happened before.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use interleave_trace::{ObjectId, Scheduling};
use rustc_hash::FxHasher;

use super::World;
use super::globals::Globals;
use super::heap::Heap;
use super::object::{GeneratorState, Object};
use super::task::{Progress, State, Suspension, Task};
use super::value::Value;

impl World {
    /// The fingerprint. Two worlds from which the same can happen have the same one; two others share one with a
    /// chance of about n²/2⁶⁵ among n worlds. Time counts only as far as somebody waits for it.
    pub fn fingerprint(&mut self) -> u64 {
        let mut hasher = FxHasher::default();
        if self.processes.len() == 1 {
            hash_space(&mut self.heap, &mut self.globals, &mut hasher);
        } else {
            self.hash_processes(&mut hasher);
        }
        self.heap.kernel_fingerprint(hash_object).hash(&mut hasher);
        for task in &mut self.tasks {
            if task.hash == 0 {
                let mut hasher = FxHasher::default();
                hash_task(task, &mut hasher);
                Arc::make_mut(task).hash = mix(hasher.finish()) | 1;
            }
            task.hash.hash(&mut hasher);
        }
        for thread in &self.threads {
            (
                thread.current,
                thread.event_loop,
                thread.ended,
                thread.crossed_breaker,
            )
                .hash(&mut hasher);
            if thread.scheduling != Scheduling::default() {
                thread.scheduling.hash(&mut hasher);
            }
        }
        self.devices.fingerprint().hash(&mut hasher);
        mix(hasher.finish())
    }

    fn hash_processes(&mut self, hasher: &mut FxHasher) {
        for (index, process) in Arc::make_mut(&mut self.processes).iter_mut().enumerate() {
            (process.signal, process.exit).hash(hasher);
            if index == self.process.index() {
                hash_space(&mut self.heap, &mut self.globals, hasher);
            } else if let Some(space) = &mut process.parked {
                hash_space(&mut space.heap, &mut space.globals, hasher);
            }
        }
    }
}

fn hash_space(heap: &mut Heap, globals: &mut Arc<Globals>, hasher: &mut FxHasher) {
    heap.fingerprint(hash_object).hash(hasher);
    let hash = globals.known_hash().unwrap_or_else(|| {
        let mut hasher = FxHasher::default();
        let values = globals.values().iter();
        values.for_each(|&value| hash_value(value, &mut hasher));
        let hash = mix(hasher.finish()) | 1;
        Arc::make_mut(globals).remember_hash(hash);
        hash
    });
    hash.hash(hasher);
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood, 2014), so that sums of hashes keep their independence.
fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

fn hash_value(value: Value, hasher: &mut FxHasher) {
    std::mem::discriminant(&value).hash(hasher);
    match value {
        Value::Unset | Value::None | Value::Ellipsis => {}
        Value::Bool(value) => value.hash(hasher),
        Value::Int(value) => value.hash(hasher),
        Value::Float(value) => value.to_bits().hash(hasher),
        Value::Native(native) => native.hash(hasher),
        Value::Function(function) => function.hash(hasher),
        Value::Object(id) => id.hash(hasher),
    }
}

fn hash_task(task: &Task, hasher: &mut FxHasher) {
    for frame in &task.frames {
        (frame.function, frame.pc, frame.base).hash(hasher);
    }
    hash_value(task.context, hasher);
    for value in task.registers.iter().chain(&task.handled) {
        hash_value(*value, hasher);
    }
    std::mem::discriminant(&task.state).hash(hasher);
    match &task.state {
        State::Local | State::Arriving => {}
        State::Poised { guard, .. } => guard.hash(hasher),
        State::Suspended(suspension) => match suspension {
            Suspension::Turn => {}
            Suspension::Future(future) => future.hash(hasher),
            Suspension::Loop { event_loop, until } => (event_loop, until).hash(hasher),
        },
        State::Finished(value) | State::Failed(value) => hash_value(*value, hasher),
        State::Killed(signal) => signal.hash(hasher),
    }
    std::mem::discriminant(&task.progress).hash(hasher);
    if let Progress::OnCondition { depth } = task.progress {
        depth.hash(hasher);
    }
    (task.timed_out, task.cancelling, task.must_cancel.is_some()).hash(hasher);
}

fn hash_object(id: ObjectId, object: &Object) -> u64 {
    let mut hasher = FxHasher::default();
    id.hash(&mut hasher);
    std::mem::discriminant(object).hash(&mut hasher);
    object.trace(&mut |value| hash_value(value, &mut hasher));
    match object {
        Object::Str(text) => text.hash(&mut hasher),
        Object::BigInt(value) => value.hash(&mut hasher),
        Object::Range { start, stop, step } => (start, stop, step).hash(&mut hasher),
        Object::MapView { part, .. } => part.hash(&mut hasher),
        Object::Iterator(iter) => iter.hash(&mut hasher),
        Object::Closure(closure) => closure.function.hash(&mut hasher),
        Object::NativeMethod { name, .. } => name.hash(&mut hasher),
        Object::AsyncNext { step, .. } => std::mem::discriminant(step).hash(&mut hasher),
        Object::Class(class) => class
            .fields
            .iter()
            .for_each(|(name, _)| name.hash(&mut hasher)),
        Object::Instance(instance) => instance
            .fields
            .iter()
            .for_each(|(name, _)| name.hash(&mut hasher)),
        Object::Exception(exception) => exception
            .fields
            .iter()
            .for_each(|(name, _)| name.hash(&mut hasher)),
        Object::Generator(generator) => {
            generator.function.hash(&mut hasher);
            match &generator.state {
                GeneratorState::Suspended { pc, started, .. } => (pc, started).hash(&mut hasher),
                GeneratorState::Running => 1u8.hash(&mut hasher),
                GeneratorState::Finished => 2u8.hash(&mut hasher),
            }
        }
        Object::Named(name) => name.hash(&mut hasher),
        Object::Twister(twister) => twister.hash(&mut hasher),
        Object::Lock(lock) => lock.hash(&mut hasher),
        Object::Condition(condition) => condition.hash(&mut hasher),
        Object::Semaphore(semaphore) => semaphore.hash(&mut hasher),
        Object::Event(event) => event.hash(&mut hasher),
        Object::Barrier(barrier) => (
            &barrier.arrived,
            &barrier.passing,
            [barrier.broken, barrier.acting, barrier.resetting],
        )
            .hash(&mut hasher),
        Object::Queue(queue) => (queue.capacity, queue.unfinished, &queue.ends).hash(&mut hasher),
        Object::Future(future) => {
            std::mem::discriminant(&future.state).hash(&mut hasher);
            (future.task, future.callbacks.len()).hash(&mut hasher);
        }
        Object::Handle(handle) => handle.cancelled.hash(&mut hasher),
        Object::Loop(event_loop) => (event_loop.this_round, event_loop.running).hash(&mut hasher),
        _ => {}
    }
    mix(hasher.finish())
}
