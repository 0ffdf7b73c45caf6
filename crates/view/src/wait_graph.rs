//! Who waits for whom, laid out: those who wait stand to the left of those whom they wait for, and a circle is drawn as
//! one.

use std::f64::consts::TAU;

use interleave_trace::{Snapshot, TaskId};

/// More tasks than this are not drawn.
pub const MOST_NODES: usize = 48;

/// A place on the picture, in a square from (-1, -1) to (1, 1).
pub type Point = (f64, f64);

/// A task that waits or is waited for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Node {
    /// Which.
    pub task: TaskId,
    /// Where it stands.
    pub at: Point,
    /// Whether it is part of the circle.
    pub in_cycle: bool,
}

/// A task waits for another one.
#[derive(Clone, PartialEq, Debug)]
pub struct Edge {
    /// Who waits, as an index into the nodes.
    pub from: usize,
    /// For whom.
    pub to: usize,
    /// Because of what: its name, or nothing.
    pub label: String,
    /// Whether it is a link of the circle.
    pub in_cycle: bool,
}

/// The graph at a moment.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Graph {
    /// The tasks.
    pub nodes: Vec<Node>,
    /// The waiting.
    pub edges: Vec<Edge>,
    /// Tasks that were left out.
    pub hidden: usize,
}

/// How far from the middle the tasks of a circle stand.
const CIRCLE: f64 = 0.62;

/// Lays out the waiting of a moment.
#[must_use]
pub fn layout(snapshot: &Snapshot) -> Graph {
    let mut tasks: Vec<TaskId> = snapshot.cycle.clone();
    for edge in &snapshot.waits {
        for task in [edge.waiter, edge.holder] {
            if !tasks.contains(&task) {
                tasks.push(task);
            }
        }
    }
    let hidden = tasks.len().saturating_sub(MOST_NODES);
    tasks.truncate(MOST_NODES);
    let place = |task: TaskId| tasks.iter().position(|&other| other == task);
    let links: Vec<(usize, usize)> = snapshot
        .waits
        .iter()
        .filter_map(|edge| Some((place(edge.waiter)?, place(edge.holder)?)))
        .collect();
    let circle = snapshot.cycle.len().min(tasks.len());
    let in_circle = |index: usize| index < circle;
    let points = if circle >= 2 {
        around(tasks.len(), circle, &links)
    } else {
        in_columns(tasks.len(), &links)
    };
    let nodes = tasks.iter().zip(&points).enumerate();
    let edges = snapshot.waits.iter().filter_map(|edge| {
        let (from, to) = (place(edge.waiter)?, place(edge.holder)?);
        Some(Edge {
            from,
            to,
            label: edge.name.clone(),
            in_cycle: in_circle(from) && to == (from + 1) % circle.max(1),
        })
    });
    Graph {
        edges: edges.collect(),
        nodes: nodes
            .map(|(index, (&task, &at))| Node {
                task,
                at,
                in_cycle: in_circle(index),
            })
            .collect(),
        hidden,
    }
}

/// The circle in the middle, and all others around it.
fn around(count: usize, circle: usize, links: &[(usize, usize)]) -> Vec<Point> {
    let polar = |angle: f64, radius: f64| (angle.cos() * radius, angle.sin() * radius);
    let angle = |index: usize| TAU * (index as f64 / circle as f64 - 0.25);
    let others = count.saturating_sub(circle).max(1);
    // Those who wait for somebody of the circle stand in the order of whom they wait for.
    let mut outside: Vec<usize> = (circle..count).collect();
    let target = |index: usize| {
        let link = links.iter().find(|(from, _)| *from == index);
        link.map_or(usize::MAX, |&(_, to)| to)
    };
    outside.sort_by_key(|&index| (target(index), index));
    let radius = if count > circle {
        CIRCLE * 0.75
    } else {
        CIRCLE
    };
    let mut points: Vec<Point> = (0..circle)
        .map(|index| polar(angle(index), radius))
        .collect();
    points.resize(count, (0.0, 0.0));
    for (rank, index) in outside.into_iter().enumerate() {
        let turn = TAU * ((rank as f64 + 0.5) / others as f64 - 0.25);
        if let Some(point) = points.get_mut(index) {
            *point = polar(turn, 0.95);
        }
    }
    points
}

