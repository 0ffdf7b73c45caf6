//! Livelocks: circles in the graph of states that a fair scheduler can go round for ever.
//!
//! A schedule is fair if it does not put off for ever a thread that could always go on (weak fairness: Lehmann, Pnueli
//! and Stavi, 1981). So a strongly connected part of the graph is a livelock if each thread takes a step within it, or
//! cannot go on in some state of it.

use std::collections::BTreeSet;

use interleave_engine::Choice;
use interleave_trace::ThreadId;

use crate::graph::{Graph, StateId};

/// The earliest state of each livelock, in their order.
pub fn livelocks(graph: &Graph) -> Vec<StateId> {
    let mut starts: Vec<StateId> = components(graph)
        .iter()
        .filter(|component| is_circle(graph, component) && is_fair(graph, component))
        .filter_map(|component| component.first().copied())
        .collect();
    starts.sort_unstable();
    starts
}

fn is_circle(graph: &Graph, component: &[StateId]) -> bool {
    match component {
        &[only] => graph.edges(only).iter().any(|edge| edge.target == only),
        _ => true,
    }
}

/// Whether going round in the component for ever is fair to every thread.
fn is_fair(graph: &Graph, component: &[StateId]) -> bool {
    let mut always_enabled: Option<BTreeSet<ThreadId>> = None;
    let mut moves = BTreeSet::new();
    for &state in component {
        let edges = graph.edges(state);
        let enabled: BTreeSet<ThreadId> = edges.iter().map(|edge| edge.choice().thread()).collect();
        for edge in edges {
            if component.binary_search(&edge.target).is_ok() {
                moves.insert(edge.choice().thread());
            }
        }
        always_enabled = Some(match always_enabled {
            Some(before) => before.intersection(&enabled).copied().collect(),
            None => enabled,
        });
    }
    always_enabled.is_none_or(|threads| threads.is_subset(&moves))
}

/// The choices of a shortest way from a state back to itself; empty when there is none.
pub fn circle(graph: &Graph, state: StateId) -> Vec<Choice> {
    let mut came: rustc_hash::FxHashMap<StateId, (StateId, Choice)> = Default::default();
    let mut queue = std::collections::VecDeque::from([state]);
    while let Some(at) = queue.pop_front() {
        for edge in graph.edges(at) {
            if edge.target != state {
                came.entry(edge.target).or_insert_with(|| {
                    queue.push_back(edge.target);
                    (at, edge.choice())
                });
                continue;
            }
            let mut choices = vec![edge.choice()];
            let mut back = at;
            while let Some(&(before, choice)) = came.get(&back).filter(|_| back != state) {
                choices.push(choice);
                back = before;
            }
            choices.reverse();
            return choices;
        }
    }
    Vec::new()
}

/// The strongly connected components, each sorted (Tarjan, 1972, with a stack of its own instead of recursion).
fn components(graph: &Graph) -> Vec<Vec<StateId>> {
    const UNSEEN: u32 = u32::MAX;
    let count = graph.len();
    let (mut order, mut low) = (vec![UNSEEN; count], vec![0u32; count]);
    let mut on_stack = vec![false; count];
    let (mut stack, mut found, mut next) = (Vec::new(), Vec::new(), 0u32);
    for root in 0..count {
        if order[root] != UNSEEN {
            continue;
        }
        let mut calls = vec![(root, 0usize)];
        while let Some((state, edge)) = calls.pop() {
            if edge == 0 {
                (order[state], low[state]) = (next, next);
                next += 1;
                stack.push(state as StateId);
                on_stack[state] = true;
            }
            if let Some(step) = graph.edges(state as StateId).get(edge) {
                let target = step.target as usize;
                calls.push((state, edge + 1));
                if order[target] == UNSEEN {
                    calls.push((target, 0));
                } else if on_stack[target] {
                    low[state] = low[state].min(order[target]);
                }
                continue;
            }
            if let Some(&(caller, _)) = calls.last() {
                low[caller] = low[caller].min(low[state]);
            }
            if low[state] == order[state] {
                let mut component = Vec::new();
                while let Some(member) = stack.pop() {
                    on_stack[member as usize] = false;
                    component.push(member);
                    if member as usize == state {
                        break;
                    }
                }
                component.sort_unstable();
                found.push(component);
            }
        }
    }
    found
}
