//! A run as Chrome's trace-event format, which Perfetto (<https://ui.perfetto.dev>) and `chrome://tracing` open.
//!
//! The format is described in "Trace Event Format" (Google, 2016). Tasks are threads of their process; the cores are
//! threads of a process of their own. What a task did is a complete event (`X`), so nothing has to be balanced; who
//! woke or made whom is a flow (`s`, `f`); what is wrong, and what was printed, is an instant (`i`).
//!
//! These are plain types: an edge turns them into JSON with the feature `serde`.

use std::collections::BTreeMap;

use interleave_findings::Finding;
use interleave_trace::{CoreId, TaskId, Tick, Trace, What};

use crate::lanes::{Lanes, Look, Span, State};
use crate::words::{self, Language};

/// The whole file.
#[derive(Clone, PartialEq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "camelCase"))]
pub struct ChromeTrace {
    /// The entries; their order has no meaning.
    pub trace_events: Vec<Entry>,
    /// The unit in which a viewer shows times.
    pub display_time_unit: &'static str,
}

/// One entry. Times are in microseconds, as the format wants them.
#[derive(Clone, PartialEq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Entry {
    /// What is written on it.
    pub name: String,
    /// Its phase: `M`, `X`, `s`, `f` or `i`.
    pub ph: &'static str,
    /// When it begins.
    pub ts: f64,
    /// How long it takes.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub dur: Option<f64>,
    /// Its process.
    pub pid: u32,
    /// Its thread.
    pub tid: u32,
    /// Its category: what it can be filtered by.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub cat: Option<&'static str>,
    /// Which flow it belongs to.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub id: Option<u32>,
    /// Where a flow ends: at the slice around it (`e`).
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub bp: Option<&'static str>,
    /// How far an instant reaches: its thread (`t`) or everything (`g`).
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub s: Option<&'static str>,
    /// What there is to say about it.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BTreeMap::is_empty"))]
    pub args: BTreeMap<&'static str, String>,
}

/// The process of the cores. Those of the program count from 1: some viewers take 0 for the idle process.
const CORES: u32 = 0xffff;
/// Longer texts are cut: they are labels.
const MOST_CHARACTERS: usize = 120;

/// Writes a run down. Findings are those of the whole run.
#[must_use]
pub fn chrome(
    trace: &Trace,
    lanes: &Lanes,
    findings: &[Finding],
    language: Language,
) -> ChromeTrace {
    let mut file = File {
        trace,
        language,
        entries: Vec::new(),
    };
    file.names(lanes);
    for task in 0..trace.tasks().len() {
        let task = TaskId(task as u32);
        for span in lanes.task(task) {
            file.span(file.task(task), span, None);
        }
    }
    for core in 0..lanes.core_count() {
        let core = CoreId(core as u16);
        for span in lanes.core(core) {
            let name = trace.task(span.task).map_or("", |info| &info.name);
            file.span((CORES, u32::from(core.0) + 1), span, Some(name));
        }
    }
    file.flows(lanes);
    file.instants(findings);
    ChromeTrace {
        trace_events: file.entries,
        display_time_unit: "ns",
    }
}

/// Process and thread.
type Track = (u32, u32);

struct File<'a> {
    trace: &'a Trace,
    language: Language,
    entries: Vec<Entry>,
}

