//! Processes: memories of their own, and the threads in them.
//!
//! The memory of the process that is performing now is the world's own `heap` and `globals`; those of the others are
//! parked here, and change places with it before one of their threads goes on. So a program of one process pays
//! nothing, and an operation knows only the memory that it works on.
//!
//! A forked process has a copy of its parent's memory and one thread. The parent's other threads are not in it, but
//! what they hold stays held, as POSIX has it (`fork`, IEEE Std 1003.1).

use std::rc::Rc;
use std::sync::Arc;

use interleave_trace::{LimitKind, ObjectId, ProcessId, TaskId, ThreadId};

use super::globals::Globals;
use super::heap::Heap;
use super::object::Object;
use super::task::{Guard, State};
use super::value::Value;
use super::{Readiness, Touched, World};

/// Most processes at one instant.
pub const MAX_LIVE: usize = 256;
/// `SIGTERM`: a request to end, which nobody here catches.
pub const SIGTERM: u8 = 15;
/// `SIGKILL`
pub const SIGKILL: u8 = 9;
/// `os.getpid()` of the first process; the others follow.
pub const FIRST_PID: i64 = 1000;

/// What a process remembers.
#[derive(Clone, Debug)]
pub(crate) struct Space {
    pub heap: Heap,
    pub globals: Rc<Globals>,
}

/// A process.
#[derive(Clone, Debug)]
pub struct Process {
    /// Which.
    pub id: ProcessId,
    /// Its name; with its number behind it where another one had the name before.
    pub name: Arc<str>,
    /// Who made it; the first process is its own parent.
    pub parent: ProcessId,
    /// Its first thread.
    pub root: ThreadId,
    /// Whether it is ended when its parent ends.
    pub daemon: bool,
    /// Whether the library made it for itself: then its parent does not wait for it while it waits for work.
    pub pool: bool,
    /// What it was given when it was spawned rather than forked: an object that the operating system keeps.
    pub given: Value,
    /// The queue into which its number is put when it has ended.
    pub on_exit: Value,
    /// The signal that is about to end it.
    pub signal: Option<u8>,
    /// Its exit code once it has ended: negative where a signal of that number ended it.
    pub exit: Option<i32>,
    /// Its memory, while another process is performing.
    pub(super) parked: Option<Space>,
}

impl Process {
    /// The process that a program begins in.
    pub(super) fn first() -> Self {
        Self {
            id: ProcessId(0),
            name: "MainProcess".into(),
            parent: ProcessId(0),
            root: ThreadId(0),
            daemon: false,
            pool: false,
            given: Value::Unset,
            on_exit: Value::Unset,
            signal: None,
            exit: None,
            parked: None,
        }
    }

    /// Whether it was started anew, with `__name__ == "__mp_main__"`.
    #[must_use]
    pub fn is_spawned(&self) -> bool {
        self.given.is_set()
    }
}

impl World {
    /// The processes, by id.
    #[must_use]
    pub fn processes(&self) -> &[Process] {
        &self.processes
    }

    /// The process whose memory [`World::heap`] is.
    #[must_use]
    pub fn current_process(&self) -> ProcessId {
        self.process
    }

    /// The process of a thread.
    #[must_use]
    #[inline]
    pub fn process_of(&self, thread: ThreadId) -> ProcessId {
        self.threads[thread.index()].process
    }

    /// The process of a task.
    #[must_use]
    pub fn process_of_task(&self, task: TaskId) -> ProcessId {
        self.process_of(self.task(task).thread)
    }

    pub(crate) fn process_mut(&mut self, id: ProcessId) -> &mut Process {
        &mut Rc::make_mut(&mut self.processes)[id.index()]
    }

    /// Makes a process's memory the world's own. One that has ended has none left.
    #[inline]
    pub fn enter(&mut self, process: ProcessId) {
        if self.process != process {
            self.change_places(process);
        }
    }

    fn change_places(&mut self, process: ProcessId) {
        let processes = Rc::make_mut(&mut self.processes);
        let Some(mut space) = processes
            .get_mut(process.index())
            .and_then(|process| process.parked.take())
        else {
            return;
        };
        self.heap.hand_over(&mut space.heap);
        std::mem::swap(&mut self.heap, &mut space.heap);
        std::mem::swap(&mut self.globals, &mut space.globals);
        processes[self.process.index()].parked = Some(space);
        self.process = process;
    }

