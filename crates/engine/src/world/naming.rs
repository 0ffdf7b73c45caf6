//! Names of objects: the shortest way to reach each from the program's variables.

use std::sync::Arc;

use indexmap::IndexMap;
use indexmap::map::Entry;
use interleave_program::NameId;
use interleave_trace::{ObjectId, ObjectKind};
use rustc_hash::FxBuildHasher;

use super::World;
use super::heap::Heap;
use super::log::kind_of;
use super::object::{Key, Object};
use super::value::Value;

/// Most objects that are looked at.
const MAX_OBJECTS: usize = 20_000;
/// The deepest path.
const MAX_DEPTH: u8 = 5;

/// The last step of a way to an object.
#[derive(Clone, Debug)]
enum Step {
    /// A variable: the beginning of the way.
    Variable(NameId),
    Index(usize),
    Key(Arc<str>),
    Number(i64),
    OtherKey,
    Field(NameId),
    /// The lock of a condition.
    Lock,
    /// The object bears the name of what leads to it.
    Same,
}

/// The way to an object: the place of what leads to it, and the step from there.
#[derive(Clone, Debug)]
struct Way {
    from: usize,
    step: Step,
    depth: u8,
}

/// The shortest way to each object, in the order in which a search from the variables finds them. Names are spelled out
/// when they are asked for, as most never are.
#[derive(Clone, Debug, Default)]
pub struct Names(IndexMap<ObjectId, Way, FxBuildHasher>);

impl Names {
    /// Whether an object has a name.
    #[must_use]
    pub fn has(&self, id: ObjectId) -> bool {
        self.0.contains_key(&id)
    }

    /// The objects that have names.
    pub fn ids(&self) -> impl Iterator<Item = ObjectId> {
        self.0.keys().copied()
    }

    /// The name of an object.
    #[must_use]
    pub fn get(&self, heap: &Heap, id: ObjectId) -> Option<String> {
        let way = self.0.get(&id)?;
        Some(self.spell(heap, way))
    }

    fn spell(&self, heap: &Heap, way: &Way) -> String {
        let base = || match self.0.get_index(way.from) {
            // What leads to an object was found before it, so this comes to an end.
            Some((_, base)) if base.depth < way.depth => self.spell(heap, base),
            _ => String::new(),
        };
        match &way.step {
            Step::Variable(name) => heap.name(*name).to_owned(),
            Step::Index(index) => format!("{}[{index}]", base()),
            Step::Key(text) => format!("{}[{text:?}]", base()),
            Step::Number(number) => format!("{}[{number}]", base()),
            Step::OtherKey => format!("{}[…]", base()),
            Step::Field(field) => format!("{}.{}", base(), heap.name(*field)),
            Step::Lock => format!("{}'s lock", base()),
            Step::Same => base(),
        }
    }

    fn find(&mut self, value: Value, from: usize, step: Step, depth: u8) {
        if let Value::Object(id) = value
            && id.owner != ObjectId::CONSTANT
            && self.0.len() < MAX_OBJECTS
            && let Entry::Vacant(entry) = self.0.entry(id)
        {
            entry.insert(Way { from, step, depth });
        }
    }
}

/// The name of every object that can be reached from the reader's variables, such as `forks[2]` or `account.lock`.
/// Globals come first, then the variables of frames, outermost first.
#[must_use]
pub fn names(world: &World) -> Names {
    let mut names = Names::default();
    for (global, &value) in world.program.globals.iter().zip(world.globals.values()) {
        if !global.library {
            names.find(value, 0, Step::Variable(global.name), 0);
        }
    }
    for task in world.tasks() {
        if world.process_of(task.thread) != world.process {
            continue;
        }
        for frame in &task.frames {
            let function = world.program.function(frame.function);
            if function.library {
                continue;
            }
            for &(reg, name) in &function.locals {
                let value = task
                    .registers
                    .get(frame.base as usize + reg.index())
                    .copied()
                    .unwrap_or_default();
                let value = match world.heap.of(value) {
                    Object::Cell(inner) => *inner,
                    _ => value,
                };
                names.find(value, 0, Step::Variable(name), 0);
            }
        }
    }
    let mut from = 0;
    while let Some((&id, way)) = names.0.get_index(from) {
        if way.depth < MAX_DEPTH {
            let depth = way.depth + 1;
            find_inside(world, &mut names, id, from, depth);
        }
        from += 1;
    }
    names
}

/// What an object leads to.
fn find_inside(world: &World, names: &mut Names, id: ObjectId, from: usize, depth: u8) {
    match world.heap.get(id) {
        Object::List(items) => items.iter().enumerate().for_each(|(index, &item)| {
            names.find(item, from, Step::Index(index), depth);
        }),
        Object::Tuple(items) => items.iter().enumerate().for_each(|(index, &item)| {
            names.find(item, from, Step::Index(index), depth);
        }),
        Object::Map(map) => map.iter().for_each(|(key, &(_, value))| {
            let step = match key {
                Key::Str(text) => Step::Key(Arc::clone(text)),
                Key::Int(number) => Step::Number(*number),
                _ => Step::OtherKey,
            };
            names.find(value, from, step, depth);
        }),
        Object::Instance(instance) => instance.fields.iter().for_each(|&(field, value)| {
            // What the library keeps inside its objects bears the name of the object.
            let step = match world.heap.name(field).starts_with("_store") {
                true => Step::Same,
                false => Step::Field(field),
            };
            names.find(value, from, step, depth);
        }),
        Object::Class(class) => class.fields.iter().for_each(|&(field, value)| {
            if !world.heap.name(field).starts_with("__") {
                names.find(value, from, Step::Field(field), depth);
            }
        }),
        Object::Condition(condition) => {
            names.find(Value::Object(condition.lock), from, Step::Lock, depth);
        }
        Object::Cell(value) => names.find(*value, from, Step::Same, depth),
        Object::Closure(closure) => {
            let function = world.program.function(closure.function);
            // Captured variables follow the parameters.
            let first = function.parameters.count();
            for (at, &cell) in closure.cells.iter().enumerate() {
                let mut locals = function.locals.iter();
                let name = locals.find(|(reg, _)| reg.index() == first + at);
                if let (Some(&(_, name)), Object::Cell(value)) = (name, world.heap.of(cell)) {
                    names.find(*value, from, Step::Variable(name), depth);
                }
            }
        }
        Object::Method { receiver, .. } => names.find(*receiver, from, Step::Same, depth),
        _ => {}
    }
}

/// A name for an object that no variable reaches: its kind, and its number among the task's objects.
#[must_use]
pub fn fallback(world: &World, id: ObjectId) -> String {
    let kind = match kind_of(world.heap.get(id)) {
        ObjectKind::Lock => "lock",
        ObjectKind::RLock => "rlock",
        ObjectKind::Condition => "condition",
        ObjectKind::Semaphore => "semaphore",
        ObjectKind::Event => "event",
        ObjectKind::Barrier => "barrier",
        ObjectKind::Queue => "queue",
        ObjectKind::Loop => "loop",
        ObjectKind::Future => "future",
        ObjectKind::Other => "object",
    };
    format!("{kind} #{}", id.index)
}
