//! The order in which CPython goes through a set: that of its hash table (`Objects/setobject.c`).
//!
//! Where all members have hashes that CPython does not salt (numbers, `None`, tuples of them), programs rely on the
//! order: `{3, 1, 2}` prints as `{1, 2, 3}`. Every other set keeps the order of insertion, which is one that CPython may
//! show as well.

use super::hash::unsalted;
use crate::world::object::Items;

/// How many neighbours are tried before the next jump.
const LINEAR_PROBES: usize = 9;
/// How fast the upper bits of a hash come into play.
const PERTURB_SHIFT: u32 = 5;
/// The smallest table.
const MIN_SIZE: usize = 8;
/// Above so many members, tables grow more slowly.
const LARGE: usize = 50_000;

/// The places of the members in the order of CPython; `None` where that is the order of insertion.
#[must_use]
pub fn order(items: &Items) -> Option<Vec<u32>> {
    if items.len() < 2 {
        return None;
    }
    let hashes = items.keys().map(unsalted).collect::<Option<Vec<i64>>>()?;
    let mut table = vec![None; MIN_SIZE];
    for at in 0..hashes.len() {
        insert(&mut table, &hashes, at);
        let used = at + 1;
        if used * 5 >= (table.len() - 1) * 3 {
            let wanted = if used > LARGE { used * 2 } else { used * 4 };
            let mut size = MIN_SIZE;
            while size <= wanted {
                size *= 2;
            }
            let old = std::mem::replace(&mut table, vec![None; size]);
            for at in old.into_iter().flatten() {
                insert(&mut table, &hashes, at);
            }
        }
    }
    let order: Vec<u32> = table.into_iter().flatten().map(|at| at as u32).collect();
    let changed = (0..).zip(&order).any(|(place, &at)| place != at);
    changed.then_some(order)
}

fn insert(table: &mut [Option<usize>], hashes: &[i64], at: usize) {
    let mask = table.len() - 1;
    let mut perturb = hashes[at] as u64;
    let mut slot = hashes[at] as usize & mask;
    loop {
        let probes = if slot + LINEAR_PROBES <= mask {
            LINEAR_PROBES
        } else {
            0
        };
        if let Some(free) = (slot..=slot + probes).find(|&slot| table[slot].is_none()) {
            table[free] = Some(at);
            return;
        }
        perturb >>= PERTURB_SHIFT;
        slot = slot
            .wrapping_mul(5)
            .wrapping_add(1)
            .wrapping_add(perturb as usize)
            & mask;
    }
}

#[cfg(test)]
mod tests {
    use crate::library::testing::{items, value, with_env};

    #[test]
    fn sets_of_numbers_have_the_order_of_cpython() {
        for (set, expected) in [
            ("{3, 1, 2}", "[1, 2, 3]"),
            ("{100, 7}", "[100, 7]"),
            ("{8, 0, 16}", "[8, 0, 16]"),
            (
                "{7, 100, 3, 55, 8, 16, 24, 0, -1, -2}",
                "[0, 3, 100, 7, 8, 16, -2, 55, 24, -1]",
            ),
            (
                "{(1, 2), (3, 4), (0, 0), (5, 6)}",
                "[(1, 2), (3, 4), (5, 6), (0, 0)]",
            ),
            ("{'b', 'a'}", "['b', 'a']"),
        ] {
            with_env(|env| {
                let set = value(env, set);
                assert_eq!(items(env, set), expected);
            });
        }
    }
}
