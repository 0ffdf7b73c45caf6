//! A world taken to pieces: what two worlds have in common need be looked at only once.
//!
//! A search that has made a step in one world knows what the step does in every world that agrees on what the step has
//! looked at. So a world can be taken to parts (tasks, threads, objects, globals), told what of them a step reads and
//! writes ([`World::watch`]), and put together again from parts that were seen before ([`World::assemble`]). The idea is
//! that of transition caching by read and write dependencies (Blom, van de Pol and Weber, "LTSmin: Distributed and Symbolic
//! Reachability", CAV 2010); the steps themselves stay those of [`World::apply`].
//!
//! Only *plain* worlds can be taken to parts: one process, no event loop, no store buffers, no devices in use.

use std::hash::{Hash, Hasher};
use std::rc::Rc;

use interleave_trace::{ObjectId, Scheduling, TaskId, ThreadId};

use super::fingerprint::{Print, Written};
use super::object::Object;
use super::store::Slot;
use super::task::{State, Task};
use super::value::Value;
use super::watch::{Area, Noticed, Watch};
use super::{Ending, Thread, World};

/// Where a part of a world is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Spot {
    /// A task, by its number.
    Task(u32),
    /// How many tasks there are.
    TaskCount,
    /// A thread, by its number.
    Thread(u32),
    /// How many threads there are.
    ThreadCount,
    /// An object.
    Object(ObjectId),
    /// Which numbers a task's objects have.
    Numbers(u32),
    /// A global, by its number.
    Global(u32),
    /// The time, for those who have asked for it.
    Clock,
    /// The time, for what waits: it matters only where somebody asks for it.
    Timer,
    /// How the program has ended.
    Ending,
    /// What else may make a difference.
    Rest,
}

#[derive(Clone, Debug)]
enum Content {
    /// Nothing, or nothing that has to be put back.
    None,
    Task(Rc<Task>),
    Thread(Rc<Thread>),
    Object(Rc<Slot>),
    Numbers(u32, Rc<[u32]>),
    Global(Value),
    Clock(interleave_trace::Tick),
    Ending(Ending),
    Rest(u64, u64),
}

/// A part of a world, shared with the worlds that have it.
#[derive(Clone, Debug)]
pub struct Part {
    content: Content,
    /// Tells it from all others at its spot, with a chance of 2⁻⁶⁴ for each two that it does not.
    pub key: u64,
    /// What it adds to a world's fingerprint: the same for parts from which the same can happen.
    pub print: u64,
}

impl Part {
    /// The part of a world that does not have one at a spot.
    #[must_use]
    pub fn none() -> Self {
        Self {
            content: Content::None,
            key: 0,
            print: 0,
        }
    }

    /// How the program has ended, of a part that says that.
    #[must_use]
    pub fn ending(&self) -> Option<&Ending> {
        match &self.content {
            Content::Ending(ending) => Some(ending),
            _ => None,
        }
    }
}

/// What is counted along a schedule and makes no difference until a limit is reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Meters {
    /// Instructions.
    pub instructions: u64,
    /// Bytes written to standard output and standard error.
    pub output_bytes: (u32, u32),
    /// Bytes of the heap.
    pub heap_bytes: u64,
}

/// What was looked at, and what was changed, since [`World::watch`].
#[derive(Clone, Debug, Default)]
pub struct Touch {
    /// What was looked at, in order, each once.
    pub read: Vec<Spot>,
    /// What may have been changed, each once.
    pub written: Vec<Spot>,
}

impl World {
    /// The time, for a program that asks for it.
    pub(super) fn read_clock(&self) -> u64 {
        self.tasks.note(Area::Clock);
        self.now.0
    }

    /// Whether it can be taken to parts that fit those of `origin`.
    #[must_use]
    pub fn is_plain(&self, origin: &World) -> bool {
        self.processes.len() == 1
            && Rc::ptr_eq(&self.processes, &origin.processes)
            && !self.has_buffers()
            && self.heap.is_as_plain_as(&origin.heap)
            && self.devices.fingerprint() == origin.devices.fingerprint()
            && self.leftovers.is_empty()
            && self.not_begun == 0
            && (self.tasks.len() == self.threads.len())
            && !self
                .threads
                .iter()
                .any(|thread| thread.event_loop.is_some())
    }

    /// Whether a search may begin to take this world, and those that follow from it, to parts.
    pub fn begin_plain(&mut self) -> bool {
        for index in 0..self.threads.len() {
            self.begin_thread(ThreadId(index as u32));
        }
        self.is_plain(&self.clone())
    }

