//! `raise`, `try` and `with`, and the way out of them.
//!
//! The code of a `finally` stands in the function several times, as in CPython: for the normal end, for an
//! exception, and for each `return`, `break` and `continue` that leaves.

use interleave_program::{Op, Reg, well_known};
use ruff_python_ast::name::Name;
use ruff_python_ast::{self as ast, ExceptHandler, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::block::Block;
use super::bound::Bound;
use super::emit::{Label, Region};
use super::library::{STAR_END, STAR_SPLIT};
use super::lower::Lower;
use super::parse::span;

/// Longest code of one function, in instructions: `finally` in `finally` doubles it at every level.
const MAX_CODE: u32 = 1 << 20;

impl<'a> Lower<'a> {
    /// `raise`, `raise error`, `raise error from cause`
    pub fn raise(&mut self, raise: &'a ast::StmtRaise) {
        let range = raise.range;
        match (&raise.exc, &raise.cause) {
            (None, _) => match self.frame().handled.last().copied() {
                Some(src) => self.emit(Op::Reraise { src }, range),
                // What is being handled may be known to the caller only.
                None => self.emit(Op::RaiseHandled, range),
            },
            (Some(exception), None) => {
                // A class is replaced by what it makes.
                let src = self.fresh(exception);
                self.emit(Op::Raise { src }, range);
            }
            (Some(exception), Some(cause)) => {
                let src = self.fresh(exception);
                let cause = self.fresh(cause);
                self.emit(Op::RaiseFrom { src, cause }, range);
            }
        }
        self.frame().bound = Bound::unreachable();
    }

    /// Runs the clean-up of all blocks inside the first `depth`, then `exit`, which leaves them.
    pub fn leave(&mut self, depth: usize, exit: impl FnOnce(&mut Self)) {
        let handled = self.frame().handled.clone();
        let mut left = Vec::new();
        while self.frame().blocks.len() > depth {
            let Some(block) = self.frame().blocks.pop() else {
                break;
            };
            if let Some(region) = block.region() {
                self.frame().pause(region);
            }
            self.clean_up(&block);
            left.push(block);
        }
        exit(self);
        for block in left.into_iter().rev() {
            if let Some(region) = block.region() {
                self.frame().resume(region);
            }
            self.frame().blocks.push(block);
        }
        self.frame().handled = handled;
    }

    fn clean_up(&mut self, block: &Block<'a>) {
        match block {
            Block::Loop { .. } | Block::Try { .. } => {}
            Block::Iteration { iter, span, .. } => {
                let range = TextRange::new(span.start.into(), span.end.into());
                self.drop_iterator(*iter, range);
            }
            Block::Finally { body, .. } => {
                if self.frame().here() < MAX_CODE {
                    self.statements(body);
                }
            }
            Block::Handler { name, span, .. } => {
                self.frame().handled.pop();
                self.end_handling(*name, TextRange::new(span.start.into(), span.end.into()));
            }
            Block::With {
                exit,
                is_async,
                span,
                ..
            } => {
                let range = TextRange::new(span.start.into(), span.end.into());
                self.exit_normally(*exit, *is_async, range);
            }
        }
    }

    fn end_handling(&mut self, name: Option<&'a Name>, range: TextRange) {
        self.emit(Op::PopHandled, range);
        if let Some(name) = name {
            let mark = self.frame().mark();
            self.delete_name(name, false, range);
            self.frame().release(mark);
        }
    }

    // --- try ---

    /// `try … except … else … finally …`
    pub fn try_(&mut self, try_: &'a ast::StmtTry) {
        if try_.finalbody.is_empty() {
            return self.try_except(try_);
        }
        let place = TextRange::empty(
            try_.finalbody
                .first()
                .map_or(try_.range, Stmt::range)
                .start(),
        );
        let exception = self.alloc();
        let (handler, end) = (self.frame().label(), self.frame().label());
        let before = self.entry_of_handlers();
        let region = self.frame().protect(handler, exception);
        self.frame().blocks.push(Block::Finally {
            region,
            body: &try_.finalbody,
        });
        if try_.handlers.is_empty() {
            self.statements(&try_.body);
        } else {
            self.try_except(try_);
        }
        self.close(region);
        let reachable = self.frame().can_run_off();
        if reachable {
            self.statements(&try_.finalbody);
        }
        let after = self.frame().bound.clone();
        if self.frame().can_run_off() {
            self.frame().jump(Op::Jump { target: 0 }, end, span(place));
        }
        self.frame().place(handler);
        self.frame().bound = before;
        self.handling(exception, None, place, |this| {
            this.statements(&try_.finalbody);
            this.frame().can_run_off().then_some(())
        });
        self.emit(Op::Reraise { src: exception }, place);
        self.frame().place(end);
        self.frame().bound = after;
    }

    /// Ends the protected code of the innermost block, and the block.
    pub fn close(&mut self, region: Region) {
        self.frame().end(region);
        self.frame().blocks.pop();
    }

    /// What is surely bound wherever an exception may come from, from here on.
    pub fn entry_of_handlers(&mut self) -> Bound {
        let now = self.frame().bound.clone();
        self.forget_deleted();
        std::mem::replace(&mut self.frame().bound, now)
    }

    /// Code that handles `exception`: what it raises ends the handling first. `body` tells whether it can end
    /// normally, and then the handling ends too.
    fn handling(
        &mut self,
        exception: Reg,
        name: Option<&'a Name>,
        range: TextRange,
        body: impl FnOnce(&mut Self) -> Option<()>,
    ) {
        let raised = self.alloc();
        let (failed, end) = (self.frame().label(), self.frame().label());
        self.emit(Op::PushHandled { exception }, range);
        let before = self.entry_of_handlers();
        let region = self.frame().protect(failed, raised);
        self.frame().blocks.push(Block::Handler {
            region,
            name,
            span: span(range),
        });
        self.frame().handled.push(exception);
        let ends = body(self);
        self.frame().handled.pop();
        self.close(region);
        if ends.is_some() {
            self.end_handling(name, range);
            self.frame().jump(Op::Jump { target: 0 }, end, span(range));
        }
        let after = self.frame().bound.clone();
        self.frame().place(failed);
        self.frame().bound = before;
        self.end_handling(name, range);
        self.emit(Op::Reraise { src: raised }, range);
        self.frame().place(end);
        self.frame().bound = after;
    }

    fn try_except(&mut self, try_: &'a ast::StmtTry) {
        let exception = self.alloc();
        let (handler, end) = (self.frame().label(), self.frame().label());
        let before = self.entry_of_handlers();
        let region = self.frame().protect(handler, exception);
        self.frame().blocks.push(Block::Try { region });
        self.statements(&try_.body);
        self.close(region);
        self.statements(&try_.orelse);
        let mut after = self.frame().bound.clone();
        let place = TextRange::empty(try_.range.start());
        if self.frame().can_run_off() {
            self.frame().jump(Op::Jump { target: 0 }, end, span(place));
        }
        self.frame().place(handler);
        if try_.is_star {
            self.frame().bound = before;
            self.star_clauses(&try_.handlers, exception, place);
            self.frame().place(end);
            self.frame().bound = after;
            return;
        }
        for clause in &try_.handlers {
            let ExceptHandler::ExceptHandler(clause) = clause;
            self.frame().bound = before.clone();
            self.clause(clause, exception, end);
            after.merge(&self.frame().bound.clone());
        }
        let catches_all = try_.handlers.last().is_some_and(|clause| {
            let ExceptHandler::ExceptHandler(clause) = clause;
            clause.type_.is_none()
        });
        if !catches_all {
            self.emit(Op::Reraise { src: exception }, place);
        }
        self.frame().place(end);
        self.frame().bound = after;
    }

    /// One `except` clause; execution goes on after it if the exception is not of its class.
    fn clause(&mut self, clause: &'a ast::ExceptHandlerExceptHandler, exception: Reg, end: Label) {
        let header = clause
            .type_
            .as_ref()
            .map_or(TextRange::empty(clause.range.start()), |class| {
                class.range()
            });
        let next = self.frame().label();
        if let Some(class) = &clause.type_ {
            let mark = self.frame().mark();
            let class = self.operand(class);
            let dst = self.alloc();
            self.emit(
                Op::MatchException {
                    dst,
                    exception,
                    class,
                },
                header,
            );
            self.frame().jump(
                Op::JumpIfNot {
                    cond: dst,
                    target: 0,
                },
                next,
                span(header),
            );
            self.frame().release(mark);
        }
        let name = clause.name.as_ref().map(|name| &name.id);
        let mark = self.frame().mark();
        self.handling(exception, name, header, |this| {
            if let Some(name) = &clause.name {
                this.store_name(&name.id, exception, name.range);
            }
            this.statements(&clause.body);
            this.frame().can_run_off().then_some(())
        });
        self.frame().release(mark);
        if self.frame().can_run_off() {
            self.frame().jump(Op::Jump { target: 0 }, end, span(header));
        }
        self.frame().place(next);
    }

    // --- except* ---

    /// The `except*` clauses of a `try` (PEP 654): each gets the part of the group that it matches, all of them run,
    /// and what they raise goes on together with what nobody matched.
    fn star_clauses(&mut self, clauses: &'a [ExceptHandler], exception: Reg, place: TextRange) {
        self.handling(exception, None, place, |this| {
            let rest = this.alloc();
            this.emit(
                Op::Move {
                    dst: rest,
                    src: exception,
                },
                place,
            );
            let raised = this.alloc();
            this.list(&[], raised, place);
            for clause in clauses {
                let ExceptHandler::ExceptHandler(clause) = clause;
                this.star_clause(clause, rest, raised);
            }
            let base = this.library_call(STAR_END, &[exception, raised, rest], place);
            let done = this.frame().label();
            this.frame().jump(
                Op::JumpIfNone {
                    src: base,
                    target: 0,
                },
                done,
                span(place),
            );
            this.emit(Op::Reraise { src: base }, place);
            this.frame().place(done);
            Some(())
        });
    }

    fn star_clause(&mut self, clause: &'a ast::ExceptHandlerExceptHandler, rest: Reg, raised: Reg) {
        let Some(class) = &clause.type_ else { return };
        let header = class.range();
        let mark = self.frame().mark();
        let class = self.fresh(class);
        let parts = self.library_call(STAR_SPLIT, &[rest, class], header);
        let first = self.alloc();
        let second = self.alloc();
        self.emit(
            Op::Unpack {
                src: parts,
                first,
                count: 2,
            },
            header,
        );
        self.emit(
            Op::Move {
                dst: rest,
                src: second,
            },
            header,
        );
        let (failed, next) = (self.frame().label(), self.frame().label());
        self.frame().jump(
            Op::JumpIfNone {
                src: first,
                target: 0,
            },
            next,
            span(header),
        );
        let error = self.alloc();
        let before = self.entry_of_handlers();
        let region = self.frame().protect(failed, error);
        self.frame().blocks.push(Block::Try { region });
        let name = clause.name.as_ref().map(|name| &name.id);
        self.handling(first, name, header, |this| {
            if let Some(name) = &clause.name {
                this.store_name(&name.id, first, name.range);
            }
            this.statements(&clause.body);
            this.frame().can_run_off().then_some(())
        });
        self.close(region);
        if self.frame().can_run_off() {
            self.frame()
                .jump(Op::Jump { target: 0 }, next, span(header));
        }
        self.frame().place(failed);
        self.frame().bound = before;
        self.emit(
            Op::ListPush {
                list: raised,
                value: error,
            },
            header,
        );
        self.frame().place(next);
        self.frame().release(mark);
    }

    /// Calls a function of the library's builtins; the result is in the register returned, the topmost.
    pub fn library_call(&mut self, name: &str, arguments: &[Reg], range: TextRange) -> Reg {
        let base = self.alloc();
        match self.library.find("builtins", name) {
            Some(entity) => self.load_entity(&entity, base, range),
            None => self.emit(Op::None { dst: base }, range),
        }
        for &src in arguments {
            let dst = self.alloc();
            self.emit(Op::Move { dst, src }, range);
        }
        let args = arguments.len() as u8;
        self.emit(Op::Call { base, args }, range);
        self.frame().release(base.0 + 1);
        base
    }

    // --- with ---

    /// `with a as b, c as d:`
    pub fn with(&mut self, with: &'a ast::StmtWith) {
        self.with_items(&with.items, with);
    }

    fn with_items(&mut self, items: &'a [ast::WithItem], with: &'a ast::StmtWith) {
        let Some((item, rest)) = items.split_first() else {
            return self.statements(&with.body);
        };
        let range = item.context_expr.range();
        if with.is_async {
            self.check_await(range);
        }
        let (enter, leave) = if with.is_async {
            (well_known::AENTER, well_known::AEXIT)
        } else {
            (well_known::ENTER, well_known::EXIT)
        };
        let exit = self.alloc();
        let exception = self.alloc();
        let value = self.fresh(&item.context_expr);
        self.emit(
            Op::GetAttr {
                dst: exit,
                object: value,
                name: leave,
            },
            range,
        );
        self.call_special(value, enter, range);
        if with.is_async {
            self.emit(Op::Await { value }, range);
        }
        let (handler, end) = (self.frame().label(), self.frame().label());
        let before = self.entry_of_handlers();
        let region = self.frame().protect(handler, exception);
        self.frame().blocks.push(Block::With {
            region,
            exit,
            is_async: with.is_async,
            span: span(range),
        });
        if let Some(target) = &item.optional_vars {
            self.assign(target, value);
        }
        self.frame().release(value.0);
        self.with_items(rest, with);
        self.close(region);
        let mut after = self.frame().bound.clone();
        if self.frame().can_run_off() {
            self.exit_normally(exit, with.is_async, range);
            self.frame().jump(Op::Jump { target: 0 }, end, span(range));
        }
        self.frame().place(handler);
        self.frame().bound = before.clone();
        self.handling(exception, None, range, |this| {
            this.exit_with(exit, exception, with.is_async, range);
            Some(())
        });
        self.frame().place(end);
        after.merge(&before);
        self.frame().bound = after;
    }

    /// `exit(None, None, None)`
    fn exit_normally(&mut self, exit: Reg, is_async: bool, range: TextRange) {
        let mark = self.frame().mark();
        let base = self.alloc();
        self.emit(
            Op::Move {
                dst: base,
                src: exit,
            },
            range,
        );
        for _ in 0..3 {
            self.none(range);
        }
        self.emit(Op::Call { base, args: 3 }, range);
        if is_async {
            self.emit(Op::Await { value: base }, range);
        }
        self.frame().release(mark);
    }

    /// `exit(type, exception, None)`; raises the exception again unless the result is true.
    fn exit_with(&mut self, exit: Reg, exception: Reg, is_async: bool, range: TextRange) {
        let base = self.alloc();
        self.emit(
            Op::Move {
                dst: base,
                src: exit,
            },
            range,
        );
        let class = self.alloc();
        self.emit(
            Op::GetAttr {
                dst: class,
                object: exception,
                name: well_known::CLASS,
            },
            range,
        );
        let value = self.alloc();
        self.emit(
            Op::Move {
                dst: value,
                src: exception,
            },
            range,
        );
        self.none(range);
        self.emit(Op::Call { base, args: 3 }, range);
        if is_async {
            self.emit(Op::Await { value: base }, range);
        }
        let swallowed = self.frame().label();
        self.frame().jump(
            Op::JumpIf {
                cond: base,
                target: 0,
            },
            swallowed,
            span(range),
        );
        self.emit(Op::Reraise { src: exception }, range);
        self.frame().place(swallowed);
    }
}
