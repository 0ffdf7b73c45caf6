use interleave_trace::{Event, ObjectId, TaskInfo, What};

use super::*;

const LOCK: Subject = Subject::Object(ObjectId { owner: 0, index: 1 });

/// A trace written down by hand: (time, task, what).
fn trace(kinds: &[TaskKind], events: &[(u64, u32, What)]) -> Trace {
    let mut trace = Trace::default();
    let mut threads = 0;
    for (index, &kind) in kinds.iter().enumerate() {
        threads += u32::from(kind == TaskKind::Thread);
        trace.push_task(TaskInfo {
            name: format!("task {index}"),
            kind,
            thread: ThreadId(threads - 1),
            process: interleave_trace::ProcessId(0),
            parent: None,
            daemon: false,
            pool: false,
        });
    }
    for &(at, task, what) in events {
        trace.push(Event {
            at: Tick(at),
            task: TaskId(task),
            site: Default::default(),
            what,
        });
    }
    trace
}

fn lanes(kinds: &[TaskKind], events: &[(u64, u32, What)]) -> Lanes {
    let mut lanes = Lanes::default();
    lanes.extend(&trace(kinds, events));
    lanes
}

fn looks(spans: &[Span]) -> Vec<(u64, Look)> {
    spans
        .iter()
        .map(|span| (span.start.0, span.state.look()))
        .collect()
}

const DISPATCHED: What = What::Dispatched {
    core: CoreId(0),
    switched: false,
};

#[test]
fn a_thread_runs_waits_and_is_woken() {
    let lanes = lanes(
        &[TaskKind::Thread, TaskKind::Thread],
        &[
            (0, 0, DISPATCHED),
            (5, 0, What::Spawned { child: TaskId(1) }),
            (
                9,
                0,
                What::Blocked {
                    why: Why::Lock,
                    patient: false,
                    on: LOCK,
                },
            ),
            (10, 1, DISPATCHED),
            (
                20,
                1,
                What::Released {
                    object: ObjectId { owner: 0, index: 1 },
                    free: true,
                },
            ),
            (20, 0, What::Woken { by: TaskId(1) }),
            (30, 1, What::Finished),
            (30, 0, DISPATCHED),
        ],
    );
    assert_eq!(
        looks(lanes.task(TaskId(0))),
        [
            (0, Look::Running),
            (9, Look::Waiting),
            (20, Look::Ready),
            (30, Look::Running)
        ]
    );
    assert_eq!(
        looks(lanes.task(TaskId(1))),
        [(5, Look::Ready), (10, Look::Running), (30, Look::Ended)]
    );
    let cores: Vec<_> = lanes
        .core(CoreId(0))
        .iter()
        .map(|span| (span.start.0, span.end.0, span.task.0))
        .collect();
    assert_eq!(cores, [(0, 9, 0), (10, 30, 1), (30, u64::MAX, 0)]);
    let arrows: Vec<_> = lanes
        .arrows()
        .iter()
        .map(|arrow| (arrow.from.0, arrow.to.0, arrow.spawn))
        .collect();
    assert_eq!(arrows, [(0, 1, true), (1, 0, false)]);
}

#[test]
fn a_coroutine_runs_only_while_its_thread_does() {
    let lanes = lanes(
        &[TaskKind::Thread, TaskKind::Coroutine],
        &[
            (0, 0, DISPATCHED),
            (1, 0, What::Spawned { child: TaskId(1) }),
            (2, 1, What::Resumed),
            (5, 0, What::Preempted { core: CoreId(0) }),
            (8, 0, DISPATCHED),
            (
                9,
                1,
                What::Blocked {
                    why: Why::Future,
                    patient: false,
                    on: Subject::Nothing,
                },
            ),
            (9, 1, What::Suspended),
            (12, 1, What::Woken { by: TaskId(0) }),
        ],
    );
    assert_eq!(
        looks(lanes.task(TaskId(1))),
        [
            (1, Look::Ready),
            (2, Look::Running),
            (5, Look::Ready),
            (8, Look::Running),
            (9, Look::Waiting),
            (12, Look::Ready)
        ]
    );
    assert_eq!(
        looks(lanes.task(TaskId(0))),
        [(0, Look::Running), (5, Look::Ready), (8, Look::Running)]
    );
}

#[test]
fn chunks_give_the_same_lanes_as_the_whole() {
    let events: Vec<_> = (0..100)
        .map(|n| match n % 3 {
            0 => (n, (n % 2) as u32, DISPATCHED),
            1 => (n, (n % 2) as u32, What::Preempted { core: CoreId(0) }),
            _ => (n, (n % 2) as u32, What::Sleeps { until: Tick(n + 9) }),
        })
        .collect();
    let kinds = [TaskKind::Thread, TaskKind::Thread];
    let whole = lanes(&kinds, &events);
    let mut grown = Lanes::default();
    for end in 1..=events.len() {
        grown.extend(&trace(&kinds, &events[..end]));
    }
    for task in [TaskId(0), TaskId(1)] {
        assert_eq!(grown.task(task), whole.task(task));
    }
    assert_eq!(grown.core(CoreId(0)), whole.core(CoreId(0)));
}

#[test]
fn the_span_at_an_instant_is_found() {
    let lanes = lanes(
        &[TaskKind::Thread],
        &[(4, 0, DISPATCHED), (9, 0, What::Finished)],
    );
    let spans = lanes.task(TaskId(0));
    let look = |instant| at(spans, Tick(instant)).map(|span| span.state.look());
    assert_eq!(look(0), Some(Look::Ready));
    assert_eq!(look(4), Some(Look::Running));
    assert_eq!(look(8), Some(Look::Running));
    assert_eq!(look(99), Some(Look::Ended));
    assert_eq!(at(&[], Tick(3)), None);
}

#[test]
fn events_about_unknown_tasks_do_no_harm() {
    let lanes = lanes(
        &[],
        &[
            (0, 7, DISPATCHED),
            (1, 7, What::Resumed),
            (2, 9, What::Preempted { core: CoreId(3) }),
            (3, 7, What::Ended { code: 0 }),
        ],
    );
    assert_eq!(lanes.core_count(), 0);
}
