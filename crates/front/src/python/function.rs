//! Functions and lambdas.

use interleave_program::{
    Constant, Function, FunctionId, FunctionKind, NameId, Op, Parameters, Reg,
};
use ruff_python_ast::name::Name;
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::bound::Bound;
use super::emit::{Frame, Slot};
use super::lower::Lower;
use super::scope::{ScopeId, ScopeKind, Variable};

/// The text of a body's first statement, if that is documentation.
pub fn docstring(body: &[Stmt]) -> Option<String> {
    match body.first() {
        Some(Stmt::Expr(statement)) => match &*statement.value {
            Expr::StringLiteral(text) => Some(text.value.to_str().to_owned()),
            _ => None,
        },
        _ => None,
    }
}

/// Longest function in bytes of source whose conditional jumps certainly fit sixteen bits.
const MAX_SHORT_BYTES: u32 = 16 * 1024;

impl<'a> Lower<'a> {
    /// `def` with its decorators, bound to its name.
    pub fn function(&mut self, def: &'a ast::StmtFunctionDef) {
        let place = def.name.range;
        let base = Reg(self.frame().mark());
        for decorator in &def.decorator_list {
            self.fresh(&decorator.expression);
        }
        let dst = self.alloc();
        let Some(scope) = self.unit.scopes.of(def) else {
            return;
        };
        let yields = self.unit.scopes.get(scope).yields;
        let kind = match (def.is_async, yields) {
            (false, false) => FunctionKind::Plain,
            (false, true) => FunctionKind::Generator,
            (true, false) => FunctionKind::Coroutine,
            (true, true) => FunctionKind::AsyncGenerator,
        };
        let header = TextRange::new(place.start(), def.parameters.range.end());
        let id = self.body(
            scope,
            kind,
            &def.name.id,
            Some(&def.parameters),
            def.range,
            |this| {
                if this.unit.module.is_none() {
                    this.frame().doc = docstring(&def.body);
                }
                this.statements(without_docstring(&def.body));
            },
        );
        self.closure(id, Some(&def.parameters), dst, header);
        self.decorate(base, dst, &def.decorator_list);
        self.store_name(&def.name.id, base, place);
    }

    /// Calls decorators, from the inside out, on what is in `dst` above them.
    pub fn decorate(&mut self, base: Reg, dst: Reg, decorators: &'a [ast::Decorator]) {
        let mut at = dst;
        for decorator in decorators.iter().rev() {
            at = Reg(at.0.saturating_sub(1)).max(base);
            self.emit(Op::Call { base: at, args: 1 }, decorator.range);
        }
    }

    /// `lambda a, b=c: d`
    pub fn lambda(&mut self, lambda: &'a ast::ExprLambda, dst: Reg) {
        let Some(scope) = self.unit.scopes.of(lambda) else {
            return;
        };
        let kind = if self.unit.scopes.get(scope).yields {
            FunctionKind::Generator
        } else {
            FunctionKind::Plain
        };
        let name = Name::new_static("<lambda>");
        let parameters = lambda.parameters.as_deref();
        let id = self.body(scope, kind, &name, parameters, lambda.range, |this| {
            let value = this.operand(&lambda.body);
            this.emit(Op::Return { src: value }, lambda.body.range());
            this.frame().bound = Bound::unreachable();
        });
        self.through_fresh(dst, lambda.range, |this, dst| {
            this.closure(id, parameters, dst, lambda.range);
        });
    }

    /// Compiles a function's body.
    fn body(
        &mut self,
        scope: ScopeId,
        kind: FunctionKind,
        name: &Name,
        parameters: Option<&'a ast::Parameters>,
        range: TextRange,
        statements: impl FnOnce(&mut Self),
    ) -> FunctionId {
        let id = self.builder.reserve();
        let qualified = self.qualify(name);
        let mut frame = Frame::new(id, scope, kind, qualified);
        let mut names = Vec::new();
        if let Some(parameters) = parameters {
            (frame.parameters, names) = self.parameters(parameters);
        }
        self.enter(frame, names, range);
        statements(self);
        self.leave_function(name, range);
        id
    }

