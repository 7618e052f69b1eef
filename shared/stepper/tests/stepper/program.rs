use answers::graph::{At, Deed, End, Graph, Lane, Move, Print, Stance, State};
use answers::{Clock, Ending, Line, Output, Stream};
use timeline::Kind;

/// Two threads that print a line each, in either order, while `main` waits for both.
pub fn graph() -> Graph {
    let print = |lane, text: &str, to| Move {
        lane: Some(lane),
        deed: Deed { does: "prints".to_owned(), line: lane as u32 + 1, ..Deed::default() },
        prints: vec![Print { stream: Stream::Stdout, text: format!("{text}\n") }],
        late: false,
        then: Vec::new(),
        to,
    };
    let start = |to| Move {
        lane: Some(0),
        deed: Deed { does: "starts".to_owned(), line: 1, ..Deed::default() },
        prints: Vec::new(),
        late: false,
        then: Vec::new(),
        to,
    };
    let (first, second) = ("</script>", "b < a");
    Graph {
        version: Graph::VERSION,
        program: "two".to_owned(),
        source: ["fn main() {", "    f(\"</script><img src=x>\");", "    g();", "}"]
            .map(str::to_owned)
            .into(),
        clock: Clock::Exact,
        exhaustive: true,
        why_not: None,
        rests_on: Vec::new(),
        lanes: ["main", "one", "other"].map(lane).into(),
        states: vec![
            state([At::Ready, At::Absent, At::Absent], vec![start(1)]),
            state([At::Waits, At::Ready, At::Ready], vec![print(1, first, 2), print(2, second, 3)]),
            state([At::Waits, At::Ended, At::Ready], vec![print(2, second, 4)]),
            state([At::Waits, At::Ready, At::Ended], vec![print(1, first, 4)]),
            State {
                end: Some(End { end: Ending::Returns, why: String::new() }),
                ..state([At::Ended; 3], vec![])
            },
        ],
        count: 2,
        more: false,
        outputs: vec![output([first, second]), output([second, first])],
        runs: Vec::new(),
    }
}

fn lane(name: &str) -> Lane {
    Lane { name: name.to_owned(), kind: Kind::Thread, of: None }
}

fn state(at: [At; 3], moves: Vec<Move>) -> State {
    let stance = |(lane, at)| Stance {
        at,
        line: if matches!(at, At::Absent | At::Ended) { 0 } else { lane as u32 + 1 },
        why: if at == At::Waits { "waits for the others to end".to_owned() } else { String::new() },
        ..Stance::default()
    };
    State { ms: 0, lanes: at.into_iter().enumerate().map(stance).collect(), moves, end: None }
}

fn output(texts: [&str; 2]) -> Output {
    let line =
        |text: &str| Line { ms: 0, task: "one".to_owned(), stream: Stream::Stdout, text: text.to_owned() };
    Output { end: Ending::Returns, why: String::new(), lines: texts.map(line).into(), needs: None }
}
