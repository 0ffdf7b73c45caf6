//! Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi and Nagarakatte, ASPLOS 2010).
//!
//! Threads have priorities by chance, the highest that can go on does, and at a few moments by chance the one that runs gets
//! the lowest. A bug that `d` ordered events bring about is found by one schedule with a probability of at least
//! 1/(n·kᵈ⁻¹), of n threads and k steps. A thread that goes on for long while others could is put last too, so that loops
//! that wait for others end.

use interleave_engine::Choice;
use interleave_trace::{LimitKind, ThreadId};

use crate::chance::Chance;
use crate::position::Position;
use crate::report::{Progress, Report};
use crate::seen::Seen;
use crate::walker::{Taken, Walker};

/// The depth of bugs that are looked for: one more than there are changes of priority.
const DEPTH: u32 = 3;
/// Steps after which a thread that others wait behind is put last.
const MOST_IN_A_ROW: u32 = 64;

/// The search.
pub struct Random {
    chance: Chance,
    start: Position,
    seen: Seen,
    limit: Option<LimitKind>,
    run: Option<Run>,
    /// One that is at its end, for its room.
    spare: Run,
}

/// A schedule in the making.
#[derive(Default)]
struct Run {
    position: Position,
    way: Vec<Choice>,
    /// By thread; higher goes first.
    priorities: Vec<u64>,
    /// The steps at which the running thread is put last, and how often that was done.
    changes: Vec<u32>,
    lowered: u64,
    last: ThreadId,
    in_a_row: u32,
}

impl Random {
    /// A search that is about to begin.
    pub fn new(walker: &mut Walker, seed: u64) -> Self {
        let mut taken = Taken::default();
        let start = walker.start(&mut taken);
        let mut seen = Seen::default();
        seen.look_at(walker, &start, ThreadId(0), &taken, &[]);
        Self {
            chance: Chance::new(seed),
            start,
            seen,
            limit: None,
            run: None,
            spare: Run::default(),
        }
    }

    /// Makes so many steps.
    pub fn go_on(&mut self, walker: &mut Walker, steps: u64) -> Progress {
        let mut choices = Vec::new();
        for _ in 0..steps {
            if self.limit.is_some() || walker.stale {
                break;
            }
            let run = self.run.take().unwrap_or_else(|| self.begin());
            self.run = self.step(walker, run, &mut choices);
            if self.seen.schedules >= walker.options.bounds.schedules {
                self.limit = Some(LimitKind::Schedules);
            }
        }
        Progress {
            states: self.seen.steps,
            expanded: self.seen.steps,
            frontier: 0,
            schedules: self.seen.schedules,
            depth: self.seen.depth,
            done: self.limit.is_some(),
        }
    }

    /// Stops where it is.
    pub fn stop(&mut self) {
        self.limit = Some(LimitKind::Patience);
    }

    /// What was found out so far: never that there is nothing else.
    pub fn report(&self, walker: &mut Walker) -> Report {
        let limit = self.seen.limit.or(self.limit);
        self.seen
            .report(walker, Some(limit.unwrap_or(LimitKind::Schedules)))
    }

    fn begin(&mut self) -> Run {
        let longest = self.seen.depth.max(8);
        let mut run = std::mem::take(&mut self.spare);
        run.changes.clear();
        for _ in 1..DEPTH {
            run.changes.push(self.chance.below(longest));
        }
        run.position.copy(&self.start);
        run.way.clear();
        run.priorities.clear();
        (run.lowered, run.in_a_row) = (0, 0);
        run.last = ThreadId(0);
        run
    }

    /// Makes a step of a schedule; gives the schedule unless it is at its end.
    fn step(
        &mut self,
        walker: &mut Walker,
        mut run: Run,
        choices: &mut Vec<Choice>,
    ) -> Option<Run> {
        walker.choices(&run.position, choices);
        if choices.is_empty() {
            self.seen.end(walker, &run.position, &run.way);
            self.spare = run;
            return None;
        }
        if run.way.len() as u32 >= walker.options.bounds.depth {
            self.seen.schedules += 1;
            self.seen.limit = Some(LimitKind::Depth);
            return None;
        }
        let threads = run.position.standings.len();
        while run.priorities.len() < threads {
            run.priorities.push(self.chance.next() | 1 << 63);
        }
        let priority = |choice: &Choice| run.priorities.get(choice.thread().index()).copied();
        let thread = choices
            .iter()
            .max_by_key(|choice| priority(choice))?
            .thread();
        choices.retain(|choice| choice.thread() == thread);
        let choice = *choices.get(self.chance.below(choices.len() as u32) as usize)?;
        let at = run.way.len() as u32;
        run.in_a_row = if run.last == thread {
            run.in_a_row + 1
        } else {
            0
        };
        run.last = thread;
        if run.changes.contains(&at) || run.in_a_row >= MOST_IN_A_ROW {
            run.lowered += 1;
            run.in_a_row = 0;
            if let Some(priority) = run.priorities.get_mut(thread.index()) {
                // Below all that were lowered before, and those below all that were not.
                *priority = (1 << 63) - run.lowered;
            }
        }
        let mut taken = Taken::default();
        walker.take(&mut run.position, choice, &mut taken);
        run.way.push(choice);
        self.seen
            .look_at(walker, &run.position, thread, &taken, &run.way);
        Some(run)
    }
}
