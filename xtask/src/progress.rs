//! What runs right now, shown live on a terminal and nowhere else.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use catalogue::Id;
use console::{Term, truncate_str};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use runner::Event;

use terminal::ticker::Pace;

/// How often the picture is drawn anew.
const PAUSE: Duration = Duration::from_millis(100);

/// A picture below the verdicts: how far it is, and a line for each listing that runs.
pub struct Progress {
    bar: ProgressBar,
    state: Arc<Mutex<State>>,
}

struct State {
    /// How far the build is; `None` once it is done.
    building: Option<Building>,
    wanted: usize,
    ended: usize,
    running: BTreeMap<Id, Running>,
}

#[derive(Default)]
struct Building {
    pace: Pace,
    shown: String,
}

struct Running {
    since: Instant,
    last_line: String,
}

impl Progress {
    pub fn new(wanted: usize) -> Self {
        let state = Arc::new(Mutex::new(State {
            building: Some(Building::default()),
            wanted,
            ended: 0,
            running: BTreeMap::new(),
        }));
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        let seen = state.clone();
        let draw = move |_: &ProgressState, out: &mut dyn std::fmt::Write| {
            // A picture that can't be drawn is no reason to end.
            let _ = out.write_str(&lock(&seen).picture());
        };
        if let Ok(style) = ProgressStyle::with_template("{picture}") {
            bar.set_style(style.with_key("picture", draw));
        }
        // What is built already is soon found to be so.
        bar.enable_steady_tick(PAUSE);
        Progress { bar, state }
    }

    pub fn see(&self, event: &Event) {
        let mut state = lock(&self.state);
        match event {
            Event::Building(stage) => {
                if let Some(building) = &mut state.building {
                    building.shown = building.pace.at(stage);
                }
            }
            Event::Built(_) => state.building = None,
            Event::Started(listing) => {
                let running = Running { since: Instant::now(), last_line: String::new() };
                state.running.insert(listing.id.clone(), running);
            }
            Event::Printed(listing, line) => {
                if let Some(running) = state.running.get_mut(&listing.id) {
                    running.last_line.clone_from(&line.text);
                }
            }
            Event::Ended(report) => {
                state.running.remove(&report.listing.id);
                state.ended += 1;
            }
        }
    }

    /// Takes the picture away while `print` writes, so that the two don't mix.
    pub fn suspended<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }

    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(|poison| poison.into_inner())
}

impl State {
    fn picture(&self) -> String {
        let (height, width) = Term::stderr().size();
        let width = usize::from(width).saturating_sub(1);
        let cut = |line: String| truncate_str(&line, width, "…").into_owned();
        if let Some(building) = &self.building {
            return cut(building.shown.clone());
        }
        let rows = usize::from(height).saturating_sub(4).max(1);
        let mut lines = vec![format!("{} of {} done, running:", self.ended, self.wanted)];
        lines.extend(self.running.iter().take(rows).map(|(id, running)| {
            format!("  {:20} {:5.1} s  {}", id, running.since.elapsed().as_secs_f64(), running.last_line)
        }));
        if self.running.len() > rows {
            lines.push(format!("  … and {} more", self.running.len() - rows));
        }
        lines.into_iter().map(cut).collect::<Vec<_>>().join("\n")
    }
}
