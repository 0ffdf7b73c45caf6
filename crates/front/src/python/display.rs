//! Displays and comprehensions: what makes lists, tuples, sets and dictionaries; and f-strings.

use interleave_program::{Constant, Op, Reg};
use ruff_python_ast::{
    self as ast, ConversionFlag, DictItem, Expr, FStringPart, InterpolatedStringElement,
};
use ruff_text_size::{Ranged, TextRange};

use super::lower::Lower;

/// Most elements that a display gathers in registers; longer ones are built piece by piece.
const MAX_GATHERED: usize = 64;

impl<'a> Lower<'a> {
    /// `(a, b, *c)`
    pub fn tuple(&mut self, elements: &'a [Expr], dst: Reg, range: TextRange) {
        if let Some(constant) = constant_tuple(self, elements) {
            return self.load_constant(constant, dst, range);
        }
        if is_plain(elements) {
            let (first, count) = self.gather(elements);
            return self.emit(Op::Tuple { dst, first, count }, range);
        }
        let list = self.built_list(elements, range);
        self.emit(Op::ListToTuple { dst, src: list }, range);
    }

    /// `[a, b, *c]`
    pub fn list(&mut self, elements: &'a [Expr], dst: Reg, range: TextRange) {
        if is_plain(elements) {
            let (first, count) = self.gather(elements);
            return self.emit(Op::List { dst, first, count }, range);
        }
        let list = self.built_list(elements, range);
        self.emit(Op::Move { dst, src: list }, range);
    }

    /// `{a, b, *c}`
    pub fn set(&mut self, elements: &'a [Expr], dst: Reg, range: TextRange) {
        if is_plain(elements) {
            let (first, count) = self.gather(elements);
            return self.emit(Op::Set { dst, first, count }, range);
        }
        let set = self.alloc();
        let first = set;
        let count = 0;
        self.emit(
            Op::Set {
                dst: set,
                first,
                count,
            },
            range,
        );
        for element in elements {
            let mark = self.frame().mark();
            if let Expr::Starred(starred) = element {
                let place = super::parse::span(starred.range);
                let src = self.operand(&starred.value);
                let iter = self.alloc();
                self.alloc();
                self.emit(Op::Iter { dst: iter, src }, starred.range);
                let (next, end) = (self.frame().label(), self.frame().label());
                self.frame().place(next);
                self.frame().jump(Op::Next { iter, target: 0 }, end, place);
                let value = iter.offset(1);
                self.emit(Op::SetPush { set, value }, starred.range);
                self.frame().jump(Op::Loop { target: 0 }, next, place);
                self.frame().place(end);
            } else {
                let value = self.operand(element);
                self.emit(Op::SetPush { set, value }, element.range());
            }
            self.frame().release(mark);
        }
        self.emit(Op::Move { dst, src: set }, range);
    }

    /// `{a: b, **c}`
    pub fn dict(&mut self, dict: &'a ast::ExprDict, dst: Reg) {
        let plain =
            dict.items.len() <= MAX_GATHERED && dict.items.iter().all(|item| item.key.is_some());
        if plain {
            let first = Reg(self.frame().mark());
            for DictItem { key, value } in &dict.items {
                if let Some(key) = key {
                    self.fresh(key);
                    self.fresh(value);
                }
            }
            let count = dict.items.len() as u16;
            return self.emit(Op::Map { dst, first, count }, dict.range);
        }
        let map = self.alloc();
        let (first, count) = (map, 0);
        self.emit(
            Op::Map {
                dst: map,
                first,
                count,
            },
            dict.range,
        );
        for DictItem { key, value } in &dict.items {
            let mark = self.frame().mark();
            if let Some(key_expression) = key {
                let key = self.operand(key_expression);
                let value = self.operand(value);
                self.emit(Op::MapPush { map, key, value }, key_expression.range());
            } else {
                let values = self.fresh(value);
                self.emit(Op::MapMerge { map, values }, value.range());
            }
            self.frame().release(mark);
        }
        self.emit(Op::Move { dst, src: map }, dict.range);
    }

    /// Computes expressions into a run of fresh registers.
    pub fn gather(&mut self, elements: &'a [Expr]) -> (Reg, u16) {
        let first = Reg(self.frame().mark());
        for element in elements {
            self.fresh(element);
        }
        (first, elements.len() as u16)
    }

    /// A fresh list of expressions, some of them starred.
    pub fn built_list(&mut self, elements: &'a [Expr], range: TextRange) -> Reg {
        let plain = elements
            .iter()
            .take(MAX_GATHERED)
            .take_while(|element| !element.is_starred_expr())
            .count();
        let list = self.alloc();
        let (first, count) = self.gather(&elements[..plain]);
        self.emit(
            Op::List {
                dst: list,
                first,
                count,
            },
            range,
        );
        self.frame().release(list.0 + 1);
        for element in &elements[plain..] {
            let mark = self.frame().mark();
            if let Expr::Starred(starred) = element {
                let values = self.fresh(&starred.value);
                self.emit(Op::ListExtend { list, values }, starred.range);
            } else {
                let value = self.operand(element);
                self.emit(Op::ListPush { list, value }, element.range());
            }
            self.frame().release(mark);
        }
        list
    }

