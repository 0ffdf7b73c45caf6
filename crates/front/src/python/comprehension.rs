//! Comprehensions, which run in the frame around them, and generator expressions, which are functions.

use interleave_program::{Constant, FunctionKind, Native, Op, Reg};
use ruff_python_ast::name::Name;
use ruff_python_ast::{self as ast, Comprehension, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::emit::{Frame, Label, Slot};
use super::lower::Lower;
use super::parse::span;
use super::scope::{ScopeId, Variable};

/// What a comprehension does with each element.
#[derive(Clone, Copy)]
enum Element<'a> {
    List(Reg, &'a Expr),
    Set(Reg, &'a Expr),
    Map(Reg, &'a Expr, &'a Expr),
    Yield(&'a Expr),
}

/// The end of an asynchronous iterator, which comes as an exception.
pub struct AsyncEnd {
    handler: Label,
    exception: Reg,
}

impl<'a> Lower<'a> {
    /// `[… for …]`, `{… for …}` or `{…: … for …}`
    pub fn comprehension(&mut self, expression: &'a Expr, dst: Reg) {
        let range = expression.range();
        let fresh = self.frame().is_fresh(dst);
        let result = if fresh { dst } else { self.alloc() };
        let (first, count) = (result, 0);
        let (op, element, generators, scope) = match expression {
            Expr::ListComp(comp) => (
                Op::List {
                    dst: result,
                    first,
                    count,
                },
                Element::List(result, &comp.elt),
                &comp.generators,
                self.unit.scopes.of(comp),
            ),
            Expr::SetComp(comp) => (
                Op::Set {
                    dst: result,
                    first,
                    count,
                },
                Element::Set(result, &comp.elt),
                &comp.generators,
                self.unit.scopes.of(comp),
            ),
            Expr::DictComp(comp) => {
                let Some(key) = &comp.key else {
                    return self.refuse(range, "** in a comprehension", "use {**a, **b}");
                };
                (
                    Op::Map {
                        dst: result,
                        first,
                        count,
                    },
                    Element::Map(result, key, &comp.value),
                    &comp.generators,
                    self.unit.scopes.of(comp),
                )
            }
            _ => return,
        };
        self.emit(op, range);
        let (Some(scope), Some(generator)) = (scope, generators.first()) else {
            return;
        };
        let before = self.frame().bound.clone();
        let iter = self.fresh(&generator.iter);
        self.start_iteration(generator, iter);
        let value = self.alloc();
        let outer = std::mem::replace(&mut self.frame().inner_scope, scope);
        self.comprehension_variables(scope, generators, range);
        self.comprehension_level(generators, Some((iter, value)), element, range);
        self.frame().inner_scope = outer;
        self.frame().bound = before;
        if !fresh {
            self.emit(Op::Move { dst, src: result }, range);
        }
    }

    /// Gives registers to the variables of a comprehension that do not live beside their iterator.
    fn comprehension_variables(
        &mut self,
        scope: ScopeId,
        generators: &'a [Comprehension],
        range: TextRange,
    ) {
        for name in &self.unit.scopes.get(scope).order {
            if generators
                .iter()
                .any(|generator| self.is_direct(scope, generator, name))
            {
                continue;
            }
            let reg = self.alloc();
            let variable = Variable {
                scope,
                name: name.clone(),
            };
            let cell = self
                .unit
                .scopes
                .symbol(&variable)
                .is_some_and(|symbol| symbol.captured);
            if cell {
                self.emit(Op::Unset { dst: reg }, range);
                self.emit(Op::NewCell { dst: reg, src: reg }, range);
            }
            self.frame().slots.insert(variable, Slot { reg, cell });
        }
    }

    /// Whether a variable is just the item of a generator, and nothing needs to be moved.
    fn is_direct(&self, scope: ScopeId, generator: &Comprehension, name: &Name) -> bool {
        let Expr::Name(target) = &generator.target else {
            return false;
        };
        let variable = Variable {
            scope,
            name: name.clone(),
        };
        target.id == *name
            && self
                .unit
                .scopes
                .symbol(&variable)
                .is_some_and(|symbol| symbol.bindings == 1 && !symbol.captured)
    }

    fn comprehension_level(
        &mut self,
        generators: &'a [Comprehension],
        started: Option<(Reg, Reg)>,
        element: Element<'a>,
        range: TextRange,
    ) {
        let Some((generator, rest)) = generators.split_first() else {
            return self.element(element, range);
        };
        let mark = self.frame().mark();
        let (iter, value) = started.unwrap_or_else(|| {
            let iter = self.fresh(&generator.iter);
            self.start_iteration(generator, iter);
            (iter, self.alloc())
        });
        let place = TextRange::new(
            generator.target.range().start(),
            generator.iter.range().end(),
        );
        let (next, skip, end) = (
            self.frame().label(),
            self.frame().label(),
            self.frame().label(),
        );
        self.frame().place(next);
        let mut async_end = None;
        if generator.is_async {
            self.check_await(place);
            async_end = Some(self.async_next(iter, value, place));
        } else {
            self.frame()
                .jump(Op::Next { iter, target: 0 }, end, span(place));
        }
        let scope = self.scope();
        match &generator.target {
            Expr::Name(name) if self.is_direct(scope, generator, &name.id) => {
                let variable = Variable {
                    scope,
                    name: name.id.clone(),
                };
                let slot = Slot {
                    reg: value,
                    cell: false,
                };
                self.frame().slots.insert(variable, slot);
                self.frame().bound.insert(value);
            }
            target => self.assign(target, value),
        }
        for test in &generator.ifs {
            self.branch(test, skip, false);
        }
        self.comprehension_level(rest, None, element, range);
        self.frame().place(skip);
        self.frame().jump(Op::Loop { target: 0 }, next, span(place));
        if let Some(async_end) = async_end {
            self.async_end(&async_end, end, place);
        }
        self.frame().place(end);
        self.frame().release(mark);
    }

    fn element(&mut self, element: Element<'a>, range: TextRange) {
        let mark = self.frame().mark();
        match element {
            Element::List(list, value) => {
                let place = value.range();
                let value = self.operand(value);
                self.emit(Op::ListPush { list, value }, place);
            }
            Element::Set(set, value) => {
                let place = value.range();
                let value = self.operand(value);
                self.emit(Op::SetPush { set, value }, place);
            }
            Element::Map(map, key, value) => {
                let place = key.range();
                let key = self.operand(key);
                let value = self.operand(value);
                self.emit(Op::MapPush { map, key, value }, place);
            }
            Element::Yield(value) => {
                let value = self.fresh(value);
                self.emit(Op::Yield { value }, range);
            }
        }
        self.frame().release(mark);
    }

    fn start_iteration(&mut self, generator: &Comprehension, iter: Reg) {
        let place = generator.iter.range();
        if generator.is_async {
            self.call_special(iter, interleave_program::well_known::AITER, place);
        } else {
            self.emit(
                Op::Iter {
                    dst: iter,
                    src: iter,
                },
                place,
            );
        }
    }

    /// Calls a method without arguments on the object in `base`, which the result replaces.
    pub fn call_special(&mut self, base: Reg, name: interleave_program::NameId, range: TextRange) {
        self.emit(
            Op::CallMethod {
                base,
                args: 0,
                name,
            },
            range,
        );
    }

    /// Awaits the next item of an asynchronous iterator; [`Lower::async_end`] must follow the loop.
    pub fn async_next(&mut self, iter: Reg, value: Reg, range: TextRange) -> AsyncEnd {
        let exception = self.alloc();
        let handler = self.frame().label();
        self.emit(
            Op::Move {
                dst: value,
                src: iter,
            },
            range,
        );
        let region = self.frame().protect(handler, exception);
        self.call_special(value, interleave_program::well_known::ANEXT, range);
        self.emit(Op::Await { value }, range);
        self.frame().end(region);
        AsyncEnd { handler, exception }
    }

    /// Where the exception that ends an asynchronous iterator arrives.
    pub fn async_end(&mut self, end: &AsyncEnd, exit: Label, range: TextRange) {
        let exception = end.exception;
        self.frame().place(end.handler);
        let class = self.alloc();
        self.load_constant(Constant::Native(Native::StopAsyncIteration), class, range);
        self.emit(
            Op::MatchException {
                dst: class,
                exception,
                class,
            },
            range,
        );
        self.frame().jump(
            Op::JumpIf {
                cond: class,
                target: 0,
            },
            exit,
            span(range),
        );
        self.emit(Op::Reraise { src: exception }, range);
    }

    /// `(… for …)`
    pub fn generator(&mut self, generator: &'a ast::ExprGenerator, dst: Reg) {
        let range = generator.range;
        let (Some(scope), Some(first)) =
            (self.unit.scopes.of(generator), generator.generators.first())
        else {
            return;
        };
        let kind = if self.unit.scopes.get(scope).awaits {
            FunctionKind::AsyncGenerator
        } else {
            FunctionKind::Generator
        };
        self.through_fresh(dst, range, |this, base| {
            let name = this.qualify("<genexpr>");
            let id = this.builder.reserve();
            let mut frame = Frame::new(id, scope, kind, name);
            frame.parameters.positional.push(this.builder.name(".0"));
            this.enter(frame, Vec::new(), range);
            let iter = this.alloc();
            let value = this.alloc();
            this.emit(
                Op::Move {
                    dst: iter,
                    src: Reg(0),
                },
                first.iter.range(),
            );
            this.comprehension_variables(scope, &generator.generators, range);
            this.comprehension_level(
                &generator.generators,
                Some((iter, value)),
                Element::Yield(&generator.elt),
                range,
            );
            this.leave_function("<genexpr>", range);
            this.emit(
                Op::Closure {
                    dst: base,
                    function: id,
                },
                range,
            );
            let iter = this.fresh(&first.iter);
            this.start_iteration(first, iter);
            this.emit(Op::Call { base, args: 1 }, range);
        });
    }
}
