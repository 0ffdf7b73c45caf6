//! The editor that a reader who writes gets in place of the text area: fetched when one first edits, and a custom element
//! from then on (`web/editor/editor.js`). Where it cannot be fetched the text area stays.

use interleave_playground::{Diagnostic, Severity};
use interleave_view::utf16;
use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::EventTarget;

use crate::browser;

/// The element's name.
const ELEMENT: &str = "code-editor";
/// Relative to the page, so that it may be hosted under any path.
const ADDRESS: &str = "./editor.js";

/// Whether the editor is there already.
pub fn is_there() -> bool {
    !browser::window()
        .custom_elements()
        .get(ELEMENT)
        .is_undefined()
}

/// Fetches the editor; whether it is there now.
pub async fn load() -> bool {
    if is_there() {
        return true;
    }
    // A second one on its way at the same time is the browser's own affair: a module is run once.
    let arrival = Promise::new(&mut |arrived, failed| {
        let document = browser::document();
        let (Ok(script), Some(head)) = (document.create_element("script"), document.head()) else {
            return;
        };
        let _ = script.set_attribute("type", "module");
        let _ = script.set_attribute("src", ADDRESS);
        let _ = Reflect::set(&script, &"onload".into(), &arrived);
        let _ = Reflect::set(&script, &"onerror".into(), &failed);
        let _ = head.append_child(&script);
    });
    JsFuture::from(arrival).await.is_ok() && is_there()
}

/// The text of a field, be it a text area or the editor.
pub fn text_of(field: &EventTarget) -> Option<String> {
    Reflect::get(field, &"value".into()).ok()?.as_string()
}

/// Gives the editor its text.
pub fn set_text(editor: &JsValue, text: &str) {
    let _ = Reflect::set(editor, &"value".into(), &text.into());
}

/// Tells the editor what there is to say about its text.
pub fn set_diagnostics(editor: &JsValue, text: &str, diagnostics: &[Diagnostic]) {
    let list: Array = diagnostics
        .iter()
        .map(|diagnostic| {
            let place = |byte: u32| utf16::place(text, byte as usize) as f64;
            let severity = match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            let said = Object::new();
            for (name, value) in [
                ("from", place(diagnostic.span.start).into()),
                ("to", place(diagnostic.span.end).into()),
                ("severity", severity.into()),
                ("message", diagnostic.message.as_str().into()),
            ] {
                let _ = Reflect::set(&said, &name.into(), &value);
            }
            said
        })
        .collect();
    let _ = Reflect::set(editor, &"diagnostics".into(), &list);
}