    /// Takes notice from now on of what is looked at and changed.
    pub fn watch(&mut self) -> Watching {
        let watch = Rc::new(Watch::default());
        self.set_watch(Some(&watch));
        Watching(watch)
    }

    fn set_watch(&mut self, watch: Option<&Rc<Watch>>) {
        let of = |area| watch.map(|watch| (Rc::clone(watch), area));
        self.tasks.set_watch(of(Area::Tasks));
        self.threads.set_watch(of(Area::Threads));
        self.heap.own.set_watch(watch);
        Rc::make_mut(&mut self.globals).set_watch(watch.cloned());
    }

    /// Frees what a step has left behind, brings hashes up to date, and says what was touched since `watching` began, in
    /// the world that was then a fork of `before`. `None` if that took a look at everything: then anything may have changed.
    pub fn finish_watching(&mut self, watching: &Watching, before: &World) -> Option<Touch> {
        let is_local = self.drop_garbage();
        let noticed = watching.0.take();
        self.set_watch(None);
        self.sum_hashes(&mut Print::default());
        is_local.then(|| self.touch_of(noticed, before))
    }

    /// Ends `watching` a world that was only asked, and says what was looked at.
    pub fn finish_asking(&mut self, watching: &Watching) -> Vec<Spot> {
        let noticed = watching.0.take();
        self.set_watch(None);
        self.touch_of(noticed, self).read
    }

    fn touch_of(&self, noticed: Noticed, before: &World) -> Touch {
        let mut touch = Touch::default();
        let note = |list: &mut Vec<Spot>, spot: Option<Spot>| {
            if let Some(spot) = spot
                && !list.contains(&spot)
            {
                list.push(spot);
            }
        };
        for &(area, index) in &noticed.read {
            note(&mut touch.read, before.spot(area, index));
        }
        for &(area, index) in &noticed.written {
            let spot = match area {
                Area::Arenas => Some(Spot::Numbers(index)),
                // What is new has its place in the new world only.
                _ => self.spot(area, index).or_else(|| before.spot(area, index)),
            };
            if area == Area::Arenas {
                note(&mut touch.read, spot);
            }
            note(&mut touch.written, spot);
        }
        // Which objects there are is said by the numbers.
        let numbers = touch.read.clone();
        let is_given = |spot: &Spot| match spot {
            Spot::Object(id) => {
                before.heap.own.shared(id.owner, id.index).is_none()
                    && numbers.contains(&Spot::Numbers(id.owner))
            }
            _ => false,
        };
        touch.read.retain(|spot| !is_given(spot));
        self.add_changes_elsewhere(before, &mut touch.written);
        touch
    }

    /// Adds what may have changed without being noticed.
    fn add_changes_elsewhere(&self, before: &World, to: &mut Vec<Spot>) {
        if self.tasks.len() != before.tasks.len() {
            to.push(Spot::TaskCount);
        }
        if self.threads.len() != before.threads.len() {
            to.push(Spot::ThreadCount);
        }
        to.extend([Spot::Clock, Spot::Ending, Spot::Rest]);
    }

    fn spot(&self, area: Area, index: u32) -> Option<Spot> {
        Some(match area {
            Area::Tasks => Spot::Task(index),
            Area::TaskCount => Spot::TaskCount,
            Area::Threads => Spot::Thread(index),
            Area::ThreadCount => Spot::ThreadCount,
            Area::Globals => Spot::Global(index),
            Area::Clock => Spot::Clock,
            Area::Timer => Spot::Timer,
            Area::Slots => {
                let (owner, index) = self.heap.own.name(index)?;
                Spot::Object(ObjectId { owner, index })
            }
            Area::Arenas | Area::Nowhere => return None,
        })
    }

    /// Every spot at which this world may differ from `before`.
    #[must_use]
    pub fn spots(&self, before: &World) -> Vec<Spot> {
        let mut spots = Vec::new();
        for index in 0..self.tasks.len().max(before.tasks.len()) as u32 {
            spots.extend([Spot::Task(index), Spot::Thread(index)]);
        }
        let mut sizes: Vec<(u32, u32)> = self.heap.own.sizes().collect();
        for (arena, length) in before.heap.own.sizes() {
            match sizes.get_mut(arena as usize) {
                Some((_, most)) => *most = length.max(*most),
                None => sizes.push((arena, length)),
            }
        }
        for (owner, length) in sizes {
            spots.push(Spot::Numbers(owner));
            spots.extend((0..length).map(|index| Spot::Object(ObjectId { owner, index })));
        }
        spots.extend((0..self.globals.values().len() as u32).map(Spot::Global));
        self.add_changes_elsewhere(before, &mut spots);
        spots
    }

