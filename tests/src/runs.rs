//! Running the recorded programs.

use interleave_playground::engine::{Config, Dialect};
use interleave_playground::program::Program as Code;
use interleave_playground::run::{Run, compile};

use crate::programs::Program;

/// The machine that program.toml asks for.
///
/// # Panics
/// When program.toml names no dialect of ours.
#[must_use]
pub fn config(program: &Program) -> Config {
    let settings = program.settings();
    let default = Config::default();
    Config {
        dialect: settings.dialect.map_or(default.dialect, |name| {
            Dialect::find(&name).expect("a dialect")
        }),
        cores: settings.cores.map_or(default.cores, |cores| {
            u16::try_from(cores).expect("a number of cores")
        }),
        seed: settings.seed.unwrap_or(default.seed),
        ..default
    }
}

/// A program, compiled.
///
/// # Panics
/// When the program is not accepted.
#[must_use]
pub fn compiled(program: &Program) -> Code {
    let (compiled, _warnings) = compile("main.py", program.source, &[])
        .unwrap_or_else(|errors| panic!("{} is not accepted: {errors:#?}", program.name));
    compiled
}

/// A run of a program that is about to begin.
///
/// # Panics
/// When the program is not accepted.
#[must_use]
pub fn start(program: &Program, config: &Config) -> Run {
    Run::new(compiled(program), config.clone())
}
