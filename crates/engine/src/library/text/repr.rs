//! `repr`.

use std::fmt::Write;

use interleave_program::{FunctionId, FunctionKind, Native, Program, well_known};
use interleave_trace::ObjectId;
use num_bigint::BigInt;

use super::quoted;
use crate::executor::FutureState;
use crate::library::attribute::{class_in, class_name, full_name, module_name, type_name_in};
use crate::library::iterate::members;
use crate::library::limits::{MAX_INT_DIGITS, MAX_TEXT_BYTES};
use crate::library::number::float_repr;
use crate::library::walk::{self, Halt, Walk};
use crate::world::heap::Heap;
use crate::world::object::{Items, MapPart, Object};
use crate::world::value::Value;

/// Why a value has no text.
pub(super) enum Unshown {
    Halt(Halt),
    /// An integer has too many digits.
    Digits,
}

impl From<Halt> for Unshown {
    fn from(halt: Halt) -> Self {
        Unshown::Halt(halt)
    }
}

type Shown = Result<(), Unshown>;

pub(super) fn repr(heap: &Heap, program: &Program, value: Value) -> Result<String, Unshown> {
    let mut writer = Writer::new(heap, program);
    writer.value(value)?;
    Ok(writer.out)
}

/// The repr of an object whose class may define another one.
pub(super) fn own(heap: &Heap, program: &Program, value: Value) -> Result<String, Unshown> {
    let mut writer = Writer::new(heap, program);
    match value {
        Value::Object(id) => writer.object(id)?,
        _ => writer.value(value)?,
    }
    Ok(writer.out)
}

/// The repr where no class defines another one.
pub(super) fn plain(heap: &Heap, program: &Program, value: Value) -> Result<String, Unshown> {
    let mut writer = Writer::new(heap, program);
    writer.is_plain = true;
    writer.value(value)?;
    Ok(writer.out)
}

/// The address that `id` and the default repr show: it names the object, whatever the schedule was.
#[must_use]
pub fn address(value: Value) -> i64 {
    match value {
        Value::Object(ObjectId {
            owner: ObjectId::CONSTANT,
            index,
        }) => 0x5500_0000_0000 + i64::from(index) * 16,
        Value::Object(id) => {
            0x7f00_0000_0000 + (i64::from(id.owner & 0xff_ffff) << 36) + i64::from(id.index) * 16
        }
        Value::Native(native) => 0x4000_0000 + native as i64 * 16,
        Value::Function(function) => 0x4800_0000 + i64::from(function.0) * 16,
        Value::Unset | Value::None => 0x3000_0000,
        Value::Ellipsis => 0x3000_0010,
        Value::Bool(value) => 0x3000_0020 + i64::from(value) * 16,
        // Numbers have no identity: a place of their own, by what they are worth.
        Value::Int(value) => 0x2000_0000_0000 + (value & 0xff_ffff_ffff) * 16,
        Value::Float(value) => {
            0x1000_0000_0000 + ((value.to_bits() >> 12) & 0xff_ffff_ffff) as i64 * 16
        }
    }
}

struct Writer<'h> {
    heap: &'h Heap,
    program: &'h Program,
    out: String,
    walk: Walk,
    /// The collections that are being written: one of them inside itself is shown as dots.
    path: Vec<ObjectId>,
    /// Whether no code is asked.
    is_plain: bool,
}

impl<'h> Writer<'h> {
    fn new(heap: &'h Heap, program: &'h Program) -> Self {
        Self {
            heap,
            program,
            out: String::new(),
            walk: Walk::default(),
            path: Vec::new(),
            is_plain: false,
        }
    }

    fn value(&mut self, value: Value) -> Shown {
        self.walk.visit()?;
        if self.out.len() > MAX_TEXT_BYTES {
            return Err(Halt::Large.into());
        }
        match value {
            Value::Unset | Value::None => self.out.push_str("None"),
            Value::Ellipsis => self.out.push_str("Ellipsis"),
            Value::Bool(true) => self.out.push_str("True"),
            Value::Bool(false) => self.out.push_str("False"),
            Value::Int(value) => self.formatted(format_args!("{value}")),
            Value::Float(value) => self.out.push_str(&float_repr(value)),
            Value::Native(native) => self.native(native),
            Value::Function(function) => self.function(function, value),
            Value::Object(id) => {
                if !self.is_plain && walk::special(self.heap, value, well_known::REPR).is_some() {
                    return Err(Halt::Code.into());
                }
                return self.object(id);
            }
        }
        Ok(())
    }

    fn formatted(&mut self, arguments: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(arguments);
    }

