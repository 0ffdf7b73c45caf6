//! The disassembler: a program as text for golden files and for the curious.

use std::fmt::Write as _;

use crate::{Constant, FileId, Function, FunctionKind, Op, Program};

/// The reader's own functions as text, each instruction with its source line; the library is left out.
#[must_use]
pub fn disassemble(program: &Program) -> String {
    let mut text = String::new();
    for function in program
        .functions
        .iter()
        .filter(|function| !function.library)
    {
        header(program, function, &mut text);
        let mut last_line = 0;
        for (pc, op) in function.code.iter().enumerate() {
            let line = line_of(program, function, pc);
            let mark = if line == last_line {
                "    ".to_owned()
            } else {
                format!("{line:>4}")
            };
            last_line = line;
            let _ = writeln!(text, "{mark} {pc:>4}  {}", instruction(program, *op));
        }
        for handler in &function.handlers {
            let _ = writeln!(
                text,
                "       on exception in {}..{} go to {} with r{}",
                handler.start, handler.end, handler.target, handler.exception.0
            );
        }
        text.push('\n');
    }
    text
}

fn header(program: &Program, function: &Function, text: &mut String) {
    let kind = match function.kind {
        FunctionKind::Plain => "function",
        FunctionKind::Generator => "generator",
        FunctionKind::Coroutine => "coroutine",
        FunctionKind::AsyncGenerator => "async generator",
    };
    let parameters: Vec<&str> = function
        .parameters
        .positional
        .iter()
        .map(|name| program.name(*name))
        .collect();
    let _ = writeln!(
        text,
        "{kind} {}({}) {} registers",
        function.qualified_name,
        parameters.join(", "),
        function.registers
    );
    if !function.captures.is_empty() {
        let cells: Vec<String> = function
            .captures
            .iter()
            .map(|reg| format!("r{}", reg.0))
            .collect();
        let _ = writeln!(text, "       captures {} of its parent", cells.join(", "));
    }
}

fn line_of(program: &Program, function: &Function, pc: usize) -> u32 {
    if function.file != FileId(0) {
        return 0;
    }
    let span = function.spans.get(pc).copied().unwrap_or_default();
    program
        .files
        .first()
        .map_or(0, |file| file.position(span.start).0)
}

/// One instruction with its names and constants in place of their ids, which change with the library.
#[must_use]
pub fn instruction(program: &Program, op: Op) -> String {
    let shown = format!("{op:?}");
    let resolved = match op {
        Op::Const { id, .. } | Op::CallNamed { names: id, .. } => {
            Some(constant(program, id.index()))
        }
        Op::LoadGlobal { global, .. }
        | Op::LoadStable { global, .. }
        | Op::StoreGlobal { global, .. }
        | Op::UnsetGlobal { global } => Some(program.global_name(global).to_owned()),
        Op::CheckBound { name, .. }
        | Op::GetAttr { name, .. }
        | Op::SetAttr { name, .. }
        | Op::DelAttr { name, .. }
        | Op::CallMethod { name, .. } => Some(program.name(name).to_owned()),
        Op::Closure { function, .. } => program
            .functions
            .get(function.index())
            .map(|function| function.qualified_name.clone()),
        _ => None,
    };
    let mut text = String::new();
    let mut words = shown.split(' ').filter(|word| !matches!(*word, "{" | "}"));
    if let Some(name) = words.next() {
        text.push_str(name);
    }
    for word in words {
        let word = word.trim_end_matches(',');
        text.push(' ');
        match (word.strip_prefix("Reg("), &resolved) {
            (Some(reg), _) => {
                text.push('r');
                text.push_str(reg.trim_end_matches(')'));
            }
            (None, Some(resolved)) if word.contains("Id(") => text.push_str(resolved),
            _ => text.push_str(word),
        }
    }
    text
}

fn constant(program: &Program, index: usize) -> String {
    match program.constants.get(index) {
        None => "?".to_owned(),
        Some(Constant::None) => "None".to_owned(),
        Some(Constant::Ellipsis) => "...".to_owned(),
        Some(Constant::Bool(value)) => value.to_string(),
        Some(Constant::Int(value)) => value.to_string(),
        Some(Constant::BigInt(digits)) => digits.clone(),
        Some(Constant::Float(value)) => format!("{value:?}"),
        Some(Constant::Str(text)) => format!("{text:?}"),
        Some(Constant::Native(native)) => native.path().to_owned(),
        Some(Constant::Tuple(items)) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| constant(program, item.index()))
                .collect();
            format!("({})", items.join(", "))
        }
    }
}
