//! `match`. Names are bound when the whole pattern has matched, before the guard.

use interleave_program::{CompareOp, Constant, Native, Op, Reg};
use ruff_python_ast::name::Name;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Pattern, Singleton};
use ruff_text_size::{Ranged, TextRange};

use super::bound::Bound;
use super::emit::Label;
use super::entity::Entity;
use super::lower::Lower;
use super::parse::span;

/// What takes part in sequence patterns.
const SEQUENCES: [Native; 4] = [Native::List, Native::Tuple, Native::Range, Native::Deque];

/// Types whose one positional pattern is about the value itself.
const WHOLE: [Native; 9] = [
    Native::Bool,
    Native::Int,
    Native::Float,
    Native::Str,
    Native::List,
    Native::Tuple,
    Native::Dict,
    Native::Set,
    Native::FrozenSet,
];

/// The names that a pattern binds, each with the register that its value waits in.
type Captures<'a> = Vec<(&'a Name, Reg, TextRange)>;

impl<'a> Lower<'a> {
    /// `match subject:`
    pub fn match_(&mut self, match_: &'a ast::StmtMatch) {
        let subject = self.fresh(&match_.subject);
        let end = self.frame().label();
        let mut after = Bound::unreachable();
        for case in &match_.cases {
            let mark = self.frame().mark();
            let next = self.frame().label();
            let before = self.frame().bound.clone();
            let mut names = Names::default();
            names.visit_pattern(&case.pattern);
            let captures: Captures<'a> = names
                .0
                .into_iter()
                .map(|name| (&name.id, self.alloc(), name.range))
                .collect();
            self.pattern(&case.pattern, subject, next, &captures);
            for (name, reg, range) in &captures {
                self.store_name(name, *reg, *range);
            }
            if let Some(guard) = &case.guard {
                self.branch(guard, next, false);
            }
            self.statements(&case.body);
            after.merge(&self.frame().bound.clone());
            if self.frame().can_run_off() {
                let place = span(case.pattern.range());
                self.frame().jump(Op::Jump { target: 0 }, end, place);
            }
            self.frame().place(next);
            self.frame().bound = before;
            self.frame().release(mark);
        }
        self.frame().bound.merge(&after);
        self.frame().place(end);
    }

    /// Goes to `failed` unless the value matches.
    fn pattern(
        &mut self,
        pattern: &'a Pattern,
        value: Reg,
        failed: Label,
        captures: &Captures<'a>,
    ) {
        let range = pattern.range();
        match pattern {
            Pattern::MatchValue(wanted) => {
                let mark = self.frame().mark();
                let b = self.operand(&wanted.value);
                self.compare_and_jump(CompareOp::Eq, value, b, failed, false, range);
                self.frame().release(mark);
            }
            Pattern::MatchSingleton(wanted) => {
                let constant = match wanted.value {
                    Singleton::None => Constant::None,
                    Singleton::True => Constant::Bool(true),
                    Singleton::False => Constant::Bool(false),
                };
                let b = self.alloc();
                self.load_constant(constant, b, range);
                self.compare_and_jump(CompareOp::Is, value, b, failed, false, range);
                self.frame().release(b.0);
            }
            Pattern::MatchAs(as_) => {
                if let Some(inner) = &as_.pattern {
                    self.pattern(inner, value, failed, captures);
                }
                if let Some(name) = &as_.name {
                    self.capture(&name.id, value, captures, range);
                }
            }
            Pattern::MatchOr(or) => self.alternatives(&or.patterns, value, failed, captures),
            Pattern::MatchSequence(sequence) => {
                self.sequence(sequence, value, failed, captures);
            }
            Pattern::MatchMapping(mapping) => self.mapping(mapping, value, failed, captures),
            Pattern::MatchClass(class) => self.class_pattern(class, value, failed, captures),
            Pattern::MatchStar(_) => {
                self.error(range, "a starred pattern needs a sequence around it");
            }
        }
    }

