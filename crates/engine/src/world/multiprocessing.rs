//! Operations of processes, and of what they share: what `Lib/multiprocessing` asks the operating system for.

use std::sync::Arc;

use interleave_program::Native;
use interleave_trace::{ObjectId, ProcessId, TaskId, VariableId, VariablePlace, What};

use super::interpreter::Arguments;
use super::log::Log;
use super::object::Object;
use super::process::{FIRST_PID, Process, SIGKILL};
use super::task::Then;
use super::threading::NewThread;
use super::value::Value;
use super::{Touched, World};
use crate::library::Fault;

impl World {
    /// Whether [`World::process_function`] performs it.
    pub(super) fn is_of_processes(native: Native) -> bool {
        matches!(
            native,
            Native::ForkProcess
                | Native::SpawnProcess
                | Native::JoinProcess
                | Native::ProcessExit
                | Native::SignalProcess
                | Native::ExitProcess
                | Native::CurrentProcess
                | Native::ParentProcess
                | Native::GetPid
                | Native::GetParentPid
                | Native::GivenToProcess
                | Native::ModuleName
                | Native::ToKernel
                | Native::SharedValues
                | Native::SharedGet
                | Native::SharedSet
                | Native::PipeEnd
                | Native::PipePoll
                | Native::NotifyExit
        )
    }

    /// Performs a call of one of the functions of processes.
    pub(super) fn process_function(
        &mut self,
        id: TaskId,
        native: Native,
        arguments: &Arguments,
        log: &mut Log<'_>,
    ) -> Result<Value, Fault> {
        let at = |index: usize| {
            let given = arguments.positional.get(index);
            given.copied().unwrap_or(Value::None)
        };
        let number = |value: Value| match value {
            Value::Int(number) => ProcessId(u32::try_from(number).unwrap_or(u32::MAX)),
            _ => ProcessId(u32::MAX),
        };
        Ok(match native {
            Native::ForkProcess | Native::SpawnProcess => {
                let copy = native == Native::ForkProcess;
                let process = self.start_process(id, copy, [at(0), at(1), at(2), at(3)], log)?;
                Value::Int(i64::from(process.0))
            }
            Native::JoinProcess => {
                let ended = !self.task(id).timed_out;
                if let (true, Some(process)) = (ended, self.processes.get(number(at(0)).index())) {
                    let task = self.threads[process.root.index()].root;
                    log.event(self, id, What::Joined { task });
                }
                Value::Bool(ended)
            }
            Native::ProcessExit => match self.processes.get(number(at(0)).index()) {
                Some(process) => process
                    .exit
                    .map_or(Value::None, |code| Value::Int(i64::from(code))),
                None => Value::None,
            },
            Native::SignalProcess => {
                let signal = match at(1) {
                    Value::Int(signal) => u8::try_from(signal).unwrap_or(SIGKILL),
                    _ => SIGKILL,
                };
                self.signal(number(at(0)), signal);
                Value::None
            }
            Native::ExitProcess => {
                let code = match at(0) {
                    Value::Int(code) => (code & 0xff) as u8,
                    _ => 1,
                };
                self.exit_now(code);
                Value::None
            }
            Native::CurrentProcess => Value::Int(i64::from(self.process.0)),
            Native::ParentProcess => Value::Int(i64::from(self.parent().0)),
            Native::GetPid => Value::Int(FIRST_PID + i64::from(self.process.0)),
            Native::GetParentPid => match self.process {
                // What started the program.
                ProcessId(0) => Value::Int(FIRST_PID - 1),
                _ => Value::Int(FIRST_PID + i64::from(self.parent().0)),
            },
            Native::GivenToProcess => {
                let given = self.processes[self.process.index()].given;
                self.unpack(id, given)?
            }
            Native::ModuleName => {
                let spawned = self.processes[self.process.index()].is_spawned();
                let name = if spawned { "__mp_main__" } else { "__main__" };
                self.env(id).text(name)
            }
            Native::ToKernel => self.give_to_kernel(id, at(0))?,
            Native::SharedValues => {
                let values = match self.heap.of(at(0)) {
                    Object::List(items) => items.clone(),
                    _ => vec![at(0)],
                };
                let values = values.into_iter().map(plain).collect();
                Value::Object(self.heap.alloc_kernel(Object::Shared(values)))
            }
            Native::SharedGet => self.shared_get(id, at(0), at(1), log)?,
            Native::SharedSet => self.shared_set(id, [at(0), at(1), at(2)], log)?,
            Native::PipeEnd => {
                let (writing, opens) = (at(1), at(2));
                let [writing, opens] = [writing, opens].map(|x| matches!(x, Value::Bool(true)));
                self.pipe_end(at(0), writing, opens);
                Value::None
            }
            Native::PipePoll => Value::Bool(!self.task(id).timed_out),
            Native::NotifyExit => {
                let process = number(at(0));
                if process.index() < self.processes.len() && self.exit_queue(at(1)).is_some() {
                    self.process_mut(process).on_exit = at(1);
                }
                Value::None
            }
            _ => Value::None,
        })
    }

