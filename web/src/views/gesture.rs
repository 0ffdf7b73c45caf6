//! Hands on the timeline: drag the playhead, drag the picture, pinch, turn the wheel.

use interleave_view::bars::AXIS_PX;
use interleave_view::rows::Subject;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent, WheelEvent};

use super::paint;
use crate::deck::Deck;

/// A pointer this near to the playhead takes hold of it.
const GRIP_PX: f64 = 10.0;
/// A pointer that moves less than this has not dragged but pressed.
const STILL_PX: f64 = 4.0;
/// How much a notch of the wheel zooms.
const WHEEL: f64 = 0.002;

/// What the pointers are doing.
#[derive(Default)]
pub struct Gesture {
    /// The pointers that are down: id, x.
    down: Vec<(i32, f64)>,
    /// Whether they hold the playhead.
    holds: bool,
    /// How far they have moved.
    moved_px: f64,
}

impl Gesture {
    /// A pointer goes down.
    pub fn down(&mut self, deck: &Deck, area: &Element, event: &Event) {
        let Some((event, x, y)) = pointer(area, event) else {
            return;
        };
        if event.button() != 0 {
            return;
        }
        let head = deck.stage().read(|play| play.scale.x(play.now));
        self.down.push((event.pointer_id(), x));
        self.holds = self.down.len() == 1 && (y < AXIS_PX || (x - head).abs() < GRIP_PX);
        self.moved_px = 0.0;
        if self.holds {
            seek(deck, x);
        }
        // Refused only for a pointer that has just gone.
        let _ = area.set_pointer_capture(event.pointer_id());
    }

    /// A pointer moves, down or not.
    pub fn moved(&mut self, deck: &Deck, area: &Element, event: &Event) {
        let Some((event, x, y)) = pointer(area, event) else {
            return;
        };
        let id = event.pointer_id();
        let Some(place) = self.down.iter().position(|(one, _)| *one == id) else {
            return hover(deck, Some((x, y)));
        };
        let before = std::mem::replace(&mut self.down[place].1, x);
        self.moved_px += (x - before).abs();
        if self.holds {
            seek(deck, x);
        } else if let [(_, one), (_, other)] = self.down[..] {
            let fixed = if place == 0 { other } else { one };
            let factor = (x - fixed).abs().max(1.0) / (before - fixed).abs().max(1.0);
            deck.stage()
                .update(|play| play.scale = play.scale.zoomed(fixed, factor));
        } else if self.moved_px >= STILL_PX {
            deck.stage()
                .update(|play| play.scale = play.scale.panned(x - before));
        }
    }

    /// A pointer goes up.
    pub fn up(&mut self, deck: &Deck, area: &Element, event: &Event) {
        let Some((event, x, y)) = pointer(area, event) else {
            return;
        };
        let single = self.down.len() == 1;
        self.down.retain(|(id, _)| *id != event.pointer_id());
        if single && !self.holds && self.moved_px < STILL_PX && event.type_() == "pointerup" {
            seek(deck, x);
            let at = deck.stage().read(|play| play.scale.tick(x));
            deck.choose_at(y - AXIS_PX, at, event.shift_key());
        }
        self.holds = false;
    }

    /// The pointer leaves.
    pub fn left(&mut self, deck: &Deck, _: &Element, _: &Event) {
        hover(deck, None);
    }

    /// The wheel turns: with Ctrl, which is also what pinching a trackpad sends, it zooms; sideways it pans;
    /// otherwise it scrolls the page, as everywhere.
    pub fn wheel(&mut self, deck: &Deck, area: &Element, event: &Event) {
        let Some(event) = event.dyn_ref::<WheelEvent>() else {
            return;
        };
        let x = f64::from(event.client_x()) - area.get_bounding_client_rect().left();
        let (dx, dy) = (event.delta_x(), event.delta_y());
        if event.ctrl_key() || event.meta_key() {
            let factor = (-dy * WHEEL).exp();
            deck.stage()
                .update(|play| play.scale = play.scale.zoomed(x, factor));
        } else if event.shift_key() || dx.abs() > dy.abs() {
            let by = if dx == 0.0 { dy } else { dx };
            deck.stage()
                .update(|play| play.scale = play.scale.panned(-by));
        } else {
            return;
        }
        event.prevent_default();
    }
}

fn pointer<'a>(area: &Element, event: &'a Event) -> Option<(&'a PointerEvent, f64, f64)> {
    let event = event.dyn_ref::<PointerEvent>()?;
    let place = area.get_bounding_client_rect();
    let x = f64::from(event.client_x()) - place.left();
    let y = f64::from(event.client_y()) - place.top();
    Some((event, x, y))
}

fn seek(deck: &Deck, x: f64) {
    let at = deck.stage().read(|play| paint::instant(play, x));
    deck.scrub(at);
}

fn hover(deck: &Deck, pointer: Option<(f64, f64)>) {
    let task = deck.stage().update(|play| {
        play.pointer = pointer;
        let (x, y) = pointer?;
        let (row, span) = play
            .rows
            .hit(&play.recording.lanes, y - AXIS_PX, play.scale.tick(x))?;
        match row.subject {
            Subject::Task(task) => Some(task),
            Subject::Core(_) => span.map(|span| span.task),
        }
    });
    deck.light(task);
}
