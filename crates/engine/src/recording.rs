//! A whole run that can be looked at at any instant: the trace, and checkpoints to run again from.
//!
//! Going back is running again: a moment is reached by forking the checkpoint before it and letting the machine go on.
//! There are never more than [`MAX_CHECKPOINTS`] checkpoints, nor more memory that only they keep than
//! [`MAX_CHECKPOINT_BYTES`]: when there would be, every other one is dropped and the next ones are made half as often.

use std::sync::Arc;

use interleave_program::Program;
use interleave_trace::{Event, Keep, Moment, Snapshot, Trace};

use crate::config::Config;
use crate::simulator::{Simulator, Status};
use crate::world::choice::Part;
use crate::world::{Choice, Schedule};

/// Most checkpoints of a recording.
pub const MAX_CHECKPOINTS: usize = 256;
/// Most bytes that checkpoints keep for themselves.
pub const MAX_CHECKPOINT_BYTES: u64 = 256 << 20;
/// About how many bytes a checkpoint takes for each thread.
const THREAD_BYTES: u64 = 128;
/// Threads that are copied in the time of an event.
const THREADS_AN_EVENT: u32 = 4;
/// Events between the first checkpoints.
const FIRST_SPACING: u32 = 1024;

/// A choice made by hand, and when: after so many operations and events.
#[derive(Clone, Copy, Debug)]
struct Chosen {
    steps: u64,
    events: u32,
    choice: Choice,
    /// Operations after it: some come along that nobody notices.
    steps_after: u64,
}

/// A run, as far as it has come.
#[derive(Clone, Debug)]
pub struct Recording {
    head: Simulator,
    trace: Trace,
    checkpoints: Vec<Simulator>,
    spacing: u32,
    /// What was chosen by hand.
    chosen: Vec<Chosen>,
    /// The machine at the moment looked at last: the next look is often just behind it.
    cursor: Simulator,
}

impl Recording {
    /// A run that is about to begin.
    #[must_use]
    pub fn new(program: Arc<Program>, config: Config) -> Self {
        Self::with(program, config, Trace::default(), FIRST_SPACING)
    }

    /// A run of which only the output is wanted: it cannot be looked back at.
    #[must_use]
    pub fn of_output(program: Arc<Program>, config: Config) -> Self {
        Self::keeping(Keep::Output, program, config)
    }

    /// A run of which not everything is kept: it cannot be looked back at.
    #[must_use]
    pub fn keeping(keep: Keep, program: Arc<Program>, config: Config) -> Self {
        Self::with(program, config, Trace::keeping(keep), u32::MAX)
    }

    /// Takes away the events that have happened since this was called last.
    pub fn take_events(&mut self) -> Vec<Event> {
        self.trace.take_events()
    }

    fn with(program: Arc<Program>, config: Config, mut trace: Trace, spacing: u32) -> Self {
        let head = Simulator::new(program, config, &mut trace);
        Self {
            cursor: head.clone(),
            checkpoints: vec![head.clone()],
            head,
            trace,
            spacing,
            chosen: Vec::new(),
        }
    }

    /// What has happened so far.
    #[must_use]
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// The machine at the end of what has happened so far.
    #[must_use]
    pub fn head(&self) -> &Simulator {
        &self.head
    }

    /// The machine at the end, for what only reads it but has to make values on the way.
    pub fn head_mut(&mut self) -> &mut Simulator {
        &mut self.head
    }

    /// Lets the run go on by one operation.
    pub fn step(&mut self) -> Status {
        let status = self.head.step(Some(&mut self.trace));
        self.keep_checkpoint();
        status
    }

    /// Lets the run go on by the smallest thing that can happen: never long, even where a program computes for ever.
    pub fn advance(&mut self) -> Status {
        let status = self.head.advance(Some(&mut self.trace));
        self.keep_checkpoint();
        status
    }

    /// Lets the run go on by one operation of a chosen thread.
    ///
    /// # Errors
    /// A sentence when that is not possible now.
    pub fn choose(&mut self, choice: Choice) -> Result<Status, String> {
        let (steps, events) = (self.head.steps(), self.head.events());
        let status = self.head.choose(choice, Some(&mut self.trace))?;
        self.chosen.push(Chosen {
            steps,
            events,
            choice,
            steps_after: self.head.steps(),
        });
        self.keep_checkpoint();
        Ok(status)
    }

    /// Follows a schedule from where the run is, to its end or that of the run.
    ///
    /// # Errors
    /// A sentence when the schedule asks for something impossible.
    pub fn follow(&mut self, schedule: &Schedule) -> Result<(), String> {
        for part in schedule.parts() {
            let count = match part {
                Part::Natural(count) | Part::Chosen(_, count) => *count,
            };
            for _ in 0..count {
                if self.head.status() != Status::Running {
                    return Ok(());
                }
                match part {
                    Part::Natural(_) => self.step(),
                    Part::Chosen(choice, _) => self.choose(*choice)?,
                };
            }
        }
        Ok(())
    }

    /// The schedule that leads to where the run is.
    #[must_use]
    pub fn schedule(&self) -> Schedule {
        self.schedule_of(self.head.steps())
    }

