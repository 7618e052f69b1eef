//! What a reader calls the futures that a task polls side by side.

use crate::parts::joined::Joined;
use std::fmt;
use std::sync::Arc;

/// What a reader calls the futures that a task polls side by side, as whoever knows the program's text says.
#[derive(Clone)]
pub struct Names(Arc<dyn Fn(&Joined) -> String + Send + Sync>);

impl Names {
    pub fn new(name: impl Fn(&Joined) -> String + Send + Sync + 'static) -> Names {
        Names(Arc::new(name))
    }

    pub(crate) fn of(&self, joined: &Joined) -> String {
        (self.0)(joined)
    }
}

impl Default for Names {
    fn default() -> Self {
        Names::new(|joined| match joined.name {
            Some(name) => name.to_owned(),
            None => format!("future {} of line {}", joined.place + 1, joined.site.line()),
        })
    }
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Names")
    }
}
