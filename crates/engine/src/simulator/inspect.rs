//! Pictures of a machine: every view of one instant is drawn from one [`Snapshot`].

use interleave_program::{Native, Op, well_known};
use interleave_trace::scheduling::Priority;
use interleave_trace::snapshot::{
    Activity, CallbackState, FrameState, Gil, LockState, LoopState, Pending, Place, ProcessState,
    QueueState, Reason, RunStatus, Snapshot, TaskState, TimerState, VariableState, WaitEdge,
};
use interleave_trace::{
    Moment, ObjectId, ObjectKind, ProcessId, Scheduling, Subject, TaskId, ThreadId, Tick, Why,
};

use rustc_hash::FxHashMap;

use super::{Seat, Simulator, Status};
use crate::executor::{Callback, EventLoop};
use crate::library::text;
use crate::sync::{Lock, QueueKind};
use crate::world::log::kind_of;
use crate::world::memory::Place as MemoryPlace;
use crate::world::naming::{self, Names};
use crate::world::object::Object;
use crate::world::task::{Guard, Progress, State, Suspension, Task};
use crate::world::value::Value;
use crate::world::{Ending, Process, Readiness, World};

/// Most variables, locks and queues that a snapshot carries.
const MAX_SHOWN: usize = 200;

/// What one picture is drawn from.
struct Picture<'a> {
    /// The process that it shows.
    process: ProcessId,
    machine: &'a Simulator,
    world: &'a World,
    names: Names,
    /// Objects of synchronisation, in the order of the heap, which is gone through once.
    synchronising: Vec<ObjectId>,
    /// Those that are shown: the ones with names first.
    shown: Vec<ObjectId>,
    /// The locks that each task holds.
    held: FxHashMap<TaskId, Vec<ObjectId>>,
}

impl Simulator {
    /// How the run stands, with what there is to say about its end.
    pub fn run_status(&mut self) -> RunStatus {
        match self.status {
            Status::Running => RunStatus::Running,
            Status::Deadlocked => RunStatus::Deadlocked,
            Status::Ended => match self.world.ending() {
                Some(Ending::Limit(limit)) => RunStatus::Limited { limit: *limit },
                Some(Ending::Finished { code }) => RunStatus::Finished { code: *code },
                _ => RunStatus::Failed {
                    message: self.world.failure().unwrap_or_default(),
                },
            },
        }
    }

    /// How things stand.
    pub fn snapshot(&mut self) -> Snapshot {
        let status = self.run_status();
        let tasks = self.world.tasks().len() as u32;
        let failures: Vec<Option<String>> = (0..tasks)
            .map(|index| self.world.failure_of(TaskId(index)))
            .collect();
        let mut snapshot = Snapshot {
            moment: Moment(self.events),
            now: self.world.now(),
            cores: self.cores().collect(),
            processes: self.world.processes().iter().map(process).collect(),
            status,
            output_bytes: self.world.output_bytes,
            ..Snapshot::default()
        };
        let performing = self.world.current_process();
        for index in 0..self.world.processes().len() {
            self.add_process(ProcessId(index as u32), &failures, &mut snapshot);
        }
        self.world.enter(performing);
        snapshot.tasks.sort_by_key(|task| task.id);
        if self.config.dialect.has_gil() {
            let ids = (0..self.world.processes().len()).map(|index| ProcessId(index as u32));
            let holders = ids.map(|process| Gil {
                holder: self.gil_holder(process),
            });
            snapshot.gils = holders.collect();
        }
        snapshot.waits = wait_edges(&snapshot.tasks);
        snapshot.cycle = find_cycle(&snapshot.waits);
        snapshot
    }

