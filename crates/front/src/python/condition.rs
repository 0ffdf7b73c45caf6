//! Conditions: jumps on the truth of expressions, without making the truth a value where that can be avoided.

use interleave_program::{CompareOp, Op, Reg};
use ruff_python_ast::{self as ast, BoolOp, CmpOp, Expr, Number};
use ruff_text_size::{Ranged, TextRange};

use super::emit::Label;
use super::expression::compare_op;
use super::library::{MODULE_NAME, PROCESSES};
use super::lower::Lower;

impl<'a> Lower<'a> {
    /// Goes to `target` if the truth of an expression is `when`, and on otherwise.
    pub fn branch(&mut self, expression: &'a Expr, target: Label, when: bool) {
        let mark = self.frame().mark();
        self.branch_inner(expression, target, when);
        self.frame().release(mark);
    }

    fn branch_inner(&mut self, expression: &'a Expr, target: Label, when: bool) {
        let place = super::parse::span(expression.range());
        if let Some(truth) = self.constant_truth(expression) {
            if truth == when {
                self.frame().jump(Op::Jump { target: 0 }, target, place);
            }
            return;
        }
        match expression {
            Expr::UnaryOp(unary) if unary.op == ast::UnaryOp::Not => {
                self.branch(&unary.operand, target, !when);
            }
            Expr::BoolOp(bool_op) => self.branch_bool_op(bool_op, target, when),
            Expr::Compare(compare) if compare.ops.len() > 1 => {
                self.branch_chain(compare, target, when);
            }
            Expr::Compare(compare) => {
                let (Some(op), Some(right)) = (compare.ops.first(), compare.comparators.first())
                else {
                    return;
                };
                let op = compare_op(*op);
                let a = self.operand(&compare.left);
                let none = matches!(right, Expr::NoneLiteral(_));
                if none
                    && op
                        == (if when {
                            CompareOp::Is
                        } else {
                            CompareOp::IsNot
                        })
                {
                    let op = Op::JumpIfNone { src: a, target: 0 };
                    return self.frame().jump(op, target, place);
                }
                let b = self.operand(right);
                self.compare_and_jump(op, a, b, target, when, compare.range);
            }
            _ => {
                let cond = self.operand(expression);
                let op = if when {
                    Op::JumpIf { cond, target: 0 }
                } else {
                    Op::JumpIfNot { cond, target: 0 }
                };
                self.frame().jump(op, target, place);
            }
        }
    }

    fn branch_bool_op(&mut self, bool_op: &'a ast::ExprBoolOp, target: Label, when: bool) {
        let Some((last, rest)) = bool_op.values.split_last() else {
            return;
        };
        let decides = bool_op.op == BoolOp::Or;
        let skip = self.frame().label();
        let mut before = None;
        for value in rest {
            if when == decides {
                self.branch(value, target, decides);
            } else {
                self.branch(value, skip, decides);
            }
            if before.is_none() {
                before = Some(self.frame().bound.clone());
            }
        }
        self.branch(last, target, when);
        self.frame().place(skip);
        if let Some(before) = before {
            self.frame().bound = before;
        }
    }

    fn branch_chain(&mut self, compare: &'a ast::ExprCompare, target: Label, when: bool) {
        let skip = self.frame().label();
        let mut a = self.operand(&compare.left);
        let last = compare.ops.len() - 1;
        for (index, (op, right)) in compare.ops.iter().zip(&compare.comparators).enumerate() {
            let b = self.operand(right);
            let op = compare_op(*op);
            if index == last {
                self.compare_and_jump(op, a, b, target, when, compare.range);
            } else {
                let failed = if when { skip } else { target };
                self.compare_and_jump(op, a, b, failed, false, compare.range);
            }
            a = b;
        }
        self.frame().place(skip);
    }

    /// Goes to `target` if the truth of `a op b` is `when`.
    pub fn compare_and_jump(
        &mut self,
        op: CompareOp,
        a: Reg,
        b: Reg,
        target: Label,
        when: bool,
        range: TextRange,
    ) {
        let place = super::parse::span(range);
        let ordered = !matches!(
            op,
            CompareOp::Is | CompareOp::IsNot | CompareOp::In | CompareOp::NotIn
        );
        if ordered && !when && self.frame().short_jumps {
            let op = Op::JumpUnless {
                op,
                a,
                b,
                offset: 0,
            };
            return self.frame().jump(op, target, place);
        }
        let cond = self.alloc();
        self.emit(
            Op::Compare {
                op,
                dst: cond,
                a,
                b,
            },
            range,
        );
        let op = if when {
            Op::JumpIf { cond, target: 0 }
        } else {
            Op::JumpIfNot { cond, target: 0 }
        };
        self.frame().jump(op, target, place);
    }

    /// The truth of an expression that is the same in every run.
    pub fn constant_truth(&self, expression: &Expr) -> Option<bool> {
        match expression {
            Expr::BooleanLiteral(value) => Some(value.value),
            Expr::NoneLiteral(_) => Some(false),
            Expr::NumberLiteral(number) => match &number.value {
                Number::Int(int) => Some(int.as_i64() != Some(0)),
                _ => None,
            },
            Expr::Compare(compare) => {
                let main = match &*compare.comparators {
                    [Expr::StringLiteral(text)] => text.value.to_str() == "__main__",
                    _ => false,
                };
                let asks = compare
                    .left
                    .as_name_expr()
                    .is_some_and(|name| name.id == "__name__");
                let known = !self.library.is_wanted(PROCESSES, MODULE_NAME);
                (asks && main && known && *compare.ops == [CmpOp::Eq])
                    .then_some(self.unit.module.is_none())
            }
            _ => None,
        }
    }
}
