//! Questions about programs that are made up: what is known of them is in the test.

use std::cell::Cell;

use answers::{Clock, Ending, Explanation, Extent, Line, Outcome, Output, Stream, Verdict};
use fastrand::Rng;
use quiz::{Complaint, Kind, Program, Question, mdbook};

/// A program of which all outputs are known.
struct Known {
    /// With the exact clock; the late one has those of `late` too.
    outputs: Vec<&'static [&'static str]>,
    late: Vec<&'static [&'static str]>,
    /// What is said of everything that it can't print.
    otherwise: Verdict,
    complaints: Vec<Complaint>,
    explained: Cell<usize>,
}

impl Known {
    fn new(outputs: &[&'static [&'static str]]) -> Known {
        let (outputs, otherwise) = (outputs.to_vec(), Verdict::Impossible);
        Known { outputs, late: Vec::new(), otherwise, complaints: Vec::new(), explained: Cell::new(0) }
    }
}

fn output(texts: &[&str]) -> Output {
    let line = |(n, text): (usize, &&str)| Line {
        ms: 0,
        task: if n % 2 == 0 { "main" } else { "tx" }.to_owned(),
        stream: Stream::Stdout,
        text: (*text).to_owned(),
    };
    Output {
        end: Ending::Returns,
        why: String::new(),
        lines: texts.iter().enumerate().map(line).collect(),
        needs: None,
    }
}

impl Program for Known {
    fn id(&self) -> &str {
        "made-up"
    }

    fn source(&self) -> &str {
        "fn main() {\n    let first = 1;\n    let second = 2;\n    let third = first + second;\n    println!(\"{third}\");\n}\n"
    }

    fn outcome(&self, clock: Clock) -> Option<Outcome> {
        let late: &[_] = if clock == Clock::Late { &self.late } else { &[] };
        let outputs: Vec<Output> = self.outputs.iter().chain(late).map(|texts| output(texts)).collect();
        Some(Outcome {
            clock,
            exhaustive: true,
            schedules: 1,
            count: outputs.len() as u128,
            outputs,
            ..Outcome::default()
        })
    }

    fn explain(&self, seen: &str, extent: Extent) -> Option<Explanation> {
        self.explained.set(self.explained.get() + 1);
        let seen: Vec<&str> = seen.lines().collect();
        let fits = |texts: &&&[&str]| match extent {
            Extent::Whole => **texts == seen,
            Extent::CutOff => texts.starts_with(&seen),
        };
        let verdict = match (self.outputs.iter().find(fits), self.late.iter().find(fits)) {
            (Some(_), _) => Verdict::Possible,
            (None, Some(_)) => Verdict::Late,
            (None, None) => self.otherwise,
        };
        let (why, decides) = (String::new(), String::new());
        let (lines, events, rests_on) = (Vec::new(), Vec::new(), Vec::new());
        Some(Explanation { verdict, line: 1, why, decides, lines, events, rests_on, why_not: None })
    }

    fn complaints(&self) -> Option<Vec<Complaint>> {
        Some(self.complaints.clone())
    }
}

fn asked(kind: Kind, program: &Known) -> impl Iterator<Item = Question> {
    (0..200).filter_map(move |seed| kind.ask(program, &mut Rng::with_seed(seed)))
}

fn two_tasks() -> Known {
    Known::new(&[&["a", "x", "b", "y"], &["a", "x", "y", "b"]])
}

#[test]
fn the_right_one_can_stand_anywhere() {
    let complaint = Complaint { line: 2, lines: vec![2, 3], message: "E0000: no".to_owned() };
    let refused = Known { complaints: vec![complaint], ..two_tasks() };
    for (kind, program) in [
        (Kind::CanPrint, two_tasks()),
        (Kind::NextLine, two_tasks()),
        (Kind::Ends, two_tasks()),
        (Kind::Compiles, refused),
    ] {
        let mut places = [0; 4];
        let mut questions = 0;
        for question in asked(kind, &program).filter(|question| question.right().len() == 1) {
            places[question.right()[0]] += 1;
            questions += 1;
        }
        let fair = questions / 4;
        assert!(
            questions > 50 && places.iter().all(|n| (fair / 2..fair * 2).contains(n)),
            "{kind:?}: {places:?}"
        );
    }
}

