//! The run: how it stands, the views of one instant, and what was printed.

use interleave_lessons::View;
use interleave_view::{Label, Language};
use yew::prelude::*;

use super::check::Check;
use super::findings::Findings;
use super::numbers::Numbers;
use super::output::Output;
use super::player::Player;
use super::status::Status;
use super::variables::Variables;
use super::waiting::Waiting;
use super::{Icon, icon, use_deck, use_language};
use crate::deck::Deck;
use crate::model::{Model, Phase};
use crate::views::{EventLoop, Queues, TableView, Timeline};

/// Every view, in the order of the switches.
pub const VIEWS: [(View, Label); 4] = [
    (View::Timeline, Label::Timeline),
    (View::EventLoop, Label::EventLoop),
    (View::Queue, Label::MessageQueue),
    (View::Table, Label::PhilosophersTable),
];

/// The views of a list of names, without those that there are not.
pub fn views_named(names: &[String]) -> Vec<View> {
    let find = |name: &String| {
        let mut views = VIEWS.iter().map(|(view, _)| *view);
        views.find(|view| view.name() == *name)
    };
    names.iter().filter_map(find).collect()
}

/// Properties of [`Scene`].
#[derive(Properties, PartialEq)]
pub struct SceneProps {
    /// The state of the page.
    pub model: Model,
}

/// Everything that shows the run.
#[component]
pub fn Scene(props: &SceneProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let model = &props.model;
    html! {
        <section class="scene">
            <Status
                phase={model.phase.clone()}
                snapshot={model.snapshot.clone()}
                at_start={model.at_start}
                diagnostics={model.diagnostics.clone()}
            />
            <Findings findings={model.findings.clone()} line={model.line} />
            if model.by_hand {
                <Player
                    turn={model.turn.clone()}
                    refused={model.refused.clone()}
                    lit={model.lit}
                    ready={model.phase == Phase::Turn}
                />
            } else if let Some(why) = &model.refused {
                <p class="status failed" role="alert">{ Label::Refused.text(language) }{ " " }{ why.to_string() }</p>
            }
            if !model.embedded {
                <Check model={model.clone()} />
            }
            { switches(model, &deck, language) }
            { for model.views.iter().map(|&view| show(view, model)) }
            <Waiting snapshot={model.snapshot.clone()} lit={model.lit} revision={model.revision} />
            <Variables snapshot={model.snapshot.clone()} lit={model.lit} />
            <Output snapshot={model.snapshot.clone()} lit={model.lit} revision={model.revision} />
            if !model.embedded {
                <Numbers revision={model.revision} />
            }
        </section>
    }
}

/// One view of the run.
pub fn show(view: View, model: &Model) -> Html {
    let (snapshot, lit, revision) = (model.snapshot.clone(), model.lit, model.revision);
    match view {
        View::Timeline => html! {
            <Timeline
                key="timeline" {snapshot} {lit} {revision} by={model.by} theme={model.theme} chosen={model.chosen}
            />
        },
        View::EventLoop => html! { <EventLoop key="loop" {snapshot} {lit} /> },
        View::Queue => html! { <Queues key="queue" {snapshot} {lit} {revision} /> },
        View::Table => html! { <TableView key="table" {snapshot} {lit} {revision} /> },
    }
}

/// Which views are open.
pub fn switches(model: &Model, deck: &Deck, language: Language) -> Html {
    let views = &model.views;
    html! {
        <div class="switches" role="group" aria-label={Label::Views.text(language)}>
            { for VIEWS.into_iter().map(|(view, label)| {
                let deck = deck.clone();
                html! {
                    <button
                        data-view={view.name()}
                        aria-pressed={views.contains(&view).to_string()}
                        onclick={move |_| deck.toggle(view)}
                    >{ label.text(language) }</button>
                }
            }) }
            if !model.by_hand && model.phase != Phase::Rejected {
                <span class="space" />
                if model.beside.is_none() {
                    <button class="hand" data-do="compare" onclick={let (deck, model) = (deck.clone(), model.clone()); move |_| deck.compare(&model)}>
                        { icon(Icon::Compare) }{ Label::Compare.text(language) }
                    </button>
                }
                <button class="hand" data-do="take-over" onclick={let deck = deck.clone(); move |_| deck.take_over()}>
                    { icon(Icon::Hand) }{ Label::TakeOver.text(language) }
                </button>
            }
        </div>
    }
}
