//! Questions for a book: the format of the mdBook preprocessor `mdbook-quiz`.

use crate::choice::{Choice, Shown};
use crate::markdown::{block, inline};
use crate::{Program, Question, Reason};
use answers::Happening;
use serde::Serialize;

/// So much of a run is told.
const TOLD: usize = 20;

/// A file of questions.
#[derive(Serialize)]
struct Quiz {
    questions: Vec<MultipleChoice>,
}

#[derive(Serialize)]
struct MultipleChoice {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    prompt: Prompt,
    answer: Answer,
    context: String,
}

/// Markdown. The page brings the choices into an order of its own.
#[derive(Serialize)]
struct Prompt {
    prompt: String,
    distractors: Vec<String>,
}

#[derive(Serialize)]
struct Answer {
    answer: Right,
}

/// Of several right choices a reader has to find all.
#[derive(Serialize)]
#[serde(untagged)]
enum Right {
    Single(String),
    Multi(Vec<String>),
}

/// A file for `mdbook-quiz`, of questions with the programs that they are about.
///
/// # Errors
/// What can't be written as TOML; there is nothing of that kind in a question.
pub fn mdbook<P: Program>(questions: &[(Question, P)]) -> Result<String, toml::ser::Error> {
    let questions = questions.iter().map(|(question, program)| multiple_choice(question, program.source()));
    toml::to_string_pretty(&Quiz { questions: questions.collect() })
}

fn multiple_choice(question: &Question, source: &str) -> MultipleChoice {
    let (right, wrong): (Vec<&Choice>, Vec<&Choice>) =
        question.choices.iter().partition(|choice| choice.is_right);
    let given = if question.given.is_empty() {
        String::new()
    } else {
        block("text", &question.given.join("\n")) + "\n\n"
    };
    let mut answers: Vec<String> = right.iter().map(|choice| markdown(&choice.shown)).collect();
    let answer = if answers.len() == 1 { Right::Single(answers.remove(0)) } else { Right::Multi(answers) };
    MultipleChoice {
        id: question.id.clone(),
        kind: "MultipleChoice",
        prompt: Prompt {
            prompt: format!("{}\n\n{given}{}", block("rust", source), question.asked),
            distractors: wrong.iter().map(|choice| markdown(&choice.shown)).collect(),
        },
        answer: Answer { answer },
        context: right.into_iter().chain(wrong).filter_map(context).collect::<Vec<_>>().join("\n\n"),
    }
}

fn markdown(shown: &Shown) -> String {
    match shown {
        Shown::Output(..) => {
            let lines = block("text", &shown.lines().join("\n"));
            shown.end().map_or(lines.clone(), |end| format!("{lines}\n\n{end}"))
        }
        Shown::Line(line) => inline(line),
        Shown::Words(words) => words.clone(),
    }
}

/// Why a choice is right or wrong.
fn context(choice: &Choice) -> Option<String> {
    match &choice.why {
        Reason::Said(why) if why.is_empty() => None,
        Reason::Said(why) => Some(why.replace('\n', "\n\n")),
        Reason::Explained { explanation, .. } if choice.is_right => {
            let told = explanation.events.iter().take(TOLD).map(told).collect::<Vec<_>>().join("\n");
            let more = if explanation.events.len() > TOLD { "\n…" } else { "" };
            let decides = if explanation.decides.is_empty() { "" } else { ": " };
            Some(format!(
                "A run that prints it{decides}{}\n\n{}",
                explanation.decides,
                block("text", &(told + more))
            ))
        }
        Reason::Explained { seen, explanation } => {
            let line = seen.lines().nth(explanation.line.saturating_sub(1));
            let what = line.map_or("It does not end there".to_owned(), |line| {
                format!("{} can't stand there", inline(line))
            });
            Some(format!("{what}: {}.", explanation.why))
        }
    }
}

fn told(Happening { ms, task, did, line, .. }: &Happening) -> String {
    let line = if *line == 0 { String::new() } else { format!("  (line {line})") };
    format!("{ms:6} ms  {task}  {did}{line}")
}
