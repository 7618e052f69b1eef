//! A value is used after it was sent away.

use std::sync::mpsc;

fn main() {
    let (tx, _rx) = mpsc::channel();
    // ANCHOR: send
    let word = String::from("hi");
    tx.send(word).unwrap();
    println!("{word}");
    // ANCHOR_END: send
}
