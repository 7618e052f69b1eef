//! What is on a screen while one walks through a graph, and which outputs can still come.

use std::collections::HashSet;

use answers::graph::Move;
use answers::{Ending, Graph, Stream};
use serde_json::{Value, json};

/// Whole lines, and what is under way on either stream.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Screen {
    lines: Vec<(u8, String)>,
    open: [String; 2],
}

/// An output: how the program ends, and the lines.
#[derive(Debug)]
pub struct Wanted {
    end: String,
    lines: Vec<(u8, String)>,
}

impl Screen {
    pub fn print(&mut self, one: &Move) {
        for print in &one.prints {
            let stream = u8::from(print.stream == Stream::Stderr);
            let open = &mut self.open[usize::from(stream)];
            open.push_str(&print.text);
            while let Some((line, rest)) = open.split_once('\n') {
                self.lines.push((stream, line.to_owned()));
                *open = rest.to_owned();
            }
        }
    }

    /// Whole lines, and then what is under way, on standard error first.
    fn all(&self) -> Vec<(u8, String)> {
        let open = [1, 0].map(|stream: u8| (stream, self.open[usize::from(stream)].clone()));
        self.lines.iter().cloned().chain(open.into_iter().filter(|(_, text)| !text.is_empty())).collect()
    }

    /// As the page shows it.
    pub fn shown(&self) -> Value {
        let line = |(stream, text): (u8, String)| json!([stream, format!("{text}\n")]);
        self.all().into_iter().map(line).collect()
    }

    /// What is on standard output.
    pub fn text(&self) -> String {
        self.lines.iter().filter(|(stream, _)| *stream == 0).map(|(_, line)| format!("{line}\n")).collect()
    }
}

impl Wanted {
    /// As the page has it.
    pub fn read(output: &Value) -> Wanted {
        let line = |line: &Value| {
            let stream = if line[0] == 1 { 1 } else { 0 };
            (stream, line[1].as_str().unwrap_or_default().to_owned())
        };
        let end = output[0].as_str().unwrap_or_default().to_owned();
        Wanted { end, lines: output[1].as_array().into_iter().flatten().map(line).collect() }
    }

    /// Whether some way leads from a state with this on the screen to it.
    pub fn can_come(&self, graph: &Graph, at: usize, screen: &Screen) -> bool {
        // What is whole is compared once: of the rest, a number and the open texts are enough.
        if !self.lines.starts_with(&screen.lines) {
            return false;
        }
        let mut open = vec![(at, screen.lines.len(), screen.open.clone())];
        let mut seen = HashSet::new();
        while let Some((at, done, texts)) = open.pop() {
            let state = &graph.states[at];
            let here = Screen { lines: Vec::new(), open: texts };
            if state.end.as_ref().is_some_and(|end| self.end == key(end.end, &end.why))
                && here.all() == self.lines[done..]
            {
                return true;
            }
            for one in &state.moves {
                let mut next = here.clone();
                next.print(one);
                if self.lines[done..].starts_with(&next.lines) {
                    let place = (one.to, done + next.lines.len(), next.open);
                    if seen.insert(place.clone()) {
                        open.push(place);
                    }
                }
            }
        }
        false
    }

    pub fn text(&self) -> String {
        self.lines.iter().map(|(_, line)| format!("{line}\n")).collect()
    }
}

fn key(end: Ending, why: &str) -> String {
    if end == Ending::Returns { format!("{end} {why}") } else { end.to_string() }
}
