//! The catalogue keeps its word: both languages say the same, and every reference leads somewhere.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::{all, find};
use crate::{Block, Group, Inline, Language, Lesson, Outcome, Setting, Target};

/// The knobs that a source declares, with their values and ranges.
fn knobs(program: &str) -> BTreeMap<&str, (i64, RangeInclusive<i64>)> {
    let mut knobs = BTreeMap::new();
    for line in program.lines().filter(|line| line.contains("# knob:")) {
        let (assignment, range) = line.split_once("  # knob: ").expect(line);
        let (name, value) = assignment.split_once(" = ").expect(line);
        let (low, high) = range.split_once("..").expect(line);
        let number = |text: &str| text.replace('_', "").parse::<i64>().expect(line);
        let range = number(low)..=number(high);
        let before = knobs.insert(name, (number(value), range));
        assert!(before.is_none(), "{name} is declared twice");
    }
    knobs
}

/// Every piece of a text, those inside others included.
fn walk(blocks: &[Block], visit: &mut impl FnMut(&Inline)) {
    fn inside(inlines: &[Inline], visit: &mut impl FnMut(&Inline)) {
        for inline in inlines {
            visit(inline);
            match inline {
                Inline::Strong(inner) | Inline::Link { label: inner, .. } => inside(inner, visit),
                Inline::Text(_) | Inline::Code(_) => {}
            }
        }
    }
    for block in blocks {
        match block {
            Block::Heading(inlines) | Block::Paragraph(inlines) => inside(inlines, visit),
            Block::List(items) => items.iter().for_each(|item| inside(item, visit)),
        }
    }
}

fn targets(lesson: &Lesson, language: Language) -> Vec<Target> {
    let mut targets = Vec::new();
    walk(&lesson.text(language), &mut |inline| {
        if let Inline::Link { target, .. } = inline {
            targets.push(target.clone());
        }
    });
    targets
}

/// The kinds of blocks, lists with their lengths: what a translation must share with its original.
fn shape(blocks: &[Block]) -> Vec<String> {
    blocks
        .iter()
        .map(|block| match block {
            Block::Heading(_) => "heading".to_owned(),
            Block::Paragraph(_) => "paragraph".to_owned(),
            Block::List(items) => format!("list of {}", items.len()),
        })
        .collect()
}

#[test]
fn a_slug_names_one_lesson() {
    for (index, lesson) in all().iter().enumerate() {
        assert!(
            lesson
                .slug
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
            "{} does not fit in a link",
            lesson.slug
        );
        let found = find(lesson.slug).expect("a lesson is found by its slug");
        assert!(
            std::ptr::eq(found, &raw const all()[index]),
            "{} is taken",
            lesson.slug
        );
    }
    assert!(find("").is_none());
    assert!(find("lost").is_none());
}

#[test]
fn what_a_lesson_needs_stands_before_it() {
    for (index, lesson) in all().iter().enumerate() {
        for needed in lesson.needs {
            let before = all()[..index].iter().any(|other| other.slug == *needed);
            assert!(before, "{} needs {needed}", lesson.slug);
        }
    }
}

#[test]
fn groups_stand_together_in_their_order() {
    let mut groups: Vec<Group> = all().iter().map(|lesson| lesson.group).collect();
    groups.dedup();
    assert_eq!(groups, Group::ALL);
    for group in Group::ALL {
        assert!(group.title().en.is_ascii() && !group.title().ko.is_ascii());
    }
}

#[test]
fn both_languages_have_the_same_shape_and_links() {
    for lesson in all() {
        let [en, ko] = Language::ALL.map(|language| lesson.text(language));
        assert!(!en.is_empty(), "{}", lesson.slug);
        assert_eq!(shape(&en), shape(&ko), "{}", lesson.slug);
        let sorted = |language| {
            let mut targets: Vec<_> = targets(lesson, language)
                .iter()
                .map(|target| format!("{target:?}"))
                .collect();
            targets.sort();
            targets
        };
        assert_eq!(
            sorted(Language::En),
            sorted(Language::Ko),
            "{}",
            lesson.slug
        );
    }
}

