//! One execution of a search for states: it goes to where there is something new, makes a move there, and goes on.

use super::screen::Screen;
use super::spot::Spot;
use answers::graph::Print;
use engine::{Choice, Chunk, Point, Scheduler, Step};
use std::ops::Range;

/// So many steps may follow one that they commute with; then there is a state all the same.
const FOLDED: usize = 64;

/// One execution of a search for states.
pub(super) struct Scout<'a> {
    /// What is to be repeated first.
    way: Vec<Choice>,
    /// Who goes next after that.
    then: Then<'a>,
    /// How much of that was repeated.
    repeated: usize,
    /// What is left of a plan.
    plan: Vec<Choice>,
    pub screen: Screen,
    /// Where it was when nothing was left to be repeated.
    pub start: Option<Spot>,
    /// From there on.
    pub legs: Vec<Leg>,
    /// What is under way.
    leg: Option<Leg>,
    /// With so many states in all it is over.
    most: usize,
}

/// Who goes next.
pub(super) enum Then<'a> {
    /// First this, if something, and then whatever comes first and is in time, to a state that is known.
    Anyone(Option<Choice>, &'a dyn Fn(u64) -> bool),
    /// As planned, to the end.
    Along(&'a [Choice]),
}

/// A move, with what follows at once.
#[derive(Debug, Default)]
pub(super) struct Leg {
    pub choices: Vec<Choice>,
    pub printed: Vec<Chunk>,
    pub prints: Vec<Print>,
    /// What the first operation was, and the last one.
    pub began: &'static str,
    pub done: &'static str,
    /// Which of the execution's events it is.
    pub events: Range<usize>,
    /// Where it leads; `None` to the execution's end.
    pub to: Option<Spot>,
}

impl<'a> Scout<'a> {
    pub fn new(way: Vec<Choice>, then: Then<'a>, most: usize) -> Scout<'a> {
        let plan = match then {
            Then::Anyone(..) => Vec::new(),
            Then::Along(plan) => plan.to_vec(),
        };
        Scout {
            way,
            then,
            repeated: 0,
            plan,
            screen: Screen::default(),
            start: None,
            legs: Vec::new(),
            leg: None,
            most,
        }
    }

    /// The same from the start.
    pub fn again(self) -> Scout<'a> {
        Scout::new(self.way, self.then, self.most)
    }

    /// The execution came to its end, after so many events.
    pub fn end(&mut self, end: &engine::End, events: usize) {
        if let Some(mut leg) = self.leg.take() {
            leg.prints.extend(self.screen.end(end));
            leg.events.end = events;
            self.legs.push(leg);
        }
    }

    fn note(&mut self, step: &Step) {
        let prints = self.screen.print(&step.printed);
        if let Some(leg) = &mut self.leg {
            leg.printed.extend(step.printed.iter().cloned());
            leg.prints.extend(prints);
            leg.done = step.done;
            if leg.choices.len() == 1 {
                leg.began = step.done;
            }
        }
    }

    /// What is to follow at once: nobody could notice whether it comes now or later.
    fn follows(&mut self, point: &Point<'_>) -> Option<Choice> {
        let leg = self.leg.as_mut().filter(|leg| leg.choices.len() <= FOLDED)?;
        let follows = point.moves.iter().find(|one| one.alone && point.moves.len() > 1)?.choice;
        leg.choices.push(follows);
        // A plan may have it later.
        if let Some(place) = self.plan.iter().position(|choice| *choice == follows) {
            self.plan.remove(place);
        }
        Some(follows)
    }

    /// Comes to a state, and goes on from there.
    fn arrive(&mut self, point: &Point<'_>) -> Option<Choice> {
        let spot = Spot::of(point, &self.screen.held);
        let key = spot.key;
        let was_here = self.start.iter().chain(self.legs.iter().filter_map(|leg| leg.to.as_ref()));
        let was_here = was_here.into_iter().any(|spot| spot.key == key);
        let is_first = self.start.is_none();
        match self.leg.take() {
            Some(mut leg) => {
                leg.events.end = point.events();
                leg.to = Some(spot);
                self.legs.push(leg);
            }
            None => self.start = Some(spot),
        }
        let choice = match self.then {
            Then::Anyone(Some(first), _) if is_first => first,
            Then::Anyone(_, is_known) if was_here || is_known(key) => return None,
            Then::Anyone(..) => point.moves.iter().find(|one| !one.late)?.choice,
            Then::Along(_) if self.plan.is_empty() => return None,
            Then::Along(_) => self.plan.remove(0),
        };
        if self.legs.len() >= self.most {
            return None;
        }
        let events = point.events()..point.events();
        self.leg = Some(Leg { choices: vec![choice], events, ..Leg::default() });
        Some(choice)
    }
}

impl Scheduler for Scout<'_> {
    fn next(&mut self, point: &Point<'_>) -> Option<Choice> {
        self.note(point.step);
        if let Some(choice) = self.way.get(self.repeated) {
            self.repeated += 1;
            return Some(*choice);
        }
        self.follows(point).or_else(|| self.arrive(point))
    }

    fn ended(&mut self, last: &Step) {
        self.note(last);
    }
}
