//! The few things of a browser that the page needs, made safe to drop.

use std::cell::Cell;
use std::rc::{Rc, Weak};

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{
    AddEventListenerOptions, Blob, BlobPropertyBag, Document, Element, Event, EventTarget,
    HtmlElement, MediaQueryList, Url, Window,
};

/// The window. The page's code runs in nothing else.
pub fn window() -> Window {
    web_sys::window().expect("the page runs in a window")
}

/// The document.
pub fn document() -> Document {
    window().document().expect("a window has a document")
}

/// The element that the keys go to.
pub fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Gives the keys to an element.
pub fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// The element at the root.
pub fn root() -> Option<Element> {
    document().document_element()
}

/// What answers a media query and tells when the answer changes.
pub fn media_list(query: &str) -> Option<MediaQueryList> {
    window().match_media(query).ok().flatten()
}

/// Whether a media query holds.
pub fn media(query: &str) -> bool {
    media_list(query).is_some_and(|list| list.matches())
}

/// Replaces the location's fragment, or, with `push`, adds it to the history.
pub fn set_fragment(fragment: &str, push: bool) {
    if let Ok(history) = window().history() {
        let (state, url) = (&wasm_bindgen::JsValue::NULL, Some(fragment));
        // Refused only in frames without an origin, where nobody sees the address anyway.
        let _ = match push {
            true => history.push_state_with_url(state, "", url),
            false => history.replace_state_with_url(state, "", url),
        };
    }
}

/// Copies a text for the reader to paste elsewhere; whether the browser has let it.
pub async fn copy(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    // Pages that were not served safely have none.
    if clipboard.is_undefined() {
        return false;
    }
    wasm_bindgen_futures::JsFuture::from(clipboard.write_text(text))
        .await
        .is_ok()
}

/// Hands a text out as a file, where the browser lets it.
pub fn save(name: &str, kind: &str, text: &str) {
    let bag = BlobPropertyBag::new();
    bag.set_type(kind);
    let parts = js_sys::Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &bag);
    let (Ok(blob), Ok(link)) = (blob, document().create_element("a")) else {
        return;
    };
    let (Ok(link), Ok(address)) = (
        link.dyn_into::<HtmlElement>(),
        Url::create_object_url_with_blob(&blob),
    ) else {
        return;
    };
    let _ = link.set_attribute("href", &address);
    let _ = link.set_attribute("download", name);
    link.click();
    let _ = Url::revoke_object_url(&address);
}

/// A listener that stops listening when it is dropped.
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    capture: bool,
    closure: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// Listens.
    pub fn new(target: &EventTarget, name: &'static str, call: impl Fn(Event) + 'static) -> Self {
        Self::with(target, name, false, call)
    }

    /// Listens to what happens anywhere inside of the target as well, though it does not bubble: to scrolling.
    pub fn inside(
        target: &EventTarget,
        name: &'static str,
        call: impl Fn(Event) + 'static,
    ) -> Self {
        Self::with(target, name, true, call)
    }

    fn with(
        target: &EventTarget,
        name: &'static str,
        capture: bool,
        call: impl Fn(Event) + 'static,
    ) -> Self {
        let closure = Closure::<dyn Fn(Event)>::new(call);
        let options = AddEventListenerOptions::new();
        // A wheel that zooms must keep the page from scrolling, which passive listeners cannot.
        options.set_passive(false);
        options.set_capture(capture);
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
            name,
            closure.as_ref().unchecked_ref(),
            &options,
        );
        Self {
            target: target.clone(),
            name,
            capture,
            closure,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback_and_bool(
            self.name,
            self.closure.as_ref().unchecked_ref(),
            self.capture,
        );
    }
}

/// One animation frame at a time, asked for when something has changed; none is left behind when it is dropped.
pub struct Frames {
    closure: Closure<dyn Fn(f64)>,
    pending: Cell<Option<i32>>,
}

impl Frames {
    /// Calls `draw` with a weakly held owner and the time in milliseconds, whenever a frame was asked for.
    pub fn new<T: 'static>(owner: &Weak<T>, draw: impl Fn(Rc<T>, f64) + 'static) -> Self {
        let owner = owner.clone();
        Self {
            closure: Closure::new(move |now| {
                if let Some(owner) = owner.upgrade() {
                    draw(owner, now);
                }
            }),
            pending: Cell::new(None),
        }
    }

    /// Asks for a frame unless one is on its way.
    pub fn ask(&self) {
        if self.pending.get().is_some() {
            return;
        }
        let asked = window().request_animation_frame(self.closure.as_ref().unchecked_ref());
        self.pending.set(asked.ok());
    }

    /// The frame that was asked for has come.
    pub fn begin(&self) {
        self.pending.set(None);
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        if let Some(pending) = self.pending.get() {
            let _ = window().cancel_animation_frame(pending);
        }
    }
}

/// Calls back whenever an element's size changes, until it is dropped.
pub struct Resized {
    observer: Option<web_sys::ResizeObserver>,
    _closure: Closure<dyn Fn()>,
}

impl Resized {
    /// Watches an element.
    pub fn new(element: &Element, call: impl Fn() + 'static) -> Self {
        let closure = Closure::<dyn Fn()>::new(call);
        let observer = web_sys::ResizeObserver::new(closure.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        Self {
            observer,
            _closure: closure,
        }
    }
}

impl Drop for Resized {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
