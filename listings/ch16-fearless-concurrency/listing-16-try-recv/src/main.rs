use std::sync::mpsc;
use std::thread;
use std::time::Duration;

fn main() {
    let (tx, rx) = mpsc::channel();

    thread::spawn(move || {
        thread::sleep(Duration::from_millis(350));
        tx.send("hi").unwrap();
    });

    let received = loop {
        if let Ok(message) = rx.try_recv() {
            break message;
        }
        println!("nothing yet");
        thread::sleep(Duration::from_millis(100));
    };
    println!("Got: {received}");
}
