use std::sync::mpsc;

fn main() {
    let (tx, rx) = mpsc::channel();
    for n in 0..1_000_000 {
        tx.send(n).unwrap();
    }
    drop(tx);
    println!("waiting to be received: {}", rx.into_iter().count());
}