#[test]
fn all_words_are_said_in_both_languages() {
    for lesson in all() {
        let predict = &lesson.predict;
        let mut words = vec![
            lesson.title,
            lesson.summary,
            predict.question,
            predict.because,
        ];
        words.extend(predict.choices);
        for words in words {
            assert!(
                !words.en.is_empty() && words.en.is_ascii(),
                "{}: {}",
                lesson.slug,
                words.en
            );
            assert!(
                words.ko.chars().any(|char| ('가'..='힣').contains(&char)),
                "{}: {}",
                lesson.slug,
                words.ko
            );
        }
        let korean = lesson.markdown.ko;
        assert!(
            korean.contains("니다"),
            "{} is not told in Korean",
            lesson.slug
        );
    }
}

#[test]
fn no_markup_is_left_in_the_text() {
    for lesson in all() {
        for language in Language::ALL {
            walk(&lesson.text(language), &mut |inline| {
                if let Inline::Text(text) = inline {
                    let left = ["**", "`", "](", "#", "<"]
                        .iter()
                        .find(|mark| text.contains(**mark));
                    assert_eq!(left, None, "{} {}: {text}", lesson.slug, language.code());
                }
            });
        }
    }
}

#[test]
fn links_lead_somewhere() {
    for lesson in all() {
        let knobs = knobs(lesson.program);
        let lines: Vec<_> = lesson.program.lines().collect();
        for language in Language::ALL {
            for target in targets(lesson, language) {
                match &target {
                    Target::Line(line) => {
                        let source = (*line as usize)
                            .checked_sub(1)
                            .and_then(|line| lines.get(line));
                        let source =
                            source.unwrap_or_else(|| panic!("{}: {target:?}", lesson.slug));
                        assert!(!source.trim().is_empty(), "{}: {target:?}", lesson.slug);
                    }
                    Target::Set { knob, value } => {
                        let (_, range) = knobs.get(knob.as_str()).expect(knob);
                        assert!(range.contains(value), "{}: {target:?}", lesson.slug);
                    }
                    Target::Machine(Setting::Cores(0) | Setting::QuantumNs(0)) => {
                        panic!("{}: {target:?}", lesson.slug)
                    }
                    Target::Machine(_) => {}
                }
            }
        }
    }
}

#[test]
fn code_in_a_text_stands_in_the_program() {
    for lesson in all() {
        for language in Language::ALL {
            walk(&lesson.text(language), &mut |inline| {
                if let Inline::Code(code) = inline {
                    assert!(
                        lesson.program.contains(code.as_str()),
                        "{}: {code}",
                        lesson.slug
                    );
                }
            });
        }
    }
}

#[test]
fn knobs_stand_within_their_ranges() {
    for lesson in all() {
        let knobs = knobs(lesson.program);
        assert!(!knobs.is_empty(), "{} has nothing to turn", lesson.slug);
        for (name, (value, range)) in knobs {
            assert!(range.contains(&value), "{}: {name}", lesson.slug);
        }
    }
}

#[test]
fn questions_have_an_answer() {
    for lesson in all() {
        assert!(lesson.predict.choices.len() >= 2, "{}", lesson.slug);
        assert!(
            lesson.predict.answer < lesson.predict.choices.len(),
            "{}",
            lesson.slug
        );
        assert!(!lesson.views.is_empty(), "{}", lesson.slug);
    }
}

#[test]
fn claims_speak_of_knobs_that_exist() {
    for lesson in all() {
        let knobs = knobs(lesson.program);
        assert!(!lesson.claims.is_empty(), "{} claims nothing", lesson.slug);
        for claim in lesson.claims {
            assert!(claim.seeds > 0, "{}: {claim}", lesson.slug);
            for (name, value) in claim.knobs {
                let (_, range) = knobs.get(name).expect(name);
                assert!(range.contains(value), "{}: {claim}", lesson.slug);
            }
            if let Outcome::Prints(line) | Outcome::PrintsNot(line) = claim.outcome {
                assert!(!line.contains('\n'), "{}: {claim}", lesson.slug);
            }
        }
    }
}
