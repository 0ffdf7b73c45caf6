//! The views of one instant.

mod event_loop;
mod gesture;
mod lane_list;
mod paint;
mod palette;
mod queues;
mod table_view;
mod timeline;

pub use event_loop::EventLoop;
pub use queues::Queues;
pub use table_view::TableView;
pub use timeline::Timeline;

use interleave_trace::{Snapshot, TaskId};
use interleave_view::Label;
use yew::prelude::*;

use crate::parts::{rich, use_language};
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

/// Properties of [`Frame`].
#[derive(Properties, PartialEq)]
pub struct FrameProps {
    /// The heading.
    pub title: Label,
    /// The id of the view.
    pub id: &'static str,
    /// What stands beside the heading.
    #[prop_or_default]
    pub tools: Html,
    /// The view.
    pub children: Html,
}

/// The frame around a view.
#[component]
pub fn Frame(props: &FrameProps) -> Html {
    let language = use_language();
    html! {
        <section class={classes!("card", "view", props.id)} id={props.id} aria-label={props.title.text(language)}>
            <header>
                <h2>{ props.title.text(language) }</h2>
                <span class="space" />
                { props.tools.clone() }
            </header>
            { props.children.clone() }
        </section>
    }
}

/// Properties of [`Nothing`].
#[derive(Properties, PartialEq)]
pub struct NothingProps {
    /// Why there is nothing.
    pub label: Label,
}

/// What a view says when the program has nothing for it.
#[component]
pub fn Nothing(props: &NothingProps) -> Html {
    let language = use_language();
    html! { <p class="nothing">{ rich(props.label.text(language)) }</p> }
}
