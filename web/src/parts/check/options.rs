//! What is asked: where a thread can lose its turn, what memory does, how schedules are gone through.

use interleave_engine::{Dialect, MemoryModel};
use interleave_playground::check::Question;
use interleave_playground::explorer::{Bounds, Strategy};
use interleave_view::{Label, Language};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::super::use_language;
use crate::checking::{Change, Checking};
use crate::shared::Shared;

const STRATEGIES: [(Strategy, Label); 4] = [
    (Strategy::Auto { seed: 0 }, Label::StrategyAuto),
    (Strategy::Breadth, Label::StrategyAll),
    (Strategy::Reduced, Label::StrategyOrders),
    (Strategy::Random { seed: 0 }, Label::StrategyChance),
];
const MEMORIES: [(MemoryModel, Label); 3] = [
    (MemoryModel::Sequential, Label::MemorySequential),
    (MemoryModel::Tso, Label::MemoryTso),
    (MemoryModel::Relaxed, Label::MemoryRelaxed),
];
/// Preemptions that can be asked for, besides any number.
const PREEMPTIONS: u32 = 5;

/// Properties of [`Options`].
#[derive(Properties, PartialEq)]
pub struct OptionsProps {
    /// What the panel does.
    pub checking: Checking,
    /// What is asked now.
    pub question: Shared<Question>,
}

/// The options, under a heading that opens.
#[component]
pub fn Options(props: &OptionsProps) -> Html {
    let language = use_language();
    let question = &props.question;
    let change = |change: fn(&mut Question, usize)| {
        let (checking, question) = (props.checking.clone(), question.clone());
        move |at: usize| {
            let mut question = (*question).clone();
            change(&mut question, at);
            checking.dispatch(Change::Ask(question));
        }
    };
    let texts = |labels: &[Label]| -> Vec<String> {
        let texts = labels.iter().map(|label| label.text(language).to_owned());
        texts.collect()
    };
    let at = |place: Option<usize>| place.unwrap_or(0);
    let bound = question.bounds.preemptions;
    let mut bounds = texts(&[Label::AnyNumber]);
    bounds.extend((0..PREEMPTIONS).map(|most| format!("≤ {most}")));
    html! {
        <details class="options">
            <summary>{ Label::CheckOptions.text(language) }</summary>
            { select(
                "check-steps", Label::LosesTurn, language, texts(&[Label::AnyStep, Label::AtGil]),
                usize::from(question.dialect.is_some()),
                change(|question, at| question.dialect = (at == 1).then_some(Dialect::Cpython)),
            ) }
            { select(
                "check-memory", Label::MemoryModel, language, texts(&MEMORIES.map(|(_, label)| label)),
                at(MEMORIES.iter().position(|(memory, _)| *memory == question.memory)),
                change(|question, at| {
                    question.memory = MEMORIES.get(at).map_or_else(Default::default, |(memory, _)| *memory);
                }),
            ) }
            { select(
                "check-strategy", Label::Strategy, language, texts(&STRATEGIES.map(|(_, label)| label)),
                at(STRATEGIES.iter().position(|(strategy, _)| *strategy == question.strategy)),
                change(|question, at| {
                    question.strategy = STRATEGIES.get(at).map_or_else(Default::default, |(strategy, _)| *strategy);
                }),
            ) }
            { select(
                "check-preemptions", Label::Preemptions, language, bounds, bound.map_or(0, |most| most as usize + 1),
                change(|question, at| question.bounds = Bounds {
                    preemptions: at.checked_sub(1).map(|most| most as u32),
                    ..question.bounds
                }),
            ) }
        </details>
    }
}

fn select(
    id: &'static str,
    label: Label,
    language: Language,
    offered: Vec<String>,
    chosen: usize,
    choose: impl Fn(usize) + 'static,
) -> Html {
    let onchange = move |event: Event| {
        let field: HtmlSelectElement = event.target_unchecked_into();
        choose(usize::try_from(field.selected_index()).unwrap_or(0));
    };
    html! {
        <div class="control">
            <label for={id}>{ label.text(language) }</label>
            <select {id} {onchange}>
                { for offered.into_iter().enumerate().map(|(at, text)| html! {
                    <option selected={at == chosen}>{ text }</option>
                }) }
            </select>
        </div>
    }
}
