//! The philosophers' table: any tasks that each take two neighbouring locks of one list, found by name.
//!
//! `forks[0]`, `forks[1]`, … are the forks, whatever the list is called. A seat lies between two forks, and the
//! task that uses these two sits there, whatever it is called.

use std::f64::consts::TAU;

use interleave_trace::snapshot::Activity;
use interleave_trace::{ObjectId, ObjectKind, Snapshot, Subject, TaskId, Trace, What, Why};

use crate::words::Label;

/// More seats than this do not fit a table.
const MOST_SEATS: usize = 24;

/// The table of one run, found in its events.
#[derive(Clone, Default, Debug)]
pub struct Table {
    seen: usize,
    /// Which forks each task has reached for: list, number.
    reached: Vec<(TaskId, Fork)>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Fork {
    list: String,
    number: usize,
    id: ObjectId,
}

/// Who sits where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seating {
    /// What the list of forks is called.
    pub list: String,
    /// Seat `n` lies between fork `n` and fork `n + 1`.
    pub seats: Vec<Option<TaskId>>,
    /// The forks; `None` where nobody has reached for one yet.
    pub forks: Vec<Option<ObjectId>>,
}

impl Table {
    /// Reads the events that have come since the last time.
    pub fn extend(&mut self, trace: &Trace) {
        for event in trace.events().get(self.seen..).unwrap_or_default() {
            let object = match event.what {
                What::Acquired { object } => object,
                What::Blocked {
                    why: Why::Lock | Why::Semaphore,
                    on: Subject::Object(object),
                    ..
                } => object,
                _ => continue,
            };
            if self
                .reached
                .iter()
                .any(|(task, fork)| *task == event.task && fork.id == object)
            {
                continue;
            }
            if let Some(fork) = fork(trace, object) {
                self.reached.push((event.task, fork));
            }
        }
        self.seen = trace.events().len();
    }

    /// Seats everyone, if there is a table: at least two tasks that reach for two neighbouring forks.
    #[must_use]
    pub fn seating(&self) -> Option<Seating> {
        let list = &self.reached.first()?.1.list;
        let of_list = || self.reached.iter().filter(|(_, fork)| fork.list == *list);
        let count = of_list().map(|(_, fork)| fork.number + 1).max()?;
        if !(2..=MOST_SEATS).contains(&count) {
            return None;
        }
        let mut seating = Seating {
            list: list.clone(),
            seats: vec![None; count],
            forks: vec![None; count],
        };
        for (task, fork) in of_list() {
            seating.forks[fork.number] = Some(fork.id);
            let other =
                of_list().find(|(other, second)| other == task && second.number != fork.number);
            if let Some((_, second)) = other {
                seating.sit(*task, fork.number, second.number);
            }
        }
        (seating.seats.iter().flatten().count() >= 2).then_some(seating)
    }
}

impl Seating {
    fn sit(&mut self, task: TaskId, first: usize, second: usize) {
        if self.seats.contains(&Some(task)) {
            return;
        }
        let count = self.seats.len();
        let (low, high) = (first.min(second), first.max(second));
        let mut fitting = Vec::new();
        if high == low + 1 {
            fitting.push(low);
        }
        if low == 0 && high == count - 1 {
            fitting.push(high);
        }
        if let Some(&seat) = fitting.iter().find(|&&seat| self.seats[seat].is_none()) {
            self.seats[seat] = Some(task);
        }
    }
}

/// The fork that an object's name makes it, such as number 2 of `forks` for `forks[2]`.
fn fork(trace: &Trace, id: ObjectId) -> Option<Fork> {
    let info = trace.object(id)?;
    if !matches!(
        info.kind,
        ObjectKind::Lock | ObjectKind::RLock | ObjectKind::Semaphore
    ) {
        return None;
    }
    let (list, index) = info.name.strip_suffix(']')?.rsplit_once('[')?;
    Some(Fork {
        list: list.to_owned(),
        number: index.parse().ok().filter(|&number| number < MOST_SEATS)?,
        id,
    })
}

