//! What programs that use streams of tokio can print.

#[path = "../../virtual-trpl/tests/programs/support.rs"]
#[expect(dead_code, reason = "it also serves other tests")]
mod support;

use std::time::Duration;
use support::{output, outputs};
use virtual_std::println;
use virtual_tokio::runtime::Builder;
use virtual_tokio::sync::{broadcast, mpsc, watch};
use virtual_tokio::task::JoinSet;
use virtual_tokio::time::interval;
use virtual_tokio_stream::wrappers::{
    BroadcastStream, IntervalStream, JoinSetStream, ReceiverStream, UnboundedReceiverStream, WatchStream,
};
use virtual_tokio_stream::{StreamExt, StreamMap};

fn run<F: Future>(future: F) -> F::Output {
    Builder::new_current_thread().enable_all().start_paused(true).build().unwrap().block_on(future)
}

#[test]
fn streams_under_keys_are_looked_at_from_any_of_them_on() {
    let merged = outputs(|| {
        run(async {
            let mut map = StreamMap::new();
            for (key, count) in [("a", 2), ("b", 1)] {
                let (sender, receiver) = mpsc::channel(2);
                for number in 0..count {
                    sender.send(number).await.unwrap();
                }
                map.insert(key, ReceiverStream::new(receiver));
            }
            println!("{:?}", map.collect::<Vec<_>>().await);
        });
    });
    let expected = [
        "[(\"a\", 0), (\"a\", 1), (\"b\", 0)]\n",
        "[(\"a\", 0), (\"b\", 0), (\"a\", 1)]\n",
        "[(\"b\", 0), (\"a\", 0), (\"a\", 1)]\n",
    ];
    assert_eq!(merged, expected);
}

#[test]
fn channels_are_streams_of_what_they_carry() {
    let carried = output(|| {
        run(async {
            let (sender, receiver) = mpsc::unbounded_channel();
            sender.send(1).unwrap();
            drop(sender);
            println!("{:?}", UnboundedReceiverStream::new(receiver).collect::<Vec<_>>().await);
            let (sender, receiver) = broadcast::channel(1);
            sender.send(2).unwrap();
            sender.send(3).unwrap();
            drop(sender);
            println!("{:?}", BroadcastStream::new(receiver).collect::<Vec<_>>().await);
            let (sender, receiver) = watch::channel(4);
            let mut changes = WatchStream::new(receiver);
            println!("{:?}", changes.next().await);
            sender.send(5).unwrap();
            sender.send(6).unwrap();
            drop(sender);
            println!("{:?} {:?}", changes.next().await, changes.next().await);
        });
    });
    assert_eq!(carried, "[1]\n[Err(Lagged(1)), Ok(3)]\nSome(4)\nSome(6) None\n");
}

#[test]
fn an_interval_and_a_set_of_tasks_are_streams() {
    let ticks = output(|| {
        run(async {
            let ticks = IntervalStream::new(interval(Duration::from_millis(10)));
            let began = virtual_tokio::time::Instant::now();
            let times: Vec<_> = ticks.take(3).map(|tick| tick.duration_since(began)).collect().await;
            println!("{times:?}");
            let set: JoinSet<u8> = [1, 2].into_iter().map(|number| async move { number }).collect();
            println!("{:?}", JoinSetStream::new(set).map(Result::unwrap).collect::<Vec<_>>().await);
        });
    });
    assert_eq!(ticks, "[0ns, 10ms, 20ms]\n[1, 2]\n");
}
