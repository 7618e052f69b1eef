//! Standard output and standard error.

use ::std::fmt::Arguments;
use engine::Stream;

#[doc(hidden)]
#[track_caller]
pub fn _print(text: Arguments<'_>) {
    engine::print(Stream::Stdout, text.to_string());
}

#[doc(hidden)]
#[track_caller]
pub fn _eprint(text: Arguments<'_>) {
    engine::print(Stream::Stderr, text.to_string());
}
