//! Which plots an experiment gets, and what is on them.

use interleave_report::{
    Experiment, Modelled, Prediction, Report, Variant, amdahl, gustafson, serial_fraction,
    serial_fraction_scaled, speed_ups,
};

use super::Source;
use super::scale::Kind;
use crate::Language;
use crate::words::benchmarks as words;

/// A plot before it is laid out.
#[derive(Clone, PartialEq, Debug)]
pub struct Chart {
    /// What it is of.
    pub title: String,
    /// What changes along it: a name and how it is spread. Without one, each curve has points at places with names.
    pub x: Option<(String, Kind)>,
    /// The names of the places, where there is no such setting.
    pub places: Vec<String>,
    /// The unit of what is measured.
    pub unit: String,
    /// Its curves.
    pub series: Vec<Series>,
}

/// Points that belong together.
#[derive(Clone, PartialEq, Debug)]
pub struct Series {
    /// What they are of.
    pub name: String,
    /// Where they come from.
    pub source: Source,
    /// Those of one number have one colour.
    pub number: usize,
    /// The points.
    pub points: Vec<Point>,
}

/// A point.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Point {
    /// Its setting, or the index of its place.
    pub x: f64,
    /// Its value.
    pub y: f64,
    /// How far samples lie from it, mostly.
    pub deviation: f64,
    /// Whether that is too far to conclude anything.
    pub wide: bool,
}

impl Point {
    fn exact((x, y): (f64, f64)) -> Point {
        Point {
            x,
            y,
            deviation: 0.0,
            wide: false,
        }
    }
}

/// Settings that grow by factors.
const WIDE_RANGE: f64 = 16.0;
/// The experiment whose speed-ups are computed from its times.
const SPEED_UP: &str = "speed-up";

/// Every chart of an experiment.
pub fn of(report: &Report, experiment: &Experiment, language: Language) -> Vec<Chart> {
    if experiment.name == SPEED_UP {
        return laws(report, experiment, language);
    }
    let predictions: Vec<&Prediction> = report
        .predictions
        .iter()
        .filter(|one| one.experiment == experiment.name)
        .collect();
    let along = along(experiment);
    let has_latency = experiment.variants.iter().any(|one| one.latency.is_some());
    let mut charts = Vec::new();
    for (metric, unit) in metrics(experiment) {
        // Distributions say more than two points of them.
        if along.is_none() && has_latency && metric.starts_with("latency") {
            continue;
        }
        for (group, variants) in groups(experiment, along.as_deref()) {
            let mut chart = Chart {
                title: words::with_setting(language, &words::term(language, &metric), &group),
                x: along
                    .as_ref()
                    .map(|name| (name.clone(), spread(experiment, name))),
                places: Vec::new(),
                unit: unit.clone(),
                series: Vec::new(),
            };
            match &along {
                Some(along) => curves(
                    &mut chart,
                    &variants,
                    along,
                    &metric,
                    &predictions,
                    language,
                ),
                None => places(&mut chart, &variants, &metric, &predictions, language),
            }
            charts.push(chart);
        }
    }
    charts.extend(latencies(
        experiment,
        along.as_deref(),
        &predictions,
        language,
    ));
    charts.extend(others(experiment, &predictions, language));
    charts
}

/// Quantities and their units, in the order in which they were measured.
fn metrics(experiment: &Experiment) -> Vec<(String, String)> {
    let mut metrics: Vec<(String, String)> = Vec::new();
    for one in experiment.variants.iter().flat_map(|one| &one.measurements) {
        if !metrics.iter().any(|(name, _)| *name == one.metric.name) {
            metrics.push((one.metric.name.clone(), one.metric.unit.clone()));
        }
    }
    metrics
}

/// The setting along which curves go: the first that takes several values, threads before all.
fn along(experiment: &Experiment) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for setting in experiment.variants.iter().flat_map(|one| &one.settings) {
        if !names.contains(&setting.name.as_str()) {
            names.push(&setting.name);
        }
    }
    names.sort_by_key(|name| *name != "threads");
    let varies = |name: &&str| values(experiment, name).len() > 1;
    names.into_iter().find(varies).map(str::to_owned)
}

fn values(experiment: &Experiment, setting: &str) -> Vec<f64> {
    let values = experiment
        .variants
        .iter()
        .filter_map(|one| one.setting(setting));
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.dedup();
    values
}

fn spread(experiment: &Experiment, setting: &str) -> Kind {
    let values = values(experiment, setting);
    match (values.first(), values.last()) {
        (Some(&low), Some(&high)) if low > 0.0 && high / low >= WIDE_RANGE => Kind::Log,
        _ => Kind::Linear,
    }
}

