//! Messages between processes: what `pickle` would make of a value, as a graph of objects that the operating system
//! keeps and that refers to no process's memory.
//!
//! As in `pickle`, what is shared within a message and what refers to itself stays so; functions and classes of a module
//! go by name, and have to be there under that name where the message arrives; locks, generators and their kin cannot
//! be sent. Objects that the operating system keeps already go as they are where a process inherits them, and
//! otherwise only inside an instance whose class says so (`_shareable`).

use interleave_program::{GlobalId, NameId, Native, well_known};
use interleave_trace::{ObjectId, TaskId};
use rustc_hash::FxHashMap;

use super::World;
use super::object::{Closure, Exception, GlobalName, Instance, Key, Object};
use super::value::Value;
use crate::library::{Fault, attribute};

/// Where a copy goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    /// Into what the operating system keeps.
    Out {
        /// To a process that inherits it.
        inherited: bool,
    },
    /// Into the memory of a process, as objects of this task.
    In(TaskId),
}

/// A graph that is being copied.
struct Copy<'a> {
    world: &'a mut World,
    way: Way,
    /// The task that is told why something cannot be copied.
    task: TaskId,
    /// What stands for each object on the other side.
    copies: FxHashMap<ObjectId, Value>,
    /// Copied, but not filled yet: the object, and its copy.
    pending: Vec<(ObjectId, ObjectId)>,
    /// Everything of the message, to be freed when it has arrived.
    seen: Vec<ObjectId>,
}

impl World {
    /// Makes a message of a value.
    ///
    /// # Errors
    /// What `pickle` raises for what cannot be sent, and when memory is full.
    pub(crate) fn pack(
        &mut self,
        task: TaskId,
        value: Value,
        inherited: bool,
    ) -> Result<Value, Fault> {
        Copy::new(self, task, Way::Out { inherited }).copy(value)
    }

    /// Takes a message apart, which is then gone: gives what it says in the memory of the task's process.
    ///
    /// # Errors
    /// `AttributeError` where a function or class is not there; and when memory is full.
    pub(crate) fn unpack(&mut self, task: TaskId, message: Value) -> Result<Value, Fault> {
        let mut copy = Copy::new(self, task, Way::In(task));
        let value = copy.copy(message);
        let seen = std::mem::take(&mut copy.seen);
        seen.into_iter().for_each(|id| self.heap.free_kernel(id));
        value
    }
}

impl<'a> Copy<'a> {
    fn new(world: &'a mut World, task: TaskId, way: Way) -> Self {
        Self {
            world,
            way,
            task,
            copies: FxHashMap::default(),
            pending: Vec::new(),
            seen: Vec::new(),
        }
    }

    fn copy(&mut self, value: Value) -> Result<Value, Fault> {
        let root = self.value(value, Value::None)?;
        while let Some((from, to)) = self.pending.pop() {
            let object = self.object(from)?;
            self.world.heap.grown(object.size());
            self.world.heap.reserve(0)?;
            if let Some(place) = self.world.heap.get_mut(to) {
                *place = object;
            }
        }
        Ok(root)
    }

    /// What stands for a value that `holder` refers to.
    fn value(&mut self, value: Value, holder: Value) -> Result<Value, Fault> {
        let Value::Object(id) = value else {
            return Ok(value);
        };
        if id.owner == ObjectId::CONSTANT {
            return Ok(value);
        }
        if let Some(&copy) = self.copies.get(&id) {
            return Ok(copy);
        }
        if id.is_kernel() && is_of_system(self.world.heap.get(id)) {
            self.check_shareable(holder)?;
            return Ok(value);
        }
        let copy = match self.way {
            Way::In(_) => {
                self.seen.push(id);
                match self.world.heap.get(id) {
                    Object::Named(name) => {
                        let (global, path) = (name.0, name.1.clone());
                        self.found(global, &path)?
                    }
                    _ => self.placed(id),
                }
            }
            Way::Out { .. } => match self.name_of(value)? {
                Some(name) => {
                    let named = Object::Named(Box::new(name));
                    Value::Object(self.world.heap.alloc_kernel(named))
                }
                None => {
                    self.check(value)?;
                    self.placed(id)
                }
            },
        };
        self.copies.insert(id, copy);
        Ok(copy)
    }

    /// Makes room for a copy that is filled later.
    fn placed(&mut self, id: ObjectId) -> Value {
        let empty = Object::Tuple(Box::default());
        let copy = match self.way {
            Way::In(task) => self.world.heap.alloc(task.0, empty),
            Way::Out { .. } => self.world.heap.alloc_kernel(empty),
        };
        self.pending.push((id, copy));
        Value::Object(copy)
    }

    fn values(&mut self, values: &[Value], holder: Value) -> Result<Vec<Value>, Fault> {
        values
            .iter()
            .map(|&value| self.value(value, holder))
            .collect()
    }

