//! Programs print what CPython printed, on every machine and under every seed.

use interleave_playground::engine::{Config, Policy};
use interleave_tests::programs::{PROGRAMS, Program};
use interleave_tests::runs;

/// Runs a program and says what is wrong with its output or its end, if anything is.
fn mistake(program: &Program, config: &Config) -> Option<String> {
    let mut run = runs::start(program, config);
    let (stdout, stderr) = run.finish();
    let exit = run.exit_code();
    let wanted = program.settings().exit;
    let on = format!(
        "{} on {} cores, seed {}, {}",
        program.name,
        config.cores,
        config.seed,
        config.policy.name()
    );
    if exit != wanted {
        return Some(format!(
            "{on}: exit {exit} instead of {wanted}\n{stdout}{stderr}"
        ));
    }
    if !program.expected.contains(&stdout.as_str()) {
        let expected = program.expected.join("--- or ---\n");
        return Some(format!(
            "{on}: printed\n{stdout}--- instead of ---\n{expected}{stderr}"
        ));
    }
    None
}

fn check(configs: impl Fn(&Program) -> Vec<Config>) {
    let mistakes: Vec<String> = PROGRAMS
        .iter()
        .filter_map(|program| {
            configs(program)
                .iter()
                .find_map(|config| mistake(program, config))
        })
        .collect();
    assert!(
        mistakes.is_empty(),
        "{} programs are wrong:\n\n{}",
        mistakes.len(),
        mistakes.join("\n")
    );
}

#[test]
fn programs_print_what_cpython_printed() {
    check(|program| vec![runs::config(program)]);
}

#[test]
fn no_seed_no_number_of_cores_and_no_policy_changes_that() {
    check(|program| {
        let config = runs::config(program);
        let machine = |(cores, seed, policy)| Config {
            cores,
            seed,
            policy,
            ..config.clone()
        };
        let [robin, fair, fixed, inheritance] = Policy::ALL;
        [
            (1, 1, fair),
            (2, 2, robin),
            (4, 3, inheritance),
            (8, 4, fixed),
        ]
        .map(machine)
        .to_vec()
    });
}

#[test]
fn programs_that_vary_stay_inside_their_set_under_many_seeds() {
    check(|program| {
        let config = runs::config(program);
        let seeds = if program.expected.len() > 1 {
            0..100
        } else {
            0..1
        };
        seeds
            .map(|seed| Config {
                seed,
                ..config.clone()
            })
            .collect()
    });
}
