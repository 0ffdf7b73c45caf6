//! Which lessons there are.

mod bounded_queue;
mod lost_update;
mod philosophers;
mod threads_and_event_loop;

use crate::Lesson;

/// Every lesson, in the order in which to read them.
#[must_use]
pub fn all() -> &'static [Lesson] {
    static ALL: [Lesson; 4] = [
        lost_update::LESSON,
        threads_and_event_loop::LESSON,
        bounded_queue::LESSON,
        philosophers::LESSON,
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
