//! The source as it is read: highlighted, selectable, with a mark where each task stands.

use std::ops::Range;
use std::rc::Rc;

use interleave_playground::{Diagnostic, Severity};
use interleave_trace::snapshot::{Activity, TaskState};
use interleave_trace::{Snapshot, TaskId};
use interleave_view::highlight::{self, Kind};
use interleave_view::{Label, Language, words};
use yew::prelude::*;

use super::{Badge, use_language};
use crate::shared::Shared;

/// More marks than this beside one line are counted, not shown.
const MOST_MARKS: usize = 8;

/// Properties of [`Code`].
#[derive(Properties, PartialEq)]
pub struct CodeProps {
    /// The source.
    pub text: Rc<str>,
    /// What there is to say about it.
    pub diagnostics: Rc<Vec<Diagnostic>>,
    /// Where the tasks are.
    pub snapshot: Option<Shared<Snapshot>>,
    /// The task that is lit.
    pub lit: Option<TaskId>,
    /// A line to show.
    pub line: Option<u32>,
}

/// The pieces of a line.
type Tokens = Vec<(Kind, Range<usize>)>;

/// A task at a line.
#[derive(Clone, PartialEq, Debug)]
struct Mark {
    task: TaskId,
    name: AttrValue,
    runs: bool,
}

/// The whole source.
#[component]
pub fn Code(props: &CodeProps) -> Html {
    let language = use_language();
    let text = props.text.clone();
    let lines = use_memo(text.clone(), |text| {
        let lines: Vec<Rc<Tokens>> = highlight::lines(text).into_iter().map(Rc::new).collect();
        lines
    });
    let list = use_node_ref();
    {
        let list = list.clone();
        use_effect_with(props.line, move |line| {
            let list = list.cast::<web_sys::Element>();
            let place = line.and_then(|line| list?.children().item(line.saturating_sub(1)));
            if let Some(place) = place {
                place.scroll_into_view_with_bool(false);
            }
        });
    }
    let marks = props.snapshot.as_ref().map(|snapshot| marks(snapshot));
    let marks_of = |line: u32| -> Vec<Mark> {
        let here = marks.iter().flatten().filter(|(at, _)| *at == line);
        here.map(|(_, mark)| mark.clone()).collect()
    };
    html! {
        <ol class="code" ref={list} tabindex="0" aria-label={Label::Program.text(language)}>
            { for lines.iter().enumerate().map(|(index, tokens)| {
                let number = index as u32 + 1;
                html! {
                    <Line
                        key={number}
                        {number}
                        text={text.clone()}
                        tokens={tokens.clone()}
                        wrong={wrong(&props.diagnostics, tokens, number)}
                        marks={marks_of(number)}
                        lit={props.lit}
                        pointed={props.line == Some(number)}
                    />
                }
            }) }
        </ol>
    }
}

fn marks(snapshot: &Snapshot) -> Vec<(u32, Mark)> {
    let ended = |task: &&TaskState| !task.activity.has_ended();
    snapshot
        .tasks
        .iter()
        .filter(ended)
        .filter_map(|task| {
            let mark = Mark {
                task: task.id,
                name: task.name.clone().into(),
                runs: matches!(task.activity, Activity::Running(_)),
            };
            Some((task.place?.line, mark))
        })
        .collect()
}

/// The bytes of a line that errors are about. An error without extent is shown at the last piece of its line.
fn wrong(
    diagnostics: &[Diagnostic],
    tokens: &[(Kind, Range<usize>)],
    line: u32,
) -> Vec<Range<usize>> {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
        return Vec::new();
    };
    let bounds = first.1.start..last.1.end;
    diagnostics
        .iter()
        .filter_map(|diagnostic| {
            let span = diagnostic.span;
            let start = (span.start as usize).max(bounds.start);
            let end = (span.end as usize).min(bounds.end);
            if start < end {
                Some(start..end)
            } else {
                (diagnostic.line == line).then(|| last.1.clone())
            }
        })
        .collect()
}

/// Properties of [`Line`].
#[derive(Properties, PartialEq)]
struct LineProps {
    number: u32,
    text: Rc<str>,
    tokens: Rc<Tokens>,
    wrong: Vec<Range<usize>>,
    marks: Vec<Mark>,
    lit: Option<TaskId>,
    pointed: bool,
}

#[component]
fn Line(props: &LineProps) -> Html {
    let class = classes!(
        "line",
        props.pointed.then_some("pointed"),
        (!props.marks.is_empty()).then_some("busy"),
        props
            .marks
            .iter()
            .any(|mark| Some(mark.task) == props.lit)
            .then_some("lit"),
        (!props.wrong.is_empty()).then_some("wrong"),
    );
    let more = props.marks.len().saturating_sub(MOST_MARKS);
    html! {
        <li {class} data-line={props.number.to_string()}>
            <code>
                { for props.tokens.iter().flat_map(|(kind, range)| pieces(*kind, range, &props.wrong))
                    .map(|(kind, range, wrong)| piece(&props.text, kind, range, wrong)) }
            </code>
            <span class="marks">
                { for props.marks.iter().take(MOST_MARKS).map(|mark| html! {
                    <Badge
                        task={mark.task}
                        name={words::initials(&mark.name)}
                        title={mark.name.clone()}
                        lit={props.lit}
                        class={classes!("mark", if mark.runs { "runs" } else { "rests" })}
                    />
                }) }
                if more > 0 { <span class="more">{ format!("+{more}") }</span> }
            </span>
        </li>
    }
}

/// Cuts a piece of source where errors begin and end.
fn pieces(
    kind: Kind,
    range: &Range<usize>,
    wrong: &[Range<usize>],
) -> Vec<(Kind, Range<usize>, bool)> {
    let mut cuts = vec![range.start, range.end];
    for bad in wrong {
        cuts.extend(
            [bad.start, bad.end]
                .into_iter()
                .filter(|cut| range.contains(cut)),
        );
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|pair| {
            let inside = wrong.iter().any(|bad| bad.contains(&pair[0]));
            (kind, pair[0]..pair[1], inside)
        })
        .collect()
}

fn piece(text: &str, kind: Kind, range: Range<usize>, wrong: bool) -> Html {
    let text = text.get(range).unwrap_or_default().to_owned();
    let class = match kind {
        Kind::Plain => None,
        Kind::Keyword => Some("k"),
        Kind::Constant | Kind::Number => Some("n"),
        Kind::Text => Some("s"),
        Kind::Comment => Some("c"),
        Kind::Definition => Some("d"),
        Kind::Decorator => Some("m"),
    };
    if class.is_none() && !wrong {
        return html! { { text } };
    }
    html! { <span class={classes!(class, wrong.then_some("bad"))}>{ text }</span> }
}

/// What there is to say about the source, each with its place.
pub fn list(diagnostics: &[Diagnostic], language: Language) -> Html {
    if diagnostics.is_empty() {
        return Html::default();
    }
    html! {
        <ul id="diagnostics" class="diagnostics" role="alert">
            { for diagnostics.iter().map(|diagnostic| {
                let (class, label) = match diagnostic.severity {
                    Severity::Error => ("error", Label::Error),
                    Severity::Warning => ("warning", Label::Warning),
                };
                html! {
                    <li {class}>
                        <strong>{ label.text(language) }</strong>
                        <span class="place">{ format!("{}:{}", diagnostic.line, diagnostic.column) }</span>
                        <span>{ diagnostic.message.clone() }</span>
                    </li>
                }
            }) }
        </ul>
    }
}
