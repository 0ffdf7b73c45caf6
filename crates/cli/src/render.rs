//! `interleave render FILE`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use interleave_playground::picture;
use interleave_playground::run::Run;
use interleave_playground::trace::Tick;
use interleave_playground::view::export::mermaid::mermaid;
use interleave_playground::view::svg::View;
use interleave_playground::view::words::Language;

use crate::program::Subject;
use crate::write;

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    subject: Subject,
    /// The picture: `timeline`, `table`, `loop` or `queue` as SVG, `sequence` as a diagram in Mermaid's language
    #[arg(long, value_name = "V", value_parser = picture, default_value = View::Timeline.name())]
    view: Picture,
    /// The file to write; `-` is standard output
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    /// The instant to show, such as `1.5ms`, `20us` or `3s` [default: the end of the run]
    #[arg(long, value_name = "TIME", value_parser = instant)]
    at: Option<Tick>,
    /// The language: `en` or `ko`
    #[arg(long, default_value = "en", value_name = "L", value_parser = language)]
    lang: Language,
}

/// What can be drawn.
#[derive(Clone, Copy)]
enum Picture {
    Svg(View),
    Sequence,
}

const SEQUENCE: &str = "sequence";

fn picture(name: &str) -> Result<Picture, String> {
    if name == SEQUENCE {
        return Ok(Picture::Sequence);
    }
    View::find(name).map(Picture::Svg).ok_or_else(|| {
        let known: Vec<&str> = View::ALL.iter().map(|view| view.name()).collect();
        format!("the pictures are {}, {SEQUENCE}", known.join(", "))
    })
}

fn language(code: &str) -> Result<Language, String> {
    Language::find(code).ok_or_else(|| "the languages are en, ko".to_owned())
}

/// An instant: a decimal number and a unit. Computed in whole numbers, so that it is the one that was written.
fn instant(text: &str) -> Result<Tick, String> {
    const WRONG: &str = "expected a number and a unit, such as 1.5ms, 20us, 800ns or 3s";
    let digits = text
        .find(|character: char| character != '.' && !character.is_ascii_digit())
        .ok_or(WRONG)?;
    let (number, unit) = text.split_at(digits);
    let places: u32 = match unit.trim() {
        "ns" => 0,
        "us" | "µs" => 3,
        "ms" => 6,
        "s" => 9,
        _ => return Err(WRONG.to_owned()),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() || fraction.contains('.') || fraction.len() > places as usize {
        return Err(WRONG.to_owned());
    }
    let padded = format!("{fraction:0<width$}", width = places as usize);
    let fraction = match padded.as_str() {
        "" => Ok(0),
        digits => digits.parse::<u64>(),
    };
    let ns = whole
        .parse::<u64>()
        .ok()
        .zip(fraction.ok())
        .and_then(|(whole, fraction)| whole.checked_mul(10_u64.pow(places))?.checked_add(fraction));
    ns.map(Tick).ok_or_else(|| WRONG.to_owned())
}

/// Runs a program and draws one of its views.
pub fn render(arguments: &Arguments) -> ExitCode {
    let loaded = match arguments.subject.load() {
        Ok(loaded) => loaded,
        Err(code) => return code,
    };
    let title = loaded.title(arguments.lang).to_owned();
    let mut run = Run::new(loaded.program, loaded.config);
    while run.go_on() {}
    let drawn = match arguments.view {
        Picture::Svg(view) => picture::svg(&mut run, view, arguments.at, &title, arguments.lang),
        Picture::Sequence => {
            let until = arguments.at.unwrap_or(Tick(u64::MAX));
            mermaid(run.recording().trace(), until, arguments.lang)
        }
    };
    match write::text(&arguments.output, &drawn) {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_read_exactly() {
        for (text, ns) in [
            ("1.5ms", 1_500_000),
            ("20us", 20_000),
            ("20 µs", 20_000),
            ("3s", 3_000_000_000),
            ("0.000000001s", 1),
            ("800ns", 800),
        ] {
            assert_eq!(instant(text), Ok(Tick(ns)), "{text}");
        }
        for text in [
            "",
            "3",
            "ms",
            ".5s",
            "1.5ns",
            "1..5s",
            "-1s",
            "3 h",
            "99999999999s",
        ] {
            assert!(instant(text).is_err(), "{text}");
        }
    }
}
