//! A run as a file: a picture of a view, a sequence diagram, a trace for other viewers.

use interleave_trace::{Moment, Tick, trace::Extent};
use interleave_view::{Label, Language};
use yew::prelude::*;

use super::copied::Copied;
use super::scene::VIEWS;
use super::{use_deck, use_language};
use crate::app::lesson_language;
use crate::browser;
use crate::deck::Deck;
use crate::export_wire::{Form, Request};
use crate::exporter::Exporter;
use crate::model::Model;

/// A longer text nobody copies by hand: it can be saved.
const MOST_SHOWN_BYTES: usize = 200_000;

/// Properties of [`ShareFile`].
#[derive(Properties, PartialEq)]
pub struct ShareFileProps {
    /// The state of the page.
    pub model: Model,
}

/// What came of asking for a file.
#[derive(Clone, PartialEq)]
enum Answer {
    Nothing,
    Asked,
    Text(AttrValue),
    Failed,
}

/// The files to choose from, and the one that was chosen.
#[component]
pub fn ShareFile(props: &ShareFileProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let chosen = use_state_eq(|| None::<Form>);
    let answer = use_state_eq(|| Answer::Nothing);
    let exporter = use_mut_ref(|| None::<Exporter>);
    let model = &props.model;
    let choose = {
        let (chosen, answer, model) = (chosen.clone(), answer.clone(), model.clone());
        move |form: Form| {
            chosen.set(Some(form.clone()));
            answer.set(Answer::Asked);
            let answer = answer.clone();
            let hear = move |text: Option<String>| {
                answer.set(text.map_or(Answer::Failed, |text| Answer::Text(text.into())));
            };
            *exporter.borrow_mut() = request(form, &model, &deck, language)
                .and_then(|request| Exporter::ask(&request, hear));
        }
    };
    html! {
        <section class="file-of-run">
            <h3 id="share-file-title">{ Label::ShareFile.text(language) }</h3>
            <div class="switches" role="group" aria-labelledby="share-file-title">
                { for forms(model, language).into_iter().map(|(form, name)| {
                    let choose = choose.clone();
                    let (made, pressed) = (extension(&form).0, *chosen == Some(form.clone()));
                    html! {
                        <button
                            data-make={made}
                            aria-pressed={pressed.to_string()}
                            disabled={model.snapshot.is_none()}
                            onclick={move |_| choose(form.clone())}
                        >{ name }</button>
                    }
                }) }
            </div>
            <div role="status">
                { match &*answer {
                    Answer::Failed => html! { <p class="about">{ Label::NotMade.text(language) }</p> },
                    Answer::Asked => html! { <p class="about">{ "…" }</p> },
                    Answer::Nothing | Answer::Text(_) => Html::default(),
                } }
            </div>
            if let (Some(form), Answer::Text(text)) = (&*chosen, &*answer) {
                { file(form, text, model, language) }
            }
        </section>
    }
}

/// A text that was made, to be copied or saved.
fn file(form: &Form, text: &AttrValue, model: &Model, language: Language) -> Html {
    let (suffix, kind) = extension(form);
    let name = AttrValue::from(format!("{}-{suffix}", model.lesson.slug));
    let (saved, named) = (text.clone(), name.clone());
    html! {
        <>
            if text.len() <= MOST_SHOWN_BYTES {
                <Copied id="share-file" {name} text={text.clone()} />
            }
            <button class="main" data-do="save" onclick={move |_| browser::save(&named, kind, &saved)}>
                { format!("{}: {}-{suffix}", Label::Save.text(language), model.lesson.slug) }
            </button>
        </>
    }
}

/// What there is to choose from: the views that are open, and the run.
fn forms(model: &Model, language: Language) -> Vec<(Form, String)> {
    let views = VIEWS.iter().filter(|(view, _)| model.views.contains(view));
    let whole = [
        (Form::Sequence, Label::SequenceDiagram),
        (Form::Trace, Label::TraceFile),
    ];
    views
        .map(|(view, label)| {
            let name = label.text(language).to_owned() + " (SVG)";
            (Form::Picture(view.name().to_owned()), name)
        })
        .chain(whole.map(|(form, label)| (form, label.text(language).to_owned())))
        .collect()
}

/// How the name of a file ends, and what it is.
fn extension(form: &Form) -> (String, &'static str) {
    match form {
        Form::Picture(view) => (format!("{view}.svg"), "image/svg+xml"),
        Form::Sequence => ("sequence.mmd".to_owned(), "text/plain"),
        Form::Trace => ("trace.json".to_owned(), "application/json"),
    }
}

fn request(form: Form, model: &Model, deck: &Deck, language: Language) -> Option<Request> {
    let snapshot = model.snapshot.as_ref()?;
    let (run, until) = deck.stage().read(|play| {
        let run = play.recording.trace.chunk(Extent::default(), usize::MAX).0;
        // Before anything has happened the whole run is meant.
        let until = match play.moment {
            Moment(0) => Tick(u64::MAX),
            _ => play.now,
        };
        (run, until)
    });
    Some(Request {
        form,
        language,
        title: model.lesson.title.get(lesson_language(language)).to_owned(),
        run,
        snapshot: (**snapshot).clone(),
        until,
        findings: model.findings.to_vec(),
    })
}
