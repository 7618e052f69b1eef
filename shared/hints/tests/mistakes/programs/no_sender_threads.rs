use std::sync::mpsc;
use std::thread;

fn main() {
    let (tx, rx) = mpsc::channel();
    let worker = thread::spawn(move || {
        for n in 0..2 {
            tx.send(n * 10).unwrap();
        }
    });
    for _ in 0..3 {
        println!("got {}", rx.recv().unwrap());
    }
    worker.join().unwrap();
}
