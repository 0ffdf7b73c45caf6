//! What the keys do. [`MAP`] is what the reader is told, so that both stay together.

use interleave_view::Label;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use crate::browser::{self, Listener};
use crate::deck::Deck;
use crate::model::Place;
use crate::stage::Play;

/// Keys and what they do.
pub const MAP: &[(&[&str], Label)] = &[
    (&["Space"], Label::PlayPause),
    (&["←"], Label::StepBack),
    (&["→"], Label::Step),
    (&["Home"], Label::ToStart),
    (&["End"], Label::ToEnd),
    (&["+", "−"], Label::ZoomKeys),
    (&["Shift ←", "Shift →"], Label::PanKeys),
    (&["/"], Label::SearchRun),
    (&["S"], Label::SpanStory),
    (&["[", "]"], Label::SpanKeys),
    (&["1", "…", "9"], Label::ChooseKeys),
    (&["U", "R"], Label::UndoKeys),
    (&["Ctrl Enter"], Label::RunIt),
    (&["Esc"], Label::Close),
    (&["?"], Label::ShowHelp),
];

/// The field in which one searches.
pub const SEARCH: &str = "search";
/// How much one press of a key zooms.
pub const ZOOM: f64 = 1.5;
/// How far one press of a key pans, as a share of the width.
const PAN: f64 = 0.25;

/// Listens to the keys until it is dropped.
pub fn listen(deck: &Deck) -> Listener {
    let deck = deck.clone();
    Listener::new(&browser::window(), "keydown", move |event| {
        let Ok(event) = event.dyn_into::<KeyboardEvent>() else {
            return;
        };
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        if !is_spoken_for(&event) && press(&deck, &event.key(), event.shift_key()) {
            event.prevent_default();
        }
    })
}

/// Whether the focused control wants the key for itself.
fn is_spoken_for(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let Some(target) = target else { return false };
    let key = event.key();
    match target.tag_name().as_str() {
        "TEXTAREA" | "SELECT" | "CODE-EDITOR" => true,
        // A question mark may be searched for.
        "INPUT" if target.get_attribute("type").as_deref() == Some("search") => key != "Escape",
        "INPUT" => !matches!(key.as_str(), "?" | "Escape"),
        "BUTTON" | "A" | "SUMMARY" => matches!(key.as_str(), " " | "Enter"),
        _ => false,
    }
}

/// Does what a key says; whether it says anything.
fn press(deck: &Deck, key: &str, shift: bool) -> bool {
    // Where nothing plays, keys scroll.
    if deck.place() != Place::Lesson && !matches!(key, "?" | "Escape") {
        return false;
    }
    if let Some(digit @ 1..) = key.parse::<usize>().ok().filter(|_| key.len() == 1) {
        deck.choose_nth(digit - 1);
        return true;
    }
    match (key, shift) {
        (" ", _) => deck.play_or_pause(),
        ("ArrowLeft", true) => pan(deck, PAN),
        ("ArrowRight", true) => pan(deck, -PAN),
        ("ArrowLeft", false) => deck.step_back(),
        ("ArrowRight", false) => deck.step(),
        ("Home", _) => deck.to_start(),
        ("End", _) => deck.to_end(),
        ("+" | "=", _) => zoom(deck, ZOOM),
        ("-" | "_", _) => zoom(deck, 1.0 / ZOOM),
        ("u" | "U", _) => deck.undo(),
        ("r" | "R", _) => deck.redo(),
        ("/", _) => browser::focus(SEARCH),
        ("s" | "S", _) => deck.choose_here(),
        ("[", _) => deck.choose_neighbour(false),
        ("]", _) => deck.choose_neighbour(true),
        ("?", _) => deck.help(true),
        ("Escape", _) => {
            deck.help(false);
            deck.share(false);
            deck.light(None);
            deck.set_chosen(None);
        }
        _ => return false,
    }
    true
}

/// Zooms the timeline around the playhead, or around its middle if that is out of sight.
pub fn zoom(deck: &Deck, factor: f64) {
    deck.stage().update(|play: &mut Play| {
        let width = play.scale.width_px();
        let x = play.scale.x(play.now);
        let x = if (0.0..=width).contains(&x) {
            x
        } else {
            width / 2.0
        };
        play.scale = play.scale.zoomed(x, factor);
    });
}

fn pan(deck: &Deck, share: f64) {
    deck.stage().update(|play: &mut Play| {
        play.scale = play.scale.panned(play.scale.width_px() * share);
    });
}
