//! Two runs side by side: each with its own program, knobs and machine, on one axis of time with one playhead.

use interleave_lessons::{Lesson, View, all};
use interleave_view::compare;
use interleave_view::{Label, Language, words};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::numbers::measure;
use super::output::Output;
use super::player::Player;
use super::scene::{show, switches};
use super::status::Status;
use super::variables::Variables;
use super::waiting::Waiting;
use super::{Bench, Icon, icon, use_deck, use_language};
use crate::app::lesson_language;
use crate::deck::{self, Deck, SIDES, beside_of};
use crate::model::{Model, Phase};

/// Properties of [`Pair`].
#[derive(Properties, PartialEq)]
pub struct PairProps {
    /// The state of the first run, and of the page.
    pub model: Model,
}

/// The page with two runs. The second one has a model and a deck of its own, which every part of the page takes for the
/// only ones that there are.
#[component]
pub fn Pair(props: &PairProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let first = &props.model;
    let (model, other) = use_second(&deck, first, language);
    let second = Model {
        theme: first.theme,
        language,
        views: first.views.clone(),
        by: first.by,
        embedded: first.embedded,
        ..model
    };
    let beside = |inside: Html| html! { <ContextProvider<Deck> context={other.clone()}>{ inside }</ContextProvider<Deck>> };
    let apart = apart(first, &second, language);
    html! {
        <main class="desk pair">
            <Bench model={first.clone()} side={SIDES[0]} />
            <section class="scene">
                { head(first, &second, &deck, &other, language) }
                { top(first, SIDES[0], &apart.0) }
                { beside(top(&second, SIDES[1], &apart.1)) }
                <Differences
                    first={deck.clone()} second={other.clone()}
                    revisions={(first.revision, second.revision)}
                    ready={is_over(&first.phase) && is_over(&second.phase)}
                />
                <div class="halves">
                    <section class="half" aria-label={SIDES[0]}>{ rest(first, SIDES[0]) }</section>
                    <section class="half" aria-label={SIDES[1]}>{ beside(rest(&second, SIDES[1])) }</section>
                </div>
            </section>
            { beside(html! { <Bench model={second.clone()} side={SIDES[1]} /> }) }
        </main>
    }
}

/// The second run: its state, and what commands it. What the link says of it and what it is are kept in step.
#[hook]
fn use_second(first: &Deck, page: &Model, language: Language) -> (Model, Deck) {
    let (lesson, theme) = (*page.lesson, page.theme);
    let model =
        use_reducer(move || Model::new(language, theme, lesson, deck::machine(&lesson.machine)));
    let second = {
        let (dispatch, first) = (model.dispatcher(), first.clone());
        (*use_memo((), move |()| Deck::beside(dispatch, lesson, &first))).clone()
    };
    let is = beside_of(&model);
    {
        let (second, is) = (second.clone(), is.clone());
        use_effect_with(page.beside.clone(), move |wanted| {
            if let Some(wanted) = wanted
                .as_deref()
                .filter(|wanted| is.as_ref() != Some(wanted))
            {
                second.restore_beside(wanted);
            }
        });
    }
    {
        let first = first.clone();
        use_effect_with(is, move |is| {
            if is.is_some() {
                first.set_beside(is.clone());
            }
        });
    }
    {
        let first = first.clone();
        use_effect_with((), move |()| move || first.leave());
    }
    ((*model).clone(), second)
}

fn is_over(phase: &Phase) -> bool {
    matches!(phase, Phase::Done(_) | Phase::Cancelled | Phase::Turn)
}

/// What is compared, with what, and the way out.
fn head(first: &Model, second: &Model, deck: &Deck, other: &Deck, language: Language) -> Html {
    let onchange = {
        let other = other.clone();
        move |event: Event| {
            let field: HtmlSelectElement = event.target_unchecked_into();
            if let Some(lesson) = all().get(field.selected_index() as usize) {
                other.open(lesson);
            }
        }
    };
    let end = {
        let deck = deck.clone();
        move |_| deck.set_beside(None)
    };
    let title = |lesson: &Lesson| lesson.title.get(lesson_language(language));
    html! {
        <section class="card compare" id="compare" aria-labelledby="compare-title">
            <header>
                <h2 id="compare-title">{ Label::CompareTitle.text(language) }</h2>
                <span class="space" />
                <label for="compare-with">{ Label::CompareWith.text(language) }</label>
                <select id="compare-with" {onchange}>
                    { for all().iter().map(|lesson| html! {
                        <option value={lesson.slug} selected={lesson.slug == second.lesson.slug}>{ title(lesson) }</option>
                    }) }
                </select>
                <button
                    class="round small" data-do="compare-end" onclick={end}
                    aria-label={Label::CompareEnd.text(language)} title={Label::CompareEnd.text(language)}
                >{ icon(Icon::Cross) }</button>
            </header>
            <p class="about">{ Label::CompareAbout.text(language) }</p>
            { switches(first, deck, language) }
        </section>
    }
}

