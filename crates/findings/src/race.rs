//! Data races: two threads use a variable, one of them at least writes it, and nothing orders the two.
//!
//! The algorithm is FastTrack's (Flanagan and Freund, PLDI 2009): of each variable the last write and the reads since are
//! kept, each with its thread's clock. Two adaptations to Python:
//!
//! * An item of a list or dictionary, and a method of a collection, is one operation that CPython does not divide. They
//!   race only where somebody writes an item that it has read before: then an update can be lost.
//! * A finding says whether an update can be lost under the rules of the run: with CPython's interpreter lock only if
//!   there is a backward jump or a call between the read and the write (`Python/ceval.c` looks at its evaluation
//!   breaker there and nowhere else since 3.10).

use std::hash::{Hash as _, Hasher as _};

use interleave_program::{FunctionId, Op, Program, Site};
use interleave_trace::{VariableId, VariablePlace, What};
use rustc_hash::{FxHashSet, FxHasher};

use super::finding::{Finding, Kind, Loss, Mark, Role, Spot};
use super::order::Order;
use super::watch::Seen;

/// Most variables that are watched; races on later ones are not found.
const MAX_VARIABLES: usize = 1 << 20;
/// Most tasks whose reads of one variable are kept.
const MAX_READERS: usize = 64;
/// Most races that are told.
const MAX_RACES: usize = 50;

/// An access that later ones may race with.
#[derive(Clone, Copy, Debug)]
struct Access {
    thread: u32,
    /// The thread's own count then.
    count: u32,
    mark: Mark,
    /// For a write: what it is made of, if the task read the variable before.
    loss: Loss,
    /// For a read: whether a write since was compared with it.
    compared: bool,
}

/// What is known of one variable.
#[derive(Clone, Debug, Default)]
struct Variable {
    write: Option<Access>,
    reads: Vec<Access>,
}

/// What makes two races one: the variable as the source names it, and the two instructions.
type Pair = ((u8, u32), Site, Site, Loss);

/// A race that is in the list.
#[derive(Clone, Copy, Debug)]
struct Told {
    family: (u8, u32),
    lines: (u32, u32),
    /// Its place in the list.
    at: usize,
}

/// The detector.
#[derive(Clone, Debug, Default)]
pub(crate) struct Races {
    variables: Vec<Variable>,
    seen: FxHashSet<Pair>,
    told: Vec<Told>,
    gave_up: bool,
}

impl Races {
    /// Whether there were more variables or races than are kept.
    pub fn gave_up(&self) -> bool {
        self.gave_up
    }

    /// Takes notice of an event; `order` knows everything before it.
    pub fn see(&mut self, seen: &Seen<'_>, order: &mut Order, found: &mut Vec<Finding>) {
        let (variable, written) = match seen.event.what {
            What::Read { variable, .. } => (variable, false),
            What::Wrote { variable, .. } => (variable, true),
            _ => return,
        };
        if order.gave_up() || variable.index() >= MAX_VARIABLES {
            self.gave_up = true;
            return;
        }
        let Some(place) = seen.trace.variable_info(variable).map(|info| info.place) else {
            return;
        };
        if matches!(place, VariablePlace::Whole(_) | VariablePlace::Library(..)) {
            return;
        }
        if self.variables.len() <= variable.index() {
            self.variables
                .resize_with(variable.index() + 1, Variable::default);
        }
        let thread = seen.thread(seen.event.task);
        let clock = order.of(thread);
        let Some(state) = self.variables.get_mut(variable.index()) else {
            return;
        };
        let mut access = Access {
            thread: thread.0,
            count: clock.get(thread.0),
            mark: Mark::new(seen.event, seen.moment),
            loss: Loss::None,
            compared: false,
        };
        let is_concurrent =
            |other: &Access| other.thread != access.thread && other.count > clock.get(other.thread);
        let divisible = !matches!(place, VariablePlace::Item(..));
        let mut races = Vec::new();
        let write = state.write.filter(is_concurrent);
        if written {
            let own = state
                .reads
                .iter()
                .position(|read| read.mark.task == access.mark.task)
                .map(|at| state.reads.swap_remove(at));
            if let Some(read) = own {
                access.loss = update(seen, read.mark.site, access.mark.site);
            }
            if divisible {
                races.extend(
                    state
                        .reads
                        .iter()
                        .filter(|read| !read.compared && is_concurrent(read))
                        .map(|&read| (Role::Reads, read)),
                );
            }
            state.reads.iter_mut().for_each(|read| read.compared = true);
            state.write = Some(access);
        } else {
            let known = state
                .reads
                .iter_mut()
                .find(|read| read.mark.task == access.mark.task);
            match known {
                Some(read) => *read = access,
                None => {
                    if state.reads.len() >= MAX_READERS {
                        state.reads.remove(0);
                    }
                    state.reads.push(access);
                }
            }
        }
        if let Some(write) = write
            && (divisible || written && write.loss.max(access.loss) != Loss::None)
        {
            races.push((Role::Writes, write));
        }
        let role = if written { Role::Writes } else { Role::Reads };
        for (other_role, other) in races {
            // An update is lost only to another write.
            let loss = match (role, other_role) {
                (Role::Writes, Role::Writes) => access.loss.max(other.loss),
                _ => Loss::None,
            };
            let race = Race {
                variable,
                place,
                loss,
                spots: [(other_role, other.mark), (role, access.mark)],
            };
            self.tell(seen, &race, found);
        }
    }

