//! A line to a worker: bytes there, bytes back.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, MessageEvent, Worker};

/// A worker and what listens to it. Dropping it ends the worker, whatever it is doing.
pub struct Line {
    worker: Worker,
    /// Requests made before the worker was ready to hear them; `None` once it is.
    early: Rc<RefCell<Option<Vec<Vec<u8>>>>>,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(Event)>,
}

impl Line {
    /// Starts a worker. `hear` gets each answer, and `None` when the worker has crashed.
    pub fn new(address: &str, hear: impl Fn(Option<Vec<u8>>) + 'static) -> Option<Line> {
        let worker = Worker::new(address).ok()?;
        let early: Rc<RefCell<Option<Vec<Vec<u8>>>>> = Rc::new(RefCell::new(Some(Vec::new())));
        let hear = Rc::new(hear);
        let on_message = {
            let (hear, worker, early) = (hear.clone(), worker.clone(), early.clone());
            Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                match event.data().dyn_into::<Uint8Array>() {
                    Ok(bytes) => hear(Some(bytes.to_vec())),
                    // The greeting: from now on it hears.
                    Err(_) => {
                        let waiting = early.borrow_mut().take();
                        for bytes in waiting.into_iter().flatten() {
                            post(&worker, &bytes);
                        }
                    }
                }
            })
        };
        let on_error = Closure::<dyn Fn(Event)>::new(move |_| hear(None));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Line {
            worker,
            early,
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    /// Sends a request, at once or as soon as the worker hears.
    pub fn send(&self, bytes: Vec<u8>) {
        match &mut *self.early.borrow_mut() {
            Some(early) => early.push(bytes),
            None => post(&self.worker, &bytes),
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

fn post(worker: &Worker, bytes: &[u8]) {
    // Fails only for what cannot be copied, and bytes can.
    let _ = worker.post_message(&Uint8Array::from(bytes));
}
