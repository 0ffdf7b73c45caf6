//! Steps of a search: what may happen next in a state, and what has happened when it has.
//!
//! One step of a search is one choice of [`World::enabled`] and what follows from it at once: steps that nobody can notice
//! the order of ([`Fusing`]), and those of a thread that is alone. Written out as a schedule, each of them stands for
//! itself, so the simulated machine follows it without knowing of any of this.

use std::sync::Arc;

use interleave_engine::world::{Answer, Ending, Footprint, Log};
use interleave_engine::{Choice, Config, MemoryModel, World};
use interleave_program::{FunctionId, Program, Site};
use interleave_trace::{LimitKind, ObjectId, ThreadId, Trace, What};
use rustc_hash::FxHashMap;

use crate::chance::Chance;
use crate::fusing::Fusing;
use crate::look::{Crowd, Look, LookId, Looks};
use crate::options::{Options, When};
use crate::outputs::{OutputId, Outputs};
use crate::position::{Place, Position};
use crate::report::FindingKind;
use crate::table::{Effect, Standing, Table};

/// Most steps that follow at once from one choice.
const MOST_FUSED: u32 = 1000;
/// The same of a thread that is alone: it makes no states that could be spared, only longer ways between two of them.
const MOST_ALONE: u32 = 100;
/// Steps after which the trace that outputs are read from is begun anew, as its tables grow.
const MOST_STEPS: u32 = 4096;

/// Schedules of the survey.
const SURVEYS: u32 = 6;
/// Most steps of one of them, with those that follow at once.
const SURVEYED_STEPS: u64 = 1000;

/// What a step has brought about.
#[derive(Default)]
pub struct Taken {
    /// What went wrong, and where.
    pub wrong: Vec<(FindingKind, Site)>,
    /// Every choice, where somebody wants to know.
    pub choices: Option<Vec<Choice>>,
}

/// How a program ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// With this exit code.
    Exit(u8),
    /// It can never go on.
    Deadlock,
    /// A limit ended it.
    Limit(LimitKind),
}

impl End {
    /// As a world says it.
    pub fn of(ending: &Ending) -> Self {
        match ending {
            Ending::Finished { code } => End::Exit(*code),
            Ending::Failed(_) => End::Exit(1),
            Ending::Limit(limit) => End::Limit(*limit),
        }
    }

    /// The exit code of `interleave run`.
    pub fn exit(self) -> u8 {
        match self {
            End::Exit(code) => code,
            End::Deadlock => 3,
            End::Limit(_) => 4,
        }
    }
}

/// Whether a thread's next step comes at once, as far as its look says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Haste {
    Unknown,
    /// It has ended.
    Ended,
    /// It waits to be chosen.
    Waits,
    /// It comes at once.
    AtOnce,
    /// It comes at once while there are several threads.
    AtOnceAmongOthers,
}

/// What is remembered of looks as long as the rules of [`Fusing`] stay as they are.
#[derive(Default)]
struct Remembered {
    version: u32,
    haste: Vec<Haste>,
    /// Looks whose operation was noticed among several threads.
    noticed: Vec<bool>,
}

/// What a step has written, and what went wrong.
#[derive(Clone, Debug, Default)]
struct Traced {
    text: String,
    wrong: Vec<(FindingKind, Site)>,
}

/// Where a search begins, if that is not the start of the program.
#[derive(Clone)]
pub struct Origin {
    /// The world, every thread of which stands before an operation that others could notice.
    pub world: World,
    /// What the program has written to standard output by then.
    pub written: String,
}

/// Makes steps.
pub struct Walker {
    /// The first state, and what was written and went wrong on the way to it.
    first: World,
    first_traced: Traced,
    is_weak: bool,
    pub options: Options,
    pub outputs: Outputs,
    fusing: Fusing,
    /// Whether a thread that is alone goes on at once.
    pub alone: bool,
    /// A rule of `fusing` does not hold, or the table is no use: all has to be done anew.
    pub stale: bool,
    /// Steps that are known, where worlds can be taken to parts.
    table: Option<Table>,
    /// What threads look like, by number.
    looks: Looks,
    remembered: Remembered,
    /// What steps of the table have written; the first one nothing.
    traced: Vec<Traced>,
    appended: FxHashMap<(OutputId, u32), OutputId>,
    /// What one step writes.
    written: Trace,
    /// Steps that it has seen.
    passed: u32,
    looked: Vec<ObjectId>,
    /// Choices performed so far.
    performed: u64,
}

