//! The world: a program caught at one instant, and the one relation that says what may happen next.
//!
//! A step of a kernel thread has three parts. [`World::advance`] runs instructions that nobody else can notice, up to
//! the next operation. [`World::arrive`] looks at that operation: under which condition (its [`Guard`]) can it happen?
//! [`World::perform`] does it. The simulator calls the three at the instants that its clock gives; [`World::apply`]
//! calls them in a row for those who choose by hand or try every choice. There is no other way to change a world.
//!
//! **Architecture invariant:** what a step does is a function of the world alone: no clock but [`World::now`], no
//! randomness, no iteration over hash maps.

mod aside;
mod buffers;
pub mod choice;
mod code;
pub mod dictionary;
mod fingerprint;
mod footprint;
pub(crate) mod globals;
pub mod heap;
pub mod interpreter;
mod io;
mod leftovers;
pub(crate) mod log;
pub(crate) mod memory;
mod message;
mod multiprocessing;
pub mod naming;
pub mod object;
pub(crate) mod operation;
pub mod parts;
pub mod process;
mod random;
mod scheduling;
mod step;
mod store;
pub mod task;
pub(crate) mod threading;
mod tidy;
pub mod tree;
pub mod value;
mod watch;

use std::rc::Rc;
use std::sync::Arc;

use interleave_program::{Program, Reg};
use interleave_trace::{
    LimitKind, ObjectId, ProcessId, Scheduling, TaskId, TaskKind, ThreadId, Tick,
};

pub use aside::Answer;
pub use choice::{Choice, Schedule};
pub use footprint::{Footprint, Location};
pub use log::Log;
pub use process::Process;
pub use step::Readiness;

use crate::config::{Config, Limits};
use crate::device::Devices;
use code::Code;
use fingerprint::Written;
use globals::Globals;
use heap::Heap;
use interpreter::Interpreter;
use task::{Frame, Progress, State, Task, Then};
use tree::Tree;
use value::Value;

/// A kernel thread: what the operating system schedules.
#[derive(Clone, Debug)]
pub struct Thread {
    /// Which.
    pub id: ThreadId,
    /// The process that it belongs to.
    pub process: ProcessId,
    /// Its own task.
    pub root: TaskId,
    /// The task whose instructions it runs; `None` while its event loop chooses the next callback.
    pub current: Option<TaskId>,
    /// The event loop that it runs.
    pub event_loop: Option<ObjectId>,
    /// Whether it does not keep the program running.
    pub daemon: bool,
    /// Whether the library made it for itself.
    pub pool: bool,
    /// Whether it has run at all.
    pub begun: bool,
    /// Whether it has ended.
    pub ended: bool,
    /// What it asks of the operating system's scheduler.
    pub scheduling: Scheduling,
}

/// Something that an operation has changed and that threads may wait for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Touched {
    /// An object was released, filled, emptied, set …
    Object(ObjectId),
    /// A lock has another owner, or none.
    Owner(ObjectId, Option<ThreadId>),
    /// A thread has begun, or ended.
    Thread(ThreadId),
    /// A thread was ended with its process.
    Killed(ThreadId),
    /// A process has ended.
    Process(ProcessId),
    /// A thread is to end its process, whatever it waits for.
    Signal(ThreadId),
    /// A thread asks for something else of the operating system's scheduler.
    Scheduling(ThreadId),
    /// A thread lets others go first.
    Yielded(ThreadId),
}

/// How a run ended.
#[derive(Clone, Debug)]
#[allow(
    missing_docs,
    reason = "the comment of each variant defines its fields"
)]
pub enum Ending {
    /// The main thread returned, or called for an exit with a code, and no other thread keeps the program running.
    Finished { code: u8 },
    /// The main thread ended with this exception.
    Failed(Value),
    /// A limit was reached.
    Limit(LimitKind),
}

/// A program caught at one instant. Cloning forks it.
#[derive(Clone, Debug)]
pub struct World {
    pub(crate) program: Rc<Code>,
    pub(crate) heap: Heap,
    pub(crate) globals: Rc<Globals>,
    /// The process that `heap` and `globals` belong to.
    pub(crate) process: ProcessId,
    pub(crate) processes: Rc<Vec<Process>>,
    pub(crate) tasks: Tree<Task>,
    pub(crate) threads: Tree<Thread>,
    pub(crate) now: Tick,
    pub(crate) cores: u16,
    pub(crate) gil_interval_ns: u64,
    /// The machine's seed, where a program asks for random numbers without one of its own.
    pub(crate) seed: u64,
    pub(crate) limits: Rc<Limits>,
    pub(crate) instructions: u64,
    pub(crate) output_bytes: (u32, u32),
    pub(crate) ending: Option<Ending>,
    /// What the latest operations changed and nobody has asked for yet.
    touched: Vec<Touched>,
    /// The task that performed the latest operation.
    actor: TaskId,
    /// The network and the disk.
    pub(crate) devices: Devices,
    /// What collections found.
    leftovers: leftovers::Leftovers,
    /// Coroutine tasks ever made, for their default names.
    pub(crate) coroutines_made: u64,
    /// Sum of the hashes of all tasks but those written since.
    task_hashes: u64,
    written_tasks: Written<TaskId>,
    /// Threads that have not run at all.
    pub(crate) not_begun: u32,
    /// Bytes of tasks that were copied because a fork had them too.
    tasks_copied: u64,
    /// Writes that wait to be seen.
    buffers: buffers::Buffers,
    /// Whether a wait on a condition may end unnotified.
    pub(crate) spurious_wakeups: bool,
}