    fn native(&mut self, native: Native) {
        let name = native.name();
        if native == Native::NotImplemented {
            self.out.push_str("NotImplemented");
        } else if !native.is_type() {
            self.formatted(format_args!("<built-in function {name}>"));
        } else {
            let full = full_name(native);
            let name = full.rsplit('.').next().unwrap_or(full);
            match module_name(native) {
                "builtins" => self.formatted(format_args!("<class '{name}'>")),
                module => self.formatted(format_args!("<class '{module}.{name}'>")),
            }
        }
    }

    fn function(&mut self, function: FunctionId, value: Value) {
        let name = &self.program.function(function).qualified_name;
        let at = address(value);
        let _ = write!(self.out, "<function {name} at {at:#x}>");
    }

    fn object(&mut self, id: ObjectId) -> Shown {
        let value = Value::Object(id);
        match self.heap.get(id) {
            Object::Str(text) => quoted(&mut self.out, text),
            Object::BigInt(value) => self.integer(value)?,
            Object::List(items) => {
                return self.nested(id, "[...]", |writer| {
                    writer.sequence("[", items.iter(), "]")
                });
            }
            Object::Tuple(items) => {
                let close = if items.len() == 1 { ",)" } else { ")" };
                return self.nested(id, "(...)", |writer| {
                    writer.sequence("(", items.iter(), close)
                });
            }
            Object::Map(map) => {
                return self.nested(id, "{...}", |writer| {
                    writer.out.push('{');
                    for (at, &(key, value)) in map.values().enumerate() {
                        if at > 0 {
                            writer.out.push_str(", ");
                        }
                        writer.value(key)?;
                        writer.out.push_str(": ");
                        writer.value(value)?;
                    }
                    writer.out.push('}');
                    Ok(())
                });
            }
            Object::Set(items) if items.is_empty() => self.out.push_str("set()"),
            Object::Set(items) => {
                return self.nested(id, "set(...)", |writer| writer.members("{", items, "}"));
            }
            Object::FrozenSet(items) if items.is_empty() => self.out.push_str("frozenset()"),
            Object::FrozenSet(items) => {
                return self.nested(id, "frozenset(...)", |writer| {
                    writer.members("frozenset({", items, "})")
                });
            }
            Object::Deque(deque) => {
                return self.nested(id, "[...]", |writer| {
                    writer.sequence("deque([", deque.0.iter(), "]")?;
                    if let Some(most) = deque.1 {
                        writer.formatted(format_args!(", maxlen={most}"));
                    }
                    writer.out.push(')');
                    Ok(())
                });
            }
            Object::Range { start, stop, step } => match step {
                1 => self.formatted(format_args!("range({start}, {stop})")),
                _ => self.formatted(format_args!("range({start}, {stop}, {step})")),
            },
            Object::Slice(parts) => {
                return self.nested(id, "slice(...)", |writer| {
                    writer.sequence("slice(", parts.iter(), ")")
                });
            }
            Object::MapView { map, part } => return self.view(id, *map, *part),
            Object::Closure(closure) => self.function(closure.function, value),
            Object::Method { function, receiver } => {
                let name = self.qualified_name(*function);
                self.formatted(format_args!("<bound method {name} of "));
                let receiver = *receiver;
                self.nested(id, "...", |writer| writer.value(receiver))?;
                self.out.push('>');
            }
            Object::NativeMethod { receiver, name } => {
                let name = self.heap.name(*name);
                match receiver {
                    Value::Native(native) => {
                        self.formatted(format_args!(
                            "<method '{name}' of '{}' objects>",
                            full_name(*native)
                        ));
                    }
                    _ => {
                        let kind = type_name_in(self.heap, *receiver);
                        let at = address(*receiver);
                        self.formatted(format_args!(
                            "<built-in method {name} of {kind} object at {at:#x}>"
                        ));
                    }
                }
            }
            Object::Class(_) => {
                let name = self.class_path(value);
                self.formatted(format_args!("<class '{name}'>"));
            }
            Object::Instance(instance) => {
                let name = self.class_path(instance.class);
                let at = address(value);
                self.formatted(format_args!("<{name} object at {at:#x}>"));
            }
            Object::Exception(exception) => {
                let name = class_name(self.heap, exception.class);
                self.out.push_str(&name);
                let args = &exception.args;
                return self.nested(id, "(...)", |writer| writer.sequence("(", args.iter(), ")"));
            }
            Object::Super { class, object } => {
                let class = class_name(self.heap, *class);
                let of = class_name(self.heap, class_in(self.heap, *object));
                self.formatted(format_args!("<super: <class '{class}'>, <{of} object>>"));
            }
            Object::Generator(generator) => {
                let kind = match generator.kind {
                    FunctionKind::Plain | FunctionKind::Generator => "generator",
                    FunctionKind::Coroutine => "coroutine",
                    FunctionKind::AsyncGenerator => "async_generator",
                };
                let name = &self.program.function(generator.function).qualified_name;
                let at = address(value);
                self.formatted(format_args!("<{kind} object {name} at {at:#x}>"));
            }
            // Its name and place are the world's to know.
            Object::Future(future) if future.task.is_some() && !self.is_plain => {
                return Err(Halt::Code.into());
            }
            _ => self.other(id),
        }
        Ok(())
    }

