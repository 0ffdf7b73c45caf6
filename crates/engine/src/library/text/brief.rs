//! Short texts for labels.

use interleave_program::Program;

use super::quoted;
use crate::library::attribute::{class_name, type_name_in};
use crate::library::number::float_repr;
use crate::world::heap::Heap;
use crate::world::object::Object;
use crate::world::value::Value;

/// About how many characters a short text has at most.
const MAX_CHARACTERS: usize = 40;
/// How deep collections are shown.
const MAX_DEPTH: usize = 3;
/// How many digits of an integer are shown.
const MAX_DIGITS: u64 = 20;

/// A short text of any value for labels; never runs code.
#[must_use]
pub fn brief(heap: &Heap, program: &Program, value: Value) -> String {
    let mut out = String::new();
    write(heap, program, value, &mut out, 0);
    if out.chars().count() > MAX_CHARACTERS {
        out = out.chars().take(MAX_CHARACTERS - 1).collect();
        out.push('…');
    }
    out
}

fn write(heap: &Heap, program: &Program, value: Value, out: &mut String, depth: usize) {
    let function_name = |function| program.function(function).name.as_str();
    let id = match value {
        Value::Unset => return out.push_str("unbound"),
        Value::None => return out.push_str("None"),
        Value::Ellipsis => return out.push_str("..."),
        Value::Bool(value) => return out.push_str(if value { "True" } else { "False" }),
        Value::Int(value) => return out.push_str(&value.to_string()),
        Value::Float(value) => return out.push_str(&float_repr(value)),
        Value::Native(native) => return out.push_str(native.name()),
        Value::Function(function) => return out.push_str(function_name(function)),
        Value::Object(id) => id,
    };
    let list = |items: &mut dyn Iterator<Item = Value>, out: &mut String| {
        for (at, item) in items.enumerate() {
            if at > 0 {
                out.push_str(", ");
            }
            if out.len() > MAX_CHARACTERS || depth >= MAX_DEPTH {
                return out.push('…');
            }
            write(heap, program, item, out, depth + 1);
        }
    };
    match heap.get(id) {
        Object::Str(text) => {
            let start: String = text.chars().take(MAX_CHARACTERS).collect();
            quoted(out, &start);
        }
        Object::BigInt(value) if value.bits() > MAX_DIGITS * 3 => {
            out.push_str(&format!("an integer of {} bits", value.bits()));
        }
        Object::BigInt(value) => out.push_str(&value.to_string()),
        Object::List(items) => {
            out.push('[');
            list(&mut items.iter().copied(), out);
            out.push(']');
        }
        Object::Tuple(items) => {
            out.push('(');
            list(&mut items.iter().copied(), out);
            out.push_str(if items.len() == 1 { ",)" } else { ")" });
        }
        Object::Set(items) | Object::FrozenSet(items) => {
            out.push('{');
            list(&mut items.values().copied(), out);
            out.push('}');
        }
        Object::Deque(deque) => {
            out.push_str("deque([");
            list(&mut deque.0.iter().copied(), out);
            out.push_str("])");
        }
        Object::Map(map) => {
            out.push('{');
            for (at, &(key, value)) in map.values().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                if out.len() > MAX_CHARACTERS || depth >= MAX_DEPTH {
                    out.push('…');
                    break;
                }
                write(heap, program, key, out, depth + 1);
                out.push_str(": ");
                write(heap, program, value, out, depth + 1);
            }
            out.push('}');
        }
        Object::Range { start, stop, step } => {
            out.push_str(&format!("range({start}, {stop}"));
            if *step != 1 {
                out.push_str(&format!(", {step}"));
            }
            out.push(')');
        }
        Object::Closure(closure) => out.push_str(function_name(closure.function)),
        Object::Generator(generator) => {
            out.push_str(function_name(generator.function));
            out.push_str("()");
        }
        Object::Class(class) => out.push_str(&class.name),
        Object::Method { function, receiver } => {
            let class = type_name_in(heap, *receiver);
            out.push_str(&class);
            out.push('.');
            write(heap, program, *function, out, depth + 1);
        }
        Object::Exception(exception) => {
            out.push_str(&class_name(heap, exception.class));
            out.push('(');
            list(&mut exception.args.iter().copied(), out);
            out.push(')');
        }
        Object::Lock(_)
        | Object::Condition(_)
        | Object::Semaphore(_)
        | Object::Event(_)
        | Object::Barrier(_)
        | Object::Queue(_)
        | Object::Future(_)
        | Object::Handle(_)
        | Object::Loop(_) => {
            let name = type_name_in(heap, value);
            let name = name.rsplit('.').next().unwrap_or(&name);
            out.push_str(&format!("<{name}>"));
        }
        _ => out.push_str(&format!("<{}>", type_name_in(heap, value))),
    }
}

#[cfg(test)]
mod tests {
    use crate::library::testing::{class_with, instance_of, value, with_env};

    #[test]
    fn labels_stay_short() {
        with_env(|env| {
            for (literal, expected) in [
                ("[1, 2, 3]", "[1, 2, 3]"),
                ("'a'", "'a'"),
                ("[[[[1]]]]", "[[[[…]]]]"),
                (
                    "[111111111, 222222222, 333333333, 444444444, 555555555]",
                    "[111111111, 222222222, 333333333, 44444…",
                ),
            ] {
                let value = value(env, literal);
                assert_eq!(super::brief(env.heap, env.program, value), expected);
            }
            let class = class_with(env, "Account", &["__repr__"]);
            let account = instance_of(env, class);
            assert_eq!(super::brief(env.heap, env.program, account), "<Account>");
        });
    }
}
