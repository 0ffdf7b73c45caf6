//! The philosophers' table.

use interleave_trace::{Snapshot, TaskId, Trace};
use interleave_view::table::{self, ForkPlace, Mood, Picture, Point, Seat, Wait};
use interleave_view::{Label, Language, Names, words};
use yew::prelude::*;

use super::{ViewProps, coordinate, frame, nothing, point};
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
    let inside = shown.unwrap_or_else(|| nothing(Label::NoTable, language));
    frame(
        Label::PhilosophersTable,
        "table",
        language,
        Html::default(),
        inside,
    )
}

fn at((x, y): Point) -> (f64, f64) {
    (x * UNIT, y * UNIT)
}

fn place(place: Point) -> String {
    format!("translate({})", point(at(place)))
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
    // Nobody sits at the very bottom of a table with an odd number of seats.
    let view_box = if picture.forks.len().is_multiple_of(2) {
        "-186 -164 372 328"
    } else {
        "-186 -164 372 310"
    };
    html! {
        <svg class={classes!("table", closed.then_some("closed"))} viewBox={view_box} role="img"
            aria-label={Label::PhilosophersTable.text(language)}>
            <circle class="board" r="112" />
            if closed { <circle class="cycle" r={coordinate(0.84 * UNIT)} /> }
            { for picture.waits.iter().map(wait) }
            { for picture.seats.iter().map(|seat| html! {
                <g transform={place(seat.plate)} class={classes!("plate", hue(seat.task), mood(seat.mood))}>
                    <circle r={coordinate(19.0 * scale)} />
                    <circle class="rim" r={coordinate(12.0 * scale)} />
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
            <path d={format!("M{}L{}", point(start), point(tip))} />
            <path
                class="tip"
                d={format!("M{}L{}L{}Z", point(tip), point(left), point(right))}
            />
        </g>
    }
}

fn fork(fork: &ForkPlace, list: &str, scale: f64) -> Html {
    // Drawn with its tines up; turned so that they point outwards, to whoever takes it.
    let turn = fork.angle.to_degrees() + 90.0;
    let class = match fork.holder {
        Some(task) => classes!("fork", "held", hue(task)),
        None => classes!("fork"),
    };
    let name = format!("{list}[{}]", fork.number);
    let label = format!("translate(0 26) rotate({})", coordinate(-turn));
    let (turn, scale) = (coordinate(turn), coordinate(scale));
    let transform = format!("{} rotate({turn}) scale({scale})", place(fork.at));
    html! {
        <g {class} {transform}>
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
            <circle r={coordinate(PERSON * scale.max(0.6))} />
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
