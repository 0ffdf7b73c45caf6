//! A report: its machine, and its experiments with their plots.

use std::rc::Rc;

use interleave_view::Label;
use interleave_view::plots::{Part, Sheet};
use yew::prelude::*;

use super::plot;
use crate::app::lesson_language;
use crate::parts::{rich, use_deck, use_language};
use crate::shared::Shared;

/// Properties of [`SheetView`].
#[derive(Properties, PartialEq)]
pub struct SheetProps {
    /// The report, laid out.
    pub sheet: Shared<Sheet>,
    /// The name of its file.
    pub name: Rc<str>,
}

/// All of a report.
#[component]
pub fn SheetView(props: &SheetProps) -> Html {
    let language = use_language();
    let sheet = &props.sheet;
    html! {
        <>
            <section class="card about-machine" id="measured-on">
                <header>
                    <h3>{ sheet.title.clone() }</h3>
                    <span class="file">{ props.name.to_string() }</span>
                </header>
                <dl>
                    { for sheet.machine.iter().map(|(name, value)| html! {
                        <div><dt>{ name.clone() }</dt><dd>{ value.clone() }</dd></div>
                    }) }
                </dl>
                if !sheet.notes.is_empty() {
                    <ul class="notes">
                        { for sheet.notes.iter().map(|note| html! { <li>{ rich(note) }</li> }) }
                    </ul>
                }
            </section>
            <nav class="contents" aria-label={Label::Contents.text(language)}>
                { for sheet.parts.iter().map(jump) }
            </nav>
            { for sheet.parts.iter().map(|part| html! {
                <PartView part={Shared::new(part.clone())} />
            }) }
        </>
    }
}

/// A button that goes to an experiment: the location's fragment is the page's own.
fn jump(part: &Part) -> Html {
    let id = section_id(part);
    let go = move |_| {
        if let Some(section) = crate::browser::document().get_element_by_id(&id) {
            section.scroll_into_view();
        }
    };
    html! { <button class="quiet" onclick={go}>{ part.title.clone() }</button> }
}

fn section_id(part: &Part) -> String {
    format!("experiment-{}", part.name)
}

#[derive(Properties, PartialEq)]
struct PartProps {
    part: Shared<Part>,
}

#[component]
fn PartView(props: &PartProps) -> Html {
    let (deck, language) = (use_deck(), use_language());
    let part = &props.part;
    let lesson = interleave_lessons::find(&part.lesson);
    html! {
        <section class="part" id={section_id(part)}>
            <header>
                <h3>{ part.title.clone() }</h3>
                if let Some(lesson) = lesson {
                    <button class="quiet" onclick={move |_| deck.open(lesson)}>
                        { format!("{} {}", Label::Lesson.text(language), lesson.title.get(lesson_language(language))) }
                    </button>
                }
            </header>
            <p class="shows">{ part.shows.clone() }</p>
            if !part.notes.is_empty() {
                <ul class="notes">
                    { for part.notes.iter().map(|note| html! { <li>{ note.clone() }</li> }) }
                </ul>
            }
            <div class="plots">
                { for part.plots.iter().enumerate().map(|(index, one)| {
                    plot::figure(one, &format!("{}-{index}", part.name), language)
                }) }
            </div>
        </section>
    }
}
