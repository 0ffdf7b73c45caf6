//! Programs print what CPython printed, on every machine and under every seed.

use interleave_playground::engine::{Config, Policy};
use interleave_playground::run::Run;
use interleave_tests::programs::{PROGRAMS, Program};
use interleave_tests::runs;

/// Runs a program and says what is wrong with its output or its end, if anything is.
fn mistake(program: &Program, config: &Config) -> Option<String> {
    look(program, config, runs::start(program, config)).1
}

/// Runs a program; what it prints, and what is wrong with that or with its end.
fn look(program: &Program, config: &Config, mut run: Run) -> (String, Option<String>) {
    let (stdout, stderr) = run.finish();
    let mistake = judge(program, config, run.exit_code(), &stdout, &stderr);
    (stdout, mistake)
}

fn judge(
    program: &Program,
    config: &Config,
    exit: u8,
    stdout: &str,
    stderr: &str,
) -> Option<String> {
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
    if !program.expected.contains(&stdout) {
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

/// Seeds within which a program whose output varies must have shown every output of its set.
const SEEDS: u64 = 20_000;
/// Seeds of which none may show anything else.
const SEEDS_INSIDE: u64 = 100;

/// What the seeds go through in turn besides: machines that let threads meet at other places. Every output must be
/// possible under the rules of the dialect, so none of these is forbidden.
const CORES: [u16; 3] = [2, 1, 4];
const DISK_NS: [u64; 2] = [100_000, 1_000];
const INTERRUPTIONS_PERMILLE: [u16; 3] = [500, 0, 150];
const QUANTA_NS: [u64; 2] = [4_000_000, 20_000];
const SWITCH_INTERVALS_NS: [u64; 2] = [5_000_000, 5_000];

/// The machine for a seed; what the program's settings say stays.
fn machine(program: &Program, seed: u64) -> Config {
    let config = runs::config(program);
    let in_turn = |before: usize, among: usize| (seed as usize / before) % among;
    let cores = CORES[in_turn(3, CORES.len())];
    Config {
        seed,
        cores: program.settings().cores.map_or(cores, |_| config.cores),
        interruptions_permille: INTERRUPTIONS_PERMILLE[in_turn(1, INTERRUPTIONS_PERMILLE.len())],
        disk_ns: DISK_NS[in_turn(1, DISK_NS.len())],
        quantum_ns: QUANTA_NS[in_turn(9, QUANTA_NS.len())],
        gil_interval_ns: SWITCH_INTERVALS_NS[in_turn(18, SWITCH_INTERVALS_NS.len())],
        ..config
    }
}

#[test]
fn programs_that_vary_stay_inside_their_set_and_reach_all_of_it() {
    let mut mistakes = Vec::new();
    for program in PROGRAMS.iter().filter(|program| program.expected.len() > 1) {
        let compiled = runs::compiled(program);
        let mut missing: Vec<&str> = program.expected.to_vec();
        for seed in 0..SEEDS {
            if missing.is_empty() && seed >= SEEDS_INSIDE {
                break;
            }
            let config = machine(program, seed);
            let run = Run::of_output(compiled.clone(), config.clone(), u64::MAX);
            let (printed, mistake) = look(program, &config, run);
            mistakes.extend(mistake);
            missing.retain(|&expected| expected != printed);
        }
        if !missing.is_empty() {
            let missing = missing.join("--- nor ---\n");
            mistakes.push(format!("{} never prints\n{missing}", program.name));
        }
    }
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}