    /// Whether the part at a spot is another one than in `before`; `true` also where that takes a closer look.
    #[must_use]
    pub fn differs(&self, before: &World, spot: Spot) -> bool {
        fn other<T>(a: Option<&Rc<T>>, b: Option<&Rc<T>>) -> bool {
            match (a, b) {
                (Some(a), Some(b)) => !Rc::ptr_eq(a, b),
                (None, None) => false,
                _ => true,
            }
        }
        match spot {
            Spot::Task(index) => {
                let index = index as usize;
                other(self.tasks.shared(index), before.tasks.shared(index))
            }
            Spot::Thread(index) => {
                let index = index as usize;
                other(self.threads.shared(index), before.threads.shared(index))
            }
            Spot::Object(id) => other(
                self.heap.own.shared(id.owner, id.index),
                before.heap.own.shared(id.owner, id.index),
            ),
            _ => true,
        }
    }

    /// The part at a spot. The time counts only where `timed`.
    #[must_use]
    pub fn part(&self, spot: Spot, timed: bool) -> Part {
        let mut print = Print::default();
        let content = match spot {
            Spot::Task(index) => return self.task_part(index, timed),
            Spot::Thread(index) => return self.thread_part(index),
            Spot::Object(id) => return self.object_part(id),
            Spot::Numbers(owner) => {
                let (length, free) = self.heap.own.numbers(owner);
                (length, &free).hash(&mut print);
                if length == 0 {
                    return Part::none();
                }
                return Part {
                    content: Content::Numbers(length, free.into()),
                    key: print.finish(),
                    print: 0,
                };
            }
            Spot::TaskCount | Spot::ThreadCount => {
                // The tasks that there are say it.
                let count = match spot {
                    Spot::TaskCount => self.tasks.len(),
                    _ => self.threads.len(),
                };
                return Part {
                    key: count as u64 + 1,
                    ..Part::none()
                };
            }
            Spot::Global(index) => {
                let global = interleave_program::GlobalId(index as _);
                let value = self.globals.get(global);
                print.word(u64::from(index) << 8 | 1);
                print.value(value);
                Content::Global(value)
            }
            Spot::Clock | Spot::Timer => {
                return Part {
                    content: Content::Clock(self.now),
                    key: if timed { self.now.0 + 1 } else { 0 },
                    print: 0,
                };
            }
            Spot::Ending => {
                let Some(ending) = &self.ending else {
                    return Part::none();
                };
                print.word(2);
                match ending {
                    Ending::Finished { code } => print.word(1 << 8 | u64::from(*code)),
                    Ending::Failed(exception) => print.value(*exception),
                    Ending::Limit(limit) => limit.hash(&mut print),
                }
                Content::Ending(ending.clone())
            }
            Spot::Rest => {
                let (interval, made) = (self.gil_interval_ns, self.coroutines_made);
                print.word(3);
                print.word(interval);
                print.word(made);
                Content::Rest(interval, made)
            }
        };
        let print = print.finish();
        Part {
            content,
            key: print,
            print,
        }
    }

    fn task_part(&self, index: u32, timed: bool) -> Part {
        let Some(task) = self.tasks.shared(index as usize) else {
            return Part::none();
        };
        let mut print = Print::default();
        print.word(task.hash);
        // What does not count as long as nobody asks for it.
        task.name.hash(&mut print);
        print.value(task.object);
        print.word(u64::from(task.crossed_breaker));
        for object in task.temporaries.iter().flatten() {
            print.value(Value::Object(*object));
        }
        if let State::Poised { until, .. } = task.state {
            print.word(match until {
                Some(until) if timed => until.0.wrapping_add(2),
                Some(_) => 1,
                None => 0,
            });
        }
        Part {
            content: Content::Task(Rc::clone(task)),
            key: print.finish(),
            print: task.hash,
        }
    }

