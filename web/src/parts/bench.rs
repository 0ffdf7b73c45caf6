//! The program and everything that one may turn on it.

use interleave_view::Label;
use yew::prelude::*;

use super::code::{self, Code};
use super::controls::{Knobs, Machine};
use super::editor::Editor;
use super::{Icon, icon, use_deck, use_language};
use crate::model::Model;

/// Properties of [`Bench`].
#[derive(Properties, PartialEq)]
pub struct BenchProps {
    /// The state of the page.
    pub model: Model,
    /// Which of two runs it is of, if there are two.
    #[prop_or_default]
    pub side: Option<&'static str>,
}

/// The source with its knobs and its machine.
#[component]
pub fn Bench(props: &BenchProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let model = &props.model;
    let edit = {
        let deck = deck.clone();
        move |_| deck.edit()
    };
    let name = if model.source.own {
        Label::OwnProgram
    } else {
        Label::Program
    };
    html! {
        <section class="bench" aria-label={props.side}>
            if let Some(side) = props.side {
                <h2 class="side">{ side }</h2>
            }
            if !model.knobs.is_empty() {
                <Knobs knobs={model.knobs.clone()} />
            }
            <div class="card program">
                <header>
                    <h2>{ name.text(language) }</h2>
                    <span class="file">{ interleave_lessons::Lesson::PROGRAM_NAME }</span>
                    <span class="space" />
                    if model.source.own && model.draft.is_none() {
                        <button class="quiet" data-do="discard" onclick={move |_| deck.discard()}>
                            { Label::Discard.text(language) }
                        </button>
                    }
                    if model.draft.is_none() {
                        <button class="quiet" data-do="edit" onclick={edit}>
                            { icon(Icon::Pencil) }{ Label::Edit.text(language) }
                        </button>
                    }
                </header>
                if let Some(draft) = &model.draft {
                    <Editor draft={draft.clone()} diagnostics={model.diagnostics.clone()} of={model.lesson.slug} />
                } else {
                    <Code
                        text={model.source.text.clone()}
                        diagnostics={model.diagnostics.clone()}
                        snapshot={model.snapshot.clone()}
                        lit={model.lit}
                        line={model.line}
                    />
                }
                { code::list(&model.diagnostics, language) }
            </div>
            <Machine config={model.config.clone()} />
        </section>
    }
}
