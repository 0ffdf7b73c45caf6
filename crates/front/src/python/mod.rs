//! Python: parse, find the scopes, lower to bytecode, link the library.

mod analyse;
mod assign;
mod block;
mod bound;
mod builder;
mod call;
mod class;
mod comprehension;
mod condition;
mod display;
mod emit;
mod entity;
mod exception;
mod expression;
mod function;
mod import;
mod iteration;
mod knob;
mod library;
mod lower;
mod match_;
mod parse;
mod refused;
mod scope;
mod statement;
mod suggest;
mod supported;

use interleave_program::{
    FileId, Function, FunctionId, FunctionKind, Hook, Op, Program, Reg, SourceFile, verify,
};
use ruff_python_ast::{ModModule, Stmt};
use ruff_text_size::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};

use self::builder::Builder;
use self::emit::Frame;
use self::import::{Importer, imported_modules, imported_names};
use self::library::{HOOKS, Library, LibraryModule};
use self::lower::{Lower, Unit};
use self::parse::{parse, span};
use self::scope::{MODULE, Scopes};
pub use self::supported::supported;
use crate::{Compiled, Diagnostic, Severity};

/// Compiles a Python file.
pub fn compile(source: &str, file_name: &str) -> Compiled {
    let file = SourceFile {
        name: file_name.to_owned(),
        text: source.to_owned(),
    };
    let parsed = match parse(&file) {
        Ok(parsed) => parsed,
        Err(diagnostics) => {
            return Compiled {
                program: None,
                diagnostics,
            };
        }
    };
    let module = &parsed.module;
    let library = link(module);
    let mut builder = Builder::new(file.clone());
    let mut diagnostics = Vec::new();
    let knobs = knob::knobs(
        &file,
        module,
        &parsed.comments,
        &mut builder,
        &mut diagnostics,
    );

    let scopes = scopes(module, &library, &file, false, &mut diagnostics);
    let main = builder.reserve();
    let initial = Unit {
        file: FileId(0),
        source: &file,
        scopes: &scopes,
        module: None,
        knobs,
    };
    let library_units: Vec<LibraryUnit> = library
        .wanted()
        .into_iter()
        .map(|(module, statements)| {
            let file = SourceFile {
                name: format!("{}.py", module.name),
                text: String::new(),
            };
            let scopes = self::scopes(&module.tree, &library, &file, true, &mut diagnostics);
            LibraryUnit {
                module,
                statements,
                file,
                scopes,
            }
        })
        .collect();
    let mut lower = Lower {
        library: &library,
        builder,
        diagnostics,
        unit: initial,
        frames: Vec::new(),
        classes: Vec::new(),
        undefined: FxHashSet::default(),
        bound: FxHashSet::default(),
    };
    let started = lower_library(&mut lower, &library_units);
    lower_main(&mut lower, main, started, module);
    let Lower {
        mut builder,
        mut diagnostics,
        ..
    } = lower;
    builder.program().main = main;
    let program = builder.finish();
    if diagnostics
        .iter()
        .all(|diagnostic| diagnostic.severity != Severity::Error)
        && let Err(fault) = verify::verify(&program)
    {
        diagnostics.push(internal(&program, &file, &fault));
    }
    Compiled {
        program: Some(program),
        diagnostics,
    }
}

/// A module of the library that is being compiled.
struct LibraryUnit<'a> {
    module: &'a LibraryModule,
    statements: Vec<usize>,
    file: SourceFile,
    scopes: Scopes,
}

/// Loads the library and marks what the program can reach.
fn link(module: &ModModule) -> Library {
    let mut library = Library::default();
    library.load("builtins");
    library.load(HOOKS);
    for name in imported_modules(&module.body) {
        library.load(&name);
        // A package's modules are reached by importing it.
        for (at, _) in name.match_indices('.') {
            library.load(&name[..at]);
        }
    }
    let stand_ins = library::stand_ins(&module.body);
    for (name, _) in &stand_ins {
        library.load(name);
    }
    for (module, name) in stand_ins {
        if let Some(entity) = library.find(module, name) {
            library.want(&entity);
        }
    }
    let reached = library::mentioned(&module.body);
    let names = imported_names(&library, &module.body, &reached);
    library.want_from(&module.body, &names);
    for hook in Hook::ALL {
        let (module, name) = hook_place(hook);
        // Wanted by what mentions it.
        if hook == Hook::Encode {
            continue;
        }
        if let Some(entity) = library.find(module, name) {
            library.want(&entity);
        }
    }
    library
}

