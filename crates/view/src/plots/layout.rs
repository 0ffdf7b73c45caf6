//! Where everything on a plot is.

use interleave_report::amount;

use super::charts::{Chart, Point, Series};
use super::scale::{self, Kind, Scale};
use super::{Anchor, Curve, HUES, Plot, Source, Text};
use crate::Language;
use crate::words::benchmarks as words;

/// Pixels of a line of text.
const LINE: f64 = 18.0;
/// Pixels that a letter takes at most; Korean ones take two such.
const LETTER: f64 = 6.6;
/// Pixels of the drawing itself, without what is written around it.
const HEIGHT: f64 = 210.0;
/// Pixels of one place, where there are places instead of an axis.
const PLACE: f64 = 34.0;
/// Pixels from the middle of a mark to its edge.
const MARK: f64 = 4.0;
/// Pixels between the picture and its edge.
const MARGIN: f64 = 12.0;
/// Values that differ by such a factor are spread by factors.
const WIDE_RANGE: f64 = 30.0;

/// Lays a chart out; nothing if it has no points.
pub fn plot(chart: &Chart, language: Language, width: u32) -> Option<Plot> {
    let points = || chart.series.iter().flat_map(|series| &series.points);
    points().next()?;
    let values = || points().map(|point| point.y);
    let (low, high) = bounds(values());
    let kind = if low > 0.0 && high / low >= WIDE_RANGE {
        Kind::Log
    } else {
        Kind::Linear
    };
    let (range, ticks) = scale::round(kind, low, high);
    let mut drawing = Drawing {
        plot: Plot {
            title: chart.title.clone(),
            about: words::about(
                language,
                chart.x.as_ref().map(|(name, _)| name.as_str()),
                &chart.series_names(),
            ),
            width,
            table: table(chart, language),
            ..Plot::default()
        },
        width: f64::from(width),
        bottom: MARGIN + LINE,
    };
    let title = chart.title.clone();
    drawing.text(MARGIN, MARGIN + LINE - 6.0, Anchor::Start, true, title);
    match &chart.x {
        Some((name, x_kind)) => {
            drawing.curves(chart, language, (name, *x_kind), (kind, range, &ticks))
        }
        None => drawing.places(chart, (kind, range, &ticks)),
    }
    drawing.legend(chart);
    drawing.plot.height = (drawing.bottom + MARGIN) as u32;
    Some(drawing.plot)
}

fn bounds(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::MAX, f64::MIN), |(low, high), value| {
        (low.min(value), high.max(value))
    })
}

impl Chart {
    fn series_names(&self) -> Vec<&str> {
        self.series
            .iter()
            .map(|series| series.name.as_str())
            .collect()
    }
}

/// How values are spread: kind, range, and round values.
type Axis<'a> = (Kind, (f64, f64), &'a [f64]);

struct Drawing {
    plot: Plot,
    width: f64,
    /// Everything so far is above this.
    bottom: f64,
}

impl Drawing {
    /// Values upwards, a setting to the right.
    fn curves(&mut self, chart: &Chart, language: Language, x: (&str, Kind), y: Axis) {
        let (kind, range, ticks) = y;
        let labels: Vec<String> = ticks
            .iter()
            .map(|&tick| tick_label(tick, &chart.unit))
            .collect();
        let widest = labels
            .iter()
            .map(|label| text_width(label))
            .fold(0.0, f64::max);
        let left = MARGIN + widest + 8.0;
        let right = self.width - MARGIN - MARK;
        let (top, bottom) = (self.bottom + 10.0, self.bottom + 10.0 + HEIGHT);
        let up = Scale::new(kind, range, (bottom, top));
        for (&tick, label) in ticks.iter().zip(labels) {
            let y = up.at(tick);
            self.line((left, y), (right, y));
            self.text(left - 8.0, y + 4.0, Anchor::End, false, label);
        }
        let settings = settings(chart, x.1);
        let across = match x.1 {
            Kind::Nines => (0.0, 99.99),
            _ => bounds(settings.iter().copied()),
        };
        let along = Scale::new(x.1, across, (left + MARK * 2.0, right - MARK));
        let mut free_from = f64::MIN;
        for &setting in &settings {
            let label = plain(setting);
            let (at, half) = (along.at(setting), text_width(&label) / 2.0);
            self.line((at, bottom), (at, bottom + 4.0));
            if at - half > free_from {
                self.text(at, bottom + LINE, Anchor::Middle, false, label);
                free_from = at + half + LETTER;
            }
        }
        let name = words::term(language, x.0);
        self.text(
            f64::midpoint(left, right),
            bottom + LINE * 2.0,
            Anchor::Middle,
            false,
            name,
        );
        let place = |point: &Point| (along.at(point.x), up.at(point.y));
        for series in &chart.series {
            let points: Vec<(f64, f64)> = series.points.iter().map(place).collect();
            let mut line = path(&points);
            for point in series.points.iter().filter(|point| point.deviation > 0.0) {
                let x = along.at(point.x);
                let ends = [point.y - point.deviation, point.y + point.deviation];
                line += &path(&ends.map(|end| (x, up.at(end))));
            }
            self.curve(series, line, &points);
        }
        self.bottom = bottom + LINE * 2.0 + 6.0;
    }

