//! Which registers surely hold a value at a point of the code, so that reading them needs no check.

use interleave_program::Reg;

/// A set of registers; or, where execution cannot get to, all of them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Bound {
    words: Vec<u64>,
    unreachable: bool,
}

impl Bound {
    /// The state where execution cannot get to.
    pub fn unreachable() -> Self {
        Self {
            words: Vec::new(),
            unreachable: true,
        }
    }

    /// Whether execution cannot get here.
    pub fn is_unreachable(&self) -> bool {
        self.unreachable
    }

    /// Whether `reg` surely holds a value.
    pub fn contains(&self, reg: Reg) -> bool {
        self.unreachable
            || self
                .words
                .get(reg.index() / 64)
                .is_some_and(|word| word >> (reg.index() % 64) & 1 == 1)
    }

    /// Notes that `reg` holds a value.
    pub fn insert(&mut self, reg: Reg) {
        let word = reg.index() / 64;
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= 1 << (reg.index() % 64);
    }

    /// Notes that `reg` may hold none.
    pub fn remove(&mut self, reg: Reg) {
        if let Some(word) = self.words.get_mut(reg.index() / 64) {
            *word &= !(1 << (reg.index() % 64));
        }
    }

    /// What holds where two ways come together.
    pub fn merge(&mut self, other: &Self) {
        if other.unreachable {
            return;
        }
        if self.unreachable {
            *self = other.clone();
            return;
        }
        self.words.truncate(other.words.len());
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word &= more;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Bound;
    use interleave_program::Reg;

    #[test]
    fn ways_that_come_together_keep_what_both_bound() {
        let (mut one, mut other) = (Bound::default(), Bound::default());
        one.insert(Reg(1));
        one.insert(Reg(70));
        other.insert(Reg(70));
        one.merge(&Bound::unreachable());
        assert!(one.contains(Reg(1)));
        one.merge(&other);
        assert!(!one.contains(Reg(1)));
        assert!(one.contains(Reg(70)));
        let mut nowhere = Bound::unreachable();
        assert!(nowhere.contains(Reg(9)));
        nowhere.merge(&one);
        assert_eq!(nowhere, one);
    }
}
