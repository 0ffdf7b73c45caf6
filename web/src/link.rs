//! The page's end of the line to its worker.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use interleave_playground::Command;

use crate::codec;
use crate::line::Line;
use crate::wire::{Answer, Load, Order, Request};

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

/// A line to the worker that simulates.
pub struct Link {
    hear: Hear,
    line: RefCell<Option<Line>>,
    number: Cell<u32>,
    generation: Rc<Cell<u32>>,
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
        let (hear, generation) = (self.hear.clone(), self.generation.clone());
        let line = Line::new(ADDRESS, move |bytes| {
            match bytes.and_then(|bytes| codec::decode::<Answer>(&bytes)) {
                None => hear(News::Lost),
                Some(answer) if answer.generation == generation.get() => hear(News::Answer(answer)),
                Some(_) => {}
            }
        });
        if line.is_none() {
            (self.hear)(News::Lost);
        }
        self.line.replace(line);
    }

    /// Sends a command about the present run and gives the number that its answer will carry.
    pub fn send(&self, command: Command) -> u32 {
        self.order(Order::Command(command))
    }

    /// Sends a command that begins another run: what still comes about the present one is dropped.
    pub fn send_anew(&self, command: Command) -> u32 {
        self.generation.set(self.generation.get() + 1);
        self.send(command)
    }

    /// Runs another program, or none.
    pub fn load(&self, load: Option<Load>) {
        self.generation.set(self.generation.get() + 1);
        self.order(load.map_or(Order::Unload, Order::Load));
    }

    fn order(&self, order: Order) -> u32 {
        self.number.set(self.number.get() + 1);
        let request = Request {
            number: self.number.get(),
            generation: self.generation.get(),
            order,
        };
        if let (Some(line), Some(bytes)) = (&*self.line.borrow(), codec::encode(&request)) {
            line.send(bytes);
        }
        request.number
    }
}
