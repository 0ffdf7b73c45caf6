//! The reader tries to break the program: steps so far, whether it is broken, and hints.

use interleave_playground::Turn;
use interleave_playground::check::Question;
use interleave_view::{Label, words};
use yew::prelude::*;

use super::super::{Icon, icon, use_language};
use crate::checking::{Challenge, Checking};
use crate::shared::Shared;

/// Properties of [`Breaking`].
#[derive(Properties, PartialEq)]
pub struct BreakingProps {
    /// What the panel does.
    pub checking: Checking,
    /// What is asked.
    pub question: Shared<Question>,
    /// What they are told.
    pub challenge: Challenge,
    /// Where they are.
    pub turn: Option<Shared<Turn>>,
    /// Steps of a shortest way from the start, if that is known.
    pub shortest: Option<u64>,
}

/// What stands between the question and its answer while somebody plays.
#[component]
pub fn Breaking(props: &BreakingProps) -> Html {
    let language = use_language();
    let Challenge {
        broken,
        hint,
        asked,
    } = &props.challenge;
    let look = {
        let (checking, question) = (props.checking.clone(), props.question.clone());
        let schedule = props.turn.as_ref().map(|turn| turn.schedule.clone());
        move |wants_hint: bool| {
            let mut question = (*question).clone();
            question.language = language;
            if let Some(schedule) = &schedule {
                checking.look(question, schedule, wants_hint);
            }
        }
    };
    {
        let look = look.clone();
        use_effect_with((props.turn.clone(), language), move |_| look(false));
    }
    let steps = props.turn.as_ref().map_or(0, |turn| turn.steps);
    let over = broken.is_some() || *asked;
    html! {
        <div class="challenge" id="challenge" data-broken={broken.is_some().to_string()}>
            <p>
                { Label::BreakAbout.text(language) }{ " " }
                { Label::StepsSoFar.text(language) }{ ": " }<span class="count">{ steps }</span>
            </p>
            <div class="row">
                <button class="quiet" data-do="hint" aria-disabled={over.to_string()} onclick={move |_| if !over { look(true) }}>
                    { Label::Hint.text(language) }
                </button>
            </div>
            <div role="status" id="hint">
                if let Some(broken) = broken {
                    <p class="broken">
                        { icon(Icon::Alert) }
                        <span><strong>{ words::broken(language, steps, props.shortest) }</strong>{ " " }{ broken.to_string() }</span>
                    </p>
                } else if *asked {
                    <p>{ Label::LookingAhead.text(language) }</p>
                } else if let Some(hint) = hint {
                    <p class="told">{ hint.to_string() }</p>
                }
            </div>
        </div>
    }
}
