use cost::{Report, Unit, plot};
use roxmltree::{Document, Node};

use crate::made_up;

/// How wide a character is at most, on average, in parts of its height.
const WIDTH: f64 = 0.62;

fn with_class<'a>(
    document: &'a Document,
    tag: &'a str,
    class: &'a str,
) -> impl Iterator<Item = Node<'a, 'a>> {
    document
        .descendants()
        .filter(move |node| node.has_tag_name(tag_name(tag)) && node.attribute("class") == Some(class))
}

fn tag_name(tag: &str) -> (&str, &str) {
    ("http://www.w3.org/2000/svg", tag)
}

fn number(node: Node, name: &str) -> f64 {
    node.attribute(name).and_then(|text| text.parse().ok()).unwrap_or_default()
}

/// The texts that would stick out of the drawing.
fn texts_outside(svg: &str) -> Vec<String> {
    let document = Document::parse(svg).unwrap();
    let [width, height] = ["width", "height"].map(|name| number(document.root_element(), name));
    let is_outside = |node: &Node| {
        let moved =
            node.ancestors().find_map(|group| group.attribute("transform")).unwrap_or("translate(0 0)");
        let moved: Vec<f64> = moved
            .trim_matches(|c: char| !c.is_ascii_digit())
            .split(' ')
            .map(|number| number.parse().unwrap())
            .collect();
        let size = match node.attribute("class") {
            Some("heading") => 17.0,
            Some("small" | "tick") => 12.0,
            _ => 14.0,
        };
        let length = node.text().unwrap_or_default().chars().count() as f64 * size * WIDTH;
        let start = moved[0] + number(*node, "x")
            - match node.attribute("text-anchor") {
                Some("middle") => length / 2.0,
                Some("end") => length,
                _ => 0.0,
            };
        let base = moved[1] + number(*node, "y");
        start < 0.0 || start + length > width || base - size < 0.0 || base + size / 3.0 > height
    };
    let texts = document.descendants().filter(|node| node.has_tag_name(tag_name("text")));
    texts.filter(is_outside).filter_map(|node| node.text().map(str::to_owned)).collect()
}

#[test]
fn a_drawing_of_a_report() {
    insta::assert_snapshot!(plot(&made_up::report()));
}

#[test]
fn it_is_well_formed_and_names_the_machine() {
    let svg = plot(&made_up::report());
    let document = Document::parse(&svg).unwrap();
    let machine = with_class(&document, "text", "small").next().unwrap();
    assert!(machine.text().unwrap().starts_with("Made-up 1000 <R&D>, 2 processors"));
    // The twin: had the name not been escaped, nobody could read it.
    assert!(Document::parse(&svg.replace("&lt;R&amp;D&gt;", "<R&D>")).is_err());
}

#[test]
fn each_panel_has_threads_and_tasks_and_a_dot_for_each_figure() {
    let svg = plot(&made_up::report());
    let document = Document::parse(&svg).unwrap();
    let count = |tag, class| with_class(&document, tag, class).count();
    assert_eq!([count("polyline", "threads"), count("polyline", "tasks")], [2, 2]);
    assert_eq!([count("circle", "threads"), count("circle", "tasks")], [4, 6]);
    assert_eq!([count("text", "threads"), count("text", "tasks")], [2, 2]);
}

#[test]
fn ten_times_as_much_is_as_far_up_as_ten_times_as_many_tasks_anywhere() {
    let svg = plot(&made_up::report());
    let document = Document::parse(&svg).unwrap();
    let heights: Vec<f64> =
        with_class(&document, "circle", "tasks").take(3).map(|dot| number(dot, "cy")).collect();
    assert!((heights[0] - 2.0 * heights[1] + heights[2]).abs() < 0.2, "{heights:?}");
}

#[test]
fn text_stays_in_the_drawing() {
    let mut report = made_up::report();
    report.machine.name = "A processor with a very long name ".repeat(9);
    assert_eq!(texts_outside(&plot(&report)), Vec::<String>::new());
    report.curves.pop();
    assert_eq!(texts_outside(&plot(&report)), Vec::<String>::new());
    // The twin: a text that is moved to the edge sticks out.
    let moved = plot(&report)
        .replace("class=\"heading\" text-anchor=\"middle\"", "class=\"heading\" text-anchor=\"end\" x=\"9\"");
    let moved = moved.replacen(" x=\"220.0\"", "", 1);
    assert_eq!(texts_outside(&moved), ["What threads and tasks cost"]);
}

#[test]
fn without_threads_only_tasks_are_drawn() {
    let mut report = made_up::report();
    for point in report.curves.iter_mut().flat_map(|curve| &mut curve.points) {
        point.thread = None;
    }
    let svg = plot(&report);
    let document = Document::parse(&svg).unwrap();
    assert_eq!(with_class(&document, "polyline", "threads").count(), 0);
    assert_eq!(with_class(&document, "polyline", "tasks").count(), 2);
}

#[test]
fn figures_that_can_not_be_on_a_logarithmic_axis_are_left_out() {
    let nothing = made_up::curve("memory", Unit::Bytes, [0.0, 0.0]);
    let svg = plot(&Report { curves: vec![nothing], ..made_up::report() });
    let document = Document::parse(&svg).unwrap();
    assert_eq!(with_class(&document, "circle", "tasks").count(), 0);
    assert!(svg.contains("nothing was measured that could be drawn"));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(plot(&made_up::report()), plot(&made_up::report()));
}
