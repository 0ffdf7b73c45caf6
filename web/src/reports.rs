//! The worker that reads reports of `interleave-bench` and lays out their plots. A module of its own, fetched when a
//! reader first looks at benchmarks: nobody else pays for reading JSON.

mod codec;
mod sheet_wire;

use interleave_report::Report;
use interleave_view::Language;
use interleave_view::plots;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use sheet_wire::{Answer, Damage, Request};

fn main() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let own = scope.clone();
    let on_request = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        if let Some(request) = codec::decode::<Request>(&bytes)
            && let Some(bytes) = codec::encode(&answer(&request))
        {
            // A page that is gone does not listen, and that is no error.
            let _ = own.post_message(&Uint8Array::from(bytes.as_slice()));
        }
    });
    scope.set_onmessage(Some(on_request.as_ref().unchecked_ref()));
    // It listens for as long as the worker lives.
    on_request.forget();
    // What came while the module was being loaded is gone: the page waits for this greeting.
    let _ = scope.post_message(&JsValue::TRUE);
}

fn answer(request: &Request) -> Answer {
    let report: Report = serde_json::from_str(&request.text).map_err(|error| {
        // The place is said apart from the message.
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message);
        Damage {
            line: u32::try_from(error.line()).unwrap_or(u32::MAX),
            column: u32::try_from(error.column()).unwrap_or(u32::MAX),
            message: message.to_owned(),
        }
    })?;
    if report.format != Report::FORMAT {
        return Err(Damage {
            line: 0,
            column: 0,
            message: format!("format {} instead of {}", report.format, Report::FORMAT),
        });
    }
    let language = Language::find(&request.language).unwrap_or_default();
    Ok(plots::sheet(&report, language, request.width))
}
