use std::sync::mpsc;
use std::thread;

fn main() {
    let (tx, _rx) = mpsc::channel();

    thread::spawn(move || {
        // This panics if main has already ended and dropped the receiver.
        tx.send(String::from("hi")).unwrap();
    });
}