/// How a run stands, and its timeline.
fn top(model: &Model, side: &'static str, apart: &str) -> Html {
    html! {
        <section class="half" aria-label={side}>
            <p class="side"><strong>{ side }</strong>{ " " }{ apart.to_owned() }</p>
            <Status
                phase={model.phase.clone()} snapshot={model.snapshot.clone()}
                at_start={model.at_start} diagnostics={model.diagnostics.clone()}
            />
            if model.by_hand {
                <Player
                    turn={model.turn.clone()} refused={model.refused.clone()} lit={model.lit}
                    ready={model.phase == Phase::Turn}
                />
            }
            if model.views.contains(&View::Timeline) {
                { show(View::Timeline, model) }
            }
        </section>
    }
}

/// The other views of a run.
fn rest(model: &Model, side: &'static str) -> Html {
    let others = model.views.iter().filter(|view| **view != View::Timeline);
    html! {
        <>
            <p class="side"><strong>{ side }</strong></p>
            <Output snapshot={model.snapshot.clone()} lit={model.lit} revision={model.revision} />
            <Variables snapshot={model.snapshot.clone()} lit={model.lit} />
            { for others.map(|&view| show(view, model)) }
            <Waiting snapshot={model.snapshot.clone()} lit={model.lit} revision={model.revision} />
            <super::findings::Findings findings={model.findings.clone()} line={model.line} />
        </>
    }
}

/// In what two runs are set apart, each side's part of it.
fn apart(first: &Model, second: &Model, language: Language) -> (String, String) {
    let title = |model: &Model| model.lesson.title.get(lesson_language(language)).to_owned();
    let machine = |model: &Model| {
        let config = &model.config;
        let say = |label: Label| label.text(language).to_owned();
        [
            (say(Label::Cores), config.cores.to_string()),
            (
                say(Label::Gil),
                u8::from(config.dialect.has_gil()).to_string(),
            ),
            (say(Label::Scheduler), config.policy.name().to_owned()),
            (say(Label::Quantum), words::duration(config.quantum_ns)),
            (say(Label::SwitchCost), words::duration(config.switch_ns)),
            (
                say(Label::NetworkLatency),
                words::duration(config.network_ns),
            ),
            (say(Label::Seed), config.seed.to_string()),
        ]
    };
    let all_of = |model: &Model| -> Vec<(String, String)> {
        let knobs = model.knobs.iter();
        let knobs = knobs.map(|(knob, value)| (knob.name.clone(), value.to_string()));
        let program = (String::new(), title(model));
        std::iter::once(program)
            .chain(knobs)
            .chain(machine(model))
            .collect()
    };
    let (first, second) = (all_of(first), all_of(second));
    let only = |own: &[(String, String)], other: &[(String, String)]| {
        let own = own.iter().filter(|one| !other.contains(one));
        let own: Vec<String> = own.map(|(name, value)| format!("{name} {value}")).collect();
        own.join(" · ")
    };
    (only(&first, &second), only(&second, &first))
}

/// Properties of [`Differences`].
#[derive(Properties, PartialEq)]
struct DifferencesProps {
    first: Deck,
    second: Deck,
    /// Change when a recording has grown.
    revisions: (u32, u32),
    /// Whether both runs are over.
    ready: bool,
}

/// What both runs have, measured, and the difference. Runs that go on are not measured yet.
#[component]
fn Differences(props: &DifferencesProps) -> Html {
    let language = use_language();
    let rows = {
        let (first, second) = (props.first.clone(), props.second.clone());
        use_memo((props.revisions, props.ready), move |(_, ready)| {
            ready.then(|| compare::rows(&measure(&first), &measure(&second)))
        })
    };
    let Some(rows) = &*rows else {
        return Html::default();
    };
    let amount = |amount: Option<compare::Amount>| amount.map(words::amount).unwrap_or_default();
    html! {
        <section
            class="card numbers" id="differences" tabindex="0" aria-label={Label::CompareNumbers.text(language)}
        >
            <table>
                <caption>{ Label::CompareNumbers.text(language) }</caption>
                <thead>
                    <tr>
                        <td />
                        { for SIDES.map(|side| html! { <th scope="col">{ side }</th> }) }
                        <th scope="col">{ Label::Difference.text(language) }</th>
                    </tr>
                </thead>
                <tbody>
                    { for rows.iter().map(|row| html! {
                        <tr>
                            <th scope="row">{ words::quantity(language, row.quantity) }</th>
                            <td>{ amount(row.first) }</td>
                            <td>{ amount(row.second) }</td>
                            <td class="by">{ row.first.zip(row.second).map(|(a, b)| words::difference(a, b)) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </section>
    }
}
