//! What the page says about measurements on real cores.
//!
//! Reports name experiments, variants and quantities in English, as the command prints them; what is known of them has
//! words of the reader's language, and whatever else a file says is shown as it is.

mod experiments;
mod terms;

use interleave_report::{Cache, Experiment, Machine, Modelled, Report, amount};

use super::Language;

pub use experiments::{shows, title};
pub use terms::term;

/// More threads than this wanted a core before the run: something else ran there.
const BUSY: f64 = 0.5;

/// What a machine is called.
#[must_use]
pub fn machine_title(language: Language, machine: &Machine) -> String {
    let cores = machine.logical_cores;
    let cpu = machine.cpu.as_deref().unwrap_or(&machine.architecture);
    match language {
        Language::English => format!("{cpu}, {cores} cores"),
        Language::Korean => format!("{cpu}, 코어 {cores}개"),
    }
}

/// Everything else that is known of it.
#[must_use]
pub fn machine(language: Language, report: &Report) -> Vec<(String, String)> {
    let machine = &report.machine;
    let caches: Vec<String> = machine
        .caches
        .iter()
        .map(|one| cache(language, one))
        .collect();
    let versions: Vec<String> = report
        .versions
        .iter()
        .map(|one| format!("{} {}", one.name, one.version))
        .collect();
    let told = |value: Option<String>| value.unwrap_or_else(|| not_told(language).to_owned());
    let names = match language {
        Language::English => [
            "Caches",
            "Memory",
            "System",
            "Kernel",
            "Governor",
            "Measured with",
        ],
        Language::Korean => ["캐시", "메모리", "시스템", "커널", "거버너", "측정 도구"],
    };
    let memory = machine
        .memory_bytes
        .map(|bytes| format!("{} MiB", bytes >> 20));
    let values = [
        told((!caches.is_empty()).then(|| caches.join(", "))),
        told(memory),
        format!("{}, {}", machine.system, machine.architecture),
        told(machine.kernel.clone()),
        told(machine.governor.clone()),
        versions.join(", "),
    ];
    names.map(str::to_owned).into_iter().zip(values).collect()
}

fn cache(language: Language, cache: &Cache) -> String {
    let kind = match (cache.kind.as_str(), language) {
        ("Data", Language::Korean) => "데이터",
        ("Instruction", Language::Korean) => "명령어",
        ("Unified", Language::Korean) => "통합",
        ("Data", Language::English) => "data",
        ("Instruction", Language::English) => "instruction",
        ("Unified", Language::English) => "unified",
        (other, _) => other,
    };
    format!("L{} {kind} {} KiB", cache.level, cache.bytes >> 10)
}

/// What a system did not tell.
#[must_use]
pub fn not_told(language: Language) -> &'static str {
    match language {
        Language::English => "not available there",
        Language::Korean => "알 수 없음",
    }
}

/// What makes the numbers worth less.
#[must_use]
pub fn warnings(language: Language, report: &Report) -> Vec<String> {
    let machine = &report.machine;
    let all = [
        (
            !report.optimised,
            "Measured without compiler optimisations: no number here means anything.",
            "컴파일러 최적화 없이 측정했으므로 숫자를 믿을 수 없습니다.",
        ),
        (
            !report.complete,
            "The run was interrupted; this is what had been measured.",
            "측정이 도중에 멈췄습니다. 그때까지의 결과입니다.",
        ),
        (
            report.quick,
            "A quick run: few and small samples.",
            "빠른 측정이라 표본이 적고 작습니다.",
        ),
        (
            machine.load.is_some_and(|load| load > BUSY),
            "The machine was busy with something else when the run began.",
            "측정을 시작할 때 기계가 다른 일로 바빴습니다.",
        ),
        (
            !machine.pinned,
            "Threads could not be pinned to cores.",
            "스레드를 코어에 고정할 수 없었습니다.",
        ),
        (
            machine.virtual_machine == Some(true),
            "A virtual machine: its host may take cores away at any time.",
            "가상 기계입니다. 호스트가 언제든지 코어를 가져갈 수 있습니다.",
        ),
        (
            report.predictions.is_empty(),
            "Nothing is predicted yet: `interleave-bench predict` adds what the simulation says.",
            "아직 예측이 없습니다. `interleave-bench predict`가 시뮬레이션의 답을 더해 줍니다.",
        ),
    ];
    all.into_iter()
        .filter(|(holds, ..)| *holds)
        .map(|(_, english, korean)| match language {
            Language::English => english.to_owned(),
            Language::Korean => korean.to_owned(),
        })
        .collect()
}

