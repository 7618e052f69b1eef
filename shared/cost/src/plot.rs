//! The curves of a report as a drawing.

use crate::panel::{self, panel, text};
use crate::report::Report;

/// Room around the panels, for the heading and at the sides.
const HEAD: f64 = 62.0;
const MARGIN: f64 = 10.0;
/// How many characters of small text fit in the width of one panel.
const SMALL: usize = 56;

/// Light by default, dark where the reader's system or the page around it is. What does not know of that takes the first of two.
const STYLE: &str = "\
svg.cost:root { color-scheme: light dark }
.cost text { font-family: system-ui, 'DejaVu Sans', sans-serif; fill: #1f2328; fill: light-dark(#1f2328, #f0f6fc) }
.cost .heading { font-size: 17px; font-weight: 600 }
.cost .small, .cost .tick { font-size: 12px; fill: #59636e; fill: light-dark(#59636e, #9198a1) }
.cost .title { font-size: 14px }
.cost .paper { fill: #ffffff; fill: light-dark(#ffffff, #0d1117) }
.cost .grid { stroke: #d1d9e0; stroke: light-dark(#d1d9e0, #3d444d); fill: none }
.cost polyline { fill: none; stroke-width: 2 }
.cost polyline.threads { stroke: #bc4c00; stroke: light-dark(#bc4c00, #f0883e) }
.cost circle.threads, .cost text.threads { fill: #bc4c00; fill: light-dark(#bc4c00, #f0883e) }
.cost polyline.tasks { stroke: #0969da; stroke: light-dark(#0969da, #58a6ff) }
.cost circle.tasks, .cost text.tasks { fill: #0969da; fill: light-dark(#0969da, #58a6ff) }
.cost text.threads, .cost text.tasks { font-size: 14px; font-weight: 600 }
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
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"cost\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
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
