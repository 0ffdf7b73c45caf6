//! What there is to see of an event loop at an instant.

use interleave_trace::snapshot::{Activity, CallbackState, LoopState};
use interleave_trace::{Snapshot, TaskId, TaskKind, Why};

/// What the loop itself does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mood {
    /// It runs a callback.
    Busy,
    /// It waits for a timer or for another thread.
    Idle,
    /// It is between two callbacks.
    Between,
    /// Its thread could run, and another one does.
    OffCore,
}

/// A timer to come.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Timer<'a> {
    /// What it does.
    pub callback: &'a CallbackState,
    /// How long until it fires, in nanoseconds.
    pub left_ns: u64,
    /// That, as a share of the longest one of the loop: how much of a bar is still full.
    pub share: f64,
}

/// The picture of one loop.
#[derive(Clone, PartialEq, Debug)]
pub struct Picture<'a> {
    /// What the loop does.
    pub mood: Mood,
    /// What runs next, in this round.
    pub this_round: &'a [CallbackState],
    /// What was scheduled since the round began, and runs in the next one.
    pub next_round: &'a [CallbackState],
    /// The timers, earliest first.
    pub timers: Vec<Timer<'a>>,
    /// The workers of the pool and whether each has work.
    pub pool: Vec<(TaskId, bool)>,
}

/// Looks at one loop of a snapshot.
#[must_use]
pub fn picture<'a>(snapshot: &Snapshot, state: &'a LoopState) -> Picture<'a> {
    let round = (state.this_round as usize).min(state.ready.len());
    let (this_round, next_round) = state.ready.split_at(round);
    let left = |when: interleave_trace::Tick| when.since(snapshot.now);
    let longest = state.timers.iter().map(|timer| left(timer.when)).max();
    let timers = state.timers.iter().map(|timer| Timer {
        callback: &timer.callback,
        left_ns: left(timer.when),
        share: left(timer.when) as f64 / (longest.unwrap_or(0) as f64).max(1.0),
    });
    let works = |&id: &TaskId| {
        let idle = snapshot.tasks.get(id.index()).is_none_or(|task| {
            task.activity.has_ended()
                || matches!(&task.activity, Activity::Blocked(reason) if reason.why == Why::QueueGet)
        });
        (id, !idle)
    };
    Picture {
        mood: mood(snapshot, state),
        this_round,
        next_round,
        timers: timers.collect(),
        pool: state.pool.iter().map(works).collect(),
    }
}

fn mood(snapshot: &Snapshot, state: &LoopState) -> Mood {
    let own = snapshot
        .tasks
        .iter()
        .find(|task| task.thread == state.thread && task.kind == TaskKind::Thread);
    match own.map(|task| &task.activity) {
        Some(Activity::Blocked(reason)) if reason.why == Why::Idle => Mood::Idle,
        _ if state.current.is_some() => Mood::Busy,
        Some(Activity::Ready) => Mood::OffCore,
        _ => Mood::Between,
    }
}

#[cfg(test)]
mod tests {
    use interleave_trace::snapshot::TimerState;
    use interleave_trace::{ObjectId, ThreadId, Tick};

    use super::*;

    fn callback(label: &str) -> CallbackState {
        CallbackState {
            label: label.to_owned(),
            task: None,
        }
    }

    #[test]
    fn the_ready_queue_is_cut_where_the_round_ends() {
        let timer = |when, label: &str| TimerState {
            when: Tick(when),
            callback: callback(label),
        };
        let state = LoopState {
            id: ObjectId { owner: 0, index: 0 },
            thread: ThreadId(0),
            current: Some(callback("now")),
            stack: Vec::new(),
            ready: vec![callback("a"), callback("b"), callback("c")],
            this_round: 2,
            timers: vec![timer(150, "soon"), timer(300, "late")],
            rounds: 1,
            waiting: Vec::new(),
            pool: Vec::new(),
            pool_backlog: 0,
        };
        let snapshot = Snapshot {
            now: Tick(100),
            ..Snapshot::default()
        };
        let picture = picture(&snapshot, &state);
        assert_eq!(picture.mood, Mood::Busy);
        assert_eq!((picture.this_round.len(), picture.next_round.len()), (2, 1));
        assert_eq!(picture.timers[0].left_ns, 50);
        assert_eq!(
            (picture.timers[0].share, picture.timers[1].share),
            (0.25, 1.0)
        );

        let cut = LoopState {
            this_round: 99,
            ..state
        };
        assert_eq!(super::picture(&snapshot, &cut).next_round.len(), 0);
    }
}
