//! One function: its parameters, code, exception handlers and debug information.

use crate::{ConstId, FileId, FunctionId, NameId, Op, Reg, Span};

/// What calling the function gives.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum FunctionKind {
    /// Its result.
    #[default]
    Plain,
    /// A generator.
    Generator,
    /// A coroutine.
    Coroutine,
    /// An asynchronous generator.
    AsyncGenerator,
}

/// Parameters, in the order of the registers that they arrive in: positional ones, the rest (`*args`),
/// keyword-only ones, the keyword rest (`**kwargs`). Captured cells follow.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Parameters {
    /// Names of the positional parameters.
    pub positional: Vec<NameId>,
    /// How many of those, from the left, cannot be given by name.
    pub positional_only: u16,
    /// How many of the positional parameters, from the right, have a default.
    pub defaults: u16,
    /// Whether there is a `*args`; a bare `*` is none.
    pub rest: bool,
    /// Keyword-only parameters and whether each has a default.
    pub keyword_only: Vec<(NameId, bool)>,
    /// Whether there is a `**kwargs`.
    pub keyword_rest: bool,
}

impl Parameters {
    /// How many registers the parameters take.
    #[must_use]
    pub fn count(&self) -> usize {
        self.positional.len()
            + usize::from(self.rest)
            + self.keyword_only.len()
            + usize::from(self.keyword_rest)
    }

    /// Whether a function object carries defaults.
    #[must_use]
    pub fn has_defaults(&self) -> bool {
        self.defaults > 0 || self.keyword_only.iter().any(|&(_, default)| default)
    }
}

/// Where an exception raised in a range of instructions goes. The innermost handler comes first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Handler {
    /// First instruction covered.
    pub start: u32,
    /// One past the last instruction covered.
    pub end: u32,
    /// Where execution goes on.
    pub target: u32,
    /// The register that receives the exception.
    pub exception: Reg,
}

/// A function of register bytecode.
#[derive(Clone, PartialEq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Function {
    /// The plain name, such as `worker`.
    pub name: String,
    /// The qualified name, such as `Account.deposit`.
    pub qualified_name: String,
    /// The file it stands in.
    pub file: FileId,
    /// Its whole definition, decorators included.
    pub definition: Span,
    /// What calling it gives.
    pub kind: FunctionKind,
    /// Its parameters.
    pub parameters: Parameters,
    /// For each captured variable, the register of the *enclosing* function that holds its cell when
    /// [`Op::Closure`] runs. The cells arrive in the registers that follow the parameters.
    pub captures: Vec<Reg>,
    /// How many registers a frame has.
    pub registers: u16,
    /// The instructions.
    pub code: Vec<Op>,
    /// The source of each instruction, parallel to `code`; none in the library, whose lines nobody is shown.
    pub spans: Vec<Span>,
    /// Exception handlers, innermost first.
    pub handlers: Vec<Handler>,
    /// The source names of registers that hold variables (or the cells of captured ones).
    pub locals: Vec<(Reg, NameId)>,
    /// Whether it belongs to the library. Memory that library code touches is not shown and not a step of its
    /// own: a library call is as atomic as the primitives inside it.
    pub library: bool,
    /// Its documentation, a string constant.
    pub doc: Option<ConstId>,
    /// The function whose code contains the definition of this one.
    pub parent: Option<FunctionId>,
}
