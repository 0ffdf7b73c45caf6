//! Events.

use interleave_program::well_known;
use interleave_trace::{ObjectId, TaskId, What};

use super::patience;
use crate::library::Fault;
use crate::world::interpreter::Flow;
use crate::world::object::Object;
use crate::world::operation::{Call, OPEN, Wait};
use crate::world::task::Guard;
use crate::world::value::Value;
use crate::world::{Log, Touched, World};

/// `threading.Event`: waiting passes while it is set.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Event {
    /// Whether it is set.
    pub set: bool,
}

/// Whether an event is set.
pub(crate) fn is_open(world: &World, id: ObjectId, task: TaskId) -> bool {
    matches!(world.object_for(task, id), Object::Event(event) if event.set)
}

/// What a call of one of its methods waits for.
pub(crate) fn guard(world: &World, call: &Call<'_>) -> Wait {
    match call.name {
        well_known::WAIT => (
            Guard::Event(call.object),
            patience(world, call.get(0, well_known::TIMEOUT)),
        ),
        _ => OPEN,
    }
}

impl World {
    pub(crate) fn event_operation(
        &mut self,
        call: &Call<'_>,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        let set = is_open(self, call.object, call.task);
        match call.name {
            well_known::WAIT => {
                if set {
                    let object = log.object(self, call.object);
                    log.event(self, call.task, What::Acquired { object });
                }
                self.answer(call, Value::Bool(set))
            }
            well_known::IS_SET => {
                if set {
                    let object = log.object(self, call.object);
                    log.event(self, call.task, What::Saw { object });
                }
                self.answer(call, Value::Bool(set))
            }
            well_known::SET_ | well_known::CLEAR => {
                let value = call.name == well_known::SET_;
                if let Some(Object::Event(event)) = self.heap.get_mut(call.object) {
                    event.set = value;
                }
                let object = log.object(self, call.object);
                let what = if value {
                    What::Set { object }
                } else {
                    What::Cleared { object }
                };
                log.event(self, call.task, what);
                self.touch(Touched::Object(object));
                self.answer(call, Value::None)
            }
            _ => Err(self.no_method(call)),
        }
    }
}
