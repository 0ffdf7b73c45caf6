//! Steps that are looked up are the steps that are made: a search with the table and one without it report the same, to the
//! last state, count and schedule.

use std::sync::Arc;

use interleave_playground::engine::Config;
use interleave_playground::explorer::{Bounds, Options, Report, Search, Strategy};
use interleave_playground::program::Program;
use interleave_playground::run::compile;
use interleave_tests::programs::PROGRAMS;

use crate::explorer_generated::{program, samples, source};

/// Generated programs that are tried.
const GENERATED: usize = 120;
/// Searches end at so many states.
const MOST_STATES: u64 = 600;

fn explore(program: &Arc<Program>, options: &Options, untabled: bool) -> Report {
    let options = Options {
        untabled,
        bounds: Bounds {
            states: MOST_STATES,
            schedules: 20,
            ..Bounds::default()
        },
        ..options.clone()
    };
    let mut search = Search::new(program.clone(), &Config::default(), options);
    while !search.go_on(250).done {}
    search.report()
}

fn check(name: &str, source: &str, program: &Arc<Program>, options: &Options) {
    let looked_up = explore(program, options, false);
    let made = explore(program, options, true);
    assert_eq!(looked_up, made, "{name}\n{options:?}\n{source}");
}

#[test]
fn recorded_programs_have_the_same_states_with_and_without_the_table() {
    for program in PROGRAMS.iter() {
        let (compiled, _) = compile("main.py", program.source, &[]).expect("accepted");
        let compiled = Arc::new(compiled);
        check(program.name, program.source, &compiled, &Options::default());
    }
}

#[test]
fn generated_programs_have_the_same_states_with_and_without_the_table() {
    let strategies = [
        Strategy::Breadth,
        Strategy::Reduced,
        Strategy::Random { seed: 7 },
    ];
    for (number, threads) in samples(20, GENERATED).iter().enumerate() {
        let options = Options {
            strategy: strategies[number % strategies.len()],
            every_step: number % 5 == 4,
            gil: number % 4 == 1,
            ..Options::default()
        };
        let name = format!("program {number}");
        check(&name, &source(threads), &program(threads), &options);
    }
}
