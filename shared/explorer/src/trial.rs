//! A schedule that is followed once more, to see whether it leads where it did.

use crate::automaton::{Ending, ending};
use crate::graph::{Edge, Graph, Target};
use crate::search::Program;
use crate::way::Way;
use engine::{Choice, Chunk, End, Knowledge, Point, Scheduler, Settings, Step, digest};

/// What came of it that did not the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    /// Somebody could go on there, and not here.
    Moves,
    /// What is printed.
    Output,
    /// The state that it leads to.
    State,
    /// How it ends.
    End,
}

/// A schedule whose parts were found, each with what it led to.
pub(crate) struct Trial {
    legs: Vec<Leg>,
}

/// Part of a schedule, and what it led to when it was found.
struct Leg {
    choices: Vec<Choice>,
    printed: Vec<Chunk>,
    arrives: Arrives,
}

enum Arrives {
    At(u64),
    Ends(Ending),
    /// It was not followed to anywhere.
    Nowhere,
}

impl Trial {
    /// Comes to a node by the way on which it was found, takes one of its edges, and goes on to an end as was found before.
    pub fn along(graph: &Graph, (from, number): (usize, usize)) -> Trial {
        let way = Way::to(graph, from);
        let first =
            Leg { choices: way.choices, printed: way.printed, arrives: Arrives::At(graph.nodes[from].key) };
        let mut legs = vec![first];
        let mut edge = &graph.nodes[from].edges[number];
        loop {
            legs.push(Leg::along(graph, edge));
            let Target::Node(to) = edge.to else { break };
            let edges = &graph.nodes[to].edges;
            // Any will do, and not always the first, which was found with the least trouble.
            let pick = digest((from, number, legs.len())) as usize % edges.len().max(1);
            let Some(next) = edges.get(pick) else { break };
            edge = next;
        }
        Trial { legs }
    }

    /// The only way that there is, where nobody ever had a choice.
    pub fn only(graph: &Graph) -> Trial {
        Trial { legs: graph.start.iter().map(|edge| Leg::along(graph, edge)).collect() }
    }

    /// Those of the trials that fit into so many steps together.
    pub fn within(steps: usize, trials: impl IntoIterator<Item = Trial>) -> impl Iterator<Item = Trial> {
        let mut left = steps;
        trials.into_iter().filter(move |trial| {
            let rest = left.checked_sub(trial.steps());
            left = rest.unwrap_or(left);
            rest.is_some()
        })
    }

    /// How many choices it takes.
    fn steps(&self) -> usize {
        self.legs.iter().map(|leg| leg.choices.len()).sum()
    }

    /// Runs the program so; `None` if it leads to the same as before.
    pub fn run(self, program: Program, settings: &Settings, knowledge: &Knowledge) -> Option<Difference> {
        let mut tried = Tried { legs: self.legs, leg: 0, choice: 0, printed: Vec::new(), difference: None };
        let run = engine::execute(program, settings, &mut knowledge.clone(), &mut tried);
        match run.end {
            _ if tried.difference.is_some() => tried.difference,
            End::Stopped => None,
            End::Diverged => Some(Difference::Moves),
            // What only comes to light now is no difference between states.
            End::Learned | End::StillRunning(_) => None,
            end => tried.ends(&end),
        }
    }
}

impl Leg {
    fn along(graph: &Graph, edge: &Edge) -> Leg {
        let arrives = match &edge.to {
            Target::Node(to) => Arrives::At(graph.nodes[*to].key),
            Target::End(end) => Arrives::Ends(ending(end)),
            Target::Nowhere => Arrives::Nowhere,
        };
        Leg { choices: edge.choices.clone(), printed: edge.printed.clone(), arrives }
    }
}

/// Follows a trial.
struct Tried {
    legs: Vec<Leg>,
    leg: usize,
    /// The next choice of the leg.
    choice: usize,
    /// What was printed on it.
    printed: Vec<Chunk>,
    difference: Option<Difference>,
}

impl Tried {
    /// Compares where a leg leads.
    fn arrive(&mut self, point: &Point<'_>) {
        let Some(leg) = self.legs.get(self.leg) else { return };
        self.difference = match leg.arrives {
            _ if leg.printed != self.printed => Some(Difference::Output),
            Arrives::At(key) if key != digest((point.state(), 0_u64)) => Some(Difference::State),
            Arrives::Ends(_) => Some(Difference::End),
            _ => None,
        };
    }

    fn ends(&self, end: &End) -> Option<Difference> {
        match self.legs.get(self.leg).map(|leg| (&leg.arrives, &leg.printed)) {
            Some((Arrives::Ends(found), printed)) if *found == ending(end) => {
                (*printed != self.printed).then_some(Difference::Output)
            }
            Some(_) => Some(Difference::End),
            None => None,
        }
    }
}

impl Scheduler for Tried {
    fn next(&mut self, point: &Point<'_>) -> Option<Choice> {
        self.printed.extend(point.step.printed.iter().cloned());
        loop {
            let leg = self.legs.get(self.leg)?;
            if let Some(choice) = leg.choices.get(self.choice) {
                self.choice += 1;
                return Some(*choice);
            }
            self.arrive(point);
            if self.difference.is_some() {
                return None;
            }
            (self.leg, self.choice, self.printed) = (self.leg + 1, 0, Vec::new());
        }
    }

    fn ended(&mut self, last: &Step) {
        self.printed.extend(last.printed.iter().cloned());
    }
}
