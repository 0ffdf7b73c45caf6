//! What the tests of the library share: values written as Python literals, and results as text.

use interleave_program::{NameId, Program, well_known};

use super::{Done, Env, Fault, Outcome, call, class, exception, iterate, text};
use crate::world::heap::Heap;
use crate::world::object::Map;
use crate::world::value::Value;

/// Memory of a test, in bytes.
const MAX_BYTES: u64 = 64 << 20;

/// Runs a test on an empty heap.
pub fn with_env(test: impl FnOnce(&mut Env<'_>)) {
    let program = Program {
        names: well_known::TABLE
            .iter()
            .map(|&name| name.to_owned())
            .collect(),
        ..Program::default()
    };
    let mut heap = Heap::new(&program, MAX_BYTES);
    test(&mut Env {
        program: &program,
        heap: &mut heap,
        owner: 0,
    });
}

/// The value of a literal.
pub fn value(env: &mut Env<'_>, literal: &str) -> Value {
    let mut reader = Reader {
        text: literal.as_bytes(),
        at: 0,
    };
    reader.value(env)
}

/// The values of literals.
pub fn values(env: &mut Env<'_>, literals: &[&str]) -> Vec<Value> {
    literals.iter().map(|literal| value(env, literal)).collect()
}

/// A value as `repr` has it.
pub fn shown(env: &mut Env<'_>, value: Value) -> String {
    match text::repr(env, value) {
        Ok(Some(text)) => text,
        Ok(None) => "code".to_owned(),
        Err(fault) => raised(env, fault),
    }
}

/// A fault as the last line of a traceback.
pub fn raised(env: &mut Env<'_>, fault: Fault) -> String {
    match fault {
        Fault::Limit(limit) => format!("limit {limit:?}"),
        Fault::Raise(raised) => match exception::last_line(env, raised) {
            Ok(Some(line)) => line,
            _ => "code".to_owned(),
        },
    }
}

/// How an operation ended.
pub fn ended(env: &mut Env<'_>, outcome: Outcome<Done>) -> String {
    match outcome {
        Ok(Done::Value(value)) => shown(env, value),
        Ok(Done::Call { args, .. }) => format!("call with {}", args.len()),
        Err(fault) => raised(env, fault),
    }
}

/// How a method call ended, and the receiver after it.
pub fn method(receiver: &str, name: &str, args: &[&str]) -> (String, String) {
    let mut result = (String::new(), String::new());
    with_env(|env| {
        let receiver = value(env, receiver);
        let args = values(env, args);
        let name = name_of(env, name);
        let outcome = call::call_method(env, receiver, name, &args, &[]);
        result = (ended(env, outcome), shown(env, receiver));
    });
    result
}

/// The id of a name.
pub fn name_of(env: &mut Env<'_>, name: &str) -> NameId {
    class::intern(env, name).expect("a name")
}

/// A class without bases whose attributes are all `None`.
pub fn class_with(env: &mut Env<'_>, name: &str, attributes: &[&str]) -> Value {
    let name = env.text(name);
    let bases = env.tuple(Vec::new());
    let mut namespace = Map::default();
    for &attribute in attributes {
        let key = env.text(attribute);
        namespace.insert(
            crate::world::object::Key::Str(attribute.into()),
            (key, Value::None),
        );
    }
    let namespace = env.map(namespace);
    class::make_class(
        env,
        Value::Native(interleave_program::Native::Type),
        name,
        bases,
        namespace,
    )
    .expect("a class")
}

/// An instance of a class without `__init__`.
pub fn instance_of(env: &mut Env<'_>, class: Value) -> Value {
    class::instantiate(env, class, &[]).expect("an instance").0
}

struct Reader<'t> {
    text: &'t [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&mut self) -> u8 {
        while self.text.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        self.text.get(self.at).copied().unwrap_or(0)
    }

    fn value(&mut self, env: &mut Env<'_>) -> Value {
        match self.peek() {
            b'[' => {
                let items = self.items(env, b']');
                env.list(items)
            }
            b'(' => {
                let items = self.items(env, b')');
                env.tuple(items)
            }
            b'{' => {
                let items = self.items(env, b'}');
                let list = env.list(items);
                let pairs = matches!(self.text.get(self.at), Some(b':'));
                let native = if pairs {
                    self.at += 1;
                    interleave_program::Native::Dict
                } else {
                    interleave_program::Native::Set
                };
                self.made(env, native, list)
            }
            b'\'' => {
                let start = self.at + 1;
                let end = self.text[start..].iter().position(|&byte| byte == b'\'');
                let end = start + end.expect("a closing quote");
                self.at = end + 1;
                env.text(std::str::from_utf8(&self.text[start..end]).expect("a text"))
            }
            _ => self.word(env),
        }
    }

    fn made(
        &mut self,
        env: &mut Env<'_>,
        native: interleave_program::Native,
        items: Value,
    ) -> Value {
        match call::call_native(env, native, &[items], &[]) {
            Ok(Done::Value(value)) => value,
            _ => panic!("not a literal"),
        }
    }

    fn items(&mut self, env: &mut Env<'_>, close: u8) -> Vec<Value> {
        let mut items = Vec::new();
        self.at += 1;
        while self.peek() != close {
            items.push(self.value(env));
            if self.peek() == b',' {
                self.at += 1;
            }
        }
        self.at += 1;
        items
    }

    fn word(&mut self, env: &mut Env<'_>) -> Value {
        let start = self.at;
        while !matches!(self.peek(), 0 | b',' | b']' | b')' | b'}') {
            self.at += 1;
        }
        let word = std::str::from_utf8(&self.text[start..self.at])
            .expect("a word")
            .trim();
        match word {
            "None" => Value::None,
            "True" => Value::Bool(true),
            "False" => Value::Bool(false),
            _ => match super::number::parse::int(word, 0) {
                Ok(number) => env.integer(number),
                Err(_) => Value::Float(super::number::parse::float(word).expect("a number")),
            },
        }
    }
}

/// All items of a value.
pub fn items(env: &mut Env<'_>, value: Value) -> String {
    match iterate::collect(env, value) {
        Ok(Some(items)) => {
            let list = env.list(items);
            shown(env, list)
        }
        Ok(None) => "code".to_owned(),
        Err(fault) => raised(env, fault),
    }
}
