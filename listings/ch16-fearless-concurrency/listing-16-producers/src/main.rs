use std::sync::mpsc;
use std::thread;

fn main() {
    let (tx, rx) = mpsc::channel();

    for id in 1..=2 {
        let tx = tx.clone();
        thread::spawn(move || tx.send(format!("Message from producer {id}")).unwrap());
    }
    drop(tx); // or the loop below would wait for ever

    for message in rx {
        println!("Got: {message}");
    }
}
