//! Format specifications: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.

use crate::library::arguments::size;
use crate::library::{Env, Outcome};

/// Where a text stands in its field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Align {
    /// `<`
    Left,
    /// `>`
    Right,
    /// `^`
    Center,
    /// `=`: the padding stands between sign and digits.
    AfterSign,
}

/// A parsed specification.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spec {
    /// What fills the field.
    pub fill: char,
    /// Where the text stands, if it is said.
    pub align: Option<Align>,
    /// `+`, `-` or a space.
    pub sign: Option<char>,
    /// `z`: a zero has no minus sign.
    pub no_negative_zero: bool,
    /// `#`
    pub alternate: bool,
    /// The width of the field; 0 for none.
    pub width: usize,
    /// `,` or `_` between groups of digits.
    pub grouping: Option<char>,
    /// The precision.
    pub precision: Option<usize>,
    /// The letter at the end.
    pub kind: Option<char>,
}

impl Spec {
    /// Parses a specification for a type; the name of the type is for messages.
    ///
    /// # Errors
    /// `ValueError` as CPython's.
    pub fn parse(env: &mut Env<'_>, text: &str, type_name: &str) -> Outcome<Spec> {
        match parse(text, type_name) {
            Ok(spec) => Ok(spec),
            Err(message) => Err(env.value_error(&message)),
        }
    }

    /// Puts a text, whose first `prefix` bytes are its sign and base, in its field.
    #[must_use]
    pub fn pad(&self, text: &str, prefix: usize, default: Align) -> String {
        let length = text.chars().count();
        let missing = self.width.saturating_sub(length);
        if missing == 0 {
            return text.to_owned();
        }
        let fill = |count| std::iter::repeat_n(self.fill, count);
        let mut out = String::with_capacity(text.len() + missing * self.fill.len_utf8());
        let (before, after) = match self.align.unwrap_or(default) {
            Align::Left => (0, missing),
            Align::Right => (missing, 0),
            Align::Center => (missing / 2, missing - missing / 2),
            Align::AfterSign => {
                out.push_str(&text[..prefix]);
                out.extend(fill(missing));
                out.push_str(&text[prefix..]);
                return out;
            }
        };
        out.extend(fill(before));
        out.push_str(text);
        out.extend(fill(after));
        out
    }
}

fn align_of(character: char) -> Option<Align> {
    match character {
        '<' => Some(Align::Left),
        '>' => Some(Align::Right),
        '^' => Some(Align::Center),
        '=' => Some(Align::AfterSign),
        _ => None,
    }
}

fn parse(text: &str, type_name: &str) -> Result<Spec, String> {
    let characters: Vec<char> = text.chars().collect();
    let mut at = 0;
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
    let peek = |at: usize| characters.get(at).copied();
    let mut fill_given = false;
    if let Some(align) = peek(1).and_then(align_of) {
        spec.fill = characters[0];
        spec.align = Some(align);
        fill_given = true;
        at = 2;
    } else if let Some(align) = peek(0).and_then(align_of) {
        spec.align = Some(align);
        at = 1;
    }
    if let Some(sign @ ('+' | '-' | ' ')) = peek(at) {
        spec.sign = Some(sign);
        at += 1;
    }
    if peek(at) == Some('z') {
        spec.no_negative_zero = true;
        at += 1;
    }
    if peek(at) == Some('#') {
        spec.alternate = true;
        at += 1;
    }
    if !fill_given && peek(at) == Some('0') {
        spec.fill = '0';
        if spec.align.is_none() && type_name != "str" {
            spec.align = Some(Align::AfterSign);
        }
        at += 1;
    }
    let number = |at: &mut usize| -> Result<Option<usize>, String> {
        let start = *at;
        while peek(*at).is_some_and(|digit| digit.is_ascii_digit()) {
            *at += 1;
        }
        if *at == start {
            return Ok(None);
        }
        let digits: String = characters[start..*at].iter().collect();
        match digits.parse::<i64>() {
            Ok(value) => Ok(Some(size(value))),
            Err(_) => Err("Too many decimal digits in format string".to_owned()),
        }
    };
    spec.width = number(&mut at)?.unwrap_or(0);
    while let Some(separator @ (',' | '_')) = peek(at) {
        match spec.grouping {
            None => spec.grouping = Some(separator),
            Some(earlier) if earlier == separator => {
                return Err(format!("Cannot specify '{separator}' with '{separator}'."));
            }
            Some(_) => return Err("Cannot specify both ',' and '_'.".to_owned()),
        }
        at += 1;
    }
    if peek(at) == Some('.') {
        at += 1;
        match number(&mut at)? {
            Some(precision) => spec.precision = Some(precision),
            None => return Err("Format specifier missing precision".to_owned()),
        }
    }
    match characters.len() - at {
        0 => {}
        1 => spec.kind = peek(at),
        _ => {
            return Err(format!(
                "Invalid format specifier '{text}' for object of type '{type_name}'"
            ));
        }
    }
    let implied = (type_name == "str").then_some('s');
    if let (Some(separator), Some(kind)) = (spec.grouping, spec.kind.or(implied)) {
        let fits = match kind {
            'd' | 'e' | 'f' | 'g' | 'E' | 'G' | 'F' | '%' => true,
            'b' | 'o' | 'x' | 'X' => separator == '_',
            _ => false,
        };
        if !fits {
            return Err(format!("Cannot specify '{separator}' with '{kind}'."));
        }
    }
    Ok(spec)
}
