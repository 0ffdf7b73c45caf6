//! The parts of the catalogue.

use crate::Words;

/// A part of the catalogue: lessons about one question.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Group {
    /// Several threads and one memory.
    Sharing,
    /// Waiting for something outside.
    Waiting,
    /// Computing, and more work than one can do.
    Work,
    /// What keeps tasks from going on.
    Stuck,
}

impl Group {
    /// Every part, in the order in which to read them.
    pub const ALL: [Group; 4] = [Group::Sharing, Group::Waiting, Group::Work, Group::Stuck];

    /// Its heading.
    #[must_use]
    pub fn title(self) -> Words {
        match self {
            Group::Sharing => Words {
                en: "Sharing one memory",
                ko: "메모리를 함께 쓰기",
            },
            Group::Waiting => Words {
                en: "Waiting together",
                ko: "함께 기다리기",
            },
            Group::Work => Words {
                en: "Much to do",
                ko: "일이 많을 때",
            },
            Group::Stuck => Words {
                en: "Getting stuck",
                ko: "나아가지 못할 때",
            },
        }
    }
}
