//! Generators that a `for` loop leaves behind: see `front`'s `iteration`. One that nothing refers to any more is closed, as
//! CPython does when the last reference goes (`gen_dealloc` in `Objects/genobject.c`).

use interleave_program::{Hook, Op};
use interleave_trace::{ObjectId, TaskId};

use super::{Arguments, Flow, Interpreter, Stop};
use crate::library::{Done, Fault};
use crate::world::World;
use crate::world::object::{GeneratorState, Object};
use crate::world::task::Then;
use crate::world::value::Value;

/// Most generators that one loop leaves behind: the innermost ones beyond that stay open.
const MAX_CLOSED: usize = 64;

impl Interpreter<'_> {
    /// The function `dropped`, which only the front end calls: a loop has no use for its iterator any more.
    pub(super) fn dropped(&mut self, arguments: &Arguments, then: Then) -> Result<Flow, Fault> {
        match arguments.positional.first() {
            Some(&Value::Object(id)) if !self.left_open(id).is_empty() => {
                Ok(Flow::Stop(Stop::Dropped(id)))
            }
            _ => self.deliver(then, Value::None),
        }
    }

    /// The generator `id` and those that it goes through, as far as they have something to do when they are closed.
    fn left_open(&self, id: ObjectId) -> Vec<ObjectId> {
        let (mut found, mut seen) = (Vec::new(), vec![id]);
        let mut at = 0;
        while let Some(&id) = seen.get(at) {
            at += 1;
            let Object::Generator(generator) = self.heap.get(id) else {
                continue;
            };
            let GeneratorState::Suspended { registers, pc, .. } = &generator.state else {
                continue;
            };
            let handlers = &self.program.function(generator.function).handlers;
            if handlers
                .iter()
                .any(|handler| (handler.start..handler.end).contains(pc))
            {
                found.push(id);
            }
            for value in registers {
                if let &Value::Object(inner) = value
                    && matches!(self.heap.get(inner), Object::Generator(_))
                    && !seen.contains(&inner)
                    && seen.len() < MAX_CLOSED
                {
                    seen.push(inner);
                }
            }
        }
        found
    }

    /// Takes objects out of the registers of the innermost frame that no variable has.
    fn forget(&mut self, objects: &[ObjectId]) {
        let Some(frame) = self.task.frames.last() else {
            return;
        };
        let function = self.program.function(frame.function);
        let base = frame.base as usize;
        for (at, value) in self.task.registers.iter_mut().enumerate().skip(base) {
            let is_variable = function
                .locals
                .iter()
                .any(|(local, _)| local.index() == at - base);
            if !is_variable
                && let &mut Value::Object(id) = value
                && objects.contains(&id)
            {
                *value = Value::None;
            }
        }
    }
}

impl World {
    /// Closes what a task's loop over the generator `iterator` has left behind, and goes on behind the instruction.
    pub(in crate::world) fn close_dropped(
        &mut self,
        id: TaskId,
        iterator: ObjectId,
    ) -> Result<Flow, Fault> {
        let mut crossed = false;
        let mut interpreter = self.interpreter(id, &mut crossed);
        let mut open = interpreter.left_open(iterator);
        let mut forgotten = open.clone();
        forgotten.push(iterator);
        interpreter.forget(&forgotten);
        let roots = self.roots();
        self.heap.retain_unreached(roots, &mut open);
        let then = match self.op(id) {
            Some(Op::Call { base, .. }) => Then::Into(base),
            _ => Then::Discard,
        };
        let hook = self.program.hook(Hook::CloseAll);
        let list = open.into_iter().map(Value::Object).collect::<Vec<_>>();
        let mut interpreter = self.interpreter(id, &mut crossed);
        let (Some(hook), false) = (hook, list.is_empty()) else {
            return interpreter.deliver(then, Value::None);
        };
        let list = interpreter.env().alloc(Object::List(list));
        let done = Done::Call {
            callee: Value::Function(hook),
            args: vec![list],
        };
        interpreter.finish(done, then)
    }
}
