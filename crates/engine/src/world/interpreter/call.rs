//! Calls: finding out what is called, and binding arguments to parameters.

use interleave_program::{
    Function, FunctionId, FunctionKind, Hook, NameId, Native, Op, Reg, well_known,
};

use super::{Flow, Interpreter, MAX_FRAMES, Stop};
use crate::library::attribute::{self, Method};
use crate::library::{Done, Env, Fault, call, class, walk};
use crate::world::heap::Heap;
use crate::world::object::{Generator, GeneratorState, Key, Map, Object};
use crate::world::random;
use crate::world::task::{Frame, Task, Then};
use crate::world::value::Value;
use smallvec::SmallVec;

/// Arguments by position: few mostly, so that they need no memory of their own.
pub type Positional = SmallVec<[Value; 3]>;

/// The arguments of a call.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    /// By position.
    pub positional: Positional,
    /// By name, in the order of the call.
    pub named: Vec<(NameId, Value)>,
}

impl Arguments {
    /// Only positional ones.
    #[must_use]
    pub fn positional(positional: impl Into<Positional>) -> Self {
        Self {
            positional: positional.into(),
            named: Vec::new(),
        }
    }

    /// Only these, by position.
    #[must_use]
    #[inline]
    pub(crate) fn of(positional: &[Value]) -> Self {
        Self::positional(Positional::from_slice(positional))
    }

    /// The argument at a position or of a name.
    #[must_use]
    pub fn get(&self, position: usize, name: NameId) -> Option<Value> {
        self.positional.get(position).copied().or_else(|| {
            self.named
                .iter()
                .find(|(named, _)| *named == name)
                .map(|&(_, value)| value)
        })
    }
}

/// What a call of the engine's own operations names.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    /// A function.
    Native(Native),
    /// A method of an object.
    Method(Value, NameId),
}

