use std::sync::mpsc;

fn main() {
    let (tx, _rx) = mpsc::channel();
    for n in 1..=5 {
        tx.send(n).unwrap();
        println!("sent {n}");
    }
}
