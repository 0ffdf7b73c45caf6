//! The philosophers' table.

use interleave_trace::{Snapshot, TaskId, Trace};
use interleave_view::table::{self, ForkPlace, Mood, Picture, Point, Seat, Wait};
use interleave_view::{Label, Language, Names, words};
use yew::prelude::*;

use super::{Frame, Nothing, ViewProps};
use crate::parts::{hue, use_deck, use_language};

/// From the unit square of the layout to the picture's units.
const UNIT: f64 = 160.0;
/// How large a person is drawn.
const PERSON: f64 = 25.0;
/// More seats than this, and everything is drawn smaller.
const ROOMY: usize = 6;

/// The view.
#[component]
pub fn TableView(props: &ViewProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let shown = deck.stage().read(|play| {
        let seating = play.recording.table.seating()?;
        let snapshot = props.snapshot.as_deref()?;
        let picture = table::picture(&seating, snapshot);
        Some(html! {
            <div class="table-view">
                { draw(&picture, &seating.list, &play.recording.trace, props.lit, &deck, language) }
                { guests(&picture, snapshot, &play.recording.trace, props.lit, language) }
            </div>
        })
    });
    html! {
        <Frame title={Label::PhilosophersTable} id="table">
            if let Some(shown) = shown {
                { shown }
            } else {
                <Nothing label={Label::NoTable} />
            }
        </Frame>
    }
}

fn at((x, y): Point) -> (f64, f64) {
    (x * UNIT, y * UNIT)
}

fn place(point: Point) -> String {
    let (x, y) = at(point);
    format!("translate({x:.1} {y:.1})")
}

fn draw(
    picture: &Picture,
    list: &str,
    trace: &Trace,
    lit: Option<TaskId>,
    deck: &crate::deck::Deck,
    language: Language,
) -> Html {
    let scale = (ROOMY as f64 / picture.seats.len().max(1) as f64).min(1.0);
    let closed = picture.closed;
    html! {
        <svg class={classes!("table", closed.then_some("closed"))} viewBox="-186 -164 372 300" role="img"
            aria-label={Label::PhilosophersTable.text(language)}>
            <circle class="board" r="112" />
            if closed { <circle class="cycle" r={(0.84 * UNIT).to_string()} /> }
            { for picture.waits.iter().map(wait) }
            { for picture.seats.iter().map(|seat| html! {
                <g transform={place(seat.plate)} class={classes!("plate", hue(seat.task), mood(seat.mood))}>
                    <circle r={(19.0 * scale).to_string()} />
                    <circle class="rim" r={(12.0 * scale).to_string()} />
                </g>
            }) }
            { for picture.forks.iter().map(|one| fork(one, list, scale)) }
            { for picture.seats.iter().map(|seat| person(seat, trace, lit, deck, scale)) }
        </svg>
    }
}

fn mood(mood: Mood) -> &'static str {
    match mood {
        Mood::Eats => "eats",
        Mood::Waits => "waits",
        Mood::HoldsOne => "holds-one",
        Mood::Thinks => "thinks",
        Mood::Absent | Mood::Left => "away",
    }
}

/// An arrow that bends around the table's middle and stops short of both ends.
fn wait(wait: &Wait) -> Html {
    let (from, to) = (at(wait.from), at(wait.to));
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy).max(1.0);
    let (ux, uy) = (dx / length, dy / length);
    let start = (from.0 + ux * (PERSON + 3.0), from.1 + uy * (PERSON + 3.0));
    let tip = (to.0 - ux * 12.0, to.1 - uy * 12.0);
    let left = (tip.0 - ux * 8.0 - uy * 5.0, tip.1 - uy * 8.0 + ux * 5.0);
    let right = (tip.0 - ux * 8.0 + uy * 5.0, tip.1 - uy * 8.0 - ux * 5.0);
    html! {
        <g class={classes!("wait", hue(wait.task), wait.in_cycle.then_some("in-cycle"))}>
            <path d={format!("M{:.1} {:.1}L{:.1} {:.1}", start.0, start.1, tip.0, tip.1)} />
            <path
                class="tip"
                d={format!("M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}Z", tip.0, tip.1, left.0, left.1, right.0, right.1)}
            />
        </g>
    }
}

