//! How many schedules lead to each state: exact, where no schedule can go round in a circle.

use num_bigint::BigUint;

use crate::graph::{Graph, StateId};

/// The number of schedules that lead to each of `ends`, in their order; `None` when some schedule never ends, so that
/// there is no such number. The graph must be complete.
pub fn ways(graph: &Graph, ends: &[StateId]) -> Option<Vec<BigUint>> {
    let few = |sum: &mut u128, more: &u128| match sum.checked_add(*more) {
        Some(new) => {
            *sum = new;
            true
        }
        None => false,
    };
    let many = |sum: &mut BigUint, more: &BigUint| {
        *sum += more;
        true
    };
    // Nearly always the numbers are small, though they can double with every step.
    match sums(graph, ends, 1u128, few) {
        Sums::Of(sums) => Some(sums.into_iter().map(BigUint::from).collect()),
        Sums::Endless => None,
        Sums::TooMany => match sums(graph, ends, BigUint::from(1u8), many) {
            Sums::Of(sums) => Some(sums),
            Sums::Endless | Sums::TooMany => None,
        },
    }
}

enum Sums<N> {
    Of(Vec<N>),
    /// Some schedule never ends.
    Endless,
    /// Numbers of this kind do not suffice.
    TooMany,
}

fn sums<N: Clone + Default>(
    graph: &Graph,
    ends: &[StateId],
    one: N,
    add: impl Fn(&mut N, &N) -> bool,
) -> Sums<N> {
    let mut missing = vec![0u32; graph.len()];
    for state in 0..graph.len() as StateId {
        for edge in graph.edges(state) {
            if let Some(missing) = missing.get_mut(edge.target as usize) {
                *missing += 1;
            }
        }
    }
    if missing.first() != Some(&0) {
        return Sums::Endless;
    }
    // Kahn's order: a state's number is final when all steps into it are counted.
    let mut ways = vec![N::default(); graph.len()];
    if let Some(first) = ways.first_mut() {
        *first = one;
    }
    let mut ready = vec![0 as StateId];
    let mut counted = 0;
    while let Some(state) = ready.pop() {
        counted += 1;
        let edges = graph.edges(state);
        let here = match ways.get_mut(state as usize) {
            // Nobody asks for the number of a state with steps again.
            Some(here) if edges.len() > 0 => std::mem::take(here),
            _ => continue,
        };
        for edge in edges {
            let target = edge.target as usize;
            let (Some(sum), Some(missing)) = (ways.get_mut(target), missing.get_mut(target)) else {
                continue;
            };
            if !add(sum, &here) {
                return Sums::TooMany;
            }
            *missing -= 1;
            if *missing == 0 {
                ready.push(edge.target);
            }
        }
    }
    if counted < graph.len() {
        return Sums::Endless;
    }
    let number = |&end: &StateId| ways.get(end as usize).cloned().unwrap_or_default();
    Sums::Of(ends.iter().map(number).collect())
}
