//! The whole run in a strip above the timeline, and the window on it, which can be dragged, stretched and moved by keys.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use interleave_trace::{Moment, Tick};
use interleave_view::Label;
use interleave_view::minimap::{Minimap, Part};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlCanvasElement, HtmlElement, PointerEvent};
use yew::prelude::*;

use super::paint;
use super::palette::{Palette, context_of};
use crate::browser::Listener;
use crate::deck::Deck;
use crate::parts::{use_deck, use_language};
use crate::stage::{Painter, Play};
use crate::theme::Theme;
use crate::views::coordinate;

/// How far a key moves the window, as a share of what it shows; and an edge, as a share of the run.
const KEY_PAN: f64 = 0.1;
const KEY_EDGE: f64 = 0.02;

/// Properties of [`Map`].
#[derive(Properties, PartialEq)]
pub struct MapProps {
    /// The colours.
    pub theme: Theme,
}

/// The strip.
#[component]
pub fn Map(props: &MapProps) -> Html {
    let deck = use_deck();
    let language = use_language();
    let area = use_node_ref();
    {
        let area = area.clone();
        use_effect_with((deck.clone(), props.theme), move |(deck, _)| {
            let area = area.cast::<Element>();
            let painter = area.clone().map(|area| paint_with(deck, area));
            let hands = area.map(|area| hands_on(deck, &area));
            move || drop((painter, hands))
        });
    }
    let handle = |class: &'static str, part: Part, label: Label| {
        let deck = deck.clone();
        let onkeydown = move |event: KeyboardEvent| {
            if press(&deck, part, &event.key()) {
                event.prevent_default();
                event.stop_propagation();
            }
        };
        html! {
            <div
                {class} role="slider" tabindex="0" {onkeydown} aria-label={label.text(language)}
                aria-valuemin="0" aria-valuemax="100" aria-valuenow="0"
            />
        }
    };
    html! {
        <div class="minimap" ref={area} role="group" aria-label={Label::Minimap.text(language)}>
            <canvas aria-hidden="true" />
            <i class="now" />
            { handle("window", Part::Window, Label::ShownPart) }
            { handle("edge start", Part::Start, Label::ShownFrom) }
            { handle("edge end", Part::End, Label::ShownTo) }
        </div>
    }
}

/// Does what a key says to a handle; whether it says anything.
fn press(deck: &Deck, part: Part, key: &str) -> bool {
    let direction = match key {
        "ArrowLeft" | "ArrowDown" => -1.0,
        "ArrowRight" | "ArrowUp" => 1.0,
        "PageDown" => -5.0,
        "PageUp" => 5.0,
        "Home" => -1e9,
        "End" => 1e9,
        _ => return false,
    };
    deck.stage().update(|play| {
        let width = play.scale.width_px();
        play.scale = match part {
            Part::Window | Part::Outside => play.scale.panned(-direction * KEY_PAN * width),
            Part::Start | Part::End => {
                let map = Minimap::new(play.extent(), width);
                map.moved(play.scale, part, direction * KEY_EDGE * width)
            }
        };
    });
    true
}

/// What the strip on the canvas is a picture of: it is painted anew when that changes.
type Painted = (Moment, Tick, u32, u32, (u32, u32), u32);

fn paint_with(deck: &Deck, area: Element) -> Painter {
    let palette: RefCell<Option<(u32, Palette)>> = RefCell::default();
    let painted: Cell<Option<Painted>> = Cell::new(None);
    let find =
        |class: &str| -> Option<HtmlElement> { area.query_selector(class).ok()??.dyn_into().ok() };
    let canvas = find("canvas").and_then(|canvas| canvas.dyn_into::<HtmlCanvasElement>().ok());
    let handles = [".now", ".window", ".start", ".end"].map(find);
    deck.stage().paint_with(move |play| {
        let width = f64::from(area.client_width());
        let Some(canvas) = canvas.as_ref().filter(|_| width > 0.0) else {
            return;
        };
        let map = Minimap::new(play.extent(), width);
        place(&handles, play, &map);
        let rows = play.rows.iter().count() as u32;
        let size = (area.client_width() as u32, area.client_height() as u32);
        let end = play.recording.trace.end();
        let now = (end, play.extent(), rows, play.searched, size, play.colours);
        if painted.replace(Some(now)) == Some(now) {
            return;
        }
        let mut palette = palette.borrow_mut();
        let palette = Palette::kept(&mut palette, play.colours, canvas);
        paint_strip(canvas, play, &map, palette);
    })
}

