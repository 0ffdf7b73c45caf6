//! What the run has shown to be wrong: each with its lines, which are lit, and its instants, to which the playhead goes.

use std::rc::Rc;

use interleave_playground::findings::{Finding, Spot};
use interleave_trace::Trace;
use interleave_view::{Label, Language, words};
use yew::prelude::*;

use super::{Icon, icon, use_deck, use_language};
use crate::deck::Deck;

/// Properties of [`Findings`].
#[derive(Properties, PartialEq)]
pub struct FindingsProps {
    /// The findings.
    pub findings: Rc<Vec<Finding>>,
    /// The line that is lit.
    pub line: Option<u32>,
}

/// The list; nothing where there is nothing to say.
#[component]
pub fn Findings(props: &FindingsProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    if props.findings.is_empty() {
        return Html::default();
    }
    deck.stage().read(|play| {
        html! {
            <section class="card findings" id={deck.id("findings")} aria-labelledby={deck.id("findings-title")}>
                <header>
                    <h2 id={deck.id("findings-title")}>{ Label::Findings.text(language) }</h2>
                    <span class="count">{ props.findings.len() }</span>
                </header>
                <ol>
                    { for props.findings.iter().map(|finding| {
                        entry(finding, &play.recording.trace, props.line, &deck, language)
                    }) }
                </ol>
            </section>
        }
    })
}

fn entry(
    finding: &Finding,
    trace: &Trace,
    line: Option<u32>,
    deck: &Deck,
    language: Language,
) -> Html {
    let when = {
        let (deck, moment) = (deck.clone(), finding.moment);
        move |_| deck.visit(moment, None)
    };
    html! {
        <li data-kind={finding.kind.name()}>
            <p>
                { icon(Icon::Alert) }
                <span>
                    <strong>{ words::finding_kind(language, &finding.kind) }</strong>
                    { " " }
                    { words::finding(language, finding, trace) }
                </span>
            </p>
            <ul>
                { for finding.spots.iter().map(|spot| place(spot, trace, line, deck, language)) }
                <li>
                    <button class="link" data-do="show-moment" onclick={when}>
                        { Label::ShowMoment.text(language) }
                    </button>
                </li>
            </ul>
        </li>
    }
}

fn place(spot: &Spot, trace: &Trace, line: Option<u32>, deck: &Deck, language: Language) -> Html {
    let here = spot.place.map(|place| place.line);
    // Whoever looks at a place sees whose it is in every view.
    let task = spot.task;
    let light = |on: bool| {
        let deck = deck.clone();
        move |_: PointerEvent| deck.light(on.then_some(task))
    };
    let focus = |on: bool| {
        let deck = deck.clone();
        move |_: FocusEvent| deck.light(on.then_some(task))
    };
    let onclick = {
        let (deck, moment) = (deck.clone(), spot.moment);
        move |_| deck.visit(moment, here)
    };
    html! {
        <li onpointerenter={light(true)} onpointerleave={light(false)}>
            if let Some(number) = here {
                <button
                    class="link" data-line={number.to_string()} {onclick}
                    aria-pressed={(line == here).to_string()}
                    onfocus={focus(true)} onblur={focus(false)}
                >{ words::line(language, number) }</button>
                { " " }
            }
            { words::spot(language, spot, trace) }
        </li>
    }
}
