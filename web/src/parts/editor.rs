//! Writing a program: in a text area until the editor has been fetched, and in the editor from then on.

use std::rc::Rc;

use interleave_playground::Diagnostic;
use interleave_view::Label;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::{Icon, icon, use_deck, use_language};
use crate::editing;

/// Properties of [`Editor`].
#[derive(Properties, PartialEq)]
pub struct EditorProps {
    /// The text so far.
    pub draft: Rc<str>,
    /// What there is to say about it.
    pub diagnostics: Rc<Vec<Diagnostic>>,
    /// Which lesson it belongs to: what was written there before can be undone there.
    pub of: &'static str,
}

/// Takes a text, reports every change, and runs it on request.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let better = use_better();
    let oninput = {
        let (deck, touched) = (deck.clone(), better.touched.clone());
        move |event: InputEvent| {
            *touched.borrow_mut() = true;
            if let Some(text) = event.target().as_ref().and_then(editing::text_of) {
                deck.draft(Some(text.into()));
            }
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
    html! {
        <div class="editor" {oninput} {onkeydown}>
            if better.is_there {
                <Better draft={props.draft.clone()} diagnostics={props.diagnostics.clone()} of={props.of} />
            } else {
                <Plain draft={props.draft.clone()} />
            }
            <div class="row">
                <button class="main" data-do="run" onclick={move |_| run()}>
                    { icon(Icon::Play) }{ Label::RunIt.text(language) }
                </button>
                <button class="quiet" data-do="discard" onclick={move |_| deck.discard()}>
                    { Label::Discard.text(language) }
                </button>
                if better.is_there {
                    <span class="keys">{ Label::EditorKeys.text(language) }</span>
                }
            </div>
        </div>
    }
}

/// How far the editor is on its way.
struct Arrival {
    is_there: bool,
    /// Whether the reader has begun to write: nobody loses the field that they are writing in.
    touched: Rc<std::cell::RefCell<bool>>,
}

#[hook]
fn use_better() -> Arrival {
    let is_there = use_state_eq(editing::is_there);
    let touched = use_mut_ref(|| false);
    {
        let (is_there, touched) = (is_there.clone(), touched.clone());
        use_effect_with((), move |()| {
            if !*is_there {
                spawn_local(async move {
                    if editing::load().await && !*touched.borrow() {
                        is_there.set(true);
                    }
                });
            }
        });
    }
    Arrival {
        is_there: *is_there,
        touched,
    }
}

/// The editor.
#[component]
fn Better(props: &EditorProps) -> Html {
    let language = use_language();
    let place = use_node_ref();
    {
        let (place, draft) = (place.clone(), props.draft.clone());
        // Only once: afterwards it is the editor that says what the text is.
        use_effect_with((), move |()| {
            if let Some(editor) = place.cast::<HtmlElement>() {
                editing::set_text(&editor, &draft);
                let _ = editor.focus();
            }
        });
    }
    {
        let (place, draft) = (place.clone(), props.draft.clone());
        use_effect_with(props.diagnostics.clone(), move |diagnostics| {
            if let Some(editor) = place.get() {
                editing::set_diagnostics(&editor, &draft, diagnostics);
            }
        });
    }
    html! {
        <code-editor
            ref={place}
            id="editor"
            data-of={props.of}
            data-language={language.code()}
            data-label={Label::Program.text(language)}
            data-hint={Label::EditorKeys.text(language)}
        />
    }
}

/// Properties of [`Plain`].
#[derive(Properties, PartialEq)]
struct PlainProps {
    draft: Rc<str>,
}

/// The text area.
#[component]
fn Plain(props: &PlainProps) -> Html {
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
    let rows = props.draft.lines().count().clamp(12, 60).to_string();
    html! {
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
        />
    }
}
