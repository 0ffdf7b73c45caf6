//! Assignment, augmented assignment, unpacking and `del`.

use interleave_program::{Op, Reg};
use ruff_python_ast::{self as ast, Expr, Operator};
use ruff_text_size::{Ranged, TextRange};

use super::entity::Entity;
use super::expression::{operator, small};
use super::knob::KnobValue;
use super::library::PUT_ATTRIBUTE;
use super::lower::Lower;

/// Functions of the library that it looks up anew each time, so that a program may put its own in place of them.
const SETTABLE: &[(&str, &str)] = &[("threading", "excepthook")];

impl<'a> Lower<'a> {
    /// `a = b = value`
    pub fn assign_statement(&mut self, assign: &'a ast::StmtAssign) {
        self.assign_value(&assign.targets, &assign.value, assign.range);
    }

    /// Assigns the value of an expression to targets, from the left.
    pub fn assign_value(&mut self, targets: &'a [Expr], value: &'a Expr, range: TextRange) {
        if let Some(&KnobValue { constant }) = self.unit.knobs.get(&range.start().to_u32())
            && let [Expr::Name(name)] = targets
        {
            let dst = self.alloc();
            self.emit(Op::Const { dst, id: constant }, value.range());
            return self.store_name(&name.id, dst, range);
        }
        if let [Expr::Name(name)] = targets
            && let Some(dst) = self.direct_target(&name.id)
        {
            self.eval(value, dst);
            self.frame().bound.insert(dst);
            return;
        }
        // `a, b = b, a` needs no tuple.
        if let [target] = targets
            && let (Some(to), Some(from)) = (plain_elements(target), plain_elements(value))
            && to.len() == from.len()
        {
            let (first, _) = self.gather(from);
            for (index, target) in to.iter().enumerate() {
                self.assign(target, first.offset(index as u16));
            }
            return;
        }
        let src = self.operand(value);
        for target in targets {
            match target {
                Expr::Name(name) => self.store_name(&name.id, src, range),
                Expr::Attribute(attribute) => self.set_attribute(attribute, src, range),
                Expr::Subscript(subscript) => self.set_item(subscript, src, range),
                _ => self.assign(target, src),
            }
        }
    }

    /// Assigns a value to one target.
    pub fn assign(&mut self, target: &'a Expr, src: Reg) {
        let mark = self.frame().mark();
        match target {
            Expr::Name(name) => self.store_name(&name.id, src, name.range),
            Expr::Attribute(attribute) => self.set_attribute(attribute, src, attribute.range),
            Expr::Subscript(subscript) => self.set_item(subscript, src, subscript.range),
            Expr::Tuple(tuple) => self.unpack(&tuple.elts, src, tuple.range),
            Expr::List(list) => self.unpack(&list.elts, src, list.range),
            Expr::Starred(starred) => {
                self.error(
                    starred.range,
                    "a starred target needs a list or tuple around it",
                );
            }
            other => {
                self.error(other.range(), "this cannot be assigned to");
            }
        }
        self.frame().release(mark);
    }

    /// A function of the library that a program may put its own in place of.
    fn settable(&mut self, attribute: &ast::ExprAttribute) -> Option<Entity> {
        let Ok(Some(Entity::Module(module))) = self.entity(&attribute.value) else {
            return None;
        };
        let name = attribute.attr.as_str();
        if !SETTABLE.contains(&(&*module, name)) {
            return None;
        }
        self.library.find(&module, name)
    }

    fn set_attribute(&mut self, attribute: &'a ast::ExprAttribute, value: Reg, range: TextRange) {
        if let Some(entity) = self.settable(attribute) {
            return self.store_entity(&entity, value, range);
        }
        if self.is_of_module(&attribute.value) {
            return self.refuse(
                range,
                "assignment to a module",
                "use a variable of your own",
            );
        }
        let object = self.operand(&attribute.value);
        let name = self.mangle(&attribute.attr);
        let name = self.builder.name(&name);
        self.emit(
            Op::SetAttr {
                object,
                value,
                name,
            },
            range,
        );
    }

    fn is_of_module(&mut self, expression: &Expr) -> bool {
        matches!(
            self.entity(expression),
            Ok(Some(super::entity::Entity::Module(_)))
        )
    }

    fn set_item(&mut self, subscript: &'a ast::ExprSubscript, value: Reg, range: TextRange) {
        // `thing.__dict__[name] = value`: what `__dict__` gives is a copy.
        if let Expr::Attribute(fields) = &*subscript.value
            && fields.attr.as_str() == "__dict__"
        {
            let thing = self.operand(&fields.value);
            let name = self.operand(&subscript.slice);
            self.library_call(PUT_ATTRIBUTE, &[thing, name, value], range);
            return;
        }
        let object = self.operand(&subscript.value);
        let key = self.operand(&subscript.slice);
        self.emit(Op::SetItem { object, key, value }, range);
    }

