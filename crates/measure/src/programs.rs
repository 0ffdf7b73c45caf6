//! The Python programs of `programs/`, on the simulated machine from start to end.

use std::sync::Arc;

use interleave_engine::{Config, Limits, Simulator, Status};
use interleave_front::{Compiled, Options};
use interleave_program::Program;
use interleave_trace::{Trace, What};

/// Every program by its name.
const PROGRAMS: &[(&str, &str)] = &[
    ("count", include_str!("../programs/count.py")),
    ("philosophers", include_str!("../programs/philosophers.py")),
    (
        "queue_asyncio",
        include_str!("../programs/queue_asyncio.py"),
    ),
    (
        "queue_threads",
        include_str!("../programs/queue_threads.py"),
    ),
    ("ring_asyncio", include_str!("../programs/ring_asyncio.py")),
    ("ring_threads", include_str!("../programs/ring_threads.py")),
    ("shared", include_str!("../programs/shared.py")),
    (
        "sleepers_asyncio",
        include_str!("../programs/sleepers_asyncio.py"),
    ),
    (
        "sleepers_threads",
        include_str!("../programs/sleepers_threads.py"),
    ),
    ("workshop", include_str!("../programs/workshop.py")),
];

/// The machine of every experiment: the default one, with room for as much as is asked for.
#[must_use]
pub fn config() -> Config {
    Config {
        limits: Limits {
            instructions: u64::MAX,
            memory_bytes: 4 << 30,
            tasks: u32::MAX,
            events: u32::MAX,
            time_ns: u64::MAX,
            ..Limits::default()
        },
        ..Config::default()
    }
}

/// Compiles a program of the list; `size` turns its knob `N`.
///
/// # Errors
/// A sentence when there is no such program, or it is not accepted.
pub fn compile(name: &str, size: Option<i64>) -> Result<Arc<Program>, String> {
    let Some((_, source)) = PROGRAMS.iter().find(|(known, _)| *known == name) else {
        let known: Vec<&str> = PROGRAMS.iter().map(|(name, _)| *name).collect();
        return Err(format!(
            "no program is called `{name}`: there are {}",
            known.join(", ")
        ));
    };
    let options = Options {
        file_name: format!("{name}.py"),
        knobs: size
            .map(|size| ("N".to_owned(), size))
            .into_iter()
            .collect(),
        ..Options::default()
    };
    let Compiled {
        program,
        diagnostics,
    } = interleave_front::compile(source, &options);
    match program {
        Some(program) => Ok(Arc::new(program)),
        None => {
            let messages = diagnostics
                .iter()
                .map(|diagnostic| diagnostic.message.as_str());
            Err(format!(
                "{name}.py: {}",
                messages.collect::<Vec<_>>().join("; ")
            ))
        }
    }
}

/// A program on a machine, about to begin.
pub struct Prepared {
    simulator: Simulator,
    trace: Trace,
}

impl Prepared {
    /// Prepares a program; `traced` keeps every event rather than the output alone.
    ///
    /// # Errors
    /// A sentence when there is no such program, or it is not accepted.
    pub fn new(name: &str, size: i64, traced: bool) -> Result<Self, String> {
        let program = compile(name, Some(size))?;
        let mut trace = if traced {
            Trace::default()
        } else {
            Trace::of_output()
        };
        let simulator = Simulator::new(program, config(), &mut trace);
        Ok(Self { simulator, trace })
    }

    /// Runs it to its end, and gives the number that it printed: how much it has done.
    ///
    /// # Errors
    /// A sentence when it did not end well.
    pub fn run(&mut self) -> Result<u64, String> {
        while self.simulator.advance(Some(&mut self.trace)) == Status::Running {}
        let printed = self
            .trace
            .events()
            .iter()
            .rev()
            .find_map(|event| match event.what {
                What::Output { text, error: false } => self.trace.text(text).trim().parse().ok(),
                _ => None,
            });
        printed.ok_or_else(|| {
            format!(
                "the program printed no number: {:?}",
                self.simulator.run_status()
            )
        })
    }

    /// Events of the trace.
    #[must_use]
    pub fn events(&self) -> u32 {
        self.simulator.events()
    }
}

#[cfg(test)]
mod tests {
    use super::{PROGRAMS, Prepared};

    #[test]
    fn programs_print_how_much_they_did() {
        for (name, least) in [
            ("count", 4000),
            ("shared", 4000),
            ("queue_threads", 3000),
            ("queue_asyncio", 3000),
            ("ring_threads", 4000),
            ("ring_asyncio", 4000),
            ("sleepers_threads", 4000),
            ("sleepers_asyncio", 4000),
        ] {
            let done = Prepared::new(name, 4000, true).and_then(|mut prepared| prepared.run());
            assert!(
                done.as_ref()
                    .is_ok_and(|done| (least..=4000).contains(done)),
                "{name}: {done:?}"
            );
        }
        assert!(PROGRAMS.is_sorted());
    }
}