impl Walker {
    pub fn new(
        program: Arc<Program>,
        config: &Config,
        options: Options,
        origin: Option<Origin>,
    ) -> Self {
        let mut written = Trace::of_output();
        let (mut first, before) = match origin {
            Some(origin) => (origin.world, origin.written),
            None => (World::new(program, config), String::new()),
        };
        first.run_unnoticed(ThreadId(0), &mut Log::new(Some(&mut written), &mut 0));
        let mut first_traced = read(&mut written);
        first_traced.text.insert_str(0, &before);
        let mut walker = Self {
            fusing: Fusing::new(),
            alone: true,
            first_traced,
            first,
            is_weak: config.memory != MemoryModel::Sequential,
            options,
            outputs: Outputs::new(),
            stale: false,
            table: None,
            looks: Looks::default(),
            remembered: Remembered::default(),
            traced: vec![Traced::default()],
            appended: FxHashMap::default(),
            written,
            passed: 0,
            looked: Vec::new(),
            performed: 0,
        };
        if !walker.is_weak && !walker.options.untabled {
            walker.table = Table::new(walker.first.clone());
        }
        walker.survey();
        walker
    }

    /// Goes along some schedules by chance, to see which rules do not hold before relying on them.
    fn survey(&mut self) {
        if self.options.every_step {
            return;
        }
        let mut chance = Chance::new(0);
        let mut choices = Vec::new();
        self.fusing.rest(true);
        let mut taken = Taken::default();
        for _ in 0..SURVEYS {
            let mut position = self.start(&mut taken);
            let from = self.performed;
            while self.performed < from + SURVEYED_STEPS {
                self.choices(&position, &mut choices);
                let Some(&choice) = choices.get(chance.below(choices.len() as u32) as usize) else {
                    break;
                };
                self.take(&mut position, choice, &mut taken);
            }
            self.fusing.forget();
            self.reset();
        }
        self.fusing.rest(false);
    }

    /// Whether writes may wait in buffers.
    pub fn is_weak(&self) -> bool {
        self.is_weak
    }

    /// Begins anew, without the rules that did not hold.
    pub fn reset(&mut self) {
        self.fusing.forget();
        self.outputs = Outputs::new();
        self.appended.clear();
        self.stale = false;
        if let Some(table) = &mut self.table {
            table.renew();
        }
    }

    /// The first state.
    pub fn start(&mut self, taken: &mut Taken) -> Position {
        let mut position = Position {
            end: self.first.ending().map(End::of),
            place: match &self.table {
                Some(table) => Place::Row(table.start()),
                None => Place::World(Box::new(self.first.clone())),
            },
            ..Position::default()
        };
        let traced = std::mem::take(&mut self.first_traced);
        self.note(&mut position, &traced, taken);
        self.first_traced = traced;
        let threads = self.first.threads().len();
        position.standings.resize(threads, Standing::default());
        position.age = u64::MAX;
        self.stand(&mut position);
        self.settle(&mut position, None, taken);
        position
    }

    /// What may happen next.
    pub fn choices(&self, position: &Position, into: &mut Vec<Choice>) {
        into.clear();
        if position.end.is_some() {
            return;
        }
        let crowd = self.crowd(position);
        match &position.place {
            Place::Row(_) if self.table.is_none() => return,
            Place::World(world) if world.has_buffers() => {
                for (thread, look) in crowd.threads() {
                    if look.has_stores {
                        into.extend(world.drains_of(thread));
                    }
                }
            }
            _ => {}
        }
        if let Some(turn) = position.turn {
            let drains = into.len();
            let look = crowd.look(turn);
            into.extend(look.into_iter().flat_map(|look| look.choices).flatten());
            if into.len() > drains {
                return;
            }
        }
        for (_, look) in crowd.threads() {
            if !look.ended {
                into.extend(look.choices.into_iter().flatten());
            }
        }
    }

    /// Makes a step.
    pub fn take(&mut self, position: &mut Position, choice: Choice, taken: &mut Taken) {
        let thread = choice.thread();
        let Some(&look) = self.crowd(position).look(thread) else {
            return;
        };
        if let Choice::Drain(..) = choice {
            self.perform(position, choice, taken, false);
            self.settle(position, None, taken);
            return;
        }
        self.notice(position, thread);
        self.perform(position, choice, taken, false);
        let gave_way = self.settle(position, Some(thread), taken);
        position.turn = None;
        if self.options.gil && look.is_open && !gave_way {
            let goes_on = self
                .crowd(position)
                .look(thread)
                .is_some_and(|look| (look.is_open || look.is_local) && !look.crossed_breaker);
            if goes_on {
                position.turn = Some(thread);
            }
        }
    }

