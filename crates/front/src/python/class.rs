//! Classes. A class body runs in the frame around it: its variables live in registers and in the dictionary that
//! becomes the class.

use interleave_program::{Constant, Op, Reg};
use ruff_python_ast::name::Name;
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::emit::Slot;
use super::entity::Entity;
use super::function::docstring;
use super::library::{BUILD_CLASS, HOOKS, base_stand_in, queue_stand_in};
use super::lower::Lower;
use super::scope::{ScopeId, Variable};

impl<'a> Lower<'a> {
    /// `class` with its decorators, bound to its name.
    pub fn class(&mut self, def: &'a ast::StmtClassDef) {
        let place = def.name.range;
        let Some(scope) = self.unit.scopes.of(def) else {
            return;
        };
        let cell = self.class_cell(scope, place);
        let decorated = Reg(self.frame().mark());
        for decorator in &def.decorator_list {
            self.fresh(&decorator.expression);
        }
        // With keywords, the library makes the class: it is called with what otherwise is a window of its own.
        let keywords = def
            .arguments
            .as_deref()
            .map_or(&[][..], |arguments| &arguments.keywords);
        let callee = (!keywords.is_empty()).then(|| {
            let callee = self.alloc();
            match self.library.find(HOOKS, BUILD_CLASS) {
                Some(entity) => self.load_entity(&entity, callee, place),
                None => self.emit(Op::None { dst: callee }, place),
            }
            callee
        });
        let base = self.alloc();
        let name = def.name.to_string();
        self.load_constant(Constant::Str(name.clone()), base, place);
        let bases = self.alloc();
        self.bases(def, bases);
        let map = self.alloc();
        let (first, count) = (map, 0);
        self.emit(
            Op::Map {
                dst: map,
                first,
                count,
            },
            place,
        );

        let qualified = self.qualify(&name);
        // Without bases there is nothing that could say otherwise.
        let may_inherit = def.arguments.is_some();
        if qualified != name || may_inherit {
            self.attribute_constant(map, "__qualname__", Constant::Str(qualified.clone()), place);
        }
        if self.unit.module.is_some() || may_inherit {
            let module = self.unit.module.unwrap_or("__main__").to_owned();
            self.attribute_constant(map, "__module__", Constant::Str(module), place);
        }
        if let Some(doc) = docstring(&def.body)
            && self.unit.module.is_none()
        {
            self.attribute_constant(map, "__doc__", Constant::Str(doc), place);
        }
        let outer = std::mem::replace(&mut self.frame().inner_scope, scope);
        self.frame().class_names.push(qualified);
        self.frame().class_dicts.insert(scope, map);
        self.classes.push(name);
        self.class_variables(scope);
        self.statements(&def.body);
        if !def.decorator_list.is_empty() || def.arguments.is_some() {
            self.annotations(&def.body, map);
        }
        self.classes.pop();
        self.frame().class_names.pop();
        self.frame().inner_scope = outer;
        for name in &self.unit.scopes.get(scope).order {
            if name != "__class__" {
                let name = name.clone();
                self.frame().slots.remove(&Variable { scope, name });
            }
        }

        self.frame().release(map.0 + 1);
        let base = match callee {
            None => {
                self.emit(Op::Class { base }, place);
                base
            }
            Some(callee) => {
                let dst = self.alloc();
                self.keywords(keywords, dst, place);
                let (base, args) = (callee, 4);
                self.emit(Op::Call { base, args }, place);
                self.frame().release(base.0 + 1);
                base
            }
        };
        if let Some(cell) = cell {
            self.emit(Op::StoreCell { cell, src: base }, place);
        }
        self.decorate(decorated, base, &def.decorator_list);
        self.store_name(&def.name.id, decorated, place);
    }

    /// The cell by which methods know their class, if any asks.
    fn class_cell(&mut self, scope: ScopeId, range: TextRange) -> Option<Reg> {
        let variable = Variable {
            scope,
            name: Name::new_static("__class__"),
        };
        let captured = self
            .unit
            .scopes
            .symbol(&variable)
            .is_some_and(|symbol| symbol.captured);
        if !captured {
            return None;
        }
        let reg = self.alloc();
        self.emit(Op::Unset { dst: reg }, range);
        self.emit(Op::NewCell { dst: reg, src: reg }, range);
        self.frame()
            .slots
            .insert(variable, Slot { reg, cell: true });
        Some(reg)
    }

