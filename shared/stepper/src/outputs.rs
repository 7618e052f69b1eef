//! What a program can print, one output after the other.

use answers::graph::Graph;
use answers::{Line, Output, Stream};
use maud::{Markup, html};
use screen::escaped;

/// So many outputs are shown.
const SHOWN: usize = 10;

/// How many outputs there are, and the first of them.
pub fn outputs(graph: &Graph) -> Markup {
    let shown = shown(graph);
    html! {
        p { (extent(graph, shown.len())) }
        @for (index, output) in shown.iter().enumerate() {
            h4 { "Output " (index + 1) ", " (escaped(&output.ending())) }
            pre.s-output { (text(output)) }
        }
    }
}

/// The first outputs, and those to which recorded runs lead.
pub(crate) fn shown(graph: &Graph) -> Vec<Output> {
    let runs = graph.runs.iter().map(|run| run.output + 1).max();
    graph.outputs.iter().take(runs.unwrap_or(SHOWN).max(SHOWN)).cloned().collect()
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
