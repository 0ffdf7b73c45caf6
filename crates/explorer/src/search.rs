//! A search, whatever its strategy, done in slices.

use std::sync::Arc;

use interleave_engine::Config;
use interleave_program::Program;

use crate::breadth::Breadth;
use crate::options::{Options, Strategy};
use crate::random::Random;
use crate::reduced::Reduced;
use crate::report::{Progress, Report};
use crate::walker::{Origin, Walker};

enum Kind {
    Breadth(Box<Breadth>),
    Reduced(Box<Reduced>),
    Random(Box<Random>),
}

/// A search that is done in slices.
pub struct Search {
    walker: Walker,
    kind: Kind,
}

impl Search {
    /// A search that is about to begin. Of the configuration only the limits matter: time and cores are nobody's
    /// concern here.
    #[must_use]
    pub fn new(program: Arc<Program>, config: &Config, options: Options) -> Self {
        Self::with(program, config, options, None)
    }

    /// The same from a state on the way: schedules and outputs of its report begin there.
    #[must_use]
    pub fn from(program: Arc<Program>, config: &Config, options: Options, origin: Origin) -> Self {
        Self::with(program, config, options, Some(origin))
    }

    fn with(
        program: Arc<Program>,
        config: &Config,
        options: Options,
        origin: Option<Origin>,
    ) -> Self {
        let mut walker = Walker::new(program, config, options, origin);
        let kind = Kind::new(&mut walker);
        Self { walker, kind }
    }

    /// Goes on for so many states, or steps, fewer when that is all.
    pub fn go_on(&mut self, states: u64) -> Progress {
        // A rule that does not hold is dropped for good, and there are four.
        while self.walker.stale {
            self.walker.reset();
            self.kind = Kind::new(&mut self.walker);
        }
        let mut progress = match &mut self.kind {
            Kind::Breadth(search) => search.go_on(&mut self.walker, states),
            Kind::Reduced(search) => search.go_on(&mut self.walker, states),
            Kind::Random(search) => search.go_on(&mut self.walker, states),
        };
        progress.done &= !self.walker.stale;
        progress
    }

    /// Ends it where it is: what was found out so far stands, and it is incomplete.
    pub fn stop(&mut self) {
        match &mut self.kind {
            Kind::Breadth(search) => search.stop(),
            Kind::Reduced(search) => search.stop(),
            Kind::Random(search) => search.stop(),
        }
    }

    /// What was found out so far.
    #[must_use]
    pub fn report(&mut self) -> Report {
        match &self.kind {
            Kind::Breadth(search) => search.report(&mut self.walker),
            Kind::Reduced(search) => search.report(&mut self.walker),
            Kind::Random(search) => search.report(&mut self.walker),
        }
    }
}

impl Kind {
    fn new(walker: &mut Walker) -> Self {
        match walker.options.strategy {
            Strategy::Breadth | Strategy::Auto { .. } => {
                Kind::Breadth(Box::new(Breadth::new(walker)))
            }
            // What stores in buffers commute with is not worked out: every state is looked at.
            Strategy::Reduced if walker.is_weak() => Kind::Breadth(Box::new(Breadth::new(walker))),
            Strategy::Reduced => Kind::Reduced(Box::new(Reduced::new(walker))),
            Strategy::Random { seed } => Kind::Random(Box::new(Random::new(walker, seed))),
        }
    }
}
