//! Statements, other than definitions and those that deal with exceptions.

use interleave_program::{Constant, FunctionKind, Native, Op, Reg};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::block::Block;
use super::bound::Bound;
use super::emit::Label;
use super::lower::Lower;
use super::parse::span;
use super::scope::Place;

impl<'a> Lower<'a> {
    /// Statements in a row.
    pub fn statements(&mut self, body: &'a [Stmt]) {
        for statement in body {
            let mark = self.frame().mark();
            self.statement(statement);
            self.frame().release(mark);
        }
    }

    fn statement(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::Expr(expression) => {
                if !expression.value.is_string_literal_expr() {
                    self.effect(&expression.value);
                }
            }
            Stmt::Assign(assign) => self.assign_statement(assign),
            Stmt::AugAssign(assign) => self.augmented(assign),
            Stmt::AnnAssign(assign) => {
                if let Some(value) = &assign.value {
                    self.assign_value(std::slice::from_ref(&*assign.target), value, assign.range);
                }
            }
            Stmt::Delete(delete) => {
                for target in &delete.targets {
                    self.delete(target);
                }
            }
            Stmt::If(if_) => self.if_(if_),
            Stmt::While(while_) => self.while_(while_),
            Stmt::For(for_) => self.for_(for_),
            Stmt::Break(break_) => self.break_(break_.range),
            Stmt::Continue(continue_) => self.continue_(continue_.range),
            Stmt::Return(return_) => self.return_(return_),
            Stmt::Raise(raise) => self.raise(raise),
            Stmt::Assert(assert) => self.assert(assert),
            Stmt::Try(try_) => self.try_(try_),
            Stmt::With(with) => self.with(with),
            Stmt::Match(match_) => self.match_(match_),
            Stmt::FunctionDef(def) => self.function(def),
            Stmt::ClassDef(def) => self.class(def),
            Stmt::Import(import) => {
                for alias in &import.names {
                    let root = alias.name.split('.').next().unwrap_or_default();
                    let name = alias.asname.as_ref().map_or(root, |name| name.as_str());
                    self.import(name, import.range);
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.import(name, import.range);
                }
            }
            Stmt::Global(_) | Stmt::Nonlocal(_) | Stmt::Pass(_) | Stmt::TypeAlias(_) => {}
            Stmt::IpyEscapeCommand(command) => {
                self.refuse(command.range, "IPython command", "");
            }
        }
    }

    /// An import is known at compile time, unless something else binds the same name.
    fn import(&mut self, name: &str, range: TextRange) {
        let scope = self.scope();
        if matches!(self.unit.scopes.lookup(scope, name), Place::Entity(_)) {
            return;
        }
        let known = self
            .unit
            .scopes
            .get(scope)
            .symbols
            .get(name)
            .and_then(|symbol| symbol.entity.clone());
        if let Some(entity) = known {
            let src = self.alloc();
            self.load_entity(&entity, src, range);
            self.store_name(&ruff_python_ast::name::Name::new(name), src, range);
        }
    }

    fn if_(&mut self, if_: &'a ast::StmtIf) {
        let end = self.frame().label();
        let mut after = Bound::unreachable();
        let mut clauses: Vec<(Option<&'a Expr>, &'a [Stmt])> = vec![(Some(&*if_.test), &if_.body)];
        for clause in &if_.elif_else_clauses {
            clauses.push((clause.test.as_ref(), &clause.body));
        }
        let last = clauses.len() - 1;
        let mut exhaustive = false;
        for (index, (test, body)) in clauses.into_iter().enumerate() {
            let next = self.frame().label();
            let truth = match test {
                Some(test) => {
                    self.branch(test, next, false);
                    self.constant_truth(test)
                }
                None => Some(true),
            };
            // What never runs needs no code.
            if truth != Some(false) {
                exhaustive = truth == Some(true);
                let before = self.frame().bound.clone();
                self.statements(body);
                after.merge(&self.frame().bound.clone());
                if index != last && !exhaustive && self.frame().can_run_off() {
                    let place = span(if_.test.range());
                    self.frame().jump(Op::Jump { target: 0 }, end, place);
                }
                self.frame().bound = before;
            }
            self.frame().place(next);
            if exhaustive {
                break;
            }
        }
        if !exhaustive {
            after.merge(&self.frame().bound.clone());
        }
        self.frame().place(end);
        self.frame().bound = after;
    }

    // --- loops ---

    fn while_(&mut self, while_: &'a ast::StmtWhile) {
        let (next, exit, end) = (
            self.frame().label(),
            self.frame().label(),
            self.frame().label(),
        );
        self.forget_deleted();
        self.frame().place(next);
        let endless = self.constant_truth(&while_.test) == Some(true);
        self.branch(&while_.test, exit, false);
        let before = if endless {
            Bound::unreachable()
        } else {
            self.frame().bound.clone()
        };
        self.loop_body(&while_.body, next, end, while_.test.range(), |_| {});
        let breaks = self.pop_loop();
        self.frame().place(exit);
        self.frame().bound = before;
        self.statements(&while_.orelse);
        self.frame().place(end);
        self.frame().bound.merge(&breaks);
    }

    fn for_(&mut self, for_: &'a ast::StmtFor) {
        let place = TextRange::new(for_.target.range().start(), for_.iter.range().end());
        // What an asynchronous iterator gives is awaited first: the variable keeps its value until then.
        let direct = match for_.is_async {
            true => None,
            false => self.direct_iterator(&for_.target),
        };
        let (iter, value) = match direct {
            Some(value) => (Reg(value.0 - 1), value),
            None => {
                let iter = self.alloc();
                (iter, self.alloc())
            }
        };
        if for_.is_async {
            self.check_await(place);
            let base = self.fresh(&for_.iter);
            self.call_special(
                base,
                interleave_program::well_known::AITER,
                for_.iter.range(),
            );
            self.emit(
                Op::Move {
                    dst: iter,
                    src: base,
                },
                for_.iter.range(),
            );
        } else {
            let src = self.operand(&for_.iter);
            self.emit(Op::Iter { dst: iter, src }, for_.iter.range());
        }
        let (next, exit, end) = (
            self.frame().label(),
            self.frame().label(),
            self.frame().label(),
        );
        self.forget_deleted();
        let before = self.frame().bound.clone();
        self.frame().place(next);
        let mut async_end = None;
        if for_.is_async {
            async_end = Some(self.async_next(iter, value, place));
        } else {
            self.frame()
                .jump(Op::Next { iter, target: 0 }, exit, span(place));
        }
        self.frame().busy_iterators.push(iter);
        let iteration = self
            .makes_iterator(&for_.iter)
            .then(|| self.begin_iteration(iter, place));
        let broken = iteration.as_ref().map_or(end, |iteration| iteration.broken);
        self.loop_body(&for_.body, next, broken, place, |this| {
            if direct.is_some() {
                this.frame().bound.insert(value);
            } else {
                this.assign(&for_.target, value);
            }
        });
        self.frame().busy_iterators.pop();
        let breaks = self.pop_loop();
        if let Some(iteration) = iteration {
            self.end_iteration(iteration, iter, (&breaks, end), place);
        }
        if let Some(async_end) = async_end {
            self.async_end(&async_end, exit, place);
        }
        self.frame().place(exit);
        self.frame().bound = before;
        self.statements(&for_.orelse);
        self.frame().place(end);
        self.frame().bound.merge(&breaks);
    }

    /// The register of a loop's variable, if the register before it is kept for the iterator and free.
    fn direct_iterator(&mut self, target: &Expr) -> Option<Reg> {
        let Expr::Name(name) = target else {
            return None;
        };
        let scope = self.scope();
        let Place::Variable(variable) = self.unit.scopes.lookup(scope, &name.id) else {
            return None;
        };
        let symbol = self.unit.scopes.symbol(&variable)?;
        let own = variable.scope == self.frame().scope;
        if !own || !symbol.loop_target || symbol.parameter || symbol.captured {
            return None;
        }
        let reg = self.slot(&variable)?.reg;
        let iter = Reg(reg.0.checked_sub(1)?);
        (!self.frame().busy_iterators.contains(&iter)).then_some(reg)
    }

    fn loop_body(
        &mut self,
        body: &'a [Stmt],
        next: Label,
        end: Label,
        head: TextRange,
        start: impl FnOnce(&mut Self),
    ) {
        self.frame().blocks.push(Block::Loop {
            next,
            end,
            breaks: Bound::unreachable(),
        });
        start(self);
        self.statements(body);
        self.frame().jump(Op::Loop { target: 0 }, next, span(head));
    }

    fn pop_loop(&mut self) -> Bound {
        match self.frame().blocks.pop() {
            Some(Block::Loop { breaks, .. }) => breaks,
            _ => Bound::unreachable(),
        }
    }

    /// At the head of a loop, what its body unbinds may be unbound.
    pub fn forget_deleted(&mut self) {
        let scopes = self.unit.scopes;
        let frame = self.frame();
        let mut deleted: Vec<Reg> = Vec::new();
        for variable in &scopes.deleted {
            deleted.extend(frame.slots.get(variable).map(|slot| slot.reg));
        }
        for reg in deleted {
            frame.bound.remove(reg);
        }
    }

    fn innermost_loop(&mut self) -> Option<(usize, Label, Label)> {
        let blocks = &self.frame().blocks;
        blocks
            .iter()
            .enumerate()
            .rev()
            .find_map(|(depth, block)| match block {
                Block::Loop { next, end, .. } => Some((depth, *next, *end)),
                _ => None,
            })
    }

    fn break_(&mut self, range: TextRange) {
        let Some((depth, _, end)) = self.innermost_loop() else {
            self.error(range, "`break` outside a loop");
            return;
        };
        self.leave(depth + 1, |this| {
            this.frame().jump(Op::Jump { target: 0 }, end, span(range));
        });
        let bound = std::mem::replace(&mut self.frame().bound, Bound::unreachable());
        if let Some(Block::Loop { breaks, .. }) = self.frame().blocks.get_mut(depth) {
            breaks.merge(&bound);
        }
    }

    fn continue_(&mut self, range: TextRange) {
        let Some((depth, next, _)) = self.innermost_loop() else {
            self.error(range, "`continue` outside a loop");
            return;
        };
        self.leave(depth + 1, |this| {
            this.frame().jump(Op::Loop { target: 0 }, next, span(range));
        });
        self.frame().bound = Bound::unreachable();
    }

    fn return_(&mut self, return_: &'a ast::StmtReturn) {
        let in_class = self.scope() != self.frame().scope;
        if self.frames.len() == 1 || in_class {
            self.error(return_.range, "`return` outside a function");
            return;
        }
        if self.frame().kind == FunctionKind::AsyncGenerator && return_.value.is_some() {
            self.error(return_.range, "an async generator cannot return a value");
        }
        let cleans = self
            .frame()
            .blocks
            .iter()
            .any(|block| block.region().is_some());
        let src = match &return_.value {
            Some(value) if cleans => self.fresh(value),
            Some(value) => self.operand(value),
            None => {
                let dst = self.alloc();
                self.emit(Op::None { dst }, return_.range);
                dst
            }
        };
        self.leave(0, |this| {
            this.emit(Op::Return { src }, return_.range);
        });
        self.frame().bound = Bound::unreachable();
    }

    fn assert(&mut self, assert: &'a ast::StmtAssert) {
        let holds = self.frame().label();
        self.branch(&assert.test, holds, true);
        let before = self.frame().bound.clone();
        let range = assert.range;
        let base = self.alloc();
        self.load_native(Native::AssertionError, base, range);
        if let Some(message) = &assert.msg {
            self.fresh(message);
            self.emit(Op::Call { base, args: 1 }, range);
        }
        self.emit(Op::Raise { src: base }, range);
        self.frame().place(holds);
        self.frame().bound = before;
    }

    /// Loads `None` into a fresh register.
    pub fn none(&mut self, range: TextRange) -> Reg {
        let dst = self.alloc();
        self.load_constant(Constant::None, dst, range);
        dst
    }
}
