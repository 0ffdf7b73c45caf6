//! The message queue: who puts, what lies in it, who takes, and how deep it was.

use interleave_trace::snapshot::QueueState;
use interleave_trace::{Snapshot, TaskId, Tick, Trace};
use interleave_view::depth::QueueLife;
use interleave_view::queue::{self, Side};
use interleave_view::{Label, Language, Names, words};
use yew::prelude::*;

use super::{ViewProps, frame, nothing, point};
use crate::parts::{Badge, use_deck, use_language};

/// The size of the line of depths, in the units of its picture.
const LINE: (f64, f64) = (600.0, 48.0);
/// Room above and below it, so that it is not cut in half where it lies on the edge.
const MARGIN: f64 = 3.0;
/// More queues than this are not shown.
const MOST: usize = 6;

/// The view.
#[component]
pub fn Queues(props: &ViewProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let snapshot = props
        .snapshot
        .as_deref()
        .filter(|snapshot| !snapshot.queues.is_empty());
    let queues = snapshot.map(|snapshot| {
        deck.stage().read(|play| -> Html {
            let duration = play.duration();
            let one = |state: &QueueState| {
                let life = play.recording.depths.queue(state.id);
                let run = Run {
                    trace: &play.recording.trace,
                    life,
                    duration,
                };
                one_queue(snapshot, state, &run, props.lit, language)
            };
            snapshot.queues.iter().take(MOST).map(one).collect()
        })
    });
    let inside = queues.unwrap_or_else(|| nothing(Label::NoQueue, language));
    frame(
        Label::MessageQueue,
        "message-queue",
        (&deck, language),
        Html::default(),
        inside,
    )
}

/// What is known of a queue from the whole run.
struct Run<'a> {
    trace: &'a Trace,
    life: Option<&'a QueueLife>,
    duration: Tick,
}

fn one_queue(
    snapshot: &Snapshot,
    state: &QueueState,
    run: &Run<'_>,
    lit: Option<TaskId>,
    language: Language,
) -> Html {
    let slots = queue::slots(state);
    let depth = match state.capacity {
        Some(capacity) => format!("{} / {capacity}", state.depth),
        None => format!("{} · {}", state.depth, Label::Unbounded.text(language)),
    };
    html! {
        <div class={classes!("queue", slots.full.then_some("full"))} data-queue={state.name.clone()}>
            <h3>
                <code>{ state.name.clone() }</code>
                <span class="depth">{ depth }</span>
                if slots.full { <span class="flag">{ Label::Full.text(language) }</span> }
            </h3>
            <div class="pipe">
                { side(snapshot, state, run, Side::Producer, lit, language) }
                { arrow(slots.full) }
                <ol class="slots">
                    { for slots.shown.iter().rev().map(|slot| match slot {
                        Some(item) => html! { <li class="item" title={item.to_string()}>{ item.to_string() }</li> },
                        None => html! { <li class="free" /> },
                    }) }
                    if slots.hidden_items + slots.hidden_places > 0 {
                        <li class="more">{ format!("+{}", slots.hidden_items) }</li>
                    }
                </ol>
                { arrow(false) }
                { side(snapshot, state, run, Side::Consumer, lit, language) }
            </div>
            if let Some(life) = run.life {
                { depth_line(life, snapshot.now, run.duration, language) }
            }
        </div>
    }
}

fn arrow(blocked: bool) -> Html {
    html! {
        <svg class={classes!("flow", blocked.then_some("blocked"))} viewBox="0 0 24 24" aria-hidden="true">
            <path d={if blocked { "M3 12h11M17 5v14" } else { "M3 12h17M14 6l6 6-6 6" }} />
        </svg>
    }
}

fn side(
    snapshot: &Snapshot,
    state: &QueueState,
    run: &Run<'_>,
    side: Side,
    lit: Option<TaskId>,
    language: Language,
) -> Html {
    let (label, class) = match side {
        Side::Producer => (Label::Producers, "producers"),
        Side::Consumer => (Label::Consumers, "consumers"),
    };
    html! {
        <div class={classes!("side", class)}>
            <h4>{ label.text(language) }</h4>
            <ul>
                { for queue::users(snapshot, state, run.life, side).into_iter().map(|user| {
                    let task = snapshot.tasks.get(user.task.index());
                    let says = task.map(|task| {
                        words::activity(language, &task.activity, snapshot.now, snapshot)
                    });
                    let class = classes!(
                        "slip",
                        user.waits.then_some("waits"),
                        user.away.then_some("away"),
                    );
                    // A task that is not there yet has its name from the run.
                    let name = Names::task(run.trace, user.task).0.to_owned();
                    html! {
                        <li>
                            <Badge task={user.task} {name} {lit} {class} />
                            if !user.away { <span class="why">{ says }</span> }
                        </li>
                    }
                }) }
            </ul>
        </div>
    }
}

/// The depth so far, in steps.
fn depth_line(life: &QueueLife, now: Tick, duration: Tick, language: Language) -> Html {
    let (width, height) = LINE;
    let so_far = life.steps(now, duration, width, height);
    let whole = life.steps(duration, duration, width, height);
    let path = |points: &[(f64, f64)]| -> String {
        let step = |(index, &place): (usize, &(f64, f64))| {
            format!("{}{}", if index == 0 { 'M' } else { 'L' }, point(place))
        };
        points.iter().enumerate().map(step).collect()
    };
    let end = so_far.last().map_or(0.0, |&(x, _)| x);
    let (bottom, right) = (point((0.0, height)), point((end, height)));
    let filled = format!("{}L{right}L{bottom}Z", path(&so_far));
    let now = path(&[(end, -MARGIN), (end, height + MARGIN)]);
    let (origin, size) = (point((0.0, -MARGIN)), point((width, height + 2.0 * MARGIN)));
    html! {
        <figure class="depths">
            <figcaption>
                { Label::DepthOverTime.text(language) }
                <span>{ format!("0–{}", life.most) }</span>
            </figcaption>
            <svg viewBox={format!("{origin} {size}")} preserveAspectRatio="none" aria-hidden="true">
                <path class="whole" d={path(&whole)} />
                <path class="area" d={filled} />
                <path class="line" d={path(&so_far)} />
                <path class="now" d={now} />
            </svg>
        </figure>
    }
}
