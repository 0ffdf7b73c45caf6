//! The page's help: the keys, and what programs may use.

use interleave_view::Label;
use yew::prelude::*;

use super::dialog::Dialog;
use super::{Supported, use_deck, use_language};
use crate::keys;

/// A dialog that lists the keys and what programs may use.
#[component]
pub fn Help() -> Html {
    let deck = use_deck();
    let language = use_language();
    html! {
        <Dialog id="help" title={Label::Help} onclose={move |()| deck.help(false)}>
            <dl class="keys">
                { for keys::MAP.iter().map(|(keys, label)| html! {
                    <>
                        <dt>{ for keys.iter().map(|&key| html! { <kbd>{ key }</kbd> }) }</dt>
                        <dd>{ label.text(language) }</dd>
                    </>
                }) }
            </dl>
            <Supported />
        </Dialog>
    }
}
