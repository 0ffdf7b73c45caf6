//! What a lesson says will happen, in a form that a test can refute.

use std::fmt;

use crate::Machine;

/// One statement about runs of a lesson's program.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Claim {
    /// The knobs that are turned, the others standing as in the source.
    pub knobs: &'static [(&'static str, i64)],
    /// The machine; its seed is replaced by each of `0..seeds`.
    pub machine: Machine,
    /// How many seeds are tried.
    pub seeds: u64,
    /// For how many of them the outcome holds.
    pub quantifier: Quantifier,
    /// What one sees of a run.
    pub outcome: Outcome,
}

/// For how many seeds an outcome holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quantifier {
    /// For every one.
    Every,
    /// For one at least.
    Some,
    /// For none.
    No,
}

/// What one sees of a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// The program finishes, and this is a whole line of its output.
    Prints(&'static str),
    /// The program finishes without printing this line.
    PrintsNot(&'static str),
    /// The program finishes, and a line of its output begins with these words and goes on with a number within bounds.
    Counts {
        /// The words, without the blank behind them.
        words: &'static str,
        /// The least that is right.
        from: u64,
        /// The most that is right.
        to: u64,
    },
    /// The program finishes.
    Finishes,
    /// The program ends in a deadlock.
    Deadlocks,
    /// The run shows something of this kind to be wrong, such as `race`.
    Finds(&'static str),
    /// The program finishes at this virtual time, give or take the tolerance.
    EndsAt {
        /// When it ends.
        ms: u64,
        /// How much earlier or later is still right.
        tolerance_ms: u64,
    },
}

/// One run that a claim asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run {
    /// The knobs to turn.
    pub knobs: &'static [(&'static str, i64)],
    /// The machine, with the seed to use.
    pub machine: Machine,
}

/// What came of a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Observed {
    /// Standard output.
    pub stdout: String,
    /// How it ended.
    pub ending: Ending,
    /// The kinds of what it shows to be wrong.
    pub findings: Vec<&'static str>,
    /// The virtual time of its end.
    pub end_ns: u64,
}

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// The program came to its end.
    Finished,
    /// An exception was not caught.
    UncaughtException,
    /// Tasks wait for each other, or for what will never come.
    Deadlock,
    /// A limit of the engine was reached.
    LimitReached,
}

/// Why a claim does not hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refuted {
    /// The run with this seed contradicts it.
    BySeed {
        /// The seed.
        seed: u64,
        /// What its run came to.
        observed: Observed,
    },
    /// No run shows what some run should.
    ByAbsence,
}

impl Claim {
    /// That an outcome holds for each of many seeds, knobs as in the source.
    pub(crate) const fn every(machine: Machine, outcome: Outcome) -> Claim {
        Claim::new(machine, Quantifier::Every, outcome)
    }

    /// That an outcome holds for at least one of many seeds, knobs as in the source.
    pub(crate) const fn some(machine: Machine, outcome: Outcome) -> Claim {
        Claim::new(machine, Quantifier::Some, outcome)
    }

    /// That an outcome holds for none of many seeds, knobs as in the source.
    pub(crate) const fn no(machine: Machine, outcome: Outcome) -> Claim {
        Claim::new(machine, Quantifier::No, outcome)
    }

    const fn new(machine: Machine, quantifier: Quantifier, outcome: Outcome) -> Claim {
        Claim {
            knobs: &[],
            machine,
            seeds: 50,
            quantifier,
            outcome,
        }
    }

    /// The same with knobs turned.
    pub(crate) const fn with(self, knobs: &'static [(&'static str, i64)]) -> Claim {
        Claim { knobs, ..self }
    }

    /// The same over another number of seeds.
    pub(crate) const fn over(self, seeds: u64) -> Claim {
        Claim { seeds, ..self }
    }

    /// Runs the program as often as it takes to refute the claim or to believe it.
    ///
    /// # Errors
    /// Says what refutes it.
    pub fn check(&self, mut run: impl FnMut(&Run) -> Observed) -> Result<(), Refuted> {
        for seed in 0..self.seeds {
            let observed = run(&Run {
                knobs: self.knobs,
                machine: Machine {
                    seed,
                    ..self.machine
                },
            });
            match (self.quantifier, self.outcome.holds(&observed)) {
                (Quantifier::Some, true) => return Ok(()),
                (Quantifier::Every, false) | (Quantifier::No, true) => {
                    return Err(Refuted::BySeed { seed, observed });
                }
                (Quantifier::Some, false) | (Quantifier::Every, true) | (Quantifier::No, false) => {
                }
            }
        }
        match self.quantifier {
            Quantifier::Some => Err(Refuted::ByAbsence),
            Quantifier::Every | Quantifier::No => Ok(()),
        }
    }
}

