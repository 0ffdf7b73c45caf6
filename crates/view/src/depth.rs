//! How deep each queue was when, and who used it.

use interleave_trace::{ObjectId, TaskId, Tick, Trace, What};

/// The life of one queue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QueueLife {
    /// Which queue.
    pub id: ObjectId,
    /// Each change: when, and how many items there were from then on.
    pub depths: Vec<(Tick, u16)>,
    /// The most items there ever were.
    pub most: u16,
    /// Who ever put, in the order of their first item.
    pub producers: Vec<TaskId>,
    /// Who ever got.
    pub consumers: Vec<TaskId>,
}

/// The queues of one run, in the order of their first event.
#[derive(Clone, Default, Debug)]
pub struct Depths {
    seen: usize,
    queues: Vec<QueueLife>,
}

impl Depths {
    /// Reads the events that have come since the last time.
    pub fn extend(&mut self, trace: &Trace) {
        for event in trace.events().get(self.seen..).unwrap_or_default() {
            let (queue, depth, put) = match event.what {
                What::Put { queue, depth, .. } => (queue, depth, true),
                What::Got { queue, depth, .. } => (queue, depth, false),
                _ => continue,
            };
            let life = self.life_of(queue);
            life.depths.push((event.at, depth));
            life.most = life.most.max(depth);
            let users = if put {
                &mut life.producers
            } else {
                &mut life.consumers
            };
            if !users.contains(&event.task) {
                users.push(event.task);
            }
        }
        self.seen = trace.events().len();
    }

    /// The queues that were used.
    #[must_use]
    pub fn queues(&self) -> &[QueueLife] {
        &self.queues
    }

    /// The life of a queue, if it was used.
    #[must_use]
    pub fn queue(&self, id: ObjectId) -> Option<&QueueLife> {
        self.queues.iter().find(|life| life.id == id)
    }

    fn life_of(&mut self, id: ObjectId) -> &mut QueueLife {
        let place = self.queues.iter().position(|life| life.id == id);
        let place = place.unwrap_or_else(|| {
            self.queues.push(QueueLife {
                id,
                depths: Vec::new(),
                most: 0,
                producers: Vec::new(),
                consumers: Vec::new(),
            });
            self.queues.len() - 1
        });
        &mut self.queues[place]
    }
}

impl QueueLife {
    /// A line of steps through a box: points of depth over time up to an instant. At most about two points a
    /// pixel, so that long runs stay cheap to draw.
    #[must_use]
    pub fn steps(&self, until: Tick, duration: Tick, width: f64, height: f64) -> Vec<(f64, f64)> {
        let x = |at: Tick| at.0 as f64 / (duration.0 as f64).max(1.0) * width;
        let y = |depth: u16| height - f64::from(depth) / f64::from(self.most.max(1)) * height;
        let count = self.depths.partition_point(|&(at, _)| at <= until);
        let mut points = vec![(0.0, y(0))];
        // Where the line is, and the depth there: what changes within a pixel is drawn once it is over, unless it
        // touches the bottom or the top, which one would miss.
        let (mut place, mut drawn, mut depth) = (0.0, 0, 0);
        for &(at, next) in &self.depths[..count] {
            if x(at) - place >= 0.5 || next == 0 || next == self.most {
                if drawn != depth {
                    points.push((place, y(depth)));
                }
                place = x(at);
                points.push((place, y(depth)));
                points.push((place, y(next)));
                drawn = next;
            }
            depth = next;
        }
        if drawn != depth {
            points.push((place, y(depth)));
        }
        points.push((x(until.min(duration)), y(depth)));
        points
    }
}

#[cfg(test)]
mod tests {
    use interleave_trace::{Event, TextId};

    use super::*;

    const QUEUE: ObjectId = ObjectId { owner: 0, index: 4 };

    fn trace(events: &[(u64, u32, i16)]) -> Trace {
        let mut trace = Trace::default();
        for &(at, task, depth) in events {
            let (item, queue) = (TextId(0), QUEUE);
            let what = if depth >= 0 {
                What::Put {
                    depth: depth as u16,
                    item,
                    queue,
                }
            } else {
                What::Got {
                    depth: (-depth - 1) as u16,
                    item,
                    queue,
                }
            };
            trace.push(Event {
                at: Tick(at),
                task: TaskId(task),
                site: Default::default(),
                what,
            });
        }
        trace
    }

    #[test]
    fn puts_and_gets_make_a_life() {
        let mut depths = Depths::default();
        depths.extend(&trace(&[(1, 1, 1), (2, 1, 2), (5, 2, -2), (9, 3, 2)]));
        let life = depths.queue(QUEUE).expect("the queue was used");
        assert_eq!(
            life.depths,
            [(Tick(1), 1), (Tick(2), 2), (Tick(5), 1), (Tick(9), 2)]
        );
        assert_eq!(
            (life.most, life.producers.len(), life.consumers.len()),
            (2, 2, 1)
        );
    }

    #[test]
    fn the_line_goes_in_steps_and_stops_at_the_instant() {
        let mut depths = Depths::default();
        depths.extend(&trace(&[(2, 1, 1), (8, 2, -1)]));
        let line = depths.queues()[0].steps(Tick(5), Tick(10), 100.0, 10.0);
        assert_eq!(line, [(0.0, 10.0), (20.0, 10.0), (20.0, 0.0), (50.0, 0.0)]);
    }
}
