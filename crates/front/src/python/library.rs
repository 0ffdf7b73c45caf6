//! The library: what programs import that the engine does not implement itself, written in Python and compiled by
//! the same lowering. Only what a program can reach is compiled.

use std::collections::{BTreeMap, BTreeSet};

use interleave_program::{Native, SourceFile};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, ModModule, Stmt};

use super::entity::Entity;
use super::import::dotted;
use super::parse::parse;
use super::supported::methods_of;

/// The modules, each after those that it imports: their top-level statements run in this order.
const SOURCES: &[(&str, &str)] = &[
    ("time", include_str!("library/time.py")),
    (HOOKS, include_str!("library/_hooks.py")),
    ("ctypes", include_str!("library/ctypes.py")),
    ("threading", include_str!("library/threading.py")),
    ("_files", include_str!("library/_files.py")),
    ("os.path", include_str!("library/os_path.py")),
    (
        "os",
        concat!(
            include_str!("library/os.py"),
            include_str!("library/os_scheduling.py"),
        ),
    ),
    (BYTES, include_str!("library/_bytes.py")),
    ("builtins", include_str!("library/builtins.py")),
    ("abc", include_str!("library/abc.py")),
    ("collections", include_str!("library/collections.py")),
    (
        "collections.abc",
        include_str!("library/collections_abc.py"),
    ),
    ("functools", include_str!("library/functools.py")),
    ("contextlib", include_str!("library/contextlib.py")),
    ("itertools", include_str!("library/itertools.py")),
    ("heapq", include_str!("library/heapq.py")),
    ("queue", include_str!("library/queue.py")),
    ("math", include_str!("library/math.py")),
    ("random", include_str!("library/random.py")),
    ("dataclasses", include_str!("library/dataclasses.py")),
    ("typing", include_str!("library/typing.py")),
    ("enum", include_str!("library/enum.py")),
    ("types", include_str!("library/types.py")),
    ("operator", include_str!("library/operator.py")),
    ("bisect", include_str!("library/bisect.py")),
    ("re", include_str!("library/re.py")),
    ("hashlib", include_str!("library/hashlib.py")),
    ("gc", include_str!("library/gc.py")),
    ("string", include_str!("library/string.py")),
    ("textwrap", include_str!("library/textwrap.py")),
    ("copy", include_str!("library/copy.py")),
    ("statistics", include_str!("library/statistics.py")),
    ("contextvars", include_str!("library/contextvars.py")),
    ("datetime", include_str!("library/datetime.py")),
    ("traceback", include_str!("library/traceback.py")),
    ("atexit", include_str!("library/atexit.py")),
    ("sys", include_str!("library/sys.py")),
    (
        PROCESSES,
        concat!(
            include_str!("library/multiprocessing/process.py"),
            include_str!("library/multiprocessing/synchronize.py"),
            include_str!("library/multiprocessing/queues.py"),
            include_str!("library/multiprocessing/context.py"),
            include_str!("library/multiprocessing/pool.py"),
            include_str!("library/multiprocessing/managers.py"),
        ),
    ),
    (
        "multiprocessing.pool",
        include_str!("library/multiprocessing/pool_module.py"),
    ),
    ("logging", include_str!("library/logging.py")),
    ("warnings", include_str!("library/warnings.py")),
    ("sched", include_str!("library/sched.py")),
    ("platform", include_str!("library/platform.py")),
    ("uuid", include_str!("library/uuid.py")),
    ("pprint", include_str!("library/pprint.py")),
    (
        "concurrent.futures",
        include_str!("library/concurrent_futures.py"),
    ),
    (
        "concurrent.futures.process",
        include_str!("library/concurrent_futures_process.py"),
    ),
    (
        "asyncio",
        concat!(
            include_str!("library/asyncio/run.py"),
            include_str!("library/asyncio/wait.py"),
            include_str!("library/asyncio/group.py"),
            include_str!("library/asyncio/locks.py"),
            include_str!("library/asyncio/queues.py"),
            include_str!("library/asyncio/pool.py"),
        ),
    ),
    ("inspect", include_str!("library/inspect.py")),
    ("io", include_str!("library/io.py")),
    ("pathlib", include_str!("library/pathlib.py")),
    ("tempfile", include_str!("library/tempfile.py")),
    ("shutil", include_str!("library/shutil.py")),
    ("aiofiles", include_str!("library/aiofiles.py")),
    ("json", include_str!("library/json.py")),
    ("_network", include_str!("library/_network.py")),
    ("_payload", include_str!("library/_payload.py")),
    ("urllib.error", include_str!("library/urllib_error.py")),
    ("urllib.parse", include_str!("library/urllib_parse.py")),
    ("urllib.request", include_str!("library/urllib_request.py")),
    (
        "requests.exceptions",
        include_str!("library/requests_exceptions.py"),
    ),
    ("requests", include_str!("library/requests.py")),
    ("aiohttp", include_str!("library/aiohttp.py")),
];

