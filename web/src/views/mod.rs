//! The views of one instant.

mod chosen;
mod event_loop;
mod gesture;
mod lane_list;
mod minimap;
mod paint;
mod palette;
mod queues;
mod search;
mod table_view;
mod timeline;

pub use event_loop::EventLoop;
pub use queues::Queues;
pub use table_view::TableView;
pub use timeline::Timeline;

use interleave_trace::{Snapshot, TaskId};
use interleave_view::{Label, Language};
use yew::prelude::*;

use crate::deck::Deck;
use crate::parts::rich;
use crate::shared::Shared;

/// Properties of a view.
#[derive(Properties, PartialEq)]
pub struct ViewProps {
    /// The moment that is shown.
    pub snapshot: Option<Shared<Snapshot>>,
    /// The task that is lit.
    pub lit: Option<TaskId>,
    /// Changes when the recording has grown.
    #[prop_or_default]
    pub revision: u32,
}

/// The frame around a view: its heading, what stands beside it, and the view.
pub fn frame(
    title: Label,
    id: &'static str,
    (deck, language): (&Deck, Language),
    tools: Html,
    inside: Html,
) -> Html {
    html! {
        <section class={format!("card view {id}")} id={deck.id(id)} aria-label={title.text(language)}>
            <header>
                <h2>{ title.text(language) }</h2>
                <span class="space" />
                { tools }
            </header>
            { inside }
        </section>
    }
}

/// What a view says when the program has nothing for it.
pub fn nothing(label: Label, language: Language) -> Html {
    html! { <p class="nothing">{ rich(label.text(language)) }</p> }
}

/// A coordinate of a picture with one fractional digit. Formatting floats would cost every reader ten kilobytes.
pub fn coordinate(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}

/// A place of a picture: `x y`.
pub fn point((x, y): (f64, f64)) -> String {
    format!("{} {}", coordinate(x), coordinate(y))
}