/// The module and name of the function behind a hook. A hook of a module that nothing imports is not needed.
fn hook_place(hook: Hook) -> (&'static str, &'static str) {
    let name = match hook {
        Hook::Binary => "binary",
        Hook::Inplace => "inplace",
        Hook::Compare => "compare",
        Hook::Contains => "contains",
        Hook::Str => "str_",
        Hook::Repr => "repr_",
        Hook::Format => "format_",
        Hook::Print => "print_",
        Hook::List => "list_",
        Hook::Dict => "dict_",
        Hook::Sort => "sort",
        Hook::Hash => "hash_",
        Hook::Keyed => "keyed",
        Hook::Fill => "fill",
        Hook::Call => "call_",
        Hook::Until => "until",
        Hook::BuildClass => "build_class",
        Hook::CompleteClass => "complete_class",
        Hook::Instantiate => "instantiate",
        Hook::Uncaught => "uncaught",
        Hook::CloseAll => "close_all",
        Hook::WaitFor => "wait_for",
        Hook::Search => "search",
        Hook::PutByCode => return ("queue", "_put_by_code"),
        Hook::GetByCode => return ("queue", "_get_by_code"),
        Hook::Encode => return (library::BYTES, library::BYTES_ENCODE),
        Hook::BarrierAction => "barrier_action",
        Hook::RunInExecutor => return ("asyncio", "_run_in_executor"),
    };
    (HOOKS, name)
}

fn scopes(
    module: &ModModule,
    library: &Library,
    file: &SourceFile,
    internal: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Scopes {
    let mut importer = Importer::new(library, file, internal);
    let (scopes, errors) = analyse::analyse(module, &mut importer);
    diagnostics.append(&mut importer.diagnostics);
    diagnostics.extend(
        errors
            .into_iter()
            .map(|error| Diagnostic::new(Severity::Error, file, span(error.range), error.message)),
    );
    scopes
}

/// Compiles what is needed of the library into one function, which the program calls first.
fn lower_library<'a>(lower: &mut Lower<'a>, units: &'a [LibraryUnit<'a>]) -> Option<FunctionId> {
    if units.is_empty() {
        return None;
    }
    let mut parts = Vec::new();
    for unit in units {
        let file = FileId(lower.builder.program().files.len() as u16);
        lower.builder.program().files.push(unit.file.clone());
        let outer = std::mem::replace(
            &mut lower.unit,
            Unit {
                file,
                source: &unit.file,
                scopes: &unit.scopes,
                module: Some(unit.module.name),
                knobs: FxHashMap::default(),
            },
        );
        let id = lower.builder.reserve();
        let frame = Frame::new(id, MODULE, FunctionKind::Plain, "<module>".to_owned());
        lower.enter(frame, Vec::new(), unit.module.tree.range);
        for &index in &unit.statements {
            if let Some(statement) = unit.module.tree.body.get(index) {
                lower.statements(std::slice::from_ref(statement));
                note_hook(lower, unit.module, statement);
            }
        }
        lower.leave_function("<module>", unit.module.tree.range);
        lower.unit = outer;
        parts.push(id);
    }
    let id = lower.builder.reserve();
    let base = Reg(0);
    let mut code = Vec::new();
    for part in parts {
        code.push(Op::Closure {
            dst: base,
            function: part,
        });
        code.push(Op::Call { base, args: 0 });
    }
    code.push(Op::Return { src: base });
    lower.builder.define(
        id,
        Function {
            name: "<library>".to_owned(),
            qualified_name: "<library>".to_owned(),
            file: FileId(1),
            registers: 3,
            code,
            library: true,
            ..Function::default()
        },
    );
    Some(id)
}

/// The engine calls hooks by the number of their function.
fn note_hook(lower: &mut Lower, module: &LibraryModule, statement: &Stmt) {
    let Stmt::FunctionDef(def) = statement else {
        return;
    };
    let program = lower.builder.program();
    program.hooks.resize(Hook::ALL.len(), None);
    for hook in Hook::ALL {
        if hook_place(hook) == (module.name, def.name.as_str()) {
            let file = FileId((program.files.len() - 1) as u16);
            let found = program.functions.iter().position(|function| {
                function.file == file && function.qualified_name == def.name.as_str()
            });
            if let Some(slot) = program.hooks.get_mut(hook as usize) {
                *slot = found.map(|index| FunctionId(index as u32));
            }
        }
    }
}

fn lower_main<'a>(
    lower: &mut Lower<'a>,
    id: FunctionId,
    library: Option<FunctionId>,
    module: &'a ModModule,
) {
    let frame = Frame::new(id, MODULE, FunctionKind::Plain, "<module>".to_owned());
    lower.enter(frame, Vec::new(), module.range);
    if let Some(function) = library {
        let start = TextRange::default();
        let base = lower.alloc();
        lower.emit(
            Op::Closure {
                dst: base,
                function,
            },
            start,
        );
        lower.emit(Op::Call { base, args: 0 }, start);
        lower.frame().release(base.0);
    }
    lower.statements(function::without_docstring(&module.body));
    lower.leave_function("<module>", module.range);
}

fn internal(program: &Program, file: &SourceFile, fault: &verify::Fault) -> Diagnostic {
    let function = fault
        .function
        .and_then(|id| program.functions.get(id.index()));
    let place = function
        .filter(|function| function.file == FileId(0))
        .and_then(|function| function.spans.get(fault.pc).copied())
        .unwrap_or_default();
    let name = function.map_or("the program", |function| &function.qualified_name);
    Diagnostic::new(
        Severity::Error,
        file,
        place,
        format!(
            "internal error: the code of {name} is not sound at {}: {}",
            fault.pc, fault.message
        ),
    )
}

#[cfg(test)]
mod tests;
