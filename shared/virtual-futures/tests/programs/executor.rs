//! Threads that wait for futures.

use crate::support::{output, outputs};
use std::task::Poll;
use virtual_futures::executor::{block_on, block_on_stream};
use virtual_futures::future::poll_fn;
use virtual_futures::{join, stream};
use virtual_std::{println, thread};
use virtual_tokio::sync::mpsc;

#[test]
fn a_thread_goes_on_when_another_one_wakes_it() {
    let found = outputs(|| {
        let (sender, mut receiver) = mpsc::unbounded_channel();
        let thread = thread::spawn(move || {
            sender.send("sent").unwrap();
            println!("thread");
        });
        println!("{}", block_on(receiver.recv()).unwrap());
        thread.join().unwrap();
    });
    assert_eq!(found, ["sent\nthread\n", "thread\nsent\n"]);
}

#[test]
fn one_that_nobody_wakes_hangs() {
    let found = outputs(|| {
        block_on(poll_fn(|_| -> Poll<()> { Poll::Pending }));
    });
    assert!(found[0].starts_with("[hangs: main"), "{found:?}");
}

#[test]
fn it_needs_no_runtime_and_gives_way_to_nobody() {
    let lines = output(|| {
        let (sender, mut receiver) = mpsc::unbounded_channel();
        (0..200).for_each(|number| sender.send(number).unwrap());
        drop(sender);
        let work = async {
            while receiver.recv().await.is_some() {}
            println!("done");
        };
        block_on(async { join!(work, async { println!("other") }) });
        println!("{:?}", block_on_stream(stream::iter([1, 2])).collect::<Vec<_>>());
    });
    assert_eq!(lines, "done\nother\n[1, 2]\n");
}
