//! The one thing that is done right now, shown live on a terminal and nowhere else.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How often it is drawn anew.
const PAUSE: Duration = Duration::from_millis(100);

/// A line that says what is done and since when. It goes away when this is dropped.
pub struct Ticker(ProgressBar);

impl Ticker {
    pub fn new() -> Ticker {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{elapsed:>4}  {msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(PAUSE);
        Ticker(bar)
    }

    pub fn show(&self, doing: &str) {
        self.0.set_message(doing.to_owned());
    }
}

impl Drop for Ticker {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
