//! The verifier: a program that it accepts can be executed without an index going out of bounds.

use crate::operands::{jump_target, operands};
use crate::{Constant, Function, FunctionId, NameId, Op, Program, well_known};

/// Most registers that a function may have.
pub const MAX_REGISTERS: usize = 4096;

/// Why a program was refused, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The function at fault, if it is one.
    pub function: Option<FunctionId>,
    /// The instruction at fault.
    pub pc: usize,
    /// What is wrong.
    pub message: String,
}

/// Checks every index of a program.
///
/// # Errors
/// The first fault found.
pub fn verify(program: &Program) -> Result<(), Fault> {
    let whole = |message: &str| Fault {
        function: None,
        pc: 0,
        message: message.to_owned(),
    };
    if program.main.index() >= program.functions.len() {
        return Err(whole("the main function is missing"));
    }
    if !well_known::TABLE
        .iter()
        .zip(&program.names)
        .all(|(known, name)| known == name)
        || program.names.len() < well_known::TABLE.len()
    {
        return Err(whole(
            "the name table does not start with the well-known names",
        ));
    }
    if program.names.len() > usize::from(u16::MAX) {
        return Err(whole("there are too many names"));
    }
    for (index, constant) in program.constants.iter().enumerate() {
        match constant {
            Constant::Tuple(items) if items.iter().any(|item| item.index() >= index) => {
                return Err(whole("a tuple constant refers to a later constant"));
            }
            Constant::BigInt(digits) if !is_decimal(digits) => {
                return Err(whole("a big integer constant is not decimal"));
            }
            _ => {}
        }
    }
    if program
        .globals
        .iter()
        .any(|global| global.name.index() >= program.names.len())
        || program
            .hooks
            .iter()
            .flatten()
            .any(|hook| hook.index() >= program.functions.len())
        || program
            .knobs
            .iter()
            .any(|knob| knob.constant.index() >= program.constants.len())
    {
        return Err(whole("a global, hook or knob refers to nothing"));
    }
    let mut total = 0usize;
    for (index, function) in program.functions.iter().enumerate() {
        if program.site_bases.get(index).map(|&base| base as usize) != Some(total) {
            return Err(whole("the program was not laid out"));
        }
        total += function.code.len();
        Checker {
            program,
            function,
            id: FunctionId(index as u32),
        }
        .check()?;
    }
    if program.site_bases.len() != program.functions.len() + 1 || total > u32::MAX as usize {
        return Err(whole("the program was not laid out"));
    }
    Ok(())
}

fn is_decimal(digits: &str) -> bool {
    let digits = digits.strip_prefix('-').unwrap_or(digits);
    !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())
}

struct Checker<'a> {
    program: &'a Program,
    function: &'a Function,
    id: FunctionId,
}

impl Checker<'_> {
    fn check(&self) -> Result<(), Fault> {
        let function = self.function;
        let registers = usize::from(function.registers);
        let entry = function.parameters.count() + function.captures.len();
        if registers > MAX_REGISTERS || entry > registers {
            return Err(self.fault(0, "it has too many registers or too few"));
        }
        let has_lines = !(function.library && function.spans.is_empty());
        if has_lines && function.spans.len() != function.code.len() {
            return Err(self.fault(0, "its source map does not fit its code"));
        }
        if function.parameters.defaults as usize > function.parameters.positional.len()
            || function.parameters.positional_only as usize > function.parameters.positional.len()
        {
            return Err(self.fault(0, "its parameters contradict each other"));
        }
        let enclosing = function
            .parent
            .and_then(|id| self.program.functions.get(id.index()));
        if !function.captures.is_empty()
            && enclosing.is_none_or(|parent| {
                function
                    .captures
                    .iter()
                    .any(|cell| cell.0 >= parent.registers)
            })
        {
            return Err(self.fault(0, "it captures registers that its parent does not have"));
        }
        if function.locals.iter().any(|(reg, name)| {
            reg.0 >= function.registers || name.index() >= self.program.names.len()
        }) || function
            .parameters
            .positional
            .iter()
            .any(|name| !self.has_name(*name))
            || function
                .parameters
                .keyword_only
                .iter()
                .any(|(name, _)| !self.has_name(*name))
        {
            return Err(self.fault(0, "its names refer to nothing"));
        }
        for handler in &function.handlers {
            if handler.start > handler.end
                || handler.end as usize > function.code.len()
                || handler.target as usize >= function.code.len()
                || handler.exception.0 >= function.registers
            {
                return Err(self.fault(
                    handler.target as usize,
                    "an exception handler is out of range",
                ));
            }
        }
        if !function
            .code
            .last()
            .is_some_and(|op| op.never_falls_through())
        {
            return Err(self.fault(function.code.len(), "execution can run off its end"));
        }
        (0..function.code.len()).try_for_each(|pc| self.instruction(pc))
    }

    fn instruction(&self, pc: usize) -> Result<(), Fault> {
        let op = self.function.code[pc];
        let mut widest = 0usize;
        operands(op, self.program, &mut |_, reg, count| {
            widest = widest.max(reg.index() + usize::from(count));
        });
        if widest > usize::from(self.function.registers) {
            return Err(self.fault(pc, "it names a register that the frame does not have"));
        }
        let target = match op {
            Op::Loop { target } if target as usize > pc => Some(-1),
            _ => jump_target(op, pc),
        };
        if target.is_some_and(|target| target < 0 || target >= self.function.code.len() as i64) {
            return Err(self.fault(pc, "it jumps out of the function"));
        }
        let refers = match op {
            Op::Const { id, .. } => id.index() < self.program.constants.len(),
            Op::CallNamed { names, args, .. } => self.are_names(names.index(), args),
            Op::LoadGlobal { global, .. }
            | Op::LoadStable { global, .. }
            | Op::StoreGlobal { global, .. }
            | Op::UnsetGlobal { global } => global.index() < self.program.globals.len(),
            Op::CheckBound { name, .. }
            | Op::GetAttr { name, .. }
            | Op::SetAttr { name, .. }
            | Op::DelAttr { name, .. }
            | Op::CallMethod { name, .. } => self.has_name(name),
            Op::Closure { function, .. } => self
                .program
                .functions
                .get(function.index())
                .is_some_and(|inner| inner.captures.is_empty() || inner.parent == Some(self.id)),
            _ => true,
        };
        if refers {
            Ok(())
        } else {
            Err(self.fault(pc, "it refers to something that is not there"))
        }
    }

    fn are_names(&self, constant: usize, args: u8) -> bool {
        match self.program.constants.get(constant) {
            Some(Constant::Tuple(items)) => {
                items.len() <= usize::from(args)
                    && items.iter().all(|item| {
                        matches!(
                            self.program.constants.get(item.index()),
                            Some(Constant::Str(_))
                        )
                    })
            }
            _ => false,
        }
    }

    fn has_name(&self, name: NameId) -> bool {
        name.index() < self.program.names.len()
    }

    fn fault(&self, pc: usize, message: &str) -> Fault {
        Fault {
            function: Some(self.id),
            pc,
            message: message.to_owned(),
        }
    }
}
