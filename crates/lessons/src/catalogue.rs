//! Which lessons there are.

mod baristas;
mod blocking_call;
mod bounded_queue;
mod c10k;
mod cpu_work;
mod limited_fetching;
mod lock_granularity;
mod lost_update;
mod philosophers;
mod priority_inversion;
mod starvation;
mod threads_and_event_loop;

use crate::Lesson;

/// Every lesson, in the order in which to read them.
#[must_use]
pub fn all() -> &'static [Lesson] {
    static ALL: [Lesson; 12] = [
        lost_update::LESSON,
        lock_granularity::LESSON,
        baristas::LESSON,
        threads_and_event_loop::LESSON,
        blocking_call::LESSON,
        limited_fetching::LESSON,
        cpu_work::LESSON,
        bounded_queue::LESSON,
        c10k::LESSON,
        philosophers::LESSON,
        priority_inversion::LESSON,
        starvation::LESSON,
    ];
    &ALL
}

/// The lesson of a slug.
#[must_use]
pub fn find(slug: &str) -> Option<&'static Lesson> {
    all().iter().find(|lesson| lesson.slug == slug)
}

#[cfg(test)]
mod tests;
