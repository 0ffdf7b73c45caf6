//! The worker: a session, fed with the page's requests and run in slices short enough that the next request is
//! never kept waiting.

mod codec;
mod wire;

use std::cell::RefCell;
use std::rc::Rc;

use interleave_playground::Session;
use interleave_program::Program;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort};

use wire::{Answer, Load, Order, Request};

/// How long to work before the queue of messages is looked at.
const SLICE_MS: f64 = 8.0;
/// How much to ask of the session between two looks at the clock, in its own unit.
const BUDGET: usize = 4_000;

struct Desk {
    scope: DedicatedWorkerGlobalScope,
    /// Posting to oneself yields to messages without the four milliseconds that browsers add to timers.
    bell: MessagePort,
    session: Session,
    number: u32,
    generation: u32,
    rung: bool,
}

impl Desk {
    fn take(&mut self, request: Request) {
        self.number = request.number;
        self.generation = request.generation;
        match request.order {
            Order::Load(load) => self.load(load),
            Order::Unload => self.session.unload(),
            Order::Command(command) => self.session.apply(command),
        }
        // Shows what was asked for at once: two steps in a row are two steps.
        self.session.work(0);
        self.send();
        self.ring();
    }

    fn load(&mut self, load: Load) {
        match codec::decode::<Program>(&load.program) {
            Some(program) => {
                let Load {
                    knobs,
                    config,
                    schedule,
                    by_hand,
                    ..
                } = load;
                self.session
                    .load(program, &knobs, config, &schedule, by_hand);
            }
            // A page and a front end of two builds: the page hears that nothing was understood.
            None => drop(self.scope.post_message(&Uint8Array::new_with_length(0))),
        }
    }

    fn work(&mut self) {
        self.rung = false;
        let clock = self.scope.performance();
        let now = || clock.as_ref().map_or(f64::MAX, |clock| clock.now());
        let start = now();
        let more = loop {
            let more = self.session.work(BUDGET);
            if !more || now() - start >= SLICE_MS {
                break more;
            }
        };
        self.send();
        if more {
            self.ring();
        }
    }

    fn ring(&mut self) {
        if !self.rung {
            self.rung = self.bell.post_message(&JsValue::NULL).is_ok();
        }
    }

    fn send(&mut self) {
        let updates = self.session.drain_updates();
        if updates.is_empty() {
            return;
        }
        let answer = Answer {
            number: self.number,
            generation: self.generation,
            updates,
        };
        if let Some(bytes) = codec::encode(&answer) {
            let bytes = Uint8Array::from(bytes.as_slice());
            // The buffer is handed over, not copied. A page that is gone does not listen, and that is no error.
            let handed = js_sys::Array::of1(&bytes.buffer());
            let _ = self.scope.post_message_with_transfer(&bytes, &handed);
        }
    }
}

fn main() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let Ok(channel) = MessageChannel::new() else {
        return;
    };
    let desk = Rc::new(RefCell::new(Desk {
        scope: scope.clone(),
        bell: channel.port2(),
        session: Session::new(),
        number: 0,
        generation: 0,
        rung: false,
    }));

    let own = desk.clone();
    let on_bell = Closure::<dyn Fn()>::new(move || own.borrow_mut().work());
    channel
        .port1()
        .set_onmessage(Some(on_bell.as_ref().unchecked_ref()));

    let on_request = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        if let Some(request) = codec::decode::<Request>(&bytes) {
            desk.borrow_mut().take(request);
        }
    });
    scope.set_onmessage(Some(on_request.as_ref().unchecked_ref()));
    // Both listen for as long as the worker lives.
    on_bell.forget();
    on_request.forget();
    // Requests that came while the module was being loaded are gone: the page waits for this greeting.
    let _ = scope.post_message(&JsValue::TRUE);
}
