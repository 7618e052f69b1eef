//! What a terminal shows: what is left to see of a line ([`shown`]), which lines of a session that somebody copied are a
//! program's ([`Text`]), how to show text that must not control a terminal ([`escaped`]),
//! and text that is wider than it ([`folded`]).

mod aside;
mod bytes;
mod cargo;
mod ended;
mod escaped;
mod folded;
mod panic;
mod prompt;
mod shell;
mod shown;
mod text;
mod times;

pub use aside::is_gap;
pub use bytes::{NotText, decode};
pub use ended::Ended;
pub use escaped::{escaped, harmless, harmless_json};
pub use folded::folded;
pub use panic::{Header, is_note};
pub use shown::shown;
pub use text::{Line, Reading, Text};
