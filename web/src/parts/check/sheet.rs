//! The answer: the verdict, every way in which the program can end, and what goes wrong, each with a schedule to replay.

use interleave_engine::MemoryModel;
use interleave_playground::check::{Ending, Sheet, Told};
use interleave_trace::Moment;
use interleave_view::words::Sentence;
use interleave_view::{Label, Language};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::super::share::link;
use super::super::{Icon, icon, use_deck, use_language};
use crate::browser;
use crate::checking::Checking;
use crate::deck::address_of;
use crate::model::Model;

/// Properties of [`Verdict`].
#[derive(Properties, PartialEq)]
pub struct VerdictProps {
    /// What the panel does.
    pub checking: Checking,
    /// What threads saw of what others write.
    pub memory: MemoryModel,
    /// The answer.
    pub sheet: Sheet,
    /// The state of the page.
    pub model: Model,
}

/// The answer.
#[component]
pub fn Verdict(props: &VerdictProps) -> Html {
    let language = use_language();
    let sheet = &props.sheet;
    let sign = match sheet.verdict.as_str() {
        "pass" => Icon::Tick,
        _ => Icon::Alert,
    };
    html! {
        <div class="sheet-of-check" data-verdict={sheet.verdict.clone()}>
            <p class="verdict">{ icon(sign) }<strong>{ &sheet.headline }</strong></p>
            { for sheet.coverage.iter().map(|said| html! { <p class="about">{ said }</p> }) }
            if !sheet.findings.is_empty() {
                <ol class="failures">{ for sheet.findings.iter().map(|told| finding(props, told, language)) }</ol>
            }
            if !sheet.endings.is_empty() {
                <h3>{ Label::Outcomes.text(language) }</h3>
                <ul class="endings">{ for sheet.endings.iter().map(|one| ending(props, one)) }</ul>
                if sheet.unlisted > 0 {
                    <p class="about">{ format!("… +{}", sheet.unlisted) }</p>
                }
            }
        </div>
    }
}

fn ending(props: &VerdictProps, ending: &Ending) -> Html {
    html! {
        <li class={classes!("ending", ending.is_bad.then_some("bad-end"))}>
            <pre>{ if ending.output.is_empty() { "∅".to_owned() } else { ending.output.trim_end().to_owned() } }</pre>
            <p class="what">
                { &ending.ends }
                if let Some(share) = &ending.share {
                    { " · " }<span class="share">{ share }</span>
                }
            </p>
            if let Some(permille) = ending.permille {
                // A picture of the numbers beside it.
                <svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="whole" width="1000" height="10" /><rect class="part" width={permille.to_string()} height="10" />
                </svg>
            }
            <Way model={props.model.clone()} memory={props.memory} schedule={ending.schedule.clone()} />
        </li>
    }
}

fn finding(props: &VerdictProps, told: &Told, language: Language) -> Html {
    html! {
        <li data-kind={told.kind.clone()}>
            <p>
                <strong>{ &told.title }</strong>{ ": " }{ &told.message }
                if !told.fails { { " (" }{ Label::ToldOnly.text(language) }{ ")" } }
            </p>
            <ol class="story">{ for told.story.iter().map(|said| sentence(props, told, said)) }</ol>
            if !told.circle.is_empty() {
                <p class="about">{ Label::AgainAndAgain.text(language) }{ " " }<code>{ &told.circle }</code></p>
            }
            if !told.schedule.is_empty() {
                <Way model={props.model.clone()} memory={props.memory} schedule={told.schedule.clone()} />
            }
        </li>
    }
}

/// A sentence of a story leads to its line and its moment on the timeline.
fn sentence(props: &VerdictProps, told: &Told, said: &Sentence) -> Html {
    let (line, moment) = (said.line, said.moment);
    let Some(number) = line else {
        return html! { <li>{ &said.text }</li> };
    };
    let is_shown = props
        .model
        .turn
        .as_ref()
        .is_some_and(|turn| turn.schedule == told.schedule);
    let (deck, schedule, memory) = (
        props.checking.deck().clone(),
        told.schedule.clone(),
        props.memory,
    );
    let onclick = move |_| match is_shown {
        true => deck.visit(moment, line),
        false => deck.replay_to(&schedule, memory, moment, number),
    };
    html! {
        <li><button class="link" data-line={number.to_string()} {onclick}>{ &said.text }</button></li>
    }
}

/// Properties of [`Way`].
#[derive(Properties, PartialEq)]
struct WayProps {
    model: Model,
    memory: MemoryModel,
    schedule: String,
}

/// A schedule: to replay, and to pass on.
#[component]
fn Way(props: &WayProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let copied = use_state_eq(|| false);
    let replay = {
        let (schedule, memory) = (props.schedule.clone(), props.memory);
        move |_| deck.replay(&schedule, memory, None)
    };
    let copy = {
        let (copied, model) = (copied.clone(), props.model.clone());
        let (schedule, memory) = (props.schedule.clone(), props.memory);
        move |_| {
            let mut address = address_of(&model, Moment(0));
            address.state.schedule = schedule.clone();
            address.state.by_hand = true;
            address.state.memory = memory;
            let copied = copied.clone();
            spawn_local(async move {
                copied.set(browser::copy(&link(&address.fragment().await)).await);
            });
        }
    };
    let label = if *copied {
        Label::Copied
    } else {
        Label::CopyLink
    };
    html! {
        <div class="way">
            <button class="quiet" data-do="replay" onclick={replay}>{ icon(Icon::Play) }{ Label::Replay.text(language) }</button>
            <button class="quiet" data-do="copy-way" onclick={copy} aria-live="polite">{ label.text(language) }</button>
            <code class="schedule">{ &props.schedule }</code>
        </div>
    }
}
