//! What exactly goes wrong: the ordinary run that follows a schedule shows it, and the ordinary detectors name it.

use interleave_engine::world::Answer as Told;
use interleave_engine::{Recording, Status};
use interleave_explorer::{Finding, FindingKind};
use interleave_findings::{Kind, Loss, Rules, Watch};
use interleave_program::Site;
use interleave_trace::snapshot::Activity;
use interleave_trace::{Moment, TaskId, What};
use interleave_view::words;

use super::lost::lost_update;
use super::{Check, Expected, Explained, Property};

/// Most events of a run beyond the end of a schedule.
const MOST_EVENTS: usize = 50_000;

impl Check {
    /// What a finding of the search is, in words: nothing where the ordinary run shows nothing wrong, several where one
    /// schedule shows several things.
    pub(super) fn explain(&self, finding: &Finding) -> Vec<Explained> {
        let mut run = self.replay();
        let followed = run.recording.follow(&self.prefix());
        if let Err(message) = followed.and_then(|()| run.recording.follow(&finding.schedule)) {
            return vec![self.plain(finding, message)];
        }
        let end = run.recording.trace().events().len();
        match finding.kind {
            FindingKind::Deadlock => {
                self.finish(&mut run);
                let is_it =
                    |kind: &Kind| matches!(kind, Kind::Deadlock { .. } | Kind::LostWakeup { .. });
                self.of_watch(finding, &run, usize::MAX, is_it, |_| true)
            }
            FindingKind::CutOff(_) => {
                self.finish(&mut run);
                let is_it = |kind: &Kind| matches!(kind, Kind::CutOff { .. });
                self.of_watch(finding, &run, usize::MAX, is_it, |_| true)
            }
            FindingKind::Race => {
                let sites = last_accesses(&run, end);
                self.finish(&mut run);
                let is_it = |kind: &Kind| matches!(kind, Kind::Race { .. });
                let is_of = |found: &interleave_findings::Finding| {
                    let lines = |site| self.program.line(site);
                    let spots = found.spots.iter();
                    let mut theirs: Vec<_> = spots.map(|spot| lines(spot.site)).collect();
                    let mut ours: Vec<_> = sites.iter().map(|&site| lines(site)).collect();
                    theirs.sort_unstable();
                    ours.sort_unstable();
                    theirs == ours
                };
                self.of_watch(finding, &run, end, is_it, is_of)
            }
            FindingKind::Assertion | FindingKind::Exception => {
                self.watch(&mut run, end);
                let is_it = |kind: &Kind| match finding.kind {
                    FindingKind::Assertion => matches!(kind, Kind::Assertion { .. }),
                    _ => matches!(kind, Kind::Exception { .. }),
                };
                let mut found = self.of_watch(finding, &run, end, is_it, |_| true);
                // What a schedule leads to is the last of what it shows.
                found.drain(..found.len().saturating_sub(1));
                found
            }
            FindingKind::Livelock | FindingKind::Starvation(_) => {
                vec![self.endless(finding, &mut run)]
            }
            FindingKind::Unmet(index) => self.unmet(finding, index, &run),
        }
    }

    /// A run that is about to begin, and what the rules that were asked for say of it.
    pub(super) fn replay(&self) -> Replay {
        let gil = self.question.gil();
        Replay {
            recording: Recording::new(self.program.clone(), self.config.clone()),
            watch: Watch::new(Rules { gil }),
        }
    }

    /// Lets the run go on by itself to its end, or for a while.
    fn finish(&self, run: &mut Replay) {
        let from = run.recording.trace().events().len();
        while run.recording.advance() == Status::Running
            && run.recording.trace().events().len() < from + MOST_EVENTS
        {}
        self.watch(run, usize::MAX);
    }

    pub(super) fn watch(&self, run: &mut Replay, end: usize) {
        let trace = run.recording.trace();
        let end = end.min(trace.events().len());
        let events = trace.events().get(..end).unwrap_or_default();
        run.watch.extend(&self.program, trace, events);
    }

    /// The findings of the ordinary detectors that this is about.
    pub(super) fn of_watch(
        &self,
        finding: &Finding,
        run: &Replay,
        end: usize,
        is_it: impl Fn(&Kind) -> bool,
        is_of: impl Fn(&interleave_findings::Finding) -> bool,
    ) -> Vec<Explained> {
        let trace = run.recording.trace();
        let language = self.question.language;
        let mut found = Vec::new();
        for shown in run.watch.findings() {
            if !is_it(&shown.kind) || !is_of(shown) {
                continue;
            }
            let mut lines = shown.lines();
            lines.sort_unstable();
            let Some(property) = Property::find(shown.kind.name()) else {
                continue;
            };
            let fails = match shown.kind {
                // Who comes first may be left to chance; to lose an update is not what anybody wants.
                Kind::Race { loss, .. } if self.question.properties.is_empty() => {
                    loss == Loss::Possible || self.forbids(property)
                }
                _ => self.wants(property),
            };
            let until = Moment(u32::try_from(end).unwrap_or(u32::MAX)).min(trace.end());
            let until = match shown.kind {
                Kind::Deadlock { .. } | Kind::LostWakeup { .. } => shown.moment,
                _ => until,
            };
            found.push(Explained {
                kind: property.name().to_owned(),
                message: words::finding(language, shown, trace),
                story: words::story(language, &self.program, trace, until, &shown.tasks()),
                lines,
                schedule: finding.schedule.to_string(),
                circle: finding.circle.to_string(),
                fails,
                is_expectation: self.forbids(property),
                loses: property == Property::Race && lost_update(trace, until).is_some(),
            });
        }
        found
    }

