//! The page's end of the line to the worker that compiles. It is started when something is first to be compiled.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use interleave_lessons::Lesson;
use interleave_playground::supported::Listing;

use crate::codec;
use crate::front_wire::{Compiled, Question, Source};
use crate::line::Line;

/// Relative to the page, so that it may be hosted under any path.
const ADDRESS: &str = "./front_loader.js";

type Hear = Box<dyn Fn(Option<Compiled>)>;

/// Compiles one source after the other. Of several that wait only the last one's answer is told.
#[derive(Default)]
pub struct Compiler {
    line: RefCell<Option<Line>>,
    number: Cell<u32>,
    /// Who waits for the answer with the last number.
    waiting: Rc<RefCell<Option<(u32, Hear)>>>,
}

impl Compiler {
    /// Asks for a program; hears nothing of it if something else is asked for before the answer is there, and `None` if
    /// the worker could not be started or has crashed.
    pub fn ask(&self, text: &str, hear: impl Fn(Option<Compiled>) + 'static) {
        self.number.set(self.number.get() + 1);
        let source = Source {
            number: self.number.get(),
            file_name: Lesson::PROGRAM_NAME.to_owned(),
            text: text.to_owned(),
        };
        let number = source.number;
        self.waiting.replace(Some((number, Box::new(hear))));
        let mut line = self.line.borrow_mut();
        if line.is_none() {
            let waiting = self.waiting.clone();
            *line = Line::new(ADDRESS, move |bytes| answered(&waiting, bytes));
        }
        match (&*line, codec::encode(&Question::Compile(source))) {
            (Some(line), Some(bytes)) => line.send(bytes),
            _ => answered(&self.waiting, None),
        }
    }

    /// Nobody waits any more.
    pub fn forget(&self) {
        self.waiting.replace(None);
    }
}

/// Asks a worker of its own for what programs may use; it lives until it has answered or the line is dropped.
pub fn ask_supported(hear: impl Fn(Option<Listing>) + 'static) -> Option<Line> {
    let line = Line::new(ADDRESS, move |bytes| {
        hear(bytes.and_then(|bytes| codec::decode(&bytes)));
    })?;
    line.send(codec::encode(&Question::Supported)?);
    Some(line)
}

/// Asks a worker of its own for a program with what its source says of itself; it lives until the line is dropped.
pub fn ask_subject(text: &str, hear: impl Fn(Option<Compiled>) + 'static) -> Option<Line> {
    let line = Line::new(ADDRESS, move |bytes| {
        hear(bytes.and_then(|bytes| codec::decode(&bytes)));
    })?;
    let source = Source {
        number: 0,
        file_name: Lesson::PROGRAM_NAME.to_owned(),
        text: text.to_owned(),
    };
    line.send(codec::encode(&Question::Subject(source))?);
    Some(line)
}

fn answered(waiting: &RefCell<Option<(u32, Hear)>>, bytes: Option<Vec<u8>>) {
    let compiled = bytes.and_then(|bytes| codec::decode::<Compiled>(&bytes));
    let asked = waiting.borrow_mut().take_if(|(number, _)| {
        compiled
            .as_ref()
            .is_none_or(|compiled| compiled.number == *number)
    });
    if let Some((_, hear)) = asked {
        hear(compiled);
    }
}
