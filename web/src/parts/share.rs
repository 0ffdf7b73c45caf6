//! The ways to pass on what is shown.

use interleave_trace::Moment;
use interleave_view::Label;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::copied::Copied;
use super::dialog::Dialog;
use super::share_file::ShareFile;
use super::{use_deck, use_language};
use crate::app::lesson_language;
use crate::browser;
use crate::deck::address_of;
use crate::model::Model;

/// Properties of [`Share`].
#[derive(Properties, PartialEq)]
pub struct ShareProps {
    /// The state of the page.
    pub model: Model,
}

/// A dialog with a link, a frame and an element, each ready to be copied.
#[component]
pub fn Share(props: &ShareProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let fragment = use_state_eq(|| None::<AttrValue>);
    {
        let (fragment, deck, model) = (fragment.clone(), deck.clone(), props.model.clone());
        // The moment is the one at which the dialog was opened: nothing plays behind it.
        use_effect_with((), move |()| {
            let moment: Moment = deck.stage().update(|play| {
                play.playing = false;
                play.moment
            });
            let address = address_of(&model, moment);
            spawn_local(async move { fragment.set(Some(address.fragment().await.into())) });
        });
    }
    let title = props.model.lesson.title.get(lesson_language(language));
    html! {
        <Dialog id="share" title={Label::Share} onclose={move |()| deck.share(false)}>
            <p class="about">{ Label::ShareAbout.text(language) }</p>
            if let Some(fragment) = &*fragment {
                <Copied id="share-link" name={Label::ShareLink.text(language)} text={link(fragment)} />
                <Copied id="share-frame" name={Label::ShareFrame.text(language)} text={frame(fragment, title)} />
                <Copied id="share-element" name={Label::ShareElement.text(language)} text={element(fragment, title)} />
            }
            <ShareFile model={props.model.clone()} />
        </Dialog>
    }
}

/// The address of this page without its fragment.
fn page() -> String {
    let location = browser::window().location();
    let (origin, path) = (location.origin(), location.pathname());
    origin.unwrap_or_default() + &path.unwrap_or_default()
}

/// A link to this page with a fragment.
pub fn link(fragment: &str) -> String {
    page() + fragment
}

fn frame(fragment: &str, title: &str) -> String {
    format!(
        "<iframe src=\"{}{}&amp;embed=1\" title=\"Interleave: {}\" loading=\"lazy\" width=\"100%\" height=\"640\" style=\"border: 0\"></iframe>",
        page(),
        fragment.replace('&', "&amp;"),
        escaped(title),
    )
}

fn element(fragment: &str, title: &str) -> String {
    let page = page();
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!(
        "<script async src=\"{folder}/embed.js\"></script>\n<interleave-play link=\"{}\" title=\"{}\"></interleave-play>",
        fragment.trim_start_matches('#').replace('&', "&amp;"),
        escaped(title),
    )
}

/// Text as it stands in an attribute of HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}
