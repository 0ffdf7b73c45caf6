//! The machine: cores, segments, blocking and waking.

use std::cmp::Reverse;

use interleave_trace::{CoreId, ThreadId, Tick, What, Why};

use super::policy::Arrival;
use super::waiting::{Key, Threads};
use super::{SEGMENT_INSTRUCTIONS, Seat, Simulator, Status};
use crate::config::Policy;
use crate::world::object::Object;
use crate::world::task::{Guard, State};
use crate::world::{Choice, Log, Readiness, Touched};

impl Simulator {
    /// Threads that the world has made since take their seats.
    pub(super) fn admit_new_threads(&mut self, log: &mut Log<'_>) {
        while self.seats.len() < self.world.threads().len() {
            let thread = ThreadId(self.seats.len() as u32);
            self.seats.push(Seat::Ready { owed_ns: 0 });
            self.last_cores.push(CoreId(0));
            self.in_call.push(false);
            let scheduling = self.world.threads()[thread.index()].scheduling;
            self.ready.set(thread, scheduling);
            let owed_ns = self.start_ns(thread);
            self.make_ready(thread, owed_ns, Arrival::Woken, log);
        }
    }

    /// How long the operating system takes to start a thread, which varies.
    fn start_ns(&mut self, thread: ThreadId) -> u64 {
        if thread.0 == 0 {
            return 0;
        }
        let process = &self.world.processes()[self.world.process_of(thread).index()];
        let process_ns = match process.root == thread {
            true if process.is_spawned() => self.config.spawn_ns,
            true => self.config.process_ns,
            false => 0,
        };
        let slack_ns = 2 * self.config.switch_ns + process_ns / 8;
        process_ns.saturating_add(self.chance.below(slack_ns.saturating_add(1)))
    }

    /// A thread can go on: it needs the interpreter lock, where there is one, and then a core.
    fn make_ready(&mut self, thread: ThreadId, owed_ns: u64, arrival: Arrival, log: &mut Log<'_>) {
        let now = self.world.now();
        if let Some(gil) = self.gil_of(thread) {
            if !gil.request(thread, now) {
                self.seats[thread.index()] = Seat::WaitsForGil { owed_ns };
                let what = What::Blocked {
                    why: Why::Gil,
                    patient: false,
                    on: interleave_trace::Subject::Nothing,
                };
                log.event(&self.world, self.task_of(thread), what);
                return;
            }
            log.event(&self.world, self.task_of(thread), What::GilTaken);
        }
        self.seats[thread.index()] = Seat::Ready { owed_ns };
        self.elapse();
        self.ready.add(thread, arrival);
    }

    /// A thread that held the interpreter lock does without: the next one gets it.
    fn drop_gil(&mut self, thread: ThreadId, log: &mut Log<'_>) {
        let now = self.world.now();
        let mut chance = self.chance.clone();
        let Some(gil) = self.gil_of(thread) else {
            return;
        };
        if gil.holder != Some(thread) {
            return;
        }
        let process = self.world.process_of(thread).index();
        let by_priority = self.config.policy.is_by_priority();
        if by_priority && let Some(gil) = self.gils.get_mut(process) {
            gil.put_highest_first(|waiter| self.ready.rank(waiter));
        }
        let next = self
            .gil_of(thread)
            .and_then(|gil| gil.drop_by(thread, now, (!by_priority).then_some(&mut chance)));
        self.chance = chance;
        log.event(&self.world, self.task_of(thread), What::GilDropped);
        if let Some(next) = next {
            self.take_gil(next, log);
        }
    }

    fn take_gil(&mut self, thread: ThreadId, log: &mut Log<'_>) {
        log.event(&self.world, self.task_of(thread), What::GilTaken);
        let owed_ns = match self.seats[thread.index()] {
            Seat::WaitsForGil { owed_ns } => owed_ns,
            _ => 0,
        };
        self.seats[thread.index()] = Seat::Ready { owed_ns };
        self.elapse();
        self.ready.add(thread, Arrival::Woken);
    }

