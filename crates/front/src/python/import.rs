//! Imports, which are resolved when the program is compiled.

use std::collections::{BTreeMap, BTreeSet};

use interleave_program::{Native, SourceFile, Span};
use ruff_python_ast::name::Name;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Alias, Expr, Stmt, StmtImportFrom};

use super::entity::Entity;
use super::library::Library;
use super::parse::span;
use super::refused;
use super::suggest::{alternatives, nearest};
use crate::{Diagnostic, Severity};

/// Resolves the imports of one file.
pub struct Importer<'l> {
    library: &'l Library,
    file: &'l SourceFile,
    internal: bool,
    /// What could not be resolved.
    pub diagnostics: Vec<Diagnostic>,
    /// The statement being looked at, where a module that does not exist is reported.
    statement: Span,
}

impl<'l> Importer<'l> {
    /// An importer for `file`; the library itself may import what programs may not.
    pub fn new(library: &'l Library, file: &'l SourceFile, internal: bool) -> Self {
        Self {
            library,
            file,
            internal,
            diagnostics: Vec::new(),
            statement: Span::default(),
        }
    }

    /// Tells where the import statement stands whose names come next.
    pub fn at(&mut self, statement: Span) {
        self.statement = statement;
    }

    /// `import a.b as c`: the name that it binds and what that is.
    pub fn import(&mut self, alias: &Alias) -> (Name, Option<Entity>) {
        let path = alias.name.as_str();
        let root = path.split('.').next().unwrap_or(path);
        let (name, module) = match &alias.asname {
            Some(name) => (name.id.clone(), path),
            None => (Name::new(root), root),
        };
        if !self.check_module(path) {
            return (name, None);
        }
        (name, Some(Entity::Module(module.to_owned())))
    }

    /// Every public name of a module, where the alias is `*`.
    pub fn import_all(&mut self, import: &StmtImportFrom, alias: &Alias) -> Vec<(String, Entity)> {
        let module = import.module.as_ref().map_or("", |module| module.as_str());
        if &alias.name != "*" {
            return Vec::new();
        }
        if import.level > 0 {
            self.import_from(import, alias);
            return Vec::new();
        }
        if !self.check_module(module) {
            return Vec::new();
        }
        all_names(self.library, module)
    }

    /// One name of `from module import …`.
    pub fn import_from(&mut self, import: &StmtImportFrom, alias: &Alias) -> Option<Entity> {
        let module = import.module.as_ref().map_or("", |module| module.as_str());
        if module == "__future__" {
            return Some(Entity::Nothing);
        }
        if import.level > 0 {
            self.error(
                self.statement,
                "a program here is one file: there is nothing to import relatively",
            )
            .construct = Some("relative import".to_owned());
            return None;
        }
        if !self.check_module(module) {
            return None;
        }
        let name = alias.name.as_str();
        // From itself a module of the library imports what the engine defines under its name.
        if self.internal
            && self.file.name == format!("{module}.py")
            && let Some(native) = Native::find(&format!("{module}.{name}"))
        {
            return Some(Entity::Native(native));
        }
        let found = self.library.find(module, name);
        if found.is_none() || !(self.internal || self.library.is_public(module, name)) {
            let diagnostic =
                unknown_attribute(self.library, self.file, module, name, span(alias.range));
            self.diagnostics.push(diagnostic);
            return None;
        }
        found
    }

    fn check_module(&mut self, module: &str) -> bool {
        if Library::is_module(module) && (self.internal || !module.starts_with('_')) {
            return true;
        }
        let known = Library::module_names();
        let near = nearest(module, known.iter().copied());
        let help = if near.is_empty() {
            let all: Vec<&str> = known.into_iter().collect();
            format!("there are {}", all.join(", "))
        } else {
            format!("did you mean {}?", alternatives(&near))
        };
        let help = refused::module(module).map_or(help, str::to_owned);
        let message = format!("there is no module `{module}` on the simulated machine");
        let error = self.error(self.statement, &message);
        error.construct = Some(format!("import {module}"));
        error.help = Some(help);
        false
    }