    /// How the threads of a state stand.
    #[inline]
    pub fn crowd<'a>(&'a self, position: &'a Position) -> Crowd<'a> {
        Crowd::new(&self.looks, &position.standings)
    }

    /// The fingerprint of a state.
    pub fn fingerprint(&self, position: &mut Position) -> u64 {
        let print = match &mut position.place {
            Place::World(world) => world.fingerprint(),
            Place::Row(row) => row.fingerprint(),
        };
        let print = position.output.mix(print);
        match position.turn {
            // The fractional digits of the square root of two.
            Some(thread) => print ^ u64::from(thread.0 + 1).wrapping_mul(0x6a09_e667_f3bc_c909),
            None => print,
        }
    }

    /// How the program has ended, if nothing can happen any more.
    pub fn end(&self, position: &Position) -> End {
        position.end.unwrap_or(End::Deadlock)
    }

    /// The expectations that are not met in a state, by their places in the list; `Possible` ones that are.
    pub fn judge(&mut self, position: &Position, ended: bool, into: &mut Vec<u32>) {
        into.clear();
        for index in 0..self.options.expectations.len() {
            let Some(&expectation) = self.options.expectations.get(index) else {
                continue;
            };
            let wanted = match expectation.when {
                When::Final | When::Possible if !ended => continue,
                When::Final | When::Always => true,
                When::Never | When::Possible => false,
            };
            let question = index as u32 * 2 + u32::from(ended);
            if !self.agrees(position, question, expectation.holds, wanted) {
                into.push(index as u32);
            }
        }
    }

    /// Whether a function of the program says so in a state. What cannot be said yet agrees with everything.
    fn agrees(
        &mut self,
        position: &Position,
        question: u32,
        function: FunctionId,
        wanted: bool,
    ) -> bool {
        let has_ended = position.end.is_some();
        let agrees = |answer| match answer {
            Answer::Truth(truth) => truth == wanted,
            // Before a name is bound nothing can be said of it; at the end that is an answer.
            Answer::Raised(error) => !wanted || error.starts_with("NameError") && !has_ended,
            Answer::Text(_) | Answer::Unknown => !wanted,
        };
        match (&position.place, &mut self.table) {
            (Place::World(world), _) => agrees(world.ask(function)),
            (Place::Row(row), Some(table)) => {
                table.ask(row, question, function, |answer| u32::from(agrees(answer))) == 1
            }
            (Place::Row(_), None) => true,
        }
    }

    /// The schedule of a sequence of choices from the start, with what follows from each.
    pub fn whole(&mut self, choices: &[Choice]) -> Vec<Choice> {
        let mut taken = Taken {
            choices: Some(Vec::new()),
            ..Taken::default()
        };
        let mut position = self.start(&mut taken);
        for &choice in choices {
            self.take(&mut position, choice, &mut taken);
        }
        taken.choices.unwrap_or_default()
    }

    /// Computes how all threads stand.
    pub fn stand(&mut self, position: &mut Position) {
        match (&position.place, &mut self.table) {
            (Place::World(world), _) => {
                position.standings.clear();
                for thread in world.threads() {
                    if let Some(look) = Look::of(world, thread.id) {
                        position.standings.push(Standing {
                            look: self.looks.intern(look),
                            ..Standing::default()
                        });
                    }
                }
            }
            // Only the numbers of the answers are known.
            (Place::Row(_), Some(table)) if table.age == position.age => {
                for standing in &mut position.standings {
                    *standing = table.answer(standing.answer);
                }
            }
            (Place::Row(row), Some(table)) => {
                let threads = position.standings.len();
                // What is looked at for the first time can make the table forget what it knew.
                for _ in 0..2 {
                    position.age = table.age;
                    position.standings.clear();
                    for thread in 0..threads as u32 {
                        let standing = table.standing(row, ThreadId(thread), &mut self.looks);
                        position.standings.push(standing);
                    }
                    if position.age == table.age {
                        break;
                    }
                }
            }
            (Place::Row(_), None) => {}
        }
    }

