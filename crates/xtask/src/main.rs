//! `cargo xtask <verb>`: set-up, build, serve, test, tidy, record, bench, fuzz. One verb a file.

mod arguments;
mod bench;
mod budget;
mod build;
mod compressed;
mod docs;
mod fuzz;
mod http;
mod record;
mod serve;
mod setup;
mod shell;
mod test;
mod tidy;
mod workspace;

use std::process::ExitCode;

use arguments::Verb;
use shell::Result;

const VERBS: &[Verb] = &[
    serve::VERB,
    test::VERB,
    build::VERB,
    tidy::VERB,
    record::VERB,
    docs::VERB,
    bench::VERB,
    fuzz::VERB,
    setup::VERB,
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Result {
    let Some((name, rest)) = words.split_first() else {
        print!("{}", arguments::overview(VERBS));
        return Ok(());
    };
    if matches!(name.as_str(), "--help" | "-h" | "help") {
        print!("{}", arguments::overview(VERBS));
        return Ok(());
    }
    let Some(verb) = VERBS.iter().find(|verb| verb.name == name) else {
        return Err(arguments::unknown("verb", name, VERBS.iter().map(|verb| verb.name)).into());
    };
    if rest.iter().any(|word| word == "--help" || word == "-h") {
        print!("{}", arguments::usage(verb));
        return Ok(());
    }
    (verb.run)(&arguments::parse(verb, rest)?)
}
