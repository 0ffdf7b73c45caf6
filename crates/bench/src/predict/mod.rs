//! The same questions put to the simulation: the matching Python programs on the engine, with the costs that this very
//! report measured.

mod calibration;
mod program;
mod questions;

use interleave_report::{Experiment, Modelled, Prediction, Report, rounded};

use calibration::Calibration;

use crate::experiments::{
    blocked_loop, channels, costs, false_sharing, lock_granularity, lost_update, philosophers,
    priority_inversion, read_write_lock, speed_up, waiting, work_stealing,
};

/// Rows of setting, measured and predicted value, of one variant.
struct Answer {
    variant: String,
    metric: &'static str,
    unit: &'static str,
    setting: &'static str,
    rows: Vec<(f64, f64, f64)>,
}

type Answers = Result<Vec<Answer>, String>;

/// What the simulation says about everything in a report.
pub fn predictions(report: &Report) -> Result<Vec<Prediction>, String> {
    let calibration = Calibration::of(report)?;
    let mut all = Vec::new();
    for experiment in &report.experiments {
        match question(&experiment.name) {
            Question::Asked(ask) => all.extend(
                ask(experiment, &calibration)?
                    .into_iter()
                    .filter(|answer| !answer.rows.is_empty())
                    .map(|answer| answer.named(experiment)),
            ),
            Question::NoModel(why) => all.push(Prediction {
                experiment: experiment.name.clone(),
                variant: String::new(),
                metric: String::new(),
                unit: String::new(),
                setting: String::new(),
                modelled: Modelled::No(why.to_owned()),
            }),
        }
    }
    Ok(all)
}

/// How the simulation can be asked.
enum Question {
    /// By a program.
    Asked(fn(&Experiment, &Calibration) -> Answers),
    /// Not at all, and why.
    NoModel(&'static str),
}

fn question(experiment: &str) -> Question {
    match experiment {
        lost_update::NAME => Question::Asked(questions::lost_update),
        false_sharing::NAME => Question::NoModel("the simulated memory has no cache lines"),
        lock_granularity::NAME => Question::Asked(questions::lock_granularity),
        read_write_lock::NAME => {
            Question::NoModel("Python's library, which the simulation runs, has no read-write lock")
        }
        costs::NAME => Question::NoModel("these are the costs that the simulation is given"),
        waiting::NAME => Question::Asked(questions::waiting),
        speed_up::NAME => Question::Asked(questions::speed_up),
        blocked_loop::NAME => Question::Asked(questions::blocked_loop),
        channels::NAME => Question::Asked(questions::channels),
        work_stealing::NAME => Question::Asked(questions::work_stealing),
        philosophers::NAME => Question::Asked(questions::philosophers),
        priority_inversion::NAME => Question::Asked(questions::priority_inversion),
        _ => Question::NoModel("this version has no program for it"),
    }
}

impl Answer {
    fn named(self, experiment: &Experiment) -> Prediction {
        let row = |(at, measured, predicted)| (at, rounded(measured), rounded(predicted));
        Prediction {
            experiment: experiment.name.clone(),
            variant: self.variant,
            metric: self.metric.to_owned(),
            unit: self.unit.to_owned(),
            setting: self.setting.to_owned(),
            modelled: Modelled::Rows(self.rows.into_iter().map(row).collect()),
        }
    }
}
