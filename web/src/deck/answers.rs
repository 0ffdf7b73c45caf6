//! What comes back from the worker, and how the playhead asks for it.

use interleave_playground::{Command, Update};
use interleave_trace::{Moment, Snapshot, Tick};

use super::Deck;
use crate::link::News;
use crate::model::{Action, Phase};
use crate::stage::Play;
use crate::wire::Answer;

/// While nothing happens between two events, clocks on the page still tick this often.
const IDLE_SEEK_NS_SHARE: u64 = 400;

/// The playhead's way to the worker: one request is on its way at a time, and the latest wish wins.
#[derive(Default)]
pub(super) struct Seek {
    /// What was asked for, and not answered yet.
    on_its_way: Option<(u32, Wish)>,
    /// Where the last answered or asked one was.
    asked: Option<(Moment, Tick)>,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Wish {
    Instant(Tick),
    /// The answer decides where the playhead is, unless it has been moved since.
    Step {
        from: Moment,
    },
}

impl Deck {
    pub(super) fn hear(&self, news: News) {
        match news {
            News::Lost => self.dispatch(Action::Enter(Phase::Lost)),
            News::Answer(Answer {
                number, updates, ..
            }) => {
                for update in updates {
                    self.take(number, update);
                }
                self.0.stage.ask();
            }
        }
    }

    fn take(&self, number: u32, update: Update) {
        match update {
            Update::Knobs(knobs) => self.dispatch(Action::Knobs(knobs)),
            Update::Lines(lines) => self.0.stage.update(|play| play.lines = lines),
            Update::Restarted => {
                let cores = self.0.told.borrow().config.cores;
                self.0.stage.update(|play| {
                    play.cores = cores;
                    play.restart();
                });
                self.0.seek.replace(Seek::default());
                self.dispatch(Action::Clear);
                self.dispatch(Action::Enter(Phase::Computing));
            }
            Update::Trace(chunk) => {
                self.0.stage.update(|play| play.append(chunk));
                self.0.grown.set(true);
            }
            Update::Findings(findings) => self.dispatch(Action::Find(findings)),
            Update::Ended(status) => {
                let cancelled = self.0.killer.take().is_some();
                self.0.stage.update(Play::finish);
                self.dispatch(Action::Enter(if cancelled {
                    Phase::Cancelled
                } else {
                    Phase::Done(status)
                }));
            }
            Update::Turn(turn) => {
                self.0.stage.update(Play::pause_at_end);
                let offers = turn.offers.iter().map(|offer| offer.choice).collect();
                self.0.offers.replace(offers);
                self.dispatch(Action::YourTurn(*turn));
                self.dispatch(Action::Enter(Phase::Turn));
            }
            Update::Refused(why) => self.dispatch(Action::Refuse(why)),
            Update::Snapshot(snapshot) => self.show(number, *snapshot),
        }
    }

    fn show(&self, number: u32, mut snapshot: Snapshot) {
        let answered = {
            let mut seek = self.0.seek.borrow_mut();
            seek.on_its_way.take_if(|(asked, _)| *asked <= number)
        };
        match answered {
            Some((_, Wish::Step { from })) => {
                let (moment, now) = (snapshot.moment, snapshot.now);
                self.0.seek.borrow_mut().asked = Some((moment, now));
                self.0.stage.update(|play| {
                    if play.moment == from {
                        play.go_to_moment(moment, now);
                        play.scale = play.scale.following(now);
                    }
                });
            }
            // Time passes between events too: who sleeps has less left of it.
            Some((_, Wish::Instant(at))) => snapshot.now = snapshot.now.max(at),
            None => {}
        }
        if !self.0.stage.read(Play::is_waiting) {
            self.dispatch(Action::Show(snapshot));
        }
    }

    /// At every frame: asks for the snapshot of where the playhead is, and tells the components what has changed.
    pub(super) fn beat(&self) {
        let (now, moment, playing, end) = self
            .0
            .stage
            .read(|play| (play.now, play.moment, play.playing, play.duration()));
        self.seek(now, moment, end);
        let beat = (playing, moment == Moment(0));
        let grown = self.0.grown.take();
        if grown || self.0.last_beat.replace(beat) != beat {
            self.dispatch(Action::Beat {
                grown,
                playing: beat.0,
                at_start: beat.1,
            });
        }
    }

    fn seek(&self, now: Tick, moment: Moment, end: Tick) {
        let mut seek = self.0.seek.borrow_mut();
        let least_ns = end.0 / IDLE_SEEK_NS_SHARE;
        let stale = seek
            .asked
            .is_none_or(|(asked, at)| asked != moment || now.0.abs_diff(at.0) > least_ns);
        if seek.on_its_way.is_some() || !stale {
            return;
        }
        // Of several moments at one instant only the last can be asked for by its time.
        let number = self.0.link.send(Command::Seek(moment));
        seek.on_its_way = Some((number, Wish::Instant(now)));
        seek.asked = Some((moment, now));
    }

    pub(super) fn walk(&self, command: Command) {
        self.0.stage.update(|play| play.playing = false);
        let (now, moment) = self.0.stage.read(|play| (play.now, play.moment));
        let mut seek = self.0.seek.borrow_mut();
        let stepping = matches!(seek.on_its_way, Some((_, Wish::Step { .. })));
        // The worker steps from where it was sent last: unless that was a step, it must be where the playhead is.
        if !stepping && seek.asked.is_none_or(|(asked, _)| asked != moment) {
            self.0.link.send(Command::Seek(moment));
        }
        seek.asked = Some((moment, now));
        let number = self.0.link.send(command);
        seek.on_its_way = Some((number, Wish::Step { from: moment }));
    }
}
