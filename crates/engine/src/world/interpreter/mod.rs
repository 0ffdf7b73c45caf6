//! The interpreter: runs a task's instructions up to the next operation that somebody else could notice.
//!
//! The inner loop holds the registers of one frame and handles what touches nothing else; everything larger leaves it
//! for [`slow`], calls for [`call`], exceptions and results for [`unwind`].

mod call;
mod dropped;
mod generator;
mod slow;
mod unwind;

pub use call::{Arguments, Target};

use std::rc::Rc;

use interleave_program::{BinaryOp, CompareOp, Function, Op, Program, UnaryOp};
use interleave_trace::{LimitKind, ObjectId};

use super::globals::Globals;
use super::heap::Heap;
use super::object::{Iter, Object};
use super::task::Task;
use super::value::Value;
use crate::library::{Env, Fault, operator};

/// Why the interpreter stopped.
#[derive(Clone, Copy, Debug)]
pub enum Stop {
    /// The allowance of instructions is used up.
    Budget,
    /// The next instruction is an operation that others could notice, or that needs the whole world.
    Operation,
    /// A coroutine waits for this future, which is pending.
    Await(ObjectId),
    /// The outermost function returned.
    Returned(Value),
    /// The outermost function raised.
    Raised(Value),
    /// A callback of an event loop returned.
    CallbackReturned,
    /// A callback of an event loop raised.
    CallbackRaised(Value),
    /// A limit was reached.
    Limit(LimitKind),
    /// The heap should be collected before going on.
    Collect,
    /// A loop over this generator was left early: it is to be closed if nothing else refers to it.
    Dropped(ObjectId),
}

/// How a slow instruction ended.
pub enum Flow {
    /// Go on in the innermost frame, whichever that is now.
    Continue,
    /// Leave the interpreter.
    Stop(Stop),
}

/// The deepest stack of frames: CPython's default recursion limit.
pub const MAX_FRAMES: usize = 1000;

/// A task's interpreter: borrowed parts of the world.
pub struct Interpreter<'a> {
    /// The program.
    pub program: &'a Program,
    /// The heap.
    pub heap: &'a mut Heap,
    /// The globals.
    pub globals: &'a mut Rc<Globals>,
    /// The task.
    pub task: &'a mut Task,
    /// Set where CPython looks at its evaluation breaker: backward jumps and calls of functions.
    pub crossed_breaker: &'a mut bool,
}

impl Interpreter<'_> {
    /// Runs at most `budget` instructions; gives how many were run and why it stopped.
    pub fn run(&mut self, budget: u64) -> (u64, Stop) {
        let mut left = budget;
        let stop = self.run_loop(&mut left);
        (budget - left, stop)
    }

    fn run_loop(&mut self, left: &mut u64) -> Stop {
        loop {
            let Some(frame) = self.task.frames.last() else {
                return Stop::Returned(Value::None);
            };
            let function = self.program.function(frame.function);
            let base = (frame.base as usize).min(self.task.registers.len());
            let pause = run_plain(
                function,
                &mut self.task.registers[base..],
                (&mut *self.heap, &**self.globals),
                frame.pc as usize,
                *left,
            );
            *left = pause.left;
            *self.crossed_breaker |= pause.crossed_breaker;
            self.save(pause.pc);
            let Some(op) = pause.op else {
                return Stop::Budget;
            };
            // What threads share most: nothing to be found out about it.
            if !function.library && matches!(op, Op::LoadGlobal { .. }) {
                *left += 1;
                return Stop::Operation;
            }
            match self.slow(op, function.library) {
                Ok(Flow::Continue) => {}
                Ok(Flow::Stop(stop)) => {
                    // An operation has not been performed yet: it is not counted.
                    if let Stop::Operation = stop {
                        *left += 1;
                    }
                    return stop;
                }
                Err(Fault::Limit(limit)) => return Stop::Limit(limit),
                Err(Fault::Raise(exception)) => {
                    let fresh = !matches!(op, Op::Reraise { .. } | Op::RaiseHandled);
                    if let Some(stop) = self.unwind(exception, fresh) {
                        return stop;
                    }
                }
            }
            if self.heap.wants_collection() {
                return Stop::Collect;
            }
        }
    }

    fn save(&mut self, pc: usize) {
        if let Some(frame) = self.task.frames.last_mut() {
            frame.pc = pc as u32;
        }
    }

    fn env(&mut self) -> Env<'_> {
        Env {
            program: self.program,
            heap: self.heap,
            owner: self.task.id.0,
        }
    }

    fn binary(
        &mut self,
        op: BinaryOp,
        inplace: bool,
        dst: interleave_program::Reg,
        a: Value,
        b: Value,
    ) -> Result<Flow, Fault> {
        let done = operator::binary(&mut self.env(), op, inplace, a, b)?;
        self.finish(done, super::task::Then::Into(dst))
    }
}

/// Where the inner loop stopped: before this instruction, or (`None`) because its allowance is used up.
struct Pause {
    op: Option<Op>,
    pc: usize,
    left: u64,
    crossed_breaker: bool,
}

