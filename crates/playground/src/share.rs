//! What a link carries: everything that a reader has chosen, and nothing that can be computed.
//!
//! Things are named as on the command line, so that a link outlives the order of an enumeration. Whatever a link says is
//! brought within bounds: it may come from anywhere.

use interleave_engine::{Config, Dialect, MemoryModel, Policy};
use interleave_front::MAX_SOURCE_BYTES;

/// Most knobs that a link may turn.
const MAX_KNOBS: usize = 256;
/// Shortest time slice, in nanoseconds: shorter ones leave no time to run in.
const MIN_QUANTUM_NS: u64 = 1_000;
/// Longest time that a link may ask for anywhere, in nanoseconds: a minute.
const MAX_NS: u64 = 60_000_000_000;

/// What a reader has chosen beside the lesson and the language.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct State {
    /// The program, unless it is the lesson's own.
    pub source: Option<String>,
    /// Knobs turned away from the values in the source.
    pub knobs: Vec<(String, i64)>,
    /// The machine, unless it is the lesson's own.
    pub machine: Option<Machine>,
    /// The schedule in its written form.
    pub schedule: String,
    /// Whether the reader chooses once the schedule is used up.
    pub by_hand: bool,
    /// The moment that is looked at.
    pub moment: u32,
    /// The views that are open, unless they are the lesson's own.
    pub views: Option<Vec<String>>,
    /// Whether the timeline's rows are cores.
    pub by_core: bool,
    /// The run that this one is compared with. Links that were made before there were any end before it.
    pub beside: Option<Beside>,
    /// What threads see of what others write; it stands readable beside the rest.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub memory: MemoryModel,
}

/// What a reader has chosen for a second run beside the first one. Views, playhead and hand are the first one's.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Beside {
    /// The lesson's name.
    pub lesson: String,
    /// The program, unless it is that lesson's own.
    pub source: Option<String>,
    /// Knobs turned away from the values in the source.
    pub knobs: Vec<(String, i64)>,
    /// The machine, unless it is that lesson's own.
    pub machine: Option<Machine>,
    /// The schedule in its written form.
    pub schedule: String,
}

impl State {
    /// The same within bounds; `None` for a source that is longer than any that is accepted.
    #[must_use]
    pub fn bounded(mut self) -> Option<State> {
        let long = |source: &String| source.len() > MAX_SOURCE_BYTES;
        let mut beside = self.beside.take();
        let sources = [
            self.source.as_ref(),
            beside.as_ref().and_then(|beside| beside.source.as_ref()),
        ];
        if sources.into_iter().flatten().any(long) {
            return None;
        }
        self.knobs.truncate(MAX_KNOBS);
        if let Some(beside) = &mut beside {
            beside.knobs.truncate(MAX_KNOBS);
        }
        self.beside = beside;
        Some(self)
    }
}

/// What a reader may choose about the machine.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Machine {
    dialect: String,
    policy: String,
    cores: u16,
    quantum_ns: u64,
    switch_ns: u64,
    network_ns: u64,
    seed: u64,
}

impl Machine {
    /// What a machine has of that.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        Self {
            dialect: config.dialect.name().to_owned(),
            policy: config.policy.name().to_owned(),
            cores: config.cores,
            quantum_ns: config.quantum_ns,
            switch_ns: config.switch_ns,
            network_ns: config.network_ns,
            seed: config.seed,
        }
    }

    /// A machine with all of that, within bounds.
    #[must_use]
    pub fn applied(&self, config: Config) -> Config {
        Config {
            dialect: Dialect::find(&self.dialect).unwrap_or(config.dialect),
            policy: Policy::find(&self.policy).unwrap_or(config.policy),
            cores: self.cores.clamp(1, Config::MAX_CORES),
            quantum_ns: self.quantum_ns.clamp(MIN_QUANTUM_NS, MAX_NS),
            switch_ns: self.switch_ns.min(MAX_NS),
            network_ns: self.network_ns.min(MAX_NS),
            // Controls of a page show signed numbers.
            seed: self.seed.min(i64::MAX as u64),
            ..config
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_survives_a_link() {
        let config = Config {
            policy: Policy::FairShare,
            cores: 7,
            seed: 9,
            ..Config::default()
        };
        assert_eq!(Machine::of(&config).applied(Config::default()), config);
    }

    #[test]
    fn what_a_link_asks_for_is_brought_within_bounds() {
        let machine = Machine {
            dialect: "<b>".to_owned(),
            policy: String::new(),
            cores: 0,
            quantum_ns: 0,
            switch_ns: u64::MAX,
            network_ns: u64::MAX,
            seed: u64::MAX,
        };
        let config = machine.applied(Config::default());
        assert_eq!(config.dialect, Dialect::Cpython);
        assert_eq!((config.cores, config.quantum_ns), (1, MIN_QUANTUM_NS));
        assert_eq!((config.switch_ns, config.network_ns), (MAX_NS, MAX_NS));
        let long = State {
            source: Some(" ".repeat(MAX_SOURCE_BYTES + 1)),
            ..State::default()
        };
        assert_eq!(long.bounded(), None);
        let beside = Beside {
            source: Some(" ".repeat(MAX_SOURCE_BYTES + 1)),
            ..Beside::default()
        };
        let long = State {
            beside: Some(beside.clone()),
            ..State::default()
        };
        assert_eq!(long.bounded(), None);
        let many = State {
            beside: Some(Beside {
                source: None,
                knobs: vec![(String::new(), 0); MAX_KNOBS + 1],
                ..beside
            }),
            ..State::default()
        };
        let knobs = many.bounded().and_then(|state| state.beside);
        assert_eq!(knobs.map(|beside| beside.knobs.len()), Some(MAX_KNOBS));
    }
}
