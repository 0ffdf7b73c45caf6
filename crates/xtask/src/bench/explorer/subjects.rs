//! The explorer's subjects: programs of `tests/programs/checked`, and whom they are compared with.

/// One question, put to several contenders.
pub struct Subject {
    /// The heading of its section.
    pub title: &'static str,
    /// What is asked.
    pub about: &'static str,
    /// The contender that the others are compared with.
    pub reference: &'static str,
    /// Who is asked.
    pub contenders: &'static [Contender],
}

/// One who answers.
pub struct Contender {
    /// Its name in the table.
    pub label: &'static str,
    /// What runs.
    pub by: By,
    /// What we want to need at most: first what should be in reach, then what we aim at, in milliseconds.
    pub goals: &'static [f64],
}

/// What runs.
#[derive(Clone, Copy)]
pub enum By {
    /// `interleave check`: the program, and what comes behind it.
    Ours(&'static str, &'static [&'static str]),
    /// A verifier that SPIN generates: the model, its definitions, those of the verifier, and what the verifier is told.
    Spin(
        &'static str,
        &'static [&'static str],
        &'static [&'static str],
        &'static [&'static str],
    ),
    /// `peers check`.
    Peers(&'static [&'static str]),
}

use By::{Ours, Peers, Spin};

const fn contender(label: &'static str, by: By) -> Contender {
    goal(label, by, &[])
}

const fn goal(label: &'static str, by: By, goals: &'static [f64]) -> Contender {
    Contender { label, by, goals }
}

/// A verifier that looks at every state, whatever it finds.
const ALL: &[&str] = &["-c0", "-m1000000"];
/// A verifier that stops where it finds something.
const FIRST: &[&str] = &["-m1000000"];
const FULL: &[&str] = &["-DSAFETY", "-DNOREDUCE"];
const REDUCED: &[&str] = &["-DSAFETY"];
const BREADTH: &[&str] = &["-DSAFETY", "-DNOREDUCE", "-DBFS"];

