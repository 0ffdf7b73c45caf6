//! What the program has printed so far.

use interleave_trace::{Moment, Snapshot};
use interleave_view::Label;
use yew::prelude::*;

use super::{use_deck, use_language};
use crate::shared::Shared;

/// Properties of [`Output`].
#[derive(Properties, PartialEq)]
pub struct OutputProps {
    /// The moment that is shown.
    pub snapshot: Option<Shared<Snapshot>>,
    /// Changes when the recording has grown.
    pub revision: u32,
}

/// Standard output and standard error up to the playhead.
#[component]
pub fn Output(props: &OutputProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let moment = props
        .snapshot
        .as_ref()
        .map_or(Moment(0), |snapshot| snapshot.moment);
    let (pieces, cut) = deck.stage().read(|play| {
        let recording = &play.recording;
        let count = recording.printed.count(moment);
        recording.printed.pieces(&recording.trace, count)
    });
    let end = use_node_ref();
    {
        let end = end.clone();
        let length: usize = pieces.iter().map(|piece| piece.text.len()).sum();
        use_effect_with(length, move |_| {
            if let Some(end) = end.cast::<web_sys::Element>() {
                end.set_scroll_top(end.scroll_height());
            }
        });
    }
    html! {
        <section class="card output" id={deck.id("printed")}>
            <header><h2>{ Label::Output.text(language) }</h2></header>
            <pre id={deck.id("output")} ref={end} tabindex="0" aria-live="off">
                if pieces.is_empty() {
                    <span class="nothing">{ Label::NoOutput.text(language) }</span>
                }
                if cut { <span class="nothing">{ "…\n" }</span> }
                { for pieces.into_iter().map(|piece| if piece.error {
                    html! { <span class="stderr" title={Label::StandardError.text(language)}>{ piece.text }</span> }
                } else {
                    html! { <span>{ piece.text }</span> }
                }) }
            </pre>
        </section>
    }
}
