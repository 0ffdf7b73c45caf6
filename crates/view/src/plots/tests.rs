//! The sample that ships, laid out.

use interleave_report::Report;

use super::{Plot, Sheet, Source, sheet};
use crate::Language;

const SAMPLE: &str = include_str!("../../../../web/reports/intel-xeon-2-cores.json");

fn sample() -> Report {
    serde_json::from_str(SAMPLE).expect("the sample is a report")
}

fn plots(sheet: &Sheet) -> impl Iterator<Item = &Plot> {
    sheet.parts.iter().flat_map(|part| &part.plots)
}

#[test]
fn every_experiment_has_plots_with_numbers_and_words() {
    let sheet = sheet(&sample(), Language::English, 560);
    assert_eq!(sheet.parts.len(), 12);
    for part in &sheet.parts {
        assert!(
            !part.plots.is_empty() || !part.notes.is_empty(),
            "{}",
            part.name
        );
    }
    for plot in plots(&sheet) {
        assert!(
            plot.table.len() > 1 && !plot.about.is_empty(),
            "{}",
            plot.title
        );
        let columns = plot.table.first().map(Vec::len);
        assert!(plot.table.iter().all(|row| Some(row.len()) == columns));
    }
}

#[test]
fn nothing_leaves_its_picture() {
    for width in [300, 560] {
        for language in Language::ALL {
            for plot in plots(&sheet(&sample(), language, width)) {
                let size = f64::from(plot.width.max(plot.height));
                let paths = plot.curves.iter().map(|one| &one.line);
                let numbers = paths.flat_map(|path| path.split([' ', 'M', 'L']));
                for number in numbers.filter_map(|number| number.parse::<f64>().ok()) {
                    assert!((0.0..=size).contains(&number), "{}: {number}", plot.title);
                }
                for text in &plot.texts {
                    assert!(text.x >= 0 && text.x <= plot.width as i32, "{}", plot.title);
                    assert!(
                        text.y >= 0 && text.y <= plot.height as i32,
                        "{}",
                        plot.title
                    );
                }
            }
        }
    }
}

#[test]
fn speed_ups_stand_beside_their_law_and_their_prediction() {
    let sheet = sheet(&sample(), Language::English, 560);
    let part = sheet.parts.iter().find(|part| part.name == "speed-up");
    let part = part.expect("it was measured");
    assert_eq!(part.plots.len(), 3);
    for plot in &part.plots {
        for source in [Source::Measured, Source::Law, Source::Predicted] {
            assert!(
                plot.curves.iter().any(|curve| curve.source == source),
                "{}",
                plot.title
            );
        }
    }
}

#[test]
fn korean_readers_get_korean_words() {
    let hangul = |text: &str| text.chars().any(|letter| ('가'..='힣').contains(&letter));
    let sheet = sheet(&sample(), Language::Korean, 560);
    for part in &sheet.parts {
        assert!(hangul(&part.title) && hangul(&part.shows), "{}", part.name);
        assert!(
            part.notes.iter().all(|note| hangul(note)),
            "{:?}",
            part.notes
        );
        assert!(
            part.plots.iter().all(|plot| hangul(&plot.title)),
            "{}",
            part.name
        );
    }
}

#[test]
fn what_a_stranger_wrote_is_shown_and_harms_nothing() {
    let mut report = sample();
    for experiment in &mut report.experiments {
        experiment.name = "unknown <b>".to_owned();
        for variant in &mut experiment.variants {
            for one in &mut variant.measurements {
                one.summary.median = f64::MAX;
                one.summary.deviation = f64::MAX;
            }
            variant.settings.truncate(1);
        }
    }
    report.machine.logical_cores = 0;
    let sheet = sheet(&report, Language::Korean, 0);
    assert_eq!(
        sheet.parts.first().map(|part| part.title.as_str()),
        Some("unknown <b>")
    );
}