fn fork(fork: &ForkPlace, list: &str, scale: f64) -> Html {
    let (x, y) = at(fork.at);
    // Drawn with its tines up; turned so that they point outwards, to whoever takes it.
    let turn = fork.angle.to_degrees() + 90.0;
    let class = match fork.holder {
        Some(task) => classes!("fork", "held", hue(task)),
        None => classes!("fork"),
    };
    let name = format!("{list}[{}]", fork.number);
    let label = format!("translate(0 {:.1}) rotate({:.1})", 26.0, -turn);
    html! {
        <g {class} transform={format!("translate({x:.1} {y:.1}) rotate({turn:.1}) scale({scale:.2})")}>
            <title>{ name }</title>
            <path d="M0 17V2M-5 -15v9c0 5 2 8 5 8s5-3 5-8v-9M0 -15v10" />
            <text transform={label}>{ fork.number }</text>
        </g>
    }
}

fn person(
    seat: &Seat,
    trace: &Trace,
    lit: Option<TaskId>,
    deck: &crate::deck::Deck,
    scale: f64,
) -> Html {
    let task = seat.task;
    let light = |on: bool| {
        let deck = deck.clone();
        move || deck.light(on.then_some(task))
    };
    let (enter, leave, focus, blur) = (light(true), light(false), light(true), light(false));
    let class = classes!(
        "person",
        hue(task),
        mood(seat.mood),
        seat.in_cycle.then_some("in-cycle"),
        (lit == Some(task)).then_some("lit"),
    );
    let name = Names::task(trace, task).0;
    html! {
        <g
            {class} transform={place(seat.person)} tabindex="0" data-seat={name.to_owned()}
            onpointerenter={move |_| enter()} onpointerleave={move |_| leave()}
            onfocus={move |_| focus()} onblur={move |_| blur()}
        >
            <circle r={(PERSON * scale.max(0.6)).to_string()} />
            <text>{ short(name) }</text>
        </g>
    }
}

/// A name that fits a circle.
fn short(name: &str) -> String {
    const MOST: usize = 7;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    let mut short: String = name.chars().take(MOST - 1).collect();
    short.push('…');
    short
}

/// What everyone does, in words.
fn guests(
    picture: &Picture,
    snapshot: &Snapshot,
    trace: &Trace,
    lit: Option<TaskId>,
    language: Language,
) -> Html {
    html! {
        <div class="guests">
            <ul>
                { for picture.seats.iter().map(|seat| {
                    let label = match seat.mood {
                        Mood::Eats => Some(Label::Eating),
                        Mood::HoldsOne => Some(Label::HoldsOne),
                        Mood::Thinks => Some(Label::Thinking),
                        Mood::Absent => Some(Label::Absent),
                        Mood::Left => Some(Label::Left),
                        Mood::Waits => None,
                    };
                    let task = snapshot.tasks.get(seat.task.index());
                    let says = match (label, task) {
                        (Some(label), _) => label.text(language).to_owned(),
                        (None, Some(task)) => {
                            words::activity(language, &task.activity, snapshot.now, snapshot)
                        }
                        (None, None) => String::new(),
                    };
                    let name = Names::task(trace, seat.task).0.to_owned();
                    html! {
                        <li class={classes!("guest", mood(seat.mood))}>
                            <crate::parts::Badge task={seat.task} {name} {lit} />
                            <span class="mood">{ says }</span>
                        </li>
                    }
                }) }
            </ul>
            if picture.closed {
                <p class="closing">{ Label::CircleClosed.text(language) }</p>
            }
        </div>
    }
}
