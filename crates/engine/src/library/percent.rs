//! `template % values`.

use interleave_program::{Hook, Native, well_known};
use num_bigint::BigInt;

use super::arguments::size;
use super::format::{Align, FloatStyle, Spec, float_digits};
use super::number::{Number, int, round_to_int};
use super::{Done, Env, Fault, Outcome, attribute, item, text};
use crate::world::object::Object;
use crate::world::value::Value;

/// Why a template cannot be filled in now.
enum Stop {
    Fault(Fault),
    /// A value has to become text by its own code first.
    Ask(Hook, Value),
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
/// As `str.__mod__`.
pub fn format(env: &mut Env<'_>, template: &str, values: Value, known: &[Value]) -> Outcome<Done> {
    let args = match env.heap.of(values) {
        Object::Tuple(items) => items.to_vec(),
        _ => vec![values],
    };
    let is_mapping = matches!(
        env.heap.of(values),
        Object::Map(_)
            | Object::List(_)
            | Object::Deque(_)
            | Object::Range { .. }
            | Object::Instance(_)
    );
    let characters: Vec<char> = template.chars().collect();
    let mut filler = Filler {
        env,
        values,
        args: &args,
        taken: 0,
        named: false,
        known: known.iter(),
        template: &characters,
        at: 0,
    };
    let filled = filler.fill().and_then(|text| {
        if filler.taken < args.len() && !filler.named && !is_mapping {
            let message = "not all arguments converted during string formatting";
            return Err(filler.env.type_error(message).into());
        }
        Ok(text)
    });
    match filled {
        Ok(text) => {
            env.heap.reserve(text.len() as u64)?;
            Ok(Done::Value(env.text(text)))
        }
        Err(Stop::Fault(fault)) => Err(fault),
        Err(Stop::Ask(hook, value)) => {
            let state = vec![env.text(template), values, env.tuple(known.to_vec())];
            let receiver = env.tuple(state);
            let then = env.alloc(Object::NativeMethod {
                receiver,
                name: well_known::MOD,
            });
            env.hook(hook, vec![value, then])
        }
    }
}

/// Goes on with a template when code has given a text.
///
/// # Errors
/// As `str.__mod__`.
pub fn resume(env: &mut Env<'_>, state: &[Value], given: Value) -> Outcome<Done> {
    let &[template, values, known] = state else {
        return Err(env.type_error("formatting cannot go on"));
    };
    let template = env.as_text(template).unwrap_or_else(|| "".into());
    let mut known = match env.heap.of(known) {
        Object::Tuple(items) => items.to_vec(),
        _ => Vec::new(),
    };
    known.push(given);
    format(env, &template, values, &known)
}

struct Filler<'f, 'e> {
    env: &'f mut Env<'e>,
    values: Value,
    args: &'f [Value],
    taken: usize,
    /// Whether values were taken by name.
    named: bool,
    known: std::slice::Iter<'f, Value>,
    template: &'f [char],
    at: usize,
}

impl Filler<'_, '_> {
    fn fill(&mut self) -> Step<String> {
        let mut out = String::new();
        while let Some(character) = self.advance() {
            if character == '%' {
                let filled = self.field()?;
                out.push_str(&filled);
            } else {
                out.push(character);
            }
            if out.len() > crate::library::limits::MAX_TEXT_BYTES {
                return Err(Stop::Fault(Fault::Limit(
                    interleave_trace::LimitKind::Memory,
                )));
            }
        }
        Ok(out)
    }

    fn advance(&mut self) -> Option<char> {
        let character = self.template.get(self.at).copied();
        self.at += 1;
        character
    }

    fn peek(&self) -> Option<char> {
        self.template.get(self.at).copied()
    }

