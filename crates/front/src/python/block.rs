//! What surrounds a statement: loops, and the clean-up that leaving them early must do.

use interleave_program::{Reg, Span};
use ruff_python_ast::Stmt;
use ruff_python_ast::name::Name;

use super::bound::Bound;
use super::emit::{Label, Region};

/// A statement around the one being compiled.
#[derive(Clone)]
pub enum Block<'a> {
    /// A loop.
    Loop {
        /// Where `continue` goes.
        next: Label,
        /// Where `break` goes.
        end: Label,
        /// What is bound at every `break` so far.
        breaks: Bound,
    },
    /// A `for` loop over what its own head makes.
    Iteration {
        /// Its code but for the end of the iteration.
        region: Region,
        /// The iterator.
        iter: Reg,
        /// The head of the loop.
        span: Span,
    },
    /// The body of a `try` with `except` clauses.
    Try {
        /// Its protected code.
        region: Region,
    },
    /// Anything that a `finally` follows.
    Finally {
        /// Its protected code.
        region: Region,
        /// What to run on the way out.
        body: &'a [Stmt],
    },
    /// An `except` clause, or the copy of a `finally` that runs for an exception.
    Handler {
        /// Its code, from which exceptions first end the handling.
        region: Region,
        /// The name that is unbound at the end.
        name: Option<&'a Name>,
        /// The head of the clause.
        span: Span,
    },
    /// The body of a `with`.
    With {
        /// Its protected code.
        region: Region,
        /// The bound `__exit__` or `__aexit__`.
        exit: Reg,
        /// Whether its result is awaited.
        is_async: bool,
        /// The manager's expression.
        span: Span,
    },
}

impl Block<'_> {
    /// The protected code that leaving the block leaves.
    pub fn region(&self) -> Option<Region> {
        match self {
            Self::Loop { .. } => None,
            Self::Try { region }
            | Self::Iteration { region, .. }
            | Self::Finally { region, .. }
            | Self::Handler { region, .. }
            | Self::With { region, .. } => Some(*region),
        }
    }
}