    /// Puts ready threads on free cores, and on those where somebody has to make room for them.
    fn dispatch(&mut self, log: &mut Log<'_>) {
        if std::mem::take(&mut self.moved) {
            self.send_away_the_moved(log);
        }
        if self.ready.is_empty() {
            return;
        }
        self.elapse();
        loop {
            let free = self.free_cores();
            if free != 0
                && let Some(thread) = self.ready.take_next(free)
            {
                let core = self.best_core(thread, free);
                self.put_on_core(thread, core, log);
            } else if let Some((thread, core)) = self.ready.challenge(&self.cores) {
                self.send_away(core, log);
                self.ready.remove(thread);
                self.put_on_core(thread, core, log);
            } else {
                return;
            }
        }
    }

    /// The cores on which nobody runs, as a set.
    fn free_cores(&self) -> u64 {
        let cores = self.cores.iter().enumerate();
        cores
            .filter(|(_, core)| core.running.is_none())
            .fold(0, |free, (index, _)| free | 1 << index)
    }

    /// The core of a set on which a thread runs best: where it ran last, else the first that it may run on.
    fn best_core(&self, thread: ThreadId, among: u64) -> usize {
        let allowed = among & self.world.threads()[thread.index()].scheduling.cores;
        let last = self.last_cores[thread.index()].index();
        if allowed >> last & 1 == 1 {
            last
        } else {
            (allowed.trailing_zeros() as usize).min(self.cores.len() - 1)
        }
    }

    /// Threads leave cores on which they must no longer run.
    fn send_away_the_moved(&mut self, log: &mut Log<'_>) {
        for index in 0..self.cores.len() {
            let running = self.cores[index].running;
            if running.is_some_and(|thread| {
                !self.world.threads()[thread.index()]
                    .scheduling
                    .allows(index)
            }) {
                self.send_away(index, log);
            }
        }
    }

    /// Tells a policy that wants to know who has run for how long.
    fn elapse(&mut self) {
        if !self.ready.measures() {
            return;
        }
        let now = self.world.now();
        let mut ran = Vec::with_capacity(self.cores.len());
        for core in &mut self.cores {
            let since = std::mem::replace(&mut core.since, now);
            ran.extend(core.running.map(|thread| (thread, now.since(since))));
        }
        self.ready.ran(&ran);
    }

    /// A core is free again.
    fn leave_core(&mut self, index: usize) {
        self.elapse();
        self.cores[index].running = None;
    }

    fn put_on_core(&mut self, thread: ThreadId, index: usize, log: &mut Log<'_>) {
        let owed_ns = match self.seats[thread.index()] {
            Seat::Ready { owed_ns } => owed_ns,
            _ => 0,
        };
        self.elapse();
        let core = &mut self.cores[index];
        let switched = core.last.is_some_and(|last| last != thread);
        core.running = Some(thread);
        core.last = Some(thread);
        core.since = self.world.now();
        self.last_cores[thread.index()] = CoreId(index as u16);
        let id = CoreId(index as u16);
        log.event(
            &self.world,
            self.task_of(thread),
            What::Dispatched { core: id, switched },
        );
        let cost_ns = if switched { self.config.switch_ns } else { 0 };
        let start = self.world.now().after(cost_ns);
        // Interrupts and other programs make real slices vary by about so much.
        let slack_ns = self.chance.below(self.config.quantum_ns / 8 + 1);
        self.begin_slice(thread, index, start.after(slack_ns));
        if owed_ns > 0 {
            self.seats[thread.index()] = Seat::Running {
                core: id,
                end: start.after(owed_ns),
            };
        } else {
            self.begin_segment(thread, id, start, log);
        }
    }

    /// A thread on a core has a time slice from an instant on.
    fn begin_slice(&mut self, thread: ThreadId, index: usize, start: Tick) {
        let slice = self.ready.slice_ns(thread, &self.cores);
        self.cores[index].slice_end = slice.map_or(Tick(u64::MAX), |ns| start.after(ns));
    }

