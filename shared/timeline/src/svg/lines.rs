//! The lines that lanes are.

use super::element::Element;
use super::sheet::{color, px};
use crate::state::State;

/// The lines that lanes are, as far as they are drawn.
pub(super) struct Lines {
    /// Where each lane is, in pixels from the left.
    lanes: Vec<f64>,
    /// What it is doing, and since which height.
    now: Vec<(State, f64)>,
    pub drawn: Vec<Element>,
    states: Vec<State>,
}

impl Lines {
    pub fn new(lanes: Vec<f64>) -> Lines {
        Lines { now: vec![(State::Absent, 0.0); lanes.len()], lanes, drawn: Vec::new(), states: Vec::new() }
    }

    /// A lane does something else from a height on.
    pub fn change(&mut self, lane: usize, state: State, y: f64) {
        let (before, since) = self.now[lane];
        if state == before {
            return;
        }
        if before != State::Absent && y > since {
            self.states.push(before);
            let path = format!("M{} {}V{}", px(self.lanes[lane]), px(since), px(y));
            let line = Element::new("path")
                .set("class", format!("lane {}", class(before)).trim_end())
                .set("d", path);
            self.drawn.push(Element::new("g").set("class", color(lane)).add(&line));
        }
        self.now[lane] = (state, y);
    }

    /// Whether some lane was in a state.
    pub fn drew(&self, state: State) -> bool {
        self.states.contains(&state)
    }

    /// The picture ends at a height.
    pub fn end(&mut self, y: f64) {
        for lane in 0..self.lanes.len() {
            self.change(lane, State::Absent, y);
        }
    }
}

/// How a lane is drawn while nothing happens in it.
pub(super) fn class(state: State) -> &'static str {
    match state {
        State::Sleeps => "sleeps",
        State::Blocks => "blocks",
        State::Waits => "waits",
        State::Runs | State::Absent => "",
    }
}
