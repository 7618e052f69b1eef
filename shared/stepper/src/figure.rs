//! One program in a page.

use crate::code::code;
use crate::outputs::{outputs, shown};
use crate::packed::Packed;
use crate::way::Ways;
use answers::Output;
use answers::graph::Graph;
use maud::{Markup, PreEscaped, html};
use screen::escaped;

/// So many outputs are shown that come only when a wake-up is late.
const LATE: usize = 20;

/// One program in a page.
#[derive(Debug)]
pub struct Figure<'a> {
    /// What addresses call it: letters, digits and hyphens.
    pub id: String,
    pub title: String,
    /// With the exact clock.
    pub graph: &'a Graph,
    /// With the late clock, if that makes a difference.
    pub late: Option<&'a Graph>,
    /// A timeline of one of the outputs, as SVG of ours.
    pub timeline: &'a str,
}

impl Figure<'_> {
    pub fn markup(&self) -> Markup {
        self.asking(&html! {})
    }

    /// The same, with a question between the code and the answer.
    pub fn asking(&self, question: &Markup) -> Markup {
        html! {
            figure data-schedules=(self.id) id=(self.id) {
                figcaption { (escaped(&self.title)) }
                (code(&self.graph.source))
                div.s-ask { (question) }
                details {
                    summary { "What can it print?" }
                    (outputs(self.graph))
                    h4 { "What happens in one of them" }
                    (PreEscaped(self.timeline))
                }
                script type="application/json" { (PreEscaped(self.packed().to_json())) }
            }
        }
    }

    /// Ways through its graph, with the exact clock.
    pub fn ways(&self) -> Ways<'_> {
        Ways { id: &self.id, sum: self.packed().sum, graph: self.graph }
    }

    fn packed(&self) -> Packed<'_> {
        let mut graphs = vec![(self.graph, shown(self.graph))];
        graphs.extend(self.late.map(|late| (late, self.outputs_if_late(late))));
        Packed::new(&self.id, &graphs)
    }

    /// Those that need no late wake-up come first.
    fn outputs_if_late(&self, late: &Graph) -> Vec<Output> {
        let mut outputs = shown(self.graph);
        let seen = |output: &Output| {
            let lines = output.lines.iter().map(|line| (line.stream, line.text.clone()));
            (output.end, lines.collect::<Vec<_>>())
        };
        let known: Vec<_> = self.graph.outputs.iter().map(seen).collect();
        let is_new = |output: &&Output| !known.contains(&seen(output));
        outputs.extend(late.outputs.iter().filter(is_new).take(LATE).cloned());
        outputs
    }
}
