//! How the run stands at the moment that is shown, in a sentence.

use std::rc::Rc;

use interleave_playground::{Diagnostic, Severity};
use interleave_trace::Snapshot;
use interleave_trace::snapshot::RunStatus;
use interleave_view::{Label, Language, words};
use yew::prelude::*;

use super::{Icon, icon, use_deck, use_language};
use crate::model::Phase;
use crate::shared::Shared;

/// Properties of [`Status`].
#[derive(Properties, PartialEq)]
pub struct StatusProps {
    /// How the run stands.
    pub phase: Phase,
    /// How things stand at the moment that is shown.
    pub snapshot: Option<Shared<Snapshot>>,
    /// Whether that is the start.
    pub at_start: bool,
    /// What there is to say about the program.
    pub diagnostics: Rc<Vec<Diagnostic>>,
}

/// The banner.
#[component]
pub fn Status(props: &StatusProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let (state, sign, sentence) = say(props, language);
    // While time passes, what is said changes many times a second: nobody could listen to that.
    let live = if state == "running" { "off" } else { "polite" };
    html! {
        <div class={classes!("status", state)} id={deck.id("status")} data-state={state} role="status" aria-live={live}>
            { sign.map(icon).unwrap_or_default() }
            <p>{ sentence }</p>
            if props.phase == Phase::Computing {
                <button class="quiet" data-do="cancel" onclick={move |_| deck.cancel()}>
                    { Label::Cancel.text(language) }
                </button>
            }
        </div>
    }
}

/// The banner's look, its sign and its sentence.
fn say(props: &StatusProps, language: Language) -> (&'static str, Option<Icon>, String) {
    let label = |label: Label| label.text(language).to_owned();
    match &props.phase {
        Phase::Loading => return ("computing", None, label(Label::Loading)),
        Phase::Computing => return ("computing", None, label(Label::Computing)),
        Phase::Lost => return ("failed", Some(Icon::Alert), label(Label::WorkerFailed)),
        Phase::Killed => return ("stopped", Some(Icon::Alert), label(Label::WorkerLost)),
        Phase::Rejected => return ("failed", Some(Icon::Alert), rejected(props, language)),
        Phase::Cancelled | Phase::Turn | Phase::Done(_) => {}
    }
    let Some(snapshot) = &props.snapshot else {
        return ("ready", None, label(Label::AtStart));
    };
    match (&snapshot.status, &props.phase) {
        (RunStatus::Deadlocked, _) => (
            "deadlock",
            Some(Icon::Cycle),
            words::ending(language, snapshot),
        ),
        (RunStatus::Finished { .. }, _) => (
            "finished",
            Some(Icon::Tick),
            words::ending(language, snapshot),
        ),
        (RunStatus::Failed { .. }, _) => (
            "failed",
            Some(Icon::Alert),
            words::ending(language, snapshot),
        ),
        (RunStatus::Limited { .. }, _) => (
            "stopped",
            Some(Icon::Alert),
            words::ending(language, snapshot),
        ),
        (RunStatus::Running, Phase::Cancelled) => {
            ("stopped", Some(Icon::Alert), label(Label::Cancelled))
        }
        (RunStatus::Running, Phase::Turn) if words::cycle(language, snapshot).is_none() => {
            ("turn", Some(Icon::Hand), label(Label::YourTurn))
        }
        (RunStatus::Running, _) if props.at_start => {
            ("ready", Some(Icon::Play), label(Label::AtStart))
        }
        (RunStatus::Running, _) => match words::cycle(language, snapshot) {
            Some(cycle) => ("deadlock", Some(Icon::Cycle), cycle),
            None => ("running", None, words::tally(language, snapshot)),
        },
    }
}

fn rejected(props: &StatusProps, language: Language) -> String {
    let mut sentence = Label::NotAccepted.text(language).to_owned();
    let first = props
        .diagnostics
        .iter()
        .find(|diagnostic| diagnostic.severity == Severity::Error);
    if let Some(error) = first {
        sentence += &format!(" {}:{} {}", error.line, error.column, error.message);
    }
    sentence
}