impl World {
    /// The world in which the main thread is about to run a program, which the verifier must have accepted.
    #[must_use]
    pub fn new(program: Arc<Program>, config: &Config) -> Self {
        let heap = Heap::new(&program, config.limits.memory_bytes);
        let globals = Rc::new(Globals::new(program.globals.len()));
        let main = program.function(program.main);
        let task = Task {
            id: TaskId(0),
            kind: TaskKind::Thread,
            thread: ThreadId(0),
            name: "MainThread".into(),
            frames: vec![Frame {
                function: program.main,
                pc: 0,
                base: 0,
                handled: 0,
                then: Then::Root,
                generator: None,
                instance: None,
                below: 0,
            }],
            registers: vec![Value::Unset; usize::from(main.registers)],
            handled: Vec::new(),
            context: Value::None,
            state: State::Local,
            progress: Progress::Fresh,
            timed_out: false,
            woken_unnotified: false,
            object: Value::None,
            must_cancel: None,
            loop_until: None,
            cancelling: 0,
            crossed_breaker: false,
            temporaries: Default::default(),
            hash: 0,
        };
        let mut tasks = Tree::default();
        tasks.push(task);
        let thread = Thread {
            id: ThreadId(0),
            process: ProcessId(0),
            root: TaskId(0),
            current: Some(TaskId(0)),
            event_loop: None,
            daemon: false,
            pool: false,
            begun: false,
            ended: false,
            scheduling: Scheduling::default(),
        };
        let mut threads = Tree::default();
        threads.push(thread);
        Self {
            program: Rc::new(Code::new(program)),
            heap,
            globals,
            process: ProcessId(0),
            processes: Rc::new(vec![Process::first()]),
            tasks,
            threads,
            now: Tick(0),
            cores: config.cores.clamp(1, Config::MAX_CORES),
            gil_interval_ns: config.gil_interval_ns,
            seed: config.seed,
            limits: Rc::new(config.limits.clone()),
            instructions: 0,
            output_bytes: (0, 0),
            ending: None,
            touched: Vec::new(),
            actor: TaskId(0),
            devices: Devices::new(config),
            leftovers: leftovers::Leftovers::default(),
            coroutines_made: 0,
            task_hashes: 0,
            written_tasks: Written::default(),
            not_begun: 1,
            tasks_copied: 0,
            spurious_wakeups: config.spurious_wakeups,
            buffers: buffers::Buffers {
                model: config.memory,
                ..buffers::Buffers::default()
            },
        }
    }

    /// The program.
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The memory of the process that is performing.
    #[must_use]
    pub fn heap(&self) -> &Heap {
        &self.heap
    }

    /// The instant.
    #[must_use]
    pub fn now(&self) -> Tick {
        self.tasks.note(watch::Area::Timer);
        self.now
    }

    /// Lets time pass. Time never goes back.
    pub fn set_now(&mut self, now: Tick) {
        self.now = self.now().max(now);
        if self.now.0 > self.limits.time_ns && self.ending.is_none() {
            self.ending = Some(Ending::Limit(LimitKind::Time));
        }
    }

    /// The kernel threads, by id.
    #[must_use]
    pub fn threads(&self) -> &Tree<Thread> {
        &self.threads
    }

    /// The tasks, by id.
    pub fn tasks(&self) -> impl ExactSizeIterator<Item = &Task> {
        (0..self.tasks.len()).map(|index| &self.tasks[index])
    }

    /// A task.
    #[must_use]
    #[inline]
    pub fn task(&self, id: TaskId) -> &Task {
        &self.tasks[id.index()]
    }

    /// How the run ended, once it has.
    #[must_use]
    pub fn ending(&self) -> Option<&Ending> {
        self.ending.as_ref()
    }

    /// Ends the run because a limit was reached.
    pub fn end_at_limit(&mut self, limit: LimitKind) {
        if self.ending.is_none() {
            self.ending = Some(Ending::Limit(limit));
        }
    }

    /// The current value of CPython's switch interval, which a program may change.
    #[must_use]
    pub fn gil_interval_ns(&self) -> u64 {
        self.gil_interval_ns
    }

    #[inline]
    pub(crate) fn task_mut(&mut self, id: TaskId) -> &mut Task {
        let copied = &mut self.tasks_copied;
        let note = |task: &Task| *copied += task.size();
        let task = self.tasks.item_mut_or_copy(id.index(), note);
        forget_hash(task, &mut self.task_hashes, &mut self.written_tasks);
        task
    }