    fn fields(
        &mut self,
        fields: &[(NameId, Value)],
        holder: Value,
    ) -> Result<Vec<(NameId, Value)>, Fault> {
        fields
            .iter()
            .map(|&(name, value)| Ok((name, self.value(value, holder)?)))
            .collect()
    }

    /// The copy of an object whose parts have copies, or get them now.
    fn object(&mut self, id: ObjectId) -> Result<Object, Fault> {
        let holder = Value::Object(id);
        Ok(match self.world.heap.get(id).clone() {
            Object::List(items) => Object::List(self.values(&items, holder)?),
            Object::Tuple(items) => Object::Tuple(self.values(&items, holder)?.into()),
            Object::Slice(parts) => {
                let [start, stop, step] = *parts;
                Object::Slice(Box::new([
                    self.value(start, holder)?,
                    self.value(stop, holder)?,
                    self.value(step, holder)?,
                ]))
            }
            Object::Deque(mut deque) => {
                for item in &mut deque.0 {
                    *item = self.value(*item, holder)?;
                }
                Object::Deque(deque)
            }
            Object::Map(map) => {
                let mut copy = super::object::Map::default();
                for (key, (original, value)) in map.into_pairs() {
                    let original = self.value(original, holder)?;
                    let value = self.value(value, holder)?;
                    copy.insert(self.key(key, holder)?, (original, value));
                }
                Object::Map(Box::new(copy))
            }
            Object::Set(items) => Object::Set(Box::new(self.items(*items, holder)?)),
            Object::FrozenSet(items) => Object::FrozenSet(Box::new(self.items(*items, holder)?)),
            Object::Instance(instance) => {
                let class = self.value(instance.class, holder)?;
                let fields = self.fields(&instance.fields, holder)?;
                Object::Instance(Box::new(Instance { class, fields }))
            }
            Object::Exception(exception) => Object::Exception(Box::new(Exception {
                class: self.value(exception.class, holder)?,
                args: self.values(&exception.args, holder)?,
                fields: self.fields(&exception.fields, holder)?,
                cause: Value::Unset,
                context: Value::Unset,
                suppress_context: false,
                traceback: Vec::new(),
            })),
            Object::Method { function, receiver } => Object::Method {
                function: self.value(function, holder)?,
                receiver: self.value(receiver, holder)?,
            },
            Object::NativeMethod { receiver, name } => Object::NativeMethod {
                receiver: self.value(receiver, holder)?,
                name,
            },
            // Strings, large integers, ranges and generators of random numbers refer to nothing.
            plain => plain,
        })
    }

    fn items(
        &mut self,
        items: super::object::Items,
        holder: Value,
    ) -> Result<super::object::Items, Fault> {
        let mut copy = super::object::Items::default();
        for (key, item) in items {
            let item = self.value(item, holder)?;
            copy.insert(self.key(key, holder)?, item);
        }
        Ok(copy)
    }

    /// A key whose objects are copied.
    fn key(&mut self, key: Key, holder: Value) -> Result<Key, Fault> {
        Ok(match key {
            Key::Identity(id) => match self.value(Value::Object(id), holder)? {
                Value::Object(copy) => Key::Identity(copy),
                _ => Key::Identity(id),
            },
            Key::Tuple(keys) => Key::Tuple(self.keys(&keys, holder)?),
            Key::FrozenSet(keys) => Key::FrozenSet(self.keys(&keys, holder)?),
            plain => plain,
        })
    }

    fn keys(&mut self, keys: &[Key], holder: Value) -> Result<Box<[Key]>, Fault> {
        keys.iter()
            .map(|key| self.key(key.clone(), holder))
            .collect()
    }

    /// The name by which a function or class is sent; `None` for what is sent itself.
    fn name_of(&mut self, value: Value) -> Result<Option<GlobalName>, Fault> {
        let path = match self.world.heap.of(value) {
            Object::Closure(closure) => self.qualified(closure),
            Object::Class(class) => {
                let mut fields = class.fields.iter();
                let named = fields.find(|(name, _)| *name == well_known::QUALNAME);
                match named.map(|&(_, name)| self.world.heap.of(name)) {
                    Some(Object::Str(name)) => name.to_string(),
                    _ => class.name.to_string(),
                }
            }
            _ => return Ok(None),
        };
        if let Some(local) = path.contains("<locals>").then_some(&path) {
            let message = format!("Can't pickle local object '{local}'");
            return Err(self
                .world
                .env(self.task)
                .raise(Native::AttributeError, &message));
        }
        let globals = self.world.globals.values();
        // Most are globals themselves.
        let direct = globals.iter().position(|global| global.is(value));
        if let Some(index) = direct {
            return Ok(Some((GlobalId(index as u32), Box::default())));
        }
        let (outer, inner) = path.split_once('.').unwrap_or((&path, ""));
        let outer = self
            .world
            .program
            .globals
            .iter()
            .zip(globals)
            .position(|(global, value)| {
                value.is_set() && self.world.program.name(global.name) == outer
            });
        if let (Some(index), false) = (outer, inner.is_empty()) {
            let names: Option<Box<[NameId]>> = inner
                .split('.')
                .map(|name| self.world.heap.intern(name))
                .collect();
            if let Some(names) = names {
                let global = GlobalId(index as u32);
                if self
                    .look_up(global, &names)
                    .is_some_and(|found| found.is(value))
                {
                    return Ok(Some((global, names)));
                }
            }
        }
        Err(self.not_found(value, &path))
    }

