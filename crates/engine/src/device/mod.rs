//! Devices: what threads wait for outside the machine's memory. Nothing here reaches a real network or a real disk.
//!
//! A use of a device takes the latency that the configuration says and up to a tenth as much again. How much is decided
//! by the seed, by what is asked for (the URL or the path) and by how often that was asked for before: the same request
//! takes as long whoever makes it and whatever happens meanwhile.

mod files;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

pub use files::{Errno, Files, Opening, Status};

use crate::config::Config;

/// Something to wait for outside the machine's memory.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Device {
    /// The network: a request, and the answer to it.
    Network,
    /// The disk: one system call.
    Disk,
}

/// The devices of a machine, and what is kept on them.
#[derive(Clone, Debug)]
pub struct Devices {
    network_ns: u64,
    disk_ns: u64,
    seed: u64,
    /// How often each thing was asked for, by the hash of its name.
    uses: Rc<BTreeMap<u64, u32>>,
    files: Rc<Files>,
    /// Their fingerprint, until they are used; 0 when it has to be computed anew.
    known: Cell<u64>,
}

/// Most names whose uses are counted; more of them always take as long as the first time.
const MAX_COUNTED: usize = 20_000;

impl Devices {
    /// The devices of a machine that has just been switched on.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        Self {
            network_ns: config.network_ns,
            disk_ns: config.disk_ns,
            seed: config.seed,
            uses: Rc::default(),
            files: Rc::default(),
            known: Cell::new(0),
        }
    }

    /// The files.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The files, to be changed.
    pub fn files_mut(&mut self) -> &mut Files {
        self.known.set(0);
        Rc::make_mut(&mut self.files)
    }

    /// How long the next use of a device takes, in nanoseconds, when `name` is asked for.
    pub fn latency(&mut self, device: Device, name: &str) -> u64 {
        let base_ns = match device {
            Device::Network => self.network_ns,
            Device::Disk => self.disk_ns,
        };
        let spread_ns = base_ns / 10;
        let name = hash(name.as_bytes());
        let known = self.uses.get(&name).copied();
        let before = known.unwrap_or(0);
        if spread_ns > 0 && (known.is_some() || self.uses.len() < MAX_COUNTED) {
            self.known.set(0);
            Rc::make_mut(&mut self.uses).insert(name, before.saturating_add(1));
        }
        let bits = mix(mix(self.seed ^ 0x5851_f42d_4c95_7f2d) ^ mix(name ^ u64::from(before)));
        let extra = (u128::from(bits) * (u128::from(spread_ns) + 1)) >> 64;
        base_ns.saturating_add(extra as u64)
    }

    /// A hash of all that may make a difference later on.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        if self.known.get() == 0 {
            self.known.set(self.hash() | 1);
        }
        self.known.get()
    }

    fn hash(&self) -> u64 {
        let uses = self.uses.iter().fold(0u64, |sum, (name, &count)| {
            sum.wrapping_add(mix(name ^ u64::from(count).rotate_left(40)))
        });
        mix(uses ^ self.files.fingerprint())
    }
}

/// The 64-bit hash of Fowler, Noll and Vo (FNV-1a): the same on machines of 32 and of 64 bits.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::{Device, Devices};
    use crate::config::Config;

    fn devices(seed: u64) -> Devices {
        Devices::new(&Config {
            seed,
            network_ns: 100_000,
            ..Config::default()
        })
    }

    #[test]
    fn a_latency_is_a_function_of_the_seed_the_name_and_the_count() {
        let take = |devices: &mut Devices, name| devices.latency(Device::Network, name);
        let (mut one, mut other) = (devices(1), devices(1));
        let alone: Vec<u64> = (0..5).map(|_| take(&mut one, "http://a")).collect();
        let among_others: Vec<u64> = (0..5)
            .map(|_| {
                take(&mut other, "http://b");
                take(&mut other, "http://a")
            })
            .collect();
        assert_eq!(alone, among_others);
        assert!(alone.iter().all(|ns| (100_000..=110_000).contains(ns)));
        assert!(alone.windows(2).any(|pair| pair[0] != pair[1]));
        assert_ne!(take(&mut devices(2), "http://a"), alone[0]);
        assert_eq!(one.fingerprint(), {
            let mut again = devices(1);
            for _ in 0..5 {
                take(&mut again, "http://a");
            }
            again.fingerprint()
        });
        assert_ne!(one.fingerprint(), other.fingerprint());
    }

    #[test]
    fn the_largest_latency_does_not_overflow() {
        let mut devices = Devices::new(&Config {
            network_ns: u64::MAX,
            disk_ns: 0,
            ..Config::default()
        });
        assert_eq!(devices.latency(Device::Network, "x"), u64::MAX);
        assert_eq!(devices.latency(Device::Disk, "x"), 0);
    }
}
