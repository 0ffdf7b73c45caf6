//! What is known of a question in states that agree on what was looked at to answer it.
//!
//! An answer is found by asking for one part of the state after the other: which one comes next depends on what the ones
//! before were, just as in the computation that found the answer first.

use rustc_hash::FxHashMap;

/// Parts of a state: by their places among those that differ between states, the number of what is there.
pub type Values = [u32];

/// Values above this are looked up by hash rather than by place.
const MOST_DIRECT: u32 = 1 << 10;

/// What is behind a value: nothing yet, a node, or an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Next(u32);

impl Next {
    const UNKNOWN: Next = Next(0);
    const ANSWER: u32 = 1 << 31;

    fn node(node: usize) -> Self {
        Next(node as u32 + 1)
    }

    fn answer(answer: u32) -> Self {
        Next(answer | Self::ANSWER)
    }
}

/// A part to be asked for, and where what is behind its values stands.
#[derive(Debug)]
struct Node {
    place: u32,
    first: u32,
    room: u32,
}

/// Answers by what they depend on.
#[derive(Debug, Default)]
pub struct Trie {
    /// By question.
    roots: Vec<Next>,
    nodes: Vec<Node>,
    /// What is behind the values of all nodes.
    behind: Vec<Next>,
    far: FxHashMap<(u32, u32), Next>,
}

impl Trie {
    /// The answer to a question in a state, if it is known.
    #[inline]
    pub fn find(&self, question: u32, values: &Values) -> Option<u32> {
        let mut next = *self.roots.get(question as usize)?;
        loop {
            if next.0 & Next::ANSWER != 0 {
                return Some(next.0 & !Next::ANSWER);
            }
            // 0, which is nothing, is in front of all nodes.
            let at = next.0.wrapping_sub(1);
            let node = self.nodes.get(at as usize)?;
            let value = value_at(values, node.place);
            next = if value < node.room {
                *self.behind.get((node.first + value) as usize)?
            } else if value >= MOST_DIRECT {
                *self.far.get(&(at, value))?
            } else {
                return None;
            };
        }
    }

    /// Notes the answer to a question in a state, which depends on these places. Others that were asked for on the way to
    /// known answers are asked for too.
    pub fn learn(&mut self, question: u32, values: &Values, mut places: Vec<u32>, answer: u32) {
        let question = question as usize;
        if self.roots.len() <= question {
            self.roots.resize(question + 1, Next::UNKNOWN);
        }
        let Some(&root) = self.roots.get(question) else {
            return;
        };
        let mut next = root;
        let mut last: Option<(u32, u32)> = None;
        while let Some(node) = self.nodes.get(next.0.wrapping_sub(1) as usize) {
            let (at, place) = (next.0 - 1, node.place);
            let value = value_at(values, place);
            places.retain(|&known| known != place);
            last = Some((at, value));
            next = self.next(at, value);
        }
        // From the end: the answer, and in front of it one node for each place.
        let mut tail = Next::answer(answer);
        for &place in places.iter().rev() {
            self.nodes.push(Node {
                place,
                first: 0,
                room: 0,
            });
            let at = self.nodes.len() - 1;
            self.set(at as u32, value_at(values, place), tail);
            tail = Next::node(at);
        }
        match last {
            Some((at, value)) => self.set(at, value, tail),
            None => {
                if let Some(root) = self.roots.get_mut(question) {
                    *root = tail;
                }
            }
        }
    }

    fn next(&self, node: u32, value: u32) -> Next {
        let next = match self.nodes.get(node as usize) {
            Some(node) if value < node.room => self.behind.get((node.first + value) as usize),
            _ => self.far.get(&(node, value)),
        };
        next.copied().unwrap_or_default()
    }

    fn set(&mut self, node: u32, value: u32, next: Next) {
        if value >= MOST_DIRECT {
            self.far.insert((node, value), next);
            return;
        }
        let Some(node) = self.nodes.get_mut(node as usize) else {
            return;
        };
        if value >= node.room {
            // The room that it had stays behind; as it doubles, that is no more than there is.
            let room = (value + 1).next_power_of_two().max(4);
            let first = self.behind.len();
            let known = node.first as usize..(node.first + node.room) as usize;
            self.behind.extend_from_within(known);
            self.behind.resize(first + room as usize, Next::UNKNOWN);
            (node.first, node.room) = (first as u32, room);
        }
        if let Some(place) = self.behind.get_mut((node.first + value) as usize) {
            *place = next;
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> u64 {
        let near = self.nodes.len() * size_of::<Node>() + self.behind.len() * size_of::<Next>();
        (near + self.far.capacity() * 20) as u64
    }
}

/// What is at a place; states that were seen before it mattered do not have it, and have what was there at the start.
#[inline]
pub fn value_at(values: &Values, place: u32) -> u32 {
    values.get(place as usize).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::Trie;

    #[test]
    fn an_answer_holds_wherever_what_it_depends_on_is_the_same() {
        let mut trie = Trie::default();
        assert_eq!(trie.find(2, &[5, 0, 7]), None);
        trie.learn(2, &[5, 0, 7], vec![2, 0], 40);
        assert_eq!(trie.find(2, &[5, 9, 7]), Some(40));
        assert_eq!(trie.find(2, &[5, 9, 8]), None);
        assert_eq!(trie.find(1, &[5, 9, 7]), None);
        trie.learn(2, &[5, 1, 3000], vec![2, 1], 41);
        assert_eq!(trie.find(2, &[0, 1, 3000]), Some(41));
        assert_eq!(trie.find(2, &[0, 0, 3000]), None);
        trie.learn(0, &[], Vec::new(), 42);
        assert_eq!(trie.find(0, &[1, 2, 3]), Some(42));
        // A place that a state does not have counts as what was there at the start.
        trie.learn(3, &[], vec![5], 43);
        assert_eq!(trie.find(3, &[1, 1, 1, 1, 1, 0]), Some(43));
        assert_eq!(trie.find(3, &[1, 1, 1, 1, 1, 1]), None);
    }
}
