//! Calls.

use interleave_program::{Op, Reg};
use ruff_python_ast::name::Name;
use ruff_python_ast::{self as ast, Expr, Keyword};
use ruff_text_size::{Ranged, TextRange};

use super::library::{ITER_UNTIL, UPDATE_ATTRIBUTES};
use super::lower::Lower;
use super::scope::{Place, Variable};

/// Most arguments that are passed in registers.
const MAX_ARGUMENTS: usize = 200;

impl<'a> Lower<'a> {
    /// `f(a, *b, c=d, **e)`
    pub fn call(&mut self, call: &'a ast::ExprCall, dst: Reg) {
        let range = call.range();
        if let Expr::Name(name) = &*call.func
            && name.id == "super"
            && self.is_builtin(&name.id)
        {
            return self.super_call(call, dst);
        }
        if let Expr::Attribute(method) = &*call.func
            && method.attr.as_str() == "update"
            && let Expr::Attribute(fields) = &*method.value
            && fields.attr.as_str() == "__dict__"
            && is_countable(&call.arguments)
        {
            return self.update_attributes(&fields.value, call, dst);
        }
        self.through_fresh(dst, range, |this, base| {
            let arguments = &call.arguments;
            if let Expr::Attribute(attribute) = &*call.func
                && arguments.keywords.is_empty()
                && is_countable(arguments)
                && matches!(this.entity(&call.func), Ok(None))
            {
                this.eval(&attribute.value, base);
                this.gather(&arguments.args);
                let name = this.mangle(&attribute.attr);
                let name = this.builder.name(&name);
                let args = arguments.args.len() as u8;
                return this.emit(Op::CallMethod { base, args, name }, range);
            }
            if let Expr::Name(name) = &*call.func
                && name.id == "iter"
                && arguments.args.len() == 2
                && this.is_builtin(&name.id)
                && let Some(entity) = this.library.find("builtins", ITER_UNTIL)
            {
                this.load_entity(&entity, base, name.range);
            } else {
                this.eval(&call.func, base);
            }
            this.arguments(arguments, base, range);
        });
    }

    /// `thing.__dict__.update(…)`
    fn update_attributes(&mut self, thing: &'a Expr, call: &'a ast::ExprCall, dst: Reg) {
        let range = call.range();
        self.through_fresh(dst, range, |this, base| {
            if let Some(entity) = this.library.find("builtins", UPDATE_ATTRIBUTES) {
                this.load_entity(&entity, base, range);
            }
            this.fresh(thing);
            let arguments = &call.arguments;
            this.gather(&arguments.args);
            let mut args = arguments.args.len() as u8 + 1;
            let mut names = Vec::new();
            for keyword in &arguments.keywords {
                let Some(name) = &keyword.arg else {
                    this.refuse(
                        keyword.range,
                        "** in __dict__.update",
                        "pass the dictionary itself: thing.__dict__.update(values)",
                    );
                    continue;
                };
                names.push(name.as_str());
                this.fresh(&keyword.value);
                args += 1;
            }
            if names.is_empty() {
                return this.emit(Op::Call { base, args }, range);
            }
            let names = this.builder.texts(names);
            this.emit(Op::CallNamed { base, args, names }, range);
        });
    }

    /// Whether a name means what it means in every program.
    pub fn is_builtin(&mut self, name: &Name) -> bool {
        let scope = self.scope();
        self.unit.scopes.lookup(scope, name) == Place::Global
            && self
                .unit
                .scopes
                .module_symbol(name)
                .is_none_or(|symbol| symbol.bindings == 0)
    }

    /// Passes arguments to the callee in `base`, the topmost register, and calls it.
    fn arguments(&mut self, arguments: &'a ast::Arguments, base: Reg, range: TextRange) {
        if !is_countable(arguments)
            || arguments
                .keywords
                .iter()
                .any(|keyword| keyword.arg.is_none())
        {
            return self.spread(arguments, base, range);
        }
        self.gather(&arguments.args);
        for keyword in &arguments.keywords {
            self.fresh(&keyword.value);
        }
        self.check_repeated(&arguments.keywords);
        let args = (arguments.args.len() + arguments.keywords.len()) as u8;
        if arguments.keywords.is_empty() {
            return self.emit(Op::Call { base, args }, range);
        }
        let names = arguments
            .keywords
            .iter()
            .filter_map(|keyword| keyword.arg.as_ref().map(ast::Identifier::as_str));
        let names = self.builder.texts(names);
        self.emit(Op::CallNamed { base, args, names }, range);
    }

    fn check_repeated(&mut self, keywords: &[Keyword]) {
        for (index, keyword) in keywords.iter().enumerate() {
            let Some(name) = &keyword.arg else { continue };
            if keywords[..index].iter().any(|earlier| {
                earlier
                    .arg
                    .as_ref()
                    .is_some_and(|other| other.id == name.id)
            }) {
                self.error(
                    keyword.range,
                    format!("the argument `{name}` is given twice"),
                );
            }
        }
    }

    fn spread(&mut self, arguments: &'a ast::Arguments, base: Reg, range: TextRange) {
        self.built_list(&arguments.args, range);
        let map = self.alloc();
        if arguments.keywords.is_empty() {
            self.emit(Op::None { dst: map }, range);
        } else {
            let (first, count) = (map, 0);
            self.emit(
                Op::Map {
                    dst: map,
                    first,
                    count,
                },
                range,
            );
        }
        for keyword in &arguments.keywords {
            let mark = self.frame().mark();
            match &keyword.arg {
                None => {
                    let values = self.fresh(&keyword.value);
                    self.emit(Op::MapMerge { map, values }, keyword.range);
                }
                Some(name) => {
                    let key = self.alloc();
                    let id = self.builder.text(name);
                    self.emit(Op::Const { dst: key, id }, keyword.range);
                    let value = self.operand(&keyword.value);
                    self.emit(Op::MapPush { map, key, value }, keyword.range);
                }
            }
            self.frame().release(mark);
        }
        self.emit(Op::CallSpread { base }, range);
    }

    /// `super()` or `super(class, object)`
    fn super_call(&mut self, call: &'a ast::ExprCall, dst: Reg) {
        let range = call.range();
        if let [class, object] = &*call.arguments.args {
            let class = self.operand(class);
            let object = self.operand(object);
            return self.emit(Op::Super { dst, class, object }, range);
        }
        let scope = self.scope();
        let cell = match self.unit.scopes.lookup(scope, "__class__") {
            Place::Variable(variable) => self.slot(&variable),
            _ => None,
        };
        let first = self.frame().parameters.positional.first().copied();
        let (Some(cell), Some(first)) = (cell, first) else {
            self.error(
                range,
                "super() needs a method with a parameter such as `self`",
            );
            return self.emit(Op::None { dst }, range);
        };
        let class = self.alloc();
        self.emit(
            Op::LoadCell {
                dst: class,
                cell: cell.reg,
            },
            range,
        );
        let variable = Variable {
            scope: self.frame().scope,
            name: Name::new(self.builder.program().name(first)),
        };
        let mut object = Reg(0);
        if self.slot(&variable).is_some_and(|slot| slot.cell) {
            object = self.alloc();
            self.emit(
                Op::LoadCell {
                    dst: object,
                    cell: Reg(0),
                },
                range,
            );
        }
        self.emit(Op::Super { dst, class, object }, range);
    }
}

fn is_countable(arguments: &ast::Arguments) -> bool {
    arguments.args.len() + arguments.keywords.len() <= MAX_ARGUMENTS
        && !arguments.args.iter().any(Expr::is_starred_expr)
}
