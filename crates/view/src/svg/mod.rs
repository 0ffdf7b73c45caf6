//! Pictures of a run as SVG: for feed readers, for print, and to be copied from the page.
//!
//! A picture is a pure function of a run and of one moment of it, made from the view models that the page paints
//! from. Text is text; colours follow `prefers-color-scheme`; there is no script, no fetched font, and a title and a
//! description for those who do not see it. The same run gives the same bytes everywhere.

mod event_loop;
mod queue;
mod style;
mod table;
mod timeline;
mod writer;

use interleave_trace::{Snapshot, Trace};

use crate::words::{self, Label, Language};
use crate::{Depths, Lanes, Table};
use writer::{Writer, coordinate};

/// Which picture.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum View {
    /// The thread timeline.
    Timeline,
    /// The philosophers' table.
    Table,
    /// The event loops.
    Loop,
    /// The message queues.
    Queue,
}

impl View {
    /// Every picture.
    pub const ALL: [View; 4] = [View::Timeline, View::Table, View::Loop, View::Queue];

    /// Its name on the command line and in links.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            View::Timeline => "timeline",
            View::Table => "table",
            View::Loop => "loop",
            View::Queue => "queue",
        }
    }

    /// The picture of a name.
    #[must_use]
    pub fn find(name: &str) -> Option<View> {
        View::ALL.into_iter().find(|view| view.name() == name)
    }

    /// What it is called.
    #[must_use]
    pub fn label(self) -> Label {
        match self {
            View::Timeline => Label::Timeline,
            View::Table => Label::PhilosophersTable,
            View::Loop => Label::EventLoop,
            View::Queue => Label::MessageQueue,
        }
    }

    /// What is said where a run has nothing for it.
    fn nothing(self) -> Label {
        match self {
            View::Timeline => Label::NoTimeline,
            View::Table => Label::NoTable,
            View::Loop => Label::NoLoop,
            View::Queue => Label::NoQueue,
        }
    }
}

/// What a picture is made of.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// What the picture is of: a lesson's title, a file's name.
    pub title: &'a str,
    /// The run.
    pub trace: &'a Trace,
    /// Its lanes.
    pub lanes: &'a Lanes,
    /// Its queues.
    pub depths: &'a Depths,
    /// Its table.
    pub table: &'a Table,
    /// The moment.
    pub snapshot: &'a Snapshot,
}

/// How wide a picture is.
const WIDTH: f64 = 720.0;
/// Room around it.
const MARGIN: f64 = 16.0;
/// Where the picture itself begins, below its heading.
const TOP: f64 = 44.0;
/// How large ordinary text is.
const TEXT: f64 = 12.0;
/// How large text is that steps back.
const SMALL: f64 = 11.0;
/// More tasks than this are not described one by one.
const MOST_DESCRIBED: usize = 40;

/// Draws a picture.
#[must_use]
pub fn draw(view: View, scene: &Scene<'_>, language: Language) -> String {
    let mut body = Writer::default();
    let drawn = match view {
        View::Timeline => timeline::draw(&mut body, scene, language),
        View::Table => table::draw(&mut body, scene, language),
        View::Loop => event_loop::draw(&mut body, scene, language),
        View::Queue => queue::draw(&mut body, scene, language),
    };
    let height = drawn.unwrap_or_else(|| {
        let words = view.nothing().text(language).replace('`', "");
        body.fitted("soft", (0.0, 12.0), &words, TEXT, WIDTH - 2.0 * MARGIN);
        24.0
    });
    let height = TOP + height + MARGIN;

    let mut picture = Writer::default();
    let view_box = format!("0 0 {} {}", coordinate(WIDTH), coordinate(height));
    picture.begin(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg".into()),
            ("class", "interleave".into()),
            ("viewBox", view_box.into()),
            ("width", WIDTH.into()),
            ("height", height.into()),
            ("role", "img".into()),
            ("lang", language.code().into()),
        ],
    );
    let at = words::duration(scene.snapshot.now.0);
    let heading = view.label().text(language);
    picture.words("title", &[], &format!("{}: {heading}, {at}", scene.title));
    picture.words("desc", &[], &description(scene.snapshot, language));
    picture.words("style", &[], &style::sheet());
    timeline::patterns(&mut picture);
    picture.rect("paper", (0.0, 0.0), (WIDTH, height));
    picture.fitted("strong", (MARGIN, 20.0), scene.title, TEXT, WIDTH * 0.55);
    picture.label(
        "soft small right",
        (WIDTH - MARGIN, 20.0),
        &format!("{heading} · {at}"),
    );
    picture.group("", (MARGIN, TOP));
    picture.append(body);
    picture.finish()
}

/// The moment in sentences, for those who do not see the picture.
fn description(snapshot: &Snapshot, language: Language) -> String {
    let mut sentences: Vec<String> = snapshot
        .tasks
        .iter()
        .take(MOST_DESCRIBED)
        .map(|task| words::sentence(language, task, snapshot.now, snapshot))
        .collect();
    if snapshot.tasks.len() > MOST_DESCRIBED {
        sentences.push("…".to_owned());
    }
    sentences.join(" ")
}

#[cfg(test)]
mod tests;