    /// What there is to see of one process, and of what it shares with those before it.
    fn add_process(
        &mut self,
        process: ProcessId,
        failures: &[Option<String>],
        snapshot: &mut Snapshot,
    ) {
        self.world.enter(process);
        let synchronising = synchronising(&self.world);
        let names = naming::names(&self.world);
        let picture = Picture {
            process,
            machine: self,
            world: &self.world,
            shown: shown(&self.world, &names, &synchronising),
            names,
            held: held(&self.world, process, &synchronising),
            synchronising,
        };
        let tasks = picture.world.tasks().zip(failures);
        snapshot.tasks.extend(
            tasks
                .filter(|(task, _)| self.world.process_of(task.thread) == process)
                .map(|(task, failure)| picture.task(task, failure.clone())),
        );
        // A process that has ended has nothing but the names of its tasks.
        if picture.world.current_process() != process {
            return;
        }
        for variable in picture.variables() {
            let known = &mut snapshot.variables;
            // What processes share, each of them knows by the same name.
            if known.len() < MAX_SHOWN && !known.iter().any(|known| known.name == variable.name) {
                known.push(variable);
            }
        }
        for lock in picture.locks() {
            if !snapshot.locks.iter().any(|known| known.id == lock.id) {
                snapshot.locks.push(lock);
            }
        }
        for queue in picture.queues() {
            if !snapshot.queues.iter().any(|known| known.id == queue.id) {
                snapshot.queues.push(queue);
            }
        }
        snapshot.loops.extend(picture.loops());
    }
}

fn process(process: &Process) -> ProcessState {
    ProcessState {
        id: process.id,
        name: process.name.to_string(),
        parent: process.parent,
        exit: process.exit,
    }
}

/// Whether it is an object of synchronisation.
fn is_synchronising(object: &Object) -> bool {
    !matches!(
        kind_of(object),
        ObjectKind::Other | ObjectKind::Future | ObjectKind::Loop
    )
}

/// The objects of synchronisation of the process that is performing, and then those that processes share.
fn synchronising(world: &World) -> Vec<ObjectId> {
    let objects = world.heap().objects().chain(world.heap().kernel_objects());
    let shown = objects.filter(|(_, object)| is_synchronising(object));
    shown.map(|(id, _)| id).collect()
}

/// Objects of synchronisation, those with names first.
fn shown(world: &World, names: &Names, objects: &[ObjectId]) -> Vec<ObjectId> {
    let named = names
        .ids()
        .filter(|&id| is_synchronising(world.heap().get(id)));
    let others = objects.iter().copied().filter(|&id| !names.has(id));
    named.chain(others).take(MAX_SHOWN).collect()
}

/// The locks that each task of a process holds: its own, and those that processes share.
fn held(
    world: &World,
    process: ProcessId,
    objects: &[ObjectId],
) -> FxHashMap<TaskId, Vec<ObjectId>> {
    let mut held: FxHashMap<TaskId, Vec<ObjectId>> = FxHashMap::default();
    for &id in objects {
        if let Object::Lock(Lock {
            owner: Some(owner), ..
        }) = world.heap().get(id)
            && world.process_of_task(*owner) == process
        {
            held.entry(*owner).or_default().push(id.in_process(process));
        }
    }
    held
}

