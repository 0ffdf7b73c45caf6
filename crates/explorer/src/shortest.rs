//! Among the shortest ways to a state the one that takes the turn from a thread least often.

use interleave_engine::Choice;
use interleave_trace::ThreadId;

use crate::graph::{Graph, StateId};

/// The best way so far to a state whose last step was a certain thread's.
#[derive(Clone, Copy)]
struct Best {
    last: ThreadId,
    switches: u32,
    choice: Choice,
    /// The way to the state before; `NONE` at the start.
    way: u32,
    /// Another way to the same state.
    earlier: u32,
}

/// No way.
const NONE: u32 = u32::MAX;

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
        if graph.edges(state).any(|edge| leads(edge.target))
            && let Some(useful) = useful.get_mut(state as usize)
        {
            *useful = true;
        }
    }
    // The ways to each state, as a list from the latest one back.
    let mut latest = vec![NONE; graph.len()];
    let mut known: Vec<Best> = Vec::new();
    for state in 0..graph.len() as StateId {
        if useful.get(state as usize) != Some(&true) {
            continue;
        }
        for edge in graph.edges(state) {
            let target = edge.target;
            if depth(target) != depth(state) + 1 || useful.get(target as usize) != Some(&true) {
                continue;
            }
            let last = edge.choice().thread();
            let (mut way, mut switches) = (NONE, u32::MAX);
            for (at, best) in ways_to(&latest, &known, state) {
                let cost = best.switches + u32::from(best.last != last);
                // Of those that are as good the first one.
                if cost <= switches {
                    (way, switches) = (at, cost);
                }
            }
            let mut new = Best {
                last,
                switches: if way == NONE { 0 } else { switches },
                choice: edge.choice(),
                way,
                earlier: NONE,
            };
            let same = ways_to(&latest, &known, target).find(|(_, best)| best.last == last);
            match same {
                Some((_, best)) if best.switches <= new.switches => {}
                Some((at, best)) => {
                    new.earlier = best.earlier;
                    if let Some(place) = known.get_mut(at as usize) {
                        *place = new;
                    }
                }
                None => {
                    if let Some(latest) = latest.get_mut(target as usize) {
                        new.earlier = std::mem::replace(latest, known.len() as u32);
                        known.push(new);
                    }
                }
            }
        }
    }
    wanted
        .iter()
        .map(|&state| {
            let ways = ways_to(&latest, &known, state);
            let best = ways.min_by_key(|&(at, way)| (way.switches, at));
            let mut choices = Vec::new();
            let mut at = best.map(|(_, way)| way);
            while let Some(step) = at {
                choices.push(step.choice);
                at = known.get(step.way as usize);
            }
            choices.reverse();
            choices
        })
        .collect()
}

/// The ways to a state, latest first.
fn ways_to<'a>(
    latest: &[u32],
    known: &'a [Best],
    state: StateId,
) -> impl Iterator<Item = (u32, &'a Best)> {
    let mut at = latest.get(state as usize).copied().unwrap_or(NONE);
    std::iter::from_fn(move || {
        let best = known.get(at as usize)?;
        Some((std::mem::replace(&mut at, best.earlier), best))
    })
}
