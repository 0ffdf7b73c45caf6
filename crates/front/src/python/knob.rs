//! Knobs: constants that the reader may turn, marked by a comment such as `WORKERS = 3  # knob: 1..16`.

use interleave_program::{ConstId, Constant, Knob, SourceFile, Span};
use ruff_python_ast::{Expr, ModModule, Number, Stmt, UnaryOp};
use ruff_text_size::Ranged;
use rustc_hash::FxHashMap;

use super::builder::Builder;
use super::parse::span;
use crate::{Diagnostic, Severity};

/// Where the value of a knob stands in the pool.
#[derive(Clone, Copy)]
pub struct KnobValue {
    /// Its own entry.
    pub constant: ConstId,
}

/// Finds the knobs of a program and gives each an entry in the pool. What is returned is keyed by the place of the
/// statement.
pub fn knobs(
    file: &SourceFile,
    module: &ModModule,
    comments: &[Span],
    builder: &mut Builder,
    diagnostics: &mut Vec<Diagnostic>,
) -> FxHashMap<u32, KnobValue> {
    let mut found = FxHashMap::default();
    for comment in comments {
        let text = &file.text[comment.start as usize..comment.end as usize];
        let Some(range) = text
            .trim_start_matches('#')
            .trim_start()
            .strip_prefix("knob:")
        else {
            continue;
        };
        match knob(file, module, *comment, range) {
            Ok((statement, mut knob)) => {
                if builder
                    .program()
                    .knobs
                    .iter()
                    .any(|other| other.name == knob.name)
                {
                    let message = format!("there is another knob named `{}`", knob.name);
                    diagnostics.push(Diagnostic::new(Severity::Warning, file, *comment, message));
                    continue;
                }
                knob.constant = builder.own_constant(Constant::Int(knob.value));
                let constant = knob.constant;
                found.insert(statement, KnobValue { constant });
                builder.program().knobs.push(knob);
            }
            Err(message) => {
                let diagnostic = Diagnostic::new(Severity::Warning, file, *comment, message)
                    .construct("knob")
                    .help("write it after an assignment at the left margin: WORKERS = 3  # knob: 1..16");
                diagnostics.push(diagnostic);
            }
        }
    }
    found
}

fn knob(
    file: &SourceFile,
    module: &ModModule,
    comment: Span,
    range: &str,
) -> Result<(u32, Knob), String> {
    let line = file.position(comment.start).0;
    let assignment = module.body.iter().find_map(|statement| match statement {
        Stmt::Assign(assign) if file.position(assign.range.end().to_u32()).0 == line => {
            match &assign.targets[..] {
                [Expr::Name(name)] => Some((assign.range, name, &*assign.value)),
                _ => None,
            }
        }
        Stmt::AnnAssign(assign) if file.position(assign.range.end().to_u32()).0 == line => {
            match (&*assign.target, &assign.value) {
                (Expr::Name(name), Some(value)) => Some((assign.range, name, &**value)),
                _ => None,
            }
        }
        _ => None,
    });
    let Some((statement, name, value_expression)) = assignment else {
        return Err("a knob belongs to a variable of the module".to_owned());
    };
    let Some(value) = integer(value_expression) else {
        return Err(format!(
            "the knob `{}` needs an integer as its value",
            name.id
        ));
    };
    let bounds = range
        .trim()
        .split_once("..")
        .and_then(|(min, max)| Some((bound(min)?, bound(max)?)));
    let Some((min, max)) = bounds else {
        return Err("the range of a knob is two integers, such as 1..16".to_owned());
    };
    if min > max {
        return Err(format!("the range {min}..{max} is empty"));
    }
    if value < min || value > max {
        return Err(format!(
            "the value {value} is outside the range {min}..{max}"
        ));
    }
    let knob = Knob {
        name: name.id.to_string(),
        constant: ConstId(0),
        value,
        min,
        max,
        span: span(value_expression.range()),
    };
    Ok((statement.start().to_u32(), knob))
}

fn bound(text: &str) -> Option<i64> {
    text.trim().replace('_', "").parse().ok()
}

fn integer(expression: &Expr) -> Option<i64> {
    match expression {
        Expr::NumberLiteral(number) => match &number.value {
            Number::Int(int) => int.as_i64(),
            _ => None,
        },
        Expr::UnaryOp(unary) if unary.op == UnaryOp::USub => {
            integer(&unary.operand).and_then(i64::checked_neg)
        }
        _ => None,
    }
}