    /// Parameters, and the names of the registers that they arrive in.
    fn parameters(&mut self, parameters: &ast::Parameters) -> (Parameters, Vec<NameId>) {
        let mut made = Parameters {
            positional_only: parameters.posonlyargs.len() as u16,
            rest: parameters.vararg.is_some(),
            keyword_rest: parameters.kwarg.is_some(),
            ..Parameters::default()
        };
        for parameter in parameters.posonlyargs.iter().chain(&parameters.args) {
            made.positional
                .push(self.builder.name(&parameter.parameter.name));
            made.defaults += u16::from(parameter.default.is_some());
        }
        for parameter in &parameters.kwonlyargs {
            let name = self.builder.name(&parameter.parameter.name);
            made.keyword_only.push((name, parameter.default.is_some()));
        }
        let mut names = made.positional.clone();
        if let Some(rest) = &parameters.vararg {
            names.push(self.builder.name(&rest.name));
        }
        names.extend(made.keyword_only.iter().map(|&(name, _)| name));
        if let Some(rest) = &parameters.kwarg {
            names.push(self.builder.name(&rest.name));
        }
        (made, names)
    }

    /// The qualified name of something that the current code defines.
    pub fn qualify(&mut self, name: &str) -> String {
        let scope = self.scope();
        let in_class = self.unit.scopes.get(scope).kind == ScopeKind::Class;
        let outermost = self.frames.len() == 1;
        let frame = self.frame();
        if in_class && let Some(class) = frame.class_names.last() {
            format!("{class}.{name}")
        } else if outermost {
            name.to_owned()
        } else {
            format!("{}.<locals>.{name}", frame.qualified_name)
        }
    }

    /// Begins a frame: gives registers to parameters, captured cells and variables, in this order.
    pub fn enter(&mut self, mut frame: Frame<'a>, names: Vec<NameId>, range: TextRange) {
        let scope = frame.scope;
        let scopes = self.unit.scopes;
        let mut cells = Vec::new();
        // The iterator of a generator expression is a parameter without a variable.
        if scopes.get(scope).kind == ScopeKind::Generator {
            frame.alloc();
        }
        for id in names {
            let reg = frame.alloc();
            let name = Name::new(self.builder.program().name(id));
            let variable = Variable { scope, name };
            let cell = scopes
                .symbol(&variable)
                .is_some_and(|symbol| symbol.captured);
            if cell {
                cells.push(reg);
            }
            frame.bound.insert(reg);
            frame.locals.push((reg, id));
            frame.slots.insert(variable, Slot { reg, cell });
        }
        for variable in &scopes.get(scope).free {
            let reg = frame.alloc();
            let surely = variable.name == "__class__"
                || self.frames.last().is_some_and(|outer| {
                    outer.slots.get(variable).is_some_and(|slot| {
                        outer.bound.contains(slot.reg)
                            && !outer.bound.is_unreachable()
                            && scopes
                                .symbol(variable)
                                .is_some_and(|symbol| !symbol.deleted)
                    })
                });
            if surely {
                frame.bound.insert(reg);
            }
            frame.locals.push((reg, self.builder.name(&variable.name)));
            frame
                .slots
                .insert(variable.clone(), Slot { reg, cell: true });
        }
        if scopes.get(scope).kind == ScopeKind::Function {
            self.local_registers(&mut frame, &mut cells);
        }
        frame.scratch = frame.mark();
        frame.short_jumps = u32::from(range.len()) <= MAX_SHORT_BYTES;
        for reg in cells {
            frame.emit(
                Op::NewCell { dst: reg, src: reg },
                super::parse::span(TextRange::empty(range.start())),
            );
        }
        self.frames.push(frame);
    }

    fn local_registers(&mut self, frame: &mut Frame<'a>, cells: &mut Vec<Reg>) {
        let scope = self.unit.scopes.get(frame.scope);
        for name in &scope.order {
            let symbol = &scope.symbols[name];
            if symbol.global || symbol.nonlocal || symbol.parameter || symbol.alias().is_some() {
                continue;
            }
            if symbol.loop_target && !symbol.captured {
                // The iterator of a loop stands just before the loop's variable.
                frame.alloc();
            }
            let reg = frame.alloc();
            let cell = symbol.captured;
            if cell {
                cells.push(reg);
            }
            frame.locals.push((reg, self.builder.name(name)));
            let variable = Variable {
                scope: frame.scope,
                name: name.clone(),
            };
            frame.slots.insert(variable, Slot { reg, cell });
        }
    }