    /// Bytes of tasks copied so far because a fork had them too. Only differences mean something.
    #[must_use]
    pub fn tasks_copied(&self) -> u64 {
        self.tasks_copied
    }

    /// Adds a task, whose id is how many there were.
    pub(crate) fn push_task(&mut self, task: Task) {
        self.written_tasks.note(task.id);
        self.tasks.push(task);
    }

    /// The interpreter of a task, to be used with the world's other parts left alone.
    #[inline]
    pub(crate) fn interpreter<'a>(
        &'a mut self,
        id: TaskId,
        crossed_breaker: &'a mut bool,
    ) -> Interpreter<'a> {
        let copied = &mut self.tasks_copied;
        let note = |task: &Task| *copied += task.size();
        let task = self.tasks.item_mut_or_copy(id.index(), note);
        forget_hash(task, &mut self.task_hashes, &mut self.written_tasks);
        Interpreter {
            program: &self.program,
            heap: &mut self.heap,
            globals: &mut self.globals,
            task,
            crossed_breaker,
        }
    }

    pub(crate) fn env(&mut self, owner: TaskId) -> crate::library::Env<'_> {
        crate::library::Env {
            program: &self.program,
            heap: &mut self.heap,
            owner: owner.0,
        }
    }

    /// Frees what can no longer be reached, in all processes.
    pub(crate) fn collect(&mut self) -> Result<(), LimitKind> {
        let current = self.process;
        for index in 0..self.processes.len() {
            let process = ProcessId(index as u32);
            self.enter(process);
            if self.process == process {
                let roots = self.roots();
                let collected = self.heap.collect(roots, leftovers::has_last_words)?;
                self.leftovers.note(process, collected);
            }
        }
        self.enter(current);
        Ok(self.heap.collect_kernel()?)
    }

    /// Where everything begins that the process that is performing can reach.
    pub(crate) fn roots(&self) -> Vec<Value> {
        let mut roots: Vec<Value> = self.globals.values().to_vec();
        for task in &self.tasks {
            if self.process_of(task.thread) == self.process {
                task.trace(&mut |value| roots.push(value));
            }
        }
        self.other_roots(&mut |value| roots.push(value));
        roots
    }

    /// Calls `each` with where something begins besides globals and tasks.
    pub(crate) fn other_roots(&self, each: &mut impl FnMut(Value)) {
        for thread in &self.threads {
            if thread.process == self.process
                && let Some(event_loop) = thread.event_loop
            {
                each(Value::Object(event_loop));
            }
        }
        for process in self.processes.iter() {
            each(process.given);
            each(process.on_exit);
        }
        for (_, stores) in self.buffers.waiting.iter() {
            stores.iter().for_each(|store| each(store.value));
        }
        if let (ProcessId(0), Some(Ending::Failed(exception))) = (self.process, &self.ending) {
            each(*exception);
        }
    }

    /// Notes that something has changed that threads may wait for.
    pub(crate) fn touch(&mut self, touched: Touched) {
        self.touched.push(match touched {
            Touched::Object(id) => Touched::Object(id.in_process(self.process)),
            Touched::Owner(id, owner) => Touched::Owner(id.in_process(self.process), owner),
            other => other,
        });
    }

    /// What operations have changed since this was asked last, in order; a change that lets several go on stands there
    /// so many times.
    pub fn take_touched(&mut self, into: &mut Vec<Touched>) {
        into.clear();
        std::mem::swap(&mut self.touched, into);
    }

    /// The task that performed the latest operation.
    #[must_use]
    pub fn latest_actor(&self) -> TaskId {
        self.actor
    }

    /// Whether a thread passed a point where CPython looks at its evaluation breaker since its last operation.
    #[must_use]
    pub fn crossed_breaker(&self, thread: ThreadId) -> bool {
        let current = self.threads[thread.index()].current;
        current.is_some_and(|task| self.task(task).crossed_breaker)
    }

    /// Notes that a thread runs; whether that is the first time.
    pub fn begin_thread(&mut self, thread: ThreadId) -> bool {
        if self.not_begun == 0 || self.threads[thread.index()].begun {
            return false;
        }
        self.threads[thread.index()].begun = true;
        self.not_begun = self.not_begun.saturating_sub(1);
        true
    }

    pub(crate) fn set_result(&mut self, task: TaskId, dst: Reg, value: Value) {
        let task = self.task_mut(task);
        task.set_register(dst, value);
        task.advance();
    }
}

/// Takes a task that is about to be written out of the sum of hashes.
#[inline]
fn forget_hash(task: &mut Task, hashes: &mut u64, written: &mut Written<TaskId>) {
    if task.hash != 0 {
        *hashes = hashes.wrapping_sub(task.hash);
        task.hash = 0;
        written.note(task.id);
    }
}
