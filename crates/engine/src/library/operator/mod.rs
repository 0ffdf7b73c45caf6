//! Operators.

pub mod compare;
mod concatenate;
mod sets;
mod truth;

use std::borrow::Cow;

use interleave_program::{BinaryOp, Hook, NameId, UnaryOp, well_known};

pub use self::compare::{compare, plain_compare};
pub(super) use self::concatenate::extend_deque;
pub(super) use self::sets::{combine, has_own_hashes, set_key};
pub use self::truth::{Truth, truth};
use super::number::{Computed, Number, float, int};
use super::{Done, Env, Fault, Outcome, attribute, percent, walk};
use crate::world::object::Object;
use crate::world::value::Value;

/// What a built-in operation comes to.
pub(super) enum Plain {
    /// This value.
    Value(Value),
    /// The types do not have the operation.
    Unsupported,
    /// An operation that code of the program takes part in.
    Code(Done),
}

/// Every operator with its name in hooks and its sign.
const OPERATORS: [(BinaryOp, &str, &str); 13] = [
    (BinaryOp::Add, "add", "+"),
    (BinaryOp::Sub, "sub", "-"),
    (BinaryOp::Mul, "mul", "*"),
    (BinaryOp::Div, "truediv", "/"),
    (BinaryOp::FloorDiv, "floordiv", "//"),
    (BinaryOp::Mod, "mod", "%"),
    (BinaryOp::Pow, "pow", "**"),
    (BinaryOp::Shl, "lshift", "<<"),
    (BinaryOp::Shr, "rshift", ">>"),
    (BinaryOp::BitAnd, "and", "&"),
    (BinaryOp::BitOr, "or", "|"),
    (BinaryOp::BitXor, "xor", "^"),
    (BinaryOp::MatMul, "matmul", "@"),
];

fn names(op: BinaryOp) -> (&'static str, &'static str) {
    OPERATORS
        .iter()
        .find(|(known, ..)| *known == op)
        .map_or(("?", "?"), |&(_, name, sign)| (name, sign))
}

/// The operator of a name such as `add`.
#[must_use]
pub fn find(name: &str) -> Option<BinaryOp> {
    OPERATORS
        .iter()
        .find(|(_, known, _)| *known == name)
        .map(|&(op, ..)| op)
}

/// `a op b`, or `a op= b`.
///
/// # Errors
/// What the operation raises.
pub fn binary(env: &mut Env<'_>, op: BinaryOp, inplace: bool, a: Value, b: Value) -> Outcome<Done> {
    match plain(env, op, inplace, a, b)? {
        Plain::Value(value) => return Ok(Done::Value(value)),
        Plain::Code(done) => return Ok(done),
        Plain::Unsupported => {}
    }
    let custom = |value| walk::program_class(env.heap, value).is_some();
    if custom(a) || custom(b) {
        let name = env.text(names(op).0);
        let hook = if inplace { Hook::Inplace } else { Hook::Binary };
        return env.hook(hook, vec![name, a, b]);
    }
    Err(unsupported(env, op, inplace, a, b))
}

/// `a op b` by the name of the operation, without running code; `None` is `NotImplemented`.
///
/// # Errors
/// What the operation raises.
pub fn plain_binary(
    env: &mut Env<'_>,
    op_name: &str,
    a: Value,
    b: Value,
) -> Outcome<Option<Value>> {
    let (op, inplace) = match find(op_name) {
        Some(op) => (op, false),
        None => match op_name.strip_prefix('i').and_then(find) {
            Some(op) => (op, true),
            None => return Ok(None),
        },
    };
    Ok(match plain(env, op, inplace, a, b)? {
        Plain::Value(value) => Some(value),
        Plain::Unsupported | Plain::Code(_) => None,
    })
}

