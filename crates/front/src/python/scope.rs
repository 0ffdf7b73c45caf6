//! Scopes: which names a function binds, which it takes from around it, and which are the module's.

use std::collections::BTreeMap;

use ruff_python_ast::name::Name;
use rustc_hash::{FxHashMap, FxHashSet};

use super::entity::Entity;

/// A scope of a module; 0 is the module itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ScopeId(pub usize);

/// The scope of a module.
pub const MODULE: ScopeId = ScopeId(0);

/// What opens a scope.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ScopeKind {
    /// A file.
    Module,
    /// `def` or `lambda`.
    Function,
    /// `class`, whose body runs in the frame around it.
    Class,
    /// A list, set or dictionary comprehension, which runs in the frame around it.
    Comprehension,
    /// A generator expression, a function of its own.
    Generator,
}

impl ScopeKind {
    fn has_frame(self) -> bool {
        matches!(self, Self::Module | Self::Function | Self::Generator)
    }
}

/// What a scope knows of a name.
#[derive(Clone, Default, Debug)]
pub struct Symbol {
    /// How many places bind it.
    pub bindings: u32,
    /// How many of those are imports.
    pub imports: u32,
    /// What those imports mean, if they agree.
    pub entity: Option<Entity>,
    /// Bound in a loop.
    pub in_loop: bool,
    /// Unbound somewhere.
    pub deleted: bool,
    /// A parameter.
    pub parameter: bool,
    /// Declared `global`.
    pub global: bool,
    /// Declared `nonlocal`.
    pub nonlocal: bool,
    /// The plain target of a `for` statement.
    pub loop_target: bool,
    /// Bound inside an expression.
    pub walrus: bool,
    /// Used by a function inside.
    pub captured: bool,
}

impl Symbol {
    /// What the name means wherever it is bound, if it is bound by imports alone.
    pub fn alias(&self) -> Option<&Entity> {
        if self.imports == self.bindings && !self.deleted {
            self.entity.as_ref()
        } else {
            None
        }
    }
}

/// A variable of a frame.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Variable {
    /// The scope that binds it.
    pub scope: ScopeId,
    /// Its name.
    pub name: Name,
}

/// Where a name leads.
#[derive(Clone, PartialEq, Debug)]
pub enum Place {
    /// To a variable of this frame or of one around it.
    Variable(Variable),
    /// To a variable of the module, or to a builtin.
    Global,
    /// To something known at compile time.
    Entity(Entity),
}

/// One scope.
pub struct Scope {
    /// What opens it.
    pub kind: ScopeKind,
    /// The scope around it.
    pub parent: Option<ScopeId>,
    /// What it knows of names.
    pub symbols: BTreeMap<Name, Symbol>,
    /// The names that it binds, in the order of the source.
    pub order: Vec<Name>,
    /// Variables of frames around this one that it, or a frame inside it, uses.
    pub free: Vec<Variable>,
    /// It contains `yield`.
    pub yields: bool,
    /// It contains `await`, or something that awaits.
    pub awaits: bool,
    pub(super) uses: Vec<Name>,
    pub(super) used: FxHashSet<Name>,
}

/// The scopes of a module.
pub struct Scopes {
    /// The variables that something may unbind.
    pub deleted: Vec<Variable>,
    pub(super) scopes: Vec<Scope>,
    pub(super) by_node: FxHashMap<usize, ScopeId>,
}

/// The identity of a node of the tree, which neither moves nor goes while its scopes are in use.
pub fn node_key<T>(node: &T) -> usize {
    std::ptr::from_ref(node).addr()
}

impl Scopes {
    pub(super) fn open(&mut self, kind: ScopeKind, parent: Option<ScopeId>) -> ScopeId {
        self.scopes.push(Scope {
            kind,
            parent,
            symbols: BTreeMap::new(),
            order: Vec::new(),
            free: Vec::new(),
            yields: false,
            awaits: false,
            uses: Vec::new(),
            used: FxHashSet::default(),
        });
        ScopeId(self.scopes.len() - 1)
    }

