//! The philosophers' table, and what everyone does in words beside it.

use crate::Names;
use crate::table::{self, FORK_WAY, ForkPlace, Mood, PERSON_PX, Picture, Seat, UNIT_PX, in_pixels};
use crate::words::{self, Label, Language};

use super::style::{hue, tint};
use super::writer::{Writer, coordinate, point, way};
use super::{MARGIN, SMALL, Scene, TEXT, WIDTH};

/// How far the table reaches to each side of its middle, and upwards.
const REACH: (f64, f64) = (186.0, 164.0);
/// Where the list of guests begins.
const LIST: f64 = 2.0 * REACH.0 + 16.0;
/// How high an entry of the list is.
const GUEST_PX: f64 = 40.0;

/// Draws it; how high it is, or nothing where there is no table.
pub(super) fn draw(to: &mut Writer, scene: &Scene<'_>, language: Language) -> Option<f64> {
    let seating = scene.table.seating()?;
    let picture = table::picture(&seating, scene.snapshot);
    to.group("", REACH);
    circle(to, "well", (0.0, 0.0), 112.0);
    if picture.closed {
        circle(to, "bad dashed", (0.0, 0.0), 0.84 * UNIT_PX);
    }
    for wait in &picture.waits {
        let arrow = wait.arrow();
        to.path(&hue(wait.task), &way(&[arrow.start, arrow.tip]));
        let head = way(&[arrow.tip, arrow.left, arrow.right]) + "Z";
        to.path(&tint(wait.task), &head);
    }
    let scale = picture.scale();
    for seat in &picture.seats {
        let class = match seat.mood {
            Mood::Eats => tint(seat.task),
            _ => "paper edge-thin".to_owned(),
        };
        circle(to, &class, in_pixels(seat.plate), 19.0 * scale);
    }
    for one in &picture.forks {
        fork(to, one, &seating.list, scale);
    }
    for seat in &picture.seats {
        person(to, seat, scene, scale);
    }
    to.end();
    let list = guests(to, &picture, scene, language);
    Some((REACH.1 + picture.bottom_px()).max(list))
}

fn circle(to: &mut Writer, class: &str, (x, y): (f64, f64), radius: f64) {
    to.element(
        "circle",
        &[
            ("class", class.into()),
            ("cx", x.into()),
            ("cy", y.into()),
            ("r", radius.into()),
        ],
    );
}

fn fork(to: &mut Writer, fork: &ForkPlace, list: &str, scale: f64) {
    // Drawn with its tines up; turned so that they point outwards, to whoever takes it.
    let turn = fork.angle.to_degrees() + 90.0;
    let class = match fork.holder {
        Some(task) => format!("fork held {}", hue(task)),
        None => "fork free".to_owned(),
    };
    let place = point(in_pixels(fork.at));
    let (degrees, size) = (coordinate(turn), coordinate(scale));
    let transform = format!("translate({place}) rotate({degrees}) scale({size})");
    to.begin("g", &[("transform", transform.into())]);
    to.words("title", &[], &format!("{list}[{}]", fork.number));
    to.path(&class, FORK_WAY);
    let upright = format!("translate(0 26) rotate({})", coordinate(-turn));
    to.words(
        "text",
        &[
            ("class", "faint mono middle".into()),
            ("transform", upright.into()),
        ],
        &fork.number.to_string(),
    );
    to.end();
}

fn person(to: &mut Writer, seat: &Seat, scene: &Scene<'_>, scale: f64) {
    let place = in_pixels(seat.person);
    let class = match seat.mood {
        Mood::Eats => format!("{} thick {}", tint(seat.task), hue(seat.task)),
        Mood::Waits => format!("paper thick waits {}", hue(seat.task)),
        Mood::Absent | Mood::Left => format!("paper thick away {}", hue(seat.task)),
        Mood::HoldsOne | Mood::Thinks => format!("paper thick {}", hue(seat.task)),
    };
    circle(to, &class, place, PERSON_PX * scale.max(0.6));
    let name = table::short_name(Names::task(scene.trace, seat.task).0);
    let class = match seat.mood {
        Mood::Eats => "ground strong small middle",
        _ => "strong small middle",
    };
    to.label(class, place, &name);
}

/// What everyone does, in words; how far down the list reaches.
fn guests(to: &mut Writer, picture: &Picture, scene: &Scene<'_>, language: Language) -> f64 {
    let room = WIDTH - 2.0 * MARGIN - LIST;
    let mut y = 20.0;
    for seat in &picture.seats {
        let task = scene.snapshot.tasks.get(seat.task.index());
        let says = match (seat.mood.label(), task) {
            (Some(label), _) => label.text(language).to_owned(),
            (None, Some(task)) => {
                words::activity(language, &task.activity, scene.snapshot.now, scene.snapshot)
            }
            (None, None) => String::new(),
        };
        circle(to, &tint(seat.task), (LIST + 5.0, y), 5.0);
        let name = Names::task(scene.trace, seat.task).0;
        to.fitted("strong", (LIST + 18.0, y), name, TEXT, room - 18.0);
        to.fitted(
            "soft small",
            (LIST + 18.0, y + 16.0),
            &says,
            SMALL,
            room - 18.0,
        );
        y += GUEST_PX;
    }
    if picture.closed {
        let closed = Label::CircleClosed.text(language);
        to.fitted("strong", (LIST, y), closed, TEXT, room);
        y += GUEST_PX;
    }
    y
}