impl Picture<'_> {
    fn name(&self, id: ObjectId) -> String {
        let name = self.names.get(self.world.heap(), id);
        self.world
            .object_label(id, name.unwrap_or_else(|| naming::fallback(self.world, id)))
    }

    fn place(&self, place: MemoryPlace) -> String {
        self.world.place_name(place, &mut |object| match object {
            Value::Object(id) if self.names.has(id) => self.name(id),
            other => self.brief(other),
        })
    }

    fn brief(&self, value: Value) -> String {
        match value {
            Value::Object(id) if kind_of(self.world.heap().get(id)) != ObjectKind::Other => {
                self.name(id)
            }
            _ => text::brief(self.world.heap(), self.world.program(), value),
        }
    }

    fn task(&self, task: &Task, failure: Option<String>) -> TaskState {
        let thread = &self.world.threads()[task.thread.index()];
        let is_current =
            thread.current == Some(task.id) || (thread.current.is_none() && thread.root == task.id);
        let enabled = is_current
            && !task.has_ended()
            && !matches!(
                self.machine.readiness(task.thread),
                Readiness::Closed { .. } | Readiness::Ended
            );
        let stack: Vec<FrameState> = (0..task.frames.len())
            .map(|at| self.frame(task, at))
            .collect();
        TaskState {
            id: task.id,
            name: task.name.to_string(),
            kind: task.kind,
            thread: task.thread,
            process: self.process,
            pool: thread.pool,
            priority: self.priority(task),
            activity: self.activity(task, is_current, failure),
            place: stack.iter().rev().find_map(|frame| frame.place),
            next: (is_current && !task.has_ended()).then(|| self.pending(task)),
            enabled,
            holds: self.held.get(&task.id).cloned().unwrap_or_default(),
            stack,
        }
    }

    fn priority(&self, task: &Task) -> Option<Priority> {
        let thread = &self.world.threads()[task.thread.index()];
        if thread.root != task.id || thread.ended {
            return None;
        }
        let wish = thread.scheduling;
        let lender = self.machine.ready.lender(thread.id);
        (lender.is_some() || wish != Scheduling::default()).then(|| Priority {
            wish,
            counts: self.machine.config.policy.regards(wish.class),
            lender: lender.map(|lender| self.world.threads()[lender.index()].root),
        })
    }

    fn frame(&self, task: &Task, at: usize) -> FrameState {
        let frame = &task.frames[at];
        let program = self.world.program();
        let function = program.function(frame.function);
        let site = program.site(frame.function, frame.pc as usize);
        let place = program
            .line(site)
            .zip(program.span(site))
            .map(|(line, (_, span))| Place { line, span });
        let mut locals = Vec::new();
        for &(reg, name) in function.locals.iter().filter(|_| !function.library) {
            let value = task
                .registers
                .get(frame.base as usize + reg.index())
                .copied()
                .unwrap_or_default();
            let value = match self.world.heap().of(value) {
                Object::Cell(inner) => *inner,
                _ => value,
            };
            if value.is_set() {
                locals.push((program.name(name).to_owned(), self.brief(value)));
            }
        }
        FrameState {
            function: function.qualified_name.clone(),
            place,
            locals,
        }
    }

    fn activity(&self, task: &Task, is_current: bool, failure: Option<String>) -> Activity {
        match &task.state {
            State::Finished(_) => return Activity::Finished,
            State::Killed(signal) => return Activity::Killed(*signal),
            State::Failed(_) => return Activity::Failed(failure.unwrap_or_default()),
            State::Suspended(Suspension::Turn) => return Activity::Ready,
            State::Suspended(Suspension::Future(future)) => {
                return Activity::Blocked(self.future_reason(*future));
            }
            _ => {}
        }
        let seat = self
            .machine
            .seats
            .get(task.thread.index())
            .copied()
            .unwrap_or(Seat::Ended);
        match (seat, &task.state) {
            (Seat::Running { core, .. }, _) => Activity::Running(core),
            (Seat::WaitsForGil { .. }, _) => Activity::Blocked(self.gil_reason()),
            (Seat::Blocked, State::Poised { guard, until }) if is_current => {
                Activity::Blocked(self.guard_reason(task, *guard, *until))
            }
            // The thread is blocked in what a coroutine of its loop does.
            (Seat::Blocked, _) => match self.world.threads()[task.thread.index()].current {
                Some(current) if current != task.id => {
                    self.activity(self.world.task(current), true, None)
                }
                _ => Activity::Ready,
            },
            (Seat::Ready { .. } | Seat::Ended, _) => Activity::Ready,
        }
    }

    fn gil_reason(&self) -> Reason {
        let holder = self.machine.gil_holder(self.process);
        Reason {
            why: Why::Gil,
            object: None,
            name: String::new(),
            holders: holder
                .map(|thread| self.machine.task_of(thread))
                .into_iter()
                .collect(),
            until: None,
            counts: (0, 0),
        }
    }

    fn guard_reason(&self, task: &Task, guard: Guard, until: Option<Tick>) -> Reason {
        let (mut why, on) = self.world.wait_of(guard);
        let mut on = on;
        if let Some(name) = self.world.transfer_name(task.id) {
            return Reason {
                name: name.to_owned(),
                ..self.reason(why, on, until)
            };
        }
        if let Guard::Condition { condition, lock } = guard
            && (task.timed_out || self.world.is_notified(task.id, condition))
        {
            (why, on) = (Why::ConditionLock, Subject::Object(lock));
        }
        self.reason(why, on, until)
    }

    fn future_reason(&self, future: ObjectId) -> Reason {
        let (why, on) = self.world.wait_of_future(future);
        self.reason(why, on, self.world.sleep_until(future))
    }

    fn reason(&self, why: Why, on: Subject, until: Option<Tick>) -> Reason {
        let mut reason = Reason {
            why,
            object: None,
            name: String::new(),
            holders: Vec::new(),
            until,
            counts: (0, 0),
        };
        match on {
            Subject::Nothing | Subject::Text(_) => {}
            Subject::Object(id) if why == Why::Network => {
                if let Object::Str(name) = self.world.heap().get(id) {
                    reason.name = name.to_string();
                }
            }
            Subject::Task(task) => {
                reason.name = self.world.task(task).name.to_string();
                reason.holders.push(task);
            }
            Subject::Object(id) => {
                reason.object = Some(id.in_process(self.process));
                reason.name = self.name(id);
                match self.world.heap().get(id) {
                    // The holder of a lock that a fork copied may be in the parent only: nobody here can release it.
                    Object::Lock(lock) => reason.holders.extend(lock.owner.filter(|&owner| {
                        id.is_kernel() || self.world.process_of_task(owner) == self.process
                    })),
                    Object::Queue(queue) => {
                        reason.counts = (queue.items.len() as u32, queue.capacity as u32);
                    }
                    Object::Barrier(barrier) => {
                        reason.counts = (barrier.arrived.len() as u32, barrier.parties);
                    }
                    Object::Loop(event_loop) => reason.counts = (event_loop.timers.len() as u32, 0),
                    _ => {}
                }
            }
        }
        reason
    }

    /// What a task does next.
    fn pending(&self, task: &Task) -> Pending {
        if self.world.threads()[task.thread.index()].current.is_none() {
            return Pending::Callback(self.next_callback(task.thread));
        }
        match (&task.state, task.progress) {
            (_, Progress::Returned(_) | Progress::Raised(_))
                if self.world.threads()[task.thread.index()].root == task.id =>
            {
                return Pending::End;
            }
            (State::Local, _) => return Pending::Local,
            (_, Progress::Sleeping) => return Pending::Wake,
            (_, Progress::Transfer { .. }) => {
                let name = self.world.transfer_name(task.id).unwrap_or_default();
                return Pending::Transfer(name.to_owned());
            }
            (
                State::Poised {
                    guard: Guard::Round(_),
                    ..
                },
                _,
            ) => {
                return Pending::Callback(self.next_callback(task.thread));
            }
            (
                State::Poised {
                    guard: Guard::Join(thread),
                    ..
                },
                _,
            ) => {
                let root = self.world.threads()[thread.index()].root;
                return Pending::Join(self.world.task(root).name.to_string());
            }
            (
                State::Poised {
                    guard: Guard::Process(process),
                    ..
                },
                _,
            ) => {
                let process = &self.world.processes()[process.index()];
                return Pending::Join(process.name.to_string());
            }
            _ => {}
        }
        let Some(op) = self.world.op(task.id) else {
            return Pending::Local;
        };
        let read = |place| Pending::Read(self.place(place));
        let write =
            |place, value| Pending::Write(self.place(place), self.brief(task.register(value)));
        match op {
            Op::LoadGlobal { global, .. } => read(MemoryPlace::Global(global)),
            Op::StoreGlobal { global, src } => write(MemoryPlace::Global(global), src),
            Op::LoadCell { cell, .. } => read(MemoryPlace::Local(task.id, cell)),
            Op::StoreCell { cell, src } => write(MemoryPlace::Local(task.id, cell), src),
            Op::GetItem { object, key, .. } => {
                read(MemoryPlace::Item(task.register(object), task.register(key)))
            }
            Op::SetItem { object, key, value } => write(
                MemoryPlace::Item(task.register(object), task.register(key)),
                value,
            ),
            Op::GetAttr { object, name, .. } => {
                read(MemoryPlace::Attribute(task.register(object), name))
            }
            Op::SetAttr {
                object,
                name,
                value,
            } => write(MemoryPlace::Attribute(task.register(object), name), value),
            Op::CallMethod { base, name, .. } => Pending::Operation(
                self.brief(task.register(base)),
                self.world.heap().name(name).to_owned(),
            ),
            Op::Call { base, .. } | Op::CallNamed { base, .. } | Op::CallSpread { base } => {
                self.call(task, base)
            }
            _ => Pending::Local,
        }
    }

    fn call(&self, task: &Task, base: interleave_program::Reg) -> Pending {
        let first = task.register(base.offset(1));
        match task.register(base) {
            Value::Native(Native::Print | Native::Write | Native::WriteError) => {
                Pending::Print(self.brief(first))
            }
            Value::Native(Native::StartThread) => {
                Pending::Spawn(self.brief(task.register(base.offset(4))))
            }
            Value::Native(Native::ForkProcess | Native::SpawnProcess) => {
                Pending::Spawn(self.brief(task.register(base.offset(2))))
            }
            Value::Native(native @ (Native::SharedGet | Native::SharedSet)) => {
                let Value::Object(store) = first else {
                    return Pending::Local;
                };
                let index = task.register(base.offset(2));
                let name = self.world.shared_name(store, index, self.name(store));
                if native == Native::SharedGet {
                    Pending::Read(name)
                } else {
                    Pending::Write(name, self.brief(task.register(base.offset(3))))
                }
            }
            Value::Native(Native::Sleep) => Pending::Wake,
            Value::Native(native) if native.reads_clock() => Pending::Clock,
            callee => match self.world.heap().of(callee) {
                Object::NativeMethod { receiver, name } => Pending::Operation(
                    self.brief(*receiver),
                    self.world.heap().name(*name).to_owned(),
                ),
                _ => Pending::Local,
            },
        }
    }

    fn next_callback(&self, thread: ThreadId) -> String {
        let event_loop = self.world.threads()[thread.index()].event_loop;
        match event_loop.map(|id| self.world.heap().get(id)) {
            Some(Object::Loop(event_loop)) => event_loop
                .ready
                .front()
                .map(|&handle| self.callback(handle).label)
                .unwrap_or_default(),
            _ => String::new(),
        }
    }

    fn variables(&self) -> Vec<VariableState> {
        let mut shown = Vec::new();
        let program = self.world.program();
        for (global, &value) in program.globals.iter().zip(self.world.globals.values()) {
            let name = program.name(global.name);
            // `_` is the name for what nobody wants to see.
            if name != "_" && !global.library && value.is_set() && self.is_data(value) {
                let name = self.world.name_in_process(name.to_owned());
                shown.push(VariableState {
                    process: self.process,
                    name,
                    value: self.brief(value),
                    writer: None,
                });
            }
        }
        let name = |id| {
            let name = self.names.get(self.world.heap(), id);
            self.world.object_label(id, name.unwrap_or_default())
        };
        for id in self.names.ids() {
            if shown.len() >= MAX_SHOWN {
                break;
            }
            if let Object::Shared(values) = self.world.heap().get(id) {
                let name = name(id);
                let places = (0..).zip(values.iter());
                shown.extend(places.map(|(index, &value)| VariableState {
                    process: self.process,
                    name: self.world.shared_name(id, Value::Int(index), name.clone()),
                    value: self.brief(value),
                    writer: None,
                }));
                continue;
            }
            let Object::Instance(instance) = self.world.heap().get(id) else {
                continue;
            };
            if !self.world.heap().is_shared(id) || self.is_of_library(instance.class) {
                continue;
            }
            let name = name(id);
            for &(field, value) in instance
                .fields
                .iter()
                .filter(|(_, value)| self.is_data(*value))
            {
                let name = format!("{name}.{}", self.world.heap().name(field));
                shown.push(VariableState {
                    process: self.process,
                    name,
                    value: self.brief(value),
                    writer: None,
                });
            }
        }
        shown.truncate(MAX_SHOWN);
        shown
    }

    /// Whether a value is worth showing: data, not code and not what other views show.
    fn is_data(&self, value: Value) -> bool {
        match value {
            Value::Native(_) | Value::Function(_) | Value::Unset => false,
            Value::Object(id) => {
                let object = self.world.heap().get(id);
                kind_of(object) == ObjectKind::Other
                    && !matches!(
                        object,
                        Object::Closure(_)
                            | Object::Class(_)
                            | Object::Method { .. }
                            | Object::NativeMethod { .. }
                            | Object::Generator(_)
                    )
                    && !matches!(object, Object::Instance(instance) if self.is_of_library(instance.class))
            }
            _ => true,
        }
    }

    /// Whether a class is the library's own: one of its methods is.
    fn is_of_library(&self, class: Value) -> bool {
        let Object::Class(class) = self.world.heap().of(class) else {
            return false;
        };
        let init = class
            .fields
            .iter()
            .find(|(name, _)| *name == well_known::INIT)
            .or(class.fields.first());
        class
            .fields
            .iter()
            .chain(init)
            .any(|&(_, value)| match self.world.heap().of(value) {
                Object::Closure(closure) => self.world.program().function(closure.function).library,
                _ => false,
            })
    }

    fn waiting_tasks(&self, id: ObjectId) -> Vec<TaskId> {
        self.machine
            .waiters(id.in_process(self.process))
            .into_iter()
            .map(|thread| self.machine.task_of(thread))
            .collect()
    }

    /// Coroutines that wait for a future with this meaning.
    fn waiting_coroutines(&self, id: ObjectId, why: Why) -> Vec<TaskId> {
        self.world
            .tasks()
            .filter(|task| match task.state {
                State::Suspended(Suspension::Future(future)) => {
                    self.world.wait_of_future(future) == (why, Subject::Object(id))
                }
                _ => false,
            })
            .map(|task| task.id)
            .collect()
    }

    fn locks(&self) -> Vec<LockState> {
        let mut locks = Vec::new();
        for &id in &self.shown {
            let object = self.world.heap().get(id);
            let (holders, value) = match object {
                Object::Lock(lock) => (lock.owner.into_iter().collect(), lock.depth),
                Object::Semaphore(semaphore) => (Vec::new(), semaphore.value),
                Object::Event(event) => (Vec::new(), u32::from(event.set)),
                Object::Barrier(barrier) => (Vec::new(), barrier.arrived.len() as u32),
                Object::Condition(condition) => (Vec::new(), condition.waiters.len() as u32),
                _ => continue,
            };
            locks.push(LockState {
                id: id.in_process(self.process),
                kind: kind_of(object),
                name: self.name(id),
                holders,
                waiters: self.waiting_tasks(id),
                value,
            });
        }
        locks
    }

    fn queues(&self) -> Vec<QueueState> {
        let mut queues = Vec::new();
        for &id in &self.shown {
            let Object::Queue(queue) = self.world.heap().get(id) else {
                continue;
            };
            // What the library keeps for a thread pool is shown with the event loop.
            if queue
                .consumers
                .iter()
                .any(|&task| self.world.threads()[self.world.task(task).thread.index()].pool)
            {
                continue;
            }
            let (mut putters, mut getters) = (Vec::new(), Vec::new());
            for task in self.waiting_tasks(id) {
                match self.world.task(task).state {
                    State::Poised {
                        guard: Guard::QueuePut(_),
                        ..
                    } => putters.push(task),
                    State::Poised {
                        guard: Guard::QueueGet(_),
                        ..
                    } => getters.push(task),
                    _ => {}
                }
            }
            putters.extend(self.waiting_coroutines(id, Why::QueuePut));
            getters.extend(self.waiting_coroutines(id, Why::QueueGet));
            let capacity = u32::try_from(queue.capacity).unwrap_or(u32::MAX);
            queues.push(QueueState {
                id: id.in_process(self.process),
                name: self.name(id),
                capacity: (capacity > 0).then_some(capacity),
                items: queue
                    .items
                    .iter()
                    .take(QueueState::SHOWN)
                    .map(|&item| self.brief(item))
                    .collect(),
                depth: queue.items.len() as u32,
                unfinished: if queue.joinable { queue.unfinished } else { 0 },
                putters,
                getters,
                producers: queue.producers.clone(),
                consumers: queue.consumers.clone(),
            });
        }
        queues
    }

    fn loops(&self) -> Vec<LoopState> {
        let mut loops = Vec::new();
        for thread in self.world.threads() {
            let Some(id) = thread.event_loop.filter(|_| thread.process == self.process) else {
                continue;
            };
            let Object::Loop(event_loop) = self.world.heap().get(id) else {
                continue;
            };
            loops.push(self.event_loop(thread, id, event_loop));
        }
        loops
    }

    fn event_loop(
        &self,
        thread: &crate::world::Thread,
        id: ObjectId,
        event_loop: &EventLoop,
    ) -> LoopState {
        let current = thread.current.filter(|&task| {
            task != thread.root
                || !matches!(
                    self.world.task(task).state,
                    State::Poised {
                        guard: Guard::Round(_),
                        ..
                    }
                )
        });
        let stack = current.map(|task| {
            let task = self.world.task(task);
            task.frames
                .iter()
                .map(|frame| {
                    self.world
                        .program()
                        .function(frame.function)
                        .qualified_name
                        .clone()
                })
                .collect()
        });
        let pool: Vec<TaskId> = self
            .world
            .threads()
            .iter()
            .filter(|thread| thread.process == self.process && thread.pool && !thread.ended)
            .map(|thread| thread.root)
            .collect();
        let own = self.synchronising.iter().filter(|id| !id.is_kernel());
        let backlog = own
            .map(|&id| self.world.heap().get(id))
            .find_map(|object| match object {
                Object::Queue(queue)
                    if queue.kind == QueueKind::Fifo
                        && queue.consumers.iter().any(|task| pool.contains(task)) =>
                {
                    Some(queue.items.len() as u32)
                }
                _ => None,
            });
        LoopState {
            id: id.in_process(self.process),
            thread: thread.id,
            current: current.map(|task| CallbackState {
                label: self.world.task(task).name.to_string(),
                task: Some(task),
            }),
            stack: stack.unwrap_or_default(),
            ready: event_loop
                .ready
                .iter()
                .take(MAX_SHOWN)
                .map(|&handle| self.callback(handle))
                .collect(),
            this_round: event_loop.this_round as u32,
            timers: event_loop
                .timers
                .iter()
                .take(MAX_SHOWN)
                .map(|timer| TimerState {
                    when: timer.when,
                    callback: self.callback(timer.handle),
                })
                .collect(),
            rounds: event_loop.rounds,
            waiting: self
                .world
                .tasks()
                .filter(|task| {
                    task.thread == thread.id
                        && matches!(task.state, State::Suspended(Suspension::Future(_)))
                })
                .map(|task| task.id)
                .take(MAX_SHOWN)
                .collect(),
            pool,
            pool_backlog: backlog.unwrap_or(0),
        }
    }

    fn callback(&self, handle: ObjectId) -> CallbackState {
        let Object::Handle(handle) = self.world.heap().get(handle) else {
            return CallbackState {
                label: String::new(),
                task: None,
            };
        };
        let task = match &handle.callback {
            Callback::Step(task) | Callback::Wakeup(task, _) => Some(*task),
            // A timer that sets a future's result wakes the task that waits for it.
            Callback::Call(_, args) => args.iter().find_map(|&arg| self.waits_for(arg)),
            Callback::Stop => None,
        };
        CallbackState {
            label: self.world.callback_label(&handle.callback).into_owned(),
            task,
        }
    }

    fn waits_for(&self, future: Value) -> Option<TaskId> {
        let Value::Object(id) = future else {
            return None;
        };
        let Object::Future(future) = self.world.heap().get(id) else {
            return None;
        };
        future.callbacks.iter().find_map(|callback| match callback {
            Callback::Wakeup(task, _) => Some(*task),
            _ => None,
        })
    }
}

