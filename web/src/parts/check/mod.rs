//! "Can this go wrong?": the question put to every schedule of the program, and its answer.

mod challenge;
mod options;
mod sheet;

use interleave_engine::Config;
use interleave_playground::check::Question;
use interleave_view::{Label, Language};
use yew::prelude::*;

use super::{Icon, code, icon, use_deck, use_language};
use crate::checking::{Change, Checking, Panel, Stand};
use crate::model::{Model, Phase};
use challenge::Breaking;
use options::Options;
use sheet::Verdict;

/// Properties of [`Check`].
#[derive(Properties, PartialEq)]
pub struct CheckProps {
    /// The state of the page.
    pub model: Model,
}

/// The panel.
#[component]
pub fn Check(props: &CheckProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let model = &props.model;
    let panel = use_reducer(Panel::default);
    let checking = {
        let (deck, dispatch) = (deck, panel.dispatcher());
        (*use_memo((), move |()| Checking::new(deck, dispatch))).clone()
    };
    use_ends(&checking, model, panel.challenge.is_some());
    let ready = model.known && !matches!(model.phase, Phase::Rejected | Phase::Lost);
    let state = match panel.stand {
        Stand::Searching => "searching",
        Stand::Paused => "paused",
        Stand::Lost => "lost",
        Stand::Still => "still",
    };
    html! {
        <section class="card check" id="check" data-state={state} aria-labelledby="check-title">
            <header>
                <h2 id="check-title">{ Label::CheckTitle.text(language) }</h2>
                <span class="space" />
                { buttons(&checking, &panel, ready, language) }
            </header>
            <Options checking={checking.clone()} question={panel.question.clone()} />
            { progress(&panel, language) }
            { code::list(&panel.diagnostics, language) }
            if let Some(challenge) = &panel.challenge {
                <Breaking
                    checking={checking.clone()}
                    question={panel.question.clone()}
                    challenge={challenge.clone()}
                    turn={model.turn.clone()}
                    shortest={panel.sheet(language).and_then(|sheet| sheet.shortest())}
                />
            }
            if let Some(sheet) = panel.sheet(language) {
                <Verdict
                    checking={checking.clone()}
                    memory={panel.question.memory}
                    sheet={sheet.clone()}
                    model={model.clone()}
                />
            }
        </section>
    }
}

fn buttons(checking: &Checking, panel: &Panel, ready: bool, language: Language) -> Html {
    let busy = matches!(panel.stand, Stand::Searching | Stand::Paused);
    let paused = panel.stand == Stand::Paused;
    let (name, label) = match busy {
        true => ("cancel-check", Label::Cancel),
        false => ("check", Label::CheckStart),
    };
    let start = {
        let checking = checking.clone();
        let question = Question {
            language,
            ..(*panel.question).clone()
        };
        move |_| match busy {
            true => checking.cancel(),
            false => checking.search(question.clone()),
        }
    };
    let pause = {
        let checking = checking.clone();
        move |_| checking.pause(!paused)
    };
    let challenge = {
        let (checking, memory) = (checking.clone(), panel.question.memory);
        move |_| checking.challenge(memory)
    };
    let safe = panel
        .sheet(language)
        .is_some_and(|sheet| sheet.verdict == "pass");
    html! {
        <>
            if busy {
                <button class="quiet" data-do="pause-check" onclick={pause}>
                    { if paused { Label::GoOn } else { Label::Pause }.text(language) }
                </button>
            } else if panel.challenge.is_none() && !safe {
                <button class="quiet" data-do="challenge" disabled={!ready} onclick={challenge}>
                    { icon(Icon::Hand) }{ Label::BreakIt.text(language) }
                </button>
            }
            // The same button, so that who has pressed it keeps the focus.
            <button class="main" data-do={name} disabled={!ready && !busy} onclick={start}>{ label.text(language) }</button>
        </>
    }
}

/// How far the search has come: for the eye at once, for the ear now and then.
fn progress(panel: &Panel, language: Language) -> Html {
    let stand = match panel.stand {
        Stand::Searching => Label::CheckSearching.text(language),
        Stand::Paused => Label::CheckPaused.text(language),
        Stand::Lost => Label::CheckLost.text(language),
        Stand::Still => "",
    };
    let heard = match (panel.stand, panel.sheet(language)) {
        (Stand::Still, Some(sheet)) => sheet.headline.clone(),
        (Stand::Still, None) => String::new(),
        _ => format!("{stand} {}", panel.spoken),
    };
    html! {
        <>
            if panel.stand != Stand::Still {
                <p class="progress" id="check-progress"><strong>{ stand }</strong>{ " " }{ panel.progress.to_string() }</p>
            }
            <p class="unseen" role="status">{ heard }</p>
        </>
    }
}

/// Ends what is void: when the program, its knobs or the machine are others, and, for who tries to break it, when they do
/// not choose any more.
#[hook]
fn use_ends(checking: &Checking, model: &Model, challenged: bool) {
    // What threads see is asked anew with every replay: it voids nothing.
    let config = Config {
        memory: Default::default(),
        ..model.config.clone()
    };
    let about = (model.source.text.clone(), model.knobs.clone(), config);
    {
        let (checking, first) = (checking.clone(), use_mut_ref(|| true));
        use_effect_with(about, move |_| {
            if !first.replace(false) {
                checking.void();
            }
        });
    }
    let checking = checking.clone();
    use_effect_with(
        (model.by_hand, challenged),
        move |&(by_hand, challenged)| {
            if challenged && !by_hand {
                checking.dispatch(Change::Challenge(false));
            }
        },
    );
}
