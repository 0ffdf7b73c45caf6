//! What the program has printed so far.

use interleave_trace::{Moment, Snapshot, TaskId};
use interleave_view::Label;
use yew::prelude::*;

use super::{hue, use_deck, use_language};
use crate::shared::Shared;

/// Properties of [`Output`].
#[derive(Properties, PartialEq)]
pub struct OutputProps {
    /// The moment that is shown.
    pub snapshot: Option<Shared<Snapshot>>,
    /// The task that is lit.
    pub lit: Option<TaskId>,
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
                { for pieces.into_iter().map(|piece| {
                    let task = piece.task;
                    let light = |on: bool| {
                        let deck = deck.clone();
                        move |_: PointerEvent| deck.light(task.filter(|_| on))
                    };
                    let class = classes!(
                        piece.error.then_some("stderr"),
                        (task.is_some() && task == props.lit).then_some("lit"),
                        task.map(hue),
                    );
                    let title = piece.error.then(|| Label::StandardError.text(language));
                    html! {
                        <span {class} {title} onpointerenter={light(true)} onpointerleave={light(false)}>{ piece.text }</span>
                    }
                }) }
            </pre>
        </section>
    }
}
