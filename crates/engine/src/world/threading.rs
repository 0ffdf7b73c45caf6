//! Operations of threads, output and the clock.

use std::sync::Arc;

use interleave_program::{Hook, Native, Reg, Site};
use interleave_trace::{ProcessId, TaskId, TaskInfo, TaskKind, ThreadId, What};

use super::interpreter::{Arguments, Flow};
use super::log::Log;
use super::object::Object;
use super::task::{Guard, Progress, State, Task, Then};
use super::value::Value;
use super::{Thread, Touched, World, io};
use crate::library::{Fault, attribute, exception, text};
use interleave_program::well_known;

/// Nanoseconds of a number of seconds; a sleep or time-out can last a thousand years at most.
pub(crate) fn nanoseconds(value: Value) -> Option<u64> {
    const MAX_SECONDS: f64 = 3.15e10;
    let seconds = match value {
        Value::Int(value) => value as f64,
        Value::Float(value) => value,
        Value::Bool(value) => f64::from(u8::from(value)),
        _ => return None,
    };
    (seconds.is_finite() && seconds >= 0.0).then(|| (seconds.min(MAX_SECONDS) * 1e9).round() as u64)
}

/// A thread that is to be made.
pub(super) struct NewThread {
    /// The program's object for it.
    pub object: Value,
    pub name: Arc<str>,
    /// The process that it belongs to.
    pub process: ProcessId,
    /// Whether it does not keep its process running.
    pub daemon: bool,
    /// Whether the library makes it for itself.
    pub pool: bool,
}

impl World {
    /// Performs a call of one of the engine's functions.
    pub(crate) fn call_operation(
        &mut self,
        id: TaskId,
        native: Native,
        arguments: Arguments,
        base: Reg,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        let first = arguments.positional.first().copied().unwrap_or(Value::None);
        let value = match native {
            Native::Print => return self.print(id, arguments, base, log),
            Native::Write | Native::WriteError => {
                let text = self.env(id).as_text(first).unwrap_or_else(|| "".into());
                self.write(id, &text, native == Native::WriteError, log);
                Value::None
            }
            Native::ReportException => {
                let text = exception::traceback_text(&mut self.env(id), first);
                let name = self.task(id).name.clone();
                self.write(
                    id,
                    &format!("Exception in thread {name}:\n{text}"),
                    true,
                    log,
                );
                self.note_uncaught(id, first, log);
                Value::None
            }
            Native::Sleep => return self.sleep(id, first, base),
            Native::Time => Value::Float(self.read_clock() as f64 / 1e9 + Self::EPOCH_S as f64),
            Native::Monotonic | Native::PerfCounter | Native::ProcessTime => {
                Value::Float(self.read_clock() as f64 / 1e9)
            }
            Native::TimeNs => Value::Int(self.read_clock() as i64 + Self::EPOCH_S * 1_000_000_000),
            Native::MonotonicNs | Native::PerfCounterNs => Value::Int(self.read_clock() as i64),
            Native::StartThread => match self.task(id).progress {
                Progress::Starting(thread) => Value::Int(i64::from(thread.0)),
                _ => {
                    let thread = self.start_thread(id, &arguments.positional, log)?;
                    let task = self.task_mut(id);
                    task.progress = Progress::Starting(thread);
                    task.state = State::Poised {
                        guard: Guard::Started(thread),
                        until: None,
                    };
                    return Ok(Flow::Continue);
                }
            },
            Native::JoinThread => {
                if !self.task(id).timed_out {
                    self.note_end(id, first, log);
                }
                Value::Bool(!self.task(id).timed_out)
            }
            Native::ThreadEnded => {
                let ended = match first {
                    // Threads of another process are not in this one: a fork left them behind.
                    Value::Int(number) => self
                        .threads
                        .get(number as usize)
                        .is_none_or(|thread| thread.ended || thread.process != self.process),
                    _ => true,
                };
                if ended {
                    self.note_end(id, first, log);
                }
                Value::Bool(ended)
            }
            Native::RenameThread => {
                if let (Value::Int(number), Some(&name)) = (first, arguments.positional.get(1))
                    && let Some(root) = self.threads.get(number as usize).map(|thread| thread.root)
                    && let Some(name) = self.env(id).as_text(name)
                {
                    self.task_mut(root).name = name;
                }
                Value::None
            }
            Native::CurrentThreadObject => {
                self.task(self.threads[self.task(id).thread.index()].root)
                    .object
            }
            Native::CurrentThreadNumber => Value::Int(i64::from(self.task(id).thread.0)),
            Native::SeedTwister
            | Native::RandomFloat
            | Native::RandomBits
            | Native::RandomBelow => self.draw(id, native, &arguments.positional)?,
            Native::OpenBarrier => self.open_barrier(id, first, log),
            Native::NativeId => self.native_id(first),
            Native::GetScheduling => self.get_scheduling(id, first),
            Native::SetScheduling => self.set_scheduling(id, &arguments.positional),
            Native::YieldCore => {
                self.touch(Touched::Yielded(self.task(id).thread));
                Value::None
            }
            Native::CpuCount => Value::Int(i64::from(self.cores)),
            Native::GetSwitchInterval => Value::Float(self.gil_interval_ns as f64 / 1e9),
            Native::SetSwitchInterval => match nanoseconds(first) {
                Some(interval) if interval > 0 => {
                    self.gil_interval_ns = interval;
                    Value::None
                }
                _ => {
                    return Err(self
                        .env(id)
                        .value_error("switch interval must be strictly positive"));
                }
            },
            Native::NetworkLatency => self.network_latency(id, &arguments),
            _ if io::device_of(native).is_some() => {
                self.device_operation(id, native, &arguments)?
            }
            Native::RunModule => {
                let main = Value::Function(self.program.main);
                let mut crossed = false;
                return self.interpreter(id, &mut crossed).invoke(
                    main,
                    Arguments::default(),
                    Then::Into(base),
                );
            }
            _ if Self::is_of_processes(native) => {
                self.process_function(id, native, &arguments, log)?
            }
            _ => return self.loop_function(id, native, &arguments, base, log),
        };
        self.finish_operation(id, base, value);
        Ok(Flow::Continue)
    }

