//! The page of measurements on real cores: opens a report and draws it.

mod open;
mod plot;
mod sheet;
mod state;

use std::cell::RefCell;
use std::rc::Rc;

use interleave_view::{Label, Language};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::browser::{self, Listener};
use crate::parts::{rich, use_language};
use crate::plotter::Plotter;
use crate::sheet_wire::Request;
use state::{Action, State, Trouble};

/// Screens narrower than this get narrower plots, so that their words stay readable.
const NARROW: &str = "(max-width: 640px)";
/// Widths of plots, in pixels of their own.
const WIDTHS: [u32; 2] = [540, 310];

/// The page.
#[component]
pub fn Benchmarks() -> Html {
    let language = use_language();
    let state = use_reducer(State::default);
    let narrow = use_narrow();
    let plotter = use_mut_ref(|| None::<Plotter>);
    let read = {
        let (dispatch, plotter) = (state.dispatcher(), plotter.clone());
        Callback::from(move |read: open::Read| match read {
            Ok((name, text)) => {
                let request = (language, narrow);
                lay_out(&plotter, &dispatch, request, name, text);
            }
            Err(trouble) => dispatch.dispatch(Action::Failed(trouble)),
        })
    };
    {
        // The sample is there until the reader opens something else.
        let read = read.clone();
        use_effect_with((), move |()| open::sample(read));
    }
    {
        let (dispatch, source) = (state.dispatcher(), state.source.clone());
        use_effect_with((language, narrow), move |&request| {
            if let Some((name, text)) = source {
                lay_out(&plotter, &dispatch, request, name, text);
            }
        });
    }
    let dropped = {
        let read = read.clone();
        move |event: DragEvent| {
            event.prevent_default();
            let files = event.data_transfer().and_then(|data| data.files());
            open::first(files, &read);
        }
    };
    html! {
        <main
            class={classes!("benchmarks", state.busy.then_some("busy"))}
            id="benchmarks"
            ondragover={|event: DragEvent| event.prevent_default()}
            ondrop={dropped}
        >
            <header class="intro">
                <h2 class="title">{ Label::Benchmarks.text(language) }</h2>
                <p class="summary">{ Label::BenchmarksAbout.text(language) }</p>
                <p class="how">{ rich(Label::BenchmarksHow.text(language)) }</p>
                { opener(language, &read) }
                if let Some(trouble) = &state.trouble {
                    { complaint(trouble, language) }
                }
            </header>
            if let Some(sheet) = &state.sheet {
                <sheet::SheetView sheet={sheet.clone()} name={state.name()} />
            }
        </main>
    }
}

/// Ways to open a report.
fn opener(language: Language, read: &Callback<open::Read>) -> Html {
    let chosen = {
        let read = read.clone();
        move |event: Event| {
            let field: HtmlInputElement = event.target_unchecked_into();
            open::first(field.files(), &read);
            // The same file may be chosen again, mended.
            field.set_value("");
        }
    };
    let sample = {
        let read = read.clone();
        move |_| open::sample(read.clone())
    };
    html! {
        <div class="row opener">
            <label class="main pick">
                <input type="file" id="report" class="unseen" accept=".json,application/json" onchange={chosen} />
                { Label::OpenReport.text(language) }
            </label>
            <button class="quiet" data-do="sample" onclick={sample}>{ Label::OpenSample.text(language) }</button>
            <span class="nothing">{ Label::DropReport.text(language) }</span>
        </div>
    }
}

/// What is wrong with a file, and where.
fn complaint(trouble: &Trouble, language: Language) -> Html {
    let (label, file, place, detail) = match trouble {
        Trouble::Unreadable(name) => (Label::FileUnreadable, name, None, ""),
        Trouble::TooLarge(name) => (Label::FileTooLarge, name, None, ""),
        Trouble::Unfetched(name) => (Label::SampleUnfetched, name, None, ""),
        Trouble::NoWorker(name) => (Label::WorkerFailed, name, None, ""),
        Trouble::Damaged(name, damage) => {
            let place = (damage.line > 0).then(|| format!("{}:{}", damage.line, damage.column));
            (Label::NoReport, name, place, damage.message.as_str())
        }
    };
    html! {
        <div class="status failed" id="trouble" role="alert">
            <p>
                <strong class="file">{ &**file }</strong>{ " " }
                { label.text(language) }
                if let Some(place) = place { { " " }<span class="place">{ place }</span> }
                if !detail.is_empty() { { " " }<span lang="en">{ detail.to_owned() }</span> }
            </p>
        </div>
    }
}

/// Lets a worker lay a report out. One that is still at work on another is ended.
fn lay_out(
    plotter: &Rc<RefCell<Option<Plotter>>>,
    dispatch: &UseReducerDispatcher<State>,
    (language, narrow): (Language, bool),
    name: Rc<str>,
    text: Rc<str>,
) {
    let request = Request {
        language: language.code().to_owned(),
        width: WIDTHS[usize::from(narrow)],
        text: text.to_string(),
    };
    dispatch.dispatch(Action::Asked);
    let failed = Action::Failed(Trouble::NoWorker(name.clone()));
    let hear = {
        let dispatch = dispatch.clone();
        move |answer| {
            dispatch.dispatch(match answer {
                Some(Ok(sheet)) => Action::Drawn(name.clone(), text.clone(), sheet),
                Some(Err(damage)) => Action::Failed(Trouble::Damaged(name.clone(), damage)),
                None => Action::Failed(Trouble::NoWorker(name.clone())),
            });
        }
    };
    let asked = Plotter::ask(&request, hear);
    if asked.is_none() {
        dispatch.dispatch(failed);
    }
    plotter.replace(asked);
}

/// Whether the screen is narrow, now and whenever that changes.
#[hook]
fn use_narrow() -> bool {
    let narrow = use_state(|| browser::media(NARROW));
    let setter = narrow.setter();
    use_effect_with((), move |()| {
        let list = browser::media_list(NARROW);
        let listener = list.map(|list| {
            Listener::new(&list, "change", move |_| setter.set(browser::media(NARROW)))
        });
        move || drop(listener)
    });
    *narrow
}
