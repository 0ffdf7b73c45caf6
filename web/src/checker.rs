//! The worker that tries every schedule. A module of its own, fetched when a reader first asks whether a program can go
//! wrong; it runs beside the one that simulates, so the run can be looked at meanwhile.

mod checker_wire;
mod codec;

use std::cell::RefCell;
use std::rc::Rc;

use interleave_playground::check::{Inquiry, Subject};
use interleave_program::Program;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort, Performance};

use checker_wire::{Answer, Asked, Order, Request, Said};

/// How long to work before the queue of messages is looked at.
const SLICE_MS: f64 = 12.0;
/// States between two looks at the clock.
const STATES: u64 = 32;
/// How often the page is told how far the search has come.
const TELL_MS: f64 = 250.0;

struct Desk {
    scope: DedicatedWorkerGlobalScope,
    /// Posting to oneself yields to messages without the four milliseconds that browsers add to timers.
    bell: MessagePort,
    clock: Option<Performance>,
    inquiry: Inquiry,
    number: u32,
    rung: bool,
    /// How long the search has worked, and when the page was told last.
    worked_ms: f64,
    told_ms: f64,
}

impl Desk {
    fn now(&self) -> f64 {
        self.clock.as_ref().map_or(0.0, Performance::now)
    }

    fn take(&mut self, request: Request) {
        match request.order {
            Order::Pause(paused) => self.inquiry.pause(paused),
            Order::Stop => self.inquiry.stop(),
            Order::Search(asked) => {
                self.number = request.number;
                (self.worked_ms, self.told_ms) = (0.0, 0.0);
                match subject(&asked) {
                    Some(subject) => self.inquiry.search(subject, asked.config, asked.question),
                    None => self.send(Said::NotUnderstood),
                }
            }
            Order::Challenge {
                asked,
                schedule,
                hint,
            } => {
                self.number = request.number;
                let news = subject(&asked).map(|subject| {
                    let Asked {
                        config, question, ..
                    } = asked;
                    self.inquiry
                        .challenge(&subject, &config, question, &schedule, hint)
                });
                match news {
                    Some(Some(news)) => self.send(Said::News(news)),
                    Some(None) => {}
                    None => self.send(Said::NotUnderstood),
                }
            }
        }
        self.ring();
    }

    fn work(&mut self) {
        self.rung = false;
        let start = self.now();
        let news = loop {
            let news = self.inquiry.work(STATES);
            // Without a clock a slice is short.
            if news.is_some() || self.clock.is_none() || self.now() - start >= SLICE_MS {
                break news;
            }
        };
        self.worked_ms += self.now() - start;
        if self.worked_ms - self.told_ms >= TELL_MS {
            self.told_ms = self.worked_ms;
            let rate = self.inquiry.states() as f64 * 1000.0 / self.worked_ms;
            self.send(Said::Progress(self.inquiry.progress(rate as u64)));
        }
        if let Some(news) = news {
            self.send(Said::News(news));
        }
        self.ring();
    }

    fn ring(&mut self) {
        if !self.rung && self.inquiry.is_busy() {
            self.rung = self.bell.post_message(&JsValue::NULL).is_ok();
        }
    }

    fn send(&self, said: Said) {
        let answer = Answer {
            number: self.number,
            said,
        };
        if let Some(bytes) = codec::encode(&answer) {
            // A page that is gone does not listen, and that is no error.
            let _ = self.scope.post_message(&Uint8Array::from(bytes.as_slice()));
        }
    }
}

fn subject(asked: &Asked) -> Option<Subject> {
    let mut subject = match asked.expecting {
        true => codec::decode::<Subject>(&asked.program)?,
        false => Subject::plain(codec::decode::<Program>(&asked.program)?),
    };
    subject.turn(&asked.knobs);
    Some(subject)
}

fn main() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let Ok(channel) = MessageChannel::new() else {
        return;
    };
    let desk = Rc::new(RefCell::new(Desk {
        clock: scope.performance(),
        scope: scope.clone(),
        bell: channel.port2(),
        inquiry: Inquiry::default(),
        number: 0,
        rung: false,
        worked_ms: 0.0,
        told_ms: 0.0,
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
    // What came while the module was being loaded is gone: the page waits for this greeting.
    let _ = scope.post_message(&JsValue::TRUE);
}
