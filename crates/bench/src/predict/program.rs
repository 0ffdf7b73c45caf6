//! Python programs on the engine.

use interleave_playground::engine::Config;
use interleave_playground::run::{Run, compile};
use interleave_playground::trace::snapshot::RunStatus;
use interleave_report::Summary;

/// A program of this crate's folder `programs`, by its name.
#[derive(Clone, Copy)]
pub struct Program {
    pub name: &'static str,
    pub source: &'static str,
}

/// The programs' knobs.
pub type Knobs<'a> = &'a [(&'a str, i64)];

/// Runs of different seeds, of which the middle is taken.
const SEEDS: u64 = 5;
/// A simulation that is not over by then would not be waited for.
const MOST_STEPS: u64 = 50_000_000;

impl Program {
    /// The number that it prints after a name; the median of several seeds.
    pub fn prints(&self, name: &str, knobs: Knobs, config: &Config) -> Result<f64, String> {
        let mut seen = Vec::new();
        for seed in 0..SEEDS {
            let config = Config {
                seed,
                ..config.clone()
            };
            let (output, status) = self.run(knobs, config)?;
            if !matches!(status, RunStatus::Finished { .. }) {
                return Err(format!("{} did not finish: {status:?}", self.name));
            }
            seen.push(
                number(&output, name)
                    .ok_or_else(|| format!("{} printed no `{name}`, but: {output}", self.name))?,
            );
        }
        Ok(Summary::of(&seen).median)
    }

    /// The share of runs, in per cent, in which nobody could go on in the end.
    pub fn deadlocks(&self, knobs: Knobs, config: &Config) -> Result<f64, String> {
        let mut deadlocked = 0;
        for seed in 0..SEEDS {
            let config = Config {
                seed,
                ..config.clone()
            };
            let (_, status) = self.run(knobs, config)?;
            deadlocked += u64::from(status == RunStatus::Deadlocked);
        }
        Ok(deadlocked as f64 / SEEDS as f64 * 100.0)
    }

    /// A machine on which it takes so long as was measured, by the price of an instruction: one instruction stands for as
    /// much of the measured work as that takes.
    pub fn fitted(
        &self,
        knobs: Knobs,
        config: &Config,
        measured_ns: f64,
    ) -> Result<Config, String> {
        const PRICE_NS: u64 = 1_000;
        let free_otherwise = Config {
            instruction_ns: PRICE_NS,
            operation_ns: 0,
            switch_ns: 0,
            quantum_ns: u64::MAX / 4,
            ..config.clone()
        };
        let instructions = self.prints("elapsed", knobs, &free_otherwise)? * 1e9 / PRICE_NS as f64;
        Ok(Config {
            instruction_ns: (measured_ns / instructions.max(1.0)).round().max(1.0) as u64,
            ..config.clone()
        })
    }

    fn run(&self, knobs: Knobs, config: Config) -> Result<(String, RunStatus), String> {
        let knobs: Vec<(String, i64)> = knobs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), *value))
            .collect();
        let (program, _) = compile(self.name, self.source, &knobs).map_err(|wrong| {
            let first = wrong.first().map(|one| one.message.as_str());
            format!(
                "{} was not accepted: {}",
                self.name,
                first.unwrap_or_default()
            )
        })?;
        let mut run = Run::of_output(program, config, MOST_STEPS);
        let (output, error) = run.finish();
        Ok((output + &error, run.status()))
    }
}

fn number(output: &str, name: &str) -> Option<f64> {
    let mut lines = output.lines();
    lines.find_map(|line| line.strip_prefix(name)?.trim().parse().ok())
}