    fn error(&mut self, place: Span, message: &str) -> &mut Diagnostic {
        let at = self.diagnostics.len();
        self.diagnostics
            .push(Diagnostic::new(Severity::Error, self.file, place, message));
        &mut self.diagnostics[at]
    }
}

/// A module has no such name.
pub fn unknown_attribute(
    library: &Library,
    file: &SourceFile,
    module: &str,
    name: &str,
    place: Span,
) -> Diagnostic {
    let known = library.names(module);
    let near = nearest(name, known.iter().copied());
    let help = if near.is_empty() {
        let all: Vec<&str> = known.into_iter().collect();
        format!("`{module}` has {}", all.join(", "))
    } else {
        format!("did you mean {}?", alternatives(&near))
    };
    let help = refused::name(module, name).map_or(help, str::to_owned);
    Diagnostic::new(
        Severity::Error,
        file,
        place,
        format!("`{module}.{name}` is not supported"),
    )
    .construct(format!("{module}.{name}"))
    .help(help)
}

/// What `from module import *` imports.
fn all_names(library: &Library, module: &str) -> Vec<(String, Entity)> {
    let names = library.names(module);
    names
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), library.find(module, name)?)))
        .collect()
}

/// The names of `a.b.c`, if an expression is only that.
pub fn dotted(expression: &Expr) -> Option<Vec<String>> {
    let mut names = Vec::new();
    let mut at = expression;
    loop {
        match at {
            Expr::Attribute(attribute) => {
                names.push(attribute.attr.to_string());
                at = &attribute.value;
            }
            Expr::Name(name) => {
                names.push(name.id.to_string());
                names.reverse();
                return Some(names);
            }
            _ => return None,
        }
    }
}

/// The modules that a file imports anywhere.
pub fn imported_modules(body: &[Stmt]) -> Vec<String> {
    let mut found = Imports::default();
    found.visit_body(body);
    found.modules
}

/// What each imported name of a file may stand for, by name.
pub fn imported_names(
    library: &Library,
    body: &[Stmt],
    reached: &BTreeSet<String>,
) -> BTreeMap<String, Vec<Entity>> {
    let mut found = Imports::default();
    found.visit_body(body);
    let mut names: BTreeMap<String, Vec<Entity>> = BTreeMap::new();
    for (name, module, attribute) in found.names {
        if attribute.as_deref() == Some("*") {
            // What of it is used is found by name.
            for (name, entity) in all_names(library, &module) {
                if reached.contains(&name) {
                    names.entry(name).or_default().push(entity);
                }
            }
            continue;
        }
        let entity = match attribute {
            None => Some(Entity::Module(module)),
            Some(attribute) => library.find(&module, &attribute),
        };
        names.entry(name).or_default().extend(entity);
    }
    names
}

#[derive(Default)]
struct Imports {
    modules: Vec<String>,
    names: Vec<(String, String, Option<String>)>,
}

impl<'a> Visitor<'a> for Imports {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::Import(import) => {
                for alias in &import.names {
                    self.modules.push(alias.name.to_string());
                    let root = alias.name.split('.').next().unwrap_or_default().to_owned();
                    self.names.push(match &alias.asname {
                        Some(name) => (name.to_string(), alias.name.to_string(), None),
                        None => (root.clone(), root, None),
                    });
                }
            }
            Stmt::ImportFrom(import) => {
                let module = import.module.as_ref().map_or("", |module| module.as_str());
                self.modules.push(module.to_owned());
                for alias in &import.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.names.push((
                        name.to_string(),
                        module.to_owned(),
                        Some(alias.name.to_string()),
                    ));
                }
            }
            _ => visitor::walk_stmt(self, statement),
        }
    }

    fn visit_expr(&mut self, _: &'a Expr) {}
}
