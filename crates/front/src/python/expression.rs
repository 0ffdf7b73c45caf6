//! Expressions. [`Lower::eval`] computes one into a register and writes that register last, so that a variable
//! keeps its value should the expression raise; see [`super::emit::Frame::is_fresh`] for registers that may be
//! written early.

use interleave_program::{BinaryOp, CompareOp, Constant, Op, Reg, UnaryOp};
use ruff_python_ast::name::Name;
use ruff_python_ast::{self as ast, BoolOp, CmpOp, Expr, Number, Operator};
use ruff_text_size::{Ranged, TextRange};

use super::library::{BYTES, BYTES_LITERAL, TRACEBACK_OF};
use super::lower::Lower;

impl<'a> Lower<'a> {
    /// Computes an expression into a fresh register on top of those in use.
    pub fn fresh(&mut self, expression: &'a Expr) -> Reg {
        let reg = self.alloc();
        self.eval(expression, reg);
        self.frame().release(reg.0 + 1);
        reg
    }

    /// A register with the value of an expression: a local variable's own, or a fresh one.
    pub fn operand(&mut self, expression: &'a Expr) -> Reg {
        if let Expr::Name(name) = expression
            && !self.is_rebound_in_expressions(&name.id)
            && let Some(reg) = self.local(&name.id, name.range)
        {
            return reg;
        }
        self.fresh(expression)
    }

    /// A walrus further on might change the variable before its value is used.
    fn is_rebound_in_expressions(&mut self, name: &Name) -> bool {
        let scope = self.scope();
        match self.unit.scopes.lookup(scope, name) {
            super::scope::Place::Variable(variable) => self
                .unit
                .scopes
                .symbol(&variable)
                .is_some_and(|symbol| symbol.walrus),
            _ => false,
        }
    }

    /// Computes an expression for its effects.
    pub fn effect(&mut self, expression: &'a Expr) {
        let mark = self.frame().mark();
        self.fresh(expression);
        self.frame().release(mark);
    }

    /// Computes an expression into `dst`.
    pub fn eval(&mut self, expression: &'a Expr, dst: Reg) {
        let mark = self.frame().mark();
        self.eval_inner(expression, dst);
        self.frame().release(mark);
    }

    /// Computes with `body`, which writes early, into a fresh register, and moves the result to `dst`.
    pub fn through_fresh(&mut self, dst: Reg, range: TextRange, body: impl FnOnce(&mut Self, Reg)) {
        if self.frame().is_fresh(dst) {
            body(self, dst);
        } else {
            let reg = self.alloc();
            body(self, reg);
            self.emit(Op::Move { dst, src: reg }, range);
        }
    }

