//! Among the shortest ways to a state the one that takes the turn from a thread least often.

use interleave_engine::Choice;
use interleave_trace::ThreadId;
use rustc_hash::FxHashMap;

use crate::graph::{Graph, StateId};

/// The best way so far to a state whose last step was a certain thread's.
#[derive(Clone, Copy)]
struct Best {
    last: ThreadId,
    switches: u32,
    choice: Choice,
    from: StateId,
    /// Which of the ways to `from`.
    way: u32,
}

/// For each of `wanted`, in order, the choices of a shortest way with the fewest changes of the thread.
pub fn ways(graph: &Graph, wanted: &[StateId]) -> Vec<Vec<Choice>> {
    let depths = graph.depths();
    let depth = |state: StateId| depths.get(state as usize).copied().unwrap_or(u32::MAX);
    // Who lies on a shortest way to somebody wanted. Ids grow with the distance, so one pass backwards will do.
    let mut useful = vec![false; graph.len()];
    for &state in wanted {
        if let Some(useful) = useful.get_mut(state as usize) {
            *useful = true;
        }
    }
    for state in (0..graph.len() as StateId).rev() {
        let leads = |target: StateId| {
            depth(target) == depth(state) + 1 && useful.get(target as usize) == Some(&true)
        };
        if graph.edges(state).iter().any(|edge| leads(edge.target))
            && let Some(useful) = useful.get_mut(state as usize)
        {
            *useful = true;
        }
    }
    let mut best: FxHashMap<StateId, Vec<Best>> = FxHashMap::default();
    for state in 0..graph.len() as StateId {
        if useful.get(state as usize) != Some(&true) {
            continue;
        }
        let here = best.get(&state).cloned().unwrap_or_default();
        for edge in graph.edges(state) {
            let target = edge.target;
            if depth(target) != depth(state) + 1 || useful.get(target as usize) != Some(&true) {
                continue;
            }
            let last = edge.choice().thread();
            let cost = |way: &Best| way.switches + u32::from(way.last != last);
            let (way, switches) = here
                .iter()
                .enumerate()
                .map(|(index, way)| (index as u32, cost(way)))
                .min_by_key(|&(_, switches)| switches)
                .unwrap_or((0, 0));
            let new = Best {
                last,
                switches,
                choice: edge.choice(),
                from: state,
                way,
            };
            let ways = best.entry(target).or_default();
            match ways.iter_mut().find(|known| known.last == last) {
                Some(known) if known.switches <= switches => {}
                Some(known) => *known = new,
                None => ways.push(new),
            }
        }
    }
    wanted
        .iter()
        .map(|&state| {
            let mut choices = Vec::new();
            let mut at = best
                .get(&state)
                .and_then(|ways| ways.iter().min_by_key(|way| way.switches).copied());
            while let Some(step) = at {
                choices.push(step.choice);
                at = best
                    .get(&step.from)
                    .and_then(|ways| ways.get(step.way as usize).copied());
            }
            choices.reverse();
            choices
        })
        .collect()
}
