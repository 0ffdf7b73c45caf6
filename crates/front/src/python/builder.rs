//! A program in the making: interned names, the pool of constants, globals and functions.

use interleave_program::{
    ConstId, Constant, Function, FunctionId, Global, GlobalId, NameId, Native, Program, SourceFile,
    well_known,
};
use rustc_hash::FxHashMap;

/// What makes two constants one: floats by their bits.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    None,
    Ellipsis,
    Bool(bool),
    Int(i64),
    BigInt(String),
    Float(u64),
    Str(String),
    Native(Native),
    Tuple(Vec<ConstId>),
}

/// Collects the parts of a [`Program`].
pub struct Builder {
    program: Program,
    names: FxHashMap<String, NameId>,
    constants: FxHashMap<Key, ConstId>,
    globals: FxHashMap<String, GlobalId>,
}

impl Builder {
    /// A program without code, whose file 0 is `source`.
    pub fn new(source: SourceFile) -> Self {
        let names: Vec<String> = well_known::TABLE
            .iter()
            .map(|&text| text.to_owned())
            .collect();
        Self {
            names: names
                .iter()
                .enumerate()
                .map(|(index, name)| (name.clone(), NameId(index as u16)))
                .collect(),
            program: Program {
                names,
                files: vec![source],
                ..Program::default()
            },
            constants: FxHashMap::default(),
            globals: FxHashMap::default(),
        }
    }

    /// The id of a name.
    pub fn name(&mut self, text: &str) -> NameId {
        if let Some(&id) = self.names.get(text) {
            return id;
        }
        // The verifier refuses a program whose names do not fit.
        let id = NameId(u16::try_from(self.program.names.len()).unwrap_or(u16::MAX));
        self.program.names.push(text.to_owned());
        self.names.insert(text.to_owned(), id);
        id
    }

    /// The id of a constant; equal constants share one.
    pub fn constant(&mut self, constant: Constant) -> ConstId {
        let key = match &constant {
            Constant::None => Key::None,
            Constant::Ellipsis => Key::Ellipsis,
            Constant::Bool(value) => Key::Bool(*value),
            Constant::Int(value) => Key::Int(*value),
            Constant::BigInt(digits) => Key::BigInt(digits.clone()),
            Constant::Float(value) => Key::Float(value.to_bits()),
            Constant::Str(text) => Key::Str(text.clone()),
            Constant::Native(native) => Key::Native(*native),
            Constant::Tuple(items) => Key::Tuple(items.clone()),
        };
        if let Some(&id) = self.constants.get(&key) {
            return id;
        }
        let id = self.own_constant(constant);
        self.constants.insert(key, id);
        id
    }

    /// A constant with an entry of its own, which may be replaced without touching others.
    pub fn own_constant(&mut self, constant: Constant) -> ConstId {
        let id = ConstId(self.program.constants.len() as u32);
        self.program.constants.push(constant);
        id
    }

    /// A string constant.
    pub fn text(&mut self, text: &str) -> ConstId {
        self.constant(Constant::Str(text.to_owned()))
    }

    /// A tuple of strings, such as the names of keyword arguments.
    pub fn texts<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> ConstId {
        let items = texts.into_iter().map(|text| self.text(text)).collect();
        self.constant(Constant::Tuple(items))
    }

    /// The global with a full name; `stable` and `library` count when it is new.
    pub fn global(&mut self, full_name: &str, stable: bool, library: bool) -> GlobalId {
        if let Some(&id) = self.globals.get(full_name) {
            return id;
        }
        let id = GlobalId(self.program.globals.len() as u32);
        let shown = full_name
            .rsplit_once(READER)
            .map_or(full_name, |(_, name)| name);
        let name = self.name(shown);
        self.program.globals.push(Global {
            name,
            stable,
            library,
        });
        self.globals.insert(full_name.to_owned(), id);
        id
    }

    /// Reserves the id of a function that is still being made.
    pub fn reserve(&mut self) -> FunctionId {
        let id = FunctionId(self.program.functions.len() as u32);
        self.program.functions.push(Function::default());
        id
    }

    /// Puts a finished function in its place.
    pub fn define(&mut self, id: FunctionId, function: Function) {
        self.program.functions[id.index()] = function;
    }

    /// The program so far.
    pub fn program(&mut self) -> &mut Program {
        &mut self.program
    }

    /// The finished program.
    pub fn finish(mut self) -> Program {
        self.program.lay_out();
        self.program
    }
}

/// Stands before the names of the reader's globals, so that they never meet those of the library.
pub const READER: &str = "\0";
