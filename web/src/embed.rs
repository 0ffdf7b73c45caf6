//! The page inside of somebody else's: told by the page around it which colours and language to have, telling it how
//! much room it needs. What they say is a plain object with the number of this protocol under `interleave`.

use interleave_view::Language;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

use crate::address;
use crate::browser::{self, Listener, Resized};
use crate::deck::Deck;
use crate::theme::Theme;

/// Changes whenever what is said does.
const PROTOCOL: f64 = 1.0;

/// Whether the page is shown inside of another one, without its head.
pub fn is_embedded() -> bool {
    address::value("embed").is_some()
}

/// The colours that the link asks for.
pub fn theme() -> Option<Theme> {
    address::value("theme").and_then(|name| Theme::find(&name))
}

/// What may stand beside the views, and what does unless the link says otherwise.
const PARTS: [&str; 5] = ["source", "knobs", "findings", "output", "variables"];
const USUAL_PARTS: usize = 4;

/// What stands beside the views.
fn parts() -> String {
    let named = address::value("views").unwrap_or_default();
    let wanted = |part: &&str| named.split(',').any(|name| name.trim() == *part);
    let parts: Vec<&str> = PARTS.into_iter().filter(wanted).collect();
    match parts.is_empty() {
        true => PARTS[..USUAL_PARTS].join(" "),
        false => parts.join(" "),
    }
}

/// Listens to the page around this one, and tells it how high this one is.
pub fn join(deck: &Deck) -> Option<(Listener, Resized)> {
    let body = browser::document().body()?;
    let root = browser::root()?;
    let _ = root.set_attribute("data-embed", "");
    let _ = root.set_attribute("data-parts", &parts());
    let parent = browser::window().parent().ok().flatten()?;
    let (deck, around) = (deck.clone(), parent.clone());
    let listener = Listener::new(&browser::window(), "message", move |event| {
        let Ok(event) = event.dyn_into::<MessageEvent>() else {
            return;
        };
        if event
            .source()
            .is_some_and(|from| Object::is(&from, &around))
        {
            obey(&deck, &event.data());
        }
    });
    let own = body.clone();
    let resized = Resized::new(&body, move || tell(&parent, own.offset_height()));
    Some((listener, resized))
}

fn obey(deck: &Deck, said: &JsValue) {
    let get = |name: &str| Reflect::get(said, &name.into()).ok();
    if get("interleave").and_then(|number| number.as_f64()) != Some(PROTOCOL) {
        return;
    }
    let word = |name: &str| get(name).and_then(|value| value.as_string());
    if let Some(theme) = word("theme").and_then(|name| Theme::find(&name)) {
        deck.follow_theme(theme);
    }
    if let Some(language) = word("lang").and_then(|tag| Language::find(&tag)) {
        deck.speak(language);
    }
}

fn tell(parent: &Window, height: i32) {
    let said = Object::new();
    let _ = Reflect::set(&said, &"interleave".into(), &PROTOCOL.into());
    let _ = Reflect::set(&said, &"height".into(), &height.into());
    // To whoever it is: a height is no secret.
    let _ = parent.post_message(&said, "*");
}
