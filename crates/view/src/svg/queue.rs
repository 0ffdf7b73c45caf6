//! The message queue: who puts, what lies in it, who takes, and how deep it was.

use interleave_trace::snapshot::QueueState;

use crate::Names;
use crate::queue::{self, Side};
use crate::words::{self, Label, Language};

use super::style::tint;
use super::writer::{Writer, fit, way};
use super::{MARGIN, SMALL, Scene, TEXT, WIDTH};

/// More queues than this are not drawn.
const MOST_QUEUES: usize = 6;
/// More tasks on one side than this are not drawn.
const MOST_USERS: usize = 10;
/// How wide the sides are, and what lies between.
const SIDE_PX: f64 = 248.0;
const GAP: f64 = 36.0;
/// How high a task's entry is.
const USER_PX: f64 = 38.0;
/// A place of the queue.
const SLOT: (f64, f64) = (36.0, 26.0);
const SLOTS_A_ROW: usize = 3;
/// The line of depths.
const LINE: (f64, f64) = (WIDTH - 2.0 * MARGIN, 44.0);

/// Draws them; how high they are, or nothing where there is no queue.
pub(super) fn draw(to: &mut Writer, scene: &Scene<'_>, language: Language) -> Option<f64> {
    let queues = &scene.snapshot.queues;
    if queues.is_empty() {
        return None;
    }
    let mut y = 0.0;
    for state in queues.iter().take(MOST_QUEUES) {
        to.group("", (0.0, y));
        y += one(to, scene, state, language) + 20.0;
        to.end();
    }
    Some(y - 20.0)
}

fn one(to: &mut Writer, scene: &Scene<'_>, state: &QueueState, language: Language) -> f64 {
    let slots = queue::slots(state);
    let depth = match state.capacity {
        Some(capacity) => format!("{} / {capacity}", state.depth),
        None => format!("{} · {}", state.depth, Label::Unbounded.text(language)),
    };
    let full = if slots.full {
        format!(" · {}", Label::Full.text(language))
    } else {
        String::new()
    };
    to.label(
        "strong",
        (0.0, 6.0),
        &format!("{} · {depth}{full}", state.name),
    );
    let top = 26.0;
    let producers = side(to, scene, state, (0.0, top), Side::Producer, language);
    let right = WIDTH - 2.0 * MARGIN - SIDE_PX;
    let consumers = side(to, scene, state, (right, top), Side::Consumer, language);
    let left = SIDE_PX + GAP;
    let shown = slots.shown.len();
    for (index, slot) in slots.shown.iter().enumerate() {
        // The next one out stands at the right, where the consumers are.
        let (row, column) = (index / SLOTS_A_ROW, index % SLOTS_A_ROW);
        let x = left + (SLOTS_A_ROW - 1 - column) as f64 * (SLOT.0 + 4.0);
        let y = top + 22.0 + row as f64 * (SLOT.1 + 4.0);
        match slot {
            Some(item) => {
                to.rect("running", (x, y), SLOT);
                let middle = (x + SLOT.0 / 2.0, y + SLOT.1 / 2.0);
                let item = fit(item, SMALL, SLOT.0 - 6.0);
                to.label("on-running small middle", middle, &item);
            }
            None => to.rect("dashed", (x, y), SLOT),
        }
    }
    let rows = shown.div_ceil(SLOTS_A_ROW);
    let mut bottom = top + 22.0 + rows as f64 * (SLOT.1 + 4.0);
    if slots.hidden_items > 0 {
        let more = format!("+{}", slots.hidden_items);
        to.label("soft small", (left, bottom + 8.0), &more);
        bottom += 18.0;
    }
    flow(to, left - 28.0, top + 35.0, slots.full);
    flow(to, right - 26.0, top + 35.0, false);
    let bottom = bottom.max(producers).max(consumers) + 14.0;
    bottom + depths(to, scene, state, bottom, language)
}

/// The arrow towards the queue, or the wall in front of it.
fn flow(to: &mut Writer, x: f64, y: f64, blocked: bool) {
    if blocked {
        let shaft = way(&[(x, y), (x + 12.0, y)]);
        to.path(
            "bad",
            &(shaft + &way(&[(x + 16.0, y - 8.0), (x + 16.0, y + 8.0)])),
        );
    } else {
        let shaft = way(&[(x, y), (x + 18.0, y)]);
        let head = way(&[(x + 12.0, y - 5.0), (x + 18.0, y), (x + 12.0, y + 5.0)]);
        to.path("edge", &(shaft + &head));
    }
}

/// Who uses the queue from one side; how far down that reaches.
fn side(
    to: &mut Writer,
    scene: &Scene<'_>,
    state: &QueueState,
    (x, top): (f64, f64),
    side: Side,
    language: Language,
) -> f64 {
    let label = match side {
        Side::Producer => Label::Producers,
        Side::Consumer => Label::Consumers,
    };
    to.label("faint small", (x, top + 6.0), label.text(language));
    let life = scene.depths.queue(state.id);
    let users = queue::users(scene.snapshot, state, life, side);
    let mut y = top + 30.0;
    for user in users.iter().take(MOST_USERS) {
        let class = if user.away { "away" } else { "" };
        to.group(class, (x, y));
        to.rect(&tint(user.task), (0.0, -8.0), (4.0, USER_PX - 10.0));
        let name = Names::task(scene.trace, user.task).0;
        to.fitted("strong", (10.0, 0.0), name, TEXT, SIDE_PX - 10.0);
        let task = scene.snapshot.tasks.get(user.task.index());
        if let Some(task) = task.filter(|_| !user.away) {
            let now = scene.snapshot.now;
            let says = words::activity(language, &task.activity, now, scene.snapshot);
            to.fitted("soft small", (10.0, 15.0), &says, SMALL, SIDE_PX - 10.0);
        }
        to.end();
        y += USER_PX;
    }
    if users.len() > MOST_USERS {
        let more = format!("+{}", users.len() - MOST_USERS);
        to.label("soft small", (x, y), &more);
        y += 18.0;
    }
    y
}

/// The depth over time: the whole run faint, what has happened so far filled. How high it is.
fn depths(
    to: &mut Writer,
    scene: &Scene<'_>,
    state: &QueueState,
    top: f64,
    language: Language,
) -> f64 {
    let Some(life) = scene.depths.queue(state.id) else {
        return 0.0;
    };
    let (wide, high) = LINE;
    let (now, duration) = (scene.snapshot.now, scene.trace.duration());
    to.label(
        "faint small",
        (0.0, top + 6.0),
        &format!("{} · 0–{}", Label::DepthOverTime.text(language), life.most),
    );
    to.group("", (0.0, top + 20.0));
    let so_far = life.steps(now, duration, wide, high);
    let end = so_far.last().map_or(0.0, |&(x, _)| x);
    let mut area = so_far.clone();
    area.extend([(end, high), (0.0, high)]);
    to.path("device", &(way(&area) + "Z"));
    to.path("line", &way(&life.steps(duration, duration, wide, high)));
    to.path("edge", &way(&so_far));
    to.rect("now", (end - 1.0, -2.0), (2.0, high + 4.0));
    to.end();
    20.0 + high + 4.0
}