/// What a philosopher does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mood {
    /// Holds both forks.
    Eats,
    /// Waits for a fork.
    Waits,
    /// Holds one fork and does not wait.
    HoldsOne,
    /// Holds none.
    Thinks,
    /// Is not there yet.
    Absent,
    /// Has ended.
    Left,
}

impl Mood {
    /// What it is called; who waits is better described by what for.
    #[must_use]
    pub fn label(self) -> Option<Label> {
        match self {
            Mood::Eats => Some(Label::Eating),
            Mood::HoldsOne => Some(Label::HoldsOne),
            Mood::Thinks => Some(Label::Thinking),
            Mood::Absent => Some(Label::Absent),
            Mood::Left => Some(Label::Left),
            Mood::Waits => None,
        }
    }
}

/// A place on the picture, in a square from (-1, -1) to (1, 1).
pub type Point = (f64, f64);

/// A seat as it is drawn.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Seat {
    /// Who sits there.
    pub task: TaskId,
    /// The middle of the plate.
    pub plate: Point,
    /// The middle of the person.
    pub person: Point,
    /// What they do.
    pub mood: Mood,
    /// Whether they are part of the cycle.
    pub in_cycle: bool,
}

/// A fork as it is drawn: from handle to tines.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ForkPlace {
    /// Its number in the list.
    pub number: usize,
    /// Its middle.
    pub at: Point,
    /// Where its tines point, in radians.
    pub angle: f64,
    /// Who holds it.
    pub holder: Option<TaskId>,
}

/// Somebody waits for a fork.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Wait {
    /// From the person …
    pub from: Point,
    /// … to the fork.
    pub to: Point,
    /// Who waits.
    pub task: TaskId,
    /// Whether it is a link of the cycle.
    pub in_cycle: bool,
}

/// The table at an instant.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Picture {
    /// The seats that are taken.
    pub seats: Vec<Seat>,
    /// The forks.
    pub forks: Vec<ForkPlace>,
    /// Who waits for which fork.
    pub waits: Vec<Wait>,
    /// Whether the waiting goes all the way round.
    pub closed: bool,
}

/// Pixels of a picture's unit: the table is drawn in a square of twice as many.
pub const UNIT_PX: f64 = 160.0;
/// How large a person is drawn, as a radius in pixels.
pub const PERSON_PX: f64 = 25.0;
/// More seats than this, and everything is drawn smaller.
const ROOMY: usize = 6;
/// A fork in pixels around its middle, its tines up.
pub const FORK_WAY: &str = "M0 17V2M-5 -15v9c0 5 2 8 5 8s5-3 5-8v-9M0 -15v10";

/// An arrow in pixels: its shaft from `start` to `tip`, its head back to `left` and `right`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Arrow {
    /// Where it leaves.
    pub start: Point,
    /// Where it points.
    pub tip: Point,
    /// A corner of its head.
    pub left: Point,
    /// The other one.
    pub right: Point,
}

impl Wait {
    /// The arrow from the person to the fork, which stops short of both.
    #[must_use]
    pub fn arrow(&self) -> Arrow {
        let (from, to) = (in_pixels(self.from), in_pixels(self.to));
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = dx.hypot(dy).max(1.0);
        let (ux, uy) = (dx / length, dy / length);
        let out = PERSON_PX + 3.0;
        let tip = (to.0 - ux * 12.0, to.1 - uy * 12.0);
        let back = (tip.0 - ux * 8.0, tip.1 - uy * 8.0);
        Arrow {
            start: (from.0 + ux * out, from.1 + uy * out),
            tip,
            left: (back.0 - uy * 5.0, back.1 + ux * 5.0),
            right: (back.0 + uy * 5.0, back.1 - ux * 5.0),
        }
    }
}

impl Picture {
    /// How large people and forks are drawn: smaller where many sit.
    #[must_use]
    pub fn scale(&self) -> f64 {
        (ROOMY as f64 / self.seats.len().max(1) as f64).min(1.0)
    }

