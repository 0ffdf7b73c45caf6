//! The numbers of the run: how busy the cores were, what was waited for, how much was done and how long it took.

use interleave_trace::Tick;
use interleave_view::metrics::{Latencies, Metrics};
use interleave_view::{Label, Language, words};
use web_sys::Element;
use yew::prelude::*;

use super::{use_deck, use_language};
use crate::deck::Deck;

/// The percentiles that are shown.
const PERCENTS: [u8; 4] = [50, 90, 99, 100];

/// Properties of [`Numbers`].
#[derive(Properties, PartialEq)]
pub struct NumbersProps {
    /// Counts how often the recording has grown.
    pub revision: u32,
}

/// Folded away until somebody asks: measuring looks at the whole run.
#[component]
pub fn Numbers(props: &NumbersProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let open = use_state_eq(|| false);
    let metrics = {
        let deck = deck.clone();
        use_memo((props.revision, *open), move |(_, open)| {
            open.then(|| measure(&deck))
        })
    };
    let ontoggle = {
        let open = open.clone();
        move |event: Event| {
            open.set(
                event
                    .target_unchecked_into::<Element>()
                    .has_attribute("open"),
            );
        }
    };
    html! {
        <details class="card numbers" id="numbers" {ontoggle}>
            <summary>{ Label::RunNumbers.text(language) }</summary>
            if let Some(metrics) = &*metrics {
                { table(metrics, language) }
            }
        </details>
    }
}

/// Measures a run up to its end.
pub fn measure(deck: &Deck) -> Metrics {
    deck.stage().read(|play| {
        let recording = &play.recording;
        Metrics::of(
            &recording.trace,
            &recording.lanes,
            play.cores,
            Tick(u64::MAX),
        )
    })
}

fn table(metrics: &Metrics, language: Language) -> Html {
    let say = |label: Label| label.text(language);
    let amounts = [
        (Label::Tasks, &metrics.tasks, metrics.tasks_per_second()),
        (Label::Items, &metrics.items, metrics.items_per_second()),
    ];
    html! {
        <>
            <table>
                <caption>{ say(Label::AtWork) }</caption>
                <tbody>
                    { for metrics.busy_ns.iter().enumerate().map(|(core, &busy)| {
                        let share = metrics.utilisation(core);
                        let name = words::core(language, interleave_trace::CoreId(core as u16));
                        html! {
                            <tr>
                                <th scope="row">{ name.clone() }</th>
                                <td><meter min="0" max="1" value={share.to_string()} aria-label={name} /></td>
                                <td>{ format!("{:.1} %", share * 100.0) }</td>
                                <td>{ words::duration(busy) }</td>
                            </tr>
                        }
                    }) }
                </tbody>
            </table>
            <table>
                <caption>{ say(Label::WaitedFor) }</caption>
                <thead>
                    <tr>
                        <td />
                        <th scope="col">{ say(Label::Together) }</th>
                        <th scope="col">{ say(Label::Waits) }</th>
                        <th scope="col">{ say(Label::Longest) }</th>
                    </tr>
                </thead>
                <tbody>
                    { for metrics.waiting.iter().map(|cause| html! {
                        <tr>
                            <th scope="row">{ words::cause(language, cause.why) }</th>
                            <td>{ words::duration(cause.total_ns) }</td>
                            <td>{ cause.waits }</td>
                            <td>{ words::duration(cause.longest_ns) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
            <table>
                <caption>{ say(Label::Latency) }</caption>
                <thead>
                    <tr>
                        <td />
                        <th scope="col">{ say(Label::PerSecond) }</th>
                        { for PERCENTS.iter().map(|percent| html! { <th scope="col">{ format!("{percent} %") }</th> }) }
                    </tr>
                </thead>
                <tbody>
                    { for amounts.into_iter().filter(|(_, latencies, _)| latencies.count() > 0)
                        .map(|(label, latencies, rate)| row(say(label), latencies, rate)) }
                </tbody>
            </table>
        </>
    }
}

fn row(name: &'static str, latencies: &Latencies, rate: f64) -> Html {
    html! {
        <tr>
            <th scope="row">{ format!("{name} ({})", latencies.count()) }</th>
            <td>{ format!("{rate:.1}") }</td>
            { for PERCENTS.iter().map(|&percent| html! {
                <td>{ latencies.percentile_ns(percent).map(words::duration).unwrap_or_default() }</td>
            }) }
        </tr>
    }
}
