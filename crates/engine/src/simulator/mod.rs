//! The simulator: chooses like a machine with cores, an operating system and a clock.
//!
//! It is a discrete-event simulation. A thread on a core works on a *segment*: instructions that nobody can notice. At
//! the segment's end it performs the operation it has come to, or blocks. The next event is the earliest end of a
//! segment, end of a time slice, or timer; ties go to timers, then to lower cores. Preemption can fall anywhere: what
//! is left of a segment is owed when the thread comes back.
//!
//! **Architecture invariant:** everything that happens is a function of the program, the configuration with its seed,
//! and the schedule; the semantics of operations are the world's alone.

mod chance;
mod gil;
mod inspect;
mod machine;
mod policy;
mod timers;
mod waiting;

use std::sync::Arc;

use interleave_program::Program;
use interleave_trace::{
    CoreId, LimitKind, ProcessId, TaskId, TaskInfo, TaskKind, ThreadId, Tick, Trace, What,
};

use crate::config::Config;
use crate::world::{Choice, Log, Readiness, Touched, World};
use chance::Chance;
use gil::Gil;
use policy::Ready;
use timers::Timers;
use waiting::Waiting;

/// Where a kernel thread is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(
    missing_docs,
    reason = "the comment of each variant defines its fields"
)]
pub enum Seat {
    /// On a core, working on a segment that ends at `end`.
    Running { core: CoreId, end: Tick },
    /// Waiting for a core; it owes so many nanoseconds of its last segment.
    Ready { owed_ns: u64 },
    /// Waiting for the interpreter lock; it owes so many nanoseconds of its last segment.
    WaitsForGil { owed_ns: u64 },
    /// Waiting for its operation to become possible.
    Blocked,
    /// Gone.
    Ended,
}

/// A simulated core.
#[derive(Clone, Debug, Default)]
struct Core {
    running: Option<ThreadId>,
    /// Who ran here last: putting somebody else here costs a context switch.
    last: Option<ThreadId>,
    slice_end: Tick,
    /// Since when the policy has not been told that the thread runs.
    since: Tick,
}

/// How a run stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// It goes on.
    Running,
    /// It has ended; see [`World::ending`].
    Ended,
    /// Nothing can ever happen again though tasks are unfinished.
    Deadlocked,
}

/// A world on a simulated machine. Cloning it makes a checkpoint.
#[derive(Clone, Debug)]
pub struct Simulator {
    world: World,
    config: Arc<Config>,
    cores: Vec<Core>,
    seats: Vec<Seat>,
    /// The core that each thread ran on last.
    last_cores: Vec<CoreId>,
    ready: Ready,
    /// Whether a thread may be on a core where it must no longer run.
    moved: bool,
    /// The interpreter lock of each process that has asked for it; none where the dialect has none.
    gils: Vec<Gil>,
    waiting: Waiting,
    /// Ends of patience and of sleeps.
    timers: Timers,
    /// Whether each thread is in a system call for which it may have let go of the interpreter lock.
    in_call: Vec<bool>,
    chance: Chance,
    /// What the latest operation has changed.
    touched: Vec<Touched>,
    status: Status,
    /// Events written so far, also while nothing records them.
    events: u32,
    steps: u64,
}

/// Most instructions of one segment.
const SEGMENT_INSTRUCTIONS: u64 = 20_000;

impl Simulator {
    /// A machine that is about to run a program from its start; an empty trace begins with it.
    #[must_use]
    pub fn new(program: Arc<Program>, config: Config, trace: &mut Trace) -> Self {
        trace.push_task(TaskInfo {
            name: "MainThread".to_owned(),
            kind: TaskKind::Thread,
            thread: ThreadId(0),
            process: ProcessId(0),
            parent: None,
            daemon: false,
            pool: false,
        });
        let world = World::new(program, &config);
        let cores = config.cores.clamp(1, Config::MAX_CORES);
        let mut simulator = Self {
            world,
            cores: vec![Core::default(); usize::from(cores)],
            seats: Vec::new(),
            last_cores: Vec::new(),
            ready: Ready::new(config.policy, config.quantum_ns),
            moved: false,
            gils: Vec::new(),
            waiting: Waiting::default(),
            timers: Timers::default(),
            in_call: Vec::new(),
            chance: Chance::new(config.seed),
            touched: Vec::new(),
            config: Arc::new(config),
            status: Status::Running,
            events: 0,
            steps: 0,
        };
        let mut events = 0;
        simulator.admit_new_threads(&mut Log::new(Some(trace), &mut events));
        simulator.events = events;
        simulator
    }

    /// The world.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The world, for what only reads it but has to make values on the way.
    pub fn world_mut(&mut self) -> &mut World {
        &mut self.world
    }