/// The inner loop: instructions that touch the registers of one frame and read memory that nobody else can change. A
/// function of its own, so that a compiler (and that of a browser in particular) has little to look at.
#[inline(never)]
fn run_plain(
    function: &Function,
    registers: &mut [Value],
    (heap, globals): (&mut Heap, &Globals),
    mut pc: usize,
    mut left: u64,
) -> Pause {
    let code = &function.code[..];
    let mut crossed_breaker = false;
    let op = loop {
        let Some(&op) = code.get(pc).filter(|_| left > 0) else {
            break None;
        };
        left -= 1;
        match op {
            Op::Move { dst, src } => registers[dst.index()] = registers[src.index()],
            Op::Const { dst, id } => registers[dst.index()] = heap.constant(id.index()),
            Op::Int { dst, value } => registers[dst.index()] = Value::Int(i64::from(value)),
            Op::None { dst } => registers[dst.index()] = Value::None,
            Op::Bool { dst, value } => registers[dst.index()] = Value::Bool(value),
            Op::Unset { dst } => registers[dst.index()] = Value::Unset,
            Op::LoadStable { dst, global } => match globals.get(global) {
                Value::Unset => break Some(op),
                value => registers[dst.index()] = value,
            },
            Op::Add { dst, a, b } => match (registers[a.index()], registers[b.index()]) {
                (Value::Int(x), Value::Int(y)) => match x.checked_add(y) {
                    Some(sum) => registers[dst.index()] = Value::Int(sum),
                    None => break Some(op),
                },
                (Value::Float(x), Value::Float(y)) => {
                    registers[dst.index()] = Value::Float(x + y);
                }
                _ => break Some(op),
            },
            Op::Sub { dst, a, b } => match (registers[a.index()], registers[b.index()]) {
                (Value::Int(x), Value::Int(y)) => match x.checked_sub(y) {
                    Some(difference) => registers[dst.index()] = Value::Int(difference),
                    None => break Some(op),
                },
                (Value::Float(x), Value::Float(y)) => {
                    registers[dst.index()] = Value::Float(x - y);
                }
                _ => break Some(op),
            },
            Op::Mul { dst, a, b } => match (registers[a.index()], registers[b.index()]) {
                (Value::Int(x), Value::Int(y)) => match x.checked_mul(y) {
                    Some(product) => registers[dst.index()] = Value::Int(product),
                    None => break Some(op),
                },
                (Value::Float(x), Value::Float(y)) => {
                    registers[dst.index()] = Value::Float(x * y);
                }
                _ => break Some(op),
            },
            Op::AddInt { dst, a, value } => match registers[a.index()] {
                Value::Int(x) => match x.checked_add(i64::from(value)) {
                    Some(sum) => registers[dst.index()] = Value::Int(sum),
                    None => break Some(op),
                },
                _ => break Some(op),
            },
            Op::Compare {
                op: compare,
                dst,
                a,
                b,
            } => match compare_fast(compare, registers[a.index()], registers[b.index()]) {
                Some(result) => registers[dst.index()] = Value::Bool(result),
                None => break Some(op),
            },
            Op::JumpUnless {
                op: compare,
                a,
                b,
                offset,
            } => match compare_fast(compare, registers[a.index()], registers[b.index()]) {
                Some(true) => {}
                Some(false) => {
                    pc = (pc as i64 + 1 + i64::from(offset)) as usize;
                    continue;
                }
                None => break Some(op),
            },
            Op::Jump { target } => {
                pc = target as usize;
                continue;
            }
            Op::Loop { target } => {
                crossed_breaker = true;
                pc = target as usize;
                continue;
            }
            Op::JumpIf { cond, target } => match truth_fast(heap, registers[cond.index()]) {
                Some(true) => {
                    pc = target as usize;
                    continue;
                }
                Some(false) => {}
                None => break Some(op),
            },
            Op::JumpIfNot { cond, target } => match truth_fast(heap, registers[cond.index()]) {
                Some(true) => {}
                Some(false) => {
                    pc = target as usize;
                    continue;
                }
                None => break Some(op),
            },
            Op::JumpIfNone { src, target } => {
                if let Value::None = registers[src.index()] {
                    pc = target as usize;
                    continue;
                }
            }
            Op::LoadCell { dst, cell } => match registers[cell.index()] {
                Value::Object(id) if function.library || !heap.is_shared(id) => {
                    match heap.get(id) {
                        Object::Cell(value) => registers[dst.index()] = *value,
                        _ => break Some(op),
                    }
                }
                _ => break Some(op),
            },
            Op::LoadGlobal { dst, global } if function.library => {
                registers[dst.index()] = globals.get(global);
            }
            Op::CheckBound { src, .. } => match registers[src.index()] {
                Value::Unset => break Some(op),
                Value::Object(id) if matches!(heap.get(id), Object::Cell(Value::Unset)) => {
                    break Some(op);
                }
                _ => {}
            },
            Op::Unary {
                op: UnaryOp::Not,
                dst,
                a,
            } => match truth_fast(heap, registers[a.index()]) {
                Some(truth) => registers[dst.index()] = Value::Bool(!truth),
                None => break Some(op),
            },
            Op::Binary {
                op: binary,
                dst,
                a,
                b,
            }
            | Op::Inplace {
                op: binary,
                dst,
                a,
                b,
            } => match binary_fast(binary, registers[a.index()], registers[b.index()]) {
                Some(value) => registers[dst.index()] = value,
                None => break Some(op),
            },
            Op::GetItem { dst, object, key } => {
                let Some(value) = item_fast(
                    heap,
                    registers[object.index()],
                    registers[key.index()],
                    function.library,
                ) else {
                    break Some(op);
                };
                registers[dst.index()] = value;
            }
            Op::Next { iter, .. } => {
                let Some(number) = next_of_range(heap, registers[iter.index()]) else {
                    break Some(op);
                };
                registers[iter.index() + 1] = number;
            }
            _ => break Some(op),
        }
        pc += 1;
    };
    Pause {
        op,
        pc,
        left,
        crossed_breaker,
    }
}

