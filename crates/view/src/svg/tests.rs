//! Small runs, written by hand, and the pictures that they have always had.

use expect_test::{ExpectFile, expect_file};
use interleave_trace::snapshot::{
    Activity, CallbackState, LockState, LoopState, QueueState, Reason, TaskState, TimerState,
};
use interleave_trace::{
    CoreId, Event, ObjectId, ObjectInfo, ObjectKind, ProcessId, Snapshot, Subject, TaskId,
    TaskInfo, TaskKind, ThreadId, Tick, Trace, What, Why,
};

use super::{Scene, View, draw};
use crate::{Depths, Lanes, Language, Table};

const MS: u64 = 1_000_000;

fn object(index: u32) -> ObjectId {
    ObjectId { owner: 0, index }
}

/// Ann and Bob, who each hold a fork and want the other one; a queue beside them, and an event loop.
fn scene() -> (Trace, Snapshot) {
    let mut trace = Trace::default();
    for (thread, name) in ["MainThread", "Ann", "Bob <b>"].into_iter().enumerate() {
        trace.push_task(TaskInfo {
            name: name.to_owned(),
            kind: TaskKind::Thread,
            thread: ThreadId(thread as u32),
            process: ProcessId(0),
            parent: None,
            daemon: false,
            pool: false,
        });
    }
    for (index, kind, name) in [
        (0, ObjectKind::Lock, "forks[0]"),
        (1, ObjectKind::Lock, "forks[1]"),
        (2, ObjectKind::Queue, "orders"),
    ] {
        trace.push_object(ObjectInfo {
            id: object(index),
            kind,
            name: name.to_owned(),
            bounded: true,
        });
    }
    let item = trace.intern("tea & cake");
    let mut happen = |ms: u64, task: u32, what| {
        trace.push(Event {
            at: Tick(ms * MS),
            task: TaskId(task),
            site: Default::default(),
            what,
        });
    };
    let on_core = |core| What::Dispatched {
        core: CoreId(core),
        switched: false,
    };
    let waits = |fork| What::Blocked {
        why: Why::Lock,
        patient: false,
        on: Subject::Object(object(fork)),
    };
    happen(0, 0, on_core(0));
    happen(1, 0, What::Spawned { child: TaskId(1) });
    happen(1, 1, on_core(1));
    happen(2, 0, What::Spawned { child: TaskId(2) });
    happen(
        3,
        0,
        What::Put {
            depth: 1,
            item,
            queue: object(2),
        },
    );
    happen(
        3,
        0,
        What::Sleeps {
            until: Tick(20 * MS),
        },
    );
    happen(3, 2, on_core(0));
    happen(4, 1, What::Acquired { object: object(0) });
    happen(5, 2, What::Acquired { object: object(1) });
    happen(6, 1, waits(1));
    happen(8, 2, waits(0));
    happen(10, 0, What::Woken { by: TaskId(0) });
    (trace, snapshot())
}

fn snapshot() -> Snapshot {
    let wants = |fork: u32, holder: u32| {
        Activity::Blocked(Reason {
            why: Why::Lock,
            object: Some(object(fork)),
            name: format!("forks[{fork}]"),
            holders: vec![TaskId(holder)],
            until: None,
            counts: (0, 0),
        })
    };
    let task = |id: u32, name: &str, activity| TaskState {
        id: TaskId(id),
        name: name.to_owned(),
        kind: TaskKind::Thread,
        thread: ThreadId(id),
        process: ProcessId(0),
        pool: false,
        priority: None,
        activity,
        place: None,
        stack: Vec::new(),
        next: None,
        enabled: false,
        holds: Vec::new(),
    };
    let fork = |index: u32, holder: u32| LockState {
        id: object(index),
        kind: ObjectKind::Lock,
        name: format!("forks[{index}]"),
        holders: vec![TaskId(holder)],
        waiters: Vec::new(),
        value: 1,
    };
    let callback = |label: &str, task| CallbackState {
        label: label.to_owned(),
        task,
    };
    Snapshot {
        now: Tick(9 * MS),
        tasks: vec![
            task(0, "MainThread", Activity::Ready),
            task(1, "Ann", wants(1, 2)),
            task(2, "Bob <b>", wants(0, 1)),
        ],
        locks: vec![fork(0, 1), fork(1, 2)],
        queues: vec![QueueState {
            id: object(2),
            name: "orders".to_owned(),
            capacity: Some(2),
            items: vec!["tea & cake".to_owned()],
            depth: 1,
            unfinished: 1,
            putters: Vec::new(),
            getters: Vec::new(),
            producers: vec![TaskId(0)],
            consumers: Vec::new(),
        }],
        loops: vec![LoopState {
            id: object(3),
            thread: ThreadId(0),
            current: Some(callback("tick", None)),
            stack: vec!["main".to_owned()],
            ready: vec![
                callback("step Ann", Some(TaskId(1))),
                callback("later", None),
            ],
            this_round: 1,
            timers: vec![TimerState {
                when: Tick(12 * MS),
                callback: callback("wake", Some(TaskId(2))),
            }],
            rounds: 3,
            waiting: vec![TaskId(2)],
            pool: vec![TaskId(1)],
            pool_backlog: 2,
        }],
        cycle: vec![TaskId(1), TaskId(2)],
        ..Snapshot::default()
    }
}

fn check(view: View, language: Language, expected: ExpectFile) {
    let (trace, snapshot) = scene();
    let (mut lanes, mut depths, mut table) =
        (Lanes::default(), Depths::default(), Table::default());
    lanes.extend(&trace);
    depths.extend(&trace);
    table.extend(&trace);
    let scene = Scene {
        title: "Two forks",
        trace: &trace,
        lanes: &lanes,
        depths: &depths,
        table: &table,
        snapshot: &snapshot,
    };
    expected.assert_eq(&draw(view, &scene, language));
}

#[test]
fn pictures_are_as_they_were() {
    check(
        View::Timeline,
        Language::English,
        expect_file!["golden/timeline.svg"],
    );
    check(
        View::Table,
        Language::Korean,
        expect_file!["golden/table.svg"],
    );
    check(
        View::Loop,
        Language::English,
        expect_file!["golden/loop.svg"],
    );
    check(
        View::Queue,
        Language::Korean,
        expect_file!["golden/queue.svg"],
    );
}
