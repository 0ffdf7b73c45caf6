//! Knobs of the program and of the machine.

use std::ops::RangeInclusive;
use std::rc::Rc;

use interleave_engine::{Config, Dialect, Policy};
use interleave_program::Knob;
use interleave_view::{Label, Language, words};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::{Icon, icon, use_deck, use_language};
use crate::deck::Deck;

/// Time slices to choose from.
const QUANTA_NS: &[u64] = &[
    10_000,
    50_000,
    100_000,
    500_000,
    1_000_000,
    4_000_000,
    10_000_000,
    100_000_000,
];
/// Costs of a context switch to choose from.
const SWITCHES_NS: &[u64] = &[0, 500, 2_000, 10_000, 100_000];
/// Latencies of the network to choose from.
const LATENCIES_NS: &[u64] = &[
    0,
    1_000_000,
    10_000_000,
    50_000_000,
    100_000_000,
    300_000_000,
    1_000_000_000,
];
/// As many cores as a slider is for; the number beside it goes further.
const SLIDER_CORES: i64 = 8;

/// Properties of [`Knobs`].
#[derive(Properties, PartialEq)]
pub struct KnobsProps {
    /// The knobs and their values.
    pub knobs: Rc<Vec<(Knob, i64)>>,
}

/// The program's own knobs.
#[component]
pub fn Knobs(props: &KnobsProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    html! {
        <section class="card controls" id={deck.id("knobs")}>
            <header><h2>{ Label::Knobs.text(language) }</h2></header>
            <div class="rack">
                { for props.knobs.iter().map(|(knob, value)| {
                    let (turned, name) = (deck.clone(), knob.name.clone());
                    let onturn = Callback::from(move |value| turned.turn(&name, value));
                    let name = &knob.name;
                    if knob.min == 0 && knob.max == 1 {
                        switch(&deck, name, None, *value != 0, onturn)
                    } else {
                        dial(&deck, name, None, *value, knob.min..=knob.max, knob.max, onturn)
                    }
                }) }
            </div>
        </section>
    }
}

/// Properties of [`Machine`].
#[derive(Properties, PartialEq)]
pub struct MachineProps {
    /// The machine.
    pub config: Config,
}

/// The simulated machine.
#[component]
pub fn Machine(props: &MachineProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let config = &props.config;
    let turned = |change: fn(&mut Config, i64)| {
        let deck = deck.clone();
        Callback::from(move |value| deck.configure(|config| change(config, value)))
    };
    let say = |label: Label| label.text(language);
    let new_seed = {
        let deck = deck.clone();
        move |_| deck.configure(|config| config.seed = (js_sys::Math::random() * 10_000.0) as u64)
    };
    html! {
        <section class="card controls" id={deck.id("machine")}>
            <header><h2>{ Label::Machine.text(language) }</h2></header>
            { dial(
                &deck, say(Label::Cores), Some("cores"), i64::from(config.cores), 1..=i64::from(Config::MAX_CORES),
                SLIDER_CORES, turned(|config, value| config.cores = value as u16),
            ) }
            { switch(
                &deck, say(Label::Gil), Some("gil"), config.dialect.has_gil(),
                turned(|config, value| config.dialect = match value {
                    0 => Dialect::CpythonFreeThreaded,
                    _ => Dialect::Cpython,
                }),
            ) }
            { scheduler(&deck, config.policy, language, turned(|config, value| {
                config.policy = Policy::ALL.get(value as usize).copied().unwrap_or_default();
            })) }
            { times(
                &deck, say(Label::Quantum), "quantum", config.quantum_ns, QUANTA_NS,
                turned(|config, value| config.quantum_ns = value as u64),
            ) }
            { times(
                &deck, say(Label::SwitchCost), "switch", config.switch_ns, SWITCHES_NS,
                turned(|config, value| config.switch_ns = value as u64),
            ) }
            { times(
                &deck, say(Label::NetworkLatency), "latency", config.network_ns, LATENCIES_NS,
                turned(|config, value| config.network_ns = value as u64),
            ) }
            <div class="control seed">
                { dial(
                    &deck, say(Label::Seed), Some("seed"), config.seed as i64, 0..=i64::MAX,
                    0, turned(|config, value| config.seed = value as u64),
                ) }
                <button
                    class="round" data-do="new-seed" onclick={new_seed}
                    aria-label={Label::NewSeed.text(language)} title={Label::NewSeed.text(language)}
                >{ icon(Icon::Die) }</button>
            </div>
        </section>
    }
}

