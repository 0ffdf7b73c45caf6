//! The event loop: what runs, what is ready, what waits.

use interleave_trace::TaskId;
use interleave_trace::snapshot::{CallbackState, LoopState};

use crate::Names;
use crate::loops::{self, Mood, Picture};
use crate::words::{self, Label, Language};

use super::style::tint;
use super::writer::{Writer, width};
use super::{MARGIN, SMALL, Scene, WIDTH};

/// More loops than this are not drawn.
const MOST_LOOPS: usize = 4;
/// More entries of a room than this are not drawn.
const MOST_SLIPS: usize = 12;
/// How many rooms stand beside each other, and the gap between two.
const COLUMNS: usize = 4;
const GAP: f64 = 10.0;
/// How high a slip is, with the gap below it.
const SLIP_PX: f64 = 26.0;
/// Where the first slip of a room begins.
const HEAD_PX: f64 = 24.0;

/// An entry of a room.
enum Slip<'a> {
    /// A heading.
    Word(&'static str),
    /// A function on the stack.
    Frame(&'a str),
    /// A task or a callback, and what stands at its end.
    Card(Option<TaskId>, &'a str, String),
}

/// Draws them; how high they are, or nothing where there is no loop.
pub(super) fn draw(to: &mut Writer, scene: &Scene<'_>, language: Language) -> Option<f64> {
    let loops = &scene.snapshot.loops;
    if loops.is_empty() {
        return None;
    }
    let mut y = 0.0;
    for state in loops.iter().take(MOST_LOOPS) {
        y += one(to, scene, state, y, language) + 16.0;
    }
    Some(y)
}

fn one(to: &mut Writer, scene: &Scene<'_>, state: &LoopState, y: f64, language: Language) -> f64 {
    let picture = loops::picture(scene.snapshot, state);
    let says = match picture.mood {
        Mood::Busy => None,
        Mood::Idle if picture.timers.is_empty() => Some(Label::LoopWaits),
        Mood::Idle => Some(Label::LoopIdle),
        Mood::Between => Some(Label::LoopBetween),
        Mood::OffCore => Some(Label::LoopOff),
    };
    let mut rooms = vec![
        (Label::CallStack, stack(scene, state)),
        (Label::ReadyQueue, ready(scene, &picture, language)),
        (Label::Timers, timers(scene, &picture)),
        (Label::Awaiting, awaiting(scene, state)),
    ];
    if !picture.pool.is_empty() {
        rooms.push((Label::ThreadPool, pool(scene, state, &picture)));
    }
    let mut top = y;
    if let Some(says) = says {
        to.label("soft", (0.0, top + 6.0), says.text(language));
        top += 22.0;
    }
    for row in rooms.chunks(COLUMNS) {
        let most = row.iter().map(|(_, slips)| slips.len()).max().unwrap_or(0);
        let height = HEAD_PX + most.clamp(1, MOST_SLIPS + 1) as f64 * SLIP_PX + 6.0;
        let wide = (WIDTH - 2.0 * MARGIN - GAP * (COLUMNS - 1) as f64) / COLUMNS as f64;
        for (column, (label, slips)) in row.iter().enumerate() {
            let left = column as f64 * (wide + GAP);
            to.group("", (left, top));
            to.rect("well", (0.0, 0.0), (wide, height));
            to.label("strong small", (10.0, 13.0), label.text(language));
            room(to, slips, wide, language);
            to.end();
        }
        top += height + GAP;
    }
    top - y
}

fn room(to: &mut Writer, slips: &[Slip<'_>], wide: f64, language: Language) {
    if slips.is_empty() {
        let middle = HEAD_PX + SLIP_PX / 2.0;
        to.label("faint small", (10.0, middle), Label::Empty.text(language));
    }
    for (index, slip) in slips.iter().take(MOST_SLIPS).enumerate() {
        let top = HEAD_PX + index as f64 * SLIP_PX;
        let middle = top + SLIP_PX / 2.0;
        let room = wide - 12.0;
        match slip {
            Slip::Word(word) => to.label("faint small", (10.0, middle), word),
            Slip::Frame(function) => {
                to.rect("ground", (6.0, top + 2.0), (room, SLIP_PX - 4.0));
                to.fitted("mono", (14.0, middle), function, SMALL, room - 16.0);
            }
            Slip::Card(task, name, end) => {
                to.rect("ground", (6.0, top + 2.0), (room, SLIP_PX - 4.0));
                if let Some(task) = task {
                    to.rect(&tint(*task), (6.0, top + 2.0), (4.0, SLIP_PX - 4.0));
                }
                let rest = width(end, SMALL);
                to.fitted("small", (16.0, middle), name, SMALL, room - 22.0 - rest);
                to.label("soft small right", (wide - 12.0, middle), end);
            }
        }
    }
    if slips.len() > MOST_SLIPS {
        let middle = HEAD_PX + (MOST_SLIPS as f64 + 0.5) * SLIP_PX;
        let more = format!("+{}", slips.len() - MOST_SLIPS);
        to.label("soft small", (10.0, middle), &more);
    }
}

fn card<'a>(scene: &'a Scene<'_>, callback: &'a CallbackState, end: String) -> Slip<'a> {
    match callback.task {
        Some(task) => Slip::Card(Some(task), scene.snapshot.task(task).0, end),
        None => Slip::Card(None, &callback.label, end),
    }
}

fn stack<'a>(scene: &'a Scene<'_>, state: &'a LoopState) -> Vec<Slip<'a>> {
    let frames = state.stack.iter().rev().map(|name| Slip::Frame(name));
    let current = state.current.iter();
    frames
        .chain(current.map(|one| card(scene, one, String::new())))
        .collect()
}

fn ready<'a>(scene: &'a Scene<'_>, picture: &Picture<'a>, language: Language) -> Vec<Slip<'a>> {
    let mut slips = Vec::new();
    for (label, round) in [
        (Label::ThisRound, picture.this_round),
        (Label::NextRound, picture.next_round),
    ] {
        if !round.is_empty() {
            slips.push(Slip::Word(label.text(language)));
            slips.extend(round.iter().map(|one| card(scene, one, String::new())));
        }
    }
    slips
}

fn timers<'a>(scene: &'a Scene<'_>, picture: &Picture<'a>) -> Vec<Slip<'a>> {
    let timers = picture.timers.iter();
    timers
        .map(|timer| card(scene, timer.callback, words::duration(timer.left_ns)))
        .collect()
}

fn awaiting<'a>(scene: &'a Scene<'_>, state: &LoopState) -> Vec<Slip<'a>> {
    let waiting = state.waiting.iter();
    waiting
        .map(|&task| Slip::Card(Some(task), scene.snapshot.task(task).0, String::new()))
        .collect()
}

fn pool<'a>(scene: &'a Scene<'_>, state: &LoopState, picture: &Picture<'_>) -> Vec<Slip<'a>> {
    let workers = picture.pool.iter().map(|&(task, works)| {
        let end = if works { "●" } else { "○" };
        Slip::Card(Some(task), scene.snapshot.task(task).0, end.to_owned())
    });
    let mut slips: Vec<Slip<'_>> = workers.collect();
    if state.pool_backlog > 0 {
        slips.push(Slip::Card(None, "", format!("+{}", state.pool_backlog)));
    }
    slips
}