    fn eval_inner(&mut self, expression: &'a Expr, dst: Reg) {
        let range = expression.range();
        match expression {
            Expr::Name(name) => self.load_name(&name.id, dst, range),
            Expr::NumberLiteral(number) => self.number(&number.value, false, dst, range),
            Expr::StringLiteral(text) => {
                let text = text.value.to_str().to_owned();
                self.load_constant(Constant::Str(text), dst, range);
            }
            Expr::BooleanLiteral(value) => {
                self.load_constant(Constant::Bool(value.value), dst, range);
            }
            Expr::NoneLiteral(_) => self.load_constant(Constant::None, dst, range),
            Expr::EllipsisLiteral(_) => self.load_constant(Constant::Ellipsis, dst, range),
            Expr::BinOp(binary) => self.binary(binary, dst),
            Expr::UnaryOp(unary) => self.unary(unary, dst),
            Expr::BoolOp(bool_op) => self.through_fresh(dst, range, |this, dst| {
                this.bool_op(bool_op, dst);
            }),
            Expr::Compare(compare) => self.compare(compare, dst),
            Expr::If(if_) => self.conditional(if_, dst),
            Expr::Named(named) => {
                self.eval(&named.value, dst);
                if let Expr::Name(name) = &*named.target {
                    self.store_name(&name.id, dst, range);
                }
            }
            Expr::Call(call) => self.call(call, dst),
            Expr::Attribute(attribute) => self.attribute(attribute, expression, dst),
            Expr::Subscript(subscript) => {
                let object = self.operand(&subscript.value);
                let key = self.operand(&subscript.slice);
                self.emit(Op::GetItem { dst, object, key }, range);
            }
            Expr::Slice(slice) => self.slice(slice, dst),
            Expr::Tuple(tuple) => self.tuple(&tuple.elts, dst, range),
            Expr::List(list) => self.list(&list.elts, dst, range),
            Expr::Set(set) => self.set(&set.elts, dst, range),
            Expr::Dict(dict) => self.dict(dict, dst),
            Expr::FString(text) => self.f_string(text, dst),
            Expr::Lambda(lambda) => self.lambda(lambda, dst),
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) => {
                self.comprehension(expression, dst);
            }
            Expr::Generator(generator) => self.generator(generator, dst),
            Expr::Await(await_) => self.through_fresh(dst, range, |this, dst| {
                this.check_await(range);
                this.eval(&await_.value, dst);
                this.emit(Op::Await { value: dst }, range);
            }),
            Expr::Yield(yield_) => self.through_fresh(dst, range, |this, dst| {
                this.check_yield(range);
                match &yield_.value {
                    Some(value) => this.eval(value, dst),
                    None => this.emit(Op::None { dst }, range),
                }
                this.emit(Op::Yield { value: dst }, range);
            }),
            Expr::YieldFrom(yield_) => self.through_fresh(dst, range, |this, dst| {
                this.check_yield(range);
                let src = this.operand(&yield_.value);
                this.emit(Op::Iter { dst, src }, range);
                this.emit(Op::YieldFrom { iter: dst }, range);
            }),
            Expr::Starred(_) => {
                self.error(range, "a starred expression cannot stand here");
                self.emit(Op::None { dst }, range);
            }
            Expr::BytesLiteral(literal) => {
                let text: String = literal.value.bytes().map(char::from).collect();
                self.through_fresh(dst, range, |this, base| {
                    if let Some(entity) = this.library.find(BYTES, BYTES_LITERAL) {
                        this.load_entity(&entity, base, range);
                    }
                    let argument = this.alloc();
                    this.load_constant(Constant::Str(text), argument, range);
                    this.emit(Op::Call { base, args: 1 }, range);
                });
            }
            Expr::TString(_) => {
                self.refuse(range, "t-string", "use an f-string");
                self.emit(Op::None { dst }, range);
            }
            Expr::IpyEscapeCommand(_) => {
                self.refuse(range, "IPython command", "");
                self.emit(Op::None { dst }, range);
            }
        }
    }

    fn number(&mut self, number: &Number, negative: bool, dst: Reg, range: TextRange) {
        let constant = match number {
            Number::Int(int) => match int.as_i64() {
                Some(value) => Constant::Int(if negative { -value } else { value }),
                None => match decimal(&int.to_string()) {
                    Some(digits) if negative && digits == "9223372036854775808" => {
                        Constant::Int(i64::MIN)
                    }
                    Some(digits) if negative => Constant::BigInt(format!("-{digits}")),
                    Some(digits) => Constant::BigInt(digits),
                    None => {
                        self.error(range, "this number is too long");
                        Constant::None
                    }
                },
            },
            Number::Float(value) => Constant::Float(if negative { -value } else { *value }),
            Number::Complex { .. } => {
                self.refuse(range, "complex number", "use a tuple of two float");
                Constant::None
            }
        };
        self.load_constant(constant, dst, range);
    }

    fn binary(&mut self, binary: &'a ast::ExprBinOp, dst: Reg) {
        let a = self.operand(&binary.left);
        let b = self.operand(&binary.right);
        self.emit(binary_op(binary.op, dst, a, b), binary.range);
    }

    fn unary(&mut self, unary: &'a ast::ExprUnaryOp, dst: Reg) {
        if unary.op == ast::UnaryOp::USub
            && let Expr::NumberLiteral(number) = &*unary.operand
        {
            return self.number(&number.value, true, dst, unary.range);
        }
        let a = self.operand(&unary.operand);
        let op = match unary.op {
            ast::UnaryOp::USub => UnaryOp::Neg,
            ast::UnaryOp::UAdd => UnaryOp::Pos,
            ast::UnaryOp::Invert => UnaryOp::Invert,
            ast::UnaryOp::Not => UnaryOp::Not,
        };
        self.emit(Op::Unary { op, dst, a }, unary.range);
    }

    fn bool_op(&mut self, bool_op: &'a ast::ExprBoolOp, dst: Reg) {
        let end = self.frame().label();
        let Some((last, rest)) = bool_op.values.split_last() else {
            return;
        };
        let mut before = None;
        for value in rest {
            self.eval(value, dst);
            let op = match bool_op.op {
                BoolOp::And => Op::JumpIfNot {
                    cond: dst,
                    target: 0,
                },
                BoolOp::Or => Op::JumpIf {
                    cond: dst,
                    target: 0,
                },
            };
            self.frame()
                .jump(op, end, super::parse::span(value.range()));
            if before.is_none() {
                before = Some(self.frame().bound.clone());
            }
        }
        self.eval(last, dst);
        self.frame().place(end);
        if let Some(before) = before {
            self.frame().bound = before;
        }
    }

    fn compare(&mut self, compare: &'a ast::ExprCompare, dst: Reg) {
        let range = compare.range;
        if let ([op], [right]) = (&*compare.ops, &*compare.comparators) {
            let a = self.operand(&compare.left);
            let b = self.operand(right);
            let op = compare_op(*op);
            return self.emit(Op::Compare { op, dst, a, b }, range);
        }
        self.through_fresh(dst, range, |this, dst| {
            let end = this.frame().label();
            let mut a = this.operand(&compare.left);
            let last = compare.ops.len() - 1;
            for (index, (op, right)) in compare.ops.iter().zip(&compare.comparators).enumerate() {
                let b = this.operand(right);
                let op = compare_op(*op);
                this.emit(Op::Compare { op, dst, a, b }, range);
                if index != last {
                    let op = Op::JumpIfNot {
                        cond: dst,
                        target: 0,
                    };
                    this.frame().jump(op, end, super::parse::span(range));
                }
                a = b;
            }
            this.frame().place(end);
        });
    }

    fn conditional(&mut self, if_: &'a ast::ExprIf, dst: Reg) {
        let (orelse, end) = (self.frame().label(), self.frame().label());
        let fresh = self.frame().is_fresh(dst);
        self.branch(&if_.test, orelse, false);
        let before = self.frame().bound.clone();
        self.eval(&if_.body, dst);
        let place = super::parse::span(if_.range);
        self.frame().jump(Op::Jump { target: 0 }, end, place);
        self.frame().place(orelse);
        self.frame().bound = before.clone();
        self.eval(&if_.orelse, dst);
        self.frame().place(end);
        self.frame().bound = before;
        if !fresh {
            self.frame().bound.insert(dst);
        }
    }

    fn attribute(&mut self, attribute: &'a ast::ExprAttribute, whole: &'a Expr, dst: Reg) {
        match self.entity(whole) {
            Err(()) => self.emit(Op::None { dst }, attribute.range),
            Ok(Some(entity)) => self.load_entity(&entity, dst, attribute.range),
            Ok(None) => {
                let object = self.operand(&attribute.value);
                if attribute.attr.as_str() == "__traceback__" {
                    let base = self.library_call(TRACEBACK_OF, &[object], attribute.range);
                    self.emit(Op::Move { dst, src: base }, attribute.range);
                    return self.frame().release(base.0);
                }
                let name = self.mangle(&attribute.attr);
                let name = self.builder.name(&name);
                self.emit(Op::GetAttr { dst, object, name }, attribute.range);
            }
        }
    }

    fn slice(&mut self, slice: &'a ast::ExprSlice, dst: Reg) {
        let first = self.frame().mark();
        for part in [&slice.lower, &slice.upper, &slice.step] {
            match part {
                Some(part) => {
                    self.fresh(part);
                }
                None => {
                    let dst = self.alloc();
                    self.emit(Op::None { dst }, slice.range);
                }
            }
        }
        self.emit(
            Op::Slice {
                dst,
                first: Reg(first),
            },
            slice.range,
        );
    }
}