pub(super) fn plain(
    env: &mut Env<'_>,
    op: BinaryOp,
    inplace: bool,
    a: Value,
    b: Value,
) -> Outcome<Plain> {
    if let (Some(left), Some(right)) = (Number::of(env.heap, a), Number::of(env.heap, b)) {
        let both_truths = matches!((a, b), (Value::Bool(_), Value::Bool(_)));
        let calculation = if left.is_int() && right.is_int() {
            int::binary(op, left, right)
        } else {
            match (left.to_float(), right.to_float()) {
                (Ok(left), Ok(right)) => float::binary(op, left, right),
                (Err(error), _) | (_, Err(error)) => Some(Err(error)),
            }
        };
        return match calculation {
            None => Ok(Plain::Unsupported),
            Some(Ok(Computed::Int(bit)))
                if both_truths
                    && matches!(op, BinaryOp::BitAnd | BinaryOp::BitOr | BinaryOp::BitXor) =>
            {
                Ok(Plain::Value(Value::Bool(bit != 0)))
            }
            Some(calculation) => env.calculated(calculation).map(Plain::Value),
        };
    }
    if op == BinaryOp::Mod
        && let Some(template) = env.as_text(a)
    {
        return percent::format(env, &template, b, &[]).map(Plain::Code);
    }
    match op {
        BinaryOp::Add | BinaryOp::Mul => concatenate::binary(env, op, inplace, a, b),
        BinaryOp::Sub | BinaryOp::BitAnd | BinaryOp::BitOr | BinaryOp::BitXor => {
            sets::binary(env, op, inplace, a, b)
        }
        _ => Ok(Plain::Unsupported),
    }
}

/// The `TypeError` of an operation that two types do not have.
fn unsupported(env: &mut Env<'_>, op: BinaryOp, inplace: bool, a: Value, b: Value) -> Fault {
    let (left, right) = (attribute::type_name(env, a), attribute::type_name(env, b));
    let sequence = match env.heap.of(a) {
        Object::Str(_) => Some("str"),
        Object::List(_) => Some("list"),
        Object::Tuple(_) => Some("tuple"),
        Object::Deque(_) => Some("deque"),
        _ => None,
    };
    let other = matches!(
        env.heap.of(b),
        Object::Str(_) | Object::List(_) | Object::Tuple(_)
    );
    let message = match (op, sequence) {
        (BinaryOp::Add, Some("deque")) => {
            format!("can only concatenate deque (not \"{right}\") to deque")
        }
        (BinaryOp::Add, Some(kind)) => {
            format!("can only concatenate {kind} (not \"{right}\") to {kind}")
        }
        (BinaryOp::Mul, Some(_)) => format!("can't multiply sequence by non-int of type '{right}'"),
        (BinaryOp::Mul, None) if other => {
            format!("can't multiply sequence by non-int of type '{left}'")
        }
        _ => {
            let sign: Cow<'_, str> = match (op, inplace) {
                (BinaryOp::Pow, false) => "** or pow()".into(),
                (BinaryOp::Pow, true) => "**=".into(),
                (op, false) => names(op).1.into(),
                (op, true) => format!("{}=", names(op).1).into(),
            };
            format!("unsupported operand type(s) for {sign}: '{left}' and '{right}'")
        }
    };
    env.type_error(&message)
}

/// `op a`; `not` is a question of [`truth`].
///
/// # Errors
/// `TypeError` where the type does not have it.
pub fn unary(env: &mut Env<'_>, op: UnaryOp, a: Value) -> Outcome<Done> {
    if let Some(number) = Number::of(env.heap, a) {
        let computed = match op {
            UnaryOp::Neg => Some(int::negate(number)),
            UnaryOp::Invert => int::invert(number),
            UnaryOp::Pos => match number {
                Number::Int(value) => Some(Computed::Int(value)),
                _ => return Ok(Done::Value(a)),
            },
            UnaryOp::Not => None,
        };
        if let Some(computed) = computed {
            return Ok(Done::Value(env.computed(computed)));
        }
    }
    let (method, sign): (NameId, &str) = match op {
        UnaryOp::Neg => (well_known::NEG, "-"),
        UnaryOp::Pos => (well_known::POS, "+"),
        UnaryOp::Invert | UnaryOp::Not => (well_known::INVERT, "~"),
    };
    match walk::special(env.heap, a, method) {
        Some(callee) => Ok(Done::Call {
            callee,
            args: vec![a],
        }),
        None => {
            let name = attribute::type_name(env, a);
            Err(env.type_error(&format!("bad operand type for unary {sign}: '{name}'")))
        }
    }
}

#[cfg(test)]
mod tests {
    use interleave_program::{BinaryOp, UnaryOp};

    use crate::library::testing::{class_with, ended, instance_of, shown, value, with_env};

    fn check(op: BinaryOp, a: &str, b: &str, expected: &str) {
        with_env(|env| {
            let (a, b) = (value(env, a), value(env, b));
            let outcome = super::binary(env, op, false, a, b);
            assert_eq!(ended(env, outcome), expected);
        });
    }

