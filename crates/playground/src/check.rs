//! The question "can this ever go wrong?", put to every schedule of a program.

use std::sync::Arc;

use interleave_engine::{Config, Recording, Status};
use interleave_explorer::{Bounds, Finding, FindingKind, Progress, Report, Search};
use interleave_program::Program;
use interleave_trace::Snapshot;
use interleave_trace::snapshot::Activity;

/// A search through the schedules of one program, done in slices.
pub struct Check {
    program: Arc<Program>,
    config: Config,
    search: Search,
}

/// What goes wrong at the end of a schedule, as the ordinary run that follows it shows.
#[derive(Debug)]
pub struct Explanation {
    /// How things stand there.
    pub snapshot: Snapshot,
    /// The lines of the reader's source that unfinished or failed tasks have come to, ascending.
    pub lines: Vec<u32>,
    /// The last lines of the exceptions that ended tasks.
    pub failures: Vec<String>,
}

impl Check {
    /// A search that is about to begin.
    #[must_use]
    pub fn new(program: Program, config: Config, bounds: Bounds) -> Self {
        let program = Arc::new(program);
        Self {
            search: Search::new(program.clone(), &config, bounds),
            program,
            config,
        }
    }

    /// Goes on for so many states.
    pub fn go_on(&mut self, states: u64) -> Progress {
        self.search.go_on(states)
    }

    /// What was found out so far.
    #[must_use]
    pub fn report(&self) -> Report {
        self.search.report()
    }

    /// Shows on the simulated machine what a search has found.
    ///
    /// # Errors
    /// A sentence when its schedule cannot be followed.
    pub fn explain(&self, finding: &Finding) -> Result<Explanation, String> {
        let mut recording = Recording::of_output(self.program.clone(), self.config.clone());
        recording.follow(&finding.schedule)?;
        if finding.kind == FindingKind::Deadlock {
            // The machine has still to notice that nothing can happen any more.
            while recording.advance() == Status::Running {}
        }
        let snapshot = recording.head_mut().snapshot();
        let concerned = |activity: &Activity| match finding.kind {
            FindingKind::Deadlock => matches!(activity, Activity::Blocked(_)),
            FindingKind::Assertion | FindingKind::Exception => {
                matches!(activity, Activity::Failed(_))
            }
            FindingKind::Livelock => !matches!(activity, Activity::Finished),
        };
        let tasks = || {
            snapshot
                .tasks
                .iter()
                .filter(|task| concerned(&task.activity))
        };
        let mut lines: Vec<u32> = tasks().filter_map(|task| Some(task.place?.line)).collect();
        lines.sort_unstable();
        lines.dedup();
        let failures = tasks()
            .filter_map(|task| match &task.activity {
                Activity::Failed(message) => Some(message.clone()),
                _ => None,
            })
            .collect();
        Ok(Explanation {
            lines,
            failures,
            snapshot,
        })
    }
}
