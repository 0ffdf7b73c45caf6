//! A whole program.

use crate::{
    ConstId, FileId, Function, FunctionId, GlobalId, NameId, Native, Site, SourceFile, Span,
};

/// A constant.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Constant {
    /// `None`
    None,
    /// A truth value
    Bool(bool),
    /// An integer that fits 64 bits
    Int(i64),
    /// A larger integer, in decimal digits with an optional minus sign
    BigInt(String),
    /// A floating-point number
    Float(f64),
    /// A string
    Str(String),
    /// A tuple of earlier constants
    Tuple(Vec<ConstId>),
    /// Something that the engine implements itself
    Native(Native),
    /// `...`
    Ellipsis,
}

/// A module-level variable.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Global {
    /// Its name in the source.
    pub name: NameId,
    /// Bound by one statement of the module that runs once, and never again: reading it cannot race.
    pub stable: bool,
    /// Whether it belongs to the library and is not shown.
    pub library: bool,
}

/// A constant of the program that the reader may turn: `WORKERS = 3  # knob: 1..16`.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Knob {
    /// The variable's name.
    pub name: String,
    /// Where its value stands in the pool; turning the knob replaces that constant.
    pub constant: ConstId,
    /// The value in the source.
    pub value: i64,
    /// Smallest value.
    pub min: i64,
    /// Largest value.
    pub max: i64,
    /// Where the value stands in file 0.
    pub span: Span,
}

/// A library function that the engine calls where an operation meets objects that define it in the program's own
/// code (`__eq__`, `__str__`, …), so that the engine never has to re-enter its interpreter.
///
/// The hooks with a parameter `*then` pass their result on where one is given: they return `then[0](result)`. That is
/// how an operation of the engine goes on when code has run in the middle of it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[repr(u8)]
pub enum Hook {
    /// `binary(op_name, a, b)`: `a op b` where an operand is an instance; `op_name` such as `add`
    Binary,
    /// `inplace(op_name, a, b)`
    Inplace,
    /// `compare(op_name, a, b)` for `eq ne lt le gt ge`
    Compare,
    /// `contains(container, item)`
    Contains,
    /// `str(x, *then)`
    Str,
    /// `repr(x, *then)`
    Repr,
    /// `format(x, spec, *then)`
    Format,
    /// `print(args_tuple, kwargs_dict)` where an argument needs code to become text
    Print,
    /// `list(iterable, *then)` for iterables that run code
    List,
    /// `dict_from(iterable_or_mapping, *then)`
    Dict,
    /// `sort(list, key, reverse)` in place, where keys run code
    Sort,
    /// `hash(x)`
    Hash,
    /// `keyed(container, key, operation, args_tuple)`: `operation(key, *args)` of a dictionary or set, where finding
    /// the key runs code
    Keyed,
    /// `fill(container, items, result)`: puts members, or pairs of keys and values, in a container; gives `result`
    Fill,
    /// `wait_for(condition, predicate, timeout)` of a condition variable
    WaitFor,
    /// `barrier_action(barrier, action)`: what the last one to arrive does
    BarrierAction,
    /// `run_in_executor(loop, executor, function, args_tuple)` of an event loop
    RunInExecutor,
    /// `call(function, args_tuple, kwargs_dict)`: calls what can only be called from a call instruction
    Call,
    /// `until(function, sentinel)`: `iter` with a sentinel
    Until,
    /// `build_class(name, bases, namespace, keywords)`: a `class` statement that runs code (`metaclass=`,
    /// `__init_subclass__`, `__set_name__`)
    BuildClass,
    /// `complete_class(metaclass, name, bases, namespace, keywords)`: `type.__new__`
    CompleteClass,
    /// `instantiate(class, new, args_tuple, kwargs_dict)`: calls a class with its own `__new__`
    Instantiate,
    /// `put_by_code(queue, item, items)` and `get_by_code(queue, items)` of a priority queue that holds `items`, where
    /// comparing them runs code
    PutByCode,
    /// See [`Hook::PutByCode`].
    GetByCode,
    /// `search(sequence, method, args_tuple)`: `index`, `count` and `remove` where comparing runs code
    Search,
    /// `encode(text, encoding, errors)`: `str.encode`
    Encode,
    /// `uncaught(exception)`: keeps the texts that tracebacks will show where code makes them, and raises it again
    Uncaught,
    /// `close_all(generators)`: closes generators to which nothing refers any more, in their order
    CloseAll,
}

