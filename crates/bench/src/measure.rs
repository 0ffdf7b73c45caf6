//! Takes samples of cases in turns (A B A B), so that a noisy machine disturbs all alike.

use hdrhistogram::Histogram;
use indicatif::{ProgressBar, ProgressStyle};
use interleave_report::{
    Experiment as Measured, Latency, Measurement, Setting, Summary, Variant, rounded,
};

use crate::experiment::{Case, Experiment, Plan, Quantity, Sample};
use crate::stop;

/// What has been measured of a case so far.
struct Series {
    case: Case,
    values: Vec<(Quantity, Vec<f64>)>,
    latency: Option<Histogram<u64>>,
    circle: Vec<u32>,
    refused: Option<String>,
}

/// Measures an experiment, or as much of it as there is time for.
pub fn measure(experiment: &dyn Experiment, plan: &Plan) -> Measured {
    let mut all: Vec<Series> = experiment
        .cases(plan)
        .into_iter()
        .map(Series::new)
        .collect();
    let rounds = plan.warm_up + plan.samples;
    let bar = progress(experiment.name(), rounds * all.len());
    'measuring: for round in 0..rounds {
        for series in &mut all {
            if stop::requested() {
                break 'measuring;
            }
            series.sample(round >= plan.warm_up);
            bar.inc(1);
        }
    }
    bar.finish_and_clear();
    Measured {
        name: experiment.name().to_owned(),
        shows: experiment.shows().to_owned(),
        lesson: experiment.lesson().to_owned(),
        variants: all.into_iter().map(Series::finish).collect(),
    }
}

/// Shown on a terminal only.
fn progress(name: &'static str, length: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{prefix:20} {wide_bar} {pos}/{len}, {eta} left");
    let bar = ProgressBar::new(length as u64).with_prefix(name);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

impl Series {
    fn new(case: Case) -> Series {
        Series {
            case,
            values: Vec::new(),
            latency: None,
            circle: Vec::new(),
            refused: None,
        }
    }

    fn sample(&mut self, keep: bool) {
        // What the machine refused once is not asked for again.
        if self.refused.is_some() {
            return;
        }
        match (self.case.sample)() {
            Err(why) => self.refused = Some(why),
            Ok(sample) if keep => self.keep(sample),
            Ok(_) => {}
        }
    }

    fn keep(&mut self, sample: Sample) {
        if self.circle.is_empty() {
            self.circle = sample.circle;
        }
        for (quantity, value) in sample.values {
            let known = self.values.iter().position(|(known, _)| *known == quantity);
            let place = known.unwrap_or_else(|| {
                self.values.push((quantity, Vec::new()));
                self.values.len() - 1
            });
            self.values[place].1.extend(value.map(rounded));
        }
        match (&mut self.latency, sample.latency) {
            (Some(all), Some(more)) => {
                // Both have the bounds of `latencies`, so adding cannot fail.
                let _ = all.add(more);
            }
            (none @ None, some) => *none = some,
            (Some(_), None) => {}
        }
    }

    fn finish(self) -> Variant {
        let setting = |(name, value): &(&str, f64)| Setting {
            name: (*name).to_owned(),
            value: *value,
        };
        let measurement = |(quantity, samples): (Quantity, Vec<f64>)| Measurement {
            metric: quantity.metric(),
            summary: Summary::of(&samples),
            samples,
        };
        Variant {
            name: self.case.variant.to_owned(),
            settings: self.case.settings.iter().map(setting).collect(),
            not_measured: self.refused,
            circle: self.circle,
            measurements: self.values.into_iter().map(measurement).collect(),
            latency: self.latency.as_ref().map(latency),
        }
    }
}

/// The percentiles that a picture of a distribution needs, closer together towards the tail.
fn latency(histogram: &Histogram<u64>) -> Latency {
    const PERCENTS: [f64; 12] = [
        0.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0, 99.0, 99.5, 99.9, 99.99, 100.0,
    ];
    Latency {
        count: histogram.len(),
        percentiles: PERCENTS
            .iter()
            .map(|&percent| (percent, histogram.value_at_percentile(percent)))
            .collect(),
    }
}
