//! The memory orders that a program asks for.

use super::Ordering;

/// # Panics
/// As `std`, where there is no such load.
#[track_caller]
pub(super) fn to_load(order: Ordering) {
    match order {
        Ordering::Release => panic!("there is no such thing as a release load"),
        Ordering::AcqRel => panic!("there is no such thing as an acquire-release load"),
        _ => {}
    }
}

/// # Panics
/// As `std`, where there is no such store.
#[track_caller]
pub(super) fn to_store(order: Ordering) {
    match order {
        Ordering::Acquire => panic!("there is no such thing as an acquire store"),
        Ordering::AcqRel => panic!("there is no such thing as an acquire-release store"),
        _ => {}
    }
}

/// # Panics
/// As `std`, where there is no such order for a comparison that fails.
#[track_caller]
pub(super) fn to_compare(failure: Ordering) {
    match failure {
        Ordering::Release => panic!("there is no such thing as a release failure ordering"),
        Ordering::AcqRel => panic!("there is no such thing as an acquire-release failure ordering"),
        _ => {}
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

/// As `std::sync::atomic::fence`.
///
/// # Panics
/// For a relaxed fence.
#[track_caller]
pub fn fence(order: Ordering) {
    assert!(order != Ordering::Relaxed, "there is no such thing as a relaxed fence");
    engine::fence(order);
}

/// As `std::sync::atomic::compiler_fence`: other threads can't tell that it was there.
///
/// # Panics
/// For a relaxed fence.
#[track_caller]
pub fn compiler_fence(order: Ordering) {
    assert!(order != Ordering::Relaxed, "there is no such thing as a relaxed compiler fence");
}
