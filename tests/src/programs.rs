//! The programs of `tests/programs/python`, with what CPython printed.

/// Every program, in order of the names.
pub const PROGRAMS: &[Program] = include!(concat!(env!("OUT_DIR"), "/programs.rs"));

/// A program in a folder of its own.
#[derive(Debug)]
pub struct Program {
    /// The folder's name.
    pub name: &'static str,
    /// The text of main.py.
    pub source: &'static str,
    /// The outputs that are right: one, or several where the schedule decides.
    pub expected: &'static [&'static str],
    /// The text of program.toml.
    settings: &'static str,
}

/// What program.toml says.
#[derive(Debug)]
pub struct Settings {
    /// How the run ends, as the exit code of `interleave run`.
    pub exit: u8,
    /// The rules of the runtime, by their name on the command line.
    pub dialect: Option<String>,
    /// Where the output varies: why the expected ones are all that is possible.
    pub why: Option<String>,
    /// Simulated cores.
    pub cores: Option<u32>,
    /// The seed.
    pub seed: Option<u64>,
}

impl Program {
    /// Reads program.toml.
    ///
    /// # Panics
    /// When the file is not what it should be: that is a mistake in the tests.
    #[must_use]
    pub fn settings(&self) -> Settings {
        let table: toml::Table = self
            .settings
            .parse()
            .unwrap_or_else(|error| panic!("{}/program.toml: {error}", self.name));
        let number = |key: &str| table.get(key).and_then(toml::Value::as_integer);
        let text = |key: &str| table.get(key).and_then(toml::Value::as_str);
        Settings {
            exit: number("exit").map_or(0, |code| u8::try_from(code).expect("an exit code")),
            dialect: text("dialect").map(str::to_owned),
            why: text("why").map(str::to_owned),
            cores: number("cores").map(|count| u32::try_from(count).expect("a number of cores")),
            seed: number("seed").map(|seed| u64::try_from(seed).expect("a seed")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PROGRAMS;

    #[test]
    fn every_program_was_recorded_and_says_how_it_ends() {
        assert!(PROGRAMS.len() >= 25);
        for program in PROGRAMS {
            let settings = program.settings();
            assert!(settings.exit <= 4, "{}", program.name);
            let varies = program.expected.len() > 1;
            assert_eq!(settings.why.is_some(), varies, "{}", program.name);
            assert!(
                !program.expected.is_empty(),
                "{}: run `cargo xtask record`",
                program.name
            );
        }
    }
}