impl Outcome {
    /// Whether a run shows this outcome.
    #[must_use]
    pub fn holds(&self, observed: &Observed) -> bool {
        let finished = observed.ending == Ending::Finished;
        let prints = |line: &str| observed.stdout.lines().any(|printed| printed == line);
        match *self {
            Outcome::Prints(line) => finished && prints(line),
            Outcome::PrintsNot(line) => finished && !prints(line),
            Outcome::Counts { words, from, to } => {
                let number = observed.stdout.lines().find_map(|line| {
                    let rest = line.strip_prefix(words)?;
                    rest.split_whitespace().next()?.parse::<u64>().ok()
                });
                finished && number.is_some_and(|number| (from..=to).contains(&number))
            }
            Outcome::Finishes => finished,
            Outcome::Deadlocks => observed.ending == Ending::Deadlock,
            Outcome::Finds(kind) => observed.findings.contains(&kind),
            Outcome::EndsAt { ms, tolerance_ms } => {
                finished && observed.end_ns.abs_diff(ms * 1_000_000) <= tolerance_ms * 1_000_000
            }
        }
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quantifier = match self.quantifier {
            Quantifier::Every => "every",
            Quantifier::Some => "some",
            Quantifier::No => "no",
        };
        write!(f, "{quantifier} seed of 0..{} ", self.seeds)?;
        match self.outcome {
            Outcome::Prints(line) => write!(f, "prints {line:?}")?,
            Outcome::PrintsNot(line) => write!(f, "finishes without printing {line:?}")?,
            Outcome::Counts { words, from, to } => {
                write!(f, "prints {words:?} and a number from {from} to {to}")?;
            }
            Outcome::Finishes => write!(f, "finishes")?,
            Outcome::Deadlocks => write!(f, "deadlocks")?,
            Outcome::Finds(kind) => write!(f, "shows a finding of kind {kind}")?,
            Outcome::EndsAt { ms, tolerance_ms } => write!(f, "ends at {ms} ± {tolerance_ms} ms")?,
        }
        let machine = &self.machine;
        write!(
            f,
            " on {}, {} cores, {}, slices of {} ns",
            machine.dialect.name(),
            machine.cores,
            machine.policy.name(),
            machine.quantum_ns
        )?;
        for (knob, value) in self.knobs {
            write!(f, ", {knob}={value}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn observed(stdout: &str, ending: Ending, end_ms: u64) -> Observed {
        Observed {
            stdout: stdout.to_owned(),
            ending,
            findings: Vec::new(),
            end_ns: end_ms * 1_000_000,
        }
    }

    /// A program that prints its seed, and deadlocks for seed 3.
    fn run(run: &Run) -> Observed {
        let ending = match run.machine.seed {
            3 => Ending::Deadlock,
            _ => Ending::Finished,
        };
        observed(&format!("seed {}\n", run.machine.seed), ending, 10)
    }

    #[test]
    fn every_some_and_no_are_quantifiers() {
        let machine = Machine::DEFAULT;
        let by_seed = |result: Result<(), Refuted>| match result {
            Err(Refuted::BySeed { seed, .. }) => Some(seed),
            _ => None,
        };
        assert_eq!(
            Claim::every(machine, Outcome::Finishes).over(3).check(run),
            Ok(())
        );
        assert_eq!(
            by_seed(Claim::every(machine, Outcome::Finishes).check(run)),
            Some(3)
        );
        assert_eq!(Claim::some(machine, Outcome::Deadlocks).check(run), Ok(()));
        assert_eq!(
            Claim::some(machine, Outcome::Deadlocks).over(3).check(run),
            Err(Refuted::ByAbsence)
        );
        assert_eq!(
            Claim::no(machine, Outcome::Deadlocks).over(3).check(run),
            Ok(())
        );
        assert_eq!(
            by_seed(Claim::no(machine, Outcome::Prints("seed 1")).check(run)),
            Some(1)
        );
    }

    #[test]
    fn an_outcome_reads_whole_lines_of_a_finished_run() {
        let run = observed("counter 20\ndone\n", Ending::Finished, 2000);
        assert!(Outcome::Prints("counter 20").holds(&run));
        assert!(!Outcome::Prints("counter 2").holds(&run));
        assert!(Outcome::PrintsNot("counter 2").holds(&run));
        assert!(
            Outcome::EndsAt {
                ms: 1995,
                tolerance_ms: 5
            }
            .holds(&run)
        );
        assert!(
            !Outcome::EndsAt {
                ms: 1990,
                tolerance_ms: 5
            }
            .holds(&run)
        );

        let counts = |words, from, to| Outcome::Counts { words, from, to };
        assert!(counts("counter", 20, 30).holds(&run));
        assert!(!counts("counter", 21, 30).holds(&run));
        assert!(!counts("done", 0, u64::MAX).holds(&run));

        let stuck = observed("counter 20\n", Ending::Deadlock, 2000);
        assert!(!Outcome::Prints("counter 20").holds(&stuck));
        assert!(!Outcome::PrintsNot("counter 2").holds(&stuck));
        assert!(Outcome::Deadlocks.holds(&stuck));
        assert!(!counts("counter", 20, 20).holds(&stuck));

        let racy = Observed {
            findings: vec!["race"],
            ..run
        };
        assert!(Outcome::Finds("race").holds(&racy));
        assert!(!Outcome::Finds("race").holds(&stuck));
    }

    #[test]
    fn a_claim_reads_as_a_sentence() {
        let claim = Claim::every(Machine::DEFAULT, Outcome::Prints("x")).with(&[("SAFE", 1)]);
        assert_eq!(
            claim.to_string(),
            "every seed of 0..50 prints \"x\" on cpython, 2 cores, round-robin, slices of 4000000 ns, SAFE=1"
        );
    }
}