    /// A row for each place, values to the right.
    fn places(&mut self, chart: &Chart, x: Axis) {
        let (kind, range, ticks) = x;
        let (left, right) = (MARGIN + MARK * 2.0, self.width - MARGIN - LETTER * 4.0);
        let top = self.bottom + 4.0;
        let bottom = top + PLACE * chart.places.len() as f64 + 4.0;
        let along = Scale::new(kind, range, (left, right));
        let mut free_from = f64::MIN;
        for &tick in ticks {
            let at = along.at(tick);
            self.line((at, top), (at, bottom));
            let label = tick_label(tick, &chart.unit);
            let half = text_width(&label) / 2.0;
            if at - half > free_from {
                let (x, anchor) = if at - half < 0.0 {
                    (2.0, Anchor::Start)
                } else {
                    (at, Anchor::Middle)
                };
                self.text(x, bottom + LINE, anchor, false, label);
                free_from = at + half + LETTER;
            }
        }
        let row = |place: f64| top + PLACE * place + PLACE - 8.0;
        for (index, name) in chart.places.iter().enumerate() {
            let y = row(index as f64);
            self.text(MARGIN, y - 10.0, Anchor::Start, false, name.clone());
            self.line((left, y), (right, y));
        }
        for series in &chart.series {
            let at = |point: &Point| (along.at(point.y), row(point.x));
            let points: Vec<(f64, f64)> = series.points.iter().map(at).collect();
            let mut line = String::new();
            for point in series.points.iter().filter(|point| point.deviation > 0.0) {
                let ends = [point.y - point.deviation, point.y + point.deviation];
                line += &path(&ends.map(|end| (along.at(end), row(point.x))));
            }
            self.curve(series, line, &points);
        }
        self.bottom = bottom + LINE + 6.0;
    }

    /// What each curve is, in lines of their own: names may be long, and pictures small.
    fn legend(&mut self, chart: &Chart) {
        if chart.series.len() < 2 && chart.x.is_none() {
            return;
        }
        const SAMPLE: f64 = 26.0;
        let longest = chart
            .series
            .iter()
            .map(|one| text_width(&one.name))
            .fold(0.0, f64::max);
        let column = longest + SAMPLE + 8.0 + LETTER * 3.0;
        let columns = ((self.width - MARGIN * 2.0) / column)
            .floor()
            .clamp(1.0, 3.0) as usize;
        for (index, series) in chart.series.iter().enumerate() {
            let x = MARGIN + column * (index % columns) as f64;
            let y = self.bottom + LINE * (index / columns + 1) as f64;
            let middle = y - 4.0;
            let line = path(&[(x, middle), (x + SAMPLE, middle)]);
            self.curve(series, line, &[(x + SAMPLE / 2.0, middle)]);
            self.text(
                x + SAMPLE + 8.0,
                y,
                Anchor::Start,
                false,
                series.name.clone(),
            );
        }
        self.bottom += LINE * chart.series.len().div_ceil(columns) as f64 + 4.0;
    }

    fn curve(&mut self, series: &Series, line: String, points: &[(f64, f64)]) {
        let shape = series.number % usize::from(HUES);
        let marks = match series.source {
            Source::Law => String::new(),
            Source::Measured | Source::Predicted => {
                points.iter().map(|&point| mark(shape, point)).collect()
            }
        };
        self.plot.curves.push(Curve {
            source: series.source,
            hue: shape as u8 + 1,
            line,
            marks,
        });
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.plot.grid += &path(&[from, to]);
    }

