//! The colours, by what they mean.

use anstyle::{AnsiColor, Style};

pub const KEPT: Style = AnsiColor::Green.on_default();
pub const BROKEN: Style = AnsiColor::Red.on_default().bold();
pub const LIMITED: Style = AnsiColor::Yellow.on_default();
pub const DIM: Style = Style::new().dimmed();
pub const ID: Style = Style::new().bold();

/// The text in a style. Whoever prints it takes the colours out where they don't belong.
pub fn paint(style: Style, text: impl std::fmt::Display) -> String {
    format!("{style}{text}{style:#}")
}
