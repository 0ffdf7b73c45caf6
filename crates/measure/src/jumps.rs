//! A long recording, and jumps to instants of it.

use interleave_engine::{Config, Limits, Recording, Status};
use interleave_trace::Moment;
use interleave_trace::trace::Extent;

use crate::bare::random::Random;
use crate::programs;

/// A recording that is as long as was asked for.
pub struct Prepared {
    recording: Recording,
    random: Random,
}

impl Prepared {
    /// Records a program until there are so many events.
    ///
    /// # Errors
    /// A sentence when the program is not accepted, or ends before.
    pub fn new(program: &str, events: u32) -> Result<Self, String> {
        let config = programs::config();
        let limits = Limits {
            events,
            ..config.limits
        };
        let mut recording = Recording::new(
            // The one without a knob runs for ever; the others do something for every event at most.
            programs::compile(program, (program != "workshop").then_some(events.into()))?,
            Config { limits, ..config },
        );
        while recording.advance() == Status::Running {}
        if recording.trace().end().0 < events {
            return Err(format!(
                "only {} events were recorded",
                recording.trace().end().0
            ));
        }
        Ok(Self {
            recording,
            random: Random::new(1),
        })
    }

    /// Jumps to an instant anywhere in the recording; gives the moment that was reached.
    pub fn jump(&mut self) -> u32 {
        let moment = self.random.below(u64::from(self.recording.trace().end().0));
        self.recording.at(Moment(moment as u32)).moment.0
    }

    /// What the events occupy, and what the tables that they refer to do, in bytes; and the number of events.
    #[must_use]
    pub fn sizes(&self) -> [usize; 3] {
        let trace = self.recording.trace();
        let (whole, _) = trace.chunk(Extent::default(), 0);
        let variables = whole.variables.iter().map(|variable| &variable.name);
        let texts = whole.texts.iter().chain(variables);
        let tasks = whole.tasks.iter().map(|task| &task.name);
        let objects = whole.objects.iter().map(|object| &object.name);
        let text_bytes = |text: &String| size_of::<String>() + text.len();
        let tables = texts.chain(tasks).chain(objects).map(text_bytes).sum();
        [size_of_val(trace.events()), tables, trace.events().len()]
    }
}