impl Hook {
    /// Every hook, in the order of [`Program::hooks`].
    pub const ALL: [Hook; 28] = [
        Hook::Binary,
        Hook::Inplace,
        Hook::Compare,
        Hook::Contains,
        Hook::Str,
        Hook::Repr,
        Hook::Format,
        Hook::Print,
        Hook::List,
        Hook::Dict,
        Hook::Sort,
        Hook::Hash,
        Hook::Keyed,
        Hook::Fill,
        Hook::WaitFor,
        Hook::BarrierAction,
        Hook::RunInExecutor,
        Hook::Call,
        Hook::Until,
        Hook::BuildClass,
        Hook::CompleteClass,
        Hook::Instantiate,
        Hook::PutByCode,
        Hook::GetByCode,
        Hook::Search,
        Hook::Encode,
        Hook::Uncaught,
        Hook::CloseAll,
    ];
}

/// Compiled code: what a front end makes and the engine runs.
#[derive(Clone, PartialEq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Program {
    /// The code.
    pub functions: Vec<Function>,
    /// The pool.
    pub constants: Vec<Constant>,
    /// Interned names; the first ones are [`crate::well_known::TABLE`].
    pub names: Vec<String>,
    /// Module-level variables.
    pub globals: Vec<Global>,
    /// The function that the main task runs: the library's module bodies, then the reader's.
    pub main: FunctionId,
    /// Library functions for [`Hook::ALL`], in that order.
    pub hooks: Vec<Option<FunctionId>>,
    /// Sources; file 0 is the reader's own.
    pub files: Vec<SourceFile>,
    /// The knobs, in the order of the source.
    pub knobs: Vec<Knob>,
    /// The first site of each function, and at the end one past the last; made by [`Program::lay_out`].
    pub site_bases: Vec<u32>,
}

impl Program {
    /// Numbers the sites. A front end calls it once, when the functions are complete.
    pub fn lay_out(&mut self) {
        self.site_bases.clear();
        let mut next = 0u32;
        for function in &self.functions {
            self.site_bases.push(next);
            next = next.saturating_add(function.code.len() as u32);
        }
        self.site_bases.push(next);
    }

    /// The function with an id that the verifier has accepted.
    #[must_use]
    #[inline]
    pub fn function(&self, id: FunctionId) -> &Function {
        &self.functions[id.index()]
    }

    /// An interned name, or `?` for an id of another program.
    #[must_use]
    pub fn name(&self, id: NameId) -> &str {
        self.names.get(id.index()).map_or("?", String::as_str)
    }

    /// The name of a global.
    #[must_use]
    pub fn global_name(&self, id: GlobalId) -> &str {
        self.globals
            .get(id.index())
            .map_or("?", |global| self.name(global.name))
    }

    /// The library function behind a hook.
    #[must_use]
    pub fn hook(&self, hook: Hook) -> Option<FunctionId> {
        self.hooks.get(hook as usize).copied().flatten()
    }

    /// The number of an instruction in the whole program.
    #[must_use]
    #[inline]
    pub fn site(&self, function: FunctionId, pc: usize) -> Site {
        Site(
            self.site_bases
                .get(function.index())
                .map_or(0, |base| base + pc as u32),
        )
    }

    /// The function and the instruction index of a site.
    #[must_use]
    pub fn locate(&self, site: Site) -> Option<(FunctionId, usize)> {
        let function = self
            .site_bases
            .partition_point(|&base| base <= site.0)
            .checked_sub(1)?;
        let pc = (site.0 - self.site_bases[function]) as usize;
        (pc < self.functions.get(function)?.code.len()).then_some((FunctionId(function as u32), pc))
    }

    /// The file and span of a site; `None` inside the library.
    #[must_use]
    pub fn span(&self, site: Site) -> Option<(FileId, Span)> {
        let (function, pc) = self.locate(site)?;
        let function = self.function(function);
        Some((function.file, *function.spans.get(pc)?))
    }

    /// The line of a site, counted from 1; `None` inside the library.
    #[must_use]
    pub fn line(&self, site: Site) -> Option<u32> {
        let (file, span) = self.span(site)?;
        (file == FileId(0)).then(|| {
            self.files
                .first()
                .map_or(0, |file| file.position(span.start).0)
        })
    }

    /// Turns a knob.
    ///
    /// # Errors
    /// A sentence when there is no such knob or the value is out of its range.
    pub fn set_knob(&mut self, name: &str, value: i64) -> Result<(), String> {
        let Some(knob) = self.knobs.iter().find(|knob| knob.name == name) else {
            let known: Vec<&str> = self.knobs.iter().map(|knob| knob.name.as_str()).collect();
            return Err(if known.is_empty() {
                format!("there is no knob `{name}`: this program has none")
            } else {
                format!(
                    "there is no knob `{name}`; this program has {}",
                    known.join(", ")
                )
            });
        };
        if value < knob.min || value > knob.max {
            return Err(format!(
                "knob `{name}` goes from {} to {}; {value} is outside",
                knob.min, knob.max
            ));
        }
        if let Some(constant) = self.constants.get_mut(knob.constant.index()) {
            *constant = Constant::Int(value);
        }
        Ok(())
    }
}
