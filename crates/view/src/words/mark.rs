//! What a task did at an instant.

use interleave_trace::{ObjectId, Trace, What};

use crate::marks::Mark;

use super::Language;

/// What a mark says, without the name of the task: `writes counter = 42`.
#[must_use]
pub fn mark(language: Language, mark: &Mark, trace: &Trace) -> String {
    let value = mark.brief(trace);
    let object = |id: ObjectId| trace.object(id).map_or("", |info| info.name.as_str());
    match (mark.what, language) {
        (What::Read { variable, .. }, Language::English) => {
            format!("reads {}: {value}", trace.variable(variable))
        }
        (What::Read { variable, .. }, Language::Korean) => {
            format!("{} 읽기: {value}", trace.variable(variable))
        }
        (What::Wrote { variable, .. }, Language::English) => {
            format!("writes {} = {value}", trace.variable(variable))
        }
        (What::Wrote { variable, .. }, Language::Korean) => {
            format!("{} = {value} 쓰기", trace.variable(variable))
        }
        (What::Acquired { .. }, Language::English) => format!("takes {value}"),
        (What::Acquired { .. }, Language::Korean) => format!("{value} 얻기"),
        (What::Released { .. }, Language::English) => format!("lets go of {value}"),
        (What::Released { .. }, Language::Korean) => format!("{value} 놓기"),
        (What::Put { queue, .. }, Language::English) => {
            format!("puts {value} into {}", object(queue))
        }
        (What::Put { queue, .. }, Language::Korean) => {
            format!("{} 큐에 {value} 넣기", object(queue))
        }
        (What::Got { queue, .. }, Language::English) => {
            format!("gets {value} from {}", object(queue))
        }
        (What::Got { queue, .. }, Language::Korean) => {
            format!("{} 큐에서 {value} 꺼내기", object(queue))
        }
        (What::Output { .. }, Language::English) => format!("prints {value}"),
        (What::Output { .. }, Language::Korean) => format!("출력: {value}"),
        _ => value,
    }
}
