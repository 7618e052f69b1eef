//! How far an execution follows what somebody saw.

use crate::guide::{Follows, Guide};
use crate::observed::{agrees, may_stop};
use crate::terminal::{Shown, Terminal};
use crate::wanted::{Furthest, Instead, Wanted};
use answers::Extent;
use engine::{Chunk, End, Stream};
use screen::shown;
use std::cell::RefCell;
use std::rc::Rc;

/// Follows an observed text.
pub(crate) struct Follower {
    wanted: Rc<Wanted>,
    furthest: Rc<RefCell<Furthest>>,
    /// The text may hold both streams, or standard output alone. There is one of these until that makes a difference.
    tracks: Vec<Track>,
    /// Whether the program has printed to standard error.
    has_stderr: bool,
}

/// Where in the text an execution may be.
#[derive(Clone)]
struct Track {
    /// Whether standard error is not in the text.
    is_stdout_alone: bool,
    terminal: Terminal,
    /// Before each of these lines, as there may be several ways to read those above. In order.
    places: Vec<usize>,
}

impl Follower {
    pub fn new(wanted: &Rc<Wanted>, furthest: &Rc<RefCell<Furthest>>) -> Follower {
        let places = wanted.with_aside((0..=wanted.text.starts).collect());
        let track = Track { is_stdout_alone: false, terminal: Terminal::default(), places };
        let (wanted, furthest) = (Rc::clone(wanted), Rc::clone(furthest));
        Follower { wanted, furthest, tracks: vec![track], has_stderr: false }
    }

    fn print(&mut self, chunk: &Chunk) -> Follows {
        if chunk.stream == Stream::Stderr && !std::mem::replace(&mut self.has_stderr, true) {
            let alone: Vec<Track> =
                self.tracks.iter().map(|both| Track { is_stdout_alone: true, ..both.clone() }).collect();
            self.tracks.extend(alone);
        }
        let mut all = Follows::Off;
        for track in &mut self.tracks {
            let follows = track.print(chunk, &self.wanted, &self.furthest);
            if follows == Follows::There {
                return follows;
            }
            if follows == Follows::On {
                all = follows;
            }
        }
        self.tracks.retain(|track| !track.places.is_empty());
        all
    }

    /// Whether the text may end here.
    fn is_there(&self) -> bool {
        let may_end = |place: &usize| {
            self.wanted.text.ended(*place).is_some_and(|said| may_stop(self.wanted.extent, said))
        };
        self.tracks.iter().any(|track| track.places.iter().any(may_end))
    }
}

impl Track {
    fn print(&mut self, chunk: &Chunk, wanted: &Wanted, furthest: &RefCell<Furthest>) -> Follows {
        if self.is_stdout_alone && chunk.stream == Stream::Stderr {
            return Follows::On;
        }
        for line in self.terminal.print(chunk) {
            let follows = self.follow(&line, wanted, furthest);
            if follows != Follows::On {
                return follows;
            }
        }
        let under_way = self.terminal.under_way();
        if under_way.is_empty() {
            return Follows::On;
        }
        let places = self.places.clone();
        self.places.retain(|place| wanted.may_become(*place, under_way));
        if self.places.is_empty() {
            wanted.note(furthest, &places, Instead::of(chunk.stream, under_way));
            return Follows::Off;
        }
        Follows::On
    }

    fn follow(&mut self, line: &Shown, wanted: &Wanted, furthest: &RefCell<Furthest>) -> Follows {
        let text = shown(&line.text);
        let mut next = Vec::new();
        for &place in &self.places {
            if wanted.extent == Extent::CutOff && wanted.starts_like(place, &text) {
                furthest.borrow_mut().within_a_line = true;
                self.places = vec![place];
                return Follows::There;
            }
            if line.optional || wanted.is_gap(place) || text.is_empty() && wanted.is_at_an_end(place) {
                next.push(place);
            }
            if wanted.is_like(place, &text) {
                next.push(place + 1);
            }
        }
        let before = std::mem::replace(&mut self.places, wanted.with_aside(next));
        if self.places.is_empty() {
            wanted.note(furthest, &before, Instead::of(line.stream, &text));
            return Follows::Off;
        }
        let may_end =
            |place: &usize| wanted.text.ended(*place).is_some_and(|said| may_stop(wanted.extent, said));
        if self.places.iter().any(may_end) { Follows::There } else { Follows::On }
    }

    /// Whether the text is over when the program has ended so.
    fn ends(&self, end: &End, wanted: &Wanted) -> bool {
        let mut terminal = self.terminal.clone();
        if matches!(end, End::Exited(_) | End::Panicked) {
            terminal.flush();
        }
        let rest = shown(terminal.under_way());
        let is_end = |place: usize| wanted.text.ended(place).is_some_and(|said| agrees(said, end));
        self.places.iter().any(|&place| {
            let is_cut = wanted.extent == Extent::CutOff && wanted.starts_like(place, &rest);
            is_cut
                || rest.is_empty() && is_end(place)
                || wanted.is_like_open(place, &rest) && is_end(place + 1)
        })
    }
}

impl Guide for Follower {
    fn follows(&mut self, printed: &[Chunk]) -> Follows {
        if self.is_there() {
            return Follows::There;
        }
        for chunk in printed {
            let follows = self.print(chunk);
            if follows != Follows::On {
                return follows;
            }
        }
        Follows::On
    }

    fn position(&self) -> u64 {
        let tracks: Vec<_> =
            self.tracks.iter().map(|track| (track.is_stdout_alone, &track.terminal, &track.places)).collect();
        engine::digest((self.has_stderr, tracks))
    }

    fn lines(&self) -> usize {
        self.tracks.iter().flat_map(|track| track.places.iter().copied()).max().unwrap_or_default()
    }

    fn is_it(&mut self, end: &End) -> bool {
        let is_it = self.tracks.iter().any(|track| track.ends(end, &self.wanted));
        if !is_it {
            for track in &self.tracks {
                let name = crate::outcome::name(end);
                self.wanted.note(&self.furthest, &track.places, Instead::Ended(name));
            }
        }
        is_it
    }
}
