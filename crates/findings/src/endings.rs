//! What the trace itself says: exceptions that nothing caught or looked at, coroutines that nobody awaited, and daemon
//! threads that the end of the program cut off.

use interleave_trace::{What, Why};

use super::finding::{Finding, Kind, Mark, Role, Spot};
use super::standing::Standing;
use super::watch::Seen;

/// Most of these that are told.
const MAX_FINDINGS: usize = 100;

/// The detector.
#[derive(Clone, Debug, Default)]
pub(crate) struct Endings {
    told: usize,
}

impl Endings {
    /// Takes notice of an event.
    pub fn see(&mut self, seen: &Seen<'_>, standing: &Standing, found: &mut Vec<Finding>) {
        let task = seen.event.task;
        let (kind, role) = match seen.event.what {
            What::Uncaught { exception } if is_assertion(seen.trace.text(exception)) => {
                (Kind::Assertion { exception }, Role::Raises)
            }
            What::Uncaught { exception } => (Kind::Exception { exception }, Role::Raises),
            What::NeverAwaited { coroutine } => (Kind::NeverAwaited { coroutine }, Role::Makes),
            What::NeverRetrieved { exception } => {
                (Kind::NeverRetrieved { exception }, Role::Raises)
            }
            What::CutOff => {
                let waited = standing.waits(task).map(|wait| (wait.why, wait.on));
                let holds = standing.held(task).to_vec();
                // A thread that waits for something to do is not in the middle of anything.
                let is_idle = matches!(
                    waited,
                    Some((Why::QueueGet | Why::Condition | Why::Event, _))
                );
                if is_idle && holds.is_empty() {
                    return;
                }
                (Kind::CutOff { waited, holds }, Role::Stops)
            }
            _ => return,
        };
        if self.told >= MAX_FINDINGS {
            return;
        }
        self.told += 1;
        let mark = Mark::new(seen.event, seen.moment);
        let spot = Spot::new(seen.program, role, mark);
        // An exception that was never raised has no place.
        let mut spots = vec![spot];
        spots.retain(|spot| spot.place.is_some());
        if let Kind::CutOff { holds, .. } = &kind {
            spots.extend(holds.iter().filter_map(|&object| {
                let owner = standing.owner(object)?;
                Some(Spot::new(seen.program, Role::Took(object), owner))
            }));
        }
        found.push(Finding {
            kind,
            moment: seen.moment,
            at: seen.event.at,
            spots,
        });
    }
}

fn is_assertion(exception: &str) -> bool {
    exception.split(':').next() == Some("AssertionError")
}
