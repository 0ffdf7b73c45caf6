//! The thread timeline: lanes on a canvas, their names and sentences above it.

use std::cell::RefCell;
use std::rc::Rc;

use interleave_trace::{Moment, Snapshot, TaskId};
use interleave_view::rows::By;
use interleave_view::{Label, Language};
use web_sys::{Element, HtmlCanvasElement, HtmlElement};
use yew::prelude::*;

use super::chosen::Chosen;
use super::gesture::Gesture;
use super::lane_list::LaneList;
use super::minimap::Map;
use super::palette::Palette;
use super::search::Search;
use super::{frame, nothing, paint};
use crate::browser::{self, Listener, Resized};
use crate::deck::Deck;
use crate::keys;
use crate::parts::{Icon, icon, use_deck, use_language};
use crate::shared::Shared;
use crate::stage::{self, Play};
use crate::theme::Theme;

/// Properties of [`Timeline`].
#[derive(Properties, PartialEq)]
pub struct TimelineProps {
    /// The moment that is shown.
    pub snapshot: Option<Shared<Snapshot>>,
    /// The task that is lit.
    pub lit: Option<TaskId>,
    /// Changes when the recording has grown.
    pub revision: u32,
    /// What the rows are of.
    pub by: By,
    /// The colours.
    pub theme: Theme,
    /// The part of it whose story is told.
    pub chosen: Option<stage::Chosen>,
}

/// The view.
#[component]
pub fn Timeline(props: &TimelineProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let (area, canvas, hint) = (use_node_ref(), use_node_ref(), use_node_ref());
    {
        let (canvas, hint) = (canvas.clone(), hint.clone());
        use_effect_with(
            (deck.clone(), language, props.theme),
            move |(deck, language, _)| {
                let painter = paint_with(deck, *language, canvas, hint);
                move || drop(painter)
            },
        );
    }
    {
        let area = area.clone();
        use_effect_with(deck.clone(), move |deck| {
            let hands = area.cast::<Element>().map(|area| hands_on(deck, &area));
            move || drop(hands)
        });
    }
    let empty = deck.stage().read(|play| play.rows.iter().next().is_none());
    let tools = tools(&deck, language, props.by);
    let inside = html! {
        <>
            { legend(language) }
            if !empty {
                <Search moment={props.snapshot.as_ref().map_or(Moment(0), |snapshot| snapshot.moment)} revision={props.revision} />
                <Map theme={props.theme} />
            }
            if empty { { nothing(Label::NoTimeline, language) } }
            <div class="lanes" ref={area}>
                <canvas ref={canvas} aria-hidden="true" />
                <LaneList
                    snapshot={props.snapshot.clone()} lit={props.lit} revision={props.revision} by={props.by}
                />
                <div class="hint" ref={hint} aria-hidden="true" />
            </div>
            if let Some(chosen) = props.chosen {
                <Chosen {chosen} revision={props.revision} />
            }
        </>
    };
    frame(
        Label::Timeline,
        "timeline",
        (&deck, language),
        tools,
        inside,
    )
}

fn tools(deck: &Deck, language: Language, by: By) -> Html {
    let rows = |one: By, label: Label, name: &'static str| {
        let deck = deck.clone();
        html! {
            <button data-rows={name} aria-pressed={(by == one).to_string()} onclick={move |_| deck.rows_by(one)}>
                { label.text(language) }
            </button>
        }
    };
    let zoom = |label: Label, sign: Icon, act: fn(&Deck)| {
        let deck = deck.clone();
        html! {
            <button
                class="round small" onclick={move |_| act(&deck)}
                aria-label={label.text(language)} title={label.text(language)}
            >{ icon(sign) }</button>
        }
    };
    html! {
        <>
            <div class="choice" role="group">
                { rows(By::Task, Label::ByTask, "task") }
                { rows(By::Core, Label::ByCore, "core") }
            </div>
            <div class="zoom">
                { zoom(Label::ZoomOut, Icon::Minus, |deck| keys::zoom(deck, 1.0 / keys::ZOOM)) }
                { zoom(Label::ZoomIn, Icon::Plus, |deck| keys::zoom(deck, keys::ZOOM)) }
                { zoom(Label::ZoomFit, Icon::Fit, |deck| keys::zoom(deck, 1e-12)) }
            </div>
        </>
    }
}

/// What the looks of bars mean.
fn legend(language: Language) -> Html {
    let looks = [
        ("running", Label::Running),
        ("ready", Label::Ready),
        ("waiting", Label::Waiting),
        ("sleeping", Label::Sleeping),
        ("gil", Label::WaitingForGil),
        ("device", Label::WaitingForDevice),
    ];
    html! {
        <ul class="legend">
            { for looks.into_iter().map(|(class, label)| html! {
                <li><span class={classes!("swatch", class)} />{ label.text(language) }</li>
            }) }
        </ul>
    }
}

/// Paints at every frame, with colours read once: this is called anew when they change.
fn paint_with(
    deck: &Deck,
    language: Language,
    canvas: NodeRef,
    hint: NodeRef,
) -> crate::stage::Painter {
    let palette: RefCell<Option<(u32, Palette)>> = RefCell::default();
    deck.stage().paint_with(move |play| {
        let Some(canvas) = canvas.cast::<HtmlCanvasElement>() else {
            return;
        };
        let mut palette = palette.borrow_mut();
        let palette = Palette::kept(&mut palette, play.colours, &canvas);
        let Some(area) = canvas.parent_element() else {
            return;
        };
        paint::timeline(&canvas, &area, play, palette);
        if let Some(hint) = hint.cast::<HtmlElement>() {
            show_hint(&hint, play, language, f64::from(area.client_width()));
        }
    })
}

fn show_hint(hint: &HtmlElement, play: &Play, language: Language, width: f64) {
    let text = paint::hint(play, language);
    let _ = hint.class_list().toggle_with_force("shown", text.is_some());
    let (Some(text), Some((x, y))) = (text, play.pointer) else {
        return;
    };
    hint.set_text_content(Some(&text));
    let own = f64::from(hint.offset_width());
    let left = (x + 12.0).min(width - own - 4.0).max(0.0);
    let place = format!("translate({}px, {}px)", left as i32, y as i32 + 16);
    let _ = hint.style().set_property("transform", &place);
}

/// Everything that hands do on the timeline, until it is dropped.
fn hands_on(deck: &Deck, area: &Element) -> (Vec<Listener>, Resized) {
    let gesture = Rc::new(RefCell::new(Gesture::default()));
    let on = |name: &'static str, act: fn(&mut Gesture, &Deck, &Element, &web_sys::Event)| {
        let (gesture, deck, place) = (gesture.clone(), deck.clone(), area.clone());
        Listener::new(area, name, move |event| {
            act(&mut gesture.borrow_mut(), &deck, &place, &event);
        })
    };
    let listeners = vec![
        on("pointerdown", Gesture::down),
        on("pointermove", Gesture::moved),
        on("pointerup", Gesture::up),
        on("pointercancel", Gesture::up),
        on("pointerleave", Gesture::left),
        on("wheel", Gesture::wheel),
        {
            // Of many rows only those in sight are painted.
            let deck = deck.clone();
            Listener::inside(&browser::window(), "scroll", move |_| deck.stage().ask())
        },
    ];
    let resized = {
        let (deck, area) = (deck.clone(), area.clone());
        Resized::new(&area.clone(), move || {
            let width = f64::from(area.client_width());
            deck.stage()
                .update(|play| play.scale = play.scale.resized(play.extent(), width));
        })
    };
    (listeners, resized)
}