    /// Objects of the world: locks, queues, futures.
    fn other(&mut self, id: ObjectId) {
        let at = address(Value::Object(id));
        match self.heap.get(id) {
            Object::Lock(lock) => {
                let state = if lock.owner.is_some() {
                    "locked"
                } else {
                    "unlocked"
                };
                if lock.reentrant {
                    let owner = lock.owner.map_or(0, |owner| owner.0);
                    let count = lock.depth;
                    self.formatted(format_args!(
                        "<{state} _thread.RLock object owner={owner} count={count} at {at:#x}>"
                    ));
                } else {
                    self.formatted(format_args!("<{state} _thread.lock object at {at:#x}>"));
                }
            }
            Object::Condition(condition) => {
                self.out.push_str("<Condition(");
                self.other(condition.lock);
                let waiting = condition.waiters.len();
                self.formatted(format_args!(", {waiting})>"));
            }
            Object::Semaphore(semaphore) => {
                let name = match semaphore.bound {
                    Some(bound) => format!(
                        "BoundedSemaphore at {at:#x}: value={}/{bound}",
                        semaphore.value
                    ),
                    None => format!("Semaphore at {at:#x}: value={}", semaphore.value),
                };
                self.formatted(format_args!("<threading.{name}>"));
            }
            Object::Event(event) => {
                let state = if event.set { "set" } else { "unset" };
                self.formatted(format_args!("<threading.Event at {at:#x}: {state}>"));
            }
            Object::Barrier(barrier) => {
                let state = if barrier.broken {
                    "broken".to_owned()
                } else {
                    format!("waiters={}/{}", barrier.arrived.len(), barrier.parties)
                };
                self.formatted(format_args!("<threading.Barrier at {at:#x}: {state}>"));
            }
            Object::Future(future) => {
                let kind = if future.task.is_some() {
                    "Task"
                } else {
                    "Future"
                };
                // `_future_repr_info` in `Lib/asyncio/base_futures.py`.
                let (state, value) = match future.state {
                    FutureState::Pending => ("pending", None),
                    FutureState::Cancelled(_) => ("cancelled", None),
                    FutureState::Result(value) => ("finished result=", Some(value)),
                    FutureState::Exception(value) => ("finished exception=", Some(value)),
                };
                let value = value.map_or_else(String::new, |value| {
                    super::brief(self.heap, self.program, value)
                });
                self.formatted(format_args!("<{kind} {state}{value}>"));
            }
            Object::Queue(_) | Object::Handle(_) | Object::Loop(_) => {
                let native = match class_in(self.heap, Value::Object(id)) {
                    Value::Native(native) => native,
                    _ => Native::Object,
                };
                let (module, name) = (module_name(native), native.name());
                self.formatted(format_args!("<{module}.{name} object at {at:#x}>"));
            }
            _ => {
                let name = type_name_in(self.heap, Value::Object(id));
                self.formatted(format_args!("<{name} object at {at:#x}>"));
            }
        }
    }

    /// The module and the qualified name of a class.
    fn class_path(&self, class: Value) -> String {
        let part = |name| match walk::class_attribute(self.heap, class, name) {
            Some(value) => match self.heap.of(value) {
                Object::Str(text) => Some(text.clone()),
                _ => None,
            },
            None => None,
        };
        let name = part(well_known::QUALNAME).unwrap_or_else(|| class_name(self.heap, class));
        match (class, part(well_known::MODULE)) {
            (Value::Native(_), _) => name.to_string(),
            (_, Some(module)) if &*module == "builtins" => name.to_string(),
            (_, Some(module)) => format!("{module}.{name}"),
            (_, None) => format!("__main__.{name}"),
        }
    }

    fn qualified_name(&self, function: Value) -> String {
        match (function, self.heap.of(function)) {
            (Value::Function(id), _) => self.program.function(id).qualified_name.clone(),
            (_, Object::Closure(closure)) => self
                .program
                .function(closure.function)
                .qualified_name
                .clone(),
            _ => "?".to_owned(),
        }
    }

