//! Who holds what and who waits for what: what several detectors need to know.

use interleave_trace::{ObjectId, ObjectKind, Subject, TaskId, TaskKind, ThreadId, What, Why};
use rustc_hash::FxHashMap;

use super::finding::Mark;
use super::watch::Seen;

/// A task that waits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wait {
    pub why: Why,
    pub on: Subject,
    /// Whether it goes on by itself some time.
    pub patient: bool,
    pub since: Mark,
    /// Whether its whole thread waits, and not only a coroutine for its turn.
    pub whole_thread: bool,
}

/// How tasks stand to each other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Standing {
    owners: FxHashMap<ObjectId, Mark>,
    waits: Vec<Option<Wait>>,
    /// For each thread, the coroutine or the own task that has its turn on the thread's event loop, and since when.
    steps: Vec<Option<Mark>>,
    /// The locks that each task holds, in the order of being taken.
    held: FxHashMap<TaskId, Vec<ObjectId>>,
    ended: Vec<bool>,
}

impl Standing {
    /// Takes notice of an event.
    pub fn see(&mut self, seen: &Seen<'_>) {
        let task = seen.event.task;
        match seen.event.what {
            What::Blocked {
                why: Why::Gil | Why::Turn | Why::Idle,
                ..
            } => {}
            What::Blocked { why, patient, on } => {
                let wait = self.wait(seen, why, on, patient);
                self.set_wait(task, Some(wait));
            }
            What::Sleeps { .. } => {
                let wait = self.wait(seen, Why::Sleep, Subject::Nothing, true);
                self.set_wait(task, Some(wait));
            }
            What::Woken { .. } => self.set_wait(task, None),
            What::Resumed => {
                self.set_wait(task, None);
                let mark = Mark::new(seen.event, seen.moment);
                self.set_step(seen.thread(task), Some(mark));
            }
            What::Suspended => self.set_step(seen.thread(task), None),
            What::Finished | What::Failed { .. } => {
                if self.step(seen.thread(task)).map(|step| step.task) == Some(task) {
                    self.set_step(seen.thread(task), None);
                }
                self.set_wait(task, None);
                grow(&mut self.ended, task.index());
                if let Some(ended) = self.ended.get_mut(task.index()) {
                    *ended = true;
                }
            }
            What::Acquired { object } if is_lock(seen, object) => self.take(seen, object),
            What::Released { object, free: true } => self.let_go(object),
            _ => {}
        }
    }

    fn wait(&self, seen: &Seen<'_>, why: Why, on: Subject, patient: bool) -> Wait {
        let task = seen.event.task;
        let is_thread = seen
            .trace
            .task(task)
            .is_none_or(|info| info.kind == TaskKind::Thread);
        Wait {
            why,
            on,
            patient,
            since: Mark::new(seen.event, seen.moment),
            whole_thread: is_thread
                || self.step(seen.thread(task)).map(|step| step.task) == Some(task),
        }
    }

    fn take(&mut self, seen: &Seen<'_>, object: ObjectId) {
        let mark = Mark::new(seen.event, seen.moment);
        // Of a lock that is taken again the first time counts.
        if self.owner(object).map(|owner| owner.task) != Some(mark.task) {
            self.let_go(object);
            self.owners.insert(object, mark);
            self.held.entry(mark.task).or_default().push(object);
        }
    }

    fn let_go(&mut self, object: ObjectId) {
        if let Some(owner) = self.owners.remove(&object)
            && let Some(held) = self.held.get_mut(&owner.task)
        {
            held.retain(|&held| held != object);
        }
    }

    fn set_wait(&mut self, task: TaskId, wait: Option<Wait>) {
        grow(&mut self.waits, task.index());
        if let Some(place) = self.waits.get_mut(task.index()) {
            *place = wait;
        }
    }

    fn set_step(&mut self, thread: ThreadId, step: Option<Mark>) {
        grow(&mut self.steps, thread.index());
        if let Some(place) = self.steps.get_mut(thread.index()) {
            *place = step;
        }
    }

    /// Who holds a lock, and since when.
    pub fn owner(&self, object: ObjectId) -> Option<Mark> {
        self.owners.get(&object).copied()
    }

    /// The locks that a task holds.
    pub fn held(&self, task: TaskId) -> &[ObjectId] {
        self.held.get(&task).map_or(&[], Vec::as_slice)
    }

    /// What a task waits for.
    pub fn waits(&self, task: TaskId) -> Option<Wait> {
        self.waits.get(task.index()).copied().flatten()
    }

    /// The step or callback that a thread's event loop runs now.
    pub fn step(&self, thread: ThreadId) -> Option<Mark> {
        self.steps.get(thread.index()).copied().flatten()
    }

    /// Whether a task has ended.
    pub fn has_ended(&self, task: TaskId) -> bool {
        self.ended.get(task.index()).copied().unwrap_or(false)
    }

    /// Every task that waits, by id.
    pub fn waiting(&self) -> impl Iterator<Item = (TaskId, Wait)> {
        self.waits
            .iter()
            .zip(0..)
            .filter_map(|(wait, id)| wait.map(|wait| (TaskId(id), wait)))
    }
}

/// Of what has no kind of its own only asyncio's locks are acquired.
fn is_lock(seen: &Seen<'_>, object: ObjectId) -> bool {
    matches!(
        seen.object_kind(object),
        Some(ObjectKind::Lock | ObjectKind::RLock | ObjectKind::Other)
    )
}

fn grow<T: Default>(places: &mut Vec<T>, index: usize) {
    if places.len() <= index {
        places.resize_with(index + 1, T::default);
    }
}
