use std::fs;
use std::ops::Range;

use anstream::adapter::strip_str;
use answers::Limits;
use catalogue::Listing;
use libtest_mimic::Failed;
use roxmltree::{Document, Node};
use timeline::{Caption, Charset, Timeline};

use crate::{explored, record};

/// Of a listing that has more outputs than this, only the first is recorded.
const FEW: u128 = 2;
/// How wide the recorded timelines are, in columns.
const WIDTH: usize = 80;
/// How wide the pictures are that are looked at: on a phone, and on a desk.
const WIDTHS: [usize; 2] = [42, 140];
/// How large one may be, in bytes.
const LARGEST: usize = 400_000;

/// What is drawn in a terminal is what is recorded.
pub fn has_its_recorded_timelines(listing: &Listing) -> Result<(), Failed> {
    let (first, count) = draw(listing, 1)?;
    let mut text = shown(&first, 1, count);
    if count == FEW {
        text += &format!("\n{}", shown(&draw(listing, 2)?.0, 2, count));
    }
    record::compare(listing, "timelines", &text);
    Ok(())
}

fn shown(timeline: &Timeline, output: usize, count: u128) -> String {
    let picture = timeline.text(WIDTH, Charset::Unicode);
    format!("output {output} of {count}\n\n{}", strip_str(&picture))
}

/// However wide the terminal is, no line is wider, and a terminal without Unicode gets none.
pub fn fits_the_terminal(listing: &Listing) -> Result<(), Failed> {
    let (timeline, _) = draw(listing, 1)?;
    for width in [40, 60, WIDTH, 132] {
        let text = timeline.text(width, Charset::Ascii);
        let text = strip_str(&text).to_string();
        if !text.is_ascii() {
            return Err(format!("not only ASCII:\n{text}").into());
        }
        let longest = text.lines().map(str::len).max().unwrap_or_default();
        if longest > width {
            return Err(format!("{longest} columns in a terminal of {width}:\n{text}").into());
        }
    }
    Ok(())
}

/// Nothing happens before what it depends on, whatever its virtual time.
pub fn draws_events_after_their_causes(listing: &Listing) -> Result<(), Failed> {
    let (timeline, _) = draw(listing, 1)?;
    check_causes(&timeline)?;
    let mut broken = timeline;
    let Some(last) = broken.events.iter().rposition(|event| event.cause.is_some()) else { return Ok(()) };
    let cause = broken.events[last].cause.unwrap_or_default();
    broken.events[cause].ns = broken.events[last].ns + 1;
    match check_causes(&broken) {
        Err(_) => Ok(()),
        Ok(()) => Err("an event before its cause is not noticed".into()),
    }
}

fn check_causes(timeline: &Timeline) -> Result<(), Failed> {
    for (index, event) in timeline.events.iter().enumerate() {
        let after = |cause: usize| cause < index && timeline.events[cause].ns <= event.ns;
        if event.cause.is_some_and(|cause| !after(cause)) {
            return Err(format!("{event:?} happens before its cause").into());
        }
    }
    let in_order = timeline.events.is_sorted_by_key(|event| event.ns);
    if in_order { Ok(()) } else { Err("time goes backwards".into()) }
}

/// What happens at a line happens at one of the program's, on which there is something.
pub fn draws_events_at_lines_of_code(listing: &Listing) -> Result<(), Failed> {
    let source = fs::read_to_string(listing.main())?;
    let (timeline, _) = draw(listing, 1)?;
    check_lines(&timeline, &source)?;
    let mut broken = timeline;
    let Some(event) = broken.events.iter_mut().find(|event| event.line > 0) else { return Ok(()) };
    event.line += 1000;
    match check_lines(&broken, &source) {
        Err(_) => Ok(()),
        Ok(()) => Err("a line that is not there is not noticed".into()),
    }
}

