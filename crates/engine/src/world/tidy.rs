//! Freeing what a step leaves behind, so that worlds that differ only in garbage are the same to a search over states.
//!
//! A whole collection after every step would take a hundred times as long as the step. But what is made in a step is
//! mostly known to the task's registers only, and what only the registers of one task refer to can become garbage in
//! steps of that task alone. So each task remembers such *temporaries*, a few of them; after each of its steps they, and
//! what the step has made, are looked for in the task's live registers and in what the step has written. Those found in
//! neither go. Once something becomes known to others it is a temporary no more, and the whole heap is looked through.
//!
//! A variable that is not read again keeps nothing alive here, unlike in a run, which readers look at.

use interleave_trace::{ObjectId, TaskId};
use smallvec::SmallVec;

use super::World;
use super::fingerprint::{Print, Written};
use super::leftovers::has_last_words;
use super::object::Object;
use super::task::Task;
use super::value::Value;

/// Most temporaries that a task remembers; what more there are counts as known to others.
const MAX_TEMPORARIES: usize = 6;

/// So many suspects need no memory of their own; hardly ever are there more.
const FEW: usize = 16;

/// Objects that only the registers of one task refer to.
pub type Temporaries = [Option<ObjectId>; MAX_TEMPORARIES];

/// What became of an object that may be garbage.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    Garbage,
    /// Only the registers of the task that made it refer to it.
    Temporary,
    /// Others can reach it.
    Known,
}

/// Objects that may be garbage, and what is known about that.
#[derive(Default)]
struct Suspects {
    fates: SmallVec<[(ObjectId, Fate); FEW]>,
    pending: SmallVec<[(ObjectId, Fate); FEW]>,
}

impl Suspects {
    /// Notes that somebody refers to a value: the registers of task `by`, or (`None`) something that others can reach.
    fn reach(&mut self, value: Value, by: Option<TaskId>) {
        let Value::Object(id) = value else { return };
        let fate = match by {
            Some(task) if task.0 == id.owner => Fate::Temporary,
            _ => Fate::Known,
        };
        if let Some(known) = self.fates.iter_mut().find(|(suspect, _)| *suspect == id)
            && known.1 < fate
        {
            known.1 = fate;
            self.pending.push((id, fate));
        }
    }
}

impl World {
    /// Frees what the steps since this was called last have left behind, and brings the sums of hashes up to date.
    pub fn tidy(&mut self) {
        self.drop_garbage();
        self.sum_hashes(&mut Print::default());
    }

    /// Frees what the steps have left behind. Whether that took no look at the whole heap.
    pub(super) fn drop_garbage(&mut self) -> bool {
        // What several processes leave behind waits for a collection.
        if self.processes.len() > 1 {
            return true;
        }
        // A store that waits may be all that knows of an object.
        if !self.has_buffers() {
            match self.drop_temporaries() {
                Some(true) => return true,
                Some(false) => {}
                None => {
                    for index in 0..self.tasks.len() {
                        self.tasks[index].temporaries = Temporaries::default();
                    }
                }
            }
        }
        self.drop_all_garbage();
        false
    }

    /// Frees what only the tasks that have gone on could know; whether nothing has become known to others. `None` if too
    /// much has happened to say.
    fn drop_temporaries(&mut self) -> Option<bool> {
        if self.keeps_temporaries()? {
            return Some(true);
        }
        let tasks = self.written_tasks.clone();
        let written = self.heap.written()?;
        let mut suspects = Suspects::default();
        let young = written.filter(|(_, _, young)| *young);
        suspects
            .fates
            .extend(young.map(|(id, _, _)| (id, Fate::Garbage)));
        for task in tasks.keys()? {
            let temporaries = self.task(task).temporaries.iter().flatten();
            let suspected = temporaries.map(|&id| (id, Fate::Garbage));
            suspects.fates.extend(suspected);
        }
        self.find(&mut suspects, &tasks);
        let mut nothing_spread = true;
        let mut kept: SmallVec<[ObjectId; FEW]> = SmallVec::new();
        let mut dropped: SmallVec<[ObjectId; FEW]> = SmallVec::new();
        for (id, fate) in suspects.fates {
            match fate {
                Fate::Garbage => dropped.push(id),
                Fate::Temporary => kept.push(id),
                Fate::Known => nothing_spread = false,
            }
        }
        for task in tasks.keys()? {
            let mut own = kept.iter().copied().filter(|id| id.owner == task.0);
            let mut temporaries: Temporaries = std::array::from_fn(|_| own.next());
            // What is not remembered may refer to what would be: then all of it counts as known.
            if own.next().is_some() {
                temporaries = Temporaries::default();
                nothing_spread = false;
            }
            self.tasks[task.index()].temporaries = temporaries;
            if !dropped.is_empty() {
                unset_registers(&mut self.tasks[task.index()], |id| dropped.contains(&id));
            }
        }
        for id in dropped {
            if self.heap.drop_one(id) {
                self.leftovers.forget(id.in_process(self.process));
            }
        }
        Some(nothing_spread)
    }

