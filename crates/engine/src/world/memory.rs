//! Operations on memory that other tasks can reach: each reads or writes one place, and is written to the trace.

use std::rc::Rc;

use interleave_program::{GlobalId, NameId, Native, Op, Reg, Site, well_known};
use interleave_trace::{ItemKey, ObjectId, TaskId, VariableId, VariablePlace, What};

use super::World;
use super::interpreter::Flow;
use super::log::Log;
use super::object::Object;
use super::operation::Call;
use super::task::Then;
use super::value::Value;
use crate::library::{Done, Fault, call, text};

/// Stands for an object where there is none.
const NOTHING: ObjectId = ObjectId {
    owner: ObjectId::CONSTANT,
    index: u32::MAX,
};

/// A place in memory that tasks can share.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// A global
    Global(GlobalId),
    /// A captured variable, by the register of a task's innermost frame that holds its cell
    Local(TaskId, Reg),
    /// An item of a collection
    Item(Value, Value),
    /// An attribute of an object
    Attribute(Value, NameId),
    /// A whole collection
    Whole(Value),
}

impl World {
    pub(crate) fn memory_operation(
        &mut self,
        id: TaskId,
        op: Op,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        if self.has_buffers()
            && let Some(flow) = self.buffered(id, op, log)
        {
            return Ok(flow);
        }
        match op {
            Op::LoadGlobal { dst, global } => {
                let value = self.globals.get(global);
                if !value.is_set() {
                    let message =
                        format!("name '{}' is not defined", self.program.global_name(global));
                    return Err(self.env(id).raise(Native::NameError, &message));
                }
                self.note(id, log, value, false, Place::Global(global));
                self.set_result(id, dst, value);
            }
            Op::StoreGlobal { src, global } => {
                let value = self.task(id).register(src);
                self.note(id, log, value, true, Place::Global(global));
                Rc::make_mut(&mut self.globals).set(global, value);
                self.heap.share(value);
                self.task_mut(id).advance();
            }
            Op::UnsetGlobal { global } => {
                Rc::make_mut(&mut self.globals).set(global, Value::Unset);
                self.task_mut(id).advance();
            }
            Op::LoadCell { dst, cell } => {
                let value = match self.heap.of(self.task(id).register(cell)) {
                    Object::Cell(value) => *value,
                    _ => Value::Unset,
                };
                self.note(id, log, value, false, Place::Local(id, cell));
                self.set_result(id, dst, value);
            }
            Op::StoreCell { cell, src } => {
                let value = self.task(id).register(src);
                self.note(id, log, value, true, Place::Local(id, cell));
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
                let site = self.site(id);
                let flow = self.item(id, op)?;
                // A program's own `__getitem__` cannot run here: only built-in collections come this way.
                let value = self.task(id).register(dst);
                self.note_at(site, id, log, value, false, Place::Item(container, key));
                return Ok(flow);
            }
            Op::SetItem { object, key, value } => {
                let (container, key) =
                    (self.task(id).register(object), self.task(id).register(key));
                let value = self.task(id).register(value);
                let site = self.site(id);
                let flow = self.item(id, op)?;
                self.note_at(site, id, log, value, true, Place::Item(container, key));
                return Ok(flow);
            }
            Op::GetAttr { dst, object, name } => {
                let container = self.task(id).register(object);
                let site = self.site(id);
                let flow = self.attribute(id, op)?;
                let value = self.task(id).register(dst);
                self.note_at(
                    site,
                    id,
                    log,
                    value,
                    false,
                    Place::Attribute(container, name),
                );
                return Ok(flow);
            }
            Op::SetAttr {
                object,
                value,
                name,
            } => {
                let container = self.task(id).register(object);
                let value = self.task(id).register(value);
                let site = self.site(id);
                let flow = self.attribute(id, op)?;
                self.note_at(
                    site,
                    id,
                    log,
                    value,
                    true,
                    Place::Attribute(container, name),
                );
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

    /// A method of a list, dictionary, set or deque that other tasks can reach: one operation.
    pub(super) fn collection_operation(
        &mut self,
        call: &Call<'_>,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        let receiver = Value::Object(call.object);
        let done = call::call_method(
            &mut self.env(call.task),
            receiver,
            call.name,
            &call.arguments.positional,
            &call.arguments.named,
        )?;
        for &value in &call.arguments.positional {
            self.heap.share(value);
        }
        self.note(
            call.task,
            log,
            receiver,
            !is_reader(call.name),
            Place::Whole(receiver),
        );
        match done {
            Done::Value(value) => self.answer(call, value),
            Done::Call { .. } => {
                let mut crossed = false;
                self.interpreter(call.task, &mut crossed)
                    .finish(done, Then::Into(call.base))
            }
        }
    }

    /// Writes a read or a write to the trace, by the instruction that the task stands before.
    pub(crate) fn note(
        &self,
        id: TaskId,
        log: &mut Log<'_>,
        value: Value,
        written: bool,
        place: Place,
    ) {
        self.note_at(self.site(id), id, log, value, written, place);
    }

    /// Writes a read or a write to the trace, by an instruction that the task may have left behind.
    fn note_at(
        &self,
        site: Site,
        id: TaskId,
        log: &mut Log<'_>,
        value: Value,
        written: bool,
        place: Place,
    ) {
        let variable = if log.is_on() {
            let known = self.variable_place(id, log, place);
            log.variable(known, |log| {
                self.place_name(place, &mut |object| match object {
                    Value::Object(id) => log.object_name(self, id),
                    _ => String::new(),
                })
            })
        } else {
            VariableId(0)
        };
        let value = log.brief(self, value);
        let what = if written {
            What::Wrote { variable, value }
        } else {
            What::Read { variable, value }
        };
        log.event_at(self, id, site, what);
    }

    /// What tells a place in memory from all others.
    fn variable_place(&self, id: TaskId, log: &mut Log<'_>, place: Place) -> VariablePlace {
        let object = |value: Value| match value.object() {
            Some(id) => id.in_process(self.process),
            None => NOTHING,
        };
        let of_library = self
            .task(id)
            .frames
            .last()
            .is_some_and(|frame| self.program.function(frame.function).library);
        match place {
            Place::Global(global) if of_library => VariablePlace::Library(NOTHING, global.0),
            Place::Item(container, _) | Place::Whole(container) if of_library => {
                VariablePlace::Library(object(container), u32::MAX)
            }
            Place::Attribute(container, name) if of_library => {
                VariablePlace::Library(object(container), u32::from(name.0))
            }
            Place::Global(global) => VariablePlace::Global(self.process, global.0),
            Place::Local(task, reg) => {
                VariablePlace::Captured(object(self.task(task).register(reg)))
            }
            Place::Item(container, Value::Int(key)) => {
                VariablePlace::Item(object(container), ItemKey::Int(key))
            }
            Place::Item(container, key) => {
                let key = log.key(&text::brief(&self.heap, &self.program, key));
                VariablePlace::Item(object(container), ItemKey::Text(key))
            }
            Place::Attribute(container, name) => {
                VariablePlace::Attribute(object(container), u32::from(name.0))
            }
            Place::Whole(container) => VariablePlace::Whole(object(container)),
        }
    }

    /// The name of a place in memory, given the names of objects.
    pub(crate) fn place_name(
        &self,
        place: Place,
        object_name: &mut dyn FnMut(Value) -> String,
    ) -> String {
        match place {
            Place::Global(global) => {
                self.name_in_process(self.program.global_name(global).to_owned())
            }
            Place::Local(task, reg) => self.name_in_process(self.local_name(task, reg)),
            Place::Item(container, key) => {
                let key = text::brief(&self.heap, &self.program, key);
                format!("{}[{key}]", object_name(container))
            }
            Place::Attribute(container, name) => {
                format!("{}.{}", object_name(container), self.heap.name(name))
            }
            Place::Whole(object) => object_name(object),
        }
    }

    /// The name of the variable in a register of a task's innermost frame.
    pub(crate) fn local_name(&self, id: TaskId, reg: Reg) -> String {
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
}

/// Whether a method of a collection changes nothing.
pub(super) fn is_reader(name: NameId) -> bool {
    matches!(
        name,
        well_known::GET_
            | well_known::KEYS
            | well_known::VALUES
            | well_known::ITEMS
            | well_known::INDEX_
            | well_known::COUNT
            | well_known::COPY
    )
}