impl Interpreter<'_> {
    /// Carries out a call instruction.
    pub(super) fn call(&mut self, op: Op, library: bool) -> Result<Flow, Fault> {
        match op {
            Op::Call { base, args } => {
                self.call_window(self.register(base), None, base, args, library)
            }
            Op::CallMethod { base, args, name } => {
                let receiver = self.register(base);
                match attribute::find_method(&mut self.env(), receiver, name)? {
                    Method::Native { receiver, name } => {
                        self.native_window(receiver, name, base, args, library)
                    }
                    Method::Code { function, receiver } => {
                        self.call_window(function, receiver, base, args, library)
                    }
                    Method::Value(callee) => self.call_window(callee, None, base, args, library),
                    // The attribute is computed by code: it replaces the receiver by what is to be called.
                    Method::Ask {
                        callee,
                        args: asked,
                    } => self.invoke(
                        callee,
                        Arguments::positional(asked),
                        Then::Callee { base, args },
                    ),
                }
            }
            Op::CallNamed { base, .. } | Op::CallSpread { base } => {
                let callee = self.register(base);
                let arguments = self.gather(op)?;
                self.invoke_at(callee, arguments, Then::Into(base), library)
            }
            _ => Ok(Flow::Continue),
        }
    }

    /// Where the arguments of a call at `base` begin on the task's stack of registers.
    fn window_start(&self, base: Reg) -> usize {
        let frame = self.task.frames.last();
        frame.map_or(0, |frame| frame.base as usize) + base.index() + 1
    }

    fn arguments_at(&self, base: Reg, args: u8) -> Positional {
        Positional::from_slice(window(self.task, self.window_start(base), args))
    }

    /// Calls something, after `receiver` with the arguments that stand behind `base`. What programs call most finds its
    /// arguments where they are.
    fn call_window(
        &mut self,
        callee: Value,
        receiver: Option<Value>,
        base: Reg,
        args: u8,
        library: bool,
    ) -> Result<Flow, Fault> {
        let (function, defaults) = match callee {
            Value::Function(function) => (Some(function), Value::None),
            Value::Native(native) if !call::is_pure_native(native) && !is_of_task(native) => {
                let arguments = window(self.task, self.window_start(base), args);
                if receiver.is_some() || !random::is_own_draw(self.heap, native, arguments) {
                    return Ok(Flow::Stop(Stop::Operation));
                }
                let mut env = Env {
                    program: self.program,
                    heap: self.heap,
                    owner: self.task.id.0,
                };
                let drawn = random::draw_own(&mut env, native, arguments)?;
                return self.finish(Done::Value(drawn), Then::Into(base));
            }
            // `bool` and `getattr` may have to run code.
            Value::Native(native)
                if receiver.is_none()
                    && !is_of_task(native)
                    && !matches!(native, Native::Bool | Native::GetAttr) =>
            {
                let start = self.window_start(base);
                let mut env = Env {
                    program: self.program,
                    heap: self.heap,
                    owner: self.task.id.0,
                };
                let done =
                    call::call_native(&mut env, native, window(self.task, start, args), &[])?;
                return self.finish(done, Then::Into(base));
            }
            _ => match self.heap.of(callee) {
                Object::Closure(closure) => (Some(closure.function), closure.defaults),
                Object::NativeMethod { receiver: of, name } if receiver.is_none() => {
                    let (receiver, name) = (*of, *name);
                    return self.native_window(receiver, name, base, args, library);
                }
                Object::Method {
                    function,
                    receiver: of,
                } if receiver.is_none()
                    && (matches!(function, Value::Function(_))
                        || matches!(self.heap.of(*function), Object::Closure(_))) =>
                {
                    let (function, of) = (*function, *of);
                    return self.call_window(function, Some(of), base, args, library);
                }
                _ => (None, Value::None),
            },
        };
        if let Some(function) = function {
            let code = self.program.function(function);
            let given = usize::from(args) + usize::from(receiver.is_some());
            let missing = code.parameters.positional.len().checked_sub(given);
            if let Some(missing) = missing
                && is_simple(code)
                && missing <= defaults_of(self.heap, defaults).len()
            {
                return self.enter_window(callee, code, function, (receiver, base, args), missing);
            }
        }
        let mut positional = Positional::new();
        positional.extend(receiver);
        positional.extend_from_slice(window(self.task, self.window_start(base), args));
        let arguments = Arguments::positional(positional);
        self.invoke_at(callee, arguments, Then::Into(base), library)
    }

    /// Calls a function that takes its arguments by position, the last `missing` of which have their defaults.
    fn enter_window(
        &mut self,
        callee: Value,
        code: &Function,
        function: FunctionId,
        (receiver, base, args): (Option<Value>, Reg, u8),
        missing: usize,
    ) -> Result<Flow, Fault> {
        let start = self.window_start(base);
        let window = start..(start + usize::from(args)).min(self.task.registers.len());
        let heap = &*self.heap;
        let closure = match heap.of(callee) {
            Object::Closure(closure) => Some(closure),
            _ => None,
        };
        let defaults = closure.map_or(&[][..], |closure| defaults_of(heap, closure.defaults));
        let defaults = defaults.get(defaults.len().saturating_sub(missing)..);
        let defaults = defaults.unwrap_or_default();
        let cells = closure.map_or(&[][..], |closure| &closure.cells);
        if code.kind == FunctionKind::Plain {
            if self.task.frames.len() >= MAX_FRAMES {
                return self.frame_limit().map(|()| Flow::Continue);
            }
            let registers = &mut self.task.registers;
            let frame_base = registers.len();
            registers.extend(receiver);
            registers.extend_from_within(window);
            registers.extend_from_slice(defaults);
            registers.extend_from_slice(cells);
            registers.resize(frame_base + usize::from(code.registers), Value::Unset);
            self.push_frame(function, frame_base, Then::Into(base), None);
            return Ok(Flow::Continue);
        }
        let mut registers = Vec::with_capacity(usize::from(code.registers));
        registers.extend(receiver);
        registers.extend_from_slice(self.task.registers.get(window).unwrap_or_default());
        registers.extend_from_slice(defaults);
        registers.extend_from_slice(cells);
        self.make_generator(code, function, registers, Then::Into(base))
    }

    /// Calls a method of a built-in type with the arguments that stand behind `base`.
    fn native_window(
        &mut self,
        receiver: Value,
        name: NameId,
        base: Reg,
        args: u8,
        library: bool,
    ) -> Result<Flow, Fault> {
        if self.is_operated(receiver) {
            return Ok(Flow::Stop(Stop::Operation));
        }
        let start = self.window_start(base);
        if name == well_known::CALL || matches!(self.heap.of(receiver), Object::Generator(_)) {
            let arguments = Arguments::positional(window(self.task, start, args));
            return self.native_method(receiver, name, arguments, Then::Into(base), library);
        }
        if self.is_shared_collection(receiver, library) {
            return Ok(Flow::Stop(Stop::Operation));
        }
        let arguments = window(self.task, start, args);
        let mut env = Env {
            program: self.program,
            heap: self.heap,
            owner: self.task.id.0,
        };
        let done = call::call_method(&mut env, receiver, name, arguments, &[])?;
        if receiver.object().is_some_and(|id| self.heap.is_shared(id)) {
            for &value in arguments {
                self.heap.share(value);
            }
        }
        self.finish(done, Then::Into(base))
    }

    /// Whether a method of the receiver is an operation that others could notice.
    fn is_shared_collection(&self, receiver: Value, library: bool) -> bool {
        !library
            && receiver.object().is_some_and(|id| {
                self.heap.is_shared(id)
                    && matches!(
                        self.heap.get(id),
                        Object::List(_) | Object::Map(_) | Object::Set(_) | Object::Deque(_)
                    )
            })
    }

    /// The arguments of a call instruction.
    pub(crate) fn gather(&mut self, op: Op) -> Result<Arguments, Fault> {
        match op {
            Op::Call { base, args } | Op::CallMethod { base, args, .. } => {
                Ok(Arguments::positional(self.arguments_at(base, args)))
            }
            Op::CallNamed { base, args, names } => {
                let mut positional = self.arguments_at(base, args);
                let Object::Tuple(names) = self.heap.of(self.heap.constant(names.index())) else {
                    return Ok(Arguments::positional(positional));
                };
                let names = names.to_vec();
                let values = positional.len().saturating_sub(names.len());
                let values: Positional = positional.drain(values..).collect();
                let mut named = Vec::with_capacity(names.len());
                for (name, value) in names.into_iter().zip(values) {
                    let name = self.env().as_text(name).unwrap_or_else(|| "".into());
                    named.push((self.intern(&name)?, value));
                }
                Ok(Arguments { positional, named })
            }
            Op::CallSpread { base } => {
                let positional = match self.heap.of(self.register(base.offset(1))) {
                    Object::List(items) => items[..].into(),
                    Object::Tuple(items) => items[..].into(),
                    _ => Positional::new(),
                };
                let mut named = Vec::new();
                if let Object::Map(map) = self.heap.of(self.register(base.offset(2))) {
                    for (key, (_, value)) in (**map).clone().into_pairs() {
                        let Key::Str(name) = key else {
                            return Err(self.env().type_error("keywords must be strings"));
                        };
                        named.push((self.intern(&name)?, value));
                    }
                }
                Ok(Arguments { positional, named })
            }
            _ => Ok(Arguments::default()),
        }
    }

    fn intern(&mut self, name: &str) -> Result<NameId, Fault> {
        match self.heap.intern(name) {
            Some(name) => Ok(name),
            None => Err(Fault::Limit(interleave_trace::LimitKind::Memory)),
        }
    }

    /// What the call instruction `op` calls, where it is an operation of the engine.
    #[inline]
    pub(crate) fn target(&mut self, op: Op) -> Result<Option<Target>, Fault> {
        let callee = match op {
            Op::CallMethod { base, name, .. } => {
                let receiver = self.register(base);
                match attribute::find_method(&mut self.env(), receiver, name)? {
                    Method::Native { receiver, name } => {
                        return Ok(Some(Target::Method(receiver, name)));
                    }
                    Method::Value(callee) => callee,
                    Method::Code { .. } | Method::Ask { .. } => return Ok(None),
                }
            }
            Op::Call { base, .. } | Op::CallNamed { base, .. } | Op::CallSpread { base } => {
                self.register(base)
            }
            _ => return Ok(None),
        };
        Ok(match callee {
            Value::Native(native) => Some(Target::Native(native)),
            _ => match self.heap.of(callee) {
                Object::NativeMethod { receiver, name } => Some(Target::Method(*receiver, *name)),
                _ => None,
            },
        })
    }

    /// Calls from a call instruction: an operation of the engine stops the interpreter.
    fn invoke_at(
        &mut self,
        callee: Value,
        arguments: Arguments,
        then: Then,
        library: bool,
    ) -> Result<Flow, Fault> {
        match callee {
            Value::Native(native) if is_of_task(native) => self.invoke(callee, arguments, then),
            Value::Native(native) if !call::is_pure_native(native) => {
                Ok(Flow::Stop(Stop::Operation))
            }
            _ => match self.heap.of(callee) {
                Object::NativeMethod { receiver, name } => {
                    let (receiver, name) = (*receiver, *name);
                    self.native_method(receiver, name, arguments, then, library)
                }
                _ => self.invoke(callee, arguments, then),
            },
        }
    }

    /// The function of the program's own that is innermost, and its line, as records of logging show them.
    fn caller(&mut self) -> Value {
        let frames = self.task.frames.iter().rev();
        let own = frames
            .map(|frame| (self.program.function(frame.function), frame))
            .find(|(function, _)| !function.library);
        let (name, line) = own.map_or(("?", 0), |(function, frame)| {
            let site = self.program.site(frame.function, frame.pc as usize);
            (
                function.name.as_str(),
                self.program.line(site).unwrap_or_default(),
            )
        });
        let name = self.env().text(name);
        self.env().tuple(vec![name, Value::Int(i64::from(line))])
    }

    /// Calls anything; `then` says what happens with the result.
    pub(crate) fn invoke(
        &mut self,
        callee: Value,
        mut arguments: Arguments,
        then: Then,
    ) -> Result<Flow, Fault> {
        match callee {
            Value::Function(function) => return self.enter(function, None, arguments, then),
            Value::Native(Native::Next) => return self.native_next(arguments, then),
            Value::Native(Native::Caller) => {
                let caller = self.caller();
                return self.deliver(then, caller);
            }
            Value::Native(Native::Dropped) => return self.dropped(&arguments, then),
            Value::Native(Native::HandledException) => {
                let handled = self.task.handled.last().copied().unwrap_or(Value::None);
                return self.deliver(then, handled);
            }
            Value::Native(Native::CurrentContext) => {
                let context = self.task.context;
                return self.deliver(then, context);
            }
            Value::Native(Native::SetCurrentContext) => {
                self.task.context = arguments.positional.first().copied().unwrap_or(Value::None);
                return self.deliver(then, Value::None);
            }
            // `bool` of an object may run its `__bool__` or `__len__`.
            Value::Native(Native::Bool) if arguments.positional.len() == 1 => {
                let then = match then {
                    Then::Into(dst) => Then::Truth { dst, negate: false },
                    then => then,
                };
                return self.truth(arguments.positional[0], then);
            }
            Value::Native(native) if call::is_pure_native(native) => {
                let done = call::call_native(
                    &mut self.env(),
                    native,
                    &arguments.positional,
                    &arguments.named,
                )?;
                let then = match (native, arguments.positional.get(2), then) {
                    (Native::GetAttr, Some(&default), Then::Into(dst)) => {
                        Then::AttributeOr { dst, default }
                    }
                    (_, _, then) => then,
                };
                return self.finish(done, then);
            }
            Value::Native(_) => return self.call_by_hook(callee, arguments, then),
            _ => {}
        }
        match self.heap.of(callee) {
            Object::Closure(closure) => {
                let function = closure.function;
                self.enter(function, Some(callee), arguments, then)
            }
            Object::Method { function, receiver } => {
                let (function, receiver) = (*function, *receiver);
                arguments.positional.insert(0, receiver);
                self.invoke(function, arguments, then)
            }
            Object::NativeMethod { receiver, name } => {
                let (receiver, name) = (*receiver, *name);
                if self.is_operated(receiver) {
                    return self.call_by_hook(callee, arguments, then);
                }
                self.native_method(receiver, name, arguments, then, true)
            }
            Object::StaticMethod(function) => {
                let function = *function;
                self.invoke(function, arguments, then)
            }
            Object::Class(_) => match attribute::special(&self.env(), callee, well_known::CALL) {
                Some(function) => {
                    arguments.positional.insert(0, callee);
                    self.invoke(function, arguments, then)
                }
                None => self.instantiate(callee, arguments, then),
            },
            _ => match attribute::special(&self.env(), callee, well_known::CALL) {
                Some(function) => {
                    arguments.positional.insert(0, callee);
                    self.invoke(function, arguments, then)
                }
                None => {
                    let name = attribute::type_name(&self.env(), callee);
                    Err(self
                        .env()
                        .type_error(&format!("'{name}' object is not callable")))
                }
            },
        }
    }

    /// Whether the methods of an object are operations of the engine.
    fn is_operated(&self, receiver: Value) -> bool {
        matches!(
            self.heap.of(receiver),
            Object::Lock(_)
                | Object::Condition(_)
                | Object::Semaphore(_)
                | Object::Event(_)
                | Object::Barrier(_)
                | Object::Queue(_)
                | Object::Future(_)
                | Object::Handle(_)
                | Object::Loop(_)
        )
    }

    /// Operations of the engine stop at a call instruction: where there is none, the library has one.
    fn call_by_hook(
        &mut self,
        callee: Value,
        arguments: Arguments,
        then: Then,
    ) -> Result<Flow, Fault> {
        let mut env = self.env();
        let args = env.tuple(arguments.positional.into_vec());
        let named = keyword_map(&mut env, arguments.named);
        let done = env.hook(Hook::Call, vec![callee, args, named])?;
        self.finish(done, then)
    }

    fn instantiate(
        &mut self,
        class: Value,
        mut arguments: Arguments,
        then: Then,
    ) -> Result<Flow, Fault> {
        let mut new = walk::class_attribute(self.heap, class, well_known::NEW);
        if new.is_none() && attribute::native_class(self.heap, class) == Native::Type {
            let method = Object::NativeMethod {
                receiver: Value::Native(Native::Type),
                name: well_known::NEW,
            };
            new = Some(self.env().alloc(method));
        }
        if let Some(new) = new {
            let new = match self.heap.of(new) {
                Object::StaticMethod(function) => *function,
                _ => new,
            };
            let named = keyword_map(&mut self.env(), arguments.named);
            let args = self.env().tuple(arguments.positional.into_vec());
            let done = self
                .env()
                .hook(Hook::Instantiate, vec![class, new, args, named])?;
            return self.finish(done, then);
        }
        let (instance, init) = class::instantiate(&mut self.env(), class, &arguments.positional)?;
        match init {
            None if arguments.named.is_empty() => self.deliver(then, instance),
            None => {
                let name = attribute::type_name(&self.env(), instance);
                Err(self
                    .env()
                    .type_error(&format!("{name}() takes no keyword arguments")))
            }
            Some(init) => {
                arguments.positional.insert(0, instance);
                self.invoke(init, arguments, Then::Init)?;
                // The instance is delivered when __init__ returns: it waits on the new frame.
                if let Some(frame) = self.task.frames.last_mut() {
                    frame.instance = Some((instance, Box::new(then)));
                }
                Ok(Flow::Continue)
            }
        }
    }

    /// Calls a method of a built-in type.
    fn native_method(
        &mut self,
        receiver: Value,
        name: NameId,
        arguments: Arguments,
        then: Then,
        library: bool,
    ) -> Result<Flow, Fault> {
        if self.is_operated(receiver) {
            return Ok(Flow::Stop(Stop::Operation));
        }
        if name == well_known::CALL
            && let Some((class, arguments)) = self.called_as_type(receiver, &arguments)
        {
            return self.instantiate(class, arguments, then);
        }
        match self.heap.of(receiver) {
            Object::Generator(_) => self.generator_method(receiver, name, arguments, then),
            _ if self.is_shared_collection(receiver, library) => Ok(Flow::Stop(Stop::Operation)),
            _ => {
                let done = call::call_method(
                    &mut self.env(),
                    receiver,
                    name,
                    &arguments.positional,
                    &arguments.named,
                )?;
                for &value in &arguments.positional {
                    self.stored(receiver, value);
                }
                self.finish(done, then)
            }
        }
    }

    /// The class that `type.__call__` is to make an instance of: `super().__call__(…)` of a metaclass.
    fn called_as_type(&self, receiver: Value, arguments: &Arguments) -> Option<(Value, Arguments)> {
        let is_class = |value: Value| matches!(self.heap.of(value), Object::Class(_));
        let mut arguments = arguments.clone();
        let class = match receiver {
            Value::Native(Native::Type) if !arguments.positional.is_empty() => {
                arguments.positional.remove(0)
            }
            receiver => receiver,
        };
        is_class(class).then_some((class, arguments))
    }

    /// Goes on as an operation of the library says.
    #[inline]
    pub(crate) fn finish(&mut self, done: Done, then: Then) -> Result<Flow, Fault> {
        match done {
            // What nearly all come to.
            Done::Value(value) if let Then::Into(dst) = then => {
                self.task.set_register(dst, value);
                self.task.advance();
                Ok(Flow::Continue)
            }
            Done::Value(value) => self.deliver(then, value),
            Done::Call { callee, args } => self.invoke(callee, Arguments::positional(args), then),
        }
    }

    fn frame_limit(&mut self) -> Result<(), Fault> {
        if self.task.frames.len() >= MAX_FRAMES {
            return Err(self
                .env()
                .raise(Native::RecursionError, "maximum recursion depth exceeded"));
        }
        Ok(())
    }

    fn push_frame(
        &mut self,
        function: FunctionId,
        base: usize,
        then: Then,
        generator: Option<interleave_trace::ObjectId>,
    ) {
        self.task.frames.push(Frame {
            function,
            pc: 0,
            base: base as u32,
            handled: self.task.handled.len() as u32,
            then,
            generator,
            instance: None,
            below: 0,
        });
    }

    /// Calls a function of bytecode: pushes its frame, or makes its generator.
    fn enter(
        &mut self,
        function: FunctionId,
        closure: Option<Value>,
        arguments: Arguments,
        then: Then,
    ) -> Result<Flow, Fault> {
        let code = self.program.function(function);
        let mut registers = self.bind(function, closure, arguments)?;
        if let Some(closure) = closure
            && let Object::Closure(closure) = self.heap.of(closure)
        {
            registers.extend_from_slice(&closure.cells);
        }
        if code.kind != FunctionKind::Plain {
            return self.make_generator(code, function, registers, then);
        }
        registers.resize(usize::from(code.registers), Value::Unset);
        self.frame_limit()?;
        let base = self.task.registers.len();
        self.task.registers.append(&mut registers);
        self.push_frame(function, base, then, None);
        Ok(Flow::Continue)
    }

    /// Delivers a generator that has not begun, from the registers of its parameters.
    fn make_generator(
        &mut self,
        code: &Function,
        function: FunctionId,
        mut registers: Vec<Value>,
        then: Then,
    ) -> Result<Flow, Fault> {
        registers.resize(usize::from(code.registers), Value::Unset);
        let made_at = self.task.site(self.program);
        let generator = self.env().alloc(Object::Generator(Box::new(Generator {
            function,
            kind: code.kind,
            made_at,
            state: GeneratorState::Suspended {
                registers,
                handled: Vec::new(),
                pc: 0,
                started: false,
            },
        })));
        self.deliver(then, generator)
    }

    /// Pushes the frame of a generator that is to go on with these registers.
    pub(super) fn resume_frame(
        &mut self,
        function: FunctionId,
        registers: Vec<Value>,
        handled: Vec<Value>,
        pc: u32,
        then: Then,
        generator: interleave_trace::ObjectId,
    ) -> Result<(), Fault> {
        self.frame_limit()?;
        let base = self.task.registers.len();
        self.task.registers.extend(registers);
        self.push_frame(function, base, then, Some(generator));
        if let Some(frame) = self.task.frames.last_mut() {
            frame.pc = pc;
        }
        self.task.handled.extend(handled);
        Ok(())
    }

    /// The registers of the parameters.
    fn bind(
        &mut self,
        function: FunctionId,
        closure: Option<Value>,
        arguments: Arguments,
    ) -> Result<Vec<Value>, Fault> {
        let code = self.program.function(function);
        let parameters = &code.parameters;
        let count = parameters.positional.len();
        let given = arguments.positional.len();
        let mut registers: Vec<Value> = arguments.positional.iter().copied().take(count).collect();
        registers.resize(parameters.count(), Value::Unset);
        if given > count && !parameters.rest {
            return Err(self.surplus(code, given));
        }
        if parameters.rest {
            let rest = arguments
                .positional
                .get(count..)
                .unwrap_or_default()
                .to_vec();
            registers[count] = self.env().tuple(rest);
        }
        let keyword_base = count + usize::from(parameters.rest);
        let mut more = Map::default();
        for (name, value) in arguments.named {
            let positional = parameters
                .positional
                .iter()
                .position(|&parameter| parameter == name);
            let place = positional
                .filter(|&at| at >= usize::from(parameters.positional_only))
                .or_else(|| {
                    parameters
                        .keyword_only
                        .iter()
                        .position(|&(parameter, _)| parameter == name)
                        .map(|at| keyword_base + at)
                });
            match place {
                Some(at) if registers[at].is_set() => {
                    return Err(self.bind_error(
                        code,
                        &format!(
                            "got multiple values for argument '{}'",
                            self.heap.name(name)
                        ),
                    ));
                }
                Some(at) => registers[at] = value,
                None if parameters.keyword_rest => {
                    let text: std::sync::Arc<str> = self.heap.name(name).into();
                    let key_value = self.env().text(text.clone());
                    more.insert(Key::Str(text), (key_value, value));
                }
                None => {
                    return Err(self.bind_error(
                        code,
                        &format!(
                            "got an unexpected keyword argument '{}'",
                            self.heap.name(name)
                        ),
                    ));
                }
            }
        }
        if parameters.keyword_rest {
            let at = parameters.count() - 1;
            registers[at] = self.env().map(more);
        }
        self.fill_defaults(code, closure, &mut registers)?;
        Ok(registers)
    }

    fn fill_defaults(
        &mut self,
        code: &Function,
        closure: Option<Value>,
        registers: &mut [Value],
    ) -> Result<(), Fault> {
        let parameters = &code.parameters;
        let count = parameters.positional.len();
        let (mut defaults, mut keyword_defaults) = (Value::None, Value::None);
        if let Some(Object::Closure(closure)) = closure.map(|closure| self.heap.of(closure)) {
            (defaults, keyword_defaults) = (closure.defaults, closure.keyword_defaults);
        }
        let first_default = count - usize::from(parameters.defaults);
        let mut missing = Vec::new();
        for (at, register) in registers.iter_mut().enumerate().take(count) {
            if register.is_set() {
                continue;
            }
            let default = match self.heap.of(defaults) {
                Object::Tuple(items) if at >= first_default => {
                    items.get(at - first_default).copied()
                }
                _ => None,
            };
            match default {
                Some(default) => *register = default,
                None => missing.push(format!("'{}'", self.heap.name(parameters.positional[at]))),
            }
        }
        if !missing.is_empty() {
            return Err(self.missing(code, "positional", &missing));
        }
        let keyword_base = count + usize::from(parameters.rest);
        for (at, &(name, _)) in parameters.keyword_only.iter().enumerate() {
            if registers[keyword_base + at].is_set() {
                continue;
            }
            let default = match self.heap.of(keyword_defaults) {
                Object::Map(map) => map
                    .get(&Key::Str(self.heap.name(name).into()))
                    .map(|&(_, value)| value),
                _ => None,
            };
            match default {
                Some(default) => registers[keyword_base + at] = default,
                None => missing.push(format!("'{}'", self.heap.name(name))),
            }
        }
        if missing.is_empty() {
            Ok(())
        } else {
            Err(self.missing(code, "keyword-only", &missing))
        }
    }

    fn bind_error(&mut self, code: &Function, problem: &str) -> Fault {
        let message = format!("{}() {problem}", code.qualified_name);
        self.env().type_error(&message)
    }

    fn missing(&mut self, code: &Function, kind: &str, names: &[String]) -> Fault {
        let listed = match names {
            [only] => only.clone(),
            [first, second] => format!("{first} and {second}"),
            [most @ .., last] => format!("{}, and {last}", most.join(", ")),
            [] => String::new(),
        };
        let plural = if names.len() == 1 { "" } else { "s" };
        self.bind_error(
            code,
            &format!(
                "missing {} required {kind} argument{plural}: {listed}",
                names.len()
            ),
        )
    }

    fn surplus(&mut self, code: &Function, given: usize) -> Fault {
        let count = code.parameters.positional.len();
        let least = count - usize::from(code.parameters.defaults);
        let takes = if least == count {
            count.to_string()
        } else {
            format!("from {least} to {count}")
        };
        let plural = if count == 1 { "" } else { "s" };
        let were = if given == 1 { "was" } else { "were" };
        self.bind_error(
            code,
            &format!("takes {takes} positional argument{plural} but {given} {were} given"),
        )
    }
}

