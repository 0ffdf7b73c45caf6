//! Knobs of the program and of the machine.

use std::rc::Rc;

use interleave_engine::{Config, Dialect};
use interleave_program::Knob;
use interleave_view::{Label, words};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::{Icon, icon, use_deck, use_language};

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
        <section class="card controls" id="knobs">
            <header><h2>{ Label::Knobs.text(language) }</h2></header>
            { for props.knobs.iter().map(|(knob, value)| {
                let (deck, name) = (deck.clone(), knob.name.clone());
                let onturn = Callback::from(move |value| deck.turn(&name, value));
                let name = AttrValue::from(knob.name.clone());
                if knob.min == 0 && knob.max == 1 {
                    html! { <Switch {name} code=true on={*value != 0} {onturn} /> }
                } else {
                    html! { <Dial {name} code=true value={*value} min={knob.min} max={knob.max} {onturn} /> }
                }
            }) }
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
    let say = |label: Label| AttrValue::from(label.text(language));
    let new_seed = {
        let deck = deck.clone();
        move |_| deck.configure(|config| config.seed = (js_sys::Math::random() * 10_000.0) as u64)
    };
    html! {
        <section class="card controls" id="machine">
            <header><h2>{ Label::Machine.text(language) }</h2></header>
            <Dial
                name={say(Label::Cores)} id="cores"
                value={i64::from(config.cores)} min={1} max={i64::from(Config::MAX_CORES)} slider={SLIDER_CORES}
                onturn={turned(|config, value| config.cores = value as u16)}
            />
            <Switch
                name={say(Label::Gil)} id="gil" on={config.dialect.has_gil()}
                onturn={turned(|config, value| config.dialect = match value {
                    0 => Dialect::CpythonFreeThreaded,
                    _ => Dialect::Cpython,
                })}
            />
            <Times
                name={say(Label::Quantum)} id="quantum" value={config.quantum_ns} offered={QUANTA_NS}
                onturn={turned(|config, value| config.quantum_ns = value as u64)}
            />
            <Times
                name={say(Label::SwitchCost)} id="switch" value={config.switch_ns} offered={SWITCHES_NS}
                onturn={turned(|config, value| config.switch_ns = value as u64)}
            />
            <div class="control seed">
                <Dial
                    name={say(Label::Seed)} id="seed"
                    value={config.seed as i64} min={0} max={i64::MAX} slider={0}
                    onturn={turned(|config, value| config.seed = value as u64)}
                />
                <button
                    class="round" data-do="new-seed" onclick={new_seed}
                    aria-label={Label::NewSeed.text(language)} title={Label::NewSeed.text(language)}
                >{ icon(Icon::Die) }</button>
            </div>
        </section>
    }
}

/// Properties of [`Dial`].
#[derive(Properties, PartialEq)]
struct DialProps {
    name: AttrValue,
    /// The id of the number; the name itself where there is none.
    #[prop_or_default]
    id: Option<AttrValue>,
    /// Whether the name is one of the program's.
    #[prop_or_default]
    code: bool,
    value: i64,
    min: i64,
    max: i64,
    /// Where the slider ends; 0 for none.
    #[prop_or(i64::MAX)]
    slider: i64,
    onturn: Callback<i64>,
}

/// A number with a slider.
#[component]
fn Dial(props: &DialProps) -> Html {
    let (min, max) = (props.min, props.max);
    let turn = {
        let onturn = props.onturn.clone();
        move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            // A field that is being emptied says nothing yet.
            if let Ok(value) = field.value().parse::<i64>() {
                onturn.emit(value.clamp(min, max));
            }
        }
    };
    let id = props
        .id
        .clone()
        .unwrap_or_else(|| format!("knob-{}", props.name).into());
    let end = props.slider.min(max);
    let shown = props.value.to_string();
    html! {
        <div class="control dial">
            <label for={id.clone()} class={props.code.then_some("code")}>{ &props.name }</label>
            if end > min {
                <input
                    type="range" tabindex="-1" aria-hidden="true"
                    min={min.to_string()} max={end.to_string()} value={props.value.min(end).to_string()}
                    oninput={turn.clone()}
                />
            }
            <input
                type="number" {id}
                min={min.to_string()} max={max.to_string()} value={shown}
                oninput={turn}
            />
        </div>
    }
}

/// Properties of [`Switch`].
#[derive(Properties, PartialEq)]
struct SwitchProps {
    name: AttrValue,
    #[prop_or_default]
    id: Option<AttrValue>,
    #[prop_or_default]
    code: bool,
    on: bool,
    onturn: Callback<i64>,
}

/// Off or on.
#[component]
fn Switch(props: &SwitchProps) -> Html {
    let onclick = {
        let (onturn, on) = (props.onturn.clone(), props.on);
        move |_| onturn.emit(i64::from(!on))
    };
    let id = props
        .id
        .clone()
        .unwrap_or_else(|| format!("knob-{}", props.name).into());
    html! {
        <div class="control switch">
            <label for={id.clone()} class={props.code.then_some("code")}>{ &props.name }</label>
            <button {id} role="switch" aria-checked={props.on.to_string()} {onclick}>
                <span class="thumb" />
                <span class="value">{ i64::from(props.on) }</span>
            </button>
        </div>
    }
}

/// Properties of [`Times`].
#[derive(Properties, PartialEq)]
struct TimesProps {
    name: AttrValue,
    id: AttrValue,
    value: u64,
    offered: &'static [u64],
    onturn: Callback<i64>,
}

/// One of some lengths of time.
#[component]
fn Times(props: &TimesProps) -> Html {
    let mut offered = props.offered.to_vec();
    if let Err(place) = offered.binary_search(&props.value) {
        offered.insert(place, props.value);
    }
    let onchange = {
        let onturn = props.onturn.clone();
        move |event: Event| {
            let field: HtmlSelectElement = event.target_unchecked_into();
            if let Ok(value) = field.value().parse() {
                onturn.emit(value);
            }
        }
    };
    html! {
        <div class="control">
            <label for={props.id.clone()}>{ &props.name }</label>
            <select id={props.id.clone()} {onchange}>
                { for offered.into_iter().map(|ns| html! {
                    <option value={ns.to_string()} selected={ns == props.value}>{ words::duration(ns) }</option>
                }) }
            </select>
        </div>
    }
}