fn check_lines(timeline: &Timeline, source: &str) -> Result<(), Failed> {
    let code: Vec<bool> = source.lines().map(|line| line.contains(char::is_alphanumeric)).collect();
    for event in timeline.events.iter().filter(|event| event.line > 0) {
        if !code.get(event.line as usize - 1).is_some_and(|is_code| *is_code) {
            return Err(format!("{event:?} is at no line of code").into());
        }
    }
    Ok(())
}

/// Its pictures are well-formed, the same each time, need nothing from elsewhere, and all their words can be read.
pub fn has_pictures_that_can_be_read(listing: &Listing) -> Result<(), Failed> {
    let (timeline, _) = draw(listing, 1)?;
    let (again, _) = draw(listing, 1)?;
    let source = fs::read_to_string(listing.main())?;
    for width in WIDTHS {
        let picture = |timeline: &Timeline| {
            let notes = ["a note that is long enough for two lines".to_owned()];
            let caption =
                Caption { title: &listing.title, which: "output 1", notes: &notes, source: &source };
            timeline.svg(&caption, width)
        };
        let svg = picture(&timeline);
        if svg != picture(&again) {
            return Err("the same run gives another picture".into());
        }
        if svg.len() > LARGEST || svg.contains("<script") || svg.contains("url(") {
            return Err(format!("{} bytes, or not all of its own", svg.len()).into());
        }
        check_picture(&svg)?;
        let moved = svg.replacen("<text x=\"14\"", "<text x=\"-7\"", 1);
        let onto = svg.replacen("</svg>", "<text x=\"15\" y=\"29\" textLength=\"20\">on</text></svg>", 1);
        if check_picture(&moved).is_ok() || check_picture(&onto).is_ok() {
            return Err("a word out of the page or onto another is not noticed".into());
        }
    }
    Ok(())
}

/// A word's place: from left to right, from top to bottom, in pixels.
struct Place<'a> {
    text: &'a str,
    x: Range<f64>,
    y: Range<f64>,
}

fn check_picture(svg: &str) -> Result<(), Failed> {
    let document = Document::parse(svg)?;
    let root = document.root_element();
    let (width, height) = (number(root, "width")?, number(root, "height")?);
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    let places = texts.map(place).collect::<Result<Vec<_>, _>>()?;
    for (index, one) in places.iter().enumerate() {
        let inside = one.x.start >= 0.0 && one.x.end <= width && one.y.start >= 0.0 && one.y.end <= height;
        if !inside {
            return Err(format!("`{}` is not on the page", one.text).into());
        }
        let covers = |other: &&Place| overlap(&one.x, &other.x) && overlap(&one.y, &other.y);
        if let Some(other) = places[..index].iter().find(covers) {
            return Err(format!("`{}` lies on `{}`", one.text, other.text).into());
        }
    }
    Ok(())
}

fn place<'a>(node: Node<'a, '_>) -> Result<Place<'a>, Failed> {
    let (x, y) = (number(node, "x")?, number(node, "y")?);
    let width = number(node, "textLength").unwrap_or(8.4);
    // Letters of 14 pixels, most of them above the base line.
    Ok(Place { text: node.text().unwrap_or_default(), x: x..x + width, y: y - 11.0..y + 3.5 })
}

fn number(node: Node<'_, '_>, name: &str) -> Result<f64, Failed> {
    let text = node.attribute(name).ok_or_else(|| format!("no {name}: {node:?}"))?;
    Ok(text.parse::<f64>()?)
}

fn overlap(one: &Range<f64>, other: &Range<f64>) -> bool {
    one.start < other.end && other.start < one.end
}

fn draw(listing: &Listing, output: usize) -> Result<(Timeline, u128), Failed> {
    let question = answers::Timeline { output, most: 2 };
    let drawn = explored::ask(listing, question, Limits::default())?;
    Ok((drawn.timeline.ok_or("there is no such output")?, drawn.outcome.count))
}