    /// Lets a thread on a core work from `start` on.
    fn begin_segment(&mut self, thread: ThreadId, core: CoreId, start: Tick, log: &mut Log<'_>) {
        let mut end = start;
        if self.world.is_local(thread) {
            let instruction_ns = self.config.instruction_ns.max(1);
            let slice_ns = self.cores[core.index()].slice_end.since(start).max(1);
            let budget = (slice_ns / instruction_ns + 1).min(SEGMENT_INSTRUCTIONS);
            let used = self.world.advance(thread, budget);
            end = start.after(used * instruction_ns + self.interruption_ns());
        }
        self.seats[thread.index()] = Seat::Running { core, end };
        if self.world.begin_thread(thread) {
            self.touched(&[Touched::Thread(thread)], log);
        }
    }

    /// For how long something else on the machine takes the core away during a segment.
    fn interruption_ns(&mut self) -> u64 {
        let permille = u64::from(self.config.interruptions_permille);
        if permille == 0 || self.chance.below(1000) >= permille {
            return 0;
        }
        let most_ns = self.config.quantum_ns.saturating_mul(2);
        self.chance.below(most_ns.saturating_add(1))
    }

    /// Lets the earliest thing happen.
    pub(super) fn next_event(&mut self, log: &mut Log<'_>) {
        self.world.drain_all();
        self.dispatch(log);
        let timer = self.timers.first();
        let nobody_ready = self.ready.is_empty();
        let mut earliest: Option<(Tick, usize)> = None;
        for (index, core) in self.cores.iter().enumerate() {
            let Some(thread) = core.running else { continue };
            let Seat::Running { end, .. } = self.seats[thread.index()] else {
                continue;
            };
            // A slice ends only where somebody else wants the core.
            let at = if nobody_ready || !self.ready.wants(index, thread) {
                end
            } else {
                end.min(core.slice_end.max(self.world.now()))
            };
            if earliest.is_none_or(|(earliest, _)| at < earliest) {
                earliest = Some((at, index));
            }
        }
        match (timer, earliest) {
            (None, None) => self.deadlock(log),
            (Some((at, thread)), core) if core.is_none_or(|(core_at, _)| at <= core_at) => {
                self.world.set_now(at);
                self.stop_waiting(thread);
                log.event(
                    &self.world,
                    self.task_of(thread),
                    What::Woken {
                        by: self.task_of(thread),
                    },
                );
                self.make_ready(thread, 0, Arrival::Woken, log);
            }
            (_, Some((at, index))) => {
                self.world.set_now(at);
                if let Some(thread) = self.cores[index].running {
                    self.on_core_event(thread, index, at, log);
                }
            }
            (Some(_), None) => {}
        }
    }

    /// A thread's segment or time slice is over.
    fn on_core_event(&mut self, thread: ThreadId, index: usize, at: Tick, log: &mut Log<'_>) {
        let Seat::Running { core, end } = self.seats[thread.index()] else {
            return;
        };
        if at < end {
            if self.expires(thread, index) {
                self.preempt(thread, index, end.since(at), log);
            } else {
                self.begin_slice(thread, index, at);
            }
            return;
        }
        self.world.arrive(thread);
        self.tell_waiters(log);
        let readiness = self.readiness(thread);
        let open = matches!(readiness, Readiness::Open);
        if self.gil_is_wanted(thread) || open && self.lets_go_of_gil(thread) {
            return self.give_way(thread, index, 0, Arrival::Woken, log);
        }
        match readiness {
            Readiness::Local => {
                if at >= self.cores[index].slice_end {
                    if self.expires(thread, index) {
                        return self.preempt(thread, index, 0, log);
                    }
                    // Nobody else has the core: it may have another slice.
                    self.begin_slice(thread, index, at);
                }
                self.begin_segment(thread, core, at, log);
            }
            Readiness::Ended => self.vacate(thread, index, log),
            Readiness::Open => self.perform(thread, index, core, false, log),
            Readiness::Closed {
                until: Some(until),
                guard,
            } if until <= at && !matches!(guard, Guard::Sleep | Guard::Round(_)) => {
                self.perform(thread, index, core, true, log);
            }
            Readiness::Closed { guard, until } => self.block(thread, index, guard, until, log),
        }
    }

