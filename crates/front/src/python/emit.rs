//! One function in the making: instructions, labels, registers, protected regions and what is surely bound.

use interleave_program::{
    FunctionId, FunctionKind, Handler, NameId, Op, Parameters, Reg, Span, verify::MAX_REGISTERS,
};
use rustc_hash::{FxHashMap, FxHashSet};

use super::block::Block;
use super::bound::Bound;
use super::scope::{ScopeId, Variable};

/// A place in the code that may not be known yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Label(usize);

/// A stretch of code whose exceptions go to one handler. It may have holes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Region(usize);

struct RegionState {
    pieces: Vec<(u32, u32)>,
    open_since: Option<u32>,
    target: Label,
    exception: Reg,
}

/// Where a variable lives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Slot {
    /// Its register.
    pub reg: Reg,
    /// Whether the register holds a cell with the value.
    pub cell: bool,
}

/// A function being compiled.
pub struct Frame<'a> {
    /// Its number in the program.
    pub id: FunctionId,
    /// Its scope.
    pub scope: ScopeId,
    /// What calling it gives.
    pub kind: FunctionKind,
    /// Its qualified name.
    pub qualified_name: String,
    /// Its documentation.
    pub doc: Option<String>,
    /// Its parameters.
    pub parameters: Parameters,
    /// Registers of variables.
    pub slots: FxHashMap<Variable, Slot>,
    /// Names of registers, for the reader.
    pub locals: Vec<(Reg, NameId)>,
    /// What is surely bound here.
    pub bound: Bound,
    /// What surrounds the statement being compiled.
    pub blocks: Vec<Block<'a>>,
    /// The exceptions of the `except` clauses around the statement.
    pub handled: Vec<Reg>,
    /// The scope that names are looked up in: a class or comprehension inside the function, or its own.
    pub inner_scope: ScopeId,
    /// The dictionaries that class bodies being run fill.
    pub class_dicts: FxHashMap<ScopeId, Reg>,
    /// The qualified names of those classes, the innermost last.
    pub class_names: Vec<String>,
    /// Iterators whose loops run, of those that stand before their loop variable.
    pub busy_iterators: Vec<Reg>,
    /// Whether the code is short enough for jumps of sixteen bits.
    pub short_jumps: bool,
    /// The first register that no variable of the function itself has.
    pub scratch: u16,
    code: Vec<Op>,
    spans: Vec<Span>,
    labels: Vec<Option<u32>>,
    /// The labels that something jumps to.
    used: FxHashSet<usize>,
    /// The latest place of such a label.
    last_target: Option<u32>,
    fixups: Vec<(usize, Label)>,
    regions: Vec<RegionState>,
    handlers: Vec<(Handler, Label)>,
    next: u16,
    most: u16,
    too_large: bool,
}

