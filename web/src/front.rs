//! The worker that compiles. A module of its own, fetched when a reader first writes or opens a program: whoever reads
//! lessons pays for no parser.

mod codec;
mod front_wire;

use interleave_playground::Diagnostic;
use interleave_playground::check::Subject;
use interleave_playground::run::compile;
use interleave_playground::supported::Listing;
use js_sys::Uint8Array;
use serde::Serialize;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use front_wire::{Compiled, Question, Source};

fn main() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let own = scope.clone();
    let on_request = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        let answer = match codec::decode(&bytes) {
            Some(Question::Compile(source)) => codec::encode(&answer(&source)),
            Some(Question::Subject(source)) => codec::encode(&subject(&source)),
            Some(Question::Supported) => codec::encode(&Listing::new()),
            None => None,
        };
        if let Some(bytes) = answer {
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

fn answer(source: &Source) -> Compiled {
    compiled(source, compile(&source.file_name, &source.text, &[]))
}

fn subject(source: &Source) -> Compiled {
    compiled(source, Subject::compile(&source.file_name, &source.text))
}

fn compiled<T: Serialize>(
    source: &Source,
    outcome: Result<(T, Vec<Diagnostic>), Vec<Diagnostic>>,
) -> Compiled {
    let (program, diagnostics) = match outcome {
        Ok((program, diagnostics)) => (codec::encode(&program), diagnostics),
        Err(diagnostics) => (None, diagnostics),
    };
    Compiled {
        number: source.number,
        program,
        diagnostics,
    }
}