    /// An object as a task sees it, whichever process is performing.
    pub(crate) fn object_for(&self, task: TaskId, id: ObjectId) -> &Object {
        if self.processes.len() == 1 || id.is_kernel() {
            return self.heap.get(id);
        }
        let process = self.process_of_task(task);
        match &self.processes[process.index()].parked {
            Some(space) if process != self.process => space.heap.get(id),
            _ => self.heap.get(id),
        }
    }

    /// Whether what a thread does next is to end its process, because a signal says so.
    #[inline]
    pub(crate) fn is_signalled(&self, thread: ThreadId) -> bool {
        self.processes.len() > 1 && self.takes_signal(thread)
    }

    fn takes_signal(&self, thread: ThreadId) -> bool {
        let process = &self.processes[self.process_of(thread).index()];
        process.signal.is_some() && self.signal_taker(process) == Some(thread)
    }

    /// The thread that takes a process's signal: the first that there still is.
    fn signal_taker(&self, process: &Process) -> Option<ThreadId> {
        let mut threads = self.threads.iter_from(process.root.index());
        let taker = threads.find(|thread| thread.process == process.id && !thread.ended);
        taker.map(|thread| thread.id)
    }

    /// Sends a signal to a process, which ends it when one of its threads has its next turn. The first signal counts.
    pub(crate) fn signal(&mut self, process: ProcessId, signal: u8) {
        let Some(target) = self.processes.get(process.index()) else {
            return;
        };
        // The first process takes no signals from its children.
        if process == ProcessId(0) || target.exit.is_some() || target.signal.is_some() {
            return;
        }
        let taker = self.signal_taker(target);
        self.process_mut(process).signal = Some(signal);
        if let Some(taker) = taker {
            self.touch(Touched::Signal(taker));
        }
    }

    /// Makes a process: a copy of the one that is performing, or one with an empty memory. Its first thread has still
    /// to be made.
    ///
    /// # Errors
    /// When there would be too many, or too much memory.
    pub(super) fn new_process(
        &mut self,
        by: TaskId,
        copy: bool,
        process: Process,
    ) -> Result<ProcessId, LimitKind> {
        let live = self
            .processes
            .iter()
            .filter(|process| process.exit.is_none());
        let most = self.limits.processes.min(ObjectId::MAX_PROCESSES) as usize;
        if live.count() >= MAX_LIVE || self.processes.len() >= most {
            return Err(LimitKind::Processes);
        }
        let mut heap = self.heap.for_child(copy);
        if !self.heap.has_room_beside(&heap) {
            return Err(LimitKind::Memory);
        }
        self.heap.count_other(&heap);
        let id = ProcessId(self.processes.len() as u32);
        let globals = if copy {
            self.inherit_pipes(self.process, id);
            inherit_locks(&mut heap, by, TaskId(self.tasks.len() as u32));
            self.forget_luck(&mut heap);
            Rc::clone(&self.globals)
        } else {
            Rc::new(Globals::new(self.program.globals.len()))
        };
        let mut name = process.name;
        if self.processes.iter().any(|other| other.name == name) {
            name = format!("{name} #{}", id.0).into();
        }
        Rc::make_mut(&mut self.processes).push(Process {
            id,
            name,
            parked: Some(Space { heap, globals }),
            ..process
        });
        Ok(id)
    }

    /// The generator behind `random`'s functions is seeded anew in a forked process (`Lib/random.py`).
    fn forget_luck(&self, heap: &mut Heap) {
        let is_shared = |global: &interleave_program::Global| {
            global.library && self.program.name(global.name) == "random._shared"
        };
        let Some(index) = self.program.globals.iter().position(is_shared) else {
            return;
        };
        let shared = self.globals.get(interleave_program::GlobalId(index as u32));
        let mut inside = Vec::new();
        heap.of(shared)
            .trace(&mut |value| inside.extend(value.object()));
        for id in inside {
            if matches!(heap.get(id), Object::Twister(Some(_)))
                && let Some(Object::Twister(twister)) = heap.get_mut(id)
            {
                *twister = None;
            }
        }
    }

