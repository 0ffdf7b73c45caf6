//! The instruction set: a register machine in the manner of Lua 5's
//! ("The Implementation of Lua 5.0", Ierusalimschy, de Figueiredo and Celes, 2005), eight bytes an instruction.
//!
//! Conventions: a *window* is a run of registers that starts at `base`. Calls take the callee at `base`, the
//! arguments after it, and leave the result at `base`. Jump targets are instruction indices of the function.

use crate::{ConstId, FunctionId, GlobalId, NameId, Reg};

/// A binary operator.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[repr(u8)]
pub enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `//`
    FloorDiv,
    /// `%`
    Mod,
    /// `**`
    Pow,
    /// `<<`
    Shl,
    /// `>>`
    Shr,
    /// `&`
    BitAnd,
    /// `|`
    BitOr,
    /// `^`
    BitXor,
    /// `@`
    MatMul,
}

/// A comparison, identity or membership operator.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[repr(u8)]
pub enum CompareOp {
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `is`
    Is,
    /// `is not`
    IsNot,
    /// `in`: the left operand is the item
    In,
    /// `not in`
    NotIn,
}

/// A unary operator.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[repr(u8)]
pub enum UnaryOp {
    /// `-`
    Neg,
    /// `+`
    Pos,
    /// `~`
    Invert,
    /// `not`
    Not,
}

