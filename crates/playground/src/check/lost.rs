//! Updates that a run has lost: a thread writes over what another one has written since the thread read the variable.
//!
//! A data race with a read before the write says that this can happen; here is whether it has.

use std::collections::BTreeMap;

use interleave_trace::{Moment, TaskId, Trace, VariableId, What};

/// An update that was lost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lost {
    /// Whose.
    pub of: TaskId,
    /// Who wrote over it.
    pub by: TaskId,
    /// What.
    pub variable: VariableId,
}

/// The first update that a run has lost by a moment.
#[must_use]
pub fn lost_update(trace: &Trace, until: Moment) -> Option<Lost> {
    let mut versions = Versions::default();
    let mut events = trace.events().iter().take(until.0 as usize);
    events.find_map(|event| versions.pass(event.task, &event.what))
}

/// The tasks that have read what another one has written since, and have not written it themselves: at the end of a run.
pub(super) fn out_of_date(trace: &Trace) -> Vec<TaskId> {
    let mut versions = Versions::default();
    for event in trace.events() {
        versions.pass(event.task, &event.what);
    }
    let stale = versions.seen.iter().filter(|((variable, task), read)| {
        versions
            .written
            .get(variable)
            .is_some_and(|&(version, of)| **read < version && of != *task)
    });
    let mut tasks: Vec<TaskId> = stale.map(|(&(_, task), _)| task).collect();
    tasks.sort_unstable();
    tasks.dedup();
    tasks
}

/// Who has seen which write of what.
#[derive(Default)]
struct Versions {
    /// The last write of each variable: its number, and whose it is.
    written: BTreeMap<VariableId, (u32, TaskId)>,
    /// Which of them a task has seen, until it writes.
    seen: BTreeMap<(VariableId, TaskId), u32>,
}

impl Versions {
    /// Passes an event; the update that is lost by it.
    fn pass(&mut self, task: TaskId, what: &What) -> Option<Lost> {
        match *what {
            What::Read { variable, .. } => {
                let version = self.written.get(&variable);
                let version = version.map_or(0, |&(version, _)| version);
                self.seen.insert((variable, task), version);
                None
            }
            What::Wrote { variable, .. } => {
                let last = self.written.get(&variable).copied();
                let read = self.seen.remove(&(variable, task));
                let version = last.map_or(1, |(version, _)| version.saturating_add(1));
                self.written.insert(variable, (version, task));
                match (last, read) {
                    (Some((version, of)), Some(read)) if read < version && of != task => {
                        Some(Lost {
                            of,
                            by: task,
                            variable,
                        })
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
