//! Fair share: who has had least, by weight, gets the core. The idea of Linux's Completely Fair Scheduler
//! (`kernel/sched/fair.c` from 2.6.23 to 6.5).
//!
//! A thread's virtual run time passes the slower the more it weighs; the ready thread with the least runs next, until
//! it has used its part of a period. Nice values give the weights; real-time classes are ignored. Who wakes has missed
//! at most half a period, and has the core at once where it has had that much less than the one who runs there.

use std::collections::{BTreeSet, VecDeque};

use interleave_trace::{Scheduling, ThreadId};

use super::{Arrival, Cores, Scheduler, Wishes};
use crate::simulator::Core;

/// The weight of each nice value from -20 to 19: `sched_prio_to_weight` in Linux's `kernel/sched/core.c`. A step of one
/// is a tenth of a core more or less for two threads that share it.
const WEIGHTS: [u64; 40] = [
    88761, 71755, 56483, 46273, 36291, // -20
    29154, 23254, 18705, 14949, 11916, // -15
    9548, 7620, 6100, 4904, 3906, // -10
    3121, 2501, 1991, 1586, 1277, // -5
    1024, 820, 655, 526, 423, // 0
    335, 272, 215, 172, 137, // 5
    110, 87, 70, 56, 45, // 10
    36, 29, 23, 18, 15, // 15
];

/// The weight of nice 0.
const NORMAL: u64 = 1024;

/// Virtual time is counted in so small parts of a nanosecond, that short runs of heavy threads count as well.
const SCALE: u64 = 1024;

/// How a thread stands.
#[derive(Clone, Copy, Debug, Default)]
struct Account {
    /// Its virtual run time.
    virtual_time: u64,
    /// The order of its coming among the ready; `None` while it is not.
    arrived: Option<u64>,
    /// Whether it has ever been ready.
    known: bool,
}

/// Ready threads by virtual run time.
#[derive(Clone, Debug)]
pub struct FairShare {
    quantum_ns: u64,
    wishes: Wishes,
    accounts: Vec<Account>,
    ready: BTreeSet<(u64, u64, ThreadId)>,
    /// The weight of all that are ready.
    weight: u64,
    arrivals: u64,
    /// The virtual time that all have had at least; never falls.
    least: u64,
    /// Who has woken and may want a core at once.
    woken: VecDeque<ThreadId>,
}

impl FairShare {
    /// Nobody is ready yet. With time slices of 4 ms, the machine's default, the constants are Linux's for one core: a
    /// period of 6 ms, at least 0.75 ms in a row, and a lead of 1 ms to have the core at once.
    #[must_use]
    pub fn new(quantum_ns: u64) -> Self {
        Self {
            quantum_ns,
            wishes: Wishes::default(),
            accounts: Vec::new(),
            ready: BTreeSet::new(),
            weight: 0,
            arrivals: 0,
            least: 0,
            woken: VecDeque::new(),
        }
    }

    /// The period in which everybody should have a turn (`sysctl_sched_latency`).
    fn period_ns(&self) -> u64 {
        self.quantum_ns.saturating_mul(3) / 2
    }

    /// The least that a thread runs in a row (`sysctl_sched_min_granularity`).
    fn granularity_ns(&self) -> u64 {
        (self.period_ns() / 8).max(1)
    }

    /// The lead with which who wakes has a core at once (`sysctl_sched_wakeup_granularity`).
    fn lead_ns(&self) -> u64 {
        self.period_ns() / 6
    }

    fn weight_of(&self, thread: ThreadId) -> u64 {
        let nice = i32::from(self.wishes.of(thread).nice);
        let at = (nice + 20).unsigned_abs() as usize;
        WEIGHTS.get(at).copied().unwrap_or(NORMAL)
    }

    /// How much virtual time passes for a thread in so many nanoseconds.
    fn virtual_time(&self, thread: ThreadId, ns: u64) -> u64 {
        ns.saturating_mul(NORMAL).saturating_mul(SCALE) / self.weight_of(thread)
    }

    fn account(&mut self, thread: ThreadId) -> &mut Account {
        if self.accounts.len() <= thread.index() {
            self.accounts.resize(thread.index() + 1, Account::default());
        }
        &mut self.accounts[thread.index()]
    }

