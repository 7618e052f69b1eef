//! What is done right now, shown live on a terminal and nowhere else.

use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use runner::{Stage, Words};

/// How often a line is drawn anew.
const PAUSE: Duration = Duration::from_millis(100);
/// Before so long, nothing can be said about how long something takes.
const SOON: Duration = Duration::from_secs(3);

/// The lines below all that was said, one for each thing that is done.
#[derive(Clone)]
pub struct Ticker(MultiProgress);

/// A line that says what is done and since when; it is there from when it first says something until this is dropped.
pub struct Doing<'a> {
    ticker: &'a Ticker,
    since: Instant,
    bar: OnceLock<ProgressBar>,
}

impl Default for Ticker {
    fn default() -> Ticker {
        Ticker(MultiProgress::with_draw_target(ProgressDrawTarget::stderr()))
    }
}

impl Ticker {
    pub fn doing(&self) -> Doing<'_> {
        Doing { ticker: self, since: Instant::now(), bar: OnceLock::new() }
    }

    /// Builds something, and shows meanwhile how far that is.
    pub fn building<T>(&self, build: impl FnOnce(Words) -> T) -> T {
        let (doing, pace) = (self.doing(), Mutex::new(Pace::default()));
        build(Words::Told(&|stage| {
            let mut pace = pace.lock().unwrap_or_else(PoisonError::into_inner);
            doing.show(&pace.at(stage));
        }))
    }
}

impl Doing<'_> {
    pub fn show(&self, what: &str) {
        self.bar.get_or_init(|| self.bar()).set_message(what.to_owned());
    }

    fn bar(&self) -> ProgressBar {
        let bar = self.ticker.0.add(ProgressBar::new_spinner().with_elapsed(self.since.elapsed()));
        if let Ok(style) = ProgressStyle::with_template("{elapsed:>4}  {wide_msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(PAUSE);
        bar
    }
}

impl Drop for Doing<'_> {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

/// How far a build is, and how long about it takes from there if what is left is like what is done.
pub struct Pace {
    since: Instant,
    /// How many were built before.
    before: Option<usize>,
}

impl Default for Pace {
    fn default() -> Pace {
        Pace { since: Instant::now(), before: None }
    }
}

impl Pace {
    pub fn at(&mut self, stage: &Stage) -> String {
        self.after(self.since.elapsed(), stage)
    }

    fn after(&mut self, elapsed: Duration, stage: &Stage) -> String {
        match stage {
            Stage::Builds { done, all, now } => {
                let before = *self.before.get_or_insert(*done);
                let (done, all) = (done.saturating_sub(before), all.saturating_sub(before));
                let left = elapsed.as_secs_f64() * all.saturating_sub(done) as f64 / done as f64;
                let can_tell = done > 0 && elapsed > SOON;
                let left = if can_tell { format!(", about {left:.0} s left") } else { String::new() };
                format!("{done} of {all} built{left}: {now}")
            }
            Stage::Prepares(what) => what.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_says_how_long_it_takes_once_that_can_be_said() {
        let mut pace = Pace::default();
        let mut at = |seconds, done| {
            let stage = Stage::Builds { done, all: 80, now: "syn".to_owned() };
            pace.after(Duration::from_secs(seconds), &stage)
        };
        assert_eq!(at(1, 20), "0 of 60 built: syn");
        assert_eq!(at(2, 30), "10 of 60 built: syn");
        assert_eq!(at(10, 40), "20 of 60 built, about 20 s left: syn");
    }
}
