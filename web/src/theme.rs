//! Light and dark.

use crate::browser;

/// Which colours the page has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// Where the reader's own choice is kept.
const KEY: &str = "interleave-theme";

impl Theme {
    /// What the reader chose last time, or what their system prefers.
    pub fn preferred() -> Theme {
        let chosen = browser::window()
            .local_storage()
            .ok()
            .flatten()
            .and_then(|storage| storage.get_item(KEY).ok().flatten());
        let system = || match browser::media("(prefers-color-scheme: dark)") {
            true => Theme::Dark,
            false => Theme::Light,
        };
        chosen
            .and_then(|name| Theme::find(&name))
            .unwrap_or_else(system)
    }

    /// The colours of a name.
    pub fn find(name: &str) -> Option<Theme> {
        [Theme::Light, Theme::Dark]
            .into_iter()
            .find(|theme| theme.name() == name)
    }

    /// The other one.
    pub fn other(self) -> Theme {
        match self {
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::Light,
        }
    }

    /// Paints the page so.
    pub fn apply(self) {
        if let Some(root) = browser::root() {
            let _ = root.set_attribute("data-theme", self.name());
        }
    }

    /// Remembers the choice for the next visit; pages that may store nothing forget it, and that is all.
    pub fn remember(self) {
        if let Ok(Some(storage)) = browser::window().local_storage() {
            let _ = storage.set_item(KEY, self.name());
        }
    }

    fn name(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}
