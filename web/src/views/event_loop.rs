//! The event loop: what runs, what is ready, what waits for a timer or a future, and the pool behind.

use interleave_trace::snapshot::{CallbackState, LoopState};
use interleave_trace::{Snapshot, TaskId};
use interleave_view::loops::{self, Mood, Picture};
use interleave_view::{Label, Language, Names, words};
use yew::prelude::*;

use super::{ViewProps, coordinate, frame, nothing};
use crate::parts::{Badge, use_deck, use_language};

/// The view.
#[component]
pub fn EventLoop(props: &ViewProps) -> Html {
    let (deck, language) = (use_deck(), use_language());
    let snapshot = props
        .snapshot
        .as_deref()
        .filter(|snapshot| !snapshot.loops.is_empty());
    let inside = match snapshot {
        Some(snapshot) => {
            let one = |state| one_loop(snapshot, state, props.lit, language);
            snapshot.loops.iter().map(one).collect()
        }
        None => nothing(Label::NoLoop, language),
    };
    frame(
        Label::EventLoop,
        "event-loop",
        (&deck, language),
        Html::default(),
        inside,
    )
}

fn one_loop(
    snapshot: &Snapshot,
    state: &LoopState,
    lit: Option<TaskId>,
    language: Language,
) -> Html {
    let picture = loops::picture(snapshot, state);
    let room = |label: Label, class: &'static str, inside: Html| {
        html! {
            <section class={classes!("room", class)}>
                <h3>{ label.text(language) }</h3>
                { inside }
            </section>
        }
    };
    html! {
        <div class="loop">
            { room(Label::CallStack, "stack", stack(snapshot, state, &picture, lit, language)) }
            { wheel(&picture) }
            { room(Label::ReadyQueue, "ready-queue", ready(snapshot, &picture, lit, language)) }
            { room(Label::Timers, "timers", timers(snapshot, &picture, lit, language)) }
            { room(Label::Awaiting, "awaiting", awaiting(snapshot, state, lit, language)) }
            if !picture.pool.is_empty() {
                { room(Label::ThreadPool, "pool", pool(snapshot, state, &picture, lit)) }
            }
        </div>
    }
}

/// The wheel that turns while the loop is busy.
fn wheel(picture: &Picture<'_>) -> Html {
    let mood = match picture.mood {
        Mood::Busy => "busy",
        Mood::Idle => "idle",
        Mood::Between => "between",
        Mood::OffCore => "off",
    };
    html! {
        <svg class={classes!("wheel", mood)} viewBox="0 0 48 48" aria-hidden="true">
            <path d="M40 24a16 16 0 1 1-5-11.6" />
            <path d="M35.5 5v8h-8" />
        </svg>
    }
}

fn empty(language: Language) -> Html {
    html! { <p class="empty">{ Label::Empty.text(language) }</p> }
}

/// A callback, lit with its task if it has one.
fn card(snapshot: &Snapshot, callback: &CallbackState, lit: Option<TaskId>, rest: Html) -> Html {
    match callback.task {
        Some(task) => {
            let name = snapshot.task(task).0.to_owned();
            // What the library calls its own callbacks tells a reader nothing.
            let told = callback.label != name && !callback.label.starts_with('_');
            let label = told.then(|| callback.label.clone());
            html! {
                <Badge {task} {name} {lit} class="slip">
                    if let Some(label) = label { <span class="what">{ label }</span> }
                    { rest }
                </Badge>
            }
        }
        None => html! { <span class="badge slip plain">{ callback.label.clone() }{ rest }</span> },
    }
}

fn stack(
    snapshot: &Snapshot,
    state: &LoopState,
    picture: &Picture<'_>,
    lit: Option<TaskId>,
    language: Language,
) -> Html {
    let mood = match picture.mood {
        Mood::Busy => None,
        Mood::Idle if picture.timers.is_empty() => Some(Label::LoopWaits),
        Mood::Idle => Some(Label::LoopIdle),
        Mood::Between => Some(Label::LoopBetween),
        Mood::OffCore => Some(Label::LoopOff),
    };
    html! {
        <>
            <ol class="frames">
                { for state.stack.iter().rev().map(|function| html! { <li>{ function.clone() }</li> }) }
            </ol>
            if let Some(current) = &state.current {
                { card(snapshot, current, lit, Html::default()) }
            }
            if let Some(mood) = mood {
                <p class="empty">{ mood.text(language) }</p>
            }
        </>
    }
}

fn ready(
    snapshot: &Snapshot,
    picture: &Picture<'_>,
    lit: Option<TaskId>,
    language: Language,
) -> Html {
    if picture.this_round.is_empty() && picture.next_round.is_empty() {
        return empty(language);
    }
    let slips = |callbacks: &[CallbackState]| -> Html {
        let slip = |callback| html! { <li>{ card(snapshot, callback, lit, Html::default()) }</li> };
        callbacks.iter().map(slip).collect()
    };
    html! {
        <>
            if !picture.this_round.is_empty() {
                <p class="lap">{ Label::ThisRound.text(language) }</p>
                <ol class="slips">{ slips(picture.this_round) }</ol>
            }
            if !picture.next_round.is_empty() {
                <p class="lap next">{ Label::NextRound.text(language) }</p>
                <ol class="slips">{ slips(picture.next_round) }</ol>
            }
        </>
    }
}

fn timers(
    snapshot: &Snapshot,
    picture: &Picture<'_>,
    lit: Option<TaskId>,
    language: Language,
) -> Html {
    if picture.timers.is_empty() {
        return empty(language);
    }
    html! {
        <ol class="slips down">
            { for picture.timers.iter().map(|timer| {
                let left = html! { <span class="left">{ words::duration(timer.left_ns) }</span> };
                html! {
                    <li>
                        { card(snapshot, timer.callback, lit, left) }
                        <svg class="fuse" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                            <rect class="rest" width="100" height="4" />
                            <rect class="burns" width={coordinate(timer.share * 100.0)} height="4" />
                        </svg>
                    </li>
                }
            }) }
        </ol>
    }
}

fn awaiting(
    snapshot: &Snapshot,
    state: &LoopState,
    lit: Option<TaskId>,
    language: Language,
) -> Html {
    if state.waiting.is_empty() {
        return empty(language);
    }
    html! {
        <ol class="slips down">
            { for state.waiting.iter().map(|&id| {
                let says = snapshot.tasks.get(id.index()).map(|task| {
                    words::activity(language, &task.activity, snapshot.now, snapshot)
                });
                html! {
                    <li>
                        <Badge task={id} name={snapshot.task(id).0.to_owned()} {lit} class="slip" />
                        <span class="why">{ says }</span>
                    </li>
                }
            }) }
        </ol>
    }
}

fn pool(
    snapshot: &Snapshot,
    state: &LoopState,
    picture: &Picture<'_>,
    lit: Option<TaskId>,
) -> Html {
    html! {
        <ol class="slips">
            { for picture.pool.iter().map(|&(id, works)| html! {
                <li>
                    <Badge
                        task={id} name={snapshot.task(id).0.to_owned()} {lit}
                        class={classes!("slip", if works { "runs" } else { "rests" })}
                    />
                </li>
            }) }
            if state.pool_backlog > 0 {
                <li class="more">{ format!("+{}", state.pool_backlog) }</li>
            }
        </ol>
    }
}
