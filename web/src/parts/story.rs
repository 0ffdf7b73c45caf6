//! The lesson: its question and its text.

use interleave_lessons::{Block, Inline, Lesson, Predict};
use interleave_view::{Label, Language};
use yew::prelude::*;

use super::{Icon, icon, rich, use_deck, use_language};
use crate::app::lesson_language;
use crate::deck::Deck;
use crate::shared::Shared;

/// Properties of [`Story`].
#[derive(Properties, PartialEq)]
pub struct StoryProps {
    /// The lesson.
    pub lesson: Shared<&'static Lesson>,
    /// What the reader has answered.
    pub choice: Option<usize>,
}

/// The lesson's heading, its question and its text.
#[component]
pub fn Story(props: &StoryProps) -> Html {
    let deck = use_deck();
    let own = use_language();
    let language = lesson_language(own);
    let blocks = {
        let lesson = props.lesson.clone();
        use_memo(
            (lesson, language == interleave_lessons::Language::Ko),
            |(lesson, _)| lesson.text(language),
        )
    };
    html! {
        <section class="story">
            <div class="opening">
                <h2 class="title">{ props.lesson.title.get(language) }</h2>
                <p class="summary">{ rich(props.lesson.summary.get(language)) }</p>
                { question(&props.lesson.predict, props.choice, &deck, own) }
            </div>
            <article class="text">{ for blocks.iter().map(|block| show(block, &deck)) }</article>
        </section>
    }
}

/// What to predict before the program is run.
fn question(predict: &Predict, answered: Option<usize>, deck: &Deck, own: Language) -> Html {
    let language = lesson_language(own);
    html! {
        <fieldset class="question">
            <legend>{ Label::Predict.text(own) }</legend>
            <p>{ rich(predict.question.get(language)) }</p>
            <ul>
                { for predict.choices.iter().enumerate().map(|(index, choice)| {
                    let deck = deck.clone();
                    let right = index == predict.answer;
                    let mark = match answered {
                        Some(_) if right => Some("right"),
                        Some(chosen) if chosen == index => Some("wrong"),
                        _ => None,
                    };
                    html! {
                        <li>
                            <button
                                class={classes!("answer", mark)}
                                data-answer={index.to_string()}
                                aria-pressed={(answered == Some(index)).to_string()}
                                onclick={move |_| deck.answer(index)}
                            >
                                <span class="tip">
                                    if mark == Some("right") { { icon(Icon::Tick) } }
                                    if mark == Some("wrong") { { icon(Icon::Cross) } }
                                </span>
                                <span>{ rich(choice.get(language)) }</span>
                            </button>
                        </li>
                    }
                }) }
            </ul>
            <p class="because" role="status">
                if let Some(chosen) = answered {
                    <strong>
                        { if chosen == predict.answer { Label::Correct } else { Label::NotQuite }.text(own) }
                    </strong>
                    { " " }
                    { rich(predict.because.get(language)) }
                }
            </p>
        </fieldset>
    }
}

fn show(block: &Block, deck: &Deck) -> Html {
    match block {
        Block::Heading(inlines) => html! { <h3>{ run(inlines, deck) }</h3> },
        Block::Paragraph(inlines) => html! { <p>{ run(inlines, deck) }</p> },
        Block::List(items) => html! {
            <ul>{ for items.iter().map(|item| html! { <li>{ run(item, deck) }</li> }) }</ul>
        },
    }
}

fn run(inlines: &[Inline], deck: &Deck) -> Html {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) => html! { { text.clone() } },
            Inline::Code(code) => html! { <code>{ code.clone() }</code> },
            Inline::Strong(inside) => html! { <strong>{ run(inside, deck) }</strong> },
            Inline::Link { label, target } => {
                let (deck, target) = (deck.clone(), target.clone());
                let label = run(label, &deck);
                let onclick = move |event: MouseEvent| {
                    event.prevent_default();
                    deck.follow(&target);
                };
                // Not a button: only a link breaks over lines like the text around it.
                html! { <a class="link" href="#" {onclick}>{ label }</a> }
            }
        })
        .collect()
}
