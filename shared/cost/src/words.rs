//! A report as a table in words.

use std::fmt::Write;

use textwrap::{Options, fill};

use crate::amount::{Scale, digits, grouped};
use crate::curve::Curve;
use crate::pair::Pair;
use crate::report::{LeftOut, Report};
use crate::spread::Spread;

/// Wider lines are hard to read.
const WIDEST: usize = 100;
/// How far caveats stand to the right of what they are about.
const INDENT: &str = "    ";
/// How much of the machine other programs may use before it is worth a sentence.
const QUIET: f64 = 0.2;

/// The report for people: a line for each pair with its caveats below it, the curves as a table, what was left out, and
/// how to read all that, in so many columns. Lines end without blanks and without a line end after the last.
pub fn words(report: &Report, columns: usize) -> String {
    let columns = columns.min(WIDEST);
    let mut parts = vec![fill(&format!("measured on {}", report.machine), columns)];
    if !report.pairs.is_empty() {
        parts.push(report.pairs.iter().map(|one| pair(one, columns)).collect::<Vec<_>>().join("\n\n"));
    }
    parts.extend(report.curves.iter().map(curve));
    if !report.left_out.is_empty() {
        let line = |left: &LeftOut| fill(&format!("left out: {}: {}", left.id, left.why), columns);
        parts.push(report.left_out.iter().map(line).collect::<Vec<_>>().join(
            "
",
        ));
    }
    parts.push(fill(&reading(report), columns));
    parts.iter().map(|part| part.trim_end()).collect::<Vec<_>>().join("\n\n")
}

fn pair(pair: &Pair, columns: usize) -> String {
    let Pair { id, what, unit, rounds, left, right, ratio, caveat } = pair;
    let scale = Scale::fitting(*unit, left.spread.median.max(right.spread.median));
    let [left, right] = [left, right].map(|side| format!("{} {}", side.name, scale.show(side.spread.median)));
    let mut text = fill(&format!("{what} ({id})"), columns) + "\n";
    let often = if *rounds == 1 { "once".to_owned() } else { format!("{rounds} rounds") };
    let _ = writeln!(text, "{INDENT}{left:18} {right:18} {}, {often}", proportion(ratio));
    text + &fill(caveat, Options::new(columns).initial_indent(INDENT).subsequent_indent(INDENT))
}

/// `20 : 1 (19 to 22)`, the larger side first or last as the sides stand.
fn proportion(Spread { median, low, high }: &Spread) -> String {
    let (text, low, high) = if *median >= 1.0 {
        (format!("{} : 1", digits(*median)), *low, *high)
    } else {
        (format!("1 : {}", digits(1.0 / median)), 1.0 / high, 1.0 / low)
    };
    let (low, high) = (digits(low), digits(high));
    if low == high { text } else { format!("{text} ({low} to {high})") }
}

fn curve(curve: &Curve) -> String {
    let heading = match curve.id.as_str() {
        "memory" => "resident memory of so many while they sleep",
        "time" => "processor time to start so many and wait for their end",
        other => other,
    };
    let mut text = format!("{heading}\n{:>13} {:>12} {:>12}\n", "", "threads", "tasks");
    for point in &curve.points {
        let show = |amount: Option<f64>| {
            amount.map_or("–".to_owned(), |amount| Scale::fitting(curve.unit, amount).show(amount))
        };
        let count = grouped(point.count as u64);
        let _ = writeln!(text, "{count:>13} {:>12} {:>12}", show(point.thread), show(point.task));
    }
    text
}

fn reading(report: &Report) -> String {
    let mut text = "Each figure is the median of its rounds, in which both sides took turns. In parentheses: between which proportions \
        the middle half of the rounds lies. Times depend on the machine."
        .to_owned();
    if let Some(others) = report.machine.others.filter(|others| *others >= QUIET) {
        let _ = write!(
            text,
            " While this was measured, other programs used {:.0} % of the processors; what is measured on more than \
             one processor depends on that.",
            100.0 * others
        );
    }
    let _ = write!(text, " It took {:.0} s.", report.seconds);
    text
}
