//! What a terminal shows: what is left to see of a line ([`shown`]), which lines of a session that somebody copied are a
//! program's ([`Text`]), and how to show text that must not control a terminal ([`escaped`]).

mod aside;
mod bytes;
mod cargo;
mod ended;
mod escaped;
mod panic;
mod prompt;
mod shell;
mod shown;
mod text;
mod times;

pub use bytes::{NotText, decode};
pub use ended::Ended;
pub use escaped::{escaped, harmless, harmless_json};
pub use panic::{Header, is_note};
pub use shown::shown;
pub use text::{Line, Reading, Text};
