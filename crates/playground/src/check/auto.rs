//! Which strategy goes first where nobody names one, and which comes after it.
//!
//! Breadth first, as it knows most: shortest schedules, numbers, livelocks. Where there are too many states for that, one
//! schedule for each order that matters, which often are few. If they are not, breadth first again for as long as the bounds
//! allow; and at last schedules by chance, which may find what lies deeper than the bounds.

use interleave_explorer::{Bounds, Report, Strategy};

use super::Question;

/// States after which breadth-first search lets the others have a go.
const FIRST_STATES: u64 = 1_000_000;
/// Steps after which partial-order reduction gives up.
const REDUCED_STEPS: u64 = 3_000_000;
/// Schedules by chance.
const SCHEDULES: u64 = 10_000;

/// The strategies to be tried one after the other, until one of them gives an answer, and within what.
pub(super) fn stages(question: &Question) -> Vec<(Strategy, Bounds)> {
    let bounds = question.bounds;
    let Strategy::Auto { seed } = question.strategy else {
        return vec![(question.strategy, bounds)];
    };
    let states = |states: u64| Bounds {
        states: bounds.states.min(states),
        ..bounds
    };
    let all = (Strategy::Breadth, bounds);
    // How often a turn is taken away is for breadth-first search to count.
    if bounds.preemptions.is_some() {
        return vec![all];
    }
    let chance = Bounds {
        schedules: bounds.schedules.min(SCHEDULES),
        ..bounds
    };
    let mut stages = vec![
        (Strategy::Breadth, states(FIRST_STATES)),
        (Strategy::Reduced, states(REDUCED_STEPS)),
    ];
    if bounds.states > FIRST_STATES {
        stages.push(all);
    }
    stages.push((Strategy::Random { seed }, chance));
    stages
}

/// Adds to what a search has found what others found before it, none of which went through every schedule.
pub(super) fn merge(mut report: Report, before: &[Report]) -> Report {
    if report.complete {
        return report;
    }
    for earlier in before {
        for outcome in &earlier.outcomes {
            let is_same = |known: &interleave_explorer::Outcome| {
                (&known.stdout, known.exit) == (&outcome.stdout, outcome.exit)
            };
            if !report.outcomes.iter().any(is_same) {
                report.outcomes.push(outcome.clone());
            }
        }
        for finding in &earlier.findings {
            if !report.findings.contains(finding) {
                report.findings.push(finding.clone());
            }
        }
        // The most that anybody has seen, and why it was not all.
        if earlier.states > report.states {
            (report.states, report.limit) = (earlier.states, earlier.limit);
        }
    }
    report
}
