//! The page's end of the line to the worker that reads reports. One worker lays out one report: it is fetched from the
//! browser's own store after the first time, and nothing of a report stays behind.

use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, MessageEvent, Worker};

use crate::codec;
use crate::sheet_wire::{Answer, Request};

/// Relative to the page, so that it may be hosted under any path.
const ADDRESS: &str = "./reports_loader.js";

/// A worker that lays out one report. Dropping it ends it, whatever it is doing.
pub struct Plotter {
    worker: Worker,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(Event)>,
}

impl Plotter {
    /// Asks for a layout; hears nothing if the worker could not be started or has crashed.
    pub fn ask(request: &Request, hear: impl Fn(Option<Answer>) + 'static) -> Option<Plotter> {
        let hear = Rc::new(hear);
        let bytes = codec::encode(request)?;
        let worker = Worker::new(ADDRESS).ok()?;
        let on_message = {
            let (hear, worker) = (hear.clone(), worker.clone());
            Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                match event.data().dyn_into::<Uint8Array>() {
                    Ok(answer) => hear(codec::decode::<Answer>(&answer.to_vec())),
                    // The greeting: it listens now. Posting fails only for what cannot be copied, and bytes can.
                    Err(_) => drop(worker.post_message(&Uint8Array::from(bytes.as_slice()))),
                }
            })
        };
        let on_error = Closure::<dyn Fn(Event)>::new(move |_| hear(None));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Plotter {
            worker,
            _on_message: on_message,
            _on_error: on_error,
        })
    }
}

impl Drop for Plotter {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}
