//! The panics that an OS thread counts, which are those of the coroutine that runs on it.

use std::rt::panic_count;

/// How many panics a coroutine is unwinding from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panics(usize);

impl Panics {
    /// Takes them off this OS thread, so that another coroutine does not panic.
    #[must_use]
    pub fn take() -> Panics {
        let taken = Panics(panics());
        for _ in 0..taken.0 {
            panic_count::decrease();
        }
        taken
    }

    /// Puts them back.
    pub fn put_back(self) {
        for _ in 0..self.0 {
            panic_count::increase(false);
        }
    }
}

/// How many panics the running coroutine is unwinding from.
#[must_use]
pub fn panics() -> usize {
    panic_count::get_count()
}

/// Has the panic hook count as over, so that the one that runs may be suspended: another panic that comes meanwhile is no
/// panic within the hook.
pub fn finish_hook() {
    panic_count::finished_panic_hook();
}

#[cfg(test)]
mod tests {
    use super::{Panics, panics};
    use std::panic::{catch_unwind, resume_unwind};
    use std::thread::panicking;

    struct Elsewhere;

    impl Drop for Elsewhere {
        fn drop(&mut self) {
            let taken = Panics::take();
            assert!(!panicking());
            assert!(catch_unwind(|| resume_unwind(Box::new(()))).is_err());
            assert!(!panicking());
            taken.put_back();
            assert!(panicking() && panics() == 1);
        }
    }

    #[test]
    fn somebody_else_can_panic_while_panics_are_taken_off() {
        let caught = catch_unwind(|| {
            let _elsewhere = Elsewhere;
            resume_unwind(Box::new(()));
        });
        assert!(caught.is_err() && !panicking());
    }
}