    /// Whether somebody else has the core of a thread whose slice is over.
    fn expires(&mut self, thread: ThreadId, index: usize) -> bool {
        self.elapse();
        !self.ready.is_empty() && self.ready.expires(index, thread)
    }

    /// Tells those who wait what operations have changed.
    fn tell_waiters(&mut self, log: &mut Log<'_>) {
        let mut touched = std::mem::take(&mut self.touched);
        self.world.take_touched(&mut touched);
        self.touched(&touched, log);
        self.touched = touched;
    }

    fn perform(
        &mut self,
        thread: ThreadId,
        index: usize,
        core: CoreId,
        timed_out: bool,
        log: &mut Log<'_>,
    ) {
        let processes = self.world.processes().len();
        self.in_call[thread.index()] = false;
        self.world.perform(thread, timed_out, log);
        self.steps += 1;
        self.tell_waiters(log);
        self.admit_new_threads(log);
        if self.world.threads()[thread.index()].ended {
            return self.vacate(thread, index, log);
        }
        // Caches and buses make the cost of an operation vary.
        let mut cost_ns =
            self.config.operation_ns + self.chance.below(self.config.operation_ns + 1);
        if self.world.processes().len() > processes {
            cost_ns = cost_ns.saturating_add(self.config.fork_ns);
        }
        if self.touched.contains(&Touched::Yielded(thread)) {
            return self.give_way(thread, index, cost_ns, Arrival::Yielded, log);
        }
        self.begin_segment(thread, core, self.world.now().after(cost_ns), log);
    }

    /// Whether the holder of the interpreter lock, whose operation can happen, loses it around a system call that does
    /// not block. CPython drops the lock there and asks for it again at once: a waiter may be faster, or not
    /// (`Py_BEGIN_ALLOW_THREADS`).
    fn lets_go_of_gil(&mut self, thread: ThreadId) -> bool {
        let wanted = self
            .gil_of(thread)
            .is_some_and(|gil| gil.holder == Some(thread) && gil.is_wanted());
        // Once around each call.
        wanted
            && self.world.is_system_call(thread)
            && !std::mem::replace(&mut self.in_call[thread.index()], true)
            && self.chance.below(2) == 0
    }

    /// Whether the holder of the interpreter lock is asked to drop it, and is at a place where it does.
    fn gil_is_wanted(&self, thread: ThreadId) -> bool {
        let process = self.world.process_of(thread).index();
        let Some(gil) = self.gils.get(process) else {
            return false;
        };
        gil.holder == Some(thread)
            && gil
                .requested_at(self.world.gil_interval_ns())
                .is_some_and(|at| at <= self.world.now())
            && self.world.crossed_breaker(thread)
    }

    /// A thread that could go on leaves its core and drops the interpreter lock, where there is one, because it was
    /// asked to or wants to; and queues for both again.
    fn give_way(
        &mut self,
        thread: ThreadId,
        index: usize,
        owed_ns: u64,
        arrival: Arrival,
        log: &mut Log<'_>,
    ) {
        self.note_preempted(thread, index, log);
        self.leave_core(index);
        self.drop_gil(thread, log);
        self.make_ready(thread, owed_ns, arrival, log);
    }

    /// A thread's time slice is over, and somebody else has its core.
    fn preempt(&mut self, thread: ThreadId, index: usize, owed_ns: u64, log: &mut Log<'_>) {
        self.note_preempted(thread, index, log);
        self.leave_core(index);
        self.seats[thread.index()] = Seat::Ready { owed_ns };
        self.ready.add(thread, Arrival::Expired);
    }