/// Variants that differ in nothing but their name and the setting along which curves go; what the others have in common is
/// said if it differs between groups.
fn groups<'a>(experiment: &'a Experiment, along: Option<&str>) -> Vec<(String, Vec<&'a Variant>)> {
    let rest = |variant: &Variant| {
        let mut rest = variant.clone();
        rest.settings.retain(|one| {
            Some(one.name.as_str()) != along && values(experiment, &one.name).len() > 1
        });
        rest.setting_words()
    };
    let mut groups: Vec<(String, Vec<&Variant>)> = Vec::new();
    for variant in &experiment.variants {
        let key = rest(variant);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, members)) => members.push(variant),
            None => groups.push((key, vec![variant])),
        }
    }
    groups
}

/// The names of variants, each once.
fn names<'a>(variants: &[&'a Variant]) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for variant in variants {
        if !names.contains(&variant.name.as_str()) {
            names.push(&variant.name);
        }
    }
    names
}

fn point(variant: &Variant, x: f64, metric: &str) -> Option<Point> {
    let summary = variant.measurement(metric)?.summary;
    Some(Point {
        x,
        y: summary.median,
        deviation: summary.deviation,
        wide: summary.wide,
    })
}

fn curves(
    chart: &mut Chart,
    variants: &[&Variant],
    along: &str,
    metric: &str,
    predictions: &[&Prediction],
    language: Language,
) {
    for (number, name) in names(variants).into_iter().enumerate() {
        let named = variants.iter().filter(|one| one.name == name);
        let points = named.filter_map(|one| point(one, one.setting(along)?, metric));
        chart.series.push(Series {
            name: words::term(language, name),
            source: Source::Measured,
            number,
            points: points.collect(),
        });
        let same = |one: &&&Prediction| {
            one.variant == name && one.metric == metric && one.setting == along
        };
        if let Some(rows) = predictions.iter().find(same).and_then(|one| rows(one)) {
            chart.series.push(Series {
                name: words::predicted(language, &words::term(language, name)),
                source: Source::Predicted,
                number,
                points: rows.iter().map(|&(x, _, y)| Point::exact((x, y))).collect(),
            });
        }
    }
}

/// One place for each variant.
fn places(
    chart: &mut Chart,
    variants: &[&Variant],
    metric: &str,
    predictions: &[&Prediction],
    language: Language,
) {
    let (mut measured, mut predicted) = (Vec::new(), Vec::new());
    for variant in variants {
        let x = chart.places.len() as f64;
        let Some(point) = point(variant, x, metric) else {
            continue;
        };
        measured.push(point);
        let same = |one: &&&Prediction| {
            one.variant == variant.name && one.metric == metric && one.setting.is_empty()
        };
        let rows = predictions.iter().find(same).and_then(|one| rows(one));
        predicted.extend(
            rows.into_iter()
                .flatten()
                .map(|&(_, _, y)| Point::exact((x, y))),
        );
        chart.places.push(words::term(language, &variant.name));
    }
    let mut series = |name, source, points: Vec<Point>| {
        if !points.is_empty() {
            chart.series.push(Series {
                name,
                source,
                number: 0,
                points,
            });
        }
    };
    series(
        words::measured(language).to_owned(),
        Source::Measured,
        measured,
    );
    let name = words::prediction(language).to_owned();
    series(name, Source::Predicted, predicted);
}

fn rows(prediction: &Prediction) -> Option<&[(f64, f64, f64)]> {
    match &prediction.modelled {
        Modelled::Rows(rows) => Some(rows),
        Modelled::No(_) => None,
    }
}

/// Distributions of single operations, one plot for each value of the setting along which other curves go.
fn latencies(
    experiment: &Experiment,
    along: Option<&str>,
    predictions: &[&Prediction],
    language: Language,
) -> Vec<Chart> {
    let settings = along.map_or(Vec::new(), |along| values(experiment, along));
    let settings: Vec<Option<f64>> = match along {
        Some(_) => settings.into_iter().map(Some).collect(),
        None => vec![None],
    };
    let chart = |value: &Option<f64>| {
        let here = |one: &&Variant| along.and_then(|along| one.setting(along)) == *value;
        let group = match (along, value) {
            (Some(along), Some(value)) => words::setting(language, along, *value),
            _ => String::new(),
        };
        let mut series = Vec::new();
        for (number, variant) in experiment.variants.iter().filter(here).enumerate() {
            let Some(latency) = &variant.latency else {
                continue;
            };
            let points = latency.percentiles.iter();
            series.push(Series {
                name: words::term(language, &variant.name),
                source: Source::Measured,
                number,
                points: points
                    .map(|&(x, ns)| Point::exact((x, ns as f64)))
                    .collect(),
            });
            let same =
                |one: &&&Prediction| one.variant == variant.name && one.setting == "percentile";
            if let Some(rows) = predictions.iter().find(same).and_then(|one| rows(one)) {
                const NS_IN_US: f64 = 1e3;
                series.push(Series {
                    name: words::predicted(language, &words::term(language, &variant.name)),
                    source: Source::Predicted,
                    number,
                    points: rows
                        .iter()
                        .map(|&(x, _, us)| Point::exact((x, us * NS_IN_US)))
                        .collect(),
                });
            }
        }
        Chart {
            title: words::with_setting(language, &words::term(language, "latency"), &group),
            x: Some(("percentile".to_owned(), Kind::Nines)),
            places: Vec::new(),
            unit: "ns".to_owned(),
            series,
        }
    };
    settings.iter().map(chart).collect()
}