    /// `time.time()` at the start of a run: 1 January 2025, UTC, so that runs repeat.
    const EPOCH_S: i64 = 1_735_689_600;

    /// Delivers the result of the call at hand.
    pub(crate) fn finish_operation(&mut self, id: TaskId, base: Reg, value: Value) {
        let task = self.task_mut(id);
        task.progress = Progress::Fresh;
        task.timed_out = false;
        task.set_register(base, value);
        task.advance();
    }

    fn sleep(&mut self, id: TaskId, seconds: Value, base: Reg) -> Result<Flow, Fault> {
        if let Progress::Sleeping = self.task(id).progress {
            self.finish_operation(id, base, Value::None);
            return Ok(Flow::Continue);
        }
        match seconds {
            Value::Int(_) | Value::Float(_) | Value::Bool(_) => Err(self
                .env(id)
                .value_error("sleep length must be non-negative")),
            _ => Err(self
                .env(id)
                .type_error("time.sleep() takes a number of seconds")),
        }
    }

    fn print(
        &mut self,
        id: TaskId,
        arguments: Arguments,
        base: Reg,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        let elsewhere =
            |&(name, value): &(_, Value)| name == well_known::FILE && !matches!(value, Value::None);
        if arguments.named.iter().any(elsewhere) {
            return self.print_by_code(id, arguments, base);
        }
        let mut parts = Vec::with_capacity(arguments.positional.len());
        for &value in &arguments.positional {
            match text::to_text(&mut self.env(id), value)? {
                Some(text) => parts.push(text),
                None => return self.print_by_code(id, arguments, base),
            }
        }
        let mut separator: Arc<str> = " ".into();
        let mut end: Arc<str> = "\n".into();
        for &(name, value) in &arguments.named {
            let text = self.env(id).as_text(value);
            match (name, text) {
                (well_known::SEP, Some(text)) => separator = text,
                (well_known::END, Some(text)) => end = text,
                (well_known::SEP | well_known::END, None) if matches!(value, Value::None) => {}
                (well_known::FLUSH, _) => {}
                (well_known::FILE, _) => {}
                (well_known::SEP | well_known::END, None) => {
                    let message = format!(
                        "{} must be None or a string, not {}",
                        self.heap.name(name),
                        attribute::type_name_in(&self.heap, value)
                    );
                    return Err(self.env(id).type_error(&message));
                }
                (name, _) => {
                    let message = format!(
                        "'{}' is an invalid keyword argument for print()",
                        self.heap.name(name)
                    );
                    return Err(self.env(id).type_error(&message));
                }
            }
        }
        let mut text = parts.join(&*separator);
        text.push_str(&end);
        self.write(id, &text, false, log);
        self.finish_operation(id, base, Value::None);
        Ok(Flow::Continue)
    }

