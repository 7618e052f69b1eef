//! All that a page says of a program that runs.

use answers::{Clock, Drawn, Graph, Limits};
use commands::explored::Explored;
use commands::{graph, outcome};
use fastrand::Rng;
use quiz::{Kind, Question};
use stepper::Figure;
use terminal::{Failure, Workspace};
use timeline::Caption;
use worlds::Explorable;

use crate::subject::Subject;
use crate::telling::Telling;

/// How wide a timeline is, in characters.
const WIDTH: usize = 86;

/// What the explorer says of a program.
pub struct Runs {
    pub graph: Graph,
    /// With the late clock, where there is more to decide then, and it can be decided.
    pub late: Option<Graph>,
    pub telling: Telling,
}

/// A program that runs, with what the explorer says of it.
pub struct Study {
    /// What addresses call it.
    pub id: String,
    /// Its name.
    pub name: String,
    pub title: String,
    pub runs: Runs,
    /// A picture of a run, of one that hangs if there is any; empty if no run came to its end.
    pub timeline: String,
}

impl Runs {
    /// Asks the explorer; a sentence where it does not answer.
    ///
    /// # Errors
    /// Asking failed for a reason that lies not in the program.
    pub fn ask(
        workspace: &Workspace,
        explored: &Explored,
        explorable: &Explorable,
        limits: Limits,
    ) -> Result<Result<Runs, String>, Failure> {
        let graph_of = |clock| graph::ask(workspace, explored, explorable, (clock, limits));
        let graph = match graph_of(Clock::Exact)? {
            Ok(graph) => graph,
            Err(why) => return Ok(Err(why)),
        };
        // Where there are too many states as it is, there are not fewer then.
        let late =
            if graph.runs.is_empty() { graph_of(Clock::Late)?.ok().filter(has_late_moves) } else { None };
        let telling = Telling::ask(workspace, explored, explorable, (None, limits))?;
        Ok(telling.map(|telling| Runs { graph, late, telling }))
    }
}

impl Study {
    pub fn new(id: String, explored: &Explored, runs: Runs) -> Study {
        let Drawn { outcome, timeline } = &runs.telling.drawn;
        let (which, ties) = (runs.telling.which(), outcome::ties(outcome));
        // The page has the program's text itself.
        let caption = Caption { title: &explored.name, which: &which, notes: &ties, source: "" };
        let timeline = timeline.as_ref().map_or(String::new(), |timeline| timeline.svg(&caption, WIDTH));
        Study { id, name: explored.name.clone(), title: explored.heading(), runs, timeline }
    }

    /// The program with its stepper.
    pub fn figure(&self) -> Figure<'_> {
        let Runs { graph, late, .. } = &self.runs;
        let (id, title) = (self.id.clone(), self.title.clone());
        Figure { id, title, graph, late: late.as_ref(), timeline: &self.timeline }
    }
}

impl Subject<'_> {
    /// A question of each kind to which the answer is known; the same ones each time.
    pub fn questions(&self) -> Vec<Question> {
        let name = quiz::Program::id(self);
        let seed = name.bytes().fold(0, |seed: u64, byte| seed.wrapping_mul(31).wrapping_add(byte.into()));
        let ask = |kind: Kind| kind.ask(self, &mut Rng::with_seed(seed));
        Kind::ALL.into_iter().filter_map(ask).collect()
    }
}

/// Whether there is more to decide than with the exact clock, and it can be decided.
fn has_late_moves(late: &Graph) -> bool {
    late.runs.is_empty() && late.states.iter().flat_map(|state| &state.moves).any(|one| one.late)
}