    fn note_preempted(&mut self, thread: ThreadId, index: usize, log: &mut Log<'_>) {
        let core = CoreId(index as u16);
        log.event(&self.world, self.task_of(thread), What::Preempted { core });
    }

    fn vacate(&mut self, thread: ThreadId, index: usize, log: &mut Log<'_>) {
        self.leave_core(index);
        self.seats[thread.index()] = Seat::Ended;
        self.drop_gil(thread, log);
    }

    fn block(
        &mut self,
        thread: ThreadId,
        index: usize,
        guard: Guard,
        until: Option<Tick>,
        log: &mut Log<'_>,
    ) {
        let task = self.task_of(thread);
        let what = match (guard, until) {
            (Guard::Sleep, Some(until)) => What::Sleeps { until },
            _ => {
                let (why, mut on) = self.world.wait_of(guard);
                if let interleave_trace::Subject::Object(id) = on {
                    log.object(&self.world, id);
                }
                if let Some(name) = self.world.transfer_name(task) {
                    on = interleave_trace::Subject::Text(log.text(name));
                }
                What::Blocked {
                    why,
                    patient: until.is_some(),
                    on,
                }
            }
        };
        log.event(&self.world, task, what);
        self.leave_core(index);
        self.seats[thread.index()] = Seat::Blocked;
        self.begin_waiting(thread, guard);
        if let Some(until) = until {
            self.set_timer(thread, until);
        }
        self.drop_gil(thread, log);
    }

    /// What a thread whose guard is closed hangs on.
    fn key_of(&self, thread: ThreadId, guard: Guard) -> Key {
        match Key::of(guard, self.is_notified(thread)) {
            Key::Object(id) => Key::Object(id.in_process(self.world.process_of(thread))),
            key => key,
        }
    }

    /// Whether a thread that waits on a condition was notified or has run out of patience.
    fn is_notified(&self, thread: ThreadId) -> bool {
        let task = self.world.task(self.task_of(thread));
        match task.state {
            State::Poised {
                guard: Guard::Condition { condition, .. },
                ..
            } => task.timed_out || self.world.is_notified(task.id, condition),
            _ => false,
        }
    }

    /// A thread hangs on what its guard names; on a lock, its owner may have to be lent a priority.
    fn begin_waiting(&mut self, thread: ThreadId, guard: Guard) {
        let key = self.key_of(thread, guard);
        self.waiting.add(key, thread);
        if self.config.policy == Policy::PriorityInheritance
            && let Key::Object(lock) = key
        {
            let owned = self.owner(thread, guard).map(|owner| (lock, owner));
            self.ready.waits(thread, owned);
        }
    }

    fn stop_waiting(&mut self, thread: ThreadId) {
        self.timers.cancel(thread);
        self.waiting.remove(thread);
        self.ready.waits(thread, None);
    }

    /// The thread that holds the lock that a thread waits for, if somebody holds it, if it is a lock.
    fn owner(&self, thread: ThreadId, guard: Guard) -> Option<Option<ThreadId>> {
        let lock = match guard {
            Guard::Lock(lock) => lock,
            Guard::Condition { lock, .. } if self.is_notified(thread) => lock,
            _ => return None,
        };
        match self.world.object_for(self.task_of(thread), lock) {
            Object::Lock(lock) => Some(lock.owner.map(|owner| self.world.task(owner).thread)),
            _ => None,
        }
    }

    fn set_timer(&mut self, thread: ThreadId, until: Tick) {
        let slack_ns = self
            .chance
            .below(self.config.timer_slack_ns.saturating_add(1));
        let until = until.after(slack_ns);
        self.timers.set(thread, until);
    }

