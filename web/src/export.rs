//! The worker that writes runs down for other tools and pages. A module of its own, fetched when a reader first asks for
//! such a file: nobody else pays for drawing SVG and writing JSON.

#[allow(dead_code, reason = "only the page writes messages")]
mod codec;
mod export_wire;

use interleave_trace::Trace;
use interleave_view::export::{chrome::chrome, mermaid::mermaid};
use interleave_view::svg::{self, Scene, View};
use interleave_view::{Depths, Lanes, Table};
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use export_wire::{Form, Request};

fn main() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let own = scope.clone();
    let on_request = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        let text = codec::decode::<Request>(&bytes).and_then(written);
        // The text itself; nothing where there is none. A page that is gone does not listen, and that is no error.
        let _ = own.post_message(&Uint8Array::from(text.unwrap_or_default().as_bytes()));
    });
    scope.set_onmessage(Some(on_request.as_ref().unchecked_ref()));
    // It listens for as long as the worker lives.
    on_request.forget();
    // What came while the module was being loaded is gone: the page waits for this greeting.
    let _ = scope.post_message(&JsValue::TRUE);
}

fn written(request: Request) -> Option<String> {
    let language = request.language;
    let mut trace = Trace::default();
    trace.append(request.run);
    let mut lanes = Lanes::default();
    lanes.extend(&trace);
    match request.form {
        Form::Sequence => Some(mermaid(&trace, request.until, language)),
        Form::Trace => {
            let file = chrome(&trace, &lanes, &request.findings, language);
            serde_json::to_string(&file).ok()
        }
        Form::Picture(name) => {
            let (mut depths, mut table) = (Depths::default(), Table::default());
            depths.extend(&trace);
            table.extend(&trace);
            let scene = Scene {
                title: &request.title,
                trace: &trace,
                lanes: &lanes,
                depths: &depths,
                table: &table,
                snapshot: &request.snapshot,
            };
            Some(svg::draw(View::find(&name)?, &scene, language))
        }
    }
}
