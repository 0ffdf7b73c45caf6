//! What programs may use, as the front end itself has it: the source of `docs/python.md` and of the page's help.

use interleave_program::methods;
use interleave_program::{Native, well_known};
use ruff_python_ast::{ModModule, Stmt};

use super::library::Library;
use super::refused;
use crate::{Entry, Supported};

/// What the syntax has, each with a small program that uses it; a test compiles every one.
pub const SYNTAX: &[(&str, &str)] = &[
    ("a, *rest = values", "a, *rest = [1, 2, 3]"),
    ("x += 1", "x = 1\nx += 1"),
    ("(x := value)", "print((x := 1))"),
    ("0 < x < 10", "x = 1\nprint(0 < x < 10)"),
    ("a if b else c", "print(1 if True else 2)"),
    ("items[1:-1:2]", "print([1, 2, 3][1:-1:2])"),
    (
        "f\"{x!r:>{width}}\"",
        "x, width = 1, 4\nprint(f'{x!r:>{width}}')",
    ),
    ("b\"…\"", "print(b'ab')"),
    ("lambda x, y=1: x + y", "f = lambda x, y=1: x + y"),
    (
        "def f(a, /, b=1, *args, c, **kwargs)",
        "def f(a, /, b=1, *args, c, **kwargs): pass",
    ),
    ("@decorator", "def d(f): return f\n@d\ndef g(): pass"),
    (
        "global, nonlocal",
        "x = 1\ndef f():\n    global x\n    y = 1\n    def g():\n        nonlocal y\n        y = 2",
    ),
    (
        "[f(x) for x in xs if x]",
        "print([x for x in range(3) if x], {x for x in 'a'}, {x: 1 for x in 'a'}, list(x for x in 'a'))",
    ),
    (
        "yield, yield from",
        "def g():\n    yield 1\n    yield from [2]",
    ),
    (
        "if, while, for … else, break, continue, pass",
        "for x in []:\n    continue\nelse:\n    pass",
    ),
    (
        "match … case",
        "match 1:\n    case [a, *b] | {'k': a, **b}:\n        pass\n    case int(x) if x > 1:\n        pass\n    case _:\n        pass",
    ),
    (
        "try, except, else, finally",
        "try:\n    pass\nexcept (KeyError, ValueError) as error:\n    raise\nelse:\n    pass\nfinally:\n    pass",
    ),
    (
        "try … except*",
        "try:\n    pass\nexcept* ValueError as group:\n    pass",
    ),
    ("raise … from …", "def f(): raise ValueError from None"),
    ("assert, del", "x = 1\nassert x, 'm'\ndel x"),
    (
        "with a as b, c as d",
        "class C:\n    def __enter__(self): return self\n    def __exit__(self, *a): pass\nwith C() as a, C() as b: pass",
    ),
    (
        "class C(A, B, metaclass=M, **options)",
        "class M(type): pass\nclass A: pass\nclass C(A, metaclass=M): pass",
    ),
    (
        "async def, await, async for, async with",
        "async def f():\n    async with f() as a:\n        async for x in a:\n            await x",
    ),
    (
        "[x async for x in xs]",
        "async def f(xs):\n    return [x async for x in xs]",
    ),
    (
        "import a.b as c, from a import b, from a import *",
        "import concurrent.futures as c\nfrom time import sleep\nfrom math import *",
    ),
    (
        "x: int = 1, def f() -> int (not looked at)",
        "x: int = 1\ndef f() -> int: return 1",
    ),
    (
        "if __name__ == \"__main__\":",
        "if __name__ == '__main__': pass",
    ),
    ("N = 3  # knob: 1..10", "N = 3  # knob: 1..10"),
];

/// Types that have a syntax of their own, or no name that a program could say.
const TYPES: &[Native] = &[
    Native::Int,
    Native::Float,
    Native::Str,
    Native::List,
    Native::Tuple,
    Native::Dict,
    Native::Set,
    Native::FrozenSet,
    Native::Range,
    Native::Generator,
    Native::Coroutine,
    Native::AsyncGenerator,
    Native::BaseException,
];

