//! What all of the lowering shares: the unit being compiled, the frames, diagnostics, and names.

use interleave_program::{Constant, FileId, GlobalId, Native, Op, Reg, SourceFile, Span};
use ruff_python_ast::Expr;
use ruff_python_ast::name::Name;
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

use super::builder::{Builder, READER};
use super::emit::{Frame, Slot};
use super::entity::Entity;
use super::import::unknown_attribute;
use super::knob::KnobValue;
use super::library::{Library, MODULE_NAME, PROCESSES};
use super::parse::span;
use super::refused;
use super::scope::{Place, ScopeId, ScopeKind, Scopes, Variable};
use super::suggest::{alternatives, nearest};
use crate::{Diagnostic, Severity};

/// A file being compiled.
pub struct Unit<'a> {
    /// Its number in the program.
    pub file: FileId,
    /// Its text, for places in messages.
    pub source: &'a SourceFile,
    /// Its scopes.
    pub scopes: &'a Scopes,
    /// The module of the library that it is; `None` for the reader's own.
    pub module: Option<&'static str>,
    /// Its knobs, by the place of the statement that binds them.
    pub knobs: FxHashMap<u32, KnobValue>,
}

/// The state of the lowering.
pub struct Lower<'a> {
    /// The library that imports lead to.
    pub library: &'a Library,
    /// The program being made.
    pub builder: Builder,
    /// What there is to say.
    pub diagnostics: Vec<Diagnostic>,
    /// The file being compiled.
    pub unit: Unit<'a>,
    /// The functions being compiled, the innermost last.
    pub frames: Vec<Frame<'a>>,
    /// The names of the classes around the code being compiled, for private names.
    pub classes: Vec<String>,
    /// Names already reported as not defined.
    pub undefined: FxHashSet<String>,
    /// Variables of the module that code so far gives a value: until then a builtin's name means the builtin.
    pub bound: FxHashSet<Name>,
}

impl<'a> Lower<'a> {
    /// The function being compiled.
    pub fn frame(&mut self) -> &mut Frame<'a> {
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    /// Appends an instruction to it.
    pub fn emit(&mut self, op: Op, range: TextRange) {
        self.frame().emit(op, span(range));
    }

    /// A fresh register.
    pub fn alloc(&mut self) -> Reg {
        self.frame().alloc()
    }

    /// The scope that names are looked up in.
    pub fn scope(&mut self) -> ScopeId {
        self.frame().inner_scope
    }

    /// Loads a constant.
    pub fn load_constant(&mut self, constant: Constant, dst: Reg, range: TextRange) {
        let op = match constant {
            Constant::None => Op::None { dst },
            Constant::Bool(value) => Op::Bool { dst, value },
            Constant::Int(value) if i32::try_from(value).is_ok() => Op::Int {
                dst,
                value: value as i32,
            },
            other => Op::Const {
                dst,
                id: self.builder.constant(other),
            },
        };
        self.emit(op, range);
    }

    // --- diagnostics ---

    /// Reports an error.
    pub fn error(&mut self, range: TextRange, message: impl Into<String>) -> &mut Diagnostic {
        self.report(Severity::Error, range, message.into())
    }

    fn report(&mut self, severity: Severity, range: TextRange, message: String) -> &mut Diagnostic {
        let place: Span = span(range);
        let diagnostic = Diagnostic::new(severity, self.unit.source, place, message);
        let at = self.diagnostics.len();
        self.diagnostics.push(diagnostic);
        &mut self.diagnostics[at]
    }

    /// Refuses a construct, with what to use instead.
    pub fn refuse(&mut self, range: TextRange, construct: &str, help: &str) {
        let diagnostic = self.error(range, format!("{construct} is not supported"));
        diagnostic.construct = Some(construct.to_owned());
        diagnostic.help = (!help.is_empty()).then(|| help.to_owned());
    }

    // --- names ---