    /// Whether all is as it was, which is what most steps come to: nothing was made, one task has gone on, its registers
    /// still refer to each of its temporaries, and nothing that was written does.
    fn keeps_temporaries(&self) -> Option<bool> {
        let mut tasks = self.written_tasks.keys()?;
        if self.heap.has_made() {
            return Some(false);
        }
        let (Some(task), None) = (tasks.next(), tasks.next()) else {
            let mut all = self.written_tasks.keys()?;
            return Some(all.all(|task| self.task(task).temporaries[0].is_none()));
        };
        let task = self.task(task);
        let temporaries = task.temporaries;
        let known = temporaries.iter().flatten().count();
        if known == 0 {
            return Some(true);
        }
        if self.globals.known_hash().is_none() {
            return Some(false);
        }
        let place = |value: Value| {
            let id = value.object()?;
            temporaries.iter().position(|&known| known == Some(id))
        };
        let mut told = false;
        for (_, object, _) in self.heap.written()? {
            object.trace(&mut |value| told |= place(value).is_some());
        }
        let mut held = [false; MAX_TEMPORARIES];
        task.trace_live(self.program.liveness(), &mut |value| {
            if let Some(held) = place(value).and_then(|place| held.get_mut(place)) {
                *held = true;
            }
        });
        Some(!told && held.iter().filter(|&&held| held).count() == known)
    }

    /// Finds out who refers to objects that may be garbage: only what was written can.
    fn find(&self, suspects: &mut Suspects, tasks: &Written<TaskId>) {
        let is_suspect =
            |suspects: &Suspects, id| suspects.fates.iter().any(|&(suspect, _)| suspect == id);
        for (id, object, _) in self.heap.written().into_iter().flatten() {
            if !is_suspect(suspects, id) {
                object.trace(&mut |value| suspects.reach(value, None));
            }
        }
        if self.globals.known_hash().is_none() {
            let globals = self.globals.values().iter();
            globals.for_each(|&value| suspects.reach(value, None));
        }
        self.other_roots(&mut |value| suspects.reach(value, None));
        for id in tasks.keys().into_iter().flatten() {
            let task = self.task(id);
            let live = self.program.liveness();
            task.trace_live(live, &mut |value| suspects.reach(value, Some(id)));
        }
        self.follow(suspects);
        // What has last words is not for us to bury.
        for at in 0..suspects.fates.len() {
            let (id, fate) = suspects.fates[at];
            if fate == Fate::Garbage && has_last_words(self.heap.get(id)) {
                suspects.reach(Value::Object(id), None);
            }
        }
        self.follow(suspects);
    }

    fn follow(&self, suspects: &mut Suspects) {
        while let Some((id, fate)) = suspects.pending.pop() {
            let by = (fate == Fate::Temporary).then_some(TaskId(id.owner));
            self.heap
                .get(id)
                .trace(&mut |value| suspects.reach(value, by));
        }
    }

    /// Frees what no task will come by again, in the whole heap.
    fn drop_all_garbage(&mut self) {
        let mut roots: Vec<Value> = self.globals.values().to_vec();
        for task in &self.tasks {
            task.trace_live(self.program.liveness(), &mut |value| roots.push(value));
        }
        self.other_roots(&mut |value| roots.push(value));
        // What is too much is found again, and reported, by the next collection that the heap asks for.
        let Ok(collected) = self.heap.collect(roots, has_last_words) else {
            return;
        };
        for id in collected.gone {
            self.leftovers.forget(id.in_process(self.process));
        }
        let heap = &self.heap;
        let is_gone = |id: ObjectId| matches!(heap.get(id), Object::Free);
        for index in 0..self.tasks.len() {
            let task = &self.tasks[index];
            let mut known = task.registers.iter().filter_map(|value| value.object());
            if known.any(is_gone) || task.temporaries.iter().flatten().any(|&id| is_gone(id)) {
                let task = &mut self.tasks[index];
                unset_registers(task, is_gone);
                // Those that are left stand first.
                let mut left = task.temporaries.into_iter().flatten();
                let mut left = left.by_ref().filter(|&id| !is_gone(id));
                task.temporaries = std::array::from_fn(|_| left.next());
            }
        }
    }
}

/// Registers that are not read again do not go on naming what is gone. They are no part of a task's hash.
fn unset_registers(task: &mut Task, is_gone: impl Fn(ObjectId) -> bool) {
    for register in &mut task.registers {
        if register.object().is_some_and(&is_gone) {
            *register = Value::Unset;
        }
    }
}
