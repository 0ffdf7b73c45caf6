//! `str.format`.

use std::sync::Arc;

use interleave_program::{Hook, Native, well_known};

use super::format;
use crate::library::{Done, Env, Fault, Outcome, attribute, item, text};
use crate::world::object::{Key, Map, Object};
use crate::world::value::Value;

/// Why a template cannot be filled in now.
enum Stop {
    Fault(Fault),
    /// A value has to become text by its own code first.
    Ask(Hook, Vec<Value>),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Stop::Fault(fault)
    }
}

type Step<T> = Result<T, Stop>;

/// Fills in a template. `known` are the texts that code has given for the first values that need code.
///
/// # Errors
/// As `str.format`.
pub fn fill(
    env: &mut Env<'_>,
    template: &Arc<str>,
    args: &[Value],
    named: &Map,
    known: &[Value],
) -> Outcome<Done> {
    let characters: Vec<char> = template.chars().collect();
    let mut filler = Filler {
        env,
        args,
        named,
        known: known.iter(),
        next: Some(0),
    };
    match filler.fill(&characters, 2) {
        Ok(text) => {
            let text = env.text(text);
            Ok(Done::Value(text))
        }
        Err(Stop::Fault(fault)) => Err(fault),
        Err(Stop::Ask(hook, mut asked)) => {
            let state = [
                env.text(template.clone()),
                env.tuple(args.to_vec()),
                env.map(named.clone()),
                env.tuple(known.to_vec()),
            ];
            let receiver = env.tuple(state.to_vec());
            asked.push(env.alloc(Object::NativeMethod {
                receiver,
                name: well_known::FORMAT_,
            }));
            env.hook(hook, asked)
        }
    }
}

/// Goes on with a template when code has given a text.
///
/// # Errors
/// As `str.format`.
pub fn resume(env: &mut Env<'_>, state: &[Value], given: Value) -> Outcome<Done> {
    let &[template, args, named, known] = state else {
        return Err(env.type_error("format() cannot go on"));
    };
    let template = env.as_text(template).unwrap_or_else(|| "".into());
    let items = |value| match env.heap.of(value) {
        Object::Tuple(items) => items.to_vec(),
        _ => Vec::new(),
    };
    let (args, mut known) = (items(args), items(known));
    known.push(given);
    let named = match env.heap.of(named) {
        Object::Map(map) => (**map).clone(),
        _ => Map::default(),
    };
    fill(env, &template, &args, &named, &known)
}

struct Filler<'f, 'e> {
    env: &'f mut Env<'e>,
    args: &'f [Value],
    named: &'f Map,
    known: std::slice::Iter<'f, Value>,
    /// The number of the next `{}`; `None` once fields are numbered by hand.
    next: Option<usize>,
}

impl Filler<'_, '_> {
    fn fill(&mut self, template: &[char], depth: usize) -> Step<String> {
        if depth == 0 {
            return Err(self.env.value_error("Max string recursion exceeded").into());
        }
        let mut out = String::new();
        let mut at = 0;
        while let Some(&character) = template.get(at) {
            at += 1;
            let doubled = template.get(at) == Some(&character);
            match character {
                '{' | '}' if doubled => {
                    out.push(character);
                    at += 1;
                }
                '}' => {
                    let message = "Single '}' encountered in format string";
                    return Err(self.env.value_error(message).into());
                }
                '{' => {
                    let end = self.field_end(template, at)?;
                    let filled = self.field(&template[at..end], depth)?;
                    out.push_str(&filled);
                    at = end + 1;
                }
                _ => out.push(character),
            }
            if out.len() > crate::library::limits::MAX_TEXT_BYTES {
                return Err(Stop::Fault(Fault::Limit(
                    interleave_trace::LimitKind::Memory,
                )));
            }
        }
        Ok(out)
    }

    /// Where the brace is that closes the field.
    fn field_end(&mut self, template: &[char], start: usize) -> Step<usize> {
        let mut open = 1;
        let mut in_index = false;
        for (at, &character) in template.iter().enumerate().skip(start) {
            match character {
                '[' if open == 1 => in_index = true,
                ']' => in_index = false,
                '{' if !in_index => open += 1,
                '}' if !in_index => {
                    open -= 1;
                    if open == 0 {
                        return Ok(at);
                    }
                }
                _ => {}
            }
        }
        let message = if template.len() == start {
            "Single '{' encountered in format string"
        } else {
            "expected '}' before end of string"
        };
        Err(self.env.value_error(message).into())
    }

    fn field(&mut self, field: &[char], depth: usize) -> Step<String> {
        let mut in_index = false;
        let name_end = field
            .iter()
            .position(|&character| {
                match character {
                    '[' => in_index = true,
                    ']' => in_index = false,
                    _ => {}
                }
                !in_index && matches!(character, '!' | ':')
            })
            .unwrap_or(field.len());
        let value = self.look_up(&field[..name_end])?;
        let mut rest = &field[name_end..];
        let mut conversion = None;
        if rest.first() == Some(&'!') {
            conversion = rest.get(1).copied();
            rest = rest.get(2..).unwrap_or(&[]);
            if !rest.is_empty() && rest[0] != ':' {
                let message = "expected ':' after conversion specifier";
                return Err(self.env.value_error(message).into());
            }
        }
        let spec = match rest.first() {
            Some(_) => self.fill(&rest[1..], depth - 1)?,
            None => String::new(),
        };
        let value = match conversion {
            None => value,
            Some('s') => {
                let shown = text::to_text(self.env, value)?;
                self.converted(shown, Hook::Str, value)?
            }
            Some('r' | 'a') => {
                let shown = text::repr(self.env, value)?;
                let shown = match conversion {
                    Some('a') => shown.map(|shown| text::ascii(&shown)),
                    _ => shown,
                };
                self.converted(shown, Hook::Repr, value)?
            }
            Some(other) => {
                let message = format!("Unknown conversion specifier {other}");
                return Err(self.env.value_error(&message).into());
            }
        };
        match format(self.env, value, &spec)? {
            Some(text) => Ok(text),
            None => match self.known.next() {
                Some(&known) => Ok(self
                    .env
                    .as_text(known)
                    .map_or_else(String::new, |text| text.to_string())),
                None => {
                    let spec = self.env.text(spec);
                    Err(Stop::Ask(Hook::Format, vec![value, spec]))
                }
            },
        }
    }

