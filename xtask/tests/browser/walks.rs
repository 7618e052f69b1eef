use std::fs;

use answers::{Clock, Ending, Graph};
use stepper::towards;

use crate::reader::{Hand, Reader};
use crate::{Desk, Test, printed};

pub const TESTS: &[Test] = &[
    ("keys_lead_to_what_the_book_prints_where_wake_ups_are_in_time", |desk| in_time(desk, Hand::Keys)),
    ("a_finger_leads_to_what_the_book_prints_where_wake_ups_are_in_time", |desk| in_time(desk, Hand::Finger)),
    ("keys_lead_to_what_the_book_prints_by_a_late_wake_up", |desk| late(desk, Hand::Keys)),
    ("a_finger_leads_to_what_the_book_prints_by_a_late_wake_up", |desk| late(desk, Hand::Finger)),
    ("a_late_wake_up_leads_to_what_a_loaded_machine_prints", on_a_loaded_machine),
    ("keys_lead_to_a_hang_which_is_named", |desk| hang(desk, Hand::Keys)),
    ("a_finger_leads_to_a_hang_which_is_named", |desk| hang(desk, Hand::Finger)),
    ("keys_lead_to_the_hang_that_cannot_be_avoided", |desk| only_hang(desk, Hand::Keys)),
    ("a_finger_leads_to_the_hang_that_cannot_be_avoided", |desk| only_hang(desk, Hand::Finger)),
    ("keys_lead_to_a_panic_on_standard_error", |desk| panic(desk, Hand::Keys)),
    ("a_finger_leads_to_a_panic_on_standard_error", |desk| panic(desk, Hand::Finger)),
    ("recorded_runs_are_stepped_forth_and_back", recorded),
    ("outputs_are_struck_if_no_way_leads_there_as_explain_has_it", struck),
    ("a_page_that_lacks_a_move_is_found_out", lacks_a_move),
];

/// Goes to an end at which this was printed, and gives the reader there.
fn arrive<'a>(desk: &'a Desk, graph: &'a Graph, text: &str, hand: Hand) -> Reader<'a> {
    let mut reader = Reader::open(&desk.browser, &desk.book.address(&graph.program), graph, hand);
    if graph.clock == Clock::Late {
        reader.be_late();
    }
    reader.agrees();
    let moves = towards(graph, text, None);
    let mut steps = 0;
    // Looking whether an output can still come takes long in a large graph.
    reader.walk(&moves, |_| steps += 1);
    assert_eq!(reader.text(), text);
    assert!(steps > 1, "{steps} steps");
    reader
}

/// Back at the start all is as it was; the address from before leads to where it was taken.
fn go_back(mut reader: Reader<'_>) {
    reader.reload();
    reader.restart();
}

fn in_time(desk: &Desk, hand: Hand) {
    let graph = desk.book.graph("17-13", Clock::Exact);
    let words = ["hi", "more", "from", "the", "messages", "future", "for", "you"];
    let reader = arrive(desk, &graph, &printed::received(&words), hand);
    assert_eq!(reader.end(), "The program returns.");
    go_back(reader);
    let graph = desk.book.graph("16-01", Clock::Exact);
    go_back(arrive(desk, &graph, &printed::cut(), hand));
}

fn late(desk: &Desk, hand: Hand) {
    let graph = desk.book.graph("16-02", Clock::Late);
    go_back(arrive(desk, &graph, &printed::joined(), hand));
    let exact = desk.book.graph("16-02", Clock::Exact);
    let text = printed::joined();
    let nearest = towards(&exact, &text, None).len();
    assert!(nearest < 10, "without a late wake-up, no way leads there: {nearest}");
}

/// Stopped and continued at random, the real program printed these.
fn on_a_loaded_machine(desk: &Desk) {
    let graph = desk.book.graph("17-13", Clock::Late);
    let seen = [
        ["hi", "more", "from", "the", "messages", "future", "for", "you"],
        ["hi", "more", "from", "the", "future", "messages", "for", "you"],
        ["hi", "more", "from", "messages", "the", "future", "for", "you"],
        ["hi", "more", "from", "messages", "the", "for", "future", "you"],
    ];
    for words in seen {
        let text = printed::received(&words);
        let output = graph.outputs.iter().find(|output| {
            output.lines.iter().map(|line| format!("{}\n", line.text)).collect::<String>() == text
        });
        assert!(output.is_some(), "no way that is shown leads to {text}");
    }
    arrive(desk, &graph, &printed::received(&seen[3]), Hand::Finger);
}