    fn capture(&mut self, name: &Name, value: Reg, captures: &Captures<'a>, range: TextRange) {
        if let Some((_, dst, _)) = captures.iter().find(|(captured, ..)| *captured == name) {
            let dst = *dst;
            self.emit(Op::Move { dst, src: value }, range);
        }
    }

    fn alternatives(
        &mut self,
        patterns: &'a [Pattern],
        value: Reg,
        failed: Label,
        captures: &Captures<'a>,
    ) {
        let matched = self.frame().label();
        let Some((last, rest)) = patterns.split_last() else {
            return;
        };
        for pattern in rest {
            let next = self.frame().label();
            self.pattern(pattern, value, next, captures);
            let place = span(pattern.range());
            self.frame().jump(Op::Jump { target: 0 }, matched, place);
            self.frame().place(next);
        }
        self.pattern(last, value, failed, captures);
        self.frame().place(matched);
    }

    fn sequence(
        &mut self,
        sequence: &'a ast::PatternMatchSequence,
        value: Reg,
        failed: Label,
        captures: &Captures<'a>,
    ) {
        let range = sequence.range;
        let patterns = &sequence.patterns;
        let mark = self.frame().mark();
        let types = SEQUENCES
            .iter()
            .map(|&native| self.builder.constant(Constant::Native(native)))
            .collect();
        let class = self.alloc();
        self.load_constant(Constant::Tuple(types), class, range);
        self.check_instance(value, class, failed, range);
        let starred = patterns.iter().position(Pattern::is_match_star);
        let least = patterns.len() - usize::from(starred.is_some());
        if least > 250 {
            self.error(range, "this pattern is too long");
            return;
        }
        let length = self.call_native(Native::Len, &[value], range);
        let wanted = self.alloc();
        self.load_constant(Constant::Int(least as i64), wanted, range);
        let op = if starred.is_some() {
            CompareOp::Ge
        } else {
            CompareOp::Eq
        };
        self.compare_and_jump(op, length, wanted, failed, false, range);
        // Unpacking an object of the program's own leaves a list of its items in the register.
        let src = self.alloc();
        self.emit(
            Op::Move {
                dst: src,
                src: value,
            },
            range,
        );
        let first = Reg(self.frame().mark());
        for _ in patterns {
            self.alloc();
        }
        let op = match starred {
            None => Op::Unpack {
                src,
                first,
                count: patterns.len() as u16,
            },
            Some(at) => Op::UnpackRest {
                src,
                first,
                before: at as u8,
                after: (least - at) as u8,
            },
        };
        self.emit(op, range);
        for (index, pattern) in patterns.iter().enumerate() {
            let item = first.offset(index as u16);
            match pattern {
                Pattern::MatchStar(star) => {
                    if let Some(name) = &star.name {
                        self.capture(&name.id, item, captures, star.range);
                    }
                }
                pattern => self.pattern(pattern, item, failed, captures),
            }
        }
        self.frame().release(mark);
    }

    fn mapping(
        &mut self,
        mapping: &'a ast::PatternMatchMapping,
        value: Reg,
        failed: Label,
        captures: &Captures<'a>,
    ) {
        let range = mapping.range;
        let mark = self.frame().mark();
        let class = self.alloc();
        self.load_native(Native::Dict, class, range);
        self.check_instance(value, class, failed, range);
        let mut keys = Vec::new();
        for (key, pattern) in mapping.keys.iter().zip(&mapping.patterns) {
            let key = self.fresh(key);
            keys.push(key);
            self.compare_and_jump(CompareOp::In, key, value, failed, false, range);
            let item = self.alloc();
            let op = Op::GetItem {
                dst: item,
                object: value,
                key,
            };
            self.emit(op, range);
            self.pattern(pattern, item, failed, captures);
        }
        if let Some(rest) = &mapping.rest {
            let object = self.call_native(Native::Dict, &[value], range);
            for key in keys {
                self.emit(Op::DelItem { object, key }, range);
            }
            self.capture(&rest.id, object, captures, range);
        }
        self.frame().release(mark);
    }

