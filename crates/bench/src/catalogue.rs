//! Which experiments there are.

use crate::experiment::Experiment;
use crate::experiments::{
    blocked_loop, channels, costs, false_sharing, lock_granularity, lost_update, philosophers,
    priority_inversion, read_write_lock, speed_up, waiting, work_stealing,
};

/// Every experiment, in the order in which to read them.
pub fn all() -> impl Iterator<Item = &'static dyn Experiment> {
    const ALL: &[&dyn Experiment] = &[
        &lost_update::LostUpdate,
        &false_sharing::FalseSharing,
        &lock_granularity::LockGranularity,
        &read_write_lock::ReadWriteLock,
        &costs::Costs,
        &waiting::Waiting,
        &speed_up::SpeedUp,
        &blocked_loop::BlockedLoop,
        &channels::Channels,
        &work_stealing::WorkStealing,
        &philosophers::Philosophers,
        &priority_inversion::PriorityInversion,
    ];
    ALL.iter().copied()
}

/// Their names.
pub fn names() -> Vec<&'static str> {
    all().map(|experiment| experiment.name()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_experiment_belongs_to_a_lesson_that_there_is() {
        for experiment in all() {
            let lesson = interleave_playground::lessons::find(experiment.lesson());
            assert!(lesson.is_some(), "{}", experiment.name());
        }
    }

    #[test]
    fn names_differ() {
        let mut names = names();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all().count());
    }
}