/// Every subject, in the order of the report.
pub const SUBJECTS: &[Subject] = &[
    Subject {
        title: "Philosophers, N = 8, all states",
        about: "Everybody takes the left fork first. All outcomes, and every deadlock.",
        reference: "SPIN",
        contenders: &[
            goal(
                "ours, same states",
                Ours("philosophers", &["--set", "N=8", "--strategy", "bfs"]),
                &[],
            ),
            goal(
                "ours, reduced",
                Ours("philosophers", &["--set", "N=8", "--strategy", "dpor"]),
                &[60.0, 8.0],
            ),
            contender("SPIN", Spin("philosophers", &["-DN=8"], FULL, ALL)),
            contender(
                "SPIN, reduced",
                Spin("philosophers", &["-DN=8"], REDUCED, ALL),
            ),
            contender(
                "SPIN, reduced, model fused by hand",
                Spin("philosophers", &["-DN=8", "-DFUSED"], REDUCED, ALL),
            ),
            contender(
                "stateright",
                Peers(&["stateright-philosophers", "8", "naive", "all"]),
            ),
        ],
    },
    Subject {
        title: "Philosophers, N = 8, ordered: proof",
        about: "Everybody takes the fork of the lower number first: nobody ever waits in a circle.",
        reference: "SPIN",
        contenders: &[
            goal(
                "ours, same states",
                Ours(
                    "philosophers_ordered",
                    &["--set", "N=8", "--strategy", "bfs"],
                ),
                &[],
            ),
            goal(
                "ours, reduced",
                Ours(
                    "philosophers_ordered",
                    &["--set", "N=8", "--strategy", "dpor"],
                ),
                &[40.0, 5.0],
            ),
            contender(
                "SPIN",
                Spin("philosophers", &["-DN=8", "-DORDERED"], FULL, ALL),
            ),
            contender(
                "SPIN, reduced",
                Spin("philosophers", &["-DN=8", "-DORDERED"], REDUCED, ALL),
            ),
            contender(
                "SPIN, reduced, model fused by hand",
                Spin(
                    "philosophers",
                    &["-DN=8", "-DORDERED", "-DFUSED"],
                    REDUCED,
                    ALL,
                ),
            ),
            contender(
                "stateright",
                Peers(&["stateright-philosophers", "8", "ordered", "all"]),
            ),
            contender("loom, N = 4", Peers(&["loom-philosophers", "4", "ordered"])),
            contender(
                "shuttle, N = 4",
                Peers(&["shuttle-philosophers", "4", "ordered"]),
            ),
        ],
    },
    Subject {
        title: "Philosophers, N = 8: a shortest way to the deadlock",
        about: "Who goes through schedules one by one ends at the first deadlock that it meets, however long the way to it. Ours \
                gives the shortest one with the fewest changes of the thread, and all outcomes beside it.",
        reference: "SPIN, breadth first",
        contenders: &[
            goal(
                "ours, breadth first",
                Ours("philosophers", &["--set", "N=8", "--strategy", "bfs"]),
                &[20.0, 2.0],
            ),
            contender(
                "SPIN, breadth first",
                Spin("philosophers", &["-DN=8"], BREADTH, FIRST),
            ),
            contender(
                "SPIN, breadth first, model fused by hand",
                Spin("philosophers", &["-DN=8", "-DFUSED"], BREADTH, FIRST),
            ),
            contender(
                "stateright",
                Peers(&["stateright-philosophers", "8", "naive", "shortest"]),
            ),
            contender("loom, N = 5", Peers(&["loom-philosophers", "5", "naive"])),
            contender(
                "shuttle, N = 4",
                Peers(&["shuttle-philosophers", "4", "naive"]),
            ),
        ],
    },
    Subject {
        title: "Philosophers, N = 10, ordered: proof",
        about: "The same with ten.",
        reference: "SPIN",
        contenders: &[
            goal(
                "ours, same states",
                Ours(
                    "philosophers_ordered",
                    &["--set", "N=10", "--strategy", "bfs"],
                ),
                &[],
            ),
            goal(
                "ours, reduced",
                Ours(
                    "philosophers_ordered",
                    &["--set", "N=10", "--strategy", "dpor"],
                ),
                &[500.0, 75.0],
            ),
            contender(
                "SPIN",
                Spin("philosophers", &["-DN=10", "-DORDERED"], FULL, ALL),
            ),
            contender(
                "SPIN, reduced",
                Spin("philosophers", &["-DN=10", "-DORDERED"], REDUCED, ALL),
            ),
            contender(
                "SPIN, reduced, model fused by hand",
                Spin(
                    "philosophers",
                    &["-DN=10", "-DORDERED", "-DFUSED"],
                    REDUCED,
                    ALL,
                ),
            ),
        ],
    },
    Subject {
        title: "Lost update, T = 3, K = 5: all outcomes",
        about: "Three threads add 1 to a counter five times each.",
        reference: "SPIN",
        contenders: &[
            goal(
                "ours, same states",
                Ours(
                    "lost_update",
                    &["--set", "T=3", "--set", "K=5", "--strategy", "bfs"],
                ),
                &[40.0, 10.0],
            ),
            contender("SPIN", Spin("lost_update", &["-DT=3", "-DK=5"], FULL, ALL)),
            contender(
                "SPIN, reduced",
                Spin("lost_update", &["-DT=3", "-DK=5"], REDUCED, ALL),
            ),
            contender("stateright", Peers(&["stateright-lost-update", "3", "5"])),
        ],
    },
    Subject {
        title: "Lost update, T = 4, K = 3: all outcomes",
        about: "Four threads, three times each.",
        reference: "SPIN",
        contenders: &[
            goal(
                "ours, same states",
                Ours(
                    "lost_update",
                    &["--set", "T=4", "--set", "K=3", "--strategy", "bfs"],
                ),
                &[60.0, 15.0],
            ),
            contender("SPIN", Spin("lost_update", &["-DT=4", "-DK=3"], FULL, ALL)),
            contender(
                "SPIN, reduced",
                Spin("lost_update", &["-DT=4", "-DK=3"], REDUCED, ALL),
            ),
            contender("stateright", Peers(&["stateright-lost-update", "4", "3"])),
        ],
    },
    Subject {
        title: "Lost update, T = 4, K = 4: all outcomes",
        about: "Four threads, four times each.",
        reference: "SPIN",
        contenders: &[
            goal(
                "ours, same states",
                Ours(
                    "lost_update",
                    &["--set", "T=4", "--set", "K=4", "--strategy", "bfs"],
                ),
                &[400.0, 75.0],
            ),
            contender("SPIN", Spin("lost_update", &["-DT=4", "-DK=4"], FULL, ALL)),
            contender(
                "SPIN, reduced",
                Spin("lost_update", &["-DT=4", "-DK=4"], REDUCED, ALL),
            ),
            contender("stateright", Peers(&["stateright-lost-update", "4", "4"])),
        ],
    },
    Subject {
        title: "Lost update, T = 2, K = 4: all outcomes",
        about: "Small enough for those who try schedule after schedule.",
        reference: "shuttle",
        contenders: &[
            goal(
                "ours, same states",
                Ours(
                    "lost_update",
                    &["--set", "T=2", "--set", "K=4", "--strategy", "bfs"],
                ),
                &[5.0, 1.0],
            ),
            contender("loom", Peers(&["loom-lost-update", "2", "4"])),
            contender("shuttle", Peers(&["shuttle-lost-update", "2", "4"])),
        ],
    },
    Subject {
        title: "Lost update, T = 2, K = 5: 100,000 schedules by chance",
        about: "Ours by probabilistic concurrency testing, shuttle's uniformly.",
        reference: "shuttle",
        contenders: &[
            goal(
                "ours",
                Ours(
                    "lost_update",
                    &[
                        "--set",
                        "T=2",
                        "--set",
                        "K=5",
                        "--strategy",
                        "pct",
                        "--bound",
                        "schedules=100000",
                    ],
                ),
                &[333.0, 33.0],
            ),
            contender("shuttle", Peers(&["shuttle-random", "2", "5", "100000"])),
        ],
    },
];
