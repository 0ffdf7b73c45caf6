//! What somebody has to hear of before it is forgotten: coroutines that nobody began, exceptions that nobody looked at,
//! and daemon threads that the end of the program cut off.
//!
//! CPython says so when the last reference goes. We do not count references: such things are noticed when memory is
//! collected, and at the end. So a message can come later than in CPython, and as `coroutine 'f' was never awaited` it
//! names the line that made the coroutine, which is the line at which CPython drops one that nobody keeps.

use interleave_program::{FunctionKind, Site};
use interleave_trace::{ObjectId, ProcessId, TaskId, What};

use super::heap::Collected;
use super::log::Log;
use super::object::{GeneratorState, Object};
use super::value::Value;
use super::{Ending, World};
use crate::executor::FutureState;
use crate::library::{exception, text};

/// Most places for which the warning about coroutines is remembered, so that each is warned of once.
const MAX_WARNED: usize = 1000;

/// What collections found, until it is reported.
#[derive(Clone, Debug, Default)]
pub(super) struct Leftovers {
    /// Objects to be reported, and then to go, with their process.
    dying: Vec<(ProcessId, ObjectId)>,
    /// Shared objects that are no more, as the trace calls them.
    gone: Vec<ObjectId>,
    /// Where coroutines were made of which was warned: Python warns of each place once.
    warned: Vec<Site>,
}

impl Leftovers {
    /// Takes what a collection of a process's heap found: what is dying is found again by each until it is reported.
    pub fn note(&mut self, process: ProcessId, collected: Collected) {
        self.dying.retain(|&(of, _)| of != process);
        let dying = collected.dying.into_iter();
        self.dying.extend(dying.map(|id| (process, id)));
        let gone = collected.gone.into_iter();
        self.gone.extend(gone.map(|id| id.in_process(process)));
    }

    /// Whether there is nothing to report, and nothing was reported.
    pub fn is_empty(&self) -> bool {
        self.dying.is_empty() && self.warned.is_empty()
    }

    /// Notes that a shared object is no more.
    pub fn forget(&mut self, object: ObjectId) {
        self.gone.push(object);
    }
}

/// Whether an object is one that somebody has to hear of.
pub(super) fn has_last_words(object: &Object) -> bool {
    match object {
        Object::Generator(generator) => {
            generator.kind == FunctionKind::Coroutine
                && matches!(
                    generator.state,
                    GeneratorState::Suspended { started: false, .. }
                )
        }
        Object::Future(future) => {
            !future.retrieved && matches!(future.state, FutureState::Exception(_))
        }
        _ => false,
    }
}

impl World {
    /// Reports what collections found since this was called last.
    pub(super) fn report_leftovers(&mut self, log: &mut Log<'_>) {
        if !self.leftovers.gone.is_empty() {
            log.forget(&std::mem::take(&mut self.leftovers.gone));
        }
        if !self.leftovers.dying.is_empty() {
            let dying = std::mem::take(&mut self.leftovers.dying);
            self.report_all(dying, log);
        }
    }

    /// The program has ended: whatever is left goes.
    pub fn report_at_exit(&mut self, log: &mut Log<'_>) {
        if matches!(self.ending, Some(Ending::Limit(_)) | None) {
            return;
        }
        for thread in &self.threads {
            if thread.daemon && !thread.ended {
                log.event(self, thread.current.unwrap_or(thread.root), What::CutOff);
            }
        }
        let current = self.process;
        let mut left = Vec::new();
        for index in 0..self.processes.len() {
            let process = ProcessId(index as u32);
            self.enter(process);
            if self.process == process {
                let objects = self.heap.objects();
                let own = objects.filter(|(_, object)| has_last_words(object));
                left.extend(own.map(|(id, _)| (process, id)));
            }
        }
        self.enter(current);
        self.report_all(left, log);
    }

    /// Nothing can happen any more: reports what nothing refers to.
    pub fn report_garbage(&mut self, log: &mut Log<'_>) {
        if self.collect().is_ok() {
            self.report_leftovers(log);
        }
    }

    pub(crate) fn report_all(&mut self, objects: Vec<(ProcessId, ObjectId)>, log: &mut Log<'_>) {
        let current = self.process;
        for (process, id) in objects {
            self.enter(process);
            self.report_one(id, log);
        }
        self.enter(current);
    }