    /// Some argument becomes text by code of the program: the library does it.
    fn print_by_code(
        &mut self,
        id: TaskId,
        arguments: Arguments,
        base: Reg,
    ) -> Result<Flow, Fault> {
        let mut env = self.env(id);
        let mut named = super::object::Map::default();
        for (name, value) in arguments.named {
            let name: Arc<str> = env.heap.name(name).into();
            let key = env.text(name.clone());
            named.insert(super::object::Key::Str(name), (key, value));
        }
        let args = env.tuple(arguments.positional.into_vec());
        let named = env.map(named);
        let done = env.hook(Hook::Print, vec![args, named])?;
        let mut crossed = false;
        self.interpreter(id, &mut crossed)
            .finish(done, Then::Into(base))
    }

    /// Writes text to an output.
    pub(crate) fn write(&mut self, id: TaskId, text: &str, error: bool, log: &mut Log<'_>) {
        let bytes = u32::try_from(text.len()).unwrap_or(u32::MAX);
        if error {
            self.output_bytes.1 = self.output_bytes.1.saturating_add(bytes);
        } else {
            self.output_bytes.0 = self.output_bytes.0.saturating_add(bytes);
        }
        let text = log.text(text);
        log.event(self, id, What::Output { text, error });
    }

    fn start_thread(
        &mut self,
        id: TaskId,
        args: &[Value],
        log: &mut Log<'_>,
    ) -> Result<ThreadId, Fault> {
        let [object, function, call_args, name, daemon] = args else {
            return Err(self.env(id).type_error("start_thread() takes 5 arguments"));
        };
        let name = self
            .env(id)
            .as_text(*name)
            .unwrap_or_else(|| "Thread".into());
        let pool = matches!(self.heap.of(*daemon), Object::Str(_));
        let daemon = matches!(daemon, Value::Bool(true));
        for value in args {
            self.heap.share(*value);
        }
        let positional = match self.heap.of(*call_args) {
            Object::Tuple(items) => items.to_vec(),
            Object::List(items) => items.clone(),
            _ => Vec::new(),
        };
        let new = NewThread {
            object: *object,
            name,
            process: self.process,
            daemon,
            pool,
        };
        let (child, thread) = self.make_thread(id, new, log)?;
        let mut crossed = false;
        let outcome = self.interpreter(child, &mut crossed).invoke(
            *function,
            Arguments::positional(positional),
            Then::Root,
        );
        self.settle(child, outcome);
        Ok(thread)
    }

    /// Whether one more task may be made.
    pub(super) fn check_task_limit(&self) -> Result<(), Fault> {
        let most = self.limits.tasks.min(interleave_trace::ObjectId::MAX_TASKS);
        if self.tasks.len() as u32 >= most {
            return Err(Fault::Limit(interleave_trace::LimitKind::Tasks));
        }
        Ok(())
    }