    /// The attribute that a name in the source stands for: `__x` inside class `C` is `_C__x`.
    pub fn mangle(&self, name: &str) -> String {
        match self.classes.last() {
            Some(class) if name.starts_with("__") && !name.ends_with("__") => {
                format!("_{}{name}", class.trim_start_matches('_'))
            }
            _ => name.to_owned(),
        }
    }

    /// The register of a variable that the current frame has.
    pub fn slot(&mut self, variable: &Variable) -> Option<Slot> {
        self.frame().slots.get(variable).copied()
    }

    /// What an expression is at compile time: something imported. `Err` has been reported.
    pub fn entity(&mut self, expression: &Expr) -> Result<Option<Entity>, ()> {
        match expression {
            Expr::Name(name) => {
                let scope = self.scope();
                match self.unit.scopes.lookup(scope, &name.id) {
                    Place::Entity(entity) => Ok(Some(entity)),
                    _ => Ok(None),
                }
            }
            Expr::Attribute(attribute) => match self.entity(&attribute.value)? {
                Some(Entity::Module(module)) => {
                    let name = attribute.attr.as_str();
                    let found = self.library.find(&module, name);
                    let allowed =
                        self.unit.module.is_some() || self.library.is_public(&module, name);
                    if found.is_none() || !allowed {
                        self.diagnostics.push(unknown_attribute(
                            self.library,
                            self.unit.source,
                            &module,
                            name,
                            span(expression.range()),
                        ));
                        return Err(());
                    }
                    Ok(found)
                }
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }

    /// Loads something imported.
    pub fn load_entity(&mut self, entity: &Entity, dst: Reg, range: TextRange) {
        match entity {
            Entity::Native(native) => {
                self.load_constant(Constant::Native(*native), dst, range);
            }
            Entity::Library { module, name } => {
                if !self.library.is_wanted(module, name) {
                    self.error(
                        range,
                        format!("internal error: {module}.{name} was not linked"),
                    );
                }
                let global = self.library_global(module, name);
                self.emit(Op::LoadStable { dst, global }, range);
            }
            Entity::Module(module) => {
                let module = module.clone();
                let construct = format!("module {module} as a value");
                self.refuse(range, &construct, "use its functions and classes directly");
                self.emit(Op::None { dst }, range);
            }
            Entity::Nothing => self.emit(Op::None { dst }, range),
        }
    }

    /// Puts a value in place of something of the library.
    pub fn store_entity(&mut self, entity: &Entity, src: Reg, range: TextRange) {
        if let Entity::Library { module, name } = entity {
            let global = self.library_global(module, name);
            self.emit(Op::StoreGlobal { src, global }, range);
        }
    }

    fn library_global(&mut self, module: &str, name: &str) -> GlobalId {
        self.builder.global(&format!("{module}.{name}"), true, true)
    }

    /// The global of a name that the module binds (or that nothing does).
    pub fn global(&mut self, name: &str) -> GlobalId {
        let stable = self.unit.scopes.is_stable(name);
        match self.unit.module {
            Some(module) => self
                .builder
                .global(&format!("{module}.{name}"), stable, true),
            None => self
                .builder
                .global(&format!("{READER}{name}"), stable, false),
        }
    }

    /// Loads the value of a name.
    pub fn load_name(&mut self, name: &Name, dst: Reg, range: TextRange) {
        let scope = self.scope();
        match self.unit.scopes.lookup(scope, name) {
            Place::Entity(entity) => self.load_entity(&entity, dst, range),
            Place::Global => self.load_global(name, dst, range),
            Place::Variable(variable) => {
                let Some(slot) = self.slot(&variable) else {
                    // A class body's name before the body has bound it, or after it has ended.
                    return self.load_global(name, dst, range);
                };
                if slot.cell {
                    self.emit(
                        Op::LoadCell {
                            dst,
                            cell: slot.reg,
                        },
                        range,
                    );
                    self.check_bound(slot.reg, dst, name, range);
                } else if self.is_class_variable(&variable)
                    && !self.frame().bound.contains(slot.reg)
                    && self.is_known_globally(name)
                {
                    self.load_global(name, dst, range);
                } else {
                    self.check_bound(slot.reg, slot.reg, name, range);
                    if dst != slot.reg {
                        self.emit(Op::Move { dst, src: slot.reg }, range);
                    }
                }
            }
        }
    }

    fn is_class_variable(&self, variable: &Variable) -> bool {
        self.unit.scopes.get(variable.scope).kind == ScopeKind::Class
    }

    fn is_known_globally(&self, name: &str) -> bool {
        self.unit
            .scopes
            .module_symbol(name)
            .is_some_and(|symbol| symbol.bindings > 0)
            || self.library.find("builtins", name).is_some()
    }

    /// Checks the value in `value` unless the variable in `slot` is surely bound.
    fn check_bound(&mut self, slot: Reg, value: Reg, name: &str, range: TextRange) {
        if !self.frame().bound.contains(slot) {
            let name = self.builder.name(name);
            self.emit(Op::CheckBound { src: value, name }, range);
        }
    }

    /// The register of a plain local variable that can be read in place.
    pub fn local(&mut self, name: &Name, range: TextRange) -> Option<Reg> {
        let scope = self.scope();
        let Place::Variable(variable) = self.unit.scopes.lookup(scope, name) else {
            return None;
        };
        let slot = self.slot(&variable)?;
        if slot.cell || self.is_class_variable(&variable) {
            return None;
        }
        self.check_bound(slot.reg, slot.reg, name, range);
        Some(slot.reg)
    }

    fn load_global(&mut self, name: &Name, dst: Reg, range: TextRange) {
        let is_still_builtin = self.unit.module.is_none()
            && self.frames.len() == 1
            && !self.bound.contains(name)
            && self.unit.scopes.is_stable(name)
            && self.library.find("builtins", name).is_some();
        if !is_still_builtin
            && self
                .unit
                .scopes
                .module_symbol(name)
                .is_some_and(|symbol| symbol.bindings > 0)
        {
            let global = self.global(name);
            let op = if self.unit.scopes.is_stable(name) {
                Op::LoadStable { dst, global }
            } else {
                Op::LoadGlobal { dst, global }
            };
            return self.emit(op, range);
        }
        match name.as_str() {
            // A spawned process runs the module under another name.
            "__name__"
                if self.unit.module.is_none() && self.library.is_wanted(PROCESSES, MODULE_NAME) =>
            {
                let name = Entity::Library {
                    module: PROCESSES,
                    name: MODULE_NAME.to_owned(),
                };
                return self.load_entity(&name, dst, range);
            }
            "__name__" => {
                let text = self.unit.module.unwrap_or("__main__").to_owned();
                return self.load_constant(Constant::Str(text), dst, range);
            }
            "__file__" => {
                let text = self.unit.source.name.clone();
                return self.load_constant(Constant::Str(text), dst, range);
            }
            "__debug__" => return self.emit(Op::Bool { dst, value: true }, range),
            "__doc__" => return self.emit(Op::None { dst }, range),
            _ => {}
        }
        // A module of the library has the natives of its own name.
        if let Some(module) = self.unit.module
            && let Some(entity @ Entity::Native(_)) = self.library.find(module, name)
        {
            return self.load_entity(&entity, dst, range);
        }
        if let Some(entity) = self.library.find("builtins", name)
            && !name.starts_with('_')
        {
            return self.load_entity(&entity, dst, range);
        }
        if let Some(help) = refused::builtin(name) {
            self.refuse(range, name, help);
            return self.emit(Op::None { dst }, range);
        }
        self.warn_undefined(name, range);
        let global = self.global(name);
        self.emit(Op::LoadGlobal { dst, global }, range);
    }

    fn warn_undefined(&mut self, name: &str, range: TextRange) {
        if !self.undefined.insert(name.to_owned()) {
            return;
        }
        let scopes = self.unit.scopes;
        let mut known: Vec<&str> = self.library.names("builtins").into_iter().collect();
        known.extend(
            scopes
                .get(super::scope::MODULE)
                .order
                .iter()
                .map(Name::as_str),
        );
        let near = nearest(name, known);
        let help = (!near.is_empty()).then(|| format!("did you mean {}?", alternatives(&near)));
        let diagnostic = self.report(
            Severity::Warning,
            range,
            format!("nothing defines `{name}`: reading it raises NameError"),
        );
        diagnostic.help = help;
    }

    /// Stores `src` in a name.
    pub fn store_name(&mut self, name: &Name, src: Reg, range: TextRange) {
        let scope = self.scope();
        match self.unit.scopes.lookup(scope, name) {
            // Importing a name again changes nothing.
            Place::Entity(_) => {}
            Place::Global => {
                let global = self.global(name);
                if self.unit.module.is_none() {
                    self.bound.insert(name.clone());
                }
                self.emit(Op::StoreGlobal { src, global }, range);
            }
            Place::Variable(variable) => {
                let Some(slot) = self.slot(&variable) else {
                    return;
                };
                if slot.cell {
                    self.emit(
                        Op::StoreCell {
                            cell: slot.reg,
                            src,
                        },
                        range,
                    );
                } else if slot.reg != src {
                    self.emit(Op::Move { dst: slot.reg, src }, range);
                }
                self.frame().bound.insert(slot.reg);
                self.store_in_class(&variable, src, range);
            }
        }
    }

    /// A class body's variables are the attributes of the class.
    fn store_in_class(&mut self, variable: &Variable, value: Reg, range: TextRange) {
        if !self.is_class_variable(variable) {
            return;
        }
        let Some(&map) = self.frame().class_dicts.get(&variable.scope) else {
            return;
        };
        let key = self.alloc();
        let name = self.mangle(&variable.name);
        self.load_constant(Constant::Str(name), key, range);
        self.emit(Op::MapPush { map, key, value }, range);
        let mark = key.0;
        self.frame().release(mark);
    }

    /// The register that a value can be computed in directly, because storing it in `name` is all that is left.
    pub fn direct_target(&mut self, name: &Name) -> Option<Reg> {
        let scope = self.scope();
        let Place::Variable(variable) = self.unit.scopes.lookup(scope, name) else {
            return None;
        };
        let slot = self.slot(&variable)?;
        (!slot.cell && !self.is_class_variable(&variable)).then_some(slot.reg)
    }

    /// Unbinds a name; `check` raises if it is not bound.
    pub fn delete_name(&mut self, name: &Name, check: bool, range: TextRange) {
        let scope = self.scope();
        match self.unit.scopes.lookup(scope, name) {
            Place::Entity(_) => self.refuse(range, "del of an import", "leave it"),
            Place::Global => {
                let global = self.global(name);
                if check {
                    let dst = self.alloc();
                    self.emit(Op::LoadGlobal { dst, global }, range);
                }
                self.emit(Op::UnsetGlobal { global }, range);
            }
            Place::Variable(variable) => {
                let Some(slot) = self.slot(&variable) else {
                    return;
                };
                if check {
                    self.check_bound(slot.reg, slot.reg, name, range);
                }
                if slot.cell {
                    let src = self.alloc();
                    self.emit(Op::Unset { dst: src }, range);
                    self.emit(
                        Op::StoreCell {
                            cell: slot.reg,
                            src,
                        },
                        range,
                    );
                } else {
                    self.emit(Op::Unset { dst: slot.reg }, range);
                }
                self.frame().bound.remove(slot.reg);
                if let Some(&object) = self.frame().class_dicts.get(&variable.scope) {
                    let key = self.alloc();
                    let name = self.mangle(name);
                    self.load_constant(Constant::Str(name), key, range);
                    self.emit(Op::DelItem { object, key }, range);
                }
            }
        }
    }

    /// Loads a native.
    pub fn load_native(&mut self, native: Native, dst: Reg, range: TextRange) {
        self.load_constant(Constant::Native(native), dst, range);
    }
}
