//! What the user's terminal can show.

use std::env;

use timeline::Charset;

/// Where there is no terminal to ask, this many columns fit anywhere.
const COLUMNS: u16 = 80;

/// How many columns there are.
pub fn width() -> usize {
    let size = console::Term::stdout().size_checked();
    size.map_or(COLUMNS, |(_, columns)| columns).into()
}

/// Which characters there are, as the locale says.
pub fn charset() -> Charset {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| env::var(name).ok().filter(|v| !v.is_empty()));
    let locale = locale.unwrap_or_default().to_lowercase();
    let speaks_utf8 = locale.contains("utf-8") || locale.contains("utf8");
    if speaks_utf8 || cfg!(windows) { Charset::Unicode } else { Charset::Ascii }
}