    fn qualified(&self, closure: &Closure) -> String {
        let function = self.world.program.function(closure.function);
        function.qualified_name.clone()
    }

    fn not_found(&mut self, value: Value, path: &str) -> Fault {
        let mut env = self.world.env(self.task);
        let text = match crate::library::text::plain_repr(&mut env, value) {
            Ok(text) => text,
            Err(fault) => return fault,
        };
        let message = format!("Can't pickle {text}: attribute lookup {path} on __main__ failed");
        env.raise(Native::PicklingError, &message)
    }

    fn look_up(&self, global: GlobalId, path: &[NameId]) -> Option<Value> {
        let mut value = self.world.globals.get(global);
        for name in path {
            let Object::Class(class) = self.world.heap.of(value) else {
                return None;
            };
            value = class.fields.iter().find(|(field, _)| field == name)?.1;
            if let Object::StaticMethod(inner) | Object::ClassMethod(inner) =
                self.world.heap.of(value)
            {
                value = *inner;
            }
        }
        value.is_set().then_some(value)
    }

    /// The function or class of a name where the message has arrived.
    fn found(&mut self, global: GlobalId, path: &[NameId]) -> Result<Value, Fault> {
        if let Some(value) = self.look_up(global, path) {
            return Ok(value);
        }
        let name = self.world.program.global_name(global).to_owned();
        let message = format!("Can't get attribute '{name}' on <module '__main__'>");
        Err(self
            .world
            .env(self.task)
            .raise(Native::AttributeError, &message))
    }

    /// Refuses what cannot be sent.
    fn check(&mut self, value: Value) -> Result<(), Fault> {
        let heap = &self.world.heap;
        let name = match heap.of(value) {
            Object::Lock(_)
            | Object::Generator(_)
            | Object::AsyncNext { .. }
            | Object::MapView { .. }
            | Object::Future(_)
            | Object::Handle(_)
            | Object::Loop(_)
            | Object::Super { .. }
            | Object::Property(_)
            | Object::Cell(_)
            | Object::StaticMethod(_)
            | Object::ClassMethod(_)
            | Object::Iterator(_) => attribute::type_name_in(heap, value),
            // CPython's are made of these.
            Object::Condition(condition) => {
                attribute::type_name_in(heap, Value::Object(condition.lock))
            }
            Object::Queue(queue) if !queue.joinable => attribute::type_name_in(heap, value),
            Object::Semaphore(_) | Object::Event(_) | Object::Barrier(_) | Object::Queue(_) => {
                "_thread.lock".into()
            }
            _ => return Ok(()),
        };
        let message = format!("cannot pickle '{name}' object");
        Err(self.world.env(self.task).type_error(&message))
    }

    /// Refuses what processes share by inheriting it, unless it is inherited or its holder may be sent.
    fn check_shareable(&mut self, holder: Value) -> Result<(), Fault> {
        if !matches!(self.way, Way::Out { inherited: false }) {
            return Ok(());
        }
        let class = attribute::class_in(&self.world.heap, holder);
        let marker = self.world.heap.intern("_shareable");
        let (Object::Class(class), Some(marker)) = (self.world.heap.of(class), marker) else {
            return Err(self.not_inherited("synchronization"));
        };
        let marked = |class: &Value| match self.world.heap.of(*class) {
            Object::Class(class) => class.fields.iter().any(|(name, _)| *name == marker),
            _ => false,
        };
        if class.mro.iter().any(marked) {
            return Ok(());
        }
        let name = class.name.clone();
        Err(self.not_inherited(&name))
    }

    fn not_inherited(&mut self, name: &str) -> Fault {
        let message =
            format!("{name} objects should only be shared between processes through inheritance");
        self.world
            .env(self.task)
            .raise(Native::RuntimeError, &message)
    }
}

/// Whether an object that the operating system keeps is one that processes share, and not part of a message.
fn is_of_system(object: &Object) -> bool {
    matches!(
        object,
        Object::Lock(_)
            | Object::Condition(_)
            | Object::Semaphore(_)
            | Object::Event(_)
            | Object::Barrier(_)
            | Object::Queue(_)
            | Object::Shared(_)
    )
}
