//! Who chooses what happens next: a schedule, then the simulated machine, or whoever sends commands.

use std::collections::VecDeque;

use interleave_engine::world::choice::Part;
use interleave_engine::{Choice, Recording, Schedule};
use interleave_trace::snapshot::{Pending, Place};
use interleave_trace::{Snapshot, TaskId};
use interleave_view::{Label, Language, words};

/// What to do next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Next {
    /// Whatever the machine does, in its own small steps.
    Machine,
    /// What the machine would choose, as one step of a schedule.
    Natural,
    /// This.
    Choice(Choice),
    /// Wait to be told.
    Wait,
}

/// Follows a schedule, and knows who chooses when it is used up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Player {
    ahead: VecDeque<Part>,
    by_hand: bool,
    /// Steps that were taken back, the one to make again next at the end.
    undone: Vec<Option<Choice>>,
}

/// One thing that may happen next.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Offer {
    /// What to choose.
    pub choice: Choice,
    /// The task that it is about.
    pub task: TaskId,
    /// Its name.
    pub name: String,
    /// What the task does then.
    pub does: Pending,
    /// Where.
    pub place: Option<Place>,
}

impl Offer {
    /// What happens then, in words.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        match self.choice {
            Choice::Run(_) => words::pending(language, &self.does),
            Choice::TimeOut(_) => Label::GivesUp.text(language).to_owned(),
            Choice::Drain(..) => Label::WriteArrives.text(language).to_owned(),
        }
    }
}

/// It is the reader's turn.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Turn {
    /// What may happen next, by thread.
    pub offers: Vec<Offer>,
    /// The steps so far, as a schedule is written.
    pub schedule: String,
    /// How many there are.
    pub steps: u64,
    /// How many were taken back and can be made again.
    pub undone: u32,
}

impl Player {
    /// Follows a schedule; afterwards the machine chooses, or, by hand, whoever sends commands.
    pub(crate) fn new(schedule: &Schedule, by_hand: bool) -> Self {
        Self {
            ahead: schedule.parts().iter().copied().collect(),
            by_hand,
            undone: Vec::new(),
        }
    }

    /// Whether the reader chooses once the schedule is used up.
    pub(crate) fn by_hand(&self) -> bool {
        self.by_hand
    }

    /// Leaves the rest to the machine.
    pub(crate) fn let_go(&mut self) {
        *self = Self::default();
    }

    /// Drops the rest of the schedule.
    pub(crate) fn stop_following(&mut self) {
        self.ahead.clear();
    }

    /// Does one step next, if the reader chooses; what was taken back is forgotten then.
    pub(crate) fn push(&mut self, step: Option<Choice>) {
        if self.by_hand {
            self.undone.clear();
            self.ahead.push_back(part(step));
        }
    }

    /// Makes the last step again that was taken back; whether there was one.
    pub(crate) fn redo(&mut self) -> bool {
        let step = self.undone.pop();
        self.ahead.extend(step.map(part));
        step.is_some()
    }

    /// The player of the run without its last step; `None` where there is none.
    pub(crate) fn undo(&mut self, recording: &Recording) -> Option<Player> {
        let mut schedule = recording.schedule();
        let step = schedule.pop()?;
        let mut player = Player::new(&schedule, true);
        player.undone = std::mem::take(&mut self.undone);
        player.undone.push(step);
        Some(player)
    }

    /// What to do next. [`Player::done`] takes it off the schedule.
    pub(crate) fn next(&self) -> Next {
        match self.ahead.front() {
            Some(Part::Natural(_)) => Next::Natural,
            Some(Part::Chosen(choice, _)) => Next::Choice(*choice),
            None if self.by_hand => Next::Wait,
            None => Next::Machine,
        }
    }

    /// One step of the schedule has been made.
    pub(crate) fn done(&mut self) {
        let Some(part) = self.ahead.front_mut() else {
            return;
        };
        let (Part::Natural(count) | Part::Chosen(_, count)) = part;
        *count = count.saturating_sub(1);
        if *count == 0 {
            self.ahead.pop_front();
        }
    }

    /// What to tell a reader whose turn it is.
    pub(crate) fn turn(&self, recording: &Recording) -> Turn {
        let mut ahead = recording.head().prospect();
        let choices = ahead.world().enabled();
        let snapshot = ahead.snapshot();
        let schedule = recording.schedule();
        Turn {
            offers: choices
                .into_iter()
                .filter_map(|choice| offer(choice, &snapshot))
                .collect(),
            steps: schedule.steps(),
            schedule: schedule.to_string(),
            undone: u32::try_from(self.undone.len()).unwrap_or(u32::MAX),
        }
    }
}

fn part(step: Option<Choice>) -> Part {
    match step {
        Some(choice) => Part::Chosen(choice, 1),
        None => Part::Natural(1),
    }
}

fn offer(choice: Choice, snapshot: &Snapshot) -> Option<Offer> {
    let of_thread = |task: &&interleave_trace::snapshot::TaskState| task.thread == choice.thread();
    let current = snapshot
        .tasks
        .iter()
        .filter(of_thread)
        .find(|task| task.next.is_some())?;
    Some(Offer {
        choice,
        task: current.id,
        name: current.name.clone(),
        does: current.next.clone()?,
        place: current.place,
    })
}
