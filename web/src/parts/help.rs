//! The page's help: the keys, and what programs may use.

use interleave_view::Label;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::{Icon, Supported, icon, use_deck, use_language};
use crate::{browser, keys};

/// A dialog that lists the keys and what programs may use.
#[component]
pub fn Help() -> Html {
    let deck = use_deck();
    let language = use_language();
    let close_button = use_node_ref();
    {
        let close_button = close_button.clone();
        use_effect_with((), move |()| {
            let before = browser::focused();
            if let Some(button) = close_button.cast::<HtmlElement>() {
                let _ = button.focus();
            }
            // Who opened the dialog goes on where they were.
            move || {
                if let Some(before) = before {
                    let _ = before.focus();
                }
            }
        });
    }
    let close = move |_: MouseEvent| deck.help(false);
    html! {
        <div class="veil" onclick={close.clone()}>
            <div
                class="sheet wide"
                id="help"
                role="dialog"
                aria-modal="true"
                aria-label={Label::Help.text(language)}
                onclick={|event: MouseEvent| event.stop_propagation()}
            >
                <header>
                    <h2>{ Label::Help.text(language) }</h2>
                    <button
                        ref={close_button}
                        class="round"
                        aria-label={Label::Close.text(language)}
                        onclick={close}
                    >{ icon(Icon::Cross) }</button>
                </header>
                <dl class="keys">
                    { for keys::MAP.iter().map(|(keys, label)| html! {
                        <>
                            <dt>{ for keys.iter().map(|&key| html! { <kbd>{ key }</kbd> }) }</dt>
                            <dd>{ label.text(language) }</dd>
                        </>
                    }) }
                </dl>
                <Supported />
            </div>
        </div>
    }
}
