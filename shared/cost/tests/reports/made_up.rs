use cost::{Curve, LeftOut, Machine, Pair, Point, Report, Side, Spread, Unit};

/// Two pairs, two curves, and something left out.
pub fn report() -> Report {
    Report {
        machine: Machine {
            name: "Made-up 1000 <R&D>".to_owned(),
            cpus: 2,
            memory_bytes: Some(8_000_000_000),
            os: "linux".to_owned(),
            kernel: "6.1".to_owned(),
            rustc: "rustc 1.90.0".to_owned(),
            others: Some(0.05),
        },
        seconds: 41.6,
        left_out: vec![LeftOut { id: "parallel".to_owned(), why: "there is one processor".to_owned() }],
        pairs: vec![
            pair("asleep", Unit::Bytes, [9800.0, 450.0], [21.0, 22.0, 23.0]),
            pair("channel", Unit::Nanoseconds, [30.0, 40.0], [0.7, 0.75, 0.8]),
            pair("alive", Unit::Alive, [10_000.0, 1e6], [0.01; 3]),
        ],
        curves: vec![
            curve("memory", Unit::Bytes, [9800.0, 450.0]),
            curve("time", Unit::Nanoseconds, [4e4, 350.0]),
        ],
    }
}

fn pair(id: &str, unit: Unit, sides: [f64; 2], [low, median, high]: [f64; 3]) -> Pair {
    let side = |name: &str, median: f64| Side {
        name: name.to_owned(),
        spread: Spread { median, low: 0.9 * median, high: 1.2 * median },
    };
    Pair {
        id: id.to_owned(),
        what: format!("what {id} is about"),
        unit,
        rounds: 9,
        left: side("thread", sides[0]),
        right: side("task", sides[1]),
        ratio: Spread { median, low, high },
        caveat: "A caveat of several words. ".repeat(5).trim_end().to_owned(),
    }
}

/// Threads up to 1000, tasks up to 10 000.
pub fn curve(id: &str, unit: Unit, each: [f64; 2]) -> Curve {
    let point = |count: usize| Point {
        count,
        thread: (count <= 1000).then_some(count as f64 * each[0]),
        task: Some(count as f64 * each[1]),
    };
    Curve { id: id.to_owned(), unit, points: [100, 1000, 10_000].map(point).to_vec() }
}