/// `dst = a op b`
pub fn binary_op(op: Operator, dst: Reg, a: Reg, b: Reg) -> Op {
    match operator(op) {
        BinaryOp::Add => Op::Add { dst, a, b },
        BinaryOp::Sub => Op::Sub { dst, a, b },
        BinaryOp::Mul => Op::Mul { dst, a, b },
        op => Op::Binary { op, dst, a, b },
    }
}

/// The parser's operator as one of the bytecode.
pub fn operator(op: Operator) -> BinaryOp {
    match op {
        Operator::Add => BinaryOp::Add,
        Operator::Sub => BinaryOp::Sub,
        Operator::Mult => BinaryOp::Mul,
        Operator::MatMult => BinaryOp::MatMul,
        Operator::Div => BinaryOp::Div,
        Operator::Mod => BinaryOp::Mod,
        Operator::Pow => BinaryOp::Pow,
        Operator::LShift => BinaryOp::Shl,
        Operator::RShift => BinaryOp::Shr,
        Operator::BitOr => BinaryOp::BitOr,
        Operator::BitXor => BinaryOp::BitXor,
        Operator::BitAnd => BinaryOp::BitAnd,
        Operator::FloorDiv => BinaryOp::FloorDiv,
    }
}

/// The parser's comparison as one of the bytecode.
pub fn compare_op(op: CmpOp) -> CompareOp {
    match op {
        CmpOp::Eq => CompareOp::Eq,
        CmpOp::NotEq => CompareOp::Ne,
        CmpOp::Lt => CompareOp::Lt,
        CmpOp::LtE => CompareOp::Le,
        CmpOp::Gt => CompareOp::Gt,
        CmpOp::GtE => CompareOp::Ge,
        CmpOp::Is => CompareOp::Is,
        CmpOp::IsNot => CompareOp::IsNot,
        CmpOp::In => CompareOp::In,
        CmpOp::NotIn => CompareOp::NotIn,
    }
}