    fn bases(&mut self, def: &'a ast::StmtClassDef, dst: Reg) {
        let Some(arguments) = def.arguments.as_deref() else {
            return self.tuple(&[], dst, def.name.range);
        };
        if arguments.args.iter().any(Expr::is_starred_expr) {
            return self.refuse(
                arguments.range,
                "starred base class",
                "name the base classes",
            );
        }
        let first = Reg(self.frame().mark());
        for base in &arguments.args {
            // `Generic[T]`: what is in the brackets is for type checkers.
            let base = match base {
                Expr::Subscript(subscript) => &*subscript.value,
                base => base,
            };
            match self.stand_in(base) {
                Some(entity) => {
                    let dst = self.alloc();
                    self.load_entity(&entity, dst, base.range());
                }
                None => {
                    self.fresh(base);
                }
            }
        }
        let count = arguments.args.len() as u16;
        self.emit(Op::Tuple { dst, first, count }, arguments.range);
        self.frame().release(dst.0 + 1);
    }

    /// The class of the library that a built-in collection is derived from in place of itself.
    fn stand_in(&mut self, base: &Expr) -> Option<Entity> {
        if self.unit.module.is_some() {
            return None;
        }
        let (module, name) = match base {
            Expr::Name(name) if self.is_builtin(&name.id) => base_stand_in(&name.id)?,
            base => match self.entity(base) {
                Ok(Some(Entity::Native(native))) => queue_stand_in(native.name())?,
                _ => return None,
            },
        };
        self.library.find(module, name)
    }

    /// The keywords of a class as a dictionary.
    fn keywords(&mut self, keywords: &'a [ast::Keyword], dst: Reg, range: TextRange) {
        let (first, count) = (dst, 0);
        self.emit(Op::Map { dst, first, count }, range);
        for keyword in keywords {
            let mark = self.frame().mark();
            let Some(name) = &keyword.arg else {
                let values = self.fresh(&keyword.value);
                self.emit(Op::MapMerge { map: dst, values }, keyword.range);
                self.frame().release(mark);
                continue;
            };
            let key = self.alloc();
            self.load_constant(Constant::Str(name.to_string()), key, keyword.range);
            let value = self.fresh(&keyword.value);
            self.emit(
                Op::MapPush {
                    map: dst,
                    key,
                    value,
                },
                keyword.range,
            );
            self.frame().release(mark);
        }
    }

    fn class_variables(&mut self, scope: ScopeId) {
        for name in &self.unit.scopes.get(scope).order {
            let symbol = &self.unit.scopes.get(scope).symbols[name];
            if name == "__class__" || symbol.global || symbol.nonlocal || symbol.alias().is_some() {
                continue;
            }
            let reg = self.alloc();
            let variable = Variable {
                scope,
                name: name.clone(),
            };
            self.frame()
                .slots
                .insert(variable, Slot { reg, cell: false });
            let place = TextRange::default();
            if self.frame().may_repeat() {
                self.emit(Op::Unset { dst: reg }, place);
            }
        }
        // The registers above are variables: nothing below may take the topmost for a fresh one.
        self.alloc();
    }

    /// What decorators such as `dataclass` look at: the names that are annotated, in order, with the text of their
    /// annotations.
    fn annotations(&mut self, body: &'a [Stmt], map: Reg) {
        let annotated: Vec<(&Name, TextRange)> = body
            .iter()
            .filter_map(|statement| match statement {
                Stmt::AnnAssign(assign) => match &*assign.target {
                    Expr::Name(name) => Some((&name.id, assign.annotation.range())),
                    _ => None,
                },
                _ => None,
            })
            .collect();
        if annotated.is_empty() {
            return;
        }
        let place = annotated[0].1;
        let value = self.alloc();
        let (first, count) = (value, 0);
        self.emit(
            Op::Map {
                dst: value,
                first,
                count,
            },
            place,
        );
        for (name, range) in annotated {
            let text = self.unit.source.text[range].to_owned();
            self.attribute_constant(value, name, Constant::Str(text), range);
        }
        let key = self.alloc();
        self.load_constant(Constant::Str("__annotations__".to_owned()), key, place);
        self.emit(Op::MapPush { map, key, value }, place);
    }

    fn attribute_constant(&mut self, map: Reg, name: &str, constant: Constant, range: TextRange) {
        let mark = self.frame().mark();
        let key = self.alloc();
        self.load_constant(Constant::Str(name.to_owned()), key, range);
        let value = self.alloc();
        self.load_constant(constant, value, range);
        self.emit(Op::MapPush { map, key, value }, range);
        self.frame().release(mark);
    }
}