impl Frame<'_> {
    /// An empty function.
    pub fn new(id: FunctionId, scope: ScopeId, kind: FunctionKind, qualified_name: String) -> Self {
        Self {
            id,
            scope,
            kind,
            qualified_name,
            doc: None,
            parameters: Parameters::default(),
            slots: FxHashMap::default(),
            locals: Vec::new(),
            bound: Bound::default(),
            blocks: Vec::new(),
            handled: Vec::new(),
            inner_scope: scope,
            class_dicts: FxHashMap::default(),
            class_names: Vec::new(),
            busy_iterators: Vec::new(),
            short_jumps: true,
            scratch: 0,
            code: Vec::new(),
            spans: Vec::new(),
            labels: Vec::new(),
            used: FxHashSet::default(),
            last_target: None,
            fixups: Vec::new(),
            regions: Vec::new(),
            handlers: Vec::new(),
            next: 0,
            most: 0,
            too_large: false,
        }
    }

    /// Appends an instruction.
    pub fn emit(&mut self, op: Op, span: Span) {
        self.code.push(op);
        self.spans.push(span);
    }

    /// The index of the next instruction.
    pub fn here(&self) -> u32 {
        self.code.len() as u32
    }

    // --- labels ---

    /// A label without a place.
    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() - 1)
    }

    /// Puts a label here.
    pub fn place(&mut self, label: Label) {
        let here = self.here();
        self.labels[label.0] = Some(here);
        if self.used.contains(&label.0) {
            self.last_target = Some(here);
        }
    }

    /// Emits a jump, whose target (or offset) is filled in at the end.
    pub fn jump(&mut self, op: Op, label: Label, span: Span) {
        self.fixups.push((self.code.len(), label));
        self.used.insert(label.0);
        self.emit(op, span);
    }

    /// Whether execution could get past the last instruction, by a jump or because it ends nothing.
    pub fn can_run_off(&self) -> bool {
        let ends = self.code.last().is_some_and(|op| op.never_falls_through());
        !ends || self.last_target == Some(self.here())
    }

    // --- registers ---

    /// A fresh register on top of those in use.
    pub fn alloc(&mut self) -> Reg {
        let reg = Reg(self.next);
        if usize::from(self.next) + 1 >= MAX_REGISTERS {
            self.too_large = true;
        } else {
            self.next += 1;
            self.most = self.most.max(self.next);
        }
        self.bound.remove(reg);
        reg
    }

    /// Whether code here may run more than once in one call.
    pub fn may_repeat(&self) -> bool {
        self.blocks
            .iter()
            .any(|block| matches!(block, Block::Loop { .. }))
    }

    /// How many registers are in use.
    pub fn mark(&self) -> u16 {
        self.next
    }

    /// Frees the registers taken since `mark`.
    pub fn release(&mut self, mark: u16) {
        self.next = mark;
    }

    /// Whether `reg` is the topmost register in use and no variable: a window can begin there, and it can be
    /// written before its value is complete.
    pub fn is_fresh(&self, reg: Reg) -> bool {
        reg.0 + 1 == self.next && reg.0 >= self.scratch
    }

    // --- protected regions ---

    /// Begins a region whose exceptions arrive at `target` in `exception`.
    pub fn protect(&mut self, target: Label, exception: Reg) -> Region {
        self.regions.push(RegionState {
            pieces: Vec::new(),
            open_since: Some(self.here()),
            target,
            exception,
        });
        Region(self.regions.len() - 1)
    }

    /// Leaves a region for a while.
    pub fn pause(&mut self, region: Region) {
        let here = self.here();
        let state = &mut self.regions[region.0];
        if let Some(start) = state.open_since.take()
            && start < here
        {
            state.pieces.push((start, here));
        }
    }

    /// Enters a region again.
    pub fn resume(&mut self, region: Region) {
        self.regions[region.0].open_since = Some(self.here());
    }

    /// Ends a region. Regions end from the inside out, which is the order of the handlers.
    pub fn end(&mut self, region: Region) {
        self.pause(region);
        let state = &mut self.regions[region.0];
        let (target, exception) = (state.target, state.exception);
        for (start, end) in std::mem::take(&mut state.pieces) {
            let handler = Handler {
                start,
                end,
                target: 0,
                exception,
            };
            self.handlers.push((handler, target));
        }
    }

    // --- the end ---

    /// Fills in jumps and gives the function's code, or nothing if it is too large for its jumps and registers.
    pub fn finish(mut self) -> Option<FinishedCode> {
        if self.too_large {
            return None;
        }
        for (pc, label) in std::mem::take(&mut self.fixups) {
            let place = self.labels[label.0]?;
            match &mut self.code[pc] {
                Op::Jump { target }
                | Op::Loop { target }
                | Op::JumpIf { target, .. }
                | Op::JumpIfNot { target, .. }
                | Op::JumpIfNone { target, .. }
                | Op::Next { target, .. } => *target = place,
                Op::JumpUnless { offset, .. } => {
                    *offset = i16::try_from(i64::from(place) - pc as i64 - 1).ok()?;
                }
                _ => return None,
            }
        }
        let mut handlers = Vec::with_capacity(self.handlers.len());
        for (mut handler, label) in self.handlers {
            handler.target = self.labels[label.0]?;
            handlers.push(handler);
        }
        Some(FinishedCode {
            code: self.code,
            spans: self.spans,
            handlers,
            registers: self.most,
        })
    }
}

/// What [`Frame::finish`] gives.
pub struct FinishedCode {
    /// The instructions.
    pub code: Vec<Op>,
    /// Their places in the source.
    pub spans: Vec<Span>,
    /// Innermost first.
    pub handlers: Vec<Handler>,
    /// How many registers they use.
    pub registers: u16,
}
