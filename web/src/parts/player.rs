//! The reader is the scheduler: what may happen next, to choose from, and the way back.

use std::rc::Rc;

use interleave_playground::{Offer, Turn};
use interleave_trace::TaskId;
use interleave_view::{Label, Language, words};
use yew::prelude::*;

use super::copied::Copied;
use super::{Badge, Icon, icon, use_deck, use_language};
use crate::deck::Deck;
use crate::shared::Shared;

/// So many of the offers have a key.
const KEYS: usize = 9;

/// Properties of [`Player`].
#[derive(Properties, PartialEq)]
pub struct PlayerProps {
    /// What may happen next.
    pub turn: Option<Shared<Turn>>,
    /// Why the last choice was impossible.
    pub refused: Option<Rc<str>>,
    /// The task that is lit.
    pub lit: Option<TaskId>,
    /// Whether it is the reader's turn.
    pub ready: bool,
}

/// The panel.
#[component]
pub fn Player(props: &PlayerProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let turn = props.turn.as_ref();
    let act = |name: &'static str, label: Label, sign: Icon, off: bool, act: fn(&Deck)| {
        let deck = deck.clone();
        html! {
            <button class="quiet" data-do={name} disabled={off} onclick={move |_| act(&deck)}>
                { icon(sign) }{ label.text(language) }
            </button>
        }
    };
    let steps = turn.map_or(0, |turn| turn.steps);
    let undone = turn.map_or(0, |turn| turn.undone);
    let over = turn.is_none_or(|turn| turn.offers.is_empty());
    html! {
        <section class="card player" id="player" aria-labelledby="player-title">
            <header>
                <h2 id="player-title">{ Label::YouSchedule.text(language) }</h2>
                <span class="space" />
                { act("undo", Label::Undo, Icon::Undo, steps == 0, Deck::undo) }
                { act("redo", Label::Redo, Icon::Redo, undone == 0, Deck::redo) }
            </header>
            if !over {
                <p class="about">{ Label::ChooseNext.text(language) }</p>
            }
            if let Some(why) = &props.refused {
                <p class="refused" role="alert">{ Label::Refused.text(language) }{ " " }{ why.to_string() }</p>
            }
            <ol class="offers" aria-busy={(!props.ready).to_string()}>
                { for turn.iter().flat_map(|turn| turn.offers.iter().enumerate())
                    .map(|(place, one)| offer(place, one, props.lit, &deck, language)) }
            </ol>
            <div class="row">
                { act("one-step", Label::OneStep, Icon::Step, over, Deck::one_step) }
                { act("let-go", Label::LetGo, Icon::Play, false, Deck::let_go) }
            </div>
            if let Some(turn) = turn {
                <details>
                    <summary>
                        { Label::StepsSoFar.text(language) }{ ": " }<span class="count">{ turn.steps }</span>
                    </summary>
                    <Copied
                        id="schedule" name={Label::Schedule.text(language)} text={turn.schedule.clone()}
                    />
                </details>
            }
        </section>
    }
}

fn offer(
    place: usize,
    offer: &Offer,
    lit: Option<TaskId>,
    deck: &Deck,
    language: Language,
) -> Html {
    let choice = offer.choice;
    let does = offer.words(language);
    let point = {
        let (deck, task) = (deck.clone(), offer.task);
        move |on: bool| deck.light(on.then_some(task))
    };
    html! {
        <li key={format!("{choice:?}")}>
            <button
                class="offer" data-offer={offer.name.clone()}
                onclick={let deck = deck.clone(); move |_| deck.choose(choice)}
                onpointerenter={let point = point.clone(); move |_| point(true)}
                onpointerleave={let point = point.clone(); move |_| point(false)}
                onfocus={let point = point.clone(); move |_| point(true)}
                onblur={let point = point.clone(); move |_| point(false)}
            >
                if place < KEYS { <kbd>{ place + 1 }</kbd> }
                <Badge task={offer.task} name={offer.name.clone()} title={offer.name.clone()} {lit} />
                <span class="does">{ does }</span>
                if let Some(at) = offer.place {
                    <span class="where">{ words::line(language, at.line) }</span>
                }
            </button>
        </li>
    }
}
