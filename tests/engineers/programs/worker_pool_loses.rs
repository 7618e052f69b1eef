//! A worker that looks after its requests and a stop signal, and loses what it has taken when the signal comes.

use tokio::select;
use tokio::sync::{mpsc, oneshot};

struct Request {
    number: u64,
    reply: oneshot::Sender<u64>,
}

/// Takes a request and answers it.
async fn answer_one(requests: &mut mpsc::Receiver<Request>) -> bool {
    let Some(Request { number, reply }) = requests.recv().await else { return false };
    // Something that takes a while: here the request is gone, and not yet answered.
    tokio::task::yield_now().await;
    let _ = reply.send(number * number);
    true
}

async fn work(mut requests: mpsc::Receiver<Request>, mut pause: mpsc::Receiver<()>) {
    loop {
        select! {
            answered = answer_one(&mut requests) => {
                if !answered {
                    return;
                }
            }
            Some(()) = pause.recv() => {}
        }
    }
}

#[tokio::main]
async fn main() {
    let (requests, receiver) = mpsc::channel(2);
    let (pause, paused) = mpsc::channel(1);
    tokio::spawn(work(receiver, paused));
    let (reply, answer) = oneshot::channel();
    let _ = requests.send(Request { number: 3, reply }).await;
    let _ = pause.send(()).await;
    match answer.await {
        Ok(square) => println!("answered: {square}"),
        Err(_) => println!("nobody answered"),
    }
}