#[test]
fn what_only_a_late_wake_up_gives_is_neither_right_nor_wrong() {
    let late: &[&str] = &["x", "a", "b", "y"];
    let is_about = |question: &Question| question.choices.iter().any(|choice| choice.shown.lines() == late);
    assert!(asked(Kind::CanPrint, &two_tasks()).any(|question| is_about(&question)));
    let program = Known { late: vec![late], ..two_tasks() };
    assert!(!asked(Kind::CanPrint, &program).any(|question| is_about(&question)));
    assert!(asked(Kind::CanPrint, &program).count() > 0);
}

#[test]
fn what_is_unknown_is_not_asked() {
    let program = Known { otherwise: Verdict::Unknown, ..two_tasks() };
    assert_eq!(asked(Kind::CanPrint, &program).count() + asked(Kind::NextLine, &program).count(), 0);
    assert!(program.explained.get() > 0);
}

#[test]
fn a_question_says_how_many_are_right() {
    for kind in [Kind::CanPrint, Kind::NextLine] {
        let questions: Vec<Question> = asked(kind, &two_tasks()).collect();
        let says_two = |question: &Question| question.asked.contains("two");
        assert!(questions.iter().all(|question| says_two(question) == (question.right().len() == 2)));
        assert!(questions.iter().any(says_two) && !questions.iter().all(says_two), "{kind:?}");
    }
}

#[test]
fn an_id_says_which_question_it_is_and_not_how_it_is_shown() {
    let mut of: std::collections::HashMap<String, Vec<String>> = std::collections::HashMap::new();
    for question in Kind::ALL.into_iter().flat_map(|kind| asked(kind, &two_tasks()).collect::<Vec<_>>()) {
        let mut texts: Vec<String> =
            question.choices.iter().map(|choice| format!("{:?}", choice.shown)).collect();
        texts.sort();
        texts.extend(question.given);
        assert_eq!(*of.entry(question.id).or_insert_with(|| texts.clone()), texts);
    }
    let once = asked(Kind::Ends, &two_tasks()).next().unwrap();
    assert!(once.id.starts_with("made-up-ends-"), "{}", once.id);
}

#[test]
fn a_line_that_rustc_speaks_of_is_no_wrong_choice() {
    let complaint = Complaint { line: 2, lines: vec![2, 3], message: "E0000: no".to_owned() };
    let program = Known { complaints: vec![complaint], ..two_tasks() };
    let texts: Vec<String> = asked(Kind::Compiles, &program)
        .flat_map(|question| question.choices)
        .map(|choice| choice.shown.lines().concat())
        .collect();
    let speaks_of = |line: &str| texts.iter().any(|text| text.contains(line));
    assert!(!speaks_of("line 3") && speaks_of("line 2, `let first = 1;`") && speaks_of("line 4"));
}

#[test]
fn a_book_gets_multiple_choice_with_all_right_ones_in_the_answer() {
    let questions: Vec<(Question, Known)> = Kind::ALL
        .into_iter()
        .flat_map(|kind| asked(kind, &two_tasks()).take(10).collect::<Vec<_>>())
        .map(|question| (question, two_tasks()))
        .collect();
    let document: toml::Table = mdbook(&questions).unwrap().parse().unwrap();
    let written = document["questions"].as_array().unwrap();
    assert_eq!(written.len(), questions.len());
    for (written, (question, _)) in written.iter().zip(&questions) {
        assert_eq!(
            (written["id"].as_str(), written["type"].as_str()),
            (Some(&*question.id), Some("MultipleChoice"))
        );
        let right = match &written["answer"]["answer"] {
            toml::Value::Array(several) => several.len(),
            one => usize::from(one.is_str()),
        };
        let wrong = written["prompt"]["distractors"].as_array().unwrap().len();
        assert_eq!((right, wrong), (question.right().len(), 4 - question.right().len()));
        let prompt = written["prompt"]["prompt"].as_str().unwrap();
        assert!(prompt.starts_with("```rust\nfn main() {") && prompt.ends_with(&question.asked), "{prompt}");
        assert!(written["context"].is_str());
    }
}
