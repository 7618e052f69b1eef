//! What a lane is doing between its events.

use crate::timeline::{Event, Kind, Timeline, What};

/// What a lane is doing between its events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum State {
    /// It is not there yet, or no longer.
    Absent,
    /// It can go on.
    Runs,
    /// It waits for a time.
    Sleeps,
    /// It sleeps and lets nobody else use its thread.
    Blocks,
    /// It waits for somebody else.
    Waits,
}

/// What each lane is doing.
#[derive(Clone, Debug)]
pub(crate) struct States<'a> {
    timeline: &'a Timeline,
    now: Vec<State>,
    over: Vec<bool>,
}

impl State {
    /// What a reader is told that lines mean.
    pub const LEGEND: [(State, &'static str); 4] = [
        (State::Runs, "can go on"),
        (State::Sleeps, "sleeps"),
        (State::Blocks, "blocks its thread"),
        (State::Waits, "waits"),
    ];
}

impl<'a> States<'a> {
    /// At the start only `main` is there.
    pub fn new(timeline: &'a Timeline) -> Self {
        let mut now = vec![State::Absent; timeline.lanes.len()];
        if let Some(main) = now.first_mut() {
            *main = State::Runs;
        }
        States { timeline, over: vec![false; now.len()], now }
    }

    pub fn of(&self, lane: usize) -> State {
        self.now[lane]
    }

    /// Of all lanes. Who polls futures waits while they all do.
    pub fn all(&self) -> Vec<State> {
        (0..self.now.len()).map(|lane| self.shown(lane)).collect()
    }

    pub fn after(&mut self, event: &Event) {
        let over = matches!(event.what, What::Ended | What::Dropped | What::NeverRanAgain | What::Exited);
        // What a call in a loop polls has one lane, which comes back.
        let comes_back = self.timeline.lanes[event.lane].kind == Kind::Future;
        self.over[event.lane] = over || (self.over[event.lane] && !comes_back);
        self.now[event.lane] = match event.what {
            _ if self.over[event.lane] => State::Absent,
            What::Slept => State::Sleeps,
            What::Blocked => State::Blocks,
            What::Waits | What::Stuck => State::Waits,
            _ => State::Runs,
        };
        if event.what == What::Spawned {
            for &child in &event.others {
                self.now[child] = State::Runs;
            }
        }
    }

    fn shown(&self, lane: usize) -> State {
        let inside = self.timeline.lanes.iter().enumerate();
        let inside = inside.filter(|(_, other)| other.kind == Kind::Future && other.within == Some(lane));
        let inside: Vec<State> =
            inside.map(|(other, _)| self.shown(other)).filter(|state| *state != State::Absent).collect();
        match self.now[lane] {
            // A future that does nothing but poll others is only seen by these.
            State::Runs | State::Absent if inside.contains(&State::Blocks) => State::Blocks,
            State::Runs | State::Absent if inside.contains(&State::Runs) => State::Runs,
            State::Runs | State::Absent if !inside.is_empty() => State::Waits,
            own => own,
        }
    }
}
