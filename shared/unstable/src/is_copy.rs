//! Whether a type is `Copy`, asked where nothing is known of it.

/// Whether a type is `Copy`. A closure that is has no `&mut`, so there is nothing that it alone could write.
#[must_use]
pub const fn is_copy<T>() -> bool {
    <T as Asked>::IS_COPY
}

trait Asked {
    const IS_COPY: bool;
}

impl<T> Asked for T {
    default const IS_COPY: bool = false;
}

impl<T: Copy> Asked for T {
    const IS_COPY: bool = true;
}

#[cfg(test)]
mod tests {
    use super::is_copy;

    fn of<T>(_: &T) -> bool {
        is_copy::<T>()
    }

    #[test]
    fn a_closure_is_copy_unless_it_may_write_or_owns_something() {
        let (shared, mut own, moved) = (1, 2, String::new());
        assert!(of(&|| shared + 1));
        assert!(!of(&|| own += 1));
        assert!(!of(&move || drop(moved)));
        own += 1;
        assert_eq!(own, 3);
    }
}