/// Comparisons of plain numbers and identity.
#[inline]
fn compare_fast(op: CompareOp, a: Value, b: Value) -> Option<bool> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => {
            // Which of less, equal, greater each operator is true of, a bit each: no branch on the operator.
            const TRUE_OF: u32 = 0b010 // Eq
                | 0b101 << 3 // Ne
                | 0b001 << 6 // Lt
                | 0b011 << 9 // Le
                | 0b100 << 12 // Gt
                | 0b110 << 15 // Ge
                | 0b010 << 18 // Is
                | 0b101 << 21; // IsNot
            // What loops ask for most is asked at once.
            if op == CompareOp::Lt {
                return Some(a < b);
            }
            let order = u32::from(a >= b) + u32::from(a > b);
            let operator = op as u32;
            if operator > CompareOp::IsNot as u32 {
                return None;
            }
            Some(TRUE_OF >> (operator * 3 + order) & 1 == 1)
        }
        (Value::Float(a), Value::Float(b)) => Some(match op {
            CompareOp::Eq => a == b,
            CompareOp::Ne => a != b,
            CompareOp::Lt => a < b,
            CompareOp::Le => a <= b,
            CompareOp::Gt => a > b,
            CompareOp::Ge => a >= b,
            _ => return None,
        }),
        _ => match op {
            CompareOp::Is => Some(a.is(b)),
            CompareOp::IsNot => Some(!a.is(b)),
            _ => None,
        },
    }
}

/// The truth of values that nobody has to be asked about.
#[inline]
fn truth_fast(heap: &Heap, value: Value) -> Option<bool> {
    match value {
        Value::Bool(value) => Some(value),
        Value::None => Some(false),
        Value::Int(value) => Some(value != 0),
        Value::Float(value) => Some(value != 0.0),
        Value::Object(id) => match heap.get(id) {
            Object::Str(text) => Some(!text.is_empty()),
            Object::List(items) => Some(!items.is_empty()),
            Object::Tuple(items) => Some(!items.is_empty()),
            _ => None,
        },
        _ => None,
    }
}

/// Operators on integers whose result is one too, but for those that may raise.
#[inline]
fn binary_fast(op: BinaryOp, a: Value, b: Value) -> Option<Value> {
    let (Value::Int(a), Value::Int(b)) = (a, b) else {
        return None;
    };
    Some(Value::Int(match op {
        // Python rounds down, which for a divisor above zero is what Euclid does.
        BinaryOp::Mod if b > 0 => a.rem_euclid(b),
        BinaryOp::FloorDiv if b > 0 => a.div_euclid(b),
        BinaryOp::BitAnd => a & b,
        BinaryOp::BitOr => a | b,
        BinaryOp::BitXor => a ^ b,
        _ => return None,
    }))
}

/// The next number of an iterator over a range that has one.
#[inline]
fn next_of_range(heap: &mut Heap, iterator: Value) -> Option<Value> {
    let Value::Object(id) = iterator else {
        return None;
    };
    let Object::Iterator(Iter::Range { left: 1.., .. }) = heap.get(id) else {
        return None;
    };
    let Some(Object::Iterator(Iter::Range { next, step, left })) = heap.get_mut(id) else {
        return None;
    };
    let number = *next;
    (*next, *left) = (number.saturating_add(*step), *left - 1);
    Some(Value::Int(number))
}

/// `object[key]` for a place in a list or tuple that is there.
#[inline]
fn item_fast(heap: &Heap, object: Value, key: Value, library: bool) -> Option<Value> {
    let (Value::Object(id), Value::Int(key)) = (object, key) else {
        return None;
    };
    let items = match heap.get(id) {
        Object::Tuple(items) => &items[..],
        Object::List(items) if library || !heap.is_shared(id) => items,
        _ => return None,
    };
    items.get(usize::try_from(key).ok()?).copied()
}
