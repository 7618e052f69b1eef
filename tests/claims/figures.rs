use cost::Report;
use serde_json::{Value, json};

/// About what a machine with two cores gives. No test measures anything: a busy machine would decide how it ends.
pub fn report() -> Report {
    let spread = |median: f64| json!({ "median": median, "low": median, "high": median });
    let pair = |id: &str, unit: &str, names: [&str; 2], medians: [f64; 2]| -> Value {
        let side = |index: usize| {
            let median = medians[index];
            json!({ "name": names[index], "median": median, "low": median, "high": median })
        };
        json!({
            "id": id, "what": "", "unit": unit, "rounds": 7, "left": side(0), "right": side(1),
            "ratio": spread(medians[0] / medians[1]), "caveat": "",
        })
    };
    let both = ["thread", "task"];
    let pairs = [
        pair("asleep-resident", "bytes", both, [9_800.0, 450.0]),
        pair("asleep-with-kernel", "bytes", both, [37_000.0, 450.0]),
        pair("start-end-one-by-one", "nanoseconds", both, [30_000.0, 400.0]),
        pair("start-end-batch", "nanoseconds", both, [58_000.0, 450.0]),
        pair("start-from-run-body", "nanoseconds", both, [40_000.0, 33_000.0]),
        pair("ping-pong-one-core", "nanoseconds", both, [3_200.0, 64.0]),
        pair("ping-pong-free", "nanoseconds", both, [20_600.0, 105.0]),
        pair("channel-throughput", "nanoseconds", both, [31.0, 31.0]),
        pair("alive-at-once", "alive", ["threads", "tasks"], [10_000.0, 1_000_000.0]),
        pair("lock-unlock", "nanoseconds", ["Mutex", "plain"], [9.0, 0.5]),
        pair("arc-clone", "nanoseconds", ["Arc", "reference"], [8.0, 0.5]),
        pair("parallel", "processors", ["one worker", "two workers"], [1.0, 1.95]),
    ];
    let machine = json!({ "name": "made up", "cpus": 2, "os": "linux", "kernel": "", "rustc": "" });
    let report = json!({ "machine": machine, "seconds": 0.0, "left_out": [], "pairs": pairs, "curves": [] });
    serde_json::from_value(report).expect("what a report looks like")
}
