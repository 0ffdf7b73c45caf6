//! Reports as text.

use std::fmt::Write as _;

use interleave_report::{
    Cache, Experiment, Machine, Measurement, Modelled, Prediction, Report, Variant,
};
use interleave_report::{
    amdahl, amount, gustafson, serial_fraction, serial_fraction_scaled, speed_ups,
};

use crate::experiments::speed_up;

/// What a system does not tell.
pub const NOT_AVAILABLE: &str = "not available here";

/// More threads than this wanted a core before the run: something else runs here.
const BUSY: f64 = 0.5;

/// Where a report comes from, and what to think of it.
pub fn head(report: &Report) -> String {
    let machine = &report.machine;
    let tells = |value: &Option<String>| value.clone().unwrap_or_else(|| NOT_AVAILABLE.to_owned());
    let mut text = format!(
        "CPU       {}, {} cores",
        tells(&machine.cpu),
        machine.logical_cores
    );
    if let Some(physical) = machine
        .physical_cores
        .filter(|n| *n != machine.logical_cores)
    {
        let _ = write!(text, " ({physical} physical)");
    }
    let caches: Vec<String> = machine.caches.iter().map(cache).collect();
    let caches = (!caches.is_empty()).then(|| caches.join(", "));
    let _ = writeln!(text, "\nCaches    {}", tells(&caches));
    let _ = writeln!(
        text,
        "System    {}, kernel {}, {}",
        machine.system,
        tells(&machine.kernel),
        machine.architecture
    );
    let _ = writeln!(text, "Governor  {}", tells(&machine.governor));
    let versions: Vec<String> = report
        .versions
        .iter()
        .map(|one| format!("{} {}", one.name, one.version))
        .collect();
    let _ = writeln!(text, "With      {}", versions.join(", "));
    for warning in warnings(report) {
        let _ = writeln!(text, "Note      {warning}");
    }
    text
}

fn cache(cache: &Cache) -> String {
    let size = cache.bytes / 1024;
    format!("L{} {} {size} KiB", cache.level, cache.kind.to_lowercase())
}

/// What makes numbers worth less.
fn warnings(report: &Report) -> Vec<&'static str> {
    let mut warnings = Vec::new();
    if !report.optimised {
        warnings.push(
            "compiled without optimisations: build with --release before believing any number",
        );
    }
    if report.quick {
        warnings.push("quick: few and small samples");
    }
    if !report.machine.pinned {
        warnings.push("threads cannot be pinned to cores here");
    }
    if report.machine.load.is_some_and(|load| load > BUSY) {
        warnings.push("the machine was busy with something else when this began");
    }
    if report.machine.virtual_machine == Some(true) {
        warnings.push("a virtual machine: its host may take cores away at any time");
    }
    warnings
}

/// One experiment: a line for each variant, setting and quantity.
pub fn experiment(experiment: &Experiment, machine: &Machine) -> String {
    let mut rows = vec![row([
        "variant", "setting", "quantity", "median", "p95", "p99", "spread",
    ])];
    for variant in &experiment.variants {
        rows.extend(variant_rows(variant));
    }
    let mut text = format!("\n{}: {}\n", experiment.name, experiment.shows);
    text += &aligned(&rows);
    text += &laws(experiment, machine);
    text
}

type Row = Vec<String>;

fn row<const N: usize>(cells: [&str; N]) -> Row {
    cells.map(str::to_owned).to_vec()
}

fn variant_rows(variant: &Variant) -> Vec<Row> {
    let settings = variant.setting_words();
    if let Some(why) = &variant.not_measured {
        return vec![row([&variant.name, &settings, why])];
    }
    let quantity = |measurement: &Measurement| {
        let mut cells = row([&variant.name, &settings, &measurement.metric.name]);
        let (summary, unit) = (&measurement.summary, &measurement.metric.unit);
        if summary.count == 0 {
            cells.push(NOT_AVAILABLE.to_owned());
            return cells;
        }
        cells.push(amount(summary.median, unit));
        cells.push(amount(summary.p95, unit));
        cells.push(amount(summary.p99, unit));
        let spread = summary.spread().unwrap_or_default() * 100.0;
        let verdict = if summary.wide { " too wide to say" } else { "" };
        cells.push(format!("±{spread:.0} %{verdict}"));
        cells
    };
    let circle = variant
        .circle_words()
        .map(|circle| row([&variant.name, &settings, "waited for each other", &circle]));
    variant
        .measurements
        .iter()
        .map(quantity)
        .chain(circle)
        .collect()
}

