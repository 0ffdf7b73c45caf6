//! Names of objects: the shortest way to reach each from the program's variables.

use std::collections::VecDeque;

use interleave_trace::{ObjectId, ObjectKind};
use rustc_hash::FxBuildHasher;

use super::World;
use super::log::kind_of;
use super::object::{Key, Object};
use super::value::Value;

/// Names by object, in the order in which a search from the variables finds them.
pub type Names = indexmap::IndexMap<ObjectId, String, FxBuildHasher>;

/// Most objects that are looked at.
const MAX_OBJECTS: usize = 20_000;
/// The deepest path.
const MAX_DEPTH: usize = 5;

/// The name of every object that can be reached from the reader's variables, such as `forks[2]` or `account.lock`.
/// Globals come first, then the variables of frames, outermost first.
#[must_use]
pub fn names(world: &World) -> Names {
    let mut names = Names::default();
    let mut pending: VecDeque<(ObjectId, usize)> = VecDeque::new();
    let visit = |names: &mut Names,
                 pending: &mut VecDeque<(ObjectId, usize)>,
                 value: Value,
                 depth: usize,
                 name: &dyn Fn() -> String| {
        if let Value::Object(id) = value
            && id.owner != ObjectId::CONSTANT
            && !names.contains_key(&id)
            && names.len() < MAX_OBJECTS
        {
            names.insert(id, name());
            pending.push_back((id, depth));
        }
    };
    for (global, &value) in world.program.globals.iter().zip(world.globals.values()) {
        if !global.library {
            visit(&mut names, &mut pending, value, 0, &|| {
                world.program.name(global.name).to_owned()
            });
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
                visit(&mut names, &mut pending, value, 0, &|| {
                    world.program.name(name).to_owned()
                });
            }
        }
    }
    while let Some((id, depth)) = pending.pop_front() {
        if depth >= MAX_DEPTH {
            continue;
        }
        let base = names.get(&id).cloned().unwrap_or_default();
        let depth = depth + 1;
        match world.heap.get(id) {
            Object::List(items) => items.iter().enumerate().for_each(|(index, &item)| {
                visit(&mut names, &mut pending, item, depth, &|| {
                    format!("{base}[{index}]")
                });
            }),
            Object::Tuple(items) => items.iter().enumerate().for_each(|(index, &item)| {
                visit(&mut names, &mut pending, item, depth, &|| {
                    format!("{base}[{index}]")
                });
            }),
            Object::Map(map) => map.iter().for_each(|(key, &(_, value))| {
                visit(&mut names, &mut pending, value, depth, &|| match key {
                    Key::Str(text) => format!("{base}[{text:?}]"),
                    Key::Int(number) => format!("{base}[{number}]"),
                    _ => format!("{base}[…]"),
                });
            }),
            Object::Instance(instance) => instance.fields.iter().for_each(|&(field, value)| {
                let field = world.heap.name(field);
                visit(&mut names, &mut pending, value, depth, &|| {
                    // What the library keeps inside its objects bears the name of the object.
                    if field.starts_with('_') && field.starts_with("_store") {
                        base.clone()
                    } else {
                        format!("{base}.{field}")
                    }
                });
            }),
            Object::Class(class) => class.fields.iter().for_each(|&(field, value)| {
                let field = world.heap.name(field);
                if !field.starts_with("__") {
                    visit(&mut names, &mut pending, value, depth, &|| {
                        format!("{base}.{field}")
                    });
                }
            }),
            Object::Condition(condition) => {
                visit(
                    &mut names,
                    &mut pending,
                    Value::Object(condition.lock),
                    depth,
                    &|| format!("{base}'s lock"),
                );
            }
            Object::Cell(value) => {
                visit(&mut names, &mut pending, *value, depth, &|| base.clone());
            }
            Object::Closure(closure) => {
                let function = world.program.function(closure.function);
                // Captured variables follow the parameters.
                let first = function.parameters.count();
                for (at, &cell) in closure.cells.iter().enumerate() {
                    let name = function
                        .locals
                        .iter()
                        .find(|(reg, _)| reg.index() == first + at);
                    if let (Some(&(_, name)), Object::Cell(value)) = (name, world.heap.of(cell)) {
                        visit(&mut names, &mut pending, *value, depth, &|| {
                            world.program.name(name).to_owned()
                        });
                    }
                }
            }
            Object::Method { receiver, .. } => {
                visit(&mut names, &mut pending, *receiver, depth, &|| base.clone());
            }
            _ => {}
        }
    }
    names
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