    /// What never ends.
    fn endless(&self, finding: &Finding, run: &mut Replay) -> Explained {
        let language = self.question.language;
        let snapshot = run.recording.head_mut().snapshot();
        let is_concerned =
            |activity: &Activity| !matches!(activity, Activity::Finished | Activity::Failed(_));
        let tasks = snapshot.tasks.iter();
        let mut lines: Vec<u32> = tasks
            .filter(|task| is_concerned(&task.activity))
            .filter_map(|task| Some(task.place?.line))
            .collect();
        lines.sort_unstable();
        lines.dedup();
        let (property, message) = match finding.kind {
            FindingKind::Starvation(thread) => {
                let root = run.recording.head().world().threads().get(thread.index());
                let root = root.map_or(TaskId(0), |thread| thread.root);
                let name = run.recording.trace().task(root);
                let name = name.map_or("?", |info| info.name.as_str());
                (Property::Starvation, words::starvation(language, name))
            }
            _ => (Property::Livelock, words::livelock(language).to_owned()),
        };
        let trace = run.recording.trace();
        Explained {
            kind: property.name().to_owned(),
            message,
            story: words::story(language, &self.program, trace, trace.end(), &[]),
            lines,
            schedule: finding.schedule.to_string(),
            circle: finding.circle.to_string(),
            fails: self.wants(property),
            is_expectation: self.forbids(property),
            loses: false,
        }
    }

    /// An expectation that is not met.
    pub(super) fn unmet(&self, finding: &Finding, index: u32, run: &Replay) -> Vec<Explained> {
        let expected = self.expected.iter();
        let mut asked = expected.filter(|expected| expected.of_states().is_some());
        let Some(expected) = asked.nth(index as usize) else {
            return Vec::new();
        };
        let language = self.question.language;
        let values =
            |expected: &Expected| match run.recording.head().world().ask(expected.values()?) {
                Told::Text(text) if !text.is_empty() => Some(text),
                _ => None,
            };
        let trace = run.recording.trace();
        let (message, story) = if expected.is_possible() {
            (words::never_so(language, &expected.text), Vec::new())
        } else {
            (
                words::unmet(language, &expected.text, values(expected).as_deref()),
                words::story(language, &self.program, trace, trace.end(), &[]),
            )
        };
        vec![Explained {
            kind: Property::Assertion.name().to_owned(),
            message,
            story,
            lines: vec![expected.line],
            schedule: finding.schedule.to_string(),
            circle: String::new(),
            fails: true,
            is_expectation: true,
            loses: false,
        }]
    }

    /// A finding of which no more is known than its schedule.
    fn plain(&self, finding: &Finding, message: String) -> Explained {
        let property = match finding.kind {
            FindingKind::Deadlock => Property::Deadlock,
            FindingKind::Exception => Property::Exception,
            FindingKind::Race => Property::Race,
            FindingKind::Livelock => Property::Livelock,
            FindingKind::Starvation(_) => Property::Starvation,
            FindingKind::CutOff(_) => Property::CutOff,
            FindingKind::Assertion | FindingKind::Unmet(_) => Property::Assertion,
        };
        Explained {
            kind: property.name().to_owned(),
            message,
            story: Vec::new(),
            lines: Vec::new(),
            schedule: finding.schedule.to_string(),
            circle: finding.circle.to_string(),
            fails: self.wants(property),
            is_expectation: false,
            loses: false,
        }
    }
}

/// A run that follows a schedule, and what the detectors have seen of it.
pub(super) struct Replay {
    pub(super) recording: Recording,
    pub(super) watch: Watch,
}

/// Where the last two accesses to memory before an event were made.
fn last_accesses(run: &Replay, end: usize) -> Vec<Site> {
    let events = run
        .recording
        .trace()
        .events()
        .get(..end)
        .unwrap_or_default();
    let accesses = events.iter().rev();
    accesses
        .filter(|event| matches!(event.what, What::Read { .. } | What::Wrote { .. }))
        .take(2)
        .map(|event| event.site)
        .collect()
}
