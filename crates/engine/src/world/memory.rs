//! Operations on memory that other tasks can reach: each reads or writes one place, and is written to the trace.

use interleave_program::{Native, Op};
use interleave_trace::{TaskId, VariableId, What};

use super::World;
use super::interpreter::Flow;
use super::log::Log;
use super::object::Object;
use super::value::Value;
use crate::library::{Fault, text};

impl World {
    pub(crate) fn memory_operation(
        &mut self,
        id: TaskId,
        op: Op,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        let library = self.in_library(id);
        match op {
            Op::LoadGlobal { dst, global } => {
                let value = self.globals[global.index()];
                if !value.is_set() {
                    let message =
                        format!("name '{}' is not defined", self.program.global_name(global));
                    return Err(self.env(id).raise(Native::NameError, &message));
                }
                self.note(id, log, value, false, |world| {
                    world.program.global_name(global).to_owned()
                });
                self.set_result(id, dst, value);
            }
            Op::StoreGlobal { src, global } => {
                let value = self.task(id).register(src);
                if !library && !self.program.globals[global.index()].stable {
                    self.note(id, log, value, true, |world| {
                        world.program.global_name(global).to_owned()
                    });
                }
                std::sync::Arc::make_mut(&mut self.globals)[global.index()] = value;
                self.heap.share(value);
                self.task_mut(id).advance();
            }
            Op::UnsetGlobal { global } => {
                std::sync::Arc::make_mut(&mut self.globals)[global.index()] = Value::Unset;
                self.task_mut(id).advance();
            }
            Op::LoadCell { dst, cell } => {
                let value = match self.heap.of(self.task(id).register(cell)) {
                    Object::Cell(value) => *value,
                    _ => Value::Unset,
                };
                self.note(id, log, value, false, |world| world.local_name(id, cell));
                self.set_result(id, dst, value);
            }
            Op::StoreCell { cell, src } => {
                let value = self.task(id).register(src);
                self.note(id, log, value, true, |world| world.local_name(id, cell));
                if let Value::Object(place) = self.task(id).register(cell)
                    && let Some(Object::Cell(place)) = self.heap.get_mut(place)
                {
                    *place = value;
                }
                self.heap.share(value);
                self.task_mut(id).advance();
            }
            Op::GetItem { dst, object, key } => {
                let (container, key) =
                    (self.task(id).register(object), self.task(id).register(key));
                let flow = self.item(id, op)?;
                // A program's own `__getitem__` cannot run here: only built-in collections come this way.
                let value = self.task(id).register(dst);
                self.note(id, log, value, false, |world| {
                    world.item_name(container, key)
                });
                return Ok(flow);
            }
            Op::SetItem { object, key, value } => {
                let (container, key) =
                    (self.task(id).register(object), self.task(id).register(key));
                let value = self.task(id).register(value);
                let flow = self.item(id, op)?;
                self.note(id, log, value, true, |world| {
                    world.item_name(container, key)
                });
                return Ok(flow);
            }
            Op::GetAttr { dst, object, name } => {
                let container = self.task(id).register(object);
                let flow = self.attribute(id, op)?;
                let value = self.task(id).register(dst);
                self.note(id, log, value, false, |world| {
                    world.attribute_name(container, name)
                });
                return Ok(flow);
            }
            Op::SetAttr {
                object,
                value,
                name,
            } => {
                let container = self.task(id).register(object);
                let value = self.task(id).register(value);
                let flow = self.attribute(id, op)?;
                self.note(id, log, value, true, |world| {
                    world.attribute_name(container, name)
                });
                return Ok(flow);
            }
            Op::DelItem { .. } => return self.item(id, op),
            Op::DelAttr { .. } => return self.attribute(id, op),
            _ => {}
        }
        Ok(Flow::Continue)
    }

    fn item(&mut self, id: TaskId, op: Op) -> Result<Flow, Fault> {
        let mut crossed = false;
        self.interpreter(id, &mut crossed).item(op)
    }

    fn attribute(&mut self, id: TaskId, op: Op) -> Result<Flow, Fault> {
        let mut crossed = false;
        self.interpreter(id, &mut crossed).attribute(op)
    }

    /// Writes a read or a write to the trace.
    pub(crate) fn note(
        &self,
        id: TaskId,
        log: &mut Log<'_>,
        value: Value,
        written: bool,
        name: impl FnOnce(&World) -> String,
    ) {
        let variable = if log.is_on() {
            log.variable(&name(self))
        } else {
            VariableId(0)
        };
        let value = log.brief(self, value);
        let what = if written {
            What::Wrote { variable, value }
        } else {
            What::Read { variable, value }
        };
        log.event(self, id, what);
    }

    pub(crate) fn in_library(&self, id: TaskId) -> bool {
        self.task(id)
            .frames
            .last()
            .is_some_and(|frame| self.program.function(frame.function).library)
    }

    /// The name of the variable in a register of a task's innermost frame.
    pub(crate) fn local_name(&self, id: TaskId, reg: interleave_program::Reg) -> String {
        let Some(frame) = self.task(id).frames.last() else {
            return String::new();
        };
        let function = self.program.function(frame.function);
        let local = function.locals.iter().find(|(local, _)| *local == reg);
        local.map_or_else(
            || format!("r{}", reg.0),
            |&(_, name)| self.program.name(name).to_owned(),
        )
    }

    pub(crate) fn object_label(&self, container: Value) -> String {
        let Value::Object(id) = container else {
            return String::new();
        };
        super::naming::names(self)
            .get(&id)
            .cloned()
            .unwrap_or_else(|| text::brief(&self.heap, &self.program, container))
    }

    pub(crate) fn item_name(&self, container: Value, key: Value) -> String {
        format!(
            "{}[{}]",
            self.object_label(container),
            text::brief(&self.heap, &self.program, key)
        )
    }

    pub(crate) fn attribute_name(
        &self,
        container: Value,
        name: interleave_program::NameId,
    ) -> String {
        format!("{}.{}", self.object_label(container), self.heap.name(name))
    }
}
