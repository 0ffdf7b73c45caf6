//! The geometry of a frame of the timeline: a hundred lanes of a million spans, looked at from far and from near.

use interleave_trace::{
    CoreId, Event, ProcessId, Subject, TaskId, TaskInfo, TaskKind, ThreadId, Tick, Trace, What, Why,
};
use interleave_view::bars::{self, ROW_PX};
use interleave_view::rows::{By, Rows};
use interleave_view::{Lanes, TimeScale};

use crate::bare::random::Random;

/// How many lanes there are.
const LANES: u64 = 100;
/// How wide the picture is, in pixels: a large screen.
const WIDTH_PX: f64 = 2_000.0;
/// How many frames it takes to come near.
const STEPS: u64 = 20;

/// A run whose timeline is about to be laid out.
pub struct Prepared {
    trace: Trace,
    lanes: Lanes,
    rows: Rows,
    frame: u64,
}

impl Prepared {
    /// A run of so many spans of all lanes together: tasks run, wait for a core, and wait for each other, for times by
    /// chance.
    #[must_use]
    pub fn new(spans: u64) -> Self {
        let mut trace = Trace::default();
        for task in 0..LANES {
            trace.push_task(TaskInfo {
                name: format!("task {task}"),
                kind: TaskKind::Thread,
                thread: ThreadId(task as u32),
                process: ProcessId(0),
                parent: None,
                daemon: false,
                pool: false,
            });
        }
        let mut random = Random::new(1);
        for at in 0..spans {
            let task = TaskId((at % LANES) as u32);
            let core = CoreId(task.0 as u16);
            let what = match (at / LANES + random.below(2)) % 4 {
                0 => What::Dispatched {
                    core,
                    switched: true,
                },
                1 => What::Preempted { core },
                2 => What::Sleeps {
                    until: Tick(u64::MAX),
                },
                _ => What::Blocked {
                    why: Why::Lock,
                    patient: false,
                    on: Subject::Nothing,
                },
            };
            trace.push(Event {
                at: Tick(at * 1_000 + random.below(1_000)),
                task,
                site: Default::default(),
                what,
            });
        }
        let mut lanes = Lanes::default();
        lanes.extend(&trace);
        let rows = Rows::new(By::Task, &trace, &lanes, 0, ROW_PX);
        Self {
            trace,
            lanes,
            rows,
            frame: 0,
        }
    }

    /// How many spans there are.
    #[must_use]
    pub fn spans(&self) -> usize {
        let tasks = 0..self.trace.tasks().len() as u32;
        tasks.map(|task| self.lanes.task(TaskId(task)).len()).sum()
    }

    /// Lays out so many frames, as somebody comes nearer and moves along; gives how many bars there were.
    pub fn run(&mut self, frames: u64) -> u64 {
        let until = self.trace.duration();
        let whole = TimeScale::fit(until, WIDTH_PX);
        let mut bars = 0;
        for _ in 0..frames {
            let near = 2_f64.powf((self.frame % STEPS) as f64 / 2.0);
            let along = -((self.frame % 7) as f64) * WIDTH_PX / 7.0;
            let scale = whole.zoomed(WIDTH_PX / 2.0, near).panned(along);
            for (y, row) in self.rows.iter() {
                let lane = self.lanes.of(row.subject);
                let row = bars::row(lane, y, row.inner, &scale, until);
                // Adding up what is laid out keeps it from being left out.
                let seen = row.filter(|(_, bar)| std::hint::black_box(bar.width) > 0.0);
                bars += seen.count() as u64;
            }
            self.frame += 1;
        }
        bars
    }
}

#[cfg(test)]
mod tests {
    use super::Prepared;

    #[test]
    fn a_frame_has_no_more_bars_than_there_is_room_for() {
        let mut few = Prepared::new(20_000);
        let mut many = Prepared::new(200_000);
        assert!(many.spans() > 100_000, "{}", many.spans());
        let (few, many) = (few.run(1), many.run(1));
        // A pixel each at most, whatever there is.
        assert!(few > 5_000 && many <= 100 * 2_002, "{few} {many}");
    }
}
