//! A task wherever it is mentioned: always its colour, its name, and lit with all its other mentions.

use interleave_trace::TaskId;
use yew::prelude::*;

use super::use_deck;

/// How many colours there are for tasks.
const HUES: u32 = 8;

/// The class that gives a task its colour.
pub fn hue(task: TaskId) -> String {
    format!("t{}", task.0 % HUES)
}

/// Properties of [`Badge`].
#[derive(Properties, PartialEq)]
pub struct BadgeProps {
    /// Which task.
    pub task: TaskId,
    /// Its name.
    pub name: AttrValue,
    /// Its whole name, where `name` is short for it. Such a mention is one too many to stop at with the Tab key.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// The task that is lit.
    #[prop_or_default]
    pub lit: Option<TaskId>,
    /// What else distinguishes it.
    #[prop_or_default]
    pub class: Classes,
    /// What stands behind the name.
    #[prop_or_default]
    pub children: Html,
}

/// A task's name in its colour. Pointing at it or focusing it lights the task in every view.
#[component]
pub fn Badge(props: &BadgeProps) -> Html {
    let deck = use_deck();
    let task = props.task;
    let light = {
        let deck = deck.clone();
        move || deck.light(Some(task))
    };
    let dim = move || deck.light(None);
    let class = classes!(
        "badge",
        hue(task),
        props.class.clone(),
        (props.lit == Some(task)).then_some("lit"),
    );
    html! {
        <span
            {class}
            title={props.title.clone()}
            tabindex={if props.title.is_some() { "-1" } else { "0" }}
            onpointerenter={let light = light.clone(); move |_| light()}
            onpointerleave={let dim = dim.clone(); move |_| dim()}
            onfocus={move |_| light()}
            onblur={move |_| dim()}
        >
            <span class="name">{ &props.name }</span>
            { props.children.clone() }
        </span>
    }
}
