//! Spans: what each task did when, and what each core ran when. Made from events as they come.

use interleave_trace::{
    CoreId, Event, Subject, TaskId, TaskKind, ThreadId, Tick, Trace, What, Why,
};

use crate::detail::{Lane, Sums};
use crate::rows;

/// What a task did during a span.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// It ran on a core.
    Running(CoreId),
    /// It could run, and another one did.
    Ready,
    /// It waited.
    Blocked {
        /// Why.
        why: Why,
        /// For what.
        on: Subject,
    },
    /// It had ended.
    Finished,
    /// It had ended with an exception.
    Failed,
    /// It had been ended with its process, by a signal of this number or, if that is 0, without one.
    Killed(u8),
}

/// How a state is painted: few enough to tell apart at a glance.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum Look {
    /// Running.
    Running,
    /// Ready.
    Ready,
    /// Waiting for another task.
    Waiting,
    /// Waiting for time.
    Sleeping,
    /// Waiting for the interpreter lock.
    Gil,
    /// Waiting for a device: the network or the disk.
    Device,
    /// Ended.
    Ended,
}

impl Look {
    /// Every look, in the order of their numbers.
    pub const ALL: [Look; 7] = [
        Look::Running,
        Look::Ready,
        Look::Waiting,
        Look::Sleeping,
        Look::Gil,
        Look::Device,
        Look::Ended,
    ];
}

impl State {
    /// How it is painted.
    #[must_use]
    pub fn look(self) -> Look {
        match self {
            State::Running(_) => Look::Running,
            State::Ready => Look::Ready,
            State::Blocked { why: Why::Turn, .. } => Look::Ready,
            State::Blocked {
                why: Why::Sleep | Why::Idle,
                ..
            } => Look::Sleeping,
            State::Blocked { why: Why::Gil, .. } => Look::Gil,
            State::Blocked {
                why: Why::Network | Why::Disk,
                ..
            } => Look::Device,
            State::Blocked { .. } => Look::Waiting,
            State::Finished | State::Failed | State::Killed(_) => Look::Ended,
        }
    }

    /// Whether it ended otherwise than by coming to its end.
    #[must_use]
    pub fn is_cut_short(self) -> bool {
        matches!(self, State::Failed | State::Killed(_))
    }
}

/// A stretch of time in which a task did one thing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// Its begin.
    pub start: Tick,
    /// Its end; [`Span::OPEN`] while it goes on.
    pub end: Tick,
    /// Which task.
    pub task: TaskId,
    /// What it did.
    pub state: State,
}

impl Span {
    /// The end of a span that goes on.
    pub const OPEN: Tick = Tick(u64::MAX);

    /// Whether an instant lies in it.
    #[must_use]
    pub fn contains(&self, at: Tick) -> bool {
        self.start <= at && at < self.end
    }
}

/// A task made another one ready, or made it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arrow {
    /// When.
    pub at: Tick,
    /// Who did it.
    pub from: TaskId,
    /// To whom.
    pub to: TaskId,
    /// Whether it made the task.
    pub spawn: bool,
}

/// The spans of one run, by task and by core.
#[derive(Clone, Default, Debug)]
pub struct Lanes {
    seen: usize,
    tasks: Vec<Vec<Span>>,
    cores: Vec<Vec<Span>>,
    /// What is known at a distance of the tasks' lanes. Cores are few, and their spans all look alike.
    sums: Vec<Sums>,
    arrows: Vec<Arrow>,
    threads: Vec<Thread>,
}

/// What is known of a kernel thread while events are read.
#[derive(Clone, Copy, Default, Debug)]
struct Thread {
    core: Option<CoreId>,
    /// The coroutine that its event loop has given the turn to.
    coroutine: Option<TaskId>,
}

impl Lanes {
    /// Reads the events that have come since the last time.
    pub fn extend(&mut self, trace: &Trace) {
        if self.tasks.is_empty() && !trace.tasks().is_empty() {
            self.enter(TaskId(0), Tick(0), State::Ready);
        }
        for event in trace.events().get(self.seen..).unwrap_or_default() {
            self.read(event, trace);
        }
        self.seen = trace.events().len();
        self.sums.resize_with(self.tasks.len(), Sums::default);
        for (sums, spans) in self.sums.iter_mut().zip(&self.tasks) {
            sums.extend(spans);
        }
    }