    /// Ends a process: its threads stop where they are, and its memory is gone.
    pub(crate) fn end_process(&mut self, process: ProcessId, exit: i32) {
        let signal = self.processes[process.index()].signal.unwrap_or_default();
        let threads: Vec<ThreadId> = self
            .threads
            .iter()
            .filter(|thread| thread.process == process && !thread.ended)
            .map(|thread| thread.id)
            .collect();
        for thread in threads {
            self.threads[thread.index()].ended = true;
            self.threads[thread.index()].current = None;
            self.touch(Touched::Killed(thread));
        }
        for index in 0..self.tasks.len() {
            let id = TaskId(index as u32);
            if self.process_of_task(id) != process {
                continue;
            }
            let task = self.task_mut(id);
            task.frames.clear();
            task.registers.clear();
            task.handled.clear();
            if !task.has_ended() {
                task.state = State::Killed(signal);
            }
        }
        self.process_mut(process).exit = Some(exit);
        self.release_shared(process);
        self.touch(Touched::Process(process));
        if self.process == process {
            self.enter(ProcessId(0));
        }
        if let Some(space) = self.process_mut(process).parked.take() {
            self.heap.discount_other(&space.heap);
        }
    }

    /// Ends the processes that have nothing more to do. A process whose own work is done ends its daemonic children
    /// and waits for the others, as `multiprocessing.util._exit_function` does.
    pub(super) fn end_idle_processes(&mut self) {
        for index in 1..self.processes.len() {
            let process = ProcessId(index as u32);
            if self.processes[index].exit.is_some() || !self.is_done(process) {
                continue;
            }
            let root = self.threads[self.processes[index].root.index()].root;
            let exit = match self.task(root).state {
                State::Finished(Value::Int(code)) => i32::try_from(code & 0xff).unwrap_or(1),
                State::Finished(_) => 0,
                _ => 1,
            };
            self.end_process(process, exit);
        }
    }

    /// Whether a process has done its work, and so have the children that it waits for; tells its daemonic children to
    /// end once it has done its own.
    pub(super) fn is_done(&mut self, process: ProcessId) -> bool {
        let root = self.processes[process.index()].root;
        if !self.threads[root.index()].ended {
            return false;
        }
        let keeps_running = |thread: &super::Thread| {
            thread.process == process
                && !(thread.ended || thread.daemon || thread.pool && self.waits_for_work(thread.id))
        };
        if self.threads.iter_from(root.index()).any(keeps_running) {
            return false;
        }
        let children: Vec<ProcessId> = self
            .processes
            .iter()
            .filter(|child| child.parent == process && child.id != process && child.exit.is_none())
            .map(|child| child.id)
            .collect();
        let mut done = true;
        for child in children {
            let state = &self.processes[child.index()];
            if state.daemon {
                self.signal(child, SIGTERM);
            } else if !(state.pool && self.waits_for_work(state.root)) {
                done = false;
            }
        }
        done
    }

    /// Whether a worker has nothing to do. One that waits inside of what it was given to do never ends, and neither does
    /// the program: `_python_exit` in `Lib/concurrent/futures/thread.py` joins it.
    fn waits_for_work(&self, thread: ThreadId) -> bool {
        let Some(thread) = self.threads.get(thread.index()) else {
            return false;
        };
        let task = self.task(thread.root);
        let mut functions = task.frames.iter();
        matches!(
            self.readiness(thread.id),
            Readiness::Closed { until: None, .. }
        ) && functions.all(|frame| self.program.function(frame.function).library)
    }

    /// Whether a process has ended.
    pub(super) fn has_exited(&self, process: ProcessId) -> bool {
        self.processes
            .get(process.index())
            .is_none_or(|process| process.exit.is_some())
    }

    /// The name of an object as the reader sees it: what a process has for itself says whose it is.
    pub(crate) fn object_label(&self, id: ObjectId, name: String) -> String {
        if id.is_kernel() {
            name
        } else {
            self.name_in_process(name)
        }
    }

    /// A variable's name as the reader sees it: that of a process other than the first says whose it is.
    pub(crate) fn name_in_process(&self, name: String) -> String {
        if self.process == ProcessId(0) {
            name
        } else {
            format!("{}: {name}", self.processes[self.process.index()].name)
        }
    }
}

/// The thread that forks is the one that the child has: what it holds, the child's thread holds.
fn inherit_locks(heap: &mut Heap, from: TaskId, to: TaskId) {
    let held: Vec<ObjectId> = heap
        .objects()
        .filter(|(_, object)| matches!(object, Object::Lock(lock) if lock.owner == Some(from)))
        .map(|(id, _)| id)
        .collect();
    for id in held {
        if let Some(Object::Lock(lock)) = heap.get_mut(id) {
            lock.owner = Some(to);
        }
    }
}

/// The guard under which a process has ended.
pub(crate) fn joined(process: Value, processes: usize) -> Guard {
    match process {
        Value::Int(number) if usize::try_from(number).is_ok_and(|number| number < processes) => {
            Guard::Process(ProcessId(number as u32))
        }
        _ => Guard::Open,
    }
}
