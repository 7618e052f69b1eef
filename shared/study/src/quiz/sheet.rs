//! What the user sees of a question.

use commands::explain::told;
use quiz::{Choice, Program, Question, Reason};
use screen::escaped;
use terminal::style::{BROKEN, DIM, ID, KEPT, paint};

use pages::Subject;

/// The program, what it has printed, what is asked, and the choices.
pub fn question(question: &Question, subject: &Subject, (number, most): (u16, u16), width: usize) -> String {
    let heading = paint(ID, format_args!("question {number} of {most}"));
    let digits = subject.source().lines().count().to_string().len();
    let line = |(place, line): (usize, &str)| {
        format!("{}  {}", paint(DIM, format_args!("{:digits$}", place + 1)), escaped(line))
            .trim_end()
            .to_owned()
    };
    let source = subject.source().trim_end().lines().enumerate().map(line).collect::<Vec<_>>().join("\n");
    let given: Vec<String> = question.given.iter().map(|line| format!("    {}\n", escaped(line))).collect();
    let given = if given.is_empty() { String::new() } else { format!("{}\n", given.concat()) };
    let asked = textwrap::fill(&question.asked, width);
    let choices: Vec<String> = (0..).zip(&question.choices).map(choice).collect();
    format!("{heading}\n\n{source}\n\n{given}{asked}\n\n{}", choices.join("\n"))
}

/// How to answer.
pub fn prompt(question: &Question) -> String {
    let last = letter(question.choices.len() - 1);
    match question.right().len() {
        1 => format!("answer (a to {last}): "),
        n => format!("answer ({n} of a to {last}): "),
    }
}

/// The places of the choices that an answer names, in order.
///
/// # Errors
/// It is not understood; says what to type.
pub fn read(line: &str, question: &Question) -> Result<Vec<usize>, String> {
    let count = question.choices.len();
    let place = |c: char| (0..count).find(|place| letter(*place) == c.to_ascii_lowercase());
    let named: Option<Vec<usize>> =
        line.chars().filter(|c| !c.is_whitespace() && !",.)".contains(*c)).map(place).collect();
    let mut named = named.unwrap_or_default();
    named.sort_unstable();
    named.dedup();
    let last = letter(count - 1);
    match (named.len(), question.right().len()) {
        (given, wanted) if given == wanted => Ok(named),
        (_, 1) => Err(format!("type one letter from a to {last}, or q to end")),
        (_, wanted) => Err(format!("type {wanted} letters from a to {last}, such as `a b`, or q to end")),
    }
}

/// Whether that was right, and why.
pub fn verdict(question: &Question, subject: &Subject, given: &[usize]) -> String {
    let right = question.right();
    let letters = |places: &[usize]| {
        places.iter().map(|place| letter(*place).to_string()).collect::<Vec<_>>().join(" and ")
    };
    let said = if given == right {
        paint(KEPT, "right")
    } else {
        format!("{}: {} would have been", paint(BROKEN, "wrong"), letters(&right))
    };
    let listing = format!("{}  {}", paint(ID, subject.id()), subject.title());
    let is_told = |(place, choice): &(usize, &Choice)| choice.is_right || given.contains(place);
    let told = (0..).zip(&question.choices).filter(is_told).filter_map(|(place, choice)| {
        let why = why(&choice.why);
        (!why.is_empty()).then(|| format!("\n\n{}) {why}", letter(place)))
    });
    format!("{said}\n\n{listing}{}", told.collect::<String>())
}

fn why(reason: &Reason) -> String {
    match reason {
        Reason::Said(why) => escaped(why).into_owned(),
        Reason::Explained { seen, explanation } => told(explanation, seen, false),
    }
}

fn choice((place, choice): (usize, &Choice)) -> String {
    let end = choice.shown.end().map(|end| paint(DIM, format_args!("({end})")));
    let lines: Vec<String> =
        choice.shown.lines().iter().map(|line| escaped(line).into_owned()).chain(end).collect();
    format!("{}) {}\n", letter(place), lines.join("\n   "))
}

fn letter(place: usize) -> char {
    ('a'..='z').nth(place).unwrap_or('?')
}
