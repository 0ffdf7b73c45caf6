//! Who waits for whom at the moment that is shown, and which conditions of a deadlock hold.

use interleave_trace::{Snapshot, TaskId};
use interleave_view::coffman::{self, Condition};
use interleave_view::wait_graph::{self, Edge, Graph, Point};
use interleave_view::words::Names;
use interleave_view::{Label, Language, words};
use yew::prelude::*;

use super::{Icon, hue, icon, use_deck, use_language};
use crate::deck::Deck;
use crate::shared::Shared;
use crate::views::coordinate;

/// How large a task is drawn, in the units of the layout.
const RADIUS: f64 = 0.13;
/// The units of the picture in one of the layout.
const SCALE: f64 = 100.0;

/// A coordinate of the picture.
fn place(value: f64) -> String {
    coordinate(value * SCALE)
}

/// Properties of [`Waiting`].
#[derive(Properties, PartialEq)]
pub struct WaitingProps {
    /// How things stand.
    pub snapshot: Option<Shared<Snapshot>>,
    /// The task that is lit.
    pub lit: Option<TaskId>,
    /// Counts how often the recording has grown.
    pub revision: u32,
}

/// Four lights and a graph; nothing for a run in which nobody has ever waited for what another one held.
#[component]
pub fn Waiting(props: &WaitingProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let Some(snapshot) = &props.snapshot else {
        return Html::default();
    };
    let ever = deck.stage().read(|play| {
        let conditions = &play.recording.conditions;
        conditions.first(Condition::MutualExclusion).is_some()
    });
    if !ever {
        return Html::default();
    }
    let graph = wait_graph::layout(snapshot);
    html! {
        <section class="card waiting" id={deck.id("waiting")} aria-labelledby={deck.id("waiting-title")}>
            <header><h2 id={deck.id("waiting-title")}>{ Label::WaitGraph.text(language) }</h2></header>
            <ul class="lights">
                { for Condition::ALL.into_iter().map(|condition| lamp(condition, snapshot, language)) }
            </ul>
            if !graph.edges.is_empty() {
                { picture(&graph, snapshot, props.lit, &deck, language) }
                <ul class="edges unseen">
                    { for snapshot.waits.iter().map(|edge| html! {
                        <li>{ format!("{} → {} ({})", snapshot.task(edge.waiter).0, snapshot.task(edge.holder).0, edge.name) }</li>
                    }) }
                </ul>
            }
        </section>
    }
}

fn lamp(condition: Condition, snapshot: &Snapshot, language: Language) -> Html {
    let tasks = coffman::now(snapshot, condition);
    let on = !tasks.is_empty();
    let (sign, said) = match on {
        true => (Icon::Tick, Label::Holds),
        false => (Icon::Minus, Label::HoldsNot),
    };
    let names: Vec<&str> = tasks.iter().map(|&task| snapshot.task(task).0).collect();
    html! {
        <li class={classes!("light", on.then_some("on"))} data-condition={format!("{condition:?}")} title={names.join(", ")}>
            { icon(sign) }
            <span>{ words::condition(language, condition) }</span>
            <span class="unseen">{ ": " }{ said.text(language) }</span>
        </li>
    }
}

fn picture(
    graph: &Graph,
    snapshot: &Snapshot,
    lit: Option<TaskId>,
    deck: &Deck,
    language: Language,
) -> Html {
    let marker = deck.id("waits-for");
    html! {
        <svg class="graph" viewBox="-140 -125 280 250" role="group" aria-label={Label::WaitGraph.text(language)}>
            <defs>
                <marker id={marker.clone()} viewBox="0 0 8 8" refX="7" refY="4" markerUnits="userSpaceOnUse" markerWidth="9" markerHeight="9" orient="auto-start-reverse">
                    <path d="M0 0l8 4-8 4z" />
                </marker>
            </defs>
            { for graph.edges.iter().map(|edge| arrow(edge, graph, &marker)) }
            { for graph.nodes.iter().map(|node| {
                let (name, _) = snapshot.task(node.task);
                let task = node.task;
                let light = |on: bool| {
                    let deck = deck.clone();
                    move |_: PointerEvent| deck.light(on.then_some(task))
                };
                let focus = |on: bool| {
                    let deck = deck.clone();
                    move |_: FocusEvent| deck.light(on.then_some(task))
                };
                // The name stands away from the middle, where the arrows are.
                let far = node.at.0.hypot(node.at.1);
                let aside = match far > 0.1 {
                    true => (node.at.0 / far * 0.27, node.at.1 / far * 0.21),
                    false => (0.0, 0.21),
                };
                let class = classes!(
                    "node", hue(node.task), node.in_cycle.then_some("closed"), (lit == Some(node.task)).then_some("lit"),
                );
                html! {
                    <g
                        {class} transform={format!("translate({} {})", place(node.at.0), place(node.at.1))}
                        tabindex="0" data-task={name.to_owned()} aria-label={why(node.task, snapshot, language)}
                        role="img" onpointerenter={light(true)} onpointerleave={light(false)}
                        onfocus={focus(true)} onblur={focus(false)}
                    >
                        <title>{ why(node.task, snapshot, language) }</title>
                        <circle r={place(RADIUS)} />
                        <text dy="3.5">{ words::initials(name) }</text>
                        <text class="name" x={place(aside.0)} y={place(aside.1 + 0.025)}>{ name.to_owned() }</text>
                    </g>
                }
            }) }
        </svg>
    }
}

/// What a task does, and why it waits if it does.
fn why(task: TaskId, snapshot: &Snapshot, language: Language) -> String {
    let state = snapshot.tasks.get(task.index());
    state.map_or(String::new(), |task| {
        words::sentence(language, task, snapshot.now, snapshot)
    })
}

/// From the rim of one task to the rim of the other.
fn arrow(edge: &Edge, graph: &Graph, marker: &str) -> Html {
    let at = |index: usize| graph.nodes.get(index).map_or((0.0, 0.0), |node| node.at);
    let (from, to): (Point, Point) = (at(edge.from), at(edge.to));
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let length = x.hypot(y).max(1e-6);
    let (x, y) = (x / length * (RADIUS + 0.02), y / length * (RADIUS + 0.02));
    let path = format!(
        "M{} {}L{} {}",
        place(from.0 + x),
        place(from.1 + y),
        place(to.0 - x),
        place(to.1 - y)
    );
    let middle = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
    html! {
        <g class={classes!("edge", edge.in_cycle.then_some("closed"))}>
            <path d={path} marker-end={format!("url(#{marker})")} />
            <text x={place(middle.0)} y={place(middle.1 - 0.03)}>{ edge.label.clone() }</text>
        </g>
    }
}