    fn had(&self, thread: ThreadId) -> u64 {
        let account = self.accounts.get(thread.index());
        account.map_or(0, |account| account.virtual_time)
    }
}

impl Scheduler for FairShare {
    fn set(&mut self, thread: ThreadId, scheduling: Scheduling) {
        let before = self.weight_of(thread);
        self.wishes.set(thread, scheduling);
        if self.account(thread).arrived.is_some() {
            self.weight = self.weight - before + self.weight_of(thread);
        }
    }

    fn add(&mut self, thread: ThreadId, arrival: Arrival) {
        let missed = self.period_ns().saturating_mul(SCALE) / 2;
        let (least, first) = (self.least, self.ready.first().copied());
        self.arrivals += 1;
        let arrivals = self.arrivals;
        let account = self.account(thread);
        account.arrived = Some(arrivals);
        account.virtual_time = match arrival {
            // Who slept long has no claim to all that it has not had (`place_entity`); who is new to nothing.
            Arrival::Woken if account.known => {
                account.virtual_time.max(least.saturating_sub(missed))
            }
            Arrival::Woken => least,
            // Behind the one whose turn would be next.
            Arrival::Yielded => first.map_or(account.virtual_time, |(had, ..)| {
                account.virtual_time.max(had)
            }),
            Arrival::Expired | Arrival::Displaced => account.virtual_time,
        };
        account.known = true;
        let had = account.virtual_time;
        self.ready.insert((had, arrivals, thread));
        self.weight += self.weight_of(thread);
        if arrival == Arrival::Woken {
            self.woken.push_back(thread);
        }
    }

    fn remove(&mut self, thread: ThreadId) {
        self.woken.retain(|&woken| woken != thread);
        let account = self.account(thread);
        let had = account.virtual_time;
        if let Some(arrived) = account.arrived.take() {
            self.ready.remove(&(had, arrived, thread));
            self.weight -= self.weight_of(thread);
        }
    }

    fn is_empty(&self) -> bool {
        self.ready.is_empty()
    }

    fn take_next(&mut self, free: Cores) -> Option<ThreadId> {
        let mut ready = self.ready.iter();
        let &(_, _, next) = ready.find(|&&(_, _, thread)| self.wishes.may_run(thread, free))?;
        self.remove(next);
        Some(next)
    }

    /// `sched_slice`: its weight's part of the period, or of a longer one where the parts would be too small.
    fn slice_ns(&self, thread: ThreadId, cores: &[Core]) -> Option<u64> {
        let running = || cores.iter().filter_map(|core| core.running);
        let count = (self.ready.len() + running().count()) as u64;
        let weight = self.weight + running().map(|thread| self.weight_of(thread)).sum::<u64>();
        let cores = (cores.len() as u64).max(1);
        let longest = count.div_ceil(cores).saturating_mul(self.granularity_ns());
        let period = u128::from(self.period_ns().max(longest));
        let part = period * u128::from(self.weight_of(thread)) * u128::from(cores)
            / u128::from(weight.max(1));
        let slice = u64::try_from(part.min(period)).unwrap_or(u64::MAX);
        Some(slice.max(self.granularity_ns()))
    }

    fn wants(&self, core: usize, _: ThreadId) -> bool {
        let mut ready = self.ready.iter();
        ready.any(|&(_, _, thread)| self.wishes.allows(thread, core))
    }

    fn expires(&self, core: usize, running: ThreadId) -> bool {
        let had = self.had(running);
        let mut less = self.ready.range(..(had, 0, ThreadId(0)));
        less.any(|&(_, _, thread)| self.wishes.allows(thread, core))
    }

    /// `wakeup_preempt_entity`: whoever has had most makes room for one who has had so much less.
    fn challenge(&mut self, cores: &[Core]) -> Option<(ThreadId, usize)> {
        while let Some(thread) = self.woken.pop_front() {
            let most = cores
                .iter()
                .enumerate()
                .filter(|&(core, _)| self.wishes.allows(thread, core))
                .filter_map(|(index, core)| Some((self.had(core.running?), index)))
                .max();
            let lead = self.virtual_time(thread, self.lead_ns());
            if let Some((had, core)) = most
                && had > self.had(thread).saturating_add(lead)
            {
                return Some((thread, core));
            }
        }
        None
    }

    fn measures(&self) -> bool {
        true
    }

