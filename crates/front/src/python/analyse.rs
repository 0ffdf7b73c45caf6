//! Builds the [`Scopes`] of a module, as CPython's symbol table does.

use ruff_python_ast::name::Name;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    self as ast, Comprehension, ExceptHandler, Expr, ExprContext, ModModule, Parameters, Pattern,
    Stmt,
};
use ruff_text_size::TextRange;
use rustc_hash::FxHashMap;

use super::entity::Entity;
use super::import::Importer;
use super::parse::span;
use super::scope::{MODULE, ScopeId, ScopeKind, Scopes, Symbol, node_key};

/// A name that cannot be what it is declared to be.
pub struct ScopeError {
    /// Where.
    pub range: TextRange,
    /// What is wrong.
    pub message: String,
}

/// The scopes of a module and what is wrong with them.
pub fn analyse(module: &ModModule, importer: &mut Importer) -> (Scopes, Vec<ScopeError>) {
    let mut scopes = Scopes {
        deleted: Vec::new(),
        scopes: Vec::new(),
        by_node: FxHashMap::default(),
    };
    let root = scopes.open(ScopeKind::Module, None);
    let mut analyser = Analyser {
        scopes,
        importer,
        at: root,
        loops: 0,
        nonlocals: Vec::new(),
        errors: Vec::new(),
    };
    analyser.visit_body(&module.body);
    let Analyser {
        mut scopes,
        nonlocals,
        mut errors,
        ..
    } = analyser;
    for (scope, name, range) in nonlocals {
        if !matches!(
            scopes.lookup(scope, &name),
            super::scope::Place::Variable(_)
        ) {
            errors.push(ScopeError {
                range,
                message: format!("no function around this one binds `{name}`"),
            });
        }
    }
    scopes.capture();
    (scopes, errors)
}

struct Analyser<'i, 'l> {
    scopes: Scopes,
    importer: &'i mut Importer<'l>,
    at: ScopeId,
    loops: u32,
    nonlocals: Vec<(ScopeId, Name, TextRange)>,
    errors: Vec<ScopeError>,
}

impl Analyser<'_, '_> {
    fn symbol(&mut self, scope: ScopeId, name: &Name) -> &mut Symbol {
        self.scopes.scopes[scope.0]
            .symbols
            .entry(name.clone())
            .or_default()
    }

    fn bind(&mut self, name: &Name) -> &mut Symbol {
        let scope = self.at;
        self.bind_in(scope, name)
    }

    fn bind_in(&mut self, scope: ScopeId, name: &Name) -> &mut Symbol {
        let in_loop = self.loops > 0;
        let symbol = self.symbol(scope, name);
        symbol.bindings += 1;
        symbol.in_loop |= in_loop;
        let (first, global, nonlocal) = (symbol.bindings == 1, symbol.global, symbol.nonlocal);
        if first {
            self.scopes.scopes[scope.0].order.push(name.clone());
        }
        if global && scope != MODULE {
            // Written by a function: it may be written at any time.
            let module = self.symbol(MODULE, name);
            module.bindings += 1;
            module.in_loop = true;
            if module.bindings == 1 {
                self.scopes.scopes[MODULE.0].order.push(name.clone());
            }
        }
        if nonlocal {
            self.use_name(scope, name);
        }
        self.symbol(scope, name)
    }

    fn delete(&mut self, name: &Name) {
        let at = self.at;
        let symbol = self.bind_in(at, name);
        symbol.deleted = true;
        if symbol.global {
            self.symbol(MODULE, name).deleted = true;
        }
    }

    fn use_name(&mut self, scope: ScopeId, name: &Name) {
        let scope = &mut self.scopes.scopes[scope.0];
        if scope.used.insert(name.clone()) {
            scope.uses.push(name.clone());
        }
    }

    fn import(&mut self, name: &Name, entity: Option<Entity>) {
        let symbol = self.bind(name);
        symbol.imports += 1;
        match entity {
            Some(entity) if symbol.imports == 1 => symbol.entity = Some(entity),
            Some(entity) if symbol.entity.as_ref() == Some(&entity) => {}
            _ => symbol.entity = None,
        }
    }

    fn inside(&mut self, kind: ScopeKind, key: usize, body: impl FnOnce(&mut Self)) {
        let outer = self.at;
        let loops = self.loops;
        let scope = self.scopes.open(kind, Some(outer));
        self.scopes.by_node.insert(key, scope);
        self.at = scope;
        if matches!(kind, ScopeKind::Function | ScopeKind::Generator) {
            self.loops = 0;
        }
        body(self);
        self.at = outer;
        self.loops = loops;
    }

