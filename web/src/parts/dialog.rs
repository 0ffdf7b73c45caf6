//! A sheet over the page, which takes the focus and gives it back.

use interleave_view::Label;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::{Icon, icon, use_language};
use crate::browser;

/// Properties of [`Dialog`].
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// Its identifier in the document.
    pub id: &'static str,
    /// What it is called.
    pub title: Label,
    /// Closes it.
    pub onclose: Callback<()>,
    /// What it shows.
    pub children: Html,
}

/// The sheet. A press on what is around it closes it as well.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
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
    let close = {
        let onclose = props.onclose.clone();
        move |_: MouseEvent| onclose.emit(())
    };
    let title = format!("{}-title", props.id);
    html! {
        <div class="veil" onclick={close.clone()}>
            <div
                class="sheet wide"
                id={props.id}
                role="dialog"
                aria-modal="true"
                aria-labelledby={title.clone()}
                onclick={|event: MouseEvent| event.stop_propagation()}
            >
                <header>
                    <h2 id={title}>{ props.title.text(language) }</h2>
                    <button
                        ref={close_button}
                        class="round"
                        aria-label={Label::Close.text(language)}
                        onclick={close}
                    >{ icon(Icon::Cross) }</button>
                </header>
                { props.children.clone() }
            </div>
        </div>
    }
}