    fn perform(&mut self, position: &mut Position, choice: Choice, taken: &mut Taken, looks: bool) {
        self.performed += 1;
        if let Some(choices) = &mut taken.choices {
            choices.push(choice);
        }
        self.passed += 1;
        if self.passed >= MOST_STEPS {
            self.written = Trace::of_output();
            self.passed = 0;
        }
        if let Place::World(world) = &mut position.place {
            let mut count = 0;
            let mut log = Log::new(Some(&mut self.written), &mut count);
            let looked = looks.then_some(&mut self.looked);
            world.apply_noting(choice, &mut log, looked);
            world.tidy();
            position.end = world.ending().map(End::of);
            let traced = read(&mut self.written);
            self.note(position, &traced, taken);
            self.stand(position);
            return;
        }
        self.look_up(position, choice, taken, looks);
    }

    /// Makes a step that the table may know.
    fn look_up(&mut self, position: &mut Position, choice: Choice, taken: &mut Taken, looks: bool) {
        let (Place::Row(row), Some(table)) = (&mut position.place, &mut self.table) else {
            return;
        };
        let traced = &mut self.traced;
        let effect = table.step(row, choice, &mut self.written, |written| {
            let new = read(written);
            if new.text.is_empty() && new.wrong.is_empty() {
                return 0;
            }
            traced.push(new);
            traced.len() as u32 - 1
        });
        if table.is_over || table.is_outdated {
            self.stale = true;
            if table.is_over {
                self.table = None;
            }
            return;
        }
        if looks {
            self.looked.extend_from_slice(table.looked(effect));
        }
        if effect.ended {
            position.end = table.ending(row).map(End::of);
        }
        self.update(position, effect);
        if effect.traced != 0 {
            self.note_traced(position, effect.traced, taken);
        }
    }

    /// Computes how those threads stand that a step has something to do with.
    fn update(&mut self, position: &mut Position, effect: Effect) {
        let (Place::Row(row), Some(table)) = (&position.place, &mut self.table) else {
            return;
        };
        let threads = position.standings.len();
        let made = effect.made as usize;
        position
            .standings
            .resize(threads + made, Standing::default());
        if table.age == position.age {
            for (index, standing) in position.standings.iter_mut().enumerate() {
                if standing.depends & effect.changed != 0 || index >= threads {
                    *standing = table.standing(row, ThreadId(index as u32), &mut self.looks);
                }
            }
        }
        if table.age != position.age {
            self.stand(position);
        }
    }

    fn note(&mut self, position: &mut Position, traced: &Traced, taken: &mut Taken) {
        taken.wrong.extend_from_slice(&traced.wrong);
        if !traced.text.is_empty() {
            position.output = self.outputs.append(position.output, &traced.text);
        }
    }

    fn note_traced(&mut self, position: &mut Position, at: u32, taken: &mut Taken) {
        let Some(traced) = self.traced.get(at as usize) else {
            return;
        };
        taken.wrong.extend_from_slice(&traced.wrong);
        if !traced.text.is_empty() {
            let key = (position.output, at);
            let (outputs, text) = (&mut self.outputs, &traced.text);
            let appended = self.appended.entry(key);
            position.output = *appended.or_insert_with(|| outputs.append(key.0, text));
        }
    }

    /// Takes notice of the operation that a thread is about to perform.
    fn notice(&mut self, position: &Position, thread: ThreadId) {
        let Some(standing) = position.standings.get(thread.index()) else {
            return;
        };
        let look = standing.look as usize;
        self.refresh(look);
        if self.remembered.noticed.get(look) == Some(&true) {
            return;
        }
        let crowd = Crowd::new(&self.looks, &position.standings);
        let processes = match &position.place {
            Place::World(world) => world.processes().len() > 1,
            Place::Row(_) => false,
        };
        let others = crowd.others(processes);
        let Some(state) = crowd.look(thread) else {
            return;
        };
        let footprint = state.footprint;
        let news = self
            .fusing
            .notice(others, thread, state.has_loop, footprint);
        self.stale |= news;
        self.refresh(look);
        // To notice the same again would change nothing.
        let is_all = matches!(footprint, Footprint::Object(..) | Footprint::Output)
            || matches!(footprint, Footprint::Memory { .. }) && others.several;
        if let Some(noticed) = self.remembered.noticed.get_mut(look)
            && is_all
            && !processes
        {
            *noticed = true;
        }
    }

    /// Forgets what does not hold any more, and makes room for a look.
    #[inline]
    fn refresh(&mut self, look: usize) {
        let remembered = &mut self.remembered;
        if remembered.version != self.fusing.version {
            remembered.version = self.fusing.version;
            remembered.haste.clear();
            remembered.noticed.clear();
        }
        if remembered.haste.len() <= look {
            remembered.haste.resize(look + 1, Haste::Unknown);
            remembered.noticed.resize(look + 1, false);
        }
    }

