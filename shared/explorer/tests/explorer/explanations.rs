//! Whether a program can print what somebody saw.

use engine::Settings;
use explorer::{Explanation, Extent, Instead, Limits, Observed, Options, Stream, Verdict, explain};
use std::time::Duration;
use virtual_std::sync::mpsc;
use virtual_std::{dbg, eprintln, println, thread};

fn explained(program: explorer::Program, text: &str, extent: Extent) -> Explanation {
    let observed = Observed { text: text.to_owned(), extent };
    let settings = Settings { files: &[file!()], ..Settings::default() };
    explain(program, &Options { settings, ..Options::default() }, &observed).expect("it can be explored")
}

fn tie() -> i32 {
    thread::scope(|scope| {
        for number in [1, 2] {
            scope.spawn(move || {
                thread::sleep(Duration::from_millis(number));
                println!("{number}");
            });
        }
    });
    0
}

#[test]
fn an_output_in_time_is_possible_and_its_schedule_prints_it() {
    let found = explained(tie, "1\n2\n", Extent::Whole);
    assert_eq!(found.verdict, Verdict::Possible);
    let lines: Vec<_> = found.replay.unwrap().lines.into_iter().map(|line| (line.ms, line.text)).collect();
    assert_eq!(lines, [(1, "1".to_owned()), (2, "2".to_owned())]);
}

#[test]
fn an_output_that_needs_a_late_wake_up_says_which() {
    let found = explained(tie, "2\n1", Extent::Whole);
    assert_eq!(found.verdict, Verdict::Late);
    let told = found.told();
    assert!(told.why.starts_with("at line ") && told.why.ends_with(" 1 ms late"), "{}", told.why);
}

#[test]
fn a_late_wake_up_is_found_among_many_others() {
    fn ticks() -> i32 {
        let (tx, rx) = mpsc::channel();
        let (tick, _ticks) = mpsc::channel();
        thread::spawn(move || {
            loop {
                thread::sleep(Duration::from_millis(1));
                let _ = tick.send(());
            }
        });
        for ms in [100, 300, 400] {
            let tx = tx.clone();
            thread::spawn(move || {
                thread::sleep(Duration::from_millis(ms));
                tx.send(ms).unwrap();
            });
        }
        for _ in 0..3 {
            println!("{}", rx.recv().unwrap());
        }
        0
    }
    let limits = Limits { steps: 200_000, ..Limits::default() };
    let observed = Observed { text: "100\n400\n300\n".to_owned(), extent: Extent::Whole };
    let found = explain(ticks, &Options { limits, ..Options::default() }, &observed).unwrap();
    assert_eq!(found.verdict, Verdict::Late);
    assert!(found.told().why.ends_with(" 100 ms late"), "{}", found.told().why);
}

#[test]
fn an_impossible_output_names_the_first_line_that_cannot_follow() {
    let found = explained(tie, "1\n1\n", Extent::Whole);
    assert_eq!(found.verdict, Verdict::Impossible);
    assert_eq!(
        (found.follows, &*found.instead),
        (1, &[Instead::Printed(Stream::Stdout, "2".to_owned())][..])
    );
    assert_eq!(found.told().line, 2);
    assert_eq!(explained(tie, "1\n", Extent::Whole).verdict, Verdict::Impossible);
    assert_eq!(explained(tie, "1\n2\n3\n", Extent::Whole).verdict, Verdict::Impossible);
}