/// The module of the functions that the engine calls.
pub const HOOKS: &str = "_hooks";

/// The module of processes.
pub const PROCESSES: &str = "multiprocessing";

/// What `__name__` is where a program makes processes: it differs in those that are spawned.
pub const MODULE_NAME: &str = "_module_name";
/// What makes a class whose statement has keywords, among the hooks.
pub const BUILD_CLASS: &str = "build_class";

/// The module of texts of bytes; what makes one of a literal, and what `str.encode` is.
pub const BYTES: &str = "_bytes";
/// See [`BYTES`].
pub const BYTES_LITERAL: &str = "literal";
/// See [`BYTES`].
pub const BYTES_ENCODE: &str = "encode";

/// What `iter` is when it is given a function and a sentinel.
pub const ITER_UNTIL: &str = "_iter_until";

/// What `thing.__dict__[name] = value` calls.
pub const PUT_ATTRIBUTE: &str = "_put_attribute";
/// What `thing.__dict__.update(…)` calls.
pub const UPDATE_ATTRIBUTES: &str = "_update_attributes";

/// What `error.__traceback__` is.
pub const TRACEBACK_OF: &str = "_traceback_of";

/// What `except*` calls: `split(rest, classes)` gives the part that matches and the new rest; `end(exception, raised,
/// rest)` gives what goes on, or `None`.
pub const STAR_SPLIT: &str = "_split_group";
/// See [`STAR_SPLIT`].
pub const STAR_END: &str = "_end_star";

/// Names of natives that have no name in a program.
const UNNAMED: &[Native] = &[
    Native::DictKeys,
    Native::DictValues,
    Native::DictItems,
    Native::Iterator,
];

/// The class that stands in where a program derives from a built-in collection.
pub fn base_stand_in(name: &str) -> Option<(&'static str, &'static str)> {
    match name {
        "dict" => Some(("collections", "_Mapping")),
        "list" => Some(("collections", "_List")),
        _ => None,
    }
}

/// The same for a queue of threads.
pub fn queue_stand_in(name: &str) -> Option<(&'static str, &'static str)> {
    match name {
        "Queue" => Some(("queue", "_Queue")),
        "LifoQueue" => Some(("queue", "_LifoQueue")),
        "PriorityQueue" => Some(("queue", "_PriorityQueue")),
        _ => None,
    }
}

/// Such classes that the statements of a program need.
pub fn stand_ins(body: &[Stmt]) -> Vec<(&'static str, &'static str)> {
    let mut found = Bases::default();
    found.visit_body(body);
    found.0
}

#[derive(Default)]
struct Bases(Vec<(&'static str, &'static str)>);

impl<'a> Visitor<'a> for Bases {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        if let Stmt::ClassDef(class) = statement {
            for base in class.bases() {
                let base = match base {
                    Expr::Subscript(subscript) => &*subscript.value,
                    base => base,
                };
                self.0.extend(match base {
                    Expr::Name(name) => {
                        base_stand_in(&name.id).or_else(|| queue_stand_in(&name.id))
                    }
                    // Where this is a queue of something else, it is compiled for nothing.
                    Expr::Attribute(path) => queue_stand_in(&path.attr),
                    _ => None,
                });
            }
        }
        visitor::walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, _: &'a Expr) {}
}