    /// Makes a thread that has nothing to run yet.
    pub(super) fn make_thread(
        &mut self,
        by: TaskId,
        new: NewThread,
        log: &mut Log<'_>,
    ) -> Result<(TaskId, ThreadId), Fault> {
        self.check_task_limit()?;
        let child = TaskId(self.tasks.len() as u32);
        let thread = ThreadId(self.threads.len() as u32);
        self.not_begun += 1;
        self.push_task(new_task(
            child,
            TaskKind::Thread,
            thread,
            new.name.clone(),
            new.object,
        ));
        self.threads.push(Thread {
            id: thread,
            process: new.process,
            root: child,
            current: Some(child),
            event_loop: None,
            daemon: new.daemon,
            pool: new.pool,
            begun: false,
            ended: false,
            scheduling: self.threads[self.task(by).thread.index()].scheduling,
        });
        if let Some(trace) = log.trace() {
            trace.push_task(TaskInfo {
                name: new.name.to_string(),
                kind: TaskKind::Thread,
                thread,
                process: new.process,
                parent: Some(by),
                daemon: new.daemon,
                pool: new.pool,
            });
        }
        log.event(self, by, What::Spawned { child });
        Ok((child, thread))
    }

    /// Whether a call of one of the engine's functions may have to wait.
    pub(super) fn native_may_wait(native: Native) -> bool {
        matches!(
            native,
            Native::Sleep | Native::JoinThread | Native::PipePoll | Native::JoinProcess
        ) || io::device_of(native).is_some()
    }

    /// The condition of a call of one of the engine's functions, and when it fails for having waited too long.
    pub(crate) fn call_guard(
        &mut self,
        id: TaskId,
        native: Native,
        arguments: &Arguments,
    ) -> (Guard, Option<interleave_trace::Tick>) {
        let first = arguments.positional.first().copied().unwrap_or(Value::None);
        match native {
            Native::Sleep => match nanoseconds(first) {
                Some(ns) => {
                    self.task_mut(id).progress = Progress::Sleeping;
                    (Guard::Sleep, Some(self.now().after(ns)))
                }
                None => (Guard::Open, None),
            },
            Native::JoinThread => {
                match first {
                    Value::Int(number) if (number as usize) < self.threads.len() => {
                        let timeout =
                            arguments.positional.get(1).copied().and_then(
                                |seconds| match seconds {
                                    Value::None => None,
                                    _ => Some(self.now().after(nanoseconds(seconds).unwrap_or(0))),
                                },
                            );
                        (Guard::Join(ThreadId(number as u32)), timeout)
                    }
                    _ => (Guard::Open, None),
                }
            }
            Native::PipePoll => match first {
                Value::Object(store) => {
                    let timeout = arguments.positional.get(1).copied();
                    let until = timeout.and_then(nanoseconds);
                    (
                        Guard::QueueGet(store),
                        until.map(|nanoseconds| self.now().after(nanoseconds)),
                    )
                }
                _ => (Guard::Open, None),
            },
            Native::JoinProcess => {
                let timeout = match arguments.positional.get(1) {
                    None | Some(Value::None) => None,
                    Some(&seconds) => Some(self.now().after(nanoseconds(seconds).unwrap_or(0))),
                };
                (super::process::joined(first, self.processes.len()), timeout)
            }
            _ => match io::device_of(native) {
                Some(device) => self.device_guard(id, device, arguments),
                None => (Guard::Open, None),
            },
        }
    }

    pub(crate) fn last_line(&mut self, id: TaskId, exception: Value) -> String {
        match exception::last_line(&mut self.env(id), exception) {
            Ok(Some(line)) => line,
            _ => text::brief(&self.heap, &self.program, exception),
        }
    }

