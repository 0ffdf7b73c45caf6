//! The colours and patterns of the canvas, read from the style sheet so that there is one place for them.

use interleave_view::Look;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasPattern, CanvasRenderingContext2d, Element, HtmlCanvasElement};

use crate::browser;

/// The side of a pattern's tile, in device pixels.
const TILE: u32 = 16;

/// What is painted with.
pub struct Palette {
    /// Text.
    pub ink: String,
    /// Text that steps back.
    pub faint: String,
    /// Thin lines.
    pub line: String,
    /// The ground.
    pub ground: String,
    /// The playhead.
    pub accent: String,
    /// Text on a running bar.
    pub on_running: String,
    running: String,
    ready: String,
    waiting: String,
    sleeping: String,
    gil: String,
    device: String,
    ended: String,
    hatch: Option<CanvasPattern>,
    dots: Option<CanvasPattern>,
    /// What was searched for, and is there.
    pub found: String,
    /// The font of labels.
    pub font: String,
}

impl Palette {
    /// Reads the colours that hold for an element.
    pub fn of(element: &Element) -> Palette {
        let style = browser::window().get_computed_style(element).ok().flatten();
        let read = |name: &str| {
            style
                .as_ref()
                .and_then(|style| style.get_property_value(name).ok())
                .map(|value| value.trim().to_owned())
                .filter(|value| !value.is_empty())
                .unwrap_or_else(|| "#888".to_owned())
        };
        let (waiting, gil) = (read("--waiting"), read("--gil"));
        let family = read("font-family");
        Palette {
            ink: read("--ink"),
            faint: read("--faint"),
            line: read("--line"),
            ground: read("--ground"),
            accent: read("--accent"),
            on_running: read("--on-running"),
            running: read("--running"),
            ready: read("--ready"),
            sleeping: read("--sleeping"),
            device: read("--device"),
            ended: read("--faint"),
            found: read("--focus"),
            hatch: hatch(&waiting),
            dots: dots(&gil),
            waiting,
            gil,
            font: format!("11px {family}"),
        }
    }

    /// The palette as it was read before, or read anew where colours have changed since.
    pub fn kept<'a>(
        kept: &'a mut Option<(u32, Palette)>,
        colours: u32,
        element: &Element,
    ) -> &'a Palette {
        kept.take_if(|(read, _)| *read != colours);
        let (_, palette) = kept.get_or_insert_with(|| (colours, Palette::of(element)));
        palette
    }

    /// The colour of a state.
    pub fn color(&self, look: Look) -> &str {
        match look {
            Look::Running => &self.running,
            Look::Ready => &self.ready,
            Look::Waiting => &self.waiting,
            Look::Sleeping => &self.sleeping,
            Look::Gil => &self.gil,
            Look::Device => &self.device,
            Look::Ended => &self.ended,
        }
    }

    /// The pattern of a state that has one.
    pub fn pattern(&self, look: Look) -> Option<&CanvasPattern> {
        match look {
            Look::Waiting => self.hatch.as_ref(),
            Look::Gil => self.dots.as_ref(),
            _ => None,
        }
    }
}

fn tile() -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let canvas = browser::document().create_element("canvas").ok()?;
    let canvas: HtmlCanvasElement = canvas.dyn_into().ok()?;
    canvas.set_width(TILE);
    canvas.set_height(TILE);
    let context = context_of(&canvas)?;
    Some((canvas, context))
}

/// The context that paints on a canvas.
pub fn context_of(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

fn repeat(canvas: &HtmlCanvasElement, context: &CanvasRenderingContext2d) -> Option<CanvasPattern> {
    context
        .create_pattern_with_html_canvas_element(canvas, "repeat")
        .ok()
        .flatten()
}

/// Diagonal stripes.
fn hatch(color: &str) -> Option<CanvasPattern> {
    let (canvas, context) = tile()?;
    let side = f64::from(TILE);
    context.set_stroke_style_str(color);
    context.set_line_width(side / 4.5);
    for offset in [-0.5, 0.0, 0.5, 1.0] {
        context.begin_path();
        context.move_to(side * (offset - 0.25), side * 1.25);
        context.line_to(side * (offset + 1.25), -side * 0.25);
        context.stroke();
    }
    repeat(&canvas, &context)
}

/// Dots.
fn dots(color: &str) -> Option<CanvasPattern> {
    let (canvas, context) = tile()?;
    let side = f64::from(TILE);
    context.set_fill_style_str(color);
    for (x, y) in [(0.25, 0.25), (0.75, 0.75)] {
        context.begin_path();
        // An arc from 0 to a full turn cannot fail: its radius is positive.
        let _: Result<(), JsValue> =
            context.arc(side * x, side * y, side / 7.0, 0.0, std::f64::consts::TAU);
        context.fill();
    }
    repeat(&canvas, &context)
}
