//! Where one begins: what this is, a run of it, and the lessons in the order in which to read them.

use interleave_lessons::{Group, Lesson, all, find};
use interleave_trace::Moment;
use interleave_view::{Label, Language};
use yew::prelude::*;

use super::code::Code;
use super::scene::show;
use super::status::Status;
use super::{Icon, icon, rich, use_deck, use_language};
use crate::address::location;
use crate::app::lesson_language;
use crate::browser;
use crate::deck::Deck;
use crate::model::{Model, Phase, Place};

/// Properties of [`Home`].
#[derive(Properties, PartialEq)]
pub struct HomeProps {
    /// The state of the page.
    pub model: Model,
}

/// The page of all lessons.
#[component]
pub fn Home(props: &HomeProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    html! {
        <main class="home" id="home">
            { opening(&deck, language) }
            <Sample model={props.model.clone()} />
            <div id="lessons">
                { for Group::ALL.into_iter().map(|group| part(group, &deck, language)) }
            </div>
        </main>
    }
}

/// What this is, and what one can do first.
fn opening(deck: &Deck, language: Language) -> Html {
    let write = deck.clone();
    html! {
        <section class="what">
            <h2 class="title">{ Label::Tagline.text(language) }</h2>
            <p class="summary">{ Label::HomeAbout.text(language) }</p>
            <div class="row">
                { for all().first().map(|lesson| {
                    let deck = deck.clone();
                    html! {
                        <button class="main" data-do="first" onclick={move |_| deck.open(lesson)}>
                            { format!("{} {}", Label::Lesson.text(language), lesson.title.get(lesson_language(language))) }
                        </button>
                    }
                }) }
                <button class="quiet" data-do="write" onclick={move |_| write.write_own()}>
                    { icon(Icon::Pencil) }{ Label::WriteOwn.text(language) }
                </button>
            </div>
        </section>
    }
}

/// The lesson that is open, at work: its program and its most telling view.
#[component]
fn Sample(props: &HomeProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let model = &props.model;
    let ready = matches!(model.phase, Phase::Done(_));
    {
        let deck = deck.clone();
        use_effect_with(ready, move |ready| {
            // What nobody has looked at yet moves by itself, once, for those who like that.
            if *ready && !browser::media("(prefers-reduced-motion: reduce)") {
                deck.stage()
                    .update(|play| play.playing = play.moment == Moment(0));
            }
        });
    }
    let label = match model.playing {
        true => Label::Pause,
        false => Label::Play,
    };
    let (play, open) = (deck.clone(), deck.clone());
    html! {
        <section class="sample" aria-label={model.lesson.title.get(lesson_language(language))}>
            <div class="card program">
                <header>
                    <h2>{ model.lesson.title.get(lesson_language(language)) }</h2>
                    <span class="space" />
                    <button class="quiet" data-do="play" disabled={!ready} onclick={move |_| play.play_or_pause()}>
                        { icon(if model.playing { Icon::Pause } else { Icon::Play }) }{ label.text(language) }
                    </button>
                    <button class="quiet" data-do="open" onclick={move |_| open.go(Place::Lesson)}>
                        { Label::OpenLesson.text(language) }
                    </button>
                </header>
                <Code
                    text={model.source.text.clone()}
                    diagnostics={model.diagnostics.clone()}
                    snapshot={model.snapshot.clone()}
                    lit={model.lit}
                    line={None::<u32>}
                />
            </div>
            <div class="scene">
                <Status
                    phase={model.phase.clone()}
                    snapshot={model.snapshot.clone()}
                    at_start={model.at_start}
                    diagnostics={model.diagnostics.clone()}
                />
                { for model.views.first().map(|&view| show(view, model)) }
            </div>
        </section>
    }
}

/// The lessons about one question.
fn part(group: Group, deck: &Deck, language: Language) -> Html {
    let own = lesson_language(language);
    let lessons = all()
        .iter()
        .enumerate()
        .filter(|(_, lesson)| lesson.group == group);
    html! {
        <section class="group">
            <h2>{ group.title().get(own) }</h2>
            <ol>{ for lessons.map(|(index, lesson)| card(index + 1, lesson, deck, language)) }</ol>
        </section>
    }
}

/// A lesson: its name, what happens in it, and what to read before.
fn card(number: usize, lesson: &'static Lesson, deck: &Deck, language: Language) -> Html {
    let own = lesson_language(language);
    let needs: Vec<&str> = lesson
        .needs
        .iter()
        .filter_map(|slug| Some(find(slug)?.title.get(own)))
        .collect();
    html! {
        <li class="card" value={number.to_string()}>
            <h3>
                <span class="number" aria-hidden="true">{ number }</span>
                { link(lesson, deck, language) }
            </h3>
            <p>{ rich(lesson.summary.get(own)) }</p>
            if !needs.is_empty() {
                <p class="needs">{ Label::ReadFirst.text(language) }{ " " }{ needs.join(", ") }</p>
            }
        </li>
    }
}

/// A link that opens a lesson, here or, if the reader wants it so, in another window.
fn link(lesson: &'static Lesson, deck: &Deck, language: Language) -> Html {
    let deck = deck.clone();
    let onclick = move |event: MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            deck.open(lesson);
        }
    };
    html! {
        <a href={location(Place::Lesson, lesson, language)} data-lesson={lesson.slug} {onclick}>
            { lesson.title.get(lesson_language(language)) }
        </a>
    }
}
