//! Moving through time.

use interleave_trace::Tick;
use interleave_view::Label;
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::{Icon, icon, use_deck, use_language};
use crate::address;
use crate::deck::Deck;
use crate::stage::Play;
use crate::views::coordinate;

/// Speeds to choose from.
const SPEEDS: [(f64, &str); 7] = [
    (0.1, "0.1×"),
    (0.25, "0.25×"),
    (0.5, "0.5×"),
    (1.0, "1×"),
    (2.0, "2×"),
    (4.0, "4×"),
    (8.0, "8×"),
];
/// How finely the slider divides the run.
const STEPS: f64 = 100_000.0;

/// Properties of [`Transport`].
#[derive(Properties, PartialEq)]
pub struct TransportProps {
    /// Whether time passes.
    pub playing: bool,
    /// How fast.
    pub speed: f64,
    /// Whether the page is part of another one.
    pub embedded: bool,
}

/// The bar at the foot of the page. The slider and the clock are painted with every frame.
#[component]
pub fn Transport(props: &TransportProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let (slider, now, total) = (use_node_ref(), use_node_ref(), use_node_ref());
    {
        let (slider, now, total) = (slider.clone(), now.clone(), total.clone());
        use_effect_with(deck.clone(), move |deck| {
            let painter = deck
                .stage()
                .paint_with(move |play| paint(play, &slider, &now, &total));
            move || drop(painter)
        });
    }
    let oninput = {
        let deck = deck.clone();
        move |event: InputEvent| {
            let value = event
                .target_unchecked_into::<HtmlInputElement>()
                .value_as_number();
            let duration = deck.stage().read(Play::extent);
            deck.scrub(Tick((value / STEPS * duration.0 as f64) as u64));
        }
    };
    let onspeed = {
        let deck = deck.clone();
        move |event: Event| {
            let chosen = event
                .target_unchecked_into::<HtmlSelectElement>()
                .selected_index();
            if let Some((speed, _)) = SPEEDS.get(chosen as usize) {
                deck.set_speed(*speed);
            }
        }
    };
    let button =
        |name: &'static str, label: Label, sign: Icon, class: &'static str, act: fn(&Deck)| {
            let deck = deck.clone();
            html! {
                <button
                    {class} data-do={name} onclick={move |_| act(&deck)}
                    aria-label={label.text(language)} title={label.text(language)}
                >{ icon(sign) }</button>
            }
        };
    let (play_label, play_icon) = if props.playing {
        (Label::Pause, Icon::Pause)
    } else {
        (Label::Play, Icon::Play)
    };
    // The slider has no value here, as rendering would set it back: `paint` alone moves it.
    html! {
        <footer class="transport">
            <div class="buttons">
                { button("to-start", Label::ToStart, Icon::Start, "round", Deck::to_start) }
                { button("step-back", Label::StepBack, Icon::StepBack, "round", Deck::step_back) }
                { button("play", play_label, play_icon, "round play", Deck::play_or_pause) }
                { button("step", Label::Step, Icon::Step, "round", Deck::step) }
                { button("to-end", Label::ToEnd, Icon::End, "round", Deck::to_end) }
            </div>
            <input
                ref={slider} id="time" class="time" type="range" min="0" max={(STEPS as u32).to_string()}
                aria-label={Label::Time.text(language)} {oninput}
            />
            <output id="clock" class="clock">
                <span ref={now} /><span class="total" ref={total} />
            </output>
            <label class="speed">
                <span class="unseen">{ Label::Speed.text(language) }</span>
                <select id="speed" onchange={onspeed}>
                    { for SPEEDS.into_iter().map(|(speed, name)| html! {
                        <option value={name} selected={speed == props.speed}>{ name }</option>
                    }) }
                </select>
            </label>
            if props.embedded {
                <a class="quiet whole" href={address::whole()} target="_blank" rel="noopener" aria-label={Label::OpenWhole.text(language)} title={Label::OpenWhole.text(language)}>
                    { icon(Icon::Share) }
                </a>
            }
        </footer>
    }
}

fn paint(play: &Play, slider: &NodeRef, now: &NodeRef, total: &NodeRef) {
    let duration = play.extent();
    let instant = play.clock(play.now);
    if let Some(slider) = slider.cast::<HtmlInputElement>() {
        slider.set_value_as_number((play.share() * STEPS).round());
        // The part that has passed is drawn in colour.
        let share = format!("{}%", coordinate(play.share() * 100.0));
        let _ = slider.style().set_property("--share", &share);
        let _ = slider.set_attribute("aria-valuetext", &instant);
    }
    write(now, &instant);
    write(total, &format!(" / {}", play.clock(duration)));
}

fn write(place: &NodeRef, text: &str) {
    if let Some(place) = place.cast::<HtmlElement>()
        && place.text_content().as_deref() != Some(text)
    {
        place.set_text_content(Some(text));
    }
}
