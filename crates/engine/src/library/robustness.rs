//! A test: no operation on any value panics or takes unbounded time.

use interleave_program::{BinaryOp, CompareOp, NameId, Native, UnaryOp, well_known};

use super::testing::{class_with, instance_of, value, with_env};
use super::{Done, Env, attribute, call, exception, format, hash, item, iterate, operator, text};
use crate::world::value::Value;

/// Values at the edges of their types.
const EDGES: [&str; 26] = [
    "None",
    "True",
    "0",
    "-1",
    "3",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "-340282366920938463463374607431768211456",
    "0.0",
    "-0.0",
    "1.5",
    "1e308",
    "5e-324",
    "nan",
    "-inf",
    "''",
    "'añ한'",
    "'{0!r:>{1}} %s %(a)*d {'",
    "[]",
    "[3, 1, 2]",
    "()",
    "(1, 'a', (2,))",
    "{}",
    "{1, 2}",
    "{(1, 'a'), ('b', 2)}:",
];

fn edges(env: &mut Env<'_>) -> Vec<Value> {
    let mut pool: Vec<Value> = EDGES.iter().map(|edge| value(env, edge)).collect();
    let more = [
        (
            Native::Range,
            vec![
                Value::Int(i64::MIN),
                Value::Int(i64::MAX),
                Value::Int(i64::MAX),
            ],
        ),
        (
            Native::Range,
            vec![Value::Int(9), Value::Int(0), Value::Int(-2)],
        ),
        (
            Native::Slice,
            vec![Value::Int(i64::MIN), Value::None, Value::Int(i64::MIN)],
        ),
        (
            Native::Slice,
            vec![Value::None, Value::None, Value::Int(-1)],
        ),
        (Native::Deque, vec![pool[20], Value::Int(2)]),
        (Native::FrozenSet, vec![pool[20]]),
        (Native::KeyError, vec![pool[17]]),
        (Native::OSError, vec![Value::Int(2), pool[17]]),
        (Native::Property, vec![]),
        (Native::Lock, vec![]),
        (Native::PriorityQueue, vec![]),
        (Native::Object, vec![]),
    ];
    for (native, args) in more {
        if let Ok(Done::Value(value)) = call::call_native(env, native, &args, &[]) {
            pool.push(value);
        }
    }
    for at in [17, 20, 25] {
        if let Ok(Done::Value(iterator)) = iterate::iter(env, pool[at]) {
            pool.push(iterator);
        }
    }
    let class = class_with(env, "Thing", &["__eq__", "__hash__", "__len__", "x"]);
    pool.extend([class, instance_of(env, class)]);
    pool.extend([Native::Int, Native::Str, Native::Len, Native::ValueError].map(Value::Native));
    pool
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % sides
    }

    fn pick(&mut self, pool: &[Value]) -> Value {
        pool[self.roll(pool.len())]
    }
}

#[test]
fn operators_and_items() {
    with_env(|env| {
        let pool = edges(env);
        let binary = [
            "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift",
        ];
        for &a in &pool {
            let _ = operator::truth(env, a);
            let _ = hash::hash(env, a);
            let _ = text::repr(env, a);
            let _ = text::to_text(env, a);
            let _ = text::brief(env.heap, env.program, a);
            let _ = exception::traceback_text(env, a);
            for op in [UnaryOp::Neg, UnaryOp::Pos, UnaryOp::Invert] {
                let _ = operator::unary(env, op, a);
            }
            for &b in &pool {
                for name in binary {
                    let _ = operator::plain_binary(env, name, a, b);
                }
                for op in [BinaryOp::BitOr, BinaryOp::BitAnd, BinaryOp::BitXor] {
                    let _ = operator::binary(env, op, false, a, b);
                }
                for op in [CompareOp::Eq, CompareOp::Lt, CompareOp::Ge, CompareOp::In] {
                    let _ = operator::compare(env, op, a, b);
                }
                let _ = item::get_item(env, a, b);
                let _ = item::unpack(env, a, 2);
            }
        }
    });
}

#[test]
fn methods_and_functions() {
    for seed in 0..4 {
        with_env(|env| {
            let mut pool = edges(env);
            let mut dice = Dice(seed);
            for _ in 0..40_000 {
                let args: Vec<Value> = (0..dice.roll(4)).map(|_| dice.pick(&pool)).collect();
                let named: Vec<(NameId, Value)> = (0..dice.roll(8) / 6)
                    .map(|_| {
                        (
                            NameId(dice.roll(well_known::TABLE.len()) as u16),
                            dice.pick(&pool),
                        )
                    })
                    .collect();
                let native = Native::ALL[dice.roll(Native::ALL.len())];
                if call::is_pure_native(native) {
                    let _ = call::call_native(env, native, &args, &named);
                }
                let receiver = dice.pick(&pool);
                let name = NameId(dice.roll(well_known::TABLE.len()) as u16);
                let _ = attribute::get_attr(env, receiver, name);
                let _ = call::call_method(env, receiver, name, &args, &named);
                let (a, b) = (dice.pick(&pool), dice.pick(&pool));
                let _ = item::set_item(env, receiver, a, b);
                let _ = item::del_item(env, receiver, a);
                if dice.roll(1000) == 0 {
                    // What was changed so far may have become large.
                    pool = edges(env);
                }
            }
        });
    }
}

#[test]
fn specifications() {
    with_env(|env| {
        let pool = edges(env);
        let mut dice = Dice(1);
        let letters: Vec<char> = "<>^=+- z#00129,_..dxXboeEfFgGn%sc{é".chars().collect();
        for _ in 0..60_000 {
            let spec: String = (0..dice.roll(8))
                .map(|_| letters[dice.roll(letters.len())])
                .collect();
            let value = dice.pick(&pool);
            let _ = format::format(env, value, &spec);
            let template = env.text(format!("%{spec}%{{{spec}}}"));
            let _ = operator::plain_binary(env, "mod", template, value);
            let _ = call::call_method(env, template, well_known::FORMAT_, &[value], &[]);
        }
    });
}
