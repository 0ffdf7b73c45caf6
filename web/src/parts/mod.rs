//! The parts of the page.

mod bench;
mod check;
mod code;
mod controls;
mod copied;
mod dialog;
mod editor;
mod findings;
mod header;
mod help;
mod home;
mod icon;
mod numbers;
mod output;
mod pair;
mod player;
mod scene;
mod share;
mod share_file;
mod status;
mod story;
mod supported;
mod task;
mod transport;
mod trouble;
mod variables;
mod waiting;

pub use bench::Bench;
pub use header::Header;
pub use help::Help;
pub use home::Home;
pub use icon::{Icon, icon};
pub use pair::Pair;
pub use scene::{Scene, views_named};
pub use share::Share;
pub use story::Story;
pub use supported::Supported;
pub use task::{Badge, hue};
pub use transport::Transport;
pub use trouble::TroubleNote;

use interleave_view::Language;
use yew::prelude::*;

use crate::deck::Deck;

/// The page's commands.
#[hook]
pub fn use_deck() -> Deck {
    use_context::<Deck>().expect("the root provides the commands")
}

/// The page's language.
#[hook]
pub fn use_language() -> Language {
    use_context::<Language>().expect("the root provides the language")
}

/// Text in which `code` stands between backticks.
pub fn rich(text: &str) -> Html {
    text.split('`')
        .enumerate()
        .map(|(index, piece)| {
            if index % 2 == 1 {
                html! { <code>{ piece.to_owned() }</code> }
            } else {
                html! { { piece.to_owned() } }
            }
        })
        .collect()
}