/// A column for each length of the longest way to somebody who waits for nobody, who stands at the right.
fn in_columns(count: usize, links: &[(usize, usize)]) -> Vec<Point> {
    let mut depth = vec![0_usize; count];
    // Without a circle the depths settle within as many rounds as there are tasks; with one they are cut off.
    for _ in 0..count {
        let mut settled = true;
        for &(from, to) in links {
            let next = depth.get(to).map_or(0, |depth| depth + 1).min(count);
            if let Some(depth) = depth.get_mut(from).filter(|depth| **depth < next) {
                *depth = next;
                settled = false;
            }
        }
        if settled {
            break;
        }
    }
    let deepest = depth.iter().copied().max().unwrap_or(0).max(1);
    let x = |depth: usize| 1.0 - 2.0 * depth as f64 / deepest as f64;
    let mut points = Vec::with_capacity(count);
    for (index, &own) in depth.iter().enumerate() {
        let beside = depth.iter().filter(|&&other| other == own).count();
        let before = depth[..index].iter().filter(|&&other| other == own).count();
        let y = (before as f64 + 0.5) / beside as f64 * 2.0 - 1.0;
        points.push((x(own), y));
    }
    points
}

#[cfg(test)]
mod tests {
    use interleave_trace::snapshot::WaitEdge;

    use super::*;

    fn snapshot(edges: &[(u32, u32)], cycle: &[u32]) -> Snapshot {
        Snapshot {
            waits: edges
                .iter()
                .map(|&(waiter, holder)| WaitEdge {
                    waiter: TaskId(waiter),
                    holder: TaskId(holder),
                    object: None,
                    name: format!("lock {holder}"),
                })
                .collect(),
            cycle: cycle.iter().map(|&task| TaskId(task)).collect(),
            ..Snapshot::default()
        }
    }

    fn at(graph: &Graph, task: u32) -> Point {
        let node = graph.nodes.iter().find(|node| node.task == TaskId(task));
        node.expect("a node").at
    }

    #[test]
    fn who_waits_stands_left_of_whom_it_waits_for() {
        let graph = layout(&snapshot(&[(1, 2), (2, 3), (4, 3)], &[]));
        assert!(at(&graph, 1).0 < at(&graph, 2).0);
        assert!(at(&graph, 2).0 < at(&graph, 3).0);
        assert_eq!(at(&graph, 2).0, at(&graph, 4).0);
        assert_ne!(at(&graph, 2).1, at(&graph, 4).1);
        assert!(graph.edges.iter().all(|edge| !edge.in_cycle));
    }

    #[test]
    fn a_circle_is_round_and_others_stand_around_it() {
        let edges = [(1, 2), (2, 3), (3, 1), (0, 1)];
        let graph = layout(&snapshot(&edges, &[1, 2, 3]));
        let radius = |(x, y): Point| x.hypot(y);
        let inner = radius(at(&graph, 1));
        for task in [2, 3] {
            assert!((radius(at(&graph, task)) - inner).abs() < 1e-9);
        }
        assert!(radius(at(&graph, 0)) > inner);
        let links = graph.edges.iter().filter(|edge| edge.in_cycle).count();
        assert_eq!(links, 3);
    }

    #[test]
    fn everything_stays_in_the_square_and_apart() {
        let crowd: Vec<(u32, u32)> = (1..100).map(|task| (task, 0)).collect();
        let graph = layout(&snapshot(&crowd, &[]));
        assert_eq!((graph.nodes.len(), graph.hidden), (MOST_NODES, 52));
        for (index, node) in graph.nodes.iter().enumerate() {
            assert!(node.at.0.abs() <= 1.0 && node.at.1.abs() <= 1.0);
            assert!(graph.nodes[..index].iter().all(|other| other.at != node.at));
        }
        assert_eq!(layout(&Snapshot::default()), Graph::default());
        // Two who wait for each other, though nobody has called it a circle.
        assert_eq!(layout(&snapshot(&[(1, 2), (2, 1)], &[])).nodes.len(), 2);
    }
}