    /// An operation has changed things that threads may wait for: wakes those that can go on now, in the order in
    /// which they came. Who wakes has still to get there first.
    fn touched(&mut self, touched: &[Touched], log: &mut Log<'_>) {
        for &touched in touched {
            let key = match touched {
                Touched::Object(id) => Key::Object(id),
                Touched::Thread(thread) => Key::Thread(thread),
                Touched::Killed(thread) => {
                    self.remove_killed(thread, log);
                    continue;
                }
                Touched::Process(process) => Key::Process(process),
                Touched::Signal(thread) => {
                    if self.seats[thread.index()] == Seat::Blocked {
                        self.wake(thread, log);
                    }
                    continue;
                }
                Touched::Scheduling(thread) => {
                    self.reschedule(thread);
                    continue;
                }
                Touched::Owner(lock, owner) => {
                    self.ready.owned(lock, owner);
                    continue;
                }
                Touched::Yielded(_) => continue,
            };
            for thread in self.in_order_of_waking(key) {
                let Readiness::Closed { guard, until } = self.readiness(thread) else {
                    self.wake(thread, log);
                    // One who can take what was given is woken for each thing given.
                    if self.takes_one(thread) {
                        break;
                    }
                    continue;
                };
                if self.is_notified(thread) {
                    self.begin_waiting(thread, guard);
                    self.waits_for_lock(thread, key, guard, log);
                } else if let (Guard::Round(_), Some(until)) = (guard, until) {
                    self.set_timer(thread, until);
                }
            }
        }
    }

    /// A thread that ended with its process leaves whatever it was doing.
    fn remove_killed(&mut self, thread: ThreadId, log: &mut Log<'_>) {
        let Some(&seat) = self.seats.get(thread.index()) else {
            return;
        };
        let process = &self.world.processes()[self.world.process_of(thread).index()];
        let signal = process.signal.unwrap_or_default();
        self.seats[thread.index()] = Seat::Ended;
        self.stop_waiting(thread);
        self.ready.remove(thread);
        let mut chance = self.chance.clone();
        if let Some(gil) = self.gil_of(thread) {
            gil.forget(thread);
            gil.drop_by(thread, Tick(0), Some(&mut chance));
        }
        if let Seat::Running { core, .. } = seat {
            self.leave_core(core.index());
        }
        log.event(&self.world, self.task_of(thread), What::Killed { signal });
    }

    /// Who hangs on something: longest first, but higher priorities before lower ones where they count (`futex(2)`).
    fn in_order_of_waking(&self, key: Key) -> Threads {
        let mut queue = self.waiting.queue(key);
        if self.config.policy.is_by_priority() {
            queue.sort_by_key(|&thread| Reverse(self.ready.rank(thread)));
        }
        queue
    }

    /// A thread asks for something else than before.
    fn reschedule(&mut self, thread: ThreadId) {
        self.elapse();
        let scheduling = self.world.threads()[thread.index()].scheduling;
        self.ready.set(thread, scheduling);
        self.moved = true;
    }

    /// Writes to the trace that a thread was notified on a condition and waits for its lock now.
    fn waits_for_lock(&self, thread: ThreadId, key: Key, guard: Guard, log: &mut Log<'_>) {
        if let Guard::Condition { condition, lock } = guard
            && key == Key::Object(condition.in_process(self.world.process_of(thread)))
        {
            let what = What::Blocked {
                why: Why::ConditionLock,
                patient: false,
                on: interleave_trace::Subject::Object(log.object(&self.world, lock)),
            };
            log.event(&self.world, self.task_of(thread), what);
        }
    }

    /// Whether what a thread waits for can be had by one only, so that waking a second would be in vain.
    fn takes_one(&self, thread: ThreadId) -> bool {
        let task = self.world.task(self.task_of(thread));
        matches!(
            task.state,
            State::Poised {
                guard: Guard::Lock(_)
                    | Guard::Semaphore(_)
                    | Guard::QueueGet(_)
                    | Guard::QueuePut(_)
                    | Guard::Condition { .. },
                ..
            }
        )
    }