    /// The lane of a row.
    #[must_use]
    pub fn of(&self, subject: rows::Subject) -> Lane<'_> {
        match subject {
            rows::Subject::Task(task) => Lane::new(self.task(task), self.sums.get(task.index())),
            rows::Subject::Core(core) => Lane::new(self.core(core), None),
        }
    }

    /// The spans of a task, in order.
    #[must_use]
    pub fn task(&self, task: TaskId) -> &[Span] {
        self.tasks.get(task.index()).map_or(&[], Vec::as_slice)
    }

    /// The spans of a core, in order; the core was idle between them.
    #[must_use]
    pub fn core(&self, core: CoreId) -> &[Span] {
        self.cores.get(core.index()).map_or(&[], Vec::as_slice)
    }

    /// How many cores were ever used, counted to the highest one.
    #[must_use]
    pub fn core_count(&self) -> usize {
        self.cores.len()
    }

    /// Who woke or made whom, in order.
    #[must_use]
    pub fn arrows(&self) -> &[Arrow] {
        &self.arrows
    }

    fn read(&mut self, event: &Event, trace: &Trace) {
        let (at, task) = (event.at, event.task);
        let Some(info) = trace.task(task) else {
            return;
        };
        let thread = info.thread;
        let is_thread = info.kind == TaskKind::Thread;
        match event.what {
            What::Spawned { child } if trace.task(child).is_some() => {
                self.enter(child, at, State::Ready);
                self.arrows.push(Arrow {
                    at,
                    from: task,
                    to: child,
                    spawn: true,
                });
            }
            What::Dispatched { core, .. } => self.dispatch(at, task, thread, core),
            What::Preempted { .. } => {
                self.leave_core(at, thread);
                self.enter(task, at, State::Ready);
                self.coroutine_pauses(at, thread);
            }
            What::Blocked { why, on, .. } => self.block(at, task, thread, is_thread, why, on),
            What::Sleeps { .. } => {
                self.block(at, task, thread, is_thread, Why::Sleep, Subject::Nothing);
            }
            What::Woken { by } => {
                self.enter(task, at, State::Ready);
                if by != task {
                    self.arrows.push(Arrow {
                        at,
                        from: by,
                        to: task,
                        spawn: false,
                    });
                }
            }
            What::GilTaken => {
                if let (Some(core), Some(Look::Gil)) = (self.thread(thread).core, self.look(task)) {
                    self.enter(task, at, State::Running(core));
                }
            }
            What::Resumed if !is_thread => {
                self.thread(thread).coroutine = Some(task);
                let core = self.thread(thread).core.unwrap_or_default();
                self.enter(task, at, State::Running(core));
            }
            What::Suspended if !is_thread => {
                self.thread(thread).coroutine = None;
                if self.look(task) == Some(Look::Running) {
                    self.enter(task, at, State::Ready);
                }
            }
            What::Finished => self.end(at, task, thread, is_thread, State::Finished),
            What::Failed { .. } => self.end(at, task, thread, is_thread, State::Failed),
            What::Killed { signal } => {
                self.end(at, task, thread, is_thread, State::Killed(signal));
            }
            What::Ended { .. } | What::Deadlock | What::LimitReached { .. } => {
                for core in 0..self.cores.len() {
                    self.close_core(at, core);
                }
            }
            _ => {}
        }
    }

    fn dispatch(&mut self, at: Tick, task: TaskId, thread: ThreadId, core: CoreId) {
        self.leave_core(at, thread);
        self.close_core(at, core.index());
        if self.cores.len() <= core.index() {
            self.cores.resize_with(core.index() + 1, Vec::new);
        }
        self.thread(thread).core = Some(core);
        let state = State::Running(core);
        self.enter(task, at, state);
        if let Some(coroutine) = self.thread(thread).coroutine {
            self.enter(coroutine, at, state);
        }
        push(
            &mut self.cores[core.index()],
            Span {
                start: at,
                end: Span::OPEN,
                task,
                state,
            },
        );
    }

    fn block(
        &mut self,
        at: Tick,
        task: TaskId,
        thread: ThreadId,
        is_thread: bool,
        why: Why,
        on: Subject,
    ) {
        self.enter(task, at, State::Blocked { why, on });
        if is_thread {
            self.leave_core(at, thread);
            self.coroutine_pauses(at, thread);
        }
    }

    fn end(&mut self, at: Tick, task: TaskId, thread: ThreadId, is_thread: bool, state: State) {
        self.enter(task, at, state);
        if is_thread {
            self.leave_core(at, thread);
        } else {
            self.thread(thread).coroutine = None;
        }
    }

    /// A coroutine whose thread left its core keeps its turn and does not run.
    fn coroutine_pauses(&mut self, at: Tick, thread: ThreadId) {
        if let Some(coroutine) = self.thread(thread).coroutine {
            self.enter(coroutine, at, State::Ready);
        }
    }

    fn leave_core(&mut self, at: Tick, thread: ThreadId) {
        if let Some(core) = self.thread(thread).core.take() {
            self.close_core(at, core.index());
        }
    }

    fn close_core(&mut self, at: Tick, core: usize) {
        let Some(spans) = self.cores.get_mut(core) else {
            return;
        };
        if let Some(last) = spans.last_mut().filter(|last| last.end == Span::OPEN) {
            last.end = at;
            if last.start == at {
                spans.pop();
            }
        }
    }

    fn enter(&mut self, task: TaskId, at: Tick, state: State) {
        if self.tasks.len() <= task.index() {
            self.tasks.resize_with(task.index() + 1, Vec::new);
        }
        let spans = &mut self.tasks[task.index()];
        if let Some(last) = spans.last_mut() {
            if last.state == state || last.state.look() == Look::Ended {
                return;
            }
            last.end = at;
            if last.start == at {
                spans.pop();
            }
        }
        push(
            spans,
            Span {
                start: at,
                end: Span::OPEN,
                task,
                state,
            },
        );
    }

    fn look(&self, task: TaskId) -> Option<Look> {
        Some(self.tasks.get(task.index())?.last()?.state.look())
    }

    fn thread(&mut self, id: ThreadId) -> &mut Thread {
        if self.threads.len() <= id.index() {
            self.threads.resize(id.index() + 1, Thread::default());
        }
        &mut self.threads[id.index()]
    }
}

/// Appends a span, or lets the one before go on if it is the same.
fn push(spans: &mut Vec<Span>, span: Span) {
    match spans.last_mut() {
        Some(last)
            if last.end == span.start && last.state == span.state && last.task == span.task =>
        {
            last.end = Span::OPEN;
        }
        _ => spans.push(span),
    }
}

/// The span at an instant.
#[must_use]
pub fn at(spans: &[Span], instant: Tick) -> Option<&Span> {
    let next = spans.partition_point(|span| span.start <= instant);
    spans
        .get(next.checked_sub(1)?)
        .filter(|span| span.contains(instant))
}

#[cfg(test)]
mod tests;
