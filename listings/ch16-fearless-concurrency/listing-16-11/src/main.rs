use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

fn main() {
    let (tx, rx) = mpsc::channel();
    let tx1 = tx.clone();

    thread::spawn(move || send_slowly(tx1, ["hi", "from", "the", "thread"]));
    thread::spawn(move || send_slowly(tx, ["more", "messages", "for", "you"]));

    for received in rx {
        println!("Got: {received}");
    }
}

fn send_slowly(tx: Sender<&'static str>, words: [&'static str; 4]) {
    for word in words {
        tx.send(word).unwrap();
        thread::sleep(Duration::from_secs(1));
    }
}
