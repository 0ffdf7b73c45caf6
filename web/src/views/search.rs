//! The field in which one searches the run.

use interleave_trace::Moment;
use interleave_view::{Label, words};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::keys;
use crate::parts::{Icon, icon, use_deck, use_language};

/// Properties of [`Search`].
#[derive(Properties, PartialEq)]
pub struct SearchProps {
    /// The moment that is shown.
    pub moment: Moment,
    /// Changes when the recording has grown.
    pub revision: u32,
}

/// The field, how often what is in it was found, and the way from one place to the next.
#[component]
pub fn Search(props: &SearchProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let text = use_state_eq(String::new);
    let count = {
        let deck = deck.clone();
        *use_memo(((*text).clone(), props.revision), move |(text, _)| {
            deck.search(text)
        })
    };
    // What stands at the playhead, if that is one of them.
    let here = deck.stage().read(|play| {
        let place = play.matches.at(props.moment)?;
        let event = play.matches.event(place, &play.recording.trace)?;
        let line = play.lines.line(event.site);
        Some((
            place,
            words::event(language, event, line, &play.recording.trace),
        ))
    });
    let oninput = {
        let text = text.clone();
        move |event: InputEvent| {
            text.set(event.target_unchecked_into::<HtmlInputElement>().value());
        }
    };
    let onkeydown = {
        let (deck, text) = (deck.clone(), text.clone());
        move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                deck.go_to_match(!event.shift_key());
            }
            "Escape" => {
                text.set(String::new());
                let _ = event.target_unchecked_into::<HtmlInputElement>().blur();
            }
            _ => {}
        }
    };
    let go = |forwards: bool, label: Label, sign: Icon| {
        let deck = deck.clone();
        html! {
            <button
                class="round small" disabled={count == 0} onclick={move |_| deck.go_to_match(forwards)}
                aria-label={label.text(language)} title={label.text(language)}
            >{ icon(sign) }</button>
        }
    };
    let tally = match here {
        _ if text.is_empty() => String::new(),
        Some((place, _)) => format!("{} / {count}", place + 1),
        None => count.to_string(),
    };
    html! {
        <div class="search" role="search">
            <input
                type="search" id={deck.id(keys::SEARCH)} value={(*text).clone()} {oninput} {onkeydown}
                aria-label={Label::SearchRun.text(language)} placeholder={Label::SearchHint.text(language)}
                autocomplete="off" spellcheck="false"
            />
            <output for={deck.id(keys::SEARCH)}>
                { tally }
                if let Some((_, says)) = here { <span class="found">{ says }</span> }
            </output>
            { go(false, Label::PreviousMatch, Icon::StepBack) }
            { go(true, Label::NextMatch, Icon::Step) }
        </div>
    }
}
