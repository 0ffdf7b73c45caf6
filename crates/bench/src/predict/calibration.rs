//! What the simulated machine costs: what this machine was measured to cost.

use interleave_playground::engine::{Config, Dialect};
use interleave_report::Report;

use crate::experiments::costs;

/// The costs.
pub struct Calibration {
    /// Cores that the report was measured on.
    pub cores: u16,
    /// One thread hands a core to another.
    switch_ns: u64,
    /// One thread wakes another on another core.
    wake_up_ns: u64,
    /// Half of taking and letting go of a lock: each is an operation.
    operation_ns: u64,
    /// How long a thread keeps a core that another one wants.
    quantum_ns: u64,
}

/// Shorter slices than any scheduler gives would be noise.
const SHORTEST_QUANTUM_NS: u64 = 100_000;

impl Calibration {
    /// Reads them from the experiment `costs`.
    pub fn of(report: &Report) -> Result<Calibration, String> {
        let costs = report.experiment(costs::NAME).ok_or_else(|| {
            format!(
                "the report has no experiment `{}`, which the simulation is calibrated from: measure it as well",
                costs::NAME
            )
        })?;
        let cost = |variant: &str| costs.median(variant, &[], "time");
        let needed = |variant: &str| {
            cost(variant)
                .map(whole)
                .ok_or_else(|| format!("`{}` has not measured the {variant}", costs::NAME))
        };
        let switch_ns = needed(costs::THREAD_SWITCH)?;
        let cores = u16::try_from(report.machine.logical_cores).unwrap_or(u16::MAX);
        Ok(Calibration {
            cores: cores.clamp(1, Config::MAX_CORES),
            switch_ns,
            wake_up_ns: cost(costs::WAKE_UP).map_or(switch_ns, whole),
            operation_ns: needed(costs::LOCK)?.div_ceil(2),
            quantum_ns: cost(costs::TIME_SLICE)
                .map_or(Config::default().quantum_ns, whole)
                .max(SHORTEST_QUANTUM_NS),
        })
    }

    /// A machine for so many threads. The simulation has one cost of putting a thread on a core. With a core for each
    /// thread, who is put there was woken from another core; with fewer cores, mostly some other thread leaves it.
    pub fn machine(&self, threads: f64) -> Config {
        Config {
            dialect: Dialect::CpythonFreeThreaded,
            cores: self.cores,
            switch_ns: if threads <= f64::from(self.cores) {
                self.wake_up_ns
            } else {
                self.switch_ns
            },
            operation_ns: self.operation_ns,
            quantum_ns: self.quantum_ns,
            // Compiled code has no instructions of Python; where work matters it is fitted to what was measured.
            instruction_ns: 1,
            ..Config::default()
        }
    }
}

/// Nanoseconds of simulated time are whole.
fn whole(ns: f64) -> u64 {
    ns.round().max(1.0) as u64
}
