//! What is split, and streams that come out of streams.

use crate::support::{output, outputs};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use virtual_futures::channel::mpsc;
use virtual_futures::io::{AsyncReadExt, AsyncWriteExt, Cursor};
use virtual_futures::{Sink, SinkExt, Stream, StreamExt, executor::block_on, stream, stream_select};
use virtual_std::{println, thread};
use virtual_tokio::runtime::Runtime;
use virtual_tokio::time::sleep;

/// What is sent into it comes out of it.
struct Echo(mpsc::UnboundedSender<u32>, mpsc::UnboundedReceiver<u32>);

impl Echo {
    fn new() -> Echo {
        let (sender, receiver) = mpsc::unbounded();
        Echo(sender, receiver)
    }
}

impl Stream for Echo {
    type Item = u32;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<u32>> {
        self.1.poll_next_unpin(cx)
    }
}

impl Sink<u32> for Echo {
    type Error = mpsc::SendError;

    fn poll_ready(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), mpsc::SendError>> {
        self.0.poll_ready_unpin(cx)
    }

    fn start_send(mut self: Pin<&mut Self>, item: u32) -> Result<(), mpsc::SendError> {
        self.0.start_send(item)
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), mpsc::SendError>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), mpsc::SendError>> {
        self.0.close_channel();
        Poll::Ready(Ok(()))
    }
}

#[test]
fn two_threads_have_a_half_each_and_a_pair_can_be_put_together() {
    let found = outputs(|| {
        let (mut sink, mut stream) = Echo::new().split();
        let sends = thread::spawn(move || {
            block_on(async {
                sink.send(1).await.unwrap();
                println!("sent");
                sink.close().await.unwrap();
            });
            sink
        });
        while let Some(number) = block_on(stream.next()) {
            println!("{number}");
        }
        let sink = sends.join().unwrap();
        let (other, _) = Echo::new().split();
        println!("{} {}", sink.is_pair_of(&stream), other.is_pair_of(&stream));
        println!("{}", sink.reunite(stream).is_ok());
    });
    assert_eq!(found, ["1\nsent\ntrue false\ntrue\n", "sent\n1\ntrue false\ntrue\n"]);
}

#[test]
fn a_half_waits_while_the_other_one_has_the_whole() {
    /// Never has anything, and is looked at for a while.
    struct Slow;
    impl Stream for Slow {
        type Item = ();

        fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<()>> {
            println!("begins");
            println!("ends");
            Poll::Ready(None)
        }
    }
    impl Sink<()> for Slow {
        type Error = ();

        fn poll_ready(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), ()>> {
            Poll::Ready(Ok(()))
        }

        fn start_send(self: Pin<&mut Self>, (): ()) -> Result<(), ()> {
            println!("sent");
            Ok(())
        }

        fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), ()>> {
            Poll::Ready(Ok(()))
        }

        fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), ()>> {
            Poll::Ready(Ok(()))
        }
    }
    let found = outputs(|| {
        let (mut sink, mut stream) = Slow.split();
        let sends = thread::spawn(move || block_on(sink.send(())).unwrap());
        block_on(stream.next());
        sends.join().unwrap();
    });
    assert_eq!(found, ["begins\nends\nsent\n", "sent\nbegins\nends\n"]);
}

#[test]
fn streams_that_come_out_of_one_are_worked_on_several_at_a_time() {
    let said = output(|| {
        Runtime::new().unwrap().block_on(async {
            for limit in [None, Some(2), Some(1)] {
                let after = |milliseconds: u64| {
                    Box::pin(stream::once(async move {
                        sleep(Duration::from_millis(milliseconds)).await;
                        milliseconds
                    }))
                };
                let all = stream::iter([3, 1, 2]).map(after).flatten_unordered(limit);
                println!("{:?}", all.collect::<Vec<_>>().await);
            }
        });
    });
    assert_eq!(said, "[1, 2, 3]\n[1, 3, 2]\n[3, 1, 2]\n");
}

#[test]
fn chance_decides_between_streams_that_have_something() {
    let found = outputs(|| {
        let all = stream_select!(stream::iter([1]), stream::iter([2]));
        println!("{:?}", block_on(all.collect::<Vec<_>>()));
    });
    assert_eq!(found, ["[1, 2]\n", "[2, 1]\n"]);
}

#[test]
fn bytes_are_read_and_written_in_memory() {
    let said = output(|| {
        block_on(async {
            let mut bytes = Cursor::new(Vec::new());
            bytes.write_all(b"abc").await.unwrap();
            bytes.set_position(1);
            let mut text = String::new();
            bytes.read_to_string(&mut text).await.unwrap();
            println!("{text}");
        });
    });
    assert_eq!(said, "bc\n");
}
