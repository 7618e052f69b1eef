//! Going through all that is measured.

use std::cell::{OnceCell, RefCell};
use std::time::Instant;

use cost::{Curve, LeftOut, Pair, Point, Report, Side, Spread, Unit};

use crate::asleep::Asleep;
use crate::child;
use crate::effort::Effort;
use crate::kind::Kind;
use crate::machine::{Busy, machine};
use crate::request::Request;
use crate::room::Room;
use crate::rounds::Rounds;
use crate::subject::{Method, Subject};
use crate::subjects::SUBJECTS;

/// The curves that are measured: their ids, what they count, and how a point is measured.
const CURVES: [(&str, Unit, Measure); 2] =
    [("memory", Unit::Bytes, memory_asleep), ("time", Unit::Nanoseconds, time_to_start_and_end)];

/// The total for so many.
type Measure = fn(Kind, usize) -> Result<f64, String>;

/// What shall be measured, and what has been found on the way.
pub struct Survey<'a> {
    effort: &'a Effort,
    /// Ids; `None` for all.
    only: Option<&'a [String]>,
    left_out: RefCell<Vec<LeftOut>>,
    /// Two pairs are made of the same rounds.
    asleep: OnceCell<Result<Vec<[Asleep; 2]>, String>>,
}

impl<'a> Survey<'a> {
    /// # Errors
    /// There is no pair or curve of such an id.
    pub fn new(effort: &'a Effort, only: Option<&'a [String]>) -> Result<Survey<'a>, String> {
        let known = || SUBJECTS.iter().map(|subject| subject.id).chain(CURVES.map(|(id, ..)| id));
        match only.unwrap_or_default().iter().find(|id| !known().any(|other| other == *id)) {
            Some(id) => {
                Err(format!("no pair or curve {id}; there are {}", known().collect::<Vec<_>>().join(", ")))
            }
            None => Ok(Survey { effort, only, left_out: RefCell::default(), asleep: OnceCell::new() }),
        }
    }

    /// Measures, and says on stderr what.
    pub fn report(&self) -> Report {
        let (start, busy) = (Instant::now(), Busy::now());
        let subjects = SUBJECTS.iter().filter(|subject| self.wants(subject.id));
        let pairs = subjects.filter_map(|subject| {
            eprintln!("{}", subject.id);
            self.pair(subject).map_err(|why| self.leave_out(subject.id, why)).ok()
        });
        let pairs = pairs.collect();
        let curves = CURVES.into_iter().filter(|(id, ..)| self.wants(id));
        let curves = curves.map(|(id, unit, measure)| Curve {
            id: id.to_owned(),
            unit,
            points: self.points(id, measure),
        });
        let curves = curves.filter(|curve| !curve.points.is_empty()).collect();
        let mut machine = machine();
        machine.others = busy.and_then(|before| Busy::now()?.others_since(&before));
        let seconds = start.elapsed().as_secs_f64();
        Report { machine, seconds, left_out: self.left_out.take(), pairs, curves }
    }

    fn wants(&self, id: &str) -> bool {
        self.only.is_none_or(|ids| ids.iter().any(|other| other == id))
    }

    fn leave_out(&self, id: &str, why: String) {
        self.left_out.borrow_mut().push(LeftOut { id: id.to_owned(), why });
    }

    fn pair(&self, subject: &Subject) -> Result<Pair, String> {
        if let Some(why) = subject.place.missing() {
            return Err(why.to_owned());
        }
        let rounds: Rounds = match subject.method {
            Method::InTurn(_) => {
                child::ask(&Request::Rounds { id: subject.id.to_owned(), quick: self.effort.is_quick() })?
            }
            Method::Asleep(each) => {
                let asleep =
                    self.asleep.get_or_init(|| self.rounds_asleep()).as_ref().map_err(String::clone)?;
                let untold = "this system does not tell how much memory that takes";
                let each = |[left, right]: &[Asleep; 2]| Some([each(left)?, each(right)?]);
                asleep.iter().map(each).collect::<Option<_>>().ok_or(untold)?
            }
            Method::Alive => {
                vec![[self.alive(subject.id, Kind::Thread)?, self.alive(subject.id, Kind::Task)?]]
            }
        };
        made(subject, rounds).ok_or_else(|| "nothing was found that can be compared".to_owned())
    }

    fn rounds_asleep(&self) -> Result<Vec<[Asleep; 2]>, String> {
        let one = |kind| {
            let count = Room::of(kind, self.effort.asleep(kind)).count;
            let asleep: Asleep = child::ask(&Request::Asleep { kind, count })?;
            match (asleep.alive, &asleep.refused) {
                // Of fewer, one can't tell what each takes.
                (0..10, Some(why)) => Err(format!("too few {}: {why}", kind.plural())),
                _ => Ok(asleep),
            }
        };
        (0..self.effort.rounds).map(|_| Ok([one(Kind::Thread)?, one(Kind::Task)?])).collect()
    }

    /// As many as there can be, but no more than anybody asked for.
    fn alive(&self, id: &str, kind: Kind) -> Result<f64, String> {
        let Room { mut count, why } = Room::of(kind, self.effort.alive(kind));
        if let Some(why) = why {
            self.leave_out(id, why);
        }
        let mut too_many = None;
        loop {
            match child::ask::<Asleep>(&Request::Asleep { kind, count }) {
                Ok(Asleep { alive, refused, .. }) => {
                    if let Some(why) = refused {
                        self.leave_out(id, format!("no more than {alive} {}: {why}", kind.plural()));
                    }
                    if let Some(why) = too_many {
                        self.leave_out(id, why);
                    }
                    return Ok(alive as f64);
                }
                Err(why) => {
                    let why =
                        too_many.get_or_insert(format!("{count} {} were too many: {why}", kind.plural()));
                    count /= 2;
                    if count == 0 {
                        return Err(why.clone());
                    }
                }
            }
        }
    }

    fn points(&self, id: &str, measure: Measure) -> Vec<Point> {
        let mut points = Vec::new();
        let mut given_up = [false; 2];
        for &count in self.effort.counts {
            eprintln!("{id} of {count}");
            let mut totals = [Vec::new(), Vec::new()];
            for _ in 0..self.effort.repeats(count) {
                for kind in Kind::BOTH {
                    if given_up[kind as usize] || count > self.effort.alive(kind) {
                        continue;
                    }
                    match Self::point(measure, kind, count) {
                        Ok(total) => totals[kind as usize].push(total),
                        Err(why) => {
                            given_up[kind as usize] = true;
                            self.leave_out(id, format!("{count} {} and more: {why}", kind.plural()));
                        }
                    }
                }
            }
            let [thread, task] = totals.map(|totals| Spread::of(totals).map(|spread| spread.median));
            if thread.is_some() || task.is_some() {
                points.push(Point { count, thread, task });
            }
        }
        points
    }

    fn point(measure: Measure, kind: Kind, count: usize) -> Result<f64, String> {
        match Room::of(kind, count).why {
            Some(why) => Err(why),
            None => measure(kind, count),
        }
    }
}