    fn parameters(&mut self, parameters: &Parameters) {
        for parameter in parameters {
            let name = parameter.name();
            let first = !self.scopes.get(self.at).symbols.contains_key(&name.id);
            let symbol = self.bind(&name.id);
            symbol.parameter = true;
            if !first {
                self.errors.push(ScopeError {
                    range: name.range,
                    message: format!("the parameter `{name}` appears twice"),
                });
            }
        }
    }

    fn defaults(&mut self, parameters: &Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = &parameter.default {
                self.visit_expr(default);
            }
        }
    }

    /// A comprehension or generator expression: the first iterable belongs to the scope around it.
    fn comprehension(
        &mut self,
        kind: ScopeKind,
        key: usize,
        generators: &[Comprehension],
        elements: &[&Expr],
    ) {
        let Some((first, rest)) = generators.split_first() else {
            return;
        };
        self.visit_expr(&first.iter);
        let outer_frame = self.scopes.frame(self.at);
        let mut awaits = false;
        self.inside(kind, key, |this| {
            this.loops += 1;
            this.target(&first.target);
            awaits |= first.is_async;
            for test in &first.ifs {
                this.visit_expr(test);
            }
            for generator in rest {
                awaits |= generator.is_async;
                this.visit_expr(&generator.iter);
                this.target(&generator.target);
                for test in &generator.ifs {
                    this.visit_expr(test);
                }
            }
            for element in elements {
                this.visit_expr(element);
            }
            if awaits && kind == ScopeKind::Generator {
                this.scopes.scopes[this.at.0].awaits = true;
            }
        });
        if awaits && kind == ScopeKind::Comprehension {
            self.scopes.scopes[outer_frame.0].awaits = true;
        }
    }

    fn target(&mut self, target: &Expr) {
        self.visit_expr(target);
    }

    fn frame_scope(&mut self) -> &mut super::scope::Scope {
        let frame = self.scopes.frame(self.at);
        &mut self.scopes.scopes[frame.0]
    }

    fn walrus(&mut self, name: &Name) {
        let mut scope = self.at;
        let mut within = false;
        while matches!(
            self.scopes.get(scope).kind,
            ScopeKind::Comprehension | ScopeKind::Generator
        ) {
            within = true;
            match self.scopes.get(scope).parent {
                Some(parent) => scope = parent,
                None => break,
            }
        }
        if within {
            let at = self.at;
            self.use_name(at, name);
        }
        let symbol = self.bind_in(scope, name);
        symbol.walrus = true;
        symbol.in_loop |= within;
    }
}