    fn field(&mut self) -> Step<String> {
        let key = if self.peek() == Some('(') {
            Some(self.mapping_key()?)
        } else {
            None
        };
        let mut spec = Spec {
            fill: ' ',
            align: None,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: 0,
            grouping: None,
            precision: None,
            kind: None,
        };
        let mut zero = false;
        while let Some(flag) = self.peek() {
            match flag {
                '-' => spec.align = Some(Align::Left),
                '+' => spec.sign = Some('+'),
                ' ' => spec.sign = spec.sign.or(Some(' ')),
                '#' => spec.alternate = true,
                '0' => zero = true,
                _ => break,
            }
            self.at += 1;
        }
        if let Some(width) = self.number("*")? {
            if width < 0 {
                spec.align = Some(Align::Left);
            }
            spec.width = size(width.saturating_abs());
        }
        if self.peek() == Some('.') {
            self.at += 1;
            spec.precision = Some(size(self.number("*")?.unwrap_or(0)));
        }
        while matches!(self.peek(), Some('h' | 'l' | 'L')) {
            self.at += 1;
        }
        let Some(kind) = self.advance() else {
            return Err(self.env.value_error("incomplete format").into());
        };
        let room = spec.width.saturating_add(spec.precision.unwrap_or(0));
        self.env.heap.reserve(room as u64).map_err(Fault::from)?;
        if kind == '%' {
            return Ok("%".to_owned());
        }
        spec.kind = Some(kind);
        if !"diouxXeEfFgGcrsa".contains(kind) {
            let message = format!(
                "unsupported format character '{kind}' ({:#x}) at index {}",
                u32::from(kind),
                self.at - 1
            );
            return Err(self.env.value_error(&message).into());
        }
        let value = match key {
            Some(value) => value,
            None => self.take()?,
        };
        let left = spec.align == Some(Align::Left);
        if zero && !left && !matches!(kind, 'c' | 'r' | 's' | 'a') {
            spec.fill = '0';
            spec.align = Some(Align::AfterSign);
        }
        match kind {
            's' | 'r' | 'a' => {
                let shown = self.shown(kind, value)?;
                let cut: String = match spec.precision {
                    Some(precision) => shown.chars().take(precision).collect(),
                    None => shown,
                };
                Ok(spec.pad(&cut, 0, Align::Right))
            }
            'c' => {
                let character = self.character(value)?;
                Ok(spec.pad(&character, 0, Align::Right))
            }
            'd' | 'i' | 'u' | 'o' | 'x' | 'X' => self.integer(&spec, kind, value),
            _ => self.float(&spec, kind, value),
        }
    }

    /// A number written out, or `*` for one among the values.
    fn number(&mut self, star: &str) -> Step<Option<i64>> {
        if self
            .peek()
            .is_some_and(|character| star.contains(character))
        {
            self.at += 1;
            return match self.take()? {
                Value::Int(value) => Ok(Some(value)),
                _ => Err(self.env.type_error("* wants int").into()),
            };
        }
        let mut value = None;
        while let Some(digit) = self.peek().and_then(|digit| digit.to_digit(10)) {
            let next = value.unwrap_or(0i64) * 10 + i64::from(digit);
            if next > i64::from(i32::MAX) {
                return Err(self.env.value_error("width too big").into());
            }
            value = Some(next);
            self.at += 1;
        }
        Ok(value)
    }

    fn take(&mut self) -> Step<Value> {
        match self.args.get(self.taken) {
            Some(&value) => {
                self.taken += 1;
                Ok(value)
            }
            None => Err(self
                .env
                .type_error("not enough arguments for format string")
                .into()),
        }
    }

    fn mapping_key(&mut self) -> Step<Value> {
        self.at += 1;
        let start = self.at;
        let mut open = 1;
        while open > 0 {
            match self.advance() {
                Some('(') => open += 1,
                Some(')') => open -= 1,
                Some(_) => {}
                None => return Err(self.env.value_error("incomplete format key").into()),
            }
        }
        if !matches!(self.env.heap.of(self.values), Object::Map(_)) {
            return Err(self.env.type_error("format requires a mapping").into());
        }
        let key: String = self.template[start..self.at - 1].iter().collect();
        let key = self.env.text(key);
        self.named = true;
        match item::get_item(self.env, self.values, key)? {
            Done::Value(value) => Ok(value),
            Done::Call { .. } => Ok(Value::None),
        }
    }

    fn shown(&mut self, kind: char, value: Value) -> Step<String> {
        let (shown, hook) = match kind {
            's' => (text::to_text(self.env, value)?, Hook::Str),
            _ => (text::repr(self.env, value)?, Hook::Repr),
        };
        let shown = match shown {
            Some(shown) => shown,
            None => match self.known.next() {
                Some(&known) => self
                    .env
                    .as_text(known)
                    .map_or_else(String::new, |text| text.to_string()),
                None => return Err(Stop::Ask(hook, value)),
            },
        };
        Ok(if kind == 'a' {
            text::ascii(&shown)
        } else {
            shown
        })
    }

    fn character(&mut self, value: Value) -> Step<String> {
        if let Some(text) = self.env.as_text(value)
            && text.chars().count() == 1
        {
            return Ok(text.to_string());
        }
        if let Object::BigInt(_) = self.env.heap.of(value) {
            let message = "%c arg not in range(0x110000)";
            return Err(self.env.raise(Native::OverflowError, message).into());
        }
        match value {
            Value::Int(code) => match u32::try_from(code).ok().and_then(char::from_u32) {
                Some(character) => Ok(character.to_string()),
                None => Err(self
                    .env
                    .raise(Native::OverflowError, "%c arg not in range(0x110000)")
                    .into()),
            },
            _ => Err(self.env.type_error("%c requires int or char").into()),
        }
    }

