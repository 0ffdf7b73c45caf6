//! Icons: strokes on a grid of 24, drawn here so that nothing has to be fetched.

use yew::prelude::*;

/// A picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Icon {
    /// ▶
    Play,
    /// ⏸
    Pause,
    /// ⏭ by one
    Step,
    /// ⏮ by one
    StepBack,
    /// ⏮
    Start,
    /// ⏭
    End,
    /// Sun
    Sun,
    /// Moon
    Moon,
    /// A die
    Die,
    /// +
    Plus,
    /// −
    Minus,
    /// Arrows outwards
    Fit,
    /// ✕
    Cross,
    /// ✓
    Tick,
    /// A closed circle of arrows
    Cycle,
    /// An exclamation mark
    Alert,
    /// A pencil
    Pencil,
    /// A hand that points
    Hand,
    /// An arrow out of a box
    Share,
    /// An arrow that turns back
    Undo,
    /// The same mirrored
    Redo,
    /// Two columns
    Compare,
}

/// Draws a picture, unseen by screen readers: the control around it has a name.
pub fn icon(icon: Icon) -> Html {
    let path = match icon {
        Icon::Compare => "M4 5h6v14H4zM14 5h6v14h-6z",
        Icon::Play => "M7 4.5v15l12-7.5z",
        Icon::Pause => "M7 5h3.5v14H7zM13.5 5H17v14h-3.5z",
        Icon::Step => "M6 5.5v13l9-6.5zM18 5.5v13",
        Icon::StepBack => "M18 5.5v13L9 12zM6 5.5v13",
        Icon::Start => "M20 5.5v13L12 12zM12 5.5v13L4 12zM4 5.5v13",
        Icon::End => "M4 5.5v13l8-6.5zM12 5.5v13l8-6.5zM20 5.5v13",
        Icon::Sun => {
            "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M5 5l1.8 1.8M17.2 17.2 19 19M5 19l1.8-1.8M17.2 6.8 19 5"
        }
        Icon::Moon => "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
        Icon::Die => {
            "M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM8.5 8.5h.01M15.5 8.5h.01M12 12h.01M8.5 15.5h.01M15.5 15.5h.01"
        }
        Icon::Plus => "M12 5v14M5 12h14",
        Icon::Minus => "M5 12h14",
        Icon::Fit => "M3 12h18M7 8l-4 4 4 4M17 8l4 4-4 4",
        Icon::Cross => "M6 6l12 12M18 6 6 18",
        Icon::Tick => "M5 12.5l4.5 4.5L19 7.5",
        Icon::Cycle => {
            "M20 11a8 8 0 0 0-14.5-3.5L4 9M4 4v5h5M4 13a8 8 0 0 0 14.5 3.5L20 15M20 20v-5h-5"
        }
        Icon::Alert => "M12 4 2.8 20h18.4zM12 10v4.5M12 17.2h.01",
        Icon::Pencil => "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
        Icon::Hand => {
            "M9 12V4.8a1.6 1.6 0 0 1 3.2 0V11l5.6 1.3a2 2 0 0 1 1.5 2.3l-.8 4.1a2 2 0 0 1-2 1.6H11a3 3 0 0 1-2.3-1.1L4.6 14.5a1.5 1.5 0 0 1 2.3-1.9z"
        }
        Icon::Share => "M12 15V4M8 7.5 12 3.5l4 4M5 12v7a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1v-7",
        Icon::Undo => "M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-3",
        Icon::Redo => "M16 5l4 4-4 4M20 9H10a5.5 5.5 0 0 0 0 11h3",
    };
    let filled = matches!(
        icon,
        Icon::Play | Icon::Pause | Icon::Step | Icon::StepBack | Icon::Start | Icon::End
    );
    html! {
        <svg class={classes!("icon", filled.then_some("filled"))} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={path} />
        </svg>
    }
}
