//! The rows of the timeline: which lane is where, and what is under the pointer.

use interleave_trace::{CoreId, ProcessId, TaskId, TaskKind, Tick, Trace};

use crate::lanes::{self, Lanes, Span};

/// What a row shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    /// A task.
    Task(TaskId),
    /// A core.
    Core(CoreId),
}

/// What the rows are of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum By {
    /// A row a task.
    #[default]
    Task,
    /// A row a core.
    Core,
}

/// A row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// What it shows.
    pub subject: Subject,
    /// Whether it belongs to the row above it that is not: a coroutine beneath its thread.
    pub inner: bool,
}

/// The rows in their order, all of the same height.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Rows {
    rows: Vec<Row>,
    row_px: f64,
}

impl Rows {
    /// More rows than this are not shown.
    pub const MOST: usize = 400;

    /// The rows of a run: threads in the order of their making, each with its coroutines beneath it; or cores.
    #[must_use]
    pub fn new(by: By, trace: &Trace, lanes: &Lanes, cores: u16, row_px: f64) -> Rows {
        let mut rows: Vec<Row> = match by {
            By::Task => task_rows(trace),
            By::Core => (0..lanes.core_count().max(usize::from(cores)))
                .map(|core| Row {
                    subject: Subject::Core(CoreId(core as u16)),
                    inner: false,
                })
                .collect(),
        };
        rows.truncate(Rows::MOST);
        Rows { rows, row_px }
    }

    /// The rows from top to bottom, each with its upper edge.
    pub fn iter(&self) -> impl Iterator<Item = (f64, &Row)> {
        self.rows
            .iter()
            .enumerate()
            .map(|(index, row)| (index as f64 * self.row_px, row))
    }

    /// How high all rows are together.
    #[must_use]
    pub fn height_px(&self) -> f64 {
        self.rows.len() as f64 * self.row_px
    }

    /// How high a row is.
    #[must_use]
    pub fn row_px(&self) -> f64 {
        self.row_px
    }

    /// The row at a height.
    #[must_use]
    pub fn row_at(&self, y: f64) -> Option<&Row> {
        if y < 0.0 || self.row_px <= 0.0 {
            return None;
        }
        self.rows.get((y / self.row_px) as usize)
    }

    /// The middle of the row of a task.
    #[must_use]
    pub fn middle_of(&self, task: TaskId) -> Option<f64> {
        let index = self
            .rows
            .iter()
            .position(|row| row.subject == Subject::Task(task))?;
        Some((index as f64 + 0.5) * self.row_px)
    }

    /// What is at a height and an instant: the row, and the span if something happens there.
    #[must_use]
    pub fn hit<'a>(&self, lanes: &'a Lanes, y: f64, at: Tick) -> Option<(&Row, Option<&'a Span>)> {
        let row = self.row_at(y)?;
        Some((row, lanes::at(lanes.of(row.subject).spans(), at)))
    }
}

fn task_rows(trace: &Trace) -> Vec<Row> {
    let mut tasks: Vec<usize> = (0..trace.tasks().len()).collect();
    // Stable: tasks of one thread keep the order of their making, and a thread's own task comes before them; threads of
    // one process stand together.
    tasks.sort_by_key(|&index| {
        let info = &trace.tasks()[index];
        (info.process, info.thread, info.kind == TaskKind::Coroutine)
    });
    tasks
        .into_iter()
        .map(|index| Row {
            subject: Subject::Task(TaskId(index as u32)),
            inner: trace.tasks()[index].kind == TaskKind::Coroutine,
        })
        .collect()
}

/// Whether a program has made processes.
#[must_use]
pub fn has_several_processes(trace: &Trace) -> bool {
    trace
        .tasks()
        .iter()
        .any(|task| task.process != ProcessId(0))
}

/// The name of a task behind that of its process; a process's first thread bears its name alone.
#[must_use]
pub fn name_with_process(trace: &Trace, task: TaskId) -> String {
    let Some(info) = trace.task(task) else {
        return String::new();
    };
    let mut tasks = trace.tasks().iter();
    let first = tasks.position(|other| other.process == info.process);
    match first.and_then(|first| trace.tasks().get(first)) {
        _ if info.process == ProcessId(0) => format!("MainProcess: {}", info.name),
        Some(_) if first == Some(task.index()) => info.name.clone(),
        Some(process) => format!("{}: {}", process.name, info.name),
        None => info.name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use interleave_trace::{TaskInfo, ThreadId};

    use super::*;

    fn trace(tasks: &[(u32, TaskKind)]) -> Trace {
        let mut trace = Trace::default();
        for &(thread, kind) in tasks {
            trace.push_task(TaskInfo {
                name: String::new(),
                kind,
                thread: ThreadId(thread),
                process: interleave_trace::ProcessId(0),
                parent: None,
                daemon: false,
                pool: false,
            });
        }
        trace
    }

    #[test]
    fn coroutines_stand_beneath_their_thread() {
        use TaskKind::{Coroutine, Thread};
        let trace = trace(&[(0, Thread), (1, Thread), (0, Coroutine), (0, Coroutine)]);
        let rows = Rows::new(By::Task, &trace, &Lanes::default(), 2, 20.0);
        let order: Vec<_> = rows
            .iter()
            .map(|(y, row)| (y as u32, row.subject, row.inner))
            .collect();
        let task = |index| Subject::Task(TaskId(index));
        assert_eq!(
            order,
            [
                (0, task(0), false),
                (20, task(2), true),
                (40, task(3), true),
                (60, task(1), false)
            ]
        );
        assert_eq!(rows.middle_of(TaskId(1)), Some(70.0));
        assert_eq!(rows.row_at(45.0).map(|row| row.subject), Some(task(3)));
        assert_eq!(rows.row_at(80.0), None);
        assert_eq!(rows.row_at(-1.0), None);
    }

    #[test]
    fn threads_of_a_process_stand_together_behind_its_name() {
        let mut trace = Trace::default();
        for (thread, (name, process)) in [
            ("MainThread", 0),
            ("Process-1", 1),
            ("Thread-1", 0),
            ("Thread-1", 1),
        ]
        .into_iter()
        .enumerate()
        {
            trace.push_task(TaskInfo {
                name: name.to_owned(),
                kind: TaskKind::Thread,
                thread: ThreadId(thread as u32),
                process: ProcessId(process),
                parent: None,
                daemon: false,
                pool: false,
            });
        }
        assert!(has_several_processes(&trace));
        let rows = Rows::new(By::Task, &trace, &Lanes::default(), 2, 20.0);
        let names: Vec<String> = rows
            .iter()
            .map(|(_, row)| match row.subject {
                Subject::Task(task) => name_with_process(&trace, task),
                Subject::Core(_) => String::new(),
            })
            .collect();
        assert_eq!(
            names,
            [
                "MainProcess: MainThread",
                "MainProcess: Thread-1",
                "Process-1",
                "Process-1: Thread-1"
            ]
        );
    }

    #[test]
    fn every_core_of_the_machine_has_a_row() {
        let rows = Rows::new(By::Core, &Trace::default(), &Lanes::default(), 3, 10.0);
        assert_eq!(rows.height_px(), 30.0);
    }
}
