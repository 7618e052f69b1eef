//! A place in a program's text.

use crate::parts::digest::{Map, digest};
use std::cell::RefCell;
use std::panic::Location;
use std::ptr;

/// A line of the program.
pub type Site = &'static Location<'static>;

thread_local! {
    static KEYS: RefCell<Map<*const Location<'static>, u64>> = RefCell::default();
}

/// Its digest. Each is reckoned once, as it contains the name of a file and is needed at every step.
pub(crate) fn key(site: Site) -> u64 {
    KEYS.with_borrow_mut(|keys| *keys.entry(ptr::from_ref(site)).or_insert_with(|| digest(site)))
}