/// What modules of the library import from others to hand it on, as CPython's do; all else they import for themselves.
const EXPORTED: &[(&str, &[&str])] = &[
    ("asyncio", &["TimeoutError"]),
    ("concurrent.futures", &["TimeoutError"]),
    (
        "concurrent.futures.process",
        &["BrokenProcessPool", "ProcessPoolExecutor"],
    ),
    ("inspect", &["iscoroutine", "iscoroutinefunction"]),
    ("io", &["TextIOWrapper", "UnsupportedOperation", "open"]),
    ("multiprocessing", &["cpu_count"]),
    (
        "multiprocessing.pool",
        &[
            "ApplyResult",
            "AsyncResult",
            "IMapIterator",
            "MapResult",
            "MaybeEncodingError",
            "Pool",
            "RemoteTraceback",
            "ThreadPool",
        ],
    ),
    ("os", &["cpu_count", "fspath", "remove", "rename"]),
    (
        "requests",
        &[
            "ConnectTimeout",
            "ConnectionError",
            "HTTPError",
            "JSONDecodeError",
            "ReadTimeout",
            "RequestException",
            "Timeout",
        ],
    ),
    ("urllib.request", &["HTTPError", "URLError"]),
];

/// Classes of the library that have no name in CPython's module, and no methods to list.
const UNNAMED: &[&str] = &["BaseProxy", "NamespaceProxy", "RemoteTraceback"];

fn is_exported(module: &str, name: &str) -> bool {
    EXPORTED
        .iter()
        .any(|(of, names)| *of == module && names.contains(&name))
}

/// Everything that programs may use, and what they may not.
#[must_use]
pub fn supported() -> Supported {
    let mut library = Library::default();
    library.load("builtins");
    let mut builtins = Vec::new();
    let mut exceptions = Vec::new();
    for name in library.names("builtins") {
        let native = Native::find(&format!("builtins.{name}"));
        let is_exception = native.is_some_and(|native| native.derives_from(Native::BaseException))
            || name.ends_with("ExceptionGroup");
        if TYPES.iter().any(|known| known.name() == name) {
            continue;
        }
        let entry = Entry {
            name: name.to_owned(),
            members: Vec::new(),
        };
        if is_exception {
            exceptions.push(entry);
        } else {
            builtins.push(entry);
        }
    }
    let types = TYPES
        .iter()
        .map(|&native| Entry {
            name: match native {
                Native::Generator => "generator".to_owned(),
                Native::Coroutine => "coroutine".to_owned(),
                Native::AsyncGenerator => "async generator".to_owned(),
                native => native.name().to_owned(),
            },
            members: native_methods(native),
        })
        .chain(
            library
                .class_methods("_bytes", "bytes")
                .map(|members| Entry {
                    name: "bytes".to_owned(),
                    members,
                }),
        )
        .collect();
    let modules = Library::module_names()
        .into_iter()
        .map(|module| {
            library.load(module);
            (module.to_owned(), names_of(&library, module))
        })
        .filter(|(_, entries)| !entries.is_empty())
        .collect();
    let instead = |table: &[(&str, &'static str, &'static str)]| {
        table
            .iter()
            .map(|&(name, english, korean)| (name.to_owned(), english, korean))
            .collect()
    };
    Supported {
        syntax: SYNTAX
            .iter()
            .map(|(shown, _)| (*shown).to_owned())
            .collect(),
        builtins,
        types,
        exceptions,
        modules,
        refused_builtins: instead(refused::BUILTINS),
        refused_names: instead(refused::NAMES),
        refused_modules: instead(refused::MODULES),
    }
}