impl<'a> Visitor<'a> for Analyser<'_, '_> {
    fn visit_annotation(&mut self, _: &'a Expr) {}

    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(def) => {
                for decorator in &def.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                self.defaults(&def.parameters);
                self.bind(&def.name.id);
                self.inside(ScopeKind::Function, node_key(def), |this| {
                    this.parameters(&def.parameters);
                    this.visit_body(&def.body);
                });
            }
            Stmt::ClassDef(def) => {
                for decorator in &def.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                if let Some(arguments) = &def.arguments {
                    self.visit_arguments(arguments);
                }
                self.inside(ScopeKind::Class, node_key(def), |this| {
                    let loops = std::mem::take(&mut this.loops);
                    this.bind(&Name::new_static("__class__"));
                    this.visit_body(&def.body);
                    this.loops = loops;
                });
                self.bind(&def.name.id);
            }
            Stmt::For(for_) => {
                self.visit_expr(&for_.iter);
                self.loops += 1;
                self.target(&for_.target);
                if let Expr::Name(name) = &*for_.target {
                    let at = self.at;
                    self.symbol(at, &name.id).loop_target = true;
                }
                self.visit_body(&for_.body);
                self.loops -= 1;
                self.visit_body(&for_.orelse);
            }
            Stmt::While(while_) => {
                self.loops += 1;
                self.visit_expr(&while_.test);
                self.visit_body(&while_.body);
                self.loops -= 1;
                self.visit_body(&while_.orelse);
            }
            Stmt::AugAssign(assign) => {
                // The target is read as well as written.
                if let Expr::Name(name) = &*assign.target {
                    let at = self.at;
                    self.use_name(at, &name.id);
                }
                visitor::walk_stmt(self, statement);
            }
            Stmt::AnnAssign(assign) => {
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                    self.visit_expr(&assign.target);
                } else if let Expr::Name(name) = &*assign.target {
                    let at = self.at;
                    let symbol = self.symbol(at, &name.id);
                    // A bare annotation makes the name a local one without a value.
                    if at != MODULE && symbol.bindings == 0 {
                        symbol.bindings = 1;
                        self.scopes.scopes[at.0].order.push(name.id.clone());
                    }
                }
            }
            Stmt::Global(global) => {
                for name in &global.names {
                    let at = self.at;
                    if at != MODULE {
                        self.declare(name, |symbol| symbol.global = true);
                    }
                }
            }
            Stmt::Nonlocal(nonlocal) => {
                for name in &nonlocal.names {
                    let at = self.at;
                    self.declare(name, |symbol| symbol.nonlocal = true);
                    self.use_name(at, &name.id);
                    self.nonlocals.push((at, name.id.clone(), name.range));
                }
            }
            Stmt::Import(import) => {
                self.importer.at(span(import.range));
                for alias in &import.names {
                    let (name, entity) = self.importer.import(alias);
                    self.import(&name, entity);
                }
            }
            Stmt::ImportFrom(import) => {
                self.importer.at(span(import.range));
                for alias in &import.names {
                    for (name, entity) in self.importer.import_all(import, alias) {
                        self.import(&Name::new(name), Some(entity));
                    }
                    if &alias.name == "*" {
                        continue;
                    }
                    let entity = self.importer.import_from(import, alias);
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.import(&name.id, entity);
                }
            }
            _ => visitor::walk_stmt(self, statement),
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(clause) = handler;
        if let Some(class) = &clause.type_ {
            self.visit_expr(class);
        }
        if let Some(name) = &clause.name {
            self.bind(&name.id);
            self.delete(&name.id);
        }
        self.visit_body(&clause.body);
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        match pattern {
            Pattern::MatchAs(ast::PatternMatchAs {
                name: Some(name), ..
            })
            | Pattern::MatchStar(ast::PatternMatchStar {
                name: Some(name), ..
            })
            | Pattern::MatchMapping(ast::PatternMatchMapping {
                rest: Some(name), ..
            }) => {
                self.bind(&name.id);
            }
            _ => {}
        }
        visitor::walk_pattern(self, pattern);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) => match name.ctx {
                ExprContext::Store => {
                    self.bind(&name.id);
                }
                ExprContext::Del => self.delete(&name.id),
                ExprContext::Load | ExprContext::Invalid => {
                    let at = self.at;
                    self.use_name(at, &name.id);
                    if name.id == "super" {
                        self.use_name(at, &Name::new_static("__class__"));
                    }
                }
            },
            Expr::Named(named) => {
                self.visit_expr(&named.value);
                if let Expr::Name(name) = &*named.target {
                    self.walrus(&name.id);
                }
            }
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.defaults(parameters);
                }
                self.inside(ScopeKind::Function, node_key(lambda), |this| {
                    if let Some(parameters) = &lambda.parameters {
                        this.parameters(parameters);
                    }
                    this.visit_expr(&lambda.body);
                });
            }
            Expr::ListComp(comp) => self.comprehension(
                ScopeKind::Comprehension,
                node_key(comp),
                &comp.generators,
                &[&comp.elt],
            ),
            Expr::SetComp(comp) => self.comprehension(
                ScopeKind::Comprehension,
                node_key(comp),
                &comp.generators,
                &[&comp.elt],
            ),
            Expr::DictComp(comp) => {
                let elements: Vec<&Expr> = comp
                    .key
                    .as_deref()
                    .into_iter()
                    .chain([&*comp.value])
                    .collect();
                self.comprehension(
                    ScopeKind::Comprehension,
                    node_key(comp),
                    &comp.generators,
                    &elements,
                );
            }
            Expr::Generator(comp) => self.comprehension(
                ScopeKind::Generator,
                node_key(comp),
                &comp.generators,
                &[&comp.elt],
            ),
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                self.frame_scope().yields = true;
                visitor::walk_expr(self, expression);
            }
            Expr::Await(_) => {
                self.frame_scope().awaits = true;
                visitor::walk_expr(self, expression);
            }
            _ => visitor::walk_expr(self, expression),
        }
    }
}

impl Analyser<'_, '_> {
    fn declare(&mut self, name: &ast::Identifier, set: impl FnOnce(&mut Symbol)) {
        let at = self.at;
        let used = self.scopes.get(at).used.contains(&name.id);
        let symbol = self.symbol(at, &name.id);
        let bound = symbol.bindings > 0;
        set(symbol);
        if bound || used {
            self.errors.push(ScopeError {
                range: name.range,
                message: format!("`{name}` is used before it is declared here"),
            });
        }
    }
}