    /// The same machine with every thread at its next operation that others can notice: to look at what may happen
    /// next, not to go on from.
    #[must_use]
    pub fn prospect(&self) -> Simulator {
        let mut ahead = self.clone();
        let mut log = Log::new(None, &mut ahead.events);
        for index in 0..ahead.world.threads().len() {
            let thread = ThreadId(index as u32);
            if !ahead.world.threads()[index].begun {
                ahead.world.begin_thread(thread);
            }
            ahead.world.run_unnoticed(thread, &mut log);
        }
        ahead
    }

    /// How the run stands.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
    }

    /// Events so far.
    #[must_use]
    pub fn events(&self) -> u32 {
        self.events
    }

    /// Operations performed so far.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// Where each kernel thread is.
    #[must_use]
    pub fn seats(&self) -> &[Seat] {
        &self.seats
    }

    /// Who is on each core.
    pub fn cores(&self) -> impl Iterator<Item = Option<ThreadId>> + '_ {
        self.cores.iter().map(|core| core.running)
    }

    /// The holder of a process's interpreter lock.
    #[must_use]
    pub fn gil_holder(&self, process: ProcessId) -> Option<ThreadId> {
        self.gils.get(process.index()).and_then(|gil| gil.holder)
    }

    /// The interpreter lock of a thread's process, where the dialect has one.
    fn gil_of(&mut self, thread: ThreadId) -> Option<&mut Gil> {
        if !self.config.dialect.has_gil() {
            return None;
        }
        let process = self.world.process_of(thread).index();
        if self.gils.len() <= process {
            self.gils.resize_with(process + 1, Gil::default);
        }
        self.gils.get_mut(process)
    }

    /// Who waits for an object, longest first.
    #[must_use]
    pub fn waiters(&self, object: interleave_trace::ObjectId) -> Vec<ThreadId> {
        self.waiting.on(object).into_vec()
    }

    /// Lets the machine go on by the smallest thing that can happen.
    pub fn advance(&mut self, trace: Option<&mut Trace>) -> Status {
        if self.status == Status::Running {
            let mut events = self.events;
            let mut log = Log::new(trace, &mut events);
            self.next_event(&mut log);
            self.check_end(&mut log);
            self.events = events;
        }
        self.status
    }

    /// Lets the machine go on until one more operation was performed, or the run is over.
    pub fn step(&mut self, trace: Option<&mut Trace>) -> Status {
        let mut events = self.events;
        let mut log = Log::new(trace, &mut events);
        let steps = self.steps;
        while self.steps == steps && self.status == Status::Running {
            self.next_event(&mut log);
            self.check_end(&mut log);
        }
        self.events = events;
        self.status
    }

    /// Lets a thread go next though the machine might choose otherwise.
    ///
    /// # Errors
    /// A sentence when the choice is not possible now; nothing has changed then.
    pub fn choose(&mut self, choice: Choice, trace: Option<&mut Trace>) -> Result<Status, String> {
        // Whether it is possible may show only on the way: it is tried on a fork.
        self.clone().force(choice, &mut Log::new(None, &mut 0))?;
        let mut events = self.events;
        let mut log = Log::new(trace, &mut events);
        let outcome = self.force(choice, &mut log);
        self.check_end(&mut log);
        self.events = events;
        outcome.map(|()| self.status)
    }

    /// Ends the run if the world has ended, or nothing can happen any more.
    fn check_end(&mut self, log: &mut Log<'_>) {
        if self.status != Status::Running {
            return;
        }
        if log.count() >= self.config.limits.events {
            self.world.end_at_limit(LimitKind::Trace);
        }
        if self.world.ending().is_some() {
            self.world.report_at_exit(log);
        }
        if let Some(ending) = self.world.ending() {
            use crate::world::Ending;
            self.status = Status::Ended;
            let what = match *ending {
                Ending::Limit(limit) => What::LimitReached { limit },
                Ending::Finished { code } => What::Ended { code },
                Ending::Failed(_) => What::Ended { code: 1 },
            };
            log.event(&self.world, TaskId(0), what);
        }
    }

    /// Nothing can happen any more.
    fn deadlock(&mut self, log: &mut Log<'_>) {
        self.status = Status::Deadlocked;
        self.world.report_garbage(log);
        log.event(&self.world, TaskId(0), What::Deadlock);
    }

    /// The task whose code a thread runs now; its own while an event loop chooses.
    pub(crate) fn task_of(&self, thread: ThreadId) -> TaskId {
        let thread = &self.world.threads()[thread.index()];
        thread.current.unwrap_or(thread.root)
    }

    fn readiness(&self, thread: ThreadId) -> Readiness {
        self.world.readiness(thread)
    }
}