    fn integer(&mut self, spec: &Spec, kind: char, value: Value) -> Step<String> {
        let is_decimal = matches!(kind, 'd' | 'i' | 'u');
        let whole = match Number::of(self.env.heap, value) {
            Some(Number::Float(value)) if is_decimal => match round_to_int(value.trunc()) {
                Ok(computed) => {
                    let whole = self.env.computed(computed);
                    Number::of(self.env.heap, whole).and_then(Number::to_big)
                }
                Err(error) => return Err(self.env.number_error(error).into()),
            },
            Some(number) => number.to_big(),
            None => None,
        };
        let Some(whole) = whole else {
            let name = attribute::type_name(self.env, value);
            let wanted = if is_decimal {
                "a real number"
            } else {
                "an integer"
            };
            return Err(self
                .env
                .type_error(&format!("%{kind} format: {wanted} is required, not {name}"))
                .into());
        };
        let mut digits = self.digits(kind, &whole)?;
        if let Some(precision) = spec.precision {
            let missing = precision.saturating_sub(digits.len());
            digits.insert_str(0, &"0".repeat(missing));
        }
        let mark = match kind {
            'o' if spec.alternate => "0o",
            'x' if spec.alternate => "0x",
            'X' if spec.alternate => "0X",
            _ => "",
        };
        let prefix = format!("{}{mark}", sign(int::is_negative(&whole), spec.sign));
        Ok(spec.pad(&format!("{prefix}{digits}"), prefix.len(), Align::Right))
    }

    fn digits(&mut self, kind: char, whole: &BigInt) -> Step<String> {
        Ok(match kind {
            'o' => int::digits(whole, 8),
            'x' => int::digits(whole, 16),
            'X' => int::digits(whole, 16).to_ascii_uppercase(),
            _ => {
                let value = self.env.integer(whole.clone());
                let digits = text::repr(self.env, value)?.unwrap_or_default();
                digits.trim_start_matches('-').to_owned()
            }
        })
    }

    fn float(&mut self, spec: &Spec, kind: char, value: Value) -> Step<String> {
        let number = match Number::of(self.env.heap, value).map(Number::to_float) {
            Some(Ok(number)) => number,
            Some(Err(error)) => return Err(self.env.number_error(error).into()),
            None => {
                let name = attribute::type_name(self.env, value);
                return Err(self
                    .env
                    .type_error(&format!("must be real number, not {name}"))
                    .into());
            }
        };
        let style = match kind {
            'e' | 'E' => FloatStyle::Exponent,
            'f' | 'F' => FloatStyle::Fixed,
            _ => FloatStyle::General,
        };
        let mut digits = float_digits(
            number,
            style,
            Some(spec.precision.unwrap_or(6)),
            spec.alternate,
        );
        if kind.is_ascii_uppercase() {
            digits.make_ascii_uppercase();
        }
        let negative = number.is_sign_negative() && !number.is_nan();
        let prefix = sign(negative, spec.sign);
        Ok(spec.pad(&format!("{prefix}{digits}"), prefix.len(), Align::Right))
    }
}

fn sign(negative: bool, sign: Option<char>) -> &'static str {
    match (negative, sign) {
        (true, _) => "-",
        (false, Some('+')) => "+",
        (false, Some(_)) => " ",
        (false, None) => "",
    }
}

#[cfg(test)]
mod tests {
    use crate::library::testing::{ended, value, with_env};

    fn check(template: &str, values: &str, expected: &str) {
        with_env(|env| {
            let values = value(env, values);
            let outcome = super::format(env, template, values, &[]);
            assert_eq!(ended(env, outcome), expected);
        });
    }

    #[test]
    fn fields_are_filled_in() {
        check("%s is %d", "('a', 3.9)", "'a is 3'");
        check("%05.1f|%-4s|%+d", "(2.25, 'x', 5)", "'002.2|x   |+5'");
        check("%#x %o %c %%", "(255, 8, 'c')", "'0xff 10 c %'");
        check("%(a)s", "{('a', 1)}:", "'1'");
        check("%*d", "(4, 1)", "'   1'");
    }

    #[test]
    fn values_must_fit() {
        check(
            "%d",
            "'a'",
            "TypeError: %d format: a real number is required, not str",
        );
        check(
            "%s %s",
            "1",
            "TypeError: not enough arguments for format string",
        );
        check(
            "a",
            "1",
            "TypeError: not all arguments converted during string formatting",
        );
        check(
            "%y",
            "1",
            "ValueError: unsupported format character 'y' (0x79) at index 1",
        );
        check("%9999999999d", "1", "ValueError: width too big");
    }
}
