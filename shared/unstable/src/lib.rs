//! What the explorer needs of Rust that is not stable yet, and nothing else: with `virtual-arc` the only crate for which
//! `RUSTC_BOOTSTRAP` is set (in `.cargo/config.toml`, and by the runner for programs that are explored).
#![feature(const_eval_select, core_intrinsics, rt, specialization, update_panic_count)]
#![expect(
    incomplete_features,
    internal_features,
    reason = "nothing else tells a constant from a value, knows whether a type is `Copy`, or moves a panic between coroutines"
)]

mod made;
mod panics;
mod text_of;
mod traits;

pub use made::{Made, made};
pub use panics::{Panics, finish_hook, panics};
pub use text_of::text_of;
pub use traits::{is_copy, is_eq, is_sync};