/// A module of the library.
pub struct LibraryModule {
    /// Its name.
    pub name: &'static str,
    /// Its tree.
    pub tree: ModModule,
    /// The statements that bind each top-level name.
    definitions: BTreeMap<String, Vec<usize>>,
    /// What its top-level imports name.
    imports: BTreeMap<String, Entity>,
}

/// The modules that a program needs, and in them what it needs.
#[derive(Default)]
pub struct Library {
    modules: BTreeMap<&'static str, LibraryModule>,
    wanted: BTreeSet<(&'static str, usize)>,
}

impl Library {
    /// Makes a module and those that it imports known.
    pub fn load(&mut self, module: &str) {
        let Some(&(name, source)) = SOURCES.iter().find(|(name, _)| *name == module) else {
            return;
        };
        if self.modules.contains_key(name) {
            return;
        }
        let file = SourceFile {
            name: format!("{name}.py"),
            text: source.to_owned(),
        };
        let Ok(parsed) = parse(&file) else { return };
        let mut definitions: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut imports = BTreeMap::new();
        for (index, statement) in parsed.module.body.iter().enumerate() {
            match statement {
                Stmt::Import(import) => {
                    for alias in &import.names {
                        self.load(&alias.name);
                        let (name, entity) = match &alias.asname {
                            Some(name) => (name.id.as_str(), alias.name.as_str()),
                            None => (root(&alias.name), root(&alias.name)),
                        };
                        imports.insert(name.to_owned(), Entity::Module(entity.to_owned()));
                    }
                }
                Stmt::ImportFrom(import) => {
                    let from = import.module.as_ref().map_or("", |module| module.as_str());
                    // From itself a module imports what the engine defines under its name.
                    if from != name {
                        self.load(from);
                    }
                    for alias in &import.names {
                        let name = alias.asname.as_ref().unwrap_or(&alias.name);
                        if let Some(entity) = self.find(from, &alias.name) {
                            imports.insert(name.to_string(), entity);
                        }
                    }
                }
                other => {
                    for name in bound_names(other) {
                        definitions.entry(name).or_default().push(index);
                    }
                }
            }
        }
        self.modules.insert(
            name,
            LibraryModule {
                name,
                tree: parsed.module,
                definitions,
                imports,
            },
        );
    }

    /// Whether there is a module of this name.
    pub fn is_module(module: &str) -> bool {
        let inside = format!("{module}.");
        SOURCES
            .iter()
            .any(|(name, _)| *name == module || name.starts_with(&inside))
            || Native::ALL.iter().any(|native| native.module() == module)
    }

    /// The modules that a program may import.
    pub fn module_names() -> BTreeSet<&'static str> {
        SOURCES
            .iter()
            .map(|(name, _)| *name)
            .chain(Native::ALL.iter().map(|native| native.module()))
            .filter(|name| !name.starts_with('_') && *name != "builtins")
            .collect()
    }

    /// What `module.name` is. The module must have been loaded.
    pub fn find(&self, module: &str, name: &str) -> Option<Entity> {
        if let Some(loaded) = self.modules.get(module) {
            if loaded.definitions.contains_key(name) {
                return Some(Entity::Library {
                    module: loaded.name,
                    name: name.to_owned(),
                });
            }
            if let Some(entity) = loaded.imports.get(name) {
                return Some(entity.clone());
            }
        }
        let path = format!("{module}.{name}");
        if let Some(native) = Native::find(&path)
            && !UNNAMED.contains(&native)
        {
            return Some(Entity::Native(native));
        }
        Self::is_module(&path).then_some(Entity::Module(path))
    }

    /// Whether a program may use a name of a module, rather than just the module itself.
    pub fn is_public(&self, module: &str, name: &str) -> bool {
        if name.starts_with('_') {
            // `os._exit` is public though its name is not.
            return Native::find(&format!("{module}.{name}")).is_some();
        }
        let imported = self
            .modules
            .get(module)
            .and_then(|loaded| loaded.imports.get(name));
        match imported {
            Some(Entity::Native(native)) => native.module() != "_interleave",
            Some(Entity::Module(inner)) => *inner == format!("{module}.{name}"),
            _ => true,
        }
    }