    /// The last line of the exception that ended the main task, if one did.
    pub fn failure(&mut self) -> Option<String> {
        self.enter(ProcessId(0));
        match self.ending {
            Some(super::Ending::Failed(exception)) => Some(self.last_line(TaskId(0), exception)),
            _ => None,
        }
    }

    /// The last line of the exception that ended a task, if one did.
    pub fn failure_of(&mut self, id: TaskId) -> Option<String> {
        self.enter(self.process_of_task(id));
        match self.task(id).state {
            State::Failed(exception) => Some(self.last_line(id, exception)),
            _ => None,
        }
    }

    /// Whether a task ended with an exception of this type.
    pub fn failed_with(&mut self, id: TaskId, class: Native) -> bool {
        match self.task(id).state {
            State::Failed(exception) => {
                exception::matches(&mut self.env(id), exception, Value::Native(class))
                    .unwrap_or(false)
            }
            _ => false,
        }
    }

    /// An exception that nothing caught ends the main thread: its traceback goes to standard error.
    pub(crate) fn report_main(&mut self, id: TaskId, exception: Value, log: &mut Log<'_>) {
        if self.exit_code(exception).is_some() {
            return;
        }
        let text = exception::traceback_text(&mut self.env(id), exception);
        self.write(id, &text, true, log);
        self.note_uncaught(id, exception, log);
    }

    /// Writes to the trace that a task learned that a thread has ended.
    fn note_end(&self, id: TaskId, number: Value, log: &mut Log<'_>) {
        if let Value::Int(number) = number
            && let Some(thread) = self.threads.get(number as usize)
        {
            log.event(self, id, What::Joined { task: thread.root });
        }
    }

    /// Writes to the trace that nothing caught an exception.
    pub(crate) fn note_uncaught(&mut self, id: TaskId, exception: Value, log: &mut Log<'_>) {
        let text = self.last_line(id, exception);
        let site = self.raised_at(exception).unwrap_or_else(|| self.site(id));
        let exception = log.text(&text);
        log.event_at(self, id, site, What::Uncaught { exception });
    }

    /// The innermost place in the reader's own source that an exception went through.
    pub(crate) fn raised_at(&self, exception: Value) -> Option<Site> {
        match self.heap.of(exception) {
            Object::Exception(raised) => raised
                .traceback
                .iter()
                .copied()
                .find(|&site| self.program.line(site).is_some()),
            _ => None,
        }
    }

    /// The exit code that an exception asks for, if it is `SystemExit`.
    pub(crate) fn exit_code(&mut self, exception: Value) -> Option<u8> {
        let is_exit = exception::matches(
            &mut self.env(TaskId(0)),
            exception,
            Value::Native(Native::SystemExit),
        )
        .ok()?;
        if !is_exit {
            return None;
        }
        match self.heap.of(exception) {
            Object::Exception(raised) => Some(match raised.args.first() {
                None | Some(Value::None) => 0,
                Some(Value::Int(code)) => *code as u8,
                Some(Value::Bool(code)) => u8::from(*code),
                Some(_) => 1,
            }),
            _ => None,
        }
    }

    /// The place in the reader's source where a task is: the innermost frame outside the library.
    #[must_use]
    pub fn site(&self, id: TaskId) -> Site {
        self.task(id).site(&self.program)
    }
}

/// A task that has not begun.
pub(crate) fn new_task(
    id: TaskId,
    kind: TaskKind,
    thread: ThreadId,
    name: Arc<str>,
    object: Value,
) -> Task {
    Task {
        id,
        kind,
        thread,
        name,
        frames: Vec::new(),
        registers: Vec::new(),
        handled: Vec::new(),
        context: Value::None,
        state: State::Local,
        progress: Progress::Fresh,
        timed_out: false,
        woken_unnotified: false,
        object,
        must_cancel: None,
        loop_until: None,
        cancelling: 0,
        crossed_breaker: false,
        temporaries: Default::default(),
        hash: 0,
    }
}
