//! Operators.

use interleave_program::{BinaryOp, CompareOp, UnaryOp};

use super::{Done, Env, Outcome};
use crate::world::value::Value;

/// Whether a value counts as true.
#[derive(Clone, Debug)]
pub enum Truth {
    /// It is known.
    Known(bool),
    /// The result of this call says it.
    Ask {
        /// What to call.
        callee: Value,
        /// Its positional arguments.
        args: Vec<Value>,
    },
}

/// `a op b`, or `a op= b`.
pub fn binary(
    env: &mut Env<'_>,
    _op: BinaryOp,
    _inplace: bool,
    _a: Value,
    _b: Value,
) -> Outcome<Done> {
    Err(env.type_error("not built yet"))
}

/// `a op b` by the name of the operation, without running code; `None` is `NotImplemented`.
pub fn plain_binary(
    env: &mut Env<'_>,
    _op_name: &str,
    _a: Value,
    _b: Value,
) -> Outcome<Option<Value>> {
    Err(env.type_error("not built yet"))
}

/// `op a`; `not` is a question of [`truth`].
pub fn unary(env: &mut Env<'_>, _op: UnaryOp, _a: Value) -> Outcome<Done> {
    Err(env.type_error("not built yet"))
}

/// `a op b` for comparisons, identity and membership.
pub fn compare(env: &mut Env<'_>, _op: CompareOp, _a: Value, _b: Value) -> Outcome<Done> {
    Err(env.type_error("not built yet"))
}

/// `a op b` without running code; `None` is `NotImplemented`.
pub fn plain_compare(
    env: &mut Env<'_>,
    _op: CompareOp,
    _a: Value,
    _b: Value,
) -> Outcome<Option<Value>> {
    Err(env.type_error("not built yet"))
}

/// Whether a value counts as true.
pub fn truth(env: &mut Env<'_>, _value: Value) -> Outcome<Truth> {
    Err(env.type_error("not built yet"))
}