    // --- f-strings ---

    /// `f"…{value!r:>{width}}…"`
    pub fn f_string(&mut self, text: &'a ast::ExprFString, dst: Reg) {
        let mut parts = Parts::default();
        for part in text.value.as_slice() {
            match part {
                FStringPart::Literal(literal) => parts.text(&literal.value),
                FStringPart::FString(f_string) => parts.elements(&f_string.elements),
            }
        }
        self.text_parts(parts, dst, text.range);
    }

    fn text_parts(&mut self, parts: Parts<'a>, dst: Reg, range: TextRange) {
        match &parts.0[..] {
            [] => return self.load_constant(Constant::Str(String::new()), dst, range),
            [Part::Text(text)] => {
                return self.load_constant(Constant::Str(text.clone()), dst, range);
            }
            [Part::Value(element)] => {
                return self.through_fresh(dst, range, |this, dst| this.formatted(element, dst));
            }
            _ => {}
        }
        let first = Reg(self.frame().mark());
        let count = parts.0.len() as u16;
        for part in parts.0 {
            let base = self.alloc();
            match part {
                Part::Text(text) => self.load_constant(Constant::Str(text), base, range),
                Part::Value(element) => self.formatted(element, base),
            }
        }
        self.emit(Op::Concat { dst, first, count }, range);
    }

    /// Leaves the text of one replacement field in `base`, the topmost register.
    fn formatted(&mut self, element: &'a ast::InterpolatedElement, base: Reg) {
        self.eval(&element.expression, base);
        let spec = self.alloc();
        match &element.format_spec {
            Some(format) => {
                let mut parts = Parts::default();
                parts.elements(&format.elements);
                let mark = self.frame().mark();
                self.text_parts(parts, spec, format.range);
                self.frame().release(mark);
            }
            None => self.emit(Op::None { dst: spec }, element.range),
        }
        let mut conversion = match element.conversion {
            ConversionFlag::None
                if element.debug_text.is_some() && element.format_spec.is_none() =>
            {
                b'r'
            }
            ConversionFlag::None => 0,
            ConversionFlag::Str => b's',
            ConversionFlag::Repr => b'r',
            ConversionFlag::Ascii => b'a',
        };
        // The text of an object by its own code comes first, and is laid out then.
        if conversion != 0 && element.format_spec.is_some() {
            let mark = self.frame().mark();
            let shown = self.alloc();
            self.emit(
                Op::Move {
                    dst: shown,
                    src: base,
                },
                element.range,
            );
            self.none(element.range);
            let window = Op::Format {
                base: shown,
                conversion,
            };
            self.emit(window, element.range);
            self.emit(
                Op::Move {
                    dst: base,
                    src: shown,
                },
                element.range,
            );
            self.frame().release(mark);
            conversion = 0;
        }
        self.emit(Op::Format { base, conversion }, element.range);
        self.frame().release(spec.0);
    }
}

/// The pieces of an f-string, with neighbouring text joined.
#[derive(Default)]
struct Parts<'a>(Vec<Part<'a>>);

enum Part<'a> {
    Text(String),
    Value(&'a ast::InterpolatedElement),
}

impl<'a> Parts<'a> {
    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(Part::Text(last)) = self.0.last_mut() {
            last.push_str(text);
        } else {
            self.0.push(Part::Text(text.to_owned()));
        }
    }

    fn elements(&mut self, elements: &'a ast::InterpolatedStringElements) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => self.text(&literal.value),
                InterpolatedStringElement::Interpolation(value) => {
                    if let Some(debug) = &value.debug_text {
                        self.text(debug.leading());
                        self.text(debug.expression());
                        self.text(debug.trailing());
                    }
                    self.0.push(Part::Value(value));
                }
            }
        }
    }
}

fn is_plain(elements: &[Expr]) -> bool {
    elements.len() <= MAX_GATHERED && !elements.iter().any(Expr::is_starred_expr)
}

/// The constant that a tuple of literals is.
fn constant_tuple(lower: &mut Lower, elements: &[Expr]) -> Option<Constant> {
    let literals: Option<Vec<Constant>> = elements
        .iter()
        .map(|element| match element {
            Expr::StringLiteral(text) => Some(Constant::Str(text.value.to_str().to_owned())),
            Expr::BooleanLiteral(value) => Some(Constant::Bool(value.value)),
            Expr::NoneLiteral(_) => Some(Constant::None),
            Expr::NumberLiteral(number) => match &number.value {
                ast::Number::Int(int) => int.as_i64().map(Constant::Int),
                ast::Number::Float(value) => Some(Constant::Float(*value)),
                ast::Number::Complex { .. } => None,
            },
            _ => None,
        })
        .collect();
    let items = literals?
        .into_iter()
        .map(|literal| lower.builder.constant(literal))
        .collect();
    Some(Constant::Tuple(items))
}