    fn integer(&mut self, value: &BigInt) -> Shown {
        // Three bits a digit are too few, four too many: whatever has more bits than this has too many digits.
        if value.bits() > MAX_INT_DIGITS as u64 * 4 {
            return Err(Unshown::Digits);
        }
        let digits = value.to_string();
        if digits.trim_start_matches('-').len() > MAX_INT_DIGITS {
            return Err(Unshown::Digits);
        }
        self.out.push_str(&digits);
        Ok(())
    }

    /// Writes a collection, or `dots` where it is inside itself.
    fn nested(
        &mut self,
        id: ObjectId,
        dots: &str,
        write: impl FnOnce(&mut Self) -> Shown,
    ) -> Shown {
        if self.path.contains(&id) {
            self.out.push_str(dots);
            return Ok(());
        }
        if self.path.len() >= crate::library::limits::MAX_NESTING {
            return Err(Halt::Deep.into());
        }
        self.path.push(id);
        write(self)?;
        self.path.pop();
        Ok(())
    }

    fn sequence<'v>(
        &mut self,
        open: &str,
        items: impl Iterator<Item = &'v Value>,
        close: &str,
    ) -> Shown {
        self.out.push_str(open);
        for (at, &item) in items.enumerate() {
            if at > 0 {
                self.out.push_str(", ");
            }
            self.value(item)?;
        }
        self.out.push_str(close);
        Ok(())
    }

    fn members(&mut self, open: &str, items: &Items, close: &str) -> Shown {
        self.sequence(open, members(items).iter(), close)
    }

    fn view(&mut self, id: ObjectId, map: ObjectId, part: MapPart) -> Shown {
        let Object::Map(map) = self.heap.get(map) else {
            return Ok(());
        };
        self.nested(id, "...", |writer| match part {
            MapPart::Keys => writer.sequence("dict_keys([", map.values().map(|(key, _)| key), "])"),
            MapPart::Values => {
                writer.sequence("dict_values([", map.values().map(|(_, value)| value), "])")
            }
            MapPart::Items => {
                writer.out.push_str("dict_items([");
                for (at, (key, value)) in map.values().enumerate() {
                    if at > 0 {
                        writer.out.push_str(", ");
                    }
                    writer.sequence("(", [key, value].into_iter(), ")")?;
                }
                writer.out.push_str("])");
                Ok(())
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::library::testing::{class_with, instance_of, shown, value, with_env};

    #[test]
    fn values_are_shown_as_python_writes_them() {
        for literal in [
            "[1, 'a', None, True, 2.5]",
            "(1,)",
            "()",
            "[[], ()]",
            "-18446744073709551616",
        ] {
            with_env(|env| {
                let value = value(env, literal);
                assert_eq!(shown(env, value), literal);
            });
        }
    }

    #[test]
    fn a_list_inside_itself_is_dots() {
        with_env(|env| {
            let list = value(env, "[1]");
            let outcome = crate::library::call::call_method(
                env,
                list,
                interleave_program::well_known::APPEND,
                &[list],
                &[],
            );
            assert!(outcome.is_ok());
            assert_eq!(shown(env, list), "[1, [...]]");
        });
    }

    #[test]
    fn instances_have_an_address_unless_they_have_words() {
        with_env(|env| {
            let plain = class_with(env, "Plain", &[]);
            let instance = instance_of(env, plain);
            assert!(shown(env, instance).starts_with("<__main__.Plain object at 0x7f"));
            let own = class_with(env, "Own", &["__repr__"]);
            let instance = instance_of(env, own);
            let list = env.list(vec![instance]);
            assert_eq!(shown(env, list), "code");
        });
    }

    #[test]
    fn a_text_does_not_grow_without_bounds() {
        with_env(|env| {
            let mut list = value(env, "['abcdefgh']");
            for _ in 0..60 {
                list = env.list(vec![list, list]);
            }
            assert!(shown(env, list).starts_with("limit"));
        });
    }

    #[test]
    fn integers_with_too_many_digits_are_refused() {
        with_env(|env| {
            let number = num_bigint::BigInt::from(10).pow(4300);
            let value = env.integer(number - 1);
            assert_eq!(shown(env, value).len(), 4300);
            let number = num_bigint::BigInt::from(10).pow(4300);
            let value = env.integer(number);
            assert!(shown(env, value).starts_with("ValueError: Exceeds the limit (4300 digits)"));
        });
    }
}
