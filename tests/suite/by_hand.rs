//! A reader chooses: what is offered can be done, can be taken back, and is written down so that others can follow it.

use interleave_playground::engine::{Config, Dialect, Recording, Schedule, Status};
use interleave_playground::run::compile;
use interleave_playground::trace::Trace;
use interleave_playground::trace::snapshot::{Pending, RunStatus};
use interleave_playground::{Command, Session, Turn, Update};

const LOST_UPDATE: &str = "import threading
counter = 0
def add():
    global counter
    counter += 1
threads = [threading.Thread(target=add, name=name) for name in ('A', 'B')]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print('counter', counter)
";

const DEADLOCK: &str = "import threading
a, b = threading.Lock(), threading.Lock()
def one():
    with a:
        with b:
            pass
def two():
    with b:
        with a:
            pass
threads = [threading.Thread(target=one, name='A'), threading.Thread(target=two, name='B')]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";

/// A page without a browser.
struct Reader {
    session: Session,
    trace: Trace,
    turn: Turn,
    ended: Option<RunStatus>,
    refused: Vec<String>,
}

fn config() -> Config {
    Config {
        dialect: Dialect::CpythonFreeThreaded,
        ..Config::default()
    }
}

impl Reader {
    fn new(source: &str, schedule: &str) -> Reader {
        let (program, _) = compile("main.py", source, &[]).expect("accepted");
        let mut session = Session::new();
        session.load(program, &[], config(), schedule, true);
        let mut reader = Reader {
            session,
            trace: Trace::default(),
            turn: Turn::default(),
            ended: None,
            refused: Vec::new(),
        };
        reader.wait();
        reader
    }

    fn wait(&mut self) {
        let mut more = true;
        while more {
            more = self.session.work(100);
            for update in self.session.drain_updates() {
                match update {
                    Update::Restarted => {
                        self.trace = Trace::default();
                        self.ended = None;
                    }
                    Update::Trace(chunk) => self.trace.append(chunk),
                    Update::Turn(turn) => self.turn = *turn,
                    Update::Ended(status) => self.ended = Some(status),
                    Update::Refused(why) => self.refused.push(why),
                    Update::Knobs(_)
                    | Update::Lines(_)
                    | Update::Findings(_)
                    | Update::Snapshot(_) => {}
                }
            }
        }
    }

    fn ask(&mut self, command: Command) {
        self.session.apply(command);
        self.wait();
    }

    /// Lets a task do its next step; gives what that was.
    fn choose(&mut self, name: &str) -> Pending {
        let offer = self.turn.offers.iter().find(|offer| offer.name == name);
        let offer = offer
            .unwrap_or_else(|| panic!("{name} is not offered: {:#?}", self.turn))
            .clone();
        self.ask(Command::Choose(offer.choice));
        offer.does
    }

    /// Lets the main thread go on until two others may.
    fn start_both(&mut self) {
        while self.turn.offers.len() < 3 {
            self.choose("MainThread");
        }
    }

    /// The run that follows the schedule so far, and then goes on by itself.
    fn followed(&self, source: &str) -> Recording {
        let (program, _) = compile("main.py", source, &[]).expect("accepted");
        let mut recording = Recording::new(program.into(), config());
        let schedule: Schedule = self.turn.schedule.parse().expect("a schedule");
        recording.follow(&schedule).expect("possible");
        recording
    }
}

#[test]
fn an_update_is_lost_by_hand_and_by_the_schedule() {
    let mut reader = Reader::new(LOST_UPDATE, "");
    reader.start_both();
    let read = Pending::Read("counter".to_owned());
    let write = Pending::Write("counter".to_owned(), "1".to_owned());
    assert_eq!(reader.choose("A"), read);
    assert_eq!(reader.choose("B"), read);
    assert_eq!(reader.choose("A"), write);
    assert_eq!(reader.choose("B"), write);
    let schedule = reader.turn.schedule.clone();
    reader.ask(Command::LetGo);
    assert_eq!(reader.ended, Some(RunStatus::Finished { code: 0 }));
    let mut again = reader.followed(LOST_UPDATE);
    while again.step() == Status::Running {}
    assert_eq!(&reader.trace, again.trace());
    assert_eq!(reader.turn.schedule, schedule);
    assert!(reader.refused.is_empty(), "{:?}", reader.refused);
}

#[test]
fn every_step_can_be_taken_back_and_made_again() {
    let mut reader = Reader::new(LOST_UPDATE, "");
    let mut turns = vec![reader.turn.clone()];
    while reader.ended.is_none() {
        let place = turns.len() % reader.turn.offers.len();
        reader.ask(Command::Choose(reader.turn.offers[place].choice));
        turns.push(reader.turn.clone());
    }
    let whole = reader.trace.clone();
    for turn in turns.iter().rev().skip(1) {
        reader.ask(Command::Undo);
        assert_eq!(reader.turn.offers, turn.offers);
        assert_eq!(reader.turn.schedule, turn.schedule);
    }
    assert_eq!(reader.turn.steps, 0);
    for turn in turns.iter().skip(1) {
        reader.ask(Command::Redo);
        assert_eq!(reader.turn.offers, turn.offers);
    }
    assert_eq!(reader.trace, whole);
}

#[test]
fn a_deadlock_made_by_hand_is_noticed() {
    let mut reader = Reader::new(DEADLOCK, "");
    reader.start_both();
    reader.choose("A");
    reader.choose("B");
    while reader.ended.is_none() {
        reader.choose("MainThread");
    }
    assert_eq!(reader.ended, Some(RunStatus::Deadlocked));
    assert!(reader.turn.offers.is_empty());
}

#[test]
fn taking_over_keeps_what_had_happened() {
    let (program, _) = compile("main.py", LOST_UPDATE, &[]).expect("accepted");
    let mut reader = Reader::new(LOST_UPDATE, "");
    reader.session.load(program, &[], config(), "", false);
    reader.wait();
    let whole = reader.trace.clone();
    let half = interleave_playground::trace::Moment(whole.end().0 / 2);
    reader.ask(Command::Seek(half));
    reader.ask(Command::TakeOver);
    assert!(!reader.turn.offers.is_empty());
    let events = reader.trace.events();
    assert!(!events.is_empty() && events.len() <= half.0 as usize);
    assert_eq!(events, &whole.events()[..events.len()]);
    assert_eq!(reader.followed(LOST_UPDATE).trace(), &reader.trace);
}

#[test]
fn a_schedule_that_nobody_can_follow_is_refused() {
    for schedule in ["7", "0x5.9!", "no schedule", "1x4000000000"] {
        let reader = Reader::new(LOST_UPDATE, schedule);
        assert_eq!(reader.refused.len(), 1, "{schedule}");
        assert!(!reader.turn.offers.is_empty(), "{schedule}");
    }
}