    fn wake(&mut self, thread: ThreadId, log: &mut Log<'_>) {
        self.stop_waiting(thread);
        let by = self.waker();
        log.event(&self.world, self.task_of(thread), What::Woken { by });
        // From being woken to being ready takes the operating system a while that varies.
        let latency_ns = self.chance.below(self.config.switch_ns / 2 + 1);
        self.make_ready(thread, latency_ns, Arrival::Woken, log);
    }

    /// The task that performed the latest operation.
    fn waker(&self) -> interleave_trace::TaskId {
        self.world.latest_actor()
    }

    /// Carries out a choice that the machine might not make now: everybody else is held up meanwhile.
    pub(super) fn force(&mut self, choice: Choice, log: &mut Log<'_>) -> Result<(), String> {
        let thread = choice.thread();
        if let Choice::Drain(thread, which) = choice {
            if !self.world.drains_of(thread).contains(&choice) {
                return Err(format!("thread {} has no such write waiting", thread.0));
            }
            self.world.apply(Choice::Drain(thread, which), log);
            self.steps += 1;
            return Ok(());
        }
        let timed_out = matches!(choice, Choice::TimeOut(_));
        self.check_choice(choice)?;
        // The end of a wait is a step even where nobody else can notice what follows.
        let mut waited = false;
        if let (
            Seat::Blocked,
            Readiness::Closed {
                until: Some(until), ..
            },
        ) = (self.seats[thread.index()], self.readiness(thread))
        {
            self.hold_others(thread, until);
            waited = true;
        }
        let mut done = false;
        // Bounded: each round brings the thread at least one instruction nearer to its operation.
        while !done && self.status == Status::Running && self.world.ending().is_none() {
            let index = self.bring_to_core(thread, log);
            let Seat::Running { core, end } = self.seats[thread.index()] else {
                return Ok(());
            };
            self.hold_others(thread, end);
            self.world.arrive(thread);
            // What nobody else can notice comes along with what somebody can.
            let silent = self.world.is_silent(thread);
            match self.readiness(thread) {
                Readiness::Local => self.begin_segment(thread, core, self.world.now(), log),
                Readiness::Ended => {
                    self.vacate(thread, index, log);
                    return Ok(());
                }
                Readiness::Open => {
                    self.perform(thread, index, core, false, log);
                    done = waited || !silent;
                }
                Readiness::Closed {
                    guard: Guard::Started(child),
                    ..
                } => {
                    self.world.begin_thread(child);
                }
                Readiness::Closed {
                    until: Some(until), ..
                } if timed_out => {
                    self.hold_others(thread, until);
                    self.perform(thread, index, core, true, log);
                    done = true;
                }
                Readiness::Closed {
                    guard: Guard::Condition { condition, .. },
                    until: None,
                } if timed_out && self.world.may_wake_unnotified(thread, condition) => {
                    self.perform(thread, index, core, true, log);
                    done = true;
                }
                // Whoever chooses by hand may end a sleep at any moment: its time passes now.
                Readiness::Closed {
                    guard: Guard::Sleep | Guard::Device(_) | Guard::Round(_),
                    until: Some(until),
                } => {
                    self.hold_others(thread, until);
                    waited = true;
                }
                Readiness::Closed { .. } => return Err(self.refusal(choice)),
            }
            if self.seats[thread.index()] == Seat::Ended {
                return Ok(());
            }
        }
        Ok(())
    }

    fn check_choice(&self, choice: Choice) -> Result<(), String> {
        let thread = choice.thread();
        if thread.index() >= self.seats.len() {
            return Err(format!("there is no thread {} yet", thread.0));
        }
        // A thread in the middle of a segment, or of starting another one, has not looked at its next operation yet.
        let unknown = matches!(
            self.world.threads()[thread.index()]
                .current
                .map(|task| &self.world.task(task).state),
            Some(
                State::Arriving
                    | State::Local
                    | State::Poised {
                        guard: Guard::Started(_),
                        ..
                    }
            )
        );
        if unknown || self.world.enabled().contains(&choice) {
            Ok(())
        } else {
            Err(self.refusal(choice))
        }
    }

