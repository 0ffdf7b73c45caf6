//! The command line: which verbs and flags there are, and what to say about one that there is not.

use crate::shell::Result;

/// A verb of `cargo xtask`.
pub struct Verb {
    /// What is typed.
    pub name: &'static str,
    /// One line for the overview.
    pub about: &'static str,
    /// The plain words that it takes, as shown in its usage; empty when it takes none.
    pub words: &'static str,
    /// The flags that it takes.
    pub flags: &'static [Flag],
    /// What it does.
    pub run: fn(&Arguments) -> Result,
}

/// A flag of a verb.
pub struct Flag {
    /// With its dashes.
    pub name: &'static str,
    /// The name of its value, when it takes one.
    pub value: Option<&'static str>,
    /// One line for the verb's usage.
    pub about: &'static str,
}

/// What was typed after the verb.
#[derive(Debug, Default)]
pub struct Arguments {
    /// Plain words, in order.
    pub words: Vec<String>,
    flags: Vec<(&'static str, String)>,
}

impl Arguments {
    /// Was this flag given?
    pub fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|(name, _)| *name == flag)
    }

    /// The value of this flag; the last one counts.
    pub fn value(&self, flag: &str) -> Option<&str> {
        let given = self.flags.iter().rev().find(|(name, _)| *name == flag);
        given.map(|(_, value)| value.as_str())
    }
}

/// Sorts what was typed into words and flags of this verb.
pub fn parse(verb: &Verb, typed: &[String]) -> Result<Arguments> {
    let mut arguments = Arguments::default();
    let mut typed = typed.iter();
    while let Some(word) = typed.next() {
        if !word.starts_with('-') {
            if verb.words.is_empty() {
                return Err(format!("`{}` takes no word such as `{word}`", verb.name).into());
            }
            arguments.words.push(word.clone());
            continue;
        }
        let (name, glued) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (word.as_str(), None),
        };
        let Some(flag) = verb.flags.iter().find(|flag| flag.name == name) else {
            let known = verb.flags.iter().map(|flag| flag.name);
            return Err(unknown(&format!("flag of `{}`", verb.name), name, known).into());
        };
        let value = match (flag.value, glued) {
            (None, None) => String::new(),
            (None, Some(_)) => return Err(format!("{name} takes no value").into()),
            (Some(_), Some(value)) => value,
            (Some(what), None) => match typed.next() {
                Some(value) => value.clone(),
                None => return Err(format!("{name} wants a value: {name} {what}").into()),
            },
        };
        arguments.flags.push((flag.name, value));
    }
    Ok(arguments)
}

/// The sentence about a word that nobody knows, with the nearest one that exists.
pub fn unknown<'a>(what: &str, typed: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    let nearest = known
        .iter()
        .map(|candidate| (distance(typed, candidate), *candidate))
        .min()
        .filter(|(distance, candidate)| *distance <= candidate.len().div_ceil(2));
    match nearest {
        Some((_, candidate)) => {
            format!("no {what} is called `{typed}`: did you mean `{candidate}`?")
        }
        None if known.is_empty() => format!("no {what} is called `{typed}`: there are none"),
        None => format!(
            "no {what} is called `{typed}`: there are {}",
            known.join(", ")
        ),
    }
}

/// The help page of `cargo xtask`.
pub fn overview(verbs: &[Verb]) -> String {
    let mut page = "Usage: cargo xtask VERB [--help]\n\n".to_owned();
    for verb in verbs {
        page += &format!("  {:<8} {}\n", verb.name, verb.about);
    }
    page
}

/// The help page of one verb.
pub fn usage(verb: &Verb) -> String {
    let mut page = format!("Usage: cargo xtask {}", verb.name);
    if !verb.words.is_empty() {
        page += &format!(" {}", verb.words);
    }
    if !verb.flags.is_empty() {
        page += " [FLAGS]";
    }
    page += &format!("\n\n{}\n", verb.about);
    for flag in verb.flags {
        let shown = match flag.value {
            Some(value) => format!("{} {value}", flag.name),
            None => flag.name.to_owned(),
        };
        page += &format!("\n  {shown:<12} {}", flag.about);
    }
    page + if verb.flags.is_empty() { "" } else { "\n" }
}

/// How many letters to insert, delete or replace to get from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (done, letter) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = done + 1;
        for (index, other) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[index + 1];
            row[index + 1] = replaced.min(row[index] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERB: Verb = Verb {
        name: "serve",
        about: "",
        words: "",
        flags: &[
            Flag {
                name: "--port",
                value: Some("N"),
                about: "",
            },
            Flag {
                name: "--dev",
                value: None,
                about: "",
            },
        ],
        run: |_| Ok(()),
    };

    fn typed(line: &str) -> Result<Arguments> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        parse(&VERB, &words)
    }

    #[test]
    fn flags_take_their_value_glued_or_apart() {
        assert_eq!(typed("--port 9").unwrap().value("--port"), Some("9"));
        assert_eq!(
            typed("--port=9 --port=10").unwrap().value("--port"),
            Some("10")
        );
        assert!(typed("--dev").unwrap().has("--dev"));
    }

    #[test]
    fn a_wrong_flag_is_answered_with_the_nearest() {
        let said = typed("--prot 9").unwrap_err().to_string();
        assert_eq!(
            said,
            "no flag of `serve` is called `--prot`: did you mean `--port`?"
        );
        let said = typed("--port").unwrap_err().to_string();
        assert_eq!(said, "--port wants a value: --port N");
        let said = typed("there").unwrap_err().to_string();
        assert_eq!(said, "`serve` takes no word such as `there`");
    }

    #[test]
    fn a_word_unlike_all_others_is_answered_with_the_list() {
        let said = unknown("verb", "quux", ["serve", "test"].into_iter());
        assert_eq!(said, "no verb is called `quux`: there are serve, test");
    }
}