    /// The public names of a module.
    pub fn names(&self, module: &str) -> BTreeSet<&str> {
        let natives = Native::ALL
            .iter()
            .filter(|native| native.module() == module && !UNNAMED.contains(native))
            .map(|native| native.name());
        let own = self.modules.get(module).into_iter().flat_map(|loaded| {
            loaded
                .definitions
                .keys()
                .chain(loaded.imports.keys())
                .map(String::as_str)
        });
        natives
            .chain(own)
            .filter(|name| self.is_public(module, name))
            .collect()
    }

    /// Whether a module defines a name, rather than importing it.
    pub fn defines(&self, module: &str, name: &str) -> bool {
        Native::find(&format!("{module}.{name}")).is_some()
            || self
                .modules
                .get(module)
                .is_some_and(|loaded| loaded.definitions.contains_key(name))
    }

    /// The public methods of a class of a module; `None` for what is no class of the library.
    pub fn class_methods(&self, module: &str, class: &str) -> Option<Vec<String>> {
        methods_of(&self.modules.get(module)?.tree, class)
    }

    /// Marks a definition, and everything that it can reach, as needed.
    pub fn want(&mut self, entity: &Entity) {
        let Entity::Library { module, name } = entity else {
            return;
        };
        let mut waiting = vec![(*module, name.clone())];
        while let Some((module, name)) = waiting.pop() {
            let Some(loaded) = self.modules.get(module) else {
                continue;
            };
            let mut reached = Reached::default();
            for &index in loaded.definitions.get(&name).into_iter().flatten() {
                if self.wanted.insert((module, index))
                    && let Some(statement) = loaded.tree.body.get(index)
                {
                    reached.visit_stmt(statement);
                }
            }
            for name in &reached.bytes {
                waiting.push((BYTES, (*name).to_owned()));
            }
            for found in self.entities(Some(module), &reached.names, &reached.paths) {
                if let Entity::Library { module, name } = found {
                    waiting.push((module, name));
                }
            }
        }
    }

    /// Marks what the statements of a program reach as needed. `imports` are the program's own.
    pub fn want_from(&mut self, body: &[Stmt], imports: &BTreeMap<String, Vec<Entity>>) {
        let mut reached = Reached::default();
        reached.visit_body(body);
        let mut found = self.entities(None, &reached.names, &reached.paths);
        for path in &reached.paths {
            if let Some((root, rest)) = path.split_first() {
                for entity in imports.get(root).into_iter().flatten() {
                    found.extend(self.follow(entity, rest));
                }
            }
        }
        found.extend(imports.values().flatten().cloned());
        found.extend(
            reached
                .bytes
                .iter()
                .filter_map(|name| self.find(BYTES, name)),
        );
        for entity in &found {
            self.want(entity);
        }
    }

    fn entities(
        &self,
        module: Option<&'static str>,
        names: &BTreeSet<String>,
        paths: &BTreeSet<Vec<String>>,
    ) -> Vec<Entity> {
        let mut found = Vec::new();
        for name in names {
            if let Some(module) = module
                && let Some(entity) = self.find(module, name)
            {
                found.push(entity);
            } else if let Some(entity) = self.find("builtins", name) {
                found.push(entity);
            }
            if name == "iter" {
                found.extend(self.find("builtins", ITER_UNTIL));
            }
        }
        let loaded = module.and_then(|module| self.modules.get(module));
        for path in paths {
            if let Some((root, rest)) = path.split_first()
                && let Some(entity) = loaded.and_then(|loaded| loaded.imports.get(root))
            {
                found.extend(self.follow(entity, rest));
            }
        }
        found
    }

    /// The entity that attributes lead to from a module.
    fn follow(&self, entity: &Entity, attributes: &[String]) -> Option<Entity> {
        let mut at = entity.clone();
        for attribute in attributes {
            match &at {
                Entity::Module(module) => at = self.find(module, attribute)?,
                _ => break,
            }
        }
        Some(at)
    }

    /// The modules that are needed, in the order in which they run, each with the statements needed of it.
    pub fn wanted(&self) -> Vec<(&LibraryModule, Vec<usize>)> {
        SOURCES
            .iter()
            .filter_map(|(name, _)| {
                let module = self.modules.get(name)?;
                let statements: Vec<usize> = self
                    .wanted
                    .range((*name, 0)..=(*name, usize::MAX))
                    .map(|&(_, index)| index)
                    .collect();
                (!statements.is_empty()).then_some((module, statements))
            })
            .collect()
    }

