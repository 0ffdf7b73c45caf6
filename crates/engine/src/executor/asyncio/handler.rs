//! Exceptions that nothing else hears of, for the loop's exception handler (`BaseEventLoop.call_exception_handler` in
//! `Lib/asyncio/base_events.py`).
//!
//! CPython calls the handler wherever it notices such an exception. Here its call becomes the loop's next callback, with
//! nothing in between. That nobody will look at a task's exception is noticed once nothing refers to the task: while a
//! loop has a handler, whenever one of its tasks has ended.

use std::sync::Arc;

use interleave_trace::{ObjectId, TaskId};

use super::{Callback, Future, Handle};
use crate::library::exception;
use crate::world::object::{Key, Map, Object};
use crate::world::task::State;
use crate::world::value::Value;
use crate::world::{Log, World};

impl World {
    /// Makes the call of a loop's exception handler its next callback; `false` if the loop has none, or it is the
    /// handler itself that failed.
    pub(crate) fn call_handler(&mut self, by: TaskId, id: ObjectId, context: Value) -> bool {
        let Some(event_loop) = self.event_loop(id) else {
            return false;
        };
        let failed_itself = event_loop.handling;
        let Some(handler) = event_loop.handler.filter(|_| !failed_itself) else {
            return false;
        };
        let callback = Callback::Call(handler, Arc::new([Value::Object(id), context]));
        let handle = Object::Handle(Box::new(Handle {
            callback,
            when: None,
            timer: None,
            cancelled: false,
        }));
        let handle = self.heap.alloc(by.0, handle);
        if let Some(event_loop) = self.event_loop(id) {
            event_loop.ready.push_front(handle);
            event_loop.this_round += 1;
        }
        true
    }

    /// Notes whether a callback that is about to run is the loop's exception handler.
    pub(super) fn note_handling(&mut self, id: ObjectId, callback: &Callback) {
        if let Some(event_loop) = self.event_loop(id) {
            event_loop.handling = match (callback, event_loop.handler) {
                (Callback::Call(function, _), Some(handler)) => function.is(handler),
                _ => false,
            };
        }
    }

    /// What a handler is told: a message, the exception, and in `from` under its name where that comes from.
    pub(crate) fn handler_context(
        &mut self,
        by: TaskId,
        message: &str,
        raised: Value,
        from: Option<(&str, Value)>,
    ) -> Value {
        let mut env = self.env(by);
        let mut map = Map::default();
        let message = env.text(message);
        for (name, value) in [("message", message), ("exception", raised)]
            .into_iter()
            .chain(from)
        {
            let key = env.text(name);
            map.insert(Key::Str(name.into()), (key, value));
        }
        env.map(map)
    }

    /// `BaseEventLoop.default_exception_handler`: the message, what came with it, and the traceback.
    pub(super) fn log_context(&mut self, by: TaskId, context: Value, log: &mut Log<'_>) {
        let part = |world: &Self, name: &str| match world.heap.of(context) {
            Object::Map(map) => map.get(&Key::Str(name.into())).map(|&(_, value)| value),
            _ => None,
        };
        let message = part(self, "message").and_then(|text| self.env(by).as_text(text));
        let mut text = message.map_or_else(
            || "Unhandled exception in event loop".to_owned(),
            |message| message.to_string(),
        );
        text.push('\n');
        if let Some(raised) = part(self, "exception")
            && matches!(self.heap.of(raised), Object::Exception(_))
        {
            text += &exception::traceback_text(&mut self.env(by), raised);
        }
        self.write(by, &text, true, log);
    }

    /// Looks for tasks whose exception nobody will look at, if the loop's handler may have to hear of one.
    pub(super) fn find_unheard(&mut self, id: ObjectId, log: &mut Log<'_>) {
        let suspects = self
            .event_loop(id)
            .is_some_and(|event_loop| std::mem::take(&mut event_loop.suspect));
        if !suspects {
            return;
        }
        let mut unheard: Vec<ObjectId> = self
            .tasks
            .iter()
            .filter(|task| matches!(task.state, State::Failed(_)))
            .filter_map(|task| task.object.object())
            .filter(|&future| {
                let unheard = |future: &Future| future.event_loop == id && !future.retrieved;
                self.future(future).is_some_and(unheard)
            })
            .collect();
        if !unheard.is_empty() {
            self.heap.retain_unreached(self.named(), &mut unheard);
            self.report_all(
                unheard.into_iter().map(|id| (self.process, id)).collect(),
                log,
            );
        }
    }

    /// Where everything begins that has a name or will be read: what an instruction has left in a register is neither.
    fn named(&self) -> Vec<Value> {
        let mut roots = self.globals.values().to_vec();
        let live = self.program.liveness();
        for task in &self.tasks {
            if self.process_of(task.thread) != self.process || task.has_ended() {
                continue;
            }
            task.trace_live(live, &mut |value| roots.push(value));
            for frame in &task.frames {
                let locals = &self.program.function(frame.function).locals;
                let registers = locals
                    .iter()
                    .map(|(local, _)| frame.base as usize + local.index());
                roots.extend(registers.filter_map(|at| task.registers.get(at)));
            }
        }
        self.other_roots(&mut |value| roots.push(value));
        roots
    }
}