    fn thread_part(&self, index: u32) -> Part {
        let Some(thread) = self.threads.shared(index as usize) else {
            return Part::none();
        };
        let mut print = Print::default();
        print.word(4);
        let mut is_default = true;
        if thread.scheduling != Scheduling::default() {
            (thread.id, thread.scheduling).hash(&mut print);
            is_default = false;
        }
        if thread.current != Some(thread.root) {
            (thread.id, thread.current).hash(&mut print);
            is_default = false;
        }
        let known = if is_default { 0 } else { print.finish() };
        let flags = [
            thread.begun,
            thread.ended,
            thread.daemon,
            thread.pool,
            thread.event_loop.is_some(),
        ];
        (thread.root, flags).hash(&mut print);
        Part {
            content: Content::Thread(Rc::clone(thread)),
            key: print.finish(),
            print: known,
        }
    }

    fn object_part(&self, id: ObjectId) -> Part {
        let Some(slot) = self.heap.own.shared(id.owner, id.index) else {
            return Part::none();
        };
        let mut print = Print::default();
        print.word(slot.hash);
        print.word(u64::from(slot.shared));
        // What an object is made with stays: it makes a difference only to who compares different worlds.
        match &slot.object {
            Object::Barrier(barrier) => {
                print.word(u64::from(barrier.parties));
                print.value(barrier.timeout);
            }
            Object::Queue(queue) => (queue.kind, queue.joinable, queue.by_code).hash(&mut print),
            Object::Generator(generator) => generator.made_at.hash(&mut print),
            Object::Class(class) => class.name.hash(&mut print),
            _ => {}
        }
        Part {
            content: Content::Object(Rc::clone(slot)),
            key: print.finish(),
            print: slot.hash,
        }
    }

    /// This world with other parts in some places, and other meters. It must be plain. Its own sums of hashes do not
    /// hold: who puts worlds together adds up [`Part::print`].
    #[must_use]
    pub fn assemble(&self, parts: &[(Spot, &Part)], meters: Meters) -> World {
        let mut world = self.clone();
        for (spot, part) in parts {
            if let Spot::Numbers(owner) = *spot {
                match &part.content {
                    Content::Numbers(length, free) => {
                        world.heap.own.set_numbers(owner, *length, free);
                    }
                    _ => world.heap.own.set_numbers(owner, 0, &[]),
                }
            }
        }
        for &(spot, part) in parts {
            match (spot, &part.content) {
                (Spot::Object(id), Content::Object(slot)) => {
                    world
                        .heap
                        .own
                        .set_shared(id.owner, id.index, Some(Rc::clone(slot)));
                }
                (Spot::Object(id), _) => world.heap.own.set_shared(id.owner, id.index, None),
                (Spot::Task(index), Content::Task(task)) => {
                    world
                        .tasks
                        .put_shared(index as usize, Some(Rc::clone(task)));
                }
                (Spot::Thread(index), Content::Thread(thread)) => {
                    world
                        .threads
                        .put_shared(index as usize, Some(Rc::clone(thread)));
                }
                (Spot::Global(index), Content::Global(value)) => {
                    let global = interleave_program::GlobalId(index as _);
                    Rc::make_mut(&mut world.globals).set(global, *value);
                }
                (_, Content::Clock(now)) => world.now = *now,
                (_, Content::Ending(ending)) => world.ending = Some(ending.clone()),
                (_, Content::Rest(interval, made)) => {
                    (world.gil_interval_ns, world.coroutines_made) = (*interval, *made);
                }
                _ => {}
            }
        }
        world.instructions = meters.instructions;
        world.output_bytes = meters.output_bytes;
        world.heap.count_anew(meters.heap_bytes);
        // Any hash will do: it only says that the globals are as they were.
        Rc::make_mut(&mut world.globals).remember_hash(1);
        let _ = Written::<TaskId>::take(&mut world.written_tasks);
        world
    }

    /// What is counted.
    #[must_use]
    pub fn meters(&self) -> Meters {
        Meters {
            instructions: self.instructions,
            output_bytes: self.output_bytes,
            heap_bytes: self.heap.bytes(),
        }
    }

    /// The meters at which a limit is reached, or memory is collected.
    #[must_use]
    pub fn limits(&self) -> Meters {
        let bytes = self.limits.output_bytes;
        Meters {
            instructions: self.limits.instructions,
            output_bytes: (bytes, bytes),
            heap_bytes: self.heap.collects_at(),
        }
    }

    /// Takes the end of the program back, for those who ask how threads stand.
    pub fn forget_ending(&mut self) {
        self.ending = None;
    }
}

/// A watch over a world.
#[derive(Debug)]
pub struct Watching(Rc<Watch>);