#[test]
fn an_output_that_was_cut_off_is_compared_as_far_as_it_goes() {
    fn endless() -> i32 {
        for number in 0.. {
            println!("{number}");
            thread::sleep(Duration::from_millis(1));
        }
        0
    }
    fn hangs() -> i32 {
        let (tx, rx) = mpsc::channel::<i32>();
        println!("waiting");
        let _ = rx.recv();
        drop(tx);
        0
    }
    assert_eq!(explained(endless, "0\n1\n2\n", Extent::CutOff).verdict, Verdict::Possible);
    assert_eq!(explained(tie, "1\n", Extent::CutOff).verdict, Verdict::Possible);
    assert_eq!(explained(hangs, "waiting\n", Extent::CutOff).verdict, Verdict::Possible);
    assert_eq!(explained(hangs, "waiting\n", Extent::Whole).verdict, Verdict::Possible);
    assert_eq!(explained(hangs, "awaiting\n", Extent::CutOff).verdict, Verdict::Impossible);
}

#[test]
fn lines_that_were_left_out_may_be_any() {
    fn counts() -> i32 {
        (1..=9).for_each(|number| println!("{number}"));
        0
    }
    let verdict = |text| explained(counts, text, Extent::CutOff).verdict;
    for text in [
        "1\n--snip--\n5\n6\n--snip--\n9\n",
        "$ cargo run\n--snip--\n8\n9\n",
        "1\n--snip--\n",
        "--snip--\n1\n",
    ] {
        assert_eq!(verdict(text), Verdict::Possible, "{text}");
    }
    for text in ["1\n--snip--\n5\n7\n", "--snip--\n6\n5\n", "2\n--snip--\n", "--snip--\n10\n"] {
        assert_eq!(verdict(text), Verdict::Impossible, "{text}");
    }
}

#[test]
fn one_output_of_a_huge_set_is_found_at_once() {
    fn many() -> i32 {
        thread::scope(|scope| {
            for thread in 0..8 {
                scope.spawn(move || (0..8).for_each(|line| println!("{thread} {line}")));
            }
        });
        0
    }
    let orderly: String = (0..8).flat_map(|line| (0..8).map(move |t| format!("{t} {line}\n"))).collect();
    assert_eq!(explained(many, &orderly, Extent::Whole).verdict, Verdict::Possible);
    let wrong = orderly.replace("3 7", "3 8");
    let found = explained(many, &wrong, Extent::Whole);
    assert_eq!((found.verdict, found.follows), (Verdict::Impossible, 59));
}

/// Numbers that are the same in each run of the tests.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).unwrap()
    }

    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

/// Two threads that print to both streams, and one of which panics.
fn noisy() -> i32 {
    thread::scope(|scope| {
        scope.spawn(|| {
            println!("one\t1");
            eprintln!("two 2");
        });
        let panics = thread::Builder::new().name("it's".to_owned()).spawn_scoped(scope, || {
            println!("[three] 3");
            panic!("four\nlines of text");
        });
        assert!(panics.unwrap().join().is_err());
    });
    dbg!(5);
    3
}

/// The complete outputs of a program, each line with its stream.
fn sessions(program: explorer::Program) -> Vec<Vec<(Stream, String)>> {
    let found = explorer::explore(program, &Options::default()).unwrap().outcome(usize::MAX).unwrap();
    let lines =
        |output: explorer::Output| output.lines.into_iter().map(|line| (line.stream, line.text)).collect();
    found.outputs.into_iter().map(lines).collect()
}

