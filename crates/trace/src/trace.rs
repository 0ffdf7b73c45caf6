//! The trace: events and the tables that they refer to.

use rustc_hash::FxHashMap;

use crate::variable::{VariableInfo, VariablePlace};
use crate::{
    Brief, Event, Moment, ObjectId, ProcessId, TaskId, TextId, ThreadId, Tick, VariableId, What,
};

/// What a task is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum TaskKind {
    /// A thread's own flow of control.
    Thread,
    /// A coroutine that runs as a task of an event loop.
    Coroutine,
}

/// A task's entry in the table.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TaskInfo {
    /// The name that the program knows it by, such as `Thread-1 (worker)`.
    pub name: String,
    /// What it is.
    pub kind: TaskKind,
    /// The kernel thread that runs it.
    pub thread: ThreadId,
    /// The process whose memory it works on.
    pub process: ProcessId,
    /// Who made it; the main task has none.
    pub parent: Option<TaskId>,
    /// Whether it does not keep the program running.
    pub daemon: bool,
    /// Whether the library made it for itself (a worker of a thread pool).
    pub pool: bool,
}

/// What kind of object an event is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum ObjectKind {
    /// A plain lock.
    Lock,
    /// A re-entrant lock.
    RLock,
    /// A condition variable.
    Condition,
    /// A counting semaphore.
    Semaphore,
    /// An event.
    Event,
    /// A barrier.
    Barrier,
    /// A queue.
    Queue,
    /// An event loop.
    Loop,
    /// A future.
    Future,
    /// Anything else.
    Other,
}

/// An object's entry in the table.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ObjectInfo {
    /// Which object.
    pub id: ObjectId,
    /// What it is.
    pub kind: ObjectKind,
    /// The shortest way to reach it in the program, such as `forks[2]`; such as `lock #1` where there is none.
    pub name: String,
    /// Whether it is a queue that can be full.
    pub bounded: bool,
}

/// Which events a trace keeps.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Keep {
    /// All of them.
    #[default]
    All,
    /// All of them until they are taken away, and none of the words for a picture (values, labels): for those who look
    /// at each event once.
    Passing,
    /// What was written, for those who want to know nothing else.
    Output,
}

/// What happened in one run.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Trace {
    events: Vec<Event>,
    /// Events that were there and were taken away.
    passed: u32,
    texts: Vec<String>,
    variables: Vec<VariableInfo>,
    tasks: Vec<TaskInfo>,
    objects: Vec<ObjectInfo>,
    text_ids: FxHashMap<String, TextId>,
    variable_ids: FxHashMap<VariablePlace, VariableId>,
    object_places: FxHashMap<ObjectId, usize>,
    keep: Keep,
}

/// What a trace has gained since an earlier moment: tables only grow, so a receiver appends.
#[derive(Clone, PartialEq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TraceChunk {
    /// Where the chunk's events begin.
    pub from: Moment,
    /// New events.
    pub events: Vec<Event>,
    /// New texts.
    pub texts: Vec<String>,
    /// New variables.
    pub variables: Vec<VariableInfo>,
    /// New tasks.
    pub tasks: Vec<TaskInfo>,
    /// New objects.
    pub objects: Vec<ObjectInfo>,
}

/// How much of a trace a receiver has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Extent {
    events: usize,
    texts: usize,
    variables: usize,
    tasks: usize,
    objects: usize,
}

impl Trace {
    /// Most variables of a trace; all others share its last one, of which nothing is known.
    pub const MAX_VARIABLES: usize = 1 << 20;

    /// A trace that keeps so much.
    #[must_use]
    pub fn keeping(keep: Keep) -> Self {
        Self {
            keep,
            ..Self::default()
        }
    }

    /// Which events it keeps.
    #[must_use]
    pub fn keep(&self) -> Keep {
        self.keep
    }

    /// A trace that keeps what was written and nothing else.
    #[must_use]
    pub fn of_output() -> Self {
        Self::keeping(Keep::Output)
    }

    /// Takes the events away; those of [`Trace::events`] that come later follow them.
    pub fn take_events(&mut self) -> Vec<Event> {
        self.passed = self.passed.saturating_add(self.events.len() as u32);
        std::mem::take(&mut self.events)
    }

    /// The events, in the order in which they happened; times never go back.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The moment after the last event.
    #[must_use]
    pub fn end(&self) -> Moment {
        Moment(self.passed.saturating_add(self.events.len() as u32))
    }

    /// The time of the last event.
    #[must_use]
    pub fn duration(&self) -> Tick {
        self.events.last().map_or(Tick(0), |event| event.at)
    }

    /// The moment just after everything that happened up to and including an instant.
    #[must_use]
    pub fn moment_at(&self, at: Tick) -> Moment {
        Moment(self.events.partition_point(|event| event.at <= at) as u32)
    }

    /// The tasks, by id.
    #[must_use]
    pub fn tasks(&self) -> &[TaskInfo] {
        &self.tasks
    }

    /// A task's entry.
    #[must_use]
    pub fn task(&self, id: TaskId) -> Option<&TaskInfo> {
        self.tasks.get(id.index())
    }

