//! The page's end of the line to its worker.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use interleave_playground::Command;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, MessageEvent, Worker};

use crate::codec;
use crate::wire::{Answer, Request};

/// Relative to the page, so that it may be hosted under any path.
const ADDRESS: &str = "./worker_loader.js";

/// What comes over the line.
pub enum News {
    /// An answer about the present run; those about earlier ones are dropped.
    Answer(Answer),
    /// The worker could not be started or has crashed.
    Lost,
}

type Hear = Rc<dyn Fn(News)>;

/// A line to a worker.
pub struct Link {
    hear: Hear,
    line: RefCell<Option<Line>>,
    number: Cell<u32>,
    generation: Rc<Cell<u32>>,
}

/// A worker and what listens to it. Dropping it ends the worker, whatever it is doing.
struct Line {
    worker: Worker,
    /// Requests made before the worker was ready to hear them; `None` once it is.
    early: Rc<RefCell<Option<Vec<Vec<u8>>>>>,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(Event)>,
}

impl Link {
    /// Starts a worker.
    pub fn new(hear: impl Fn(News) + 'static) -> Self {
        let link = Self {
            hear: Rc::new(hear),
            line: RefCell::new(None),
            number: Cell::new(0),
            generation: Rc::new(Cell::new(0)),
        };
        link.restart();
        link
    }

    /// Ends the worker at once and starts another one, which knows of no run.
    pub fn restart(&self) {
        self.generation.set(self.generation.get() + 1);
        self.line.replace(Line::new(&self.hear, &self.generation));
    }

    /// Sends a command about the present run and gives the number that its answer will carry.
    pub fn send(&self, command: Command) -> u32 {
        self.number.set(self.number.get() + 1);
        let request = Request {
            number: self.number.get(),
            generation: self.generation.get(),
            command,
        };
        if let (Some(line), Some(bytes)) = (&*self.line.borrow(), codec::encode(&request)) {
            line.send(bytes);
        }
        request.number
    }

    /// Sends a command that begins another run: what still comes about the present one is dropped.
    pub fn send_anew(&self, command: Command) -> u32 {
        self.generation.set(self.generation.get() + 1);
        self.send(command)
    }
}

impl Line {
    fn new(hear: &Hear, generation: &Rc<Cell<u32>>) -> Option<Line> {
        let Ok(worker) = Worker::new(ADDRESS) else {
            hear(News::Lost);
            return None;
        };
        let early: Rc<RefCell<Option<Vec<Vec<u8>>>>> = Rc::new(RefCell::new(Some(Vec::new())));
        let on_message = {
            let (hear, generation) = (hear.clone(), generation.clone());
            let (worker, early) = (worker.clone(), early.clone());
            Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                let Ok(bytes) = event.data().dyn_into::<Uint8Array>() else {
                    let waiting = early.borrow_mut().take();
                    for bytes in waiting.into_iter().flatten() {
                        post(&worker, &bytes);
                    }
                    return;
                };
                match codec::decode::<Answer>(&bytes.to_vec()) {
                    None => hear(News::Lost),
                    Some(answer) if answer.generation == generation.get() => {
                        hear(News::Answer(answer))
                    }
                    Some(_) => {}
                }
            })
        };
        let on_error = {
            let hear = hear.clone();
            Closure::<dyn Fn(Event)>::new(move |_| hear(News::Lost))
        };
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Line {
            worker,
            early,
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    fn send(&self, bytes: Vec<u8>) {
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
