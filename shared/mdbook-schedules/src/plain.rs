//! What is put into pages that are not HTML: plain Markdown.

use anstream::adapter::strip_str;
use answers::{Output, Stream};
use commands::outcome;
use pages::Part;
use quiz::{Choice, Question, Reason, Shown, markdown};
use screen::escaped;
use timeline::Charset;

use crate::ask::Answer;
use crate::order::Order;

/// How wide a timeline is, in characters.
const WIDTH: usize = 76;

/// What an order asks for.
pub fn plain(order: &Order, answer: &Answer) -> String {
    match order.part {
        Part::Outputs => outputs(answer),
        Part::Timeline => timeline(answer),
        Part::Stepper => outputs(answer) + "\n" + &timeline(answer),
        Part::Quiz => answer.questions.iter().map(question).collect::<Vec<_>>().join("\n"),
    }
}

/// Why there is nothing to show.
pub fn refused(why: &str) -> String {
    format!("The explorer does not follow this program: {}\n", markdown::inline(&escaped(why)))
}

fn outputs(answer: &Answer) -> String {
    let found = &answer.study.runs.telling.drawn.outcome;
    let shown = found.outputs.iter().take(outcome::SHOWN).enumerate();
    let one = |(place, output): (usize, &Output)| {
        let heading = format!("Output {}, {}:", place + 1, escaped(&output.ending()));
        format!("\n{heading}\n\n{}\n", fenced(&lines(output)))
    };
    format!("It has {}.\n{}", escaped(&outcome::extent(found)), shown.map(one).collect::<String>())
}

fn lines(output: &Output) -> Vec<String> {
    let line = |line: &answers::Line| {
        let stream = if line.stream == Stream::Stderr { "stderr: " } else { "" };
        format!("{stream}{}", line.text)
    };
    output.lines.iter().map(line).collect()
}

fn timeline(answer: &Answer) -> String {
    let telling = &answer.study.runs.telling;
    match &telling.drawn.timeline {
        Some(timeline) => {
            let drawn = strip_str(&timeline.text(WIDTH, Charset::Unicode)).to_string();
            let lines: Vec<String> = drawn.lines().map(|line| line.trim_end().to_owned()).collect();
            format!("What happens in {}:\n\n{}\n", telling.which(), fenced(&lines))
        }
        None => "No run of it came to its end, so there is none to draw.\n".to_owned(),
    }
}

fn question(question: &Question) -> String {
    let given = if question.given.is_empty() { String::new() } else { fenced(&question.given) + "\n\n" };
    let choices: String = letters().zip(&question.choices).map(|(letter, one)| choice(letter, one)).collect();
    let why = |(letter, choice): (char, &Choice)| {
        let verdict = if choice.is_right { "right" } else { "wrong" };
        format!("- {letter}: {verdict}. {}\n", reason(choice))
    };
    let answers: String = letters().zip(&question.choices).map(why).collect();
    format!("{}\n\n{given}{choices}Answer:\n\n{answers}", question.asked)
}

fn letters() -> impl Iterator<Item = char> {
    'a'..='z'
}

fn choice(letter: char, choice: &Choice) -> String {
    let end = choice.shown.end().map(|end| format!("{end}\n\n")).unwrap_or_default();
    match &choice.shown {
        Shown::Output(..) => format!("{letter}:\n\n{}\n\n{end}", fenced(&choice.shown.lines())),
        Shown::Line(line) => format!("{letter}: {}\n\n", markdown::inline(&escaped(line))),
        Shown::Words(words) => format!("{letter}: {words}\n\n"),
    }
}

fn reason(choice: &Choice) -> String {
    let why = match &choice.why {
        Reason::Said(why) => why.clone(),
        Reason::Explained { explanation, .. } if choice.is_right => explanation.decides.clone(),
        Reason::Explained { explanation, .. } => explanation.why.clone(),
    };
    why.trim().replace('\n', "; ")
}

fn fenced(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| escaped(line).into_owned()).collect();
    markdown::block("text", &lines.join("\n"))
}
