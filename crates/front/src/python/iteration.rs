//! `for` loops over what their own head makes, such as a call of a generator function: when one is left early nothing
//! refers to the iterator any more. CPython's counts of references notice that at once, and close a generator.

use interleave_program::{Native, Op, Reg};
use ruff_python_ast::Expr;
use ruff_text_size::TextRange;

use super::block::Block;
use super::bound::Bound;
use super::emit::{Label, Region};
use super::entity::Entity;
use super::lower::Lower;
use super::parse::span;

/// Methods whose results are no generators, or belong to what they are of.
const NO_GENERATORS: &[&str] = &[
    "copy",
    "items",
    "keys",
    "most_common",
    "readlines",
    "split",
    "splitlines",
    "values",
];

/// A loop of this kind while its body is compiled.
pub struct Iteration {
    /// Where `break` goes.
    pub broken: Label,
    handler: Label,
    exception: Reg,
    region: Region,
    before: Bound,
}

impl<'a> Lower<'a> {
    /// Whether going through an expression may make a generator that nobody else knows.
    pub fn makes_iterator(&mut self, iterable: &'a Expr) -> bool {
        if self.unit.module.is_some() {
            return false;
        }
        match iterable {
            // Whoever is gone through may make a generator for it (`__iter__`).
            Expr::Generator(_) | Expr::Name(_) | Expr::Attribute(_) => true,
            Expr::Call(call) => match self.entity(&call.func) {
                Ok(Some(Entity::Native(_))) => false,
                _ => call
                    .func
                    .as_attribute_expr()
                    .is_none_or(|method| !NO_GENERATORS.contains(&method.attr.as_str())),
            },
            _ => false,
        }
    }

    /// Protects the body of a loop from here on.
    pub fn begin_iteration(&mut self, iter: Reg, range: TextRange) -> Iteration {
        let exception = self.alloc();
        let (broken, handler) = (self.frame().label(), self.frame().label());
        let before = self.entry_of_handlers();
        let region = self.frame().protect(handler, exception);
        self.frame().blocks.push(Block::Iteration {
            region,
            iter,
            span: span(range),
        });
        Iteration {
            broken,
            handler,
            exception,
            region,
            before,
        }
    }

    /// The ways out of a loop other than its own end.
    pub fn end_iteration(
        &mut self,
        iteration: Iteration,
        iter: Reg,
        (breaks, end): (&Bound, Label),
        range: TextRange,
    ) {
        self.close(iteration.region);
        self.frame().place(iteration.broken);
        self.frame().bound = breaks.clone();
        if self.frame().can_run_off() {
            self.drop_iterator(iter, range);
            self.frame().jump(Op::Jump { target: 0 }, end, span(range));
        }
        self.frame().place(iteration.handler);
        self.frame().bound = iteration.before;
        let exception = iteration.exception;
        self.emit(Op::PushHandled { exception }, range);
        self.drop_iterator(iter, range);
        self.emit(Op::PopHandled, range);
        self.emit(Op::Reraise { src: exception }, range);
        self.frame().bound = Bound::unreachable();
    }

    /// Nothing uses an iterator any more.
    pub fn drop_iterator(&mut self, iter: Reg, range: TextRange) {
        let mark = self.frame().mark();
        let base = self.alloc();
        self.load_native(Native::Dropped, base, range);
        let dst = self.alloc();
        self.emit(Op::Move { dst, src: iter }, range);
        self.emit(Op::Call { base, args: 1 }, range);
        self.frame().release(mark);
    }
}
