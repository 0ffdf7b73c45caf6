//! The colours of pictures that stand on their own: the page's, in light and in dark.

use interleave_trace::TaskId;

/// What holds whatever the colours are.
const SHAPES: &str = "\
.interleave{font:12px system-ui,sans-serif}
.interleave text{dominant-baseline:central}
.interleave .strong{font-weight:600}
.interleave .small{font-size:11px}
.interleave .mono{font-family:ui-monospace,monospace;font-size:11px}
.interleave .middle{text-anchor:middle}
.interleave .right{text-anchor:end}
.interleave .line,.interleave .edge,.interleave .dashed,.interleave .bad,.interleave .fork{fill:none}
.interleave .fork{stroke-width:2.6;stroke-linecap:round}
.interleave .held{stroke-width:3.4}
.interleave .dashed{stroke-dasharray:2 3}
.interleave .hollow,.interleave .full{stroke-width:1.5}
.interleave .thick{stroke-width:3}
.interleave .halo{paint-order:stroke;stroke-width:3px;stroke-linejoin:round}
.interleave .waiting.veil,.interleave .gil.veil{fill-opacity:.16}
.interleave .device{fill-opacity:.3}
.interleave .solid{fill-opacity:1}
.interleave .future{fill-opacity:.66}
.interleave .away{opacity:.45}
.interleave .waits{stroke-dasharray:5 4}
";

/// Class, property, colour by day, colour by night.
const COLOURS: &[(&str, &str, &str, &str)] = &[
    (
        ".paper,.interleave .ground,.interleave .future",
        "fill",
        "#fffefb",
        "#1c1e25",
    ),
    ("text,.interleave .ink", "fill", "#23252b", "#e9e7e1"),
    (".soft", "fill", "#565963", "#b1b3bd"),
    (".faint", "fill", "#767984", "#8c8f9b"),
    (".well", "fill", "#f1eee7", "#16181d"),
    (".line", "stroke", "#e4e0d7", "#2d303a"),
    (".edge,.interleave .dashed", "stroke", "#565963", "#b1b3bd"),
    (".hollow", "fill", "#fffefb", "#1c1e25"),
    (".hollow", "stroke", "#23252b", "#e9e7e1"),
    (".full", "fill", "#23252b", "#e9e7e1"),
    (".full", "stroke", "#fffefb", "#1c1e25"),
    (".now", "fill", "#c8472b", "#ff8163"),
    (".halo", "stroke", "#fffefb", "#1c1e25"),
    (".on-running", "fill", "#ffffff", "#07211e"),
    (".running", "fill", "#0d8a7d", "#2fb8a6"),
    (".ready", "fill", "#d79a1e", "#e2b04a"),
    (".waiting", "fill", "#cc4b33", "#f07a5f"),
    (".fork.free", "stroke", "#565963", "#b1b3bd"),
    (".edge-thin", "stroke", "#cfcabf", "#414552"),
    (".bad", "stroke", "#cc4b33", "#f07a5f"),
    (".sleeping", "fill", "#8a93a6", "#7f889c"),
    (".gil", "fill", "#7a5bc0", "#a68cf0"),
    (".device", "fill", "#2f7fb5", "#6fb6e6"),
    (".ended", "fill", "#767984", "#8c8f9b"),
];

/// What tells tasks apart, by day and by night.
const HUES: [(&str, &str); 8] = [
    ("#5d6572", "#a3abb9"),
    ("#2f6fdb", "#79a8ff"),
    ("#b3478f", "#ea8fcb"),
    ("#9a6a00", "#e0b04c"),
    ("#0f8066", "#4fc9a9"),
    ("#c2502c", "#ff9873"),
    ("#7056c4", "#b3a0ff"),
    ("#4c7d1f", "#a3cf6d"),
];

/// The class of what is drawn in a task's hue.
pub(super) fn hue(task: TaskId) -> String {
    format!("hue-{}", task.index() % HUES.len())
}

/// The class of what is filled with a task's hue.
pub(super) fn tint(task: TaskId) -> String {
    format!("tint-{}", task.index() % HUES.len())
}

/// The style sheet of a picture.
pub(super) fn sheet() -> String {
    let mut day = SHAPES.to_owned();
    let mut night = String::new();
    for (class, property, light, dark) in COLOURS {
        day += &format!(".interleave {class}{{{property}:{light}}}\n");
        night += &format!(".interleave {class}{{{property}:{dark}}}\n");
    }
    for (number, (light, dark)) in HUES.iter().enumerate() {
        for (class, property) in [("hue", "stroke"), ("tint", "fill")] {
            day += &format!(".interleave .{class}-{number}{{{property}:{light}}}\n");
            night += &format!(".interleave .{class}-{number}{{{property}:{dark}}}\n");
        }
    }
    format!("{day}@media (prefers-color-scheme:dark){{\n{night}}}\n")
}
