//! `Arc` and `Weak` as the explorer's programs see them: the real ones, with what their counts tell and who drops the last
//! owner made operations that others can come before. It has a crate of its own as it needs what only `std` is allowed
//! (`RUSTC_BOOTSTRAP` in `.cargo/config.toml`): to be coerced to `Arc<dyn Trait>` and taken as `self: Arc<Self>`.
#![feature(
    clone_to_uninit,
    coerce_unsized,
    dispatch_from_dyn,
    dropck_eyepatch,
    legacy_receiver_trait,
    pin_coerce_unsized_trait,
    unsize
)]
#![expect(
    unsafe_code,
    reason = "an owner is given up before the value is dropped, and raw pointers are pointers"
)]

mod conversions;
mod count;
mod make_mut;
mod owners;
mod strong;
mod traits;
mod uninit;
mod verb;
mod wake;
mod weak;

pub use strong::Arc;
pub use wake::Wake;
pub use weak::Weak;