    /// Whether a definition was found to be needed.
    pub fn is_wanted(&self, module: &'static str, name: &str) -> bool {
        self.modules
            .get(module)
            .and_then(|loaded| loaded.definitions.get(name))
            .is_some_and(|statements| {
                statements
                    .iter()
                    .all(|&index| self.wanted.contains(&(module, index)))
            })
    }
}

/// Every name that statements mention.
pub fn mentioned(body: &[Stmt]) -> BTreeSet<String> {
    let mut reached = Reached::default();
    reached.visit_body(body);
    reached.names
}

fn root(path: &str) -> &str {
    path.split('.').next().unwrap_or(path)
}

/// The names that a top-level statement of the library binds.
fn bound_names(statement: &Stmt) -> Vec<String> {
    match statement {
        Stmt::FunctionDef(def) => vec![def.name.to_string()],
        Stmt::ClassDef(def) => vec![def.name.to_string()],
        Stmt::Assign(assign) => assign
            .targets
            .iter()
            .filter_map(|target| match target {
                // `timezone.utc = …` completes what `timezone` is.
                Expr::Attribute(attribute) => attribute.value.as_name_expr(),
                target => target.as_name_expr(),
            })
            .map(|name| name.id.to_string())
            .collect(),
        _ => Vec::new(),
    }
}

/// The names and dotted paths that statements mention.
#[derive(Default)]
struct Reached {
    names: BTreeSet<String>,
    paths: BTreeSet<Vec<String>>,
    /// What is needed of the module of bytes besides `bytes` itself.
    bytes: BTreeSet<&'static str>,
}

impl<'a> Visitor<'a> for Reached {
    fn visit_annotation(&mut self, _: &'a Expr) {}

    fn visit_stmt(&mut self, statement: &'a Stmt) {
        if matches!(statement, Stmt::Try(try_) if try_.is_star) {
            self.names.insert(STAR_SPLIT.to_owned());
            self.names.insert(STAR_END.to_owned());
        }
        visitor::walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) => {
                self.names.insert(name.id.to_string());
            }
            Expr::BytesLiteral(_) => {
                self.bytes.insert(BYTES_LITERAL);
            }
            Expr::Attribute(attribute) => {
                if attribute.attr.as_str() == "__dict__" {
                    self.names.insert(PUT_ATTRIBUTE.to_owned());
                    self.names.insert(UPDATE_ATTRIBUTES.to_owned());
                }
                if attribute.attr.as_str() == "__traceback__" {
                    self.names.insert(TRACEBACK_OF.to_owned());
                }
                if attribute.attr.as_str() == BYTES_ENCODE {
                    self.bytes.insert(BYTES_ENCODE);
                }
                if let Some(path) = dotted(expression) {
                    self.paths.insert(path);
                }
                visitor::walk_expr(self, expression);
            }
            _ => visitor::walk_expr(self, expression),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Library, SOURCES};
    use crate::{Options, compile};

    /// A program that uses every public name of every module, which reaches the private ones.
    #[test]
    fn all_of_the_library_compiles() {
        for (module, _) in SOURCES {
            // What programs may not import is reached by what they may.
            if module.starts_with('_') {
                continue;
            }
            let mut library = Library::default();
            library.load(module);
            let mut program = format!("import {module}\n");
            for name in library.names(module) {
                if name != "futures" {
                    program += &format!("print({module}.{name})\n");
                }
            }
            let compiled = compile(&program, &Options::default());
            assert!(
                compiled.program.is_some() && compiled.diagnostics.is_empty(),
                "{module}: {:#?}",
                compiled.diagnostics
            );
        }
    }

    #[test]
    fn every_module_parses_after_those_that_it_imports() {
        let mut library = Library::default();
        for (name, _) in SOURCES {
            let before = library.modules.len();
            library.load(name);
            assert_eq!(library.modules.len(), before + 1, "{name}");
            let module = &library.modules[name];
            let names = module.definitions.len() + module.imports.len();
            assert!(names > 0, "{name}");
        }
    }
}
