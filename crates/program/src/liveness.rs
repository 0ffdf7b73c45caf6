//! Which registers still matter at each instruction: the classic backward analysis (Kildall, "A Unified Approach to
//! Global Program Optimization", POPL 1973). What a register holds that is written before it is read again makes no
//! difference, so worlds that differ in nothing else are the same to a search over states.

use crate::operands::{Role, jump_target, operands};
use crate::{Function, FunctionId, Program, Reg};

/// The live registers of every instruction of a program that the verifier has accepted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Liveness {
    functions: Vec<Lines>,
}

/// One row of bits an instruction.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Lines {
    words: usize,
    bits: Vec<u64>,
}

impl Lines {
    fn row(&self, pc: usize) -> &[u64] {
        self.bits
            .get(pc * self.words..(pc + 1) * self.words)
            .unwrap_or(&[])
    }
}

impl Liveness {
    /// Analyses a program.
    #[must_use]
    pub fn of(program: &Program) -> Self {
        let lines = |function| analyse(program, function);
        Self {
            functions: program.functions.iter().map(lines).collect(),
        }
    }

    /// Whether what a register holds may be read by the instruction at `pc` or after it, unless it is written before.
    #[must_use]
    pub fn is_live(&self, function: FunctionId, pc: usize, reg: Reg) -> bool {
        let word = self.row(function, pc).get(reg.index() / 64);
        word.copied().unwrap_or(0) >> (reg.index() % 64) & 1 == 1
    }

    /// The live registers at `pc`, a bit a register, the lowest bits of the first word first; empty for an instruction that
    /// there is not.
    #[must_use]
    pub fn row(&self, function: FunctionId, pc: usize) -> &[u64] {
        let lines = self.functions.get(function.index());
        lines.map_or(&[], |lines| lines.row(pc))
    }
}

fn analyse(program: &Program, function: &Function) -> Lines {
    let words = usize::from(function.registers).div_ceil(64).max(1);
    let mut lines = Lines {
        words,
        bits: vec![0; words * function.code.len()],
    };
    let mut row = vec![0u64; words];
    // Code mostly goes forward, so that one pass from the end settles all but loops.
    let mut changed = true;
    while changed {
        changed = false;
        for pc in (0..function.code.len()).rev() {
            live_before(program, function, &lines, pc, &mut row);
            let place = pc * words;
            if let Some(known) = lines.bits.get_mut(place..place + words)
                && known != row
            {
                known.copy_from_slice(&row);
                changed = true;
            }
        }
    }
    lines
}

/// The registers that are live before an instruction, as far as is known of those after it.
fn live_before(program: &Program, function: &Function, lines: &Lines, pc: usize, row: &mut [u64]) {
    let Some(&op) = function.code.get(pc) else {
        return;
    };
    row.fill(0);
    if !op.never_falls_through() {
        join(row, lines.row(pc + 1));
        operands(op, program, &mut |role, reg, count| {
            if role == Role::WriteIfNext {
                set(row, reg, count, false);
            }
        });
    }
    if let Some(target) = jump_target(op, pc).and_then(|target| usize::try_from(target).ok()) {
        join(row, lines.row(target));
    }
    operands(op, program, &mut |role, reg, count| {
        if role == Role::Write {
            set(row, reg, count, false);
        }
    });
    // What raises has not written anything yet. The handler's register is written by the raising.
    let handler = function
        .handlers
        .iter()
        .find(|handler| (handler.start as usize..handler.end as usize).contains(&pc));
    if let Some(handler) = handler {
        let mut there = lines.row(handler.target as usize).to_vec();
        set(&mut there, handler.exception, 1, false);
        join(row, &there);
    }
    operands(op, program, &mut |role, reg, count| {
        if role == Role::Read {
            set(row, reg, count, true);
        }
    });
}

fn join(row: &mut [u64], other: &[u64]) {
    for (word, other) in row.iter_mut().zip(other) {
        *word |= other;
    }
}

fn set(row: &mut [u64], first: Reg, count: u16, live: bool) {
    for reg in first.index()..first.index() + usize::from(count) {
        if let Some(word) = row.get_mut(reg / 64) {
            let bit = 1u64 << (reg % 64);
            *word = if live { *word | bit } else { *word & !bit };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Liveness;
    use crate::{CompareOp, Function, FunctionId, Handler, Op, Program, Reg, Span};

    /// The live registers before each instruction of a function with four registers.
    fn live(code: Vec<Op>, handlers: Vec<Handler>) -> Vec<Vec<u16>> {
        let function = Function {
            registers: 4,
            spans: vec![Span::default(); code.len()],
            code,
            handlers,
            ..Function::default()
        };
        let length = function.code.len();
        let program = Program {
            functions: vec![function],
            ..Program::default()
        };
        let liveness = Liveness::of(&program);
        let before = |pc| {
            let is_live = |reg: &u16| liveness.is_live(FunctionId(0), pc, Reg(*reg));
            (0..4).filter(is_live).collect()
        };
        (0..length).map(before).collect()
    }

    #[test]
    fn what_is_written_before_it_is_read_does_not_matter() {
        let code = vec![
            Op::Int {
                dst: Reg(0),
                value: 1,
            },
            Op::Move {
                dst: Reg(1),
                src: Reg(0),
            },
            Op::Return { src: Reg(1) },
        ];
        assert_eq!(live(code, vec![]), [vec![], vec![0], vec![1]]);
    }

    #[test]
    fn loops_keep_alive_what_their_next_round_reads() {
        let code = vec![
            Op::JumpUnless {
                op: CompareOp::Lt,
                a: Reg(0),
                b: Reg(1),
                offset: 2,
            },
            Op::AddInt {
                dst: Reg(0),
                a: Reg(0),
                value: 1,
            },
            Op::Loop { target: 0 },
            Op::Return { src: Reg(2) },
        ];
        assert_eq!(
            live(code, vec![]),
            [vec![0, 1, 2], vec![0, 1, 2], vec![0, 1, 2], vec![2]]
        );
    }

    #[test]
    fn the_last_item_is_dead_before_the_next() {
        let code = vec![
            Op::Next {
                iter: Reg(0),
                target: 3,
            },
            Op::Move {
                dst: Reg(2),
                src: Reg(1),
            },
            Op::Loop { target: 0 },
            Op::Return { src: Reg(2) },
        ];
        assert_eq!(
            live(code, vec![]),
            [vec![0, 2], vec![0, 1], vec![0, 2], vec![2]]
        );
    }

    #[test]
    fn handlers_see_what_was_there_before_the_instruction_that_raised() {
        let code = vec![
            Op::Add {
                dst: Reg(0),
                a: Reg(1),
                b: Reg(1),
            },
            Op::Return { src: Reg(0) },
            Op::RaiseFrom {
                src: Reg(3),
                cause: Reg(0),
            },
        ];
        let handler = Handler {
            start: 0,
            end: 1,
            target: 2,
            exception: Reg(3),
        };
        assert_eq!(live(code, vec![handler]), [vec![0, 1], vec![0], vec![0, 3]]);
    }
}