    /// The objects that events are about, in the order of their first event.
    #[must_use]
    pub fn objects(&self) -> &[ObjectInfo] {
        &self.objects
    }

    /// An object's entry.
    #[must_use]
    pub fn object(&self, id: ObjectId) -> Option<&ObjectInfo> {
        self.objects.get(*self.object_places.get(&id)?)
    }

    /// A text of the table.
    #[must_use]
    pub fn text(&self, id: TextId) -> &str {
        self.texts.get(id.index()).map_or("", String::as_str)
    }

    /// The name of a variable.
    #[must_use]
    pub fn variable(&self, id: VariableId) -> &str {
        self.variables
            .get(id.index())
            .map_or("", |variable| &variable.name)
    }

    /// A variable's entry.
    #[must_use]
    pub fn variable_info(&self, id: VariableId) -> Option<&VariableInfo> {
        self.variables.get(id.index())
    }

    /// A brief value as text.
    #[must_use]
    pub fn brief(&self, value: Brief) -> String {
        match value {
            Brief::Int(value) => value.to_string(),
            Brief::Text(id) => self.text(id).to_owned(),
        }
    }

    /// Whether an event of which this is to be said is one to keep.
    #[must_use]
    #[inline]
    pub fn keeps(&self, what: &What) -> bool {
        self.keep != Keep::Output || matches!(what, What::Output { .. } | What::Uncaught { .. })
    }

    /// Appends an event, if it is one to keep.
    #[inline]
    pub fn push(&mut self, event: Event) {
        if self.keeps(&event.what) {
            self.events.push(event);
        }
    }

    /// Appends a task and gives its id, which counts from 0.
    pub fn push_task(&mut self, task: TaskInfo) -> TaskId {
        self.tasks.push(task);
        TaskId(self.tasks.len() as u32 - 1)
    }

    /// Appends an object unless it has an entry.
    pub fn push_object(&mut self, object: ObjectInfo) {
        if !self.object_places.contains_key(&object.id) {
            self.object_places.insert(object.id, self.objects.len());
            self.objects.push(object);
        }
    }

    /// The id of a text, which is added unless it is there.
    pub fn intern(&mut self, text: &str) -> TextId {
        if let Some(&id) = self.text_ids.get(text) {
            return id;
        }
        let id = TextId(self.texts.len() as u32);
        self.texts.push(text.to_owned());
        self.text_ids.insert(text.to_owned(), id);
        id
    }

    /// The id of the variable at a place, if it was added before.
    #[must_use]
    pub fn find_variable(&self, place: VariablePlace) -> Option<VariableId> {
        self.variable_ids.get(&place).copied()
    }

    /// Whether no more variables are told apart.
    #[must_use]
    pub fn is_full_of_variables(&self) -> bool {
        self.variables.len() >= Self::MAX_VARIABLES
    }

    /// Adds a variable, and gives its id. A place that is there again is another variable from now on.
    pub fn push_variable(&mut self, variable: VariableInfo) -> VariableId {
        if self.is_full_of_variables() {
            return VariableId(Self::MAX_VARIABLES as u32);
        }
        let id = VariableId(self.variables.len() as u32);
        self.variable_ids.insert(variable.place, id);
        self.variables.push(variable);
        id
    }

    /// Forgets the places in objects that are no more: what comes in their stead is something else.
    pub fn forget_places(&mut self, mut is_gone: impl FnMut(ObjectId) -> bool) {
        self.variable_ids
            .retain(|place, _| place.object().is_none_or(|object| !is_gone(object)));
    }

    /// How much there is.
    #[must_use]
    pub fn extent(&self) -> Extent {
        Extent {
            events: self.events.len(),
            texts: self.texts.len(),
            variables: self.variables.len(),
            tasks: self.tasks.len(),
            objects: self.objects.len(),
        }
    }

    /// What has come since `since`, at most `limit` events.
    #[must_use]
    pub fn chunk(&self, since: Extent, limit: usize) -> (TraceChunk, Extent) {
        let end = self.events.len().min(since.events + limit);
        let chunk = TraceChunk {
            from: Moment(since.events as u32),
            events: self.events[since.events.min(end)..end].to_vec(),
            texts: self.texts.get(since.texts..).unwrap_or_default().to_vec(),
            variables: self
                .variables
                .get(since.variables..)
                .unwrap_or_default()
                .to_vec(),
            tasks: self.tasks.get(since.tasks..).unwrap_or_default().to_vec(),
            objects: self
                .objects
                .get(since.objects..)
                .unwrap_or_default()
                .to_vec(),
        };
        (
            chunk,
            Extent {
                events: end,
                ..self.extent()
            },
        )
    }

    /// Appends a chunk that continues this trace; another one is ignored.
    pub fn append(&mut self, chunk: TraceChunk) {
        if chunk.from != self.end() {
            return;
        }
        self.events.extend(chunk.events);
        for text in chunk.texts {
            self.text_ids
                .insert(text.clone(), TextId(self.texts.len() as u32));
            self.texts.push(text);
        }
        for variable in chunk.variables {
            self.push_variable(variable);
        }
        self.tasks.extend(chunk.tasks);
        for object in chunk.objects {
            self.push_object(object);
        }
    }
}