    #[test]
    fn integers_grow_as_they_must() {
        check(
            BinaryOp::Add,
            "9223372036854775807",
            "1",
            "9223372036854775808",
        );
        check(
            BinaryOp::Sub,
            "-9223372036854775808",
            "1",
            "-9223372036854775809",
        );
        check(
            BinaryOp::Mul,
            "4294967296",
            "4294967296",
            "18446744073709551616",
        );
        check(
            BinaryOp::Sub,
            "9223372036854775808",
            "1",
            "9223372036854775807",
        );
        check(
            BinaryOp::FloorDiv,
            "-9223372036854775808",
            "-1",
            "9223372036854775808",
        );
        check(BinaryOp::FloorDiv, "-7", "2", "-4");
        check(BinaryOp::Mod, "-7", "2", "1");
        check(BinaryOp::Mod, "7", "-2", "-1");
        check(BinaryOp::Pow, "2", "100", "1267650600228229401496703205376");
        check(BinaryOp::Pow, "2", "-1", "0.5");
        check(BinaryOp::Shl, "1", "63", "9223372036854775808");
        check(BinaryOp::Shr, "-1", "1000", "-1");
        check(BinaryOp::BitAnd, "True", "False", "False");
        check(
            BinaryOp::Div,
            "18446744073709551616",
            "3",
            "6.148914691236517e+18",
        );
    }

    #[test]
    fn what_would_be_too_large_reaches_a_limit() {
        check(BinaryOp::Pow, "2", "1000000000", "limit Memory");
        check(BinaryOp::Shl, "1", "1000000000000", "limit Memory");
        check(BinaryOp::Mul, "'ab'", "1000000000000", "limit Memory");
        check(BinaryOp::Mul, "[1]", "9223372036854775807", "limit Memory");
        check(BinaryOp::Mul, "[1]", "-5", "[]");
    }

    #[test]
    fn errors_are_worded_as_cpython_words_them() {
        check(
            BinaryOp::Add,
            "1",
            "'a'",
            "TypeError: unsupported operand type(s) for +: 'int' and 'str'",
        );
        check(
            BinaryOp::Add,
            "'a'",
            "1",
            "TypeError: can only concatenate str (not \"int\") to str",
        );
        check(
            BinaryOp::Mul,
            "'a'",
            "'b'",
            "TypeError: can't multiply sequence by non-int of type 'str'",
        );
        check(
            BinaryOp::Pow,
            "'a'",
            "2",
            "TypeError: unsupported operand type(s) for ** or pow(): 'str' and 'int'",
        );
        check(
            BinaryOp::Mod,
            "5",
            "0",
            "ZeroDivisionError: integer modulo by zero",
        );
        check(
            BinaryOp::Div,
            "1.5",
            "0",
            "ZeroDivisionError: float division by zero",
        );
    }

    #[test]
    fn a_list_changes_in_place() {
        with_env(|env| {
            let (list, more) = (value(env, "[1]"), value(env, "(2, 3)"));
            let outcome = super::binary(env, BinaryOp::Add, true, list, more);
            assert_eq!(ended(env, outcome), "[1, 2, 3]");
            assert_eq!(shown(env, list), "[1, 2, 3]");
        });
    }

    #[test]
    fn unary_operators_keep_to_their_types() {
        with_env(|env| {
            for (op, operand, expected) in [
                (UnaryOp::Neg, "-9223372036854775808", "9223372036854775808"),
                (UnaryOp::Pos, "True", "1"),
                (UnaryOp::Invert, "5", "-6"),
                (
                    UnaryOp::Invert,
                    "1.5",
                    "TypeError: bad operand type for unary ~: 'float'",
                ),
            ] {
                let operand = value(env, operand);
                let outcome = super::unary(env, op, operand);
                assert_eq!(ended(env, outcome), expected);
            }
        });
    }

    #[test]
    fn instances_are_the_librarys_business() {
        with_env(|env| {
            let class = class_with(env, "Vector", &[]);
            let vector = instance_of(env, class);
            let outcome = super::binary(env, BinaryOp::Add, false, vector, vector);
            // This program was compiled without hooks.
            assert_eq!(
                ended(env, outcome),
                "TypeError: this operation is not supported here"
            );
        });
    }
}