/// Puts the playhead, the window and its edges where they belong, and tells screen readers.
fn place(handles: &[Option<HtmlElement>; 4], play: &Play, map: &Minimap) {
    let (left, right) = map.window(&play.scale);
    let (from, to) = play.scale.window();
    let to = to.min(play.extent());
    let span = format!("{} – {}", play.clock(from), play.clock(to));
    let says = [String::new(), span, play.clock(from), play.clock(to)];
    let lefts = [map.scale().x(play.now), left, left, right];
    let shares = [0.0, (left + right) / 2.0, left, right];
    for (index, handle) in handles.iter().enumerate() {
        let Some(handle) = handle else { continue };
        let style = handle.style();
        let _ = style.set_property(
            "transform",
            &format!("translateX({}px)", coordinate(lefts[index])),
        );
        if index == 1 {
            let _ = style.set_property("width", &format!("{}px", coordinate(right - left)));
        }
        if index > 0 && handle.get_attribute("aria-valuetext").as_deref() != Some(&says[index]) {
            let share = (shares[index] / map.scale().width_px() * 100.0).clamp(0.0, 100.0);
            let _ = handle.set_attribute("aria-valuetext", &says[index]);
            let _ = handle.set_attribute("aria-valuenow", &(share as u32).to_string());
        }
    }
}

fn paint_strip(canvas: &HtmlCanvasElement, play: &Play, map: &Minimap, palette: &Palette) {
    let size = (
        f64::from(canvas.client_width()),
        f64::from(canvas.client_height()),
    );
    let Some(context) = context_of(canvas) else {
        return;
    };
    paint::fit(canvas, &context, size);
    let rows = play.rows.iter().count();
    for (index, (_, row)) in play.rows.iter().enumerate() {
        let Some((top, height)) = Minimap::row(index, rows, size.1) else {
            continue;
        };
        let lane = play.recording.lanes.of(row.subject);
        let bars = interleave_view::bars::row(lane, 0.0, false, map.scale(), play.duration());
        for (piece, bar) in bars {
            let Some(share) = weight(piece.look) else {
                continue;
            };
            context.set_fill_style_str(palette.color(piece.look));
            context.fill_rect(
                bar.left,
                top + height * (1.0 - share) / 2.0,
                bar.width,
                height * share,
            );
        }
    }
    let (from, to) = map.scale().window();
    let least_ns = (map.scale().ns_per_px() * 2.0) as u64;
    context.set_fill_style_str(&palette.found);
    for event in play
        .matches
        .between(&play.recording.trace, from, to, least_ns)
    {
        context.fill_rect(map.scale().x(event.at) - 0.75, 0.0, 1.5, size.1);
    }
}

/// How high of its row a look is painted.
fn weight(look: interleave_view::Look) -> Option<f64> {
    use interleave_view::Look;
    match look {
        Look::Running | Look::Waiting | Look::Gil => Some(1.0),
        Look::Ready | Look::Device => Some(0.6),
        Look::Sleeping => Some(0.3),
        Look::Ended => None,
    }
}

/// What a pointer has taken hold of, and where it was last.
type Hold = Rc<Cell<Option<(Part, f64)>>>;

/// Everything that hands do on the strip, until it is dropped.
fn hands_on(deck: &Deck, area: &Element) -> Vec<Listener> {
    let hold = Hold::default();
    let on = |name: &'static str, act: fn(&Deck, &Element, &PointerEvent, &Hold)| {
        let (hold, deck, place) = (hold.clone(), deck.clone(), area.clone());
        Listener::new(area, name, move |event: Event| {
            if let Some(event) = event.dyn_ref::<PointerEvent>() {
                act(&deck, &place, event, &hold);
            }
        })
    };
    vec![
        on("pointerdown", |deck, area, event, hold| {
            if event.button() != 0 {
                return;
            }
            let x = x_in(area, event);
            let part = deck.stage().update(|play| {
                let map = Minimap::new(play.extent(), f64::from(area.client_width()));
                let part = map.hit(&play.scale, x);
                if part != Part::Outside {
                    return part;
                }
                play.scale = map.centred(play.scale, x);
                Part::Window
            });
            hold.set(Some((part, x)));
            // Refused only for a pointer that has just gone.
            let _ = area.set_pointer_capture(event.pointer_id());
        }),
        on("pointermove", |deck, area, event, hold| {
            let Some((part, before)) = hold.get() else {
                return;
            };
            let x = x_in(area, event);
            hold.set(Some((part, x)));
            deck.stage().update(|play| {
                let map = Minimap::new(play.extent(), f64::from(area.client_width()));
                play.scale = map.moved(play.scale, part, x - before);
            });
        }),
        on("pointerup", |_, _, _, hold| hold.set(None)),
        on("pointercancel", |_, _, _, hold| hold.set(None)),
    ]
}

fn x_in(area: &Element, event: &PointerEvent) -> f64 {
    f64::from(event.client_x()) - area.get_bounding_client_rect().left()
}
