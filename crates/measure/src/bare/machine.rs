//! A register machine that knows integers and jumps only: no types to ask for, no limits, no preemption.

/// An instruction of eight bytes, as ours are.
#[derive(Clone, Copy)]
#[allow(
    missing_docs,
    reason = "the comment of each variant defines its fields"
)]
pub enum Op {
    /// `to = value`
    Load { to: u8, value: i32 },
    /// `to = left + right`
    Add { to: u8, left: u8, right: u8 },
    /// Goes to `target` unless `left < right`.
    JumpUnlessLess { left: u8, right: u8, target: u16 },
    /// Goes to `target`.
    Jump { target: u16 },
    /// The end; gives `from`.
    Return { from: u8 },
}

/// Registers, and where it is: about 200 bytes, which is what a small state of a checker has.
#[derive(Clone)]
pub struct Machine {
    registers: [i64; 24],
    pc: usize,
}

/// The program of `count.py`: registers are `n`, `x`, `i`, `1`.
pub const COUNT: &[Op] = &[
    Op::Load { to: 1, value: 0 },
    Op::Load { to: 2, value: 0 },
    Op::Load { to: 3, value: 1 },
    Op::JumpUnlessLess {
        left: 2,
        right: 0,
        target: 7,
    },
    Op::Add {
        to: 1,
        left: 1,
        right: 3,
    },
    Op::Add {
        to: 2,
        left: 2,
        right: 3,
    },
    Op::Jump { target: 3 },
    Op::Return { from: 1 },
];

impl Machine {
    /// A machine with this number in its first register.
    #[must_use]
    pub fn new(first: i64) -> Self {
        let mut registers = [0; 24];
        registers[0] = first;
        Self { registers, pc: 0 }
    }

    /// One instruction; what the program gives, at its end.
    #[inline(always)]
    pub fn step(&mut self, code: &[Op]) -> Option<i64> {
        // Registers are few enough for a mask to do instead of a check.
        let Some(&op) = code.get(self.pc) else {
            return Some(0);
        };
        self.pc += 1;
        match op {
            Op::Load { to, value } => self.set(to, i64::from(value)),
            Op::Add { to, left, right } => {
                self.set(to, self.get(left).wrapping_add(self.get(right)))
            }
            Op::JumpUnlessLess {
                left,
                right,
                target,
            } => {
                if self.get(left) >= self.get(right) {
                    self.pc = usize::from(target);
                }
            }
            Op::Jump { target } => self.pc = usize::from(target),
            Op::Return { from } => return Some(self.get(from)),
        }
        None
    }

    /// Instructions up to the end.
    #[inline(never)]
    pub fn run(&mut self, code: &[Op]) -> i64 {
        loop {
            if let Some(result) = self.step(code) {
                return result;
            }
        }
    }

    fn get(&self, register: u8) -> i64 {
        self.registers
            .get(usize::from(register))
            .copied()
            .unwrap_or(0)
    }

    fn set(&mut self, register: u8, value: i64) {
        if let Some(place) = self.registers.get_mut(usize::from(register)) {
            *place = value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{COUNT, Machine, Op};

    #[test]
    fn it_counts() {
        assert_eq!(Machine::new(1000).run(COUNT), 1000);
        assert_eq!((size_of::<Op>(), size_of::<Machine>()), (8, 200));
    }
}
