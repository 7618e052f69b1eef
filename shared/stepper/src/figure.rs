//! One program in a page.

use crate::code::code;
use crate::packed::packed;
use answers::graph::Graph;
use answers::{Line, Output, Stream};
use maud::{Markup, PreEscaped, html};
use screen::escaped;

/// So many outputs are shown,
const SHOWN: usize = 10;
/// and so many more that come only when a wake-up is late.
const LATE: usize = 6;

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
        let (shown, graph) = (self.outputs(), self.graph);
        let mut graphs = vec![(graph, shown.clone())];
        graphs.extend(self.late.map(|late| (late, self.outputs_if_late(late))));
        html! {
            figure data-schedules=(self.id) id=(self.id) {
                figcaption { (escaped(&self.title)) }
                (code(&graph.source))
                details {
                    summary { "What can it print?" }
                    p { (extent(graph, shown.len())) }
                    @for (index, output) in shown.iter().enumerate() {
                        h4 { "Output " (index + 1) ", " (escaped(&output.ending())) }
                        pre.s-output { (text(output)) }
                    }
                    h4 { "What happens in one of them" }
                    (PreEscaped(self.timeline))
                }
                script type="application/json" { (PreEscaped(packed(&self.id, &graphs))) }
            }
        }
    }

    fn outputs(&self) -> Vec<Output> {
        let runs = self.graph.runs.iter().map(|run| run.output + 1).max();
        self.graph.outputs.iter().take(runs.unwrap_or(SHOWN).max(SHOWN)).cloned().collect()
    }

    /// Those that need no late wake-up come first.
    fn outputs_if_late(&self, late: &Graph) -> Vec<Output> {
        let mut outputs = self.outputs();
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

fn extent(graph: &Graph, shown: usize) -> String {
    let more = if graph.more { "more than " } else { "" };
    let outputs = if graph.count == 1 { "output" } else { "outputs" };
    let these =
        if graph.count > shown as u128 { format!("; these are {shown} of them") } else { String::new() };
    format!("{more}{} {outputs}{these}.", graph.count)
}

fn text(output: &Output) -> Markup {
    let is_err = |line: &Line| line.stream == Stream::Stderr;
    html! {
        @for line in &output.lines {
            span class={ "s-line" (u8::from(is_err(line))) } { (escaped(&line.text)) "\n" }
        }
    }
}
