//! Front ends: source text in, a [`Program`] and diagnostics out.
//!
//! Broken source is a normal outcome: [`compile`] never panics and always says what is wrong, where, and what to
//! write instead.
//!
//! **Architecture invariant:** this crate knows no engine. What a program means is in the bytecode that it makes;
//! what the engine does not implement itself is written in the language of the program, in the front end's own
//! library.

mod diagnostic;
mod python;

pub use diagnostic::{Diagnostic, Severity};

use interleave_program::Program;

/// The language of a source file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Language {
    /// Python 3
    #[default]
    Python,
}

/// How to compile.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    /// The name of the file, as messages show it.
    pub file_name: String,
    /// Its language.
    pub language: Language,
    /// Knobs to turn before the program is handed out, as [`Program::set_knob`] does it.
    pub knobs: Vec<(String, i64)>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            file_name: "main.py".to_owned(),
            language: Language::Python,
            knobs: Vec::new(),
        }
    }
}

/// What came of a source file.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Compiled {
    /// The program, unless a diagnostic is an error.
    pub program: Option<Program>,
    /// What there is to say, in the order of the source.
    pub diagnostics: Vec<Diagnostic>,
}

/// A name that programs may use.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The name.
    pub name: String,
    /// For a class: its methods.
    pub members: Vec<String>,
}

/// Something that is refused: its name, and what to write instead in English and in Korean.
pub type Refused = (String, &'static str, &'static str);

/// What programs may use, and what they may not, taken from the tables that the front end compiles with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Supported {
    /// The syntax, as examples.
    pub syntax: Vec<String>,
    /// Functions and types that need no import.
    pub builtins: Vec<Entry>,
    /// Types with their methods.
    pub types: Vec<Entry>,
    /// Exceptions.
    pub exceptions: Vec<Entry>,
    /// Modules with their names.
    pub modules: Vec<(String, Vec<Entry>)>,
    /// Builtins that are refused.
    pub refused_builtins: Vec<Refused>,
    /// Names of modules that are refused.
    pub refused_names: Vec<Refused>,
    /// Modules that are refused.
    pub refused_modules: Vec<Refused>,
}

/// What programs in a language may use.
#[must_use]
pub fn supported(language: Language) -> Supported {
    match language {
        Language::Python => python::supported(),
    }
}

/// Longest source that is accepted, in bytes.
pub const MAX_SOURCE_BYTES: usize = 256 * 1024;

/// Most diagnostics that are reported for one source.
pub const MAX_DIAGNOSTICS: usize = 50;

/// Compiles a source file.
#[must_use]
pub fn compile(source: &str, options: &Options) -> Compiled {
    let mut compiled = match options.language {
        Language::Python => python::compile(source, &options.file_name),
    };
    compiled
        .diagnostics
        .sort_by_key(|diagnostic| diagnostic.span.start);
    compiled.diagnostics.dedup();
    compiled.diagnostics.truncate(MAX_DIAGNOSTICS);
    if let Some(program) = &mut compiled.program {
        for (name, value) in &options.knobs {
            if let Err(message) = program.set_knob(name, *value) {
                compiled.diagnostics.push(Diagnostic::whole_file(message));
            }
        }
    }
    if compiled
        .diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
    {
        compiled.program = None;
    }
    compiled
}