    fn parent(&self) -> ProcessId {
        self.processes[self.process.index()].parent
    }

    /// Makes a process and its first thread, which runs a function of the library.
    fn start_process(
        &mut self,
        id: TaskId,
        copy: bool,
        [object, name, daemon, function]: [Value; 4],
        log: &mut Log<'_>,
    ) -> Result<ProcessId, Fault> {
        // Before the process is made: none is without its first thread.
        self.check_task_limit()?;
        let name = self
            .env(id)
            .as_text(name)
            .unwrap_or_else(|| "Process".into());
        let given = if copy {
            Value::Unset
        } else {
            self.pack(id, object, true)?
        };
        let new = Process {
            name,
            parent: self.process,
            root: interleave_trace::ThreadId(self.threads.len() as u32),
            daemon: matches!(daemon, Value::Bool(true)),
            pool: matches!(self.heap.of(daemon), Object::Str(_)),
            given,
            ..Process::first()
        };
        let process = self.new_process(id, copy, new).map_err(Fault::Limit)?;
        let name = Arc::clone(&self.processes[process.index()].name);
        let parent = self.process;
        let thread = NewThread {
            object: Value::None,
            name,
            process,
            daemon: false,
            pool: false,
        };
        let (child, _) = self.make_thread(id, thread, log)?;
        // In an empty memory a function is its code alone.
        let (callee, arguments) = match self.heap.of(function) {
            Object::Closure(closure) if !copy => (Value::Function(closure.function), Vec::new()),
            _ => (function, vec![object]),
        };
        self.enter(process);
        let mut crossed = false;
        let mut interpreter = self.interpreter(child, &mut crossed);
        let outcome = interpreter.invoke(callee, Arguments::positional(arguments), Then::Root);
        self.settle(child, outcome);
        self.enter(parent);
        Ok(process)
    }

    /// `os._exit`: the process ends at once, whatever else it does.
    fn exit_now(&mut self, code: u8) {
        match self.process {
            ProcessId(0) => self.ending = Some(super::Ending::Finished { code }),
            process => {
                self.end_process(process, i32::from(code));
                self.end_if_idle();
            }
        }
    }

    fn exit_queue(&self, store: Value) -> Option<ObjectId> {
        let id = store.object().filter(|id| id.is_kernel())?;
        matches!(self.heap.get(id), Object::Queue(_)).then_some(id)
    }

    fn pipe_end(&mut self, store: Value, writing: bool, opens: bool) {
        let process = self.process;
        let Some(id) = self.exit_queue(store) else {
            return;
        };
        if let Some(Object::Queue(pipe)) = self.heap.get_mut(id) {
            let ends = pipe.ends.get_or_insert_default();
            if opens {
                ends.open(process, writing);
            } else {
                ends.close(process, writing);
            }
        }
        self.touch(Touched::Object(id));
    }

    /// What processes share learns that one of them has ended: its ends of pipes are closed, and who asked is told.
    pub(super) fn release_shared(&mut self, process: ProcessId) {
        let mut closed = Vec::new();
        for id in self.pipes() {
            if let Some(Object::Queue(pipe)) = self.heap.get_mut(id)
                && let Some(ends) = &mut pipe.ends
            {
                ends.close(process, true);
                ends.close(process, false);
                closed.push(id);
            }
        }
        if let Some(id) = self.exit_queue(self.processes[process.index()].on_exit) {
            let root = self.threads[self.processes[process.index()].root.index()].root;
            if let Some(Object::Queue(queue)) = self.heap.get_mut(id) {
                queue.put(root, Value::Int(i64::from(process.0)), 0);
            }
            closed.push(id);
        }
        for id in closed {
            self.touch(Touched::Object(id));
        }
    }

