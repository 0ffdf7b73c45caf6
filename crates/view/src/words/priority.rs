//! What a thread asked of the scheduler, or was lent.

use interleave_trace::scheduling::{Class, Priority};
use interleave_trace::{Scheduling, TaskKind};

use super::{Language, Names};

/// A thread's priority in a few words: `nice 5`, `runs at the priority of bus_manager`. Empty if there is none to
/// speak of.
#[must_use]
pub fn priority(language: Language, priority: &Priority, names: &impl Names) -> String {
    let wish = priority.wish;
    let mut parts = Vec::new();
    let own = match (wish.class, language) {
        (Class::Other, _) if wish.nice == 0 => None,
        (Class::Other, Language::English) => Some(format!("nice {}", wish.nice)),
        (Class::Other, Language::Korean) => Some(format!("nice 값 {}", wish.nice)),
        (class, Language::English) => Some(format!(
            "real-time priority {} ({})",
            wish.priority,
            class_name(class)
        )),
        (class, Language::Korean) => Some(format!(
            "실시간 우선순위 {} ({})",
            wish.priority,
            class_name(class)
        )),
    };
    parts.extend(own.map(|own| match (priority.counts, language) {
        (true, _) => own,
        (false, Language::English) => format!("{own}, which this scheduler ignores"),
        (false, Language::Korean) => format!("{own} (이 스케줄러는 무시함)"),
    }));
    parts.extend(priority.lender.map(|lender| {
        let (name, kind) = names.task(lender);
        match language {
            Language::English => {
                format!("runs at the priority of {name}, which waits for its lock")
            }
            Language::Korean => {
                let noun = match kind {
                    TaskKind::Thread => "스레드",
                    TaskKind::Coroutine => "태스크",
                };
                format!("락을 기다리는 {name} {noun}의 우선순위로 실행됨")
            }
        }
    }));
    if wish.cores != Scheduling::default().cores {
        let cores: Vec<String> = (0..64)
            .filter(|&core| wish.allows(core))
            .map(|core| core.to_string())
            .collect();
        let cores = cores.join(", ");
        parts.push(match language {
            Language::English => format!("bound to core {cores}"),
            Language::Korean => format!("코어 {cores}에만 배정"),
        });
    }
    parts.join(" · ")
}

fn class_name(class: Class) -> &'static str {
    match class {
        Class::Other => "SCHED_OTHER",
        Class::Fifo => "SCHED_FIFO",
        Class::RoundRobin => "SCHED_RR",
    }
}

#[cfg(test)]
mod tests {
    use interleave_trace::TaskId;

    use super::*;

    struct Crew;

    impl Names for Crew {
        fn task(&self, _: TaskId) -> (&str, TaskKind) {
            ("bus_manager", TaskKind::Thread)
        }
    }

    #[test]
    fn a_priority_says_whether_it_counts_and_where_it_comes_from() {
        let nice = Priority {
            wish: Scheduling {
                nice: 5,
                ..Scheduling::default()
            },
            counts: false,
            lender: None,
        };
        assert_eq!(
            priority(Language::English, &nice, &Crew),
            "nice 5, which this scheduler ignores"
        );
        let lent = Priority {
            wish: Scheduling {
                class: Class::Fifo,
                priority: 10,
                cores: 0b101,
                ..Scheduling::default()
            },
            counts: true,
            lender: Some(TaskId(3)),
        };
        assert_eq!(
            priority(Language::English, &lent, &Crew),
            "real-time priority 10 (SCHED_FIFO) · runs at the priority of bus_manager, which waits for its lock · \
             bound to core 0, 2"
        );
        assert_eq!(
            priority(Language::Korean, &lent, &Crew),
            "실시간 우선순위 10 (SCHED_FIFO) · 락을 기다리는 bus_manager 스레드의 우선순위로 실행됨 · 코어 0, 2에만 배정"
        );
    }
}