    /// A scope.
    pub fn get(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0]
    }

    /// The scope that a node opens.
    pub fn of<T>(&self, node: &T) -> Option<ScopeId> {
        self.by_node.get(&node_key(node)).copied()
    }

    /// What the scope that binds a variable knows of it.
    pub fn symbol(&self, variable: &Variable) -> Option<&Symbol> {
        self.get(variable.scope).symbols.get(&variable.name)
    }

    /// What the module knows of a name.
    pub fn module_symbol(&self, name: &str) -> Option<&Symbol> {
        self.get(MODULE).symbols.get(name)
    }

    /// The nearest scope from `id` outwards that is a frame.
    pub fn frame(&self, id: ScopeId) -> ScopeId {
        let mut at = id;
        while !self.get(at).kind.has_frame() {
            match self.get(at).parent {
                Some(parent) => at = parent,
                None => break,
            }
        }
        at
    }

    /// Where a name leads from a scope.
    pub fn lookup(&self, from: ScopeId, name: &str) -> Place {
        let mut at = from;
        loop {
            let scope = self.get(at);
            let hidden = scope.kind == ScopeKind::Class && (at != from) != (name == "__class__");
            if let Some(symbol) = scope.symbols.get(name)
                && !hidden
            {
                if symbol.global {
                    break;
                }
                if !symbol.nonlocal && (symbol.bindings > 0 || symbol.parameter) {
                    if let Some(entity) = symbol.alias() {
                        return Place::Entity(entity.clone());
                    }
                    if scope.kind == ScopeKind::Module {
                        return Place::Global;
                    }
                    return Place::Variable(Variable {
                        scope: at,
                        name: Name::new(name),
                    });
                }
            }
            match scope.parent {
                Some(parent) => at = parent,
                None => break,
            }
        }
        match self.module_symbol(name).and_then(Symbol::alias) {
            Some(entity) => Place::Entity(entity.clone()),
            None => Place::Global,
        }
    }

    /// Whether a global is bound by one statement that runs once, and never again.
    pub fn is_stable(&self, name: &str) -> bool {
        self.module_symbol(name)
            .is_some_and(|symbol| symbol.bindings == 1 && !symbol.in_loop && !symbol.deleted)
    }

    /// Finds the variables that functions take from around them, once all uses are known.
    pub(super) fn capture(&mut self) {
        for index in 0..self.scopes.len() {
            let from = ScopeId(index);
            for use_index in 0..self.scopes[index].uses.len() {
                let name = self.scopes[index].uses[use_index].clone();
                let Place::Variable(variable) = self.lookup(from, &name) else {
                    continue;
                };
                self.capture_one(from, &variable);
            }
        }
        for (index, scope) in self.scopes.iter().enumerate() {
            for (name, symbol) in &scope.symbols {
                if symbol.deleted {
                    let (scope, name) = (ScopeId(index), name.clone());
                    self.deleted.push(Variable { scope, name });
                }
            }
        }
    }

    fn capture_one(&mut self, from: ScopeId, variable: &Variable) {
        let home = self.frame(variable.scope);
        let mut at = self.frame(from);
        if at == home {
            return;
        }
        let deleted = self.scopes[from.0]
            .symbols
            .get(&variable.name)
            .is_some_and(|symbol| symbol.nonlocal && symbol.deleted);
        if let Some(symbol) = self.scopes[variable.scope.0]
            .symbols
            .get_mut(&variable.name)
        {
            symbol.captured = true;
            symbol.deleted |= deleted;
        }
        while at != home {
            let scope = &mut self.scopes[at.0];
            if !scope.free.contains(variable) {
                scope.free.push(variable.clone());
            }
            match scope.parent {
                Some(parent) => at = self.frame(parent),
                None => break,
            }
        }
    }
}
