//! Livelocks: circles in the graph of states that a fair scheduler can go round for ever.
//!
//! A schedule is fair if it does not put off for ever a thread that could always go on (weak fairness: Lehmann, Pnueli
//! and Stavi, 1981). So a strongly connected part of the graph is a livelock if each thread takes a step within it, or
//! cannot go on in some state of it.

use std::collections::BTreeSet;

use interleave_engine::Choice;
use interleave_trace::ThreadId;

use crate::graph::{Edge, Graph, StateId};

/// The earliest state of each livelock, in their order.
pub fn livelocks(graph: &Graph) -> Vec<StateId> {
    let mut starts: Vec<StateId> = components(graph, None)
        .iter()
        .filter(|component| is_circle(graph, component, None) && is_fair(graph, component, None))
        .filter_map(|component| component.first().copied())
        .collect();
    starts.sort_unstable();
    starts
}

/// The earliest state of each circle in which a thread can go on again and again and never does, with the thread. Such a
/// circle is fair in the sense above, but not in the stronger sense that who can go on again and again sometimes does.
pub fn starvations(graph: &Graph) -> Vec<(StateId, ThreadId)> {
    let states = 0..graph.len() as StateId;
    let threads: BTreeSet<ThreadId> = states
        .flat_map(|state| graph.edges(state))
        .map(|edge| agent(edge.choice()))
        .collect();
    let mut found = Vec::new();
    for thread in threads {
        let is_tempted = |component: &[StateId]| {
            let mut edges = component.iter().flat_map(|&state| graph.edges(state));
            edges.any(|edge| agent(edge.choice()) == thread)
        };
        let first = components(graph, Some(thread))
            .iter()
            .filter(|component| {
                is_circle(graph, component, Some(thread))
                    && is_fair(graph, component, Some(thread))
                    && is_tempted(component)
            })
            .filter_map(|component| component.first().copied())
            .min();
        found.extend(first.map(|state| (state, thread)));
    }
    found
}

/// The steps of a state but for those of a thread.
fn edges(graph: &Graph, state: StateId, without: Option<ThreadId>) -> impl Iterator<Item = Edge> {
    let steps = graph.edges(state);
    steps.filter(move |edge| Some(agent(edge.choice())) != without)
}

fn is_circle(graph: &Graph, component: &[StateId], without: Option<ThreadId>) -> bool {
    match component {
        &[only] => edges(graph, only, without).any(|edge| edge.target == only),
        _ => true,
    }
}

/// Whether going round in the component for ever is fair to every thread.
fn is_fair(graph: &Graph, component: &[StateId], without: Option<ThreadId>) -> bool {
    let mut always_enabled: Option<BTreeSet<ThreadId>> = None;
    let mut moves = BTreeSet::new();
    for &state in component {
        let enabled: BTreeSet<ThreadId> = graph
            .edges(state)
            .map(|edge| agent(edge.choice()))
            .collect();
        for edge in edges(graph, state, without) {
            if component.binary_search(&edge.target).is_ok() {
                moves.insert(agent(edge.choice()));
            }
        }
        always_enabled = Some(match always_enabled {
            Some(before) => before.intersection(&enabled).copied().collect(),
            None => enabled,
        });
    }
    always_enabled.is_none_or(|threads| threads.is_subset(&moves))
}

/// The choices of a shortest way from a state back to itself, without steps of one thread; empty when there is none.
pub fn circle_without(graph: &Graph, state: StateId, without: Option<ThreadId>) -> Vec<Choice> {
    let mut came: rustc_hash::FxHashMap<StateId, (StateId, Choice)> = Default::default();
    let mut queue = std::collections::VecDeque::from([state]);
    while let Some(at) = queue.pop_front() {
        for edge in edges(graph, at, without) {
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
fn components(graph: &Graph, without: Option<ThreadId>) -> Vec<Vec<StateId>> {
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
            if let Some(step) = graph.edges(state as StateId).nth(edge) {
                let target = step.target as usize;
                calls.push((state, edge + 1));
                if Some(agent(step.choice())) == without {
                    continue;
                }
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

/// Who a choice is up to: a thread, or the memory that a thread's writes reach by themselves, which counts as a thread of
/// its own.
fn agent(choice: Choice) -> ThreadId {
    match choice {
        Choice::Run(thread) | Choice::TimeOut(thread) => thread,
        Choice::Drain(thread, _) => ThreadId(thread.0 | 1 << 31),
    }
}
