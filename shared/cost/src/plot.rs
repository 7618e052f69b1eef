//! The curves of a report as a drawing.

use crate::panel::{self, panel, text};
use crate::report::Report;

/// Room around the panels, for the heading and at the sides.
const HEAD: f64 = 62.0;
const MARGIN: f64 = 10.0;
/// How many characters of small text fit in the width of one panel.
const SMALL: usize = 56;

/// Light by default, dark where the reader's system is.
const STYLE: &str = "\
text { font-family: system-ui, 'DejaVu Sans', sans-serif; fill: #1f2328 }
.heading { font-size: 17px; font-weight: 600 }
.small, .tick { font-size: 12px; fill: #59636e }
.title { font-size: 14px }
.paper { fill: #ffffff }
.grid { stroke: #d1d9e0; fill: none }
polyline { fill: none; stroke-width: 2 }
polyline.threads { stroke: #bc4c00 }
circle.threads, text.threads { fill: #bc4c00 }
polyline.tasks { stroke: #0969da }
circle.tasks, text.tasks { fill: #0969da }
text.threads, text.tasks { font-size: 14px; font-weight: 600 }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc }
  .small, .tick { fill: #9198a1 }
  .paper { fill: #0d1117 }
  .grid { stroke: #3d444d }
  polyline.threads { stroke: #f0883e }
  circle.threads, text.threads { fill: #f0883e }
  polyline.tasks { stroke: #58a6ff }
  circle.tasks, text.tasks { fill: #58a6ff }
}
";

/// The curves side by side as an SVG document, both axes logarithmic, with the machine's name. It has its own light or dark
/// ground, so it can be read on any. The same report gives the same bytes.
pub fn plot(report: &Report) -> String {
    let mut panels = Vec::new();
    for curve in &report.curves {
        let x = MARGIN + panels.len() as f64 * panel::SIZE[0];
        panels.extend(panel(curve, [x, HEAD]));
    }
    let across = panels.len().max(1);
    let [width, height] = [2.0 * MARGIN + across as f64 * panel::SIZE[0], HEAD + panel::SIZE[1]];
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" aria-label=\"What threads and tasks cost\">\n<style>\n{STYLE}</style>\n\
         <rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>\n"
    );
    let middle = width / 2.0;
    text(&mut svg, "heading", "middle", [middle, 26.0], "What threads and tasks cost");
    text(&mut svg, "small", "middle", [middle, 46.0], &cut(&report.machine.to_string(), across * SMALL));
    if panels.is_empty() {
        text(&mut svg, "title", "middle", [middle, height / 2.0], "nothing was measured that could be drawn");
    }
    svg.extend(panels);
    svg.push_str("</svg>\n");
    svg
}

/// No more than so many characters of a text.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}