    fn tell(&mut self, seen: &Seen<'_>, race: &Race, found: &mut Vec<Finding>) {
        let family = family(race.place, seen.trace.variable(race.variable));
        let [(_, earlier), (_, later)] = race.spots;
        if !self
            .seen
            .insert((family, earlier.site, later.site, race.loss))
        {
            return;
        }
        let line = |site| seen.program.line(site).unwrap_or(0);
        let (a, b) = (line(earlier.site), line(later.site));
        let lines = (a.min(b), a.max(b));
        // What can become of a variable is so wherever it is used.
        let mut worst = race.loss;
        for told in self.told.iter().filter(|told| told.family == family) {
            if let Some(Kind::Race { loss, .. }) =
                found.get_mut(told.at).map(|known| &mut known.kind)
            {
                *loss = race.loss.max(*loss);
                worst = worst.max(*loss);
            }
        }
        let is_told = |told: &Told| told.family == family && told.lines == lines;
        if self.told.iter().any(is_told) {
            return;
        }
        if self.told.len() >= MAX_RACES {
            self.gave_up = true;
            return;
        }
        self.told.push(Told {
            family,
            lines,
            at: found.len(),
        });
        found.push(Finding {
            kind: Kind::Race {
                variable: race.variable,
                loss: worst,
            },
            moment: seen.moment,
            at: seen.event.at,
            spots: race
                .spots
                .map(|(role, mark)| Spot::new(seen.program, role, mark))
                .to_vec(),
        });
    }
}

/// Two accesses that nothing orders.
struct Race {
    variable: VariableId,
    place: VariablePlace,
    loss: Loss,
    spots: [(Role, Mark); 2],
}

/// What the source calls the variable, whichever object it is a part of.
fn family(place: VariablePlace, name: &str) -> (u8, u32) {
    match place {
        VariablePlace::Global(_, id) => (0, id),
        VariablePlace::Captured(_) => {
            let mut hasher = FxHasher::default();
            name.hash(&mut hasher);
            (1, hasher.finish() as u32)
        }
        VariablePlace::Attribute(_, name) => (2, name),
        VariablePlace::Item(..) => (3, 0),
        VariablePlace::Whole(_) => (4, 0),
        VariablePlace::Library(_, name) => (5, name),
    }
}

/// What can become of an update: of a write to a variable that the same task has read.
fn update(seen: &Seen<'_>, read: Site, written: Site) -> Loss {
    let (Some((function, from)), Some((of, to))) =
        (seen.program.locate(read), seen.program.locate(written))
    else {
        return Loss::None;
    };
    // What one function reads and another one writes is hardly made of it.
    if function != of {
        return Loss::None;
    }
    if seen.rules.gil && !passes_breaker(seen.program, function, from, to) {
        Loss::NotUnderGil
    } else {
        Loss::Possible
    }
}

/// Whether CPython looks at its evaluation breaker between two instructions of a function.
fn passes_breaker(program: &Program, function: FunctionId, from: usize, to: usize) -> bool {
    // Back to an earlier instruction there is a way through a backward jump only.
    let Some(between) = program.function(function).code.get(from + 1..to) else {
        return true;
    };
    between.iter().any(|op| {
        matches!(
            op,
            Op::Loop { .. }
                | Op::Call { .. }
                | Op::CallNamed { .. }
                | Op::CallSpread { .. }
                | Op::CallMethod { .. }
                | Op::Await { .. }
                | Op::Yield { .. }
                | Op::YieldFrom { .. }
        )
    })
}
