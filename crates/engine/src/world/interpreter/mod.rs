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

use interleave_program::{BinaryOp, CompareOp, Op, Program};
use interleave_trace::{LimitKind, ObjectId};

use super::globals::Globals;
use super::heap::Heap;
use super::object::Object;
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
            let code = &function.code[..];
            let base = frame.base as usize;
            let mut pc = frame.pc as usize;
            let registers = &mut self.task.registers[base..];
            // What the loop counts it counts in locals, which a compiler can keep out of memory.
            let mut budget = *left;
            let mut crossed_breaker = false;
            let op = loop {
                let Some(&op) = code.get(pc).filter(|_| budget > 0) else {
                    break None;
                };
                budget -= 1;
                match op {
                    Op::Move { dst, src } => registers[dst.index()] = registers[src.index()],
                    Op::Const { dst, id } => {
                        registers[dst.index()] = self.heap.constant(id.index())
                    }
                    Op::Int { dst, value } => registers[dst.index()] = Value::Int(i64::from(value)),
                    Op::None { dst } => registers[dst.index()] = Value::None,
                    Op::Bool { dst, value } => registers[dst.index()] = Value::Bool(value),
                    Op::Unset { dst } => registers[dst.index()] = Value::Unset,
                    Op::LoadStable { dst, global } => match self.globals.get(global) {
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
                    Op::JumpIf { cond, target } => match truth_fast(registers[cond.index()]) {
                        Some(true) => {
                            pc = target as usize;
                            continue;
                        }
                        Some(false) => {}
                        None => break Some(op),
                    },
                    Op::JumpIfNot { cond, target } => match truth_fast(registers[cond.index()]) {
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
                        Value::Object(id) if function.library || !self.heap.is_shared(id) => {
                            match self.heap.get(id) {
                                Object::Cell(value) => registers[dst.index()] = *value,
                                _ => break Some(op),
                            }
                        }
                        _ => break Some(op),
                    },
                    _ => break Some(op),
                }
                pc += 1;
            };
            *left = budget;
            *self.crossed_breaker |= crossed_breaker;
            self.save(pc);
            let Some(op) = op else {
                return Stop::Budget;
            };
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

/// The truth of values that are no objects.
#[inline]
fn truth_fast(value: Value) -> Option<bool> {
    match value {
        Value::Bool(value) => Some(value),
        Value::None => Some(false),
        Value::Int(value) => Some(value != 0),
        Value::Float(value) => Some(value != 0.0),
        _ => None,
    }
}
