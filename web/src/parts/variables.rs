//! What the tasks share, and who wrote it last.

use interleave_trace::{Snapshot, TaskId};
use interleave_view::{Label, Names};
use yew::prelude::*;

use super::{Badge, use_deck, use_language};
use crate::shared::Shared;

/// More than this many variables are not shown.
const MOST: usize = 12;

/// Properties of [`Variables`].
#[derive(Properties, PartialEq)]
pub struct VariablesProps {
    /// The moment that is shown.
    pub snapshot: Option<Shared<Snapshot>>,
    /// The task that is lit.
    pub lit: Option<TaskId>,
}

/// The variables that have a writer: those that nobody has written say nothing about the run.
#[component]
pub fn Variables(props: &VariablesProps) -> Html {
    let (deck, language) = (use_deck(), use_language());
    let Some(snapshot) = &props.snapshot else {
        return Html::default();
    };
    let written: Vec<_> = snapshot
        .variables
        .iter()
        .filter_map(|variable| Some((variable, variable.writer?.0)))
        .take(MOST)
        .collect();
    if written.is_empty() {
        return Html::default();
    }
    html! {
        <section class="card variables" id={deck.id("variables")}>
            <header><h2>{ Label::Variables.text(language) }</h2></header>
            <dl>
                { for written.into_iter().map(|(variable, writer)| html! {
                    <div>
                        <dt>{ variable.name.clone() }</dt>
                        <dd>{ variable.value.clone() }</dd>
                        <dd class="writer">
                            <Badge task={writer} name={snapshot.task(writer).0.to_owned()} lit={props.lit} />
                        </dd>
                    </div>
                }) }
            </dl>
        </section>
    }
}
