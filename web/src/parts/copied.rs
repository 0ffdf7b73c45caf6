//! Something to copy: its text, and a button that copies it.

use interleave_view::Label;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::use_language;
use crate::browser;

/// Properties of [`Copied`].
#[derive(Properties, PartialEq)]
pub struct CopiedProps {
    /// What it is.
    pub name: AttrValue,
    /// How the field is called in the page.
    pub id: &'static str,
    /// The text.
    pub text: AttrValue,
}

/// A text in a field that selects itself, with a button that copies it where the browser lets it.
#[component]
pub fn Copied(props: &CopiedProps) -> Html {
    let language = use_language();
    let field = use_node_ref();
    let copied = use_state_eq(|| false);
    {
        let copied = copied.clone();
        use_effect_with(props.text.clone(), move |_| copied.set(false));
    }
    let onclick = {
        let (field, copied, text) = (field.clone(), copied.clone(), props.text.clone());
        move |_| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                field.select();
            }
            let (copied, text) = (copied.clone(), text.clone());
            spawn_local(async move { copied.set(browser::copy(&text).await) });
        }
    };
    let label = if *copied { Label::Copied } else { Label::Copy };
    html! {
        <div class="copied">
            <label for={props.id}>{ &props.name }</label>
            <button class="quiet" data-copy={props.id} {onclick} aria-live="polite">{ label.text(language) }</button>
            <textarea
                ref={field} id={props.id} readonly=true rows="2" spellcheck="false" value={props.text.clone()}
                onfocus={|event: FocusEvent| event.target_unchecked_into::<HtmlTextAreaElement>().select()}
            />
        </div>
    }
}
