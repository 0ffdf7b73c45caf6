//! Instructions that make objects, ask the library, or have to stop.

use interleave_program::{BinaryOp, CompareOp, Hook, Native, Op, Reg, UnaryOp, well_known};

use super::{Arguments, Flow, Interpreter, Stop};
use crate::library::{
    Done, Fault, attribute, call, class, collections, exception, format, item, iterate, operator,
    text, walk,
};
use crate::world::object::{Closure, Key, Map, Object};
use crate::world::task::Then;
use crate::world::value::Value;

impl Interpreter<'_> {
    pub(super) fn register(&self, reg: Reg) -> Value {
        self.task.register(reg)
    }

    /// Sets a register and goes on behind the instruction.
    fn set(&mut self, dst: Reg, value: Value) -> Result<Flow, Fault> {
        self.task.set_register(dst, value);
        self.task.advance();
        Ok(Flow::Continue)
    }

    fn next(&mut self) -> Result<Flow, Fault> {
        self.task.advance();
        Ok(Flow::Continue)
    }

    fn window(&self, first: Reg, count: usize) -> Vec<Value> {
        let base = self
            .task
            .frames
            .last()
            .map_or(0, |frame| frame.base as usize)
            + first.index();
        self.task
            .registers
            .get(base..base + count)
            .unwrap_or_default()
            .to_vec()
    }

    /// Whether touching the object is an operation that others could notice: it is shared, it can change, and the code
    /// is the reader's own.
    fn is_visible(&self, object: Value, library: bool) -> bool {
        let Value::Object(id) = object else {
            return false;
        };
        !library
            && self.heap.is_shared(id)
            && matches!(
                self.heap.get(id),
                Object::List(_)
                    | Object::Map(_)
                    | Object::Set(_)
                    | Object::Deque(_)
                    | Object::Cell(_)
            )
    }

    /// Whether reading or writing this attribute touches memory that others could notice.
    fn is_visible_attribute(
        &self,
        object: Value,
        name: interleave_program::NameId,
        library: bool,
    ) -> bool {
        let Value::Object(id) = object else {
            return false;
        };
        if library || !self.heap.is_shared(id) {
            return false;
        }
        match self.heap.get(id) {
            Object::Instance(instance) => instance.fields.iter().any(|&(field, _)| field == name),
            // Methods and nested classes of a class do not change in practice; its data may.
            Object::Class(class) => class.fields.iter().any(|&(field, value)| {
                field == name
                    && !matches!(
                        self.heap.of(value),
                        Object::Closure(_)
                            | Object::Class(_)
                            | Object::Property(_)
                            | Object::StaticMethod(_)
                            | Object::ClassMethod(_)
                    )
            }),
            _ => false,
        }
    }

    /// Shares a value that was stored where others can reach it.
    pub(super) fn stored(&mut self, container: Value, value: Value) {
        if let (Value::Object(id), Value::Object(_)) = (container, value)
            && self.heap.is_shared(id)
        {
            self.heap.share(value);
        }
    }

    /// Carries out one instruction that the inner loop leaves; `library` says whose code it is.
    pub(super) fn slow(&mut self, op: Op, library: bool) -> Result<Flow, Fault> {
        match op {
            Op::Add { dst, a, b } => self.binary(
                BinaryOp::Add,
                false,
                dst,
                self.register(a),
                self.register(b),
            ),
            Op::Sub { dst, a, b } => self.binary(
                BinaryOp::Sub,
                false,
                dst,
                self.register(a),
                self.register(b),
            ),
            Op::Mul { dst, a, b } => self.binary(
                BinaryOp::Mul,
                false,
                dst,
                self.register(a),
                self.register(b),
            ),
            Op::AddInt { dst, a, value } => self.binary(
                BinaryOp::Add,
                true,
                dst,
                self.register(a),
                Value::Int(i64::from(value)),
            ),
            Op::Binary { op, dst, a, b } => {
                self.binary(op, false, dst, self.register(a), self.register(b))
            }
            Op::Inplace { op, dst, a, b } => {
                self.binary(op, true, dst, self.register(a), self.register(b))
            }
            Op::Unary {
                op: UnaryOp::Not,
                dst,
                a,
            } => self.truth(self.register(a), Then::Truth { dst, negate: true }),
            Op::Unary { op, dst, a } => {
                let value = self.register(a);
                let done = operator::unary(&mut self.env(), op, value)?;
                self.finish(done, Then::Into(dst))
            }
            Op::Compare { op, dst, a, b } => self.compare(op, a, b, |negate| {
                if matches!(op, CompareOp::In | CompareOp::NotIn) {
                    Then::Truth { dst, negate }
                } else {
                    Then::Into(dst)
                }
            }),
            Op::JumpUnless { op, a, b, offset } => {
                let pc = self.task.frames.last().map_or(0, |frame| frame.pc);
                let target = (i64::from(pc) + 1 + i64::from(offset)) as u32;
                self.compare(op, a, b, |negate| Then::Branch {
                    when: negate,
                    target,
                })
            }
            Op::JumpIf { cond, target } => {
                self.truth(self.register(cond), Then::Branch { when: true, target })
            }
            Op::JumpIfNot { cond, target } => self.truth(
                self.register(cond),
                Then::Branch {
                    when: false,
                    target,
                },
            ),
            Op::LoadStable { global, .. } => {
                let message = format!("name '{}' is not defined", self.program.global_name(global));
                Err(self.env().raise(Native::NameError, &message))
            }
            Op::LoadGlobal { dst, global } if library => self.set(dst, self.globals.get(global)),
            // Binding what is bound once cannot race either.
            Op::StoreGlobal { src, global }
                if library || self.program.globals[global.index()].stable =>
            {
                let value = self.register(src);
                std::rc::Rc::make_mut(self.globals).set(global, value);
                self.heap.share(value);
                self.next()
            }
            Op::LoadGlobal { .. } | Op::StoreGlobal { .. } | Op::UnsetGlobal { .. } => {
                Ok(Flow::Stop(Stop::Operation))
            }
            Op::CheckBound { src, name } => self.check_bound(src, name),
            Op::NewCell { dst, src } => {
                let value = self.register(src);
                let cell = self.env().alloc(Object::Cell(value));
                self.set(dst, cell)
            }
            Op::LoadCell { cell, .. } | Op::StoreCell { cell, .. }
                if self.is_visible(self.register(cell), library) =>
            {
                Ok(Flow::Stop(Stop::Operation))
            }
            Op::LoadCell { dst, cell } => match self.heap.of(self.register(cell)) {
                Object::Cell(value) => self.set(dst, *value),
                _ => self.set(dst, Value::Unset),
            },
            Op::StoreCell { cell, src } => {
                let value = self.register(src);
                let cell = self.register(cell);
                if let Value::Object(id) = cell
                    && let Some(Object::Cell(place)) = self.heap.get_mut(id)
                {
                    *place = value;
                }
                self.stored(cell, value);
                self.next()
            }
            Op::Return { src } => {
                let value = self.register(src);
                self.leave(value)
            }
            Op::List { .. }
            | Op::Tuple { .. }
            | Op::Set { .. }
            | Op::Map { .. }
            | Op::ListPush { .. }
            | Op::ListExtend { .. }
            | Op::ListToTuple { .. }
            | Op::SetPush { .. }
            | Op::MapPush { .. }
            | Op::MapMerge { .. }
            | Op::Slice { .. } => self.collection(op),
            Op::GetItem { object, .. }
            | Op::SetItem { object, .. }
            | Op::DelItem { object, .. }
                if self.is_visible(self.register(object), library) =>
            {
                Ok(Flow::Stop(Stop::Operation))
            }
            Op::GetItem { .. } | Op::SetItem { .. } | Op::DelItem { .. } => self.item(op),
            Op::Unpack { src, first, count } => {
                let value = self.register(src);
                let items = item::unpack(&mut self.env(), value, usize::from(count))?;
                self.unpacked(value, src, items, |items| {
                    items
                        .into_iter()
                        .enumerate()
                        .map(|(at, value)| (first.offset(at as u16), value))
                        .collect()
                })
            }
            Op::UnpackRest {
                src,
                first,
                before,
                after,
            } => self.unpack_rest(src, first, before, after),
            Op::GetAttr { object, name, .. }
            | Op::SetAttr { object, name, .. }
            | Op::DelAttr { object, name }
                if self.is_visible_attribute(self.register(object), name, library) =>
            {
                Ok(Flow::Stop(Stop::Operation))
            }
            Op::GetAttr { .. } | Op::SetAttr { .. } | Op::DelAttr { .. } => self.attribute(op),
            Op::Closure { dst, function } => self.closure(dst, function),
            Op::Class { base } => {
                let parts = self.window(base, 3);
                if class::runs_code(&self.env(), parts[1], parts[2]) {
                    let keywords = self.env().map(Map::default());
                    let args = vec![parts[0], parts[1], parts[2], keywords];
                    let done = self.env().hook(Hook::BuildClass, args)?;
                    return self.finish(done, Then::Into(base));
                }
                let metaclass = Value::Native(Native::Type);
                let made =
                    class::make_class(&mut self.env(), metaclass, parts[0], parts[1], parts[2])?;
                self.set(base, made)
            }
            Op::Super { dst, class, object } => {
                let made = Object::Super {
                    class: self.register(class),
                    object: self.register(object),
                };
                let made = self.env().alloc(made);
                self.set(dst, made)
            }
            Op::Call { .. }
            | Op::CallNamed { .. }
            | Op::CallSpread { .. }
            | Op::CallMethod { .. } => {
                *self.crossed_breaker = true;
                self.call(op, library)
            }
            Op::Iter { dst, src } => {
                let value = self.register(src);
                if self.is_waited_for(value) {
                    return self.set(dst, value);
                }
                let done = iterate::iter(&mut self.env(), value)?;
                self.finish(done, Then::Into(dst))
            }
            Op::Next { iter, target } => self.next_item(iter, target),
            Op::Raise { src } => {
                let value = self.register(src);
                if self.is_made_by_code(value) {
                    return self.invoke(value, Arguments::default(), Then::Retry(src));
                }
                let exception = self.exception_from(value)?;
                Err(Fault::Raise(exception))
            }
            Op::RaiseFrom { src, cause } => {
                for reg in [src, cause] {
                    let value = self.register(reg);
                    if self.is_made_by_code(value) {
                        return self.invoke(value, Arguments::default(), Then::Retry(reg));
                    }
                }
                let (value, cause) = (self.register(src), self.register(cause));
                let raised = self.exception_from(value)?;
                let cause = if let Value::None = cause {
                    cause
                } else {
                    self.exception_from(cause)?
                };
                if let Value::Object(id) = raised
                    && let Some(Object::Exception(raised)) = self.heap.get_mut(id)
                {
                    raised.cause = cause;
                    raised.suppress_context = true;
                }
                Err(Fault::Raise(raised))
            }
            Op::Reraise { src } => Err(Fault::Raise(self.register(src))),
            Op::RaiseHandled => Err(match self.task.handled.last().copied() {
                Some(exception) => Fault::Raise(exception),
                None => self
                    .env()
                    .raise(Native::RuntimeError, "No active exception to reraise"),
            }),
            Op::MatchException {
                dst,
                exception,
                class,
            } => {
                let (raised, class) = (self.register(exception), self.register(class));
                let matches = exception::matches(&mut self.env(), raised, class)?;
                self.set(dst, Value::Bool(matches))
            }
            Op::PushHandled { exception } => {
                let exception = self.register(exception);
                self.task.handled.push(exception);
                self.next()
            }
            Op::PopHandled => {
                let floor = self
                    .task
                    .frames
                    .last()
                    .map_or(0, |frame| frame.handled as usize);
                if self.task.handled.len() > floor {
                    self.task.handled.pop();
                }
                self.next()
            }
            Op::Yield { value } => {
                let value = self.register(value);
                self.yield_value(value)
            }
            Op::YieldFrom { iter } => self.yield_from(iter),
            Op::Await { value } => self.await_value(value),
            Op::Format { base, conversion } => self.format(base, conversion),
            Op::Concat { dst, first, count } => {
                let parts = self.window(first, usize::from(count));
                let mut joined = String::new();
                for part in parts {
                    if let Object::Str(part) = self.heap.of(part) {
                        joined.push_str(part);
                    }
                }
                self.heap.reserve(joined.len() as u64)?;
                let joined = self.env().text(joined);
                self.set(dst, joined)
            }
            // The inner loop handles the rest completely.
            Op::Move { .. }
            | Op::Const { .. }
            | Op::Int { .. }
            | Op::None { .. }
            | Op::Bool { .. }
            | Op::Unset { .. }
            | Op::Jump { .. }
            | Op::Loop { .. }
            | Op::JumpIfNone { .. } => self.next(),
        }
    }

    /// Whether the iterator of this value is itself in `yield from value`: a future, or a coroutine.
    fn is_waited_for(&self, value: Value) -> bool {
        let is_awaitable = match self.heap.of(value) {
            Object::Future(_) => true,
            Object::Generator(generator) => {
                generator.kind == interleave_program::FunctionKind::Coroutine
            }
            _ => false,
        };
        is_awaitable
            && self.task.frames.last().is_some_and(|frame| {
                let code = &self.program.function(frame.function).code;
                matches!(code.get(frame.pc as usize + 1), Some(Op::YieldFrom { .. }))
            })
    }

    fn check_bound(&mut self, src: Reg, name: interleave_program::NameId) -> Result<Flow, Fault> {
        let value = match self.register(src) {
            Value::Object(id) => match self.heap.get(id) {
                Object::Cell(value) => *value,
                _ => Value::None,
            },
            value => value,
        };
        if value.is_set() {
            return self.next();
        }
        let message = format!(
            "cannot access local variable '{}' where it is not associated with a value",
            self.heap.name(name)
        );
        Err(self.env().raise(Native::UnboundLocalError, &message))
    }

    /// Compares; `then` makes the continuation from whether the result is to be negated.
    fn compare(
        &mut self,
        op: CompareOp,
        a: Reg,
        b: Reg,
        then: impl Fn(bool) -> Then,
    ) -> Result<Flow, Fault> {
        let (a, b) = (self.register(a), self.register(b));
        let done = operator::compare(&mut self.env(), op, a, b)?;
        match done {
            Done::Value(value) => self.deliver(
                match then(false) {
                    // The library has already negated the answer of `not in`.
                    Then::Truth { dst, .. } => Then::Into(dst),
                    other => other,
                },
                value,
            ),
            Done::Call { callee, args } => self.invoke(
                callee,
                Arguments::positional(args),
                then(op == CompareOp::NotIn),
            ),
        }
    }

    /// Delivers the truth of a value.
    pub(super) fn truth(&mut self, value: Value, then: Then) -> Result<Flow, Fault> {
        match operator::truth(&mut self.env(), value)? {
            operator::Truth::Known(truth) => self.deliver(then, Value::Bool(truth)),
            operator::Truth::Ask { callee, args } => {
                self.invoke(callee, Arguments::positional(args), then)
            }
        }
    }

    fn collection(&mut self, op: Op) -> Result<Flow, Fault> {
        match op {
            Op::List { dst, first, count } => {
                let items = self.window(first, usize::from(count));
                let list = self.env().list(items);
                self.set(dst, list)
            }
            Op::Tuple { dst, first, count } => {
                let items = self.window(first, usize::from(count));
                let tuple = self.env().tuple(items);
                self.set(dst, tuple)
            }
            Op::Set { dst, first, count } => {
                let values = self.window(first, usize::from(count));
                let done = collections::make_set(&mut self.env(), &values)?;
                self.finish(done, Then::Into(dst))
            }
            Op::Map { dst, first, count } => {
                let pairs: Vec<_> = self
                    .window(first, usize::from(count) * 2)
                    .chunks_exact(2)
                    .map(|pair| (pair[0], pair[1]))
                    .collect();
                let done = collections::make_map(&mut self.env(), &pairs)?;
                self.finish(done, Then::Into(dst))
            }
            Op::ListPush { list, value } => {
                let (list, value) = (self.register(list), self.register(value));
                if let Value::Object(id) = list
                    && let Some(Object::List(items)) = self.heap.get_mut(id)
                {
                    items.push(value);
                    self.heap.grown(16);
                }
                self.stored(list, value);
                self.next()
            }
            Op::ListExtend { list, values } => {
                let (list, source) = (self.register(list), self.register(values));
                match iterate::collect(&mut self.env(), source)? {
                    Some(more) => {
                        self.heap.grown(more.len() as u64 * 16);
                        if let Value::Object(id) = list
                            && let Some(Object::List(items)) = self.heap.get_mut(id)
                        {
                            items.extend(more);
                        }
                        self.next()
                    }
                    None => self.retry_with_list(source, values),
                }
            }
            Op::ListToTuple { dst, src } => {
                let items = match self.heap.of(self.register(src)) {
                    Object::List(items) => items.clone(),
                    _ => Vec::new(),
                };
                let tuple = self.env().tuple(items);
                self.set(dst, tuple)
            }
            Op::SetPush { set, value } => {
                let (set, value) = (self.register(set), self.register(value));
                let add = interleave_program::well_known::ADD_;
                let done = call::call_method(&mut self.env(), set, add, &[value], &[])?;
                self.finish(done, Then::Discard)
            }
            Op::MapPush { map, key, value } => {
                let (map, key, value) =
                    (self.register(map), self.register(key), self.register(value));
                let done = item::set_item(&mut self.env(), map, key, value)?;
                self.finish(done, Then::Discard)
            }
            Op::MapMerge { map, values } => {
                let (map, source) = (self.register(map), self.register(values));
                let Object::Map(more) = self.heap.of(source) else {
                    if walk::special(self.heap, source, well_known::KEYS).is_some() {
                        let done = self.env().hook(Hook::Dict, vec![source])?;
                        return self.finish(done, Then::Retry(values));
                    }
                    return Err(self.env().type_error("argument after ** must be a mapping"));
                };
                let more = more.clone();
                self.heap.grown(more.len() as u64 * 72);
                if let Value::Object(id) = map
                    && let Some(Object::Map(map)) = self.heap.get_mut(id)
                {
                    for (key, (key_value, value)) in more.into_pairs() {
                        insert(map, key, key_value, value);
                    }
                }
                self.next()
            }
            Op::Slice { dst, first } => {
                let parts = self.window(first, 3);
                let slice = item::make_slice(&mut self.env(), parts[0], parts[1], parts[2]);
                self.set(dst, slice)
            }
            _ => self.next(),
        }
    }

    /// Makes a list of an iterable that runs code, in its own register; the instruction is then tried again.
    fn retry_with_list(&mut self, source: Value, reg: Reg) -> Result<Flow, Fault> {
        let done = self
            .env()
            .hook(interleave_program::Hook::List, vec![source])?;
        self.finish(done, Then::Retry(reg))
    }

    fn unpacked(
        &mut self,
        value: Value,
        src: Reg,
        items: Option<Vec<Value>>,
        places: impl FnOnce(Vec<Value>) -> Vec<(Reg, Value)>,
    ) -> Result<Flow, Fault> {
        match items {
            None => self.retry_with_list(value, src),
            Some(items) => {
                for (reg, value) in places(items) {
                    self.task.set_register(reg, value);
                }
                self.next()
            }
        }
    }

    fn unpack_rest(&mut self, src: Reg, first: Reg, before: u8, after: u8) -> Result<Flow, Fault> {
        let value = self.register(src);
        let Some(items) = iterate::collect(&mut self.env(), value)? else {
            return self.retry_with_list(value, src);
        };
        let (before, after) = (usize::from(before), usize::from(after));
        if items.len() < before + after {
            let message = format!(
                "not enough values to unpack (expected at least {}, got {})",
                before + after,
                items.len()
            );
            return Err(self.env().value_error(&message));
        }
        let rest = self.env().list(items[before..items.len() - after].to_vec());
        let tail = &items[items.len() - after..];
        for (at, value) in items[..before]
            .iter()
            .copied()
            .chain([rest])
            .chain(tail.iter().copied())
            .enumerate()
        {
            self.task.set_register(first.offset(at as u16), value);
        }
        self.next()
    }

    /// Carries out `GetItem`, `SetItem` or `DelItem`.
    pub(crate) fn item(&mut self, op: Op) -> Result<Flow, Fault> {
        match op {
            Op::GetItem { dst, object, key } => {
                let (object, key) = (self.register(object), self.register(key));
                let done = item::get_item(&mut self.env(), object, key)?;
                self.finish(done, Then::Into(dst))
            }
            Op::SetItem { object, key, value } => {
                let (object, key, value) = (
                    self.register(object),
                    self.register(key),
                    self.register(value),
                );
                let done = item::set_item(&mut self.env(), object, key, value)?;
                self.stored(object, value);
                self.stored(object, key);
                self.finish(done, Then::Discard)
            }
            Op::DelItem { object, key } => {
                let (object, key) = (self.register(object), self.register(key));
                let done = item::del_item(&mut self.env(), object, key)?;
                self.finish(done, Then::Discard)
            }
            _ => self.next(),
        }
    }

    /// Carries out `GetAttr`, `SetAttr` or `DelAttr`.
    pub(crate) fn attribute(&mut self, op: Op) -> Result<Flow, Fault> {
        match op {
            Op::GetAttr { dst, object, name } => {
                let object = self.register(object);
                let done = match name {
                    well_known::EXIT | well_known::AEXIT => {
                        attribute::find_exit(&mut self.env(), object, name)?
                    }
                    _ => attribute::get_attr(&mut self.env(), object, name)?,
                };
                self.finish(done, Then::Into(dst))
            }
            Op::SetAttr {
                object,
                value,
                name,
            } => {
                let (object, value) = (self.register(object), self.register(value));
                let done = attribute::set_attr(&mut self.env(), object, name, value)?;
                self.stored(object, value);
                self.finish(done, Then::Discard)
            }
            Op::DelAttr { object, name } => {
                let object = self.register(object);
                let done = attribute::del_attr(&mut self.env(), object, name)?;
                self.finish(done, Then::Discard)
            }
            _ => self.next(),
        }
    }

    fn closure(
        &mut self,
        dst: Reg,
        function: interleave_program::FunctionId,
    ) -> Result<Flow, Fault> {
        let code = self.program.function(function);
        let cells = code
            .captures
            .iter()
            .map(|&cell| self.register(cell))
            .collect();
        let (defaults, keyword_defaults) = if code.parameters.has_defaults() {
            (self.register(dst.offset(1)), self.register(dst.offset(2)))
        } else {
            (Value::None, Value::None)
        };
        let made = self.env().alloc(Object::Closure(Box::new(Closure {
            function,
            cells,
            defaults,
            keyword_defaults,
            fields: Vec::new(),
        })));
        self.set(dst, made)
    }

    /// Whether `raise value` has to run an `__init__` of the program first.
    fn is_made_by_code(&mut self, value: Value) -> bool {
        matches!(self.heap.of(value), Object::Class(_))
            && attribute::is_subclass(&self.env(), value, Value::Native(Native::BaseException))
            && (walk::class_attribute(self.heap, value, well_known::INIT).is_some()
                || walk::class_attribute(self.heap, value, well_known::NEW).is_some())
    }

    /// The exception that `raise value` raises.
    pub(super) fn exception_from(&mut self, value: Value) -> Result<Value, Fault> {
        if let Object::Exception(_) = self.heap.of(value) {
            return Ok(value);
        }
        let is_class = match value {
            Value::Native(native) => native.is_type(),
            _ => matches!(self.heap.of(value), Object::Class(_)),
        };
        let base = Value::Native(Native::BaseException);
        if !is_class || !attribute::is_subclass(&self.env(), value, base) {
            return Err(self
                .env()
                .type_error("exceptions must derive from BaseException"));
        }
        // Where no call can be made, a class whose __init__ runs code is refused rather than raised half-made.
        let (exception, init) = class::instantiate(&mut self.env(), value, &[])?;
        match init {
            None => Ok(exception),
            Some(_) => Err(self.env().type_error(
                "raising a class that has its own __init__ is not supported: call it, as in `raise MyError()`",
            )),
        }
    }

    fn format(&mut self, base: Reg, conversion: u8) -> Result<Flow, Fault> {
        let (value, spec) = (self.register(base), self.register(base.offset(1)));
        let spec = self.env().as_text(spec).unwrap_or_else(|| "".into());
        let shown = match conversion {
            b'r' => text::repr(&mut self.env(), value)?,
            b'a' => text::repr(&mut self.env(), value)?.map(|shown| text::ascii(&shown)),
            b's' => text::to_text(&mut self.env(), value)?,
            _ => {
                let formatted = format::format(&mut self.env(), value, &spec)?;
                let Some(formatted) = formatted else {
                    let spec = self.env().text(spec);
                    let done = self
                        .env()
                        .hook(interleave_program::Hook::Format, vec![value, spec])?;
                    return self.finish(done, Then::Into(base));
                };
                let formatted = self.env().text(formatted);
                return self.set(base, formatted);
            }
        };
        match shown {
            Some(shown) => {
                let shown = self.env().text(shown);
                let formatted = format::format(&mut self.env(), shown, &spec)?.unwrap_or_default();
                let formatted = self.env().text(formatted);
                self.set(base, formatted)
            }
            // The text replaces the value, and the instruction is tried again.
            None if conversion == b's' => {
                let done = self
                    .env()
                    .hook(interleave_program::Hook::Str, vec![value])?;
                self.finish(done, Then::Retry(base))
            }
            // Not tried again, as the repr of a repr has quotes.
            None => {
                let done = self
                    .env()
                    .hook(interleave_program::Hook::Repr, vec![value])?;
                self.finish(done, Then::Into(base))
            }
        }
    }
}

/// Inserts into a dictionary: an equal key stays, its value is replaced.
fn insert(map: &mut Map, key: Key, key_value: Value, value: Value) {
    map.get_or_insert_with(key, || (key_value, value)).1 = value;
}