fn hang(desk: &Desk, hand: Hand) {
    let graph = desk.book.graph("16-deadlock", Clock::Exact);
    let mut reader = Reader::open(&desk.browser, &desk.book.address("16-deadlock"), &graph, hand);
    let moves = towards(&graph, "", Some(Ending::Hangs));
    reader.walk(&moves, |_| {});
    let why = "thread 1 waits at line 11 for the lock made at line 6, held by thread 2 since line 14";
    assert!(reader.end().starts_with("The program hangs: "), "{}", reader.end());
    assert!(reader.end().contains(why), "{}", reader.end());
    assert_eq!(reader.reason("thread 1"), format!("b {why}"));
    go_back(reader);
}

fn only_hang(desk: &Desk, hand: Hand) {
    let graph = desk.book.graph("17-10", Clock::Exact);
    let words = ["hi", "from", "the", "future"];
    let reader = arrive(desk, &graph, &printed::received(&words), hand);
    assert!(
        reader.end().starts_with("The program hangs: main waits for a message at line 13"),
        "{}",
        reader.end()
    );
    go_back(reader);
}

/// Nobody waits for the message.
const PANICS: &str = r#"use std::{sync::mpsc, thread};

fn main() {
    let (tx, rx) = mpsc::channel();
    thread::spawn(move || tx.send(1));
    println!("{}", rx.try_recv().unwrap());
}
"#;

fn panic(desk: &Desk, hand: Hand) {
    let file = desk.book.folder().join("panics.rs");
    fs::write(&file, PANICS).expect("the program can be written");
    let program = file.display().to_string();
    let graph = desk.book.graph(&program, Clock::Exact);
    let mut reader = Reader::open(&desk.browser, &desk.book.address(&program), &graph, hand);
    reader.walk(&towards(&graph, "", Some(Ending::Panics)), |_| {});
    assert!(reader.end().starts_with("The program panics"), "{}", reader.end());
    let shown = reader
        .see("[...figure.querySelectorAll('.s-panel .s-line1')].map((line) => line.textContent).join('')");
    assert!(shown.to_string().contains("panicked at"), "{shown}");
    go_back(reader);
}

fn recorded(desk: &Desk) {
    let graph = desk.book.graph("16-15", Clock::Exact);
    assert_eq!(graph.runs.len(), 1);
    let mut reader = Reader::open(&desk.browser, &desk.book.address("16-15"), &graph, Hand::Keys);
    assert!(reader.see("figure.querySelector('.s-said').innerText").to_string().contains("too many states"));
    reader.walk(&graph.runs[0].moves, |_| {});
    assert_eq!(reader.text(), "Result: 10\n");
    reader.see("figure.focus()");
    desk.browser.press('u');
    desk.browser.press('f');
    reader.agrees();
    reader.restart();
}

fn struck(desk: &Desk) {
    for (program, clock) in [("17-13", Clock::Exact), ("16-deadlock", Clock::Exact)] {
        let graph = desk.book.graph(program, clock);
        let mut reader = Reader::open(&desk.browser, &desk.book.address(program), &graph, Hand::Keys);
        for (place, output) in reader.wanted().iter().enumerate() {
            assert_eq!(
                desk.book.verdict(program, &output.text()),
                Some(0),
                "output {} of {program}",
                place + 1
            );
        }
        let last = towards(&graph, &reader.wanted().last().expect("an output").text(), None);
        reader.walk(&last, |_| {});
        let title = reader.see("figure.querySelector('.s-goals .s-gone').title");
        assert!(title.to_string().contains("impossible since step"), "{title}");
    }
}

fn lacks_a_move(desk: &Desk) {
    let mut graph = desk.book.graph("17-13", Clock::Exact);
    for state in &mut graph.states {
        state.moves.truncate(1);
    }
    let reader = Reader::open(&desk.browser, &desk.book.address("17-13"), &graph, Hand::Keys);
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| reader.agrees()));
    assert!(result.is_err());
}
