//! The philosophers' table.

use interleave_trace::{Snapshot, TaskId, Trace};
use interleave_view::table::{self, ForkPlace, Mood, Picture, Point, Seat, Wait};
use interleave_view::{Label, Language, Names, words};
use yew::prelude::*;

use super::{ViewProps, coordinate, frame, nothing, point};
use crate::parts::{hue, use_deck, use_language};

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
        (&deck, language),
        Html::default(),
        inside,
    )
}

fn place(place: Point) -> String {
    format!("translate({})", point(table::in_pixels(place)))
}

fn draw(
    picture: &Picture,
    list: &str,
    trace: &Trace,
    lit: Option<TaskId>,
    deck: &crate::deck::Deck,
    language: Language,
) -> Html {
    let scale = picture.scale();
    let closed = picture.closed;
    let view_box = format!("-186 -164 372 {}", coordinate(164.0 + picture.bottom_px()));
    html! {
        <svg class={classes!("table", closed.then_some("closed"))} viewBox={view_box} role="img"
            aria-label={Label::PhilosophersTable.text(language)}>
            <circle class="board" r="112" />
            if closed { <circle class="cycle" r={coordinate(0.84 * table::UNIT_PX)} /> }
            { for picture.waits.iter().map(wait) }
            { for picture.seats.iter().map(|seat| html! {
                <g transform={place(seat.plate)} class={classes!("plate", hue(seat.task), mood(seat.mood))}>
                    <circle r={coordinate(19.0 * scale)} />
                    <circle class="rim" r={coordinate(12.0 * scale)} />
                </g>
            }) }
            { for picture.forks.iter().map(|one| fork(one, list, deck, scale)) }
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
    let arrow = wait.arrow();
    let (start, tip) = (point(arrow.start), point(arrow.tip));
    html! {
        <g class={classes!("wait", hue(wait.task), wait.in_cycle.then_some("in-cycle"))}>
            <path d={format!("M{start}L{tip}")} />
            <path
                class="tip"
                d={format!("M{tip}L{}L{}Z", point(arrow.left), point(arrow.right))}
            />
        </g>
    }
}

fn fork(fork: &ForkPlace, list: &str, deck: &crate::deck::Deck, scale: f64) -> Html {
    // Drawn with its tines up; turned so that they point outwards, to whoever takes it.
    let turn = fork.angle.to_degrees() + 90.0;
    let class = match fork.holder {
        Some(task) => classes!("fork", "held", hue(task)),
        None => classes!("fork"),
    };
    // Pointing at a fork shows who has it.
    let light = |on: bool| {
        let (deck, holder) = (deck.clone(), fork.holder);
        move |_: PointerEvent| deck.light(holder.filter(|_| on))
    };
    let name = format!("{list}[{}]", fork.number);
    let label = format!("translate(0 26) rotate({})", coordinate(-turn));
    let (turn, scale) = (coordinate(turn), coordinate(scale));
    let transform = format!("{} rotate({turn}) scale({scale})", place(fork.at));
    html! {
        <g {class} {transform} onpointerenter={light(true)} onpointerleave={light(false)}>
            <title>{ name }</title>
            <path d={table::FORK_WAY} />
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
            <circle r={coordinate(table::PERSON_PX * scale.max(0.6))} />
            <text>{ table::short_name(name) }</text>
        </g>
    }
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
                    let label = seat.mood.label();
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
