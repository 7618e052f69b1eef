//! Questions about what a program can do, for whoever wants to know whether they have understood it. Choices and answers are
//! computed: the right ones are what the explorer has found, the wrong ones come near that, and the explorer has proven of each
//! that no run prints it, also where wake-ups come late. What it does not know is not asked.
//!
//! Nothing here runs anything: who asks brings a [`Program`], and chance as a seed.

mod can_print;
mod choice;
mod compiles;
mod ends;
mod kind;
pub mod markdown;
mod mdbook;
mod near_miss;
mod next_line;
mod program;
mod question;
mod reason;

pub use choice::{Choice, Shown};
pub use kind::Kind;
pub use mdbook::mdbook;
pub use program::{Complaint, Program};
pub use question::Question;
pub use reason::Reason;