    /// A converted value, known here or by code that ran.
    fn converted(&mut self, shown: Option<String>, hook: Hook, value: Value) -> Step<Value> {
        match shown {
            Some(shown) => Ok(self.env.text(shown)),
            None => match self.known.next() {
                Some(&known) => Ok(known),
                None => Err(Stop::Ask(hook, vec![value])),
            },
        }
    }

    /// The value of `name.attribute[index]…`.
    fn look_up(&mut self, name: &[char]) -> Step<Value> {
        let first_end = name
            .iter()
            .position(|&character| matches!(character, '.' | '['))
            .unwrap_or(name.len());
        let first: String = name[..first_end].iter().collect();
        let mut value = self.argument(&first)?;
        let mut rest = &name[first_end..];
        while let Some(&mark) = rest.first() {
            let end = if mark == '[' {
                match rest.iter().position(|&character| character == ']') {
                    Some(end) => end,
                    None => {
                        return Err(self.env.value_error("Missing ']' in format string").into());
                    }
                }
            } else {
                rest[1..]
                    .iter()
                    .position(|&character| matches!(character, '.' | '['))
                    .map_or(rest.len(), |at| at + 1)
            };
            let part: String = rest[1..end].iter().collect();
            if part.is_empty() {
                return Err(self
                    .env
                    .value_error("Empty attribute in format string")
                    .into());
            }
            let done = if mark == '[' {
                let key = match part.parse::<i64>() {
                    Ok(index) if part.bytes().all(|digit| digit.is_ascii_digit()) => {
                        Value::Int(index)
                    }
                    _ => self.env.text(part),
                };
                rest = &rest[end + 1..];
                item::get_item(self.env, value, key)?
            } else {
                let name = crate::library::class::intern(self.env, &part)?;
                rest = &rest[end..];
                attribute::get_attr(self.env, value, name)?
            };
            value = match done {
                Done::Value(value) => value,
                Done::Call { .. } => {
                    let message = "attributes and items that run code are not supported in str.format: use an f-string";
                    return Err(self.env.type_error(message).into());
                }
            };
        }
        Ok(value)
    }

    fn argument(&mut self, name: &str) -> Step<Value> {
        let index = if name.is_empty() {
            let Some(next) = self.next else {
                let message =
                    "cannot switch from manual field specification to automatic field numbering";
                return Err(self.env.value_error(message).into());
            };
            self.next = Some(next + 1);
            next
        } else if name.bytes().all(|digit| digit.is_ascii_digit()) {
            if self.next.is_some_and(|next| next > 0) {
                let message =
                    "cannot switch from automatic field numbering to manual field specification";
                return Err(self.env.value_error(message).into());
            }
            self.next = None;
            name.parse().unwrap_or(usize::MAX)
        } else {
            return match self.named.get(&Key::Str(name.into())) {
                Some(&(_, value)) => Ok(value),
                None => {
                    let key = self.env.text(name);
                    Err(item::key_error(self.env, key).into())
                }
            };
        };
        match self.args.get(index) {
            Some(&value) => Ok(value),
            None => {
                let message =
                    format!("Replacement index {index} out of range for positional args tuple");
                Err(self.env.raise(Native::IndexError, &message).into())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::library::testing::{ended, values, with_env};
    use crate::world::object::Map;

    fn check(template: &str, args: &[&str], expected: &str) {
        with_env(|env| {
            let args = values(env, args);
            let outcome = super::fill(env, &template.into(), &args, &Map::default(), &[]);
            assert_eq!(ended(env, outcome), expected);
        });
    }

    #[test]
    fn fields_are_filled_in() {
        check("{} and {}", &["1", "'b'"], "'1 and b'");
        check("{1}{0!r:>4}", &["'a'", "2"], "\"2 'a'\"");
        check("{0[1]} {{}}", &["[5, 6]"], "'6 {}'");
        check("{:{}}", &["7", "4"], "'   7'");
    }

    #[test]
    fn broken_templates_are_refused() {
        check(
            "{",
            &[],
            "ValueError: Single '{' encountered in format string",
        );
        check(
            "}",
            &[],
            "ValueError: Single '}' encountered in format string",
        );
        check(
            "{0",
            &["1"],
            "ValueError: expected '}' before end of string",
        );
        check("{a}", &[], "KeyError: 'a'");
        check(
            "{}{0}",
            &["1"],
            "ValueError: cannot switch from automatic field numbering to manual field specification",
        );
        check(
            "{} {}",
            &["1"],
            "IndexError: Replacement index 1 out of range for positional args tuple",
        );
    }
}