    fn ran(&mut self, threads: &[(ThreadId, u64)]) {
        let first = self.ready.first().map(|&(had, ..)| had);
        let mut least = first.unwrap_or(u64::MAX);
        for &(thread, ns) in threads {
            let passed = self.virtual_time(thread, ns);
            let account = self.account(thread);
            account.virtual_time = account.virtual_time.saturating_add(passed);
            least = least.min(account.virtual_time);
        }
        if least < u64::MAX {
            self.least = self.least.max(least);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUANTUM_NS: u64 = 4_000_000;

    fn policy(nices: &[i8]) -> FairShare {
        let mut policy = FairShare::new(QUANTUM_NS);
        for (index, &nice) in nices.iter().enumerate() {
            let wish = Scheduling {
                nice,
                ..Scheduling::default()
            };
            policy.set(ThreadId(index as u32), wish);
        }
        policy
    }

    fn on(thread: u32) -> Core {
        Core {
            running: Some(ThreadId(thread)),
            ..Core::default()
        }
    }

    /// Lets busy threads share one core for so many slices; gives how long each has run.
    fn share(policy: &mut FairShare, threads: u32, slices: u32) -> Vec<u64> {
        let mut ran = vec![0; threads as usize];
        for thread in 0..threads {
            policy.add(ThreadId(thread), Arrival::Woken);
        }
        for _ in 0..slices {
            let thread = policy.take_next(1).expect("somebody is ready");
            let slice = policy.slice_ns(thread, &[on(thread.0)]).expect("a slice");
            policy.ran(&[(thread, slice)]);
            ran[thread.index()] += slice;
            policy.add(thread, Arrival::Expired);
        }
        ran
    }

    #[test]
    fn equals_share_equally_and_others_by_weight() {
        let ran = share(&mut policy(&[0, 0]), 2, 1000);
        assert_eq!(ran[0], ran[1]);
        let ran = share(&mut policy(&[0, 5]), 2, 1000);
        // The weights are 1024 and 335.
        let ratio = ran[0] as f64 / ran[1] as f64;
        assert!((ratio - 1024.0 / 335.0).abs() < 0.05, "{ratio}");
    }

    #[test]
    fn slices_are_parts_of_the_period_but_not_too_small() {
        let mut policy = policy(&[0, 0, 19]);
        policy.add(ThreadId(1), Arrival::Woken);
        let running = [on(0)];
        assert_eq!(policy.slice_ns(ThreadId(0), &running), Some(3_000_000));
        policy.add(ThreadId(2), Arrival::Woken);
        assert_eq!(policy.slice_ns(ThreadId(2), &running), Some(750_000));
    }

    #[test]
    fn who_has_slept_has_the_core_at_once_but_no_claim_to_all_that_it_missed() {
        let mut policy = policy(&[0, 0]);
        policy.add(ThreadId(0), Arrival::Woken);
        policy.add(ThreadId(1), Arrival::Woken);
        assert_eq!(policy.take_next(1), Some(ThreadId(0)));
        assert_eq!(policy.take_next(1), Some(ThreadId(1)));
        policy.ran(&[(ThreadId(0), 50_000_000)]);
        policy.add(ThreadId(1), Arrival::Woken);
        let running = [on(0)];
        assert_eq!(policy.challenge(&running), Some((ThreadId(1), 0)));
        let lead = policy.had(ThreadId(0)) - policy.had(ThreadId(1));
        assert_eq!(lead, policy.period_ns() * SCALE / 2);
        assert_eq!(policy.challenge(&running), None);
    }

    #[test]
    fn a_small_lead_is_no_reason_to_preempt() {
        let mut policy = policy(&[0, 0]);
        policy.ran(&[(ThreadId(0), 900_000), (ThreadId(1), 1)]);
        policy.add(ThreadId(1), Arrival::Woken);
        assert_eq!(policy.challenge(&[on(0)]), None);
        assert!(policy.expires(0, ThreadId(0)));
    }

    #[test]
    fn who_yields_goes_behind_the_next() {
        let mut policy = policy(&[0, 0]);
        policy.ran(&[(ThreadId(1), 500)]);
        policy.add(ThreadId(1), Arrival::Expired);
        policy.add(ThreadId(0), Arrival::Yielded);
        assert_eq!(policy.take_next(1), Some(ThreadId(1)));
    }
}
