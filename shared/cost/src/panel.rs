//! One curve, drawn.

use std::fmt::Write;

use crate::amount::{Scale, grouped};
use crate::axis::Axis;
use crate::curve::{Curve, Point};
use crate::pair::Unit;

/// How large a panel is, in the units of the drawing.
pub const SIZE: [f64; 2] = [420.0, 380.0];
/// Where the axes are within it.
const LEFT: f64 = 70.0;
const RIGHT: f64 = SIZE[0] - 30.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = SIZE[1] - 50.0;
/// The height of the letters of a label.
const HEIGHT: f64 = 14.0;

/// Threads or tasks in a drawing.
struct Series {
    /// The name of its style and of its label.
    name: &'static str,
    /// Where its points are.
    points: Vec<[f64; 2]>,
    /// How far beside its middle its label stands; threads are above tasks, so theirs goes up and to the left.
    label: [f64; 2],
    anchor: &'static str,
}

/// A curve with its axes, its upper left corner at this place. `None` where there is nothing to draw.
pub fn panel(curve: &Curve, [x, y]: [f64; 2]) -> Option<String> {
    let points = &curve.points;
    let across = Axis::around(points.iter().map(|point| point.count as f64), LEFT, RIGHT)?;
    let up = Axis::around(points.iter().flat_map(|point| [point.thread, point.task]).flatten(), BOTTOM, TOP)?;
    let mut svg = format!("<g transform=\"translate({x} {y})\">\n");
    let title = match curve.id.as_str() {
        "memory" => "resident memory while all of them sleep",
        "time" => "processor time to start and end all of them",
        other => other,
    };
    text(&mut svg, "title", "middle", [(LEFT + RIGHT) / 2.0, 16.0], title);
    for tick in across.ticks() {
        let x = across.position(tick);
        line(&mut svg, [x, TOP], [x, BOTTOM]);
        text(&mut svg, "tick", "middle", [x, BOTTOM + 18.0], &grouped(tick as u64));
    }
    for tick in up.ticks() {
        let y = up.position(tick);
        line(&mut svg, [LEFT, y], [RIGHT, y]);
        text(&mut svg, "tick", "end", [LEFT - 8.0, y + 4.0], &tick_label(curve.unit, tick));
    }
    text(&mut svg, "tick", "middle", [(LEFT + RIGHT) / 2.0, BOTTOM + 40.0], "how many threads or tasks");
    for series in both(points, &across, &up) {
        series.draw(&mut svg);
    }
    svg.push_str("</g>\n");
    Some(svg)
}

fn both(points: &[Point], across: &Axis, up: &Axis) -> [Series; 2] {
    let places = |of: fn(&Point) -> Option<f64>| {
        let place = |point: &Point| {
            let amount = of(point).filter(|amount| *amount > 0.0)?;
            Some([across.position(point.count as f64), up.position(amount)])
        };
        points.iter().filter_map(place).collect()
    };
    [
        Series { name: "threads", points: places(|point| point.thread), label: [-10.0, -8.0], anchor: "end" },
        Series { name: "tasks", points: places(|point| point.task), label: [10.0, 18.0], anchor: "start" },
    ]
}

impl Series {
    fn draw(&self, svg: &mut String) {
        let Series { name, points, label, anchor } = self;
        let Some([x, y]) = points.get(points.len() / 2) else { return };
        let places: Vec<String> = points.iter().map(|[x, y]| format!("{x:.1},{y:.1}")).collect();
        let _ = writeln!(svg, "<polyline class=\"{name}\" points=\"{}\"/>", places.join(" "));
        for [x, y] in points {
            let _ = writeln!(svg, "<circle class=\"{name}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\"/>");
        }
        // At the left edge there is no room to the left, and at the top none above.
        let below = y + label[1] < TOP + HEIGHT;
        let (anchor, shift) =
            if below || *x < 2.0 * LEFT { ("start", label[0].abs()) } else { (*anchor, label[0]) };
        let drop = if below { 18.0 } else { label[1] };
        text(svg, name, anchor, [x + shift, y + drop], name);
    }
}

fn tick_label(unit: Unit, tick: f64) -> String {
    let scale = Scale::fitting(unit, tick);
    format!("{} {}", tick / scale.size, scale.sign).trim_end().to_owned()
}

/// A line of text; `anchor` says which end of it is at that place.
pub fn text(svg: &mut String, style: &str, anchor: &str, [x, y]: [f64; 2], text: &str) {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let _ = writeln!(
        svg,
        "<text class=\"{style}\" text-anchor=\"{anchor}\" x=\"{x:.1}\" y=\"{y:.1}\">{escaped}</text>"
    );
}

fn line(svg: &mut String, [x1, y1]: [f64; 2], [x2, y2]: [f64; 2]) {
    let _ = writeln!(svg, "<path class=\"grid\" d=\"M{x1:.1} {y1:.1}L{x2:.1} {y2:.1}\"/>");
}