    /// A forked process has the ends of pipes open that its parent has.
    pub(super) fn inherit_pipes(&mut self, parent: ProcessId, child: ProcessId) {
        for id in self.pipes() {
            if let Some(Object::Queue(pipe)) = self.heap.get_mut(id)
                && let Some(ends) = &mut pipe.ends
            {
                ends.inherit(parent, child);
            }
        }
    }

    fn pipes(&self) -> Vec<ObjectId> {
        self.heap
            .kernel_objects()
            .filter(|(_, object)| matches!(object, Object::Queue(queue) if queue.ends.is_some()))
            .map(|(id, _)| id)
            .collect()
    }

    /// Gives a fresh object of synchronisation to the operating system, so that processes can share it.
    fn give_to_kernel(&mut self, id: TaskId, value: Value) -> Result<Value, Fault> {
        let object = match self.heap.of(value) {
            object @ (Object::Lock(_)
            | Object::Semaphore(_)
            | Object::Event(_)
            | Object::Barrier(_)
            | Object::Queue(_)) => object.clone(),
            // Its lock is the operating system's already.
            object @ Object::Condition(condition) if condition.lock.is_kernel() => object.clone(),
            _ => {
                return Err(self
                    .env(id)
                    .type_error("this cannot be shared by processes"));
            }
        };
        Ok(Value::Object(self.heap.alloc_kernel(object)))
    }

    /// Reads a value that processes share.
    fn shared_get(
        &mut self,
        id: TaskId,
        store: Value,
        index: Value,
        log: &mut Log<'_>,
    ) -> Result<Value, Fault> {
        let found = match (store, index) {
            (Value::Object(store), Value::Int(index)) => match self.heap.get(store) {
                Object::Shared(values) => usize::try_from(index)
                    .ok()
                    .and_then(|index| values.get(index).copied()),
                _ => None,
            },
            _ => None,
        };
        let Some(value) = found else {
            return Err(self.env(id).raise(Native::IndexError, "invalid index"));
        };
        self.note_shared(id, store, index, value, false, log);
        Ok(value)
    }

    /// Writes a value that processes share: numbers and truth values only.
    fn shared_set(
        &mut self,
        id: TaskId,
        [store, index, value]: [Value; 3],
        log: &mut Log<'_>,
    ) -> Result<Value, Fault> {
        let value = plain(value);
        let place = match (store, index) {
            (Value::Object(store), Value::Int(index)) => match self.heap.get_mut(store) {
                Some(Object::Shared(values)) => usize::try_from(index)
                    .ok()
                    .and_then(|index| values.get_mut(index)),
                _ => None,
            },
            _ => None,
        };
        let Some(place) = place else {
            return Err(self.env(id).raise(Native::IndexError, "invalid index"));
        };
        *place = value;
        self.note_shared(id, store, index, value, true, log);
        Ok(Value::None)
    }

    fn note_shared(
        &self,
        id: TaskId,
        store: Value,
        index: Value,
        value: Value,
        written: bool,
        log: &mut Log<'_>,
    ) {
        let variable = match (store, log.is_on()) {
            (Value::Object(store), true) => {
                let number = match index {
                    Value::Int(index) => u32::try_from(index).unwrap_or(u32::MAX),
                    _ => u32::MAX,
                };
                let place = VariablePlace::Attribute(store.in_process(self.process), number);
                log.variable(place, |log| {
                    let name = log.object_name(self, store);
                    self.shared_name(store, index, name)
                })
            }
            _ => VariableId(0),
        };
        let value = log.brief(self, value);
        let what = if written {
            What::Wrote { variable, value }
        } else {
            What::Read { variable, value }
        };
        log.event(self, id, what);
    }

    /// What a place of a shared store is called, given the name of the store.
    pub(crate) fn shared_name(&self, store: ObjectId, index: Value, name: String) -> String {
        match (self.heap.get(store), index) {
            (Object::Shared(values), Value::Int(index)) if values.len() != 1 => {
                format!("{name}[{index}]")
            }
            _ => format!("{name}.value"),
        }
    }
}

/// Only what is no object can be in memory that processes share.
fn plain(value: Value) -> Value {
    match value {
        Value::Object(_) | Value::Unset => Value::None,
        value => value,
    }
}