/// Predictions of what no other chart shows, beside what was measured of it.
fn others(experiment: &Experiment, predictions: &[&Prediction], language: Language) -> Vec<Chart> {
    let metrics = metrics(experiment);
    let mut charts: Vec<(String, Chart)> = Vec::new();
    for prediction in predictions {
        let shown = metrics.iter().any(|(name, _)| *name == prediction.metric);
        let Some(rows) = rows(prediction).filter(|_| !shown && prediction.setting != "percentile")
        else {
            continue;
        };
        let (name, group) = prediction
            .variant
            .split_once(", ")
            .unwrap_or((&prediction.variant, ""));
        let place = charts.iter().position(|(known, _)| known == group);
        let place = place.unwrap_or_else(|| {
            let metric = words::term(language, &prediction.metric);
            charts.push((
                group.to_owned(),
                Chart {
                    title: words::with_setting(language, &metric, group),
                    x: Some((prediction.setting.clone(), Kind::Linear)),
                    places: Vec::new(),
                    unit: prediction.unit.clone(),
                    series: Vec::new(),
                },
            ));
            charts.len() - 1
        });
        let Some((_, chart)) = charts.get_mut(place) else {
            continue;
        };
        let number = chart.series.len() / 2;
        let name = words::term(language, name);
        chart.series.push(Series {
            name: name.clone(),
            source: Source::Measured,
            number,
            points: rows.iter().map(|&(x, y, _)| Point::exact((x, y))).collect(),
        });
        chart.series.push(Series {
            name: words::predicted(language, &name),
            source: Source::Predicted,
            number,
            points: rows.iter().map(|&(x, _, y)| Point::exact((x, y))).collect(),
        });
    }
    charts.into_iter().map(|(_, chart)| chart).collect()
}

/// Speed-ups of each variant with the law that fits, and the prediction.
fn laws(report: &Report, experiment: &Experiment, language: Language) -> Vec<Chart> {
    let cores = f64::from(report.machine.logical_cores);
    let all: Vec<&Variant> = experiment.variants.iter().collect();
    let mut charts = Vec::new();
    for name in names(&all) {
        // The one whose work grows: the other law is its.
        let grows = name.starts_with("grows");
        let points = speed_ups(experiment, name, grows);
        let measured = points
            .iter()
            .map(|one| Point::exact((one.threads, one.factor)));
        let mut series = vec![Series {
            name: words::measured(language).to_owned(),
            source: Source::Measured,
            number: 0,
            points: measured.collect(),
        }];
        let law = if grows {
            serial_fraction_scaled(&points, cores)
                .map(|serial| (serial, gustafson as fn(f64, f64) -> f64))
        } else {
            serial_fraction(&points, cores).map(|serial| (serial, amdahl as fn(f64, f64) -> f64))
        };
        if let Some((serial, law)) = law {
            let at = |one: &interleave_report::SpeedUp| {
                Point::exact((one.threads, law(serial, one.threads)))
            };
            series.push(Series {
                name: words::law(language, grows, serial),
                source: Source::Law,
                number: 1,
                // No law says anything about more threads than cores.
                points: points
                    .iter()
                    .filter(|one| one.threads <= cores)
                    .map(at)
                    .collect(),
            });
        }
        let same = |one: &&Prediction| one.experiment == experiment.name && one.variant == name;
        if let Some(rows) = report.predictions.iter().find(same).and_then(rows) {
            series.push(Series {
                name: words::prediction(language).to_owned(),
                source: Source::Predicted,
                number: 0,
                points: rows.iter().map(|&(x, _, y)| Point::exact((x, y))).collect(),
            });
        }
        charts.push(Chart {
            title: words::with_setting(
                language,
                &words::term(language, "speed-up"),
                &words::term(language, name),
            ),
            x: Some(("threads".to_owned(), Kind::Linear)),
            places: Vec::new(),
            unit: String::new(),
            series,
        });
    }
    charts
}
