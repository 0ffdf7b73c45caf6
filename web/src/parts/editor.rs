//! Writing a program: a plain text area behind a small border, so that a better editor can take its place.

use std::rc::Rc;

use interleave_view::Label;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::{Icon, icon, use_deck, use_language};

/// Properties of [`Editor`].
#[derive(Properties, PartialEq)]
pub struct EditorProps {
    /// The text so far.
    pub draft: Rc<str>,
}

/// Takes a text, reports every change, and runs it on request.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let area = use_node_ref();
    {
        let area = area.clone();
        use_effect_with((), move |()| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                let _ = area.focus();
                let _ = area.set_selection_range(0, 0);
            }
        });
    }
    let oninput = {
        let deck = deck.clone();
        move |event: InputEvent| {
            let area: HtmlTextAreaElement = event.target_unchecked_into();
            deck.draft(Some(area.value().into()));
        }
    };
    let run = {
        let (deck, draft) = (deck.clone(), props.draft.clone());
        move || {
            deck.draft(None);
            deck.run(draft.clone());
        }
    };
    let onkeydown = {
        let run = run.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                run();
            }
        }
    };
    let rows = props.draft.lines().count().clamp(12, 60).to_string();
    html! {
        <div class="editor">
            <textarea
                ref={area}
                id="editor"
                aria-label={Label::Program.text(language)}
                {rows}
                spellcheck="false"
                autocomplete="off"
                autocapitalize="off"
                wrap="off"
                value={AttrValue::from(props.draft.clone())}
                {oninput}
                onkeydown={onkeydown}
            />
            <div class="row">
                <button class="main" data-do="run" onclick={move |_| run()}>
                    { icon(Icon::Play) }{ Label::RunIt.text(language) }
                </button>
                <button class="quiet" data-do="discard" onclick={move |_| deck.discard()}>
                    { Label::Discard.text(language) }
                </button>
            </div>
        </div>
    }
}