    /// Ends the current frame and puts the function in the program.
    pub fn leave_function(&mut self, name: &str, range: TextRange) {
        let end = TextRange::empty(range.end());
        if !self.frame().bound.is_unreachable() || self.frame().can_run_off() {
            let src = self.alloc();
            self.emit(Op::None { dst: src }, end);
            self.emit(Op::Return { src }, end);
        }
        let Some(mut frame) = self.frames.pop() else {
            return;
        };
        let parent = self.frames.last();
        let captures = match parent {
            Some(parent) => self
                .unit
                .scopes
                .get(frame.scope)
                .free
                .iter()
                .map(|variable| parent.slots.get(variable).map_or(Reg(0), |slot| slot.reg))
                .collect(),
            None => Vec::new(),
        };
        let doc = frame
            .doc
            .take()
            .map(|doc| self.builder.constant(Constant::Str(doc)));
        let function = Function {
            name: name.to_owned(),
            qualified_name: frame.qualified_name.clone(),
            file: self.unit.file,
            definition: super::parse::span(range),
            kind: frame.kind,
            parameters: frame.parameters.clone(),
            captures,
            library: self.unit.module.is_some(),
            parent: parent.map(|parent| parent.id),
            locals: frame.locals.clone(),
            doc,
            ..Function::default()
        };
        let id = frame.id;
        match frame.finish() {
            Some(finished) => self.builder.define(
                id,
                Function {
                    registers: finished.registers,
                    code: finished.code,
                    // Nobody is shown the library's lines, and they would be a third of a program.
                    spans: match function.library {
                        true => Vec::new(),
                        false => finished.spans,
                    },
                    handlers: finished.handlers,
                    ..function
                },
            ),
            None => {
                self.error(range, format!("`{name}` is too long")).help =
                    Some("divide it into smaller functions".to_owned());
            }
        }
    }

    /// Makes the function object in `dst`, the topmost register, with the defaults of its parameters.
    fn closure(
        &mut self,
        function: FunctionId,
        parameters: Option<&'a ast::Parameters>,
        dst: Reg,
        range: TextRange,
    ) {
        let positional: Vec<&'a Expr> = parameters
            .iter()
            .flat_map(|parameters| parameters.posonlyargs.iter().chain(&parameters.args))
            .filter_map(|parameter| parameter.default.as_deref())
            .collect();
        let named: Vec<(&'a ast::Identifier, &'a Expr)> = parameters
            .iter()
            .flat_map(|parameters| &parameters.kwonlyargs)
            .filter_map(|parameter| {
                Some((&parameter.parameter.name, parameter.default.as_deref()?))
            })
            .collect();
        if !positional.is_empty() || !named.is_empty() {
            let tuple = self.alloc();
            let first = Reg(self.frame().mark());
            for default in &positional {
                self.fresh(default);
            }
            let count = positional.len() as u16;
            self.emit(
                Op::Tuple {
                    dst: tuple,
                    first,
                    count,
                },
                range,
            );
            self.frame().release(tuple.0 + 1);
            let map = self.alloc();
            if named.is_empty() {
                self.emit(Op::None { dst: map }, range);
            } else {
                let first = Reg(self.frame().mark());
                for (name, default) in &named {
                    let key = self.alloc();
                    let id = self.builder.text(name);
                    self.emit(Op::Const { dst: key, id }, range);
                    self.fresh(default);
                }
                let count = named.len() as u16;
                self.emit(
                    Op::Map {
                        dst: map,
                        first,
                        count,
                    },
                    range,
                );
            }
        }
        self.emit(Op::Closure { dst, function }, range);
        self.frame().release(dst.0 + 1);
    }

    // --- what only functions may do ---

    /// `await` needs a coroutine around it.
    pub fn check_await(&mut self, range: TextRange) {
        let kind = self.frame().kind;
        if !matches!(kind, FunctionKind::Coroutine | FunctionKind::AsyncGenerator) {
            self.error(range, "`await` outside an async function").help =
                Some("write `async def` where the function begins".to_owned());
        }
    }

    /// `yield` needs a function around it.
    pub fn check_yield(&mut self, range: TextRange) {
        let frame = self.frame();
        let allowed = matches!(
            frame.kind,
            FunctionKind::Generator | FunctionKind::AsyncGenerator
        ) && frame.scope == frame.inner_scope;
        let scope = self.scope();
        let function = self.unit.scopes.get(scope).kind == ScopeKind::Function;
        if !allowed || !function {
            self.error(range, "`yield` outside a function");
        }
    }
}

/// The statements after a docstring.
pub fn without_docstring(body: &[Stmt]) -> &[Stmt] {
    match body.split_first() {
        Some((Stmt::Expr(first), rest)) if first.value.is_string_literal_expr() => rest,
        _ => body,
    }
}