    fn unpack(&mut self, targets: &'a [Expr], src: Reg, range: TextRange) {
        // Unpacking an object of the program's own leaves a list of its items in the register: not in a variable's.
        let mut src = src;
        if self.frame().slots.values().any(|slot| slot.reg == src) {
            let dst = self.alloc();
            self.emit(Op::Move { dst, src }, range);
            src = dst;
        }
        let first = Reg(self.frame().mark());
        for _ in targets {
            self.alloc();
        }
        let starred = targets.iter().position(Expr::is_starred_expr);
        match starred {
            None => {
                let count = targets.len() as u16;
                self.emit(Op::Unpack { src, first, count }, range);
            }
            Some(at) => {
                let (before, after) = (at, targets.len() - at - 1);
                if before > 250 || after > 250 {
                    self.error(range, "there are too many targets");
                }
                self.emit(
                    Op::UnpackRest {
                        src,
                        first,
                        before: before as u8,
                        after: after as u8,
                    },
                    range,
                );
            }
        }
        for (index, target) in targets.iter().enumerate() {
            let value = first.offset(index as u16);
            match target {
                Expr::Starred(inner) if Some(index) == starred => self.assign(&inner.value, value),
                target => self.assign(target, value),
            }
        }
    }

    /// `target op= value`
    pub fn augmented(&mut self, assign: &'a ast::StmtAugAssign) {
        let range = assign.range;
        match &*assign.target {
            Expr::Name(name) => {
                let local = self.local(&name.id, name.range);
                if let Some(reg) = local {
                    return self.operate(assign, reg, reg);
                }
                let dst = self.alloc();
                self.load_name(&name.id, dst, name.range);
                self.operate(assign, dst, dst);
                self.store_name(&name.id, dst, range);
            }
            Expr::Attribute(attribute) => {
                let object = self.operand(&attribute.value);
                let name = self.mangle(&attribute.attr);
                let name = self.builder.name(&name);
                let dst = self.alloc();
                self.emit(Op::GetAttr { dst, object, name }, attribute.range);
                self.operate(assign, dst, dst);
                self.emit(
                    Op::SetAttr {
                        object,
                        value: dst,
                        name,
                    },
                    range,
                );
            }
            Expr::Subscript(subscript) => {
                let object = self.operand(&subscript.value);
                let key = self.operand(&subscript.slice);
                let dst = self.alloc();
                self.emit(Op::GetItem { dst, object, key }, subscript.range);
                self.operate(assign, dst, dst);
                self.emit(
                    Op::SetItem {
                        object,
                        key,
                        value: dst,
                    },
                    range,
                );
            }
            other => {
                self.error(other.range(), "this cannot be assigned to");
            }
        }
    }

    fn operate(&mut self, assign: &'a ast::StmtAugAssign, dst: Reg, a: Reg) {
        if assign.op == Operator::Add
            && let Some(value) = small(&assign.value)
        {
            return self.emit(Op::AddInt { dst, a, value }, assign.range);
        }
        let b = self.operand(&assign.value);
        let op = operator(assign.op);
        self.emit(Op::Inplace { op, dst, a, b }, assign.range);
    }

    /// `del target`
    pub fn delete(&mut self, target: &'a Expr) {
        let mark = self.frame().mark();
        match target {
            // A generator that nothing else refers to is closed.
            Expr::Name(name) if self.unit.module.is_none() => {
                let value = self.alloc();
                self.load_name(&name.id, value, name.range);
                self.delete_name(&name.id, false, name.range);
                self.drop_iterator(value, name.range);
            }
            Expr::Name(name) => self.delete_name(&name.id, true, name.range),
            Expr::Attribute(attribute) => {
                let object = self.operand(&attribute.value);
                let name = self.mangle(&attribute.attr);
                let name = self.builder.name(&name);
                self.emit(Op::DelAttr { object, name }, attribute.range);
            }
            Expr::Subscript(subscript) => {
                let object = self.operand(&subscript.value);
                let key = self.operand(&subscript.slice);
                self.emit(Op::DelItem { object, key }, subscript.range);
            }
            Expr::Tuple(tuple) => {
                for element in &tuple.elts {
                    self.delete(element);
                }
            }
            Expr::List(list) => {
                for element in &list.elts {
                    self.delete(element);
                }
            }
            other => {
                self.error(other.range(), "this cannot be deleted");
            }
        }
        self.frame().release(mark);
    }
}

fn plain_elements(expression: &Expr) -> Option<&[Expr]> {
    let elements = match expression {
        Expr::Tuple(tuple) => &tuple.elts,
        Expr::List(list) => &list.elts,
        _ => return None,
    };
    let plain = elements.len() <= 8 && !elements.iter().any(Expr::is_starred_expr);
    plain.then_some(&elements[..])
}
