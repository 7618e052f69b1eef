use std::sync::mpsc;
use std::thread;

fn main() {
    let (tx, rx) = mpsc::channel();
    let producer = thread::spawn(move || {
        for i in 0..3 {
            tx.send(i).unwrap();
        }
    });
    println!("{}", rx.recv().unwrap());
    drop(rx);
    producer.join().unwrap();
}
