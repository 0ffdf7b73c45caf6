//! The head of the page.

use interleave_lessons::{Lesson, all, find};
use interleave_view::{Label, Language};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{Icon, icon, use_deck, use_language};
use crate::address;
use crate::app::lesson_language;
use crate::model::Place;
use crate::shared::Shared;
use crate::theme::Theme;

/// Properties of [`Header`].
#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    /// The lesson that is open.
    pub lesson: Shared<&'static Lesson>,
    /// What the page shows.
    pub place: Place,
    /// The colours.
    pub theme: Theme,
}

/// The product's name, the lessons, and what the reader may choose about the page.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let onchange = {
        let deck = deck.clone();
        move |event: Event| {
            let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
            if let Some(lesson) = find(&chosen) {
                deck.open(lesson);
            }
        }
    };
    let (place, theme) = (props.place, props.theme);
    let (elsewhere, elsewhere_label) = match place {
        Place::Home | Place::Lesson => (Place::Benchmarks, Label::Benchmarks),
        Place::Benchmarks => (Place::Lesson, Label::Discard),
    };
    let theme_label = match theme {
        Theme::Light => Label::ThemeDark,
        Theme::Dark => Label::ThemeLight,
    };
    html! {
        <header class="head">
            <h1 class="brand">
                <a
                    data-do="home"
                    href={address::location(Place::Home, &props.lesson, language)}
                    aria-current={(place == Place::Home).then_some("page")}
                    title={Label::ToHome.text(language)}
                    onclick={
                        let deck = deck.clone();
                        move |event: MouseEvent| {
                            event.prevent_default();
                            deck.go(Place::Home);
                        }
                    }
                >
                    { logo() }
                    <span class="wordmark">{ "Interleave" }</span>
                </a>
                <span class="tagline">{ Label::Tagline.text(language) }</span>
            </h1>
            <label class="picker">
                <span class="unseen">{ Label::Lessons.text(language) }</span>
                <select id="lesson" {onchange}>
                    if place != Place::Lesson {
                        <option value="" selected=true disabled=true hidden=true>{ Label::Lessons.text(language) }</option>
                    }
                    { for all().iter().enumerate().map(|(index, lesson)| html! {
                        <option value={lesson.slug} selected={place == Place::Lesson && lesson.slug == props.lesson.slug}>
                            { format!("{} · {}", index + 1, lesson.title.get(lesson_language(language))) }
                        </option>
                    }) }
                </select>
            </label>
            <div class="tools">
                <a
                    class="quiet"
                    data-do="elsewhere"
                    href={address::location(elsewhere, &props.lesson, language)}
                    onclick={
                        let deck = deck.clone();
                        move |event: MouseEvent| {
                            // What the reader has chosen stays: only the place is another one.
                            event.prevent_default();
                            deck.go(elsewhere);
                        }
                    }
                >{ elsewhere_label.text(language) }</a>
                if place == Place::Lesson {
                    <button
                        class="quiet"
                        data-do="share"
                        aria-label={Label::Share.text(language)}
                        title={Label::Share.text(language)}
                        onclick={let deck = deck.clone(); move |_| deck.share(true)}
                    >{ icon(Icon::Share) }<span class="said">{ Label::Share.text(language) }</span></button>
                }
                <div class="choice" role="group" aria-label={Label::LanguageSwitch.text(language)}>
                    { for Language::ALL.into_iter().map(|one| {
                        let deck = deck.clone();
                        html! {
                            <button
                                lang={one.code()}
                                data-language={one.code()}
                                aria-pressed={(one == language).to_string()}
                                aria-label={one.own_name()}
                                title={one.own_name()}
                                onclick={move |_| deck.speak(one)}
                            >{ one.sign() }</button>
                        }
                    }) }
                </div>
                <button
                    class="round"
                    data-do="theme"
                    aria-label={theme_label.text(language)}
                    title={theme_label.text(language)}
                    onclick={let deck = deck.clone(); move |_| deck.paint(theme.other())}
                >{ icon(match theme { Theme::Light => Icon::Moon, Theme::Dark => Icon::Sun }) }</button>
                <button
                    class="round"
                    data-do="help"
                    aria-label={Label::Help.text(language)}
                    title={Label::Help.text(language)}
                    onclick={move |_| deck.help(true)}
                >{ "?" }</button>
            </div>
        </header>
    }
}

/// Two lanes that weave.
fn logo() -> Html {
    html! {
        <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
            <path class="one" d="M3 10h5c8 0 8 12 16 12h5" />
            <path class="two" d="M3 22h5c8 0 8-12 16-12h5" />
        </svg>
    }
}
