use interleave_trace::snapshot::{LockState, Reason, TaskState};
use interleave_trace::{Event, ObjectInfo, TaskKind, ThreadId, Tick};

use super::*;

fn fork_id(number: u32) -> ObjectId {
    ObjectId {
        owner: 0,
        index: 10 + number,
    }
}

fn trace(forks: u32, events: &[(u32, What)]) -> Trace {
    let mut trace = Trace::default();
    for number in 0..forks {
        trace.push_object(ObjectInfo {
            id: fork_id(number),
            kind: ObjectKind::Lock,
            name: format!("forks[{number}]"),
            bounded: false,
        });
    }
    for &(task, what) in events {
        trace.push(Event {
            at: Tick(0),
            task: TaskId(task),
            site: Default::default(),
            what,
        });
    }
    trace
}

fn took(task: u32, fork: u32) -> (u32, What) {
    (
        task,
        What::Acquired {
            object: fork_id(fork),
        },
    )
}

fn wants(task: u32, fork: u32) -> (u32, What) {
    let on = Subject::Object(fork_id(fork));
    (
        task,
        What::Blocked {
            why: Why::Lock,
            patient: false,
            on,
        },
    )
}

fn seating(forks: u32, events: &[(u32, What)]) -> Option<Seating> {
    let mut table = Table::default();
    table.extend(&trace(forks, events));
    table.seating()
}

#[test]
fn tasks_sit_between_the_forks_that_they_take() {
    let events: Vec<_> = (0..5)
        .map(|n| took(n + 1, n))
        .chain((0..5).map(|n| wants(n + 1, (n + 1) % 5)))
        .collect();
    let seating = seating(5, &events).expect("a table");
    assert_eq!(seating.list, "forks");
    let seats: Vec<_> = seating
        .seats
        .iter()
        .map(|seat| seat.map(|task| task.0))
        .collect();
    assert_eq!(seats, [Some(1), Some(2), Some(3), Some(4), Some(5)]);
}

#[test]
fn the_order_of_taking_does_not_matter() {
    let events = [
        took(1, 0),
        took(1, 1),
        took(2, 0),
        took(2, 2),
        took(3, 2),
        took(3, 1),
    ];
    let seats = seating(3, &events).expect("a table").seats;
    assert_eq!(seats, [Some(TaskId(1)), Some(TaskId(3)), Some(TaskId(2))]);
}

#[test]
fn one_lock_makes_no_table() {
    assert_eq!(seating(5, &[took(1, 0), took(2, 0)]), None);
    assert_eq!(seating(0, &[took(1, 0)]), None);
    assert_eq!(seating(2, &[took(1, 0), took(1, 1)]), None);
}

#[test]
fn two_at_a_table_sit_on_both_sides() {
    let seats = seating(2, &[took(1, 0), took(2, 1), wants(1, 1), wants(2, 0)])
        .expect("a table")
        .seats;
    assert_eq!(seats, [Some(TaskId(1)), Some(TaskId(2))]);
}

fn task(id: u32, activity: Activity) -> TaskState {
    TaskState {
        id: TaskId(id),
        name: format!("task {id}"),
        kind: TaskKind::Thread,
        thread: ThreadId(id),
        process: interleave_trace::ProcessId(0),
        pool: false,
        priority: None,
        activity,
        place: None,
        stack: Vec::new(),
        next: None,
        enabled: false,
        holds: Vec::new(),
    }
}

fn waits_for(fork: u32) -> Activity {
    Activity::Blocked(Reason {
        why: Why::Lock,
        object: Some(fork_id(fork)),
        name: format!("forks[{fork}]"),
        holders: Vec::new(),
        until: None,
        counts: (0, 0),
    })
}

#[test]
fn the_circle_closes() {
    let seating = Seating {
        list: "forks".to_owned(),
        seats: (0..3).map(|n| Some(TaskId(n))).collect(),
        forks: (0..3).map(|n| Some(fork_id(n))).collect(),
    };
    let snapshot = Snapshot {
        tasks: (0..3).map(|n| task(n, waits_for((n + 1) % 3))).collect(),
        locks: (0..3)
            .map(|n| LockState {
                id: fork_id(n),
                kind: ObjectKind::Lock,
                name: format!("forks[{n}]"),
                holders: vec![TaskId(n)],
                waiters: Vec::new(),
                value: 1,
            })
            .collect(),
        cycle: (0..3).map(TaskId).collect(),
        ..Snapshot::default()
    };
    let picture = picture(&seating, &snapshot);
    assert!(picture.closed);
    assert!(
        picture
            .seats
            .iter()
            .all(|seat| seat.mood == Mood::Waits && seat.in_cycle)
    );
    assert_eq!(picture.waits.len(), 3);
    assert!(
        picture
            .forks
            .iter()
            .all(|fork| fork.holder == Some(TaskId(fork.number as u32)))
    );
}

#[test]
fn before_anyone_sits_down_the_table_is_laid() {
    let seating = Seating {
        list: "forks".to_owned(),
        seats: vec![Some(TaskId(4)), Some(TaskId(5))],
        forks: vec![Some(fork_id(0)), None],
    };
    let picture = picture(&seating, &Snapshot::default());
    assert!(picture.seats.iter().all(|seat| seat.mood == Mood::Absent));
    assert!(picture.forks.iter().all(|fork| fork.holder.is_none()));
}

#[test]
fn the_shorter_way_is_taken() {
    assert!((turn(0.1, TAU - 0.1) + 0.2).abs() < 1e-9);
    assert!((turn(TAU - 0.1, 0.1) - 0.2).abs() < 1e-9);
}

#[test]
fn an_arrow_leaves_the_person_and_stops_before_the_fork() {
    let wait = Wait {
        from: (-0.5, 0.0),
        to: (0.5, 0.0),
        task: TaskId(1),
        in_cycle: false,
    };
    let arrow = wait.arrow();
    assert_eq!(arrow.start, (-80.0 + PERSON_PX + 3.0, 0.0));
    assert_eq!(arrow.tip, (68.0, 0.0));
    assert_eq!((arrow.left, arrow.right), ((60.0, 5.0), (60.0, -5.0)));
}

#[test]
fn long_names_are_cut_between_letters() {
    assert_eq!(short_name("Arendt"), "Arendt");
    assert_eq!(short_name("철학자 다섯 명"), "철학자 다섯…");
}
