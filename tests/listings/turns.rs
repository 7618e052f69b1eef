use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// As many turns as there are processors.
pub struct Turns {
    free: Mutex<usize>,
    given_back: Condvar,
}

/// Given back when dropped.
pub struct Turn<'a>(&'a Turns);

impl Turns {
    pub fn new() -> Turns {
        let processors = thread::available_parallelism().map_or(1, usize::from);
        Turns { free: Mutex::new(processors), given_back: Condvar::new() }
    }

    /// Waits for a turn.
    pub fn take(&self) -> Turn<'_> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let free = self.given_back.wait_while(free, |free| *free == 0);
        *free.unwrap_or_else(PoisonError::into_inner) -= 1;
        Turn(self)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.given_back.notify_one();
    }
}