/// The id of a control: its own, or that of a knob of the program.
fn id_of(deck: &Deck, name: &str, id: Option<&'static str>) -> AttrValue {
    deck.id(&id.map_or_else(|| format!("knob-{name}"), str::to_owned))
}

/// A number, with a slider that goes up to `slider` if that leaves anything to choose. Without an id it is one of
/// the program's own knobs.
fn dial(
    deck: &Deck,
    name: &str,
    id: Option<&'static str>,
    value: i64,
    range: RangeInclusive<i64>,
    slider: i64,
    onturn: Callback<i64>,
) -> Html {
    let (min, max) = (*range.start(), *range.end());
    let turn = move |event: InputEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        // A field that is being emptied says nothing yet.
        if let Ok(value) = field.value().parse::<i64>() {
            onturn.emit(value.clamp(min, max));
        }
    };
    let class = id.is_none().then_some("code");
    let id = id_of(deck, name, id);
    let (shown, slid) = (value.to_string(), value.min(slider).to_string());
    let (min, max, end) = (min.to_string(), max.to_string(), slider.to_string());
    html! {
        <div class="control dial">
            <label for={id.clone()} {class}>{ name.to_owned() }</label>
            if slider > *range.start() {
                <input
                    type="range" tabindex="-1" aria-hidden="true"
                    min={min.clone()} max={end} value={slid} oninput={turn.clone()}
                />
            }
            <input type="number" {id} {min} {max} value={shown} oninput={turn} />
        </div>
    }
}

/// Off or on.
fn switch(
    deck: &Deck,
    name: &str,
    id: Option<&'static str>,
    on: bool,
    onturn: Callback<i64>,
) -> Html {
    let class = id.is_none().then_some("code");
    let id = id_of(deck, name, id);
    html! {
        <div class="control switch">
            <label for={id.clone()} {class}>{ name.to_owned() }</label>
            <button
                {id} role="switch" aria-checked={on.to_string()}
                onclick={move |_| onturn.emit(i64::from(!on))}
            >
                <span class="thumb" />
                <span class="value">{ i64::from(on) }</span>
            </button>
        </div>
    }
}

/// How threads get cores. What is chosen says what it ignores.
fn scheduler(deck: &Deck, policy: Policy, language: Language, onturn: Callback<i64>) -> Html {
    let words = |policy| match policy {
        Policy::RoundRobin => (Label::RoundRobin, Label::AboutRoundRobin),
        Policy::FairShare => (Label::FairShare, Label::AboutFairShare),
        Policy::FixedPriority => (Label::FixedPriority, Label::AboutFixedPriority),
        Policy::PriorityInheritance => {
            (Label::PriorityInheritance, Label::AboutPriorityInheritance)
        }
    };
    let onchange = move |event: Event| {
        let field: HtmlSelectElement = event.target_unchecked_into();
        onturn.emit(i64::from(field.selected_index()));
    };
    let about = words(policy).1.text(language);
    html! {
        <div class="control">
            <label for={deck.id("policy")}>{ Label::Scheduler.text(language) }</label>
            <select id={deck.id("policy")} title={about} aria-describedby={deck.id("about-policy")} {onchange}>
                { for Policy::ALL.into_iter().map(|offered| html! {
                    <option value={offered.name()} selected={offered == policy}>
                        { words(offered).0.text(language) }
                    </option>
                }) }
            </select>
            <p id={deck.id("about-policy")} class="about">{ about }</p>
        </div>
    }
}

/// One of some lengths of time.
fn times(
    deck: &Deck,
    name: &str,
    id: &'static str,
    value: u64,
    offered: &[u64],
    onturn: Callback<i64>,
) -> Html {
    let id = deck.id(id);
    let mut offered = offered.to_vec();
    if let Err(place) = offered.binary_search(&value) {
        offered.insert(place, value);
    }
    let onchange = move |event: Event| {
        let field: HtmlSelectElement = event.target_unchecked_into();
        if let Ok(value) = field.value().parse() {
            onturn.emit(value);
        }
    };
    html! {
        <div class="control">
            <label for={id.clone()}>{ name.to_owned() }</label>
            <select {id} {onchange}>
                { for offered.into_iter().map(|ns| html! {
                    <option value={ns.to_string()} selected={ns == value}>{ words::duration(ns) }</option>
                }) }
            </select>
        </div>
    }
}
