use std::sync::mpsc::{self, RecvError, RecvTimeoutError, SendError, TryRecvError, TrySendError};
use std::time::Duration;

enum Message {
    Text(&'static str),
    Quit,
}

fn main() {
    let wait = Duration::from_millis(50);

    let (tx, rx) = mpsc::channel();
    drop(rx);
    if let Err(SendError(Message::Text(text))) = tx.send(Message::Text("hi")) {
        println!("send, no receiver: SendError, and '{text}' is back");
    }

    let (tx, rx) = mpsc::channel();
    if let Err(TryRecvError::Empty) = rx.try_recv() {
        println!("try_recv, empty: TryRecvError::Empty");
    }
    if let Err(RecvTimeoutError::Timeout) = rx.recv_timeout(wait) {
        println!("recv_timeout, empty: RecvTimeoutError::Timeout");
    }
    tx.send(Message::Text("bye")).ok();
    drop(tx);
    if let (Ok(Message::Text(text)), Err(RecvError)) = (rx.recv(), rx.recv()) {
        println!("recv, no sender: '{text}' was left, then RecvError");
    }
    if let Err(TryRecvError::Disconnected) = rx.try_recv() {
        println!("try_recv, no sender: TryRecvError::Disconnected");
    }
    if let Err(RecvTimeoutError::Disconnected) = rx.recv_timeout(wait) {
        println!("recv_timeout, no sender: RecvTimeoutError::Disconnected");
    }

    let (tx, rx) = mpsc::sync_channel(1);
    tx.try_send(Message::Text("hi")).ok();
    if let Err(TrySendError::Full(Message::Quit)) = tx.try_send(Message::Quit) {
        println!("try_send, full: TrySendError::Full, and Quit is back");
    }
    drop(rx);
    if let Err(TrySendError::Disconnected(Message::Quit)) = tx.try_send(Message::Quit) {
        println!("try_send, no receiver: TrySendError::Disconnected, and Quit is back");
    }
}