/// What was not measured or is not predicted.
#[must_use]
pub fn notes(language: Language, report: &Report, experiment: &Experiment) -> Vec<String> {
    let mut notes = Vec::new();
    for variant in &experiment.variants {
        if let Some(why) = &variant.not_measured {
            let name = term(language, &variant.name);
            notes.push(format!("{name}: {}", term(language, why)));
        }
        if let Some(circle) = variant.circle_words() {
            let name = term(language, &variant.name);
            notes.push(match language {
                Language::English => {
                    format!("{name}: the watchdog saw who waits for whom, {circle}")
                }
                Language::Korean => format!("{name}: 감시 스레드가 본 대기 순환, {circle}"),
            });
        }
    }
    for prediction in &report.predictions {
        if let Modelled::No(why) = &prediction.modelled
            && prediction.experiment == experiment.name
        {
            let why = term(language, why);
            notes.push(match language {
                Language::English => format!("Not predicted: {why}."),
                Language::Korean => format!("예측하지 않음: {why}."),
            });
        }
    }
    notes
}

/// A quantity under a setting that a plot's curves have in common.
#[must_use]
pub fn with_setting(language: Language, quantity: &str, setting: &str) -> String {
    if setting.is_empty() {
        return quantity.to_owned();
    }
    format!("{quantity} · {}", term(language, setting))
}

/// A setting and its value.
#[must_use]
pub fn setting(language: Language, name: &str, value: f64) -> String {
    let (name, unit) = name.split_once(" (").unwrap_or((name, ""));
    let unit = unit.trim_end_matches(')');
    let text = format!("{} {value} {unit}", term(language, name));
    text.trim_end().to_owned()
}

/// A curve that the simulation predicts.
#[must_use]
pub fn predicted(language: Language, name: &str) -> String {
    match language {
        Language::English => format!("{name}, predicted"),
        Language::Korean => format!("{name}, 예측"),
    }
}

/// What was measured.
#[must_use]
pub fn measured(language: Language) -> &'static str {
    match language {
        Language::English => "measured",
        Language::Korean => "측정",
    }
}

/// What the simulation predicts.
#[must_use]
pub fn prediction(language: Language) -> &'static str {
    match language {
        Language::English => "predicted",
        Language::Korean => "예측",
    }
}

/// What is compared.
#[must_use]
pub fn variant(language: Language) -> &'static str {
    match language {
        Language::English => "variant",
        Language::Korean => "방법",
    }
}

/// A fitted law and the serial share that fits best; `grows` says that the work grows with the threads.
#[must_use]
pub fn law(language: Language, grows: bool, serial: f64) -> String {
    let share = amount(serial * 100.0, "%");
    match (grows, language) {
        (false, Language::English) => format!("Amdahl's law, {share} serial"),
        (true, Language::English) => format!("Gustafson's law, {share} serial"),
        (false, Language::Korean) => format!("암달의 법칙, 순차 비율 {share}"),
        (true, Language::Korean) => format!("구스타프손의 법칙, 순차 비율 {share}"),
    }
}

/// A plot for those who do not see it.
#[must_use]
pub fn about(language: Language, along: Option<&str>, curves: &[&str]) -> String {
    let curves = curves.join("; ");
    match (along, language) {
        (Some(along), Language::English) => {
            format!(
                "A plot by {}: {curves}. The table below it has the numbers.",
                term(language, along)
            )
        }
        (Some(along), Language::Korean) => {
            format!(
                "가로축: {}. 곡선: {curves}. 숫자는 아래 표에 있습니다.",
                term(language, along)
            )
        }
        (None, Language::English) => {
            format!("A row for each variant: {curves}. The table below it has the numbers.")
        }
        (None, Language::Korean) => {
            format!("방법마다 한 줄: {curves}. 숫자는 아래 표에 있습니다.")
        }
    }
}
