//! What a task did during the part of the timeline that was chosen.

use interleave_view::{Label, Language, words};
use yew::prelude::*;

use crate::deck::Deck;
use crate::parts::{Icon, icon, use_deck, use_language};
use crate::stage::{self, Play};

/// Properties of [`Chosen`].
#[derive(Properties, PartialEq)]
pub struct ChosenProps {
    /// What was chosen.
    pub chosen: stage::Chosen,
    /// Changes when the recording has grown.
    pub revision: u32,
}

/// The story: how the time went, and what happened, each thing with its line and its instant.
#[component]
pub fn Chosen(props: &ChosenProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let chosen = props.chosen;
    let act = |name: &'static str, label: Label, sign: Icon, act: fn(&Deck)| {
        let deck = deck.clone();
        html! {
            <button
                class="round small" data-do={name} onclick={move |_| act(&deck)}
                aria-label={label.text(language)} title={label.text(language)}
            >{ icon(sign) }</button>
        }
    };
    let (sentence, told) = deck
        .stage()
        .read(|play| story(play, chosen, &deck, language));
    html! {
        <section class="told" aria-label={Label::SpanStory.text(language)}>
            <header>
                <p aria-live="polite">{ sentence }</p>
                { act("previous-span", Label::PreviousSpan, Icon::StepBack, |deck| deck.choose_neighbour(false)) }
                { act("next-span", Label::NextSpan, Icon::Step, |deck| deck.choose_neighbour(true)) }
                { act("no-span", Label::Close, Icon::Cross, |deck| deck.set_chosen(None)) }
            </header>
            <ol>{ told }</ol>
        </section>
    }
}

fn story(play: &Play, chosen: stage::Chosen, deck: &Deck, language: Language) -> (String, Html) {
    let recording = &play.recording;
    let within = (chosen.from, chosen.to);
    let task = chosen.task;
    let sentence = words::stretch(language, &recording.trace, &recording.lanes, task, within);
    let (told, more) = words::happened(language, &recording.trace, &play.lines, task, within);
    let middle = told.len() / 2;
    let told = told.into_iter().enumerate().map(|(index, told)| {
        let line = told.line;
        let go = {
            let deck = deck.clone();
            move |_: MouseEvent| deck.visit(told.moment, line)
        };
        let when = play.clock(told.at);
        html! {
            <>
                if more > 0 && index == middle {
                    <li class="left-out">{ format!("… {more} …") }</li>
                }
                <li>
                    <button class="link" onclick={go} data-line={line.map(|line| line.to_string())}>
                        { when }
                        if let Some(line) = line { { " · " }{ words::line(language, line) } }
                    </button>
                    { " " }{ told.text }
                </li>
            </>
        }
    });
    (sentence, told.collect())
}