    fn report_one(&mut self, id: ObjectId, log: &mut Log<'_>) {
        let (of_task, exception) = match self.heap.get_mut(id) {
            Some(Object::Generator(generator)) => {
                generator.state = GeneratorState::Finished;
                let (function, made_at) = (generator.function, generator.made_at);
                self.warn_never_awaited(function, made_at, log);
                return;
            }
            Some(Object::Future(future)) => {
                future.retrieved = true;
                match future.state {
                    FutureState::Exception(exception) => (future.task, exception),
                    _ => return,
                }
            }
            _ => return,
        };
        self.log_never_retrieved(id, of_task, exception, log);
    }

    /// `_PyErr_WarnUnawaitedCoroutine` (`Python/_warnings.c`), as `Lib/warnings.py` prints it.
    fn warn_never_awaited(
        &mut self,
        function: interleave_program::FunctionId,
        made_at: Site,
        log: &mut Log<'_>,
    ) {
        let warned = &mut self.leftovers.warned;
        if warned.contains(&made_at) || warned.len() >= MAX_WARNED {
            return;
        }
        warned.push(made_at);
        let name = &self.program.function(function).qualified_name;
        let place = match (self.program.files.first(), self.program.line(made_at)) {
            (Some(file), Some(line)) => (
                format!("{}:{line}", file.name),
                format!("  {}\n", file.line(line).trim()),
            ),
            _ => ("sys:1".to_owned(), String::new()),
        };
        let warning = format!(
            "{}: RuntimeWarning: coroutine '{name}' was never awaited\n{}RuntimeWarning: Enable tracemalloc to get the \
             object allocation traceback\n",
            place.0, place.1
        );
        let coroutine = log.text(name);
        self.write(TaskId(0), &warning, true, log);
        log.event_at(self, TaskId(0), made_at, What::NeverAwaited { coroutine });
    }

    /// `Future.__del__` (`Lib/asyncio/futures.py`): the loop's exception handler hears of it, or else standard error.
    fn log_never_retrieved(
        &mut self,
        id: ObjectId,
        of_task: Option<TaskId>,
        raised: Value,
        log: &mut Log<'_>,
    ) {
        let kind = if of_task.is_some() { "Task" } else { "Future" };
        let message = format!("{kind} exception was never retrieved");
        let task = of_task.unwrap_or(TaskId(0));
        if let Object::Future(future) = self.heap.get(id) {
            let event_loop = future.event_loop;
            let from = ("future", Value::Object(id));
            let context = self.handler_context(task, &message, raised, Some(from));
            if self.call_handler(task, event_loop, context) {
                return;
            }
        }
        let shown = match of_task {
            Some(_) => self.task_text(id),
            None => {
                let exception = text::brief(&self.heap, &self.program, raised);
                format!("<Future finished exception={exception}>")
            }
        };
        let traceback = exception::traceback_text(&mut self.env(TaskId(0)), raised);
        self.write(
            task,
            &format!("{message}\nfuture: {shown}\n{traceback}"),
            true,
            log,
        );
        let site = self.raised_at(raised).unwrap_or(Site(u32::MAX));
        let line = self.last_line(task, raised);
        let exception = log.text(&line);
        log.event_at(self, task, site, What::NeverRetrieved { exception });
    }

    /// The repr of asyncio's task (`_task_repr_info` in `Lib/asyncio/base_tasks.py`), without whom it waits for or wakes.
    pub(crate) fn task_text(&self, id: ObjectId) -> String {
        let Object::Future(future) = self.heap.get(id) else {
            return String::new();
        };
        let Some(task) = future.task else {
            return String::new();
        };
        let task = self.task(task);
        let brief = |value| text::brief(&self.heap, &self.program, value);
        let (state, outcome) = match future.state {
            FutureState::Pending if task.must_cancel.is_some() => ("cancelling", String::new()),
            FutureState::Pending => ("pending", String::new()),
            FutureState::Cancelled(_) => ("cancelled", String::new()),
            FutureState::Result(value) => ("finished", format!(" result={}", brief(value))),
            FutureState::Exception(value) => ("finished", format!(" exception={}", brief(value))),
        };
        let coroutine = future.function.map_or_else(String::new, |function| {
            let function = self.program.function(function);
            let file = self.program.files.get(function.file.index());
            let (file, mut line) = file.map_or(("?", 0), |file| {
                (
                    file.name.as_str(),
                    file.position(function.definition.start).0,
                )
            });
            let mut how = "done, defined";
            if !future.is_done() {
                how = "running";
                if let Some(frame) = task.frames.first().filter(|frame| frame.pc > 0) {
                    let site = self.program.site(frame.function, frame.pc as usize);
                    line = self.program.line(site).unwrap_or(line);
                }
            }
            format!(
                " coro=<{}() {how} at {file}:{line}>",
                function.qualified_name
            )
        });
        format!("<Task {state} name='{}'{coroutine}{outcome}>", task.name)
    }
}
