//! `interleave lessons`

use std::io::Write as _;
use std::process::ExitCode;

use clap::Args;
use interleave_playground::lessons::{self, Language, Lesson, Words};
use serde::Serialize;

#[derive(Args)]
pub struct Arguments {
    /// The language: `en` or `ko`
    #[arg(long, default_value = "en", value_name = "L", value_parser = language)]
    lang: Language,
    /// Print one JSON array instead of a list, with every language in it
    #[arg(long)]
    json: bool,
}

fn language(code: &str) -> Result<Language, String> {
    Language::find(code).ok_or_else(|| "the languages are en, ko".to_owned())
}

/// Lists the lessons in the order in which to read them.
pub fn lessons(arguments: &Arguments) -> ExitCode {
    let mut stdout = std::io::stdout().lock();
    // Nobody being there to read the list is no error.
    let _closed = if arguments.json {
        let entries: Vec<Entry> = lessons::all().iter().map(Entry::new).collect();
        serde_json::to_writer_pretty(&mut stdout, &entries)
            .map_err(std::io::Error::from)
            .and_then(|()| writeln!(stdout))
    } else {
        list(&mut stdout, arguments.lang)
    };
    ExitCode::SUCCESS
}

fn list(to: &mut impl std::io::Write, language: Language) -> std::io::Result<()> {
    let mut group = None;
    for lesson in lessons::all() {
        if group.replace(lesson.group) != Some(lesson.group) {
            writeln!(to, "{}", lesson.group.title().get(language))?;
        }
        writeln!(to, "  {}  {}", lesson.slug, lesson.title.get(language))?;
        writeln!(to, "      {}", lesson.summary.get(language))?;
    }
    Ok(())
}

/// A lesson as other programs read it.
#[derive(Serialize)]
struct Entry {
    slug: &'static str,
    group: InLanguages,
    title: InLanguages,
    summary: InLanguages,
    /// The slugs of lessons to read before it.
    needs: &'static [&'static str],
    /// The names of its views, as `interleave render` has them.
    views: Vec<&'static str>,
}

#[derive(Serialize)]
struct InLanguages {
    en: &'static str,
    ko: &'static str,
}

impl From<Words> for InLanguages {
    fn from(words: Words) -> Self {
        Self {
            en: words.en,
            ko: words.ko,
        }
    }
}

impl Entry {
    fn new(lesson: &Lesson) -> Self {
        Self {
            slug: lesson.slug,
            group: lesson.group.title().into(),
            title: lesson.title.into(),
            summary: lesson.summary.into(),
            needs: lesson.needs,
            views: lesson.views.iter().map(|view| view.name()).collect(),
        }
    }
}
