//! Finding things in the run: by words, and by asking what a task did from here to there.

use interleave_trace::{TaskId, Tick};
use interleave_view::lanes::{self, Span};
use interleave_view::rows::Subject;
use interleave_view::search::{Matches, Query};

use super::Deck;
use crate::model::Action;
use crate::stage::{Chosen, Play};

impl Deck {
    /// Looks for a text in what there is of the run; how often it is there.
    pub fn search(&self, text: &str) -> usize {
        let query = Query::parse(text);
        let changed = self
            .stage()
            .read(|play| query.is_some() || play.matches.count() > 0);
        if !changed {
            return 0;
        }
        self.stage().update(|play| {
            let found = |query| Matches::of(query, &play.recording.trace, &play.lines);
            play.matches = query.as_ref().map(found).unwrap_or_default();
            play.searched += 1;
            play.matches.count()
        })
    }

    /// Goes to the next place at which the text is, or to the one before.
    pub fn go_to_match(&self, forwards: bool) {
        let found = self.stage().read(|play| {
            let place = match forwards {
                true => play.matches.after(play.moment),
                false => play.matches.before(play.moment),
            }?;
            let event = play.matches.event(place, &play.recording.trace)?;
            Some((
                play.matches.moment(place)?,
                play.lines.line(event.site),
                event.task,
            ))
        });
        if let Some((moment, line, task)) = found {
            self.visit(moment, line);
            self.light(Some(task));
        }
    }

    /// Asks what a task did during the span at an instant; `further` asks for what is chosen already as well.
    pub fn choose_span(&self, task: TaskId, at: Tick, further: bool) {
        let chosen = self.stage().read(|play| {
            // Who is not there yet tells how it begins.
            let spans = play.recording.lanes.task(task);
            let span = *lanes::at(spans, at).or(spans.first())?;
            let before = play.chosen.filter(|chosen| further && chosen.task == task);
            let chosen = chosen(play, &span);
            Some(before.map_or(chosen, |before| Chosen {
                from: before.from.min(chosen.from),
                to: before.to.max(chosen.to),
                ..chosen
            }))
        });
        if chosen.is_some() {
            self.set_chosen(chosen);
        }
    }

    /// Asks what is under a place of the timeline.
    pub fn choose_at(&self, y: f64, at: Tick, further: bool) {
        let task = self.stage().read(|play| {
            let (row, span) = play.rows.hit(&play.recording.lanes, y, at)?;
            match row.subject {
                Subject::Task(task) => Some(task),
                Subject::Core(_) => span.map(|span| span.task),
            }
        });
        match task {
            Some(task) => self.choose_span(task, at, further),
            None => self.set_chosen(None),
        }
    }

    /// Asks about the task that is lit, or that was asked about last, at the playhead.
    pub fn choose_here(&self) {
        let here = self.stage().read(|play| {
            let first = play.rows.iter().find_map(|(_, row)| match row.subject {
                Subject::Task(task) => Some(task),
                Subject::Core(_) => None,
            });
            let task = play
                .lit
                .or(play.chosen.map(|chosen| chosen.task))
                .or(first)?;
            Some((task, play.now))
        });
        if let Some((task, at)) = here {
            self.choose_span(task, at, false);
        }
    }

    /// Asks about the span after the one that is chosen, or before it, and goes there.
    pub fn choose_neighbour(&self, forwards: bool) {
        let next = self.stage().read(|play| {
            let now = play.chosen?;
            let spans = play.recording.lanes.task(now.task);
            let span = match forwards {
                true => spans.get(spans.partition_point(|span| span.start < now.to)),
                false => {
                    let before = spans.partition_point(|span| span.start < now.from);
                    spans.get(before.checked_sub(1)?)
                }
            };
            span.map(|span| chosen(play, span))
        });
        if let Some(next) = next {
            self.scrub(next.from);
            self.stage()
                .update(|play| play.scale = play.scale.following(next.from));
            self.set_chosen(Some(next));
        }
    }

    /// Asks no more.
    pub fn set_chosen(&self, chosen: Option<Chosen>) {
        self.stage().update(|play| play.chosen = chosen);
        self.dispatch(Action::Choose(chosen));
    }
}

/// A span, as far as the run is known.
fn chosen(play: &Play, span: &Span) -> Chosen {
    Chosen {
        task: span.task,
        from: span.start,
        to: span.end.min(play.duration()),
    }
}
