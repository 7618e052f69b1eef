//! Timers, each by the virtual clock.

use crate::run;
use crate::support::{output, outputs};
use std::future::pending;
use std::time::Duration;
use virtual_std::println;
use virtual_tokio::task::spawn;
use virtual_tokio::time::{Instant, MissedTickBehavior, interval, sleep, timeout};

fn milliseconds(count: u64) -> Duration {
    Duration::from_millis(count)
}

#[test]
fn who_sleeps_longer_wakes_later_and_who_sleeps_as_long_at_the_same_time() {
    fn two(other: u64) {
        run(async move {
            let task = spawn(async {
                sleep(milliseconds(10)).await;
                println!("task");
            });
            sleep(milliseconds(other)).await;
            println!("main");
            task.await.unwrap();
        });
    }
    assert_eq!(output(|| two(20)), "task\nmain\n");
    assert_eq!(outputs(|| two(10)), ["main\ntask\n", "task\nmain\n"]);
}

#[test]
fn a_timeout_ends_what_takes_longer() {
    fn takes(time: u64) {
        run(async move {
            let began = Instant::now();
            let result = timeout(milliseconds(10), sleep(milliseconds(time))).await;
            println!("{} after {:?}", result.is_ok(), began.elapsed());
        });
    }
    assert_eq!(output(|| takes(5)), "true after 5ms\n");
    assert_eq!(output(|| takes(15)), "false after 10ms\n");
    let never = output(|| {
        run(async {
            println!("{}", timeout(milliseconds(10), pending::<()>()).await.unwrap_err());
        });
    });
    assert_eq!(never, "deadline has elapsed\n");
}

#[test]
fn missed_ticks_come_at_once_later_or_never() {
    fn ticks(behavior: MissedTickBehavior) {
        run(async move {
            let began = Instant::now();
            let mut ticks = interval(milliseconds(10));
            ticks.set_missed_tick_behavior(behavior);
            ticks.tick().await;
            sleep(milliseconds(25)).await;
            for _ in 0..3 {
                ticks.tick().await;
                println!("{:?}", began.elapsed());
            }
        });
    }
    assert_eq!(output(|| ticks(MissedTickBehavior::Burst)), "25ms\n25ms\n30ms\n");
    assert_eq!(output(|| ticks(MissedTickBehavior::Delay)), "25ms\n35ms\n45ms\n");
    assert_eq!(output(|| ticks(MissedTickBehavior::Skip)), "25ms\n30ms\n40ms\n");
}