    /// The schedule that leads to the last operation before a moment, and whether anything can happen after it.
    pub fn schedule_until(&mut self, moment: Moment) -> (Schedule, bool) {
        self.seek(moment);
        let goes_on = self.cursor.status() == Status::Running;
        (self.schedule_of(self.cursor.steps()), goes_on)
    }

    /// The schedule of the first so many operations.
    fn schedule_of(&self, steps: u64) -> Schedule {
        let mut schedule = Schedule::default();
        let mut done = 0;
        let made = |chosen: &&Chosen| chosen.steps_after <= steps;
        for chosen in self.chosen.iter().take_while(made) {
            schedule.push_natural(u32::try_from(chosen.steps - done).unwrap_or(u32::MAX));
            schedule.push(chosen.choice);
            done = chosen.steps_after;
        }
        schedule.push_natural(u32::try_from(steps.saturating_sub(done)).unwrap_or(u32::MAX));
        schedule
    }

    /// Lets a fork of the machine do again what was done from where it is; `whole` goes on to the next operation.
    fn repeat(&self, walker: &mut Simulator, whole: bool) {
        let here = (walker.steps(), walker.events());
        let chosen = self
            .chosen
            .binary_search_by_key(&here, |chosen| (chosen.steps, chosen.events));
        match chosen {
            // It was possible then, so it is possible again.
            Ok(index) => drop(walker.choose(self.chosen[index].choice, None)),
            Err(_) if whole => drop(walker.step(None)),
            Err(_) => drop(walker.advance(None)),
        }
    }

    fn keep_checkpoint(&mut self) {
        let last = self.checkpoints.last().map_or(0, Simulator::events);
        // A checkpoint takes time in proportion to the threads: never more than the events since did.
        let least = self.head.seats().len() as u32 / THREADS_AN_EVENT;
        if self.head.events().saturating_sub(last) >= self.spacing.max(least) {
            self.checkpoints.push(self.head.clone());
            self.thin_out();
        }
    }

    fn thin_out(&mut self) {
        while self.checkpoints.len() > 2
            && (self.checkpoints.len() > MAX_CHECKPOINTS
                || self.checkpoint_bytes() > MAX_CHECKPOINT_BYTES)
        {
            let mut index = 0;
            self.checkpoints.retain(|_| {
                index += 1;
                index % 2 == 1
            });
            self.spacing = self.spacing.saturating_mul(2);
        }
    }

    /// At most how many bytes checkpoints keep for themselves: of objects and tasks, what was made or changed until the next.
    fn checkpoint_bytes(&self) -> u64 {
        let later = self.checkpoints.iter().skip(1).chain([&self.head]);
        let pairs = self.checkpoints.iter().zip(later);
        pairs
            .map(|(checkpoint, next)| {
                let (world, next) = (checkpoint.world(), next.world());
                let (heap, later) = (world.heap(), next.heap());
                let objects = if next.processes().len() > 1 {
                    heap.bytes()
                } else {
                    heap.bytes()
                        .min(later.turnover().saturating_sub(heap.turnover()))
                };
                let tasks = next.tasks_copied().saturating_sub(world.tasks_copied());
                objects + tasks + checkpoint.seats().len() as u64 * THREAD_BYTES
            })
            .sum()
    }

    /// Brings the cursor to a moment: to the first state by which so many events had happened.
    fn seek(&mut self, moment: Moment) {
        let moment = Moment(moment.0.min(self.head.events()));
        let mut cursor = if self.cursor.events() > moment.0
            || self.nearest(moment).events() > self.cursor.events()
        {
            self.nearest(moment).clone()
        } else {
            self.cursor.clone()
        };
        while cursor.events() < moment.0 && cursor.status() == Status::Running {
            self.repeat(&mut cursor, false);
        }
        self.cursor = cursor;
    }

    fn nearest(&self, moment: Moment) -> &Simulator {
        let after = self
            .checkpoints
            .partition_point(|checkpoint| checkpoint.events() < moment.0);
        self.checkpoints
            .get(after.saturating_sub(1))
            .unwrap_or(&self.head)
    }

    /// How things stood at a moment.
    pub fn at(&mut self, moment: Moment) -> Snapshot {
        self.seek(moment);
        self.cursor.snapshot()
    }

    /// The moment after the next operation.
    pub fn moment_after(&mut self, moment: Moment) -> Moment {
        self.seek(moment);
        let mut ahead = self.cursor.clone();
        // An operation may leave no event: the next one that does is meant.
        while ahead.events() <= moment.0 && ahead.status() == Status::Running {
            self.repeat(&mut ahead, true);
        }
        Moment(ahead.events().min(self.head.events()))
    }

    /// The moment before the operation that led to this one.
    pub fn moment_before(&mut self, moment: Moment) -> Moment {
        let Some(earlier) = moment.0.checked_sub(1) else {
            return moment;
        };
        let mut walker = self.nearest(Moment(earlier)).clone();
        let mut before = walker.events();
        while walker.events() < moment.0 && walker.status() == Status::Running {
            before = walker.events();
            self.repeat(&mut walker, true);
        }
        Moment(before)
    }
}