/// So many registers from a place on the stack of a task's registers.
#[inline]
fn window(task: &Task, start: usize, args: u8) -> &[Value] {
    let window = task.registers.get(start..start + usize::from(args));
    window.unwrap_or_default()
}

/// The defaults in a tuple of them.
fn defaults_of(heap: &Heap, defaults: Value) -> &[Value] {
    match heap.of(defaults) {
        Object::Tuple(items) => items,
        _ => &[],
    }
}

/// Whether a function of the engine is about the state of the task that calls it, which the interpreter has.
fn is_of_task(native: Native) -> bool {
    matches!(
        native,
        Native::Next
            | Native::HandledException
            | Native::Dropped
            | Native::Caller
            | Native::CurrentContext
            | Native::SetCurrentContext
    )
}

/// Arguments by name as a dictionary.
fn keyword_map(env: &mut Env<'_>, named: Vec<(NameId, Value)>) -> Value {
    let mut map = Map::default();
    for (name, value) in named {
        let name: std::sync::Arc<str> = env.heap.name(name).into();
        let key = env.text(name.clone());
        map.insert(Key::Str(name), (key, value));
    }
    env.map(map)
}

/// Whether a function takes its arguments by position and nothing else.
fn is_simple(code: &Function) -> bool {
    !code.parameters.rest
        && !code.parameters.keyword_rest
        && code.parameters.keyword_only.is_empty()
}