fn names_of(library: &Library, module: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    for name in library.names(module) {
        // A module inside another is a module of its own.
        let path = format!("{module}.{name}");
        if Library::is_module(&path)
            || module == "multiprocessing" && UNNAMED.contains(&name)
            || !library.defines(module, name) && !is_exported(module, name)
        {
            continue;
        }
        let native = Native::find(&format!("{module}.{name}")).filter(|native| native.is_type());
        let members = library
            .class_methods(module, name)
            .or_else(|| native.map(native_methods))
            .unwrap_or_default();
        entries.push(Entry {
            name: name.to_owned(),
            members,
        });
    }
    entries
}

fn native_methods(native: Native) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut current = native;
    loop {
        let own = methods::of(current)
            .iter()
            .filter_map(|name| well_known::TABLE.get(name.index()))
            .filter(|name| !name.starts_with('_'));
        names.extend(own.map(|name| (*name).to_owned()));
        match current.base() {
            Some(base) if base != current => current = base,
            _ => break,
        }
    }
    names.sort();
    names.dedup();
    names
}

/// The public methods that a class of a module defines or gets from other classes of it; `None` for what is no class.
pub fn methods_of(module: &ModModule, class: &str) -> Option<Vec<String>> {
    let mut names = Vec::new();
    let mut waiting = vec![class.to_owned()];
    let mut seen: Vec<String> = Vec::new();
    let mut found = false;
    while let Some(class) = waiting.pop() {
        let definition = module.body.iter().find_map(|statement| match statement {
            Stmt::ClassDef(definition) if definition.name.as_str() == class => Some(definition),
            _ => None,
        });
        let Some(definition) = definition else {
            continue;
        };
        found = true;
        seen.push(class);
        for statement in &definition.body {
            if let Stmt::FunctionDef(method) = statement
                && !method.name.starts_with('_')
            {
                names.push(method.name.to_string());
            }
        }
        let bases = definition
            .bases()
            .iter()
            .filter_map(|base| base.as_name_expr())
            .map(|base| base.id.to_string());
        waiting.extend(bases.filter(|base| !seen.contains(base)));
    }
    names.sort();
    names.dedup();
    found.then_some(names)
}

#[cfg(test)]
mod tests {
    use super::{SYNTAX, supported};
    use crate::{Options, compile};

    #[test]
    fn all_the_syntax_that_is_listed_compiles() {
        for (shown, program) in SYNTAX {
            let compiled = compile(program, &Options::default());
            assert!(
                compiled.program.is_some(),
                "{shown}: {:?}",
                compiled.diagnostics
            );
        }
    }

    #[test]
    fn what_is_refused_is_not_listed() {
        let list = supported();
        for (name, _, _) in &list.refused_builtins {
            assert!(
                list.builtins.iter().all(|entry| entry.name != *name),
                "{name}"
            );
        }
        for (name, _, _) in &list.refused_modules {
            assert!(
                list.modules.iter().all(|(module, _)| module != name),
                "{name}"
            );
        }
        for (path, _, _) in &list.refused_names {
            let (module, name) = path.rsplit_once('.').expect("a module and a name");
            let module = list.modules.iter().find(|(listed, _)| listed == module);
            let entries = &module.expect("a module that there is").1;
            assert!(entries.iter().all(|entry| entry.name != name), "{path}");
        }
    }

    #[test]
    fn methods_are_those_of_the_engine_and_of_the_library() {
        let list = supported();
        let members = |module: &str, name: &str| {
            let (_, entries) = list
                .modules
                .iter()
                .find(|(listed, _)| listed == module)
                .expect("a module");
            let entry = entries.iter().find(|entry| entry.name == name);
            entry.expect("a name").members.join(" ")
        };
        assert_eq!(members("threading", "Lock"), "acquire locked release");
        assert_eq!(
            members("threading", "Timer"),
            "cancel daemon ident is_alive join name native_id run start"
        );
        assert_eq!(
            members("collections", "Counter").split(' ').next(),
            Some("clear")
        );
    }
}
