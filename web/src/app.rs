//! The page as a whole: its state, its handles, and how its parts stand together.

use interleave_lessons::{Lesson, all, find};
use interleave_view::{Label, Language};
use yew::prelude::*;

use crate::benchmarks::Benchmarks;
use crate::browser::{self, Listener};
use crate::deck::{self, Deck};
use crate::keys;
use crate::model::{Model, Place};
use crate::parts::{Bench, Header, Help, Scene, Story, Transport};
use crate::theme::Theme;

/// The lesson that the location names, or the first one.
fn lesson_of_location() -> &'static Lesson {
    let named = browser::fragment("lesson").and_then(|slug| find(&slug));
    named.unwrap_or(&all()[0])
}

/// The language that the location names, or the reader's own.
fn language_of_location() -> Language {
    browser::fragment("lang")
        .or_else(|| browser::window().navigator().language())
        .and_then(|tag| Language::find(&tag))
        .unwrap_or_default()
}

/// What the location names.
fn place_of_location() -> Place {
    match browser::fragment("page").as_deref() {
        Some(deck::BENCHMARKS) => Place::Benchmarks,
        _ => Place::Lesson,
    }
}

fn first_model() -> Model {
    let lesson = lesson_of_location();
    let config = deck::machine(&lesson.machine);
    Model {
        place: place_of_location(),
        ..Model::new(language_of_location(), Theme::preferred(), lesson, config)
    }
}

/// The root.
#[component]
pub fn App() -> Html {
    let model = use_reducer(first_model);
    let deck = {
        let (dispatcher, lesson) = (model.dispatcher(), *model.lesson);
        (*use_memo((), move |()| Deck::new(dispatcher, lesson))).clone()
    };
    let model: Model = (*model).clone();

    use_listeners(&deck);
    use_effect_with(model.theme, |theme| theme.apply());
    use_effect_with(
        (model.language, model.place, model.lesson.clone()),
        |(language, place, lesson)| {
            deck::write_location(*place, lesson, *language);
            let title = match place {
                Place::Lesson => lesson.title.get(lesson_language(*language)),
                Place::Benchmarks => Label::Benchmarks.text(*language),
            };
            browser::document().set_title(&format!("{title} · Interleave"));
            if let Some(root) = browser::root() {
                let _ = root.set_attribute("lang", language.code());
            }
        },
    );

    html! {
        <ContextProvider<Deck> context={deck}>
            <ContextProvider<Language> context={model.language}>
                <Header lesson={model.lesson.clone()} place={model.place} theme={model.theme} />
                if model.place == Place::Benchmarks {
                    <Benchmarks />
                } else {
                    <main class="desk">
                        <Story lesson={model.lesson.clone()} choice={model.choice} />
                        <Bench model={model.clone()} />
                        <Scene model={model.clone()} />
                    </main>
                    <Transport playing={model.playing} speed={model.speed} />
                }
                if model.help {
                    <Help />
                }
            </ContextProvider<Language>>
        </ContextProvider<Deck>>
    }
}

/// Listens to the keys, to the location and to the system's colours for as long as the page lives.
#[hook]
fn use_listeners(deck: &Deck) {
    let deck = deck.clone();
    use_effect_with((), move |()| {
        let window = browser::window();
        let (located, recolored) = (deck.clone(), deck.clone());
        let dark = browser::media_list("(prefers-color-scheme: dark)");
        let listening = (
            keys::listen(&deck),
            Listener::new(&window, "hashchange", move |_| follow_location(&located)),
            dark.map(|list| Listener::new(&list, "change", move |_| recolored.repaint())),
        );
        // The location may have changed since the state was made from it, when nobody listened yet.
        follow_location(&deck);
        move || drop(listening)
    });
}

fn follow_location(deck: &Deck) {
    let (place, lesson) = (place_of_location(), lesson_of_location());
    if place == Place::Lesson && !deck.shows(lesson) {
        deck.open(lesson);
    } else if place != deck.place() {
        deck.go(place);
    }
    deck.speak(language_of_location());
}

/// The lessons' word for a language.
pub fn lesson_language(language: Language) -> interleave_lessons::Language {
    match language {
        Language::English => interleave_lessons::Language::En,
        Language::Korean => interleave_lessons::Language::Ko,
    }
}