/// One instruction. Fields are what the comment of the variant says they are.
#[allow(
    missing_docs,
    reason = "the comment of each variant defines its fields"
)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Op {
    // --- moving values ---
    /// `dst = src`
    Move { dst: Reg, src: Reg },
    /// `dst = constant`
    Const { dst: Reg, id: ConstId },
    /// `dst = value`, a small integer
    Int { dst: Reg, value: i32 },
    /// `dst = None`
    None { dst: Reg },
    /// `dst = value`
    Bool { dst: Reg, value: bool },
    /// Makes `dst` unbound.
    Unset { dst: Reg },
    /// Raises `UnboundLocalError` if `src` (or the cell in it) is unbound.
    CheckBound { src: Reg, name: NameId },
    /// `dst = global`; a visible operation. Raises `NameError` if it is unbound.
    LoadGlobal { dst: Reg, global: GlobalId },
    /// `dst = global` for a global that is bound once and never again: not a visible operation.
    LoadStable { dst: Reg, global: GlobalId },
    /// `global = src`; a visible operation unless the global is stable.
    StoreGlobal { src: Reg, global: GlobalId },
    /// Unbinds a global.
    UnsetGlobal { global: GlobalId },
    /// Puts a fresh cell that contains the value of `src` (bound or not) in `dst`.
    NewCell { dst: Reg, src: Reg },
    /// `dst = *cell`; visible when the cell is shared between tasks. An unbound cell gives an unbound `dst`.
    LoadCell { dst: Reg, cell: Reg },
    /// `*cell = src`; visible when the cell is shared between tasks. `src` may be unbound (`del`).
    StoreCell { cell: Reg, src: Reg },

    // --- operators ---
    /// `dst = a + b`
    Add { dst: Reg, a: Reg, b: Reg },
    /// `dst = a - b`
    Sub { dst: Reg, a: Reg, b: Reg },
    /// `dst = a * b`
    Mul { dst: Reg, a: Reg, b: Reg },
    /// `dst = (a += value)`, a small integer: in place where `a` has `__iadd__`
    AddInt { dst: Reg, a: Reg, value: i16 },
    /// `dst = a op b`
    Binary {
        op: BinaryOp,
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    /// `dst = (a op= b)`: lists and sets change in place
    Inplace {
        op: BinaryOp,
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    /// `dst = op a`
    Unary { op: UnaryOp, dst: Reg, a: Reg },
    /// `dst = a op b`
    Compare {
        op: CompareOp,
        dst: Reg,
        a: Reg,
        b: Reg,
    },

    // --- control ---
    /// Goes forward to `target`.
    Jump { target: u32 },
    /// Goes back to `target`: where CPython's evaluation breaker is looked at.
    Loop { target: u32 },
    /// Goes to `target` if `cond` is true.
    JumpIf { cond: Reg, target: u32 },
    /// Goes to `target` if `cond` is false.
    JumpIfNot { cond: Reg, target: u32 },
    /// Goes `offset` instructions on from the next one unless `a op b`; `Eq`, `Ne`, `Lt`, `Le`, `Gt`, `Ge` only.
    JumpUnless {
        op: CompareOp,
        a: Reg,
        b: Reg,
        offset: i16,
    },
    /// Goes to `target` if `src` is `None`.
    JumpIfNone { src: Reg, target: u32 },
    /// Leaves the function with `src`.
    Return { src: Reg },

    // --- collections ---
    /// `dst = [first, …]`, `count` registers
    List { dst: Reg, first: Reg, count: u16 },
    /// `dst = (first, …)`
    Tuple { dst: Reg, first: Reg, count: u16 },
    /// `dst = {first, …}`
    Set { dst: Reg, first: Reg, count: u16 },
    /// `dst = {key: value, …}` from `count` pairs of registers
    Map { dst: Reg, first: Reg, count: u16 },
    /// Appends to the list that a comprehension or a starred display builds.
    ListPush { list: Reg, value: Reg },
    /// Appends every item of a built-in iterable (`*xs` in a display). Other iterables are first made lists.
    ListExtend { list: Reg, values: Reg },
    /// Turns the list in `src` into a tuple in `dst`.
    ListToTuple { dst: Reg, src: Reg },
    /// Adds to the set that a comprehension builds.
    SetPush { set: Reg, value: Reg },
    /// Adds a pair to the dictionary that a comprehension builds.
    MapPush { map: Reg, key: Reg, value: Reg },
    /// Merges the dictionary `values` into `map` (`**kw`).
    MapMerge { map: Reg, values: Reg },
    /// `dst = object[key]`; visible when the object is shared.
    GetItem { dst: Reg, object: Reg, key: Reg },
    /// `object[key] = value`; visible when the object is shared.
    SetItem { object: Reg, key: Reg, value: Reg },
    /// `del object[key]`; visible when the object is shared.
    DelItem { object: Reg, key: Reg },
    /// `dst = slice(first, first+1, first+2)`
    Slice { dst: Reg, first: Reg },
    /// Spreads `src` over `count` registers from `first`; raises `ValueError` unless it has just so many.
    Unpack { src: Reg, first: Reg, count: u16 },
    /// Spreads `src` over `before` registers, one list, and `after` registers from `first`.
    UnpackRest {
        src: Reg,
        first: Reg,
        before: u8,
        after: u8,
    },

    // --- objects ---
    /// `dst = object.name`; visible when it reads a field of a shared object.
    GetAttr { dst: Reg, object: Reg, name: NameId },
    /// `object.name = value`; visible when the object is shared.
    SetAttr {
        object: Reg,
        value: Reg,
        name: NameId,
    },
    /// `del object.name`
    DelAttr { object: Reg, name: NameId },
    /// A function object of `function` in `dst`. Takes the cells named by the function's `captures`, and, where its
    /// parameters have defaults, a tuple of positional ones from `dst+1` and a dictionary of keyword ones (or
    /// `None`) from `dst+2`.
    Closure { dst: Reg, function: FunctionId },
    /// Makes a class at `base` from name (`base`), tuple of bases (`base+1`), dictionary of attributes (`base+2`).
    Class { base: Reg },
    /// `super()` in `dst` from the class in `class` and the instance in `object`.
    Super { dst: Reg, class: Reg, object: Reg },

    // --- calls ---
    /// Calls `base` with `args` positional arguments.
    Call { base: Reg, args: u8 },
    /// Calls `base`; of the `args` arguments the last ones are named by the tuple constant `names`.
    CallNamed { base: Reg, args: u8, names: ConstId },
    /// Calls `base` with the list or tuple in `base+1` and the dictionary (or `None`) in `base+2`.
    CallSpread { base: Reg },
    /// Calls method `name` of the receiver at `base` with `args` positional arguments.
    CallMethod { base: Reg, args: u8, name: NameId },

    // --- iteration ---
    /// `dst = iter(src)`
    Iter { dst: Reg, src: Reg },
    /// Puts the next item of `iter` in the register after it, or goes to `target` at the end.
    Next { iter: Reg, target: u32 },

    // --- exceptions ---
    /// Raises the exception or class in `src`.
    Raise { src: Reg },
    /// Raises `src` with `cause` (`raise … from`).
    RaiseFrom { src: Reg, cause: Reg },
    /// Raises `src` again with the traceback that it has.
    Reraise { src: Reg },
    /// Raises the exception that is being handled again: `raise` outside an `except` clause.
    RaiseHandled,
    /// `dst` = whether the exception in `exception` is caught by `class` (a class or a tuple of them).
    MatchException {
        dst: Reg,
        exception: Reg,
        class: Reg,
    },
    /// Begins handling `exception`: it becomes the context of exceptions raised from here on.
    PushHandled { exception: Reg },
    /// Ends handling the latest exception.
    PopHandled,

    // --- generators and coroutines ---
    /// Suspends the generator with the value in `value`; what is sent arrives there.
    Yield { value: Reg },
    /// Yields everything of the iterator in `iter`; its return value arrives there.
    YieldFrom { iter: Reg },
    /// Waits for the awaitable in `value`; its result arrives there.
    Await { value: Reg },

    // --- text ---
    /// `base = format(base, base+1)` after conversion `'s'`, `'r'`, `'a'` or none (0); `base+1` may be `None`.
    Format { base: Reg, conversion: u8 },
    /// `dst` = `count` strings from `first`, joined
    Concat { dst: Reg, first: Reg, count: u16 },
}

impl Op {
    /// Whether execution never goes on behind this instruction.
    #[must_use]
    pub fn never_falls_through(self) -> bool {
        matches!(
            self,
            Op::Return { .. }
                | Op::Jump { .. }
                | Op::Loop { .. }
                | Op::Raise { .. }
                | Op::RaiseFrom { .. }
                | Op::Reraise { .. }
                | Op::RaiseHandled
        )
    }
}

const _: () = assert!(
    std::mem::size_of::<Op>() == 8,
    "an instruction takes eight bytes"
);
