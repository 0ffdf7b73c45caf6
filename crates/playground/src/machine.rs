//! The machine that a lesson asks for, as the engine's configuration.

use interleave_engine::{Config, Dialect, Policy};
use interleave_lessons::{self as lessons, Machine, Setting};

/// The configuration of a lesson's machine; what the lesson does not decide is the engine's default.
#[must_use]
pub fn config(machine: &Machine) -> Config {
    Config {
        dialect: dialect(machine.dialect),
        policy: policy(machine.policy),
        cores: machine.cores,
        quantum_ns: machine.quantum_ns,
        network_ns: machine.network_ns,
        seed: machine.seed,
        ..Config::default()
    }
}

/// Changes a configuration as a link of a lesson's text says.
pub fn change(config: &mut Config, setting: Setting) {
    match setting {
        Setting::Cores(cores) => config.cores = cores,
        Setting::QuantumNs(ns) => config.quantum_ns = ns,
        Setting::Dialect(name) => config.dialect = dialect(name),
        Setting::Policy(name) => config.policy = policy(name),
        Setting::NetworkNs(ns) => config.network_ns = ns,
        Setting::Seed(seed) => config.seed = seed,
    }
}

fn dialect(dialect: lessons::Dialect) -> Dialect {
    match dialect {
        lessons::Dialect::Cpython => Dialect::Cpython,
        lessons::Dialect::CpythonFreeThreaded => Dialect::CpythonFreeThreaded,
    }
}

fn policy(policy: lessons::Policy) -> Policy {
    match policy {
        lessons::Policy::RoundRobin => Policy::RoundRobin,
        lessons::Policy::FairShare => Policy::FairShare,
        lessons::Policy::FixedPriority => Policy::FixedPriority,
        lessons::Policy::PriorityInheritance => Policy::PriorityInheritance,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lesson_that_decides_nothing_has_the_engines_machine() {
        assert_eq!(config(&Machine::DEFAULT), Config::default());
    }

    #[test]
    fn dialects_and_policies_have_one_name() {
        for one in lessons::Dialect::ALL {
            assert_eq!(dialect(one).name(), one.name());
        }
        for one in lessons::Policy::ALL {
            assert_eq!(policy(one).name(), one.name());
        }
    }
}