impl File<'_> {
    fn task(&self, task: TaskId) -> Track {
        let process = self.trace.task(task).map_or(0, |info| info.process.0);
        (process + 1, task.0 + 1)
    }

    /// What processes and threads are called, and in which order they stand.
    fn names(&mut self, lanes: &Lanes) {
        let mut known = Vec::new();
        for (index, info) in self.trace.tasks().iter().enumerate() {
            let track = self.task(TaskId(index as u32));
            if !known.contains(&track.0) {
                known.push(track.0);
                let process = if info.process.0 == 0 {
                    "MainProcess"
                } else {
                    &info.name
                };
                self.name("process_name", (track.0, track.1), process);
            }
            self.name("thread_name", track, &info.name);
        }
        if lanes.core_count() > 0 {
            let cores = words::Label::Cores.text(self.language);
            self.name("process_name", (CORES, 0), cores);
        }
        for core in 0..lanes.core_count() {
            let name = words::core(self.language, CoreId(core as u16));
            self.name("thread_name", (CORES, core as u32 + 1), &name);
        }
    }

    fn name(&mut self, what: &str, (pid, tid): Track, name: &str) {
        self.entries.push(Entry {
            name: what.to_owned(),
            ph: "M",
            pid,
            tid,
            args: BTreeMap::from([("name", name.to_owned())]),
            ..Entry::default()
        });
    }

    fn span(&mut self, (pid, tid): Track, span: &Span, name: Option<&str>) {
        let look = span.state.look();
        if look == Look::Ended {
            return;
        }
        let end = span.end.min(self.trace.duration());
        let says = words::state(self.language, span.state, self.trace);
        let mut args = BTreeMap::new();
        if let State::Blocked { why, on } = span.state {
            args.insert("why", format!("{why:?}"));
            let on = words::subject(on, self.trace);
            if !on.is_empty() {
                args.insert("on", on.to_owned());
            }
        }
        self.entries.push(Entry {
            name: name.map_or(says, str::to_owned),
            ph: "X",
            ts: micros(span.start.0),
            dur: Some(micros(end.since(span.start))),
            pid,
            tid,
            cat: Some(category(look)),
            args,
            ..Entry::default()
        });
    }

    /// Who woke or made whom.
    fn flows(&mut self, lanes: &Lanes) {
        for (index, arrow) in lanes.arrows().iter().enumerate() {
            let name = if arrow.spawn { "start" } else { "wake" };
            for (ph, task) in [("s", arrow.from), ("f", arrow.to)] {
                let (pid, tid) = self.task(task);
                self.entries.push(Entry {
                    name: name.to_owned(),
                    ph,
                    ts: micros(arrow.at.0),
                    pid,
                    tid,
                    cat: Some(name),
                    id: Some(index as u32 + 1),
                    bp: (ph == "f").then_some("e"),
                    ..Entry::default()
                });
            }
        }
    }

    fn instants(&mut self, findings: &[Finding]) {
        for event in self.trace.events() {
            if let What::Output { text, .. } = event.what {
                let text = self.trace.text(text).trim_end().to_owned();
                self.instant(event.at, event.task, "output", text, BTreeMap::new());
            }
        }
        for finding in findings {
            let lines: Vec<String> = finding.lines().iter().map(u32::to_string).collect();
            let args = BTreeMap::from([
                ("about", words::finding(self.language, finding, self.trace)),
                ("lines", lines.join(", ")),
            ]);
            let name = finding.kind.name().to_owned();
            for task in finding.tasks() {
                self.instant(finding.at, task, "finding", name.clone(), args.clone());
            }
        }
    }

    fn instant(
        &mut self,
        at: Tick,
        task: TaskId,
        category: &'static str,
        name: String,
        args: BTreeMap<&'static str, String>,
    ) {
        let (pid, tid) = self.task(task);
        self.entries.push(Entry {
            name: name.chars().take(MOST_CHARACTERS).collect(),
            ph: "i",
            ts: micros(at.0),
            pid,
            tid,
            cat: Some(category),
            s: Some("t"),
            args,
            ..Entry::default()
        });
    }
}

fn category(look: Look) -> &'static str {
    match look {
        Look::Running => "running",
        Look::Ready => "ready",
        Look::Waiting => "waiting",
        Look::Sleeping => "sleeping",
        Look::Gil => "gil",
        Look::Device => "device",
        Look::Ended => "ended",
    }
}

/// Nanoseconds in microseconds: exact to the nanosecond for the first hundred days.
fn micros(ns: u64) -> f64 {
    ns as f64 / 1_000.0
}
