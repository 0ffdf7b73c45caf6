//! What there is to see of a queue at an instant.

use interleave_trace::snapshot::{Activity, QueueState};
use interleave_trace::{Snapshot, TaskId, Why};

use crate::depth::QueueLife;

/// More places than this are not drawn one by one.
pub const MOST_SLOTS: usize = 24;

/// The places of a queue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slots<'a> {
    /// From the next one out to the free places at the back.
    pub shown: Vec<Option<&'a str>>,
    /// Items that are not drawn.
    pub hidden_items: u32,
    /// Free places that are not drawn.
    pub hidden_places: u32,
    /// Whether nothing more fits.
    pub full: bool,
}

/// Lays out the places of a queue; without a capacity there is one free place behind the items.
#[must_use]
pub fn slots(queue: &QueueState) -> Slots<'_> {
    let depth = queue.depth as usize;
    let places = queue
        .capacity
        .map_or(depth + 1, |capacity| (capacity as usize).max(depth));
    let count = places.min(MOST_SLOTS);
    let shown: Vec<Option<&str>> = (0..count)
        .map(|index| queue.items.get(index).map(String::as_str))
        .collect();
    let hidden_items = depth.saturating_sub(count.min(queue.items.len())) as u32;
    Slots {
        hidden_items,
        hidden_places: (places - count) as u32 - hidden_items.min((places - count) as u32),
        full: queue
            .capacity
            .is_some_and(|capacity| queue.depth >= capacity),
        shown,
    }
}

/// On which side of a queue a task stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// It puts.
    Producer,
    /// It gets.
    Consumer,
}

/// A task that uses a queue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct User {
    /// Which.
    pub task: TaskId,
    /// Whether it waits at this queue.
    pub waits: bool,
    /// Whether it has ended or was not made yet.
    pub away: bool,
}

/// Who uses a queue from one side: everyone who ever does so in the run, as far as it is known, so that nobody
/// jumps into the picture.
#[must_use]
pub fn users(
    snapshot: &Snapshot,
    queue: &QueueState,
    life: Option<&QueueLife>,
    side: Side,
) -> Vec<User> {
    let (ever, so_far, waiting, why) = match side {
        Side::Producer => (
            life.map(|life| &life.producers),
            &queue.producers,
            &queue.putters,
            Why::QueuePut,
        ),
        Side::Consumer => (
            life.map(|life| &life.consumers),
            &queue.consumers,
            &queue.getters,
            Why::QueueGet,
        ),
    };
    let mut tasks: Vec<TaskId> = ever.into_iter().flatten().copied().collect();
    for &task in so_far.iter().chain(waiting) {
        if !tasks.contains(&task) {
            tasks.push(task);
        }
    }
    tasks
        .into_iter()
        .map(|task| {
            let activity = snapshot
                .tasks
                .get(task.index())
                .map(|state| &state.activity);
            User {
                task,
                waits: waiting.contains(&task)
                    || matches!(activity, Some(Activity::Blocked(reason))
                        if reason.why == why && reason.object == Some(queue.id)),
                away: activity.is_none_or(Activity::has_ended),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use interleave_trace::ObjectId;

    use super::*;

    fn queue(capacity: Option<u32>, depth: u32) -> QueueState {
        QueueState {
            id: ObjectId { owner: 0, index: 0 },
            name: "orders".to_owned(),
            capacity,
            items: (0..depth.min(QueueState::SHOWN as u32))
                .map(|n| n.to_string())
                .collect(),
            depth,
            unfinished: 0,
            putters: vec![TaskId(1)],
            getters: Vec::new(),
            producers: Vec::new(),
            consumers: Vec::new(),
        }
    }

    #[test]
    fn places_are_drawn_up_to_the_capacity() {
        let state = queue(Some(3), 2);
        let slots = slots(&state);
        assert_eq!(slots.shown, [Some("0"), Some("1"), None]);
        assert!(!slots.full);
        assert!(super::slots(&queue(Some(2), 2)).full);
    }

    #[test]
    fn a_long_queue_says_what_it_does_not_draw() {
        let state = queue(Some(100), 90);
        let slots = slots(&state);
        assert_eq!(slots.shown.len(), MOST_SLOTS);
        assert_eq!((slots.hidden_items, slots.hidden_places), (66, 10));
        let unbounded = queue(None, 5);
        assert_eq!(super::slots(&unbounded).shown.len(), 6);
    }

    #[test]
    fn who_waits_at_the_queue_is_seen() {
        let users = users(
            &Snapshot::default(),
            &queue(Some(2), 2),
            None,
            Side::Producer,
        );
        assert_eq!(
            users,
            [User {
                task: TaskId(1),
                waits: true,
                away: true
            }]
        );
    }
}
