//! Which characters the user's terminal can show.

use std::env;

use timeline::Charset;

/// Which characters there are, as the locale says.
pub fn charset() -> Charset {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| env::var(name).ok().filter(|v| !v.is_empty()));
    let locale = locale.unwrap_or_default().to_lowercase();
    let speaks_utf8 = locale.contains("utf-8") || locale.contains("utf8");
    if speaks_utf8 || cfg!(windows) { Charset::Unicode } else { Charset::Ascii }
}
