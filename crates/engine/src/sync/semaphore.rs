//! Semaphores.

/// `threading.Semaphore` or `BoundedSemaphore`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Semaphore {
    /// How many may still acquire it.
    pub value: u32,
    /// The value that it must not exceed, for bounded ones.
    pub bound: Option<u32>,
}

impl Semaphore {
    /// Whether it can be acquired now.
    #[must_use]
    pub fn can_acquire(&self) -> bool {
        self.value > 0
    }

    /// Acquires it, which must be possible.
    pub fn acquire(&mut self) {
        self.value = self.value.saturating_sub(1);
    }

    /// Releases it `count` times.
    ///
    /// # Errors
    /// CPython's message where a bounded semaphore would exceed its bound.
    pub fn release(&mut self, count: u32) -> Result<(), &'static str> {
        let value = self.value.saturating_add(count);
        if self.bound.is_some_and(|bound| value > bound) {
            return Err("Semaphore released too many times");
        }
        self.value = value;
        Ok(())
    }
}