    fn text(&mut self, x: f64, y: f64, anchor: Anchor, strong: bool, text: String) {
        self.plot.texts.push(Text {
            x: x.round() as i32,
            y: y.round() as i32,
            anchor,
            strong,
            text,
        });
    }
}

/// The values at which an axis of settings is marked.
fn settings(chart: &Chart, kind: Kind) -> Vec<f64> {
    if kind == Kind::Nines {
        return vec![0.0, 50.0, 90.0, 99.0, 99.9, 99.99];
    }
    let points = chart.series.iter().flat_map(|series| &series.points);
    let mut settings: Vec<f64> = points.map(|point| point.x).collect();
    settings.sort_by(f64::total_cmp);
    settings.dedup();
    settings
}

/// Shapes that are told apart without their colour.
fn mark(shape: usize, (x, y): (f64, f64)) -> String {
    let m = MARK;
    let corners: &[(f64, f64)] = match shape {
        0 => {
            return format!(
                "M{} {}a{m} {m} 0 1 0 {} 0a{m} {m} 0 1 0 -{} 0z",
                short(x - m),
                short(y),
                m * 2.0,
                m * 2.0
            );
        }
        1 => &[(-m, -m), (m, -m), (m, m), (-m, m)],
        2 => &[(0.0, -m), (m, m), (-m, m)],
        3 => &[
            (0.0, -m * 1.3),
            (m * 1.3, 0.0),
            (0.0, m * 1.3),
            (-m * 1.3, 0.0),
        ],
        4 => &[(0.0, m), (m, -m), (-m, -m)],
        5 => &[(-m, -m), (m, m), (m, -m), (-m, m)],
        _ => &[(-m, -m), (m, -m), (-m, m), (m, m)],
    };
    let corners: Vec<(f64, f64)> = corners.iter().map(|(dx, dy)| (x + dx, y + dy)).collect();
    path(&corners) + "z"
}

/// A path through points.
fn path(points: &[(f64, f64)]) -> String {
    let step = |(index, (x, y)): (usize, &(f64, f64))| {
        let letter = if index == 0 { 'M' } else { 'L' };
        format!("{letter}{} {}", short(*x), short(*y))
    };
    points.iter().enumerate().map(step).collect()
}

/// A coordinate with a digit after the point.
fn short(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Pixels that a text takes at most.
fn text_width(text: &str) -> f64 {
    let letters = |character: char| if character.is_ascii() { 1.0 } else { 1.75 };
    text.chars().map(letters).sum::<f64>() * LETTER
}

/// A number without more digits than it needs.
fn plain(value: f64) -> String {
    format!("{}", (value * 100.0).round() / 100.0)
}

fn tick_label(value: f64, unit: &str) -> String {
    let text = amount(value, unit);
    let (number, rest) = text.split_once(' ').unwrap_or((&text, ""));
    // A round value needs no zeros to say so.
    let number = match number.parse::<f64>() {
        Ok(parsed) => plain_small(parsed),
        Err(_) => number.to_owned(),
    };
    format!("{number} {rest}").trim_end().to_owned()
}

fn plain_small(value: f64) -> String {
    format!("{}", (value * 1e4).round() / 1e4)
}

/// The numbers behind the picture: a column for each curve.
fn table(chart: &Chart, language: Language) -> Vec<Vec<String>> {
    let head_of_rows = match &chart.x {
        Some((name, _)) => words::term(language, name),
        None => words::variant(language).to_owned(),
    };
    let mut head = vec![head_of_rows];
    head.extend(chart.series.iter().map(|series| series.name.clone()));
    let mut xs: Vec<f64> = chart
        .series
        .iter()
        .flat_map(|one| &one.points)
        .map(|point| point.x)
        .collect();
    xs.sort_by(f64::total_cmp);
    xs.dedup();
    let row = |x: &f64| {
        let name = match &chart.x {
            Some(_) => plain(*x),
            None => chart.places.get(*x as usize).cloned().unwrap_or_default(),
        };
        let cell = |series: &Series| match series.points.iter().find(|point| point.x == *x) {
            Some(point) if point.wide => amount(point.y, &chart.unit) + " ?",
            Some(point) => amount(point.y, &chart.unit),
            None => String::new(),
        };
        let mut row = vec![name];
        row.extend(chart.series.iter().map(cell));
        row
    };
    let rows: Vec<Vec<String>> = xs.iter().map(row).collect();
    std::iter::once(head).chain(rows).collect()
}
