//! A link that cannot be followed: what is wrong with it, and where to go instead.

use interleave_lessons::all;
use interleave_view::Label;
use yew::prelude::*;

use super::{Icon, icon, use_deck, use_language};
use crate::address::{Trouble, location};
use crate::app::lesson_language;
use crate::model::Place;

/// Properties of [`TroubleNote`].
#[derive(Properties, PartialEq)]
pub struct TroubleProps {
    /// What is wrong.
    pub trouble: Trouble,
}

/// What is wrong, and the lessons.
#[component]
pub fn TroubleNote(props: &TroubleProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let label = match props.trouble {
        Trouble::NoLesson => Label::LinkNoLesson,
        Trouble::Damaged => Label::LinkDamaged,
        Trouble::TooLong => Label::LinkTooLong,
        Trouble::OtherVersion => Label::LinkOtherVersion,
    };
    html! {
        <section class="trouble" id="link-trouble" role="alert">
            <p>{ icon(Icon::Alert) }<span>{ label.text(language) }</span></p>
            <ul>
                { for all().iter().map(|lesson| html! {
                    <li>
                        <a class="link" href={location(Place::Lesson, lesson, language)}>
                            { lesson.title.get(lesson_language(language)) }
                        </a>
                    </li>
                }) }
            </ul>
            <button
                class="round" data-do="dismiss" aria-label={Label::Close.text(language)}
                onclick={move |_| deck.complain(None)}
            >{ icon(Icon::Cross) }</button>
        </section>
    }
}
