//! Where the world writes what happens.

use interleave_program::Site;
use interleave_trace::{
    Brief, Event, Keep, ObjectId, ObjectInfo, ObjectKind, ProcessId, TaskId, TextId, Trace,
    VariableId, VariableInfo, VariablePlace, What,
};

use super::World;
use super::object::Object;
use super::value::Value;
use crate::library::text;

/// Most objects of a trace whose names are looked for in the program's variables.
const MAX_NAMED: usize = 400;
/// The same times the tasks in whose variables they are looked for: where there are many tasks, fewer objects have names.
const MAX_SEARCHED: usize = 200_000;

/// A trace that is being written, or only a count of the events that would be.
pub struct Log<'a> {
    trace: Option<&'a mut Trace>,
    count: &'a mut u32,
}

impl<'a> Log<'a> {
    /// Writes to a trace where there is one, and adds to `count` in any case.
    pub fn new(trace: Option<&'a mut Trace>, count: &'a mut u32) -> Self {
        Self { trace, count }
    }

    /// Events so far.
    #[must_use]
    pub fn count(&self) -> u32 {
        *self.count
    }

    /// The trace.
    pub fn trace(&mut self) -> Option<&mut Trace> {
        self.trace.as_deref_mut()
    }

    /// Whether all events are written, so that what they name must be found out.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.trace
            .as_deref()
            .is_some_and(|trace| trace.keep() != Keep::Output)
    }

    /// Whether what events say about values is written too.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.trace
            .as_deref()
            .is_some_and(|trace| trace.keep() == Keep::All)
    }

    /// The id of a text.
    pub fn text(&mut self, text: &str) -> TextId {
        self.trace
            .as_deref_mut()
            .map_or(TextId(0), |trace| trace.intern(text))
    }

    /// The id of the variable at a place, whose name is asked for when it is new.
    pub fn variable(
        &mut self,
        place: VariablePlace,
        name: impl FnOnce(&mut Self) -> String,
    ) -> VariableId {
        let known = self
            .trace
            .as_deref()
            .and_then(|trace| trace.find_variable(place));
        if let Some(id) = known {
            return id;
        }
        let name = name(self);
        self.trace.as_deref_mut().map_or(VariableId(0), |trace| {
            trace.push_variable(VariableInfo { name, place })
        })
    }

    /// The id of the text of a key, which no longer matters where variables are no longer told apart.
    pub fn key(&mut self, text: &str) -> TextId {
        match self.trace.as_deref_mut() {
            Some(trace) if !trace.is_full_of_variables() => trace.intern(text),
            _ => TextId(0),
        }
    }

    /// Forgets the places in objects that are no more.
    pub fn forget(&mut self, gone: &[ObjectId]) {
        if let Some(trace) = self.trace.as_deref_mut() {
            let gone: rustc_hash::FxHashSet<ObjectId> = gone.iter().copied().collect();
            trace.forget_places(|object| gone.contains(&object));
        }
    }

    /// Writes an event of a task, at the place in the reader's source where the task is.
    #[inline]
    pub fn event(&mut self, world: &World, task: TaskId, what: What) {
        *self.count = self.count.saturating_add(1);
        if let Some(trace) = self.trace.as_deref_mut()
            && trace.keeps(&what)
        {
            trace.push(Event {
                at: world.now,
                task,
                site: world.site(task),
                what: if world.process == ProcessId(0) {
                    what
                } else {
                    what.in_process(world.process)
                },
            });
        }
    }

    /// Writes an event of a task that is about another place.
    pub fn event_at(&mut self, world: &World, task: TaskId, site: Site, what: What) {
        *self.count = self.count.saturating_add(1);
        if let Some(trace) = self.trace.as_deref_mut() {
            trace.push(Event {
                at: world.now,
                task,
                site,
                what,
            });
        }
    }

    /// A value in brief.
    pub fn brief(&mut self, world: &World, value: Value) -> Brief {
        match value {
            Value::Int(number) if i32::try_from(number).is_ok() => Brief::Int(number as i32),
            _ if !self.has_words() => Brief::Int(0),
            _ => Brief::Text(self.text(&text::brief(&world.heap, &world.program, value))),
        }
    }

    /// The text of a value in brief.
    pub fn label(&mut self, world: &World, value: Value) -> TextId {
        if !self.has_words() {
            return TextId(0);
        }
        self.text(&text::brief(&world.heap, &world.program, value))
    }

    /// Makes sure that the trace knows the object's name.
    pub fn object(&mut self, world: &World, id: ObjectId) -> ObjectId {
        let Some(trace) = self.trace.as_deref_mut() else {
            return id;
        };
        let public = id.in_process(world.process);
        if trace.keep() == Keep::Output || trace.object(public).is_some() {
            return id;
        }
        // Looking for names takes a walk over the heap: after so many the rest go without.
        let objects = trace.objects().len();
        let names = if objects < MAX_NAMED && objects * world.tasks.len() < MAX_SEARCHED {
            super::naming::names(world)
        } else {
            super::naming::Names::default()
        };
        for object in names.ids() {
            let kind = kind_of(world.heap.get(object));
            let in_process = object.in_process(world.process);
            if kind != ObjectKind::Other
                && kind != ObjectKind::Future
                && trace.object(in_process).is_none()
            {
                let name = names.get(&world.heap, object).unwrap_or_default();
                trace.push_object(ObjectInfo {
                    id: in_process,
                    kind,
                    name: world.object_label(object, name),
                    bounded: is_bounded(world.heap.get(object)),
                });
            }
        }
        let kind = kind_of(world.heap.get(id));
        let name = names
            .get(&world.heap, id)
            .unwrap_or_else(|| super::naming::fallback(world, id));
        let bounded = is_bounded(world.heap.get(id));
        trace.push_object(ObjectInfo {
            id: public,
            kind,
            name: world.object_label(id, name),
            bounded,
        });
        id
    }

    /// The name of an object that the trace knows or now learns.
    pub fn object_name(&mut self, world: &World, id: ObjectId) -> String {
        self.object(world, id);
        self.trace
            .as_deref_mut()
            .and_then(|trace| trace.object(id.in_process(world.process)))
            .map_or_else(String::new, |object| object.name.clone())
    }
}

/// Whether it is a queue that can be full.
fn is_bounded(object: &Object) -> bool {
    matches!(object, Object::Queue(queue) if queue.capacity > 0)
}

/// What kind of object it is for the views.
pub(crate) fn kind_of(object: &Object) -> ObjectKind {
    match object {
        Object::Lock(lock) if lock.reentrant => ObjectKind::RLock,
        Object::Lock(_) => ObjectKind::Lock,
        Object::Condition(_) => ObjectKind::Condition,
        Object::Semaphore(_) => ObjectKind::Semaphore,
        Object::Event(_) => ObjectKind::Event,
        Object::Barrier(_) => ObjectKind::Barrier,
        Object::Queue(_) => ObjectKind::Queue,
        Object::Loop(_) => ObjectKind::Loop,
        Object::Future(_) => ObjectKind::Future,
        _ => ObjectKind::Other,
    }
}
