//! Questions to a world in the program's own language: a function is called aside, and nothing of it stays.

use interleave_program::FunctionId;
use interleave_trace::ProcessId;

use super::interpreter::Arguments;
use super::log::Log;
use super::object::Object;
use super::task::{State, Then};
use super::threading::NewThread;
use super::value::Value;
use super::{Readiness, World};

/// What a function called aside has answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// A truth value.
    Truth(bool),
    /// A text.
    Text(String),
    /// It raised an exception: its last line.
    Raised(String),
    /// Nothing that can be used: something else, or it had to wait, or it took too long.
    Unknown,
}

/// Most operations of a function called aside.
const MOST_OPERATIONS: u32 = 10_000;
/// Most instructions between two of them.
const MOST_INSTRUCTIONS: u64 = 1_000_000;

impl World {
    /// What a function without parameters would return if it were called now, in the first process, with all others
    /// standing still.
    #[must_use]
    pub fn ask(&self, function: FunctionId) -> Answer {
        if function.index() >= self.program.functions.len() {
            return Answer::Unknown;
        }
        let mut world = self.clone();
        let mut count = 0;
        let log = &mut Log::new(None, &mut count);
        world.ending = None;
        world.enter(ProcessId(0));
        let new = NewThread {
            object: Value::None,
            name: "aside".into(),
            process: ProcessId(0),
            // The run is not over as long as it is there.
            daemon: false,
            pool: false,
        };
        let Ok((task, thread)) = world.make_thread(super::TaskId(0), new, log) else {
            return Answer::Unknown;
        };
        world.begin_thread(thread);
        let mut crossed = false;
        let called = world.interpreter(task, &mut crossed).invoke(
            Value::Function(function),
            Arguments::default(),
            Then::Root,
        );
        world.settle(task, called);
        for _ in 0..MOST_OPERATIONS {
            world.advance(thread, MOST_INSTRUCTIONS);
            world.arrive(thread);
            match world.readiness(thread) {
                Readiness::Open => world.perform(thread, false, log),
                Readiness::Ended => break,
                Readiness::Local | Readiness::Closed { .. } => return Answer::Unknown,
            }
        }
        match world.task(task).state {
            State::Finished(Value::Bool(truth)) => Answer::Truth(truth),
            State::Finished(value) => match world.heap.of(value) {
                Object::Str(text) => Answer::Text(text.to_string()),
                _ => Answer::Unknown,
            },
            State::Failed(exception) => Answer::Raised(world.last_line(task, exception)),
            _ => Answer::Unknown,
        }
    }
}
