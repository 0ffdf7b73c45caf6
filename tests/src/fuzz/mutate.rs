//! Changes to a program's text that leave most of it a program.

use super::grammar;
use super::random::Random;
use super::vocabulary::{ATTRIBUTES, BINARY, SHARED, SUPPORTED, VARIABLES};

/// Another program near this one, or now and then one far from it.
#[must_use]
pub fn mutate(source: &str, seed: u64) -> String {
    let mut random = Random::new(seed);
    if random.once_in(12) || source.trim().is_empty() {
        return grammar::program(seed);
    }
    let mut lines: Vec<String> = source.lines().map(str::to_owned).collect();
    for _ in 0..1 + random.below(3) {
        let at = random.below(lines.len());
        match random.below(10) {
            0 | 1 => insert_statement(&mut lines, at, &mut random),
            2 => drop((at < lines.len()).then(|| lines.remove(at))),
            3 => {
                let from = random.below(lines.len());
                if let Some(line) = lines.get(from).cloned() {
                    lines.insert(at, line);
                }
            }
            4 => {
                let other = random.below(lines.len());
                if at < lines.len() && other < lines.len() {
                    lines.swap(at, other);
                }
            }
            5 => indent(&mut lines, at, &mut random),
            _ => {
                if let Some(line) = lines.get_mut(at) {
                    *line = replace_word(line, source, &mut random);
                }
            }
        }
    }
    lines.join("\n") + "\n"
}

fn insert_statement(lines: &mut Vec<String>, at: usize, random: &mut Random) {
    let line = lines.get(at).map_or("", String::as_str);
    let mut indentation = line.len() - line.trim_start().len();
    if line.trim_end().ends_with(':') {
        indentation += 4;
    }
    let statement = grammar::statement(random.below(usize::MAX) as u64, indentation);
    let at = (at + 1).min(lines.len());
    lines.splice(at..at, statement.lines().map(str::to_owned));
}

/// Moves some lines in or out.
fn indent(lines: &mut [String], at: usize, random: &mut Random) {
    let is_in = random.once_in(2);
    for line in lines.iter_mut().skip(at).take(1 + random.below(3)) {
        *line = match line.strip_prefix("    ") {
            Some(rest) if !is_in => rest.to_owned(),
            _ => format!("    {line}"),
        };
    }
}

/// A line with one of its words replaced by one of the same kind.
fn replace_word(line: &str, source: &str, random: &mut Random) -> String {
    let words = words(line);
    let Some(&(start, end)) = random.one_of(&words) else {
        return line.to_owned();
    };
    let word = &line[start..end];
    let new = match random.below(6) {
        // Something that the program itself says somewhere.
        0 | 1 => {
            let all = self::words(source);
            random
                .one_of(&all)
                .map_or("None", |&(start, end)| &source[start..end])
                .to_owned()
        }
        2 => format!("({})", grammar::expression(random.below(usize::MAX) as u64)),
        _ if word.starts_with(|letter: char| letter.is_ascii_digit()) => {
            random.word(&SUPPORTED.literals).to_owned()
        }
        _ if line[..start].ends_with('.') => random.word(ATTRIBUTES).to_owned(),
        _ if word.starts_with(|letter: char| letter.is_alphabetic() || letter == '_') => {
            let kinds = [
                &SUPPORTED.builtins,
                &SUPPORTED.library,
                SHARED,
                &SUPPORTED.literals,
                VARIABLES,
            ];
            let kind = kinds[random.below(kinds.len())];
            random.word(kind).to_owned()
        }
        _ => random.word(BINARY).to_owned(),
    };
    format!("{}{new}{}", &line[..start], &line[end..])
}

/// Where names, numbers and operators stand in a text.
fn words(text: &str) -> Vec<(usize, usize)> {
    let kind = |letter: char| match letter {
        _ if letter.is_alphanumeric() || letter == '_' => 1,
        '+' | '-' | '*' | '/' | '%' | '<' | '>' | '=' | '!' | '&' | '|' | '^' | '@' => 2,
        _ => 0,
    };
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut last = 0;
    for (at, letter) in text.char_indices() {
        let kind = kind(letter);
        let end = at + letter.len_utf8();
        match words.last_mut() {
            Some(word) if kind == last && word.1 == at && kind > 0 => word.1 = end,
            _ if kind > 0 => words.push((at, end)),
            _ => {}
        }
        last = kind;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{mutate, words};

    #[test]
    fn words_are_found_whatever_they_are_written_in() {
        let text = "값 += f(x1)";
        let found: Vec<&str> = words(text)
            .iter()
            .map(|&(start, end)| &text[start..end])
            .collect();
        assert_eq!(found, ["값", "+=", "f", "x1"]);
    }

    #[test]
    fn a_seed_makes_one_program() {
        let source = "x = 1\nwhile x < 10:\n    x += 1\n";
        let made: Vec<String> = (0..50).map(|seed| mutate(source, seed)).collect();
        assert!(
            made.iter()
                .enumerate()
                .all(|(seed, text)| *text == mutate(source, seed as u64))
        );
        assert!(made.iter().filter(|text| *text == source).count() < 10);
    }
}
