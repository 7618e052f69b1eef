//! Telling what a program makes while it runs from what is part of its constants and `static`s.

use std::intrinsics::const_eval_select;

/// What wants to know that it was made while the program runs.
pub trait Made {
    /// It was made just now.
    fn made(self) -> Self;
}

/// Gives a value as it is where it is part of a constant or `static`, and lets it know where it is not.
#[track_caller]
pub const fn made<T: Made>(value: T) -> T {
    const_eval_select((value,), as_it_is, now)
}

const fn as_it_is<T>(value: T) -> T {
    value
}

fn now<T: Made>(value: T) -> T {
    value.made()
}

#[cfg(test)]
mod tests {
    use super::{Made, made};

    struct Known(bool);

    impl Made for Known {
        fn made(self) -> Known {
            Known(true)
        }
    }

    static STATIC: Known = made(Known(false));
    const CONSTANT: Known = made(Known(false));

    #[test]
    fn only_what_is_made_while_the_program_runs_is_told() {
        assert!(made(Known(false)).0);
        let (constant, block) = (CONSTANT, const { made(Known(false)) });
        assert!(!STATIC.0 && !constant.0 && !block.0);
    }
}