    #[cold]
    fn haste(&mut self, thread: ThreadId, look: LookId) -> Haste {
        self.refresh(look as usize);
        let Some(state) = self.looks.get(look) else {
            return Haste::Ended;
        };
        let is_memory = matches!(state.footprint, Footprint::Memory { .. });
        // What empties a buffer, or goes through it, is noticed.
        let is_buffered = self.is_weak() && (state.has_stores || is_memory);
        let haste = if state.ended {
            Haste::Ended
        } else if is_buffered
            || !matches!(state.choices, [Some(_), None])
            || !self.fusing.comes_at_once(thread, state.footprint)
        {
            Haste::Waits
        } else if is_memory {
            // Who owns what is a question among several threads.
            Haste::AtOnceAmongOthers
        } else {
            Haste::AtOnce
        };
        if let Some(known) = self.remembered.haste.get_mut(look as usize) {
            *known = haste;
        }
        haste
    }

    /// Lets everything happen that follows at once; whether the thread that was chosen might have lost CPython's lock in
    /// the course of it.
    fn settle(
        &mut self,
        position: &mut Position,
        chosen: Option<ThreadId>,
        taken: &mut Taken,
    ) -> bool {
        let mut gave_way = false;
        let mut steps_alone = 0;
        for _ in 0..MOST_FUSED {
            let Some((choice, alone)) = self.next_at_once(position) else {
                break;
            };
            steps_alone += u32::from(alone);
            if steps_alone > MOST_ALONE {
                break;
            }
            let thread = choice.thread();
            self.notice(position, thread);
            if Some(thread) == chosen
                && let Some(look) = self.crowd(position).look(thread)
            {
                gave_way |=
                    look.crossed_breaker || !matches!(look.footprint, Footprint::Memory { .. });
            }
            self.looked.clear();
            self.perform(position, choice, taken, !alone);
            if !self.looked.is_empty() {
                let others = self.crowd(position).others(false);
                self.stale |= self.fusing.notice_looks(others, &self.looked);
            }
        }
        gave_way
    }

    /// The choice that follows at once, if there is one; whether it is that of a thread that is alone.
    fn next_at_once(&mut self, position: &Position) -> Option<(Choice, bool)> {
        if self.options.every_step || position.end.is_some() || self.stale {
            return None;
        }
        let (mut alive, mut only) = (0, 0);
        let (mut first, mut first_among_others) = (None, None);
        self.refresh(0);
        for (index, standing) in position.standings.iter().enumerate() {
            let haste = match self.remembered.haste.get(standing.look as usize) {
                Some(&known) if known != Haste::Unknown => known,
                _ => self.haste(ThreadId(index as u32), standing.look),
            };
            if haste == Haste::Ended {
                continue;
            }
            (alive, only) = (alive + 1, index);
            match haste {
                Haste::AtOnce => first = first.or(Some(index)),
                Haste::AtOnceAmongOthers => first_among_others = first_among_others.or(Some(index)),
                _ => {}
            }
        }
        let choices = |index: usize| {
            let look = self.looks.get(position.standings.get(index)?.look)?;
            Some(look.choices)
        };
        if alive == 1 && self.alone {
            return match choices(only)? {
                [Some(choice), None] | [None, Some(choice)] => Some((choice, true)),
                _ => None,
            };
        }
        if alive > 1
            && let Some(index) = first_among_others
        {
            first = Some(first.map_or(index, |known| known.min(index)));
        }
        let [choice, _] = choices(first?)?;
        Some((choice?, false))
    }

    /// About how many bytes the parts take that rows stand for.
    pub fn kept_bytes(&self) -> u64 {
        self.table.as_ref().map_or(0, Table::kept_bytes)
    }
}

/// Reads what steps have written, and takes it out of the trace.
fn read(trace: &mut Trace) -> Traced {
    let mut traced = Traced::default();
    if trace.events().is_empty() {
        return traced;
    }
    for event in trace.events() {
        match event.what {
            What::Output {
                text: id,
                error: false,
            } => traced.text.push_str(trace.text(id)),
            What::Uncaught { exception } => {
                let kind = match trace.text(exception).split(':').next() {
                    Some("AssertionError") => FindingKind::Assertion,
                    _ => FindingKind::Exception,
                };
                traced.wrong.push((kind, event.site));
            }
            _ => {}
        }
    }
    trace.take_events();
    traced
}