    /// How far the picture reaches down, in pixels: nobody sits at the very bottom of a table with an odd number of
    /// seats.
    #[must_use]
    pub fn bottom_px(&self) -> f64 {
        if self.forks.len().is_multiple_of(2) {
            164.0
        } else {
            146.0
        }
    }
}

/// A place in pixels around the table's middle.
#[must_use]
pub fn in_pixels((x, y): Point) -> Point {
    (x * UNIT_PX, y * UNIT_PX)
}

/// A name that fits the circle of a person.
#[must_use]
pub fn short_name(name: &str) -> String {
    const MOST: usize = 7;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    let mut short: String = name.chars().take(MOST - 1).collect();
    short.push('…');
    short
}

const PERSON_RADIUS: f64 = 0.84;
const PLATE_RADIUS: f64 = 0.5;
const FORK_RADIUS: f64 = 0.53;
/// How far towards its holder a fork moves.
const IN_HAND: f64 = 0.62;

/// Draws a table at an instant.
#[must_use]
pub fn picture(seating: &Seating, snapshot: &Snapshot) -> Picture {
    let count = seating.seats.len();
    let seat_angle = |seat: usize| TAU * (seat as f64 / count as f64 - 0.25);
    let fork_angle = |fork: usize| seat_angle(fork) - TAU / (2.0 * count as f64);
    let seat_of = |task: TaskId| seating.seats.iter().position(|seat| *seat == Some(task));
    let closed =
        !snapshot.cycle.is_empty() && snapshot.cycle.iter().all(|&task| seat_of(task).is_some());

    let forks: Vec<ForkPlace> = seating
        .forks
        .iter()
        .enumerate()
        .map(|(number, id)| {
            let holder = id.and_then(|id| holder(snapshot, id));
            let own = fork_angle(number);
            let angle = match holder.and_then(seat_of) {
                Some(seat) => own + IN_HAND * turn(own, seat_angle(seat)),
                None => own,
            };
            let radius = if holder.is_some() {
                FORK_RADIUS + 0.06
            } else {
                FORK_RADIUS
            };
            ForkPlace {
                number,
                at: polar(angle, radius),
                angle,
                holder,
            }
        })
        .collect();

    let mut picture = Picture {
        closed,
        ..Picture::default()
    };
    for (seat, task) in seating.seats.iter().enumerate() {
        let Some(task) = *task else { continue };
        let angle = seat_angle(seat);
        let in_cycle = closed && snapshot.cycle.contains(&task);
        let held = forks
            .iter()
            .filter(|fork| fork.holder == Some(task))
            .count();
        let activity = snapshot
            .tasks
            .get(task.index())
            .map(|state| &state.activity);
        let wanted = match activity {
            Some(Activity::Blocked(reason)) => seating
                .forks
                .iter()
                .position(|id| id.is_some() && *id == reason.object),
            _ => None,
        };
        picture.seats.push(Seat {
            task,
            plate: polar(angle, PLATE_RADIUS),
            person: polar(angle, PERSON_RADIUS),
            mood: match (activity, wanted, held) {
                (None, ..) => Mood::Absent,
                (Some(activity), ..) if activity.has_ended() => Mood::Left,
                (_, Some(_), _) => Mood::Waits,
                (_, None, 2..) => Mood::Eats,
                (_, None, 1) => Mood::HoldsOne,
                _ => Mood::Thinks,
            },
            in_cycle,
        });
        if let Some(fork) = wanted {
            picture.waits.push(Wait {
                from: polar(angle, PERSON_RADIUS),
                to: forks[fork].at,
                task,
                in_cycle,
            });
        }
    }
    picture.forks = forks;
    picture
}

fn holder(snapshot: &Snapshot, id: ObjectId) -> Option<TaskId> {
    let lock = snapshot.locks.iter().find(|lock| lock.id == id)?;
    lock.holders.first().copied()
}

fn polar(angle: f64, radius: f64) -> Point {
    (angle.cos() * radius, angle.sin() * radius)
}

/// The shorter way from one angle to another.
fn turn(from: f64, to: f64) -> f64 {
    (to - from + TAU / 2.0).rem_euclid(TAU) - TAU / 2.0
}

#[cfg(test)]
mod tests;
