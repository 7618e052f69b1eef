//! What polls a future, and in which order.

use crate::check::check;
use crate::claim::Claim;
use crate::evidence::{Output, compiled, explored, explored_late};
use crate::finding::{Finding, Verdict};
use crate::program::{listing, ours};

pub fn claims() -> Vec<Claim> {
    vec![
        Claim {
            id: "A1",
            says: "A future does nothing until it is awaited.",
            look: "explore 17-08-second-inline",
            check: check(
                (
                    explored(listing("17-08-second-inline")),
                    explored(listing("17-08-second-inline").with("        first.await;\n", "")),
                    explored(listing("17-06")),
                ),
                (
                    explored(listing("17-07")),
                    explored(listing("17-07").with("        handle.await.unwrap();\n", "")),
                    explored(listing("17-06")),
                ),
                |(awaited, dropped, spawned)| {
                    let first = |output: &Output| output.count("first task");
                    let before = awaited.all.iter().map(before_it_is_awaited).max().unwrap_or_default();
                    let never = dropped.all.iter().map(first).max().unwrap_or_default();
                    let idle = awaited.exhaustive && dropped.exhaustive && before == 0 && never == 0;
                    let spawned = spawned.all.iter().map(first).min().unwrap_or_default();
                    Finding::new(
                        Verdict::holds_if(idle, "it runs at once").only_if(
                            spawned > 0,
                            "unless something else polls it: `spawn_task` runs a block that nobody awaits",
                        ),
                        format!(
                            "{before} lines before it is awaited, {never} if it never is; spawned, not awaited: {spawned} at least",
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "A6",
            says: "`join` waits for both, gives both values, and alternates: the order is the same every time.",
            look: "explore 17-08",
            check: check(
                (explored(listing("17-08")), explored_late(listing("17-08")), compiled(ours!("join-tuple"))),
                (explored(listing("17-07")), explored_late(listing("17-07")), compiled(ours!("join-tuple"))),
                |(exact, late, tuple)| {
                    let both = |output: &Output| output.returns() && output.texts().len() == 13;
                    let waits = exact.every(both) && late.all.iter().all(both);
                    let same = exact.count == 1 && exact.every(alternates);
                    let verdict =
                        Verdict::holds_if(waits && same && tuple.is_accepted(), "the order differs");
                    Finding::new(
                        verdict.only_if(late.count > 1, "as long as no wake-up comes late"),
                        format!(
                            "{exact}; {} if wake-ups come late",
                            if late.count > 1 { "more than one" } else { "no other" }
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "A8",
            says: "Awaiting one block after the other runs them one after the other.",
            look: "explore 17-08-await-each",
            check: check(
                (explored(listing("17-08-await-each")), explored_late(listing("17-08-await-each"))),
                (explored(listing("17-08")), explored_late(listing("17-08"))),
                |(exact, late)| {
                    let in_turn = |output: &Output| output.position("second task") == Some(9);
                    let holds = exact.every(in_turn) && late.all.iter().all(in_turn);
                    Finding::new(
                        Verdict::holds_if(holds, "they alternate"),
                        format!(
                            "{exact}; {} is found if wake-ups come late",
                            if late.count > 1 { "another" } else { "no other" }
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "A20",
            says: "`race` gives the first to finish and drops the other; of two that are ready, the first named.",
            look: "explore 17-race",
            check: check(
                (explored(listing("17-race")), explored(ours!("race-ready"))),
                (
                    explored(listing("17-race").with("trpl::race(", "trpl::join(")),
                    explored(ours!("race-ready").with("trpl::race(", "trpl::join(")),
                ),
                |(race, ready)| {
                    let dropped = race.every(|output| {
                        output.count("'fast' finished") == 1 && output.count("'slow' finished") == 0
                    });
                    let in_order = ["the first runs", "the second runs"];
                    let first = ready.every(|output| output.texts() == in_order);
                    Finding::new(
                        Verdict::holds_if(dropped && first, "both finish"),
                        format!(
                            "the slow one prints its end in {} of {} outputs; of two that are ready, the first named runs, the \
                             other {}",
                            race.all.iter().filter(|output| output.count("'slow' finished") > 0).count(),
                            race.count,
                            if first { "does not" } else { "too" },
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "A21",
            says: "`join_all` waits for all its futures and gives their values in the order given.",
            look: "explore 17-join-all",
            check: check(
                explored(listing("17-join-all")),
                explored(
                    listing("17-join-all").with("join_all(futures)", "join_all(futures.into_iter().rev())"),
                ),
                |outputs| {
                    let kept =
                        ["100 ms are over", "200 ms are over", "300 ms are over", "results: [300, 200, 100]"];
                    let holds = outputs.every(|output| output.returns() && output.texts() == kept);
                    Finding::new(
                        Verdict::holds_if(holds, "they come in another order"),
                        format!(
                            "{outputs}: `{}`",
                            outputs.only().map(Output::texts).unwrap_or_default().join("`, `")
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "A22",
            says: "Blocking work without an await in between starves the other future.",
            look: "explore 17-15 17-16",
            check: check(
                (explored(listing("17-15")), explored(listing("17-16"))),
                (explored(listing("17-16")), explored(listing("17-16"))),
                |(without, with)| {
                    let (without, with) =
                        (without.only().map_or(0, in_a_row), with.only().map_or(0, in_a_row));
                    Finding::new(
                        Verdict::holds_if(with == 1 && without > 1, "they alternate"),
                        format!(
                            "without awaits {without} blocking calls of one in a row, with awaits {with}"
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "A23",
            says: "`yield_now` hands over as a short sleep does, but without its delay.",
            look: "explore 17-17 17-16",
            check: check(
                (explored(listing("17-17")), explored(listing("17-16")), explored(ours!("hand-over"))),
                (
                    explored(listing("17-17")),
                    explored(listing("17-16")),
                    explored(
                        ours!("hand-over").with("trpl::yield_now()", "trpl::sleep(Duration::from_millis(2))"),
                    ),
                ),
                |(yielding, sleeping, alone)| {
                    let same = yielding.only().map(Output::texts) == sleeping.only().map(Output::texts);
                    let times = alone.only().map(Output::times).unwrap_or_default();
                    let (yielded, both) = (times.first().copied(), times.last().copied());
                    let slept = both.unwrap_or_default() - yielded.unwrap_or_default();
                    Finding::new(
                        Verdict::holds_if(same && yielded == Some(0) && slept > 0, "it takes time too"),
                        format!(
                            "{} lines; where nobody else runs, 100 times take {} ms, with a sleep of 1 ms {slept} ms",
                            if same { "the same" } else { "other" },
                            yielded.unwrap_or_default()
                        ),
                    )
                },
            ),
        },
    ]
}

/// How many lines of the first block come before main's own loop is done, behind which it is awaited.
fn before_it_is_awaited(output: &Output) -> usize {
    let texts = output.texts();
    let done = texts.iter().rposition(|text| text.contains("second task")).unwrap_or(texts.len());
    texts[..done].iter().filter(|text| text.contains("first task")).count()
}

/// First and second by turns, as long as both have lines to print.
fn alternates(output: &Output) -> bool {
    let texts = output.texts();
    texts
        .iter()
        .take(8)
        .enumerate()
        .all(|(index, text)| text.contains(if index % 2 == 0 { "first task" } else { "second task" }))
}

/// How many blocking calls of one future come at most without one of the other in between, once both have started.
fn in_a_row(output: &Output) -> usize {
    let texts = output.texts();
    let calls =
        texts.iter().filter(|text| text.contains(" ran for ")).map(|text| &text[..3]).collect::<Vec<_>>();
    calls.chunk_by(|one, other| one == other).map(<[_]>::len).max().unwrap_or_default()
}
