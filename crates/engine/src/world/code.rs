//! The program that a world runs, and what is known about it.

use std::cell::OnceCell;
use std::ops::Deref;
use std::sync::Arc;

use interleave_program::{Liveness, Program};

/// A program with what only some ask for. Worlds share it by counts without atomics: forks are made by the million.
#[derive(Debug)]
pub struct Code {
    program: Arc<Program>,
    liveness: OnceCell<Liveness>,
}

impl Code {
    /// Of a program that the verifier has accepted.
    pub fn new(program: Arc<Program>) -> Self {
        Self {
            program,
            liveness: OnceCell::new(),
        }
    }

    /// Which registers matter where: computed when it is asked for first, as runs that are never fingerprinted do without.
    pub fn liveness(&self) -> &Liveness {
        self.liveness.get_or_init(|| Liveness::of(&self.program))
    }
}

impl Deref for Code {
    type Target = Program;

    fn deref(&self) -> &Program {
        &self.program
    }
}
