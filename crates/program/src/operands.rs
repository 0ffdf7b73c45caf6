//! What an instruction does to the registers of its frame, and where it may go: the facts that analyses of code share.

use crate::{Op, Program, Reg};

/// What an instruction does with a run of registers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// It reads them.
    Read,
    /// It writes them, whenever it comes to its end.
    Write,
    /// It writes them if execution goes on right behind it.
    WriteIfNext,
}

/// Calls `each` with every run of registers that an instruction names.
pub(crate) fn operands(op: Op, program: &Program, each: &mut impl FnMut(Role, Reg, u16)) {
    use Role::{Read, Write};
    match op {
        Op::Jump { .. }
        | Op::Loop { .. }
        | Op::UnsetGlobal { .. }
        | Op::RaiseHandled
        | Op::PopHandled => {}
        Op::Const { dst, .. }
        | Op::Int { dst, .. }
        | Op::None { dst }
        | Op::Bool { dst, .. }
        | Op::Unset { dst }
        | Op::LoadGlobal { dst, .. }
        | Op::LoadStable { dst, .. } => each(Write, dst, 1),
        Op::CheckBound { src, .. }
        | Op::StoreGlobal { src, .. }
        | Op::JumpIfNone { src, .. }
        | Op::Return { src }
        | Op::Raise { src }
        | Op::Reraise { src } => each(Read, src, 1),
        Op::Move { dst, src }
        | Op::NewCell { dst, src }
        | Op::Iter { dst, src }
        | Op::ListToTuple { dst, src } => {
            each(Read, src, 1);
            each(Write, dst, 1);
        }
        Op::LoadCell { dst, cell } => {
            each(Read, cell, 1);
            each(Write, dst, 1);
        }
        Op::StoreCell { cell, src } => {
            each(Read, cell, 1);
            each(Read, src, 1);
        }
        Op::Add { dst, a, b }
        | Op::Sub { dst, a, b }
        | Op::Mul { dst, a, b }
        | Op::Binary { dst, a, b, .. }
        | Op::Inplace { dst, a, b, .. }
        | Op::Compare { dst, a, b, .. } => {
            each(Read, a, 1);
            each(Read, b, 1);
            each(Write, dst, 1);
        }
        Op::AddInt { dst, a, .. } | Op::Unary { dst, a, .. } => {
            each(Read, a, 1);
            each(Write, dst, 1);
        }
        Op::JumpIf { cond, .. } | Op::JumpIfNot { cond, .. } => each(Read, cond, 1),
        Op::JumpUnless { a, b, .. } => {
            each(Read, a, 1);
            each(Read, b, 1);
        }
        Op::List { dst, first, count }
        | Op::Tuple { dst, first, count }
        | Op::Set { dst, first, count }
        | Op::Concat { dst, first, count } => {
            each(Read, first, count);
            each(Write, dst, 1);
        }
        Op::Map { dst, first, count } => {
            each(Read, first, count.saturating_mul(2));
            each(Write, dst, 1);
        }
        Op::ListPush { list: a, value: b }
        | Op::ListExtend { list: a, values: b }
        | Op::SetPush { set: a, value: b }
        | Op::MapMerge { map: a, values: b }
        | Op::DelItem { object: a, key: b }
        | Op::RaiseFrom { src: a, cause: b } => {
            each(Read, a, 1);
            each(Read, b, 1);
        }
        Op::MapPush {
            map: a,
            key: b,
            value: c,
        }
        | Op::SetItem {
            object: a,
            key: b,
            value: c,
        } => {
            each(Read, a, 1);
            each(Read, b, 1);
            each(Read, c, 1);
        }
        Op::GetItem { dst, object, key } => {
            each(Read, object, 1);
            each(Read, key, 1);
            each(Write, dst, 1);
        }
        Op::Slice { dst, first } => {
            each(Read, first, 3);
            each(Write, dst, 1);
        }
        Op::Unpack { src, first, count } => {
            each(Read, src, 1);
            each(Write, first, count);
        }
        Op::UnpackRest {
            src,
            first,
            before,
            after,
        } => {
            each(Read, src, 1);
            each(Write, first, u16::from(before) + u16::from(after) + 1);
        }
        Op::GetAttr { dst, object, .. } => {
            each(Read, object, 1);
            each(Write, dst, 1);
        }
        Op::SetAttr { object, value, .. } => {
            each(Read, object, 1);
            each(Read, value, 1);
        }
        Op::DelAttr { object, .. } => each(Read, object, 1),
        Op::Closure { dst, function } => {
            if let Some(function) = program.functions.get(function.index()) {
                for &cell in &function.captures {
                    each(Read, cell, 1);
                }
                if function.parameters.has_defaults() {
                    each(Read, dst, 3);
                }
            }
            each(Write, dst, 1);
        }
        Op::Class { base } | Op::CallSpread { base } => {
            each(Read, base, 3);
            each(Write, base, 1);
        }
        Op::Super { dst, class, object } => {
            each(Read, class, 1);
            each(Read, object, 1);
            each(Write, dst, 1);
        }
        Op::Call { base, args }
        | Op::CallNamed { base, args, .. }
        | Op::CallMethod { base, args, .. } => {
            each(Read, base, u16::from(args) + 1);
            each(Write, base, 1);
        }
        Op::Next { iter, .. } => {
            each(Read, iter, 1);
            each(Role::WriteIfNext, iter.offset(1), 1);
        }
        Op::MatchException {
            dst,
            exception,
            class,
        } => {
            each(Read, exception, 1);
            each(Read, class, 1);
            each(Write, dst, 1);
        }
        Op::PushHandled { exception } => each(Read, exception, 1),
        Op::Yield { value } | Op::Await { value } => {
            each(Read, value, 1);
            each(Write, value, 1);
        }
        Op::YieldFrom { iter } => {
            each(Read, iter, 1);
            each(Write, iter, 1);
        }
        Op::Format { base, .. } => {
            each(Read, base, 2);
            each(Write, base, 1);
        }
    }
}

/// The instruction that an instruction at `pc` may jump to, by its index in the function; it may be out of range.
pub(crate) fn jump_target(op: Op, pc: usize) -> Option<i64> {
    match op {
        Op::Jump { target }
        | Op::Loop { target }
        | Op::JumpIf { target, .. }
        | Op::JumpIfNot { target, .. }
        | Op::JumpIfNone { target, .. }
        | Op::Next { target, .. } => Some(i64::from(target)),
        Op::JumpUnless { offset, .. } => Some(pc as i64 + 1 + i64::from(offset)),
        _ => None,
    }
}
