//! The memory orders that a program asks for.

use super::Ordering;

/// What is said where a program asks for less than the order that it gets.
const SEQUENTIAL: &str =
    "atomics are taken as sequentially consistent; a processor or a compiler that reorders may do more";

/// Any order will do.
pub(super) fn asked(order: Ordering) {
    if order != Ordering::SeqCst {
        engine::rests_on(SEQUENTIAL);
    }
}

/// # Panics
/// As `std`, where there is no such load.
#[track_caller]
pub(super) fn to_load(order: Ordering) {
    match order {
        Ordering::Release => panic!("there is no such thing as a release load"),
        Ordering::AcqRel => panic!("there is no such thing as an acquire-release load"),
        _ => asked(order),
    }
}

/// # Panics
/// As `std`, where there is no such store.
#[track_caller]
pub(super) fn to_store(order: Ordering) {
    match order {
        Ordering::Acquire => panic!("there is no such thing as an acquire store"),
        Ordering::AcqRel => panic!("there is no such thing as an acquire-release store"),
        _ => asked(order),
    }
}

/// # Panics
/// As `std`, where there is no such order for a comparison that fails.
#[track_caller]
pub(super) fn to_compare(success: Ordering, failure: Ordering) {
    asked(success);
    match failure {
        Ordering::Release => panic!("there is no such thing as a release failure ordering"),
        Ordering::AcqRel => panic!("there is no such thing as an acquire-release failure ordering"),
        _ => asked(failure),
    }
}

/// The order of a comparison that fails where only the other one was asked for.
pub(super) fn of_failure(order: Ordering) -> Ordering {
    match order {
        Ordering::Release => Ordering::Relaxed,
        Ordering::AcqRel => Ordering::Acquire,
        other => other,
    }
}

/// As `std::sync::atomic::fence`: there is nothing to keep apart.
///
/// # Panics
/// For a relaxed fence.
#[track_caller]
pub fn fence(order: Ordering) {
    assert!(order != Ordering::Relaxed, "there is no such thing as a relaxed fence");
    engine::rests_on(SEQUENTIAL);
}

/// As `std::sync::atomic::compiler_fence`: there is nothing to keep apart.
///
/// # Panics
/// For a relaxed fence.
#[track_caller]
pub fn compiler_fence(order: Ordering) {
    assert!(order != Ordering::Relaxed, "there is no such thing as a relaxed compiler fence");
    engine::rests_on(SEQUENTIAL);
}