/// Columns side by side; what fills a row alone may be long.
pub fn aligned(rows: &[Row]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let full = rows.iter().filter(|row| row.len() > column + 1);
        full.map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let line: String = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("  {cell:width$}"))
            .collect();
        text += line.trim_end();
        text.push('\n');
    }
    text
}

/// Prediction against measurement.
pub fn predictions(predictions: &[Prediction]) -> String {
    let mut text = String::new();
    let mut rows = Vec::new();
    let mut last = "";
    for prediction in predictions {
        if last != prediction.experiment {
            text += &aligned(&std::mem::take(&mut rows));
            last = &prediction.experiment;
            let _ = writeln!(text, "\n{last}");
        }
        match &prediction.modelled {
            Modelled::No(why) => rows.push(row([&format!("not predicted: {why}")])),
            Modelled::Rows(all) => {
                if rows.is_empty() {
                    rows.push(row([
                        "variant",
                        "setting",
                        "quantity",
                        "measured",
                        "predicted",
                        "error",
                    ]));
                }
                rows.extend(all.iter().map(|&(setting, measured, predicted)| {
                    row([
                        &prediction.variant,
                        &at(prediction, setting),
                        &prediction.metric,
                        &amount(measured, &prediction.unit),
                        &amount(predicted, &prediction.unit),
                        &missed(measured, predicted),
                    ])
                }));
            }
        }
    }
    text + &aligned(&rows)
}

/// The setting of a row of a prediction.
pub fn at(prediction: &Prediction, value: f64) -> String {
    match prediction.setting.as_str() {
        "" => String::new(),
        name => format!("{name} {value}"),
    }
}

/// By how much a prediction misses.
pub fn missed(measured: f64, predicted: f64) -> String {
    match Prediction::error(measured, predicted) {
        Some(error) => format!("{:+.0} %", error * 100.0),
        None => "–".to_owned(),
    }
}

/// What the laws of speed-up make of it.
pub fn laws(experiment: &Experiment, machine: &Machine) -> String {
    if experiment.name != speed_up::NAME {
        return String::new();
    }
    let cores = f64::from(machine.logical_cores);
    let mut text = String::new();
    for variant in [speed_up::PARALLEL, speed_up::TENTH_SERIAL] {
        let points = speed_ups(experiment, variant, false);
        let factors: Vec<String> = points
            .iter()
            .map(|point| format!("{:.2} on {}", point.factor, point.threads))
            .collect();
        let _ = writeln!(text, "  speed-up, {variant}: {}", factors.join(", "));
        if let Some(serial) = serial_fraction(&points, cores) {
            let _ = writeln!(
                text,
                "    Amdahl: {:.1} % serial, at most {:.2} on {cores} cores",
                serial * 100.0,
                amdahl(serial, cores)
            );
        }
        let at = |threads: f64| points.iter().find(|point| point.threads == threads);
        if let (Some(fit), Some(twice)) = (at(cores), at(cores * 2.0)) {
            let cost = (fit.factor / twice.factor - 1.0) * 100.0;
            let _ = writeln!(
                text,
                "    twice as many threads as cores: {cost:+.1} % time"
            );
        }
    }
    let scaled = speed_ups(experiment, speed_up::SCALED, true);
    if let Some(serial) = serial_fraction_scaled(&scaled, cores) {
        let _ = writeln!(
            text,
            "  Gustafson: scaled speed-up {:.2} on {cores} cores ({:.1} % serial)",
            gustafson(serial, cores),
            serial * 100.0
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        let rows = [row(["a", "b"]), row(["long", "c"])];
        assert_eq!(aligned(&rows), "  a     b\n  long  c\n");
    }
}
