//! What Python programs may use, as the front end itself lists it. It is asked when a reader first wants to know.

use interleave_playground::supported::{Listing, Name};
use interleave_view::Language;
use interleave_view::words::{Deviation, PythonList};
use yew::prelude::*;

use super::use_language;
use crate::compiler::ask_supported;
use crate::shared::Shared;

/// The list, under headings that open.
#[component]
pub fn Supported() -> Html {
    let language = use_language();
    let listing = use_state_eq(|| None::<Shared<Listing>>);
    {
        let listing = listing.clone();
        use_effect_with((), move |()| {
            let line = ask_supported(move |answer| {
                listing.set(answer.map(Shared::new));
            });
            move || drop(line)
        });
    }
    let say = |text: PythonList| text.text(language);
    html! {
        <section id="supported" aria-label={say(PythonList::Title)}>
            <h3>{ say(PythonList::Title) }</h3>
            <p class="about">{ say(PythonList::About) }</p>
            if let Some(listing) = &*listing {
                { parts(listing, language) }
            }
        </section>
    }
}

fn parts(listing: &Listing, language: Language) -> Html {
    let part = |title: PythonList, content: Html| fold(title.text(language), content);
    html! {
        <>
            { part(PythonList::Syntax, codes(&listing.syntax)) }
            { part(PythonList::Builtins, names(&listing.builtins)) }
            { part(PythonList::Types, names(&listing.types)) }
            { part(PythonList::Exceptions, names(&listing.exceptions)) }
            { part(PythonList::Modules, html! {
                { for listing.modules.iter().map(|(module, entries)| fold(module, names(entries))) }
            }) }
            { part(PythonList::Deviations, html! {
                <ul>{ for Deviation::ALL.iter().map(|deviation| html! { <li>{ deviation.text(language) }</li> }) }</ul>
            }) }
            { part(PythonList::Refused, html! {
                <ul>{ for listing.refused.iter().map(|refusal| {
                    let instead = match language {
                        Language::English => &refusal.english,
                        Language::Korean => &refusal.korean,
                    };
                    html! { <li><code>{ &refusal.name }</code>{ ": " }{ instead }</li> }
                }) }</ul>
            }) }
        </>
    }
}

fn fold(title: &str, content: Html) -> Html {
    html! { <details><summary>{ title }</summary>{ content }</details> }
}

fn codes(texts: &[String]) -> Html {
    html! { <ul>{ for texts.iter().map(|text| html! { <li><code>{ text }</code></li> }) }</ul> }
}

fn names(names: &[Name]) -> Html {
    html! {
        <ul>{ for names.iter().map(|Name { name, members }| html! {
            <li><code>{ name }</code>{ for members.iter().map(|member| html! { <>{ " " }<code class="member">{ format!(".{member}") }</code></> }) }</li>
        }) }</ul>
    }
}