/// What a terminal, a shell, cargo, an editor and another version of Rust may make of it.
fn decorated(lines: &[String], dice: &mut Dice) -> String {
    let frames = "stack backtrace:\n   0: __rustc::rust_begin_unwind\n             at /rustc/5980/library/std/src/panicking.rs:689:5\n   1: x::main\nnote: \
                  Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose backtrace.\n";
    let note = "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace";
    let number = ["", " (1)", " (4711)"][dice.below(3)];
    let mut text = String::new();
    text += dice.one_of(&[
        "",
        "\n",
        "$ cargo run\n",
        "user@host:~/x$ RUST_BACKTRACE=1 cargo run -p x\n",
        "PS C:\\x> .\\x.exe\n",
    ]);
    text += dice.one_of(&["", "   Compiling x v0.1.0\n    Finished `dev` profile [unoptimized] in 0.5s\n     Running `target/debug/x`\n"]);
    for (index, line) in lines.iter().enumerate() {
        let is_header = line.starts_with("thread '");
        if line.is_empty()
            && lines.get(index + 1).is_some_and(|next| next.starts_with("thread '"))
            && dice.below(2) == 0
        {
            continue;
        }
        if line == note {
            text += dice.one_of(&["", frames, &format!("{note}\n")]);
            continue;
        }
        let line = if is_header { line.replacen("' (2)", &format!("'{number}"), 1) } else { line.clone() };
        let line = match dice.below(4) {
            0 => format!("\u{1b}[1;31m{line}\u{1b}[0m"),
            1 => line.replace('\t', "     "),
            2 => format!("{line}   "),
            _ => line,
        };
        text += &line;
        text += "\n";
    }
    text += dice.one_of(&[
        "",
        "\n\n",
        "^C\n",
        "$ ",
        "user@host:~/x$ \n",
        "error: process didn't exit successfully: `x` (exit status: 3)\n$ ",
    ]);
    match dice.below(3) {
        0 => text.replace('\n', "\r\n"),
        _ => text,
    }
}

#[test]
fn whatever_is_printed_is_possible_however_a_terminal_shows_it() {
    let mut dice = Dice(0x5EED);
    let sessions = sessions(noisy);
    assert!(sessions.len() >= 10, "{}", sessions.len());
    for session in sessions.iter().cycle().take(100) {
        let both: Vec<String> = session.iter().map(|(_, text)| text.clone()).collect();
        let alone = session.iter().filter(|(stream, _)| *stream == Stream::Stdout);
        let alone: Vec<String> = alone.map(|(_, text)| text.clone()).collect();
        for lines in [&both, &alone] {
            let text = decorated(lines, &mut dice);
            let found = explained(noisy, &text, Extent::Whole);
            assert_eq!(found.verdict, Verdict::Possible, "{text}\n{}", found.told().why);
        }
    }
}

#[test]
fn whatever_a_line_is_changed_to_is_not_possible_however_a_terminal_shows_it() {
    let mut dice = Dice(0xBAD5EED);
    for session in sessions(noisy).iter().cycle().take(100) {
        let mut lines: Vec<String> = session.iter().map(|(_, text)| text.clone()).collect();
        let changed: Vec<usize> =
            (0..lines.len()).filter(|index| lines[*index].chars().any(char::is_numeric)).collect();
        let index = changed[dice.below(changed.len())];
        let is_header = lines[index].starts_with("thread '");
        let last = lines[index].rfind(char::is_numeric).unwrap();
        lines[index].replace_range(last..=last, if is_header { "77" } else { "x" });
        let text = decorated(&lines, &mut dice);
        let found = explained(noisy, &text, Extent::CutOff);
        assert_eq!(found.verdict, Verdict::Impossible, "{text}");
        let line = text.lines().nth(found.told().line - 1).unwrap();
        assert!(
            line.contains('x') || line.contains("77"),
            "line {} is not the changed one of:\n{text}",
            found.told().line
        );
    }
}

#[test]
fn whatever_begins_like_an_output_is_possible_so_far() {
    let mut dice = Dice(0xC07);
    for session in sessions(noisy).iter().cycle().take(100) {
        let lines: Vec<String> = session.iter().map(|(_, text)| text.clone()).collect();
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        let cut = &text[..1 + dice.below(text.len() - 2)];
        let found = explained(noisy, cut, Extent::CutOff);
        assert_eq!(found.verdict, Verdict::Possible, "{cut}\n{}", found.told().why);
        // Without standard error, all may be there already.
        let is_all_of_stdout =
            cut.contains("one\t1\n") && cut.contains("[three] 3\n") && !cut.contains("two");
        assert!(is_all_of_stdout || found.told().why.starts_with("so far"), "{cut:?}: {}", found.told().why);
    }
}
