//! Whether a type is `Copy`, `Eq` or `Sync`, asked where nothing is known of it.

/// Whether a type is `Copy`. A closure that is has no `&mut`, so there is nothing that it alone could write.
#[must_use]
pub const fn is_copy<T>() -> bool {
    <T as Copies>::COPY
}

/// Whether a type is `Sync`. Who only has a `&` to such a value can change nothing in it unseen.
#[must_use]
pub const fn is_sync<T: ?Sized>() -> bool {
    <T as Shares>::SYNC
}

/// Whether a type is `Eq`, so that each of its values is equal to itself.
#[must_use]
pub const fn is_eq<T: ?Sized>() -> bool {
    <T as Equals>::EQ
}

trait Copies {
    const COPY: bool;
}

impl<T> Copies for T {
    default const COPY: bool = false;
}

impl<T: Copy> Copies for T {
    const COPY: bool = true;
}

trait Shares {
    const SYNC: bool;
}

impl<T: ?Sized> Shares for T {
    default const SYNC: bool = false;
}

impl<T: ?Sized + Sync> Shares for T {
    const SYNC: bool = true;
}

trait Equals {
    const EQ: bool;
}

impl<T: ?Sized> Equals for T {
    default const EQ: bool = false;
}

impl<T: ?Sized + Eq> Equals for T {
    const EQ: bool = true;
}

#[cfg(test)]
mod tests {
    use super::{is_copy, is_eq, is_sync};
    use std::cell::Cell;

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

    #[test]
    fn a_cell_is_not_sync_and_a_vector_is() {
        assert!(is_sync::<Vec<i32>>() && is_sync::<[u8]>() && is_sync::<dyn Sync>());
        assert!(!is_sync::<Cell<i32>>() && !is_sync::<Vec<Cell<i32>>>() && !is_sync::<dyn Send>());
    }
    #[test]
    fn a_number_with_a_fraction_is_not_always_equal_to_itself() {
        assert!(is_eq::<i32>() && is_eq::<str>() && is_eq::<[String]>());
        assert!(!is_eq::<f64>() && !is_eq::<[f64]>() && !is_eq::<Cell<f64>>());
    }
}