/// `None` without rounds in which there was something on either side.
fn made(subject: &Subject, mut rounds: Rounds) -> Option<Pair> {
    rounds.retain(|round| round.iter().all(|cost| cost.is_finite() && *cost > 0.0));
    let side = |index: usize| {
        let spread = Spread::of(rounds.iter().map(|round| round[index]))?;
        Some(Side { name: subject.sides[index].to_owned(), spread })
    };
    Some(Pair {
        id: subject.id.to_owned(),
        what: subject.what.to_owned(),
        unit: subject.unit,
        rounds: rounds.len(),
        left: side(0)?,
        right: side(1)?,
        ratio: Spread::of(rounds.iter().map(|[left, right]| left / right))?,
        caveat: [subject.caveat, subject.place.caveat()].join(" ").trim_end().to_owned(),
    })
}

fn memory_asleep(kind: Kind, count: usize) -> Result<f64, String> {
    let asleep: Asleep = child::ask(&Request::Asleep { kind, count })?;
    match asleep.refused {
        Some(why) => Err(why),
        None => {
            asleep.resident.ok_or_else(|| "this system does not tell how much memory that takes".to_owned())
        }
    }
}

fn time_to_start_and_end(kind: Kind, count: usize) -> Result<f64, String> {
    child::ask(&Request::StartEnd { kind, count })
}
