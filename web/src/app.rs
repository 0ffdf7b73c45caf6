//! The page as a whole: its state, its handles, and how its parts stand together.

use interleave_view::{Label, Language};
use yew::prelude::*;

use crate::address::Address;
use crate::benchmarks::Benchmarks;
use crate::browser::{self, Listener};
use crate::deck::{self, Deck};
use crate::embed;
use crate::keys;
use crate::model::{Model, Place};
use crate::parts::{Bench, Header, Help, Home, Pair, Scene, Share, Story, Transport, TroubleNote};
use crate::theme::Theme;

/// Properties of [`App`].
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// What the location said when the page was opened.
    pub address: Address,
}

fn first_model(address: &Address) -> Model {
    let lesson = address.lesson;
    let theme = embed::theme().unwrap_or_else(Theme::preferred);
    Model {
        place: address.place,
        embedded: embed::is_embedded(),
        ..Model::new(
            address.language,
            theme,
            lesson,
            deck::machine(&lesson.machine),
        )
    }
}

/// The root.
#[component]
pub fn App(props: &AppProps) -> Html {
    let model = {
        let address = props.address.clone();
        use_reducer(move || first_model(&address))
    };
    let deck = {
        let (dispatcher, lesson) = (model.dispatcher(), *model.lesson);
        (*use_memo((), move |()| Deck::new(dispatcher, lesson))).clone()
    };
    let model: Model = (*model).clone();

    use_listeners(&deck, &props.address);
    use_effect_with(model.theme, |theme| theme.apply());
    {
        let deck = deck.clone();
        use_effect_with(model.clone(), move |model| deck.write_location(model));
    }
    use_effect_with(
        (model.language, model.place, model.lesson.clone()),
        |(language, place, lesson)| {
            let title = match place {
                Place::Home => Label::Tagline.text(*language),
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
                if !model.embedded {
                    <Header lesson={model.lesson.clone()} place={model.place} theme={model.theme} />
                }
                if let Some(trouble) = model.trouble {
                    <TroubleNote {trouble} />
                }
                { body(&model) }
                if model.help {
                    <Help />
                }
                if model.share {
                    <Share model={model.clone()} />
                }
            </ContextProvider<Language>>
        </ContextProvider<Deck>>
    }
}

fn body(model: &Model) -> Html {
    match model.place {
        Place::Home => return html! { <Home model={model.clone()} /> },
        Place::Benchmarks => return html! { <Benchmarks /> },
        Place::Lesson => {}
    }
    html! {
        <>
            if model.beside.is_some() {
                <Pair model={model.clone()} />
            } else {
            <main class="desk">
                if !model.embedded {
                    <Story lesson={model.lesson.clone()} choice={model.choice} />
                }
                <Bench model={model.clone()} />
                <Scene model={model.clone()} />
            </main>
            }
            <Transport playing={model.playing} speed={model.speed} embedded={model.embedded} />
        </>
    }
}

/// Follows the location as it was when the page was opened, and listens to it, to the keys, to the system's colours and
/// to the page around this one for as long as the page lives.
#[hook]
fn use_listeners(deck: &Deck, address: &Address) {
    let (deck, address) = (deck.clone(), address.clone());
    use_effect_with((), move |()| {
        let window = browser::window();
        let (located, recolored) = (deck.clone(), deck.clone());
        // What the system says about colours is asked anew by whoever paints.
        let colours = [
            "(prefers-color-scheme: dark)",
            "(prefers-contrast: more)",
            "(forced-colors: active)",
        ];
        let listening = (
            keys::listen(&deck),
            Listener::new(&window, "hashchange", move |_| located.follow_location()),
            colours.map(|query| {
                let recolored = recolored.clone();
                let list = browser::media_list(query)?;
                Some(Listener::new(&list, "change", move |_| recolored.repaint()))
            }),
            embed::is_embedded().then(|| embed::join(&deck)),
        );
        deck.follow_address(address);
        // The location may have changed while its first state was being unpacked, when nobody listened yet.
        deck.follow_location();
        move || drop(listening)
    });
}

/// The lessons' word for a language.
pub fn lesson_language(language: Language) -> interleave_lessons::Language {
    match language {
        Language::English => interleave_lessons::Language::En,
        Language::Korean => interleave_lessons::Language::Ko,
    }
}