/// Who waits for whom.
fn wait_edges(tasks: &[TaskState]) -> Vec<WaitEdge> {
    let mut edges = Vec::new();
    for task in tasks {
        let Activity::Blocked(reason) = &task.activity else {
            continue;
        };
        if reason.why == Why::Gil {
            continue;
        }
        for &holder in &reason.holders {
            edges.push(WaitEdge {
                waiter: task.id,
                holder,
                object: reason.object,
                name: reason.name.clone(),
            });
        }
    }
    edges
}

/// A cycle of tasks of which each waits for the next, if there is one; the one with the smallest first task.
fn find_cycle(edges: &[WaitEdge]) -> Vec<TaskId> {
    // Of the several that a task may wait for, the first counts.
    let mut next_of: FxHashMap<TaskId, TaskId> = FxHashMap::default();
    for edge in edges {
        next_of.entry(edge.waiter).or_insert(edge.holder);
    }
    // From where one comes to each task: from there no second look is needed.
    let mut seen_from: FxHashMap<TaskId, TaskId> = FxHashMap::default();
    for edge in edges {
        if seen_from.contains_key(&edge.waiter) {
            continue;
        }
        let mut path = Vec::new();
        let mut current = Some(edge.waiter);
        while let Some(task) = current {
            match seen_from.insert(task, edge.waiter) {
                Some(from) if from == edge.waiter => {
                    let start = path.iter().position(|&other| other == task);
                    return path.split_off(start.unwrap_or(0));
                }
                Some(_) => break,
                None => path.push(task),
            }
            current = next_of.get(&task).copied();
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::{TaskId, WaitEdge, find_cycle};

    #[test]
    fn the_cycle_leaves_out_those_who_merely_wait_for_it() {
        let edge = |waiter, holder| WaitEdge {
            waiter: TaskId(waiter),
            holder: TaskId(holder),
            object: None,
            name: String::new(),
        };
        assert_eq!(
            find_cycle(&[edge(0, 1), edge(1, 2), edge(2, 1)]),
            [TaskId(1), TaskId(2)]
        );
        assert_eq!(find_cycle(&[edge(0, 1), edge(1, 2)]), []);
        assert_eq!(find_cycle(&[edge(3, 3)]), [TaskId(3)]);
        let two = [edge(0, 1), edge(0, 2), edge(2, 3), edge(3, 2)];
        assert_eq!(find_cycle(&two), [TaskId(2), TaskId(3)]);
    }
}
