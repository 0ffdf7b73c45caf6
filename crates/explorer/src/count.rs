//! How many schedules lead to each state: exact, where no schedule can go round in a circle.

use num_bigint::BigUint;

use crate::graph::{Graph, StateId};

/// A number of schedules: nearly always small, but it doubles with every step.
#[derive(Clone, Debug)]
enum Ways {
    Few(u64),
    Many(Box<BigUint>),
}

impl Ways {
    fn add(&mut self, other: &Ways) {
        let sum = match (&*self, other) {
            (Ways::Few(ours), Ways::Few(theirs)) => match ours.checked_add(*theirs) {
                Some(sum) => return *self = Ways::Few(sum),
                None => BigUint::from(*ours) + *theirs,
            },
            (Ways::Many(ours), Ways::Few(theirs)) => &**ours + *theirs,
            (Ways::Few(ours), Ways::Many(theirs)) => &**theirs + *ours,
            (Ways::Many(ours), Ways::Many(theirs)) => &**ours + &**theirs,
        };
        *self = Ways::Many(Box::new(sum));
    }

    fn number(&self) -> BigUint {
        match self {
            Ways::Few(few) => BigUint::from(*few),
            Ways::Many(many) => (**many).clone(),
        }
    }
}

/// The number of schedules that lead to each of `ends`, in their order; `None` when some schedule never ends, so that
/// there is no such number. The graph must be complete.
pub fn ways(graph: &Graph, ends: &[StateId]) -> Option<Vec<BigUint>> {
    let mut missing = vec![0u32; graph.len()];
    for state in 0..graph.len() as StateId {
        for edge in graph.edges(state) {
            if let Some(missing) = missing.get_mut(edge.target as usize) {
                *missing += 1;
            }
        }
    }
    if missing.first() != Some(&0) {
        return None;
    }
    // Kahn's order: a state's number is final when all steps into it are counted.
    let mut ways = vec![Ways::Few(0); graph.len()];
    *ways.first_mut()? = Ways::Few(1);
    let mut ready = vec![0 as StateId];
    let mut counted = 0;
    while let Some(state) = ready.pop() {
        counted += 1;
        let edges = graph.edges(state);
        let here = match ways.get_mut(state as usize) {
            // Nobody asks for the number of a state with steps again.
            Some(here) if !edges.is_empty() => std::mem::replace(here, Ways::Few(0)),
            _ => continue,
        };
        for edge in edges {
            let target = edge.target as usize;
            ways.get_mut(target)?.add(&here);
            let missing = missing.get_mut(target)?;
            *missing -= 1;
            if *missing == 0 {
                ready.push(edge.target);
            }
        }
    }
    (counted == graph.len()).then(|| {
        let number = |&end: &StateId| ways.get(end as usize).map_or(BigUint::ZERO, Ways::number);
        ends.iter().map(number).collect()
    })
}
