//! Blocked event loops: a callback or a step of a coroutine that makes a blocking call, or computes for long, while the
//! loop's thread can serve nobody else.
//!
//! What takes as long as asyncio's `slow_callback_duration` is told in any case (`Lib/asyncio/base_events.py`; in debug
//! mode `_run_once` logs such a callback). A blocking call is also told when it is shorter and others had to wait.

use interleave_program::Site;
use interleave_trace::{ObjectId, ThreadId, What, Why};
use rustc_hash::FxHashMap;

use super::finding::{Busy, Finding, Kind, Mark, Role, Spot};
use super::standing::Standing;
use super::watch::Seen;

/// `slow_callback_duration`: 0.1 seconds.
const SLOW_NS: u64 = 100_000_000;
/// A blocking call that is shorter than this may well be a lock that is held for a moment.
const SHORT_NS: u64 = 1_000_000;
/// Most that are told.
const MAX_FINDINGS: usize = 50;

/// What is known of the event loop of one thread.
#[derive(Clone, Debug, Default)]
struct Loop {
    /// Callbacks that are ready.
    ready: u32,
    /// Of those, what the present step has made ready itself.
    own: u32,
    /// The call that blocks the thread now.
    blocking: Option<(Why, Mark)>,
    /// The longest such call of the present step that is over, with how long it took.
    longest: Option<(Why, Mark, u64)>,
    /// What the latest step came to, until the next round shows how many timers became due meanwhile.
    latest: Option<Latest>,
}

/// A step that kept its loop from serving others.
#[derive(Clone, Debug)]
struct Latest {
    told: Told,
    /// How many callbacks are ready that were scheduled, and not timers.
    ready: u32,
}

/// Whether a finding was told.
#[derive(Clone, Debug)]
enum Told {
    /// It is at this place in the list.
    At(usize),
    /// It will be if somebody was kept.
    NotYet(Finding),
}

/// The detector.
#[derive(Clone, Debug, Default)]
pub(crate) struct BlockedLoops {
    loops: Vec<Loop>,
    threads: FxHashMap<ObjectId, ThreadId>,
    /// Where what was told happened: each place is told once.
    sites: Vec<Site>,
}

impl BlockedLoops {
    /// Takes notice of an event, before `standing` does.
    pub fn see(&mut self, seen: &Seen<'_>, standing: &Standing, found: &mut Vec<Finding>) {
        let thread = seen.thread(seen.event.task);
        let mark = Mark::new(seen.event, seen.moment);
        let step = || {
            standing
                .step(thread)
                .filter(|step| step.task == seen.event.task)
        };
        match seen.event.what {
            What::Round { ready, on } => {
                self.threads.insert(on, thread);
                self.begin_round(thread, ready, found);
            }
            What::Resumed => {
                let state = self.of(thread);
                state.ready = state.ready.saturating_sub(1);
                state.own = 0;
                (state.blocking, state.longest) = (None, None);
            }
            What::Scheduled { on, .. } => {
                if let Some(&of) = self.threads.get(&on) {
                    let state = self.of(of);
                    state.ready += 1;
                    state.own += u32::from(of == thread);
                    if let Some(latest) = &mut state.latest {
                        latest.ready += 1;
                    }
                }
            }
            What::Blocked { why, .. }
                if !matches!(why, Why::Gil | Why::Turn) && step().is_some() =>
            {
                self.of(thread).blocking = Some((why, mark));
            }
            What::Sleeps { .. } if step().is_some() => {
                self.of(thread).blocking = Some((Why::Sleep, mark));
            }
            What::Woken { .. } if !self.threads.is_empty() => {
                self.of(thread).unblock(mark);
            }
            What::Suspended | What::Finished | What::Failed { .. } => {
                if let Some(step) = step() {
                    self.end_step(seen, thread, step, found);
                }
            }
            _ => {}
        }
    }

    fn of(&mut self, thread: ThreadId) -> &mut Loop {
        if self.loops.len() <= thread.index() {
            self.loops.resize_with(thread.index() + 1, Loop::default);
        }
        &mut self.loops[thread.index()]
    }

    /// What is ready beyond what was scheduled are timers that became due.
    fn begin_round(&mut self, thread: ThreadId, ready: u32, found: &mut Vec<Finding>) {
        let state = self.of(thread);
        state.ready = ready;
        let Some(latest) = state.latest.take() else {
            return;
        };
        let due = ready.saturating_sub(latest.ready);
        match latest.told {
            Told::At(at) => {
                if let Some(Kind::BlockedLoop { kept, .. }) =
                    found.get_mut(at).map(|one| &mut one.kind)
                {
                    *kept += due;
                }
            }
            Told::NotYet(mut finding) if due > 0 => {
                if let Kind::BlockedLoop { kept, .. } = &mut finding.kind {
                    *kept += due;
                }
                found.push(finding);
            }
            Told::NotYet(_) => {}
        }
    }

    fn end_step(
        &mut self,
        seen: &Seen<'_>,
        thread: ThreadId,
        step: Mark,
        found: &mut Vec<Finding>,
    ) {
        let end = Mark::new(seen.event, seen.moment);
        let ns = end.at.since(step.at);
        let state = self.of(thread);
        state.unblock(end);
        let longest = state.longest.take();
        let (kept, ready) = (state.ready.saturating_sub(state.own), state.ready);
        let blocked_ns = longest.map_or(0, |(_, _, ns)| ns);
        if ns < SLOW_NS && blocked_ns < SHORT_NS {
            return;
        }
        let (by, first, spots) = match longest {
            Some((why, since, blocked_ns)) if blocked_ns >= ns / 2 => (
                Busy::Blocks(why),
                since.site,
                vec![(Role::Blocks, since), (Role::Begins, step)],
            ),
            // Where a task ends it has no place any more.
            _ if matches!(seen.event.what, What::Suspended) => (
                Busy::Computes,
                step.site,
                vec![(Role::Begins, step), (Role::GivesBack, end)],
            ),
            _ => (Busy::Computes, step.site, vec![(Role::Begins, step)]),
        };
        if self.sites.len() >= MAX_FINDINGS || self.sites.contains(&first) {
            return;
        }
        let finding = Finding {
            kind: Kind::BlockedLoop { ns, by, kept },
            moment: seen.moment,
            at: end.at,
            spots: spots
                .into_iter()
                .map(|(role, mark)| Spot::new(seen.program, role, mark))
                .collect(),
        };
        let told = if ns >= SLOW_NS || kept > 0 {
            self.sites.push(first);
            found.push(finding);
            Told::At(found.len() - 1)
        } else {
            Told::NotYet(finding)
        };
        self.of(thread).latest = Some(Latest { told, ready });
    }
}

impl Loop {
    /// The thread goes on.
    fn unblock(&mut self, now: Mark) {
        if let Some((why, since)) = self.blocking.take() {
            let ns = now.at.since(since.at);
            if self.longest.is_none_or(|(_, _, longest)| longest < ns) {
                self.longest = Some((why, since, ns));
            }
        }
    }
}
