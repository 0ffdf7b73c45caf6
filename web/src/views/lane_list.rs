//! The names of the lanes and what happens on each at the moment that is shown: also what screen readers read.

use interleave_trace::snapshot::{Activity, TaskState};
use interleave_trace::{CoreId, Snapshot, TaskId, TaskKind, Why};
use interleave_view::rows::{self, By, Row, Subject};
use interleave_view::{Label, Language, words};
use yew::prelude::*;

use crate::parts::{Badge, use_deck, use_language};
use crate::shared::Shared;

/// Properties of [`LaneList`].
#[derive(Properties, PartialEq)]
pub struct LaneListProps {
    /// The moment that is shown.
    pub snapshot: Option<Shared<Snapshot>>,
    /// The task that is lit.
    pub lit: Option<TaskId>,
    /// Changes when the recording has grown.
    pub revision: u32,
    /// What the rows are of.
    pub by: By,
}

/// The list.
#[component]
pub fn LaneList(props: &LaneListProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let lanes: Vec<(Row, String)> = deck.stage().read(|play| {
        let trace = &play.recording.trace;
        let several = rows::has_several_processes(trace);
        let name = |row: &Row| match row.subject {
            Subject::Task(task) if several => rows::name_with_process(trace, task),
            Subject::Task(task) => trace
                .task(task)
                .map_or(String::new(), |info| info.name.clone()),
            Subject::Core(core) => words::core(language, core),
        };
        play.rows
            .iter()
            .map(|(_, row)| (row.clone(), name(row)))
            .collect()
    });
    let snapshot = props.snapshot.as_deref();
    html! {
        <ol class="lane-list">
            { for lanes.into_iter().map(|(row, name)| match row.subject {
                Subject::Task(task) => task_lane(task, name, row.inner, snapshot, props.lit, language),
                Subject::Core(core) => core_lane(core, name, snapshot, props.lit, language),
            }) }
        </ol>
    }
}

fn task_lane(
    task: TaskId,
    name: String,
    inner: bool,
    snapshot: Option<&Snapshot>,
    lit: Option<TaskId>,
    language: Language,
) -> Html {
    let state = snapshot.and_then(|snapshot| Some((snapshot, snapshot.tasks.get(task.index())?)));
    let (class, says) = match state {
        Some((snapshot, state)) => (class(state), words::doing(language, state, snapshot)),
        None => ("unborn", String::new()),
    };
    html! {
        <li class={classes!("lane", class, inner.then_some("inner"))} data-task={name.clone()}>
            <Badge {task} name={name} {lit} />
            <span class="why" title={says.clone()}>{ says }</span>
        </li>
    }
}

fn core_lane(
    core: CoreId,
    name: String,
    snapshot: Option<&Snapshot>,
    lit: Option<TaskId>,
    language: Language,
) -> Html {
    let running = snapshot.and_then(|snapshot| {
        let on_core = |task: &&TaskState| {
            task.kind == TaskKind::Thread && task.activity == Activity::Running(core)
        };
        snapshot.tasks.iter().find(on_core)
    });
    html! {
        <li class="lane core">
            <span class="core-name">{ name }</span>
            if let Some(task) = running {
                <Badge task={task.id} name={task.name.clone()} {lit} />
            } else {
                <span class="why">{ Label::CoreIdle.text(language) }</span>
            }
        </li>
    }
}

fn class(task: &TaskState) -> &'static str {
    match &task.activity {
        Activity::Running(_) => "running",
        Activity::Ready => "ready",
        Activity::Blocked(reason) => match reason.why {
            Why::Sleep | Why::Idle | Why::Turn | Why::Network | Why::Disk => "resting",
            _ => "blocked",
        },
        Activity::Finished => "finished",
        Activity::Failed(_) | Activity::Killed(_) => "failed",
    }
}
