//! What Python programs may use: for the page's help, and as the text of `docs/python.md`.

use std::fmt::Write as _;

use interleave_front::{Entry, Language as Source, Refused, Supported};
use interleave_view::Language;
use interleave_view::words::{Deviation, PythonList};

/// A name that programs may use; for a class with its methods.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Name {
    /// The name.
    pub name: String,
    /// Its methods.
    pub members: Vec<String>,
}

/// Something that is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Refusal {
    /// Its name.
    pub name: String,
    /// What to write instead, in English.
    pub english: String,
    /// The same in Korean.
    pub korean: String,
}

/// What programs may use, and what they may not.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Listing {
    /// The syntax, as examples.
    pub syntax: Vec<String>,
    /// Functions and types that need no import.
    pub builtins: Vec<Name>,
    /// Types with their methods.
    pub types: Vec<Name>,
    /// Exceptions.
    pub exceptions: Vec<Name>,
    /// Modules with their names.
    pub modules: Vec<(String, Vec<Name>)>,
    /// What is refused.
    pub refused: Vec<Refusal>,
}

impl Listing {
    /// The list as the front end has it.
    #[must_use]
    pub fn new() -> Self {
        let Supported {
            syntax,
            builtins,
            types,
            exceptions,
            modules,
            refused_builtins,
            refused_names,
            refused_modules,
        } = interleave_front::supported(Source::Python);
        let refused = [refused_builtins, refused_names, refused_modules];
        Self {
            syntax,
            builtins: names(builtins),
            types: names(types),
            exceptions: names(exceptions),
            modules: modules
                .into_iter()
                .map(|(module, entries)| (module, names(entries)))
                .collect(),
            refused: refused.into_iter().flatten().map(refusal).collect(),
        }
    }

    /// The text of `docs/python.md`.
    #[must_use]
    pub fn markdown(&self) -> String {
        let say = |text: PythonList| text.text(Language::English);
        let mut out = format!("# {}\n\n", say(PythonList::Title));
        out.push_str("<!-- Made by `cargo xtask docs` from the tables of the front end: change those, not this. -->\n\n");
        let _ = writeln!(out, "{}", say(PythonList::About));
        heading(&mut out, PythonList::Syntax);
        for example in &self.syntax {
            let _ = writeln!(out, "- `{example}`");
        }
        heading(&mut out, PythonList::Builtins);
        let _ = writeln!(out, "{}", line(&self.builtins));
        heading(&mut out, PythonList::Types);
        for name in &self.types {
            item(&mut out, name);
        }
        heading(&mut out, PythonList::Exceptions);
        let _ = writeln!(out, "{}", line(&self.exceptions));
        heading(&mut out, PythonList::Modules);
        for (module, names) in &self.modules {
            let _ = writeln!(out, "### {module}\n");
            let (plain, classes): (Vec<&Name>, Vec<&Name>) =
                names.iter().partition(|name| name.members.is_empty());
            let plain: Vec<Name> = plain.into_iter().cloned().collect();
            if !plain.is_empty() {
                let _ = writeln!(out, "{}\n", line(&plain));
            }
            for name in &classes {
                item(&mut out, name);
            }
            if !classes.is_empty() {
                out.push('\n');
            }
        }
        while out.ends_with("\n\n") {
            out.pop();
        }
        heading(&mut out, PythonList::Deviations);
        for deviation in Deviation::ALL {
            let _ = writeln!(out, "- {}", deviation.text(Language::English));
        }
        heading(&mut out, PythonList::Refused);
        for refusal in &self.refused {
            let _ = writeln!(out, "- `{}`: {}", refusal.name, refusal.english);
        }
        out
    }
}

impl Default for Listing {
    fn default() -> Self {
        Self::new()
    }
}

fn names(entries: Vec<Entry>) -> Vec<Name> {
    let name = |Entry { name, members }| Name { name, members };
    entries.into_iter().map(name).collect()
}

fn refusal((name, english, korean): Refused) -> Refusal {
    Refusal {
        name,
        english: english.to_owned(),
        korean: korean.to_owned(),
    }
}

fn heading(out: &mut String, text: PythonList) {
    let _ = write!(out, "\n## {}\n\n", text.text(Language::English));
}

fn line(names: &[Name]) -> String {
    let names: Vec<String> = names
        .iter()
        .map(|name| format!("`{}`", name.name))
        .collect();
    names.join(", ")
}

fn item(out: &mut String, name: &Name) {
    let members: Vec<String> = name
        .members
        .iter()
        .map(|member| format!("`{member}`"))
        .collect();
    let _ = writeln!(out, "- `{}`: {}", name.name, members.join(", "));
}

#[cfg(test)]
mod tests {
    use super::Listing;

    #[test]
    fn the_text_has_every_name_of_the_list() {
        let listing = Listing::new();
        let text = listing.markdown();
        for (module, names) in &listing.modules {
            assert!(text.contains(&format!("### {module}\n")), "{module}");
            for name in names {
                assert!(
                    text.contains(&format!("`{}`", name.name)),
                    "{module}.{}",
                    name.name
                );
            }
        }
        assert!(text.contains("`except*`") || text.contains("except*"));
    }
}