/// The value of an integer literal that fits [`Op::AddInt`].
pub fn small(expression: &Expr) -> Option<i16> {
    match expression {
        Expr::NumberLiteral(number) => match &number.value {
            Number::Int(int) => i16::try_from(int.as_i64()?).ok(),
            _ => None,
        },
        _ => None,
    }
}

/// Most digits of an integer literal.
const MAX_DIGITS: usize = 4300;

/// The decimal digits of an integer literal, which may be hexadecimal, octal or binary.
fn decimal(literal: &str) -> Option<String> {
    let literal = literal.replace('_', "").to_lowercase();
    let (digits, base) = match literal.get(..2) {
        Some("0x") => (&literal[2..], 16),
        Some("0o") => (&literal[2..], 8),
        Some("0b") => (&literal[2..], 2),
        _ => (literal.as_str(), 10),
    };
    if digits.len() > MAX_DIGITS {
        return None;
    }
    if base == 10 {
        let trimmed = digits.trim_start_matches('0');
        return Some(if trimmed.is_empty() { "0" } else { trimmed }.to_owned());
    }
    // Schoolbook conversion: decimal digits, the lowest first.
    let mut sum = vec![0u32];
    for digit in digits.chars() {
        let mut carry = digit.to_digit(base)?;
        for place in &mut sum {
            let value = *place * base + carry;
            *place = value % 10;
            carry = value / 10;
        }
        while carry > 0 {
            sum.push(carry % 10);
            carry /= 10;
        }
    }
    Some(
        sum.iter()
            .rev()
            .filter_map(|&digit| char::from_digit(digit, 10))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn long_literals_become_decimal() {
        assert_eq!(
            decimal("0xFFFF_FFFF_FFFF_FFFF").as_deref(),
            Some("18446744073709551615")
        );
        assert_eq!(decimal("0b101").as_deref(), Some("5"));
        assert_eq!(
            decimal("00100000000000000000000").as_deref(),
            Some("100000000000000000000")
        );
        assert_eq!(decimal(&"9".repeat(5000)), None);
    }
}