    fn class_pattern(
        &mut self,
        pattern: &'a ast::PatternMatchClass,
        value: Reg,
        failed: Label,
        captures: &Captures<'a>,
    ) {
        let range = pattern.range;
        let mark = self.frame().mark();
        let class = self.fresh(&pattern.cls);
        self.check_instance(value, class, failed, range);
        let positional = &pattern.arguments.patterns;
        if let [only] = &positional[..]
            && self.is_whole(&pattern.cls)
        {
            self.pattern(only, value, failed, captures);
        } else if !positional.is_empty() {
            let names = self.alloc();
            let match_args = self.builder.name("__match_args__");
            let op = Op::GetAttr {
                dst: names,
                object: class,
                name: match_args,
            };
            self.emit(op, range);
            for (index, inner) in positional.iter().enumerate() {
                let name = self.alloc();
                self.load_constant(Constant::Int(index as i64), name, range);
                let op = Op::GetItem {
                    dst: name,
                    object: names,
                    key: name,
                };
                self.emit(op, range);
                self.attribute_pattern(name, inner, value, failed, captures);
            }
        }
        for keyword in &pattern.arguments.keywords {
            let name = self.alloc();
            let text = self.mangle(&keyword.attr);
            self.load_constant(Constant::Str(text), name, keyword.range);
            self.attribute_pattern(name, &keyword.pattern, value, failed, captures);
        }
        self.frame().release(mark);
    }

    fn attribute_pattern(
        &mut self,
        name: Reg,
        pattern: &'a Pattern,
        value: Reg,
        failed: Label,
        captures: &Captures<'a>,
    ) {
        let range = pattern.range();
        let cond = self.call_native(Native::HasAttr, &[value, name], range);
        let place = span(range);
        self.frame()
            .jump(Op::JumpIfNot { cond, target: 0 }, failed, place);
        let attribute = self.call_native(Native::GetAttr, &[value, name], range);
        self.pattern(pattern, attribute, failed, captures);
    }

    fn is_whole(&mut self, class: &Expr) -> bool {
        let entity = match class {
            Expr::Name(name) if self.is_builtin(&name.id) => {
                self.library.find("builtins", &name.id)
            }
            _ => None,
        };
        matches!(entity, Some(Entity::Native(native)) if WHOLE.contains(&native))
    }

    fn check_instance(&mut self, value: Reg, class: Reg, failed: Label, range: TextRange) {
        let cond = self.call_native(Native::IsInstance, &[value, class], range);
        self.frame()
            .jump(Op::JumpIfNot { cond, target: 0 }, failed, span(range));
        self.frame().release(cond.0);
    }

    /// Calls a native with values that stand in registers; the result is in a fresh one.
    fn call_native(&mut self, native: Native, values: &[Reg], range: TextRange) -> Reg {
        let base = self.alloc();
        self.load_native(native, base, range);
        for &src in values {
            let dst = self.alloc();
            self.emit(Op::Move { dst, src }, range);
        }
        let args = values.len() as u8;
        self.emit(Op::Call { base, args }, range);
        self.frame().release(base.0 + 1);
        base
    }
}

/// The names that a pattern binds, once each.
#[derive(Default)]
struct Names<'a>(Vec<&'a ast::Identifier>);

impl<'a> Visitor<'a> for Names<'a> {
    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        let name = match pattern {
            Pattern::MatchAs(as_) => as_.name.as_ref(),
            Pattern::MatchStar(star) => star.name.as_ref(),
            Pattern::MatchMapping(mapping) => mapping.rest.as_ref(),
            _ => None,
        };
        if let Some(name) = name
            && !self.0.iter().any(|other| other.id == name.id)
        {
            self.0.push(name);
        }
        visitor::walk_pattern(self, pattern);
    }
}
