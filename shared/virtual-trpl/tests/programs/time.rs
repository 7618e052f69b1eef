//! When sleeps, intervals and timeouts end.

use crate::support::{late_outputs, output};
use std::time::Duration;
use virtual_std::println;
use virtual_std::time::Instant;
use virtual_tokio::time::{MissedTickBehavior, sleep_until, timeout};
use virtual_trpl as trpl;

const MS: Duration = Duration::from_millis(1);

#[test]
fn a_deadline_counts_from_when_the_sleep_is_made() {
    let lines = output(|| {
        trpl::run(async {
            let start = Instant::now();
            let sleep = trpl::sleep(5 * MS);
            trpl::sleep(3 * MS).await;
            sleep.await;
            println!("{:?}", start.elapsed());
            let sleep = trpl::sleep(5 * MS);
            virtual_std::thread::sleep(9 * MS);
            sleep.await;
            println!("{:?}", start.elapsed());
        });
    });
    assert_eq!(lines, "5ms\n14ms\n");
}

#[test]
fn timers_ring_at_full_milliseconds_and_never_early() {
    let lines = output(|| {
        trpl::run(async {
            let start = Instant::now();
            trpl::sleep(Duration::from_micros(1)).await;
            println!("{:?}", start.elapsed());
            trpl::sleep(Duration::from_micros(2500)).await;
            println!("{:?}", start.elapsed());
        });
    });
    assert_eq!(lines, "1ms\n4ms\n");
}

#[test]
fn a_sleep_of_no_time_lets_others_go_first_and_one_that_is_over_does_not() {
    async fn both(sleep: impl Future<Output = ()>) {
        let a = async {
            sleep.await;
            println!("a");
        };
        trpl::join(a, async { println!("b") }).await;
    }
    assert_eq!(output(|| trpl::run(async { both(trpl::sleep(Duration::ZERO)).await })), "b\na\n");
    let over = output(|| {
        trpl::run(async {
            let sleep = trpl::sleep(MS);
            trpl::sleep(MS).await;
            both(sleep).await;
        });
    });
    assert_eq!(over, "a\nb\n");
}

#[test]
fn a_sleep_can_be_reset() {
    let lines = output(|| {
        trpl::run(async {
            let start = Instant::now();
            let mut sleep = std::pin::pin!(trpl::sleep(5 * MS));
            let in_time = timeout(2 * MS, sleep.as_mut()).await;
            println!("{in_time:?}");
            let deadline = sleep.deadline() + 5 * MS;
            sleep.as_mut().reset(deadline);
            sleep.as_mut().await;
            println!("{:?} {}", start.elapsed(), sleep.is_elapsed());
        });
    });
    assert_eq!(lines, "Err(Elapsed(()))\n10ms true\n");
}

#[test]
fn an_interval_ticks_at_once_and_then_each_period() {
    let lines = output(|| {
        trpl::run(async {
            let start = Instant::now();
            let mut interval = trpl::interval(10 * MS);
            for _ in 0..3 {
                interval.tick().await;
                println!("{:?}", start.elapsed());
            }
        });
    });
    assert_eq!(lines, "0ns\n10ms\n20ms\n");
}

#[test]
fn missed_ticks_burst_unless_they_are_skipped() {
    async fn late(behavior: MissedTickBehavior) {
        let start = Instant::now();
        let mut interval = trpl::interval(10 * MS);
        interval.set_missed_tick_behavior(behavior);
        interval.tick().await;
        virtual_std::thread::sleep(25 * MS);
        for _ in 0..3 {
            interval.tick().await;
            println!("{:?}", start.elapsed());
        }
    }
    assert_eq!(output(|| trpl::run(late(MissedTickBehavior::Burst))), "25ms\n25ms\n30ms\n");
    assert_eq!(output(|| trpl::run(late(MissedTickBehavior::Skip))), "25ms\n30ms\n40ms\n");
    assert_eq!(output(|| trpl::run(late(MissedTickBehavior::Delay))), "25ms\n35ms\n45ms\n");
}

#[test]
fn a_timeout_gives_up_only_if_the_future_is_not_ready() {
    let lines = output(|| {
        trpl::run(async {
            println!("{:?}", timeout(5 * MS, async { 1 }).await);
            println!("{:?}", timeout(5 * MS, trpl::sleep(6 * MS)).await);
            println!("{:?}", timeout(Duration::MAX, trpl::sleep(6 * MS)).await);
        });
    });
    assert_eq!(lines, "Ok(1)\nErr(Elapsed(()))\nOk(())\n");
}

#[test]
fn on_a_late_clock_a_later_deadline_overtakes_an_earlier_one_only_if_it_passes_before_its_timer_is_set() {
    fn in_order() {
        trpl::run(async {
            let start = virtual_tokio::time::Instant::now();
            let early = async {
                sleep_until(start + 5 * MS).await;
                println!("early");
            };
            let late = async {
                sleep_until(start + 6 * MS).await;
                println!("late");
            };
            trpl::join(early, late).await;
        });
    }
    assert_eq!(late_outputs(in_order), ["early\nlate\n", "late\nearly\n"]);
    let tasks = late_outputs(|| {
        trpl::run(async {
            let start = virtual_tokio::time::Instant::now();
            let early = trpl::spawn_task(async move {
                sleep_until(start + 5 * MS).await;
                println!("early");
            });
            sleep_until(start + 6 * MS).await;
            println!("late");
            early.await.unwrap();
        });
    });
    assert_eq!(tasks, ["early\nlate\n", "late\nearly\n"]);
}
