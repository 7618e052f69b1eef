//! Channels between threads.

use crate::check::check;
use crate::claim::Claim;
use crate::evidence::{Output, explored, explored_late, ran};
use crate::finding::{Finding, Verdict};
use crate::program::{Program, listing, ours};

pub fn claims() -> Vec<Claim> {
    vec![
        Claim {
            id: "T10",
            says: "`send` fails once the receiver is gone; `recv` once all senders are gone, after what was sent.",
            look: "run 16-channel-errors",
            check: check(
                (explored(listing("16-channel-errors")), explored(listing("16-producers"))),
                (
                    explored(listing("16-channel-errors").with("    drop(tx);\n", "")),
                    explored(listing("16-producers")),
                ),
                |(errors, producers)| {
                    let both = [
                        "send, no receiver: SendError, and 'hi' is back",
                        "recv, no sender: 'bye' was left, then RecvError",
                    ];
                    let texts = errors.only().map(Output::texts).unwrap_or_default();
                    let failed = both.iter().filter(|line| texts.contains(line)).count();
                    let arrived =
                        producers.all.iter().map(|output| output.count("Got: ")).min().unwrap_or_default();
                    let complete = errors.every(Output::returns) && producers.every(Output::returns);
                    Finding::new(
                        Verdict::holds_if(
                            failed == both.len() && arrived == 2 && complete,
                            "a call waits for ever, or a message is lost",
                        ),
                        format!(
                            "{failed} of {} errors in {errors}; of 2 messages, {arrived} arrive in each of {} outputs",
                            both.len(),
                            producers.count
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "T11",
            says: "`recv` waits for a message, `try_recv` answers at once.",
            look: "explore 16-try-recv",
            check: check(
                (
                    explored(listing("16-try-recv").with("rx.try_recv()", "rx.recv()")),
                    explored(listing("16-try-recv")),
                ),
                (explored(listing("16-try-recv")), explored(listing("16-try-recv"))),
                |(waiting, polling)| {
                    let first = |output: Option<&Output>| output.and_then(|one| one.times().first().copied());
                    let count = |output: Option<&Output>| output.map(|one| one.count("nothing yet"));
                    let (waited, polled) = (first(waiting.only()), first(polling.only()));
                    let (never, often) = (count(waiting.only()), count(polling.only()));
                    let holds =
                        waited == Some(350) && never == Some(0) && polled == Some(0) && often > Some(1);
                    Finding::new(
                        Verdict::holds_if(holds, "both answer at once, or both wait"),
                        format!(
                            "a message sent at 350 ms: `recv` gives it at {} ms; `try_recv` says no at {} ms, {} times in all",
                            waited.unwrap_or_default(),
                            polled.unwrap_or_default(),
                            often.unwrap_or_default()
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "T13",
            says: "`send` waits while the channel's buffer is full.",
            look: "sends.rs",
            check: check(
                (
                    explored(ours!("sends").with("mpsc::channel()", "mpsc::sync_channel(2)")),
                    explored(ours!("sends")),
                    ran(ours!("million-sends")),
                ),
                (
                    explored(ours!("sends").with("mpsc::channel()", "mpsc::sync_channel(9)")),
                    explored(ours!("sends")),
                    ran(ours!("million-sends")),
                ),
                |(bounded, unbounded, million)| {
                    let waits = bounded.every(|output| output.hangs() && output.count("sent") == 2);
                    let never = unbounded.every(|output| output.returns() && output.count("sent") == 5);
                    let queued = million.value::<u64>("waiting to be received").unwrap_or_default();
                    Finding::new(
                        Verdict::holds_if(waits, "it does not wait").only_if(
                            never,
                            "if it is a `sync_channel`; a `channel` has no limit, and its `send` never waits",
                        ),
                        format!(
                            "nobody receives: `sync_channel(2)` takes {} messages ({}); `channel` takes {queued}",
                            bounded.all.first().map_or(0, |output| output.count("sent")),
                            bounded.ends(),
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "T14",
            says: "The messages of one producer arrive in order; those of two are mixed in any way.",
            look: "explore 16-11",
            check: check(
                (explored(listing("16-11")), explored_late(listing("16-11"))),
                (explored(one_after_the_other()), explored_late(one_after_the_other())),
                |(exact, late)| {
                    let words = [["hi", "from", "the", "thread"], ["more", "messages", "for", "you"]];
                    let is_kept = |output: &Output| {
                        words.iter().all(|words| {
                            let own =
                                |text: &&str| words.iter().any(|word| text.ends_with(&format!(" {word}")));
                            let own: Vec<_> = output.texts().into_iter().filter(own).collect();
                            own == words.map(|word| format!("Got: {word}"))
                        })
                    };
                    // 8 over 4: all the ways in which two lists of four can be mixed.
                    let (any, kept) =
                        (late.exhaustive && late.count == 70, late.every(is_kept) && exact.every(is_kept));
                    Finding::new(
                        Verdict::holds_if(
                            kept && late.count > 1,
                            "one producer is done before the other starts",
                        )
                        .only_if(!any, "though not in every way"),
                        format!(
                            "{exact}; {} of 70 if wake-ups come late, each producer in order in {}",
                            late.count,
                            if kept { "all" } else { "some" },
                        ),
                    )
                },
            ),
        },
    ]
}

/// 16-11 with the first producer joined before the second starts.
fn one_after_the_other() -> Program {
    listing("16-11").with("\"the\", \"thread\"]));", "\"the\", \"thread\"])).join().unwrap();")
}