    fn refusal(&self, choice: Choice) -> String {
        let thread = choice.thread();
        let name = &self.world.task(self.task_of(thread)).name;
        match (self.readiness(thread), choice) {
            (Readiness::Ended, _) => format!("thread {} ({name}) has ended", thread.0),
            (_, Choice::TimeOut(_)) => {
                format!("thread {} ({name}) does not wait with a time-out", thread.0)
            }
            _ => format!("thread {} ({name}) cannot go on now: it waits", thread.0),
        }
    }

    /// Puts a thread on a core, sending somebody away if there is no free one; gives the core.
    fn bring_to_core(&mut self, thread: ThreadId, log: &mut Log<'_>) -> usize {
        if let Seat::Running { core, .. } = self.seats[thread.index()] {
            return core.index();
        }
        let owed_ns = match self.seats[thread.index()] {
            Seat::Ready { owed_ns } | Seat::WaitsForGil { owed_ns } => owed_ns,
            _ => 0,
        };
        if self.seats[thread.index()] == Seat::Blocked {
            self.stop_waiting(thread);
            log.event(
                &self.world,
                self.task_of(thread),
                What::Woken {
                    by: self.world.latest_actor(),
                },
            );
        }
        self.ready.remove(thread);
        self.force_gil(thread, log);
        let allowed = self.world.threads()[thread.index()].scheduling.cores;
        let free = self.free_cores() & allowed;
        let index = match free {
            0 => self.best_core(thread, allowed),
            _ => free.trailing_zeros() as usize,
        };
        self.send_away(index, log);
        self.seats[thread.index()] = Seat::Ready { owed_ns };
        self.put_on_core(thread, index, log);
        index
    }

    /// Takes the thread on a core off it; it is the next to come back.
    fn send_away(&mut self, index: usize, log: &mut Log<'_>) {
        let Some(thread) = self.cores[index].running else {
            return;
        };
        let now = self.world.now();
        let owed_ns = match self.seats[thread.index()] {
            Seat::Running { end, .. } => end.since(now),
            _ => 0,
        };
        self.note_preempted(thread, index, log);
        self.leave_core(index);
        self.seats[thread.index()] = Seat::Ready { owed_ns };
        self.ready.add(thread, Arrival::Displaced);
    }

    /// Gives a thread the interpreter lock, whoever holds it.
    fn force_gil(&mut self, thread: ThreadId, log: &mut Log<'_>) {
        let now = self.world.now();
        let Some(gil) = self.gil_of(thread) else {
            return;
        };
        if gil.holder == Some(thread) {
            return;
        }
        let before = gil.force(thread, now);
        if let Some(before) = before {
            gil.wait_first(before, now);
            log.event(&self.world, self.task_of(before), What::GilDropped);
            self.ready.remove(before);
            if let Seat::Running { core, .. } = self.seats[before.index()] {
                self.send_away(core.index(), log);
                self.ready.remove(before);
            }
            let owed_ns = match self.seats[before.index()] {
                Seat::Ready { owed_ns } => owed_ns,
                _ => 0,
            };
            self.seats[before.index()] = Seat::WaitsForGil { owed_ns };
        }
        log.event(&self.world, self.task_of(thread), What::GilTaken);
    }

    /// Lets time pass for one thread only: the others' segments and slices end so much later.
    fn hold_others(&mut self, thread: ThreadId, until: Tick) {
        let delay_ns = until.since(self.world.now());
        for core in &mut self.cores {
            let Some(running) = core.running.filter(|&running| running != thread) else {
                continue;
            };
            core.slice_end = core.slice_end.after(delay_ns);
            core.since = core.since.after(delay_ns);
            if let Seat::Running { end, .. } = &mut self.seats[running.index()] {
                *end = end.after(delay_ns);
            }
        }
        self.world.set_now(until);
    }
}
