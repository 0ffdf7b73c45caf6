//! Compiled programs: what a front end produces and the engine runs.
//!
//! A [`Program`] is a set of [`Function`]s of register bytecode ([`Op`]), a pool of constants, and the
//! maps back to the source. It is data without behaviour: the semantics live in the engine, the languages in
//! the front ends.
//!
//! **Architecture invariant:** this crate knows no language, no engine and no browser, and every `Program`
//! that [`verify`](verify::verify) accepts can be executed without an index going out of bounds.

pub mod disassemble;
pub mod function;
pub mod ids;
mod lines;
pub mod liveness;
pub mod methods;
pub mod name;
pub mod native;
pub mod op;
mod operands;
pub mod program;
pub mod source;
pub mod verify;

pub use function::{Function, FunctionKind, Handler, Parameters};
pub use ids::{ConstId, FileId, FunctionId, GlobalId, NameId, Reg, Site};
pub use lines::Lines;
pub use liveness::Liveness;
pub use name::well_known;
pub use native::Native;
pub use op::{BinaryOp, CompareOp, Op, UnaryOp};
pub use program::{Constant, Global, Hook, Knob, Program};
pub use source::{SourceFile, Span};
