//! What the page of measurements shows.

use std::rc::Rc;

use interleave_view::plots::Sheet;
use yew::Reducible;

use crate::shared::Shared;
use crate::sheet_wire::Damage;

/// The state. What is shown stays until something better has been read.
#[derive(Clone, PartialEq, Default)]
pub struct State {
    /// The report that is shown: its file's name and its text.
    pub source: Option<(Rc<str>, Rc<str>)>,
    /// It, laid out.
    pub sheet: Option<Shared<Sheet>>,
    /// What was wrong with what was opened last.
    pub trouble: Option<Trouble>,
    /// Whether something is being laid out.
    pub busy: bool,
}

/// Why a file is not shown.
#[derive(Clone, PartialEq)]
pub enum Trouble {
    /// The browser could not read it.
    Unreadable(Rc<str>),
    /// It is larger than any report.
    TooLarge(Rc<str>),
    /// The sample did not come.
    Unfetched(Rc<str>),
    /// The worker that reads reports could not be started.
    NoWorker(Rc<str>),
    /// It is no report.
    Damaged(Rc<str>, Damage),
}

/// A change.
pub enum Action {
    /// A worker was asked.
    Asked,
    /// It has laid a report out.
    Drawn(Rc<str>, Rc<str>, Sheet),
    /// Something is not shown.
    Failed(Trouble),
}

impl State {
    /// The name of the file that is shown.
    pub fn name(&self) -> Rc<str> {
        self.source
            .as_ref()
            .map_or_else(|| "".into(), |(name, _)| name.clone())
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        next.busy = matches!(action, Action::Asked);
        match action {
            Action::Asked => {}
            Action::Drawn(name, text, sheet) => {
                next.source = Some((name, text));
                next.sheet = Some(Shared::new(sheet));
                next.trouble = None;
            }
            Action::Failed(trouble) => next.trouble = Some(trouble),
        }
        Rc::new(next)
    }
}
